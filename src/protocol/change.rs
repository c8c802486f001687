//! What may happen to a draw after it was made: a file that was not in scope gives way to
//! the next reserve, and more files are drawn without losing the old ones (DESIGN 4).

use super::paper::Replaced;
use super::record::units;
use super::{Protocol, Role, Status, Stratum, Unit, coordination, texts};
use crate::frame::Frame;
use crate::lang::Text;
use crate::problem::{Error, Result};
use crate::sample::Selection;

/// Why a file may give way to the next reserve; the list is closed. A missing file is not a
/// reason, nor is protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The file should not have been in the frame.
    NotInScope,
    /// The file is another person's.
    WrongPerson,
}

impl Reason {
    /// The code, as it is typed and logged.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotInScope => "not_in_scope",
            Self::WrongPerson => "wrong_person",
        }
    }
}

/// Takes the next reserve of the stratum for a unit; gives the reserve's löpnummer.
pub fn replace(protocol: &mut Protocol, id: &str) -> Result<String> {
    let Some(at) = protocol.units.iter().position(|unit| unit.id == id) else {
        return Err(no_such_unit(id));
    };
    if !protocol.units[at].is_reviewed() {
        return Err(Error::new(texts::not_reviewed(id)));
    }
    let stratum = protocol.units[at].stratum.clone();
    let Some(reserve) = next_reserve(&protocol.units, &stratum) else {
        let error = Error::new(texts::no_reserve(&stratum));
        return Err(error.hint(no_reserve_hint(protocol, &stratum)));
    };
    protocol.units[at].status = Status::Replaced;
    protocol.units[reserve].status = Status::InUse;
    Ok(protocol.units[reserve].id.clone())
}

/// Takes a replacement back: the unit is reviewed again, and the reserve that was last taken
/// in its stratum is a reserve again. Gives the reserve's löpnummer.
pub fn undo_replace(protocol: &mut Protocol, id: &str) -> Result<String> {
    let Some(at) = protocol.units.iter().position(|unit| unit.id == id) else {
        return Err(no_such_unit(id));
    };
    if protocol.units[at].status != Status::Replaced {
        return Err(Error::new(texts::not_replaced(id)));
    }
    let stratum = protocol.units[at].stratum.clone();
    let in_use = |unit: &Unit| unit.stratum == stratum && unit.status == Status::InUse;
    let Some(reserve) = protocol.units.iter().rposition(in_use) else {
        return Err(Error::new(texts::not_replaced(id)));
    };
    protocol.units[at].status = match protocol.units[at].role {
        Role::Sample => Status::Drawn,
        Role::Reserve => Status::InUse,
    };
    protocol.units[reserve].status = Status::Drawn;
    Ok(protocol.units[reserve].id.clone())
}

/// Sets beside each replaced file the reserve that stands in for it now. Whoever stood in may
/// since be one of the sample, or a reserve again; then the first in use that stands in for
/// nobody else does.
pub fn stand_ins(protocol: &Protocol, replaced: &mut [Replaced]) {
    let in_use = |id: &str| protocol.unit(id).is_some_and(|u| u.status == Status::InUse);
    // A reserve that an extension made one of the sample stands in for nobody any more.
    let in_turn = |id: &str| {
        protocol
            .unit(id)
            .is_some_and(|u| u.status == Status::Replaced && u.role == Role::Reserve)
    };
    for at in 0..replaced.len() {
        if in_use(&replaced[at].by) || in_turn(&replaced[at].by) {
            continue;
        }
        let Some(stratum) = protocol.unit(&replaced[at].replaced).map(|u| &u.stratum) else {
            continue;
        };
        let free = protocol.units.iter().find(|unit| {
            unit.stratum == *stratum
                && unit.status == Status::InUse
                && replaced.iter().all(|one| one.by != unit.id)
        });
        if let Some(free) = free {
            replaced[at].by.clone_from(&free.id);
        }
    }
}

/// The reserve that took a unit's place and was replaced itself: its replacement is taken back
/// first.
pub fn replaced_in_turn(protocol: &Protocol, replaced: &[Replaced], id: &str) -> Option<String> {
    let one = replaced.iter().find(|one| one.replaced == id)?;
    let by = protocol.unit(&one.by)?;
    (by.status == Status::Replaced && by.role == Role::Reserve).then(|| by.id.clone())
}

/// An id that the draw does not have. What has not the form of a löpnummer is not repeated:
/// somebody may have typed a personnummer.
fn no_such_unit(id: &str) -> Error {
    let what = match id.split_once('-') {
        Some((letters, number))
            if letters.len() <= 3
                && letters.bytes().all(|b| b.is_ascii_uppercase())
                && number.len() <= 5
                && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            texts::no_such_unit(id)
        }
        Some(_) | None => texts::no_unit_number(),
    };
    Error::new(what).hint(texts::no_such_unit_hint())
}

/// The way out for a stratum whose reserves are used: more can be drawn as long as there are
/// units left to draw.
fn no_reserve_hint(protocol: &Protocol, letter: &str) -> Text {
    let is_left = |stratum: &Stratum| stratum.sample + stratum.reserve < stratum.population;
    let total: u64 = protocol.strata.iter().map(|stratum| stratum.sample).sum();
    match protocol.stratum(letter) {
        _ if protocol.seed.is_empty() => texts::no_reserve_of_list(),
        Some(stratum) if is_left(stratum) => texts::no_reserve_hint(total),
        Some(_) | None => texts::no_reserve_at_all(),
    }
}

fn next_reserve(units: &[Unit], stratum: &str) -> Option<usize> {
    units.iter().position(|unit| {
        unit.stratum == stratum && unit.role == Role::Reserve && unit.status == Status::Drawn
    })
}

/// The protocol after an extension: the selection with more files, in which every old file is
/// still there. Replaced files stay replaced; where their reserve is now one of the sample,
/// the next reserve stands in.
pub fn extend(old: &Protocol, frame: &Frame, selection: &Selection) -> Protocol {
    let mut protocol = old.clone();
    protocol.selection_sha256 = selection.sha256(frame);
    protocol.coordination = coordination(frame, selection);
    protocol.units = units(frame, selection);
    for unit in &mut protocol.units {
        if let Some(before) = old.unit(&unit.id) {
            unit.status = before.status;
        }
        // A reserve that was in use and is now within n_h is drawn like the others.
        if unit.role == Role::Sample && unit.status == Status::InUse {
            unit.status = Status::Drawn;
        }
    }
    let letters: Vec<String> = protocol.strata.iter().map(|s| s.letter.clone()).collect();
    for letter in letters {
        let count = |units: &[Unit], role: Role| {
            let units = units
                .iter()
                .filter(|u| u.stratum == letter && u.role == role);
            u64::try_from(units.count()).expect("a count of units fits")
        };
        let sample = count(&protocol.units, Role::Sample);
        let reserve = count(&protocol.units, Role::Reserve);
        let is_letter = |stratum: &&mut Stratum| stratum.letter == letter;
        if let Some(stratum) = protocol.strata.iter_mut().find(is_letter) {
            stratum.sample = sample;
            stratum.reserve = reserve;
        }
        fill(&mut protocol.units, &letter, sample);
    }
    protocol
}

/// Takes reserves of a stratum until as many files are reviewed as its sample has.
fn fill(units: &mut [Unit], letter: &str, sample: u64) {
    loop {
        let reviewed = units
            .iter()
            .filter(|u| u.stratum == letter && u.is_reviewed())
            .count();
        let missing = u64::try_from(reviewed).expect("a count of units fits") < sample;
        match next_reserve(units, letter) {
            Some(at) if missing => units[at].status = Status::InUse,
            Some(_) | None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn unit(id: &str, rank: u64, role: Role) -> Unit {
        Unit {
            id: id.into(),
            stratum: "A".into(),
            role,
            rank,
            status: Status::Drawn,
        }
    }

    fn protocol() -> Protocol {
        Protocol {
            schema: super::super::SCHEMA.into(),
            program: "p".into(),
            draw_id: "d".into(),
            plan_sha256: String::new(),
            method: crate::sample::METHOD.into(),
            seed: "s".into(),
            inputs: Vec::new(),
            reconciliation: Vec::new(),
            coordination: None,
            criteria: BTreeMap::new(),
            strata: vec![Stratum {
                letter: "A".into(),
                name: "A".into(),
                values: BTreeMap::new(),
                population: 9,
                sample: 2,
                reserve: 2,
            }],
            selection_sha256: String::new(),
            units: vec![
                unit("A-01", 1, Role::Sample),
                unit("A-02", 2, Role::Sample),
                unit("A-03", 3, Role::Reserve),
                unit("A-04", 4, Role::Reserve),
            ],
        }
    }

    fn reviewed(protocol: &Protocol) -> Vec<&str> {
        protocol.reviewed().map(|unit| unit.id.as_str()).collect()
    }

    #[test]
    fn reserves_are_taken_in_their_order_and_given_back() {
        let mut protocol = protocol();
        assert_eq!(replace(&mut protocol, "A-01").unwrap(), "A-03");
        assert_eq!(reviewed(&protocol), ["A-02", "A-03"]);
        assert!(
            replace(&mut protocol, "A-01").is_err(),
            "it is replaced already"
        );
        assert_eq!(replace(&mut protocol, "A-03").unwrap(), "A-04");
        assert_eq!(reviewed(&protocol), ["A-02", "A-04"]);
        assert!(
            replace(&mut protocol, "A-02").is_err(),
            "no reserve is left"
        );
        assert_eq!(undo_replace(&mut protocol, "A-03").unwrap(), "A-04");
        assert_eq!(undo_replace(&mut protocol, "A-01").unwrap(), "A-03");
        assert_eq!(reviewed(&protocol), ["A-01", "A-02"]);
        assert!(undo_replace(&mut protocol, "A-01").is_err());
    }

    fn logged(replaced: &str, by: &str) -> Replaced {
        Replaced {
            replaced: replaced.into(),
            by: by.into(),
            reason: "not_in_scope".into(),
        }
    }

    /// A-01 gave way to. With A-01 back A-04 is a reserve again, so that
    /// reserves are used in their order, and A-03 stands in for A-02.
    #[test]
    fn who_stands_in_follows_what_was_taken_back() {
        let mut protocol = protocol();
        replace(&mut protocol, "A-01").unwrap();
        replace(&mut protocol, "A-02").unwrap();
        assert_eq!(undo_replace(&mut protocol, "A-01").unwrap(), "A-04");
        assert_eq!(reviewed(&protocol), ["A-01", "A-03"]);
        let mut replaced = [logged("A-02", "A-04")];
        stand_ins(&protocol, &mut replaced);
        assert_eq!(replaced, [logged("A-02", "A-03")]);
    }

    /// A-01 gave way to. Then three are drawn: A-03 is one of the sample
    /// and A-04 stands in for it, so that somebody else, A-05, stands in for A-01.
    #[test]
    fn a_stand_in_that_became_one_of_the_sample_stands_in_for_nobody() {
        let mut protocol = protocol();
        replace(&mut protocol, "A-01").unwrap();
        replace(&mut protocol, "A-03").unwrap();
        protocol.units.push(unit("A-05", 5, Role::Reserve));
        protocol.units[2].role = Role::Sample;
        fill(&mut protocol.units, "A", 3);
        assert_eq!(reviewed(&protocol), ["A-02", "A-04", "A-05"]);
        let mut replaced = [logged("A-01", "A-03"), logged("A-03", "A-04")];
        stand_ins(&protocol, &mut replaced);
        assert_eq!(replaced, [logged("A-01", "A-05"), logged("A-03", "A-04")]);
        assert_eq!(replaced_in_turn(&protocol, &replaced, "A-01"), None);
    }

    #[test]
    fn a_chain_is_taken_back_from_its_end() {
        let mut protocol = protocol();
        replace(&mut protocol, "A-01").unwrap();
        replace(&mut protocol, "A-03").unwrap();
        let mut replaced = [logged("A-01", "A-03"), logged("A-03", "A-04")];
        stand_ins(&protocol, &mut replaced);
        assert_eq!(replaced, [logged("A-01", "A-03"), logged("A-03", "A-04")]);
        let first = replaced_in_turn(&protocol, &replaced, "A-01");
        assert_eq!(first.as_deref(), Some("A-03"));
        assert_eq!(replaced_in_turn(&protocol, &replaced, "A-03"), None);
    }
}
