//! The sheets before the questions: how to fill them in with a count of what is left, and
//! the guidance to each question in full.

use super::sheets::Tab;
use super::{Page, Writing};
use crate::checklist::{Arrangement, texts, value};
use crate::template::Checklist;
use crate::workbook::{Face, Fill, Print, Sheet, Style, fit};

/// How often an answer code of the template's own occurs before it is explained on the first
/// sheet; the others stand with their question in the guidance.
const COMMON: usize = 3;
/// The width of the instructions.
const INSTRUCTIONS: f64 = 74.0;
/// A row of 16-point letters.
pub(super) const TITLE_HEIGHT: f64 = 24.0;

/// How to fill it in, the answer codes, and how far the work has come.
pub(super) fn first(sheet: &mut Sheet, writing: &Writing<'_>, pages: &[Page<'_>], tabs: &[Tab]) {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    for (column, width) in [(0, 12.0), (1, INSTRUCTIONS), (2, 9.0), (3, 9.0), (4, 9.0)] {
        sheet.width(column, width);
    }
    sheet.text(0, 0, checklist.title.get(lang), Style::TITLE);
    sheet.height(0, TITLE_HEIGHT);
    sheet.text(1, 0, writing.occasion.title, Style::HEADING);
    let mut row = 2;
    if writing.planned.second {
        sheet.text(row, 0, texts::second_reading().get(lang), Style::HEADING);
        row += 1;
    }
    row += 1;
    for (name, text) in [
        (texts::draw(), writing.occasion.draw_id.to_owned()),
        (texts::files(), writing.planned.cases.len().to_string()),
        (texts::reviewer(), writing.planned.reviewer.clone()),
    ] {
        if !text.is_empty() {
            sheet.text(row, 0, name.get(lang), Style::PLAIN.face(Face::Strong));
            sheet.text(row, 1, &text, Style::PLAIN);
            row += 1;
        }
    }

    row += 1;
    sheet.text(row, 0, texts::how_to().get(lang), Style::HEADING);
    let layout = match writing.arrangement {
        Arrangement::Across => texts::files_in_columns(),
        Arrangement::Rows => texts::files_in_rows(),
        Arrangement::PerFile => texts::files_on_sheets(),
    };
    let paragraphs = checklist.instructions.get(lang).lines();
    let paragraphs = paragraphs.filter(|line| !line.trim().is_empty());
    let paragraphs = std::iter::once(layout.get(lang)).chain(paragraphs);
    for (number, paragraph) in (1..).zip(paragraphs) {
        row += 1;
        sheet.text(row, 0, &format!("{number}."), Style::PLAIN);
        sheet.text(row, 1, paragraph.trim(), Style::WRAPPED);
        sheet.height(
            row,
            fit::height(fit::lines(paragraph, INSTRUCTIONS), 0) + 4.0,
        );
    }

    row += 2;
    sheet.text(row, 0, texts::codes().get(lang), Style::HEADING);
    for (code, label) in common_codes(checklist, lang) {
        row += 1;
        sheet.text(row, 0, code, Style::PLAIN.face(Face::Strong));
        sheet.text(row, 1, label, Style::PLAIN);
    }
    row += 1;
    sheet.text(row, 1, texts::other_codes().get(lang), Style::PLAIN);

    row += 2;
    sheet.text(row, 0, texts::progress().get(lang), Style::HEADING);
    row += 1;
    let headers = [
        texts::sheet_number(),
        texts::sheet(),
        texts::files(),
        texts::done(),
        texts::left(),
    ];
    for (column, header) in (0..).zip(&headers) {
        sheet.text(row, column, header.get(lang), Style::HEADER);
    }
    let first = row + 1;
    for ((number, page), tab) in (1..).zip(pages).zip(tabs) {
        row += 1;
        sheet.integer(row, 0, number, Style::PLAIN.border());
        sheet.text(row, 1, &tab.name, Style::PLAIN.border());
        let files = u64::try_from(page.cases.len()).unwrap_or(u64::MAX);
        sheet.integer(row, 2, files, Style::INTEGER.border());
        let cells = tab.left_cells();
        let done = tab.left.iter().filter(|left| **left == 0).count();
        let left: usize = tab.left.iter().sum();
        counted(sheet, row, 3, &format!("=COUNTIF({cells},0)"), done);
        counted(sheet, row, 4, &format!("=SUM({cells})"), left);
    }
    row += 1;
    sheet.text(row, 1, texts::in_all().get(lang), Style::HEADER);
    let all = |count: &dyn Fn(&Tab) -> usize| tabs.iter().map(count).sum::<usize>();
    let totals = [
        all(&|tab| tab.left.len()),
        all(&|tab| tab.left.iter().filter(|left| **left == 0).count()),
        all(&|tab| tab.left.iter().sum()),
    ];
    for (column, (letter, total)) in (2..).zip(["C", "D", "E"].into_iter().zip(totals)) {
        let formula = format!("=SUM({letter}{}:{letter}{row})", first + 1);
        counted(sheet, row, column, &formula, total);
    }
    sheet.protect();
    sheet.show_first();
    sheet.print(Print {
        footer: &footer(writing),
        ..Print::default()
    });
}

fn counted(sheet: &mut Sheet, row: u32, column: u16, formula: &str, now: usize) {
    let style = Style::INTEGER.border();
    sheet.formula(row, column, formula, &now.to_string(), style);
}

/// The codes that reviewers know by heart, and others that many questions share, with their
/// words, in the order they first occur.
fn common_codes(checklist: &Checklist, lang: crate::lang::Lang) -> Vec<(&str, &str)> {
    let mut counted: Vec<(&str, &str, usize)> = Vec::new();
    let known = |code: &str| value::KNOWN_CODES.contains(&code);
    for option in checklist.questions.iter().flat_map(|q| &q.options) {
        let label = option.label.get(lang);
        match counted
            .iter_mut()
            .find(|(code, known, _)| *code == option.code && *known == label)
        {
            Some((_, _, count)) => *count += 1,
            None => counted.push((&option.code, label, 1)),
        }
    }
    // A question may give a known code words of its own: the usual ones are said here.
    let usual = |code: &str| {
        let same = counted.iter().filter(|(other, _, _)| *other == code);
        same.map(|(_, _, count)| *count).max().unwrap_or(0)
    };
    counted
        .iter()
        .filter(|(code, _, count)| *count >= COMMON || (known(code) && *count == usual(code)))
        .map(|(code, label, _)| (*code, *label))
        .collect()
}

/// Every question with what it takes and its help in full: the tip at a cell holds no more
/// than 255 characters, and paper has none.
pub(super) fn guidance(sheet: &mut Sheet, writing: &Writing<'_>) {
    let lang = writing.occasion.lang;
    let widths = [12.5, 46.0, 34.0, 84.0];
    for (column, width) in (0..).zip(widths) {
        sheet.width(column, width);
    }
    sheet.height(0, TITLE_HEIGHT);
    let title = texts::guidance_to(writing.checklist.title.get(lang));
    sheet.text(0, 0, title.get(lang), Style::TITLE);
    let headers = [
        texts::code(),
        texts::question(),
        texts::answer(),
        texts::guidance(),
    ];
    for (column, header) in (0..).zip(&headers) {
        sheet.text(1, column, header.get(lang), Style::HEADER);
    }
    let mut row = 2;
    for question in &writing.checklist.questions {
        let section = question.section.get(lang);
        if !section.is_empty() {
            let style = Style::PLAIN.face(Face::Strong).fill(Fill::Section).border();
            sheet.text(row, 0, section, style);
            for column in 1..4 {
                sheet.blank(row, column, style);
            }
            row += 1;
        }
        let takes = value::allowed(question);
        let texts = [
            question.text.get(lang),
            takes.get(lang),
            question.help.get(lang),
        ];
        sheet.text(
            row,
            0,
            &question.id,
            Style::PLAIN.face(Face::Strong).border(),
        );
        let mut most = 1;
        for ((column, text), width) in (1..).zip(texts).zip(&widths[1..]) {
            sheet.text(row, column, text, Style::WRAPPED.border());
            most = most.max(fit::lines(text, *width));
        }
        sheet.height(row, fit::height(most, 0));
        row += 1;
    }
    sheet.freeze(2, 2);
    sheet.protect();
    sheet.print(Print {
        landscape: true,
        repeat_rows: Some((1, 1)),
        footer: &footer(writing),
        ..Print::default()
    });
}

/// What stands at the foot of every page: audit, checklist, draw.
pub(super) fn footer(writing: &Writing<'_>) -> String {
    format!(
        "{} · {} · {}",
        writing.occasion.title,
        writing.checklist.title.get(writing.occasion.lang),
        writing.occasion.draw_id
    )
}
