//! From the plan's text to a [`Plan`] (DESIGN 3). Every section is read as far as it can
//! be, so that all faults of all sections are told at once; a plan is given only when there
//! are none. Sections stand in the order in which they need each other.

mod audit;
mod criteria;
mod faults;
mod keys;
mod parts;
mod registers;
mod report;
mod sample;
mod scope;
mod unit;
mod value;

use jiff::civil::Date;
use toml::de::DeTable;

pub use self::criteria::{parameters, recorded};

use self::faults::Faults;
use self::keys::Keys;
use self::registers::Exports;
use super::{Plan, Sample, ScopeLine, Unit, texts, wording};
use crate::lang::Lang;
use crate::problem::{Error, Result};
use crate::template::{FieldRef, Template};

/// Reads a plan. `load_template` gives the template of a name or folder; it comes back with the
/// plan's figures beside its own in titles, rules and questions.
pub fn parse(
    text: &str,
    file_name: &str,
    load_template: &dyn Fn(&str) -> Result<Template>,
) -> Result<(Plan, Template)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut faults = Faults::new(file_name, text);
    let (root, errors) = DeTable::parse_recoverable(text);
    faults.add_syntax(&errors);
    let mut plan = Keys::of("", 0, root.get_ref());
    let read = sections(&mut plan, load_template, &mut faults);
    plan.close_plan(&mut faults);
    Error::all(faults.sorted())?;
    let (plan, mut template) = read.expect("a plan without a fault has all its parts");
    wording::apply(&plan, &mut template);
    Ok((plan, template))
}

/// The language that a plan names, whatever else is wrong with it: messages about a faulty
/// plan are in that language too.
pub fn language_of(text: &str) -> Option<Lang> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (root, _) = DeTable::parse_recoverable(text);
    let audit = root.get_ref().get("audit")?.get_ref();
    let language = audit.get("language")?.get_ref().as_str()?;
    let known = audit::LANGUAGES.iter().find(|(word, _)| *word == language);
    known.map(|(_, lang)| *lang)
}

/// The reference date of a plan and its line, whatever else is wrong with it.
pub fn reference_date_of(text: &str) -> Option<(Date, u64)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (root, _) = DeTable::parse_recoverable(text);
    let audit = root.get_ref().get("audit")?.get_ref();
    let said = audit.get("reference_date")?;
    let line = crate::template::line_of(text, said.span().start);
    Some((value::day_of(said)?, line))
}

fn sections(
    plan: &mut Keys<'_>,
    load_template: &dyn Fn(&str) -> Result<Template>,
    faults: &mut Faults<'_>,
) -> Option<(Plan, Template)> {
    let audit = plan.need("audit", Some(texts::reference_date_hint()));
    let registers = plan.need("registers", Some(texts::no_registers_hint()));
    let unit = plan.need("unit", None);
    let [scope, strata, criteria, gate] =
        ["scope", "strata", "criteria", "gate"].map(|name| plan.get(name));
    let sample = plan.need("sample", None);
    let control_totals = plan.get("control_totals");
    let missing_file = report::missing_file(plan.get("review"), faults);
    let report = report::read(plan.get("report"), faults);

    let audit = audit.and_then(|found| audit::read(found, load_template, faults));
    let (head, template) = audit?;
    let template = template?;
    let exports = registers.map_or_else(Exports::default, |found| {
        registers::read(found, &template, faults)
    });
    let unit: Option<Unit> = unit.and_then(|found| unit::read(found, &exports, &template, faults));
    let fields = unit.as_ref().and_then(|unit| {
        let export = exports.good(unit.export)?;
        Some(scope::Fields {
            template: &template,
            export: &export.id,
            register: export.register,
        })
    });
    let lines: Vec<ScopeLine> = match (scope, &fields) {
        (Some(found), Some(fields)) => scope::read(found, fields, faults),
        (None, _) | (_, None) => Vec::new(),
    };
    let by: Option<Vec<FieldRef>> = fields
        .as_ref()
        .map(|fields| strata.map_or_else(Vec::new, |found| scope::strata(found, fields, faults)));
    let sample: Option<Sample> =
        sample.and_then(|found| sample::read(found, by.as_deref(), &template, faults));
    let criteria = criteria.map_or_else(Default::default, |found| {
        criteria::read(found, &template, faults)
    });
    let gate = gate.map_or_else(Default::default, |found| {
        criteria::gate(found, &template, faults)
    });
    let control_totals = control_totals.map_or_else(Vec::new, |found| {
        report::control_totals(found, &exports, faults)
    });
    let plan = Plan {
        title: head.title.unwrap_or_else(|| {
            let language = head.language.unwrap_or_default();
            template.title.get(language).to_owned()
        }),
        reference: head.reference,
        template: head.template,
        language: head.language,
        reference_date: head.reference_date?,
        announced: head.announced,
        closed: head.closed,
        registers: exports.all()?,
        unit: unit?,
        scope: lines,
        strata: by?,
        sample: sample?,
        criteria,
        missing_file,
        report,
        gate,
        control_totals,
    };
    Some((plan, template))
}
