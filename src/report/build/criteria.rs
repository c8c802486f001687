//! Each criterion by itself: the sentence that can be copied into the auditors' own report,
//! the rule and where it comes from, and a picture of its strata.

use super::cells::{column, item, text};
use super::summary::scale;
use super::{Context, Judged, texts};
use crate::report::drawing::{Rate, rates};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::Authority;

/// The section.
pub(super) fn criteria(context: &Context) -> Option<Section> {
    let mut blocks: Vec<Block> = context
        .assessed()
        .flat_map(|judged| one(context, judged))
        .collect();
    if !blocks.is_empty() {
        blocks.push(Block::Table(table(context)));
    }
    (!blocks.is_empty()).then(|| Section {
        id: "criteria",
        heading: context.say(texts::criteria()),
        depth: Depth::Detail,
        blocks,
    })
}

fn one(context: &Context, judged: &Judged) -> Vec<Block> {
    let criterion = judged.criterion;
    let title = criterion.title.get(context.lang);
    let anchor = format!("criterion-{}", criterion.id.to_lowercase());
    let heading = format!("{} {title}", criterion.id);
    let sentence = context
        .sentence(judged)
        .unwrap_or_else(|| context.say(prose::nothing_assessed()));
    let mut blocks = vec![Block::Heading(anchor, heading), Block::Paragraph(sentence)];
    if judged.result.remarks > 0 {
        let met = judged.result.assessed - judged.result.gaps;
        let remarks = prose::remarks(judged.result.remarks, met);
        blocks.push(Block::Paragraph(context.say(remarks)));
    }
    if criterion.descriptive {
        blocks.push(Block::Paragraph(context.say(prose::described_note())));
    }
    for further in &judged.result.further {
        let of = context.of(further.gaps, further.assessed);
        blocks.push(Block::Paragraph(
            context.say(prose::other_definition(&further.title, &of)),
        ));
    }
    let mut facts = vec![
        (
            context.say(texts::rule()),
            criterion.rule.get(context.lang).to_owned(),
        ),
        (context.say(texts::source()), source(context, judged)),
        (
            context.say(texts::responsible()),
            context.responsible(criterion),
        ),
    ];
    if let Some(published) = &criterion.published {
        let published = published.get(context.lang).to_owned();
        facts.push((context.say(texts::published()), published));
    }
    blocks.push(Block::Facts(facts));
    blocks.extend(figure(context, judged).map(Block::Figure));
    blocks
}

/// The same for a workbook: sentences in cells.
fn table(context: &Context) -> Table {
    Table {
        id: "observations".to_owned(),
        title: context.say(texts::criteria()),
        sheet: context.say(sheets::observations()),
        shown: Shown::Workbook,
        columns: vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::observation(), Kind::Long),
            column(context, texts::rule(), Kind::Long),
            column(context, texts::source(), Kind::Words),
            column(context, texts::responsible(), Kind::Short),
            column(context, texts::published(), Kind::Words),
        ],
        rows: context
            .judged
            .iter()
            .map(|judged| {
                let criterion = judged.criterion;
                let sentence = context.sentence(judged);
                item(vec![
                    text(&criterion.id),
                    text(sentence.unwrap_or_else(|| context.say(prose::nothing_assessed()))),
                    text(criterion.rule.get(context.lang)),
                    text(source(context, judged)),
                    text(context.responsible(criterion)),
                    criterion
                        .published
                        .as_ref()
                        .map_or(Cell::Empty, |published| text(published.get(context.lang))),
                ])
            })
            .collect(),
        notes: Vec::new(),
    }
}

pub(super) fn source(context: &Context, judged: &Judged) -> String {
    let authority = match judged.criterion.authority {
        Authority::Law => texts::authority_law(),
        Authority::Budget => texts::authority_budget(),
        Authority::Guideline => texts::authority_guideline(),
        Authority::Routine => texts::authority_routine(),
        Authority::Practice => texts::authority_practice(),
        Authority::Recommendation => texts::authority_recommendation(),
        Authority::Derived => texts::authority_derived(),
    };
    format!("{} ({})", context.say(authority), judged.criterion.source)
}

/// The strata's rates with their exact intervals; none where there is nothing to compare.
fn figure(context: &Context, judged: &Judged) -> Option<Figure> {
    let result = judged.result;
    // A point on a scale is a per cent, and fewer than ten files get none.
    let enough = |assessed: u64| assessed >= context.scale.percent_from;
    let shown = result.strata.iter().filter(|s| enough(s.assessed)).count();
    if result.gaps == 0 || shown < 2 {
        return None;
    }
    let rows: Vec<Rate> = result
        .strata
        .iter()
        .map(|stratum| {
            let name = context
                .inputs
                .protocol
                .stratum(&stratum.stratum)
                .map_or("", |s| s.name.as_str());
            Rate {
                label: format!("{} {name}", stratum.stratum),
                counts: context.of(stratum.gaps, stratum.assessed),
                rate: stratum.rate.filter(|_| enough(stratum.assessed)),
                limits: stratum
                    .lower
                    .zip(stratum.upper)
                    .filter(|_| enough(stratum.assessed)),
            }
        })
        .collect();
    let (wide, narrow) = rates(&rows, &scale(context));
    let words: Vec<String> = rows
        .iter()
        .map(|row| format!("{}: {}", row.label, row.counts))
        .collect();
    Some(Figure {
        id: format!("strata-{}", result.id.to_lowercase()),
        title: context.say(if judged.criterion.descriptive {
            texts::strata_figure_described(&result.id)
        } else {
            texts::strata_figure(&result.id)
        }),
        alternative: words.join("; "),
        wide,
        narrow: Some(narrow),
    })
}
