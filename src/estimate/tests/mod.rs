//! The numbers of `gaps`: which interval for which counts, and from findings to results.

mod intervals;
mod results;
