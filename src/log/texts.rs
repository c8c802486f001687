//! What is said about the log.

crate::texts! {
    unreadable() { "raden i loggen kan inte läsas", "the line of the log cannot be read" }
    wrong_number(expected: u64) { "loggens rad har fel nummer; här ska rad {expected} stå", "the line of the log has the wrong number; line {expected} belongs here" }
    chain_broken() { "loggens kedja är bruten: raden före är ändrad eller borttagen", "the log's chain is broken: the line before was changed or removed" }
}
