//! Columns whose header may mean a field and may mean something else: what stands under it
//! decides. Where that does not, the column is suggested and not taken.

use jiff::civil::Date;

use super::header::{Recognition, folded};
use super::value::Reader;
use crate::problem::Result;
use crate::table::Table;
use crate::template::Register;

/// So many rows decide.
const LOOKED_AT: u64 = 1000;

/// Takes the columns whose values say what their headers may mean.
pub fn recognise_by_values(
    register: &Register,
    table: &mut Table,
    reference: Date,
    recognition: &mut Recognition,
) -> Result<()> {
    if table.describe().header_row.is_none() {
        return Ok(());
    }
    let headers: Vec<String> = (table.describe().headers.iter())
        .map(|header| folded(header))
        .collect();
    for (at, field) in register.fields.iter().enumerate() {
        let is_settled = recognition.columns[at].is_some() || recognition.said.contains(&at);
        if is_settled || field.if_values.is_empty() {
            continue;
        }
        let names: Vec<String> = field.if_values.iter().map(|name| folded(name)).collect();
        let is_free = |column: &usize| !recognition.columns.contains(&Some(*column));
        let mut columns = (0..headers.len())
            .filter(|column| names.contains(&headers[*column]))
            .filter(is_free);
        let (Some(column), None) = (columns.next(), columns.next()) else {
            continue;
        };
        let reader = Reader::new(field, reference);
        let (mut filled, mut others) = (0_u64, 0_u64);
        table.first_rows(LOOKED_AT, &mut |row| {
            let cell = row.cells.at(column);
            filled += u64::from(!cell.is_blank());
            others += u64::from(reader.read(&cell).1.is_some());
            Ok(())
        })?;
        if filled > 0 && others == 0 {
            recognition.columns[at] = Some(column);
            recognition.by_values.push((column, at));
        } else {
            recognition.near.push((column, at));
        }
    }
    Ok(())
}
