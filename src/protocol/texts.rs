//! What is said about the protocol and the key file.

crate::texts! {
    unreadable() { "protokollet kan inte läsas", "the protocol cannot be read" }
    unreadable_hint() { "filen ska vara orörd sedan dragningen; hämta den ur er säkerhetskopia", "the file must be untouched since the draw; fetch it from your backup" }
    other_schema(schema: &str) { "filen är inget protokoll av formen {schema}", "the file is no protocol of the form {schema}" }
    other_method(method: &str) { "urvalet är draget med en annan metod än {method}, som är den detta program kan", "the sample was drawn by another method than {method}, which is the one this program knows" }
    bad_key_file() { "nyckelfilen har inte formen id,key,ticket", "the key file does not have the form id,key,ticket" }
}
