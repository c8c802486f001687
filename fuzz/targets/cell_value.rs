//! One cell as every type of field: dates, numbers, codes, identities, headers. What is read
//! is the same however often it is read, and a date is a day that exists.
#![no_main]

use std::sync::OnceLock;

use jiff::civil::{Date, date};
use libfuzzer_sys::fuzz_target;
use stickprov::calendar::written::{self, Written};
use stickprov::identity::{IdentityClass, read_personnummer};
use stickprov::register::{Reader, folded, is_yes, recognise};
use stickprov::table::Cell;
use stickprov::template::{self, Template, as_plain, plain};

fn template() -> &'static Template {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    TEMPLATE.get_or_init(|| template::builtin("jobbtorg").expect("the template is sound"))
}

/// Two-digit years are read against this day.
const REFERENCE: Date = date(2009, 11, 30);

thread_local! {
    static READERS: Vec<Reader> = {
        let fields = template().registers.iter().flat_map(|register| &register.fields);
        fields.map(|field| Reader::new(field, REFERENCE)).collect()
    };
}

/// A cell read by every field of the template.
fn read_by_all(text: &str) {
    let cell = Cell::Text(text.into());
    READERS.with(|readers| {
        for reader in readers {
            let (value, fault) = reader.read(&cell);
            let (again, _) = reader.read(&cell);
            assert_eq!(value, again);
            let mut shown = String::new();
            value.show_in(&mut shown);
            assert_eq!(shown, value.shown());
            if let Some(fault) = fault {
                let said = fault.text();
                assert!(!said.sv.is_empty() && !said.en.is_empty());
            }
        }
    });
}

fuzz_target!(|text: &str| {
    let reference = REFERENCE;
    read_by_all(text);
    // The quick ways give what the rules in full give: spaces around change nothing.
    let spaced = format!(" {text} ");
    assert_eq!(written::read(text, reference), written::read(&spaced, reference));
    if let Ok(Written::Day(day)) = written::read(text, reference) {
        assert!((1800..2200).contains(&day.year()));
    }
    for numeric in [false, true] {
        let read = read_personnummer(text, numeric, reference);
        let with_space = read_personnummer(&spaced, numeric, reference);
        assert_eq!(read.class, with_space.class);
        assert_eq!(read.identity, with_space.identity);
        let right = [IdentityClass::Personnummer, IdentityClass::Samordningsnummer];
        if right.contains(&read.class) {
            let key = read.identity.expect("a right number is an identity");
            assert_eq!(key.expose().len(), 12);
            let full = read_personnummer(key.expose(), false, reference);
            assert_eq!(full.identity, Some(key), "the twelve digits are their own reading");
        }
    }
    assert_eq!(plain(text), as_plain(text));
    assert_eq!(plain(&plain(text)), plain(text));
    let _ = (is_yes(text), folded(text));
    let headers = [text.to_owned(), "Personnr".to_owned()];
    for register in &template().registers {
        let found = recognise(register, &headers, &std::collections::BTreeMap::new());
        assert_eq!(found.columns.len(), register.fields.len());
    }
});
