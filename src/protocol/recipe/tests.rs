//! The recipe holds the audit's own numbers, and its commands compute its tickets.

use super::*;
use crate::protocol::fixture;

#[test]
fn a_seed_is_one_word_of_the_shell_in_the_form_that_is_hashed() {
    assert_eq!(quoted("20100225-54213"), "'20100225-54213'");
    // A decomposed å is hashed composed.
    assert_eq!(quoted("a\u{30a} o'r $x"), "'\u{e5} o'\\''r $x'");
}

/// The numbers are the fixture's: 1 800 + 444 rows out of scope of 2 345, 11 superseded, 3
/// without identity, 87 left; 22 + 17 + 7 + 3 files in four strata with a reserve each.
#[test]
fn the_steps_have_the_audits_own_numbers() {
    let (plan, template) = fixture::plan().unwrap();
    let recipe = recipe(&plan, &template, &fixture::protocol(), Lang::En);
    assert_eq!(recipe.steps.len(), 10);
    let text = recipe.steps.join("\n");
    for number in [
        "Rows in the register reg_a: 2,345. Left out are rows out of scope: 2,244; rows about",
        "rows without an identity: 3. What remains is the frame: 87 units.",
        "4 strata by",
        "A 22 of 40, B 17 of 30, C 7 of 12, D 3 of 5",
        "Files in the sample: 49; reserves: 4; files replaced: 1",
        // printf %s 20100225-54213 | sha256sum
        "SHA-256 of the text: 90e5adef",
    ] {
        assert!(text.contains(number), "{number}\n{text}");
    }
    assert_eq!(recipe.commands.len(), 2);
    assert!(recipe.commands[0].contains("printf %s '20100225-54213'"));
}
