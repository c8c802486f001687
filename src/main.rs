//! The `stickprov` command.
fn main() {}
