//! Which tables a workbook draws, and how: the shares of the criteria, the strata, and how
//! long things took against their limits.

use crate::report::model::{Block, Cell, Chart, Kind, Section, Shape, Table};

/// The charts of a report's tables, in the order of the tables.
pub(super) fn charts(sections: &[Section]) -> Vec<Chart> {
    let tables = sections.iter().flat_map(|section| &section.blocks);
    tables
        .filter_map(|block| match block {
            Block::Table(table) => chart(table),
            Block::Heading(..)
            | Block::Paragraph(_)
            | Block::List(_)
            | Block::Facts(_)
            | Block::Code(_)
            | Block::Steps(_)
            | Block::Figure(_) => None,
        })
        .collect()
}

fn chart(table: &Table) -> Option<Chart> {
    if !table.shown.in_workbook() || table.rows.is_empty() {
        return None;
    }
    let (label, values, shape) = match table.id.as_str() {
        "counts" | "summary" => {
            let is_share = |kind: Kind| matches!(kind, Kind::Percent(_));
            let share = table.columns.iter().position(|c| is_share(c.kind))?;
            (0, vec![share], Shape::Shares)
        }
        "strata" => (1, vec![2, 3], Shape::Beside),
        "days" => (0, (4..9).collect(), Shape::Stacked),
        _ => return None,
    };
    // Of fewer than ten files no share is told, and a chart of none would be bare axes.
    let mut cells = table
        .rows
        .iter()
        .flat_map(|row| values.iter().filter_map(|at| row.cells.get(*at)));
    if !cells.any(|cell| matches!(cell, Cell::Number { .. })) {
        return None;
    }
    Some(Chart {
        title: table.title.clone(),
        table: table.id.clone(),
        label,
        values,
        shape,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::model::Shown;
    use crate::report::model::{Column, Depth, Level, Row};

    fn report(share: Cell) -> Vec<Section> {
        let column = |header: &str, kind| Column {
            header: header.to_owned(),
            kind,
        };
        let table = Table {
            id: "counts".to_owned(),
            title: "Avvikelser".to_owned(),
            sheet: "Avvikelser".to_owned(),
            shown: Shown::Everywhere,
            columns: vec![
                column("Kod", Kind::Short),
                column("Andel", Kind::Percent(0)),
            ],
            rows: vec![Row {
                level: Level::Item,
                cells: vec![Cell::Text("HV-01".to_owned()), share],
            }],
            notes: Vec::new(),
        };
        vec![Section {
            id: "results",
            heading: "Resultat".to_owned(),
            depth: Depth::Summary,
            blocks: vec![Block::Table(table)],
        }]
    }

    /// A review of fewer than ten files has no share to draw.
    #[test]
    fn a_table_without_shares_has_no_chart() {
        let share = Cell::Number {
            value: 0.69,
            text: "69 %".to_owned(),
        };
        assert_eq!(charts(&report(share)).len(), 1);
        assert!(charts(&report(Cell::Empty)).is_empty());
    }
}
