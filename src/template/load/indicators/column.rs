//! The columns of an indicator.

use super::{Bench, FILE, wire};
use crate::template::indicator::{Column, Measure, Sign};
use crate::template::texts;

const MEASURES: &str = "count, share, percentile, mean, load";

impl Bench<'_, '_> {
    pub(super) fn columns(&mut self, wires: Vec<wire::Column>) -> Vec<Column> {
        let ids: Vec<String> = wires.iter().map(|wire| wire.id.clone()).collect();
        let mut columns = Vec::new();
        for (at, wire) in wires.into_iter().enumerate() {
            if ids[..at].contains(&wire.id) {
                let twice = texts::twice(&format!("{}.{}", self.indicator, wire.id));
                self.faults.add(FILE, twice);
            }
            if let Some(measure) = self.measure(&wire, &ids[..at]) {
                columns.push(Column {
                    id: wire.id,
                    short: wire.short.unwrap_or_else(|| wire.title.clone()),
                    title: wire.title,
                    aliases: wire.aliases,
                    format: wire.format,
                    blank_zero: wire.blank_zero,
                    measure,
                });
            }
        }
        columns
    }

    fn measure(&mut self, wire: &wire::Column, before: &[String]) -> Option<Measure> {
        let said = [
            wire.count.is_some(),
            wire.share.is_some(),
            wire.percentile.is_some(),
            wire.mean == Some(true),
            wire.load.is_some(),
        ];
        let at = format!("{}.{}", self.indicator, wire.id);
        if said.into_iter().filter(|said| *said).count() != 1 {
            self.faults.add(FILE, texts::one_of_keys(&at, MEASURES));
            return None;
        }
        if let Some(tests) = &wire.count {
            return Some(Measure::Count(self.tests(tests)));
        }
        if let Some(share) = &wire.share {
            return self.share(share, before);
        }
        let only = self.tests(&wire.only);
        if let Some(load) = &wire.load {
            return Some(Measure::Load(self.value(&load.of)?, load.take, only));
        }
        let Some(days) = &wire.days else {
            self.faults.add(FILE, texts::one_of_keys(&at, "days"));
            return None;
        };
        let span = self.span(days)?;
        Some(match wire.percentile {
            None => Measure::Mean(span, only),
            Some(percent) => {
                if !(1..=99).contains(&percent) {
                    self.faults.add(FILE, texts::bad_percentile(&at));
                }
                Measure::Percentile(percent, span, only)
            }
        })
    }

    /// A share is of columns that stand before it.
    fn share(&mut self, wire: &wire::Share, before: &[String]) -> Option<Measure> {
        let mut find = |name: &str| {
            let at = before.iter().position(|id| id == name);
            if at.is_none() {
                self.faults.unknown(FILE, name, self.indicator, before);
            }
            at
        };
        let mut of = Vec::new();
        for name in &wire.of {
            of.push(find(name)?);
        }
        let mut per = Vec::new();
        for name in &wire.per {
            per.push(match name.strip_prefix('-') {
                Some(name) => (find(name)?, Sign::Minus),
                None => (find(name)?, Sign::Plus),
            });
        }
        Some(Measure::Share {
            of,
            per,
            of_total: wire.of_total,
        })
    }
}
