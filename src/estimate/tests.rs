//! Counts, rates and intervals from hand-made findings.
