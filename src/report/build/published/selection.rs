//! How the files were chosen, with small counts hidden: the flow, the strata, and the
//! results over whole registers.

use super::{HIDDEN, Public, Reason};
use crate::disclosure::{self, Mode, Why};
use crate::lang;
use crate::protocol::paper::{allocation_in_words, reason_in_words, several_in_words};
use crate::report::build::cells::{column, item, text};
use crate::report::build::{selection, texts};
use crate::report::drawing::{Step, flow};
use crate::report::model::{Block, Cell, Depth, Figure, Kind, Level, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};
use crate::template::FileStatus;

/// Numbers that come to a sum: which are shown, and whether the sum is.
pub(super) struct Parts {
    pub(super) shown: Vec<bool>,
    pub(super) total: bool,
}

impl Public<'_> {
    /// Which of some numbers and their sum are shown; what is not is listed.
    fn parts(&mut self, what: &str, named: &[(String, u64)]) -> Parts {
        let values: Vec<u64> = named.iter().map(|(_, value)| *value).collect();
        let (shown, total) = disclosure::parts(&values, self.rules);
        for ((name, value), shown) in named.iter().zip(&shown) {
            if !shown {
                let small = (1..self.rules.min_cell).contains(value);
                let why = if small { Why::Small } else { Why::Secondary };
                self.hide(what, name.clone(), Mode::Nothing, Reason::Of(why));
            }
        }
        if !total {
            let all = self.context.say(texts::all());
            self.hide(what, all, Mode::Nothing, Reason::Of(Why::Secondary));
        }
        Parts { shown, total }
    }

    /// The numbers of units in the strata, in the frame and in the sample.
    pub(super) fn strata_sizes(&mut self) -> (Parts, Parts) {
        let context = self.context;
        let protocol = context.inputs.protocol;
        let what = context.say(texts::table_strata());
        let frame: Vec<(String, u64)> = protocol
            .strata
            .iter()
            .map(|stratum| {
                let name = format!("{} {}", stratum.letter, context.say(texts::population()));
                (name, stratum.population)
            })
            .collect();
        let frame = self.parts(&what, &frame);
        let mut shown = Vec::new();
        for (at, stratum) in protocol.strata.iter().enumerate() {
            let why = self.release.sizes.get(&(0, at)).copied();
            shown.push(why.is_none());
            if let Some(why) = why {
                let name = format!("{} {}", stratum.letter, context.say(texts::sample()));
                self.hide(&what, name, Mode::Nothing, Reason::Of(why));
            }
        }
        // The size of the whole sample is known to everyone who was asked for the files.
        let total = true;
        (frame, Parts { shown, total })
    }

    pub(super) fn selection(&mut self) -> Section {
        let context = self.context;
        let inputs = context.inputs;
        let sizes = self.strata_sizes();
        let steps = self.steps(sizes.0.total);
        let (wide, narrow) = flow(&steps);
        let blocks = vec![
            Block::Paragraph(context.say(several_in_words(inputs.plan, inputs.template))),
            Block::Figure(Figure {
                id: "flow".to_owned(),
                title: context.say(texts::flow_title()),
                alternative: selection::in_words(&steps),
                wide,
                narrow: Some(narrow),
            }),
            Block::Paragraph(context.say(allocation_in_words(inputs.plan, inputs.protocol))),
            Block::Table(self.strata(&sizes)),
        ];
        Section {
            id: "selection",
            heading: context.say(texts::selection()),
            depth: Depth::Detail,
            blocks,
        }
    }

    fn steps(&mut self, frame_shown: bool) -> Vec<Step> {
        let context = self.context;
        let inputs = context.inputs;
        let what = context.say(texts::table_flow());
        let whole = |shown: bool, count: u64| {
            if shown {
                lang::whole(context.lang, count)
            } else {
                HIDDEN.to_owned()
            }
        };
        let mut steps = Vec::new();
        let unit = &inputs.plan.export(inputs.plan.unit.export).id;
        let rows = inputs.protocol.reconciliation.iter();
        if let Some(rows) = rows.into_iter().find(|rows| rows.register == *unit) {
            let lost: Vec<(String, u64)> = rows
                .rejected
                .iter()
                .chain(&rows.excluded)
                .filter(|reason| reason.count > 0)
                .map(|reason| {
                    let words = reason_in_words(inputs.template, &reason.reason);
                    (context.say(words), reason.count)
                })
                .collect();
            // What is left is known as the frame: the rows must hide what the reasons cannot.
            let parts = self.parts(&what, &lost);
            steps.push(Step {
                label: context.say(prose::step_rows(unit)),
                count: whole(parts.total, rows.read),
                lost: lost
                    .iter()
                    .zip(&parts.shown)
                    .map(|((words, count), shown)| format!("{words}: {}", whole(*shown, *count)))
                    .collect(),
            });
        }
        let population: u64 = inputs.protocol.strata.iter().map(|s| s.population).sum();
        let sample = selection::counted(inputs.protocol.reviewed().count());
        let rest = population.saturating_sub(sample);
        let few = (1..self.rules.min_cell).contains(&rest);
        steps.push(Step {
            label: context.say(prose::step_frame()),
            count: whole(frame_shown && !few, population),
            lost: (rest > 0)
                .then(|| context.say(prose::not_drawn(&whole(frame_shown && !few, rest))))
                .into_iter()
                .collect(),
        });
        steps.push(Step {
            label: context.say(prose::step_sample()),
            count: whole(true, sample),
            lost: Vec::new(),
        });
        for (at, checklist) in inputs.template.checklists.iter().enumerate() {
            let with = |status| {
                let files = inputs.files.iter();
                let files = files.filter(|file| file.checklist == at && file.status == status);
                selection::counted(files.count())
            };
            let label = context.say(prose::step_reviewed(checklist.files.get(context.lang)));
            let named = [
                (FileStatus::Reviewed, label.clone()),
                (FileStatus::Missing, context.say(texts::status_missing())),
                (
                    FileStatus::NotExpected,
                    context.say(texts::status_not_expected()),
                ),
                (FileStatus::Ordered, context.say(texts::status_ordered())),
            ]
            .map(|(status, words)| (words, with(status)));
            let parts = self.parts(checklist.files.get(context.lang), &named);
            steps.push(Step {
                label,
                count: whole(parts.shown[0], named[0].1),
                lost: named
                    .iter()
                    .zip(&parts.shown)
                    .skip(1)
                    .filter(|((_, count), _)| *count > 0)
                    .map(|((words, count), shown)| format!("{words}: {}", whole(*shown, *count)))
                    .collect(),
            });
        }
        steps
    }

    fn strata(&self, (frame, sample): &(Parts, Parts)) -> Table {
        let context = self.context;
        let protocol = context.inputs.protocol;
        let drawn = |letter: &str| {
            let units = protocol.reviewed();
            selection::counted(units.filter(|unit| unit.stratum == letter).count())
        };
        let mut rows: Vec<Row> = protocol
            .strata
            .iter()
            .enumerate()
            .map(|(at, stratum)| {
                let name = if stratum.name.is_empty() {
                    context.say(texts::whole_frame())
                } else {
                    stratum.name.clone()
                };
                item(vec![
                    text(&stratum.letter),
                    text(name),
                    self.count(frame.shown[at], stratum.population),
                    self.count(sample.shown[at], drawn(&stratum.letter)),
                ])
            })
            .collect();
        let population = protocol.strata.iter().map(|s| s.population).sum();
        rows.push(Row {
            level: Level::Total,
            cells: vec![
                text(""),
                text(context.say(texts::all())),
                self.count(frame.total, population),
                self.count(
                    sample.total,
                    selection::counted(protocol.reviewed().count()),
                ),
            ],
        });
        Table {
            id: "strata".to_owned(),
            title: context.say(texts::strata_title()),
            sheet: context.say(sheets::strata()),
            shown: Shown::Everywhere,
            columns: vec![
                column(context, texts::stratum(), Kind::Short),
                column(context, texts::stratum_values(), Kind::Words),
                column(context, texts::population(), Kind::Count),
                column(context, texts::sample(), Kind::Count),
            ],
            rows,
            notes: Vec::new(),
        }
    }

    /// The results over whole registers, without places in them.
    pub(super) fn registers(&mut self) -> Option<Section> {
        let context = self.context;
        let inputs = context.inputs;
        if inputs.gaps.population.is_empty() {
            return None;
        }
        let what = context.say(texts::table_registers());
        let mut rows = Vec::new();
        for result in &inputs.gaps.population {
            let at = inputs.template.criterion_by_id(&result.id);
            let title = at.map_or("", |at| {
                inputs.template.criterion(at).title.get(context.lang)
            });
            let few = |count: u64| (1..self.rules.min_cell).contains(&count);
            let shown = !few(result.gaps) && !few(result.rows.saturating_sub(result.gaps));
            if !shown {
                let place = result.id.clone();
                self.hide(&what, place, Mode::Nothing, Reason::Of(Why::Small));
            }
            rows.push(item(vec![
                text(&result.id),
                text(title),
                context.count(result.rows),
                self.count(shown, result.gaps),
                if shown {
                    context.share(result.gaps, result.rows)
                } else {
                    Cell::Empty
                },
            ]));
        }
        Some(Section {
            id: "registers",
            heading: context.say(texts::registers_title()),
            depth: Depth::Detail,
            blocks: vec![Block::Table(Table {
                id: "registers".to_owned(),
                title: context.say(texts::registers_title()),
                sheet: context.say(sheets::registers()),
                shown: Shown::Everywhere,
                columns: vec![
                    column(context, texts::criterion(), Kind::Short),
                    column(context, texts::what(), Kind::Words),
                    column(context, texts::rows(), Kind::Count),
                    column(context, texts::gaps_or_cases(), Kind::Count),
                    column(context, texts::rate(), Kind::Percent(0)),
                ],
                rows,
                notes: Vec::new(),
            })],
        })
    }
}
