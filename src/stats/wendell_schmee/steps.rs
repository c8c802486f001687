//! What may be left of t when strata are taken away one by one, from the last in an order to
//! the second. Sums that the strata below cannot tell apart are one, so the lists stay short.

use super::design::Design;
use crate::stats::Misuse;

/// The most values of a sum that are told apart.
const MOST_SUMS: usize = 20_000;
/// Marks a file count that takes the sum above what is left.
pub(super) const BEYOND: u32 = u32::MAX;

/// One step for each number of strata left, down to two; the first two are empty.
pub(super) struct Steps {
    /// The strata, the first two those that are left at the end.
    pub(super) order: Vec<usize>,
    /// By the number of strata left.
    pub(super) at: Vec<Step>,
}

/// What may be left to so many strata.
#[derive(Default)]
pub(super) struct Step {
    /// The sums, ascending.
    pub(super) sums: Vec<u64>,
    /// For each sum and each x of the last of these strata, the place of what is left in the
    /// step below, or [`BEYOND`].
    pub(super) links: Vec<u32>,
}

impl Steps {
    /// The steps for an order of at least two strata.
    pub(super) fn new(design: &Design, order: Vec<usize>) -> Result<Self, Misuse> {
        let strata = order.len();
        let reached = reachable(design, &order);
        let mut at: Vec<Step> = (0..=strata).map(|_| Step::default()).collect();
        at[strata].sums = vec![design.target];
        for level in (3..=strata).rev() {
            let part = &design.parts[order[level - 1]];
            let rounded = |left: u64| match &reached[level - 1] {
                Some(list) => list[list.partition_point(|sum| *sum <= left) - 1],
                None => left,
            };
            let mut all = Vec::new();
            let mut left = Vec::new();
            for sum in &at[level].sums {
                for x in 0..=part.sample {
                    let after = sum.checked_sub(part.weight * x as u64).map(rounded);
                    all.extend(after);
                    left.push(after);
                }
            }
            all.sort_unstable();
            all.dedup();
            if all.len() > MOST_SUMS {
                return Err(Misuse::TooLarge);
            }
            let place = |after: Option<u64>| {
                after
                    .and_then(|after| all.binary_search(&after).ok())
                    .and_then(|place| u32::try_from(place).ok())
                    .unwrap_or(BEYOND)
            };
            at[level].links = left.into_iter().map(place).collect();
            at[level - 1].sums = all;
        }
        Ok(Self { order, at })
    }

    /// The distribution of what is left below a level when its stratum has this density.
    pub(super) fn take(&self, level: usize, density: &[f64], from: &[f64], to: &mut [f64]) {
        to.fill(0.0);
        for (weight, links) in from
            .iter()
            .zip(self.at[level].links.chunks_exact(density.len()))
        {
            for (link, probability) in links.iter().zip(density) {
                // The links fall in x: what is beyond stays beyond.
                if *link == BEYOND {
                    break;
                }
                to[*link as usize] += weight * probability;
            }
        }
    }
}

/// The sums that the first m strata of the order can reach, ascending, as long as they are few.
fn reachable(design: &Design, order: &[usize]) -> Vec<Option<Vec<u64>>> {
    let mut lists = vec![Some(vec![0])];
    for part in order.iter().map(|at| &design.parts[*at]) {
        let list = match lists.last() {
            Some(Some(before)) if before.len() * (part.sample + 1) <= MOST_SUMS => {
                let mut list: Vec<u64> = before
                    .iter()
                    .flat_map(|sum| (0..=part.sample).map(move |x| sum + part.weight * x as u64))
                    .collect();
                list.sort_unstable();
                list.dedup();
                Some(list)
            }
            Some(_) | None => None,
        };
        lists.push(list);
    }
    lists
}
