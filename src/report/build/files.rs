//! File by file, for the auditors alone: the cases that are listed one by one, the files with
//! most deviations, and in the workbook every deviation with what it rests on and every
//! outcome. Files are known by their löpnummer.

use super::cells::{column, item, text};
use super::{Context, Judged, people, texts};
use crate::finding::{Finding, Outcome};
use crate::report::model::{Block, Cell, Column, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

/// How many files the list of those with most deviations has.
const MOST: usize = 10;

/// The section.
pub(super) fn files(context: &Context) -> Section {
    let mut blocks = vec![Block::Paragraph(context.say(prose::internal_only()))];
    let listed: Vec<Row> = context
        .judged
        .iter()
        .filter(|judged| judged.criterion.list_cases)
        .flat_map(|judged| deviations(context, judged))
        .collect();
    if !listed.is_empty() {
        let title = texts::listed_title();
        blocks.push(Block::Table(case_table(
            context,
            "listed_cases",
            title.get(context.lang),
            sheets::listed().get(context.lang),
            Shown::Everywhere,
            listed,
        )));
    }
    blocks.extend(most(context).map(Block::Table));
    blocks.extend(noted(context).map(Block::Table));
    blocks.extend(people::changes(context).map(Block::Table));
    let all: Vec<Row> = context
        .judged
        .iter()
        .filter(|judged| !judged.criterion.descriptive)
        .flat_map(|judged| deviations(context, judged))
        .collect();
    if !all.is_empty() {
        blocks.push(Block::Table(case_table(
            context,
            "deviations",
            texts::deviations_title().get(context.lang),
            sheets::deviations().get(context.lang),
            Shown::Workbook,
            all,
        )));
    }
    blocks.push(Block::Table(outcomes(context)));
    Section {
        id: "files",
        heading: context.say(texts::by_file()),
        depth: Depth::Annex,
        blocks,
    }
}

/// Files whose own reason for a deviation is another than the rule's; none where they agree.
fn noted(context: &Context) -> Option<Table> {
    let inputs = context.inputs;
    let rows = inputs.noted.iter().map(|one| {
        let criterion = inputs.template.criterion(one.criterion);
        let question = inputs.template.question(one.question);
        let option = question.options.iter().find(|o| o.code == one.answer);
        let said = option.map_or(one.answer.as_str(), |o| o.label.get(context.lang));
        let by_rule = if one.by_rule {
            texts::routine_explains()
        } else {
            texts::routine_does_not_explain()
        };
        item(vec![
            text(&one.id),
            text(&criterion.id),
            text(context.say(by_rule)),
            text(&question.id),
            text(said),
        ])
    });
    let rows: Vec<Row> = rows.collect();
    (!rows.is_empty()).then(|| Table {
        id: "noted_otherwise".to_owned(),
        title: context.say(texts::noted_title()),
        sheet: context.say(sheets::noted()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::id(), Kind::Short),
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::by_rule(), Kind::Words),
            column(context, texts::question(), Kind::Short),
            column(context, texts::in_the_file(), Kind::Short),
        ],
        rows,
        notes: vec![context.say(texts::noted_note())],
    })
}

/// A criterion's deviations, each with what it rests on.
fn deviations(context: &Context, judged: &Judged) -> Vec<Row> {
    let inputs = context.inputs;
    inputs
        .protocol
        .reviewed()
        .filter_map(|unit| {
            let finding = inputs.findings.units.get(&unit.id)?.get(&judged.at)?;
            matches!(finding.outcome, Outcome::Gap | Outcome::Explained).then(|| {
                item(vec![
                    text(&unit.id),
                    text(&unit.stratum),
                    text(&judged.result.id),
                    text(judged.criterion.title.get(context.lang)),
                    text(outcome(context, finding.outcome)),
                    rests_on(context, finding),
                    reference(finding),
                ])
            })
        })
        .collect()
}

/// The evidence in words, and the reason where there is one.
fn rests_on(context: &Context, finding: &Finding) -> Cell {
    let mut words: Vec<String> = finding
        .evidence
        .iter()
        .map(|seen| {
            let what = seen.what.get(context.lang);
            let value = if seen.value.is_empty() {
                context.say(texts::blank_value())
            } else {
                seen.value.clone()
            };
            format!("{what}: {value} [{}]", seen.source)
        })
        .collect();
    if let Some(reason) = &finding.reason {
        words.push(reason.get(context.lang).to_owned());
    }
    if finding.never {
        words.push(context.say(prose::never_came()));
    }
    if let Some(days) = finding.days {
        words.push(context.say(prose::took_days(days)));
    }
    if finding.depends_on_count {
        words.push(context.say(prose::depends_on_count()));
    }
    if let Some(day) = finding.after_notice {
        words.push(context.say(prose::after_notice(&day.to_string())));
    }
    if words.is_empty() {
        Cell::Empty
    } else {
        text(words.join("; "))
    }
}

fn reference(finding: &Finding) -> Cell {
    let references: Vec<&str> = finding
        .evidence
        .iter()
        .map(|seen| seen.reference.as_str())
        .filter(|reference| !reference.is_empty())
        .collect();
    if references.is_empty() {
        Cell::Empty
    } else {
        text(references.join("; "))
    }
}

fn case_table(
    context: &Context,
    id: &str,
    title: &str,
    sheet: &str,
    shown: Shown,
    rows: Vec<Row>,
) -> Table {
    Table {
        id: id.to_owned(),
        title: title.to_owned(),
        sheet: sheet.to_owned(),
        shown,
        columns: vec![
            column(context, texts::id(), Kind::Short),
            column(context, texts::stratum(), Kind::Short),
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::outcome(), Kind::Short),
            column(context, texts::rests_on(), Kind::Long),
            column(context, texts::place_in_file(), Kind::Words),
        ],
        rows,
        notes: Vec::new(),
    }
}

/// The files with most deviations; a criterion that divides another does not count again.
fn most(context: &Context) -> Option<Table> {
    let inputs = context.inputs;
    let mut counted: Vec<(usize, &str, &str, String)> = inputs
        .protocol
        .reviewed()
        .filter_map(|unit| {
            let decided = inputs.findings.units.get(&unit.id)?;
            let ids: Vec<&str> = context
                .judged
                .iter()
                .filter(|j| !j.criterion.descriptive && j.criterion.part_of.is_none())
                .filter(|j| {
                    decided.get(&j.at).is_some_and(|finding| {
                        matches!(finding.outcome, Outcome::Gap | Outcome::Explained)
                    })
                })
                .map(|j| j.result.id.as_str())
                .collect();
            (!ids.is_empty()).then(|| {
                (
                    ids.len(),
                    unit.id.as_str(),
                    unit.stratum.as_str(),
                    ids.join(", "),
                )
            })
        })
        .collect();
    if counted.is_empty() {
        return None;
    }
    // The order of the draw breaks ties: sorting is stable.
    counted.sort_by_key(|(count, ..)| std::cmp::Reverse(*count));
    counted.truncate(MOST);
    Some(Table {
        id: "most".to_owned(),
        title: context.say(texts::most_title()),
        sheet: context.say(sheets::most()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::id(), Kind::Short),
            column(context, texts::stratum(), Kind::Short),
            column(context, texts::gaps(), Kind::Count),
            column(context, texts::which(), Kind::Long),
        ],
        rows: counted
            .into_iter()
            .map(|(count, id, stratum, ids)| {
                item(vec![
                    text(id),
                    text(stratum),
                    context.count(u64::try_from(count).expect("a count fits")),
                    text(ids),
                ])
            })
            .collect(),
        notes: vec![context.say(prose::most_note())],
    })
}

/// Every outcome of every file.
fn outcomes(context: &Context) -> Table {
    let inputs = context.inputs;
    let mut columns = vec![
        column(context, texts::id(), Kind::Short),
        column(context, texts::stratum(), Kind::Short),
    ];
    columns.extend(context.judged.iter().map(|judged| Column {
        header: judged.result.id.clone(),
        kind: Kind::Short,
    }));
    Table {
        id: "file_outcomes".to_owned(),
        title: context.say(texts::outcomes_by_file()),
        sheet: context.say(sheets::files()),
        shown: Shown::Workbook,
        columns,
        rows: inputs
            .protocol
            .reviewed()
            .map(|unit| {
                let decided = inputs.findings.units.get(&unit.id);
                let mut cells = vec![text(&unit.id), text(&unit.stratum)];
                cells.extend(context.judged.iter().map(|judged| {
                    decided
                        .and_then(|decided| decided.get(&judged.at))
                        .map_or(Cell::Empty, |finding| {
                            text(outcome(context, finding.outcome))
                        })
                }));
                item(cells)
            })
            .collect(),
        notes: Vec::new(),
    }
}

/// An outcome in words.
fn outcome(context: &Context, outcome: Outcome) -> String {
    context.say(match outcome {
        Outcome::Met => texts::is_met(),
        Outcome::Gap => texts::is_gap(),
        Outcome::Explained => texts::is_explained(),
        Outcome::NotApplicable => texts::is_not_applicable(),
        Outcome::NotAssessable => texts::is_not_assessable(),
        Outcome::Unanswered => texts::is_unanswered(),
    })
}
