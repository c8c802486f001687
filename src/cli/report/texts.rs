//! What is said about writing the report.

stickprov::texts! {
    not_final(outstanding: &str) { "rapporten kan inte bli slutlig ännu: {outstanding}", "the report cannot be final yet: {outstanding}" }
    written() { "skrivet i rapport/: rapport.xlsx, rapport.html, rapport.md, rapport.json", "written in rapport/: rapport.xlsx, rapport.html, rapport.md, rapport.json" }
}
