//! Disclosure control: what may stand in a report that others read. Which counts are shown,
//! which only as a share, and which not at all, decided for all tables and pictures at once:
//!
//! - a count under `min_cell` is hidden, and so is one that leaves fewer than that of a known
//!   number of files; in a small group also "all" and "none";
//! - more are hidden until no hidden one can be worked out from sums (`range` exhibits two
//!   solutions that are far enough apart, or the cell does not count as safe);
//! - a set of files that another table shows, or two of them give by their difference, is
//!   hidden there too (`elsewhere`), and of two results of which the rules say that one holds the
//!   other (`nested`), one where they differ by a few;
//! - the weighted estimate is shown only where no stratum is hidden: it is a sum over strata.
//!
//! It takes outcomes and groups, not tables, so that no table can be forgotten: what it does
//! not release, `report` cannot show.

mod claim;
mod elsewhere;
mod nested;
mod range;
pub mod registers;
mod related;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::finding::{Findings, Outcome};
use crate::protocol::Protocol;
use crate::template::{CriterionRef, Template};

use claim::{Claim, Decided, Divided, Guard, Node};
use elsewhere::{Claimed, Secret};
use range::Sums;

/// The limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// Counts from 1 to one less than this are hidden.
    pub min_cell: u64,
    /// Groups with fewer files than this are small, and get no per cent.
    pub percent_from: u64,
}

/// A result: a criterion by its headline, by a further definition, or the explained ones
/// among its deviations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// The headline definition.
    Headline(CriterionRef),
    /// Another definition by its place.
    Further(CriterionRef, usize),
    /// Explained among all deviations.
    Explained(CriterionRef),
}

impl Name {
    /// The criterion's place in the template.
    pub fn criterion(self) -> usize {
        match self {
            Self::Headline(at) | Self::Further(at, _) | Self::Explained(at) => at.0,
        }
    }
}

/// How a result is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mode {
    /// Counts, and the share where there is one.
    Counts,
    /// The share in whole per cent alone: how many files it rests on would tell too much.
    Share,
    /// Not at all.
    Nothing,
}

/// Why something is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A small count, or one that leaves a small rest.
    Small,
    /// All or none of a small group.
    Everyone,
    /// Another hidden count could be worked out from it.
    Secondary,
    /// It would give away what another table hides.
    Elsewhere,
}

/// A way in which the files are divided: by stratum, or by the place that holds them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The field, `register.field`; empty for strata.
    pub field: String,
    /// The groups' names, in the order of the tables.
    pub names: Vec<String>,
    /// Each unit's group, in the order of the protocol.
    pub of: Vec<usize>,
}

/// What may be shown of one result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The whole.
    pub total: Mode,
    /// Why not the counts.
    pub why: Option<Why>,
    /// Whether the weighted estimate and its interval may be shown.
    pub estimate: bool,
    /// By grouping and group: why the counts are not shown; `None` where they are.
    pub groups: BTreeMap<(usize, usize), Option<Why>>,
}

/// What is to be controlled.
#[derive(Debug, Clone, Copy)]
pub struct Audit<'a> {
    /// The template.
    pub template: &'a Template,
    /// The draw.
    pub protocol: &'a Protocol,
    /// Every outcome.
    pub findings: &'a Findings,
    /// The groupings; the first is by stratum.
    pub groupings: &'a [Grouping],
}

/// Everything that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// By result.
    pub results: BTreeMap<Name, Released>,
    /// Which of the template's crosses may be shown, by their places.
    pub crosses: BTreeMap<usize, bool>,
    /// The groups whose size is not shown, by grouping and group.
    pub sizes: BTreeMap<(usize, usize), Why>,
}

/// What became of a unit under a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Gap,
    Met,
    Outside,
}

/// Decides everything at once.
pub fn release(audit: &Audit, rules: Rules) -> Release {
    let states = states(audit);
    let related = related::related(audit.template);
    let groupings: Vec<(Vec<usize>, Vec<&Grouping>)> = states
        .iter()
        .map(|(name, _)| groupings(audit, *name))
        .collect();
    let divided: Vec<Divided> = states
        .iter()
        .zip(&groupings)
        .map(|((_, states), (_, groupings))| {
            Divided::new(&Claim {
                states,
                groupings: groupings.clone(),
            })
        })
        .collect();
    let sizes = sizes(audit.groupings, rules);
    let barred: Vec<BTreeMap<Node, Why>> = groupings
        .iter()
        .map(|(places, _)| {
            let own = |place: usize| places.iter().position(|own| *own == place);
            sizes
                .iter()
                .filter_map(|((place, group), why)| Some((Node::Group(own(*place)?, *group), *why)))
                .collect()
        })
        .collect();
    let (crosses, secrets) = crosses(audit, rules);
    let mut forced: Vec<BTreeMap<Node, Guard>> = vec![BTreeMap::new(); states.len()];
    let mut decided: Vec<BTreeMap<Node, Decided>> = divided
        .iter()
        .zip(&barred)
        .map(|(divided, barred)| divided.decide(rules, &BTreeMap::new(), barred))
        .collect();
    // What is hidden here can make more to hide there; it only grows, so it ends.
    loop {
        let claims: Vec<Claimed> = states
            .iter()
            .enumerate()
            .map(|(at, (name, states))| Claimed {
                name: *name,
                descriptive: audit.template.criteria[name.criterion()].descriptive,
                related: &related[name.criterion()],
                condition: nested::condition(audit.template, audit.findings, *name),
                states,
                groupings: &groupings[at].1,
                decided: &decided[at],
            })
            .collect();
        let mut changed = BTreeSet::new();
        for ((claim, node), guard) in elsewhere::leaks(&claims, &secrets, rules) {
            let old = forced[claim].entry(node).or_default();
            let new = Guard {
                gaps: old.gaps | guard.gaps,
                outside: old.outside | guard.outside,
            };
            if *old != new {
                *old = new;
                changed.insert(claim);
            }
        }
        if changed.is_empty() {
            break;
        }
        for claim in changed {
            decided[claim] = divided[claim].decide(rules, &forced[claim], &barred[claim]);
        }
    }
    let results = states
        .iter()
        .zip(&decided)
        .zip(&groupings)
        .map(|(((name, _), decided), (places, _))| (*name, released(decided, places)))
        .collect();
    Release {
        results,
        crosses,
        sizes,
    }
}

fn released(decided: &BTreeMap<Node, Decided>, places: &[usize]) -> Released {
    let total = decided.get(&Node::Total);
    let mut groups = BTreeMap::new();
    let mut estimate = total.is_some_and(|total| total.mode == Mode::Counts);
    for (node, decided) in decided {
        if let Node::Group(grouping, group) = node {
            let shown = decided.mode == Mode::Counts;
            // The strata come first; the estimate is a sum over them.
            estimate &= shown || *grouping != 0;
            let why = decided.why.filter(|_| !shown);
            groups.insert((places[*grouping], *group), why);
        }
    }
    Released {
        total: total.map_or(Mode::Nothing, |total| total.mode),
        why: total.and_then(|total| total.why),
        estimate,
        groups,
    }
}

/// The groupings of a result, with their places among all: by stratum, and by the place that
/// holds the files of whoever answers for the criterion.
fn groupings<'a>(audit: &Audit<'a>, name: Name) -> (Vec<usize>, Vec<&'a Grouping>) {
    let Name::Headline(at) = name else {
        return (Vec::new(), Vec::new());
    };
    let template = audit.template;
    let responsible = &template.criterion(at).responsible;
    let field = template
        .checklists
        .iter()
        .find(|list| list.responsible == *responsible)
        .and_then(|list| list.recipient)
        .map(|field| template.field_name(field));
    audit
        .groupings
        .iter()
        .enumerate()
        .filter(|(place, grouping)| *place == 0 || Some(&grouping.field) == field.as_ref())
        .unzip()
}

fn states(audit: &Audit) -> Vec<(Name, Vec<State>)> {
    let mut all = Vec::new();
    let ids = || audit.protocol.reviewed().map(|unit| unit.id.as_str());
    for at in (0..audit.template.criteria.len()).map(CriterionRef) {
        let outcomes: Option<Vec<Outcome>> = ids()
            .map(|id| Some(audit.findings.units.get(id)?.get(&at)?.outcome))
            .collect();
        let Some(outcomes) = outcomes else {
            continue;
        };
        all.push((
            Name::Headline(at),
            outcomes.iter().map(|outcome| state(*outcome)).collect(),
        ));
        if outcomes.contains(&Outcome::Explained) {
            let divided = outcomes.iter().map(|outcome| match outcome {
                Outcome::Explained => State::Gap,
                Outcome::Gap => State::Met,
                Outcome::Met
                | Outcome::NotApplicable
                | Outcome::NotAssessable
                | Outcome::Unanswered => State::Outside,
            });
            all.push((Name::Explained(at), divided.collect()));
        }
    }
    for ((at, place), outcomes) in &audit.findings.further {
        let of = |id: &str| outcomes.get(id).map_or(State::Outside, |o| state(*o));
        all.push((Name::Further(*at, *place), ids().map(of).collect()));
    }
    all
}

fn state(outcome: Outcome) -> State {
    match outcome {
        Outcome::Gap | Outcome::Explained => State::Gap,
        Outcome::Met => State::Met,
        Outcome::NotApplicable | Outcome::NotAssessable | Outcome::Unanswered => State::Outside,
    }
}

/// A cross is shown where none of its fields is small; the fields of one that is not are
/// secrets that no other table may give away.
fn crosses(audit: &Audit, rules: Rules) -> (BTreeMap<usize, bool>, Vec<Secret>) {
    let mut shown = BTreeMap::new();
    let mut secrets = Vec::new();
    for (place, cross) in audit.template.crosses.iter().enumerate() {
        let mut fields: BTreeMap<(State, State), BTreeSet<usize>> = BTreeMap::new();
        for (unit, drawn) in audit.protocol.reviewed().enumerate() {
            let of = |at: CriterionRef| {
                let finding = audit.findings.units.get(&drawn.id).and_then(|u| u.get(&at));
                finding.map_or(State::Outside, |finding| state(finding.outcome))
            };
            let field = match (of(cross.rows.criterion), of(cross.columns.criterion)) {
                (State::Outside, _) | (_, State::Outside) => (State::Outside, State::Outside),
                both => both,
            };
            fields.entry(field).or_default().insert(unit);
        }
        let few = |units: &BTreeSet<usize>| {
            let size = u64::try_from(units.len()).expect("a count fits");
            (1..rules.min_cell).contains(&size)
        };
        let about = vec![cross.rows.criterion.0, cross.columns.criterion.0];
        let small: Vec<Secret> = fields
            .values()
            .filter(|units| few(units))
            .map(|units| Secret {
                about: about.clone(),
                units: units.clone(),
            })
            .collect();
        shown.insert(place, small.is_empty());
        secrets.extend(small);
    }
    (shown, secrets)
}

/// The groups whose number of files is not shown: the small ones, and more until no small one
/// can be worked out from the others. How many files were reviewed in all is known.
fn sizes(groupings: &[Grouping], rules: Rules) -> BTreeMap<(usize, usize), Why> {
    let units = groupings.first().map_or(0, |grouping| grouping.of.len());
    let divided = Divided::new(&Claim {
        states: &vec![State::Gap; units],
        groupings: groupings.iter().collect(),
    });
    let total = u64::try_from(units).expect("a count fits");
    let groups: Vec<((usize, usize), u64, &Vec<usize>)> = divided
        .nodes
        .iter()
        .filter_map(|(node, (counts, of))| match node {
            Node::Group(grouping, group) => Some(((*grouping, *group), counts.gaps, of)),
            Node::Total => None,
        })
        .collect();
    let atoms = divided
        .nodes
        .get(&Node::Total)
        .map_or(0, |(_, of)| of.len());
    let small = |size: u64| (1..rules.min_cell).contains(&size);
    let mut hidden: BTreeMap<(usize, usize), Why> = groups
        .iter()
        .filter(|(_, size, _)| small(*size))
        .map(|(group, _, _)| (*group, Why::Small))
        .collect();
    let safe = |hidden: &BTreeMap<(usize, usize), Why>, size: u64, of: &[usize]| {
        let mut known: Vec<(Vec<usize>, u64)> = groups
            .iter()
            .filter(|(group, _, _)| !hidden.contains_key(group))
            .map(|(_, size, of)| ((*of).clone(), *size))
            .collect();
        known.push(((0..atoms).collect(), total));
        let sums = Sums {
            most: vec![total; atoms],
            known,
        };
        let need = rules.min_cell.min(total);
        let (low, high) = sums.range(of, size, need);
        high - low >= need
    };
    loop {
        let open = groups
            .iter()
            .find(|(_, size, of)| small(*size) && !safe(&hidden, *size, of));
        let Some((_, size, of)) = open else {
            return hidden;
        };
        let mut shown: Vec<&((usize, usize), u64, &Vec<usize>)> = groups
            .iter()
            .filter(|(group, _, _)| !hidden.contains_key(group))
            .collect();
        shown.sort_by_key(|(group, size, _)| (*size, *group));
        let helps = |group: (usize, usize)| {
            let mut without = hidden.clone();
            without.insert(group, Why::Secondary);
            safe(&without, *size, of)
        };
        let next = shown
            .iter()
            .find(|(group, _, _)| helps(*group))
            .or_else(|| shown.first());
        match next {
            Some((group, _, _)) => hidden.insert(*group, Why::Secondary),
            None => return hidden,
        };
    }
}

/// Which parts of one sum may be shown beside it: the small ones not, and more until no
/// hidden one can be worked out. The second says whether the sum may be shown at all.
pub fn parts(values: &[u64], rules: Rules) -> (Vec<bool>, bool) {
    let small = |value: u64| (1..rules.min_cell).contains(&value);
    let total: u64 = values.iter().sum();
    let mut shown: Vec<bool> = values.iter().map(|value| !small(*value)).collect();
    let guarded: Vec<usize> = (0..values.len()).filter(|at| !shown[*at]).collect();
    loop {
        let mut known: Vec<(Vec<usize>, u64)> = (0..values.len())
            .filter(|at| shown[*at])
            .map(|at| (vec![at], values[at]))
            .collect();
        known.push(((0..values.len()).collect(), total));
        let sums = Sums {
            most: vec![total; values.len()],
            known,
        };
        let need = rules.min_cell.min(total);
        let open = guarded.iter().any(|at| {
            let (low, high) = sums.range(&[*at], values[*at], need);
            high - low < need
        });
        let next = (0..values.len())
            .filter(|at| shown[*at] && values[*at] > 0)
            .min_by_key(|at| values[*at]);
        match (open, next) {
            (true, Some(at)) => shown[at] = false,
            (true, None) => return (shown, false),
            (false, _) => return (shown, true),
        }
    }
}
