//! The results of the criteria: the table and the picture of all, and a sentence for each.

use super::{HIDDEN, Public};
use crate::disclosure::{Mode, Name};
use crate::report::build::cells::{column, item, part, text};
use crate::report::build::{Judged, summary, texts};
use crate::report::drawing::{Rate, rates};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Row, Section, Shown, Table};
use crate::report::sentence;
use crate::report::texts::{prose, sheets};

impl Public<'_> {
    pub(super) fn summary(&self) -> Section {
        let context = self.context;
        let mut blocks = vec![Block::Paragraph(context.say(prose::published_note(
            self.rules.min_cell.saturating_sub(1),
            self.rules.percent_from,
        )))];
        for descriptive in [false, true] {
            let judged: Vec<&Judged> = context
                .assessed()
                .filter(|judged| judged.criterion.descriptive == descriptive)
                .collect();
            if judged.is_empty() {
                continue;
            }
            blocks.push(Block::Table(self.results(&judged, descriptive)));
            if !descriptive {
                blocks.extend(self.picture(&judged).map(Block::Figure));
            }
        }
        if !context.inputs.gaps.not_evaluated.is_empty() {
            blocks.push(Block::Table(summary::not_evaluated(context)));
        }
        Section {
            id: "summary",
            heading: context.say(texts::summary()),
            depth: Depth::Summary,
            blocks,
        }
    }

    fn results(&self, judged: &[&Judged], descriptive: bool) -> Table {
        let context = self.context;
        let (id, title, sheet, what, number) = if descriptive {
            let cases = texts::gaps_or_cases();
            (
                "described",
                texts::described_title(),
                sheets::described(),
                texts::what(),
                cases,
            )
        } else {
            (
                "summary",
                texts::summary_title(),
                sheets::summary(),
                texts::gap(),
                texts::gaps(),
            )
        };
        let mut columns = vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, what, Kind::Words),
            column(context, texts::assessed(), Kind::Count),
            column(context, number, Kind::Count),
            column(context, texts::explained(), Kind::Count),
            column(context, texts::rate(), Kind::Percent(0)),
        ];
        let estimates = judged.iter().any(|judged| self.estimate(judged).is_some());
        if estimates {
            columns.push(column(context, texts::estimate_interval(), Kind::Short));
        }
        let rows = judged
            .iter()
            .flat_map(|judged| self.result_rows(judged, estimates))
            .collect();
        let mut notes = vec![context.say(prose::small_note(context.scale.percent_from))];
        if descriptive {
            notes.push(context.say(prose::described_note()));
        }
        Table {
            id: id.to_owned(),
            title: context.say(title),
            sheet: context.say(sheet),
            shown: Shown::Everywhere,
            columns,
            rows,
            notes,
        }
    }

    fn result_rows(&self, judged: &Judged, estimates: bool) -> Vec<Row> {
        let context = self.context;
        let result = judged.result;
        let mode = self.mode(Name::Headline(judged.at));
        let counts = mode == Mode::Counts;
        let mut cells = vec![
            text(&result.id),
            text(judged.criterion.title.get(context.lang)),
            self.count(counts, result.assessed),
            self.count(counts, result.gaps),
            self.explained(judged),
            self.share(mode, result.gaps, result.assessed),
        ];
        if estimates {
            cells.push(self.estimate(judged).map_or(Cell::Empty, Cell::Text));
        }
        let mut rows = vec![if judged.criterion.part_of.is_some() {
            part(cells)
        } else {
            item(cells)
        }];
        for further in &result.further {
            let place = judged
                .criterion
                .definitions
                .iter()
                .position(|definition| definition.id == further.definition);
            let Some(place) = place else { continue };
            let mode = self.mode(Name::Further(judged.at, place));
            let counts = mode == Mode::Counts;
            let mut cells = vec![
                Cell::Text(String::new()),
                text(further.title.clone()),
                self.count(counts, further.assessed),
                self.count(counts, further.gaps),
                Cell::Empty,
                self.share(mode, further.gaps, further.assessed),
            ];
            if estimates {
                cells.push(Cell::Empty);
            }
            rows.push(part(cells));
        }
        rows
    }

    fn explained(&self, judged: &Judged) -> Cell {
        let result = judged.result;
        if result.explained == 0 {
            return Cell::Empty;
        }
        let counts = self.mode(Name::Headline(judged.at)) == Mode::Counts;
        let shown = counts && self.mode(Name::Explained(judged.at)) == Mode::Counts;
        self.count(shown, result.explained)
    }

    fn share(&self, mode: Mode, gaps: u64, assessed: u64) -> Cell {
        match mode {
            Mode::Nothing => text(HIDDEN),
            // The number in a workbook is as coarse as the words beside it.
            Mode::Counts | Mode::Share => match self.percent(mode, gaps, assessed) {
                Some(percent) => Cell::Number {
                    value: whole(percent),
                    text: sentence::percent(self.context.lang, gaps, assessed, &self.context.scale)
                        .unwrap_or_default(),
                },
                None => Cell::Empty,
            },
        }
    }

    /// The share in whole per cent, where it may be shown.
    pub(super) fn percent(&self, mode: Mode, gaps: u64, assessed: u64) -> Option<u64> {
        (mode != Mode::Nothing && assessed >= self.rules.percent_from)
            .then(|| (200 * gaps + assessed) / (2 * assessed))
    }

    /// `70 % (55–82 %)`, where no stratum is hidden.
    fn estimate(&self, judged: &Judged) -> Option<String> {
        let released = self.of(judged)?;
        if !released.estimate {
            return None;
        }
        match summary::interval(self.context, judged) {
            Cell::Text(words) => Some(words),
            Cell::Empty | Cell::Number { .. } => None,
        }
    }

    /// The shares that are shown, with their intervals where the estimate is.
    fn picture(&self, judged: &[&Judged]) -> Option<Figure> {
        let context = self.context;
        let rows: Vec<Rate> = judged
            .iter()
            .filter_map(|judged| {
                let result = judged.result;
                let mode = self.mode(Name::Headline(judged.at));
                let percent = self.percent(mode, result.gaps, result.assessed)?;
                let title = judged.criterion.title.get(context.lang);
                let estimate = result.estimate.as_ref();
                let estimate = estimate.filter(|_| self.of(judged).is_some_and(|r| r.estimate));
                Some(Rate {
                    label: format!("{} {title}", result.id),
                    counts: sentence::percent(
                        context.lang,
                        result.gaps,
                        result.assessed,
                        &context.scale,
                    )?,
                    // As coarse as the words: a point could be measured.
                    rate: Some(whole(percent)),
                    limits: estimate.and_then(|e| {
                        let (lower, upper) = e.lower.zip(e.upper)?;
                        Some((rounded(lower), rounded(upper)))
                    }),
                })
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let alternative: Vec<String> = rows
            .iter()
            .map(|row| format!("{}: {}", row.label, row.counts))
            .collect();
        let (wide, narrow) = rates(&rows, &summary::scale(context));
        Some(Figure {
            id: "rates".to_owned(),
            title: context.say(texts::published_rates_title()),
            alternative: alternative.join("; "),
            wide,
            narrow: Some(narrow),
        })
    }

    /// A sentence for each criterion, its rule and where it comes from.
    pub(super) fn criteria(&self) -> Option<Section> {
        let context = self.context;
        let mut blocks = Vec::new();
        for judged in context.assessed() {
            let criterion = judged.criterion;
            let title = criterion.title.get(context.lang);
            let anchor = format!("criterion-{}", criterion.id.to_lowercase());
            let heading = format!("{} {title}", criterion.id);
            blocks.push(Block::Heading(anchor, heading));
            blocks.push(Block::Paragraph(
                self.sentence(judged)
                    .unwrap_or_else(|| context.say(prose::not_published())),
            ));
            if criterion.descriptive {
                blocks.push(Block::Paragraph(context.say(prose::described_note())));
            }
            blocks.push(Block::Facts(vec![
                (
                    context.say(texts::rule()),
                    criterion.rule.get(context.lang).to_owned(),
                ),
                (
                    context.say(texts::source()),
                    super::super::criteria::source(context, judged),
                ),
                (
                    context.say(texts::responsible()),
                    context.responsible(criterion),
                ),
            ]));
        }
        (!blocks.is_empty()).then(|| Section {
            id: "criteria",
            heading: context.say(texts::criteria()),
            depth: Depth::Detail,
            blocks,
        })
    }

    /// The result in words, as far as it is shown.
    pub(super) fn sentence(&self, judged: &Judged) -> Option<String> {
        let context = self.context;
        let result = judged.result;
        let pattern = judged.criterion.finding.get(context.lang);
        let file = context.file(judged.criterion.record);
        match self.mode(Name::Headline(judged.at)) {
            Mode::Counts => {
                let said = context.counted(judged)?;
                Some(said + &context.other_values(judged))
            }
            Mode::Share => {
                let share =
                    sentence::percent(context.lang, result.gaps, result.assessed, &context.scale)?;
                let said = sentence::with_share(context.lang, pattern, &share, file);
                Some(said + &context.other_values(judged))
            }
            Mode::Nothing => None,
        }
    }
}

/// A whole per cent as a share.
fn whole(percent: u64) -> f64 {
    f64::from(u32::try_from(percent).expect("at most a hundred")) / 100.0
}

/// A share to the whole per cent.
fn rounded(share: f64) -> f64 {
    (100.0 * share).round() / 100.0
}

/// A share as whole per cent.
pub(super) fn to_percent(share: f64) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share in per cent is between 0 and 100"
    )]
    {
        (100.0 * share.clamp(0.0, 1.0)).round() as u64
    }
}
