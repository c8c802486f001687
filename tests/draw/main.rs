//! The draw from end to end, as DESIGN 4 has it: made-up exports are written to disk in the
//! forms they come in, read by the tool's one reading path and drawn, and the result is held
//! against a small implementation of the rules that shares no line with the library
//! (`model`), against numbers worked out by hand, and against the reference values.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]

mod audit;
mod by_hand;
mod export;
mod identities;
mod kept;
mod laws;
mod model;
mod record;
mod reference;
mod uniform;
mod verified;
