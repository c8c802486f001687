//! Values outside a field's list that hardly anybody has: likelier a name or a date in a shifted row
//! than an office. Their strata are drawn as any other (DESIGN 4); as a stratum's name stands in the
//! protocol and the report, they are told before the draw, while the export can still be mended.

use std::collections::BTreeMap;

use super::{Stratum, texts};
use crate::plan::Plan;
use crate::problem::{Place, Problems};
use crate::template::Template;

/// An office has more persons than this.
const FEW: u64 = 2;
/// So many strata are named.
const NAMED: usize = 8;

/// Tells which strata have such a value. One that is nearly a known one is told as that.
pub(super) fn notice(
    strata: &[Stratum],
    plan: &Plan,
    template: &Template,
    problems: &mut Problems,
) {
    let mut found: Vec<&str> = Vec::new();
    let fields: Vec<_> = (plan.strata.iter())
        .map(|field| template.field(*field))
        .collect();
    let persons: Vec<BTreeMap<&str, u64>> = (0..fields.len())
        .map(|at| {
            let mut persons = BTreeMap::new();
            for stratum in strata {
                *persons.entry(stratum.values[at].as_str()).or_default() += stratum.population;
            }
            persons
        })
        .collect();
    for stratum in strata {
        let mut values = stratum.values.iter().zip(&fields).zip(&persons);
        let has_one = values.any(|((value, field), persons)| {
            let is_strange =
                !value.is_empty() && !field.knows(value) && field.alike(value).is_none();
            is_strange && (persons.get(value.as_str())).is_some_and(|count| *count <= FEW)
        });
        if has_one {
            found.push(&stratum.letter);
        }
    }
    if found.is_empty() {
        return;
    }
    let more = if found.len() > NAMED { " …" } else { "" };
    let named = &found[..found.len().min(NAMED)];
    let what = texts::rare_values(&format!("{}{more}", named.join(", ")));
    let file = &plan.export(plan.unit.export).name();
    let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
    problems.add_many("rare-value", file, what, count, vec![Place::file(file)]);
}
