//! The published numbers for programs: what the tables show, and null where they show
//! nothing.

use super::Public;
use super::criteria::to_percent;
use super::groups::GroupCell;
use crate::disclosure::{Mode, Name, Released};
use crate::report::build::{Judged, crosses, selection};
use crate::report::published::{
    Criterion, Cross, Estimate, Further, Group, Published, SCHEMA, Stratum,
};

impl Public<'_> {
    pub(super) fn numbers(&mut self, draft: bool) -> Published {
        let told = self.hidden.len();
        let (frame, sample) = self.strata_sizes();
        // They were listed with the table.
        self.hidden.truncate(told);
        let context = self.context;
        let inputs = context.inputs;
        let (plan, protocol) = (inputs.plan, inputs.protocol);
        let drawn = |letter: &str| {
            let units = protocol.reviewed();
            selection::counted(units.filter(|unit| unit.stratum == letter).count())
        };
        Published {
            schema: SCHEMA.to_owned(),
            program: protocol.program.clone(),
            language: context.lang,
            title: plan.title.clone(),
            reference: plan.reference.clone(),
            template: plan.template.clone(),
            reference_date: plan.reference_date,
            draft,
            min_cell: self.rules.min_cell,
            population: frame
                .total
                .then(|| protocol.strata.iter().map(|s| s.population).sum()),
            sample: selection::counted(protocol.reviewed().count()),
            strata: protocol
                .strata
                .iter()
                .enumerate()
                .map(|(at, stratum)| Stratum {
                    letter: stratum.letter.clone(),
                    name: stratum.name.clone(),
                    population: frame.shown[at].then_some(stratum.population),
                    sample: sample.shown[at].then(|| drawn(&stratum.letter)),
                })
                .collect(),
            criteria: context
                .assessed()
                .filter_map(|judged| Some(self.criterion(judged, self.of(judged)?)))
                .collect(),
            crosses: self.cross_numbers(),
            indicators: Vec::new(),
            not_evaluated: inputs.gaps.not_evaluated.clone(),
            suppressed: self.suppressed(),
        }
    }

    fn criterion(&self, judged: &Judged, released: &Released) -> Criterion {
        let result = judged.result;
        let counts = released.total == Mode::Counts;
        let explained =
            counts && result.explained > 0 && self.mode(Name::Explained(judged.at)) == Mode::Counts;
        let groups = |wanted: &dyn Fn(usize) -> bool| {
            let places = released.groups.keys().filter(|(place, _)| wanted(*place));
            places
                .map(|(place, group)| {
                    let shown = match self.group_counts(judged, released, *place, *group) {
                        GroupCell::Counts(gaps, assessed) => Some((gaps, assessed)),
                        GroupCell::None | GroupCell::Hidden => None,
                    };
                    Group {
                        group: self.groupings[*place].names[*group].clone(),
                        assessed: shown.map(|(_, assessed)| assessed),
                        gaps: shown.map(|(gaps, _)| gaps),
                    }
                })
                .collect::<Vec<_>>()
        };
        Criterion {
            id: result.id.clone(),
            title: result.title.clone(),
            record: result.record.clone(),
            responsible: result.responsible.clone(),
            descriptive: result.descriptive,
            assessed: counts.then_some(result.assessed),
            gaps: counts.then_some(result.gaps),
            explained: explained.then_some(result.explained),
            percent: self.percent(released.total, result.gaps, result.assessed),
            estimate: self.estimate_numbers(judged, released),
            sentence: self.sentence(judged),
            strata: if self.groupings[0].names.len() > 1 {
                groups(&|place| place == 0)
            } else {
                Vec::new()
            },
            groups: groups(&|place| place > 0),
            further: result
                .further
                .iter()
                .filter_map(|further| {
                    let definitions = &judged.criterion.definitions;
                    let place = definitions
                        .iter()
                        .position(|definition| definition.id == further.definition)?;
                    let mode = self.mode(Name::Further(judged.at, place));
                    let counts = mode == Mode::Counts;
                    Some(Further {
                        definition: further.definition.clone(),
                        title: further.title.clone(),
                        assessed: counts.then_some(further.assessed),
                        gaps: counts.then_some(further.gaps),
                        percent: self.percent(mode, further.gaps, further.assessed),
                    })
                })
                .collect(),
        }
    }

    fn estimate_numbers(&self, judged: &Judged, released: &Released) -> Option<Estimate> {
        let estimate = judged.result.estimate.as_ref()?;
        let (lower, upper) = estimate.lower.zip(estimate.upper)?;
        let enough = judged.result.assessed >= self.rules.percent_from;
        (released.estimate && enough).then(|| Estimate {
            percent: to_percent(estimate.rate),
            lower: to_percent(lower),
            upper: to_percent(upper),
            confidence: estimate.confidence,
            method: estimate.method.clone(),
        })
    }

    fn cross_numbers(&self) -> Vec<Cross> {
        let context = self.context;
        let template = context.inputs.template;
        let shown = |place: &usize| self.release.crosses.get(place) == Some(&true);
        template
            .crosses
            .iter()
            .enumerate()
            .filter(|(place, _)| shown(place))
            .map(|(_, cross)| {
                let four = crosses::four(context, cross, |_| true);
                Cross {
                    title: cross.title.get(context.lang).to_owned(),
                    rows: template.criterion(cross.rows.criterion).id.clone(),
                    columns: template.criterion(cross.columns.criterion).id.clone(),
                    both: four.both,
                    row_only: four.row_only,
                    column_only: four.column_only,
                    neither: four.neither,
                }
            })
            .collect()
    }
}
