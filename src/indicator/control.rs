//! `[[control_totals]]`: a published table against what the register gives, cell by cell. A
//! percentage agrees when it is the same to the decimals that were published.

use super::figure::Figure;
use super::published::{LineOf, Published, PublishedLine};
use super::table::{Cell, Role, Row, Table};
use super::{Bench, Choice, texts};
use crate::lang::{Lang, Text, decimal, whole};
use crate::plan::Plan;
use crate::problem::{Place, Result};
use crate::register::Sources;
use crate::template::Template;

/// A published table beside the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// The file of the published table, as the plan names it.
    pub file: String,
    /// The plan's id of the register.
    pub register: String,
    /// The indicator it was recognised as.
    pub indicator: String,
    /// Its title.
    pub title: Text,
    /// How many figures were compared.
    pub compared: u64,
    /// Figures that differ, and lines that only one of the two has.
    pub differences: Vec<Difference>,
    /// Published figures beside which a footnote mark or a bracket was left out.
    pub noted: Vec<Place>,
    /// Published figures that could not be read and were not compared.
    pub unread: Vec<Place>,
}

/// A figure that differs.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// Where the published figure stands.
    pub place: Place,
    /// The line.
    pub line: Text,
    /// The column.
    pub column: Text,
    /// As published; empty where nothing is.
    pub published: Text,
    /// As the register gives it; empty where it gives nothing.
    pub register: Text,
    /// The register's count less the published one, where both are counts.
    pub by: Option<i64>,
}

impl Control {
    /// Whether the register agrees with the published table in every figure.
    pub fn agrees(&self) -> bool {
        self.differences.is_empty() && self.unread.is_empty()
    }

    /// How many figures there were to compare, those that only one of the two has with them.
    pub fn figures(&self) -> u64 {
        let only_one = |one: &&Difference| {
            one.published == texts::no_line() || one.published == Text::default()
        };
        let alone = self.differences.iter().filter(only_one).count();
        self.compared + u64::try_from(alone).unwrap_or(u64::MAX)
    }
}

/// Compares every published table of the plan with its register.
pub fn control(plan: &Plan, template: &Template, sources: Sources<'_>) -> Result<Vec<Control>> {
    let choice = Choice::default();
    all(&mut Bench::new(plan, template, &choice, sources))
}

pub(super) fn all(bench: &mut Bench<'_>) -> Result<Vec<Control>> {
    let (plan, template, sources) = (bench.plan, bench.template, bench.sources);
    let mut controls = Vec::new();
    for totals in &plan.control_totals {
        let path = sources.folder.join(&totals.file);
        let tables = super::published(template, &path, &totals.file, sources.legacy)?;
        for published in tables {
            let indicator = &template.indicators.list[published.indicator];
            let mut control = Control {
                file: totals.file.clone(),
                register: plan.export(totals.export).id.clone(),
                indicator: indicator.id.clone(),
                title: indicator.title.clone(),
                compared: 0,
                differences: Vec::new(),
                noted: published.noted.clone(),
                unread: published.unread.clone(),
            };
            match bench.at(published.indicator, 0, Some(totals.export))? {
                Ok(table) => control.compare(&published, &table),
                Err(reason) => control.differences.push(Difference {
                    place: published.place.clone(),
                    line: Text::default(),
                    column: Text::default(),
                    published: Text::default(),
                    register: reason,
                    by: None,
                }),
            }
            controls.push(control);
        }
    }
    Ok(controls)
}

impl Control {
    fn compare(&mut self, published: &Published, table: &Table) {
        let labels = table.labels();
        let mut seen = Vec::new();
        for line in &published.lines {
            let found = table
                .rows
                .iter()
                .position(|row| is_line(row, &line.line, table));
            seen.extend(found);
            for (column, figure, place) in &line.figures {
                let head = &table.columns[labels + column];
                let cell =
                    found.map_or(&Cell::Count(0), |at| &table.rows[at].cells[labels + column]);
                self.compared += 1;
                if !agrees(*figure, cell) {
                    self.differences.push(Difference {
                        place: place.clone(),
                        line: Text::same(&line.label),
                        column: head.title.clone(),
                        published: shown(*figure),
                        register: as_shown(cell),
                        by: by(*figure, cell),
                    });
                }
            }
        }
        self.not_published(published, table, &seen);
    }

    /// Groups that the register has and the table has not.
    fn not_published(&mut self, published: &Published, table: &Table, seen: &[usize]) {
        let labels = table.labels();
        for (at, row) in table.rows.iter().enumerate() {
            let counted = row.cells.get(labels).and_then(Cell::value).unwrap_or(0.0);
            let is_group = matches!(row.role, Role::Group | Role::Unplaced);
            if !is_group || seen.contains(&at) || counted <= 0.0 {
                continue;
            }
            let words = row.cells[..labels].iter().map(as_shown);
            let line = words.reduce(|all, word| Text {
                sv: format!("{} {}", all.sv, word.sv),
                en: format!("{} {}", all.en, word.en),
            });
            self.differences.push(Difference {
                place: published.place.clone(),
                line: line.unwrap_or_default(),
                column: table.columns[labels].title.clone(),
                published: texts::no_line(),
                register: as_shown(&row.cells[labels]),
                by: None,
            });
        }
    }
}

/// Whether a row of our table is a line of the published one.
fn is_line(row: &Row, line: &LineOf, table: &Table) -> bool {
    match line {
        LineOf::Total => row.role == Role::Total,
        LineOf::Value(value) => {
            row.role == Role::Group
                && matches!(&row.cells[0], Cell::Label(text) if text.sv == *value)
        }
        // Listed lines stand first, in the order of the list.
        LineOf::Listed(at) => std::ptr::eq(row, &raw const table.rows[*at]),
    }
}

/// Whether a published figure is what the register gives.
fn agrees(figure: Figure, cell: &Cell) -> bool {
    match (figure, cell) {
        (Figure::Blank, Cell::Missing | Cell::Count(0)) => true,
        (Figure::Count(count), Cell::Count(own)) => count == *own,
        (Figure::Count(digits), Cell::Share { .. }) => is_percent(digits, 0, cell),
        (Figure::Percent { digits, decimals }, Cell::Share { .. }) => {
            is_percent(digits, decimals, cell)
        }
        // A spreadsheet's own percentage: 0,061 shown as 6,1 %.
        (Figure::Number(number), Cell::Share { .. }) => cell
            .value()
            .is_some_and(|own| (own - number).abs() < 0.000_5 + 1e-9),
        (Figure::Number(number), Cell::Number(own)) => (own - number).abs() < 0.05 + 1e-9,
        (Figure::Count(count), Cell::Number(own)) => Cell::Count(count)
            .value()
            .is_some_and(|count| (own - count).abs() < 1e-9),
        (_, _) => false,
    }
}

/// Whether a share rounds to a percentage, halves away from zero; in whole numbers.
fn is_percent(digits: u64, decimals: u32, cell: &Cell) -> bool {
    let Cell::Share {
        numerator,
        denominator,
    } = cell
    else {
        return false;
    };
    let Some(scale) = 10_u128.checked_pow(decimals.saturating_add(2)) else {
        return false;
    };
    let (numerator, denominator) = (u128::from(*numerator), u128::from(*denominator));
    let rounded = (2 * numerator * scale + denominator) / (2 * denominator);
    rounded == u128::from(digits)
}

fn by(figure: Figure, cell: &Cell) -> Option<i64> {
    let (Figure::Count(published), Cell::Count(own)) = (figure, cell) else {
        return None;
    };
    let (published, own) = (i64::try_from(published).ok()?, i64::try_from(*own).ok()?);
    Some(own - published)
}

fn in_both(say: impl Fn(Lang) -> String) -> Text {
    Text {
        sv: say(Lang::Sv),
        en: say(Lang::En),
    }
}

/// A published figure in words.
fn shown(figure: Figure) -> Text {
    match figure {
        Figure::Blank => texts::nothing(),
        Figure::Count(count) => in_both(|lang| whole(lang, count)),
        Figure::Percent { digits, decimals } => {
            let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
            let number = Cell::Count(digits).value().unwrap_or_default() / scale;
            let places = usize::try_from(decimals).unwrap_or(0);
            in_both(|lang| crate::lang::percent(lang, number / 100.0, places))
        }
        Figure::Number(number) => in_both(|lang| decimal(lang, number, 3)),
    }
}

/// A cell of ours in words.
fn as_shown(cell: &Cell) -> Text {
    match cell {
        Cell::Missing => texts::nothing(),
        Cell::Label(text) => text.clone(),
        Cell::Count(count) => in_both(|lang| whole(lang, *count)),
        Cell::Number(number) => in_both(|lang| decimal(lang, *number, 1)),
        Cell::Share { .. } | Cell::Fraction(_) | Cell::Difference(_) => {
            let share = cell.value().unwrap_or_default();
            in_both(|lang| crate::lang::percent(lang, share, 1))
        }
    }
}

/// The line's label and figures, for those who make registers to a published table.
impl PublishedLine {
    /// The count in a column of the indicator; a blank cell is 0.
    pub fn count(&self, column: usize) -> Option<u64> {
        let figure = self.figures.iter().find(|(of, ..)| *of == column);
        match figure? {
            (_, Figure::Count(count), _) => Some(*count),
            (_, Figure::Blank, _) => Some(0),
            (_, Figure::Percent { .. } | Figure::Number(_), _) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 40 of 652 is 6.1349… %; 1 of 8 is 12.5 %, which is 13 % in whole per cent.
    #[test]
    fn percentages_agree_as_printed() {
        let share = |numerator, denominator| Cell::share(numerator, denominator);
        assert!(is_percent(61, 1, &share(40, 652)));
        assert!(!is_percent(62, 1, &share(40, 652)));
        assert!(is_percent(13, 0, &share(1, 8)));
        assert!(is_percent(125, 1, &share(1, 8)));
        assert!(agrees(Figure::Blank, &Cell::Count(0)));
        assert!(!agrees(Figure::Blank, &Cell::Count(2)));
        assert_eq!(by(Figure::Count(652), &Cell::Count(651)), Some(-1));
    }
}
