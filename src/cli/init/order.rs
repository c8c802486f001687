//! The order for the exports (`init --request`): which registers and fields, by which day,
//! in which form and by which way, and no more than the audit needs.

use std::collections::BTreeSet;

use stickprov::lang::{Lang, Text};
use stickprov::template::{
    Condition, Criterion, Field, FieldKind, FieldRef, Link, Source, Template,
};

use super::texts;

/// The order's name.
pub(super) const NAME: &str = "bestallning-registeruttag.md";

/// The order as Markdown.
pub(super) fn markdown(template: &Template, lang: Lang) -> String {
    let needed = needed(template);
    let mut out = format!(
        "# {}\n\n",
        texts::order_title(template.title.get(lang)).get(lang)
    );
    out.push_str(texts::order_head().get(lang));
    out.push('\n');
    for (at, register) in template.registers.iter().enumerate() {
        let is_needed = |(field, _): &(usize, &Field)| {
            let field = FieldRef {
                register: stickprov::template::RegisterRef(at),
                field: *field,
            };
            needed.contains(&field)
        };
        let fields: Vec<(usize, &Field)> = register
            .fields
            .iter()
            .enumerate()
            .filter(is_needed)
            .collect();
        if fields.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n\n", register.title.get(lang)));
        let header = texts::order_columns();
        out.push_str(&format!("{}\n|---|---|---|\n", header.get(lang)));
        for (_, field) in fields {
            let title = field.title.get(lang).replace('|', "/");
            let form = form(field.kind);
            let required = match (field.required, field.personal) {
                (true, _) => texts::must_be(),
                (false, true) => texts::for_fetching(),
                (false, false) => texts::if_there(),
            };
            out.push_str(&format!(
                "| {title} | {} | {} |\n",
                form.get(lang),
                required.get(lang)
            ));
        }
    }
    out.push('\n');
    out.push_str(texts::order_tail().get(lang));
    out.push('\n');
    out
}

fn form(kind: FieldKind) -> Text {
    match kind {
        FieldKind::Personnummer => texts::form_personnummer(),
        FieldKind::Id => texts::form_id(),
        FieldKind::Code | FieldKind::Codes => texts::form_code(),
        FieldKind::Date => texts::form_date(),
        FieldKind::Month => texts::form_month(),
        FieldKind::YesNo => texts::form_yes_no(),
        FieldKind::Integer => texts::form_integer(),
        FieldKind::Text => texts::form_text(),
    }
}

/// The fields that something in the template looks at, and those that make them usable.
fn needed(template: &Template) -> BTreeSet<FieldRef> {
    let mut fields: BTreeSet<FieldRef> = BTreeSet::new();
    for evidence in &template.evidence {
        for source in evidence.sources.iter().flat_map(Source::single) {
            if let Source::Field { field, only, .. } = source {
                fields.insert(*field);
                fields.extend(only.iter().map(|(field, _)| *field));
            }
        }
    }
    for criterion in &template.criteria {
        of_criterion(criterion, &mut fields);
    }
    fields.extend(
        template
            .checklists
            .iter()
            .filter_map(|checklist| checklist.recipient),
    );
    let registers: BTreeSet<_> = fields.iter().map(|field| field.register).collect();
    for (at, register) in template.registers.iter().enumerate() {
        let this = stickprov::template::RegisterRef(at);
        for (field, of) in register.fields.iter().enumerate() {
            let field = FieldRef {
                register: this,
                field,
            };
            let name = template.field_name(field);
            let in_plan = template.plan.contains(&format!("\"{name}\""));
            let of_unit = template
                .plan
                .contains(&format!("register = \"{}\"", register.id));
            let is_used = registers.contains(&this) || of_unit;
            if in_plan || is_used && (of.required || of.protects || of_unit && of.personal) {
                fields.insert(field);
            }
        }
        if registers.contains(&this) {
            link(register.link, this, &mut fields);
            fields.extend(register.pick.map(|pick| FieldRef {
                register: this,
                field: pick.field,
            }));
        }
    }
    fields
}

fn link(link: Link, register: stickprov::template::RegisterRef, fields: &mut BTreeSet<FieldRef>) {
    match link {
        Link::Identity(field) => {
            fields.insert(FieldRef { register, field });
        }
        Link::Via { field, other } => {
            fields.insert(FieldRef { register, field });
            fields.insert(other);
        }
    }
}

fn of_criterion(criterion: &Criterion, fields: &mut BTreeSet<FieldRef>) {
    fields.extend(criterion.only_for.iter().map(|(field, _)| *field));
    for explanation in &criterion.explained_by {
        fields.extend(explanation.only_for.iter().map(|(field, _)| *field));
    }
    for definition in &criterion.definitions {
        of_condition(&definition.condition, fields);
        if let Some(condition) = &definition.applies_if {
            of_condition(condition, fields);
        }
    }
}

fn of_condition(condition: &Condition, fields: &mut BTreeSet<FieldRef>) {
    condition.each(&mut |condition| {
        if let Condition::Value { field, .. } = condition {
            fields.insert(*field);
        }
        if let Condition::Months {
            month,
            checked,
            only,
            ..
        } = condition
        {
            fields.extend(month);
            fields.insert(*checked);
            fields.extend(only.iter().map(|(field, _)| *field));
        }
    });
}
