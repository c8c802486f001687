//! A file of any kind, by its content: XLSX, XLS, XLSB, ODS, text, or something else.
#![no_main]

use libfuzzer_sys::fuzz_target;
use stickprov::table::{Direct, Wanted, grids};
use stickprov_fuzz::{forgive_readers, read, scratch};

fuzz_target!(init: forgive_readers(), |data: &[u8]| {
    let path = scratch("book.xlsx");
    std::fs::write(&path, data).expect("a scratch file can be written");
    let _ = read(&path, &Wanted::anything());
    let _ = grids(&path, "file", &Direct);
});
