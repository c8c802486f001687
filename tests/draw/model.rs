//! DESIGN 4 once more, written from its text alone: identities, scope, several rows, strata,
//! allocation in whole numbers, tickets, ranks. Slow and plain; nothing of the library is used.

use std::collections::BTreeMap;

use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

/// A civil day as year, month, day.
pub(crate) type Day = (i32, u32, u32);

/// The key of a unit from the text of a cell; `None` for a blank one.
pub(crate) fn key(cell: &str, numeric: bool, reference: Day) -> Option<String> {
    let text: String = cell.trim().nfc().collect();
    // What stands for nothing: no digit at all, zeros, or ten of one digit.
    let mut digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    let count = digits.len();
    digits.dedup();
    let one_digit = digits.len() == 1 && !text.chars().any(char::is_alphabetic);
    if count == 0 || one_digit && (digits == ['0'] || count >= 10) {
        return None;
    }
    Some(personnummer(&text, numeric, reference).unwrap_or(text))
}

fn personnummer(text: &str, numeric: bool, reference: Day) -> Option<String> {
    let hyphens = "-\u{ad}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{fe63}\u{ff0d}";
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !hyphens.contains(*c))
        .collect();
    let old = bare.contains('+');
    let mut digits: String = bare.chars().filter(|c| *c != '+').collect();
    if !digits.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    if digits.len() < 10 && (numeric || digits.len() >= 7) {
        digits = "0".repeat(10 - digits.len()) + &digits;
    }
    let full = match digits.len() {
        12 => digits,
        10 => (18..=20)
            .rev()
            .map(|century| format!("{century}{digits}"))
            .find(|full| {
                born(full).is_some_and(|(year, month, day)| {
                    if old {
                        year <= reference.0 - 100
                    } else {
                        (year, month, day) <= reference
                    }
                })
            })?,
        _ => return None,
    };
    born(&full)?;
    luhn(&full[2..]).then_some(full)
}

/// The day of birth; a samordningsnummer has 60 added to its day.
fn born(full: &str) -> Option<Day> {
    let year: i32 = full[..4].parse().unwrap();
    let month: u32 = full[4..6].parse().unwrap();
    let mut day: u32 = full[6..8].parse().unwrap();
    if day > 60 {
        day -= 60;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u32::from(leap),
        _ => 0,
    };
    (day >= 1 && day <= longest && (1800..2100).contains(&year)).then_some((year, month, day))
}

fn luhn(ten: &str) -> bool {
    let sum: u32 = ten
        .chars()
        .enumerate()
        .map(|(at, c)| {
            let doubled = c.to_digit(10).unwrap() * (2 - u32::try_from(at % 2).unwrap());
            doubled % 10 + doubled / 10
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The check digit that completes nine digits.
pub(crate) fn completed(nine: &str) -> String {
    (0..10)
        .map(|digit| format!("{nine}{digit}"))
        .find(|ten| luhn(ten))
        .unwrap()
}

/// How values are compared: NFC, trimmed, U+00A0 and U+202F as space.
pub(crate) fn plain(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| {
            if c == '\u{a0}' || c == '\u{202f}' {
                ' '
            } else {
                c
            }
        })
        .collect();
    spaced.trim().nfc().collect()
}

/// A row as the model sees it: its key, its stratum values, what orders it, and the number of
/// the scope line it fails.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) key: Option<String>,
    pub(crate) strata: Vec<String>,
    pub(crate) order: Option<Day>,
    pub(crate) fails: Option<usize>,
}

/// What became of the rows, and the units of each stratum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) nameless: u64,
    pub(crate) failed: Vec<u64>,
    pub(crate) superseded: u64,
    pub(crate) strata: BTreeMap<Vec<String>, Vec<String>>,
}

/// Rejects, scopes, takes one row of several, stratifies.
pub(crate) fn frame(rows: &[Row], scope_lines: usize, latest: bool) -> Frame {
    let mut frame = Frame {
        nameless: 0,
        failed: vec![0; scope_lines],
        superseded: 0,
        strata: BTreeMap::new(),
    };
    let mut by_key: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        match (&row.key, row.fails) {
            (None, _) => frame.nameless += 1,
            (Some(_), Some(line)) => frame.failed[line] += 1,
            (Some(key), None) => by_key.entry(key).or_default().push(row),
        }
    }
    for (key, rows) in by_key {
        frame.superseded += u64::try_from(rows.len() - 1).unwrap();
        let dated: Vec<Day> = rows.iter().filter_map(|row| row.order).collect();
        let wanted = if latest {
            dated.iter().max()
        } else {
            dated.iter().min()
        };
        let speaks = rows
            .iter()
            .filter(|row| row.order.as_ref() == wanted)
            .min_by_key(|row| &row.strata)
            .unwrap();
        let units = frame.strata.entry(speaks.strata.clone()).or_default();
        units.push(key.to_owned());
    }
    frame
}

/// A rational number in whole numbers.
#[derive(Debug, Clone, Copy)]
struct Ratio(i128, i128);

impl Ratio {
    fn below(self, other: Self) -> bool {
        self.0 * other.1 < other.0 * self.1
    }
}

/// One stratum to be given files: name, weight, N_h, and the fewest it may get.
pub(crate) type Share = (String, i128, i128, i128);

/// quota_h = clip(λ·w_h, l_h, N_h) with Σ quota = n, floors, then the largest remainders; ties
/// to the larger N_h, then to the name that comes first by code point.
pub(crate) fn allocate(strata: &[Share], n: i128) -> Vec<i128> {
    let clip = |share: &Share, at: Ratio| {
        let (_, weight, most, least) = share;
        let quota = Ratio(at.0 * weight, at.1);
        if quota.below(Ratio(*least, 1)) {
            Ratio(*least, 1)
        } else if Ratio(*most, 1).below(quota) {
            Ratio(*most, 1)
        } else {
            quota
        }
    };
    let sum = |at: Ratio| -> Ratio {
        let quotas = strata.iter().map(|share| clip(share, at));
        quotas.fold(Ratio(0, 1), |a, b| Ratio(a.0 * b.1 + b.0 * a.1, a.1 * b.1))
    };
    // λ lies between two neighbouring values at which some stratum reaches a bound.
    let mut bounds: Vec<Ratio> = strata
        .iter()
        .flat_map(|(_, weight, most, least)| [Ratio(*least, *weight), Ratio(*most, *weight)])
        .collect();
    bounds.sort_by(|a, b| (a.0 * b.1).cmp(&(b.0 * a.1)));
    let above = bounds
        .iter()
        .find(|at| !sum(**at).below(Ratio(n, 1)))
        .copied()
        .unwrap();
    let below = bounds
        .iter()
        .rev()
        .find(|at| sum(**at).below(Ratio(n, 1)))
        .copied();
    let lambda = match below {
        None => above,
        // Between them the sum is a straight line: (n − Σ of those held) / Σ w of the free.
        Some(below) => {
            let middle = Ratio(above.0 * below.1 + below.0 * above.1, 2 * above.1 * below.1);
            let (mut held, mut free) = (0, 0);
            for share in strata {
                let quota = clip(share, middle);
                let (_, weight, most, least) = share;
                if quota.1 == 1 && (quota.0 == *most || quota.0 == *least) {
                    held += quota.0;
                } else {
                    free += weight;
                }
            }
            Ratio(n - held, free)
        }
    };
    let quotas: Vec<Ratio> = strata.iter().map(|share| clip(share, lambda)).collect();
    let mut sizes: Vec<i128> = quotas.iter().map(|quota| quota.0 / quota.1).collect();
    let mut order: Vec<usize> = (0..strata.len()).collect();
    order.sort_by(|&i, &j| {
        let rest = |at: usize| Ratio(quotas[at].0 % quotas[at].1, quotas[at].1);
        let (a, b) = (rest(i), rest(j));
        (b.0 * a.1)
            .cmp(&(a.0 * b.1))
            .then(strata[j].2.cmp(&strata[i].2))
            .then(strata[i].0.cmp(&strata[j].0))
    });
    let left = usize::try_from(n - sizes.iter().sum::<i128>()).unwrap();
    for at in order.into_iter().take(left) {
        sizes[at] += 1;
    }
    sizes
}

/// A stratum's name: its values, a blank one shown.
pub(crate) fn name(values: &[String]) -> String {
    let shown = values
        .iter()
        .map(|v| if v.is_empty() { "(tomt)" } else { v });
    shown.collect::<Vec<&str>>().join(" / ")
}

/// SHA-256 as lower-case hex.
pub(crate) fn sha256(text: &str) -> String {
    let bytes: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    let hex = bytes.map(|byte| format!("{byte:02x}"));
    hex.concat()
}

/// The ticket of a key under a seed.
pub(crate) fn ticket(seed: &str, key: &str) -> String {
    let normal: String = seed.nfc().collect();
    sha256(&format!("{}{key}", sha256(&normal)))
}

/// Löpnummer, key and whether it is a reserve, in order.
pub(crate) fn ranked(
    strata: &BTreeMap<Vec<String>, Vec<String>>,
    sizes: &[i128],
    reserve: usize,
    seed: &str,
) -> Vec<(String, String, bool)> {
    let letters = |place: usize| {
        let letter = |at: usize| char::from(b'A' + u8::try_from(at).unwrap());
        match place {
            0..26 => letter(place).to_string(),
            _ => format!("{}{}", letter(place / 26 - 1), letter(place % 26)),
        }
    };
    let mut lines = Vec::new();
    for (place, (keys, size)) in strata.values().zip(sizes).enumerate() {
        let mut ranked: Vec<(String, &String)> =
            keys.iter().map(|key| (ticket(seed, key), key)).collect();
        ranked.sort();
        let size = usize::try_from(*size).unwrap();
        for (rank, (_, key)) in ranked.into_iter().take(size + reserve).enumerate() {
            let id = format!("{}-{:02}", letters(place), rank + 1);
            lines.push((id, key.clone(), rank >= size));
        }
    }
    lines
}
