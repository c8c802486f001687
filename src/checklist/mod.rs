//! Checklists: what the reviewers fill in. Workbooks and CSV go out and come back; what came
//! back is [`Answers`], matched by löpnummer and draw, never by position.

pub mod answers;
