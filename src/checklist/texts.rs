//! What stands in checklists, and what is said about those that came back. The labels of
//! rows and columns are also what a sheet is read by.

use crate::lang::Text;
use crate::problem::Place;

crate::texts! {
    serial_number() { "Löpnummer", "Serial number" }
    answer() { "Svar", "Answer" }
    reference() { "Hänvisning", "Reference" }
    comment() { "Kommentar", "Comment" }
    file_comment() { "Om akten", "On the file" }

    rows_filled() { "Ifyllda rader", "Rows filled in" }
    yes() { "Ja", "Yes" }
    no() { "Nej", "No" }
    read_first() { "Läs först", "Read first" }
    guidance() { "Vägledning", "Guidance" }
    guidance_to(checklist: &str) { "Vägledning – {checklist}", "Guidance – {checklist}" }
    second_reading() { "Andra granskning: läs akten utan att se de första svaren", "Second reading: read the file without seeing the first answers" }
    draw() { "Urval", "Draw" }
    files() { "Akter", "Files" }
    reviewer() { "Granskare", "Reviewer" }
    how_to() { "Så fyller du i", "How to fill it in" }
    files_in_columns() { "Varje kolumn är en akt och känns igen på sitt löpnummer.", "Each column is one file, known by its serial number (löpnummer)." }
    files_in_rows() { "Varje rad är en akt och känns igen på sitt löpnummer. Frågorna står i kolumnerna.", "Each row is one file, known by its serial number (löpnummer). The questions stand in the columns." }
    files_on_sheets() { "Varje blad är en akt och känns igen på sitt löpnummer.", "Each sheet is one file, known by its serial number (löpnummer)." }
    codes() { "Svarskoder", "Answer codes" }
    other_codes() { "Svar som bara en fråga tar står vid den på bladet Vägledning.", "Answers that only one question takes stand with it on the sheet Guidance." }
    progress() { "Så långt har du kommit", "How far you have come" }
    sheet_number() { "Nr", "No." }
    sheet() { "Blad", "Sheet" }
    done() { "Klara", "Done" }
    left() { "Kvar", "Left" }
    left_means() { "Frågor som återstår", "Questions left" }
    in_all() { "Totalt", "In all" }
    stratum() { "Stratum", "Stratum" }
    code() { "Kod", "Code" }
    question() { "Fråga", "Question" }
    no_names() { "Kommentar om akten. Inga namn eller personnummer.", "Comment on the file. No names or personal identity numbers." }

    takes_several() { "ett eller flera, åtskilda med /", "one or several, parted by /" }
    takes_date() { "ÅÅÅÅ-MM-DD", "YYYY-MM-DD" }
    takes_dates() { "ÅÅÅÅ-MM-DD, flera åtskilda med /", "YYYY-MM-DD, several parted by /" }
    takes_integer() { "heltal", "whole number" }
    takes_text() { "text, inga namn", "text, no names" }
    refusal(takes: &str) { "Svaret kan vara: {takes}", "The answer can be: {takes}" }

    reviewer_without_place() { "en granskare står utan namn eller plats", "a reviewer stands without name or place" }
    reviewers_form() { "skriv så här: --reviewers \"Eva=Plats A;Thomas=Plats B,Plats C\"", "write it like this: --reviewers \"Eva=Place A;Thomas=Place B,Place C\"" }
    unknown_place(place: &str) { "ingen akt i urvalet finns hos {place}", "no file of the sample is held by {place}" }
    places_are(places: &str) { "platserna är: {places}", "the places are: {places}" }
    did_you_mean(place: &str) { "menade du {place}?", "did you mean {place}?" }
    place_twice(place: &str) { "{place} står hos två granskare", "{place} stands with two reviewers" }
    place_twice_hint() { "låt platsen stå hos en; en andra granskning görs med --double", "let the place stand with one; a second reading is made with --double" }

    foreign() { "filen är ingen checklista från stickprov: den saknar urvalets nummer", "the file is no checklist of stickprov's: it lacks the number of the draw" }
    foreign_hint() { "flytta bort filen från checklistor, eller lämna svaren som CSV med rubrikerna id,question,answer", "move the file out of checklistor, or give the answers as CSV with the headers id,question,answer" }
    not_answers() { "filen saknar någon av kolumnerna id, question och answer (löpnummer, fråga och svar)", "the file lacks one of the columns id, question and answer" }
    other_version() { "checklistan är skriven av en annan version av stickprov", "the checklist was written by another version of stickprov" }
    other_version_hint() { "läs den med den version som skrev den, eller lämna svaren som CSV", "read it with the version that wrote it, or give the answers as CSV" }
    manifest_altered() { "det dolda bladet om checklistan har ändrats", "the hidden sheet about the checklist has been altered" }
    other_draw(theirs: &str, ours: &str) { "checklistan hör till ett annat urval ({theirs}); det här urvalet är {ours}", "the checklist belongs to another draw ({theirs}); this draw is {ours}" }
    row_of_other_draw(ours: &str) { "raden hör till ett annat urval; det här urvalet är {ours}", "the row belongs to another draw; this draw is {ours}" }
    workbook_of_other_draw(theirs: &str, ours: &str) { "arbetsboken hör till ett annat urval ({theirs}); det här urvalet är {ours}", "the workbook belongs to another draw ({theirs}); this draw is {ours}" }
    workbook_of_other_draw_hint(command: &str) { "flytta arbetsboken till den granskning den hör till; skriv nya med: {command}", "move the workbook to the audit it belongs to; write new ones with: {command}" }
    other_draw_hint() { "flytta checklistan till den granskning den hör till; skriv nya med: stickprov checklist", "move the checklist to the audit it belongs to; write new ones with: stickprov checklist" }
    unknown_checklist() { "checklistan finns inte i mallen", "the template has no such checklist" }
    unknown_checklist_hint() { "kontrollera template i granskning.toml", "check template in granskning.toml" }
    unknown_id() { "löpnumret finns inte i urvalet", "the serial number is not in the draw" }
    unknown_id_hint() { "löpnumren står i urval/urvalsprotokoll.md", "the serial numbers stand in urval/urvalsprotokoll.md" }
    unknown_question() { "frågan finns inte i mallens checklistor", "the template's checklists have no such question" }
    unknown_question_hint() { "koderna visas med: stickprov template list --questions", "the codes are shown by: stickprov template list --questions" }
    stands_twice(name: &str) { "{name} står två gånger", "{name} stands twice" }
    question_gone(id: &str, code: &str) { "fråga {code} saknas för {id}", "question {code} is missing for {id}" }
    file_gone(id: &str) { "löpnummer {id} saknas, fast checklistan skrevs med det", "serial number {id} is missing, though the checklist was written with it" }
    settlement() { "Avstämning av två läsningar", "Settling two readings" }
    settlement_how() { "Här har två granskare svarat olika. Gå tillbaka till akten, enas och skriv det gemensamma svaret: det räknas då i stället för det första. Tills dess räknas den första läsningens svar och rapporten är ett utkast. Ändra inte svaren i checklistorna; samstämmigheten räknas på dem. Om det första svaret står fast, skriv samma svar här.", "Two reviewers answered differently here. Go back to the file, agree and write the joint answer: it then counts instead of the first. Until then the first reading's answer counts and the report is a draft. Do not change the answers in the checklists; the agreement is computed from them. If the first answer stands, write the same answer here." }
    asked() { "Frågan lyder", "The question reads" }
    first_reading() { "Första läsningen", "First reading" }
    other_reading() { "Andra läsningen", "Second reading" }
    joint_answer() { "Gemensamt svar", "Joint answer" }
    joint_reviewer() { "gemensamt", "joint" }
    not_ours() { "filen är ingen arbetsbok av det slaget från stickprov", "the file is no workbook of that kind of stickprov's" }
    not_ours_hint() { "flytta bort filen från mappen", "move the file out of the folder" }
    headers_gone() { "rubrikraden saknas eller har ändrats", "the row of headers is missing or has been altered" }
    line_not_ours() { "raden skrevs inte med arbetsboken", "the line was not written with the workbook" }
    ledger_altered_hint() { "löpnummer, frågor och rubriker ska stå som de skrevs; ångra ändringen, eller låt stickprov skriva en ny arbetsbok och för över svaren", "numbers, questions and headers must stand as they were written; undo the change, or let stickprov write a new workbook and move the answers" }
    altered_hint() { "checklistans rader, kolumner och rubriker ska stå som de skrevs; ångra ändringen, eller för över svaren till en ny checklista (stickprov checklist --add)", "the checklist's rows, columns and headers must stand as they were written; undo the change, or move the answers to a new checklist (stickprov checklist --add)" }
    not_allowed(id: &str, code: &str) { "svaret på fråga {code} för {id} är inget av dem som kan väljas", "the answer to question {code} for {id} is none of those that can be chosen" }
    reference_without_answer() { "hänvisning eller kommentar utan svar", "reference or comment without an answer" }
    seems_to_name() { "kommentaren eller hänvisningen tycks innehålla ett personnummer eller ett namn; skriv den utan", "the comment or reference seems to hold a personal identity number or a name; write it without" }
    merged(cells: &str) { "svarsceller är sammanfogade ({cells}): svaret räknas bara där det står, i cellen överst till vänster; de övriga räknas som obesvarade. Dela cellerna och skriv svaret i var och en", "answer cells are merged ({cells}): the answer counts only where it stands, in the top left cell; the others count as unanswered. Unmerge the cells and write the answer in each" }
    placeholder_date() { "svaret är ett datum som program skriver när det inte finns något (1900-01-01, 9999-12-31 och liknande) och räknas inte som svar; skriv datumet som står i akten, eller koden för att det inte framgår", "the answer is a date that programs write where there is none (1900-01-01, 9999-12-31 and the like) and counts as no answer; write the date that stands in the file, or the code that it does not appear" }
    far_ahead() { "datumet ligger mer än två år efter planens reference_date och räknas som det står; kontrollera årtalet", "the date is more than two years after the plan's reference_date and counts as it stands; check the year" }
    answer_not_asked() { "svar på en fråga som inte ställs, givet de andra svaren", "answer to a question that is not asked, given the other answers" }
    conflict_hint() { "rätta det ena, eller skriv vem som har granskat: en annan granskares svar är en andra granskning", "correct one of them, or write who reviewed: another reviewer's answers are a second reading" }
}

/// What may stand in a cell.
pub(crate) fn allowed_are(allowed: &Text) -> Text {
    Text {
        sv: format!("möjliga svar: {}", allowed.sv),
        en: format!("possible answers: {}", allowed.en),
    }
}

/// Two different answers, with the place of the other.
pub(crate) fn conflict(id: &str, other: &Place) -> Text {
    use crate::lang::Lang;
    Text {
        sv: format!(
            "{id} har ett annat svar på samma fråga i {}",
            other.in_words(Lang::Sv)
        ),
        en: format!(
            "{id} has another answer to the same question in {}",
            other.in_words(Lang::En)
        ),
    }
}
