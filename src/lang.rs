//! The two languages people read, and how numbers are written in them.
//! Every text exists in both from the start: the `texts!` macro refuses to compile a
//! text that lacks one, so a message can travel as a [`Text`] and be rendered at the rim.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// A language of the user interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Hash)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Swedish, the default.
    #[default]
    Sv,
    /// English.
    En,
}

/// One text in both languages, with its arguments already filled in.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Swedish.
    pub sv: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Sv => &self.sv,
            Lang::En => &self.en,
        }
    }

    /// The same words in both languages: a name, a value, a code.
    pub fn same(words: impl Into<String>) -> Self {
        let sv = words.into();
        Self { en: sv.clone(), sv }
    }

    /// Texts after each other, with something between them.
    pub fn joined(texts: &[&Self], between: &str) -> Self {
        let join = |lang| {
            let words: Vec<&str> = texts.iter().map(|text| text.get(lang)).collect();
            words.join(between)
        };
        Self {
            sv: join(Lang::Sv),
            en: join(Lang::En),
        }
    }
}

/// Declares functions that give a [`Text`]; both languages are checked by the compiler.
///
/// ```
/// stickprov::texts! {
///     /// How much was read.
///     rows_read(n: usize, file: &str) { "Läste {n} rader ur {file}", "Read {n} rows from {file}" }
/// }
/// assert_eq!(rows_read(3, "x.csv").en, "Read 3 rows from x.csv");
/// ```
///
/// A text that counts says after a semicolon how it reads of one:
///
/// ```
/// stickprov::texts! {
///     /// How many files were lent.
///     lent(n: usize) { "{n} utlånade akter", "{n} files on loan"; one n: "{n} utlånad akt", "{n} file on loan" }
/// }
/// assert_eq!(lent(1).sv, "1 utlånad akt");
/// ```
#[macro_export]
macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident($($arg:ident: $ty:ty),* $(,)?) {
        $sv:literal, $en:literal $(; one $count:ident: $one_sv:literal, $one_en:literal)? $(,)?
    })*) => {
        $(
            $(#[$meta])*
            #[allow(clippy::needless_pass_by_value, reason = "one signature serves both languages")]
            pub(crate) fn $name($($arg: $ty),*) -> $crate::lang::Text {
                fn sv($($arg: &$ty),*) -> String {
                    $(if $crate::lang::is_one($count) { return format!($one_sv); })?
                    format!($sv)
                }
                fn en($($arg: &$ty),*) -> String {
                    $(if $crate::lang::is_one($count) { return format!($one_en); })?
                    format!($en)
                }
                $crate::lang::Text { sv: sv($(&$arg),*), en: en($(&$arg),*) }
            }
        )*
    };
}

/// A number up to nine in words, `neuter` for what is counted with "ett"; others in digits.
pub fn number_word(lang: Lang, number: u64, neuter: bool) -> String {
    const SV: [&str; 10] = [
        "noll", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio",
    ];
    const EN: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let words = match lang {
        Lang::Sv => SV,
        Lang::En => EN,
    };
    match usize::try_from(number).ok().and_then(|at| words.get(at)) {
        Some(_) if neuter && number == 1 && lang == Lang::Sv => "ett".to_owned(),
        Some(word) => (*word).to_owned(),
        None => whole(lang, number),
    }
}

/// A whole number with thousands set apart: `11 319` (U+00A0) in Swedish, `11,319` in English.
pub fn whole(lang: Lang, number: u64) -> String {
    let digits = number.to_string();
    let separator = match lang {
        Lang::Sv => '\u{a0}',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A number with `decimals` decimals: `69,4` in Swedish, `69.4` in English. Halves go away
/// from zero, as auditors round, not to the even digit as formatting does.
pub fn decimal(lang: Lang, number: f64, decimals: usize) -> String {
    let mut out = String::new();
    let scale = (0..decimals).fold(1.0, |scale, _| scale * 10.0);
    let rounded = (number * scale).round() / scale;
    write!(out, "{rounded:.decimals$}").expect("writing to a string does not fail");
    match lang {
        Lang::Sv => out.replace('.', ",").replace('-', "\u{2212}"),
        Lang::En => out,
    }
}

/// A share as a percentage: `69,4 %` (U+00A0 before the sign) in Swedish, `69.4%` in English.
pub fn percent(lang: Lang, share: f64, decimals: usize) -> String {
    let number = decimal(lang, share * 100.0, decimals);
    match lang {
        Lang::Sv => format!("{number}\u{a0}%"),
        Lang::En => format!("{number}%"),
    }
}

/// A difference of two shares in whole percentage points, with its sign: `+29`, `−3`, `0`.
pub fn points(lang: Lang, difference: f64) -> String {
    let points = decimal(lang, difference.abs() * 100.0, 0);
    match points.as_str() {
        "0" => points,
        points if difference < 0.0 => format!("\u{2212}{points}"),
        points => format!("+{points}"),
    }
}

/// A p-value with three decimals, and never a bare zero.
pub fn p_value(lang: Lang, p: f64) -> String {
    if p < 0.001 {
        format!("< {}", decimal(lang, 0.001, 3))
    } else {
        decimal(lang, p, 3)
    }
}

/// A text's sentences, for where a line of its own reads better than a long one.
pub fn sentences(text: &str) -> Vec<String> {
    let parts = text.split_inclusive(". ");
    parts.map(|part| part.trim_end().to_owned()).collect()
}

/// Singular for exactly one, plural for all else: the rule both languages share.
pub fn plural<'a>(count: u64, one: &'a str, many: &'a str) -> &'a str {
    if count == 1 { one } else { many }
}

/// Whether a count, as a number or as it is written, is exactly one.
pub fn is_one(count: impl std::fmt::Display) -> bool {
    count.to_string() == "1"
}

/// The order of the Swedish alphabet: å, ä and ö after z, other letters by their base.
pub fn sort_key(text: &str) -> Vec<u32> {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfc()
        .flat_map(char::to_lowercase)
        .flat_map(|c| match c {
            'å' => vec![u32::from('z') + 1],
            'ä' | 'æ' => vec![u32::from('z') + 2],
            'ö' | 'ø' => vec![u32::from('z') + 3],
            'é' | 'è' | 'ë' => vec![u32::from('e')],
            'ü' => vec![u32::from('y')],
            other if u32::from(other) > u32::from('z') => vec![u32::from(other) + 3],
            other => vec![u32::from(other)],
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_the_source_reports() {
        assert_eq!(whole(Lang::Sv, 11_319), "11\u{a0}319");
        assert_eq!(whole(Lang::En, 1_011_319), "1,011,319");
        assert_eq!(whole(Lang::Sv, 49), "49");
        assert_eq!(percent(Lang::Sv, 34.0 / 49.0, 0), "69\u{a0}%");
        assert_eq!(percent(Lang::En, 0.0612, 1), "6.1%");
        // 15 of 24 is 62.5 %, which is 63 % in every report of the city's.
        assert_eq!(percent(Lang::Sv, 15.0 / 24.0, 0), "63\u{a0}%");
        assert_eq!(decimal(Lang::Sv, -2.5, 0), "\u{2212}3");
        assert_eq!(points(Lang::Sv, -0.029), "\u{2212}3");
        assert_eq!(points(Lang::En, 0.004), "0");
        assert_eq!(p_value(Lang::Sv, 0.0004), "< 0,001");
    }

    crate::texts! {
        both_years(count: &str) { "{count} kriterier är bedömda", "{count} criteria are assessed"; one count: "{count} kriterium är bedömt", "{count} criterion is assessed" }
    }

    #[test]
    fn one_of_a_kind_has_the_singular() {
        assert_eq!(both_years("1").sv, "1 kriterium är bedömt");
        assert_eq!(both_years("1").en, "1 criterion is assessed");
        assert_eq!(both_years("0").sv, "0 kriterier är bedömda");
        assert_eq!(both_years("11").en, "11 criteria are assessed");
        assert!(is_one(1_u64) && !is_one(-1) && !is_one("1 000"));
    }

    #[test]
    fn swedish_letters_sort_last() {
        let mut names = ["Örby", "Zinken", "Årsta", "Älvsjö", "Farsta"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Farsta", "Zinken", "Årsta", "Älvsjö", "Örby"]);
    }
}
