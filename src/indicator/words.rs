//! A cell as people read it: numbers as the language and the column write them.

use super::table::{Cell, Head};
use super::texts;
use crate::lang::{Lang, decimal, percent, whole};
use crate::template::indicator::Format;

impl Cell {
    /// In words; empty where there is nothing to say.
    pub fn shown(&self, head: &Head, lang: Lang) -> String {
        let plain = head.format == Format::Plain;
        match self {
            Self::Missing => String::new(),
            Self::Label(text) => text.get(lang).to_owned(),
            Self::Count(0) if head.blank_zero => String::new(),
            Self::Count(count) if plain => count.to_string(),
            Self::Count(count) => whole(lang, *count),
            Self::Number(number) => decimal(lang, *number, 1),
            Self::Share { .. } | Self::Fraction(_) => {
                let shown = percent(lang, self.value().unwrap_or_default(), 1);
                if plain {
                    shown.replace('\u{a0}', "")
                } else {
                    shown
                }
            }
            Self::Difference(difference) => {
                let points = decimal(lang, difference * 100.0, 1);
                texts::points(&points).get(lang).to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::Unit;
    use crate::lang::Text;

    #[test]
    fn numbers_as_in_the_annex_and_as_in_the_house() {
        let usual = Head::new("x", Text::same("x"), Unit::Any);
        let annex = Head {
            format: Format::Plain,
            blank_zero: true,
            ..usual.clone()
        };
        let share = Cell::share(40, 652);
        assert_eq!(share.shown(&annex, Lang::Sv), "6,1%");
        assert_eq!(share.shown(&usual, Lang::Sv), "6,1\u{a0}%");
        assert_eq!(Cell::Count(11_319).shown(&annex, Lang::Sv), "11319");
        assert_eq!(Cell::Count(11_319).shown(&usual, Lang::En), "11,319");
        assert_eq!(Cell::Count(0).shown(&annex, Lang::Sv), "");
        assert_eq!(Cell::Count(0).shown(&usual, Lang::Sv), "0");
        assert_eq!(Cell::Difference(0.07).shown(&usual, Lang::Sv), "7,0 p.e.");
        assert_eq!(Cell::Missing.shown(&usual, Lang::Sv), "");
    }
}
