//! The names of the workbook's sheets: at most 31 characters.

crate::texts! {
    cover() { "Försättsblad", "Cover" }
    charts() { "Diagram", "Charts" }
    summary() { "Avvikelser", "Deviations" }
    results() { "Resultat", "Results" }
    described() { "Beskrivande", "Descriptive" }
    nothing_assessed() { "Inget bedömt", "Nothing assessed" }
    not_evaluated() { "Ej prövade", "Not evaluated" }
    estimates() { "Uppräkning", "Estimates" }
    by_stratum() { "Per stratum", "By stratum" }
    by_responsible() { "Per ansvarig enhet", "By responsible unit" }
    contrasts() { "Skillnader", "Differences" }
    steps() { "Urvalets steg", "Selection" }
    observations() { "Iakttagelser", "Observations" }
    strata() { "Strata", "Strata" }
    replaced() { "Ersatta", "Replaced" }
    hidden() { "Vad som inte visas", "Not shown" }
    cross() { "Mot varandra", "Against each other" }
    cross_by_place() { "Mot varandra per enhet", "Against each other by unit" }
    days() { "Dagar", "Days" }
    definitions() { "Andra sätt att räkna", "Other ways to count" }
    missing() { "Saknade akter", "Missing files" }
    bounds() { "Ej bedömda", "Not assessed" }
    noted() { "Rutin och akt", "Routine and file" }
    listed() { "Listade fall", "Listed cases" }
    most() { "Flest avvikelser", "Most deviations" }
    deviations() { "Avvikelselista", "All deviations" }
    files() { "Akt för akt", "File by file" }
    parameters() { "Ändrade parametrar", "Changed parameters" }
    registers() { "Hela registret", "Whole register" }
    problems() { "Fel i data", "Data faults" }
    sources() { "Källor", "Sources" }
    words() { "Metod och ordlista", "Method and glossary" }
}
