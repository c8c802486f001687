//! Which files the report's numbers come from, and which the sample was drawn from: the plan
//! may take later exports as evidence, and registers may be added, after the draw.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::plan::{ExportRef, Plan};
use crate::problem::Place;
use crate::protocol::{Input, Protocol};

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The plan's id of the register.
    pub register: String,
    /// As the plan names the file, or the draw record where the plan does not.
    pub file: String,
    /// The sheet, where several of the file are read; absent else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Data rows.
    pub rows: u64,
    /// How far it reaches, where the plan says so.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// What rests on it. Reports of older versions named those of the draw alone.
    #[serde(default)]
    pub used: Used,
}

impl Source {
    /// The file, and the sheet where several of it are read.
    pub fn place(&self) -> Place {
        let place = Place::file(&self.file);
        match &self.sheet {
            Some(sheet) => place.in_sheet(sheet),
            None => place,
        }
    }
}

/// What rests on a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Used {
    /// The sample was drawn from it; the results come from others.
    #[default]
    Draw,
    /// The results come from it; it was not there at the draw.
    Results,
    /// Both.
    Both,
    /// Marks of protection alone: another export of the register is evidence.
    Protection,
}

/// The files that were read for this report, and after each those that the sample was drawn
/// from in its place.
pub fn sources(plan: &Plan, protocol: &Protocol, read: &[Input]) -> Vec<Source> {
    let is_read = |then: &Input| {
        let mut read = read.iter();
        read.any(|now| is_same(now, then))
    };
    let only_drawn_from = |register: Option<&str>| {
        let inputs = protocol.inputs.iter().filter(|then| !is_read(then));
        let of = inputs.filter(move |then| match register {
            Some(register) => then.register == register,
            None => !read.iter().any(|now| now.register == then.register),
        });
        of.map(|then| source(then, None, Used::Draw))
            .collect::<Vec<_>>()
    };
    let mut sources = Vec::new();
    for (place, now) in read.iter().enumerate() {
        let at = plan.registers.iter().position(|it| it.id == now.register);
        let as_of = at.and_then(|at| plan.registers[at].as_of);
        let mut then = protocol.inputs.iter();
        let drawn_from = then.any(|then| is_same(now, then));
        sources.push(source(now, as_of, used(plan, at, drawn_from)));
        let mut later = read[place + 1..].iter();
        if !later.any(|other| other.register == now.register) {
            sources.extend(only_drawn_from(Some(&now.register)));
        }
    }
    sources.extend(only_drawn_from(None));
    sources
}

/// Whether two files, or sheets, of a register are the same, whatever they are called.
fn is_same(now: &Input, then: &Input) -> bool {
    now.register == then.register && now.sha256 == then.sha256 && now.sheet == then.sheet
}

fn source(input: &Input, as_of: Option<Date>, used: Used) -> Source {
    Source {
        register: input.register.clone(),
        file: input.file.clone(),
        sheet: input.sheet.clone(),
        sha256: input.sha256.clone(),
        rows: input.rows,
        as_of,
        used,
    }
}

/// A file that is no register of the plan is a list of picked files, which the sample is, or a
/// published table.
fn used(plan: &Plan, at: Option<usize>, drawn_from: bool) -> Used {
    let for_results = at.is_none_or(|at| {
        let register = plan.registers[at].register;
        let at = ExportRef(at);
        at == plan.unit.export || plan.evidence_export(register) == Some(at)
    });
    match (drawn_from, for_results) {
        (true, true) => Used::Both,
        (true, false) => Used::Draw,
        (false, true) => Used::Results,
        (false, false) => Used::Protection,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::fixture;

    fn input(register: &str, file: &str, sha256: &str) -> Input {
        Input {
            register: register.to_owned(),
            file: file.to_owned(),
            sheet: None,
            sha256: sha256.to_owned(),
            rows: 1,
        }
    }

    /// `reg_b` has a later export, and `reg_c` came after the draw.
    #[test]
    fn what_was_read_now_stands_first_and_what_was_drawn_from_beside_it() {
        let (plan, _) = fixture::plan().unwrap();
        let protocol = fixture::protocol();
        let read = [
            protocol.inputs[0].clone(),
            input("reg_b", "register/reg_b_late.csv", "cc"),
            input("reg_c", "register/reg_c.csv", "dd"),
        ];
        let found = sources(&plan, &protocol, &read);
        let found: Vec<(&str, &str, Used)> = found
            .iter()
            .map(|source| (&*source.register, &*source.file, source.used))
            .collect();
        assert_eq!(
            found,
            [
                ("reg_a", "register/reg_a.xlsx", Used::Both),
                ("reg_b", "register/reg_b_late.csv", Used::Results),
                ("reg_b", "register/reg_b.csv", Used::Draw),
                ("reg_c", "register/reg_c.csv", Used::Results),
            ]
        );
        // Once the exports are purged no number comes from them.
        let purged = sources(&plan, &protocol, &[]);
        assert!(purged.iter().all(|source| source.used == Used::Draw));
        assert_eq!(purged.len(), 2);
    }
}
