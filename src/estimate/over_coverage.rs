//! Over-coverage: units of the frame that were not in scope when their files were seen. The
//! frame keeps its size after them (STATISTICS, definition 3), so what is counted up to it is an
//! upper estimate; how far off it may be, this interval says.

use serde::{Deserialize, Serialize};

use super::interval::{Counts, of_strata};
use super::{Estimate, mark, texts};
use crate::exact::Confidence;
use crate::finding::{Case, file_status};
use crate::lang::{Lang, percent, whole};
use crate::plan::How;
use crate::protocol::Unit;
use crate::protocol::change::Reason;
use crate::protocol::paper::Replaced;
use crate::template::FileStatus;

/// What was found to be outside the scope, and what that says of the frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OverCoverage {
    /// Units that gave way as not in scope.
    pub found: u64,
    /// Those and the units of which a file was reviewed.
    pub examined: u64,
    /// How many the frame has in the strata where any was examined.
    pub population: u64,
    /// The rate in the frame, with its interval as rates and as numbers of units. Each that was
    /// found brought in one reserve more, so the number examined was not fixed beforehand: within a
    /// stratum the upper limit is exact for that too, the lower one not above the exact one.
    pub estimate: Option<Estimate>,
}

/// `None` where every replaced unit, if any, left for another reason.
pub fn over_coverage(case: Case<'_>, replaced: &[Replaced], lang: Lang) -> Option<OverCoverage> {
    let left = replaced.iter();
    let left = left.filter(|one| one.reason == Reason::NotInScope.code());
    let found: Vec<&Unit> = left
        .filter_map(|one| case.protocol.unit(&one.replaced))
        .collect();
    let seen: Vec<&Unit> = case
        .protocol
        .reviewed()
        .filter(|unit| is_seen(case, unit))
        .collect();
    let picked = case.plan.sample.given.as_ref();
    let strata = case.protocol.strata.iter().map(|stratum| {
        let within = |units: &[&Unit]| count(units.iter().filter(|u| u.stratum == stratum.letter));
        (stratum.population, within(&found), within(&seen))
    });
    let mut over = of(
        &strata.collect::<Vec<_>>(),
        case.plan.report.confidence,
        lang,
    )?;
    if picked.is_some_and(|given| given.how == How::Judgement) {
        over.estimate = None;
    }
    Some(over)
}

/// Whether a file of the unit was there to show whether it is in scope.
fn is_seen(case: Case<'_>, unit: &Unit) -> bool {
    (0..case.template.checklists.len()).any(|checklist| {
        file_status(case.template, case.answers, &unit.id, checklist) == FileStatus::Reviewed
    })
}

fn count(units: impl Iterator) -> u64 {
    u64::try_from(units.count()).expect("a count of units fits")
}

/// By stratum: N_h, how many were out of scope, how many others were seen.
fn of(strata: &[(u64, u64, u64)], confidence: Confidence, lang: Lang) -> Option<OverCoverage> {
    let counts: Vec<Counts> = strata
        .iter()
        .map(|&(population, found, seen)| Counts {
            population,
            decided: found + seen,
            assessed: found + seen,
            gaps: found,
        })
        .collect();
    let sum = |of: fn(&Counts) -> u64| counts.iter().map(of).sum();
    let (found, examined) = (sum(|counts| counts.gaps), sum(|counts| counts.decided));
    (found > 0).then(|| OverCoverage {
        found,
        examined,
        population: counts
            .iter()
            .filter(|counts| counts.decided > 0)
            .map(|counts| counts.population)
            .sum(),
        estimate: of_strata(&counts, confidence, lang),
    })
}

impl OverCoverage {
    /// What was found, what the frame holds of it, and what follows for the counts.
    pub fn sentences(&self, lang: Lang) -> String {
        let found = texts::out_of_scope(&whole(lang, self.found), self.examined);
        let mut words = found.get(lang).to_owned();
        if let Some(within) = self.within(lang) {
            words.push(' ');
            words.push_str(&within);
        }
        words
    }

    /// The interval as numbers of units where it has them, else as rates.
    fn within(&self, lang: Lang) -> Option<String> {
        let estimate = self.estimate.as_ref()?;
        let limits = match (estimate.lower_count, estimate.upper_count) {
            (Some(lower), Some(upper)) => {
                format!("{}–{}", whole(lang, lower), whole(lang, upper))
            }
            _ => format!(
                "{}–{}",
                percent(lang, estimate.lower?, 0),
                percent(lang, estimate.upper?, 0)
            ),
        };
        let limits = format!("{}{limits}", mark(&estimate.promise));
        let population = whole(lang, self.population);
        let level = percent(lang, estimate.confidence, 0);
        let text = texts::upper_estimates(&limits, &population, &level);
        Some(text.get(lang).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_one(population: u64, found: u64, seen: u64) -> Option<OverCoverage> {
        of(
            &[(population, found, seen)],
            Confidence::NINETY_FIVE,
            Lang::Sv,
        )
    }

    /// One of five examined, of ten. By hand: P(X ≥ 1 | K = 1) = 1/2 > 0.025, so at least 1;
    /// P(X ≤ 1 | K = 5) = (1 + 5·5)/252 = 0.103 and P(X ≤ 1 | K = 6) = 6/252 = 0.024, so at most 5.
    #[test]
    fn the_interval_is_that_of_the_units_examined() {
        let over = of_one(10, 1, 4).unwrap();
        assert_eq!((over.found, over.examined, over.population), (1, 5, 10));
        let estimate = over.estimate.as_ref().unwrap();
        assert_eq!(
            (estimate.lower_count, estimate.upper_count),
            (Some(1), Some(5))
        );
        let said = over.sentences(Lang::Sv).replace('\u{a0}', " ");
        assert!(said.contains("1 av 5 "), "{said}");
        assert!(
            said.contains("1–5 av 10 ") && said.contains("95 %"),
            "{said}"
        );
    }

    #[test]
    fn nothing_is_said_where_all_were_in_scope() {
        assert_eq!(of_one(10, 0, 5), None);
    }

    /// A stratum in which no file was seen yet is not spoken for.
    #[test]
    fn a_stratum_without_a_file_seen_is_not_counted() {
        let over = of(&[(10, 1, 4), (26, 0, 0)], Confidence::NINETY_FIVE, Lang::En).unwrap();
        assert_eq!((over.examined, over.population), (5, 10));
        assert_eq!(over.estimate.unwrap().not_reached, 26);
    }
}
