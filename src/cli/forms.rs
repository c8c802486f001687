//! The form that an argument's value has, for the one who wrote it in another: by the value's
//! name, as the help calls it.

use stickprov::lang::{Lang, Text};

/// The form of a value of this name, to be said after "write"; `None` where any text will do.
pub(super) fn of(name: &str) -> Option<Text> {
    Some(match name {
        "N" | "TOTAL" => texts::count(),
        "K" | "X" | "ROW" => texts::count_or_none(),
        "R" | "E" | "P" => texts::rate(),
        "C" => texts::confidence(),
        "ID=FILE" => texts::register(),
        _ => return None,
    })
}

/// The line that says it.
pub(super) fn line(form: &Text, lang: Lang) -> String {
    texts::write(form).get(lang).to_owned()
}

mod texts {
    use stickprov::lang::Text;

    stickprov::texts! {
        count() { "ett heltal, minst 1, till exempel 50", "a whole number, at least 1, such as 50" }
        count_or_none() { "ett heltal, 0 eller mer, till exempel 3", "a whole number, 0 or more, such as 3" }
        rate() { "en andel från 0 till 1, till exempel 0,05 eller 5%", "a rate from 0 to 1, such as 0.05 or 5%" }
        confidence() { "en konfidensnivå mellan 0 och 1, till exempel 0,95 eller 95%", "a confidence level between 0 and 1, such as 0.95 or 95%" }
        register() { "registrets id och filen med likhetstecken emellan: ID=FIL", "the register's id and the file with an equals sign between: ID=FILE" }
    }

    /// What to do.
    pub(super) fn write(form: &Text) -> Text {
        Text {
            sv: format!("skriv {}", form.sv),
            en: format!("write {}", form.en),
        }
    }
}
