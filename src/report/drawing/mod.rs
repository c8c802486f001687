//! Pictures, finished down to the coordinates: what a renderer needs to do is to write the
//! shapes out. Sizes are those of a page at 96 dots an inch; roles become colours there.

mod columns;
mod flow;
mod histogram;
mod rates;
#[cfg(test)]
mod tests;

pub use columns::{Column, Series, columns};
pub use flow::{Step, flow};
pub use histogram::{Bucket, histogram};
pub use rates::{Rate, rates};

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// In points of the drawing.
    pub width: i32,
    /// In points of the drawing.
    pub height: i32,
    /// Later ones lie over earlier ones.
    pub shapes: Vec<Shape>,
}

/// A shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A rectangle by its upper left corner.
    Rectangle {
        /// From the left.
        x: i32,
        /// From the top.
        y: i32,
        /// Width.
        width: i32,
        /// Height.
        height: i32,
        /// What it is.
        role: Role,
    },
    /// A straight line.
    Line {
        /// Its start.
        from: (i32, i32),
        /// Its end.
        to: (i32, i32),
        /// What it is.
        role: Role,
    },
    /// A dot by its centre.
    Dot {
        /// Its centre.
        at: (i32, i32),
        /// Its radius.
        radius: i32,
        /// What it is.
        role: Role,
    },
    /// Words on one line.
    Words {
        /// The start, middle or end of the base line.
        at: (i32, i32),
        /// Which of the three.
        anchor: Anchor,
        /// What they are.
        role: Role,
        /// The words.
        text: String,
    },
}

/// Which point of a line of words is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its start.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// What a shape is: colours, line widths and letter sizes follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The outline of a step.
    Step,
    /// An arrow between steps.
    Arrow,
    /// A bar.
    Bar,
    /// A bar beyond the limit.
    Beyond,
    /// The line of an interval.
    Interval,
    /// The point of an estimate.
    Point,
    /// An axis.
    Axis,
    /// A line of the grid.
    Grid,
    /// A limit.
    Limit,
    /// A label.
    Label,
    /// A strong label.
    Strong,
    /// A small label.
    Small,
}

impl Role {
    /// Its name as a class in a page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Arrow => "arrow",
            Self::Bar => "bar",
            Self::Beyond => "beyond",
            Self::Interval => "interval",
            Self::Point => "point",
            Self::Axis => "axis",
            Self::Grid => "grid",
            Self::Limit => "limit",
            Self::Label => "label",
            Self::Strong => "strong",
            Self::Small => "small",
        }
    }
}

/// The width of a letter of a label, on average; generous, so that nothing overlaps.
const LETTER: i32 = 7;
/// The height of a line of labels.
const LINE: i32 = 17;

/// Words as the drawing's shape.
fn words(at: (i32, i32), anchor: Anchor, role: Role, text: &str) -> Shape {
    Shape::Words {
        at,
        anchor,
        role,
        text: text.to_owned(),
    }
}

/// Breaks a label into lines of so many points; the last of `most` lines is cut with `…`.
fn broken(text: &str, width: i32, most: usize) -> Vec<String> {
    let room = usize::try_from(width / LETTER).unwrap_or(1).max(4);
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always a line");
        let used = line.chars().count();
        if used > 0 && used + 1 + word.chars().count() > room {
            lines.push(word.to_owned());
        } else {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.chars().count() + 1 > room {
                last.pop();
            }
            last.push('…');
        }
    }
    lines
}

/// A share as a length.
fn length(share: f64, whole: i32) -> i32 {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a share of a drawing's width fits"
    )]
    {
        (share.clamp(0.0, 1.0) * f64::from(whole)).round() as i32
    }
}

/// A count of lines or rows as a length's factor.
fn many(count: usize) -> i32 {
    i32::try_from(count).expect("a drawing has few lines")
}
