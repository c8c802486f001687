//! What is said about writing the report.

stickprov::texts! {
    not_final() { "rapporten kan inte bli slutlig ännu; det här återstår", "the report cannot be final yet; this is left" }
    final_stands() { "den slutliga rapporten står kvar: registren eller nyckeln är gallrade, och en ny rapport skulle sakna det som bygger på dem", "the final report stands: the registers or the key are purged, and a new report would lack what rests on them" }
    final_stands_hint() { "ska en rapport ändå skrivas av det som finns kvar: flytta först mappen rapport/ till ett annat ställe", "if a report is to be written of what is left all the same: move the folder rapport/ elsewhere first" }
    written(name: &str) { "skrivet i rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json", "written in rapport/: {name}.xlsx, {name}.html, {name}.md, {name}.json" }
}
