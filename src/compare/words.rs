//! What is said of a criterion in two years, the same on the terminal's page and in a report.

use super::{Found, Pair, texts};
use crate::lang::{self, Lang, Text, decimal, percent};

/// Below this a share is not given in per cent, here as in the report.
pub const FEWEST: u64 = 10;

impl Pair {
    /// Whether either year has too few files for a per cent.
    pub fn few(&self) -> bool {
        self.old.assessed < FEWEST || self.new.assessed < FEWEST
    }

    /// Whether chance can hardly explain the difference, where so many are compared.
    pub fn is_beyond(&self, confidence: f64) -> bool {
        !self.few() && self.p_holm.is_some_and(|p| p <= 1.0 - confidence)
    }

    /// `AA-01 Svar saknas: 34 av 49 (69 %) mot 20 av 50 (40 %) förra gången, …`.
    pub fn sentence(&self, lang: Lang) -> Text {
        let difference = self.difference.unwrap_or_default();
        let points = decimal(lang, difference.abs() * 100.0, 0);
        let (new, old) = (self.new.counted(lang), self.old.counted(lang));
        if difference > 0.0 {
            texts::worse(&self.id, &self.title, &new, &old, &points)
        } else {
            texts::better(&self.id, &self.title, &new, &old, &points)
        }
    }

    /// `+29 (+10…+46)`, in percentage points; nothing for few files.
    pub fn points(&self, lang: Lang) -> String {
        let limits = self.difference.zip(self.lower).zip(self.upper);
        let Some(((difference, lower), upper)) = limits.filter(|_| !self.few()) else {
            return String::new();
        };
        let signed = |share| lang::points(lang, share);
        format!(
            "{} ({}…{})",
            signed(difference),
            signed(lower),
            signed(upper)
        )
    }

    /// Holm's p; nothing for few files or where nothing is tested.
    pub fn p_shown(&self, lang: Lang) -> String {
        match self.p_holm {
            Some(p) if !self.few() => lang::p_value(lang, p),
            Some(_) | None => String::new(),
        }
    }
}

impl Found {
    /// `34 av 49`.
    pub fn of(&self, lang: Lang) -> String {
        crate::report::sentence::of(lang, self.gaps, self.assessed)
    }

    /// `34 av 49 (69 %)`.
    fn counted(&self, lang: Lang) -> String {
        match self.rate {
            Some(rate) if self.assessed >= FEWEST => {
                format!("{} ({})", self.of(lang), percent(lang, rate, 0))
            }
            Some(_) | None => self.of(lang),
        }
    }
}
