//! Sheets with questions downwards, the files beside each other: what prints as a form.

use super::super::front::footer;
use super::super::{Page, Writing};
use super::{CENTERED, CODE, QUESTION, SMALL, Tab, address, column_of, left_now, row_of};
use crate::checklist::layout::{Key, Layout, Part};
use crate::checklist::{Arrangement, asked, texts, value};
use crate::workbook::{Align, Face, Fill, Look, Print, Sheet, Style, fit};

/// How many files stand beside each other on a printed page.
const FILES_A_PAGE: usize = 5;
/// The width of the questions beside several files.
const ACROSS_QUESTION: f64 = 50.0;

/// Questions downwards, files across.
pub(super) fn write(
    sheet: &mut Sheet,
    writing: &Writing<'_>,
    page: &Page<'_>,
    layout: &Layout,
) -> Tab {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    let across = writing.arrangement == Arrangement::Across;
    let (question, widths): (f64, &[f64]) = if across {
        (ACROSS_QUESTION, &[13.0, 10.0])
    } else {
        (60.0, &[26.0, 18.0, 34.0])
    };
    sheet.width(0, 12.5);
    sheet.width(1, question);
    for (column, width) in layout.columns.iter().zip(widths.iter().cycle()) {
        sheet.width(column.at, *width);
    }
    let anchor_row = layout.anchor.0;
    let wide = u16::try_from(widths.len()).expect("two or three") - 1;
    for (row, label, beside) in [
        (anchor_row, texts::serial_number(), None),
        (Layout::STRATUM_ROW, texts::stratum(), None),
        (Layout::LEFT_ROW, texts::left(), Some(texts::left_means())),
        (Layout::PARTS_ROW, texts::code(), Some(texts::question())),
    ] {
        sheet.text(row, 0, label.get(lang), Style::HEADER);
        let beside = beside.as_ref().map_or("", |text| text.get(lang));
        sheet.text(row, 1, beside, Style::HEADER);
    }
    let mut left = Vec::new();
    for case in &page.cases {
        let first = column_of(layout, &Key::File(case.id.clone()));
        let last = first + wide;
        sheet.merged((anchor_row, first), (anchor_row, last), &case.id, CENTERED);
        let stratum = Layout::STRATUM_ROW;
        sheet.merged((stratum, first), (stratum, last), &case.stratum, SMALL);
        let formula = asked::left_formula(checklist, lang, &|question| {
            address(row_of(layout, &checklist.questions[question].id), first)
        });
        let now = left_now(writing, case);
        let style = Style::INTEGER.border().align(Align::Center);
        let at = Layout::LEFT_ROW;
        sheet.merged((at, first), (at, last), "", style);
        sheet.formula(at, first, &formula, &now.to_string(), style);
        left.push(now);
    }
    for column in &layout.columns {
        let label = column.part.label();
        sheet.text(Layout::PARTS_ROW, column.at, label.get(lang), Style::HEADER);
    }
    let width: f64 = widths.iter().sum();
    let strata = page
        .cases
        .iter()
        .map(|case| fit::lines(&case.stratum, width));
    let lines = strata.max().unwrap_or(1);
    sheet.height(Layout::STRATUM_ROW, fit::height(0, lines));
    questions_down(sheet, writing, layout, question);
    let (last_row, last_column) = layout.end();
    sheet.height(last_row, if across { 80.0 } else { 60.0 });
    sheet.freeze(Layout::PARTS_ROW + 1, 2);
    print_downwards(sheet, writing, layout);
    let first = layout.columns.first().map_or(2, |column| column.at);
    Tab {
        name: sheet.name(),
        range: format!(
            "{}:{}",
            address(Layout::LEFT_ROW, first),
            address(Layout::LEFT_ROW, last_column)
        ),
        left,
    }
}

/// Codes, questions and headings, and what greys out a question that is not asked.
fn questions_down(sheet: &mut Sheet, writing: &Writing<'_>, layout: &Layout, width: f64) {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    let (last_row, last_column) = layout.end();
    let first = layout.columns.first().map_or(2, |column| column.at);
    // How many columns a file has: an odd one out is told by its place in the file.
    let each = layout
        .columns
        .iter()
        .take_while(|column| column.key == layout.columns[0].key)
        .count();
    for (at, question) in checklist.questions.iter().enumerate() {
        let row = row_of(layout, &question.id);
        let section = question.section.get(lang);
        if !section.is_empty() {
            let style = Style::PLAIN.face(Face::Strong).fill(Fill::Section).border();
            sheet.text(row - 1, 0, "", style);
            sheet.text(row - 1, 1, section, style);
            for column in first..=last_column {
                sheet.blank(row - 1, column, style);
            }
        }
        sheet.text(row, 0, &question.id, CODE);
        let takes = value::allowed(question);
        let (text, takes) = (question.text.get(lang), takes.get(lang));
        sheet.text_and_note(row, 1, text, takes, QUESTION);
        // Small letters take four fifths of the room.
        let small = fit::lines(takes, width * 1.25);
        sheet.height(row, fit::height(fit::lines(text, width), small));
        // The rule holds for the answer and for what stands beside it, so the answer's
        // column is counted back to.
        let cell = |other: usize| {
            let row = row_of(layout, &checklist.questions[other].id) + 1;
            format!(
                "INDEX(${row}:${row},COLUMN()-MOD(COLUMN()-{},{each}))",
                first + 1
            )
        };
        if let Some(formula) = asked::not_asked_formula(checklist, lang, at, &cell) {
            let formula = format!("={formula}");
            sheet.when((row, first), (row, last_column), &formula, Look::Muted);
        }
    }
    sheet.text(last_row, 0, texts::file_comment().get(lang), CODE);
    sheet.text(last_row, 1, texts::no_names().get(lang), QUESTION);
}

fn print_downwards(sheet: &mut Sheet, writing: &Writing<'_>, layout: &Layout) {
    let footer = footer(writing);
    let print = Print {
        repeat_rows: Some((0, Layout::PARTS_ROW)),
        footer: &footer,
        ..Print::default()
    };
    if writing.arrangement == Arrangement::PerFile {
        return sheet.print(print);
    }
    let breaks: Vec<u16> = layout
        .columns
        .iter()
        .filter(|column| column.part == Part::Answer)
        .map(|column| column.at)
        .step_by(FILES_A_PAGE)
        .skip(1)
        .collect();
    sheet.break_before_columns(&breaks);
    sheet.print(Print {
        landscape: true,
        scale: Some(72),
        repeat_columns: Some((0, 1)),
        ..print
    });
}
