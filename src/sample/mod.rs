//! From a frame and settings to a sample: how many files of each stratum, then which.

pub mod allocation;
