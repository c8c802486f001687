//! One table against another: a hidden set of files that is exactly a set shown elsewhere, or
//! what remains when one shown set is taken from another that holds it. "Jobbplan finns i 47
//! av 49 akter" gives away that two lack one, whatever the row on missing plans says.

use std::collections::{BTreeMap, BTreeSet};

use super::claim::{Counts, Decided, Guard, Node};
use super::nested::within;
use crate::template::Condition;

use super::{Grouping, Mode, Name, Rules, State};

/// A set of units, a bit each.
type Units = Vec<u64>;

/// A claim with what has been decided of it.
pub(super) struct Claimed<'a> {
    pub(super) name: Name,
    /// Whether it only describes.
    pub(super) descriptive: bool,
    /// The criteria that speak of the same thing.
    pub(super) related: &'a BTreeSet<usize>,
    /// What its deviations fulfil.
    pub(super) condition: Option<&'a Condition>,
    pub(super) states: &'a [State],
    pub(super) groupings: &'a [&'a Grouping],
    pub(super) decided: &'a BTreeMap<Node, Decided>,
}

/// A set whose size is shown.
struct Known {
    claim: usize,
    node: Node,
    guard: Guard,
}

/// Sets of files that must stay hidden for a reason of their own.
pub(super) struct Secret {
    /// The criteria it is about.
    pub(super) about: Vec<usize>,
    /// The files.
    pub(super) units: BTreeSet<usize>,
}

/// The places that must be hidden because they give away what another table hides.
pub(super) fn leaks(
    claims: &[Claimed],
    secrets: &[Secret],
    rules: Rules,
) -> BTreeMap<(usize, Node), Guard> {
    let mut known: BTreeMap<Units, Vec<Known>> = BTreeMap::new();
    let mut hidden: Vec<(Vec<usize>, Units)> = Vec::new();
    // The size of every group is taken to be known; hiding a result does not hide it.
    let mut groups: BTreeSet<Units> = BTreeSet::new();
    for (claim, claimed) in claims.iter().enumerate() {
        for (node, decided) in claimed.decided {
            let of = |wanted: &[State]| members(claimed, *node, wanted);
            let (gaps, met, outside) =
                (of(&[State::Gap]), of(&[State::Met]), of(&[State::Outside]));
            let assessed = of(&[State::Gap, State::Met]);
            groups.insert(of(&[State::Gap, State::Met, State::Outside]));
            match decided.mode {
                Mode::Counts => {
                    for (units, by_gaps) in [
                        (gaps, true),
                        (met, true),
                        (outside, false),
                        (assessed, false),
                    ] {
                        let guard = Guard {
                            gaps: by_gaps,
                            outside: !by_gaps,
                        };
                        known.entry(units).or_default().push(Known {
                            claim,
                            node: *node,
                            guard,
                        });
                    }
                }
                Mode::Share | Mode::Nothing => {
                    let counts = Counts {
                        gaps: size(&gaps),
                        met: size(&met),
                        outside: size(&outside),
                    };
                    let (guard, _) = counts.guard(rules);
                    let about = vec![claimed.name.criterion()];
                    let secret = |units: Units| {
                        (1..rules.percent_from)
                            .contains(&size(&units))
                            .then(|| (about.clone(), units))
                    };
                    if guard.gaps && !all_or_none(claimed, rules) {
                        hidden.extend([gaps, met].into_iter().filter_map(secret));
                    }
                    if guard.outside {
                        hidden.extend(secret(outside));
                    }
                }
            }
        }
    }
    let length = claims.first().map_or(0, |claim| claim.states.len());
    for secret in secrets {
        hidden.push((
            secret.about.clone(),
            units(length, secret.units.iter().copied()),
        ));
    }
    let mut leaks = Leaks {
        claims,
        closed: BTreeMap::new(),
    };
    let wholes: BTreeSet<&Units> = groups.iter().chain(known.keys()).collect();
    for (about, secret) in &hidden {
        let speaks = |known: &&Known| {
            about
                .iter()
                .any(|at| claims[known.claim].related.contains(at))
        };
        let of = |units: &Units| known.get(units).into_iter().flatten().filter(speaks);
        leaks.close(of(secret).collect());
        for whole in &wholes {
            if !holds(whole, secret) || *whole == secret {
                continue;
            }
            let rest: Units = whole.iter().zip(secret).map(|(w, s)| w & !s).collect();
            let sides: Vec<Vec<&Known>> = [*whole, &rest]
                .into_iter()
                .filter(|side| !groups.contains(*side))
                .map(|side| of(side).collect())
                .collect();
            // Without one of the two the difference cannot be taken.
            if sides.iter().all(|side| !side.is_empty()) {
                leaks.close_one(sides);
            }
        }
    }
    for (one, other, node) in nested(claims, rules) {
        let by_gaps = |claim| Known {
            claim,
            node,
            guard: Guard {
                gaps: true,
                outside: false,
            },
        };
        // Of equal cost the wider one goes: the narrow one is the graver deviation.
        leaks.close_one(vec![vec![&by_gaps(other)], vec![&by_gaps(one)]]);
    }
    leaks.closed
}

/// The results, by their places and where, whose shown deviations differ by a few files, and of
/// which the rules say that the one's are all among the other's.
fn nested(claims: &[Claimed], rules: Rules) -> Vec<(usize, usize, Node)> {
    let mut found = Vec::new();
    for (one, part) in claims.iter().enumerate() {
        for (other, whole) in claims.iter().enumerate() {
            let (Some(narrow), Some(wide)) = (part.condition, whole.condition) else {
                continue;
            };
            let speaks = part.related.contains(&whole.name.criterion());
            if one == other || !speaks || !within(narrow, wide) {
                continue;
            }
            for (node, decided) in part.decided {
                let is_shown = |decided: &Decided| decided.mode == Mode::Counts;
                let beside = whole.decided.get(node).is_some_and(is_shown);
                let gaps = |claimed| members(claimed, *node, &[State::Gap]);
                let everybody = [State::Gap, State::Met, State::Outside];
                let of = |claimed| members(claimed, *node, &everybody);
                if !is_shown(decided) || !beside || of(part) != of(whole) {
                    continue;
                }
                let (fewer, more) = (gaps(part), gaps(whole));
                let left = size(&more) - size(&fewer).min(size(&more));
                if holds(&more, &fewer) && (1..rules.min_cell).contains(&left) {
                    found.push((one, other, *node));
                }
            }
        }
    }
    found
}

/// What has to be hidden so far.
struct Leaks<'a> {
    claims: &'a [Claimed<'a>],
    closed: BTreeMap<(usize, Node), Guard>,
}

impl Leaks<'_> {
    fn close(&mut self, side: Vec<&Known>) {
        for known in side {
            let guard = self.closed.entry((known.claim, known.node)).or_default();
            guard.gaps |= known.guard.gaps;
            guard.outside |= known.guard.outside;
        }
    }

    /// Hides the side that costs the reader least, unless one of them is hidden already.
    fn close_one(&mut self, mut sides: Vec<Vec<&Known>>) {
        let is_closed = |known: &&Known| self.closed.contains_key(&(known.claim, known.node));
        if sides.iter().any(|side| side.iter().all(is_closed)) {
            return;
        }
        sides.sort_by_key(|side| side.iter().map(|known| self.cost(known)).sum::<u32>());
        if let Some(cheapest) = sides.into_iter().next() {
            self.close(cheapest);
        }
    }

    /// A group costs less than a whole, the counts less than the result, and what only
    /// describes less than a deviation.
    fn cost(&self, known: &Known) -> u32 {
        let claim = &self.claims[known.claim];
        let place = if known.node == Node::Total { 4 } else { 1 };
        let result = if known.guard.gaps { 4 } else { 1 };
        let weight = match claim.name {
            Name::Headline(_) if !claim.descriptive => 3,
            Name::Headline(_) | Name::Explained(_) => 2,
            Name::Further(..) => 1,
        };
        place * result * weight
    }
}

/// What holds for all or none of a large number is no secret of a group's.
fn all_or_none(claimed: &Claimed, rules: Rules) -> bool {
    let of = |wanted: State| {
        claimed
            .states
            .iter()
            .filter(|state| **state == wanted)
            .count()
    };
    let (gaps, met) = (of(State::Gap), of(State::Met));
    let large = u64::try_from(gaps + met).is_ok_and(|assessed| assessed >= rules.percent_from);
    large && (gaps == 0 || met == 0)
}

fn members(claimed: &Claimed, node: Node, wanted: &[State]) -> Units {
    let inside = |unit: usize| match node {
        Node::Total => true,
        Node::Group(grouping, group) => claimed.groupings[grouping].of[unit] == group,
    };
    let found = claimed
        .states
        .iter()
        .enumerate()
        .filter(|(unit, state)| wanted.contains(state) && inside(*unit))
        .map(|(unit, _)| unit);
    units(claimed.states.len(), found)
}

fn units(length: usize, found: impl Iterator<Item = usize>) -> Units {
    let mut bits = vec![0_u64; length.div_ceil(64)];
    for unit in found {
        bits[unit / 64] |= 1 << (unit % 64);
    }
    bits
}

fn size(units: &Units) -> u64 {
    units.iter().map(|word| u64::from(word.count_ones())).sum()
}

fn holds(whole: &Units, part: &Units) -> bool {
    whole.iter().zip(part).all(|(w, p)| p & !w == 0)
}

#[cfg(test)]
mod tests {
    use super::super::claim::{Claim, Divided};
    use super::*;
    use crate::template::QuestionRef;

    fn asked(question: usize) -> Condition {
        Condition::Answer {
            question: QuestionRef {
                checklist: 0,
                question,
            },
            is: Vec::new(),
        }
    }

    /// Of 30 files the first consent is missing in ten, one of the two in so many more: the
    /// further definition goes where they are fewer than five, and stays otherwise.
    #[test]
    fn two_results_of_which_one_holds_the_other_do_not_stand_a_few_apart() {
        let rules = Rules {
            min_cell: 5,
            percent_from: 30,
        };
        let grouping = Grouping {
            field: String::new(),
            names: vec!["A".to_owned()],
            of: vec![0; 30],
        };
        let groupings = [&grouping];
        let gaps = |number: usize| -> Vec<State> {
            let state = |at| if at < number { State::Gap } else { State::Met };
            (0..30).map(state).collect()
        };
        let first = asked(5);
        let one_of_two = Condition::Any(vec![asked(5), asked(6)]);
        let related = BTreeSet::from([0, 1]);
        for (more, hidden) in [(0, false), (1, true), (4, true), (5, false)] {
            let states = [gaps(10), gaps(10 + more)];
            let decided = states.each_ref().map(|states| {
                let claim = Claim {
                    states,
                    groupings: groupings.to_vec(),
                };
                Divided::new(&claim).decide(rules, &BTreeMap::new(), &BTreeMap::new())
            });
            let claims: Vec<Claimed> = [
                (Name::Headline(crate::template::CriterionRef(0)), &first),
                (
                    Name::Further(crate::template::CriterionRef(1), 1),
                    &one_of_two,
                ),
            ]
            .into_iter()
            .zip(&states)
            .zip(&decided)
            .map(|(((name, condition), states), decided)| Claimed {
                name,
                descriptive: false,
                related: &related,
                condition: Some(condition),
                states,
                groupings: &groupings,
                decided,
            })
            .collect();
            let closed = leaks(&claims, &[], rules);
            let of = |claim: usize| closed.contains_key(&(claim, Node::Total));
            assert_eq!((of(0), of(1)), (false, hidden), "{more} more");
        }
    }
}
