//! Strata that are likely the same as another but for their spelling. Values are compared as
//! they are written (DESIGN 4), so such a stratum is drawn by itself; it is told before the draw,
//! while the export or the template can still be mended.

use super::{Stratum, texts};
use crate::plan::Plan;
use crate::problem::{Place, Problems};
use crate::template::{Field, FieldRef, Template};

/// So many are named.
const NAMED: usize = 8;

/// Tells which strata have a value that is no known one, but nearly.
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
    let mut found: Vec<String> = Vec::new();
    for stratum in strata {
        let near = stratum
            .values
            .iter()
            .zip(&fields)
            .filter(|(value, field)| !field.knows(value))
            .find_map(|(value, field)| field.alike(value));
        found.extend(near.map(|near| format!("{} ({near})", stratum.letter)));
    }
    if found.is_empty() {
        return;
    }
    let more = if found.len() > NAMED { " …" } else { "" };
    let named = &found[..found.len().min(NAMED)];
    let what = texts::strata_alike(&format!("{}{more}", named.join(", ")), &template.id);
    let file = &plan.export(plan.unit.export).name();
    let count = u64::try_from(found.len()).unwrap_or(u64::MAX);
    problems.add_many("stratum-alike", file, what, count, vec![Place::file(file)]);
}
