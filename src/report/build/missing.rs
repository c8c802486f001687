//! What is missing and what it could mean: files by reason, and the results if everything
//! that could not be assessed were deviations, or none of it (STATISTICS 3.7, ISA 530.11).

use std::collections::BTreeMap;

use super::cells::{column, item, text};
use super::{Context, Judged, texts};
use crate::finding::Outcome;
use crate::report::FileState;
use crate::report::model::{Block, Cell, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::{FileStatus, MissingMeans, Record};

/// The section; none where nothing is missing.
pub(super) fn missing(context: &Context) -> Option<Section> {
    let files: Vec<&FileState> = context
        .inputs
        .files
        .iter()
        .filter(|file| file.status == FileStatus::Missing)
        .collect();
    let mut blocks = Vec::new();
    if !files.is_empty() {
        blocks.push(Block::Table(by_reason(context, &files)));
    }
    // Where nothing is known yet, "between none and all" says nothing more.
    let known = |judged: &&Judged| judged.result.assessed > 0 || missing_files(context, judged) > 0;
    let uncertain: Vec<&Judged> = context
        .judged
        .iter()
        .filter(|judged| judged.result.not_assessable + judged.result.unanswered > 0)
        .filter(known)
        .collect();
    if !uncertain.is_empty() {
        blocks.push(Block::Table(bounds(context, &uncertain)));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "missing",
        heading: context.say(texts::missing()),
        depth: Depth::Detail,
        blocks,
    })
}

fn by_reason(context: &Context, files: &[&FileState]) -> Table {
    let mut reasons: BTreeMap<(usize, String, bool), Vec<&str>> = BTreeMap::new();
    for file in files {
        let label = file.reason.as_ref().and_then(|reason| reason.label.clone());
        let label = label.map_or_else(
            || context.say(texts::no_reason_given()),
            |label| label.get(context.lang).to_owned(),
        );
        let gap = counts_as_gap(context, file);
        let key = (file.checklist, label, gap);
        reasons.entry(key).or_default().push(&file.id);
    }
    let rows: Vec<Row> = reasons
        .into_iter()
        .map(|((checklist, label, gap), ids)| {
            let file = &context.inputs.template.checklists[checklist].file;
            item(vec![
                text(file.get(context.lang)),
                text(label),
                text(context.say(if gap {
                    texts::counts_as_gap()
                } else {
                    texts::counts_as_not_assessable()
                })),
                context.count(u64::try_from(ids.len()).expect("a count fits")),
                text(ids.join(", ")),
            ])
        })
        .collect();
    Table {
        id: "missing".to_owned(),
        title: context.say(texts::missing_title()),
        sheet: context.say(sheets::missing()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::record(), Kind::Short),
            column(context, texts::reason(), Kind::Words),
            column(context, texts::counts_as(), Kind::Words),
            column(context, texts::count(), Kind::Count),
            column(context, texts::ids(), Kind::Long),
        ],
        rows,
        notes: Vec::new(),
    }
}

/// What a missing file means under the plan.
pub(super) fn counts_as_gap(context: &Context, file: &FileState) -> bool {
    use crate::plan::MissingFile;
    match context.inputs.plan.missing_file {
        MissingFile::Gap => true,
        MissingFile::NotAssessable => false,
        MissingFile::ByReason => file
            .reason
            .as_ref()
            .is_some_and(|reason| reason.means == MissingMeans::Gap),
    }
}

fn bounds(context: &Context, uncertain: &[&Judged]) -> Table {
    let rows: Vec<Row> = uncertain
        .iter()
        .map(|judged| {
            let result = judged.result;
            let open = result.not_assessable + result.unanswered;
            let files = missing_files(context, judged);
            let counted = |gaps: u64, of: u64| {
                let mut words = context.of(gaps, of);
                if let Cell::Number { text, .. } = context.share(gaps, of) {
                    words.push_str(&format!(" ({text})"));
                }
                text(words)
            };
            item(vec![
                text(&result.id),
                text(judged.criterion.title.get(context.lang)),
                counted(result.gaps, result.assessed),
                context.count(result.not_assessable),
                context.count(result.unanswered),
                if files == 0 {
                    Cell::Empty
                } else {
                    counted(result.gaps + files, result.assessed + files)
                },
                counted(result.gaps, result.assessed + open),
                counted(result.gaps + open, result.assessed + open),
            ])
        })
        .collect();
    Table {
        id: "bounds".to_owned(),
        title: context.say(texts::bounds_title()),
        sheet: context.say(sheets::bounds()),
        shown: Shown::Everywhere,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
            column(context, texts::as_assessed(), Kind::Short),
            column(context, texts::not_assessable(), Kind::Count),
            column(context, texts::unanswered(), Kind::Count),
            column(context, texts::if_missing_files(), Kind::Short),
            column(context, texts::if_none(), Kind::Short),
            column(context, texts::if_all(), Kind::Short),
        ],
        rows,
        notes: vec![context.say(prose::bounds_note())],
    }
}

/// Files of the criterion's record that are missing for a reason that decides nothing.
fn missing_files(context: &Context, judged: &Judged) -> u64 {
    let Record::Checklist(checklist) = judged.criterion.record else {
        return 0;
    };
    let inputs = context.inputs;
    let not_assessable = |id: &str| {
        inputs
            .findings
            .units
            .get(id)
            .and_then(|decided| decided.get(&judged.at))
            .is_some_and(|finding| finding.outcome == Outcome::NotAssessable)
    };
    let files = inputs.files.iter().filter(|file| {
        file.checklist == checklist
            && file.status == FileStatus::Missing
            && not_assessable(&file.id)
    });
    u64::try_from(files.count()).expect("a count fits")
}
