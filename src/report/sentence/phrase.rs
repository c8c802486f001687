//! What a sentence counts, in the form a template gives it: the words after the number in
//! "I {gaps} av {assessed} granskade SoL-akter ({percent}) saknas …". Swedish needs a
//! definite form after "av de"; it follows from the plural by the regular endings (akter →
//! akterna, ärenden → ärendena), and stays as it is where a clause or an attribute follows
//! ("de 12 akter där samtycke nekats").

use crate::lang::{Lang, Text};

/// The counted things in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Several, after a number: `granskade SoL-akter`.
    pub many: String,
    /// One of them without "granskad", where it is known: `SoL-akt`.
    pub one: Option<String>,
    /// Several in a bracket, once the full words have been said: `granskade akter`.
    pub short: Option<String>,
}

/// A template's sentence taken apart around its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern<'a> {
    /// Before the counts: `I `.
    pub(super) before: &'a str,
    /// What is counted: `granskade SoL-akter`.
    pub(super) counted: &'a str,
    /// After the counts: ` saknas jobbplan.`
    pub(super) after: &'a str,
}

impl<'a> Pattern<'a> {
    /// The parts, where the sentence has the form `… {gaps} av {assessed} … ({percent}) …`.
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let (before, rest) = text.split_once("{gaps}")?;
        let (_, rest) = rest.split_once("{assessed}")?;
        let (counted, after) = rest.split_once("({percent})")?;
        Some(Self {
            before,
            counted: counted.trim(),
            after,
        })
    }
}

impl Phrase {
    /// The files of one kind, where the phrase has no attribute of its own after it.
    pub(super) fn new(lang: Lang, counted: &str, file: Option<&Text>) -> Self {
        let file = file.filter(|_| is_plain(lang, counted));
        Self {
            many: counted.to_owned(),
            one: file.map(|file| file.get(lang).to_owned()),
            short: file.map(|_| {
                match lang {
                    Lang::Sv => "granskade akter",
                    Lang::En => "files reviewed",
                }
                .to_owned()
            }),
        }
    }

    /// Whether nothing follows the counted word that says which of them.
    pub(super) fn is_plain(&self, lang: Lang) -> bool {
        is_plain(lang, &self.many)
    }

    /// `granskade SoL-akterna`; the same as without where it cannot be bent.
    pub(super) fn definite(&self, lang: Lang) -> String {
        let many = &self.many;
        match lang {
            Lang::Sv if !self.is_plain(lang) => many.clone(),
            Lang::Sv if ["er", "or", "ar"].iter().any(|end| many.ends_with(end)) => {
                format!("{many}na")
            }
            Lang::Sv if self.is_neuter() => format!("{many}a"),
            Lang::Sv | Lang::En => many.clone(),
        }
    }

    /// `SoL-akten`.
    pub(super) fn definite_one(lang: Lang, one: &str) -> String {
        match lang {
            Lang::Sv if one.ends_with(['a', 'e']) => format!("{one}n"),
            Lang::Sv => format!("{one}en"),
            Lang::En => one.to_owned(),
        }
    }

    /// Whether Swedish says `ett` and `inget`: the plurals in -n.
    pub(super) fn is_neuter(&self) -> bool {
        self.many
            .split_whitespace()
            .take(2)
            .any(|word| word.ends_with("den"))
    }
}

/// At most a participle and a noun.
fn is_plain(lang: Lang, counted: &str) -> bool {
    match lang {
        Lang::Sv => counted.split_whitespace().count() <= 2,
        Lang::En => counted.ends_with("reviewed") || counted.split_whitespace().count() <= 2,
    }
}
