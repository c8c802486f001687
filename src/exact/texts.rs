//! What is said when a rate or a confidence level cannot be read.

crate::texts! {
    /// Not a number.
    not_a_number() { "inte ett tal; skriv till exempel 0.05 eller 5 %", "not a number; write for instance 0.05 or 5%" }
    /// Below zero.
    negative() { "talet är negativt", "the number is negative" }
    /// Cannot be kept exactly.
    too_many_digits(most: u32) { "fler än {most} siffror kan inte räknas exakt", "more than {most} digits cannot be kept exactly" }
    /// A rate above one.
    rate_above_one() { "en andel är högst 1 (100 %)", "a rate is at most 1 (100%)" }
    /// Not between 0 and 1.
    confidence_outside() { "en konfidensnivå ligger mellan 0 och 1, till exempel 0.95", "a confidence level lies between 0 and 1, for instance 0.95" }
}
