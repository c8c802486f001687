//! What `explain` says.

use stickprov::lang::{Lang, Text};
use stickprov::template::{Authority, Severity};

stickprov::texts! {
    no_criterion(id: &str, template: &str) { "det finns inget kriterium {id} i {template}", "there is no criterion {id} in {template}" }
    nearest(name: &str) { "menade du {name}?", "did you mean {name}?" }
    all_criteria() { "stickprov explain visar alla", "stickprov explain shows them all" }
    code() { "Kod", "Code" }
    criterion() { "Kriterium", "Criterion" }
    about() { "Gäller", "About" }
    ground() { "Grund", "Ground" }
    grave() { "Allvar", "Severity" }
    answers_for_it() { "Ansvarar", "Responsible" }
    source() { "Källa", "Source" }
    published() { "Publicerat", "Published" }
    part_of() { "Del av", "Part of" }
    explained_by() { "Kan förklaras av", "Can be explained by" }
    only_describes() { "Beskriver bara och räknas aldrig som avvikelse.", "Only describes and is never counted as a deviation." }
    definitions() { "Definitioner, den första i rapportens huvudtal om planen inte säger annat", "Definitions, the first in the report's main figure unless the plan says otherwise" }
    evidence() { "Underlag, i ordning: den första källan som har ett värde gäller", "Evidence, in order: the first source with a value counts" }
    recipe(audit: &str) { "{audit}: så drogs urvalet", "{audit}: how the sample was drawn" }
    check_one() { "Kontrollera en lott för hand, med en nyckel ur registret", "Check one ticket by hand, with a key from the register" }
    parameters() { "I planen kan ändras (här mallens värden)", "The plan can change (here the template's values)" }
}

/// An authority in words.
pub(super) fn authority(authority: Authority) -> Text {
    let (sv, en) = match authority {
        Authority::Law => ("lag", "law"),
        Authority::Budget => ("stadens budget", "city budget"),
        Authority::Guideline => ("riktlinje", "guideline"),
        Authority::Routine => ("rutin", "routine"),
        Authority::Practice => ("praxis", "practice"),
        Authority::Recommendation => ("revisionens rekommendation", "auditors' recommendation"),
        Authority::Derived => ("härledd", "derived"),
    };
    both(sv, en)
}

/// A severity in words.
pub(super) fn severity(severity: Severity) -> Text {
    let (sv, en) = match severity {
        Severity::Low => ("låg", "low"),
        Severity::Medium => ("medel", "medium"),
        Severity::High => ("hög", "high"),
    };
    both(sv, en)
}

fn both(sv: &str, en: &str) -> Text {
    Text {
        sv: sv.to_owned(),
        en: en.to_owned(),
    }
}

/// How the draw is made, a paragraph a line (DESIGN 4).
pub(super) fn draw(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Sv => DRAW_SV,
        Lang::En => DRAW_EN,
    }
}

const DRAW_SV: &[&str] = &[
    "Så dras urvalet (metod sha256-rank/1)",
    "",
    "1. Urvalsramen är de rader i populationens register som ligger inom avgränsningen, en per enhet.",
    "2. Strata ordnas efter sina värden och får bokstäverna A, B, C …",
    "3. Antalet per stratum räknas exakt: proportionellt mot stratumets storlek om planen inte säger annat, hela tal först, sedan de största resterna.",
    "4. Startvärdet görs till en kod: SHA-256 av startvärdets text, som 64 tecken 0–9 a–f.",
    "5. Varje enhet får en lott: SHA-256 av den koden följd av enhetens nyckel (för ett personnummer de tolv siffrorna).",
    "6. I varje stratum ordnas enheterna efter lotten. De första är urvalet, de följande reserver, i den ordningen.",
    "7. Löpnumret är stratumets bokstav och ordningen i dragningen: A-01, A-02 …",
    "",
    "Lotten beror bara på startvärdet och nyckeln: inte på radernas ordning, filens format eller datorn. Vem som helst kan räkna om en lott:",
    "",
    "  kod=$(printf %s \"STARTVÄRDET\" | sha256sum | cut -c1-64)",
    "  printf %s \"${kod}NYCKELN\" | sha256sum",
    "",
    "Hela dragningen kontrolleras med stickprov verify. Lotterna står i urval/nyckel.csv, som ska skyddas som registret självt.",
];

const DRAW_EN: &[&str] = &[
    "How the sample is drawn (method sha256-rank/1)",
    "",
    "1. The frame is the rows of the population's register within the scope, one per unit.",
    "2. Strata are ordered by their values and get the letters A, B, C …",
    "3. The number per stratum is computed exactly: in proportion to the stratum's size unless the plan says otherwise, whole numbers first, then the largest remainders.",
    "4. The seed becomes a code: SHA-256 of the seed's text, as 64 characters 0–9 a–f.",
    "5. Every unit gets a ticket: SHA-256 of that code followed by the unit's key (for a personnummer the twelve digits).",
    "6. In each stratum the units are ordered by ticket. The first are the sample, the next the reserves, in that order.",
    "7. The number of a file is the stratum's letter and the order of drawing: A-01, A-02 …",
    "",
    "A ticket depends on the seed and the key alone: not on the order of rows, the file's format or the computer. Anyone can compute one:",
    "",
    "  code=$(printf %s \"THE SEED\" | sha256sum | cut -c1-64)",
    "  printf %s \"${code}THE KEY\" | sha256sum",
    "",
    "The whole draw is checked with stickprov verify. The tickets stand in urval/nyckel.csv, to be protected like the register itself.",
];
