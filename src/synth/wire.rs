//! `synth.toml` as serde reads it; names are still plain strings. `recipe` turns it into the
//! typed form.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Synth {
    /// How far the exports reach: what happens later is not known in them.
    pub(super) until: Datetime,
    pub(super) people: People,
    pub(super) registers: Vec<Register>,
    /// How a register gets the totals of published tables.
    pub(super) totals: Option<Totals>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Totals {
    /// The indicators whose published tables can be met.
    pub(super) indicators: Vec<String>,
    /// Their column that counts everybody.
    pub(super) whole: String,
    /// Their column that counts those who began in the period.
    pub(super) new: String,
    /// The day on which a row of the first register begins.
    pub(super) start: String,
    /// The day on which it ends.
    pub(super) end: String,
    /// Lines that hold the youngest, the youngest first.
    #[serde(default)]
    pub(super) youngest: Vec<String>,
    /// Pairs of lines that have nobody in common, as far as the totals allow.
    #[serde(default)]
    pub(super) apart: Vec<(String, String)>,
    /// Column → how those look who are counted in it; nobody is in two of them. All end in
    /// the period.
    pub(super) parts: BTreeMap<String, Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    #[serde(default)]
    pub(super) values: BTreeMap<String, String>,
    /// Further columns that hold the day of the end.
    #[serde(default)]
    pub(super) end: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    /// Rows in the first register → weight.
    pub(super) rows: BTreeMap<String, u64>,
    /// People whom the first register lacks, as a share of those it has.
    #[serde(default)]
    pub(super) outside: f64,
    /// The share with a samordningsnummer.
    #[serde(default)]
    pub(super) coordination_numbers: f64,
    /// The share of women.
    pub(super) women: f64,
    /// What stands for a woman where a column holds the sex.
    pub(super) woman: String,
    /// What stands for a man.
    pub(super) man: String,
    pub(super) born: Vec<Born>,
    pub(super) given_women: Vec<String>,
    pub(super) given_men: Vec<String>,
    pub(super) family: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Born {
    /// First year of birth.
    pub(super) from: i16,
    /// Last year of birth.
    pub(super) to: i16,
    pub(super) weight: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Register {
    /// The template's register.
    pub(super) id: String,
    /// The file's name; its ending says the format.
    pub(super) file: String,
    /// Of a text file.
    pub(super) encoding: Option<String>,
    /// Of a text file.
    pub(super) delimiter: Option<char>,
    /// Of a workbook.
    pub(super) sheet: Option<String>,
    /// Lines above the header; workbooks only.
    #[serde(default)]
    pub(super) above: Vec<String>,
    /// The label of a row of totals; workbooks only.
    pub(super) total: Option<String>,
    /// Lines below the table; workbooks only.
    #[serde(default)]
    pub(super) below: Vec<String>,
    /// Another register, so many of whose rows (`rows`) each have rows here; none for the
    /// first register.
    pub(super) for_each: Option<String>,
    /// Rows for each row of `for_each` → weight; one for each when it is left out.
    #[serde(default)]
    pub(super) rows: BTreeMap<String, u64>,
    /// Only for rows of `for_each` with these values.
    #[serde(default)]
    pub(super) only_if: BTreeMap<String, Vec<String>>,
    /// Whether people whom the first register lacks are found here.
    #[serde(default)]
    pub(super) outside: bool,
    /// A row in which one of these is blank is not written.
    #[serde(default)]
    pub(super) needs: Vec<String>,
    pub(super) columns: Vec<Column>,
    /// Cells that come out wrong.
    #[serde(default)]
    pub(super) dirt: Vec<Dirt>,
}

/// A column, or a further way to fill one: where a field or header stands several times, the
/// first that gives a value counts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    /// The template's field; none for a column that the template does not know.
    pub(super) field: Option<String>,
    /// As it stands in the file; by default the field's Swedish title.
    pub(super) header: Option<String>,

    // How it is filled: exactly one of these.
    pub(super) person: Option<PersonPart>,
    pub(super) number_from: Option<u32>,
    pub(super) is: Option<String>,
    pub(super) one_of: Option<OneOf>,
    pub(super) day: Option<Days>,
    pub(super) after: Option<String>,
    pub(super) before: Option<String>,
    pub(super) age_on: Option<String>,
    pub(super) copy: Option<String>,
    pub(super) month_of: Option<String>,
    pub(super) amount: Option<Amount>,
    pub(super) nth: Option<bool>,

    /// With `after` and `before`: how many days → weight, `"1-5" = 30`.
    pub(super) days: Option<Spans>,
    /// With `age_on`: highest age → value.
    pub(super) ages: Option<BTreeMap<String, String>>,
    /// With `one_of` and `days`: the column on whose value the weights depend.
    pub(super) by: Option<String>,

    /// The share of rows that have it; else it is blank.
    pub(super) share: Option<f64>,
    /// Only in rows with these values.
    #[serde(default)]
    pub(super) only_if: BTreeMap<String, Vec<String>>,
    /// Only in rows where these are filled.
    #[serde(default)]
    pub(super) if_filled: Vec<String>,
    /// A day that is blank where it would come after one of these.
    #[serde(default)]
    pub(super) not_after: Vec<String>,
    /// Only for people whom the first register lacks, or only for those it has.
    pub(super) outside: Option<bool>,
    /// It ends something: a row that another of the same person follows always has it, and
    /// before that one begins.
    #[serde(default)]
    pub(super) closes: bool,
    /// A day that may lie ahead of `until`.
    #[serde(default)]
    pub(super) ahead: bool,

    /// The share of cells with another spelling of the value that the template knows.
    pub(super) aliases: Option<f64>,
    /// How days and identities are written → weight.
    #[serde(default)]
    pub(super) forms: BTreeMap<String, u64>,
    /// The share of identities that a workbook holds as numbers.
    pub(super) as_number: Option<f64>,
    /// What stands in a blank cell.
    pub(super) nil: Option<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub(super) enum PersonPart {
    Identity,
    Name,
    Sex,
    Born,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOf {
    /// Each as likely.
    List(Vec<String>),
    /// By weight.
    Weighted(BTreeMap<String, u64>),
    /// By weight, by the value of another column; `"*"` for any other value.
    By(BTreeMap<String, BTreeMap<String, u64>>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Spans {
    Weighted(BTreeMap<String, u64>),
    By(BTreeMap<String, BTreeMap<String, u64>>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Days {
    pub(super) from: Datetime,
    pub(super) to: Datetime,
}

/// Kronor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    pub(super) from: u32,
    pub(super) to: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dirt {
    /// The field or header.
    pub(super) column: String,
    pub(super) share: f64,
    /// What stands there instead; may be empty.
    pub(super) text: Option<String>,
    /// Gives an identity another check digit.
    #[serde(default)]
    pub(super) check_digit: bool,
}
