//! What a redrawn sample has in common with the protocol: strata, numbers, units. Strata are
//! told apart by their values, not by letters (a new stratum moves the letters) and not by
//! names alone (two lists of values can be written the same).

use std::collections::{BTreeMap, BTreeSet};

use super::{Difference, Keys, What};
use crate::frame::{self, Frame};
use crate::identity::Identity;
use crate::protocol::{Protocol, Role, Stratum};
use crate::sample::{Drawn, Selection, Sizes};

/// A frame and a protocol side by side, with the differences found so far.
pub(super) struct Compared<'a> {
    frame: &'a Frame,
    protocol: &'a Protocol,
    /// The protocol's stratum of each stratum of the frame.
    then: Vec<Option<&'a Stratum>>,
    differences: Vec<Difference>,
}

impl<'a> Compared<'a> {
    pub(super) fn new(frame: &'a Frame, protocol: &'a Protocol) -> Self {
        let then = frame
            .strata
            .iter()
            .map(|now| protocol.strata.iter().find(|then| same(now, then)))
            .collect();
        Self {
            frame,
            protocol,
            then,
            differences: Vec::new(),
        }
    }

    pub(super) fn differs(&mut self, what: What, id: &str, stratum: &str) {
        self.differences.push(difference(what, id, stratum));
    }

    pub(super) fn is_identical(&self) -> bool {
        self.differences.is_empty()
    }

    /// The differences in the order of their kinds, each once.
    pub(super) fn into_differences(self) -> Vec<Difference> {
        let mut differences = self.differences;
        differences.sort();
        differences.dedup();
        differences
    }

    /// The audit that this one is coordinated with. How many units are shared follows from the
    /// units, which are compared themselves.
    pub(super) fn coordination(&mut self) {
        let now = self.frame.earlier.as_ref();
        let now = now.map(|earlier| (earlier.mode, &earlier.draw_id, earlier.units.len()));
        let then = self.protocol.coordination.as_ref();
        let then = then.map(|then| {
            let units = usize::try_from(then.units).unwrap_or(usize::MAX);
            (then.mode, &then.draw_id, units)
        });
        if now != then {
            self.differs(What::Coordination, "", "");
        }
    }

    /// Strata that are gone or new, and N_h of the others.
    pub(super) fn strata(&mut self) {
        let mut found = Vec::new();
        for then in &self.protocol.strata {
            if !self.frame.strata.iter().any(|now| same(now, then)) {
                found.push(difference(What::StratumGone, "", &then.name));
            }
        }
        for (now, then) in self.frame.strata.iter().zip(&self.then) {
            match then {
                None => found.push(difference(What::StratumNew, "", &now.name)),
                Some(then) if then.population != now.population => {
                    found.push(difference(What::Population, "", &now.name));
                }
                Some(_) => {}
            }
        }
        self.differences.extend(found);
    }

    /// n_h and reserves as the protocol has them, as far as the strata still hold so many.
    pub(super) fn sizes_then(&self, planned_reserves: u64) -> Sizes {
        let strata = self.frame.strata.iter().zip(&self.then);
        let more = |then: &Stratum| then.reserve.saturating_sub(planned_reserves);
        Sizes {
            sizes: strata
                .map(|(now, then)| then.map_or(0, |then| then.sample.min(now.population)))
                .collect(),
            quotas: Vec::new(),
            more_reserves: self.then.iter().map(|then| then.map_or(0, more)).collect(),
        }
    }

    /// n_h and the reserves of the strata that are still there.
    pub(super) fn sizes(&mut self, redrawn: &Selection) {
        let mut found = Vec::new();
        for (at, (now, then)) in self.frame.strata.iter().zip(&self.then).enumerate() {
            let Some(then) = then else {
                continue;
            };
            let count = |reserve: bool| {
                let drawn = redrawn.drawn.iter();
                let units = drawn.filter(|d| d.stratum == at && d.reserve == reserve);
                u64::try_from(units.count()).expect("a count of units fits")
            };
            if count(false) != then.sample {
                found.push(difference(What::SampleSize, "", &now.name));
            }
            if count(true) != then.reserve {
                found.push(difference(What::ReserveSize, "", &now.name));
            }
        }
        self.differences.extend(found);
    }

    /// Whether a unit is in the frame as it is now.
    fn has(&self, key: &Identity) -> bool {
        self.frame.units.iter().any(|unit| unit.key == *key)
    }

    /// Every unit of the protocol against what is drawn now, and the other way round.
    pub(super) fn units(&mut self, redrawn: &Selection, keys: &Keys) {
        let now: BTreeMap<Identity, &Drawn> = redrawn
            .drawn
            .iter()
            .map(|drawn| (self.frame.units.get(drawn.unit).key, drawn))
            .collect();
        let mut before: BTreeSet<&Identity> = BTreeSet::new();
        let mut found = Vec::new();
        for unit in &self.protocol.units {
            let stratum = self.protocol.stratum(&unit.stratum);
            let name = stratum.map_or("", |stratum| &stratum.name);
            let key = keys.get(&unit.id);
            before.extend(key);
            let what = match key.and_then(|key| now.get(key)) {
                None if key.is_some_and(|key| !self.has(key)) => Some(What::Gone),
                None => Some(What::NotDrawn),
                Some(drawn) if self.then[drawn.stratum] != stratum => Some(What::OtherStratum),
                Some(drawn) if drawn.rank != unit.rank => Some(What::OtherRank),
                Some(drawn) if drawn.reserve != (unit.role == Role::Reserve) => {
                    Some(What::OtherRole)
                }
                Some(_) => None,
            };
            found.extend(what.map(|what| difference(what, &unit.id, name)));
        }
        for drawn in &redrawn.drawn {
            if !before.contains(&self.frame.units.get(drawn.unit).key) {
                let name = &self.frame.strata[drawn.stratum].name;
                found.push(difference(What::NewUnit, &drawn.id, name));
            }
        }
        self.differences.extend(found);
    }
}

fn same(now: &frame::Stratum, then: &Stratum) -> bool {
    let mut values: Vec<&String> = now.values.iter().collect();
    let mut before: Vec<&String> = then.values.values().collect();
    values.sort();
    before.sort();
    now.name == then.name && values == before
}

fn difference(what: What, id: &str, stratum: &str) -> Difference {
    Difference {
        what,
        id: id.to_owned(),
        stratum: stratum.to_owned(),
    }
}

/// What changed without touching the draw.
pub(super) fn remarks(plan_sha256: &str, frame: &Frame, protocol: &Protocol) -> Vec<Difference> {
    let mut remarks = Vec::new();
    if plan_sha256 != protocol.plan_sha256 {
        remarks.push(difference(What::PlanChanged, "", ""));
    }
    let registers: BTreeSet<&str> = (protocol.inputs.iter().chain(&frame.inputs))
        .map(|input| input.register.as_str())
        .collect();
    for register in registers {
        let of = |inputs: &'_ [frame::Input]| -> Vec<frame::Input> {
            let own = inputs.iter().filter(|input| input.register == register);
            own.cloned().collect()
        };
        let (before, now) = (of(&protocol.inputs), of(&frame.inputs));
        remarks.extend(of_register(register, &before, &now));
    }
    remarks
}

/// A file that a register was read from, with the sheets of it where several were.
struct File<'a> {
    name: &'a str,
    sha256: &'a str,
    sheets: Vec<&'a str>,
}

impl<'a> File<'a> {
    fn all(inputs: &'a [frame::Input]) -> Vec<Self> {
        let mut files: Vec<Self> = Vec::new();
        for input in inputs {
            let known = files.iter().position(|file| file.name == input.file);
            let at = known.unwrap_or_else(|| {
                files.push(Self {
                    name: &input.file,
                    sha256: &input.sha256,
                    sheets: Vec::new(),
                });
                files.len() - 1
            });
            files[at].sheets.extend(input.sheet.as_deref());
        }
        files
    }

    /// A file that was only renamed is the same.
    fn is_in(&self, others: &[Self]) -> bool {
        let mut others = others.iter();
        others.any(|other| self.sha256 == other.sha256)
    }

    fn is_named_in(&self, others: &[Self]) -> bool {
        let mut others = others.iter();
        others.any(|other| self.name == other.name)
    }
}

/// What became of a register's file, or of its parts.
fn of_register(register: &str, before: &[frame::Input], now: &[frame::Input]) -> Vec<Difference> {
    let in_parts = before.len() > 1 || now.len() > 1;
    let (before, now) = (File::all(before), File::all(now));
    let named = |file: &File<'_>| {
        if in_parts {
            format!("{register} ({})", file.name)
        } else {
            register.to_owned()
        }
    };
    let gone: Vec<&File<'_>> = before.iter().filter(|file| !file.is_in(&now)).collect();
    let added: Vec<&File<'_>> = now.iter().filter(|file| !file.is_in(&before)).collect();
    let mut found = Vec::new();
    for then in &gone {
        let is_there = then.is_named_in(&now) || !in_parts && !added.is_empty();
        let what = if is_there {
            What::FileChanged
        } else {
            What::FileGone
        };
        found.push(difference(what, &named(then), ""));
    }
    for now in added {
        if !now.is_named_in(&before) && (in_parts || gone.is_empty()) {
            found.push(difference(What::FileAdded, &named(now), ""));
        }
    }
    found.extend(of_sheets(register, &before, &now));
    found
}

/// Sheets that are read of a file and were not, or the reverse.
fn of_sheets(register: &str, before: &[File<'_>], now: &[File<'_>]) -> Vec<Difference> {
    let mut found = Vec::new();
    for now in now {
        let Some(then) = before.iter().find(|then| then.name == now.name) else {
            continue;
        };
        let named = |sheet: &str| format!("{register} ({}, {sheet})", now.name);
        // Of a file that was read by one sheet the record does not say which.
        if then.sheets.is_empty() || now.sheets.is_empty() {
            continue;
        }
        for sheet in now.sheets.iter().filter(|one| !then.sheets.contains(one)) {
            found.push(difference(What::FileAdded, &named(sheet), ""));
        }
        for sheet in then.sheets.iter().filter(|one| !now.sheets.contains(one)) {
            found.push(difference(What::FileGone, &named(sheet), ""));
        }
    }
    found
}
