//! A guess, while the register is read, which units will be drawn: those whose tickets are among
//! the lowest of their stratum so far. It leaves nobody out, since a ticket that is among the
//! lowest of all is among the lowest of those before it; but it knows neither the sizes of the
//! strata nor which row speaks for a unit.

use std::collections::BTreeSet;

use super::ticket::{Seeded, Ticket, seed_hash};
use crate::identity::Identity;
use crate::plan::{CoordinateMode, Sample as Settings, Size};

/// The lowest tickets of every stratum so far.
pub struct Likely {
    seeded: Seeded,
    room: usize,
    lowest: Vec<BTreeSet<Ticket>>,
}

/// Of larger samples only the first are guessed.
const MOST: u64 = 500;

impl Likely {
    /// By the plan's settings; `None` where nothing is drawn or its seed is not known yet.
    pub fn new(settings: &Settings) -> Option<Self> {
        let keeps = |mode| mode == CoordinateMode::Keep;
        let is_another_seed = settings.coordinate.as_ref().is_some_and(|c| keeps(c.mode));
        let seed = settings.seed.as_deref().filter(|_| !is_another_seed)?;
        let most = match &settings.size {
            Size::Total(total) => *total,
            Size::PerValue(sizes) | Size::Fixed(sizes) => sizes.values().copied().max()?,
            Size::Listed => return None,
        };
        let room = (most.max(settings.minimum) + settings.reserve).min(MOST);
        Some(Self {
            seeded: Seeded::new(&seed_hash(seed)),
            room: usize::try_from(room).expect("a few hundred fit"),
            lowest: Vec::new(),
        })
    }

    /// Whether a unit may be drawn, as far as is known; `stratum` counts from 0.
    pub fn may_be_drawn(&mut self, key: &Identity, stratum: usize) -> bool {
        if self.lowest.len() <= stratum {
            self.lowest.resize_with(stratum + 1, BTreeSet::new);
        }
        let ticket = self.seeded.ticket(key);
        let lowest = &mut self.lowest[stratum];
        if lowest.len() >= self.room && lowest.last().is_none_or(|last| ticket > *last) {
            return false;
        }
        lowest.insert(ticket);
        if lowest.len() > self.room {
            lowest.pop_last();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Allocation;

    fn settings(size: Size, seed: Option<&str>) -> Settings {
        Settings {
            size,
            allocation: Allocation::Proportional,
            minimum: 1,
            reserve: 2,
            seed: seed.map(str::to_owned),
            given: None,
            coordinate: None,
        }
    }

    /// Whoever has one of the lowest tickets of a stratum in the end was guessed when met, in
    /// whatever order the rows came and however often; and few others were.
    #[test]
    fn whoever_is_drawn_was_guessed() {
        let people: Vec<Identity> = (0..5000)
            .map(|n| Identity::from_text(&format!("K{n}")).unwrap())
            .collect();
        let hash = seed_hash("1");
        let mut by_ticket: Vec<&Identity> = people.iter().collect();
        by_ticket.sort_by_key(|key| Ticket::of(&hash, key));
        for backwards in [false, true] {
            let mut likely = Likely::new(&settings(Size::Total(10), Some("1"))).unwrap();
            let mut guessed = BTreeSet::new();
            let mut see = |key: &Identity| {
                if likely.may_be_drawn(key, 3) {
                    guessed.insert(key.clone());
                    // Any of a person's rows may turn out to be the one that speaks.
                    assert!(likely.may_be_drawn(key, 3));
                }
            };
            if backwards {
                people.iter().rev().for_each(&mut see);
            } else {
                people.iter().for_each(&mut see);
            }
            // Ten and two reserves.
            assert!(by_ticket[..12].iter().all(|key| guessed.contains(*key)));
            // Of the nth person the ticket is among the lowest twelve with probability 12/n:
            // 12 (1 + ln(5000/12)) = 84 are expected, with a standard deviation below 9.
            assert!((60..130).contains(&guessed.len()), "{}", guessed.len());
        }
    }

    #[test]
    fn without_a_draw_or_a_seed_nothing_is_guessed() {
        assert!(Likely::new(&settings(Size::Listed, Some("1"))).is_none());
        assert!(Likely::new(&settings(Size::Total(10), None)).is_none());
    }
}
