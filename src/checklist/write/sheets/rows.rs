//! Sheets with one row per file and the questions across, for those who prefer a table.

use super::super::front::footer;
use super::super::{Page, Writing};
use super::{CENTERED, CODE, QUESTION, Tab, address, column_of, left_now};
use crate::checklist::layout::{Key, Layout, Part};
use crate::checklist::{asked, texts};
use crate::table::letters;
use crate::workbook::{Look, Print, Sheet, Style, fit};

/// The widths of an answer, of the reference beside it, and of the stratum's name.
const ANSWER: f64 = 15.0;
const REFERENCE: f64 = 11.0;
const STRATUM: f64 = 24.0;

/// One row per file, questions across.
pub(super) fn write(
    sheet: &mut Sheet,
    writing: &Writing<'_>,
    page: &Page<'_>,
    layout: &Layout,
) -> Tab {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    let (anchor_row, _) = layout.anchor;
    sheet.width(0, 11.5);
    sheet.width(Layout::STRATUM_COLUMN, STRATUM);
    sheet.width(Layout::LEFT_COLUMN, 8.0);
    let side = [texts::serial_number(), texts::stratum(), texts::left()];
    for (column, label) in (0..).zip(&side) {
        sheet.text(anchor_row, column, label.get(lang), Style::HEADER);
        for row in [Layout::TEXT_ROW, Layout::ROWS_PARTS_ROW] {
            sheet.blank(row, column, Style::HEADER);
        }
    }
    let texts = checklist.questions.iter();
    let lines = texts.map(|question| fit::lines(question.text.get(lang), ANSWER + REFERENCE));
    sheet.height(Layout::TEXT_ROW, fit::height(lines.max().unwrap_or(1), 0));
    for column in &layout.columns {
        let width = match column.part {
            Part::Answer => ANSWER,
            Part::Reference | Part::Comment => REFERENCE,
        };
        sheet.width(column.at, width);
        let label = column.part.label();
        sheet.text(
            Layout::ROWS_PARTS_ROW,
            column.at,
            label.get(lang),
            Style::HEADER,
        );
    }
    let last_row = layout.end().0;
    for (at, question) in checklist.questions.iter().enumerate() {
        let column = column_of(layout, &Key::Question(question.id.clone()));
        let code = (anchor_row, column);
        sheet.merged(code, (anchor_row, column + 1), &question.id, CENTERED);
        let text = (Layout::TEXT_ROW, column);
        let end = (Layout::TEXT_ROW, column + 1);
        sheet.merged(text, end, question.text.get(lang), QUESTION);
        let first_row = Layout::ROWS_PARTS_ROW + 1;
        let cell = |other: usize| {
            let key = Key::Question(checklist.questions[other].id.clone());
            let column = column_of(layout, &key);
            format!("${}{}", letters(usize::from(column)), first_row + 1)
        };
        if let Some(formula) = asked::not_asked_formula(checklist, lang, at, &cell) {
            let formula = format!("={formula}");
            sheet.when(
                (first_row, column),
                (last_row, column + 1),
                &formula,
                Look::Muted,
            );
        }
    }
    let left = files_down(sheet, writing, page, layout);
    sheet.freeze(Layout::ROWS_PARTS_ROW + 1, Layout::LEFT_COLUMN + 1);
    let footer = footer(writing);
    sheet.print(Print {
        landscape: true,
        scale: Some(65),
        repeat_rows: Some((0, Layout::ROWS_PARTS_ROW)),
        repeat_columns: Some((0, Layout::LEFT_COLUMN)),
        footer: &footer,
        ..Print::default()
    });
    let first = layout.rows.first().map_or(anchor_row, |(_, row)| *row);
    Tab {
        name: sheet.name(),
        range: format!(
            "{}:{}",
            address(first, Layout::LEFT_COLUMN),
            address(last_row, Layout::LEFT_COLUMN)
        ),
        left,
    }
}

/// The files, with what is left of each, and the column for comments.
fn files_down(
    sheet: &mut Sheet,
    writing: &Writing<'_>,
    page: &Page<'_>,
    layout: &Layout,
) -> Vec<usize> {
    let lang = writing.occasion.lang;
    let checklist = writing.checklist;
    let (anchor_row, _) = layout.anchor;
    let comment = column_of(layout, &Key::Comment);
    sheet.width(comment, 40.0);
    sheet.text(
        anchor_row,
        comment,
        texts::file_comment().get(lang),
        CENTERED,
    );
    sheet.text(
        Layout::TEXT_ROW,
        comment,
        texts::no_names().get(lang),
        QUESTION,
    );
    let mut left = Vec::new();
    let file_rows = layout.rows.iter().map(|(_, row)| *row);
    for (case, row) in page.cases.iter().zip(file_rows) {
        sheet.text(row, 0, &case.id, CODE);
        sheet.text(
            row,
            Layout::STRATUM_COLUMN,
            &case.stratum,
            Style::NOTE.border(),
        );
        // Room for a date or a label of two lines, and for the whole name of the stratum.
        let lines = fit::lines(&case.stratum, STRATUM).max(3);
        sheet.height(row, fit::height(0, lines));
        let formula = asked::left_formula(checklist, lang, &|question| {
            let key = Key::Question(checklist.questions[question].id.clone());
            address(row, column_of(layout, &key))
        });
        let now = left_now(writing, case);
        let style = Style::INTEGER.border();
        sheet.formula(row, Layout::LEFT_COLUMN, &formula, &now.to_string(), style);
        left.push(now);
    }
    left
}
