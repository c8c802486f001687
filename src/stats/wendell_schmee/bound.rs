//! The bound. Strata are decided from the last to the first; at each level the strata that are
//! left may choose how to share the files that are left *after* the others' samples were seen.
//! That is more freedom than one fixed K_1 … K_H has, so its best probability is never below
//! the maximum; it is a table, computed once for all numbers of files:
//! U_m(k, s) = max over K_m of Σ_x P(X_m = x | K_m) · U_{m−1}(k − K_m, s − w_m x).

use super::design::Design;
use super::steps::{BEYOND, Steps};

/// The most numbers that all tables together hold.
const MOST_NUMBERS: usize = 12_000_000;

/// The tables.
pub(super) struct Bound {
    /// What may be left, the strata in the design's order.
    pub(super) steps: Steps,
    /// `levels[m]`: what the first m strata can do; none for m below 2.
    pub(super) levels: Vec<Level>,
    /// The second level once more, by blocks of the second stratum's choice.
    pub(super) pairs: Pairs,
}

/// One level's table.
#[derive(Default)]
pub(super) struct Level {
    /// How many sums may be left to these strata.
    sums: usize,
    /// The most files that these strata may hold beyond those seen.
    pub(super) most: usize,
    /// U_m(k, s), sums within k.
    best: Vec<f64>,
}

/// The first two strata, by blocks.
#[derive(Default)]
pub(super) struct Pairs {
    /// How many choices of the second stratum share a row; 1: every row is exact.
    pub(super) width: usize,
    /// How many blocks.
    pub(super) blocks: usize,
    best: Vec<f64>,
}

impl Level {
    /// U_m(k, ·).
    pub(super) fn row(&self, files: usize) -> &[f64] {
        &self.best[files * self.sums..(files + 1) * self.sums]
    }
}

impl Pairs {
    /// The best of a block for k files, for every sum.
    pub(super) fn row(&self, files: usize, block: usize, sums: usize) -> &[f64] {
        let at = files * self.blocks + block;
        &self.best[at * sums..(at + 1) * sums]
    }
}

impl Bound {
    /// The tables, or none where they take more multiplications than allowed or do not fit.
    pub(super) fn new(design: &Design, allowed: u64) -> Option<Self> {
        let strata = design.parts.len();
        let steps = Steps::new(design, (0..strata).collect()).ok()?;
        let mut levels: Vec<Level> = (0..=strata).map(|_| Level::default()).collect();
        for (level, part) in design.parts.iter().enumerate() {
            levels[level + 1].most = levels[level].most + part.free;
            levels[level + 1].sums = steps.at[level + 1].sums.len();
        }
        let mut numbers = 0_usize;
        let mut work = 0_u64;
        for level in 2..=strata {
            let part = &design.parts[level - 1];
            let (below, here) = (&levels[level - 1], &levels[level]);
            let each = if level == 2 {
                (design.parts[0].sample + 1) * (part.sample + 1) + here.sums
            } else {
                here.sums * (part.sample + 1)
            };
            let choices = (below.most + 1).saturating_mul(part.free + 1);
            work = work.saturating_add(u64::try_from(choices.saturating_mul(each)).ok()?);
            numbers = numbers.saturating_add((here.most + 1).saturating_mul(here.sums));
        }
        if work > allowed || numbers > MOST_NUMBERS {
            return None;
        }
        let pairs = first_two(design, &steps, &mut levels[2], MOST_NUMBERS - numbers)?;
        for level in 3..=strata {
            let (below, here) = levels.split_at_mut(level);
            fill(design, &steps, &below[level - 1], &mut here[0], level);
        }
        Some(Self {
            steps,
            levels,
            pairs,
        })
    }

    /// An upper bound of pmax for so many files beyond those seen.
    pub(super) fn of(&self, files: usize) -> f64 {
        let last = self.levels.last().expect("a design has strata");
        last.row(files)[0]
    }
}

/// The second level, from the joint distribution of the first two strata in the order of their
/// sum: every probability is a running total.
pub(super) fn first_two(
    design: &Design,
    steps: &Steps,
    here: &mut Level,
    room: usize,
) -> Option<Pairs> {
    let (first, second) = (&design.parts[0], &design.parts[1]);
    let sums = here.sums;
    let mut atoms: Vec<(u64, usize, usize)> = (0..=first.sample)
        .flat_map(|x| (0..=second.sample).map(move |y| (x, y)))
        .map(|(x, y)| (first.weight * x as u64 + second.weight * y as u64, x, y))
        .collect();
    atoms.sort_unstable();
    let until: Vec<usize> = steps.at[2]
        .sums
        .iter()
        .map(|sum| atoms.partition_point(|(atom, ..)| atom <= sum))
        .collect();
    let row = (here.most + 1) * sums;
    let most_blocks = (room / row.max(1)).min(second.free + 1);
    if most_blocks == 0 {
        return None;
    }
    let width = (second.free + 1).div_ceil(most_blocks);
    let blocks = (second.free + 1).div_ceil(width);
    let mut pairs = Pairs {
        width,
        blocks,
        best: vec![0.0; row * blocks],
    };
    here.best = vec![0.0; row];
    for more in 0..=second.free {
        let block = more / width;
        let of_second = second.density(more);
        for rest in 0..=first.free {
            let of_first = first.density(rest);
            let files = more + rest;
            let best = &mut here.best[files * sums..(files + 1) * sums];
            let at = files * blocks + block;
            let in_block = &mut pairs.best[at * sums..(at + 1) * sums];
            let (mut total, mut from) = (0.0, 0);
            for (place, until) in until.iter().enumerate() {
                for (_, x, y) in &atoms[from..*until] {
                    total += of_first[*x] * of_second[*y];
                }
                from = *until;
                in_block[place] = in_block[place].max(total);
                best[place] = best[place].max(total);
            }
        }
    }
    Some(pairs)
}

/// A level above the second.
fn fill(design: &Design, steps: &Steps, below: &Level, here: &mut Level, level: usize) {
    let part = &design.parts[level - 1];
    let (sums, step) = (here.sums, part.sample + 1);
    here.best = vec![0.0; (here.most + 1) * sums];
    for more in 0..=part.free {
        let density = part.density(more);
        for rest in 0..=below.most {
            let row = below.row(rest);
            let files = more + rest;
            let best = &mut here.best[files * sums..(files + 1) * sums];
            for (best, links) in best
                .iter_mut()
                .zip(steps.at[level].links.chunks_exact(step))
            {
                let mut total = 0.0;
                for (link, probability) in links.iter().zip(density) {
                    // The links fall in x: what is beyond stays beyond.
                    if *link == BEYOND {
                        break;
                    }
                    total += probability * row[*link as usize];
                }
                *best = best.max(total);
            }
        }
    }
}
