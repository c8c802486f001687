//! The draw on random exports: the same as the independent model says, whatever the order of
//! rows and columns and whatever the file's form; every row accounted for; Σ n_h = n.

use proptest::prelude::*;
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization as _;

use super::audit::{draw, plan_text};
use super::export::{FORMS, Form, Row, Table};
use super::model;

/// The settings of one random audit.
#[allow(
    clippy::struct_excessive_bools,
    reason = "five independent switches of a plan, thrown at random"
)]
#[derive(Debug, Clone)]
struct Settings {
    by_days: bool,
    by_office: bool,
    office_first: bool,
    strata: Vec<usize>,
    latest: bool,
    equal: bool,
    size: usize,
    minimum: u64,
    reserve: usize,
    seed: String,
}

const OFFICES: [&str; 6] = ["North", "N.", "\u{a0}North ", "South", "West", ""];
const GROUPS: [&str; 6] = [
    "Ung",
    "Ung\u{a0}",
    "A\u{308}ldre",
    "\u{c4}ldre",
    "Öv, \"rig\"",
    "",
];
const DAYS: [&str; 7] = [
    "2009-05-03",
    "2009-05-04",
    "20090506",
    "6/5 2009",
    "2009-05-08",
    "2009-05-09",
    "",
];

/// What a day's text means.
fn day(text: &str) -> Option<model::Day> {
    match text {
        "" => None,
        "20090506" | "6/5 2009" => Some((2009, 5, 6)),
        iso => Some((2009, 5, iso[8..].parse().unwrap())),
    }
}

fn any_row() -> impl Strategy<Value = Row> {
    let person = prop_oneof![
        1 => Just(String::new()),
        12 => (1_u32..16, 0_usize..5).prop_map(|(number, spelling)| {
            let ten = model::completed(&format!("79{number:02}{:02}239", 1 + number % 9));
            // No month 13 to 15: those persons are damaged cells, kept as they stand.
            match spelling {
                0 => format!("19{ten}"),
                1 => format!("{}-{}", &ten[..6], &ten[6..]),
                2 => format!("19{} {}", &ten[..6], &ten[6..]),
                3 => format!(" {ten} "),
                _ => ten,
            }
        }),
    ];
    let pick =
        |from: &'static [&'static str]| proptest::sample::select(from).prop_map(str::to_owned);
    (person, pick(&OFFICES), pick(&GROUPS), pick(&DAYS), 1_u32..9).prop_map(
        |(person, office, group, day, visits)| [person, office, group, day, visits.to_string()],
    )
}

fn any_settings() -> impl Strategy<Value = Settings> {
    let strata = prop_oneof![
        Just(vec![]),
        Just(vec![0]),
        Just(vec![1]),
        Just(vec![0, 1]),
        Just(vec![1, 0])
    ];
    (
        any::<[bool; 5]>(),
        strata,
        1_usize..12,
        0_u64..3,
        0_usize..3,
        "[a-zåäö0-9]{1,8}",
    )
        .prop_map(|(flags, strata, size, minimum, reserve, seed)| Settings {
            by_days: flags[0],
            by_office: flags[1],
            office_first: flags[2],
            strata,
            latest: flags[3],
            equal: flags[4],
            size,
            minimum,
            reserve,
            seed,
        })
}

impl Settings {
    fn sections(&self) -> String {
        let mut lines = Vec::new();
        if self.by_days {
            lines.push("\"reg_a.in\" = { from = 2009-05-04, to = 2009-05-08 }\n");
        }
        if self.by_office {
            lines.push("\"reg_a.office\" = [\"South\", \"North\"]\n");
        }
        if self.office_first {
            lines.reverse();
        }
        let fields: Vec<&str> = self
            .strata
            .iter()
            .map(|at| ["\"reg_a.office\"", "\"reg_a.group\""][*at])
            .collect();
        format!(
            "[unit]\nby = \"in\"\nif_several = \"{}\"\n[scope]\n{}[strata]\nby = [{}]\n[sample]\n\
             size = {}\nallocation = \"{}\"\nminimum = {}\nreserve = {}\nseed = \"{}\"\n",
            if self.latest { "latest" } else { "earliest" },
            lines.concat(),
            fields.join(", "),
            self.size,
            if self.equal { "equal" } else { "proportional" },
            self.minimum,
            self.reserve,
            self.seed,
        )
    }

    fn scope_lines(&self) -> usize {
        usize::from(self.by_days) + usize::from(self.by_office)
    }

    fn row(&self, row: &Row) -> model::Row {
        let [person, office, group, when, _] = row;
        let office = match model::plain(office).as_str() {
            "N." => "North".to_owned(),
            other => other.to_owned(),
        };
        let when = day(when);
        let mut lines = Vec::new();
        if self.by_days {
            lines.push(when.is_some_and(|day| ((2009, 5, 4)..=(2009, 5, 8)).contains(&day)));
        }
        if self.by_office {
            lines.push(office == "North" || office == "South");
        }
        if self.office_first {
            lines.reverse();
        }
        let values = [office, model::plain(group)];
        model::Row {
            key: model::key(person, false, (2009, 11, 30)),
            strata: self.strata.iter().map(|at| values[*at].clone()).collect(),
            order: when,
            fails: lines.iter().position(|holds| !holds),
        }
    }

    /// What DESIGN 4 says; `None` where the plan cannot be carried out.
    fn expected(&self, rows: &[Row]) -> Option<(model::Frame, Vec<i128>, Vec<Line>)> {
        let rows: Vec<model::Row> = rows.iter().map(|row| self.row(row)).collect();
        let frame = model::frame(&rows, self.scope_lines(), self.latest);
        let shares: Vec<model::Share> = frame
            .strata
            .iter()
            .map(|(values, keys)| {
                let all = i128::try_from(keys.len()).unwrap();
                let weight = if self.equal { 1 } else { all };
                (
                    model::name(values),
                    weight,
                    all,
                    i128::from(self.minimum).min(all),
                )
            })
            .collect();
        let all: i128 = shares.iter().map(|share| share.2).sum();
        let least: i128 = shares.iter().map(|share| share.3).sum();
        let n = i128::try_from(self.size).unwrap();
        if n > all || least > n {
            return None;
        }
        let sizes = model::allocate(&shares, n);
        assert_eq!(sizes.iter().sum::<i128>(), n, "the model itself");
        let lines = model::ranked(&frame.strata, &sizes, self.reserve, &self.seed);
        Some((frame, sizes, lines))
    }
}

type Line = (String, String, bool);

/// Windows-1252 has no combining characters: an export in it holds composed ones.
fn writable(mut table: Table, form: Form) -> Table {
    if form == Form::Windows {
        for row in &mut table.rows {
            for cell in row {
                *cell = cell.nfc().collect();
            }
        }
    }
    table
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn the_draw_is_what_the_design_says(
        rows in proptest::collection::vec(any_row(), 3..40),
        settings in any_settings(),
        form in proptest::sample::select(&FORMS[..]),
        columns in Just([0, 1, 2, 3, 4_usize]).prop_shuffle(),
        turn in 0_usize..40,
    ) {
        let expected = settings.expected(&rows);
        let mut table = Table::new(rows);
        table.columns = columns;
        let turn = turn % table.rows.len();
        table.rows.rotate_left(turn);
        let table = writable(table, form);
        let folder = TempDir::new().unwrap();
        let file = table.write(folder.path(), form);
        let drawn = draw(folder.path(), &plan_text(&file, &settings.sections()));
        let Some((frame, sizes, lines)) = expected else {
            prop_assert!(drawn.is_err());
            return Ok(());
        };
        let drawn = drawn.map_err(|error| TestCaseError::fail(error.to_string()))?;
        let reconciled = &drawn.frame.reconciliation[0];
        prop_assert!(reconciled.adds_up());
        prop_assert_eq!(reconciled.read, u64::try_from(table.rows.len()).unwrap());
        let counts = |reasons: &[stickprov::frame::Reason]| -> Vec<u64> {
            reasons.iter().map(|reason| reason.count).collect()
        };
        let excluded: Vec<u64> = frame.failed.iter().copied().chain([frame.superseded]).collect();
        prop_assert_eq!(counts(&reconciled.excluded), excluded);
        prop_assert_eq!(counts(&reconciled.rejected), vec![frame.nameless]);
        let populations: Vec<usize> = frame.strata.values().map(Vec::len).collect();
        let seen: Vec<usize> =
            drawn.frame.strata.iter().map(|s| usize::try_from(s.population).unwrap()).collect();
        prop_assert_eq!(seen, populations);
        let names: Vec<String> = frame.strata.keys().map(|values| model::name(values)).collect();
        let seen: Vec<String> = drawn.frame.strata.iter().map(|s| s.name.clone()).collect();
        prop_assert_eq!(seen, names);
        let seen: Vec<i128> = drawn.selection.sizes.sizes.iter().map(|n| i128::from(*n)).collect();
        prop_assert_eq!(seen, sizes);
        prop_assert_eq!(drawn.lines(), lines);
    }
}
