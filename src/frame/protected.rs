//! Of whom a register says that the person's data are protected: whichever register says so,
//! also one that is no evidence, and in whichever of the person's rows.

use super::units::{Unit, mark};
use crate::identity::Identity;
use crate::register::{self, Ask, Opened, Value};
use crate::template::Register;

/// Everybody with a mark of protection, by the numbers that identities are compared by.
#[derive(Debug, Clone, Default)]
pub struct Protected {
    marks: Vec<u64>,
    told: bool,
}

impl Protected {
    /// Whether somebody's data are protected.
    pub fn has(&self, key: &Identity) -> bool {
        self.marks.binary_search(&mark(key)).is_ok()
    }

    /// Whether the data of a unit, or of the person of its row, are protected.
    pub fn has_unit(&self, unit: &Unit) -> bool {
        self.has(&unit.key) || self.has(unit.person())
    }

    /// Whether any register says who is protected: else nobody is known to be.
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// One more register, which says so or not.
    pub(super) fn told_by(&mut self, register: bool) {
        self.told |= register;
    }

    pub(super) fn add(&mut self, marks: impl IntoIterator<Item = u64>) {
        self.marks.extend(marks);
    }

    /// No more are added.
    pub(super) fn finish(&mut self) {
        self.marks.sort_unstable();
        self.marks.dedup();
    }
}

/// The marks of protection in an export's rows, by their places in a record.
pub(super) struct Marks(Vec<usize>);

impl Marks {
    /// Asks for the fields that hold such marks, as far as the export has them in some part.
    pub(super) fn ask(register: &Register, opened: &Opened<'_>, asks: &mut Vec<Ask>) -> Self {
        let fields = register.fields.iter().enumerate();
        let marks = fields.filter(|(at, field)| field.protects && opened.has_somewhere(*at));
        let places = marks.map(|(at, _)| {
            asks.push(Ask::value(at));
            asks.len() - 1
        });
        Self(places.collect())
    }

    /// Whether the export has such a field at all.
    pub(super) fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a row says that the person's data are protected.
    pub(super) fn protect(&self, values: &[Value<'_>]) -> bool {
        self.0.iter().any(|at| match &values[*at] {
            Value::Missing | Value::YesNo(false) => false,
            // A mark that cannot be read protects: the other mistake cannot be undone.
            Value::Text(text) => register::is_yes(text) != Some(false),
            Value::YesNo(true) | Value::Date(_) | Value::Integer(_) | Value::Identity(..) => true,
        })
    }
}
