//! Published tables beside the register: agreement, or which figures differ and by how much.

use serde::Serialize;
use stickprov::indicator::{self, Control};
use stickprov::lang::{Lang, Text, whole};
use stickprov::problem::{Place, Result};

use super::drawn;
use super::exit::Exit;
use super::folder::Audit;
use super::output::{Align, Block, Grid, Item};

/// How many differences of one table are shown to people.
const SHOWN: usize = 30;
/// How many places are named.
const PLACES: usize = 4;

stickprov::texts! {
    heading() { "Avstämning mot publicerade tabeller", "Reconciliation with published tables" }
    agrees(title: &str, register: &str, compared: &str) { "{register} stämmer med den publicerade tabellen \u{201d}{title}\u{201d}: alla {compared} tal är lika.", "{register} agrees with the published table \u{201c}{title}\u{201d}: all {compared} figures are equal."; one compared: "{register} stämmer med den publicerade tabellen \u{201d}{title}\u{201d}: dess enda tal är lika.", "{register} agrees with the published table \u{201c}{title}\u{201d}: its one figure is equal." }
    differs(title: &str, register: &str, differing: &str, compared: &str) { "{register} skiljer sig från den publicerade tabellen \u{201d}{title}\u{201d} i {differing} av {compared} tal:", "{register} differs from the published table \u{201c}{title}\u{201d} in {differing} of {compared} figures:"; one compared: "{register} skiljer sig från den publicerade tabellen \u{201d}{title}\u{201d} i sitt enda tal:", "{register} differs from the published table \u{201c}{title}\u{201d} in its one figure:" }
    as_far_as_read(title: &str, register: &str, compared: &str) { "{register} stämmer med den publicerade tabellen \u{201d}{title}\u{201d} så långt den kunde läsas: {compared} tal är lika.", "{register} agrees with the published table \u{201c}{title}\u{201d} as far as it could be read: {compared} figures are equal."; one compared: "{register} stämmer med den publicerade tabellen \u{201d}{title}\u{201d} så långt den kunde läsas: {compared} tal är lika.", "{register} agrees with the published table \u{201c}{title}\u{201d} as far as it could be read: {compared} figure is equal." }
    one_unread(places: &str) { "Ett publicerat tal kunde inte läsas och jämfördes inte: {places}. Skriv talet ensamt i cellen, i en kopia av tabellen.", "One published figure could not be read and was not compared: {places}. Write the figure alone in its cell, in a copy of the table." }
    unread(count: &str, places: &str) { "{count} publicerade tal kunde inte läsas och jämfördes inte: {places}. Skriv talet ensamt i cellen, i en kopia av tabellen.", "{count} published figures could not be read and were not compared: {places}. Write the figure alone in its cell, in a copy of the table." }
    one_noted(places: &str) { "Ett publicerat tal lästes utan sin fotnot eller parentes: {places}.", "One published figure was read without its footnote mark or brackets: {places}." }
    noted(count: &str, places: &str) { "{count} publicerade tal lästes utan sina fotnoter eller parenteser: {places}.", "{count} published figures were read without their footnote marks or brackets: {places}." }
    line() { "Rad", "Line" }
    column() { "Kolumn", "Column" }
    published() { "Publicerat", "Published" }
    register() { "Registret", "Register" }
    difference() { "Skillnad", "Difference" }
    more(count: usize) { "… och {count} till (--format json ger alla)", "… and {count} more (--format json gives all)" }
}

/// What programs get.
#[derive(Serialize)]
pub(crate) struct Machine<'a> {
    file: &'a str,
    register: &'a str,
    indicator: &'a str,
    compared: u64,
    agrees: bool,
    differences: Vec<MachineDifference<'a>>,
    noted: &'a [Place],
    unread: &'a [Place],
}

#[derive(Serialize)]
struct MachineDifference<'a> {
    line: &'a str,
    column: &'a str,
    published: &'a str,
    register: &'a str,
    difference: Option<i64>,
    place: &'a Place,
}

/// Compares the plan's published tables with their registers; none where the plan has none.
pub(crate) fn compare(audit: &Audit, lang: Lang) -> Result<Vec<Control>> {
    if audit.plan.control_totals.is_empty() {
        return Ok(Vec::new());
    }
    drawn::reading(audit, lang, |sources| {
        indicator::control(&audit.plan, &audit.template, sources)
    })
}

pub(crate) fn machine(controls: &[Control], lang: Lang) -> Vec<Machine<'_>> {
    controls.iter().map(|control| one(control, lang)).collect()
}

fn one(control: &Control, lang: Lang) -> Machine<'_> {
    let differences = control
        .differences
        .iter()
        .map(|difference| MachineDifference {
            line: difference.line.get(lang),
            column: difference.column.get(lang),
            published: difference.published.get(lang),
            register: difference.register.get(lang),
            difference: difference.by,
            place: &difference.place,
        });
    Machine {
        file: &control.file,
        register: &control.register,
        indicator: &control.indicator,
        compared: control.compared,
        agrees: control.agrees(),
        differences: differences.collect(),
        noted: &control.noted,
        unread: &control.unread,
    }
}

pub(crate) fn blocks(controls: &[Control], lang: Lang) -> Vec<Block> {
    if controls.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(heading().get(lang).to_owned())];
    for control in controls {
        let title = control.title.get(lang);
        let compared = whole(lang, control.compared);
        let line = if control.agrees() {
            agrees(title, &control.register, &compared)
        } else if control.differences.is_empty() {
            as_far_as_read(title, &control.register, &compared)
        } else {
            let count = u64::try_from(control.differences.len()).unwrap_or(u64::MAX);
            let differing = whole(lang, count);
            differs(title, &control.register, &differing, &compared)
        };
        blocks.push(Block::Lines(vec![line.get(lang).to_owned()]));
        if !control.differences.is_empty() {
            blocks.extend(differences(control, lang));
        }
        let beside = beside(control, lang);
        if !beside.is_empty() {
            blocks.push(Block::Lines(beside));
        }
    }
    blocks
}

/// What was left out beside figures, and what could not be read, by place.
fn beside(control: &Control, lang: Lang) -> Vec<String> {
    let say = |all: &[Place], one: fn(&str) -> Text, more: fn(&str, &str) -> Text| {
        let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
        let places = first_places(all, lang);
        let text = match count {
            0 => return None,
            1 => one(&places),
            _ => more(&whole(lang, count), &places),
        };
        Some(text.get(lang).to_owned())
    };
    let unread = say(&control.unread, one_unread, unread);
    unread
        .into_iter()
        .chain(say(&control.noted, one_noted, noted))
        .collect()
}

/// The first places of a file, which is named once.
fn first_places(all: &[Place], lang: Lang) -> String {
    let words: Vec<String> = all.iter().map(|place| place.in_words(lang)).collect();
    let file = all
        .first()
        .map_or(String::new(), |place| format!("{}, ", place.file));
    let short = words.iter().enumerate().map(|(at, words)| {
        let rest = words.strip_prefix(&file).filter(|_| at > 0);
        rest.unwrap_or(words).to_owned()
    });
    let mut shown = short.take(PLACES).collect::<Vec<String>>().join("; ");
    if all.len() > PLACES {
        shown.push_str(" \u{2026}");
    }
    shown
}

fn differences(control: &Control, lang: Lang) -> Vec<Block> {
    let mut grid = Grid::new(&[
        (line().get(lang), Align::Left),
        (column().get(lang), Align::Left),
        (published().get(lang), Align::Right),
        (register().get(lang), Align::Right),
        (difference().get(lang), Align::Right),
    ]);
    for one in control.differences.iter().take(SHOWN) {
        let by = one.by.map_or_else(String::new, |by| {
            let size = whole(lang, by.unsigned_abs());
            let sign = if by < 0 { '\u{2212}' } else { '+' };
            format!("{sign}{size}")
        });
        grid.push(vec![
            Item::text(one.line.get(lang)),
            Item::text(one.column.get(lang)),
            Item::text(one.published.get(lang)),
            Item::text(one.register.get(lang)),
            Item::text(by),
        ]);
    }
    let mut blocks = vec![Block::Grid(grid)];
    if control.differences.len() > SHOWN {
        let rest = more(control.differences.len() - SHOWN);
        blocks.push(Block::Lines(vec![rest.get(lang).to_owned()]));
    }
    blocks
}

/// With `strict` a difference makes the verdict negative.
pub(crate) fn verdict(controls: &[Control], strict: bool) -> Exit {
    if strict && !controls.iter().all(Control::agrees) {
        Exit::Negative
    } else {
        Exit::Done
    }
}
