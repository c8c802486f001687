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
            let takes = (0..=part.sample).map(|x| part.weight * x as u64);
            let list = reached[level - 1].as_deref();
            // By what is taken, then by the sum: each ascends.
            let left: Vec<Vec<u64>> = takes
                .map(|taken| left_of(&at[level].sums, taken, list))
                .collect();
            let mut all = left.concat();
            sort_runs(&mut all);
            all.dedup();
            if all.len() > MOST_SUMS {
                return Err(Misuse::TooLarge);
            }
            let width = left.len();
            let mut links = vec![BEYOND; at[level].sums.len() * width];
            for (x, left) in left.iter().enumerate() {
                // The sums that are too small for it come first.
                let short = at[level].sums.len() - left.len();
                let mut place = 0;
                for (row, after) in (short..).zip(left) {
                    while all[place] < *after {
                        place += 1;
                    }
                    links[row * width + x] =
                        u32::try_from(place).expect("there are a few thousand sums");
                }
            }
            at[level].links = links;
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

/// What is left of ascending sums, of those that are enough, when something is taken from each:
/// as it is, or the nearest below in a list that begins with 0.
fn left_of(sums: &[u64], taken: u64, list: Option<&[u64]>) -> Vec<u64> {
    let mut near = 0;
    let left = sums.iter().filter_map(|sum| sum.checked_sub(taken));
    left.map(|left| {
        let Some(list) = list else {
            return left;
        };
        while list.get(near + 1).is_some_and(|next| *next <= left) {
            near += 1;
        }
        list[near]
    })
    .collect()
}

/// Sorts what is a few ascending runs, which a stable sort only has to merge.
#[allow(
    clippy::stable_sort_primitive,
    reason = "the unstable sort does not make use of runs"
)]
fn sort_runs(sums: &mut [u64]) {
    sums.sort();
}

/// The sums that the first m strata of the order can reach, ascending, as long as they are few.
fn reachable(design: &Design, order: &[usize]) -> Vec<Option<Vec<u64>>> {
    let mut lists = vec![Some(vec![0])];
    for part in order.iter().map(|at| &design.parts[*at]) {
        let list = match lists.last() {
            Some(Some(before)) if before.len() * (part.sample + 1) <= MOST_SUMS => {
                let mut list: Vec<u64> = (0..=part.sample)
                    .flat_map(|x| before.iter().map(move |sum| sum + part.weight * x as u64))
                    .collect();
                sort_runs(&mut list);
                list.dedup();
                Some(list)
            }
            Some(_) | None => None,
        };
        lists.push(list);
    }
    lists
}
