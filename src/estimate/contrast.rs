//! Strata against each other, and groups against each other: the difference of what was found
//! among the files assessed, with Newcombe's interval and Fisher's exact p, adjusted by Holm
//! for all comparisons that are made. Which are made depends on how many files there are, never
//! on what was found in them. No word says which difference is a large one.

use serde::{Deserialize, Serialize};

use super::CriterionResult;
use crate::exact::Confidence;
use crate::stats::difference::{Group, fisher, holm, newcombe};

/// The name of the division by stratum, where fields have theirs.
pub const STRATUM: &str = "stratum";

/// Below this p, before it is adjusted, a comparison is shown on a page; a table for machines
/// has them all.
pub const SHOWN_BELOW: f64 = 0.05;

/// Two groups of one criterion.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contrast {
    /// The criterion's code.
    pub id: String,
    /// [`STRATUM`], or the field, `register.field`.
    pub field: String,
    /// One group.
    pub first: Side,
    /// The other.
    pub second: Side,
    /// The first's rate less the second's.
    pub difference: f64,
    /// Newcombe's lower limit of it.
    pub lower: f64,
    /// Newcombe's upper limit of it.
    pub upper: f64,
    /// Fisher's exact two-sided p.
    pub p: f64,
    /// The same for as many comparisons as are made (Holm).
    pub p_holm: f64,
}

/// One group of a comparison.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// The stratum's letter, or the group's name.
    pub group: String,
    /// Met and gaps.
    pub assessed: u64,
    /// Deviating.
    pub gaps: u64,
}

/// Every pair of strata and, where `groups` says so, of groups in which each has at least
/// `fewest` files assessed. Criteria that only describe, or divide another, are not tested.
pub(super) fn contrasts(
    criteria: &[CriterionResult],
    groups: bool,
    fewest: u64,
    confidence: Confidence,
) -> Vec<Contrast> {
    let mut found = Vec::new();
    for result in criteria {
        if result.descriptive || result.part_of.is_some() {
            continue;
        }
        for (field, sides) in divisions(result, groups) {
            let large: Vec<Side> = sides.into_iter().filter(|s| s.assessed >= fewest).collect();
            for (at, first) in large.iter().enumerate() {
                let others = large[at + 1..].iter();
                found.extend(others.filter_map(|second| {
                    contrast(&result.id, &field, (first, second), confidence)
                }));
            }
        }
    }
    let p: Vec<f64> = found.iter().map(|contrast| contrast.p).collect();
    for (contrast, adjusted) in found.iter_mut().zip(holm(&p)) {
        contrast.p_holm = adjusted;
    }
    found
}

/// A criterion's strata, and its groups by field, each by its name.
fn divisions(result: &CriterionResult, groups: bool) -> Vec<(String, Vec<Side>)> {
    let strata = result.strata.iter().map(|stratum| Side {
        group: stratum.stratum.clone(),
        assessed: stratum.assessed,
        gaps: stratum.gaps,
    });
    let mut divisions = vec![(STRATUM.to_owned(), strata.collect::<Vec<Side>>())];
    for group in result.groups.iter().filter(|_| groups) {
        let side = Side {
            group: group.group.clone(),
            assessed: group.assessed,
            gaps: group.gaps,
        };
        match divisions
            .iter_mut()
            .find(|(field, _)| *field == group.field)
        {
            Some((_, sides)) => sides.push(side),
            None => divisions.push((group.field.clone(), vec![side])),
        }
    }
    divisions
}

/// `None` only for groups without files.
fn contrast(
    id: &str,
    field: &str,
    (first, second): (&Side, &Side),
    confidence: Confidence,
) -> Option<Contrast> {
    let group = |side: &Side| Group {
        deviations: side.gaps,
        sample: side.assessed,
    };
    let (difference, limits) = newcombe(group(first), group(second), confidence).ok()?;
    let p = fisher(group(first), group(second)).ok()?.two_sided;
    Some(Contrast {
        id: id.to_owned(),
        field: field.to_owned(),
        first: first.clone(),
        second: second.clone(),
        difference,
        lower: limits.lower?,
        upper: limits.upper?,
        p,
        p_holm: p,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A criterion with these numbers of deviating and assessed files by stratum and office.
    fn criterion(id: &str, strata: &[(u64, u64)], offices: &[(u64, u64)]) -> CriterionResult {
        let of = |key: &str, parts: &[(u64, u64)]| -> serde_json::Value {
            let one = |(at, (gaps, assessed)): (usize, &(u64, u64))| {
                serde_json::json!({
                    "field": "register.field", key: format!("{at}"), "assessed": assessed,
                    "gaps": gaps, "explained": 0, "rate": null, "lower": null, "upper": null,
                    "method": null
                })
            };
            parts.iter().enumerate().map(one).collect()
        };
        serde_json::from_value(serde_json::json!({
            "id": id, "title": "", "record": "", "responsible": "", "descriptive": false,
            "assessed": 1, "gaps": 1, "explained": 0, "not_applicable": 0, "not_assessable": 0,
            "unanswered": 0, "rate": null, "estimate": null,
            "strata": of("stratum", strata), "groups": of("group", offices)
        }))
        .unwrap()
    }

    /// R. G. Newcombe, Statist. Med. 17 (1998), table II, columns a and e, method 10: 56/70 less
    /// 48/80 is 0.2, 0.0524 to 0.3339; 5/56 less 0/29 is 0.0893, -0.0381 to 0.1926.
    #[test]
    fn every_pair_with_enough_files_is_compared() {
        let criteria = [
            criterion("A", &[(56, 70), (48, 80), (3, 9)], &[]),
            criterion("B", &[], &[(5, 56), (0, 29)]),
        ];
        let found = contrasts(&criteria, true, 10, Confidence::NINETY_FIVE);
        let [first, second] = &found[..] else {
            panic!("{found:#?}");
        };
        assert_eq!((first.id.as_str(), first.field.as_str()), ("A", STRATUM));
        assert_eq!(second.field, "register.field");
        let close = |a: f64, b: f64| assert!((a - b).abs() < 5e-5, "{a} for {b}");
        close(first.difference, 0.2);
        close(first.lower, 0.0524);
        close(first.upper, 0.3339);
        close(second.difference, 0.0893);
        close(second.lower, -0.0381);
        close(second.upper, 0.1926);
        // Holm: of two, the smaller p twice, the other as it is.
        assert!(first.p < second.p);
        close(first.p_holm, 2.0 * first.p);
        close(second.p_holm, second.p);
    }

    #[test]
    fn groups_that_may_overlap_and_what_only_describes_are_not_compared() {
        let mut criteria = [criterion("A", &[], &[(5, 56), (0, 29)])];
        assert!(contrasts(&criteria, false, 10, Confidence::NINETY_FIVE).is_empty());
        criteria[0].descriptive = true;
        assert!(contrasts(&criteria, true, 10, Confidence::NINETY_FIVE).is_empty());
    }
}
