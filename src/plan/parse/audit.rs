//! `[audit]`: what the audit is called, its days, and the template by which the rest of the
//! plan is read.

use jiff::civil::Date;

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::value;
use crate::lang::Lang;
use crate::plan::texts;
use crate::problem::Result;
use crate::template::Template;

/// The words for a language.
pub(super) const LANGUAGES: [(&str, Lang); 2] = [("sv", Lang::Sv), ("en", Lang::En)];

/// What `[audit]` says.
pub(super) struct Head {
    pub(super) title: Option<String>,
    pub(super) reference: String,
    pub(super) template: String,
    pub(super) language: Option<Lang>,
    pub(super) reference_date: Option<Date>,
    pub(super) announced: Option<Date>,
    pub(super) closed: Option<Date>,
}

/// The head and, if it could be loaded, the template.
pub(super) fn read(
    found: Found<'_>,
    load_template: &dyn Fn(&str) -> Result<Template>,
    faults: &mut Faults<'_>,
) -> Option<(Head, Option<Template>)> {
    let mut keys = Keys::open("[audit]", found, faults)?;
    let title = keys.get("title");
    let title = title.and_then(|found| value::filled("title", found, faults));
    let reference = keys.get("reference");
    let reference = reference.and_then(|found| value::text("reference", found, faults));
    let language = keys.get("language");
    let language = language.and_then(|found| value::word("language", found, &LANGUAGES, faults));
    let day = |found, name, faults: &mut Faults<'_>| value::date(name, found, faults);
    let reference_date = keys.need("reference_date", Some(texts::reference_date_hint()));
    let reference_date = reference_date.and_then(|found| day(found, "reference_date", faults));
    let announced = keys.get("announced");
    let announced = announced.and_then(|found| day(found, "announced", faults));
    let closed = keys.get("closed");
    let closed = closed.and_then(|found| day(found, "closed", faults));
    let template_at = keys.need("template", None);
    let name = template_at.and_then(|found| value::path("template", found, faults));
    let mut template = None;
    if let (Some(found), Some(name)) = (template_at, &name) {
        match load_template(name) {
            Ok(loaded) => template = Some(loaded),
            Err(error) => faults.take(found.span().start, error.faults),
        }
    }
    keys.close(faults);
    let head = Head {
        title,
        reference: reference.unwrap_or_default().to_owned(),
        template: name.unwrap_or_default(),
        language,
        reference_date,
        announced,
        closed,
    };
    Some((head, template))
}
