//! From a drawn sample to its protocol, and from `protokoll.json` back.

use std::collections::BTreeMap;

use super::{Coordination, Protocol, Role, SCHEMA, Status, Stratum, Unit, texts};
use crate::frame::Frame;
use crate::plan::Plan;
use crate::problem::{Error, Place, Result};
use crate::sample::{self, METHOD, Selection};
use crate::template::Template;

/// How many digits of the selection's hash name the draw.
const DRAW_ID_DIGITS: usize = 12;

/// The protocol of a first draw.
pub fn record(
    program: &str,
    plan_sha256: &str,
    plan: &Plan,
    template: &Template,
    frame: &Frame,
    selection: &Selection,
) -> Protocol {
    let selection_sha256 = selection.sha256(frame);
    let strata = frame
        .strata
        .iter()
        .enumerate()
        .map(|(at, stratum)| {
            let count = |reserve: bool| {
                let units = selection.drawn.iter();
                let units = units.filter(|d| d.stratum == at && d.reserve == reserve);
                u64::try_from(units.count()).expect("a count of units fits")
            };
            let fields = plan.strata.iter().map(|field| template.field_name(*field));
            Stratum {
                letter: stratum.letter.clone(),
                name: stratum.name.clone(),
                values: fields
                    .zip(stratum.values.iter().cloned())
                    .collect::<BTreeMap<_, _>>(),
                population: stratum.population,
                sample: count(false),
                reserve: count(true),
            }
        })
        .collect();
    let units = units(frame, selection);
    Protocol {
        schema: SCHEMA.to_owned(),
        program: program.to_owned(),
        draw_id: selection_sha256.chars().take(DRAW_ID_DIGITS).collect(),
        plan_sha256: plan_sha256.to_owned(),
        method: sample::method(frame).to_owned(),
        seed: sample::seed(&plan.sample, frame)
            .unwrap_or_default()
            .to_owned(),
        inputs: frame.inputs.clone(),
        reconciliation: frame.reconciliation.clone(),
        coordination: coordination(frame, selection),
        criteria: plan.changed_parameters(template),
        strata,
        selection_sha256,
        units,
    }
}

/// What the protocol says of the audit that this one is coordinated with.
pub fn coordination(frame: &Frame, selection: &Selection) -> Option<Coordination> {
    let earlier = frame.earlier.as_ref()?;
    Some(Coordination {
        with: earlier.with.clone(),
        mode: earlier.mode,
        draw_id: earlier.draw_id.clone(),
        units: u64::try_from(earlier.units.len()).expect("a count of units fits"),
        overlap: selection.overlap(frame)?,
    })
}

/// `protokoll.json`, ended by a line feed.
pub fn to_json(protocol: &Protocol) -> String {
    let mut json = serde_json::to_string_pretty(protocol)
        .expect("a protocol holds only texts, numbers and lists");
    json.push('\n');
    json
}

/// Reads `protokoll.json`; `file` is named in faults.
pub fn parse(json: &str, file: &str) -> Result<Protocol> {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    let protocol: Protocol = serde_json::from_str(json).map_err(|error| {
        let row = u64::try_from(error.line()).unwrap_or_default();
        Error::at(Place::file(file).at_row(row), texts::unreadable()).hint(texts::unreadable_hint())
    })?;
    if protocol.schema != SCHEMA {
        return Err(Error::at(Place::file(file), texts::other_schema(SCHEMA)));
    }
    if !sample::is_method(&protocol.method) {
        return Err(Error::at(Place::file(file), texts::other_method(METHOD)));
    }
    Ok(protocol)
}

/// The units of a selection, all of them as they were drawn.
pub(super) fn units(frame: &Frame, selection: &Selection) -> Vec<Unit> {
    let drawn = selection.drawn.iter();
    drawn
        .map(|drawn| Unit {
            id: drawn.id.clone(),
            stratum: frame.strata[drawn.stratum].letter.clone(),
            role: if drawn.reserve {
                Role::Reserve
            } else {
                Role::Sample
            },
            rank: drawn.rank,
            status: Status::Drawn,
        })
        .collect()
}
