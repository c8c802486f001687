//! An attack on what is released: whoever knows the size of every group and every rule of
//! this module tries all whole-number solutions, and finds nothing narrow enough.

use proptest::prelude::*;

use super::claim::{Claim, Counts, Decided, Divided, Node};
use super::*;

/// Small limits, so that small tables show something and all solutions can be tried.
const RULES: Rules = Rules {
    min_cell: 3,
    percent_from: 5,
};

/// Three numbers, deviating, met and outside, for each of the four finest groups.
type Solution = Vec<[u64; 3]>;

/// Two strata and two places: each finest group is one of both.
fn groupings(sizes: [usize; 4]) -> Vec<Grouping> {
    let atoms: Vec<usize> = (0..4)
        .flat_map(|atom| std::iter::repeat_n(atom, sizes[atom]))
        .collect();
    let grouping = |of: &dyn Fn(usize) -> usize| Grouping {
        field: String::new(),
        names: vec!["A".to_owned(), "B".to_owned()],
        of: atoms.iter().map(|atom| of(*atom)).collect(),
    };
    vec![grouping(&|atom| atom / 2), grouping(&|atom| atom % 2)]
}

/// All ways to fill the four groups, one group after the other.
fn all_solutions(sizes: [usize; 4]) -> Vec<Vec<[u64; 3]>> {
    sizes
        .iter()
        .map(|size| {
            let size = u64::try_from(*size).unwrap();
            (0..=size)
                .flat_map(|gaps| (0..=size - gaps).map(move |met| [gaps, met, size - gaps - met]))
                .collect()
        })
        .collect()
}

fn at(node: Node, solution: &[[u64; 3]]) -> Counts {
    let inside = |atom: usize| match node {
        Node::Total => true,
        Node::Group(0, group) => atom / 2 == group,
        Node::Group(_, group) => atom % 2 == group,
    };
    let mut counts = Counts::default();
    for (_, part) in solution
        .iter()
        .enumerate()
        .filter(|(atom, _)| inside(*atom))
    {
        counts.gaps += part[0];
        counts.met += part[1];
        counts.outside += part[2];
    }
    counts
}

fn percent(counts: Counts) -> u64 {
    let of = counts.assessed();
    (200 * counts.gaps + of) / (2 * of)
}

/// Whether a solution agrees with all that is shown.
fn agrees(decided: &BTreeMap<Node, Decided>, truth: &[[u64; 3]], guess: &[[u64; 3]]) -> bool {
    decided.iter().all(|(node, decided)| {
        let (seen, guessed) = (at(*node, truth), at(*node, guess));
        match decided.mode {
            Mode::Counts => seen.gaps == guessed.gaps && seen.assessed() == guessed.assessed(),
            Mode::Share => {
                guessed.assessed() >= RULES.percent_from && percent(seen) == percent(guessed)
            }
            Mode::Nothing => true,
        }
    })
}

/// The least and the greatest number that agrees, by trying every solution.
fn attack(
    decided: &BTreeMap<Node, Decided>,
    truth: &Solution,
    sizes: [usize; 4],
    value: impl Fn(&[[u64; 3]]) -> u64,
) -> (u64, u64) {
    let ways = all_solutions(sizes);
    let mut range: Option<(u64, u64)> = None;
    for one in &ways[0] {
        for two in &ways[1] {
            for three in &ways[2] {
                for four in &ways[3] {
                    let guess = [*one, *two, *three, *four];
                    if agrees(decided, truth, &guess) {
                        let found = value(&guess);
                        range = Some(range.map_or((found, found), |(low, high)| {
                            (low.min(found), high.max(found))
                        }));
                    }
                }
            }
        }
    }
    range.expect("the truth agrees with what is shown")
}

/// Decides over four finest groups and attacks what is shown.
fn attacked(truth: &Solution) {
    let size = |at: usize| usize::try_from(truth[at].iter().sum::<u64>()).unwrap();
    let sizes = [size(0), size(1), size(2), size(3)];
    let groupings = groupings(sizes);
    let states: Vec<State> = truth
        .iter()
        .flat_map(|[gaps, met, outside]| {
            [
                (State::Gap, *gaps),
                (State::Met, *met),
                (State::Outside, *outside),
            ]
        })
        .flat_map(|(state, count)| std::iter::repeat_n(state, usize::try_from(count).unwrap()))
        .collect();
    let divided = Divided::new(&Claim {
        states: &states,
        groupings: groupings.iter().collect(),
    });
    let decided = divided.decide(RULES, &BTreeMap::new(), &BTreeMap::new());
    for (node, one) in &decided {
        let counts = at(*node, truth);
        let (guard, _) = counts.guard(RULES);
        let whole = at(Node::Total, truth);
        let all_or_none =
            whole.assessed() >= RULES.percent_from && (whole.gaps == 0 || whole.met == 0);
        let what = format!("{truth:?}: {node:?} {counts:?} {decided:?}");
        if guard.gaps && !all_or_none {
            assert!(one.mode == Mode::Nothing, "{what}");
            let (low, high) = attack(&decided, truth, sizes, |s| at(*node, s).gaps);
            let need = RULES.min_cell.min(counts.assessed());
            assert!(high - low >= need, "{low}-{high}, {what}");
        }
        if guard.outside {
            assert!(one.mode != Mode::Counts, "{what}");
            let (low, high) = attack(&decided, truth, sizes, |s| at(*node, s).outside);
            let total = counts.assessed() + counts.outside;
            let need = RULES.min_cell.min(total);
            assert!(high - low >= need, "{low}-{high}, {what}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn trying_all_solutions_recovers_no_hidden_number(
        parts in prop::collection::vec((0_u64..=2, 0_u64..=2, 0_u64..=1), 4)
    ) {
        attacked(&parts.iter().map(|(g, m, o)| [*g, *m, *o]).collect());
    }
}

/// What the attack once found.
#[test]
fn what_was_once_recovered_is_not() {
    attacked(&vec![[0, 0, 1], [1, 0, 0], [1, 2, 1], [2, 1, 1]]);
    attacked(&vec![[2, 1, 1], [1, 2, 1], [0, 0, 1], [0, 1, 0]]);
    attacked(&vec![[0, 0, 1], [0, 1, 0], [1, 2, 1], [2, 1, 1]]);
}

/// 40 files, 20 and 20; 12 of 20 and 3 of 20 deviate. The three are few, and with the whole
/// shown the 12 would tell them: both go.
#[test]
fn a_single_small_group_takes_another_with_it() {
    let rules = Rules {
        min_cell: 5,
        percent_from: 10,
    };
    let states: Vec<State> = (0..40)
        .map(|unit| match unit {
            0..12 | 20..23 => State::Gap,
            _ => State::Met,
        })
        .collect();
    let strata = Grouping {
        field: String::new(),
        names: vec!["A".to_owned(), "B".to_owned()],
        of: (0..40).map(|unit| unit / 20).collect(),
    };
    let divided = Divided::new(&Claim {
        states: &states,
        groupings: vec![&strata],
    });
    let decided = divided.decide(rules, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(decided[&Node::Total].mode, Mode::Counts);
    assert_eq!(decided[&Node::Group(0, 1)].why, Some(Why::Small));
    assert_eq!(decided[&Node::Group(0, 0)].why, Some(Why::Secondary));
}

/// 47 of 49 assessed leave two outside: the counts go, and 6 of 47 is 13 per cent, which is
/// as true of 4 of 31 or 5 of 40.
#[test]
fn a_small_rest_leaves_the_share() {
    let rules = Rules {
        min_cell: 5,
        percent_from: 10,
    };
    let states: Vec<State> = (0..49)
        .map(|unit| match unit {
            0..6 => State::Gap,
            6..47 => State::Met,
            _ => State::Outside,
        })
        .collect();
    let divided = Divided::new(&Claim {
        states: &states,
        groupings: Vec::new(),
    });
    let decided = divided.decide(rules, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(decided[&Node::Total].mode, Mode::Share);
}

/// Three files that nothing could be said of: there is no share to show in the counts' place.
#[test]
fn a_small_whole_without_an_assessed_file_is_hidden() {
    let states = vec![State::Outside; 3];
    let divided = Divided::new(&Claim {
        states: &states,
        groupings: Vec::new(),
    });
    let decided = divided.decide(RULES, &BTreeMap::new(), &BTreeMap::new());
    assert_ne!(decided[&Node::Total].mode, Mode::Share);
    // Four of which two are outside: the rest, two, are fewer than a share is given of.
    let states = [State::Gap, State::Met, State::Outside, State::Outside];
    let divided = Divided::new(&Claim {
        states: &states,
        groupings: Vec::new(),
    });
    let decided = divided.decide(RULES, &BTreeMap::new(), &BTreeMap::new());
    assert_eq!(decided[&Node::Total].mode, Mode::Nothing);
}

#[test]
fn the_parts_of_a_sum_hide_each_other() {
    let rules = Rules {
        min_cell: 5,
        percent_from: 10,
    };
    // Two small ones could still be 1 and 3: 3 + 1 and 0 + 4 are as good, but not far apart.
    assert_eq!(
        parts(&[40, 3, 1, 6], rules),
        (vec![true, false, false, false], true)
    );
    assert_eq!(parts(&[40, 9], rules), (vec![true, true], true));
    // One part alone is the sum itself.
    assert_eq!(parts(&[3], rules), (vec![false], false));
    assert_eq!(parts(&[], rules), (vec![], true));
}

/// Rows 3 and 14, 5 and 18; columns 17 and 23. The 3 is few, and 17 less 14 tells it: with the
/// row of 14 hidden it could be anything up to 17.
#[test]
fn the_size_of_a_small_group_is_not_told_by_a_larger_one() {
    let rules = Rules {
        min_cell: 5,
        percent_from: 10,
    };
    let strata: Vec<usize> = [3, 14, 5, 18]
        .iter()
        .enumerate()
        .flat_map(|(stratum, size)| std::iter::repeat_n(stratum, *size))
        .collect();
    let groupings = [
        Grouping {
            field: String::new(),
            names: ["A", "B", "C", "D"].map(str::to_owned).into(),
            of: strata.clone(),
        },
        Grouping {
            field: "reg.place".to_owned(),
            names: ["North", "South"].map(str::to_owned).into(),
            of: strata.iter().map(|stratum| stratum / 2).collect(),
        },
    ];
    let hidden = sizes(&groupings, rules);
    assert_eq!(hidden.get(&(0, 0)), Some(&Why::Small));
    assert!(hidden.contains_key(&(0, 1)) || hidden.contains_key(&(1, 0)));
    assert!(!hidden.contains_key(&(0, 3)) || hidden.contains_key(&(0, 2)));
}
