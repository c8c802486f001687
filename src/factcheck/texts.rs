//! What stands in fact-check workbooks, and what is said about those that came back. The
//! headers are also what a sheet is read by.

crate::texts! {
    title(board: &str) { "Faktakontroll: {board}", "Fact-check: {board}" }
    no_board() { "mottagare saknas i registret", "the register names no recipient" }
    read_first() { "Läs först", "Read first" }
    findings() { "Iakttagelser", "Findings" }
    to() { "Till", "To" }
    audit() { "Granskning", "Audit" }
    reference() { "Dnr", "Reference" }
    draw() { "Urval", "Draw" }
    files() { "Akter", "Files" }
    lines() { "Uppgifter att kontrollera", "Facts to check" }
    how_to() { "Så fyller ni i", "How to fill it in" }
    step_facts() { "Revisionen har granskat akterna och noterat avvikelserna på bladet Iakttagelser. Kontrollera att uppgifterna om akten stämmer. Det är fakta som ska kontrolleras, inte bedömningen.", "The auditors have reviewed the files and noted the deviations on the sheet Findings. Check that the facts about the file are right. It is the facts that are to be checked, not the assessment." }
    step_agrees() { "Välj Stämmer eller Stämmer inte för varje rad. Löpnumret är det som står på aktbeställningen.", "Choose Correct or Not correct for every line. The number is the one on the fetch list." }
    step_answer() { "Om uppgiften inte stämmer: skriv vilket svar som är rätt, vilken handling i akten som visar det och handlingens datum.", "If the fact is not right: write which answer is, which document in the file shows it, and the document's date." }
    step_notice(day: &str) { "Det som har tillförts akten efter den {day}, då granskningen aviserades, redovisas som tillfört efter aviseringen och ändrar inte avvikelsen. Ändra inte i akten.", "What was added to the file after {day}, when the audit was announced, is shown as added after notice and does not change the deviation. Do not change the file." }
    step_whole() { "Lägg inte till, ta inte bort och ändra inte rader eller rubriker. Skriv inga namn eller personnummer. Revisorernas kolumner lämnas tomma.", "Do not add, remove or change lines or headers. Write no names or personal identity numbers. Leave the auditors' columns blank." }
    step_back() { "Lämna tillbaka arbetsboken till revisionen. Uppgifterna omfattas av sekretess till skydd för enskild (26 kap. OSL): den får inte skickas med okrypterad e-post.", "Return the workbook to the auditors. It is secret for the protection of individuals (chapter 26 OSL): it must not be sent by unencrypted e-mail." }
    step_position() { "För revisorerna: välj Godtas eller Godtas inte för det som förvaltningen inte håller med om. Ett godtaget svar räknas i stället för det första, som sparas.", "For the auditors: choose Accepted or Refused where the administration disagrees. An accepted answer counts instead of the first, which is kept." }

    asked() { "Frågan i granskningen", "The question of the audit" }
    finding() { "Iakttagelse", "Finding" }
    ours() { "Revisionens svar", "The auditors' answer" }
    in_file() { "Plats i akten", "Place in the file" }
    place_left_out() { "(inte med här: den antecknade platsen ser ut att namnge någon)", "(not shown: the place that was noted seems to name somebody)" }
    agrees() { "Stämmer uppgiften?", "Is it correct?" }
    answer() { "Rätt svar enligt er", "The right answer" }
    document() { "Handling som visar det", "Document that shows it" }
    dated() { "Handlingens datum", "Date of the document" }
    position() { "Ställningstagande", "Position" }
    reason() { "Skäl", "Reason" }
    by_us() { "Revisionen", "The auditors" }
    by_you() { "Förvaltningens svar", "The administration's answer" }
    by_auditors() { "Revisorerna tar ställning", "The auditors decide" }
    in_register(seen: &str) { "Enligt register: {seen}. Är det fel rättas registret och en ny export lämnas.", "By the register: {seen}. If that is wrong, the register is corrected and a new export delivered." }

    yes() { "Stämmer", "Correct" }
    no() { "Stämmer inte", "Not correct" }
    accepted() { "Godtas", "Accepted" }
    refused() { "Godtas inte", "Refused" }
    choose_agrees() { "Stämmer eller Stämmer inte", "Correct or Not correct" }
    choose_position() { "Fylls i av revisorerna: Godtas eller Godtas inte", "For the auditors: Accepted or Refused" }
    document_help() { "Vilken handling i akten, och på vilket blad. Inga namn eller personnummer.", "Which document in the file, and on which sheet. No names or personal identity numbers." }
    date_help() { "ÅÅÅÅ-MM-DD", "YYYY-MM-DD" }
    footer(board: &str, draw: &str) { "Faktakontroll · {board} · urval {draw} · sekretess 26 kap. OSL", "Fact-check · {board} · draw {draw} · secret, ch. 26 OSL" }

    not_answers() { "filen saknar någon av kolumnerna id, question, answer och position (löpnummer, fråga, svar och ställningstagande)", "the file lacks one of the columns id, question, answer and position" }
    not_answers_hint() { "lämna faktakontrollen som den skickades ut, eller som CSV med rubrikerna id,question,answer,document,date,position", "give the fact-check as it was sent out, or as CSV with the headers id,question,answer,document,date,position" }
    row_of_other_draw(ours: &str) { "raden hör till ett annat urval; det här urvalet är {ours}", "the line belongs to another draw; this draw is {ours}" }
    row_of_other_draw_hint() { "flytta filen till den granskning den hör till; skriv nya med: stickprov factcheck", "move the file to the audit it belongs to; write new ones with: stickprov factcheck" }
    unknown_id() { "löpnumret finns inte i urvalet", "the serial number is not in the draw" }
    unknown_id_hint() { "löpnumren står i urval/urvalsprotokoll.md", "the serial numbers stand in urval/urvalsprotokoll.md" }
    unknown_code() { "raden har ingen fråga eller kriterium som mallen känner", "the line has no question or criterion that the template knows" }
    unknown_code_hint() { "koderna visas med: stickprov template list --questions", "the codes are shown by: stickprov template list --questions" }
    not_allowed(id: &str, code: &str) { "svaret på fråga {code} för {id} är inget av dem som kan väljas", "the answer to question {code} for {id} is none of those that can be chosen" }
    not_a_word(id: &str, code: &str) { "i kolumnen för {id} {code} står något annat än det som kan väljas", "the column of {id} {code} holds something else than what can be chosen" }
    words_are(words: &str) { "möjliga svar: {words}", "possible answers: {words}" }
    not_a_day(id: &str, code: &str) { "handlingens datum för {id} {code} är inget datum", "the document's date for {id} {code} is no date" }
    not_a_day_hint() { "skriv ÅÅÅÅ-MM-DD", "write YYYY-MM-DD" }
    accepted_nothing(id: &str, code: &str) { "ändringen av {code} för {id} är godtagen, men det rätta svaret saknas", "the change of {code} for {id} is accepted, but the right answer is missing" }
    accepted_nothing_hint() { "skriv det svar som ska räknas i kolumnen för förvaltningens svar, eller ta bort ställningstagandet", "write the answer that is to count in the administration's column, or take the position away" }
    two_replies(id: &str, code: &str, other: &str) { "{id} {code} har ett annat svar i {other}", "{id} {code} has another answer in {other}" }
    two_replies_hint() { "behåll den rad som gäller", "keep the line that holds" }
    own_words() { "mottagaren har svarat med egna ord: ta ställning; godtas invändningen ska här stå ett svar som kan väljas", "the recipient answered in words of its own: decide on it; if it is accepted, an answer that can be chosen must stand here" }
    seems_to_name() { "det som skrivits tycks innehålla ett personnummer eller ett namn; skriv det utan", "what was written seems to hold a personal identity number or a name; write it without" }
    outdated() { "svaret i checklistan har ändrats sedan faktakontrollen skrevs", "the answer in the checklist has changed since the fact-check was written" }
    register_line() { "en godtagen ändring gäller en uppgift i ett register: den räknas först när en ny export finns i register/", "an accepted change concerns a register: it counts once a new export is in register/" }
}

use crate::lang::Text;

/// Both words by which a board agrees or not.
pub(super) fn words_are_agrees() -> Text {
    either(&yes(), &no())
}

/// Both words of the auditors' position.
pub(super) fn words_are_position() -> Text {
    either(&accepted(), &refused())
}

fn either(one: &Text, other: &Text) -> Text {
    Text {
        sv: words_are(&format!("{} · {}", one.sv, other.sv)).sv,
        en: words_are(&format!("{} · {}", one.en, other.en)).en,
    }
}
