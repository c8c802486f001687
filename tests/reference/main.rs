//! The reference values of `testdata/reference/` (R, scipy, statsmodels, mpmath and exact
//! rationals, cross-checked; see `meta` in the file), one module for each section. Every case
//! is either computed and compared or refused by name: a method that no test knows fails.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of a test fail by panicking, as its functions do"
)]
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "whole numbers far below 2^53 that stand as floats in a file"
)]

mod cases;
mod tables;

mod section_1_one_stratum;
mod section_2_stratified;
mod section_3_exact;
mod section_4_allocation;
mod section_5_sizes;
mod section_6_kappa;
mod section_7_two_rates;
