//! `rapport.md`, which Pandoc turns into a document: the same words and tables, pictures as
//! files beside it ([`pictures`]), and no layout of its own. Tables that only those look things
//! up in who have the workbook are named here, so that a document can be handed on.

use super::model::{Block, Kind, Level, Printed, Report, Section, Table};
use super::{svg, texts};
use crate::lang::{Lang, Text};
use crate::markdown::{self, Align};

/// The text.
pub fn render(report: &Report) -> String {
    let lang = report.lang;
    let mut out = String::new();
    let title = markdown::escape(&report.title);
    if report.state.is_draft() {
        out.push_str(&format!("# {}: {title}\n\n", texts::draft().get(lang)));
    } else {
        out.push_str(&format!("# {title}\n\n"));
    }
    for (heading, points) in [
        (texts::outstanding(), &report.state.outstanding),
        (texts::reminders(), &report.state.reminders),
    ] {
        if !points.is_empty() {
            out.push_str(&format!("**{}**\n\n", heading.get(lang)));
            list(&mut out, points);
        }
    }
    facts(&mut out, &report.facts);
    for section in &report.sections {
        write(&mut out, section, report.pictures, lang);
    }
    out
}

/// The pictures as SVG files: name within the report's folder of pictures, and text.
pub fn pictures(report: &Report) -> Vec<(String, String)> {
    report
        .sections
        .iter()
        .flat_map(|section| &section.blocks)
        .filter_map(|block| match block {
            Block::Figure(figure) => Some((
                format!("{}.svg", figure.id),
                svg::file(&figure.wide, &figure.alternative),
            )),
            Block::Heading(..)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Steps(_)
            | Block::Facts(_)
            | Block::Code(_)
            | Block::Table(_) => None,
        })
        .collect()
}

fn write(out: &mut String, section: &Section, pictures: &str, lang: Lang) {
    out.push_str(&format!("## {}\n\n", markdown::escape(&section.heading)));
    let said = |text: Text| text.get(lang).to_owned();
    for block in &section.blocks {
        match block {
            Block::Heading(_, text) => {
                out.push_str(&format!("### {}\n\n", markdown::escape(text)));
            }
            Block::Paragraph(text) => out.push_str(&format!("{}\n\n", markdown::escape(text))),
            Block::List(points) => list(out, points),
            Block::Steps(steps) => self::steps(out, steps),
            Block::Facts(pairs) => facts(out, pairs),
            Block::Code(lines) => {
                for line in lines {
                    out.push_str(&format!("    {line}\n"));
                }
                out.push('\n');
            }
            Block::Table(table) => match table.shown.in_document() {
                Printed::Whole => self::table(out, table, lang),
                Printed::WithoutParts => {
                    let mut items = table.clone();
                    items.rows.retain(|row| row.level != Level::Part);
                    items.notes.push(said(texts::parts_in_sheet(&table.sheet)));
                    self::table(out, &items, lang);
                }
                Printed::Named => {
                    let title = markdown::escape(&table.title);
                    let sheet = said(texts::in_sheet(&table.sheet));
                    out.push_str(&format!("**{title}**\n\n{}\n\n", markdown::escape(&sheet)));
                }
                Printed::Nothing => {}
            },
            Block::Figure(figure) => out.push_str(&format!(
                "![{}]({pictures}/{}.svg)\n\n",
                markdown::escape(&figure.title),
                figure.id
            )),
        }
    }
}

fn list(out: &mut String, points: &[String]) {
    for point in points {
        out.push_str(&format!("- {}\n", markdown::escape(point)));
    }
    out.push('\n');
}

fn steps(out: &mut String, steps: &[String]) {
    for (number, step) in (1..).zip(steps) {
        out.push_str(&format!("{number}. {}\n", markdown::escape(step)));
    }
    out.push('\n');
}

fn facts(out: &mut String, facts: &[(String, String)]) {
    for (label, value) in facts {
        let (label, value) = (markdown::escape(label), markdown::escape(value));
        out.push_str(&format!("- **{label}:** {value}\n"));
    }
    out.push('\n');
}

fn table(out: &mut String, table: &Table, lang: Lang) {
    let shown: Vec<usize> = (0..table.columns.len())
        .filter(|at| table.columns[*at].kind != Kind::Bar)
        .collect();
    let columns: Vec<(String, Align)> = shown
        .iter()
        .map(|at| {
            let column = &table.columns[*at];
            let align = if column.kind.is_number() {
                Align::Right
            } else {
                Align::Left
            };
            (column.header.clone(), align)
        })
        .collect();
    let rows: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| {
            shown
                .iter()
                .map(|at| {
                    let text = row.shown(*at, table.columns[*at].kind);
                    match row.level {
                        Level::Part if *at == 1 => format!("– {text}"),
                        Level::Part | Level::Item | Level::Total => text.to_owned(),
                    }
                })
                .collect()
        })
        .collect();
    // What names a row: its first column, and the words beside a code.
    let second = shown.get(1).map(|at| table.columns[*at].kind);
    let labels = 1 + usize::from(second == Some(Kind::Words));
    let parts = markdown::parts(&columns, &rows, labels);
    for (number, part) in (1..).zip(&parts) {
        let title = if parts.len() > 1 {
            texts::part_of(&table.title, number, parts.len())
                .get(lang)
                .to_owned()
        } else {
            table.title.clone()
        };
        let columns: Vec<_> = part.iter().map(|at| columns[*at].clone()).collect();
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| part.iter().map(|at| row[*at].clone()).collect())
            .collect();
        out.push_str(&format!("**{}**\n\n", markdown::escape(&title)));
        out.push_str(&markdown::table(&columns, &rows));
        out.push('\n');
    }
    for note in &table.notes {
        out.push_str(&format!("{}\n\n", markdown::escape(note)));
    }
}
