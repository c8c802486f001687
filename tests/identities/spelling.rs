//! The spellings of a personnummer (DOMAIN 3b), recognised in any text: ten or twelve digits,
//! with any hyphen, plus or single space between them; leading zeros lost; the number that a
//! spreadsheet program shortened to an exponent.

use std::collections::BTreeSet;

/// What may stand between two digits of one number.
fn is_between(c: char) -> bool {
    matches!(
        c,
        ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '+' | '-' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// The persons of a set of ten digits each that a text holds.
pub(crate) fn persons_in(text: &str, tens: &BTreeSet<String>) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = BTreeSet::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = end_of_run(&chars, at);
        let digits: String = chars[at..end]
            .iter()
            .filter(|c| c.is_ascii_digit())
            .collect();
        // What follows a decimal point is a fraction.
        let is_fraction = at >= 2 && chars[at - 1] == '.' && chars[at - 2].is_ascii_digit();
        if !is_fraction {
            found.extend(windows(&digits, tens));
            found.extend(without_zeros(&chars[at..end], tens));
        }
        found.extend(shortened(&chars, at, end, tens));
        at = end;
    }
    found
}

/// Where the digits that begin at a place end, single characters between them included.
fn end_of_run(chars: &[char], start: usize) -> usize {
    let mut end = start;
    loop {
        if chars.get(end).is_some_and(char::is_ascii_digit) {
            end += 1;
        } else if chars.get(end).copied().is_some_and(is_between)
            && chars.get(end + 1).is_some_and(char::is_ascii_digit)
        {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Ten digits in a row, wherever they begin; twelve digits hold the ten.
fn windows(digits: &str, tens: &BTreeSet<String>) -> BTreeSet<String> {
    let last = digits.len().saturating_sub(9);
    let windows = (0..last).map(|start| &digits[start..start + 10]);
    windows
        .filter(|ten| tens.contains(*ten))
        .map(str::to_owned)
        .collect()
}

/// Seven to nine digits that stand alone and are a person's without leading zeros.
fn without_zeros(run: &[char], tens: &BTreeSet<String>) -> BTreeSet<String> {
    let run: String = run.iter().collect();
    run.split([' ', '\u{a0}', '\u{202f}'])
        .filter_map(|word| {
            let digits: String = word.chars().filter(char::is_ascii_digit).collect();
            let ten = format!("{digits:0>10}");
            ((7..10).contains(&digits.len()) && tens.contains(&ten)).then_some(ten)
        })
        .collect()
}

/// `1,98507E+11` and `1.98507122381E11`: a first digit, the rest after a point or comma, an
/// exponent of ten or eleven. Every person it can stand for.
fn shortened(chars: &[char], start: usize, end: usize, tens: &BTreeSet<String>) -> Vec<String> {
    let is_head = end == start + 1
        && (start == 0 || !(chars[start - 1].is_alphanumeric() || chars[start - 1] == '.'));
    if !is_head || !matches!(chars.get(end), Some('.' | ',')) {
        return Vec::new();
    }
    let rest: String = chars[end + 1..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .collect();
    let mut after = end + 1 + rest.len();
    if rest.len() < 4 || !matches!(chars.get(after), Some('e' | 'E')) {
        return Vec::new();
    }
    after += 1;
    if chars.get(after) == Some(&'+') {
        after += 1;
    }
    let exponent: String = chars[after..]
        .iter()
        .take_while(|c| c.is_ascii_digit())
        .collect();
    if exponent != "11" {
        return Vec::new();
    }
    let digits = format!("{}{rest}", chars[start]);
    let shown = digits.len();
    let value: u64 = digits.parse().unwrap();
    let stands_for = |ten: &&String| {
        ["19", "20"].iter().any(|century| {
            let twelve = format!("{century}{ten}");
            let kept: u64 = twelve[..shown.min(12)].parse().unwrap();
            // The last digit may have been rounded up.
            value == kept || value == kept + 1
        })
    };
    tens.iter().filter(stands_for).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everything that DOMAIN 3b says a number may look like, and what is no number.
    #[test]
    fn every_spelling_is_recognised() {
        let ten = |text: &str| BTreeSet::from([text.to_owned()]);
        let old = "8507122383";
        for spelling in [
            "198507122383",
            "19850712-2383",
            "8507122383",
            "850712-2383",
            "850712+2383",
            "850712\u{2013}2383",
            "850712\u{2212}2383",
            "850712\u{2011}2383",
            "850712 2383",
            "19850712 2383",
            "1985 0712 2383",
            "850712\u{a0}2383",
            "198507122383.0",
            "1,98507E+11",
            "1.98507E+11",
            "1.98507122383E11",
            "rad 8, A-01,19850712-2383;x",
            "<v>198507122383</v>",
            "A-01 850712-2383",
        ] {
            assert_eq!(persons_in(spelling, &ten(old)), ten(old), "{spelling}");
        }
        // Born in 2005 and in 2000: the zeros that a spreadsheet program takes away.
        let young = "0507122389";
        for spelling in ["507122389", "50712-2389", "200507122389", "050712-2389"] {
            assert_eq!(persons_in(spelling, &ten(young)), ten(young), "{spelling}");
        }
        let millennium = "0001122383";
        assert_eq!(persons_in("1122383", &ten(millennium)), ten(millennium));
        for other in [
            "850712-2384",
            "850712",
            "1985-07-12",
            "0.8507122383",
            "85071 x 22383",
            "850712--2383",
            "1,98407E+11",
            "507122389",
        ] {
            assert_eq!(persons_in(other, &ten(old)), BTreeSet::new(), "{other}");
        }
    }
}
