//! `[criteria.X]` and `[gate]`: parameters that differ from the template's, and the highest
//! accepted rates. A parameter that a criterion has no use for is a fault: it would look as
//! if it did something.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::faults::Faults;
use super::keys::{Entry, Found, Keys, entries};
use super::value;
use crate::exact::Rate;
use crate::plan::{CriterionChange, texts};
use crate::template::population::Over;
use crate::template::{
    Condition, Count, Criterion, EvidenceRef, Parameters, Partial, Roll, Template, Unknown,
};

const COUNTS: [(&str, Count); 2] = [("calendar", Count::Calendar), ("working", Count::Working)];
const ROLLS: [(&str, Roll); 2] = [
    ("none", Roll::None),
    ("next_working_day", Roll::NextWorkingDay),
];
const PARTIALS: [(&str, Partial); 2] = [
    ("gap", Partial::Gap),
    ("met_with_remark", Partial::MetWithRemark),
];
const UNKNOWNS: [(&str, Unknown); 2] = [
    ("gap", Unknown::Gap),
    ("not_assessable", Unknown::NotAssessable),
];

/// What a plan can set in a criterion.
#[derive(Clone, Copy)]
enum Parameter {
    Days,
    Months,
    Count,
    Roll,
    From,
    To,
    ToleranceDays,
    Accept,
    Partial,
    Definition,
    Unknown,
    Seconds,
    Times,
    Age,
    Percent,
}

impl Parameter {
    fn name(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
            Self::Count => "count",
            Self::Roll => "roll",
            Self::From => "from",
            Self::To => "to",
            Self::ToleranceDays => "tolerance_days",
            Self::Accept => "accept",
            Self::Partial => "partial",
            Self::Definition => "definition",
            Self::Unknown => "unknown",
            Self::Seconds => "seconds",
            Self::Times => "times",
            Self::Age => "age",
            Self::Percent => "percent",
        }
    }
}

/// The longest limit: a century in days, so that no date leaves the calendar.
const LONGEST: i64 = 36_525;

pub(super) fn read(
    found: Found<'_>,
    template: &Template,
    faults: &mut Faults<'_>,
) -> BTreeMap<usize, CriterionChange> {
    let Some(table) = value::table("[criteria]", found, faults) else {
        return BTreeMap::new();
    };
    entries(table)
        .into_iter()
        .filter_map(|entry| {
            let at = criterion(entry.at, entry.name, template, faults)?;
            let change = change(entry, &template.criteria[at], template, faults)?;
            Some((at, change))
        })
        .collect()
}

/// A criterion with parameters as they were written at the draw; `None` where the template no
/// longer has the criterion, or they mean nothing to it any more.
pub fn recorded(
    id: &str,
    written: &BTreeMap<String, String>,
    template: &Template,
) -> Option<(usize, CriterionChange)> {
    let mut text = format!("[\"{id}\"]\n");
    for (name, value) in written {
        text.push_str(&format!("{name} = {value}\n"));
    }
    let (root, errors) = DeTable::parse_recoverable(&text);
    let mut faults = Faults::new("", &text);
    faults.add_syntax(&errors);
    let entry = entries(root.get_ref()).into_iter().next()?;
    let at = criterion(entry.at, entry.name, template, &mut faults)?;
    let change = change(entry, &template.criteria[at], template, &mut faults)?;
    faults.sorted().is_empty().then_some((at, change))
}

pub(super) fn gate(
    found: Found<'_>,
    template: &Template,
    faults: &mut Faults<'_>,
) -> BTreeMap<usize, Rate> {
    value::by_name("[gate]", found, faults, value::rate)
        .into_iter()
        .filter_map(|(id, at, rate)| Some((criterion(at, id, template, faults)?, rate)))
        .collect()
}

fn criterion(at: usize, id: &str, template: &Template, faults: &mut Faults<'_>) -> Option<usize> {
    let found = template.criterion_by_id(id);
    if found.is_none() {
        let known: Vec<String> = template.criteria.iter().map(|c| c.id.clone()).collect();
        faults.unknown(at, texts::unknown_criterion(id), id, &known);
    }
    found.map(|criterion| criterion.0)
}

fn change(
    entry: Entry<'_>,
    criterion: &Criterion,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<CriterionChange> {
    let section = format!("[criteria.{}]", entry.name);
    let table = value::table(&section, entry.value, faults)?;
    let mut said = Parameters::clone(&criterion.parameters);
    let mut changed = Vec::new();
    let mut keys = Keys::of(&section, entry.value.span().start, table);
    let reason = keys.get("reason");
    let reason = reason.and_then(|found| value::filled("reason", found, faults));
    if let (Some(_), Some(at)) = (keys.holds("days"), keys.holds("months")) {
        faults.add(at, texts::two_sizes("days", "months"));
    }
    for parameter in parameters_of(criterion) {
        if let Some(found) = keys.get(parameter.name()) {
            let before = said.clone();
            set(&mut said, parameter, found, criterion, template, faults);
            if said != before {
                let written = faults.written(found.span());
                changed.push((parameter.name().to_owned(), written));
            }
        }
    }
    keys.close(faults);
    Some(CriterionChange {
        parameters: said,
        changed,
        reason,
    })
}

fn set(
    said: &mut Parameters,
    parameter: Parameter,
    found: Found<'_>,
    criterion: &Criterion,
    template: &Template,
    faults: &mut Faults<'_>,
) {
    let (name, limit) = (parameter.name(), (0, LONGEST));
    match parameter {
        Parameter::Days => {
            if let Some(days) = value::integer(name, found, limit, faults) {
                (said.days, said.months) = (Some(days), None);
            }
        }
        Parameter::Months => {
            if let Some(months) = value::integer(name, found, (0, 1200), faults) {
                (said.days, said.months) = (None, Some(months));
            }
        }
        Parameter::ToleranceDays => {
            let days = value::integer(name, found, limit, faults);
            said.tolerance_days = days.unwrap_or(said.tolerance_days);
        }
        Parameter::Count => {
            let word = value::word(name, found, &COUNTS, faults);
            said.count = word.unwrap_or(said.count);
        }
        Parameter::Roll => {
            let word = value::word(name, found, &ROLLS, faults);
            said.roll = word.unwrap_or(said.roll);
        }
        Parameter::Partial => {
            let word = value::word(name, found, &PARTIALS, faults);
            said.partial = word.unwrap_or(said.partial);
        }
        Parameter::Unknown => {
            let word = value::word(name, found, &UNKNOWNS, faults);
            said.unknown = word.unwrap_or(said.unknown);
        }
        Parameter::Seconds => {
            let number = value::integer(name, found, (0, 86_400), faults);
            said.seconds = number.or(said.seconds);
        }
        Parameter::Times => {
            let number = value::integer(name, found, (1, 1_000), faults);
            said.times = number.or(said.times);
        }
        Parameter::Age => {
            let number = value::integer(name, found, (0, 120), faults);
            said.age = number.or(said.age);
        }
        Parameter::Percent => {
            let number = value::integer(name, found, (0, 100), faults);
            said.percent = number.or(said.percent);
        }
        Parameter::From => said.from = evidence(name, found, template, faults).or(said.from),
        Parameter::To => said.to = evidence(name, found, template, faults).or(said.to),
        Parameter::Accept => said.accept = accepted(found, criterion, template, faults),
        Parameter::Definition => {
            let ids: Vec<(&str, usize)> = (criterion.definitions.iter().enumerate())
                .map(|(at, definition)| (definition.id.as_str(), at))
                .collect();
            if let Some(at) = value::word(name, found, &ids, faults) {
                said.definition.clone_from(&criterion.definitions[at].id);
            }
        }
    }
}

fn evidence(
    key: &str,
    found: Found<'_>,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<EvidenceRef> {
    let id = value::text(key, found, faults)?;
    let evidence = template.evidence_by_id(id);
    if evidence.is_none() {
        let known: Vec<String> = template.evidence.iter().map(|e| e.id.clone()).collect();
        let at = found.span().start;
        faults.unknown(at, texts::unknown_evidence(id), id, &known);
    }
    evidence
}

fn accepted(
    found: Found<'_>,
    criterion: &Criterion,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Vec<String> {
    let mut known = Vec::new();
    each_condition(criterion, &mut |condition| {
        if let Condition::Answer { question, .. } = condition {
            let options = &template.question(*question).options;
            known.extend(options.iter().map(|option| option.code.clone()));
        }
    });
    known.sort();
    known.dedup();
    let codes = value::text_list("accept", found, faults);
    for (at, code) in &codes {
        if !known.iter().any(|option| option == code) {
            let what = texts::unknown_answer(code, &criterion.id);
            faults.unknown(*at, what, code, &known);
        }
    }
    codes.into_iter().map(|(_, code)| code.to_owned()).collect()
}

/// What a plan can set in a criterion, each with the template's value as TOML.
pub fn parameters(criterion: &Criterion, template: &Template) -> Vec<(&'static str, String)> {
    let set = &criterion.parameters;
    let quoted = |word: &str| format!("\"{word}\"");
    let evidence = |at: Option<EvidenceRef>| {
        at.map_or_else(|| quoted(""), |at| quoted(&template.evidence(at).id))
    };
    let value = |parameter: Parameter| match parameter {
        Parameter::Days => set.days.map(|days| days.to_string()),
        Parameter::Months => set.months.map(|months| months.to_string()),
        Parameter::Count => Some(quoted(word_of(&COUNTS, set.count))),
        Parameter::Roll => Some(quoted(word_of(&ROLLS, set.roll))),
        Parameter::From => Some(evidence(set.from)),
        Parameter::To => Some(evidence(set.to)),
        Parameter::ToleranceDays => Some(set.tolerance_days.to_string()),
        Parameter::Accept => {
            let codes: Vec<String> = set.accept.iter().map(|code| quoted(code)).collect();
            Some(format!("[{}]", codes.join(", ")))
        }
        Parameter::Partial => Some(quoted(word_of(&PARTIALS, set.partial))),
        Parameter::Definition => {
            let at = criterion.headline(set);
            Some(quoted(&criterion.definitions[at].id))
        }
        Parameter::Unknown => Some(quoted(word_of(&UNKNOWNS, set.unknown))),
        Parameter::Seconds => set.seconds.map(|number| number.to_string()),
        Parameter::Times => set.times.map(|number| number.to_string()),
        Parameter::Age => set.age.map(|number| number.to_string()),
        Parameter::Percent => set.percent.map(|number| number.to_string()),
    };
    let all = parameters_of(criterion).into_iter();
    all.filter_map(|parameter| Some((parameter.name(), value(parameter)?)))
        .collect()
}

fn word_of<T: PartialEq + Copy>(words: &[(&'static str, T)], value: T) -> &'static str {
    let found = words.iter().find(|(_, known)| *known == value);
    found.map_or("", |(word, _)| word)
}

/// The parameters that a criterion's conditions make use of.
fn parameters_of(criterion: &Criterion) -> Vec<Parameter> {
    let (mut clock, mut end, mut tolerance, mut answer) = (false, false, false, false);
    let (mut share, mut before) = (false, false);
    each_condition(criterion, &mut |condition| match condition {
        Condition::Answer { .. } => answer = true,
        Condition::Late { .. } => (clock, end, tolerance) = (true, true, true),
        Condition::Due { .. } | Condition::Recurs { .. } | Condition::Absent { due: true, .. } => {
            (clock, tolerance) = (true, true);
        }
        Condition::Before { .. } | Condition::Disagrees { .. } => tolerance = true,
        Condition::Months { .. } => share = true,
        Condition::Contradicted { .. } | Condition::Aged { .. } => before = true,
        Condition::Absent { due: false, .. }
        | Condition::Present { .. }
        | Condition::Value { .. }
        | Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_) => {}
    });
    let mut used = Vec::new();
    if clock {
        used.extend([Parameter::Days, Parameter::Months, Parameter::Count]);
        used.extend([Parameter::Roll, Parameter::From]);
    }
    if before && !clock {
        used.extend([Parameter::Days, Parameter::Months, Parameter::Count]);
    }
    if end {
        used.push(Parameter::To);
    }
    if tolerance {
        used.push(Parameter::ToleranceDays);
    }
    if answer {
        used.extend([Parameter::Accept, Parameter::Partial]);
    }
    if criterion.definitions.len() > 1 {
        used.push(Parameter::Definition);
    }
    if share {
        used.push(Parameter::Percent);
    }
    for part in &criterion.population {
        used.extend(over_registers(&part.condition, clock, criterion));
    }
    if !criterion.definitions.is_empty() {
        used.push(Parameter::Unknown);
    }
    used
}

/// The parameters that a count over a register makes use of; `clock` says that a condition
/// uses those of deadlines already.
fn over_registers(over: &Over, clock: bool, criterion: &Criterion) -> Vec<Parameter> {
    let months = (!clock).then_some(Parameter::Months);
    match over {
        Over::Age { .. } => vec![Parameter::Age],
        Over::Together { .. } => vec![Parameter::Seconds],
        Over::Fewer { .. } => vec![Parameter::Times],
        Over::Indicator { .. } => (!clock).then_some(Parameter::Days).into_iter().collect(),
        Over::Returns { .. } => months.into_iter().collect(),
        Over::Repeats { .. } => {
            let within = months.filter(|_| criterion.parameters.months.is_some());
            std::iter::once(Parameter::Times).chain(within).collect()
        }
        Over::Problem { .. }
        | Over::Blank { .. }
        | Over::Order { .. }
        | Over::Pairs { .. }
        | Over::Unmatched { .. }
        | Over::ControlTotal
        | Over::Months { .. } => Vec::new(),
    }
}

/// Gives every condition of a criterion's definitions, those inside others too.
fn each_condition(criterion: &Criterion, see: &mut dyn FnMut(&Condition)) {
    for definition in &criterion.definitions {
        definition.condition.each(see);
    }
}
