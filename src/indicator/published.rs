//! A published table of figures as it comes in a file: several header rows with merged group
//! headings, footnote marks, blank cells, subtotals and totals, several tables on one sheet or
//! on several. Which indicator a table is, is told by its headings and its lines.

use std::path::Path;

use crate::problem::{Error, Place, Result};
use crate::register::folded;
use crate::table::{self, Cell, Cells, Legacy, Wanted};
use crate::template::Template;
use crate::template::indicator::{Content, Fact, Indicator, Population};

use super::figure::{Figure, figure};
use super::texts;

/// More tables than this in one sheet are not looked for.
const MOST_TABLES: usize = 20;

/// A published table that is one of the template's indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The indicator, by its place in the template.
    pub indicator: usize,
    /// The file, and the sheet where it has several.
    pub place: Place,
    /// The lines, in the order of the file.
    pub lines: Vec<PublishedLine>,
    /// Where a footnote mark or a bracket beside a figure was left out.
    pub noted: Vec<Place>,
    /// Where what stands cannot be read as a figure; the lines do not have it.
    pub unread: Vec<Place>,
}

/// A line of a published table.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedLine {
    /// Which line of the indicator it is.
    pub line: LineOf,
    /// Its label as it stands in the file.
    pub label: String,
    /// Its figures, each with the column of the indicator and the place.
    pub figures: Vec<(usize, Figure, Place)>,
}

/// Which line of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineOf {
    /// A value of the field the indicator is broken down by.
    Value(String),
    /// A line that the indicator lists.
    Listed(usize),
    /// All cases.
    Total,
}

/// Reads the tables of a file that are indicators of the template.
pub fn published(
    template: &Template,
    path: &Path,
    shown_as: &str,
    legacy: &dyn Legacy,
) -> Result<Vec<Published>> {
    let known = headings(template);
    let recognises = |text: &str| known.contains(&last_part(text));
    let open = |sheet: Option<&str>, header_row: Option<u64>| {
        let wanted = Wanted {
            sheet,
            header_row,
            recognises: &recognises,
            ..Wanted::anything()
        };
        table::open(path, shown_as, &wanted, legacy)
    };
    let first = open(None, None)?;
    let sheets: Vec<Option<String>> = if first.describe().sheets.len() > 1 {
        let sheets = first.describe().sheets.iter();
        sheets.map(|sheet| Some(sheet.name.clone())).collect()
    } else {
        vec![None]
    };
    let mut found: Vec<Published> = Vec::new();
    for sheet in sheets {
        // Without a header every row is given: so the headings of all its tables are found.
        let headings = match open(sheet.as_deref(), Some(0)) {
            Ok(mut table) => heading_rows(&known, &mut table)?,
            // An empty sheet holds no table, and that is no fault here.
            Err(_) => Vec::new(),
        };
        for row in headings {
            let mut table = open(sheet.as_deref(), Some(row))?;
            one(template, &known, &mut table, &mut found)?;
        }
    }
    if found.is_empty() {
        let error = Error::at(Place::file(shown_as), texts::no_published());
        return Err(error.hint(texts::no_published_hint()));
    }
    Ok(found)
}

/// Whether a row holds headings of columns of figures.
fn is_heading(known: &[String], cells: Cells<'_>) -> bool {
    let headings = cells
        .iter()
        .filter(|cell| known.contains(&last_part(&cell.text())));
    headings.count() > 1
}

/// The rows of a sheet that hold headings.
fn heading_rows(known: &[String], table: &mut table::Table) -> Result<Vec<u64>> {
    let mut found = Vec::new();
    table.figures(&mut |row| {
        if is_heading(known, *row.cells) && found.len() < MOST_TABLES {
            found.push(row.number);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads one table, up to the headings of the next.
fn one(
    template: &Template,
    known: &[String],
    table: &mut table::Table,
    found: &mut Vec<Published>,
) -> Result<()> {
    let description = table.describe().clone();
    let mut rows: Vec<(u64, Vec<Cell<'static>>)> = Vec::new();
    let mut ended = false;
    table.figures(&mut |row| {
        ended |= is_heading(known, *row.cells);
        if !ended {
            let cells = row.cells.iter().map(Cell::into_owned);
            rows.push((row.number, cells.collect()));
        }
        Ok(())
    })?;
    let best = (0..template.indicators.list.len())
        .filter_map(|at| matched(template, at, &description.headers, &rows))
        .max_by_key(|matched| {
            (
                matched.columns.len() + matched.lines.len(),
                usize::MAX - matched.indicator,
            )
        });
    if let Some(best) = best {
        let mut place = Place::file(&description.file);
        if description.sheets.len() > 1 {
            place.sheet.clone_from(&description.sheet);
        }
        let (mut lines, mut noted, mut unread) = (Vec::new(), Vec::new(), Vec::new());
        for (at, line) in best.lines {
            let (number, cells) = &rows[at];
            let mut figures = Vec::new();
            for (column, of) in &best.columns {
                let place = description.place(*number, Some(*column));
                let Some((figure, is_noted)) = figure(&cells[*column]) else {
                    unread.push(place);
                    continue;
                };
                if is_noted {
                    noted.push(place.clone());
                }
                figures.push((*of, figure, place));
            }
            lines.push(PublishedLine {
                line,
                label: cells[best.label].text().trim().to_owned(),
                figures,
            });
        }
        found.push(Published {
            indicator: best.indicator,
            place,
            lines,
            noted,
            unread,
        });
    }
    Ok(())
}

/// An indicator that a table may be.
struct Matched {
    indicator: usize,
    /// The column with the lines' labels.
    label: usize,
    /// Columns of the table with those of the indicator.
    columns: Vec<(usize, usize)>,
    /// Rows of the table with the lines of the indicator.
    lines: Vec<(usize, LineOf)>,
}

fn matched(
    template: &Template,
    at: usize,
    headers: &[String],
    rows: &[(u64, Vec<Cell<'static>>)],
) -> Option<Matched> {
    let indicator = &template.indicators.list[at];
    let population = &template.indicators.populations[indicator.population];
    if !is_plain(indicator) {
        return None;
    }
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for (column, header) in headers.iter().enumerate() {
        let heading = last_part(header);
        let of = indicator.columns().iter().position(|column| {
            let titles = [&column.title.sv, &column.title.en];
            let mut names = titles.into_iter().chain(&column.aliases);
            names.any(|name| folded(name) == heading)
        });
        columns.extend(of.map(|of| (column, of)));
    }
    // The labels stand to the left of the figures.
    let first = columns.first()?.0;
    let label = first.checked_sub(1)?;
    let lines: Vec<(usize, LineOf)> = rows
        .iter()
        .enumerate()
        .filter_map(|(row, (_, cells))| {
            let text = cells[label].text();
            Some((row, line_of(template, population, indicator, &text)?))
        })
        .collect();
    let groups = lines.iter().any(|(_, line)| *line != LineOf::Total);
    (columns.len() > 1 && groups).then_some(Matched {
        indicator: at,
        label,
        columns,
        lines,
    })
}

/// Whether an indicator's lines are told by one label.
fn is_plain(indicator: &Indicator) -> bool {
    matches!(indicator.content, Content::Columns(_))
        && !indicator.vary.shown
        && !indicator.period.by_month
        && indicator.rows.by.len() + usize::from(!indicator.rows.list.is_empty()) == 1
}

fn line_of(
    template: &Template,
    population: &Population,
    indicator: &Indicator,
    text: &str,
) -> Option<LineOf> {
    let label = folded(text);
    if label.is_empty() {
        return None;
    }
    let is = |name: &str| folded(name) == label;
    let listed = indicator.rows.list.iter().position(|line| {
        is(&line.title.sv) || is(&line.title.en) || line.aliases.iter().any(|alias| is(alias))
    });
    if let Some(at) = listed {
        return Some(LineOf::Listed(at));
    }
    if let Some(total) = &indicator.total
        && (is(&total.sv)
            || is(&total.en)
            || ["summa", "totalt", "total"].contains(&label.as_str()))
    {
        return Some(LineOf::Total);
    }
    let (_, fact) = indicator.rows.by.first()?;
    let Fact::Value(field) = &population.facts[*fact] else {
        return None;
    };
    let field = template.field(*field);
    let value = field.canonical(text.trim().trim_end_matches('*').trim());
    field.knows(&value).then_some(LineOf::Value(value))
}

/// The headings of all columns of figures, folded.
fn headings(template: &Template) -> Vec<String> {
    let columns = template.indicators.list.iter().flat_map(Indicator::columns);
    columns
        .flat_map(|column| {
            let titles = [&column.title.sv, &column.title.en];
            let names = titles.into_iter().chain(&column.aliases);
            names.map(|name| folded(name)).collect::<Vec<String>>()
        })
        .collect()
}

/// A heading without the group's heading before it, folded.
fn last_part(header: &str) -> String {
    folded(header.rsplit_once(": ").map_or(header, |(_, last)| last))
}
