//! What the report says of second readings and of the fact-check.

crate::texts! {
    heading() { "Kontroll av svaren", "Checks of the answers" }
    unsettled(count: usize, ids: &str) { "Skillnader mellan två läsningar som inte är avstämda: {count} ({ids}).", "Differences between two readings that are not settled: {count} ({ids})." }
    unanswered(count: usize, boards: &str) { "Uppgifter i faktakontrollen som förvaltningen inte har besvarat: {count} ({boards}).", "Facts of the fact-check that the administration has not answered: {count} ({boards})." }
    contested(count: usize, ids: &str) { "Uppgifter i faktakontrollen som revisorerna inte har tagit ställning till: {count} ({ids}).", "Facts of the fact-check on which the auditors have taken no position: {count} ({ids})." }
    not_asked(count: usize) { "Uppgifter som tillkommit sedan faktakontrollen skickades: {count}. Kör stickprov factcheck igen.", "Facts that came up after the fact-check was sent: {count}. Run stickprov factcheck again." }

    fact_check(asked: u64, confirmed: u64, accepted: u64, refused: u64) { "Uppgifter som förvaltningarna har fått att faktakontrollera: {asked}, varav {confirmed} har bekräftats. Ändringar som revisorerna har godtagit: {accepted}; inte godtagit: {refused}. Ett godtaget svar räknas i resultatet; det första är kvar i checklistan.", "Facts that the administrations were given to check: {asked}, of which confirmed: {confirmed}. Changes that the auditors accepted: {accepted}; refused: {refused}. An accepted answer counts in the results; the first one stays in the checklist." }
    fact_check_title() { "Faktakontrollen per mottagare", "The fact-check by recipient" }
    board() { "Mottagare", "Recipient" }
    in_all() { "Totalt", "In all" }
    asked() { "Uppgifter", "Facts" }
    no_answer() { "Utan svar", "Unanswered" }
    confirmed() { "Stämmer", "Correct" }
    undecided() { "Oavgjorda", "Undecided" }
    accepted() { "Godtagna", "Accepted" }
    refused() { "Inte godtagna", "Refused" }

    readings(files: &str, differences: usize, settled: usize) { "Två granskare har oberoende av varandra läst {files}. Frågor som de svarade olika på: {differences}, varav avstämda: {settled}. Samstämmigheten är räknad på de första svaren.", "Two reviewers read {files} independently of each other. Questions that they answered differently: {differences}, of which settled: {settled}. The agreement is computed from the first answers." }
    readings_title() { "Två läsningar av samma akt, fråga för fråga", "Two readings of the same file, by question" }
    question() { "Fråga", "Question" }
    both() { "Besvarade av båda", "Answered by both" }
    equal() { "Lika", "Equal" }
    share() { "Andel lika", "Share equal" }
    kappa() { "Kappa", "Kappa" }
    interval() { "Intervall", "Interval" }
    kappa_note() { "Kappa är Cohens: överensstämmelsen utöver den som slumpen ger. Den saknas där alla svar är desamma, och säger lite med få akter. Intervallet är ungefärligt och avkortat vid −1 och 1.", "Kappa is Cohen's: agreement beyond what chance gives. There is none where all answers are the same, and with few files it says little. The interval is approximate and truncated at −1 and 1." }

    changes_title() { "Ändrade svar", "Changed answers" }
    id() { "Löpnummer", "Number" }
    before() { "Första svaret", "First answer" }
    after() { "Svar som räknas", "Answer that counts" }
    because() { "Skäl", "Reason" }
    dated() { "Handlingens datum", "Date of the document" }
    settled() { "gemensamt efter två läsningar", "joint, after two readings" }
    by_fact_check() { "godtagen i faktakontroll", "accepted in the fact-check" }
    after_notice() { "godtagen, men handlingen tillfördes efter aviseringen och uppfyller inget kriterium", "accepted, but the document was added after notice and meets no criterion" }
    no_first() { "inget", "none" }

    sheet_fact_check() { "Faktakontroll", "Fact-check" }
    sheet_readings() { "Två läsningar", "Two readings" }
    sheet_changes() { "Ändrade svar", "Changed answers" }
}
