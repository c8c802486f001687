//! Whether a text that was typed beside an answer seems to name a person: by a personal
//! identity number, or by two words that look like a first name and a surname. It is a
//! guess, made to warn; the text itself is never shown.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::identity::{IdentityClass, read_personnummer};
use crate::template::Template;

/// What is no name though it is written with a capital: the template's places and words.
pub(crate) struct Words {
    known: BTreeSet<String>,
    reference: Date,
}

impl Words {
    /// The words of a template: values of its registers, titles and labels of its checklists.
    pub(crate) fn new(template: &Template, reference: Date) -> Self {
        let mut known = BTreeSet::new();
        let mut learn = |text: &str| known.extend(words(text).map(str::to_lowercase));
        for register in &template.registers {
            learn(&register.title.sv);
            learn(&register.id);
            for field in &register.fields {
                learn(&field.title.sv);
                for value in &field.values {
                    learn(&value.value);
                    value.aliases.iter().for_each(|alias| learn(alias));
                }
            }
        }
        for checklist in &template.checklists {
            learn(&checklist.title.sv);
            learn(&checklist.file.sv);
            learn(&checklist.files.sv);
            for question in &checklist.questions {
                learn(&question.text.sv);
                learn(&question.help.sv);
                question.options.iter().for_each(|o| learn(&o.label.sv));
            }
        }
        Self { known, reference }
    }

    /// Whether a text seems to name a person.
    pub(crate) fn name_person(&self, text: &str) -> bool {
        self.has_number(text) || self.has_name(text)
    }

    /// Six or eight digits, perhaps a hyphen, a plus or a blank, and four digits, which have a
    /// true date; the check digit may be mistyped.
    fn has_number(&self, text: &str) -> bool {
        let chars: Vec<char> = text.chars().collect();
        let digit = |at: usize| chars.get(at).is_some_and(char::is_ascii_digit);
        let digits = |from: usize, count: usize| (from..from + count).all(digit);
        (0..chars.len()).any(|start| {
            let begins = digit(start) && (start == 0 || !digit(start - 1));
            begins
                && [8, 6].into_iter().any(|date| {
                    let mut serial = start + date;
                    let parted = chars.get(serial).is_some_and(|c| "-+– ".contains(*c));
                    serial += usize::from(parted);
                    if !digits(start, date) || !digits(serial, 4) || digit(serial + 4) {
                        return false;
                    }
                    let number: String = chars[start..serial + 4].iter().collect();
                    match read_personnummer(&number, false, self.reference).class {
                        // With a false check digit too: figures with a true date are a person's.
                        IdentityClass::Personnummer
                        | IdentityClass::Samordningsnummer
                        | IdentityClass::BadCheckDigit => true,
                        IdentityClass::Interim | IdentityClass::Rounded | IdentityClass::Other => {
                            false
                        }
                    }
                })
        })
    }

    /// Two words side by side that both begin with a capital and go on in small letters, and
    /// that the template does not know.
    fn has_name(&self, text: &str) -> bool {
        let parted = text.split_whitespace().collect::<Vec<_>>();
        parted.windows(2).any(|pair| {
            let [first, second] = pair else { return false };
            // What ends a sentence or a clause parts two words.
            let together = first.chars().last().is_some_and(char::is_alphabetic);
            together && self.looks_like_name(first) && self.looks_like_name(second)
        })
    }

    fn looks_like_name(&self, word: &str) -> bool {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let rest: Vec<char> = letters.collect();
        let small = rest.first().is_some_and(|c| c.is_lowercase())
            && rest.iter().all(|c| c.is_alphabetic() || *c == '-');
        let own = |part: &str| !self.known.contains(&part.to_lowercase());
        capital && small && own(word) && word.split('-').all(own)
    }
}

/// The words of a text, also the parts of those with hyphens.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '-')
        .flat_map(|word| std::iter::once(word).chain(word.split('-')))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::builtin;

    fn check(text: &str, expected: bool) {
        let template = builtin("jobbtorg").unwrap();
        let words = Words::new(&template, jiff::civil::date(2009, 11, 30));
        assert_eq!(words.name_person(text), expected, "{text}");
    }

    /// Made up: the serial 238 is never given out. 880510-238: 2·8, 8, 0, 5, 2, 0, 4, 3, 7
    /// (16 → 7) give 36, so the check digit is 4.
    #[test]
    fn numbers_and_names_are_seen() {
        for text in [
            "gäller 880510-2384",
            "19880510-2384",
            "198805102384.",
            "8805102384 fel akt",
            "880510+2384",
            "880510-2385 (felskrivet)",
            "enligt samtal med Anna Påhittsson",
            "Se Bo Ek-Påhittsson, blad 4",
        ] {
            check(text, true);
        }
    }

    #[test]
    fn places_dates_and_file_numbers_are_not() {
        for text in [
            "",
            "blad 12, 2009-09-11",
            "dnr 2009-1234",
            "se JS Farsta och Rinkeby-Kista",
            "Jobbplan saknas. Samtycke finns.",
            "Enligt Arbetsförmedlingen, Södermalm",
            "kartläggning 20090911",
            "telefon 08-508 290 00",
        ] {
            check(text, false);
        }
    }
}
