//! What a sentence counts, in the form a template gives it: the words after the number in
//! "I {gaps} av {assessed} granskade SoL-akter ({percent}) saknas …". Swedish bends them after
//! "av de" and "den enda"; the forms follow from the plural by the regular endings (akter →
//! akterna, akt; ärenden → ärendena, ärende). Before a clause with "som" or "där" the plural
//! stays as it is ("de 12 akter där samtycke nekats"), before anything else it does not ("de 28
//! SoL-akterna med arbetsplan").

use crate::lang::{Lang, Text};

/// The counted things in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Several, after a number: `granskade SoL-akter med jobbplan`.
    pub many: String,
    /// Several of which something is true of some: `granskade SoL-akterna med jobbplan`.
    pub definite: String,
    /// One, where its form is known.
    pub one: Option<One>,
    /// Several in a bracket, once the full words have been said: `granskade akter`.
    pub short: Option<String>,
    /// Whether Swedish says `ett` and `inget`.
    pub is_neuter: bool,
    /// Whether nothing follows the counted word that says which of them.
    pub is_plain: bool,
}

/// One of the counted things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct One {
    /// After "den enda", "the only": `granskade SoL-akten`.
    pub definite: String,
    /// After "ingen", "no": `granskad SoL-akt`.
    pub indefinite: String,
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
        Self::around(text, "{gaps}")
    }

    /// The same for a sentence about the files that met: `… {met} av {assessed} …`.
    pub(super) fn of_met(text: &'a str) -> Option<Self> {
        Self::around(text, "{met}")
    }

    fn around(text: &'a str, hole: &str) -> Option<Self> {
        let (before, rest) = text.split_once(hole)?;
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
    /// The counted words; `file` is what one file of the record is called, for where the
    /// words are bare and their singular is not known.
    pub(super) fn new(lang: Lang, counted: &str, file: Option<&Text>) -> Self {
        let is_plain = is_plain(lang, counted);
        let file = file.filter(|_| is_plain);
        let short = file.map(|_| {
            match lang {
                Lang::Sv => "granskade akter",
                Lang::En => "files reviewed",
            }
            .to_owned()
        });
        let mut phrase = Self {
            many: counted.to_owned(),
            definite: counted.to_owned(),
            one: file.map(|file| One::file(lang, file.get(lang))),
            short,
            is_neuter: false,
            is_plain,
        };
        match lang {
            Lang::Sv => phrase.bend(counted),
            Lang::En => phrase.one = only(counted).or(phrase.one),
        }
        phrase
    }

    /// The Swedish forms, as far as they follow from the plural.
    fn bend(&mut self, counted: &str) {
        let words: Vec<&str> = counted.split_whitespace().collect();
        let end = words.iter().position(|word| AFTER.contains(word));
        let at = end.unwrap_or(words.len());
        let Some((noun, attributes)) = words[..at].split_last() else {
            return;
        };
        let Some(forms) = forms(noun) else {
            return;
        };
        let clause = end.is_some_and(|end| CLAUSE.contains(&words[end]));
        let put = |attributes: &[String], noun: &str| {
            let all = attributes.iter().map(String::as_str).chain([noun]);
            let all: Vec<&str> = all.chain(words[at..].iter().copied()).collect();
            all.join(" ")
        };
        let as_they_are: Vec<String> = attributes.iter().map(|&word| word.to_owned()).collect();
        let of_one: Vec<String> = attributes
            .iter()
            .map(|word| match word.strip_suffix("de") {
                Some(stem) if forms.neuter => format!("{stem}t"),
                Some(stem) => format!("{stem}d"),
                None => (*word).to_owned(),
            })
            .collect();
        self.is_neuter = forms.neuter;
        if !clause {
            self.definite = put(&as_they_are, &forms.many);
        }
        let only = if clause { &forms.one } else { &forms.the_one };
        self.one = Some(One {
            definite: put(&as_they_are, only),
            indefinite: put(&of_one, &forms.one),
        });
    }

    /// What stands after "båda": `de granskade akterna`, `akterna med jobbplan`.
    pub(super) fn after_both(&self, group: &str) -> String {
        let first = group.split_whitespace().next().unwrap_or_default();
        if first.ends_with("de") || self.definite == self.many {
            format!("de {group}")
        } else {
            group.to_owned()
        }
    }
}

impl One {
    /// A file by its name in the template.
    fn file(lang: Lang, name: &str) -> Self {
        match lang {
            Lang::Sv => {
                let end = if name.ends_with(['a', 'e']) {
                    "n"
                } else {
                    "en"
                };
                Self {
                    definite: format!("granskade {name}{end}"),
                    indefinite: format!("granskad {name}"),
                }
            }
            Lang::En => Self {
                definite: format!("reviewed {name}"),
                indefinite: format!("reviewed {name}"),
            },
        }
    }
}

/// Words that follow the counted word and say which of them.
const AFTER: [&str; 12] = [
    "som", "där", "vars", "med", "utan", "hos", "i", "på", "från", "av", "för", "och",
];

/// Those before which the plural is not bent.
const CLAUSE: [&str; 4] = ["som", "där", "vars", "och"];

/// The forms of a Swedish noun.
struct Forms {
    /// `akterna`.
    many: String,
    /// `akt`.
    one: String,
    /// `akten`.
    the_one: String,
    /// Ett ärende, not en akt.
    neuter: bool,
}

/// The forms that follow from a plural by the regular endings.
fn forms(plural: &str) -> Option<Forms> {
    let some = |many: String, one: String, the_one: String, neuter| {
        Some(Forms {
            many,
            one,
            the_one,
            neuter,
        })
    };
    let same = plural.to_owned();
    if SAME_IN_PLURAL.iter().any(|end| plural.ends_with(end)) {
        return some(format!("{same}en"), same.clone(), format!("{same}et"), true);
    }
    if let Some(stem) = plural.strip_suffix("den") {
        return some(
            format!("{same}a"),
            format!("{stem}de"),
            format!("{stem}det"),
            true,
        );
    }
    if let Some(stem) = plural.strip_suffix("vna") {
        return some(same.clone(), format!("{stem}ven"), same, false);
    }
    if let Some(stem) = plural.strip_suffix("ade") {
        return some(same.clone(), format!("{stem}ad"), same, false);
    }
    if plural.ends_with("are") {
        return some(format!("{same}na"), same.clone(), format!("{same}n"), false);
    }
    if let Some(stem) = plural.strip_suffix("or") {
        return some(
            format!("{same}na"),
            format!("{stem}a"),
            format!("{stem}an"),
            false,
        );
    }
    let stem = plural.strip_suffix("er").or(plural.strip_suffix("ar"))?;
    some(
        format!("{same}na"),
        stem.to_owned(),
        format!("{stem}en"),
        false,
    )
}

/// Neuters that are the same in the plural: ett fall, två fall.
const SAME_IN_PLURAL: [&str; 5] = ["fall", "par", "tal", "beslut", "torg"];

/// What follows a counted word in English.
const FOLLOWS: [&str; 16] = [
    "with", "without", "in", "of", "where", "that", "open", "reviewed", "enrolled", "closed",
    "booked", "refused", "for", "to", "back", "at",
];

/// One of the English words: the plural's -s goes from the last word before what follows.
fn only(counted: &str) -> Option<One> {
    let mut words: Vec<&str> = counted.split_whitespace().collect();
    let follows = words.iter().skip(1).position(|word| FOLLOWS.contains(word));
    let at = follows.map_or(words.len(), |at| at + 1).checked_sub(1)?;
    words[at] = words[at]
        .strip_suffix('s')
        .filter(|_| !words.contains(&"and"))?;
    let one = words.join(" ");
    Some(One {
        definite: one.clone(),
        indefinite: one,
    })
}

/// At most a participle and a noun.
fn is_plain(lang: Lang, counted: &str) -> bool {
    match lang {
        Lang::Sv => counted.split_whitespace().count() <= 2,
        Lang::En => counted.ends_with("reviewed") || counted.split_whitespace().count() <= 2,
    }
}
