//! What is said about gallring.

stickprov::texts! {
    not_closed() { "granskningen är inte avslutad: planen har inget datum i closed under [audit]", "the audit is not closed: the plan has no date in closed under [audit]" }
    not_closed_hint() { "gallra först när rapporten är beslutad; skriv då closed = ÅÅÅÅ-MM-DD", "purge only when the report is decided; then write closed = YYYY-MM-DD" }
    nothing() { "det finns inget kvar att gallra", "there is nothing left to delete" }
    not_agreed() { "inget är gallrat", "nothing was deleted" }
    not_agreed_hint() { "svara ja på frågan, eller lägg till --yes i ett skript", "answer yes to the question, or add --yes in a script" }
    question(files: &str) { "Följande gallras och kan inte återskapas:\n  {files}\nGallra? (ja/nej)", "The following is deleted and cannot be restored:\n  {files}\nDelete? (yes/no)" }
    deleted() { "Gallrat", "Deleted" }
    kept() { "Kvar, och varför", "Kept, and why" }
    protocol_stays() { "urval/protokoll.json, urvalsprotokoll och logg.jsonl: beviset för hur akterna valdes", "urval/protokoll.json, urvalsprotokoll and logg.jsonl: the evidence of how the files were chosen" }
    answers_stay() { "checklistor/: underlaget för iakttagelserna, med löpnummer och utan namn; fortfarande pseudonymiserade personuppgifter", "checklistor/: the basis of the observations, with numbers and without names; still pseudonymised personal data" }
    fact_check_stays() { "urval/faktakontroll.csv: faktakontrollens svar som koder, utan det som skrivits om handlingar och skäl; det godtagna räknas som förut", "urval/faktakontroll.csv: the fact-check's answers as codes, without what was written of documents and reasons; what was accepted counts as before" }
    stranger(file: &str) { "{file}: nämns varken i planen eller i protokollet och är inte gallrad; innehåller den personuppgifter, ta bort den själv", "{file}: named neither in the plan nor in the draw record, and not deleted; if it holds personal data, remove it yourself" }
    no_redraw() { "urvalet kan inte längre dras om, och en senare granskning kan varken behålla eller undvika akterna ([sample.coordinate])", "the sample can no longer be drawn again, and a later audit can neither keep nor avoid its files ([sample.coordinate])" }
    report_stays() { "rapport/: sammanställningarna", "rapport/: the aggregates" }
    exports_stay() { "register/: exporterna; gallra dem med --registers när urvalet inte längre ska kunna dras om", "register/: the exports; delete them with --registers when the sample need not be drawn again" }
}
