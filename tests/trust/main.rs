//! What the tool must not do with what others wrote: obey it, show it where it does harm, or
//! follow it out of the audit's folder; and what it must go on doing: read what it once wrote.

#![allow(
    clippy::unwrap_used,
    reason = "helpers of tests fail by panicking, as tests do"
)]

#[path = "../folders/mod.rs"]
mod folders;
#[path = "../office/mod.rs"]
mod office;
#[path = "../program/mod.rs"]
mod program;

mod compat;
mod hostile;
mod inside;
mod network;
mod opened;
