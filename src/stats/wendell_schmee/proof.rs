//! Branch and bound over the K_h, from the last stratum to the first two: a branch is dropped
//! when even its bound is not above what is looked for.

use std::cmp::Ordering;

use super::bound::Bound;
use super::design::{CERTAIN, Design};
use super::whole;
use crate::exact::Fraction;

/// Whether some K_h of the sum have a probability above the risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Some have: they were found.
    Above,
    /// None has: proved.
    NotAbove,
    /// More branches than were allowed.
    Unsettled,
}

/// One walk through the branches.
pub(super) struct Proof<'a> {
    design: &'a Design,
    bound: &'a Bound,
    allowed: u64,
    work: u64,
    /// What a probability must be above: the risk, or the best so far.
    floor: f64,
    /// The risk that ends the walk when it is exceeded; none: the greatest is looked for.
    risk: Option<Fraction>,
    /// What the strata from each level on were given.
    chosen: Vec<usize>,
    /// For every level the distribution of the sum that is left.
    left: Vec<Vec<f64>>,
}

/// Why a walk ended early.
enum End {
    Found,
    TooMuch,
}

impl<'a> Proof<'a> {
    pub(super) fn new(design: &'a Design, bound: &'a Bound, allowed: u64) -> Self {
        let left = bound.steps.at.iter().map(|step| vec![0.0; step.sums.len()]);
        Self {
            design,
            bound,
            allowed,
            work: 0,
            floor: 0.0,
            risk: None,
            chosen: vec![0; design.parts.len()],
            left: left.collect(),
        }
    }

    /// Whether pmax is above a risk for so many files beyond those seen.
    pub(super) fn above(mut self, files: usize, risk: Fraction) -> Verdict {
        self.floor = risk.to_f64();
        self.risk = Some(risk);
        match self.start(files) {
            Ok(()) => Verdict::NotAbove,
            Err(End::Found) => Verdict::Above,
            Err(End::TooMuch) => Verdict::Unsettled,
        }
    }

    /// The greatest probability, which is at least `start`, and whether it was proved.
    pub(super) fn greatest(mut self, files: usize, start: f64) -> (f64, bool) {
        self.floor = start;
        let proved = self.start(files).is_ok();
        (self.floor, proved)
    }

    fn start(&mut self, files: usize) -> Result<(), End> {
        let last = self.design.parts.len();
        self.left[last][0] = 1.0;
        self.walk(last, files)
    }

    /// Shares files among the first `level` strata.
    fn walk(&mut self, level: usize, files: usize) -> Result<(), End> {
        if level == 2 {
            return self.pairs(files);
        }
        let part = &self.design.parts[level - 1];
        let below = self.bound.levels[level - 1].most;
        let mut branches = Vec::new();
        for more in files.saturating_sub(below)..=part.free.min(files) {
            self.step(level, more)?;
            let row = self.bound.levels[level - 1].row(files - more);
            let best = product(&self.left[level - 1], row);
            if self.may_exceed(best) {
                branches.push((best, more));
            }
        }
        branches.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (best, more) in branches {
            if self.may_exceed(best) {
                self.step(level, more)?;
                self.chosen[level - 1] = more;
                self.walk(level - 1, files - more)?;
            }
        }
        Ok(())
    }

    /// Whether a bound leaves room for something above the floor.
    fn may_exceed(&self, best: f64) -> bool {
        let margin = if self.risk.is_some() {
            self.floor * (1.0 - CERTAIN)
        } else {
            // Rounding alone must not send the walk through equal branches.
            self.floor * (1.0 + 1e-12)
        };
        best > margin
    }

    /// The distribution of what is left below a level when its stratum is given `more`.
    fn step(&mut self, level: usize, more: usize) -> Result<(), End> {
        let density = self.design.parts[level - 1].density(more);
        let (lower, upper) = self.left.split_at_mut(level);
        let (to, from) = (&mut lower[level - 1], &upper[0]);
        self.work += (from.len() * density.len() + to.len()) as u64;
        if self.work > self.allowed {
            return Err(End::TooMuch);
        }
        self.bound.steps.take(level, density, from, to);
        Ok(())
    }

    /// The first two strata: by blocks, then one by one.
    fn pairs(&mut self, files: usize) -> Result<(), End> {
        let pairs = &self.bound.pairs;
        let (first, second) = (&self.design.parts[0], &self.design.parts[1]);
        let (least, most) = (files.saturating_sub(first.free), second.free.min(files));
        let sums = self.left[2].len();
        for block in least / pairs.width..=most / pairs.width {
            self.work += sums as u64;
            if self.work > self.allowed {
                return Err(End::TooMuch);
            }
            let best = product(&self.left[2], pairs.row(files, block, sums));
            if !self.may_exceed(best) {
                continue;
            }
            let from = (block * pairs.width).max(least);
            let to = (block * pairs.width + pairs.width - 1).min(most);
            for more in from..=to {
                let probability = if pairs.width == 1 {
                    best
                } else {
                    self.of_pair(files - more, more)
                };
                self.chosen[1] = more;
                self.chosen[0] = files - more;
                self.leaf(probability)?;
            }
        }
        Ok(())
    }

    /// P(T ≤ t) with the first two strata given, from the distribution of what is left.
    fn of_pair(&mut self, of_first: usize, of_second: usize) -> f64 {
        let (first, second) = (&self.design.parts[0], &self.design.parts[1]);
        let (density, other) = (first.density(of_first), second.density(of_second));
        let mut total = 0.0;
        let sums = &self.bound.steps.at[2].sums;
        for (weight, sum) in self.left[2].iter().zip(sums) {
            for (y, probability) in other.iter().enumerate() {
                let Some(left) = sum.checked_sub(second.weight * y as u64) else {
                    break;
                };
                let until = usize::try_from(left / first.weight).unwrap_or(usize::MAX);
                let within: f64 = density.iter().take(until.saturating_add(1)).sum();
                total += weight * probability * within;
            }
        }
        self.work += (sums.len() * other.len() * density.len()) as u64;
        total
    }

    fn leaf(&mut self, probability: f64) -> Result<(), End> {
        let Some(risk) = self.risk else {
            self.floor = self.floor.max(probability);
            return Ok(());
        };
        let above = if probability > self.floor * (1.0 + CERTAIN) {
            true
        } else if probability < self.floor * (1.0 - CERTAIN) {
            false
        } else {
            whole::compare(self.design, &self.chosen, risk) == Ordering::Greater
        };
        if above { Err(End::Found) } else { Ok(()) }
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
