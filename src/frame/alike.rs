//! Strata with a value that is none of the field's list. Values are compared as they are written
//! (DESIGN 4), so such a stratum is drawn by itself; it is told before the draw, while the export
//! or the template can still be mended. Either the value is nearly a known one, and the stratum
//! likely another's; or hardly anybody has it, and it is likelier a name or a date in a shifted row
//! than an office: a stratum's name stands in the protocol and the report. Persons without any of
//! the values may be none of the audit's, as children that are listed below their parents.

use std::collections::BTreeMap;

use super::{Stratum, texts};
use crate::lang::Text;
use crate::plan::Plan;
use crate::problem::{Place, Problems};
use crate::template::{Field, FieldRef, Template};

/// So many are named.
const NAMED: usize = 8;
/// An office has more persons than this.
const FEW: u64 = 2;

/// Tells which strata have a value that is no known one, but nearly, which one that hardly anybody
/// has, and which none at all.
pub(super) fn notice(
    strata: &[Stratum],
    plan: &Plan,
    template: &Template,
    problems: &mut Problems,
) {
    let fields: Vec<&Field> = plan
        .strata
        .iter()
        .map(|at: &FieldRef| template.field(*at))
        .collect();
    let mut persons: Vec<BTreeMap<&str, u64>> = vec![BTreeMap::new(); fields.len()];
    for stratum in strata {
        for (persons, value) in persons.iter_mut().zip(&stratum.values) {
            *persons.entry(value).or_default() += stratum.population;
        }
    }
    let (mut alike, mut rare): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for stratum in strata {
        let values = stratum.values.iter().zip(&fields).zip(&persons);
        let unknown = values.filter(|((value, field), _)| !value.is_empty() && !field.knows(value));
        let (mut near, mut is_rare) = (None, false);
        for ((value, field), persons) in unknown {
            match field.alike(value) {
                Some(known) => near = near.or(Some(known)),
                None => is_rare |= persons.get(value.as_str()).is_some_and(|all| *all <= FEW),
            }
        }
        alike.extend(near.map(|near| format!("{} ({near})", stratum.letter)));
        if is_rare {
            rare.push(stratum.letter.clone());
        }
    }
    let blank: Vec<String> = (strata.iter())
        .filter(|stratum| stratum.values.len() > 1 && stratum.values.iter().all(String::is_empty))
        .map(|stratum| stratum.letter.clone())
        .collect();
    let file = &plan.export(plan.unit.export).name();
    let mut tell = |code, found: &[String], what: &dyn Fn(&str) -> Text| {
        if found.is_empty() {
            return;
        }
        let more = if found.len() > NAMED { " …" } else { "" };
        let named = found[..found.len().min(NAMED)].join(", ");
        let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
        let what = what(&format!("{named}{more}"));
        problems.add_many(code, file, what, count, vec![Place::file(file)]);
    };
    tell("stratum-alike", &alike, &|which| {
        texts::strata_alike(which, &template.id)
    });
    tell("rare-value", &rare, &texts::rare_values);
    tell("stratum-blank", &blank, &texts::blank_strata);
}
