//! `sql`: the same draw as one SQL script, for the engine where the register lives.

use std::collections::BTreeMap;

use clap::ValueEnum;
use stickprov::register;
use stickprov::sql::{self, Asked};

use super::drawn;
use super::exit::Exit;
use super::output;
use super::session::Session;
use super::texts;
use super::translate::Swedish;

/// Write the same draw as one SQL script, for the engine where the register lives
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The engine
    #[arg(long, value_name = "ENGINE")]
    dialect: Dialect,
    /// The register's table in the engine; otherwise the register's name
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Skriv samma dragning som ett SQL-skript, för den databas där registret finns",
    args: &[
        ("dialect", "Databasen"),
        (
            "table",
            "Registrets tabell i databasen; annars registrets namn",
        ),
    ],
};

/// The engines, as they are typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Dialect {
    #[value(name = "duckdb")]
    DuckDb,
    Postgres,
    Spark,
}

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let protocol = drawn::protocol(&audit.folder)?;
    let export = audit.plan.unit.export;
    let register = &audit.plan.export(export).id;
    let fields = 0..audit
        .template
        .register(audit.plan.export(export).register)
        .fields
        .len();
    // The export may be on another machine, with the register: then the fields' own names serve.
    let opened = drawn::reading(&audit, session.lang, |sources| {
        register::open(&audit.plan, &audit.template, export, &[], sources).map(|opened| {
            let header = |field| Some((field, opened.header(field)?.to_owned()));
            fields.filter_map(header).collect()
        })
    });
    if audit.plan.export(export).is_in_parts() {
        output::note(texts::sql_in_parts().get(session.lang));
    }
    let headers: BTreeMap<usize, String> = match opened {
        Ok(headers) => headers,
        Err(error) => {
            output::note(texts::without_export(&error.in_words(session.lang)).get(session.lang));
            BTreeMap::new()
        }
    };
    let script = sql::script(&Asked {
        dialect: match args.dialect {
            Dialect::DuckDb => sql::Dialect::DuckDb,
            Dialect::Postgres => sql::Dialect::Postgres,
            Dialect::Spark => sql::Dialect::Spark,
        },
        table: args.table.as_deref().unwrap_or(register),
        plan: &audit.plan,
        template: &audit.template,
        headers: &headers,
        protocol: protocol.as_ref(),
        lang: session.lang,
    })?;
    output::print(&script)?;
    Ok(Exit::Done)
}
