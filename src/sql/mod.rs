//! The same draw as one SQL script, for the engine where the register lives (DESIGN 2). The
//! draw is a hash and a rank, so that any engine can make it: scope, one row per unit, strata,
//! exact allocation, tickets and ranks are written in the engine's own words. What it cannot
//! express is refused, not left out.

mod dialect;
mod personnummer;
mod sizes;
mod texts;
mod values;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::lang::{Lang, Text};
use crate::plan::{Allocation, CoordinateMode, IfSeveral, Plan, Size};
use crate::problem::{Error, Result};
use crate::protocol::Protocol;
use crate::sample::{METHOD, seed_hash};
use crate::template::{FieldKind, FieldRef, Register, Template};

pub use dialect::Dialect;

/// What a script is written from.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The engine.
    pub dialect: Dialect,
    /// The name of the register's table.
    pub table: &'a str,
    /// The plan.
    pub plan: &'a Plan,
    /// Its template.
    pub template: &'a Template,
    /// The headers of the register's fields where its export is known, by field.
    pub headers: &'a BTreeMap<usize, String>,
    /// The draw, where one was made: then its numbers and its seed hold.
    pub protocol: Option<&'a Protocol>,
    /// The language of the comments.
    pub lang: Lang,
}

/// The script, ended by a line feed.
pub fn script(asked: &Asked<'_>) -> Result<String> {
    let seed = expressible(asked)?;
    let writer = Writer {
        asked,
        register: asked
            .template
            .register(asked.plan.export(asked.plan.unit.export).register),
    };
    writer.script(&seed)
}

/// The seed, where the whole draw can be written as a script.
fn expressible(asked: &Asked<'_>) -> Result<String> {
    let sample = &asked.plan.sample;
    if sample.given.is_some() {
        return Err(Error::new(texts::given()));
    }
    let mode = sample.coordinate.as_ref().map(|with| with.mode);
    if mode == Some(CoordinateMode::Avoid) {
        return Err(Error::new(texts::coordinated()));
    }
    if asked.plan.unit.if_several == IfSeveral::Error {
        return Err(Error::new(texts::several()));
    }
    if asked.protocol.is_none() && !matches!(sample.size, Size::Fixed(_)) {
        let rule = match &sample.allocation {
            Allocation::Proportional => None,
            Allocation::Equal => Some("equal"),
            Allocation::Neyman(_) => Some("neyman"),
            Allocation::Power(_) => Some("power"),
        };
        if let Some(rule) = rule {
            let error = Error::new(texts::allocation(rule));
            return Err(error.hint(texts::allocation_hint()));
        }
    }
    let seed = asked.protocol.map(|protocol| protocol.seed.clone());
    seed.or_else(|| sample.seed.clone())
        .ok_or_else(|| Error::new(texts::no_seed()))
}

/// A step of the script: its name, what it does, its query.
struct Step {
    name: String,
    does: Option<Text>,
    query: String,
}

struct Writer<'a> {
    asked: &'a Asked<'a>,
    register: &'a Register,
}

impl Writer<'_> {
    fn script(&self, seed: &str) -> Result<String> {
        let mut steps = vec![self.source()];
        steps.extend(self.values());
        steps.extend(self.keys());
        steps.push(self.scope()?);
        steps.push(self.units());
        steps.push(self.strata());
        steps.extend(self.sizes());
        steps.push(self.tickets(seed));
        steps.push(self.ranked());
        let mut out = self.head();
        for (at, step) in steps.iter().enumerate() {
            out.push_str(if at == 0 { "WITH\n" } else { ",\n" });
            if let Some(does) = &step.does {
                out.push_str(&format!("-- {}\n", does.get(self.asked.lang)));
            }
            let kept = self.asked.dialect.kept();
            out.push_str(&format!("{} AS{kept} (\n  {}\n)", step.name, step.query));
        }
        out.push_str(&self.result());
        Ok(out)
    }

    fn head(&self) -> String {
        let lang = self.asked.lang;
        let mut lines = vec![
            texts::title(&self.asked.plan.title),
            texts::method(METHOD),
            texts::head_columns(),
            texts::head_clean(),
            texts::head_infeasible(),
        ];
        match self.asked.dialect {
            Dialect::Spark => lines.push(texts::head_spark()),
            Dialect::Postgres => lines.push(texts::head_postgres()),
            Dialect::DuckDb => {}
        }
        if self.asked.protocol.is_some() {
            lines.push(texts::head_protocol());
        }
        let comment = |text: &Text| {
            // A title of several lines must not end the comment.
            let text = text.get(lang).split_whitespace().collect::<Vec<_>>();
            format!("-- {}\n", text.join(" "))
        };
        lines.iter().map(comment).collect()
    }

    /// The fields that the draw looks at, each once: identity first.
    fn fields(&self) -> Vec<usize> {
        let plan = self.asked.plan;
        let scope = plan.scope.iter().map(|line| line.field.field);
        let strata = plan.strata.iter().map(|field| field.field);
        let by = plan.unit.by.iter().map(|field| field.field);
        let mut fields = vec![plan.unit.one_per.field];
        for field in scope.chain(strata).chain(by) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// A field's column in the steps of the script.
    fn column(field: usize) -> String {
        format!("field_{field}")
    }

    /// The header of a field in the register, as far as it is known.
    fn header(&self, field: usize) -> String {
        let title = &self.register.fields[field].title.sv;
        self.asked.headers.get(&field).unwrap_or(title).clone()
    }

    fn source(&self) -> Step {
        let dialect = self.asked.dialect;
        let columns: Vec<String> = self
            .fields()
            .into_iter()
            .map(|field| {
                let header = dialect.name(&self.header(field));
                format!("{} AS {}", dialect.as_text(&header), Self::column(field))
            })
            .collect();
        Step {
            name: "source".to_owned(),
            does: Some(texts::step_source()),
            query: format!(
                "SELECT {}\n  FROM {}",
                columns.join(",\n         "),
                self.asked.table
            ),
        }
    }

    fn values(&self) -> [Step; 2] {
        let dialect = self.asked.dialect;
        let one_per = self.asked.plan.unit.one_per.field;
        let fields = self.fields();
        let identity = format!(
            "trim(BOTH {} FROM {})",
            dialect.text(personnummer::SPACES),
            dialect.nfc(&Self::column(one_per))
        );
        let mut plain = vec![format!("{identity} AS identity")];
        let mut values = vec!["identity".to_owned()];
        for field in fields.into_iter().filter(|field| self.is_compared(*field)) {
            let text = values::plain(dialect, &Self::column(field));
            plain.push(format!("{text} AS plain_{field}"));
            let known = &self.register.fields[field];
            let value = values::value(dialect, known, &format!("plain_{field}"));
            values.push(format!("{value} AS value_{field}"));
        }
        let step = |name: &str, does, columns: &[String], before: &str| Step {
            name: name.to_owned(),
            does,
            query: format!("SELECT {}\n  FROM {before}", columns.join(",\n         ")),
        };
        [
            step("plain_texts", Some(texts::step_values()), &plain, "source"),
            step("read_values", None, &values, "plain_texts"),
        ]
    }

    /// Whether a field is a line of the scope, a stratifier or what orders a unit's rows.
    fn is_compared(&self, field: usize) -> bool {
        let plan = self.asked.plan;
        plan.scope.iter().any(|line| line.field.field == field)
            || plan.strata.iter().any(|known| known.field == field)
            || plan.unit.by.is_some_and(|by| by.field == field)
    }

    fn keys(&self) -> Vec<Step> {
        let one_per = &self.register.fields[self.asked.plan.unit.one_per.field];
        let before = "read_values";
        let queries = if one_per.kind == FieldKind::Personnummer {
            let reference = self.asked.plan.reference_date;
            personnummer::steps(self.asked.dialect, before, reference)
        } else {
            let query = format!("SELECT *, identity AS key\n  FROM {before}");
            vec![("keyed".to_owned(), query)]
        };
        let steps = queries.into_iter().enumerate();
        steps
            .map(|(at, (name, query))| Step {
                name,
                does: (at == 0).then(texts::step_keyed),
                query,
            })
            .collect()
    }

    fn scope(&self) -> Result<Step> {
        let mut lines = vec!["key <> ''".to_owned()];
        for line in &self.asked.plan.scope {
            let kind = self.register.fields[line.field.field].kind;
            let value = format!("value_{}", line.field.field);
            let holds = values::holds(self.asked.dialect, kind, &line.rule, &value);
            lines.push(holds.ok_or_else(|| {
                let field = self.asked.template.field_name(line.field);
                Error::new(texts::months(&field)).hint(texts::months_hint())
            })?);
        }
        Ok(Step {
            name: "in_scope".to_owned(),
            does: Some(texts::step_scope()),
            query: format!(
                "SELECT *\n  FROM keyed\n  WHERE {}",
                lines.join("\n    AND ")
            ),
        })
    }

    /// The values of the stratifiers, a blank one as an empty text.
    fn stratifiers(&self) -> Vec<String> {
        let strata = self.asked.plan.strata.iter();
        strata
            .map(|FieldRef { field, .. }| format!("coalesce(value_{field}, '')"))
            .collect()
    }

    fn units(&self) -> Step {
        let dialect = self.asked.dialect;
        let mut order = Vec::new();
        if let Some(by) = self.asked.plan.unit.by {
            let kind = self.register.fields[by.field].kind;
            let direction = match self.asked.plan.unit.if_several {
                IfSeveral::Latest | IfSeveral::Error => "DESC",
                IfSeveral::Earliest => "ASC",
            };
            let value = values::in_order(dialect, kind, &format!("value_{}", by.field));
            order.push(format!("{value} {direction} NULLS LAST"));
        }
        let strata = self.stratifiers();
        order.extend(strata.iter().map(|value| dialect.by_code_point(value)));
        let mut columns = vec!["key".to_owned()];
        for (at, value) in strata.iter().enumerate() {
            columns.push(format!("{value} AS stratifier_{at}"));
        }
        let order = if order.is_empty() {
            String::new()
        } else {
            format!(" ORDER BY {}", order.join(", "))
        };
        columns.push(format!(
            "row_number() OVER (PARTITION BY key{}) AS place",
            if order.is_empty() {
                " ORDER BY key"
            } else {
                &order
            }
        ));
        Step {
            name: "units".to_owned(),
            does: Some(texts::step_units()),
            query: format!("SELECT {}\n  FROM in_scope", columns.join(",\n         ")),
        }
    }

    fn strata(&self) -> Step {
        let dialect = self.asked.dialect;
        let columns: Vec<String> = (0..self.asked.plan.strata.len())
            .map(|at| format!("stratifier_{at}"))
            .collect();
        let shown: Vec<String> = columns
            .iter()
            .map(|column| {
                let blank = dialect.text(crate::frame::BLANK);
                format!("CASE WHEN {column} = '' THEN {blank} ELSE {column} END")
            })
            .collect();
        let name = if shown.is_empty() {
            "''".to_owned()
        } else {
            shown.join(" || ' / ' || ")
        };
        let order: Vec<String> = columns.iter().map(|c| dialect.by_code_point(c)).collect();
        let (listed, grouped, order) = if columns.is_empty() {
            (String::new(), String::new(), "1".to_owned())
        } else {
            let listed = columns.join(", ");
            (
                format!("{listed}, "),
                format!("\n  GROUP BY {listed}"),
                order.join(", "),
            )
        };
        Step {
            name: "strata".to_owned(),
            does: Some(texts::step_strata()),
            query: format!(
                "SELECT {listed}{name} AS name, count(*) AS population,\n         \
                 row_number() OVER (ORDER BY {order}) AS number\n  \
                 FROM units\n  WHERE place = 1{grouped}"
            ),
        }
    }

    fn sizes(&self) -> Vec<Step> {
        let Asked {
            dialect,
            plan,
            protocol,
            ..
        } = *self.asked;
        let queries = match (protocol, &plan.sample.size) {
            (Some(protocol), _) => {
                let sizes = protocol.strata.iter().map(|s| (s.name.as_str(), s.sample));
                sizes::known(dialect, sizes)
            }
            (None, Size::Fixed(sizes)) => {
                let sizes = sizes.iter().map(|(name, size)| (name.as_str(), *size));
                sizes::known(dialect, sizes)
            }
            (None, Size::PerValue(sizes)) => {
                let sizes = sizes.iter().map(|(value, size)| (value.as_str(), *size));
                sizes::proportional(dialect, Some(sizes::table(dialect, sizes)), 0, plan)
            }
            (None, Size::Total(total)) => sizes::proportional(dialect, None, *total, plan),
            (None, Size::Listed) => Vec::new(),
        };
        let proportional = queries.len() > 1;
        let steps = queries.into_iter().enumerate();
        steps
            .map(|(at, (name, query))| Step {
                name: name.to_owned(),
                does: (at == 0).then(|| {
                    if proportional {
                        texts::step_sizes()
                    } else {
                        texts::step_sizes_given()
                    }
                }),
                query,
            })
            .collect()
    }

    fn tickets(&self, seed: &str) -> Step {
        let dialect = self.asked.dialect;
        let ticket = dialect.sha256(&format!("'{}' || units.key", seed_hash(seed)));
        let same: Vec<String> = (0..self.asked.plan.strata.len())
            .map(|at| format!("units.stratifier_{at} = sized.stratifier_{at}"))
            .collect();
        let same = if same.is_empty() {
            "1 = 1".to_owned()
        } else {
            same.join(" AND ")
        };
        Step {
            name: "tickets".to_owned(),
            does: Some(texts::step_tickets()),
            query: format!(
                "SELECT units.key, {ticket} AS ticket, sized.number, sized.name, sized.population, sized.size\n  \
                 FROM units\n  JOIN sized ON {same}\n  WHERE units.place = 1"
            ),
        }
    }

    fn ranked(&self) -> Step {
        let order = self.asked.dialect.by_code_point("ticket");
        Step {
            name: "ranked".to_owned(),
            does: Some(texts::step_ranked()),
            query: format!(
                "SELECT *, row_number() OVER (PARTITION BY number ORDER BY {order}) AS place\n  FROM tickets"
            ),
        }
    }

    /// The units of sample and reserves, with the numbers that the protocol gives them.
    fn result(&self) -> String {
        let dialect = self.asked.dialect;
        let last = dialect.letter("65 + (number - 1) % 26");
        let before = dialect.whole("number - 1", "26");
        let first = dialect.letter(&format!("64 + {before}"));
        let letter = format!("CASE WHEN number <= 26 THEN {last} ELSE {first} || {last} END");
        let place = dialect.as_text("place");
        format!(
            "\nSELECT ({letter}) || '-' || (CASE WHEN place < 10 THEN '0' ELSE '' END) || {place} AS id,\n       \
             key, ticket, {letter} AS stratum, name AS stratum_name, population,\n       \
             CASE WHEN place <= size THEN 'sample' ELSE 'reserve' END AS role, place AS {}\n\
             FROM ranked\nWHERE place <= size + {}\nORDER BY number, place;\n",
            dialect.name("rank"),
            self.asked.plan.sample.reserve
        )
    }
}
