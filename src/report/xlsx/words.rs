//! The workbook's last sheet: what is words in the report, method and glossary.

use super::{LINE, lines, title};
use crate::report::model::{Block, Depth, Report};
use crate::report::texts::sheets;
use crate::workbook::{Book, Face, Print, Sheet, Style};

/// The widths of its two columns, in characters.
const LABELS: f64 = 34.0;
const VALUES: f64 = 90.0;

/// The sections that are words: method and glossary.
pub(super) fn words(book: &mut Book, report: &Report) {
    let sheet = book.sheet(sheets::words().get(report.lang));
    sheet.width(0, LABELS);
    sheet.width(1, VALUES);
    sheet.text(0, 0, sheets::words().get(report.lang), Style::TITLE);
    sheet.height(0, 26.0);
    let mut row = 1;
    for section in &report.sections {
        let of_words = section.blocks.iter().any(|block| match block {
            Block::Facts(_)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Steps(_)
            | Block::Code(_) => true,
            Block::Heading(..) | Block::Table(_) | Block::Figure(_) => false,
        });
        if section.depth != Depth::Annex || !of_words {
            continue;
        }
        row += 1;
        sheet.text(row, 0, &section.heading, Style::HEADING);
        for block in &section.blocks {
            row = write_words(sheet, row, block);
        }
        row += 1;
    }
    sheet.print(Print {
        footer: &title(report),
        ..Print::default()
    });
}

fn write_words(sheet: &mut Sheet, mut row: u32, block: &Block) -> u32 {
    let mut whole = |text: &str, style: Style| {
        row += 1;
        sheet.merged((row, 0), (row, 1), text, style);
        sheet.height(row, LINE * lines(text, 120.0));
    };
    match block {
        Block::Heading(_, text) => whole(text, Style::WRAPPED.face(Face::Strong)),
        Block::Paragraph(text) => whole(text, Style::WRAPPED),
        Block::List(points) => {
            for point in points {
                whole(&format!("– {point}"), Style::WRAPPED);
            }
        }
        Block::Steps(steps) => {
            for (number, step) in (1..).zip(steps) {
                whole(&format!("{number}. {step}"), Style::WRAPPED);
            }
        }
        Block::Code(code) => {
            for line in code {
                whole(line, Style::WRAPPED.face(Face::Strong));
            }
        }
        Block::Facts(facts) => {
            for (label, value) in facts {
                row += 1;
                sheet.text(row, 0, label, Style::WRAPPED.face(Face::Strong));
                sheet.text(row, 1, value, Style::WRAPPED);
                let lines = lines(label, LABELS).max(lines(value, VALUES));
                sheet.height(row, LINE * lines);
            }
        }
        Block::Table(_) | Block::Figure(_) => {}
    }
    row
}
