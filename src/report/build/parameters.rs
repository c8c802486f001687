//! Parameters of criteria that the plan sets, or set at the draw: what they were then, what they
//! are now, why, and what that does to the result.

use super::cells::{column, item, part, text};
use super::{Context, texts};
use crate::estimate::Gaps;
use crate::plan::{self, CriterionChange};
use crate::report::json::ChangedParameters;
use crate::report::model::{Cell, Kind, Row, Shown, Table};
use crate::report::texts::sheets;

/// One parameter: its name, its value at the draw and its value now. One that is back at the
/// template's value is a change too.
struct Set {
    name: String,
    at_draw: String,
    now: String,
}

/// The parameters of a criterion that are not the template's, or were not at the draw.
fn sets(context: &Context, place: usize, change: &CriterionChange) -> Vec<Set> {
    let inputs = context.inputs;
    let criterion = &inputs.template.criteria[place];
    let defaults = plan::parameters(criterion, inputs.template);
    let default = |name: &str| {
        let found = defaults.iter().find(|(known, _)| *known == name);
        found.map_or_else(String::new, |(_, value)| value.clone())
    };
    let drawn = inputs.protocol.criteria.get(&criterion.id);
    let now = |name: &str| change.changed.iter().find(|(known, _)| known == name);
    let further = drawn.into_iter().flat_map(|drawn| drawn.keys());
    let further = further.filter(|name| now(name).is_none());
    let names = change.changed.iter().map(|(name, _)| name).chain(further);
    names
        .map(|name| Set {
            name: name.clone(),
            at_draw: drawn
                .and_then(|drawn| drawn.get(name).cloned())
                .unwrap_or_else(|| default(name)),
            now: now(name).map_or_else(|| default(name), |(_, value)| value.clone()),
        })
        .collect()
}

/// How many deviate of how many, in the files or over the registers.
fn counted(gaps: &Gaps, id: &str) -> Option<(u64, u64)> {
    let files = gaps.criteria.iter().find(|result| result.id == id);
    let rows = gaps.population.iter().find(|result| result.id == id);
    files
        .map(|result| (result.gaps, result.assessed))
        .or_else(|| rows.map(|result| (result.gaps, result.rows)))
}

/// What a parameter is, and the key that a plan knows it by.
fn named(context: &Context, key: &str) -> String {
    plan::parameter(key).map_or_else(
        || key.to_owned(),
        |words| format!("{} ({key})", context.say(words)),
    )
}

pub(super) fn table(context: &Context) -> Table {
    let inputs = context.inputs;
    let mut rows: Vec<Row> = Vec::new();
    for (place, change) in &inputs.plan.criteria {
        let id = &inputs.template.criteria[*place].id;
        let result = |gaps: &Gaps| {
            let (gaps, of) = counted(gaps, id)?;
            Some(context.of(gaps, of))
        };
        for (at, set) in sets(context, *place, change).into_iter().enumerate() {
            let first = at == 0;
            let cell = |words: Option<String>| match words.filter(|_| first) {
                Some(words) => Cell::Text(words),
                None => Cell::Empty,
            };
            let cells = vec![
                text(id),
                text(named(context, &set.name)),
                text(set.at_draw),
                text(set.now),
                cell(change.reason.clone()),
                cell(inputs.unchanged.and_then(result)),
                cell(result(inputs.gaps)),
            ];
            rows.push(if first { item(cells) } else { part(cells) });
        }
    }
    Table {
        id: "parameters".to_owned(),
        title: context.say(texts::parameters_title()),
        sheet: context.say(sheets::parameters()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::parameter(), Kind::Short),
            column(context, texts::at_draw(), Kind::Short),
            column(context, texts::value(), Kind::Short),
            column(context, texts::reason(), Kind::Words),
            column(context, texts::result_before(), Kind::Short),
            column(context, texts::result_after(), Kind::Short),
        ],
        rows,
        notes: Vec::new(),
    }
}

/// The same for programs.
pub(super) fn machine(context: &Context) -> Vec<ChangedParameters> {
    let inputs = context.inputs;
    let changes = inputs.plan.criteria.iter();
    changes
        .map(|(place, change)| {
            let id = &inputs.template.criteria[*place].id;
            let before = inputs.unchanged.and_then(|gaps| counted(gaps, id));
            let sets = sets(context, *place, change);
            let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
            ChangedParameters {
                id: id.clone(),
                changed: sets.iter().map(|set| pair(&set.name, &set.now)).collect(),
                at_draw: sets
                    .iter()
                    .map(|set| pair(&set.name, &set.at_draw))
                    .collect(),
                reason: change.reason.clone(),
                gaps_before: before.map(|(gaps, _)| gaps),
                assessed_before: before.map(|(_, assessed)| assessed),
            }
        })
        .collect()
}
