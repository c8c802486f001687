//! What is said about the fact-check.

use stickprov::lang::Text;

stickprov::texts! {
    board() { "Mottagare", "Recipient" }
    workbook() { "Arbetsbok", "Workbook" }
    files() { "Akter", "Files" }
    lines() { "Rader", "Lines" }
    asked() { "Rader", "Lines" }
    unanswered() { "Utan svar", "Unanswered" }
    confirmed() { "Stämmer", "Correct" }
    unanswered_short() { "Utan svar", "No reply" }
    contested_short() { "Öppna", "Open" }
    contested() { "Oavgjorda", "Undecided" }
    accepted() { "Godtagna", "Accepted" }
    refused() { "Avvisade", "Refused" }
    in_all() { "Totalt", "In all" }
    written() { "Arbetsböcker i faktakontroll/ att skicka, en per mottagare", "Workbooks in faktakontroll/ to send, one for each recipient" }
    standing() { "Så långt har faktakontrollen kommit", "How far the fact-check has come" }
    nothing() { "Ingen avvikelse som inte redan står i en arbetsbok; inget skrevs.", "No deviation that does not stand in a workbook already; nothing was written." }
    no_answers() { "inga svar är ifyllda, så det finns inget att kontrollera", "no answers are filled in, so there is nothing to check" }
    no_answers_hint() { "fyll i checklistorna i checklistor/ först", "fill in the checklists in checklistor/ first" }
    send() { "Skicka varje arbetsbok till sin mottagare och lägg den ifyllda i faktakontroll/ när den kommer tillbaka; fyll sedan i revisorernas ställningstagande.", "Send each workbook to its recipient and put the filled-in one in faktakontroll/ when it comes back; then fill in the auditors' position." }
    nobody() { "(mottagare saknas)", "(no recipient)" }
}

/// Where the recipient is not known, the words for that.
pub(super) fn board_name(board: &str) -> Text {
    if board.is_empty() {
        nobody()
    } else {
        Text {
            sv: board.to_owned(),
            en: board.to_owned(),
        }
    }
}
