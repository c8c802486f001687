//! What can be wrong with a cell, given the type of its field.

use super::texts;
use crate::lang::Text;

/// Why a cell could not be read as its field's type, or what was odd about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFault {
    /// No form of a date that we know.
    NotADate,
    /// Day and month could stand in either order.
    AmbiguousDate,
    /// A number in a date column that Excel would show as a day; taken as that day.
    DateAsNumber,
    /// Not a whole number.
    NotANumber,
    /// Neither yes nor no.
    NotYesNo,
    /// A value outside the field's list; kept as it stands.
    UnknownCode,
    /// A program's word for nothing, as databases and programs of statistics write it: a blank.
    NilWord,
    /// A date that programs write where there is none: a blank.
    PlaceholderDate,
    /// An error value of the spreadsheet.
    ErrorCell,
    /// Ten or twelve digits whose check digit is wrong; kept as text.
    BadCheckDigit,
    /// An identity that is no personnummer; kept as text.
    OtherIdentity,
    /// Several personnummer in one cell; kept as text.
    SeveralIdentities,
    /// A personnummer among other words; kept as text.
    AmongWords,
    /// Words where a personnummer should be; kept as text.
    WordsAsIdentity,
    /// A date where a personnummer should be; kept as text.
    BirthDate,
    /// A right personnummer with a mark beside it; read as the number.
    MarkedIdentity,
    /// What stands for nothing where an identity should be.
    NoIdentity,
    /// A personnummer that a spreadsheet program has rounded; kept as text.
    Rounded,
    /// A personnummer where a code or a word should be; not shown.
    IdentityAsCode,
    /// What is written as a name, outside the field's list of codes; not shown.
    NameAsCode,
}

impl ValueFault {
    /// All of them.
    pub(super) const ALL: [Self; 20] = [
        Self::NotADate,
        Self::AmbiguousDate,
        Self::DateAsNumber,
        Self::NotANumber,
        Self::NotYesNo,
        Self::UnknownCode,
        Self::NilWord,
        Self::PlaceholderDate,
        Self::ErrorCell,
        Self::BadCheckDigit,
        Self::OtherIdentity,
        Self::SeveralIdentities,
        Self::AmongWords,
        Self::WordsAsIdentity,
        Self::BirthDate,
        Self::MarkedIdentity,
        Self::NoIdentity,
        Self::Rounded,
        Self::IdentityAsCode,
        Self::NameAsCode,
    ];

    /// Whether the table has told of the cell already, as of every error value in whatever column.
    pub fn is_told_by_table(self) -> bool {
        self == Self::ErrorCell
    }

    /// Whether the cell says something that cannot be read as its field says.
    pub fn is_unreadable(self) -> bool {
        matches!(
            self,
            Self::NotADate
                | Self::AmbiguousDate
                | Self::NotANumber
                | Self::NotYesNo
                | Self::ErrorCell
        )
    }

    /// The problem's code.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotADate => "not-a-date",
            Self::AmbiguousDate => "ambiguous-date",
            Self::DateAsNumber => "date-as-number",
            Self::NotANumber => "not-a-number",
            Self::NotYesNo => "not-yes-or-no",
            Self::UnknownCode => "unknown-code",
            Self::NilWord => "word-for-nothing",
            Self::PlaceholderDate => "placeholder-date",
            Self::ErrorCell => "error-cell",
            Self::BadCheckDigit => "bad-check-digit",
            Self::OtherIdentity => "other-identity",
            Self::SeveralIdentities => "several-identities",
            Self::AmongWords => "identity-among-words",
            Self::WordsAsIdentity => "words-as-identity",
            Self::BirthDate => "birth-date-as-identity",
            Self::MarkedIdentity => "identity-with-mark",
            Self::NoIdentity => "not-an-identity",
            Self::Rounded => "rounded-identity",
            Self::IdentityAsCode => "identity-as-code",
            Self::NameAsCode => "name-as-code",
        }
    }

    /// What it means for the user.
    pub fn text(self) -> Text {
        match self {
            Self::NotADate => texts::not_a_date(),
            Self::AmbiguousDate => texts::ambiguous_date(),
            Self::DateAsNumber => texts::date_as_number(),
            Self::NotANumber => texts::not_a_number(),
            Self::NotYesNo => texts::not_yes_no(),
            Self::UnknownCode => texts::unknown_code(),
            Self::NilWord => texts::nil_word(),
            Self::PlaceholderDate => texts::placeholder_date(),
            Self::ErrorCell => texts::error_cell(),
            Self::BadCheckDigit => texts::bad_check_digit(),
            Self::OtherIdentity => texts::other_identity(),
            Self::SeveralIdentities => texts::several_identities(),
            Self::AmongWords => texts::among_words(),
            Self::WordsAsIdentity => texts::words_as_identity(),
            Self::BirthDate => texts::birth_date(),
            Self::MarkedIdentity => texts::marked_identity(),
            Self::NoIdentity => texts::not_an_identity(),
            Self::Rounded => texts::rounded(),
            Self::IdentityAsCode => texts::identity_as_code(),
            Self::NameAsCode => texts::name_as_code(),
        }
    }
}
