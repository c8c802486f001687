//! What fetch lists show of the drawn units is kept while a workbook is read: the same as when its
//! rows are read again, and for whoever is drawn.

use std::collections::BTreeSet;

use stickprov::frame::{self, Foreseen, Frame, Kept};
use stickprov::register::Sources;
use stickprov::sample::{self, Likely};
use stickprov::table::Direct;
use tempfile::TempDir;

use crate::audit::{parse, plan_text};
use crate::export::{Form, Row, Table};

const SECTIONS: &str = "[unit]\nregister = \"reg_a\"\none_per = \"person\"\n\
                        if_several = \"latest\"\nby = \"in\"\n\
                        [strata]\nby = [\"reg_a.office\"]\n\
                        [sample]\nseed = \"20100225-54213\"\nsize = 12\nreserve = 2\n";

/// 300 people, every third with an earlier row at the other office and in another group.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for n in 0..300 {
        let office = |at: usize| if at.is_multiple_of(2) { "N." } else { "South" };
        let row = |office: &str, group: String, day: &str| {
            [
                format!("Akt {n}"),
                office.to_owned(),
                group,
                day.to_owned(),
                n.to_string(),
            ]
        };
        rows.push(row(office(n), format!("Grupp {n}"), "2009-05-04"));
        if n.is_multiple_of(3) {
            rows.push(row(office(n + 1), "Förr".to_owned(), "2008-05-04"));
        }
    }
    rows
}

/// The file is gone once the frame is built: only what was kept can be told.
#[test]
fn a_workbook_is_not_read_again_for_whoever_is_drawn() {
    let folder = TempDir::new().unwrap();
    for form in [Form::Workbook, Form::Utf8Bom] {
        let file = Table::new(rows()).write(folder.path(), form);
        let (plan, template) = parse(&plan_text(&file, SECTIONS));
        let sources = Sources {
            folder: folder.path(),
            legacy: &Direct,
            progress: &|_, _| {},
        };
        // Office and group.
        let fields = [1, 2];
        let mut likely = Likely::new(&plan.sample).unwrap();
        let mut asked = 0;
        let mut may_be_drawn = |key: &_, stratum| {
            asked += 1;
            likely.may_be_drawn(key, stratum)
        };
        let foreseen = Foreseen {
            fields: &fields,
            may_be_drawn: &mut may_be_drawn,
        };
        let frame = frame::build_for(&plan, &template, Some(foreseen), sources).unwrap();
        let drawn = sample::draw(&plan.sample, &frame).unwrap().drawn;
        assert_eq!(drawn.len(), 12 + 4, "reserves for two strata");
        let wanted: BTreeSet<u64> = (drawn.iter())
            .map(|one| frame.units.get(one.unit).row)
            .collect();
        let read =
            |frame: &Frame| frame::own_rows(&plan, &template, frame, &wanted, &fields, sources);
        let without = Frame {
            kept: Kept::default(),
            ..frame.clone()
        };
        let again = read(&without).unwrap();
        assert_eq!(again.len(), wanted.len());
        for values in again.values() {
            assert!(["North", "South"].contains(&values[0].as_str()));
            assert!(values[1].starts_with("Grupp "), "the latest row speaks");
        }
        assert_eq!(read(&frame).unwrap(), again);
        std::fs::remove_file(folder.path().join(&file)).unwrap();
        assert!(read(&without).is_err());
        // Rows of text are fetched from where they stand, and nobody is asked about.
        let is_kept = form == Form::Workbook;
        assert_eq!(asked, if is_kept { 400 } else { 0 }, "every row in scope");
        assert_eq!(read(&frame).ok(), is_kept.then_some(again));
    }
}
