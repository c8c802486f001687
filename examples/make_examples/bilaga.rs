//! Bilaga 4 as a spreadsheet, laid out as it was printed: a title with the status month, two
//! header rows with merged group headings, both tables on one sheet, a footnote mark, a blank
//! cell, percentages as text. And a register with its totals, made by the program itself.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use super::program::Program;

/// The figures as printed.
const PRINTED: &str = include_str!("../../testdata/authority/bilaga-4.csv");

/// What stands above the two tables, and over how many of their columns the first group
/// heading reaches.
const TITLES: [(&str, u16); 2] = [
    (
        "Inskrivna aspiranter någon gång under de senaste 12 månaderna efter redovisningsgrupp*, avslutade återremitterade till sdf samt avslutade exkl återremitterade",
        5,
    ),
    (
        "Alla aspiranter som varit inskrivna på jobbtorg någon gång under de senaste 12 månaderna samt därav nytillkomna respektive avslutade (exkl återrem till sdf) under året per jobbtorg.",
        6,
    ),
];

/// Makes the example's files anew.
pub(crate) fn make(folder: &Path) -> Result<()> {
    let register = folder.join("register");
    if register.is_dir() {
        fs::remove_dir_all(&register)?;
    }
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2010, 2, 25)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Bilaga 4")?;
    let tables = PRINTED
        .split_once('\n')
        .context("an origin")?
        .1
        .split("\n\n");
    let mut row = 0;
    for (table, (title, first)) in tables.zip(TITLES) {
        row = write(sheet, table, row, title, first)? + 1;
    }
    sheet.write(
        row,
        0,
        "* Grupp enligt stadens anvisningar för redovisning.",
    )?;
    fs::write(folder.join("bilaga-4.xlsx"), workbook.save_to_buffer()?)?;
    Program::new(folder).run(&[
        "synth",
        "--template",
        "jobbtorg",
        "--totals",
        "bilaga-4.xlsx",
        "--rows",
        "11600",
        "--seed",
        "200911",
        "--only",
        "flai",
    ])
}

/// One table from a row on; gives the row after it.
fn write(sheet: &mut Worksheet, table: &str, top: u32, title: &str, first: u16) -> Result<u32> {
    let bold = Format::new().set_bold();
    let head = Format::new().set_bold().set_text_wrap();
    let lines: Vec<Vec<&str>> = table
        .trim()
        .lines()
        .map(|l| l.split(';').collect())
        .collect();
    let last = u16::try_from(lines[0].len())? - 1;
    sheet.write_with_format(top, 0, title, &bold)?;
    sheet.write_with_format(top, last - 4, "Statusmånad 200911", &bold)?;
    let group = "Inskrivna aspiranter (netto) under de senaste 12 månaderna.";
    sheet.merge_range(top + 1, 0, top + 2, 0, lines[0][0], &head)?;
    sheet.merge_range(top + 1, 1, top + 1, first, group, &head)?;
    sheet.merge_range(
        top + 1,
        first + 1,
        top + 1,
        last,
        "därav avslutsorsak",
        &head,
    )?;
    for (column, heading) in (0..).zip(&lines[0]).skip(1) {
        sheet.write_with_format(top + 2, column, *heading, &head)?;
    }
    let mut row = top + 3;
    for line in &lines[1..] {
        for (column, cell) in (0..).zip(line) {
            match cell.parse::<u32>() {
                Ok(number) => sheet.write(row, column, number)?,
                Err(_) if cell.is_empty() => sheet,
                Err(_) => sheet.write(row, column, *cell)?,
            };
        }
        row += 1;
    }
    Ok(row)
}
