//! Coverage by simulation: how often intervals of nominally 95 per cent hold the true number of
//! deviating files, for designs like ours. Prints the table of METHODS.md:
//!
//!     cargo run --release --example coverage
//!
//! A number after `--` is the number of draws for each line. The random numbers have a fixed
//! seed, so that everybody gets the same table.
//!
//! For Wendell and Schmee's method the table gives what its proof gives: the interval holds
//! the truth whenever the observed total is not among the 2.5 per cent most extreme on either
//! side under the true numbers, for those are among the numbers that it maximises over. Its
//! real coverage is at least that.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "an example prints its result; the numbers are small"
)]

use std::collections::BTreeMap;

use rand::rngs::ChaCha20Rng;
use rand::{RngExt as _, SeedableRng as _};
use stickprov::exact::Confidence;
use stickprov::stats::hypergeometric::Hypergeometric;
use stickprov::stats::stratified::{SingleFile, Stratum, estimate, korn_graubard};
use stickprov::stats::{Side, normal, proportion};

/// N_h and n_h of each stratum.
type Design = &'static [(u64, u64)];

const DESIGNS: [(&str, Design); 3] = [
    (
        "595 files, 49 reviewed",
        &[(210, 16), (160, 13), (90, 10), (60, 4), (45, 3), (30, 3)],
    ),
    (
        "90 files, 49 reviewed",
        &[(9, 5), (6, 3), (3, 2), (34, 18), (25, 14), (13, 7)],
    ),
    (
        "unequal shares: 500 files, 30 reviewed",
        &[(400, 10), (60, 10), (40, 10)],
    ),
];

const RATES: [f64; 4] = [0.01, 0.05, 0.2, 0.7];

fn main() {
    let draws: u64 = std::env::args()
        .nth(1)
        .and_then(|word| word.parse().ok())
        .unwrap_or(10_000);
    println!(
        "| design | true rate | normal | Korn–Graubard, capped | pooled Clopper–Pearson | Wendell–Schmee, at least |"
    );
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, design) in DESIGNS {
        for rate in RATES {
            let truth = truth(design, rate);
            let [normal, korn, pooled, exact] = simulate(design, &truth, draws);
            let share = |held: u64| format!("{:.1}", 100.0 * held as f64 / draws as f64);
            println!(
                "| {name} | {:.0} % | {} | {} | {} | {} |",
                rate * 100.0,
                share(normal),
                share(korn),
                share(pooled),
                share(exact)
            );
        }
    }
}

/// K_h: the rate of every stratum's files, largest remainders up.
fn truth(design: Design, rate: f64) -> Vec<u64> {
    let all: u64 = design.iter().map(|(population, _)| population).sum();
    let whole = |x: f64| {
        let mut count = 0;
        while ((count + 1) as f64) <= x + 1e-9 {
            count += 1;
        }
        count
    };
    let mut counts: Vec<u64> = design
        .iter()
        .map(|(n, _)| whole(*n as f64 * rate))
        .collect();
    let mut order: Vec<usize> = (0..design.len()).collect();
    let left = |at: &usize| design[*at].0 as f64 * rate - counts[*at] as f64;
    order.sort_by(|a, b| left(b).total_cmp(&left(a)).then(a.cmp(b)));
    let target = whole((all as f64 * rate).round());
    let missing = target.saturating_sub(counts.iter().sum());
    for at in order
        .into_iter()
        .cycle()
        .take(usize::try_from(missing).unwrap_or(0))
    {
        counts[at] += 1;
    }
    counts
}

/// How many of the draws each method's interval held the truth.
fn simulate(design: Design, truth: &[u64], draws: u64) -> [u64; 4] {
    let mut random = ChaCha20Rng::seed_from_u64(20_100_225);
    let all: u64 = design.iter().map(|(population, _)| population).sum();
    let rate = truth.iter().sum::<u64>() as f64 / all as f64;
    let tails = tails(design, truth);
    let mut known: BTreeMap<Vec<u64>, [bool; 4]> = BTreeMap::new();
    let mut held = [0; 4];
    for _ in 0..draws {
        let found: Vec<u64> = design
            .iter()
            .zip(truth)
            .map(|((population, sample), deviating)| {
                draw(&mut random, *population, *sample, *deviating)
            })
            .collect();
        let hits = *known
            .entry(found)
            .or_insert_with_key(|found| intervals(design, found, rate, &tails));
        for (held, hit) in held.iter_mut().zip(hits) {
            *held += u64::from(hit);
        }
    }
    held
}

/// Files drawn one by one without replacement: how many deviate.
fn draw(random: &mut ChaCha20Rng, population: u64, sample: u64, deviating: u64) -> u64 {
    let (mut left, mut files, mut found) = (deviating, population, 0);
    for _ in 0..sample {
        if random.random_range(0..files) < left {
            left -= 1;
            found += 1;
        }
        files -= 1;
    }
    found
}

/// Whether each method's interval holds the true rate.
fn intervals(
    design: Design,
    found: &[u64],
    rate: f64,
    tails: &BTreeMap<u64, (f64, f64)>,
) -> [bool; 4] {
    let level = Confidence::NINETY_FIVE;
    let strata: Vec<Stratum> = design
        .iter()
        .zip(found)
        .map(|((population, sample), x)| Stratum::new(*population, *sample, *x))
        .collect();
    let point = estimate(&strata, SingleFile::Adjust).expect("every stratum was reached");
    let half = normal::upper_quantile(0.025) * point.standard_error;
    let within = |lower: f64, upper: f64| lower - 1e-12 <= rate && rate <= upper + 1e-12;
    let korn = korn_graubard(&strata, level, Side::Two, SingleFile::Adjust)
        .expect("every stratum has two files or more");
    let files: u64 = design.iter().map(|(_, sample)| sample).sum();
    let pooled = proportion::clopper_pearson(found.iter().sum(), files, level, Side::Two)
        .expect("files were reviewed");
    let both = |limits: stickprov::stats::Limits| {
        within(limits.lower.unwrap_or(0.0), limits.upper.unwrap_or(1.0))
    };
    let (below, above) = tails[&total(design, found)];
    [
        within(point.rate - half, point.rate + half),
        both(korn),
        both(pooled),
        below > 0.025 && above > 0.025,
    ]
}

/// T = Σ N_h x_h/n_h on the common denominator.
fn total(design: Design, found: &[u64]) -> u64 {
    let common = |a: u64, b: u64| {
        let (mut a, mut b) = (a, b);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let denominator = design
        .iter()
        .fold(1, |all, (_, n)| all / common(all, *n) * n);
    design
        .iter()
        .zip(found)
        .map(|((population, sample), x)| population * (denominator / sample) * x)
        .sum()
}

/// P(T ≤ t) and P(T ≥ t) for every t, under the true numbers.
fn tails(design: Design, truth: &[u64]) -> BTreeMap<u64, (f64, f64)> {
    let mut sums: BTreeMap<u64, f64> = BTreeMap::from([(0, 1.0)]);
    for (at, ((population, sample), deviating)) in design.iter().zip(truth).enumerate() {
        let x = Hypergeometric::new(*population, *deviating, *sample);
        let mut next = BTreeMap::new();
        for files in 0..=*sample {
            let mut one = vec![0; design.len()];
            one[at] = files;
            let taken = total(design, &one);
            let probability = x.density(files);
            if probability > 0.0 {
                for (sum, before) in &sums {
                    *next.entry(sum + taken).or_insert(0.0) += before * probability;
                }
            }
        }
        sums = next;
    }
    let mut below = 0.0;
    let mut tails: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
    for (sum, probability) in &sums {
        below += probability;
        tails.insert(*sum, (below, 1.0 - below + probability));
    }
    tails
}
