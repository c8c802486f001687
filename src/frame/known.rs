//! All that making a frame can tell, for who meets a code and not its sentence.

use super::texts;
use crate::problem::Meaning;

/// What stands where a sentence has something of its file.
const OPEN: &str = "\u{2026}";

/// The problems of frames, with what they mean.
pub fn problems() -> Vec<Meaning> {
    vec![
        ("equal-dates", texts::equal_dates()),
        ("no-identity", texts::no_identity()),
        ("parts-apart", texts::parts_apart(OPEN, OPEN)),
        ("picked-twice", texts::picked_twice()),
        ("rare-value", texts::rare_values(OPEN)),
        ("scope-value-unseen", texts::scope_value_unseen(OPEN)),
        ("stratum-blank", texts::blank_strata(OPEN)),
        ("stratum-alike", texts::strata_alike(OPEN, OPEN)),
        ("undecided-out-of-scope", texts::undecided_out_of_scope()),
        ("unknown-out-of-scope", texts::unknown_out_of_scope()),
    ]
}
