//! Stratified samples of case files that anyone can check, checklists for the archive room,
//! deviations with honest intervals, and the report.
//!
//! Data flow one way, in the order of the modules below: a module uses only those above it
//! (`tests/architecture.rs` holds the order). Nothing in the library prints, reads the clock
//! or asks the operating system for randomness.

pub mod lang;

pub mod problem;

pub mod exact;

pub mod stats;

pub mod calendar;

pub mod identity;

pub mod workbook;

pub mod markdown;

pub mod template;

pub mod plan;

pub mod table;

pub mod register;

pub mod frame;

pub mod sample;

pub mod protocol;

pub mod log;

pub mod verify;

pub mod sql;

pub mod indicator;

pub mod synth;

pub mod checklist;

pub mod factcheck;

pub mod finding;

pub mod estimate;

pub mod disclosure;

pub mod report;

pub mod compare;
