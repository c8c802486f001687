//! What goes out comes back; what was altered, does not belong or cannot be is refused with
//! its place, and never with what stood there.

mod round_trip;
mod text;
mod workbooks;

use jiff::civil::{Date, date};

use super::*;
use crate::checklist::answers::{Answer, Because};
use crate::checklist::fixture::{self, cases, file, frame, protocol, question, written};
use crate::checklist::{Arrangement, Case};
use crate::lang::Lang;
use crate::table::Cell;

/// One workbook for three files, and how to change it.
struct Desk {
    template: Template,
    protocol: Protocol,
    sources: Vec<Source>,
}

impl Desk {
    fn new() -> Self {
        let template = fixture::template();
        let cases = cases(3, 0);
        let none = Filled::default();
        let sources = written(&template, &cases, Arrangement::Across, Lang::Sv, &none);
        Self {
            protocol: protocol(&cases),
            template,
            sources,
        }
    }

    /// The sheet of answers of a workbook.
    fn sheet(&mut self, book: usize) -> &mut Grid {
        let grids = self.sources[book].grids();
        let at = grids.iter().position(|grid| grid.name == "Östra enheten");
        &mut grids[at.unwrap()]
    }

    /// Puts text in a cell as a person counts: `C8`.
    fn put(&mut self, book: usize, cell: &str, text: &str) {
        let column = u16::from(cell.as_bytes()[0] - b'A');
        let row: u32 = cell[1..].parse().unwrap();
        let value = Cell::Text(text.to_owned().into());
        self.sheet(book).cells.insert((row - 1, column), value);
    }

    fn second_book(&mut self, name: &str) {
        let mut other = Self::new().sources.remove(0);
        name.clone_into(&mut other.file);
        self.sources.push(other);
    }

    fn csv(&mut self, name: &str, text: &[u8]) {
        self.sources.push(file(name, text));
    }

    fn read(&self) -> Result<(Answers, Problems)> {
        read(&self.sources, frame(&self.protocol, &self.template))
    }

    fn value(&self, id: &str, code: &str) -> Option<Value> {
        let (answers, _) = self.read().unwrap();
        let question = question(&self.template, code);
        answers.get(id, question).map(|answer| answer.value.clone())
    }

    fn faults(&self) -> String {
        self.read().unwrap_err().in_words(Lang::Sv)
    }
}

// The sheet the fixture gives: row 7 is a heading, row 8 asks Q0.status, row 13 asks Q1,
// row 14 Q2; C, E and G hold the answers of.

#[test]
fn lock_files_are_not_read_and_files_come_in_their_order() {
    assert!(!is_checklist_file("~$lista.xlsx"));
    assert!(!is_checklist_file(".~lock.lista.ods#"));
    assert!(!is_checklist_file("anteckningar.docx"));
    assert!(is_checklist_file("lista-2.XLSX"));
    let mut names = ["lista-10.xlsx", "lista-2.xlsx", "lista.xlsx", "Annan.csv"];
    names.sort_by_key(|name| name_order(name));
    assert_eq!(
        names,
        ["Annan.csv", "lista.xlsx", "lista-2.xlsx", "lista-10.xlsx"]
    );
}
