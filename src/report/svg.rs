//! A drawing written out as SVG. Colours stand as attributes, so that a picture is right by
//! itself in any program; a page's style sheet may overrule them by the roles' classes.

use maud::{Markup, PreEscaped, html};

use super::drawing::{Anchor, Drawing, Role, Shape};
use crate::workbook::clean;

/// A picture of its own, for a document: the file's text.
pub fn file(drawing: &Drawing, alternative: &str) -> String {
    let markup = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"))
        svg xmlns="http://www.w3.org/2000/svg" width=(drawing.width) height=(drawing.height)
            viewBox=(view_box(drawing)) font-family="Arial, Helvetica, sans-serif" role="img" {
            title { (clean(alternative)) }
            rect width=(drawing.width) height=(drawing.height) fill="#ffffff" {}
            @for shape in &drawing.shapes { (self::shape(shape)) }
        }
    };
    markup.into_string() + "\n"
}

/// A picture within a page; `class` says on which screens it is shown.
pub(super) fn inline(drawing: &Drawing, alternative: &str, class: &str) -> Markup {
    html! {
        svg class=(class) viewBox=(view_box(drawing)) role="img" aria-label=(clean(alternative))
            style=(format!("max-width:{}px", drawing.width)) {
            @for shape in &drawing.shapes { (self::shape(shape)) }
        }
    }
}

fn view_box(drawing: &Drawing) -> String {
    format!("0 0 {} {}", drawing.width, drawing.height)
}

fn shape(shape: &Shape) -> Markup {
    match shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
            role,
        } => {
            let look = look(*role);
            html! {
                rect class=(role.name()) x=(x) y=(y) width=(width) height=(height) rx="3"
                    fill=(look.fill) stroke=(look.stroke) stroke-width=(look.line) {}
            }
        }
        Shape::Line { from, to, role } => {
            let look = look(*role);
            html! {
                line class=(role.name()) x1=(from.0) y1=(from.1) x2=(to.0) y2=(to.1)
                    stroke=(look.stroke) stroke-width=(look.line)
                    stroke-dasharray=[look.dashes] {}
            }
        }
        Shape::Dot { at, radius, role } => html! {
            circle class=(role.name()) cx=(at.0) cy=(at.1) r=(radius) fill=(look(*role).fill) {}
        },
        Shape::Words {
            at,
            anchor,
            role,
            text,
        } => {
            let look = look(*role);
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            html! {
                text class=(role.name()) x=(at.0) y=(at.1) text-anchor=(anchor) fill=(look.fill)
                    font-size=(look.letters) font-weight=[look.weight] { (clean(text)) }
            }
        }
    }
}

/// How a role looks on white paper.
struct Look {
    fill: &'static str,
    stroke: &'static str,
    line: &'static str,
    dashes: Option<&'static str>,
    letters: &'static str,
    weight: Option<&'static str>,
}

fn look(role: Role) -> Look {
    let plain = Look {
        fill: "none",
        stroke: "none",
        line: "1",
        dashes: None,
        letters: "13",
        weight: None,
    };
    let line = |stroke, line| Look {
        stroke,
        line,
        ..plain
    };
    let words = |fill, letters| Look {
        fill,
        letters,
        ..plain
    };
    match role {
        Role::Step => Look {
            fill: "#eef3f8",
            ..line("#5b7083", "1")
        },
        Role::Arrow => line("#5b7083", "1.5"),
        Role::Bar => words("#1d6996", "13"),
        Role::Beyond => words("#b4500f", "13"),
        Role::Interval => line("#1d6996", "2"),
        Role::Point => words("#0b3c5d", "13"),
        Role::Axis => line("#5b7083", "1"),
        Role::Grid => line("#dbe2e8", "1"),
        Role::Limit => Look {
            dashes: Some("4 3"),
            ..line("#b4500f", "1.5")
        },
        Role::Label => words("#1b232b", "13"),
        Role::Strong => Look {
            weight: Some("bold"),
            ..words("#1b232b", "16")
        },
        Role::Small => words("#45525e", "12"),
    }
}
