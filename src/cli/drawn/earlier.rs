//! The audit that this one is coordinated with (`[sample.coordinate]`): its draw and the
//! persons it asked for, from its key file or by redrawing from its exports.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use stickprov::frame::{Earlier, Frame};
use stickprov::identity::Identity;
use stickprov::lang::Lang;
use stickprov::plan::Coordinate;
use stickprov::problem::{Error, Place, Result};
use stickprov::protocol::{Protocol, Role, Status};

use super::texts;
use crate::cli::folder::Audit;

/// The frame with the coordination that the plan asks for. `open` are the audits that are
/// being read already: two that are coordinated with each other have no beginning.
pub(super) fn coordinate(
    audit: &Audit,
    coordinate: &Coordinate,
    frame: Frame,
    lang: Lang,
    open: &[PathBuf],
) -> Result<Frame> {
    let root = audit.folder.root().join(&coordinate.with);
    let root = root.canonicalize().unwrap_or(root);
    let mut open = open.to_vec();
    open.push(canonical(audit.folder.root()));
    if open.contains(&root) {
        let place = Place::file(&coordinate.with);
        return Err(Error::at(place, texts::coordinated_in_a_ring())
            .hint(texts::coordinated_in_a_ring_hint()));
    }
    let earlier = read(audit, coordinate, &root, lang, &open)
        .map_err(|error| in_folder(error, &coordinate.with))?;
    frame.coordinated(&audit.plan, earlier)
}

fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn read(
    audit: &Audit,
    coordinate: &Coordinate,
    root: &Path,
    lang: Lang,
    open: &[PathBuf],
) -> Result<Earlier> {
    let earlier = audit.folder.other(root).audit()?;
    let (ours, theirs) = (key_name(audit), key_name(&earlier));
    if ours != theirs {
        return Err(Error::new(texts::another_key(&ours, &theirs)).hint(texts::another_key_hint()));
    }
    let protocol = super::protocol_of_audit(&earlier)?;
    let frame = match super::key_entries(&earlier.folder)? {
        Some(_) => None,
        None => Some(super::frame_within(&earlier, lang, None, open)?),
    };
    let Some(identities) = super::identities(&earlier, &protocol, frame.as_ref())? else {
        return Err(Error::new(texts::earlier_unknown()).hint(texts::earlier_unknown_hint()));
    };
    let asked_for = asked_for(&protocol);
    let units: BTreeSet<Identity> = identities
        .into_iter()
        .filter(|(id, _)| asked_for.contains(id.as_str()))
        .map(|(_, key)| key)
        .collect();
    Ok(Earlier {
        with: coordinate.with.clone(),
        mode: coordinate.mode,
        draw_id: protocol.draw_id.clone(),
        seed: protocol.seed.clone(),
        units,
    })
}

/// The field that names a unit: audits can be compared only where it is the same.
fn key_name(audit: &Audit) -> String {
    audit.template.field(audit.plan.unit.one_per).id.clone()
}

/// The sample, also what a reserve replaced, and the reserves that took a place: whoever's
/// file was asked for. A reserve that was never needed was not reviewed.
fn asked_for(protocol: &Protocol) -> BTreeSet<&str> {
    protocol
        .units
        .iter()
        .filter(|unit| unit.role == Role::Sample || unit.status != Status::Drawn)
        .map(|unit| unit.id.as_str())
        .collect()
}

/// The faults of the other audit, with its folder before its files' names.
fn in_folder(mut error: Error, with: &str) -> Error {
    let folder = with.trim_end_matches('/');
    for fault in &mut error.faults {
        fault.place = Some(match fault.place.take() {
            Some(place) if Path::new(&place.file).is_absolute() => Place::file(folder),
            Some(place) => Place {
                file: format!("{folder}/{}", place.file),
                ..place
            },
            None => Place::file(folder),
        });
    }
    error
}
