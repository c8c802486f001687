//! What somebody can work out from sums: numbers of files that are not shown, the most each
//! can be, and sums of some of them that are shown. A range is only as wide as two solutions
//! prove it: what the search does not find within its budget counts as not there, so that a
//! cell is never called safe without a witness.

/// How many choices one search may make.
const BUDGET: u32 = 4_000;

/// Numbers that are not shown, and what is known of them.
pub(super) struct Sums {
    /// The most that each can be; the least is 0.
    pub(super) most: Vec<u64>,
    /// Sums that are known: which numbers, and what they come to.
    pub(super) known: Vec<(Vec<usize>, u64)>,
}

impl Sums {
    /// The least and the greatest value that the sum of some numbers has in a solution, as
    /// far as `reach` to either side of its true value.
    pub(super) fn range(&self, of: &[usize], truth: u64, reach: u64) -> (u64, u64) {
        let most: u64 = of.iter().map(|at| self.most[*at]).sum();
        let high = (truth + 1..=most.min(truth.saturating_add(reach)))
            .rev()
            .find(|value| self.has(of, *value));
        let low = (truth.saturating_sub(reach)..truth).find(|value| self.has(of, *value));
        (low.unwrap_or(truth), high.unwrap_or(truth))
    }

    /// Whether a solution is found in which the sum of some numbers is a value.
    pub(super) fn has(&self, of: &[usize], value: u64) -> bool {
        let sums: Vec<(&[usize], i64)> = self
            .known
            .iter()
            .map(|(of, sum)| (of.as_slice(), whole(*sum)))
            .chain(std::iter::once((of, whole(value))))
            .collect();
        let bounds = self.most.iter().map(|most| (0, whole(*most))).collect();
        let mut budget = BUDGET;
        solve(&sums, bounds, &mut budget)
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).expect("counts of files are small")
}

/// Narrows the bounds until nothing changes, then tries the values of the number that has the
/// fewest.
fn solve(sums: &[(&[usize], i64)], mut bounds: Vec<(i64, i64)>, budget: &mut u32) -> bool {
    if !narrow(sums, &mut bounds) {
        return false;
    }
    let open = (0..bounds.len())
        .filter(|at| bounds[*at].0 < bounds[*at].1)
        .min_by_key(|at| bounds[*at].1 - bounds[*at].0);
    let Some(at) = open else {
        return true;
    };
    let (low, high) = bounds[at];
    for value in low..=high {
        if *budget == 0 {
            return false;
        }
        *budget -= 1;
        let mut tried = bounds.clone();
        tried[at] = (value, value);
        if solve(sums, tried, budget) {
            return true;
        }
    }
    false
}

/// What the sums leave of the bounds; `false` where nothing is left.
fn narrow(sums: &[(&[usize], i64)], bounds: &mut [(i64, i64)]) -> bool {
    let mut changed = true;
    while changed {
        changed = false;
        for (of, sum) in sums {
            let low: i64 = of.iter().map(|at| bounds[*at].0).sum();
            let high: i64 = of.iter().map(|at| bounds[*at].1).sum();
            if *sum < low || *sum > high {
                return false;
            }
            for at in *of {
                let (own_low, own_high) = bounds[*at];
                let new = (
                    own_low.max(sum - (high - own_high)),
                    own_high.min(sum - (low - own_low)),
                );
                if new.0 > new.1 {
                    return false;
                }
                if new != bounds[*at] {
                    bounds[*at] = new;
                    changed = true;
                    // The sums of the bounds are no longer those computed above.
                    break;
                }
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three strata of 3, 8 and 20 files with 11 deviations in all: with the third one's
    /// known to be 0 both others are full; with it unknown they run over their whole range.
    #[test]
    fn a_sum_can_give_a_number_away() {
        let most = vec![3, 8, 20];
        let all = (vec![0, 1, 2], 11);
        let tight = Sums {
            most: most.clone(),
            known: vec![all.clone(), (vec![2], 0)],
        };
        assert_eq!(tight.range(&[0], 3, 5), (3, 3));
        let loose = Sums {
            most,
            known: vec![all],
        };
        assert_eq!(loose.range(&[0], 3, 5), (0, 3));
        assert_eq!(loose.range(&[1], 8, 5), (3, 8));
    }

    /// Rows 2 and 2, columns 2 and 2 over four cells of one each: every cell is full.
    #[test]
    fn two_ways_to_divide_are_seen_together() {
        let square = |sum| Sums {
            most: vec![1, 1, 1, 1],
            known: vec![
                (vec![0, 1], sum),
                (vec![2, 3], sum),
                (vec![0, 2], sum),
                (vec![1, 3], sum),
            ],
        };
        assert_eq!(square(2).range(&[0], 1, 5), (1, 1));
        assert_eq!(square(1).range(&[0], 1, 5), (0, 1));
    }
}
