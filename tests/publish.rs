//! `report --publish`: what others may read holds no key to a person, and somebody who has
//! every published file and tries all whole-number solutions recovers no small number.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops here")]

mod folders;
mod program;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

use folders::{Copy, contents, copy_of, edit};
use program::run;

/// The limits of the example's plan, which says nothing: five, and ten for a per cent.
const MIN_CELL: u64 = 5;
const PERCENT_FROM: u64 = 10;

/// The example with both its reports, made once.
static BOTH: LazyLock<(Copy, Value, Value)> = LazyLock::new(|| {
    let audit = copy_of("jobbtorg-2009");
    let own = run(&audit.path, "report --format json");
    let own: Value = serde_json::from_str(&own.stdout).unwrap();
    let public = run(&audit.path, "report --publish --format json");
    assert_eq!(public.status, 0, "{}", public.stderr);
    let public: Value = serde_json::from_str(&public.stdout).unwrap();
    assert_eq!(public["schema"], "stickprov/published/1");
    (audit, own, public)
});

/// Everything that a reader of the published files can see, file by file.
fn public_files(audit: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, bytes) in contents(&audit.join("rapport")) {
        if !name.contains("offentlig") {
            continue;
        }
        let Some(bytes) = bytes else { continue };
        let text = if Path::new(&name).extension() == Some("xlsx".as_ref()) {
            let mut book: Xlsx<_> = open_workbook(audit.join("rapport").join(&name)).unwrap();
            let mut text = String::new();
            for sheet in book.sheet_names() {
                for row in book.worksheet_range(&sheet).unwrap().rows() {
                    for cell in row {
                        text.push_str(&format!("{cell}\t"));
                    }
                }
            }
            text
        } else {
            String::from_utf8(bytes).unwrap()
        };
        found.push((name, text));
    }
    found
}

#[test]
fn what_is_published_holds_no_seed_no_number_and_no_draw() {
    let (audit, own, _) = &*BOTH;
    let files = public_files(&audit.path);
    for ending in ["xlsx", "html", "md", "json"] {
        let name = format!("rapport-offentlig.{ending}");
        assert!(files.iter().any(|(file, _)| *file == name), "{name}");
    }
    assert!(
        files
            .iter()
            .any(|(name, _)| name.starts_with("bilder-offentlig/"))
    );
    let ids: Vec<&str> = own["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["id"].as_str().unwrap())
        .collect();
    let draw = &own["draw"];
    let mut secrets: Vec<&str> = ["draw_id", "seed", "selection_sha256", "plan_sha256"]
        .iter()
        .map(|key| draw[*key].as_str().unwrap())
        .collect();
    for input in own["inputs"].as_array().unwrap() {
        secrets.push(input["sha256"].as_str().unwrap());
    }
    for (name, text) in &files {
        for secret in &secrets {
            assert!(!text.contains(secret), "{name} holds {secret}");
        }
        for id in &ids {
            let alone = text.match_indices(id).any(|(at, _)| {
                let before = text[..at].chars().next_back();
                let after = text[at + id.len()..].chars().next();
                ![before, after]
                    .iter()
                    .any(|c| c.is_some_and(char::is_alphanumeric))
            });
            assert!(!alone, "{name} holds {id}");
        }
    }
    // The auditors' own files are as they were, and a second run changes nothing.
    let before = contents(&audit.path.join("rapport"));
    assert!(before.contains_key("rapport.xlsx"));
    assert_eq!(run(&audit.path, "report --publish").status, 0);
    assert_eq!(before, contents(&audit.path.join("rapport")));
}

fn number(value: &Value) -> Option<u64> {
    value.as_u64()
}

/// What is published of one criterion's whole and of the groups of one way to divide it.
struct Seen {
    files: u64,
    total: Option<(u64, u64)>,
    percent: Option<u64>,
    /// Deviating and assessed, of each division the groups that are shown, and whether all are.
    divisions: Vec<(Vec<(u64, u64)>, bool)>,
}

impl Seen {
    /// Whether so many deviating of so many assessed can be true.
    fn allows(&self, gaps: u64, assessed: u64) -> bool {
        if let Some(total) = self.total {
            return total == (gaps, assessed);
        }
        if let Some(percent) = self.percent {
            let rounded = |part: u64, of: u64| (200 * part + of) / (2 * of);
            if assessed < PERCENT_FROM || rounded(gaps, assessed) != percent {
                return false;
            }
        }
        self.divisions.iter().all(|(shown, all)| {
            let known_gaps: u64 = shown.iter().map(|(gaps, _)| gaps).sum();
            let known: u64 = shown.iter().map(|(_, assessed)| assessed).sum();
            if *all {
                return (known_gaps, known) == (gaps, assessed);
            }
            known_gaps <= gaps && known <= assessed && gaps - known_gaps <= assessed - known
        })
    }

    /// All values of something that can be true.
    fn possible(&self, value: impl Fn(u64, u64) -> u64) -> BTreeSet<u64> {
        let mut possible = BTreeSet::new();
        for assessed in 0..=self.files {
            for gaps in 0..=assessed {
                if self.allows(gaps, assessed) {
                    possible.insert(value(gaps, assessed));
                }
            }
        }
        possible
    }
}

fn seen(files: u64, criterion: &Value) -> Seen {
    let divisions = ["strata", "groups"]
        .iter()
        .map(|key| {
            let groups = criterion[*key].as_array().unwrap();
            let shown: Vec<(u64, u64)> = groups
                .iter()
                .filter_map(|group| Some((number(&group["gaps"])?, number(&group["assessed"])?)))
                .collect();
            let all = !groups.is_empty() && shown.len() == groups.len();
            (shown, all)
        })
        .collect();
    Seen {
        files,
        total: number(&criterion["gaps"]).zip(number(&criterion["assessed"])),
        percent: number(&criterion["percent"]),
        divisions,
    }
}

/// The numbers of the auditors' own report are what the attacker must not find.
#[test]
fn the_attack_on_the_published_tables_recovers_no_small_number() {
    let (_, own, public) = &*BOTH;
    let files = number(&public["sample"]).unwrap();
    let own = own["criteria"].as_array().unwrap();
    let (mut attacked, mut narrowest) = (0, u64::MAX);
    for criterion in public["criteria"].as_array().unwrap() {
        let truth = own.iter().find(|c| c["id"] == criterion["id"]).unwrap();
        let (gaps, assessed) = (
            number(&truth["gaps"]).unwrap(),
            number(&truth["assessed"]).unwrap(),
        );
        let seen = seen(files, criterion);
        assert!(seen.allows(gaps, assessed), "{} is wrong", criterion["id"]);
        let small = |count: u64| (1..MIN_CELL).contains(&count);
        let mut attack = |what: &str, value: &dyn Fn(u64, u64) -> u64| {
            let hidden = value(gaps, assessed);
            if !small(hidden) {
                return;
            }
            attacked += 1;
            let possible = seen.possible(value);
            let width = possible.last().unwrap() - possible.first().unwrap();
            narrowest = narrowest.min(width);
            assert!(
                width >= MIN_CELL && possible.len() > 2,
                "{}: {what} is {hidden}, and the attacker knows {possible:?}",
                criterion["id"]
            );
        };
        attack("deviating", &|gaps, _| gaps);
        attack("met", &|gaps, assessed| assessed - gaps);
        attack("outside", &|_, assessed| files - assessed);
        for key in ["strata", "groups"] {
            attack_groups(criterion, truth, key, &mut attacked);
        }
    }
    let all = public["criteria"].as_array().unwrap();
    let with = |key: &str| all.iter().filter(|c| c[key].is_u64()).count();
    let (counts, shares) = (with("gaps"), with("percent"));
    println!(
        "{} results over all {files} files, {counts} with counts and {shares} with a share; {} entries on \
         the list of what is not shown; {attacked} small numbers of results, strata and units attacked, \
         0 recovered; the narrowest range that sums leave of one is {narrowest} wide",
        all.len(),
        public["suppressed"].as_array().unwrap().len()
    );
    assert!(attacked > 100, "only {attacked} numbers were attacked");
}

/// No group with a small number is shown, and none is what the others leave of the whole.
fn attack_groups(criterion: &Value, truth: &Value, key: &str, attacked: &mut u64) {
    let groups = criterion[key].as_array().unwrap();
    let name = if key == "strata" { "stratum" } else { "group" };
    let hidden = groups
        .iter()
        .filter(|group| group["gaps"].is_null())
        .count();
    let whole_shown = criterion["gaps"].is_u64();
    for group in groups {
        let own = truth[key].as_array().unwrap();
        let own = own.iter().find(|g| g[name] == group["group"]).unwrap();
        let (gaps, assessed) = (
            number(&own["gaps"]).unwrap(),
            number(&own["assessed"]).unwrap(),
        );
        let small = |count: u64| (1..MIN_CELL).contains(&count);
        // All or none of a large whole says the same of every group, and is flagged.
        let whole = (
            number(&truth["gaps"]).unwrap(),
            number(&truth["assessed"]).unwrap(),
        );
        let flagged = whole.0 == 0 || whole.0 == whole.1;
        if !flagged && (small(gaps) || small(assessed - gaps)) {
            *attacked += 1;
            assert!(group["gaps"].is_null(), "{}: {group}", criterion["id"]);
            assert!(
                !(whole_shown && hidden == 1),
                "{}: {group} is what the others leave",
                criterion["id"]
            );
        }
    }
}

/// A share of a register's table, as the auditors have it.
struct Share {
    labels: Vec<String>,
    role: String,
    /// With the property, and all.
    cases: Option<(u64, u64)>,
    percent: Option<u64>,
}

/// The shares of a column, line by line: what is published beside what is true.
fn shares(own: &Value, public: &Value, column: usize) -> Vec<Share> {
    let lines = public["rows"].as_array().unwrap().iter();
    lines
        .enumerate()
        .map(|(at, line)| {
            let labels = line["labels"].as_array().unwrap().iter();
            let true_share = own["rows"][at][column].as_f64();
            Share {
                labels: labels
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
                role: line["role"].as_str().unwrap().to_owned(),
                cases: true_share.and_then(fraction),
                percent: number(&line["percent"][column]),
            }
        })
        .collect()
}

/// The smallest fraction that a share can be, found by trying denominators.
fn fraction(share: f64) -> Option<(u64, u64)> {
    (1..3000_u32).find_map(|of| {
        let part = (share * f64::from(of)).round();
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count"
        )]
        ((part / f64::from(of) - share).abs() < 1e-12).then(|| (part as u64, u64::from(of)))
    })
}

/// Of groups others read shares alone, never of fewer than ten nor with a small number on one
/// side; of all together counts in tens. The smallest fraction a share can be is a lower bound of
/// what it rests on, so what is small here may be large, and what is hidden stays hidden: where
/// any is, at least two are, and no sum of groups is given.
#[test]
fn the_attack_on_the_registers_figures_recovers_no_small_number() {
    let (_, own, public) = &*BOTH;
    let own_tables = own["indicators"].as_array().unwrap();
    let (mut shown, mut hidden) = (0, 0);
    for public in public["indicators"].as_array().unwrap() {
        let own = own_tables.iter().find(|t| t["id"] == public["id"]).unwrap();
        assert_eq!(
            own["rows"].as_array().unwrap().len(),
            public["rows"].as_array().unwrap().len()
        );
        for (column, unit) in own["units"].as_array().unwrap().iter().enumerate() {
            for line in public["rows"].as_array().unwrap() {
                if line["role"] != "total" && unit == "count" {
                    assert!(line["about"][column].is_null(), "{}", public["id"]);
                }
                if let Some(about) = number(&line["about"][column]) {
                    assert!(about >= 10 && about % 10 == 0);
                }
            }
            if unit != "share" || own["id"].as_str().unwrap().ends_with("kurva") {
                continue;
            }
            let shares = shares(own, public, column);
            let groups = || {
                shares
                    .iter()
                    .filter(|s| s.role == "group" || s.role == "unplaced")
            };
            let closed = groups().filter(|s| s.percent.is_none() && s.cases.is_some());
            let closed = closed.count();
            hidden += closed;
            shown += shares.iter().filter(|s| s.percent.is_some()).count();
            assert_ne!(
                (closed, groups().count() > 1),
                (1, true),
                "{} {column}",
                own["id"]
            );
            for share in &shares {
                if share.role == "subtotal" && closed > 0 {
                    assert!(share.percent.is_none(), "{} {:?}", own["id"], share.labels);
                }
                // None or all of a group is never told.
                if let (Some(_), Some((part, of))) = (share.percent, share.cases) {
                    assert!(part != 0 && part != of, "{} {:?}", own["id"], share.labels);
                }
            }
        }
    }
    println!("{shown} shares of registers shown, {hidden} hidden");
    assert!(shown > 100 && hidden > 30, "{shown} shown, {hidden} hidden");
}

/// In the example two of 49 have no jobbplan, so whoever reads that a jobbplan's content was
/// assessed in 47 knows the two; and of 15 documented consents 13 have a date to compare,
/// which gives away the two who refused.
#[test]
fn one_table_does_not_tell_what_another_hides() {
    let (_, own, public) = &*BOTH;
    let of = |from: &Value, id: &str| {
        let all = from["criteria"].as_array().unwrap();
        all.iter().find(|c| c["id"] == id).unwrap().clone()
    };
    assert_eq!(of(own, "JP-01")["gaps"], 2);
    for id in ["JP-05", "JP-13", "JP-14"] {
        assert_eq!(of(own, id)["assessed"], 47);
        assert!(of(public, id)["assessed"].is_null(), "{id}");
        assert!(of(public, id)["percent"].is_u64(), "{id}");
    }
    let both = ["SAM-01", "SAM-05"].map(|id| of(public, id)["assessed"].is_u64());
    assert_ne!(both, [true, true]);
    // What the report is about is still there.
    assert_eq!(of(public, "SAM-01")["gaps"], 34);
    assert_eq!(of(public, "SAM-10")["gaps"], 5);
    // Everything that is null is on the list.
    let listed: BTreeSet<&str> = public["suppressed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["what"].as_str().unwrap())
        .collect();
    for criterion in public["criteria"].as_array().unwrap() {
        if criterion["gaps"].is_null() {
            assert!(listed.contains(criterion["id"].as_str().unwrap()));
        }
    }
}

/// Three and two files were drawn from the two smallest strata: neither their number nor what
/// would leave it is shown.
#[test]
fn the_size_of_a_small_stratum_is_hidden_everywhere() {
    let (_, own, public) = &*BOTH;
    let sizes = |from: &Value| -> Vec<Option<u64>> {
        let strata = from["strata"].as_array().unwrap();
        strata.iter().map(|s| number(&s["sample"])).collect()
    };
    let (own, public_sizes) = (sizes(own), sizes(public));
    let small: Vec<usize> = (0..own.len())
        .filter(|at| own[*at].unwrap() < MIN_CELL)
        .collect();
    assert_eq!(small.len(), 2);
    assert!(small.iter().all(|at| public_sizes[*at].is_none()));
    for criterion in public["criteria"].as_array().unwrap() {
        for at in &small {
            assert!(criterion["strata"][*at]["assessed"].is_null());
        }
    }
}

/// A plan can ask for more.
#[test]
fn min_cell_of_the_plan_is_kept() {
    let audit = copy_of("jobbtorg-2009");
    edit(
        &audit.path.join(folders::PLAN),
        "min_cell = 5",
        "min_cell = 8",
    );
    let public = run(&audit.path, "report --publish --format json");
    let public: Value = serde_json::from_str(&public.stdout).unwrap();
    assert_eq!(public["min_cell"], 8);
    for criterion in public["criteria"].as_array().unwrap() {
        if let Some(gaps) = number(&criterion["gaps"]) {
            assert!(gaps == 0 || gaps >= 8, "{criterion}");
        }
    }
}
