//! Answers that come back: a CSV or a workbook of any bytes, against a draw of three files.
#![no_main]

use std::sync::OnceLock;

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use stickprov::checklist::read::{self, Frame};
use stickprov::protocol::{self, Protocol};
use stickprov::table::Direct;
use stickprov::template::{self, Template};
use stickprov_fuzz::{forgive_readers, scratch};

fn parts() -> &'static (Template, Protocol) {
    static PARTS: OnceLock<(Template, Protocol)> = OnceLock::new();
    PARTS.get_or_init(|| {
        let template = template::builtin("jobbtorg").expect("the template is sound");
        let json = include_str!("../../examples/bortfall/urval/protokoll.json");
        (template, protocol::parse(json, "protokoll.json").expect("the example is sound"))
    })
}

fuzz_target!(init: forgive_readers(), |data: &[u8]| {
    let (template, protocol) = parts();
    let is_book = data.starts_with(b"PK");
    let path = scratch(if is_book { "answers.xlsx" } else { "answers.csv" });
    std::fs::write(&path, data).expect("a scratch file can be written");
    let Ok(source) = read::open(&path, "answers", &Direct) else {
        return;
    };
    let frame = Frame {
        protocol,
        template,
        reference_date: date(2009, 11, 30),
    };
    let _ = read::holds_answers(&source, template);
    let sources = [source];
    let _ = read::read(&sources, frame);
    let _ = read::filled(&sources, frame);
    let _ = read::standing(&sources, frame);
});
