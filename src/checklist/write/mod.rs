//! Checklists as workbooks: a first sheet that says how to fill them in and counts what is
//! left, a sheet of guidance to print and keep at hand, sheets of questions and files, and
//! out of sight what the workbook says about itself.

mod form;
mod front;
pub(crate) mod rules;
mod sheets;
#[cfg(test)]
mod tests;

use super::books::{Planned, by_place, place_name};
use super::manifest::{self, Manifest};
use super::{Arrangement, Case, Filled, Occasion, texts};
use crate::problem::Result;
use crate::template::{Checklist, Template};
use crate::workbook::{Book, Style};
use rules::Lists;

pub use form::form;

/// How many files stand beside each other on a sheet.
const ACROSS: usize = 10;

/// A sheet of answers to be written.
struct Page<'a> {
    /// What stands on its tab.
    name: String,
    /// Who holds the files.
    place: String,
    /// Which of the place's sheets it is, and of how many.
    number: (usize, usize),
    cases: Vec<&'a Case>,
}

/// Everything about one workbook that its sheets need.
struct Writing<'a> {
    occasion: Occasion<'a>,
    arrangement: Arrangement,
    checklist: &'a Checklist,
    /// The checklist's place in the template.
    at: usize,
    planned: &'a Planned<'a>,
    filled: &'a Filled,
    lists: &'a Lists,
}

/// Makes the workbooks: their names and bytes, in the order planned. `filled` holds old
/// answers to fill in; a second reading is blind and gets none.
pub fn workbooks(
    template: &Template,
    occasion: Occasion<'_>,
    arrangement: Arrangement,
    planned: &[Planned<'_>],
    filled: &Filled,
) -> Result<Vec<(String, Vec<u8>)>> {
    let none = Filled::default();
    planned
        .iter()
        .map(|planned| {
            let checklist = &template.checklists[planned.checklist];
            let writing = Writing {
                occasion,
                arrangement,
                checklist,
                at: planned.checklist,
                planned,
                filled: if planned.second { &none } else { filled },
                lists: &Lists::new(checklist.questions.iter(), occasion.lang),
            };
            Ok((planned.file_name.clone(), one(&writing)?))
        })
        .collect()
}

fn one(writing: &Writing<'_>) -> Result<Vec<u8>> {
    let Writing {
        occasion,
        checklist,
        planned,
        ..
    } = writing;
    let lang = occasion.lang;
    let mut book = Book::new(checklist.title.get(lang));
    let manifest = Manifest {
        draw_id: occasion.draw_id.to_owned(),
        checklist: checklist.id.clone(),
        arrangement: writing.arrangement,
        second: planned.second,
        reviewer: planned.reviewer.clone(),
        ids: planned.cases.iter().map(|case| case.id.clone()).collect(),
        codes: checklist.questions.iter().map(|q| q.id.clone()).collect(),
    };
    book.property("schema", manifest::SCHEMA);
    book.property("draw_id", &manifest.draw_id);
    book.property("checklist", &manifest.checklist);
    book.property("layout", manifest.arrangement.name());

    // The tabs stand in this order; the first counts what is left on the others, so it is
    // written when their names are known.
    let pages = pages(writing);
    let mut tabs = Vec::new();
    book.sheet(texts::read_first().get(lang));
    front::guidance(book.sheet(texts::guidance().get(lang)), writing);
    for page in &pages {
        let sheet = book.sheet(&page.name);
        tabs.push(sheets::answers(sheet, writing, page));
    }
    front::first(book.first_sheet(), writing, &pages, &tabs);
    let own = book.sheet(manifest::SHEET);
    manifest.write(own);
    for (column, list) in (manifest::FIRST_LIST_COLUMN..).zip(writing.lists.in_cells()) {
        for (row, word) in (0..).zip(list) {
            own.text(row, column, word, Style::PLAIN);
        }
    }
    own.protect();
    own.hide();
    book.bytes()
}

/// Which files stand on which sheet.
fn pages<'a>(writing: &Writing<'a>) -> Vec<Page<'a>> {
    let lang = writing.occasion.lang;
    let each = match writing.arrangement {
        Arrangement::Across => ACROSS,
        Arrangement::Rows => usize::MAX,
        Arrangement::PerFile => 1,
    };
    let mut pages = Vec::new();
    for (place, cases) in by_place(writing.at, &writing.planned.cases) {
        let place = place_name(writing.checklist, &place, lang);
        let parts: Vec<&[&Case]> = cases.chunks(each.min(cases.len())).collect();
        for (number, part) in (1..).zip(&parts) {
            let name = match (writing.arrangement, part) {
                (Arrangement::PerFile, [case, ..]) => case.id.clone(),
                (_, _) if parts.len() == 1 => place.clone(),
                // Room is left for the number within a tab's 31 characters.
                (_, _) => format!("{} {number}", place.chars().take(27).collect::<String>()),
            };
            pages.push(Page {
                name,
                place: place.clone(),
                number: (number, parts.len()),
                cases: part.to_vec(),
            });
        }
    }
    pages
}
