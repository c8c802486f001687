//! One result with everything it is divided into: which of its counts may be shown. A count
//! is hidden when it, or what it leaves of a known number of files, is small; then others are
//! hidden until no hidden one can be worked out from those that are shown.
//!
//! Who wants to know is taken to know how many files there are in every group, which files a
//! rule concerns when deviations are at stake, and every sum that is shown.

use std::collections::BTreeMap;

use super::range::Sums;
use super::{Grouping, Mode, Rules, State, Why};

/// A result: what became of each unit, and the ways in which it is divided.
pub(super) struct Claim<'a> {
    pub(super) states: &'a [State],
    pub(super) groupings: Vec<&'a Grouping>,
}

/// A place where a count stands: the whole, or a group of one of the groupings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Node {
    /// All units.
    Total,
    /// A group by the places of grouping and group.
    Group(usize, usize),
}

/// What a number must not be worked out of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Guard {
    /// How many deviate, or do not.
    pub(super) gaps: bool,
    /// How many the rule does not concern, or of which nothing can be said.
    pub(super) outside: bool,
}

/// What was decided of one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decided {
    pub(super) mode: Mode,
    pub(super) why: Option<Why>,
}

/// Counts of one place.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    pub(super) gaps: u64,
    pub(super) met: u64,
    pub(super) outside: u64,
}

impl Counts {
    pub(super) fn assessed(self) -> u64 {
        self.gaps + self.met
    }

    fn all(self) -> u64 {
        self.assessed() + self.outside
    }

    /// What of it is small by itself.
    pub(super) fn guard(self, rules: Rules) -> (Guard, Option<Why>) {
        let few = |count: u64| (1..rules.min_cell).contains(&count);
        let small_group = self.assessed() < rules.percent_from;
        let one_sided = self.assessed() > 0 && (self.gaps == 0 || self.met == 0);
        let everyone = small_group && one_sided;
        let nobody = self.all() < rules.percent_from && self.assessed() == 0 && self.outside > 0;
        let guard = Guard {
            gaps: few(self.gaps) || few(self.met) || everyone,
            // Where nobody stands outside the assessed are the group, whose size is known.
            outside: few(self.outside) || self.outside > 0 && few(self.assessed()) || nobody,
        };
        let why = if everyone || nobody {
            Some(Why::Everyone)
        } else if guard.gaps || guard.outside {
            Some(Why::Small)
        } else {
            None
        };
        (guard, why)
    }
}

/// The claim with its units sorted into the finest groups that anyone could know.
pub(super) struct Divided {
    /// What stands where.
    pub(super) nodes: BTreeMap<Node, (Counts, Vec<usize>)>,
    /// The counts of each finest group.
    atoms: Vec<Counts>,
}

impl Divided {
    pub(super) fn new(claim: &Claim) -> Self {
        let mut keys: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
        let mut atoms: Vec<Counts> = Vec::new();
        for (unit, state) in claim.states.iter().enumerate() {
            let key: Vec<usize> = claim.groupings.iter().map(|g| g.of[unit]).collect();
            let at = *keys.entry(key).or_insert_with(|| {
                atoms.push(Counts::default());
                atoms.len() - 1
            });
            match state {
                State::Gap => atoms[at].gaps += 1,
                State::Met => atoms[at].met += 1,
                State::Outside => atoms[at].outside += 1,
            }
        }
        let mut nodes: BTreeMap<Node, (Counts, Vec<usize>)> = BTreeMap::new();
        let mut add = |node: Node, at: usize| {
            let (counts, of) = nodes.entry(node).or_default();
            counts.gaps += atoms[at].gaps;
            counts.met += atoms[at].met;
            counts.outside += atoms[at].outside;
            of.push(at);
        };
        for (key, at) in &keys {
            add(Node::Total, *at);
            for (grouping, group) in key.iter().enumerate() {
                add(Node::Group(grouping, *group), *at);
            }
        }
        Self { nodes, atoms }
    }

    /// Decides every place. `forced` are places that something elsewhere makes hidden,
    /// `barred` groups whose own size is not shown.
    pub(super) fn decide(
        &self,
        rules: Rules,
        forced: &BTreeMap<Node, Guard>,
        barred: &BTreeMap<Node, Why>,
    ) -> BTreeMap<Node, Decided> {
        let (whole, _) = self.nodes.get(&Node::Total).cloned().unwrap_or_default();
        let one_sided = whole.gaps == 0 || whole.met == 0;
        let has_share = whole.assessed() >= rules.percent_from;
        let all_or_none = one_sided && has_share;
        let mut guards: BTreeMap<Node, Guard> = BTreeMap::new();
        let mut decided: BTreeMap<Node, Decided> = BTreeMap::new();
        for (node, (counts, _)) in &self.nodes {
            let (mut guard, mut why) = counts.guard(rules);
            if all_or_none && guard.gaps {
                // What holds for all or none of a large number is shown and flagged; it says
                // the same of every group.
                guard.gaps = false;
                why = why.filter(|_| guard.outside);
            }
            if let Some(more) = forced.get(node) {
                guard.gaps |= more.gaps;
                guard.outside |= more.outside;
                why = why.or(Some(Why::Elsewhere));
            }
            if why.is_some() {
                guards.insert(*node, guard);
            }
            why = why.or(barred.get(node).copied());
            let mode = match (why, *node) {
                (None, _) => Mode::Counts,
                (Some(_), Node::Total) if has_share && !guard.gaps => Mode::Share,
                (Some(_), _) => Mode::Nothing,
            };
            decided.insert(*node, Decided { mode, why });
        }
        while let Some((node, guard)) = self.open(rules, &guards, &decided) {
            let Some(victim) = self.victim(rules, node, guard, &decided) else {
                break;
            };
            let was = decided[&victim];
            let gives_way = victim == Node::Total && was.mode == Mode::Counts && guard.outside;
            let mode = if gives_way && has_share {
                Mode::Share
            } else {
                Mode::Nothing
            };
            let why = was.why.or(Some(Why::Secondary));
            decided.insert(victim, Decided { mode, why });
        }
        decided
    }

    /// A guarded place that can still be worked out.
    fn open(
        &self,
        rules: Rules,
        guards: &BTreeMap<Node, Guard>,
        decided: &BTreeMap<Node, Decided>,
    ) -> Option<(Node, Guard)> {
        guards.iter().find_map(|(node, guard)| {
            let gaps = guard.gaps && !self.gaps_safe(rules, *node, decided);
            let outside = guard.outside && !self.outside_safe(rules, *node, decided);
            (gaps || outside).then_some((
                *node,
                Guard {
                    gaps,
                    outside: outside && !gaps,
                },
            ))
        })
    }

    fn gaps_safe(&self, rules: Rules, node: Node, decided: &BTreeMap<Node, Decided>) -> bool {
        // A share gives the deviations away to whoever knows how many files were assessed.
        let known = |mode: Mode| mode != Mode::Nothing;
        let sums = Sums {
            most: self.atoms.iter().map(|atom| atom.assessed()).collect(),
            known: self.shown(decided, known, |counts| counts.gaps),
        };
        let (counts, of) = &self.nodes[&node];
        let need = rules.min_cell.min(counts.assessed());
        let (low, high) = sums.range(of, counts.gaps, need);
        high - low >= need
    }

    fn outside_safe(&self, rules: Rules, node: Node, decided: &BTreeMap<Node, Decided>) -> bool {
        let (counts, of) = &self.nodes[&node];
        let truth = counts.outside;
        let need = rules.min_cell.min(counts.all());
        let (total, all) = &self.nodes[&Node::Total];
        // A share in whole per cent leaves a few numbers for the whole, and each of them its
        // own ways to divide it.
        let share = decided[&Node::Total].mode == Mode::Share;
        let systems: Vec<Sums> = if share {
            under_share(rules, *total)
                .map(|(gaps, outside)| {
                    self.together(decided, &[(all, GAPS, gaps), (all, OUTSIDE, outside)])
                })
                .collect()
        } else {
            vec![self.together(decided, &[])]
        };
        let of: Vec<usize> = of.iter().map(|atom| OUTSIDE.of(*atom)).collect();
        let possible = |value: &u64| systems.iter().any(|sums| sums.has(&of, *value));
        // Numbers with the same share lie apart, so they are looked for as far as there are any.
        let reach = if share { counts.all() } else { need };
        let most = counts.all().min(truth.saturating_add(reach));
        let high = (truth + 1..=most).rev().find(possible);
        let low = (truth.saturating_sub(reach)..truth).find(possible);
        high.unwrap_or(truth) - low.unwrap_or(truth) >= need
    }

    /// All numbers of all the finest groups with what is shown of them, and what is known
    /// besides of the whole: that a file is deviating, met or outside bounds each by the others.
    fn together(
        &self,
        decided: &BTreeMap<Node, Decided>,
        besides: &[(&Vec<usize>, Part, u64)],
    ) -> Sums {
        let sum = |of: &[usize], part: Part, value: u64| {
            let of: Vec<usize> = of.iter().map(|atom| part.of(*atom)).collect();
            (of, value)
        };
        let mut known: Vec<(Vec<usize>, u64)> = (0..)
            .zip(&self.atoms)
            .map(|(atom, counts)| (PARTS.map(|part| part.of(atom)).to_vec(), counts.all()))
            .collect();
        for (node, (counts, of)) in &self.nodes {
            if decided[node].mode == Mode::Counts {
                known.push(sum(of, GAPS, counts.gaps));
                known.push(sum(of, OUTSIDE, counts.outside));
            }
        }
        known.extend(
            besides
                .iter()
                .map(|(of, part, value)| sum(of, *part, *value)),
        );
        let most = self.atoms.iter().flat_map(|atom| [atom.all(); PARTS.len()]);
        Sums {
            most: most.collect(),
            known,
        }
    }

    fn shown(
        &self,
        decided: &BTreeMap<Node, Decided>,
        known: impl Fn(Mode) -> bool,
        value: impl Fn(&Counts) -> u64,
    ) -> Vec<(Vec<usize>, u64)> {
        self.nodes
            .iter()
            .filter(|(node, _)| known(decided[node].mode))
            .map(|(_, (counts, of))| (of.clone(), value(counts)))
            .collect()
    }

    /// What to hide next: the smallest place that makes a guarded one safe, or else the
    /// smallest that shares a file with it; the whole last.
    fn victim(
        &self,
        rules: Rules,
        node: Node,
        guard: Guard,
        decided: &BTreeMap<Node, Decided>,
    ) -> Option<Node> {
        let mut shown: Vec<Node> = decided
            .iter()
            .filter(|(at, decided)| **at != node && decided.mode != Mode::Nothing)
            .map(|(at, _)| *at)
            .collect();
        // The guarded whole itself, shown as a share, is the last resort.
        if node == Node::Total && decided[&node].mode != Mode::Nothing {
            shown.push(node);
        }
        shown.sort_by_key(|at| (*at == Node::Total, self.nodes[at].0.all(), *at));
        let safe_without = |at: &Node| {
            let mut without = decided.clone();
            let hidden = Decided {
                mode: Mode::Nothing,
                why: None,
            };
            without.insert(*at, hidden);
            (!guard.gaps || self.gaps_safe(rules, node, &without))
                && (!guard.outside || self.outside_safe(rules, node, &without))
        };
        let groups = |at: &&Node| **at != Node::Total;
        shown
            .iter()
            .filter(groups)
            .find(|at| safe_without(at))
            .or_else(|| shown.first())
            .copied()
    }
}

/// What a finest group's files are, as one of the numbers beside each other.
#[derive(Debug, Clone, Copy)]
struct Part(usize);

/// Deviating.
const GAPS: Part = Part(0);
/// Outside: neither deviating nor met.
const OUTSIDE: Part = Part(2);
/// These, and met between them.
const PARTS: [Part; 3] = [GAPS, Part(1), OUTSIDE];

impl Part {
    /// The place of a finest group's number.
    fn of(self, atom: usize) -> usize {
        PARTS.len() * atom + self.0
    }
}

/// How many files can deviate and stand outside when only a share in whole per cent is shown,
/// which it is of so many assessed files and not of fewer.
fn under_share(rules: Rules, total: Counts) -> impl Iterator<Item = (u64, u64)> {
    let percent = |part: u64, of: u64| (200 * part + of) / (2 * of);
    let all = total.all();
    let shown = percent(total.gaps, total.assessed());
    (rules.percent_from..=all).flat_map(move |assessed| {
        (0..=assessed)
            .filter(move |gaps| percent(*gaps, assessed) == shown)
            .map(move |gaps| (gaps, all - assessed))
    })
}
