//! The results by stratum and by the unit that answers for them: counts, or two points.

use super::{HIDDEN, Public};
use crate::disclosure::Released;
use crate::report::build::cells::{column, item, text};
use crate::report::build::{Judged, breakdown, texts};
use crate::report::model::{Block, Cell, Column, Depth, Kind, Row, Section, Shown, Table};
use crate::report::texts::{prose, sheets};

impl Public<'_> {
    pub(super) fn groups(&self) -> Option<Section> {
        let context = self.context;
        if context.judged.is_empty() {
            return None;
        }
        let mut blocks = Vec::new();
        for place in 0..self.groupings.len() {
            if place == 0 && self.groupings[0].names.len() < 2 {
                continue;
            }
            blocks.extend(self.grouping(place));
        }
        (!blocks.is_empty()).then(|| Section {
            id: "by_group",
            heading: context.say(texts::by_group()),
            depth: Depth::Detail,
            blocks,
        })
    }

    fn grouping(&self, place: usize) -> Option<Block> {
        let context = self.context;
        let grouping = &self.groupings[place];
        let rows: Vec<Row> = context
            .assessed()
            .filter_map(|judged| {
                let released = self.of(judged)?;
                let concerns = released.groups.keys().any(|(at, _)| *at == place);
                concerns.then(|| self.row(judged, released, place))
            })
            .collect();
        if rows.is_empty() {
            return None;
        }
        let (id, title, sheet) = if place == 0 {
            (
                "strata_matrix".to_owned(),
                context.say(texts::by_stratum_title()),
                context.say(sheets::by_stratum()),
            )
        } else {
            let field = breakdown::field_title(context, &grouping.field);
            (
                format!("units_{place}"),
                context.say(texts::by_responsible_title(&field)),
                field,
            )
        };
        let shown = rows
            .iter()
            .flat_map(|row| &row.cells[2..])
            .any(|cell| cell.shown() != HIDDEN && *cell != Cell::Empty);
        if !shown {
            let words = context.say(prose::no_groups_shown());
            return Some(Block::Paragraph(format!("{title}: {words}")));
        }
        let mut columns = vec![
            column(context, texts::criterion(), Kind::Short),
            column(context, texts::what(), Kind::Words),
        ];
        columns.extend(grouping.names.iter().map(|name| Column {
            header: if name.is_empty() {
                context.say(texts::no_place())
            } else {
                name.clone()
            },
            kind: Kind::Short,
        }));
        let notes = if place == 0 {
            let strata = &context.inputs.protocol.strata;
            let legend: Vec<String> = strata
                .iter()
                .map(|stratum| format!("{}: {}", stratum.letter, stratum.name))
                .collect();
            vec![legend.join("; ")]
        } else {
            Vec::new()
        };
        Some(Block::Table(Table {
            id,
            sheet,
            title,
            shown: Shown::Everywhere,
            columns,
            rows,
            notes,
        }))
    }

    fn row(&self, judged: &Judged, released: &Released, place: usize) -> Row {
        let context = self.context;
        let mut cells = vec![
            text(&judged.result.id),
            text(judged.criterion.title.get(context.lang)),
        ];
        for group in 0..self.groupings[place].names.len() {
            cells.push(match self.group_counts(judged, released, place, group) {
                GroupCell::None => Cell::Empty,
                GroupCell::Hidden => text(HIDDEN),
                GroupCell::Counts(gaps, assessed) => text(context.of(gaps, assessed)),
            });
        }
        item(cells)
    }

    /// What is shown of one group of a criterion.
    pub(super) fn group_counts(
        &self,
        judged: &Judged,
        released: &Released,
        place: usize,
        group: usize,
    ) -> GroupCell {
        let Some(why) = released.groups.get(&(place, group)) else {
            return GroupCell::None;
        };
        if why.is_some() {
            return GroupCell::Hidden;
        }
        let name = &self.groupings[place].names[group];
        let blank = self.context.say(texts::no_place());
        let counts = if place == 0 {
            let strata = &judged.result.strata;
            let found = strata.iter().find(|stratum| stratum.stratum == *name);
            found.map(|stratum| (stratum.gaps, stratum.assessed))
        } else {
            let field = &self.groupings[place].field;
            let found = judged.result.groups.iter().find(|result| {
                let same = result.group == *name || name.is_empty() && result.group == blank;
                result.field == *field && same
            });
            found.map(|group| (group.gaps, group.assessed))
        };
        counts.map_or(GroupCell::None, |(gaps, assessed)| {
            GroupCell::Counts(gaps, assessed)
        })
    }
}

/// What is shown of one group.
pub(super) enum GroupCell {
    /// The criterion has no such group.
    None,
    /// Not shown.
    Hidden,
    /// Deviating and assessed.
    Counts(u64, u64),
}
