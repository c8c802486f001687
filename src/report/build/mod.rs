//! From the audit's parts to the finished report: everything that is counted, rounded or put
//! in words is done here, once, for all renderers.

mod annex;
mod breakdown;
mod cells;
mod charts;
mod contrasts;
mod criteria;
mod crosses;
mod deadlines;
mod files;
mod machine;
mod missing;
mod parameters;
mod people;
mod published;
mod results;
mod selection;
mod state;
mod summary;

pub use results::method_name;

use super::model::{Numbers, Report, Section};
use super::sentence::{self, Base, Count, Scale};
use super::texts::prose;
use super::{Inputs, texts};
use crate::estimate::CriterionResult;
use crate::lang::{self, Lang, Text};
use crate::template::{Criterion, CriterionRef, Record};

/// The finished report.
pub fn build(inputs: &Inputs) -> Report {
    let context = Context::new(inputs);
    let state = state::state(&context);
    let sections = vec![
        Some(summary::summary(&context)),
        Some(selection::selection(&context)),
        criteria::criteria(&context),
        results::in_full(&context),
        breakdown::strata(&context),
        breakdown::responsible(&context),
        contrasts::contrasts(&context),
        crosses::crosses(&context),
        deadlines::deadlines(&context),
        missing::missing(&context),
        people::checks(&context),
        Some(files::files(&context)),
        Some(annex::problems(&context)),
        Some(annex::method(&context)),
        Some(annex::words(&context)),
    ];
    let sections: Vec<Section> = sections.into_iter().flatten().collect();
    let machine = machine::machine(&context, &state);
    Report {
        lang: inputs.lang,
        title: inputs.plan.title.clone(),
        reference: inputs.plan.reference.clone(),
        facts: selection::facts(&context),
        state,
        charts: charts::charts(&sections),
        sections,
        pictures: "bilder",
        numbers: Numbers::Audit(Box::new(machine)),
    }
}

/// The report that others may read, under disclosure control.
pub fn publish(inputs: &Inputs) -> Report {
    published::publish(&Context::new(inputs))
}

/// What all parts of the report are built from.
struct Context<'a> {
    inputs: &'a Inputs<'a>,
    lang: Lang,
    scale: Scale,
    /// In the order of the catalogue, a criterion's parts after it.
    judged: Vec<Judged<'a>>,
}

/// A criterion with its result.
#[derive(Clone, Copy)]
struct Judged<'a> {
    at: CriterionRef,
    criterion: &'a Criterion,
    result: &'a CriterionResult,
}

impl<'a> Context<'a> {
    fn new(inputs: &'a Inputs<'a>) -> Self {
        let found: Vec<Judged> = inputs
            .gaps
            .criteria
            .iter()
            .filter_map(|result| {
                let at = inputs.template.criterion_by_id(&result.id)?;
                Some(Judged {
                    at,
                    criterion: inputs.template.criterion(at),
                    result,
                })
            })
            .collect();
        let mut judged = Vec::with_capacity(found.len());
        for whole in &found {
            let has_whole = |of: CriterionRef| found.iter().any(|other| other.at == of);
            if whole.criterion.part_of.is_some_and(has_whole) {
                continue;
            }
            judged.push(*whole);
            let parts = found
                .iter()
                .filter(|part| part.criterion.part_of == Some(whole.at));
            judged.extend(parts);
        }
        Self {
            inputs,
            lang: inputs.lang,
            scale: inputs.plan.report.scale,
            judged,
        }
    }

    /// A text in the report's language.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "texts are made where they are said"
    )]
    fn say(&self, text: Text) -> String {
        text.get(self.lang).to_owned()
    }

    /// The criteria of which at least one file was assessed.
    fn assessed(&self) -> impl Iterator<Item = &Judged<'a>> {
        self.judged
            .iter()
            .filter(|judged| judged.result.assessed > 0)
    }

    /// What one file of a record is called, for those about one file.
    fn file(&self, record: Record) -> Option<&'a Text> {
        match record {
            Record::Checklist(at) => Some(&self.inputs.template.checklists[at].file),
            Record::Cross | Record::Register | Record::Unit => None,
        }
    }

    /// What a record is called in a table.
    fn record(&self, record: Record) -> String {
        match record {
            Record::Checklist(at) => {
                let file = &self.inputs.template.checklists[at].file;
                file.get(self.lang).to_owned()
            }
            Record::Cross => self.say(texts::record_cross()),
            Record::Register => self.say(texts::record_register()),
            Record::Unit => self.say(texts::record_unit()),
        }
    }

    /// Who answers for a criterion: the kind of place that holds the files, by the name of
    /// the register's field.
    fn responsible(&self, criterion: &Criterion) -> String {
        let template = self.inputs.template;
        template
            .checklists
            .iter()
            .find(|list| list.responsible == criterion.responsible)
            .and_then(|list| list.recipient)
            .map_or_else(
                || criterion.responsible.clone(),
                |field| template.field(field).title.get(self.lang).to_owned(),
            )
    }

    /// A criterion's result as a sentence; none where nothing was assessed.
    fn sentence(&self, judged: &Judged) -> Option<String> {
        let said = self.counted(judged)?;
        let said = if self.inputs.plan.report.estimate_in_sentence {
            self.with_estimate(said, judged)
        } else {
            said
        };
        Some(said + &self.other_values(judged))
    }

    /// The sentence from counts alone.
    fn counted(&self, judged: &Judged) -> Option<String> {
        let result = judged.result;
        (result.assessed > 0).then(|| {
            let count = Count {
                part: result.gaps,
                of: result.assessed,
                base: Base {
                    not_all_apply: result.not_applicable > 0,
                    not_all_assessable: result.not_assessable + result.unanswered > 0,
                },
            };
            sentence::sentence(
                self.lang,
                (
                    judged.criterion.finding.get(self.lang),
                    judged.criterion.met.as_ref().map(|met| met.get(self.lang)),
                ),
                count,
                self.file(judged.criterion.record),
                &self.scale,
            )
        })
    }

    /// That a result is counted with other values than the template's words say, after its
    /// sentence; blank where it is not.
    fn other_values(&self, judged: &Judged) -> String {
        let inputs = self.inputs;
        let remark = inputs.plan.remark(inputs.template, judged.at);
        remark.map_or_else(String::new, |remark| format!(" {}", self.say(remark)))
    }

    /// The sentence with the weighted estimate and its interval within its bracket, where
    /// there is one and the files are not too few.
    fn with_estimate(&self, said: String, judged: &Judged) -> String {
        let result = judged.result;
        let limits = result.estimate.as_ref().and_then(|estimate| {
            let (lower, upper) = estimate.lower.zip(estimate.upper)?;
            Some((estimate, lower, upper))
        });
        let few = result.assessed < self.scale.percent_from;
        let Some((estimate, lower, upper)) = limits.filter(|_| !few) else {
            return said;
        };
        let percent = |share| lang::percent(self.lang, share, 0);
        let words = prose::estimate_in_sentence(
            &percent(estimate.rate),
            &lang::decimal(self.lang, 100.0 * lower, 0),
            &percent(upper),
            &percent(estimate.confidence),
        );
        let words = self.say(words);
        match (said.strip_suffix(")."), said.strip_suffix('.')) {
            (Some(counts), _) => format!("{counts}; {words})."),
            (None, Some(plain)) => {
                // A sentence about those that met does not itself say whose share it is.
                let met = result.gaps == 0 && judged.criterion.met.is_some();
                let of = prose::estimate_of_deviations();
                let of = if met { self.say(of) } else { String::new() };
                format!("{plain} ({of}{words}).")
            }
            (None, None) => said,
        }
    }
}
