//! The figures of Stadsrevisionen's report nr 4/2010 about the 49 files: consent missing or
//! undocumented in about 70 % of the SoL-akter and about 10 % of the personakter, job plans
//! missing in about 40 % of the SoL-akter in Södermalm and Enskede-Årsta-Vantör, and in
//! Rinkeby-Kista hardly any, while most work plans are missing there, by the local routine.

use super::folders::copy_of;
use super::program::run;
use super::{counts, criterion, group, json};

#[test]
fn the_published_figures_come_out() {
    let audit = copy_of("jobbtorg-2009");
    let gaps = json(&audit.path, "gaps");
    assert_eq!(gaps["files"].as_array().unwrap().len(), 49);
    assert_eq!(counts(criterion(&gaps, "SAM-01")), (34, 49));
    assert_eq!(counts(criterion(&gaps, "SAM-10")), (5, 49));

    let two = "gaps --by flai.stadsdelsnämnd=Södermalm,Enskede-Årsta-Vantör";
    let together = json(&audit.path, two);
    let communicated = criterion(&together, "KOM-01");
    let groups = communicated["groups"].as_array().unwrap();
    assert_eq!(groups.len(), 1);
    assert_eq!(counts(&groups[0]), (13, 32));

    let by_board = json(&audit.path, "gaps --by flai.stadsdelsnämnd");
    let few = group(criterion(&by_board, "KOM-01"), "Rinkeby-Kista");
    assert_eq!(counts(few), (2, 17));
    // "I flertalet" of the files there: more than half, every one explained.
    let plans = criterion(&by_board, "AP-01");
    let most = group(plans, "Rinkeby-Kista");
    assert_eq!((counts(most), &most["explained"]), ((12, 17), &12.into()));
    // Nobody else has that routine.
    assert_eq!(plans["explained"], 12);
    // "Endast matchning" in about one plan of ten.
    assert_eq!(counts(criterion(&gaps, "JP-17")), (5, 47));
}

/// 39 adults and 10 young out of 90, at the three boards.
#[test]
fn the_draw_is_39_and_10() {
    let audit = copy_of("jobbtorg-2009");
    let frame = json(&audit.path, "frame");
    let strata = frame["strata"].as_array().unwrap();
    let sum = |key: &str, start: &str| -> u64 {
        strata
            .iter()
            .filter(|stratum| stratum["name"].as_str().unwrap().starts_with(start))
            .map(|stratum| stratum[key].as_u64().unwrap())
            .sum()
    };
    assert_eq!(sum("population", ""), 90);
    assert_eq!((sum("sample", "Övrig"), sum("sample", "Ungdom")), (39, 10));
}

/// What people read: the table in both languages, at the width of a narrow terminal.
#[test]
fn the_table_shows_them() {
    let audit = copy_of("jobbtorg-2009");
    for (lang, sam_01, sam_10) in [
        ("sv", ["34 av 49", "69\u{a0}%"], ["5 av 49", "10\u{a0}%"]),
        ("en", ["34 of 49", "69%"], ["5 of 49", "10%"]),
    ] {
        let ran = run(&audit.path, &format!("gaps --lang {lang}"));
        let line = |id: &str| {
            let found = ran.stdout.lines().find(|line| line.starts_with(id));
            found.unwrap_or_else(|| panic!("no line {id} in\n{}", ran.stdout))
        };
        for (id, parts) in [("SAM-01", sam_01), ("SAM-10", sam_10)] {
            for part in parts {
                assert!(line(id).contains(part), "{}", line(id));
            }
        }
        let widest = ran.stdout.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{widest:?}");
    }
}
