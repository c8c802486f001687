//! What is said about writing the report.

stickprov::texts! {
    not_final() { "rapporten kan inte bli slutlig ännu; det här återstår", "the report cannot be final yet; this is left" }
    written(name: &str) { "skrivet i rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json", "written in rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json" }
}
