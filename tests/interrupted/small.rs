//! An audit that is quick to work with: forty made-up people at one office, one register.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The plan; the audit is closed, so that it can be purged.
const PLAN: &str = r#"[audit]
title = "Liten granskning"
template = "jobbtorg"
language = "sv"
reference_date = 2009-11-30
closed = 2010-04-30

[registers.flai]
file = "register/flai.csv"

[unit]
register = "flai"
one_per = "personnummer"
if_several = "latest"
by = "inskrivningsdatum"

[strata]
by = ["flai.redovisningsgrupp"]

[sample]
size = 8
reserve = 2
seed = "17"
"#;

/// Makes the folder with its plan and its register.
pub(crate) fn audit(folder: &Path) {
    let mut rows =
        "Personnr;Jobbtorg;Stadsdelsnämnd;Redovisningsgrupp;Inskrivningsdatum\n".to_owned();
    for number in 0..40 {
        let (year, group) = if number % 4 == 0 {
            (1990, "Ungdom, 16 - 24 år")
        } else {
            (1970, "Övrig, över 24 år")
        };
        let nine = format!(
            "{:02}{:02}{:02}239",
            (year + number % 4) % 100,
            number % 12 + 1,
            number % 28 + 1
        );
        let check = check_digit(&nine);
        writeln!(
            rows,
            "19{nine}{check};JS Farsta;Enskede-Årsta-Vantör;{group};2009-05-04"
        )
        .unwrap();
    }
    fs::create_dir_all(folder.join("register")).unwrap();
    fs::write(folder.join("register/flai.csv"), rows).unwrap();
    fs::write(folder.join("granskning.toml"), PLAN).unwrap();
}

/// The Luhn digit of nine digits: weights 2, 1, 2, … and the digits of the products summed.
fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .bytes()
        .enumerate()
        .map(|(at, byte)| {
            let product = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (10 - sum % 10) % 10
}
