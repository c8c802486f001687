//! What a number is in each of a workbook's styles: calamine knows and says it only of cells, so it
//! is learned from those that it reads. Styles of one number format say the same.

use std::collections::BTreeMap;

use calamine::{DataRef, ExcelDateTimeType, Style};

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Number,
    Date(ExcelDateTimeType),
}

/// Number formats of every workbook that make nothing else of a number; a workbook's own begin at
/// 164.
const NUMBERS: [(u32, &str); 5] = [
    (0, "General"),
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
];

const FIRST_OWN: u32 = 164;

/// The styles.
pub(crate) struct Styles {
    /// The format of each, by its place in `kinds`.
    formats: Vec<usize>,
    kinds: Vec<Option<Kind>>,
}

impl Styles {
    pub(crate) fn of(palette: &[Style]) -> Self {
        let mut places = BTreeMap::new();
        let mut kinds = Vec::new();
        let formats = palette.iter().map(|style| {
            let format = style.number_format.as_ref();
            let format = format.map(|format| (format.format_id, format.format_code.as_str()));
            *places.entry(format).or_insert_with(|| {
                kinds.push(format.filter(is_number).map(|_| Kind::Number));
                kinds.len() - 1
            })
        });
        Self {
            formats: formats.collect(),
            kinds,
        }
    }

    /// What a number is in a style, where it is known; without a style it is a number.
    pub(crate) fn kind(&self, style: Option<usize>) -> Option<Kind> {
        style.map_or(Some(Kind::Number), |style| {
            self.kinds[*self.formats.get(style)?]
        })
    }

    /// Learns it from what calamine made of a number.
    pub(crate) fn learn(&mut self, style: usize, value: &DataRef<'_>) {
        let kind = match value {
            DataRef::Float(_) => Kind::Number,
            DataRef::DateTime(moment) if moment.is_duration() => {
                Kind::Date(ExcelDateTimeType::TimeDelta)
            }
            DataRef::DateTime(_) => Kind::Date(ExcelDateTimeType::DateTime),
            DataRef::Int(_)
            | DataRef::String(_)
            | DataRef::SharedString(_)
            | DataRef::Bool(_)
            | DataRef::DateTimeIso(_)
            | DataRef::DurationIso(_)
            | DataRef::Error(_)
            | DataRef::Empty => return,
        };
        if let Some(format) = self.formats.get(style) {
            self.kinds[*format] = Some(kind);
        }
    }
}

/// Whether a format, of which most have a number, is of digits alone.
fn is_number(format: &(Option<u32>, &str)) -> bool {
    let (Some(id), code) = *format else {
        return false;
    };
    let has_digits_alone = || code.chars().all(|letter| "0#,.% ".contains(letter));
    NUMBERS.contains(&(id, code)) || (id >= FIRST_OWN && has_digits_alone())
}
