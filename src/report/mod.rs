//! The report: results in sentences, tables and pictures, for those who read and for those
//! who repeat the audit next year.

pub mod sentence;
