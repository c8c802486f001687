//! What every format gives: rows of raw cells from the sheet's first column on, and what
//! was odd on the way. What the rows mean (header, totals, notes) is the layout's business.

use crate::lang::Text;
use crate::problem::Result;
use crate::table::cells::Cells;
use crate::table::texts;

/// Takes rows as they are read.
pub(super) trait Sink {
    /// Whether the row of a number is wanted: of one that is not, nothing need be given.
    fn wants(&self, _number: u64) -> bool {
        true
    }

    /// A row: its number, how many lines of the file it runs over, its cells from the
    /// sheet's first column. Rows without any cell may be left out.
    fn row(&mut self, number: u64, lines: u64, cells: Cells<'_>) -> Result<Flow>;

    /// Something odd in a row or, with a column counted from 0, in a cell.
    fn odd(&mut self, odd: Odd, row: u64, column: Option<usize>);
}

/// Whether a sink wants more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// The next row, please.
    On,
    /// Enough.
    Stop,
}

/// What can be odd about a row or a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    StrayMark,
    UnclosedMark,
    DoubtfulMark,
    TooFew,
    TooMany,
    MixedEncoding,
    Undecodable,
    NoValue,
    ErrorValue,
    NotADate,
    Merged,
    TwiceGiven,
    Totals,
    Note,
    HeaderAgain,
    TableBelow,
    OtherOrder,
    AtLimit,
    ExportCut,
    ExportFiltered,
    Outside,
    Rule,
    Numbering,
    Units,
    LastUnlike,
    Hidden,
}

impl Odd {
    /// All of them.
    pub(super) const ALL: [Self; 26] = [
        Self::StrayMark,
        Self::UnclosedMark,
        Self::DoubtfulMark,
        Self::TooFew,
        Self::TooMany,
        Self::MixedEncoding,
        Self::Undecodable,
        Self::NoValue,
        Self::ErrorValue,
        Self::NotADate,
        Self::Merged,
        Self::TwiceGiven,
        Self::Totals,
        Self::Note,
        Self::HeaderAgain,
        Self::TableBelow,
        Self::OtherOrder,
        Self::AtLimit,
        Self::ExportCut,
        Self::ExportFiltered,
        Self::Outside,
        Self::Rule,
        Self::Numbering,
        Self::Units,
        Self::LastUnlike,
        Self::Hidden,
    ];

    /// The fixed code.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::StrayMark => "stray-quote",
            Self::UnclosedMark => "unclosed-quote",
            Self::DoubtfulMark => "quote-over-rows",
            Self::TooFew => "too-few-cells",
            Self::TooMany => "too-many-cells",
            Self::MixedEncoding => "mixed-encoding",
            Self::Undecodable => "undecodable",
            Self::NoValue => "formula-without-value",
            Self::ErrorValue => "error-value",
            Self::NotADate => "not-a-date",
            Self::Merged => "merged-cells",
            Self::TwiceGiven => "cell-given-twice",
            Self::Totals => "totals-row",
            Self::Note => "note-below",
            Self::HeaderAgain => "header-again",
            Self::TableBelow => "table-below",
            Self::OtherOrder => "columns-in-other-order",
            Self::AtLimit => "rows-at-limit",
            Self::ExportCut => "export-cut",
            Self::ExportFiltered => "export-filtered",
            Self::Outside => "cells-outside",
            Self::Rule => "rule-row",
            Self::Numbering => "columns-numbered",
            Self::Units => "units-row",
            Self::LastUnlike => "last-row-unlike",
            Self::Hidden => "hidden-rows",
        }
    }

    /// What it means for the user.
    pub(super) fn what(self) -> Text {
        match self {
            Self::StrayMark => texts::stray_mark(),
            Self::UnclosedMark => texts::unclosed_mark(),
            Self::DoubtfulMark => texts::doubtful_mark(),
            Self::TooFew => texts::too_few(),
            Self::TooMany => texts::too_many(),
            Self::MixedEncoding => texts::mixed_encoding(),
            Self::Undecodable => texts::undecodable(),
            Self::NoValue => texts::no_value(),
            Self::ErrorValue => texts::error_value(),
            Self::NotADate => texts::not_a_date(),
            Self::Merged => texts::merged(),
            Self::TwiceGiven => texts::twice_given(),
            Self::Totals => texts::totals(),
            Self::Note => texts::note(),
            Self::HeaderAgain => texts::header_again(),
            Self::TableBelow => texts::table_below(),
            Self::OtherOrder => texts::other_order(),
            Self::AtLimit => texts::at_limit(),
            Self::ExportCut => texts::export_cut(),
            Self::ExportFiltered => texts::export_filtered(),
            Self::Outside => texts::outside(),
            Self::Rule => texts::rule(),
            Self::Numbering => texts::numbering(),
            Self::Units => texts::units(),
            Self::LastUnlike => texts::last_unlike(),
            Self::Hidden => texts::hidden_row(),
        }
    }
}
