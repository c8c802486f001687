//! What a deadline gives under each way to count that its sources allow: the day type, where
//! the clock starts and where it stops. The reader sees how much hangs on the definition.

use super::inputs::Sensitivity;
use super::texts;
use crate::finding::{self, Case, Outcome};
use crate::lang::Text;
use crate::template::{Condition, Count, CriterionRef, Definition, EvidenceRef, Parameters, Roll};

/// The rows of every deadline in days, headline first.
pub fn sensitivity(case: Case<'_>) -> Vec<Sensitivity> {
    (0..case.template.criteria.len())
        .map(CriterionRef)
        .filter(|criterion| is_deadline(case, *criterion))
        .flat_map(|criterion| of_criterion(case, criterion))
        .collect()
}

/// Whether a criterion is a deadline in days for which the template names alternatives.
fn is_deadline(case: Case<'_>, criterion: CriterionRef) -> bool {
    let parameters = case.plan.parameters(case.template, criterion);
    let of = case.template.criterion(criterion);
    let definition = of.definitions.get(of.headline(parameters));
    let alternatives = !parameters.from_choices.is_empty() || !parameters.to_choices.is_empty();
    let is_late = |definition: &Definition| matches!(definition.condition, Condition::Late { .. });
    definition.is_some_and(is_late) && parameters.days.is_some() && alternatives
}

fn of_criterion(case: Case<'_>, criterion: CriterionRef) -> Vec<Sensitivity> {
    let chosen = case.plan.parameters(case.template, criterion);
    let defaults = &case.template.criterion(criterion).parameters;
    let title = |evidence: EvidenceRef| case.template.evidence(evidence).title.clone();
    let mut rows = vec![row(case, criterion, texts::as_counted(), true, chosen)];
    for (count, roll, what) in [
        (
            Count::Calendar,
            Roll::None,
            texts::calendar_days_literally(),
        ),
        (
            Count::Calendar,
            Roll::NextWorkingDay,
            texts::calendar_days_rolled(),
        ),
        (Count::Working, Roll::None, texts::working_days()),
    ] {
        if (count, roll) != (chosen.count, chosen.roll) {
            let parameters = Parameters {
                count,
                roll,
                ..chosen.clone()
            };
            rows.push(row(case, criterion, what, false, &parameters));
        }
    }
    // The template's own start and stop are alternatives where the plan chose another.
    for from in defaults.from.iter().chain(&defaults.from_choices) {
        if Some(*from) != chosen.from {
            let parameters = Parameters {
                from: Some(*from),
                ..chosen.clone()
            };
            rows.push(row(
                case,
                criterion,
                texts::counted_from(&title(*from)),
                false,
                &parameters,
            ));
        }
    }
    for to in defaults.to.iter().chain(&defaults.to_choices) {
        if Some(*to) != chosen.to {
            let parameters = Parameters {
                to: Some(*to),
                ..chosen.clone()
            };
            rows.push(row(
                case,
                criterion,
                texts::counted_to(&title(*to)),
                false,
                &parameters,
            ));
        }
    }
    rows
}

fn row(
    case: Case<'_>,
    criterion: CriterionRef,
    what: Text,
    headline: bool,
    parameters: &Parameters,
) -> Sensitivity {
    let outcomes = finding::outcomes_under(case, criterion, parameters);
    let count = |is: fn(Outcome) -> bool| {
        let counted = outcomes.values().filter(|outcome| is(**outcome)).count();
        u64::try_from(counted).expect("a count of files fits")
    };
    let gaps = count(|outcome| matches!(outcome, Outcome::Gap | Outcome::Explained));
    let met = count(|outcome| outcome == Outcome::Met);
    Sensitivity {
        criterion,
        what,
        headline,
        assessed: met + gaps,
        gaps,
    }
}
