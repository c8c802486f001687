//! How the files were chosen: steps from the register to the reviewed files, with what was
//! lost on the way beside the arrow between two steps.

use super::{Anchor, Drawing, LINE, Role, Shape, broken, many, words};

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is.
    pub label: String,
    /// How many.
    pub count: String,
    /// What was lost before the next step: words with their counts.
    pub lost: Vec<String>,
}

const BOX: i32 = 46;
const ARROW: i32 = 30;

/// The drawing for paper and wide screens, and the one for narrow screens.
pub fn flow(steps: &[Step]) -> (Drawing, Drawing) {
    (draw(steps, 620), draw(steps, 340))
}

fn draw(steps: &[Step], width: i32) -> Drawing {
    let mut shapes = Vec::new();
    let mut y = 1;
    for (place, step) in steps.iter().enumerate() {
        shapes.push(Shape::Rectangle {
            x: 1,
            y,
            width: width - 2,
            height: BOX,
            role: Role::Step,
        });
        shapes.push(words((16, y + 28), Anchor::Start, Role::Label, &step.label));
        let number = (width - 16, y + 28);
        shapes.push(words(number, Anchor::End, Role::Strong, &step.count));
        y += BOX;
        let lost: Vec<String> = step
            .lost
            .iter()
            .flat_map(|words| broken(words, width - 64, 3))
            .collect();
        for (at, line) in (1..).zip(&lost) {
            shapes.push(words(
                (48, y + 4 + LINE * at),
                Anchor::Start,
                Role::Small,
                line,
            ));
        }
        if place + 1 < steps.len() {
            let end = y + ARROW.max(LINE * many(lost.len()) + 14);
            shapes.extend(arrow(24, y, end));
            y = end;
        } else if !lost.is_empty() {
            y += LINE * many(lost.len()) + 14;
        }
    }
    Drawing {
        width,
        height: y + 1,
        shapes,
    }
}

fn arrow(x: i32, from: i32, to: i32) -> [Shape; 3] {
    let line = |from, to| Shape::Line {
        from,
        to,
        role: Role::Arrow,
    };
    [
        line((x, from), (x, to)),
        line((x - 5, to - 6), (x, to)),
        line((x + 5, to - 6), (x, to)),
    ]
}
