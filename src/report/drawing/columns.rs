//! A figure month by month: a column for each, its number above it, and where it is an estimate
//! a line from the lower to the upper limit. Several figures stand below each other, each on a
//! scale of its own, so that none needs a colour to be told from another.

use super::{Anchor, Drawing, LETTER, Role, Shape, broken, length, many, words};

/// A figure over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What is measured.
    pub title: String,
    /// In order.
    pub columns: Vec<Column>,
    /// What the whole height means.
    pub top: f64,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Below it.
    pub label: String,
    /// Its height; none where there is nothing to measure.
    pub value: Option<f64>,
    /// The value in words.
    pub text: String,
    /// The limits of an estimate.
    pub limits: Option<(f64, f64)>,
}

const HEIGHT: i32 = 90;
/// Above the highest column, for its number.
const ROOM: i32 = 18;
const TITLE: i32 = 22;
const BELOW: i32 = 34;

/// The drawing for paper and wide screens, and the one for narrow screens.
pub fn columns(series: &[Series]) -> (Drawing, Drawing) {
    (draw(series, 640), draw(series, 340))
}

fn draw(series: &[Series], width: i32) -> Drawing {
    let mut shapes = Vec::new();
    let mut y = 0;
    for one in series {
        for line in broken(&one.title, width, 3) {
            y += TITLE;
            shapes.push(words((0, y - 6), Anchor::Start, Role::Label, &line));
        }
        let bottom = y + ROOM + HEIGHT;
        panel(&mut shapes, one, bottom, width);
        y = bottom + BELOW;
    }
    Drawing {
        width,
        height: y,
        shapes,
    }
}

fn panel(shapes: &mut Vec<Shape>, series: &Series, bottom: i32, width: i32) {
    shapes.push(Shape::Line {
        from: (0, bottom),
        to: (width, bottom),
        role: Role::Axis,
    });
    let slot = width / many(series.columns.len()).max(1);
    let texts = series.columns.iter().map(|column| &column.text);
    let labels = series.columns.iter().map(|column| &column.label);
    // Where words would run together, only every second or third is written.
    let numbers = every(texts, slot);
    let every = every(labels, slot);
    let height = |value: f64| length(value / series.top, HEIGHT);
    for (place, column) in series.columns.iter().enumerate() {
        let left = slot * many(place);
        let middle = left + slot / 2;
        if place % every == 0 {
            let under = (inside(middle, &column.label, width), bottom + 15);
            shapes.push(words(under, Anchor::Middle, Role::Small, &column.label));
        }
        let Some(value) = column.value else {
            continue;
        };
        let tall = height(value);
        shapes.push(Shape::Rectangle {
            x: left + slot / 6,
            y: bottom - tall,
            width: (slot - slot / 3).max(2),
            height: tall,
            role: Role::Bar,
        });
        let mut above = bottom - tall;
        if let Some((lower, upper)) = column.limits {
            let (low, high) = (bottom - height(lower), bottom - height(upper));
            above = high;
            let mut line = |from, to| {
                shapes.push(Shape::Line {
                    from,
                    to,
                    role: Role::Axis,
                });
            };
            line((middle, low), (middle, high));
            line((middle - 3, low), (middle + 3, low));
            line((middle - 3, high), (middle + 3, high));
        }
        if place % numbers == 0 {
            let number = (inside(middle, &column.text, width), above - 4);
            shapes.push(words(number, Anchor::Middle, Role::Small, &column.text));
        }
    }
}

/// Where the middle of a word stands: over its column, but not beyond the edge of the drawing.
fn inside(middle: i32, word: &str, width: i32) -> i32 {
    let half = many(word.chars().count()) * LETTER / 2;
    middle.min(width - half).max(half)
}

/// How many columns a word takes, so that it does not touch the next.
fn every<'a>(texts: impl Iterator<Item = &'a String>, slot: i32) -> usize {
    let longest = texts.map(|text| text.chars().count()).max().unwrap_or(0);
    let needed = (many(longest) + 1) * LETTER;
    usize::try_from((needed + slot - 1) / slot.max(1))
        .unwrap_or(1)
        .max(1)
}
