//! Names of reasons in the results.

crate::texts! {
    blank() { "(tomt)", "(blank)" }
}
