//! Outcomes decided by hand from DESIGN 7, for a made-up template of two files and two
//! registers: every kind of condition, every outcome, in the order in which they are decided.

mod age;
mod answers;
mod contradiction;
mod counted;
mod deadlines;
mod facts;
mod files;
mod gathered;
mod months;
mod noted;
mod pieces;
mod presence;
mod profiles;
mod registers;
mod rules;
pub(crate) mod scene;
mod sources;
