//! Nothing leaves the drawing, and shares stand where their numbers say.

use super::*;

fn inside(drawing: &Drawing) {
    for shape in &drawing.shapes {
        let points: Vec<(i32, i32)> = match shape {
            Shape::Rectangle {
                x,
                y,
                width,
                height,
                ..
            } => vec![(*x, *y), (x + width, y + height)],
            Shape::Line { from, to, .. } => vec![*from, *to],
            Shape::Dot { at, radius, .. } => {
                vec![
                    (at.0 - radius, at.1 - radius),
                    (at.0 + radius, at.1 + radius),
                ]
            }
            Shape::Words { at, .. } => vec![*at],
        };
        for (x, y) in points {
            assert!((0..=drawing.width).contains(&x), "{shape:?}");
            assert!((0..=drawing.height).contains(&y), "{shape:?}");
        }
    }
}

fn percents() -> [String; 5] {
    ["0 %", "25 %", "50 %", "75 %", "100 %"].map(str::to_owned)
}

#[test]
fn everything_is_drawn_inside_the_drawing() {
    let rows = [
        Rate {
            label: "En lång rubrik som säkert måste brytas över flera rader i båda bilderna".into(),
            counts: "49 av 49".into(),
            rate: Some(1.0),
            limits: Some((0.9, 1.0)),
        },
        Rate {
            label: "Kort".into(),
            counts: "0 av 49".into(),
            rate: Some(0.0),
            limits: Some((0.0, 0.07)),
        },
        Rate {
            label: "Ingen".into(),
            counts: "–".into(),
            rate: None,
            limits: None,
        },
    ];
    let (wide, narrow) = rates(&rows, &percents());
    inside(&wide);
    inside(&narrow);
    assert!(wide.width <= 720 && narrow.width <= 360);
    let steps = [
        Step {
            label: "Rader i registret".into(),
            count: "2 345".into(),
            lost: vec!["utanför avgränsningen: 1 800".into(), "x: 3".into()],
        },
        Step {
            label: "Urval".into(),
            count: "49".into(),
            lost: vec![],
        },
    ];
    let (wide, narrow) = flow(&steps);
    inside(&wide);
    inside(&narrow);
    let buckets: Vec<Bucket> = (0..=21)
        .map(|day| Bucket {
            label: day.to_string(),
            count: day % 4,
            beyond: day > 5,
        })
        .collect();
    let (wide, narrow) = histogram(&buckets, "gräns", "dagar");
    inside(&wide);
    inside(&narrow);
}

#[test]
fn a_rate_stands_where_its_share_of_the_scale_is() {
    let rows = [Rate {
        label: "x".into(),
        counts: "1 av 2".into(),
        rate: Some(0.5),
        limits: Some((0.0, 1.0)),
    }];
    let (wide, _) = rates(&rows, &percents());
    let dot = wide.shapes.iter().find_map(|shape| match shape {
        Shape::Dot { at, .. } => Some(at.0),
        Shape::Rectangle { .. } | Shape::Line { .. } | Shape::Words { .. } => None,
    });
    // The scale runs from 345 over 255 points: its middle is 345 + 127.5.
    assert_eq!(dot, Some(473));
}

#[test]
fn long_labels_break_between_words() {
    assert_eq!(broken("ett två tre", 49, 3), ["ett två", "tre"]);
    assert_eq!(broken("ett två tre fyra", 49, 1), ["ett tv…"]);
}

/// A column is as high as its share of the whole: 90 points are 100 per cent.
#[test]
fn columns_stand_as_high_as_their_numbers() {
    let column = |label: &str, value: Option<f64>| Column {
        label: label.into(),
        value,
        text: value.map_or_else(String::new, |value| value.to_string()),
        limits: value.map(|value| (value - 0.1, value + 0.1)),
    };
    let series = Series {
        title: "En lång rubrik som säkert måste brytas på en smal skärm".into(),
        columns: (1..=12)
            .map(|month| column("2009-01", (month > 1).then_some(0.5)))
            .collect(),
        top: 1.0,
    };
    let (wide, narrow) = columns(&[series.clone(), series]);
    inside(&wide);
    inside(&narrow);
    let bars = wide.shapes.iter().filter_map(|shape| match shape {
        Shape::Rectangle { height, .. } => Some(*height),
        Shape::Line { .. } | Shape::Dot { .. } | Shape::Words { .. } => None,
    });
    let bars: Vec<i32> = bars.collect();
    // Half of 90; the month without a number has no column.
    assert_eq!(bars, [45; 22]);
}

/// 32 days on a telephone: every fifth is written and the last, but not the one beside it.
#[test]
fn the_labels_of_days_do_not_run_together() {
    let buckets: Vec<Bucket> = (0..32)
        .map(|day| Bucket {
            label: day.to_string(),
            count: 1,
            beyond: false,
        })
        .collect();
    let (_, narrow) = histogram(&buckets, "gräns", "dagar");
    let below = narrow.shapes.iter().filter_map(|shape| {
        let Shape::Words { at, text, .. } = shape else {
            return None;
        };
        (at.1 > 180 && text != "dagar").then_some(text.as_str())
    });
    let labels: Vec<&str> = below.collect();
    assert_eq!(labels, ["0", "5", "10", "15", "20", "25", "31"]);
}

/// Twelve months on a telephone have 28 points each: a label of seven letters is wider, and its
/// first letters were cut at the edge.
#[test]
fn the_first_and_last_labels_of_columns_stand_inside_the_drawing() {
    let column = |month: usize| Column {
        label: format!("2009-{month:02}"),
        value: Some(0.5),
        text: "100,0 %".to_owned(),
        limits: None,
    };
    let series = Series {
        title: "Andel".to_owned(),
        top: 1.0,
        columns: (1..=12).map(column).collect(),
    };
    let (wide, narrow) = columns(&[series]);
    for drawing in [wide, narrow] {
        for shape in &drawing.shapes {
            let Shape::Words {
                at, anchor, text, ..
            } = shape
            else {
                continue;
            };
            let half = many(text.chars().count()) * LETTER / 2;
            if *anchor == Anchor::Middle {
                assert!(at.0 >= half && at.0 + half <= drawing.width, "{text}");
            }
        }
    }
}
