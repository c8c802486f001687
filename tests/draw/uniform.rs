//! Every set of n units is as likely as any other: what `sha256-rank/1` promises, over many
//! seeds. The keys are consecutive days, the seeds consecutive numbers: as alike as they can
//! be. All is fixed, so that nothing here depends on chance from run to run; the limits are
//! those of the law (four standard deviations, both ways: too even is wrong as well), and a
//! ranking that is not fair is shown to fail them.

use stickprov::frame::{Frame, Stratum, Unit};
use stickprov::identity::Identity;
use stickprov::plan::{Allocation, Sample, Size};
use stickprov::problem::Problems;
use stickprov::sample;

use super::model;

/// How far from its mean a standardised sum may lie.
const LIMIT: f64 = 4.0;

/// The days of so many years as made-up persons, serials 238 and 239, both after each other.
fn people(count: usize) -> Vec<String> {
    let days = |year: u32, month: u32| match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && year != 1900 => 29,
        2 => 28,
        _ => 31,
    };
    let mut people = Vec::with_capacity(count);
    for year in 1870.. {
        for month in 1..=12 {
            for day in 1..=days(year, month) {
                for serial in [238, 239] {
                    let nine = format!("{:02}{month:02}{day:02}{serial}", year % 100);
                    people.push(format!("{}{}", year / 100, model::completed(&nine)));
                    if people.len() == count {
                        return people;
                    }
                }
            }
        }
    }
    unreachable!("there are years enough")
}

/// A frame of people, so many in each stratum.
fn frame(people: &[String], strata: usize) -> Frame {
    let each = people.len() / strata;
    let units = people.iter().enumerate().map(|(at, key)| Unit {
        key: Identity::from_text(key).unwrap(),
        stratum: at / each,
        row: 0,
        person: None,
    });
    let strata = (0..strata).map(|at| {
        let name = format!("s{at}");
        Stratum {
            letter: stickprov::frame::stratum_letter(at),
            name: name.clone(),
            values: vec![name],
            population: u64::try_from(each).unwrap(),
        }
    });
    Frame {
        strata: strata.collect(),
        units: units.collect(),
        inputs: Vec::new(),
        reconciliation: Vec::new(),
        matching: Vec::new(),
        given: None,
        earlier: None,
        places: stickprov::register::Places::default(),
        kept: stickprov::frame::Kept::default(),
        protected: stickprov::frame::Protected::default(),
        problems: Problems::new(),
    }
}

/// The places in the frame of the units that are drawn, reserves left out.
fn drawn(frame: &Frame, each: u64, seed: &str) -> Vec<usize> {
    let sizes = frame.strata.iter().map(|s| (s.name.clone(), each));
    let settings = Sample {
        size: Size::Fixed(sizes.collect()),
        allocation: Allocation::Proportional,
        minimum: 0,
        reserve: 2,
        seed: Some(seed.to_owned()),
        given: None,
        coordinate: None,
    };
    let selection = sample::draw(&settings, frame).unwrap();
    let of_sample = selection.drawn.iter().filter(|unit| !unit.reserve);
    of_sample.map(|unit| unit.unit).collect()
}

/// The draws of the seeds 1, 2, …, on both cores.
fn draws(frame: &Frame, each: u64, seeds: usize) -> Vec<Vec<usize>> {
    let half = |from: usize, to: usize| -> Vec<Vec<usize>> {
        (from..=to)
            .map(|seed| drawn(frame, each, &seed.to_string()))
            .collect()
    };
    std::thread::scope(|scope| {
        let second = scope.spawn(|| half(seeds / 2 + 1, seeds));
        let mut all = half(1, seeds / 2);
        all.extend(second.join().unwrap());
        all
    })
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap())
}

/// How often each unit was drawn.
fn times(units: usize, draws: &[Vec<usize>]) -> Vec<usize> {
    let mut times = vec![0; units];
    for unit in draws.iter().flatten() {
        times[*unit] += 1;
    }
    times
}

/// Chi-square of the times against the same share for all, standardised. Drawing without
/// replacement each time has variance p(1 − p), N − 1 degrees of freedom are left, and a cell
/// of mean m has variance 2 + 1/m around its degree.
fn unevenness(times: &[usize], draws: usize) -> f64 {
    let cells = real(times.len());
    let total: usize = times.iter().sum();
    let mean = real(total) / cells;
    let variance = mean * (1.0 - mean / real(draws));
    let squares = times.iter().map(|times| (real(*times) - mean).powi(2));
    let chi_square = squares.sum::<f64>() / variance * (cells - 1.0) / cells;
    (chi_square - (cells - 1.0)) / ((cells - 1.0) * (2.0 + 1.0 / mean)).sqrt()
}

/// The sum of as many counts as there are draws against its mean, standardised.
fn distance(sum: usize, mean: f64, variance: f64, counts: usize) -> f64 {
    (real(sum) - mean * real(counts)) / (variance * real(counts)).sqrt()
}

/// So many units and so many seeds, the first n of each.
fn fair(units: usize, each: usize, seeds: usize) {
    let frame = frame(&people(units), 1);
    let draws = draws(&frame, u64::try_from(each).unwrap(), seeds);
    let times = times(units, &draws);
    assert_eq!(times.iter().sum::<usize>(), seeds * each);
    let by_unit = unevenness(&times, seeds);
    assert!(by_unit.abs() < LIMIT, "{by_unit}");
    let members: Vec<Vec<bool>> = draws.iter().map(|draw| members(units, draw)).collect();

    // Pairs of neighbours, first of the same day: each both with n(n−1)/(N(N−1)), and so rare
    // that their number is as good as Poisson.
    let (all, drawn) = (real(units), real(each));
    for apart in [1, 2, units / 2] {
        let of = |draw: &Vec<bool>| {
            let firsts = (0..units).filter(|at| at % (2 * apart) < apart);
            firsts.filter(|at| draw[*at] && draw[at + apart]).count()
        };
        let both = members.iter().map(of).sum();
        let mean = all / 2.0 * drawn * (drawn - 1.0) / (all * (all - 1.0));
        let found = distance(both, mean, mean, seeds);
        assert!(found.abs() < LIMIT, "{apart}: {found}");
    }

    // One seed and the next share what chance gives: hypergeometric.
    let shared = members.windows(2).map(|two| {
        let shared = two[0].iter().zip(&two[1]).filter(|(a, b)| **a && **b);
        shared.count()
    });
    let mean = drawn * drawn / all;
    let variance = mean * (1.0 - drawn / all) * (all - drawn) / (all - 1.0);
    let found = distance(shared.sum(), mean, variance, seeds - 1);
    assert!(found.abs() < LIMIT, "{found}");
}

/// Whether each unit was drawn.
fn members(units: usize, draw: &[usize]) -> Vec<bool> {
    let mut members = vec![false; units];
    for unit in draw {
        members[*unit] = true;
    }
    members
}

/// A unit is drawn ten times on average in each of these. A hundred million tickets take
/// minutes without optimisation: 100 000 keys with 1 000 seeds are looked at where
/// `STICKPROV_ALL_SEEDS` is set, and otherwise each of the two with a tenth of the other.
#[test]
fn the_first_of_the_ranking_are_a_fair_sample() {
    fair(100_000, 10_000, 100);
    fair(10_000, 100, 1_000);
    if std::env::var_os("STICKPROV_ALL_SEEDS").is_some() {
        fair(100_000, 1_000, 1_000);
    }
}

/// How often two units are drawn together, for all pairs of two lists, each standardised; the
/// mean of the squares is 1, and none is far out. `chance` is that of a pair.
fn together(draws: &[Vec<usize>], pairs: &[(usize, usize)], chance: f64) -> (f64, f64) {
    let members: Vec<Vec<bool>> = draws.iter().map(|draw| members(60, draw)).collect();
    let (mean, variance) = (chance, chance * (1.0 - chance));
    let standardised: Vec<f64> = pairs
        .iter()
        .map(|(one, other)| {
            let both = members.iter().filter(|draw| draw[*one] && draw[*other]);
            distance(both.count(), mean, variance, draws.len())
        })
        .collect();
    let squares: f64 = standardised.iter().map(|z| z * z).sum();
    let farthest = standardised
        .iter()
        .fold(0.0, |far: f64, z| far.max(z.abs()));
    (squares / real(pairs.len()), farthest)
}

/// Sixty units in two strata of thirty, six of each, 4 000 seeds.
#[test]
fn pairs_are_as_likely_as_each_other_and_strata_do_not_know_of_each_other() {
    let frame = frame(&people(60), 2);
    let draws = draws(&frame, 6, 4_000);
    let within: Vec<(usize, usize)> = (0..30)
        .flat_map(|one| (one + 1..30).map(move |other| (one, other)))
        .collect();
    let between: Vec<(usize, usize)> = (0..30)
        .flat_map(|one| (30..60).map(move |other| (one, other)))
        .collect();
    // 6·5/(30·29) within a stratum; 1/5 · 1/5 between two.
    for (pairs, chance) in [(within, 30.0 / 870.0), (between, 0.04)] {
        let (spread, farthest) = together(&draws, &pairs, chance);
        assert!((0.8..1.2).contains(&spread), "{spread}");
        // Of 900 one is beyond 4.5 once in 160 times.
        assert!(farthest < 4.5, "{farthest}");
    }
}

/// The limits above tell unfair rankings: one that leaves a hundredth of the frame out, one
/// that knows no seed, and one that takes turns.
#[test]
fn an_unfair_ranking_is_found_out() {
    const SEEDS: usize = 1_000;
    let all = draws(&frame(&people(2_000), 1), 20, SEEDS);
    assert!(unevenness(&times(2_000, &all), SEEDS).abs() < LIMIT);
    let mut left_out = times(2_000, &all);
    left_out[..20].fill(0);
    assert!(unevenness(&left_out, SEEDS) > LIMIT);
    let same = vec![all[0].clone(); SEEDS];
    assert!(unevenness(&times(2_000, &same), SEEDS) > LIMIT);
    let turns: Vec<Vec<usize>> = (0..SEEDS)
        .map(|seed| (0..20).map(|at| (seed * 20 + at) % 2_000).collect())
        .collect();
    assert!(unevenness(&times(2_000, &turns), SEEDS) < -LIMIT);
}
