//! Results in sentences, as the source reports write them: "I cirka 70 % av de 49 granskade
//! SoL-akterna saknas …". Always from raw counts, in whole numbers; the words and their
//! limits are those of DOMAIN 6.7, and fewer than ten files never get a per cent.

mod phrase;
#[cfg(test)]
mod tests;

use crate::lang::{self, Lang, Text};
pub use crate::plan::Scale;

use phrase::Pattern;
pub use phrase::{One, Phrase};

/// Why fewer files are assessed than were reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Base {
    /// The rule does not concern all of them.
    pub not_all_apply: bool,
    /// Some could not be assessed.
    pub not_all_assessable: bool,
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Of the assessed.
    pub part: u64,
    /// Assessed; never 0.
    pub of: u64,
    /// Which of the reviewed ones the assessed are.
    pub base: Base,
}

/// A criterion's sentence with its counts in the reports' own words. `pattern` is the
/// template's: `I {gaps} av {assessed} granskade SoL-akter ({percent}) saknas jobbplan.`;
/// `met` its other one, for where no file deviates; `file` is what one file of its record is
/// called, where it is about one.
///
/// "I cirka 40 % av de 32 granskade SoL-akterna saknas jobbplan (13 av 32 granskade akter,
/// 41 %)."
pub fn sentence(
    lang: Lang,
    (pattern, met): (&str, Option<&str>),
    count: Count,
    file: Option<&Text>,
    scale: &Scale,
) -> String {
    let positive = met.filter(|_| count.part == 0).and_then(Pattern::of_met);
    let (parts, said) = match (positive, Pattern::of(pattern)) {
        (Some(parts), _) => {
            let part = count.of;
            (parts, Count { part, ..count })
        }
        (None, Some(parts)) => (parts, count),
        (None, None) => return literal(lang, pattern, count, scale),
    };
    let phrase = Phrase::new(lang, parts.counted, file);
    if count.of == 1 && phrase.one.is_none() {
        return literal(lang, pattern, count, scale);
    }
    let share = share(lang, said, &phrase, scale);
    let after = parts.after.trim_end().trim_end_matches('.');
    let mut out = format!("{}{share}{after}", parts.before);
    // Of none and of all the words have said everything.
    if (1..count.of).contains(&count.part) && count.of >= scale.percent_from {
        out.push_str(&format!(" ({})", counts(lang, count, &phrase, scale)));
    }
    out.push('.');
    capitalised(&out)
}

/// The sentence with a share alone, where the counts would tell too much: "I 13 % av de
/// granskade personakterna saknas …".
pub fn with_share(lang: Lang, pattern: &str, share: &str, file: Option<&Text>) -> String {
    let Some(parts) = Pattern::of(pattern) else {
        return String::new();
    };
    let phrase = Phrase::new(lang, parts.counted, file);
    let of = pick(lang, ("av de", "of the"));
    let after = parts.after.trim_end().trim_end_matches('.');
    capitalised(&format!(
        "{}{share} {of} {}{after}.",
        parts.before, phrase.definite
    ))
}

/// The sentence with plain numbers in its holes; without per cent where there is none.
fn literal(lang: Lang, pattern: &str, count: Count, scale: &Scale) -> String {
    let text = pattern
        .replace("{gaps}", &lang::whole(lang, count.part))
        .replace("{assessed}", &lang::whole(lang, count.of));
    let text = match percent(lang, count.part, count.of, scale) {
        Some(percent) => text.replace("{percent}", &percent),
        None => text.replace(" ({percent})", "").replace("{percent}", "–"),
    };
    capitalised(&text)
}

/// `34 av 49 granskade akter, 69 %`.
fn counts(lang: Lang, count: Count, phrase: &Phrase, scale: &Scale) -> String {
    let mut out = of(lang, count.part, count.of);
    if let Some(short) = &phrase.short {
        let short = if count.base == Base::default() {
            short
        } else {
            pick(lang, ("akter", "files"))
        };
        out.push_str(&format!(" {short}"));
    }
    if let Some(percent) = percent(lang, count.part, count.of, scale) {
        out.push_str(&format!(", {percent}"));
    }
    out
}

/// `34 av 49`.
pub fn of(lang: Lang, part: u64, of: u64) -> String {
    format!(
        "{} {} {}",
        lang::whole(lang, part),
        pick(lang, ("av", "of")),
        lang::whole(lang, of)
    )
}

/// Whole per cent, or nothing for fewer than ten.
pub fn percent(lang: Lang, part: u64, of: u64, scale: &Scale) -> Option<String> {
    // Halves go up, in whole numbers: 1 of 40 is 3 % on every platform.
    (of >= scale.percent_from).then(|| whole_percent(lang, (200 * part + of) / (2 * of)))
}

/// The same, where rounding must not make a few none or almost all all: `< 1 %`, `> 99 %`.
pub fn percent_of_many(lang: Lang, part: u64, of: u64, scale: &Scale) -> Option<String> {
    let percent = percent(lang, part, of, scale)?;
    let rounded = (200 * part + of) / (2 * of);
    Some(match rounded {
        0 if part > 0 => format!("<\u{a0}{}", whole_percent(lang, 1)),
        100 if part < of => format!(">\u{a0}{}", whole_percent(lang, 99)),
        _ => percent,
    })
}

/// `cirka 70 % av de 49 granskade SoL-akterna`, `två av de sju granskade akterna`.
pub fn share(lang: Lang, count: Count, phrase: &Phrase, scale: &Scale) -> String {
    let Count { part, of, .. } = count;
    if part == of {
        return all_of(lang, count, phrase, scale);
    }
    if let (0, 1, Some(one)) = (part, of, &phrase.one) {
        let no = match (lang, phrase.is_neuter) {
            (Lang::Sv, false) => "ingen",
            (Lang::Sv, true) => "inget",
            (Lang::En, _) => "no",
        };
        return format!("{no} {}", one.indefinite);
    }
    let words = if part == 0 {
        match (lang, phrase.is_neuter) {
            (Lang::Sv, false) => "ingen",
            (Lang::Sv, true) => "inget",
            (Lang::En, _) if of == 2 => "neither",
            (Lang::En, _) => "none",
        }
        .to_owned()
    } else if part <= 2 || of < scale.percent_from {
        let number = lang::number_word(lang, part, phrase.is_neuter);
        if part == 1 && of >= scale.percent_from {
            format!("{} {number}", pick(lang, ("endast", "only")))
        } else {
            number
        }
    } else {
        share_words(lang, part, of, scale)
    };
    format!(
        "{words} {} {} {}",
        pick(lang, ("av de", "of the")),
        number(lang, of, scale),
        group(lang, count.base, phrase)
    )
}

fn all_of(lang: Lang, count: Count, phrase: &Phrase, scale: &Scale) -> String {
    match (count.of, &phrase.one) {
        (1, Some(one)) => {
            let only = match (lang, phrase.is_neuter) {
                (Lang::Sv, false) => "den enda",
                (Lang::Sv, true) => "det enda",
                (Lang::En, _) => "the only",
            };
            format!("{only} {}", one.definite)
        }
        (2, _) => {
            let group = group(lang, count.base, phrase);
            match lang {
                Lang::Sv => format!("båda {}", phrase.after_both(&group)),
                Lang::En => format!("both {group}"),
            }
        }
        (of, _) => format!(
            "{} {} {}{}",
            pick(lang, ("samtliga", "all")),
            number(lang, of, scale),
            phrase.many,
            qualifier(lang, count.base, phrase)
        ),
    }
}

/// `granskade SoL-akterna`, `granskade SoL-akter som regeln gäller`: what stands after "av
/// de 49".
fn group(lang: Lang, base: Base, phrase: &Phrase) -> String {
    let qualifier = qualifier(lang, base, phrase);
    if qualifier.is_empty() {
        phrase.definite.clone()
    } else {
        format!("{}{qualifier}", phrase.many)
    }
}

/// Which of them, where the phrase does not say it itself.
fn qualifier(lang: Lang, base: Base, phrase: &Phrase) -> &'static str {
    if !phrase.is_plain {
        return "";
    }
    match (base.not_all_apply, base.not_all_assessable) {
        (false, false) => "",
        (true, false) => pick(lang, (" som regeln gäller", " to which the rule applies")),
        (false, true) => pick(lang, (" som kunde bedömas", " that could be assessed")),
        (true, true) => pick(
            lang,
            (
                " som regeln gäller och som kunde bedömas",
                " to which the rule applies and that could be assessed",
            ),
        ),
    }
}

/// The word for a share between none and all, of at least ten.
fn share_words(lang: Lang, part: u64, of: u64, scale: &Scale) -> String {
    let over = |percent: u64| 100 * part > percent * of;
    // Of many, a word must not hide what the nearest five says: 17 of 43 are about 40 %.
    let few = of < scale.rounded_from;
    let words = if part <= scale.few && !over(scale.few_percent) {
        ("ett fåtal", "a few")
    } else if 2 * part == of {
        ("hälften", "half")
    } else if 2 * part > of && !over(scale.half_to) {
        ("drygt hälften", "just over half")
    } else if 2 * part < of && 100 * part >= scale.half_from * of {
        ("nästan hälften", "almost half")
    } else if 3 * part == of {
        ("en tredjedel", "a third")
    } else if 3 * part > of && !over(scale.third_to) && (few || fives(part, of) == 7) {
        ("drygt en tredjedel", "just over a third")
    } else if few && over(scale.most_over) {
        ("de flesta", "most")
    } else if few && over(50) {
        ("majoriteten", "a majority")
    } else {
        return about(lang, part, of);
    };
    pick(lang, words).to_owned()
}

/// `cirka 70 %`: to the nearest five, never to none or all.
fn about(lang: Lang, part: u64, of: u64) -> String {
    match fives(part, of) {
        0 => format!(
            "{} {}",
            pick(lang, ("mindre än", "less than")),
            whole_percent(lang, 5)
        ),
        20.. => pick(lang, ("nästan samtliga", "almost all")).to_owned(),
        fives @ 1..20 => format!(
            "{} {}",
            pick(lang, ("cirka", "about")),
            whole_percent(lang, 5 * fives)
        ),
    }
}

/// How many times five per cent, to the nearest; halves go up.
fn fives(part: u64, of: u64) -> u64 {
    (40 * part + of) / (2 * of)
}

/// A number in words below ten, in digits from ten on.
fn number(lang: Lang, number: u64, scale: &Scale) -> String {
    if number < scale.percent_from {
        lang::number_word(lang, number, false)
    } else {
        lang::whole(lang, number)
    }
}

fn whole_percent(lang: Lang, percent: u64) -> String {
    match lang {
        Lang::Sv => format!("{percent}\u{a0}%"),
        Lang::En => format!("{percent}%"),
    }
}

fn pick(lang: Lang, (sv, en): (&'static str, &'static str)) -> &'static str {
    match lang {
        Lang::Sv => sv,
        Lang::En => en,
    }
}

/// The first letter as a capital: a sentence may start with the share.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
