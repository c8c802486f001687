//! What is said when a workbook cannot be made.

crate::texts! {
    not_written(message: &str) { "arbetsboken kunde inte skapas: {message}", "the workbook could not be made: {message}" }
}
