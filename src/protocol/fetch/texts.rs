//! What is said on a fetch list.

crate::texts! {
    title() { "Aktbeställning", "File request" }
    further(number: u32) { "Ytterligare lista nr {number}", "Further list no. {number}" }
    to() { "Till", "To" }
    nobody() { "Mottagare saknas i registret. Ta reda på vem som har akterna innan listan skickas, och dela upp den om det är flera.", "The register does not say who holds these files. Find out before the list is sent, and divide it if they are several." }
    audit() { "Granskning", "Audit" }
    reference() { "Dnr", "Reference" }
    draw() { "Urval", "Draw" }
    asked(count: usize, files: &str) { "Vi ber om {files} för personerna nedan, sammanlagt {count} stycken.", "We ask for the {files} of the persons below, {count} in all."; one count: "Vi ber om {files} för personen nedan.", "We ask for the {files} of the person below." }
    whole() { "Ta fram hela akten som den är, med samtliga handlingar och journalanteckningar. Ändra, rensa eller komplettera inte i akten.", "Take out the whole file as it is, with all documents and journal notes. Do not change, weed or add to it." }
    announced(day: &str) { "Handlingar som har tillförts efter den {day}, då granskningen aviserades, ska vara märkta med datum.", "Documents added after {day}, when the audit was announced, must bear their date." }
    mark() { "Märk varje akt med löpnumret i första kolumnen. I granskningen används bara löpnumret.", "Mark each file with the number in the first column. The audit uses that number alone." }
    missing() { "Finns akten inte hos er: välj orsak på raden och lämna tillbaka listan med övriga akter. Beställ inte in en annan akt i dess ställe.", "If you do not hold the file: choose the reason on its line and return the list with the other files. Do not send another file in its place." }
    secrecy() { "Listan och akterna omfattas av sekretess till skydd för enskild (26 kap. OSL). Revisionen har rätt att få uppgifterna, och sekretessen följer med till revisionen (10 kap. 17 § och 11 kap. 1 § OSL). Listan får bara ses av den som tar fram akterna, får inte skickas med okrypterad e-post och ska återlämnas eller förstöras när akterna är återlämnade.", "The list and the files are secret for the protection of individuals (chapter 26 of the Public Access to Information and Secrecy Act, OSL). The auditors have the right to them, and the secrecy follows them (OSL 10:17 and 11:1). Only those who take out the files may see the list; it must not be sent by unencrypted e-mail and is to be returned or destroyed when the files have been returned." }
    id() { "Löpnummer", "Number" }
    name() { "Namn", "Name" }
    delivered() { "Lämnad (x)", "Delivered (x)" }
    date() { "Datum", "Date" }
    reason() { "Om akten saknas: orsak", "If missing: reason" }
    signature() { "Signatur", "Signature" }
    choose_reason() { "Välj en orsak i listan.", "Choose a reason from the list." }
    footer() { "Sekretess enligt 26 kap. OSL", "Secret under chapter 26 OSL" }
    tick_help() { "Sätt x när akten är lämnad till revisionen.", "Put x when the file has been delivered to the auditors." }
}
