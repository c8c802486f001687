//! `run`: everything that can be done now, in order, and nothing twice. A second run in the
//! same folder changes nothing.

mod texts;

use stickprov::checklist::Arrangement;
use stickprov::checklist::books::Wanted;
use stickprov::lang::{Lang, Text};
use stickprov::problem::Result;

use super::changes::{self, Writes};
use super::checklist;
use super::draw;
use super::drawn;
use super::evaluated;
use super::exit::Exit;
use super::folder::Audit;
use super::gaps;
use super::output;
use super::problems;
use super::report;
use super::session::Session;
use super::translate::Swedish;
use super::verify;

/// Do everything that can be done now, in order, and nothing twice
#[derive(clap::Args)]
pub(crate) struct Args {
    /// End with exit status 1 when a rate exceeds the plan's [gate]
    #[arg(long)]
    gate: bool,
    /// End with exit status 1 when the data have problems
    #[arg(long)]
    strict: bool,
}

pub(crate) static SWEDISH: Swedish = Swedish {
    about: "Gör allt som kan göras nu, i ordning, och inget två gånger",
    args: &[
        (
            "gate",
            "Avsluta med status 1 om en andel överstiger planens [gate]",
        ),
        ("strict", "Avsluta med status 1 om data har problem"),
    ],
};

pub(crate) fn run(args: &Args, session: &Session) -> anyhow::Result<Exit> {
    let audit = session.folder().audit()?;
    let _lock = audit.folder.lock()?;
    let lang = session.lang;
    if !drawn_or_verified(&audit, session)? {
        return Ok(Exit::Negative);
    }
    // The answers are read before anything is written: a wrong one stops the run here.
    let evaluation = evaluated::evaluate(&audit, &[], lang)?;
    report::own_may_be_replaced(&audit, &evaluation)?;
    checklists(&audit, lang)?;
    if evaluation.answers.first.is_empty() {
        said(&texts::no_answers(), lang);
        return Ok(problems::tell(&evaluation.problems, lang, args.strict));
    }
    changes::record(&audit, &evaluation.answers, Writes::Results, session.lang)?;
    let built = report::build(&audit, &evaluation, lang)?;
    report::write_own(&audit, &built)?;
    said(&texts::reported(), lang);
    let blocks = gaps::blocks(&audit, &evaluation, false, false, lang);
    session.show(&evaluation.gaps, &blocks)?;
    let told = problems::tell(&evaluation.problems, lang, args.strict);
    Ok(match gaps::gate(&audit, &evaluation, args.gate, lang) {
        Exit::Done => told,
        negative @ (Exit::Negative | Exit::Failed) => negative,
    })
}

/// Draws if there is no draw, else verifies it; `false` where it differs.
fn drawn_or_verified(audit: &Audit, session: &Session) -> anyhow::Result<bool> {
    let lang = session.lang;
    let Some(protocol) = drawn::protocol(&audit.folder)? else {
        let (protocol, _) = draw::draw(audit, lang, None, false)?;
        said(&texts::drawn(&protocol.draw_id), lang);
        return Ok(true);
    };
    let frame = drawn::frame(audit, lang)?;
    let verification = verify::verification(audit, &protocol, &frame)?;
    if !verification.identical {
        session.show(
            &verification,
            &verify::blocks(&verification, &protocol, lang),
        )?;
        return Ok(false);
    }
    said(&texts::verified(&protocol.draw_id), lang);
    Ok(true)
}

/// Checklists for units that stand in none.
fn checklists(audit: &Audit, lang: Lang) -> Result<()> {
    let protocol = drawn::protocol_of_audit(audit)?;
    let cases = checklist::cases(audit, &protocol, lang)?;
    let wanted = Wanted::default();
    let books = checklist::write(
        audit,
        &protocol,
        &cases,
        &wanted,
        Arrangement::default(),
        lang,
    )?;
    if !books.is_empty() {
        said(&texts::checklists(books.len()), lang);
    }
    Ok(())
}

fn said(text: &Text, lang: Lang) {
    output::note(text.get(lang));
}
