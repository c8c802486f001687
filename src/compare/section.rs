//! What has changed since an earlier report, as a section of the later one.

use super::{Comparison, Pair, compare, texts};
use crate::exact::Confidence;
use crate::lang::{Lang, Text, percent, sentences, whole};
use crate::report::drawing::{Rate, rates};
use crate::report::json::Machine;
use crate::report::{
    Block, Cell, Column, Depth, Figure, Kind, Level, Numbers, Report, Row, Section, Shown, Table,
};

/// How many criteria a picture has at most, each with two rows.
const PICTURED: usize = 10;

/// Puts the section after the summary. A report for publication gets none: what others may
/// read of two years together is more than of each.
pub fn attach(report: &mut Report, earlier: &Machine, confidence: Confidence) {
    let Numbers::Audit(now) = &report.numbers else {
        return;
    };
    let comparison = compare(earlier, now, confidence);
    let section = section(&comparison, report.lang);
    let place = report.sections.len().min(1);
    report.sections.insert(place, section);
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "texts are made where they are said"
)]
fn say(text: Text, lang: Lang) -> String {
    text.get(lang).to_owned()
}

fn section(comparison: &Comparison, lang: Lang) -> Section {
    let tested = comparison.criteria.iter().filter(|pair| pair.p.is_some());
    let count = u64::try_from(tested.count()).unwrap_or(u64::MAX);
    let mut blocks = vec![Block::Paragraph(say(
        texts::compared(&whole(lang, count)),
        lang,
    ))];
    if comparison.old.draft {
        let title = &comparison.old.title;
        blocks.push(Block::Paragraph(say(texts::draft(title), lang)));
    }
    let beyond = comparison.criteria.iter();
    let beyond: Vec<String> = beyond
        .filter(|pair| pair.is_beyond(comparison.confidence))
        .map(|pair| say(pair.sentence(lang), lang))
        .collect();
    if beyond.is_empty() {
        blocks.push(Block::Paragraph(say(texts::none_beyond(), lang)));
    } else {
        blocks.push(Block::Paragraph(format!("{}:", say(texts::beyond(), lang))));
        blocks.push(Block::List(beyond));
    }
    blocks.push(Block::Table(table(comparison, lang)));
    blocks.extend(picture(comparison, lang).map(Block::Figure));
    let day = comparison.old.reference_date.to_string();
    Section {
        id: "changes",
        heading: say(texts::section(&comparison.old.title, &day), lang),
        depth: Depth::Detail,
        blocks,
    }
}

fn table(comparison: &Comparison, lang: Lang) -> Table {
    let column = |header: Text, kind: Kind| Column {
        header: say(header, lang),
        kind,
    };
    let pairs = comparison.criteria.iter();
    let rows = pairs.filter(|pair| pair.difference.is_some()).map(|pair| {
        let words = |words: String| match words.as_str() {
            "" => Cell::Empty,
            _ => Cell::Text(words),
        };
        Row {
            level: Level::Item,
            cells: vec![
                Cell::Text(pair.id.clone()),
                Cell::Text(pair.title.clone()),
                words(pair.old.of(lang)),
                words(pair.new.of(lang)),
                words(pair.points(lang)),
                words(pair.p_shown(lang)),
            ],
        }
    });
    Table {
        id: "changes".to_owned(),
        title: say(texts::sheet(), lang),
        sheet: say(texts::sheet(), lang),
        shown: Shown::Everywhere,
        columns: vec![
            column(texts::id(), Kind::Short),
            column(texts::criterion(), Kind::Words),
            column(texts::then(), Kind::Short),
            column(texts::this_time(), Kind::Short),
            column(texts::difference(), Kind::Short),
            column(texts::p(), Kind::Short),
        ],
        rows: rows.collect(),
        notes: notes(comparison, lang),
    }
}

fn notes(comparison: &Comparison, lang: Lang) -> Vec<String> {
    let level = percent(lang, comparison.confidence, 0);
    let mut notes = sentences(&say(texts::how(&level), lang));
    let differently = comparison.criteria.iter();
    let differently: Vec<&str> = differently
        .filter(|pair| pair.counted_differently)
        .map(|pair| pair.id.as_str())
        .collect();
    if !differently.is_empty() {
        notes.push(say(texts::differently(&differently.join(", ")), lang));
    }
    if !comparison.only_old.is_empty() {
        let ids = comparison.only_old.join(", ");
        notes.push(say(texts::only_old(&ids), lang));
    }
    if !comparison.only_new.is_empty() {
        let ids = comparison.only_new.join(", ");
        notes.push(say(texts::only_new(&ids), lang));
    }
    notes
}

/// The criteria whose shares differ most, then above now; none where both years have few files.
fn picture(comparison: &Comparison, lang: Lang) -> Option<Figure> {
    let mut largest: Vec<&Pair> = comparison
        .criteria
        .iter()
        .filter(|pair| !pair.few() && pair.difference.is_some_and(|d| d.abs() > 0.0))
        .collect();
    largest.sort_by(|a, b| {
        let size = |pair: &Pair| pair.difference.unwrap_or_default().abs();
        size(b).total_cmp(&size(a)).then_with(|| a.id.cmp(&b.id))
    });
    largest.truncate(PICTURED);
    if largest.is_empty() {
        return None;
    }
    let rows: Vec<Rate> = largest
        .iter()
        .flat_map(|pair| {
            let name = format!("{} {}", pair.id, pair.title);
            let row = |label: Text, found: &super::Found| Rate {
                label: say(label, lang),
                counts: found.of(lang),
                rate: found.estimate.or(found.rate),
                limits: found.lower.zip(found.upper),
            };
            [
                row(texts::earlier(&name), &pair.old),
                row(texts::later(&pair.id), &pair.new),
            ]
        })
        .collect();
    let scale = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| percent(lang, share, 0));
    let (wide, narrow) = rates(&rows, &scale);
    Some(Figure {
        id: "changes-picture".to_owned(),
        title: say(texts::picture(), lang),
        alternative: say(texts::picture_alternative(), lang),
        wide,
        narrow: Some(narrow),
    })
}
