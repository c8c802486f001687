//! The rows that speak for some units, read again once it is known which are wanted.

use std::collections::{BTreeMap, BTreeSet};

use crate::plan::Plan;
use crate::problem::Result;
use crate::register::{self, Ask, Sources, Value};
use crate::table::Places;
use crate::template::Template;

/// Of some rows of the unit register, by their numbers and places, the values of some of its fields as
/// they are shown: in the order of the fields, blank where the export has none.
pub fn own_rows(
    plan: &Plan,
    template: &Template,
    rows: &BTreeSet<u64>,
    fields: &[usize],
    places: &Places,
    sources: Sources<'_>,
) -> Result<BTreeMap<u64, Vec<String>>> {
    let mut found = BTreeMap::new();
    let asks: Vec<Ask> = fields.iter().map(|field| Ask::value(*field)).collect();
    let mut opened = register::open(plan, template, plan.unit.export, &[], sources)?;
    opened.records_at(&asks, rows, places, &mut |record| {
        let values = record.values.iter().map(Value::shown);
        found.insert(record.row, values.collect());
        Ok(())
    })?;
    Ok(found)
}
