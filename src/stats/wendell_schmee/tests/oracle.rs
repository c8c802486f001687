//! What the bound, the proof and the search give against their definitions: plain recursion, no
//! tables, no sums taken together, no order. And how much work is counted, by hand.

use super::super::bound::{Bound, Pairs, first_two};
use super::super::design::Design;
use super::super::proof::{Proof, Verdict};
use super::super::search::Search;
use super::super::steps::Steps;
use super::{Stratum, strata};
use crate::exact::Fraction;

/// Populations, samples and deviations.
const DESIGNS: [(&[u64], &[u64], &[u64]); 6] = [
    (&[15, 10], &[5, 4], &[2, 1]),
    (&[9, 7, 5], &[3, 1, 2], &[1, 0, 1]),
    (&[8, 7, 4], &[4, 2, 3], &[0, 1, 1]),
    (&[12, 3, 5], &[1, 1, 1], &[1, 0, 0]),
    (&[7, 6, 5, 4], &[2, 1, 2, 1], &[1, 0, 1, 0]),
    (&[6, 5, 4, 4, 3], &[2, 2, 3, 1, 1], &[0, 1, 0, 1, 0]),
];

fn designs() -> impl Iterator<Item = Design> {
    DESIGNS.iter().map(|(populations, samples, deviations)| {
        Design::new(&strata(populations, samples, deviations)).unwrap()
    })
}

/// P(T ≤ left) over these strata from the definition, each given so many files.
fn within(design: &Design, chosen: &[usize], left: u64) -> f64 {
    let Some((more, before)) = chosen.split_last() else {
        return 1.0;
    };
    let part = &design.parts[before.len()];
    let each = (0_u64..).zip(part.density(*more));
    each.filter_map(|(x, p)| Some(p * within(design, before, left.checked_sub(part.weight * x)?)))
        .sum()
}

/// Every way to share files among the first so many strata.
fn shares(design: &Design, strata: usize, files: usize) -> Vec<Vec<usize>> {
    let Some(before) = strata.checked_sub(1) else {
        return if files == 0 { vec![vec![]] } else { vec![] };
    };
    let mut all = Vec::new();
    for more in 0..=design.parts[before].free.min(files) {
        for mut share in shares(design, before, files - more) {
            share.push(more);
            all.push(share);
        }
    }
    all
}

/// max P(T ≤ t) over all of them.
fn greatest(design: &Design, files: usize) -> f64 {
    let all = shares(design, design.parts.len(), files).into_iter();
    all.map(|share| within(design, &share, design.target))
        .fold(0.0, f64::max)
}

/// U_m(k, s) as it is defined; the first stratum has no choice left.
fn bound_of(design: &Design, strata: usize, files: usize, left: u64) -> f64 {
    if strata == 1 {
        let free = design.parts[0].free;
        return if files <= free {
            within(design, &[files], left)
        } else {
            0.0
        };
    }
    let part = &design.parts[strata - 1];
    let mut best = 0.0_f64;
    for more in 0..=part.free.min(files) {
        let each = (0_u64..).zip(part.density(more));
        let sum = each.filter_map(|(x, p)| {
            let left = left.checked_sub(part.weight * x)?;
            Some(p * bound_of(design, strata - 1, files - more, left))
        });
        best = best.max(sum.sum());
    }
    best
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-12
}

#[test]
fn the_bound_is_what_it_is_defined_as() {
    for design in designs() {
        let bound = Bound::new(&design, u64::MAX).unwrap();
        for files in 0..=design.free() {
            let of = bound.of(files);
            let defined = bound_of(&design, design.parts.len(), files, design.target);
            assert!(near(of, defined), "{files}: {of} {defined}");
            assert!(of > greatest(&design, files) - 1e-12, "never below");
        }
        for (level, table) in bound.levels.iter().enumerate().skip(2) {
            for files in 0..=table.most {
                let row = table.row(files);
                for (best, sum) in row.iter().zip(&bound.steps.at[level].sums) {
                    let defined = bound_of(&design, level, files, *sum);
                    assert!(near(*best, defined), "{level} {files} {sum}");
                }
            }
        }
    }
}

/// The blocks of a design for all their widths, from one choice each to one block for all.
fn blocks(design: &Design) -> Vec<(Bound, usize)> {
    let free = design.parts[1].free;
    let mut all: Vec<(Bound, usize)> = Vec::new();
    for blocks in 0..=free + 1 {
        let mut bound = Bound::new(design, u64::MAX).unwrap();
        let row = (bound.levels[2].most + 1) * bound.steps.at[2].sums.len();
        // One number less than the blocks take makes room for one less.
        let room = row * (blocks + 1) - 1;
        let pairs = first_two(design, &bound.steps, &mut bound.levels[2], room);
        assert_eq!(pairs.is_some(), blocks > 0);
        let Some(pairs) = pairs else { continue };
        let width = pairs.width;
        assert_eq!(width, (free + 1).div_ceil(blocks));
        bound.pairs = pairs;
        if all.last().is_none_or(|(_, last)| *last != width) {
            all.push((bound, width));
        }
    }
    assert_eq!(all.last().unwrap().1, 1);
    all
}

#[test]
fn a_block_is_as_good_as_the_best_in_it() {
    for design in designs() {
        for (bound, width) in blocks(&design) {
            let pairs: &Pairs = &bound.pairs;
            let (first, second) = (design.parts[0].free, design.parts[1].free);
            assert_eq!(pairs.blocks, (second + 1).div_ceil(width));
            let sums = &bound.steps.at[2].sums;
            for files in 0..=first + second {
                for block in 0..pairs.blocks {
                    let row = pairs.row(files, block, sums.len());
                    assert_eq!(row.len(), sums.len());
                    for (best, sum) in row.iter().zip(sums) {
                        let most = (block * width + width - 1).min(second);
                        let mut defined = 0.0_f64;
                        for more in block * width..=most.min(files) {
                            if files - more <= first {
                                defined = defined.max(within(&design, &[files - more, more], *sum));
                            }
                        }
                        assert!(near(*best, defined), "{files} {block} of {width}: {sum}");
                    }
                }
            }
        }
    }
}

/// A fraction of a thousand that a probability is surely above or surely not.
fn around(probability: f64) -> [(Fraction, bool); 2] {
    let thousandths = (1_u64..1000).rev();
    let below = thousandths.map(|n| (n, n as f64 / 1000.0));
    let below = below.filter(|(_, risk)| *risk < probability - 1e-9);
    let below = below.map(|(n, _)| n).next().unwrap_or(0);
    // One more may be the probability itself.
    [
        (Fraction::new(below, 1000), true),
        (Fraction::new(below + 2, 1000), false),
    ]
}

#[test]
fn the_proof_finds_the_maximum_whatever_the_blocks() {
    for design in designs() {
        for (bound, width) in blocks(&design) {
            for files in 0..=design.free() {
                let expected = greatest(&design, files);
                for start in [0.0, expected / 2.0, expected] {
                    let proof = Proof::new(&design, &bound, u64::MAX);
                    let (found, proved) = proof.greatest(files, start);
                    assert!(proved && near(found, expected), "{files} {width}: {found}");
                }
                for (risk, above) in around(expected) {
                    let verdict = Proof::new(&design, &bound, u64::MAX).above(files, risk);
                    let expected = if above {
                        Verdict::Above
                    } else {
                        Verdict::NotAbove
                    };
                    assert_eq!(verdict, expected, "{files} {width} {risk:?}");
                }
            }
        }
    }
}

#[test]
fn the_search_finds_the_maximum_of_small_designs() {
    for design in designs() {
        let search = Search::new(&design).unwrap();
        let expected: Vec<f64> = (0..=design.free())
            .map(|files| greatest(&design, files))
            .collect();
        for (files, expected) in expected.iter().enumerate() {
            let found = search.greatest(files);
            assert!(near(found, *expected), "{files}: {found} {expected}");
            for (risk, above) in around(*expected) {
                assert_eq!(search.above(files, risk), above, "{files} {risk:?}");
            }
        }
        for n in [25, 100, 333, 777] {
            let risk = n as f64 / 1000.0;
            let largest = expected.iter().rposition(|probability| *probability > risk);
            assert_eq!(Some(search.largest(Fraction::new(n, 1000))), largest);
        }
    }
}

/// Two large strata share their files along a single line, which is gone through from end to end.
#[test]
fn a_long_line_is_looked_at_in_steps_and_then_closely() {
    for (populations, samples, deviations) in [
        ([300, 200], [4, 3], [1, 1]),
        ([150, 400], [7, 2], [3, 0]),
        ([230, 170], [2, 5], [1, 3]),
    ] {
        let design = Design::new(&strata(&populations, &samples, &deviations)).unwrap();
        let search = Search::new(&design).unwrap();
        for files in (1..design.free()).step_by(37) {
            let (found, expected) = (search.greatest(files), greatest(&design, files));
            assert!(near(found, expected), "{files}: {found} {expected}");
        }
    }
}

/// 4 files of which 2 were seen and 1 deviates, 3 of which 1 was seen and none does: weights 2 and
/// 3, t = 2. With two files more: both in the first, P(X ≤ 1 | 3 of 4) = 1/2; one in each,
/// 5/6 · 2/3 = 5/9; both in the second, 1/3.
fn two() -> Design {
    Design::new(&[Stratum::new(4, 2, 1), Stratum::new(3, 1, 0)]).unwrap()
}

#[test]
fn a_tie_is_not_above_and_what_is_hardly_more_is() {
    let design = two();
    let search = Search::new(&design).unwrap();
    // 5/9 less half a millionth of a millionth.
    let hardly = Fraction::new(555_555_555_555, 1_000_000_000_000);
    for (risk, above) in [
        (Fraction::new(5, 9), Verdict::NotAbove),
        (hardly, Verdict::Above),
        (Fraction::new(1, 2), Verdict::Above),
        (Fraction::new(3, 5), Verdict::NotAbove),
    ] {
        for (bound, _) in blocks(&design) {
            let proof = Proof::new(&design, &bound, u64::MAX);
            assert_eq!(proof.above(2, risk), above);
        }
        assert_eq!(search.above(2, risk), above == Verdict::Above);
    }
}

/// What it says with so much work, and with one multiplication less.
#[track_caller]
fn takes(design: &Design, bound: &Bound, files: usize, risk: (u64, u64), work: u64, is: Verdict) {
    let risk = Fraction::new(risk.0, risk.1);
    for (allowed, expected) in [(work, is), (work - 1, Verdict::Unsettled)] {
        let verdict = Proof::new(design, bound, allowed).above(files, risk);
        assert_eq!(verdict, expected, "{allowed} allowed");
    }
}

#[test]
fn the_work_of_a_proof_is_counted() {
    let design = two();
    let mut all = blocks(&design);
    let (each, _) = all.pop().unwrap();
    let (one, _) = all.swap_remove(0);
    // Three choices with a block and a sum each, none of which is above; the second choice is.
    takes(&design, &each, 2, (3, 5), 3, Verdict::NotAbove);
    takes(&design, &each, 2, (11, 20), 2, Verdict::Above);
    // One block for all of them, which is not above, or has all to be tried: the last is 1/2,
    // the one before 5/9, and each takes 1 · 2 · 3 more that is counted when it is done.
    takes(&design, &one, 2, (3, 5), 1, Verdict::NotAbove);
    takes(&design, &one, 2, (11, 20), 1, Verdict::Above);
    // A third stratum of two files of which one was seen, which does not deviate: weight 2. The
    // sums 2 and 0 may be left to the others, so that a step takes 1 · 2 + 2. One file more there
    // gives 1/2 + 1/2 · 1/2 = 3/4, in the second 2/3, in the first 5/6.
    let strata = [
        Stratum::new(4, 2, 1),
        Stratum::new(3, 1, 0),
        Stratum::new(2, 1, 0),
    ];
    let design = Design::new(&strata).unwrap();
    let bound = Bound::new(&design, u64::MAX).unwrap();
    takes(&design, &bound, 1, (9, 10), 8, Verdict::NotAbove);
    // The better choice again, and its first block with two sums.
    takes(&design, &bound, 1, (4, 5), 8 + 4 + 2, Verdict::Above);
    // Of the blocks of a sum of its own the tables know the work: 3 · 3 choices of the first two
    // with 3 · 2 products and 2 sums, and 5 · 2 of the third with 1 · 2.
    let work = 3 * 3 * (3 * 2 + 2) + 5 * 2 * 2;
    assert!(Bound::new(&design, work).is_some());
    assert!(Bound::new(&design, work - 1).is_none());
}

#[test]
fn sums_that_the_strata_below_cannot_tell_apart_are_one() {
    let strata = [
        Stratum::new(4, 2, 1),
        Stratum::new(3, 1, 0),
        Stratum::new(4, 1, 1),
    ];
    let design = Design::new(&strata).unwrap();
    assert_eq!(design.target, 2 + 4);
    let steps = Steps::new(&design, vec![0, 1, 2]).unwrap();
    let weights: Vec<u64> = design.parts.iter().map(|part| part.weight).collect();
    // Sorted by what was seen, then by size: 4 of which 2, 4 of which 1, 3 of which 1.
    assert_eq!(weights, [2, 4, 3]);
    // The first two reach 0, 2, 4, 6 and 8; the third leaves 6, or 3 of which 2 can be reached.
    assert_eq!(steps.at[3].sums, [6]);
    assert_eq!(steps.at[2].sums, [2, 6]);
    assert_eq!(steps.at[3].links, [1, 0]);
}
