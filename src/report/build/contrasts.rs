//! Strata and units against each other: a page shows the comparisons worth a line, the
//! workbook all that were made.

use super::breakdown::field_title;
use super::cells::{column, item, text};
use super::{Context, texts};
use crate::estimate::contrast::{Contrast, SHOWN_BELOW, STRATUM, Side};
use crate::lang;
use crate::report::model::{Block, Cell, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

/// The section; none where nothing could be compared.
pub(super) fn contrasts(context: &Context) -> Option<Section> {
    let all = &context.inputs.gaps.contrasts;
    if all.is_empty() {
        return None;
    }
    let shown: Vec<&Contrast> = all.iter().filter(|one| one.p < SHOWN_BELOW).collect();
    let count = lang::whole(context.lang, u64::try_from(all.len()).unwrap_or(u64::MAX));
    let note = context.say(prose::contrasts_note(&count, context.scale.percent_from));
    let mut blocks = Vec::new();
    if shown.is_empty() {
        blocks.push(Block::Paragraph(note.clone()));
        blocks.push(Block::Paragraph(context.say(prose::contrasts_none())));
    } else {
        let mut notes = vec![context.say(prose::contrasts_shown())];
        notes.extend(lang::sentences(&note));
        blocks.push(Block::Table(short(context, &shown, notes)));
    }
    blocks.push(Block::Table(long(context, all, &note)));
    Some(Section {
        id: "differences",
        heading: context.say(texts::contrasts()),
        depth: Depth::Detail,
        blocks,
    })
}

fn name(context: &Context, contrast: &Contrast, side: &Side) -> String {
    if contrast.field == STRATUM {
        format!("{} {}", context.say(texts::stratum()), side.group)
    } else {
        side.group.clone()
    }
}

/// `+35 (8…55)`.
fn difference(context: &Context, contrast: &Contrast) -> String {
    let points = |share| lang::points(context.lang, share);
    format!(
        "{} ({}…{})",
        points(contrast.difference),
        points(contrast.lower),
        points(contrast.upper)
    )
}

fn short(context: &Context, shown: &[&Contrast], notes: Vec<String>) -> Table {
    let rows = shown.iter().map(|contrast| {
        let of = |side: &Side| text(context.of(side.gaps, side.assessed));
        let name = |side: &Side| name(context, contrast, side);
        item(vec![
            text(&contrast.id),
            text(format!(
                "{} – {}",
                name(&contrast.first),
                name(&contrast.second)
            )),
            of(&contrast.first),
            of(&contrast.second),
            text(difference(context, contrast)),
            text(lang::p_value(context.lang, contrast.p_holm)),
        ])
    });
    Table {
        id: "contrasts".to_owned(),
        title: context.say(texts::contrasts()),
        sheet: context.say(sheets::contrasts()),
        shown: Shown::Pages,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::compared(), Kind::Words),
            column(context, texts::former(), Kind::Short),
            column(context, texts::latter(), Kind::Short),
            column(context, texts::difference(), Kind::Short),
            column(context, texts::p_holm(), Kind::Short),
        ],
        rows: rows.collect(),
        notes,
    }
}

fn long(context: &Context, all: &[Contrast], note: &str) -> Table {
    let rows = all.iter().map(|contrast| row(context, contrast));
    Table {
        id: "contrasts_long".to_owned(),
        title: context.say(texts::contrasts()),
        sheet: context.say(sheets::contrasts()),
        shown: Shown::Workbook,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::responsible(), Kind::Short),
            column(context, texts::former(), Kind::Words),
            column(context, texts::former_rate(), Kind::Percent(0)),
            column(context, texts::latter(), Kind::Words),
            column(context, texts::latter_rate(), Kind::Percent(0)),
            column(context, texts::difference(), Kind::Decimal(0)),
            column(context, texts::difference_lower(), Kind::Decimal(0)),
            column(context, texts::difference_upper(), Kind::Decimal(0)),
            column(context, texts::p_plain(), Kind::Decimal(4)),
            column(context, texts::p_holm(), Kind::Decimal(4)),
        ],
        rows: rows.collect(),
        notes: lang::sentences(note),
    }
}

fn row(context: &Context, contrast: &Contrast) -> Row {
    let points = |share: f64| Cell::Number {
        value: share * 100.0,
        text: lang::points(context.lang, share),
    };
    let division = if contrast.field == STRATUM {
        context.say(texts::stratum())
    } else {
        field_title(context, &contrast.field)
    };
    item(vec![
        text(&contrast.id),
        text(division),
        text(name(context, contrast, &contrast.first)),
        context.share(contrast.first.gaps, contrast.first.assessed),
        text(name(context, contrast, &contrast.second)),
        context.share(contrast.second.gaps, contrast.second.assessed),
        points(contrast.difference),
        points(contrast.lower),
        points(contrast.upper),
        context.decimal(contrast.p, 4),
        context.decimal(contrast.p_holm, 4),
    ])
}
