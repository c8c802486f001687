//! All that reading answers can tell, for who meets a code and not its sentence.

use super::texts;
use crate::problem::Meaning;

/// The problems of checklists, with what they mean.
pub fn problems() -> Vec<Meaning> {
    vec![
        ("answer-not-asked", texts::answer_not_asked()),
        ("date-far-ahead", texts::far_ahead()),
        ("merged-answers", texts::merged("\u{2026}")),
        ("placeholder-date", texts::placeholder_date()),
        (
            "reference-without-answer",
            texts::reference_without_answer(),
        ),
        ("seems-to-name-person", texts::seems_to_name()),
    ]
}
