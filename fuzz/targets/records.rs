//! The draw's own records come back: protocol, key file, log.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stickprov::log;
use stickprov::protocol::{self, key};

fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        if let Ok(read) = protocol::parse(text, "protokoll.json") {
            let json = protocol::to_json(&read);
            let again = protocol::parse(&json, "protokoll.json").expect("what we write we read");
            assert_eq!(protocol::to_json(&again), json);
        }
        let _ = log::check(text, "logg.jsonl");
        let longer = log::append(text, "2009-11-30T12:00:00Z", "draw", "x", "00");
        assert!(longer.len() > text.len());
    }
    if let Ok(entries) = key::parse(data, "nyckel.csv") {
        let bytes = key::to_csv(&entries);
        let again = key::parse(&bytes, "nyckel.csv").expect("what we write we read");
        assert_eq!(key::to_csv(&again), bytes);
        let _ = key::sha256(&entries);
    }
});
