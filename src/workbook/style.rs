//! How a cell looks: a closed set of looks that every workbook of ours shares, so that a
//! protocol, a checklist and a report are seen to come from one house.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How a cell looks, and whether it can be written in once the sheet is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    face: Face,
    fill: Fill,
    number: Number,
    align: Align,
    wrap: bool,
    border: bool,
    unlocked: bool,
}

/// The letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// As the program's default.
    #[default]
    Plain,
    /// The sheet's title.
    Title,
    /// A heading within a sheet.
    Heading,
    /// Bold.
    Strong,
    /// Small and grey: notes, help, sources.
    Small,
}

/// The colour behind the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fill {
    /// None.
    #[default]
    None,
    /// Column and row headers.
    Header,
    /// A section's heading.
    Section,
    /// Where something is to be filled in.
    Answer,
    /// What needs attention.
    Attention,
}

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Number {
    /// As the program decides.
    #[default]
    General,
    /// Thousands apart, no decimals.
    Integer,
    /// With so many decimals.
    Decimal(u8),
    /// A share as a percentage with so many decimals.
    Percent(u8),
    /// ÅÅÅÅ-MM-DD.
    Date,
    /// What is typed stays text: `0012`, `1/2`.
    Text,
}

/// Where in the cell the text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Text left, numbers right.
    #[default]
    General,
    /// In the middle.
    Center,
    /// To the right.
    Right,
    /// To the left, a step in: text that follows a number.
    Indented,
}

impl Style {
    /// Plain text at the top of its cell.
    pub const PLAIN: Self = Self {
        face: Face::Plain,
        fill: Fill::None,
        number: Number::General,
        align: Align::General,
        wrap: false,
        border: false,
        unlocked: false,
    };
    /// The sheet's title.
    pub const TITLE: Self = Self::PLAIN.face(Face::Title);
    /// A heading within a sheet.
    pub const HEADING: Self = Self::PLAIN.face(Face::Heading);
    /// A column's header.
    pub const HEADER: Self = Self::PLAIN
        .face(Face::Strong)
        .fill(Fill::Header)
        .wrap()
        .border();
    /// Text that breaks over lines.
    pub const WRAPPED: Self = Self::PLAIN.wrap();
    /// A note below or beside.
    pub const NOTE: Self = Self::PLAIN.face(Face::Small).wrap();
    /// A whole number.
    pub const INTEGER: Self = Self::PLAIN.number(Number::Integer);
    /// A share with one decimal.
    pub const PERCENT: Self = Self::PLAIN.number(Number::Percent(1));
    /// A day.
    pub const DATE: Self = Self::PLAIN.number(Number::Date);
    /// A cell to be filled in: unlocked, framed and tinted.
    pub const ANSWER: Self = Self::PLAIN
        .fill(Fill::Answer)
        .number(Number::Text)
        .wrap()
        .border()
        .unlocked();

    /// With other letters.
    #[must_use]
    pub const fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    /// With a colour behind.
    #[must_use]
    pub const fn fill(mut self, fill: Fill) -> Self {
        self.fill = fill;
        self
    }

    /// With a number format.
    #[must_use]
    pub const fn number(mut self, number: Number) -> Self {
        self.number = number;
        self
    }

    /// With the text placed.
    #[must_use]
    pub const fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Broken over lines.
    #[must_use]
    pub const fn wrap(mut self) -> Self {
        self.wrap = true;
        self
    }

    /// With a thin frame.
    #[must_use]
    pub const fn border(mut self) -> Self {
        self.border = true;
        self
    }

    /// Open for writing in a protected sheet.
    #[must_use]
    pub const fn unlocked(mut self) -> Self {
        self.unlocked = true;
        self
    }

    pub(super) fn format(self) -> Format {
        let mut format = Format::new().set_align(FormatAlign::Top);
        format = match self.face {
            Face::Plain => format,
            Face::Title => format.set_bold().set_font_size(16),
            Face::Heading => format.set_bold().set_font_size(12),
            Face::Strong => format.set_bold(),
            Face::Small => format
                .set_font_size(9)
                .set_font_color(Color::RGB(0x0059_5959)),
        };
        format = match self.fill {
            Fill::None => format,
            Fill::Header => format.set_background_color(Color::RGB(0x00D9_E2EC)),
            Fill::Section => format.set_background_color(Color::RGB(0x00EC_EFF3)),
            Fill::Answer => format.set_background_color(Color::RGB(0x00FF_FDF0)),
            Fill::Attention => format.set_background_color(Color::RGB(0x00FC_E4D6)),
        };
        format = match self.number {
            Number::General => format,
            Number::Integer => format.set_num_format("#,##0"),
            Number::Decimal(places) => format.set_num_format(decimals("#,##0", places, "")),
            Number::Percent(places) => format.set_num_format(decimals("0", places, "%")),
            Number::Date => format.set_num_format("yyyy\\-mm\\-dd"),
            Number::Text => format.set_num_format("@"),
        };
        format = match self.align {
            Align::General => format,
            Align::Center => format.set_align(FormatAlign::Center),
            Align::Right => format.set_align(FormatAlign::Right),
            Align::Indented => format.set_align(FormatAlign::Left).set_indent(1),
        };
        if self.wrap {
            format = format.set_text_wrap();
        }
        if self.border {
            format = format
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00A6_A6A6));
        }
        if self.unlocked {
            format = format.set_unlocked();
        }
        format
    }
}

fn decimals(whole: &str, places: u8, ending: &str) -> String {
    let point = if places == 0 { "" } else { "." };
    format!("{whole}{point}{}{ending}", "0".repeat(usize::from(places)))
}

/// What a condition does to the cells it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Greyed out: nothing is asked here.
    Muted,
    /// Tinted: something is left to do.
    Attention,
}

impl Look {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Muted => Format::new()
                .set_background_color(Color::RGB(0x00D9_D9D9))
                .set_font_color(Color::RGB(0x0080_8080)),
            Self::Attention => Format::new().set_background_color(Color::RGB(0x00FC_E4D6)),
        }
    }
}
