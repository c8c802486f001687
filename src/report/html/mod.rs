//! `rapport.html`: one page with everything in it, no script. It reads on a telephone, in
//! the dark, on paper and aloud.

mod block;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::model::{Report, Section};
use super::texts;
use crate::lang::Lang;
use crate::workbook::clean;

/// The page's whole look.
const STYLE: &str = include_str!("style.css");

/// The page.
pub fn render(report: &Report) -> String {
    let lang = report.lang;
    let title = title(report);
    let page = html! {
        (DOCTYPE)
        html lang=(match lang { Lang::Sv => "sv", Lang::En => "en" }) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (clean(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (texts::skip().get(lang)) }
                header {
                    @if report.state.is_draft() { p.draft { (texts::draft().get(lang)) } }
                    h1 { (clean(&report.title)) }
                    (facts(report))
                }
                (contents(report))
                main #main {
                    (state(report))
                    @for section in &report.sections { (self::section(section)) }
                }
                footer { p { (clean(report.program())) } }
            }
        }
    };
    page.into_string() + "\n"
}

fn title(report: &Report) -> String {
    if report.state.is_draft() {
        format!("{}: {}", texts::draft().get(report.lang), report.title)
    } else {
        report.title.clone()
    }
}

fn facts(report: &Report) -> Markup {
    html! {
        dl.facts aria-label=(texts::what_was_audited().get(report.lang)) {
            @for (label, value) in &report.facts {
                div { dt { (clean(label)) } dd { (clean(value)) } }
            }
        }
    }
}

fn contents(report: &Report) -> Markup {
    let heading = texts::contents();
    html! {
        nav aria-label=(heading.get(report.lang)) {
            ol {
                @for section in &report.sections {
                    li { a href=(format!("#{}", section.id)) { (clean(&section.heading)) } }
                }
            }
        }
    }
}

/// What is outstanding, before anything else.
fn state(report: &Report) -> Markup {
    let lang = report.lang;
    let lists = [
        (texts::outstanding(), &report.state.outstanding),
        (texts::reminders(), &report.state.reminders),
    ];
    html! {
        @for (place, (heading, points)) in lists.iter().enumerate() {
            @if !points.is_empty() {
                section.notice aria-labelledby=(format!("notice-{place}")) {
                    h2 id=(format!("notice-{place}")) { (heading.get(lang)) }
                    ul { @for point in *points { li { (clean(point)) } } }
                }
            }
        }
    }
}

fn section(section: &Section) -> Markup {
    let heading = format!("{}-heading", section.id);
    html! {
        section id=(section.id) aria-labelledby=(heading) {
            h2 id=(heading) { (clean(&section.heading)) }
            @for block in &section.blocks { (block::block(block)) }
        }
    }
}
