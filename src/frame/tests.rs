//! Frames of made-up exports: scope, strata, several rows, and a reconciliation that adds up.
