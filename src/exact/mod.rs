//! Numbers that decide counts are never binary floats: rates and confidence levels are the
//! decimals the user wrote (0.95 is 19/20), and weights with roots in them are compared
//! exactly, so that a tie is a tie on every machine.

mod decimal;
mod level;
mod radical;
mod texts;

pub use decimal::{DecimalError, Fraction};
pub use level::{Confidence, LevelError, Rate};
pub use radical::{RadicalSum, Radicals};
