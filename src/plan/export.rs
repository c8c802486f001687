//! An export: one `[registers.ID]` of the plan. It may come in several files, or in several
//! sheets of one file, as when every office takes out its own: the parts are one register, read
//! in the order of the plan.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::template::RegisterRef;

/// So many parts a register can have: more offices than any municipality.
pub const MOST_PARTS: usize = 256;

/// An export: one `[registers.ID]` of the plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The id in the plan.
    pub id: String,
    /// The register of the template it is an export of.
    pub register: RegisterRef,
    /// What it is read from, in the order of the plan; at least one.
    pub parts: Vec<Part>,
    /// Said, not found; from 1.
    pub header_row: Option<u64>,
    /// Said, not found.
    pub encoding: Option<String>,
    /// Said, not found.
    pub delimiter: Option<String>,
    /// How far the export reaches.
    pub as_of: Option<Date>,
    /// Field (its place in the register) → the headers it may stand under, where they were not
    /// recognised: one, or several where the parts differ.
    pub columns: BTreeMap<usize, Vec<String>>,
}

/// A file, or one sheet of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As written, relative to the audit's folder.
    pub file: String,
    /// Said, not found.
    pub sheet: Option<String>,
}

impl Export {
    /// Whether there is more than one part.
    pub fn is_in_parts(&self) -> bool {
        self.parts.len() > 1
    }

    /// Its files, each once, in the order of the plan.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let of = self.parts.iter().enumerate();
        let is_first = |at: usize, part: &Part| {
            let mut before = self.parts[..at].iter();
            before.all(|other| other.file != part.file)
        };
        of.filter(move |(at, part)| is_first(*at, part))
            .map(|(_, part)| part.file.as_str())
    }

    /// What it is called as a whole: the name of its file, or of all of them.
    pub fn name(&self) -> String {
        self.files().collect::<Vec<_>>().join(" + ")
    }

    /// What would make this one and another one export, as the plan writes it: `sheet` with the
    /// sheets of the one file they are read from, or `file` with their files.
    pub fn as_one_with<'e>(&'e self, other: &'e Self) -> (&'static str, Vec<&'e str>) {
        let parts = || self.parts.iter().chain(&other.parts);
        let is_one_file = parts().all(|part| part.file == self.parts[0].file);
        let sheets: Option<Vec<&str>> = parts().map(|part| part.sheet.as_deref()).collect();
        match sheets.filter(|_| is_one_file) {
            Some(sheets) => ("sheet", sheets),
            None => ("file", self.files().chain(other.files()).collect()),
        }
    }

    /// The sheet of a part, where it tells the part from another of the same file.
    pub fn telling_sheet(&self, part: usize) -> Option<&str> {
        let own = &self.parts[part];
        let of_file = |other: &&Part| other.file == own.file;
        let is_one_of_several = self.parts.iter().filter(of_file).count() > 1;
        own.sheet.as_deref().filter(|_| is_one_of_several)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn export(parts: &[(&str, Option<&str>)]) -> Export {
        let part = |(file, sheet): &(&str, Option<&str>)| Part {
            file: (*file).to_owned(),
            sheet: sheet.map(str::to_owned),
        };
        Export {
            id: "reg_a".to_owned(),
            register: RegisterRef(0),
            parts: parts.iter().map(part).collect(),
            header_row: None,
            encoding: None,
            delimiter: None,
            as_of: None,
            columns: BTreeMap::new(),
        }
    }

    #[test]
    fn a_register_is_called_by_its_files() {
        let one = export(&[("a.xlsx", Some("North"))]);
        assert_eq!((one.name().as_str(), one.is_in_parts()), ("a.xlsx", false));
        assert_eq!(one.telling_sheet(0), None);
        let files = export(&[("a.csv", Some("Data")), ("b.xlsx", Some("Data"))]);
        assert_eq!(files.name(), "a.csv + b.xlsx");
        assert_eq!(files.telling_sheet(1), None);
        let sheets = export(&[("a.xlsx", Some("North")), ("a.xlsx", Some("South"))]);
        assert_eq!(sheets.name(), "a.xlsx");
        assert_eq!(sheets.telling_sheet(1), Some("South"));
    }

    #[test]
    fn two_exports_are_one_by_their_sheets_or_their_files() {
        let (may, june) = (
            export(&[("a.xlsx", Some("Maj"))]),
            export(&[("a.xlsx", Some("Juni"))]),
        );
        assert_eq!(may.as_one_with(&june), ("sheet", vec!["Maj", "Juni"]));
        let other = export(&[("b.csv", None), ("c.csv", None)]);
        let files = vec!["a.xlsx", "b.csv", "c.csv"];
        assert_eq!(may.as_one_with(&other), ("file", files));
    }
}
