//! The rules of a personnummer as SQL (DESIGN 4): twelve digits where date and check digit are
//! right, the latest century that fits, leading zeros given back.

use jiff::civil::Date;

use super::dialect::Dialect;

/// What stands between the digits of a personnummer and means nothing.
const HYPHENS: &str =
    "-\u{ad}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe58}\u{fe63}\u{ff0d}";

/// White space, as it is trimmed from an identity.
pub(super) const SPACES: &str = " \t\n\u{b}\u{c}\r\u{85}\u{a0}\u{1680}\u{2000}\u{2001}\u{2002}\u{2003}\u{2004}\u{2005}\u{2006}\u{2007}\u{2008}\u{2009}\u{200a}\u{2028}\u{2029}\u{202f}\u{205f}\u{3000}\u{200b}\u{feff}";

/// The centuries in the order they are tried.
const CENTURIES: [u32; 4] = [21, 20, 19, 18];

/// The steps from `before`, which has `identity` (trimmed, NFC), to a step that has `key`; each
/// a name and a query.
pub(super) fn steps(dialect: Dialect, before: &str, reference: Date) -> Vec<(String, String)> {
    let bare = format!(
        "translate(identity, {}, '')",
        dialect.text(&format!("+{HYPHENS}{SPACES}"))
    );
    let digits = format!(
        "CASE WHEN {} AND length(bare) BETWEEN 7 AND 9 THEN lpad(bare, 10, '0')\n\
         \x20             WHEN {} AND length(bare) IN (10, 12) THEN bare END",
        dialect.is_digits("bare"),
        dialect.is_digits("bare")
    );
    let part = |from: u32, length: u32| format!("CAST(substr(ten, {from}, {length}) AS INTEGER)");
    let fits = CENTURIES.map(|century| {
        let year = format!("({century} * 100 + yy)");
        let day_fits = valid(&year);
        let birth = format!("({year} * 10000 + month * 100 + day)");
        let limit = i64::from(reference.year()) * 10_000
            + i64::from(reference.month()) * 100
            + i64::from(reference.day());
        format!(
            "WHEN length(digits) = 10 AND {day_fits}\n\
             \x20                  AND (CASE WHEN identity LIKE '%+%' THEN {year} <= {} ELSE {birth} <= {limit} END)\n\
             \x20                  THEN '{century}' || ten",
            i32::from(reference.year()) - 100
        )
    });
    let whole = format!(
        "WHEN length(digits) = 12 AND year BETWEEN 1800 AND 2199 AND {}\n\
         \x20                  THEN digits",
        valid("year")
    );
    let sum: Vec<String> = (1..=10)
        .map(|place| {
            let digit = part(place, 1);
            if place % 2 == 0 {
                digit
            } else {
                format!("(2 * {digit} - CASE WHEN {digit} >= 5 THEN 9 ELSE 0 END)")
            }
        })
        .collect();
    let step = |name: &str, query: String| (name.to_owned(), query);
    vec![
        step(
            "bared",
            format!("SELECT *, {bare} AS bare\n  FROM {before}"),
        ),
        step(
            "digits",
            format!("SELECT *, {digits} AS digits\n  FROM bared"),
        ),
        step(
            "last_ten",
            "SELECT *, substr(digits, length(digits) - 9, 10) AS ten\n  FROM digits".to_owned(),
        ),
        step(
            "parts",
            format!(
                "SELECT *, {} AS yy, {} AS month,\n\
                 \x20        CASE WHEN {} > 60 THEN {} - 60 ELSE {} END AS day,\n\
                 \x20        CASE WHEN length(digits) = 12 THEN CAST(substr(digits, 1, 4) AS INTEGER) END AS year,\n\
                 \x20        ({}) % 10 = 0 AS check_digit_holds\n  FROM last_ten",
                part(1, 2),
                part(3, 2),
                part(5, 2),
                part(5, 2),
                part(5, 2),
                sum.join("\n           + ")
            ),
        ),
        step(
            "twelve_digits",
            format!(
                "SELECT *, CASE {}\n              {} END AS twelve\n  FROM parts",
                whole,
                fits.join("\n              ")
            ),
        ),
        step(
            "keyed",
            "SELECT *, CASE WHEN twelve IS NOT NULL AND check_digit_holds THEN twelve ELSE identity END AS key\n  FROM twelve_digits"
                .to_owned(),
        ),
    ]
}

/// Whether month and day are a day of a year.
fn valid(year: &str) -> String {
    format!(
        "month BETWEEN 1 AND 12 AND day BETWEEN 1 AND (CASE WHEN month IN (4, 6, 9, 11) THEN 30 \
         WHEN month <> 2 THEN 31 \
         WHEN {year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0) THEN 29 ELSE 28 END)"
    )
}
