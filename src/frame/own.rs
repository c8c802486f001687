//! The rows that speak for some units once it is known which are wanted: kept from the first
//! reading where that was foreseen, or read again.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Frame;
use crate::identity::Identity;
use crate::plan::Plan;
use crate::problem::Result;
use crate::register::{self, Ask, Record, Sources, Value};
use crate::template::Template;

/// What will be asked for of the units that are drawn, and a guess which those are: rows of a
/// workbook cannot be fetched from where they stand, and to read it again costs as much as to
/// read it. A wrong guess costs that reading and changes nothing.
pub struct Foreseen<'a> {
    /// Fields of the unit register.
    pub fields: &'a [usize],
    /// Whether a unit may be drawn, by its key and its stratum; strata are counted from 0 as
    /// they are met.
    pub may_be_drawn: &'a mut dyn FnMut(&Identity, usize) -> bool,
}

/// What was kept of rows when they were read.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    fields: Vec<usize>,
    rows: HashMap<u64, Vec<String>>,
}

/// More rows are not kept: what is not there is read again.
const MOST_KEPT: usize = 50_000;

impl Kept {
    pub(super) fn of(fields: &[usize]) -> Self {
        Self {
            fields: fields.to_vec(),
            rows: HashMap::new(),
        }
    }

    pub(super) fn keep(&mut self, record: &Record<'_>) {
        if self.rows.len() < MOST_KEPT {
            self.rows.insert(record.row, record.others.shown());
        }
    }

    /// Some fields of rows, if all of it was kept.
    fn all(&self, rows: &BTreeSet<u64>, fields: &[usize]) -> Option<BTreeMap<u64, Vec<String>>> {
        let place = |field| self.fields.iter().position(|kept| kept == field);
        let places: Vec<usize> = fields.iter().map(place).collect::<Option<_>>()?;
        let values = |row| {
            let kept: &Vec<String> = self.rows.get(row)?;
            let values = places.iter().map(|at| kept[*at].clone());
            Some((*row, values.collect()))
        };
        rows.iter().map(values).collect()
    }
}

/// Of some rows of the unit register, by their numbers, the values of some of its fields as they
/// are shown: in the order of the fields, blank where the export has none.
pub fn own_rows(
    plan: &Plan,
    template: &Template,
    frame: &Frame,
    rows: &BTreeSet<u64>,
    fields: &[usize],
    sources: Sources<'_>,
) -> Result<BTreeMap<u64, Vec<String>>> {
    if let Some(kept) = frame.kept.all(rows, fields) {
        return Ok(kept);
    }
    let mut found = BTreeMap::new();
    let asks: Vec<Ask> = fields.iter().map(|field| Ask::value(*field)).collect();
    let mut opened = register::open(plan, template, plan.unit.export, &[], sources)?;
    opened.records_at(&asks, rows, &frame.places, &mut |record| {
        let values = record.values.iter().map(Value::shown);
        found.insert(record.row, values.collect());
        Ok(())
    })?;
    Ok(found)
}
