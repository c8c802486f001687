//! A template's files of any text: the first byte says which file is replaced in one that is
//! sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stickprov::lang::Lang;
use stickprov::template::{self, TemplateFile};

const FILES: [(&str, &str); 5] = [
    ("template.toml", "title = { sv = \"P\", en = \"M\" }"),
    ("registers.toml", include_str!("../sound/registers.toml")),
    ("evidence.toml", "evidence = []"),
    ("checklists/a.toml", ""),
    ("criteria/AA-01.toml", ""),
];

fuzz_target!(|data: &[u8]| {
    let Some((which, rest)) = data.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    let which = usize::from(*which) % FILES.len();
    let files: Vec<TemplateFile> = FILES
        .iter()
        .enumerate()
        .filter(|(at, (_, sound))| *at == which || !sound.is_empty())
        .map(|(at, (path, sound))| TemplateFile {
            path: (*path).to_owned(),
            text: (if at == which { text } else { sound }).to_owned(),
        })
        .collect();
    if let Err(error) = template::load("made-up", &files) {
        assert!(!error.faults.is_empty());
        assert!(!error.in_words(Lang::Sv).is_empty());
    }
});
