//! How many remain over time: one line for each of the months at which the curve is read.

use super::table::{Cell, Head, Unit};
use super::texts;
use super::view::View;
use crate::exact::Confidence;
use crate::stats::survival;
use crate::template::indicator::Curve;

/// Those who are followed.
#[derive(Debug, Clone, Default)]
pub(super) struct Followed(survival::Curve);

/// Days of so many months, a year having 365.25.
fn days(months: i64) -> i64 {
    (months * 36_525 + 600) / 1200
}

pub(super) fn heads() -> Vec<Head> {
    let head = Head::new;
    vec![
        head("months", texts::after_months(), Unit::Count),
        head("at_risk", texts::followed(), Unit::Count),
        head("left", texts::left(), Unit::Count),
        head("remaining", texts::remaining(), Unit::Share),
        head("lower", texts::lower(), Unit::Share),
        head("upper", texts::upper(), Unit::Share),
    ]
}

impl Followed {
    pub(super) fn is_empty(&self) -> bool {
        self.0.followed() == 0
    }

    /// Adds a case from its start to its end, or to how far the export reaches.
    pub(super) fn add(&mut self, curve: &Curve, view: &View<'_>, case: usize) {
        let Some(start) = view.day(curve.from, case) else {
            return;
        };
        let until = view.cases.until;
        let end = view.day(curve.to, case).filter(|end| *end <= until);
        let time = i64::from(end.unwrap_or(until)) - i64::from(start);
        if time >= 0 {
            self.0.add(time, end.is_some());
        }
    }

    /// The curve's lines.
    pub(super) fn points(
        &self,
        curve: &Curve,
        confidence: Confidence,
    ) -> impl Iterator<Item = Vec<Cell>> {
        let tail = confidence.half_alpha().to_f64();
        curve.months.iter().map(move |months| {
            let point = self.0.at(days(*months), tail);
            let share = |share: Option<f64>| share.map_or(Cell::Missing, Cell::Fraction);
            vec![
                Cell::Count(u64::try_from(*months).unwrap_or(0)),
                Cell::Count(point.at_risk),
                Cell::Count(point.left),
                share(point.remaining),
                share(point.limits.map(|limits| limits.0)),
                share(point.limits.map(|limits| limits.1)),
            ]
        })
    }
}

#[cfg(test)]
mod tests {
    /// 365.25 · m / 12, to the nearest day.
    #[test]
    fn months_in_days() {
        let expected = [(1, 30), (3, 91), (6, 183), (9, 274), (12, 365), (24, 731)];
        for (months, days) in expected {
            assert_eq!(super::days(months), days, "{months}");
        }
    }
}
