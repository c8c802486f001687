//! Lists that the reviewers keep beside the files: a register whose rows are about no person of
//! the sample and which no system can export, such as one row for each case officer and year.
//! Its workbook looks like the checklists, and is read back like any other register.

use jiff::civil::date;

use super::front::TITLE_HEIGHT;
use crate::checklist::manifest::{FIRST_LIST_COLUMN, SHEET};
use crate::checklist::{Occasion, texts};
use crate::lang::{Lang, Text};
use crate::problem::Result;
use crate::table::letters;
use crate::template::{Field, FieldKind, Register, RegisterRef, Template};
use crate::workbook::{
    Align, Allowed, Book, Face, Number, Print, Sheet, Style, Validation, fit, fits_in_list,
};

/// What the workbook says about itself; no answers of files stand in it.
pub(crate) const SCHEMA: &str = "stickprov/list/1";
/// The row of the headers on the sheet of rows.
const HEADERS: u32 = 3;
/// The widths of a field and of the place for a reference.
const WIDTH: f64 = 26.0;
const REFERENCE: f64 = 34.0;
/// The width of the instructions.
const INSTRUCTIONS: f64 = 74.0;

/// Makes the workbook of a register that the reviewers fill in; `None` where it is none.
pub fn form(
    template: &Template,
    register: RegisterRef,
    occasion: Occasion<'_>,
) -> Result<Option<Vec<u8>>> {
    let of = template.register(register);
    let Some(form) = &of.form else {
        return Ok(None);
    };
    let lang = occasion.lang;
    let mut book = Book::new(of.title.get(lang));
    book.property("schema", SCHEMA);
    book.property("draw_id", occasion.draw_id);
    book.property("register", &of.id);
    let footer = format!(
        "{} · {} · {}",
        occasion.title,
        of.title.get(lang),
        occasion.draw_id
    );
    let words: Vec<Vec<String>> = (0..of.fields.len())
        .map(|field| offered(template, register, field))
        .collect();
    book.sheet(texts::read_first().get(lang));
    let sheet = book.sheet(of.title.get(lang));
    rows(sheet, of, form.rows, (&words, occasion.title, lang));
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((HEADERS, HEADERS)),
        footer: &footer,
        ..Print::default()
    });
    let tab = sheet.name();
    let first = book.first_sheet();
    front(first, of, occasion, &tab);
    first.print(Print {
        footer: &footer,
        ..Print::default()
    });
    let own = book.sheet(SHEET);
    let lines = [
        ("schema", SCHEMA),
        ("draw_id", occasion.draw_id),
        ("register", of.id.as_str()),
    ];
    for (row, (name, value)) in (0..).zip(lines) {
        own.text(row, 0, name, Style::PLAIN);
        own.text(row, 1, value, Style::PLAIN);
    }
    for (column, list) in (FIRST_LIST_COLUMN..).zip(&words) {
        for (row, word) in (0..).zip(list) {
            own.text(row, column, word, Style::PLAIN);
        }
    }
    own.protect();
    own.hide();
    book.bytes().map(Some)
}

/// The values that may be chosen in a field: where every criterion that counts over the register
/// counts some of them alone, those; otherwise all that the template knows.
fn offered(template: &Template, register: RegisterRef, field: usize) -> Vec<String> {
    let criteria = template.criteria.iter();
    let parts = criteria
        .flat_map(|criterion| &criterion.population)
        .filter(|part| part.register == register);
    let mut counted: Vec<String> = Vec::new();
    for part in parts {
        let own = part.only.iter().find(|(at, _)| *at == field);
        let Some((_, values)) = own else {
            counted.clear();
            break;
        };
        counted.extend(values.iter().cloned());
    }
    if counted.is_empty() {
        let known = template.register(register).fields[field].values.iter();
        counted.extend(known.map(|value| value.value.clone()));
    }
    counted.dedup();
    counted
}

/// How to fill it in, what the columns hold, and how many rows are filled in.
fn front(sheet: &mut Sheet, of: &Register, occasion: Occasion<'_>, tab: &str) {
    let lang = occasion.lang;
    sheet.width(0, 16.0);
    sheet.width(1, INSTRUCTIONS);
    sheet.text(0, 0, of.title.get(lang), Style::TITLE);
    sheet.height(0, TITLE_HEIGHT);
    sheet.text(1, 0, occasion.title, Style::HEADING);
    let strong = Style::PLAIN.face(Face::Strong);
    sheet.text(3, 0, texts::draw().get(lang), strong);
    sheet.text(3, 1, occasion.draw_id, Style::PLAIN);
    sheet.text(4, 0, texts::rows_filled().get(lang), strong);
    let first = letters(0);
    let rows = of.form.as_ref().map_or(0, |form| form.rows);
    let (from, to) = (HEADERS + 2, HEADERS + 1 + rows);
    let quoted = tab.replace('\'', "''");
    let formula = format!("=COUNTA('{quoted}'!{first}{from}:{first}{to})");
    sheet.formula(4, 1, &formula, "0", Style::PLAIN.align(Align::Indented));
    let mut row = 6;
    sheet.text(row, 0, texts::how_to().get(lang), Style::HEADING);
    let instructions = of
        .form
        .as_ref()
        .map_or("", |form| form.instructions.get(lang));
    let paragraphs = instructions.lines().map(str::trim);
    for (number, paragraph) in (1..).zip(paragraphs.filter(|line| !line.is_empty())) {
        row += 1;
        sheet.text(row, 0, &format!("{number}."), Style::PLAIN);
        sheet.text(row, 1, paragraph, Style::WRAPPED);
        let lines = fit::lines(paragraph, INSTRUCTIONS);
        sheet.height(row, fit::height(lines, 0) + 4.0);
    }
    sheet.protect();
    sheet.show_first();
}

/// The headers and the rows to fill in.
fn rows(
    sheet: &mut Sheet,
    of: &Register,
    rows: u32,
    (words, title, lang): (&[Vec<String>], &str, Lang),
) {
    sheet.text(0, 0, of.title.get(lang), Style::TITLE);
    sheet.height(0, TITLE_HEIGHT);
    sheet.text(1, 0, title, Style::HEADING);
    let (first, last) = (HEADERS + 1, HEADERS + rows);
    for ((column, field), words) in (0..).zip(&of.fields).zip(words) {
        sheet.width(column, WIDTH);
        sheet.text(HEADERS, column, field.title.get(lang), Style::HEADER);
        let place = usize::from(FIRST_LIST_COLUMN) + usize::from(column);
        let rule = validation(field, words, place, lang);
        sheet.validate((first, column), (last, column), &rule);
        for row in first..=last {
            sheet.blank(row, column, style(field));
        }
    }
    // What the register does not know is kept beside it, and read by nobody but people.
    let beside = u16::try_from(of.fields.len()).unwrap_or(u16::MAX - 1);
    sheet.width(beside, REFERENCE);
    sheet.text(HEADERS, beside, texts::reference().get(lang), Style::HEADER);
    for row in first..=last {
        sheet.blank(row, beside, Style::ANSWER);
    }
    sheet.freeze(HEADERS + 1, 0);
    sheet.protect();
}

fn style(field: &Field) -> Style {
    match field.kind {
        FieldKind::Date => Style::ANSWER.number(Number::Date),
        FieldKind::Integer => Style::ANSWER.number(Number::General),
        FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Code
        | FieldKind::Codes
        | FieldKind::Month
        | FieldKind::YesNo
        | FieldKind::Text => Style::ANSWER,
    }
}

/// What may be typed in a field's column; long lists stand in the column `place` of the sheet
/// out of sight.
fn validation(field: &Field, words: &[String], place: usize, lang: Lang) -> Validation {
    let (allowed, takes, strict) = match field.kind {
        FieldKind::Date => {
            let days = Allowed::Date(date(1900, 1, 1), date(2099, 12, 31));
            (days, texts::takes_date(), true)
        }
        FieldKind::Integer => (Allowed::Integer(0, 9999), texts::takes_integer(), true),
        FieldKind::Code if words.is_empty() => (Allowed::Anything, texts::takes_text(), false),
        FieldKind::Code => {
            let allowed = if fits_in_list(words) {
                Allowed::List(words.to_vec())
            } else {
                let column = letters(place);
                Allowed::ListIn(format!("={SHEET}!${column}$1:${column}${}", words.len()))
            };
            (allowed, joined(words), true)
        }
        FieldKind::YesNo => {
            let words = [texts::yes(), texts::no()].map(|word| word.get(lang).to_owned());
            let takes = joined(&words);
            (Allowed::List(words.to_vec()), takes, true)
        }
        FieldKind::Personnummer
        | FieldKind::Id
        | FieldKind::Codes
        | FieldKind::Month
        | FieldKind::Text => (Allowed::Anything, texts::takes_text(), false),
    };
    let takes: &Text = &takes;
    Validation {
        allowed,
        help: (field.title.get(lang).to_owned(), takes.get(lang).to_owned()),
        refusal: texts::refusal(takes.get(lang)).get(lang).to_owned(),
        strict,
    }
}

/// The words for a refusal, in the language they are in.
fn joined(words: &[String]) -> Text {
    Text::same(words.join(" · "))
}
