//! What is said about the protocol and the key file.

crate::texts! {
    unreadable() { "protokollet kan inte läsas", "the protocol cannot be read" }
    unreadable_hint() { "filen ska vara orörd sedan dragningen; hämta den ur er säkerhetskopia", "the file must be untouched since the draw; fetch it from your backup" }
    other_schema(schema: &str) { "filen är inget protokoll av formen {schema}", "the file is no protocol of the form {schema}" }
    other_method(method: &str) { "urvalet är draget med en annan metod än {method}, som är den detta program kan", "the sample was drawn by another method than {method}, which is the one this program knows" }
    bad_key_file() { "nyckelfilen har inte formen id,key,ticket", "the key file does not have the form id,key,ticket" }
    no_such_unit(id: &str) { "det finns ingen akt med löpnummer {id} i urvalet", "there is no file with the serial number {id} in the sample" }
    no_unit_number() { "det är inget löpnummer; ett sådant skrivs som A-07", "this is no serial number; one is written like A-07" }
    no_such_unit_hint() { "löpnumren står i urval/urvalsprotokoll.md", "the serial numbers stand in urval/urvalsprotokoll.md" }
    not_reviewed(id: &str) { "{id} granskas inte: den är en reserv eller redan ersatt", "{id} is not reviewed: it is a reserve or replaced already" }
    not_replaced(id: &str) { "{id} är inte ersatt", "{id} is not replaced" }
    no_reserve(stratum: &str) { "stratum {stratum} har ingen reserv kvar", "stratum {stratum} has no reserve left" }
    no_reserve_hint() { "dra fler akter med stickprov extend", "draw more files with stickprov extend" }
}
