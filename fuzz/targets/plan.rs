//! A plan of any text against the built-in template, and the formatting of its faults.
#![no_main]

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use stickprov::lang::Lang;
use stickprov::plan;
use stickprov::problem::{Error, Place};
use stickprov::template::{self, Template};

fuzz_target!(|text: &str| {
    static TEMPLATE: OnceLock<Template> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| template::builtin("jobbtorg").expect("it is sound"));
    let find = |name: &str| {
        if name == "jobbtorg" {
            Ok(template.clone())
        } else {
            let what = stickprov::lang::Text::same("no such template");
            Err(Error::at(Place::file("granskning.toml"), what))
        }
    };
    let _ = plan::language_of(text);
    match plan::parse(text, "granskning.toml", &find) {
        Ok((plan, template)) => {
            assert!(!plan.registers.is_empty());
            for export in &plan.registers {
                assert!(export.register.0 < template.registers.len());
            }
        }
        Err(error) => {
            assert!(!error.faults.is_empty());
            assert!(!error.in_words(Lang::Sv).is_empty());
            assert!(!error.in_words(Lang::En).is_empty());
        }
    }
});
