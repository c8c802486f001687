//! An extension as the log keeps it: the new total of files, and the reserves that it drew
//! beyond the plan's for those that were used. With both the draw can be made again.

use std::collections::BTreeMap;

use super::{Protocol, Status, Stratum};
use crate::frame::Frame;

/// One extension.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extension {
    /// The total of files that the draw was extended to.
    pub total: u64,
    /// Reserves beyond the plan's, by the stratum's letter, where there are any.
    pub reserves: BTreeMap<String, u64>,
}

impl Extension {
    /// The extension of a draw to a total, with `sizes` as the new n_h in the protocol's order:
    /// a reserve for each file that gave way, so that every stratum has as many left as the
    /// plan says, and none of those drawn before is lost.
    pub fn of(old: &Protocol, planned_reserve: u64, total: u64, sizes: &[u64]) -> Self {
        let more = |(stratum, size): (&Stratum, &u64)| {
            let replaced = replaced(old, &stratum.letter);
            let drawn = stratum.sample.saturating_add(stratum.reserve);
            let planned = size.saturating_add(planned_reserve);
            let before = drawn.saturating_sub(planned);
            let left = stratum.population.saturating_sub(planned);
            (stratum.letter.clone(), replaced.max(before).min(left))
        };
        let strata = old.strata.iter().zip(sizes);
        Self {
            total,
            reserves: strata.map(more).filter(|(_, more)| *more > 0).collect(),
        }
    }

    /// As the log writes it, before the colon that the reason stands after: `40 B+2 E+1`.
    pub fn written(&self) -> String {
        let mut words = vec![self.total.to_string()];
        let reserves = self.reserves.iter();
        words.extend(reserves.map(|(letter, more)| format!("{letter}+{more}")));
        words.join(" ")
    }

    /// Reads what stands before the colon; `None` where it is no extension.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let total = words.next()?.parse().ok()?;
        let reserve = |word: &str| {
            let (letter, more) = word.split_once('+')?;
            Some((letter.to_owned(), more.parse().ok()?))
        };
        let reserves = words.map(reserve).collect::<Option<_>>()?;
        Some(Self { total, reserves })
    }

    /// The reserves beyond the plan's, in the frame's order.
    pub fn more_reserves(&self, frame: &Frame) -> Vec<u64> {
        let strata = frame.strata.iter();
        strata
            .map(|stratum| {
                let more = self.reserves.get(&stratum.letter);
                more.copied().unwrap_or_default()
            })
            .collect()
    }
}

/// How many files of a stratum gave way to a reserve.
fn replaced(protocol: &Protocol, letter: &str) -> u64 {
    let units = protocol.units.iter();
    let replaced = units.filter(|u| u.stratum == letter && u.status == Status::Replaced);
    u64::try_from(replaced.count()).expect("a count of units fits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_log_writes_is_read_back() {
        let reserves = [("B".to_owned(), 2), ("AA".to_owned(), 1)];
        for (extension, text) in [
            (
                Extension {
                    total: 36,
                    reserves: BTreeMap::new(),
                },
                "36",
            ),
            (
                Extension {
                    total: 40,
                    reserves: reserves.into(),
                },
                "40 AA+1 B+2",
            ),
        ] {
            assert_eq!(extension.written(), text);
            assert_eq!(Extension::read(text), Some(extension));
        }
        for text in ["", "fler", "40 fler", "40 B+", "40 B+2 x"] {
            assert_eq!(Extension::read(text), None, "{text}");
        }
    }

    /// C-02 of the fixture's seven gave way to C-08, the one reserve of twelve units: C-09 is
    /// drawn to be the reserve. With eight in the sample C-08 is one of them, C-09 stands in and
    /// C-10 is the reserve; with eleven C-12 stands in and nobody is left.
    #[test]
    fn a_reserve_is_drawn_for_each_that_was_used() {
        let old = super::super::fixture::protocol();
        let mut sizes: Vec<u64> = old.strata.iter().map(|stratum| stratum.sample).collect();
        let one = Extension {
            total: 49,
            reserves: [("C".to_owned(), 1)].into(),
        };
        assert_eq!(Extension::of(&old, 1, 49, &sizes), one);
        sizes[2] = 8;
        assert_eq!(Extension::of(&old, 1, 50, &sizes).reserves, one.reserves);
        sizes[2] = 11;
        assert_eq!(Extension::of(&old, 1, 53, &sizes).reserves, BTreeMap::new());
    }
}
