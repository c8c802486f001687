//! What is said about writing the report.

stickprov::texts! {
    not_final(outstanding: &str) { "rapporten kan inte bli slutlig ännu: {outstanding}", "the report cannot be final yet: {outstanding}" }
    written(name: &str) { "skrivet i rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json", "written in rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json" }
}
