//! One sheet of a fetch list: what is asked for and why it may be handed over, then a line
//! for each file with room for what became of it.

use super::texts;
use super::{Heading, Line, List};
use crate::lang::Text;
use crate::workbook::{Allowed, Book, Print, Sheet, Style, Validation, fits_in_list};

/// The workbook's title.
pub(super) fn title(heading: &Heading, recipient: &str, number: u32) -> String {
    let lang = heading.lang;
    let mut title = texts::title().get(lang).to_owned();
    if !recipient.trim().is_empty() {
        title.push_str(&format!(": {recipient}"));
    }
    if number > 1 {
        title.push_str(&format!(" ({})", texts::further(number).get(lang)));
    }
    title
}

/// One kind of file.
pub(super) fn write(
    book: &mut Book,
    heading: &Heading,
    recipient: &str,
    number: u32,
    list: &List,
    lines: &[&Line],
) {
    let lang = heading.lang;
    let say = |text: Text| text.get(lang).to_owned();
    let sheet = book.sheet(list.files.get(lang));

    let columns = columns(heading, list, lines);
    let last = u16::try_from(columns.len() - 1).expect("a list has fewer than ten columns");
    for (at, column) in (0..).zip(&columns) {
        sheet.width(at, column.width);
    }

    let mut row = 0;
    sheet.text(row, 0, &title(heading, recipient, number), Style::TITLE);
    sheet.height(row, 26.0);
    let to = if recipient.trim().is_empty() {
        say(texts::nobody())
    } else {
        recipient.to_owned()
    };
    let mut facts = vec![
        (say(texts::to()), to),
        (say(texts::audit()), heading.title.to_owned()),
    ];
    if !heading.reference.is_empty() {
        facts.push((say(texts::reference()), heading.reference.to_owned()));
    }
    facts.push((say(texts::draw()), heading.draw_id.to_owned()));
    let room: f64 = columns.iter().skip(1).map(|column| column.width).sum();
    for (label, value) in facts {
        row += 1;
        sheet.text(row, 0, &label, Style::PLAIN);
        sheet.merged((row, 1), (row, last), &value, Style::WRAPPED);
        if lines_needed(&value, room) > 1.0 {
            sheet.height(row, 15.5 * lines_needed(&value, room));
        }
    }
    row += 1;

    let mut paragraphs = vec![
        texts::asked(lines.len(), list.files.get(lang)),
        texts::whole(),
    ];
    if let Some(day) = heading.announced {
        paragraphs.push(texts::announced(&day.to_string()));
    }
    paragraphs.extend([texts::mark(), texts::missing(), texts::secrecy()]);
    let width: f64 = columns.iter().map(|column| column.width).sum();
    for paragraph in paragraphs {
        row += 1;
        let text = paragraph.get(lang);
        sheet.merged((row, 0), (row, last), text, Style::WRAPPED);
        // Merged cells do not grow with their text.
        sheet.height(row, 15.5 * lines_needed(text, width));
    }

    row += 2;
    let header_row = row;
    for (at, column) in (0..).zip(&columns) {
        sheet.text(header_row, at, &column.header, Style::HEADER);
    }
    sheet.height(header_row, 32.0);
    for (row, line) in (header_row + 1..).zip(lines) {
        for (at, column) in (0..).zip(&columns) {
            match (column.cell)(line) {
                Some(text) => sheet.text(row, at, text, Style::WRAPPED.border()),
                None => sheet.blank(row, at, Style::ANSWER),
            }
        }
        sheet.height(row, 22.0);
    }
    let count = u32::try_from(lines.len()).expect("a sample is far below the rows of a sheet");
    allow(sheet, list, heading, &columns, header_row, count);

    sheet.freeze(header_row + 1, 1);
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((header_row, header_row)),
        footer: texts::footer().get(lang),
        ..Print::default()
    });
    sheet.protect();
}

/// A column: its header, its width, and the text it takes from a line; none where the
/// recipient writes.
struct Column {
    header: String,
    width: f64,
    cell: fn(&Line) -> Option<&str>,
    answer: Option<Filled>,
}

/// What the recipient writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filled {
    Delivered,
    Date,
    Reason,
    Signature,
}

fn columns(heading: &Heading, list: &List, lines: &[&Line]) -> Vec<Column> {
    let lang = heading.lang;
    let known = |header: &str, width, cell| Column {
        header: header.to_owned(),
        width,
        cell,
        answer: None,
    };
    let filled = |header: Text, width, answer| Column {
        header: header.get(lang).to_owned(),
        width,
        cell: |_| None,
        answer: Some(answer),
    };
    let mut columns = vec![
        known(texts::id().get(lang), 12.0, |line| Some(&line.id)),
        known(heading.identity, 18.0, |line| Some(&line.identity)),
    ];
    if lines.iter().any(|line| line.name.is_some()) {
        columns.push(known(texts::name().get(lang), 28.0, |line| {
            Some(line.name.as_deref().unwrap_or_default())
        }));
    }
    if let Some(extra) = list.extra {
        columns.push(known(extra.get(lang), 16.0, |line| Some(&line.extra)));
    }
    columns.extend([
        filled(texts::delivered(), 11.0, Filled::Delivered),
        filled(texts::date(), 13.0, Filled::Date),
        filled(texts::reason(), 26.0, Filled::Reason),
        filled(texts::signature(), 16.0, Filled::Signature),
    ]);
    columns
}

/// What may be written where: an x, and one of the reasons.
fn allow(
    sheet: &mut Sheet,
    list: &List,
    heading: &Heading,
    columns: &[Column],
    header_row: u32,
    count: u32,
) {
    let lang = heading.lang;
    for (at, column) in (0..).zip(columns) {
        let validation = match column.answer {
            Some(Filled::Delivered) => Validation {
                allowed: Allowed::List(vec!["x".to_owned()]),
                help: (
                    column.header.clone(),
                    texts::tick_help().get(lang).to_owned(),
                ),
                refusal: texts::tick_help().get(lang).to_owned(),
                strict: false,
            },
            Some(Filled::Reason) => {
                let words: Vec<String> = list
                    .reasons
                    .iter()
                    .map(|reason| reason.get(lang).to_owned())
                    .collect();
                if words.is_empty() || !fits_in_list(&words) {
                    continue;
                }
                Validation {
                    allowed: Allowed::List(words),
                    help: (
                        column.header.clone(),
                        texts::choose_reason().get(lang).to_owned(),
                    ),
                    refusal: texts::choose_reason().get(lang).to_owned(),
                    strict: false,
                }
            }
            Some(Filled::Date | Filled::Signature) | None => continue,
        };
        sheet.validate((header_row + 1, at), (header_row + count, at), &validation);
    }
}

/// How many lines a text takes in a cell of so many characters; a little too many rather
/// than one too few.
fn lines_needed(text: &str, width: f64) -> f64 {
    let letters = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    (f64::from(letters) / (width * 0.95)).ceil().max(1.0)
}
