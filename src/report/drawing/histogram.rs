//! How long something took: a bar for each number of days, with the limit as a line between
//! the last day in time and the first day late.

use super::{Anchor, Drawing, Role, Shape, many, words};

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// Below the bar: a number of days, or `21+`.
    pub label: String,
    /// How many files.
    pub count: u64,
    /// Whether it lies beyond the limit.
    pub beyond: bool,
}

const HEIGHT: i32 = 150;
const TOP: i32 = 26;
/// How far the middles of two labels stand apart at least.
const APART: i32 = 26;

/// The drawing for paper and wide screens, and the one for narrow screens; `limit` is what
/// stands at the limit's line, `below` what stands below the scale.
pub fn histogram(buckets: &[Bucket], limit: &str, below: &str) -> (Drawing, Drawing) {
    (
        draw(buckets, limit, below, 640),
        draw(buckets, limit, below, 340),
    )
}

fn draw(buckets: &[Bucket], limit: &str, below: &str, width: i32) -> Drawing {
    let slot = width / many(buckets.len()).max(1);
    let highest = buckets.iter().map(|bucket| bucket.count).max().unwrap_or(0);
    let bottom = TOP + HEIGHT;
    let mut shapes = vec![Shape::Line {
        from: (0, bottom),
        to: (width, bottom),
        role: Role::Axis,
    }];
    // Where labels would run together, only every second or fifth is written.
    let every = match slot {
        ..12 => 5,
        12..22 => 2,
        22.. => 1,
    };
    for (place, bucket) in buckets.iter().enumerate() {
        let left = slot * many(place);
        let middle = left + slot / 2;
        if bucket.count > 0 {
            let tall = height(bucket.count, highest);
            shapes.push(Shape::Rectangle {
                x: left + 2,
                y: bottom - tall,
                width: (slot - 4).max(2),
                height: tall,
                role: if bucket.beyond {
                    Role::Beyond
                } else {
                    Role::Bar
                },
            });
            let count = bucket.count.to_string();
            let above = (middle, bottom - tall - 4);
            shapes.push(words(above, Anchor::Middle, Role::Small, &count));
        }
        // The last one always is, and none so near that the two would touch.
        let left_of_last = slot * many(buckets.len() - 1 - place);
        let is_last = left_of_last == 0;
        if is_last || (place % every == 0 && left_of_last >= APART) {
            let under = (middle, bottom + 15);
            shapes.push(words(under, Anchor::Middle, Role::Small, &bucket.label));
        }
    }
    if let Some(first_late) = buckets.iter().position(|bucket| bucket.beyond) {
        let x = slot * many(first_late);
        shapes.push(Shape::Line {
            from: (x, 4),
            to: (x, bottom),
            role: Role::Limit,
        });
        shapes.push(words((x + 5, 14), Anchor::Start, Role::Small, limit));
    }
    shapes.push(words((0, bottom + 33), Anchor::Start, Role::Small, below));
    Drawing {
        width,
        height: bottom + 40,
        shapes,
    }
}

/// A bar's height; one file is always seen.
fn height(count: u64, highest: u64) -> i32 {
    let scaled = u64::from(HEIGHT.unsigned_abs() - 20) * count / highest.max(1);
    i32::try_from(scaled.max(3)).expect("a bar is no taller than the drawing")
}
