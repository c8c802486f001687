//! Shares with their intervals, one a row: the label, a line from the lower to the upper
//! limit with the estimate as a dot on a scale from 0 to 100 per cent, and the counts.

use super::{Anchor, Drawing, LINE, Role, Shape, broken, length, many, words};

/// What is left free to the right: not every program draws letters as wide as they are measured.
const EDGE: i32 = 6;

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub struct Rate {
    /// What is measured.
    pub label: String,
    /// The counts in words: `34 av 49`.
    pub counts: String,
    /// The estimate; none where nothing was assessed.
    pub rate: Option<f64>,
    /// Its limits; none where there is no interval.
    pub limits: Option<(f64, f64)>,
}

/// How the parts of a row are placed.
struct Layout {
    width: i32,
    /// Where labels start and how wide they are; above the line on narrow drawings.
    label_width: i32,
    above: bool,
    /// Where the scale starts and how long it is.
    scale: (i32, i32),
}

const WIDE: Layout = Layout {
    width: 720,
    label_width: 330,
    above: false,
    scale: (345, 255),
};

const NARROW: Layout = Layout {
    width: 340,
    label_width: 330,
    above: true,
    scale: (8, 210),
};

/// The drawing for paper and wide screens, and the one for narrow screens. `scale` are the
/// words below the scale at 0, 25, 50, 75 and 100 per cent.
pub fn rates(rows: &[Rate], scale: &[String; 5]) -> (Drawing, Drawing) {
    (draw(rows, scale, &WIDE), draw(rows, scale, &NARROW))
}

fn draw(rows: &[Rate], scale: &[String; 5], layout: &Layout) -> Drawing {
    let (start, long) = layout.scale;
    let mut shapes = Vec::new();
    let mut y = 6;
    for row in rows {
        let lines = broken(&row.label, layout.label_width, 3);
        let label_height = LINE * many(lines.len());
        for (at, line) in (1..).zip(&lines) {
            shapes.push(words(
                (0, y + LINE * at - 4),
                Anchor::Start,
                Role::Label,
                line,
            ));
        }
        let (middle, height) = if layout.above {
            (y + label_height + 11, label_height + 30)
        } else {
            (y + label_height / 2, label_height + 14)
        };
        interval(&mut shapes, row, layout, middle);
        shapes.push(words(
            (layout.width - EDGE, middle + 5),
            Anchor::End,
            Role::Label,
            &row.counts,
        ));
        y += height;
    }
    // The grid lies under everything else.
    let mut all: Vec<Shape> = [0.0, 0.25, 0.5, 0.75, 1.0]
        .into_iter()
        .map(|share| {
            let x = start + length(share, long);
            Shape::Line {
                from: (x, 0),
                to: (x, y),
                role: Role::Grid,
            }
        })
        .collect();
    all.append(&mut shapes);
    for (share, label) in [0.0, 0.25, 0.5, 0.75, 1.0].into_iter().zip(scale) {
        let anchor = if layout.above && share <= 0.0 {
            Anchor::Start
        } else {
            Anchor::Middle
        };
        let x = start + length(share, long);
        all.push(words((x, y + 15), anchor, Role::Small, label));
    }
    Drawing {
        width: layout.width,
        height: y + 22,
        shapes: all,
    }
}

fn interval(shapes: &mut Vec<Shape>, row: &Rate, layout: &Layout, y: i32) {
    let (start, long) = layout.scale;
    let at = |share: f64| start + length(share, long);
    if let Some((lower, upper)) = row.limits {
        let (from, to) = (at(lower), at(upper));
        let line = |from, to| Shape::Line {
            from,
            to,
            role: Role::Interval,
        };
        shapes.push(line((from, y), (to, y)));
        shapes.push(line((from, y - 5), (from, y + 5)));
        shapes.push(line((to, y - 5), (to, y + 5)));
    }
    if let Some(rate) = row.rate {
        shapes.push(Shape::Dot {
            at: (at(rate), y),
            radius: 5,
            role: Role::Point,
        });
    }
}
