//! `report --publish` read by a sceptic who has every published file at once: strata within boards
//! and offices, sizes that another table gives away, tables of their own.
//! `cargo test --test publish_attack -- --nocapture` prints what was tried.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;
mod published;

use std::collections::{BTreeMap, BTreeSet};

use published::{BOTH, MIN_CELL, PERCENT_FROM, list, number, small};
use serde_json::Value;

/// Deviating and met, as far as they are known: at least these, and up to so many files more of
/// either kind. Sums of such sets are such sets, so that what follows is exact.
#[derive(Debug, Clone, Copy)]
struct Known {
    gaps: u64,
    met: u64,
    open: u64,
}

impl Known {
    const NOTHING: Self = Self {
        gaps: 0,
        met: 0,
        open: 0,
    };

    /// What is published of a group; of one that is hidden, that it has so many files at most.
    fn of(group: &Value, most: u64) -> Self {
        match (number(&group["gaps"]), number(&group["assessed"])) {
            (Some(gaps), Some(assessed)) => Self {
                gaps,
                met: assessed - gaps,
                open: 0,
            },
            _ => Self {
                gaps: 0,
                met: 0,
                open: most,
            },
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            gaps: self.gaps + other.gaps,
            met: self.met + other.met,
            open: self.open + other.open,
        }
    }

    fn allows(self, gaps: u64, met: u64) -> bool {
        gaps >= self.gaps && met >= self.met && gaps - self.gaps + met - self.met <= self.open
    }

    /// What a part can be where the whole is one of these and the rest is this.
    fn parts(self, wholes: &[(u64, u64)], most: u64) -> Vec<(u64, u64)> {
        let mut found = Vec::new();
        for gaps in 0..=most {
            for met in 0..=most - gaps {
                let fits = |(all, all_met): &(u64, u64)| {
                    *all >= gaps && *all_met >= met && self.allows(all - gaps, all_met - met)
                };
                if wholes.iter().any(fits) {
                    found.push((gaps, met));
                }
            }
        }
        found
    }
}

/// All together, as far as counts or a share are published.
fn wholes(criterion: &Value, files: u64) -> Vec<(u64, u64)> {
    if let Some((gaps, assessed)) = number(&criterion["gaps"]).zip(number(&criterion["assessed"])) {
        return vec![(gaps, assessed - gaps)];
    }
    let percent = number(&criterion["percent"]);
    let mut found = Vec::new();
    for assessed in 0..=files {
        for gaps in 0..=assessed {
            let share = |of: u64| (200 * gaps + of) / (2 * of);
            let agrees = percent
                .is_none_or(|percent| assessed >= PERCENT_FROM && share(assessed) == percent);
            if agrees {
                found.push((gaps, assessed - gaps));
            }
        }
    }
    found
}

/// The board in which a stratum or an office lies. That the two offices in Kista serve
/// Rinkeby-Kista, Farsta Enskede-Årsta-Vantör and Rosenlundsgatan Södermalm everybody knows.
fn board(name: &str) -> &str {
    let of = [
        ("Farsta", "Enskede-Årsta-Vantör"),
        ("JS Kista", "Rinkeby-Kista"),
        ("Rosenlundsgatan", "Södermalm"),
    ];
    let office = of.iter().find(|(office, _)| name.contains(office));
    office.map_or_else(|| name.rsplit(" / ").next().unwrap(), |(_, board)| *board)
}

/// The most files that each stratum can have by the published table of strata.
fn most_of_strata(public: &Value) -> BTreeMap<String, u64> {
    let files = number(&public["sample"]).unwrap();
    let strata = list(public, "strata");
    let known: u64 = strata.iter().filter_map(|s| number(&s["sample"])).sum();
    strata
        .iter()
        .map(|stratum| {
            let left = files - known;
            let frame = number(&stratum["population"]).unwrap_or(left);
            let most = number(&stratum["sample"]).unwrap_or(left.min(frame));
            (stratum["letter"].as_str().unwrap().to_owned(), most)
        })
        .collect()
}

/// What was tried, for whoever reads the test's output.
#[derive(Default)]
struct Tried {
    criteria: usize,
    cells: usize,
    shown: usize,
    small: usize,
    narrowest: Option<usize>,
}

#[allow(
    clippy::print_stdout,
    reason = "the numbers are for whoever runs the test"
)]
impl Tried {
    fn tell(&self) {
        println!(
            "{} criteria, {} cells of strata, boards and offices: {} shown, {} hidden; {} hidden numbers \
         below {MIN_CELL} attacked, 0 recovered; of the best known {} values remain possible",
            self.criteria,
            self.cells,
            self.shown,
            self.cells - self.shown,
            self.small,
            self.narrowest.unwrap()
        );
    }
}

/// What the attacker can still believe of a small number must hold one that is not small, and at
/// least three.
fn tries(tried: &mut Tried, what: &str, truth: u64, possible: impl Iterator<Item = u64>) {
    if !small(truth) {
        return;
    }
    let possible: BTreeSet<u64> = possible.collect();
    tried.small += 1;
    assert!(possible.contains(&truth), "{what}: the attack is wrong");
    assert!(
        possible.len() > 2 && possible.iter().any(|count| !small(*count)),
        "{what} is {truth}, and the attacker knows {possible:?}"
    );
    let narrowest = tried.narrowest.get_or_insert(usize::MAX);
    *narrowest = (*narrowest).min(possible.len());
}

/// Strata within boards within all: every hidden number is sought from all the sums that are
/// published of its criterion.
#[test]
fn strata_within_boards_and_offices_give_no_small_number() {
    let (_, own, public) = &*BOTH;
    let files = number(&public["sample"]).unwrap();
    let most = most_of_strata(public);
    let names: BTreeMap<&str, &str> = list(public, "strata")
        .iter()
        .map(|s| (s["letter"].as_str().unwrap(), s["name"].as_str().unwrap()))
        .collect();
    let mut tried = Tried::default();
    for criterion in list(public, "criteria") {
        let id = criterion["id"].as_str().unwrap();
        let truth = list(own, "criteria").iter().find(|c| c["id"] == id);
        let truth = truth.unwrap();
        let all = (
            number(&truth["gaps"]).unwrap(),
            number(&truth["assessed"]).unwrap(),
        );
        let wholes = wholes(criterion, files);
        tried.criteria += 1;
        let (strata, groups) = (list(criterion, "strata"), list(criterion, "groups"));
        for group in strata.iter().chain(groups) {
            tried.cells += 1;
            tried.shown += usize::from(group["gaps"].is_u64());
        }
        // All or none of everyone says the same of every group, and is flagged in the report.
        if all.0 == 0 || all.0 == all.1 {
            continue;
        }
        let place = |group: &Value| {
            let name = group["group"].as_str().unwrap();
            board(names.get(name).unwrap_or(&name)).to_owned()
        };
        let boards: BTreeSet<String> = strata.iter().map(place).collect();
        let sum = |parts: &mut dyn Iterator<Item = &Value>, most_of: &dyn Fn(&Value) -> u64| {
            parts.fold(Known::NOTHING, |sum, part| {
                sum.and(Known::of(part, most_of(part)))
            })
        };
        let of_stratum = |group: &Value| most[group["group"].as_str().unwrap()];
        // A board whose offices, or which itself, is shown is known; else what its strata can be.
        let of_board = |name: &str| {
            let mut offices = groups.iter().filter(|g| place(g) == name).peekable();
            let is_shown = offices.peek().is_some() && offices.clone().all(|g| g["gaps"].is_u64());
            if is_shown {
                sum(&mut offices, &|_| 0)
            } else {
                sum(&mut strata.iter().filter(|s| place(s) == name), &of_stratum)
            }
        };
        for (parts, key, name) in [(strata, "strata", "stratum"), (groups, "groups", "group")] {
            for part in parts.iter().filter(|part| part["gaps"].is_null()) {
                let own = list(truth, key).iter().find(|g| g[name] == part["group"]);
                let own = own.unwrap();
                let gaps = number(&own["gaps"]).unwrap();
                let met = number(&own["assessed"]).unwrap() - gaps;
                if !small(gaps) && !small(met) {
                    continue;
                }
                let at = place(part);
                let beside = parts.iter().filter(|p| place(p) == at && *p != part);
                let (rest, most) = if key == "strata" {
                    (sum(&mut { beside }, &of_stratum), of_stratum(part))
                } else {
                    (sum(&mut { beside }, &|_| files), files)
                };
                let whole_board = of_board(&at);
                let possible = if whole_board.open == 0 {
                    rest.parts(&[(whole_board.gaps, whole_board.met)], most)
                } else {
                    let others = boards.iter().filter(|other| **other != at);
                    let others = others.fold(Known::NOTHING, |sum, o| sum.and(of_board(o)));
                    rest.and(others).parts(&wholes, most)
                };
                let what = format!("{id} {}", part["group"]);
                tries(
                    &mut tried,
                    &format!("{what} deviating"),
                    gaps,
                    possible.iter().map(|p| p.0),
                );
                tries(
                    &mut tried,
                    &format!("{what} met"),
                    met,
                    possible.iter().map(|p| p.1),
                );
            }
        }
    }
    tried.tell();
    assert!(
        tried.small > 300,
        "only {} numbers were attacked",
        tried.small
    );
}

/// An attack that finds nothing must be able to find something: of 12 deviating of 30 the other
/// groups leave 2 of 6, and a board of 3 and 8 whose one stratum is 2 and 6 leaves 1 and 2.
#[test]
fn the_attack_finds_what_sums_give_away() {
    let group = |gaps: u64, assessed: u64| serde_json::json!({"gaps": gaps, "assessed": assessed});
    let shown = Known::of(&group(10, 24), 49);
    assert_eq!(shown.parts(&[(12, 18)], 49), [(2, 4)]);
    let stratum = Known::of(&group(2, 8), 49);
    assert_eq!(stratum.parts(&[(3, 8)], 49), [(1, 2)]);
    // With another group hidden beside it many values remain.
    let hidden = serde_json::json!({"gaps": null, "assessed": null});
    let both = shown.and(Known::of(&hidden, 6));
    assert_eq!(
        both.parts(&[(12, 18)], 49),
        [
            (0, 0),
            (0, 1),
            (0, 2),
            (0, 3),
            (0, 4),
            (1, 0),
            (1, 1),
            (1, 2),
            (1, 3),
            (1, 4),
            (2, 0),
            (2, 1),
            (2, 2),
            (2, 3),
            (2, 4)
        ]
    );
}

/// A criterion that was assessed in every file gives away how many files a board has, and with it
/// what strata have whose number is hidden.
#[test]
fn the_sizes_of_strata_are_not_given_away_by_results() {
    let (_, own, public) = &*BOTH;
    let files = number(&public["sample"]).unwrap();
    let strata = list(public, "strata");
    let most = most_of_strata(public);
    let mut boards: BTreeMap<String, u64> = BTreeMap::new();
    for criterion in list(public, "criteria") {
        if number(&criterion["assessed"]) != Some(files) {
            continue;
        }
        let groups = list(criterion, "groups").iter();
        for group in groups.filter(|group| group["assessed"].is_u64()) {
            let name = group["group"].as_str().unwrap();
            // One of two offices is not its board.
            if board(name) != "Rinkeby-Kista" || name == "Rinkeby-Kista" {
                boards.insert(board(name).to_owned(), number(&group["assessed"]).unwrap());
            }
        }
    }
    assert!(
        !boards.is_empty(),
        "something is given away, or nothing is tried"
    );
    let letter = |stratum: &Value| stratum["letter"].as_str().unwrap().to_owned();
    let of = |stratum: &Value| board(stratum["name"].as_str().unwrap()).to_owned();
    // Every way to fill the strata that agrees with what is shown.
    let mut ways: Vec<Vec<u64>> = vec![Vec::new()];
    for stratum in strata {
        let (low, high) = match number(&stratum["sample"]) {
            Some(shown) => (shown, shown),
            None => (1, most[&letter(stratum)]),
        };
        let longer = |way: &Vec<u64>| {
            let way = way.clone();
            (low..=high).map(move |size| way.iter().copied().chain([size]).collect())
        };
        ways = ways.iter().flat_map(longer).collect();
        ways.retain(|way: &Vec<u64>| way.iter().sum::<u64>() <= files);
    }
    ways.retain(|way| {
        let agrees = |(name, size): (&String, &u64)| {
            let inside = strata.iter().zip(way).filter(|(s, _)| of(s) == *name);
            inside.map(|(_, size)| size).sum::<u64>() == *size
        };
        way.iter().sum::<u64>() == files && boards.iter().all(agrees)
    });
    let mut tried = Tried::default();
    for (at, stratum) in strata.iter().enumerate() {
        let truth = number(&list(own, "strata")[at]["sample"]).unwrap();
        let possible = ways.iter().map(|way| way[at]);
        tries(
            &mut tried,
            &format!("stratum {}", letter(stratum)),
            truth,
            possible,
        );
    }
    println!(
        "{} boards' sizes given away by results; {} small strata attacked, 0 recovered",
        boards.len(),
        tried.small
    );
    assert_eq!(tried.small, 2, "strata B and C have three and two files");
}

/// Two criteria against each other, and counts over whole registers, which stand in tables of their
/// own: no field is small, none leaves a small rest, and what is small is hidden.
#[test]
fn crosses_and_whole_registers_hide_small_numbers() {
    let (audit, own, public) = &*BOTH;
    for cross in list(public, "crosses") {
        for field in ["both", "row_only", "column_only", "neither"] {
            assert!(!small(number(&cross[field]).unwrap()), "{cross}");
        }
    }
    let text = std::fs::read_to_string(audit.path.join("rapport/rapport-offentlig.md")).unwrap();
    let (_, section) = text.split_once("## Hela registret").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let whole = |cell: &str| cell.replace('\u{a0}', "").trim().parse::<u64>().ok();
    let (mut shown, mut hidden) = (0, 0);
    for row in section.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let own = list(own, "population")
            .iter()
            .find(|one| one["id"] == cells[1]);
        let Some(own) = own else { continue };
        let (gaps, rows) = (number(&own["gaps"]).unwrap(), number(&own["rows"]).unwrap());
        match (whole(cells[4]), whole(cells[3])) {
            (Some(said), Some(of)) => {
                assert_eq!((said, of), (gaps, rows), "{row}");
                assert!(!small(gaps) && !small(rows - gaps), "{row}");
                shown += 1;
            }
            _ => hidden += 1,
        }
        assert!(!(small(gaps) && whole(cells[4]).is_some()), "{row}");
    }
    println!("{shown} counts over whole registers shown, {hidden} hidden");
    assert!(shown > 5 && hidden > 0, "{shown} {hidden}");
}
