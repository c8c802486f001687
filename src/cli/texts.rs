//! What the program says about folders, files and itself.

stickprov::texts! {
    /// A defect of ours; nothing of what was being worked on is shown.
    unexpected() { "något oväntat hände och kommandot avbröts; inga filer skrevs halvfärdiga", "something unexpected happened and the command was stopped; no file was left half-written" }
    unexpected_hint(place: &str) { "det är ett fel i programmet: tala om det för dem som har hand om det, med kommandot och stället i koden, {place}", "this is a fault in the program: tell those who keep it, with the command and the place in the code, {place}" }
    no_plan() { "här finns ingen plan", "there is no plan here" }
    no_plan_hint() { "stickprov init gör en mapp med en plan; -C MAPP pekar ut en annan mapp", "stickprov init makes a folder with a plan; -C FOLDER points out another folder" }
    plan_not_utf8() { "planen är inte sparad som UTF-8", "the plan is not saved as UTF-8" }
    plan_not_utf8_hint() { "spara om den i Anteckningar med kodningen UTF-8", "save it again in Notepad with the encoding UTF-8" }
    busy() { "ett annat stickprov-kommando arbetar i mappen", "another stickprov command is at work in the folder" }
    busy_hint() { "vänta tills det är klart och kör igen", "wait until it is done and run again" }
    outside(key: &str) { "{key} pekar ut en fil utanför granskningens mapp", "{key} names a file outside the audit's folder" }
    outside_hint() { "lägg filen i mappen, eller tillåt det med --allow-outside om du litar på planen", "put the file into the folder, or allow it with --allow-outside if you trust the plan" }
    without_export(why: &str) { "exporten kunde inte läsas, så skriptet har fältens namn i stället för rubrikerna: {why}", "the export could not be read, so the script has the fields' names in place of its headers: {why}" }
    open_elsewhere() { "filen är öppen i ett annat program", "the file is open in another program" }
    open_elsewhere_hint() { "stäng den i Excel och kör igen", "close it in Excel and run again" }
    owner_file(name: &str) { "stäng den i Excel och kör igen; är den inte öppen hos någon, ta bort {name}", "close it in Excel and run again; if nobody has it open, delete {name}" }
    disk_full() { "disken är full; inget skrevs", "the disk is full; nothing was written" }
    decided_not_done() { "ändringen är beslutad men inte färdig: rätta felet (stäng filen i Excel), så gör nästa kommando den klar", "the change is decided but not done: mend the fault (close the file in Excel), and the next command finishes it" }
    not_a_journal() { "filen är inte en journal av det här programmet", "the file is not a journal of this program" }
    not_a_journal_hint() { "den skrivs när ett kommando avbryts; är den ändrad för hand, flytta undan den och kontrollera urvalet med stickprov verify", "it is left when a command is stopped; if it was changed by hand, move it away and check the sample with stickprov verify" }
    read_only() { "mappen går inte att skriva i", "the folder cannot be written to" }
    read_only_hint() { "kontrollera behörigheten, eller kopiera granskningen till en mapp där du får skriva", "check the permissions, or copy the audit to a folder where you may write" }
    no_access() { "filen går inte att läsa med din behörighet", "you do not have permission to read the file" }
    no_such_file() { "filen finns inte", "there is no such file" }
    is_a_folder() { "det är en mapp, inte en fil", "that is a folder, not a file" }
    cannot_read(reason: &str) { "filen kunde inte läsas: {reason}", "the file could not be read: {reason}" }
    cannot_write(reason: &str) { "filen kunde inte skrivas: {reason}", "the file could not be written: {reason}" }
    no_template(name: &str, known: &str) { "det finns ingen mall och ingen mapp som heter {name}; inbyggda mallar: {known}", "there is no template and no folder called {name}; built-in templates: {known}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    no_command(name: &str, known: &str) { "det finns inget kommando {name}; möjliga: {known}", "there is no command {name}; possible: {known}" }
    legacy_failed() { "filen är skadad eller för stor för sitt format", "the file is damaged or too large for its format" }
    legacy_failed_hint() { "öppna den i Excel eller LibreOffice och spara den som .xlsx eller CSV", "open it in Excel or LibreOffice and save it as .xlsx or CSV" }
    sql_in_parts() { "registret kommer i flera delar: skriptet läser en tabell, där alla delars rader ska stå under den första delens rubriker (UNION ALL)", "the register comes in several parts: the script reads one table, in which the rows of all parts shall stand under the first part's headers (UNION ALL)" }
}
