//! The workbooks that go out, one a board: a first sheet that says what is asked, and a sheet
//! with a line for each fact, room for the board's answer beside it and for the auditors'
//! position after that.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};

use super::read::SCHEMA;
use super::{Item, texts};
use crate::checklist::ledger::{self, Key, Ledger};
use crate::checklist::persons::Words;
use crate::checklist::write::rules::{self, Lists};
use crate::lang::{Lang, Text, sort_key};
use crate::problem::Result;
use crate::protocol::fetch::slug;
use crate::table::letters;
use crate::template::Template;
use crate::workbook::{
    Align, Allowed, Book, Face, Fill, Look, Number, Print, Sheet, Style, Validation, fit,
};

/// What every workbook says about its audit.
#[derive(Debug, Clone, Copy)]
pub struct Heading<'a> {
    /// The language.
    pub lang: Lang,
    /// What the audit is called.
    pub title: &'a str,
    /// The audit's own number; may be empty.
    pub reference: &'a str,
    /// The draw.
    pub draw_id: &'a str,
    /// When the audit was announced.
    pub announced: Option<Date>,
    /// The day that personal identity numbers are dated by.
    pub reference_date: Date,
}

/// A workbook to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned<'a> {
    /// Plain ASCII, with its ending.
    pub file_name: String,
    /// Who it is for.
    pub board: &'a str,
    /// In the order they were given.
    pub items: Vec<&'a Item>,
}

/// A workbook that stands in the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name.
    pub file_name: String,
    /// Who it is for.
    pub board: String,
    /// What it asks, by löpnummer and code.
    pub asks: BTreeSet<(String, String)>,
    /// Whether anything was filled in.
    pub filled: bool,
}

/// The workbooks to write: for each board what stands in none of its filled-in workbooks. One
/// that nobody has filled in is written anew; a filled-in one is never touched. `taken` are
/// the names in the folder, whatever they are.
pub fn plan<'a>(
    items: &'a [Item],
    standing: &[Standing],
    taken: &BTreeSet<String>,
) -> Vec<Planned<'a>> {
    let mut taken: BTreeSet<String> = taken.iter().map(|name| name.to_lowercase()).collect();
    let mut boards: BTreeMap<(Vec<u32>, &str), Vec<&Item>> = BTreeMap::new();
    for item in items {
        let key = (item.id.clone(), item.code.clone());
        let stands = standing
            .iter()
            .any(|book| book.filled && book.asks.contains(&key));
        if !stands {
            let board = (sort_key(&item.board), item.board.as_str());
            boards.entry(board).or_default().push(item);
        }
    }
    boards
        .into_iter()
        .map(|((_, board), items)| {
            let old = standing
                .iter()
                .find(|book| !book.filled && book.board == board);
            let file_name = match old {
                Some(old) => old.file_name.clone(),
                None => free_name(board, &mut taken),
            };
            Planned {
                file_name,
                board,
                items,
            }
        })
        .collect()
}

fn free_name(board: &str, taken: &mut BTreeSet<String>) -> String {
    let stem = slug(board);
    let mut name = format!("{stem}.xlsx");
    let mut number = 1;
    while taken.contains(&name) {
        number += 1;
        name = format!("{stem}-{number}.xlsx");
    }
    taken.insert(name.clone());
    name
}

/// The bytes of a workbook.
pub fn bytes(template: &Template, heading: Heading<'_>, planned: &Planned<'_>) -> Result<Vec<u8>> {
    let lang = heading.lang;
    let title = title(planned.board);
    let mut book = Book::new(title.get(lang));
    first(book.sheet(texts::read_first().get(lang)), heading, planned);
    let questions = planned
        .items
        .iter()
        .filter_map(|item| Some(template.question(item.question?)));
    let lists = Lists::new(questions, lang);
    let sheet = book.sheet(texts::findings().get(lang));
    findings(sheet, template, heading, planned, &lists);
    let keys = planned.items.iter().map(|item| Key {
        id: item.id.clone(),
        code: item.code.clone(),
        ours: item.ours.clone(),
    });
    let ledger = Ledger {
        schema: SCHEMA,
        draw_id: heading.draw_id.to_owned(),
        recipient: planned.board.to_owned(),
        keys: keys.collect(),
    };
    ledger.write(&mut book, lists.in_cells());
    book.bytes()
}

fn title(board: &str) -> Text {
    if board.is_empty() {
        let none = texts::no_board();
        return Text {
            sv: texts::title(&none.sv).sv,
            en: texts::title(&none.en).en,
        };
    }
    texts::title(board)
}

/// The width of the instructions.
const INSTRUCTIONS: f64 = 78.0;

fn first(sheet: &mut Sheet, heading: Heading<'_>, planned: &Planned<'_>) {
    let lang = heading.lang;
    sheet.width(0, 26.0);
    sheet.width(1, INSTRUCTIONS);
    sheet.text(0, 0, title(planned.board).get(lang), Style::TITLE);
    sheet.height(0, 26.0);
    let files: BTreeSet<&str> = planned.items.iter().map(|item| item.id.as_str()).collect();
    let mut row = 1;
    for (label, value) in [
        (texts::to(), planned.board.to_owned()),
        (texts::audit(), heading.title.to_owned()),
        (texts::reference(), heading.reference.to_owned()),
        (texts::draw(), heading.draw_id.to_owned()),
        (texts::files(), files.len().to_string()),
        (texts::lines(), planned.items.len().to_string()),
    ] {
        if !value.is_empty() {
            row += 1;
            sheet.text(row, 0, label.get(lang), Style::PLAIN.face(Face::Strong));
            sheet.text(row, 1, &value, Style::WRAPPED);
        }
    }
    row += 2;
    sheet.text(row, 0, texts::how_to().get(lang), Style::HEADING);
    let steps = [
        Some(texts::step_facts()),
        Some(texts::step_agrees()),
        Some(texts::step_answer()),
        heading
            .announced
            .map(|day| texts::step_notice(&day.to_string())),
        Some(texts::step_whole()),
        Some(texts::step_back()),
        Some(texts::step_position()),
    ];
    for (number, step) in (1..).zip(steps.iter().flatten()) {
        row += 1;
        let text = step.get(lang);
        sheet.text(
            row,
            0,
            &format!("{number}."),
            Style::PLAIN.align(Align::Right),
        );
        sheet.text(row, 1, text, Style::WRAPPED);
        sheet.height(row, fit::height(fit::lines(text, INSTRUCTIONS), 0) + 5.0);
    }
    sheet.protect();
    sheet.show_first();
    sheet.print(Print {
        footer: &footer(heading, planned),
        ..Print::default()
    });
}

fn footer(heading: Heading<'_>, planned: &Planned<'_>) -> String {
    let text = texts::footer(planned.board, heading.draw_id);
    text.get(heading.lang).to_owned()
}

/// The columns, in order, with their widths.
const WIDTHS: [f64; 12] = [
    11.0, 11.0, 28.0, 32.0, 15.0, 12.0, 11.0, 18.0, 24.0, 12.5, 16.5, 20.0,
];
const ID: u16 = 0;
const CODE: u16 = 1;
const ASKED: u16 = 2;
const FINDING: u16 = 3;
const OURS: u16 = 4;
const IN_FILE: u16 = 5;
const AGREES: u16 = 6;
const ANSWER: u16 = 7;
const DOCUMENT: u16 = 8;
const DATED: u16 = 9;
const POSITION: u16 = 10;
const REASON: u16 = 11;

/// The row over the headers, which says whose columns they are, and the headers' own.
const BANDS: u32 = 2;
const HEADERS: u32 = 3;

fn findings(
    sheet: &mut Sheet,
    template: &Template,
    heading: Heading<'_>,
    planned: &Planned<'_>,
    lists: &Lists,
) {
    let lang = heading.lang;
    for (column, width) in (ID..=REASON).zip(WIDTHS) {
        sheet.width(column, width);
    }
    sheet.text(0, 0, title(planned.board).get(lang), Style::TITLE);
    sheet.height(0, 26.0);
    let below = format!("{} · {}", heading.title, heading.draw_id);
    sheet.text(1, 0, &below, Style::PLAIN.face(Face::Small));
    let band = Style::HEADER.align(Align::Center);
    for (from, to, text) in [
        (ID, IN_FILE, texts::by_us()),
        (AGREES, DATED, texts::by_you()),
        (POSITION, REASON, texts::by_auditors()),
    ] {
        sheet.merged((BANDS, from), (BANDS, to), text.get(lang), band);
    }
    let [id, code] = ledger::headers();
    let headers = [
        id,
        code,
        texts::asked(),
        texts::finding(),
        texts::ours(),
        texts::in_file(),
        texts::agrees(),
        texts::answer(),
        texts::document(),
        texts::dated(),
        texts::position(),
        texts::reason(),
    ];
    for (column, header) in (ID..).zip(&headers) {
        sheet.text(HEADERS, column, header.get(lang), Style::HEADER);
    }
    sheet.height(HEADERS, 34.0);
    let words = Words::new(template, heading.reference_date);
    let left_out = texts::place_left_out();
    let mut before = "";
    let mut place = 0;
    for (row, item) in (HEADERS + 1..).zip(&planned.items) {
        let cells = Cells {
            row,
            item,
            // Beside the löpnummer a name would say whose file it is.
            in_file: if words.name_person(&item.reference) {
                left_out.get(lang)
            } else {
                &item.reference
            },
            place,
            opens: item.id != before,
        };
        line(sheet, template, lang, lists, &cells);
        before = &item.id;
        place += usize::from(item.question.is_some());
    }
    let last = HEADERS + u32::try_from(planned.items.len()).expect("lines are few");
    marked(sheet, lang, last);
    sheet.freeze(HEADERS + 1, CODE + 1);
    sheet.protect();
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((BANDS, HEADERS)),
        footer: &footer(heading, planned),
        ..Print::default()
    });
}

/// One line: its row, and the question's place among the lists.
struct Cells<'a> {
    row: u32,
    item: &'a Item,
    in_file: &'a str,
    place: usize,
    /// Whether it is the first line of its file.
    opens: bool,
}

const READ_ONLY: Style = Style::WRAPPED.border();
const DATE: Style = Style::ANSWER.number(Number::Date);

fn line(sheet: &mut Sheet, template: &Template, lang: Lang, lists: &Lists, cells: &Cells<'_>) {
    let &Cells {
        row,
        item,
        in_file,
        place,
        opens,
    } = cells;
    let face = if opens { Face::Strong } else { Face::Plain };
    let fill = if opens { Fill::Section } else { Fill::None };
    sheet.text(row, ID, &item.id, READ_ONLY.face(face).fill(fill));
    sheet.text(row, CODE, &item.code, READ_ONLY.face(Face::Strong));
    let asked = match item.question {
        Some(question) => template.question(question).text.get(lang).to_owned(),
        None => texts::in_register(item.answer.get(lang))
            .get(lang)
            .to_owned(),
    };
    let found: Vec<&str> = item.findings.iter().map(|text| text.get(lang)).collect();
    let found = found.join("\n");
    let ours = match item.question {
        Some(_) => item.answer.get(lang),
        None => "",
    };
    sheet.text(row, ASKED, &asked, READ_ONLY);
    sheet.text(row, FINDING, &found, READ_ONLY);
    sheet.text(row, OURS, ours, READ_ONLY);
    sheet.text(row, IN_FILE, in_file, READ_ONLY);
    for column in [AGREES, DOCUMENT] {
        sheet.blank(row, column, Style::ANSWER);
    }
    sheet.blank(row, DATED, DATE);
    match item.question {
        Some(question) => {
            let question = template.question(question);
            sheet.blank(row, ANSWER, rules::style(question));
            let cell = format!("{}{}", letters(usize::from(ANSWER)), row + 1);
            let rule = rules::validation(question, place, lists, &cell, lang);
            sheet.validate((row, ANSWER), (row, ANSWER), &rule);
        }
        None => sheet.blank(row, ANSWER, Style::PLAIN.border()),
    }
    for column in [POSITION, REASON] {
        sheet.blank(row, column, Style::ANSWER);
    }
    let lines = [
        (&*asked, ASKED),
        (&found, FINDING),
        (ours, OURS),
        (in_file, IN_FILE),
    ]
    .map(|(text, column)| fit::lines(text, WIDTHS[usize::from(column)]));
    // Two lines at least: there must be room to write by hand.
    let most = lines.into_iter().max().unwrap_or(1).max(2);
    sheet.height(row, fit::height(most, 0) + 3.0);
}

/// What may be typed in whole columns, and what is marked as still to be filled in.
fn marked(sheet: &mut Sheet, lang: Lang, last: u32) {
    let first = HEADERS + 1;
    let choice = |words: [Text; 2], header: Text, help: Text| Validation {
        allowed: Allowed::List(words.iter().map(|word| word.get(lang).to_owned()).collect()),
        help: (header.get(lang).to_owned(), help.get(lang).to_owned()),
        refusal: help.get(lang).to_owned(),
        strict: true,
    };
    let agrees = choice(
        [texts::yes(), texts::no()],
        texts::agrees(),
        texts::choose_agrees(),
    );
    sheet.validate((first, AGREES), (last, AGREES), &agrees);
    let position = choice(
        [texts::accepted(), texts::refused()],
        texts::position(),
        texts::choose_position(),
    );
    sheet.validate((first, POSITION), (last, POSITION), &position);
    let told = |allowed: Allowed, header: Text, help: Text, strict: bool| Validation {
        allowed,
        help: (header.get(lang).to_owned(), help.get(lang).to_owned()),
        refusal: help.get(lang).to_owned(),
        strict,
    };
    let days = Allowed::Date(date(1900, 1, 1), date(2099, 12, 31));
    let dated = told(days, texts::dated(), texts::date_help(), true);
    sheet.validate((first, DATED), (last, DATED), &dated);
    let document = told(
        Allowed::Anything,
        texts::document(),
        texts::document_help(),
        false,
    );
    sheet.validate((first, DOCUMENT), (last, DOCUMENT), &document);
    // What the board contests needs its answer and its document; what it contests and the
    // auditors have not decided needs their position.
    let cell = |column: u16| format!("${}{}", letters(usize::from(column)), first + 1);
    let contested = format!(
        "OR({}=\"{}\",{}<>\"\")",
        cell(AGREES),
        texts::no().get(lang),
        cell(ANSWER)
    );
    let wanting = format!("=AND({contested},{}=\"\")", cell(DOCUMENT));
    sheet.when((first, DOCUMENT), (last, DATED), &wanting, Look::Attention);
    let undecided = format!("=AND({contested},{}=\"\")", cell(POSITION));
    sheet.when(
        (first, POSITION),
        (last, POSITION),
        &undecided,
        Look::Attention,
    );
}
