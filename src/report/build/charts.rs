//! Which tables a workbook draws, and how: the shares of the criteria, the strata, and how
//! long things took against their limits.

use crate::report::model::{Block, Chart, Kind, Section, Shape, Shown, Table};

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
    if table.shown == Shown::Pages || table.rows.is_empty() {
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
    Some(Chart {
        title: table.title.clone(),
        table: table.id.clone(),
        label,
        values,
        shape,
    })
}
