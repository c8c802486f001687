//! The search for designs whose proof is out of reach: two strata at a time share their files
//! in the best way while the others keep theirs, until no pair can do better. It finds the
//! maximum nearly always and never proves it.

use std::cmp::Ordering;

use super::design::{CERTAIN, Design};
use super::steps::Steps;
use super::whole;
use crate::exact::Fraction;
use crate::stats::Misuse;

/// A line of more ways to share than this is looked at in steps first.
const LINE: usize = 32;

/// A design with every pair of its strata.
pub(super) struct Search<'a> {
    design: &'a Design,
    pairs: Vec<Steps>,
}

impl<'a> Search<'a> {
    pub(super) fn new(design: &'a Design) -> Result<Self, Misuse> {
        let strata = design.parts.len();
        let mut pairs = Vec::new();
        for i in 0..strata {
            for j in i + 1..strata {
                let others = (0..strata).filter(|at| *at != i && *at != j);
                pairs.push(Steps::new(
                    design,
                    [i, j].into_iter().chain(others).collect(),
                )?);
            }
        }
        Ok(Self { design, pairs })
    }

    /// max{k : the greatest P found for k files beyond those seen is above the risk}.
    pub(super) fn largest(&self, risk: Fraction) -> usize {
        let (mut within, mut beyond) = (0, self.design.free() + 1);
        while beyond - within > 1 {
            let middle = within + (beyond - within) / 2;
            if self.above(middle, risk) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        within
    }

    /// Whether something above the risk is found for so many files beyond those seen.
    pub(super) fn above(&self, files: usize, risk: Fraction) -> bool {
        let limit = risk.to_f64();
        let surely = limit * (1.0 + CERTAIN);
        self.starts(files).into_iter().any(|start| {
            let (probability, chosen) = self.climb(start, surely);
            if probability > surely {
                true
            } else if probability < limit * (1.0 - CERTAIN) {
                false
            } else {
                whole::compare(self.design, &chosen, risk) == Ordering::Greater
            }
        })
    }

    /// The greatest probability found for so many files beyond those seen.
    pub(super) fn greatest(&self, files: usize) -> f64 {
        self.starts(files)
            .into_iter()
            .map(|start| self.climb(start, f64::INFINITY).0)
            .fold(0.0, f64::max)
    }

    /// Where the search begins: shared by what is free, and heaped from either end of the
    /// weights.
    fn starts(&self, files: usize) -> Vec<Vec<usize>> {
        let parts = &self.design.parts;
        let all = self.design.free().max(1);
        let mut shared: Vec<usize> = parts.iter().map(|part| part.free * files / all).collect();
        let mut left = files - shared.iter().sum::<usize>();
        for (share, part) in shared.iter_mut().zip(parts) {
            let more = left.min(part.free - *share);
            *share += more;
            left -= more;
        }
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|at| (parts[*at].weight, *at));
        let heaped = |order: &[usize]| {
            let mut left = files;
            let mut heaped = vec![0; parts.len()];
            for at in order {
                heaped[*at] = left.min(parts[*at].free);
                left -= heaped[*at];
            }
            heaped
        };
        let up = heaped(&order);
        order.reverse();
        vec![shared, heaped(&order), up]
    }

    /// Improves pair by pair until nothing improves or it is enough.
    fn climb(&self, mut chosen: Vec<usize>, enough: f64) -> (f64, Vec<usize>) {
        let mut best = 0.0;
        loop {
            let before = best;
            for pair in &self.pairs {
                let (i, j) = (pair.order[0], pair.order[1]);
                // Most pairs of many strata have no file to share, or room for none.
                let (least, most) = self.room(pair, &chosen);
                if least == most && best > 0.0 {
                    continue;
                }
                let (probability, of_first) = self.line(pair, &chosen);
                chosen[j] = chosen[i] + chosen[j] - of_first;
                chosen[i] = of_first;
                best = probability;
                if best > enough {
                    return (best, chosen);
                }
            }
            if best <= before * (1.0 + 1e-12) {
                return (best, chosen);
            }
        }
    }

    /// The fewest and the most files that the first of a pair may have of what both have.
    fn room(&self, pair: &Steps, chosen: &[usize]) -> (usize, usize) {
        let (i, j) = (pair.order[0], pair.order[1]);
        let both = chosen[i] + chosen[j];
        let parts = &self.design.parts;
        (both.saturating_sub(parts[j].free), parts[i].free.min(both))
    }

    /// The best way for a pair to share its files, the others as they are: its probability
    /// and what the first gets.
    fn line(&self, pair: &Steps, chosen: &[usize]) -> (f64, usize) {
        let (i, j) = (pair.order[0], pair.order[1]);
        let (first, second) = (&self.design.parts[i], &self.design.parts[j]);
        let step = second.sample + 1;
        let within = self.within(pair, chosen);
        let both = chosen[i] + chosen[j];
        let probability = |of_first: usize| -> f64 {
            let other = second.density(both - of_first);
            let mut total = 0.0;
            for (p, row) in first
                .density(of_first)
                .iter()
                .zip(within.chunks_exact(step))
            {
                if *p > 0.0 {
                    let mut inner = 0.0;
                    for (w, q) in row.iter().zip(other) {
                        inner += w * q;
                    }
                    total += p * inner;
                }
            }
            total
        };
        let (mut least, mut most) = self.room(pair, chosen);
        // As it is, unless something is better by more than rounding.
        let mut best = (probability(chosen[i]), chosen[i]);
        loop {
            let stride = ((most - least) / LINE).max(1);
            for of_first in (least..=most).step_by(stride) {
                let found = probability(of_first);
                if found > best.0 * (1.0 + 1e-13) {
                    best = (found, of_first);
                }
            }
            if stride == 1 {
                return best;
            }
            least = least.max(best.1.saturating_sub(stride));
            most = most.min(best.1 + stride);
        }
    }

    /// P(the others leave at least as much as x and y of the pair take), for every x and y.
    fn within(&self, pair: &Steps, chosen: &[usize]) -> Vec<f64> {
        let mut left = vec![1.0];
        for level in (3..=pair.order.len()).rev() {
            let at = pair.order[level - 1];
            let mut below = vec![0.0; pair.at[level - 1].sums.len()];
            let density = self.design.parts[at].density(chosen[at]);
            pair.take(level, density, &left, &mut below);
            left = below;
        }
        // From the greatest sum down: P(left ≥ sum).
        let sums = &pair.at[2].sums;
        for place in (0..left.len().saturating_sub(1)).rev() {
            left[place] += left[place + 1];
        }
        let (first, second) = (
            &self.design.parts[pair.order[0]],
            &self.design.parts[pair.order[1]],
        );
        let mut within = Vec::with_capacity((first.sample + 1) * (second.sample + 1));
        for x in 0..=first.sample {
            for y in 0..=second.sample {
                let taken = first.weight * x as u64 + second.weight * y as u64;
                let place = sums.partition_point(|sum| *sum < taken);
                within.push(left.get(place).copied().unwrap_or(0.0));
            }
        }
        within
    }
}
