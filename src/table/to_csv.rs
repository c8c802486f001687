//! A table as RFC 4180 CSV, UTF-8 and comma: what was read is what is written. This is the
//! one output whose content is the register itself, so no text is changed, not even one
//! that a spreadsheet program would take for a formula.

use std::io::{self, Write};

use crate::problem::{Error, Result};
use crate::table::{Read, Table};

/// Writes the header row if there is one, then every data row. A register that cannot be
/// read is an [`Error`]; a medium that cannot be written to (a closed pipe, a full disk) is
/// the inner error, since only the caller knows what it means there.
pub fn to_csv(table: &mut Table, out: &mut dyn Write) -> Result<io::Result<Read>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    let description = table.describe();
    if description.header_row.is_some()
        && let Err(error) = writer.write_record(&description.headers)
    {
        return Ok(Err(error.into()));
    }
    let mut failed = None;
    let read = table.rows(&mut |row| {
        let written = row
            .cells
            .iter()
            .try_for_each(|cell| writer.write_field(cell.text().as_bytes()))
            .and_then(|()| writer.write_record(None::<&[u8]>));
        written.map_err(|error| {
            failed = Some(io::Error::from(error));
            Error { faults: Vec::new() }
        })
    });
    if let Some(error) = failed {
        return Ok(Err(error));
    }
    let read = read?;
    Ok(writer.flush().map(|()| read))
}
