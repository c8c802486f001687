//! The statistics, as pure functions of numbers: no files, no names, no randomness.
//!
//! Notation of STATISTICS and METHODS.md: `N_h`, `n_h`, `x_h` are the files in the population,
//! reviewed and deviating in stratum h; N, n, x their sums; K the unknown number of deviating
//! files in the population; α = 1 − confidence. What decides a count is decided in whole
//! numbers; the rest is in binary floats with `libm`, the same digits on every platform.
#![allow(
    clippy::cast_precision_loss,
    reason = "numbers of files are far below 2^53, so the cast is exact"
)]
#![allow(
    clippy::doc_markdown,
    reason = "N_h, n_h, x_h and t_{n-1} are the textbook's letters, not code"
)]

mod misuse;
mod texts;
mod types;

pub mod normal;

pub mod agreement;

pub mod beta;

pub mod student;

pub mod hypergeometric;

pub mod binomial;

pub mod finite;

pub mod poisson;

pub mod proportion;

pub mod stratified;

pub mod wendell_schmee;

pub mod survival;

pub mod size;

pub mod difference;

pub use misuse::Misuse;
pub use types::{CountLimits, Limits, Method, Promise, Side};
