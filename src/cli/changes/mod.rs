//! Changed answers in the log, as old → new code: those that the reviewers changed after
//! results were written, those that they settled after a second reading, and those that a
//! fact-check changed. What the reviewers' answers were when results were last written stands
//! in `urval/svar.csv`.

mod texts;

use std::collections::{BTreeMap, BTreeSet};

use stickprov::checklist::answers::{Answers, Value};
use stickprov::lang::{Lang, whole};
use stickprov::log;
use stickprov::problem::{Error, Place, Result};
use stickprov::template::Template;

use super::drawn;
use super::folder::{Access, Audit};
use super::output;

/// The answers as they were when results were last written.
pub(crate) const KNOWN: &str = "urval/svar.csv";

/// The log's event.
const EVENT: &str = "answer";
/// The word for a change that a reviewer made in a checklist.
const CHECKLIST: &str = "checklist";
/// The word for no answer.
const BLANK: &str = "blank";

/// Whether the command that tells the changes writes results itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writes {
    /// It does, and holds the folder's lock: the answers are remembered.
    Results,
    /// It only shows: the folder is touched only where there is a change to log.
    Nothing,
}

/// One change, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    id: String,
    code: String,
    from: String,
    to: String,
    source: String,
}

/// Logs what has changed since it was last logged.
pub(crate) fn record(audit: &Audit, answers: &Answers, writes: Writes, lang: Lang) -> Result<()> {
    let now = known_now(&audit.template, answers);
    let old = known(audit)?;
    let mut changes = old.as_ref().map_or_else(Vec::new, |old| edited(old, &now));
    tell_of_gone(&changes, lang);
    changes.extend(decided(audit, answers)?);
    let remembers = match (&old, writes) {
        (None, Writes::Nothing) => false,
        (None, Writes::Results) => !now.is_empty(),
        (Some(old), Writes::Results) => *old != now,
        (Some(_), Writes::Nothing) => !changes.is_empty(),
    };
    if changes.is_empty() && !remembers {
        return Ok(());
    }
    let _lock = match writes {
        Writes::Results => None,
        Writes::Nothing => Some(audit.folder.lock()?),
    };
    let mut batch = audit.folder.batch();
    if !changes.is_empty() {
        let mut text = drawn::log_text(&audit.folder)?;
        log::check(&text, drawn::LOG)?;
        let time = drawn::now();
        for change in &changes {
            let Change {
                id,
                code,
                from,
                to,
                source,
            } = change;
            let reason = format!("{id} {code} {from} -> {to} {source}");
            text = log::append(&text, &time, EVENT, &reason, "");
        }
        batch.add(drawn::LOG, text.as_bytes(), Access::Usual)?;
    }
    if remembers {
        batch.add(KNOWN, csv(&now).as_bytes(), Access::Usual)?;
    }
    batch.commit()
}

/// Answers that were there and are not: a workbook that was moved away or saved over is not
/// to look like files that never came.
fn tell_of_gone(changes: &[Change], lang: Lang) {
    let gone: Vec<&Change> = (changes.iter().filter(|change| change.to == BLANK)).collect();
    let Some(first) = gone.first() else {
        return;
    };
    let files: BTreeSet<&str> = gone.iter().map(|change| change.id.as_str()).collect();
    let (answers, files) = (
        whole(lang, gone.len() as u64),
        whole(lang, files.len() as u64),
    );
    let told = texts::gone(&answers, &files, &first.id, &first.code);
    output::note(told.get(lang));
    output::note(&format!("  {}", texts::gone_hint().get(lang)));
}

type Known = BTreeMap<(String, String), String>;

/// The reviewers' own answers; free text is not remembered.
fn known_now(template: &Template, answers: &Answers) -> Known {
    // What gave way to another answer has one, so every question stands among the first.
    answers
        .first
        .keys()
        .filter_map(|(id, question)| {
            let answer = answers.original(id, *question)?;
            if answer.value == Value::Text {
                return None;
            }
            let code = template.question(*question).id.clone();
            Some(((id.clone(), code), answer.value.codes()))
        })
        .collect()
}

/// What stood when results were last written; `None` before that.
fn known(audit: &Audit) -> Result<Option<Known>> {
    if !audit.folder.path(KNOWN).is_file() {
        return Ok(None);
    }
    let bytes = audit.folder.read(KNOWN)?;
    let text = String::from_utf8_lossy(&bytes);
    let mut found = Known::new();
    for (row, line) in (1..).zip(text.lines()).skip(1) {
        // Löpnummer, codes and answers as codes hold no comma and no quotation mark.
        let mut parts = line.splitn(3, ',').map(str::to_owned);
        let (Some(id), Some(code), Some(answer)) = (parts.next(), parts.next(), parts.next())
        else {
            let place = Place::file(KNOWN).at_row(row);
            return Err(Error::at(place, texts::unreadable()).hint(texts::unreadable_hint()));
        };
        found.insert((id, code), answer);
    }
    Ok(Some(found))
}

fn csv(known: &Known) -> String {
    let mut text = "id,question,answer\n".to_owned();
    for ((id, code), answer) in known {
        text.push_str(&format!("{id},{code},{answer}\n"));
    }
    text
}

/// What the reviewers changed themselves: a first answer to a question is no change.
fn edited(old: &Known, now: &Known) -> Vec<Change> {
    old.iter()
        .filter(|(key, before)| now.get(*key) != Some(before))
        .map(|(key, before)| Change {
            id: key.0.clone(),
            code: key.1.clone(),
            from: before.clone(),
            to: now.get(key).cloned().unwrap_or_else(|| BLANK.to_owned()),
            source: CHECKLIST.to_owned(),
        })
        .collect()
}

/// By löpnummer, code and source: the first answer and the one that counts.
type Decided = BTreeMap<(String, String, String), (String, String)>;

/// What was settled or accepted, or taken back, and is not in the log yet.
fn decided(audit: &Audit, answers: &Answers) -> Result<Vec<Change>> {
    let now: Decided = answers
        .changed
        .iter()
        .map(|change| {
            let code = audit.template.question(change.question).id.clone();
            let from = change
                .before
                .as_ref()
                .map_or_else(|| BLANK.to_owned(), |before| before.value.codes());
            let key = (change.id.clone(), code, change.because.code().to_owned());
            (key, (from, change.after.value.codes()))
        })
        .collect();
    let logged = logged(audit)?;
    let change = |key: &(String, String, String), from: &str, to: &str| Change {
        id: key.0.clone(),
        code: key.1.clone(),
        from: from.to_owned(),
        to: to.to_owned(),
        source: key.2.clone(),
    };
    let mut changes = Vec::new();
    for (key, (from, to)) in &now {
        match logged.get(key) {
            Some((_, last)) if last == to => {}
            Some((_, last)) => changes.push(change(key, last, to)),
            None => changes.push(change(key, from, to)),
        }
    }
    for (key, (from, to)) in &logged {
        if !now.contains_key(key) {
            changes.push(change(key, to, from));
        }
    }
    Ok(changes)
}

/// The decided changes that hold by the log: the first answer and the one that counts.
fn logged(audit: &Audit) -> Result<Decided> {
    let mut found = Decided::new();
    for line in drawn::log_text(&audit.folder)?.lines() {
        // A broken line is for `verify` to tell, and stops what is appended.
        let Ok(entry) = serde_json::from_str::<log::Entry>(line) else {
            continue;
        };
        if entry.event == "draw" {
            found.clear();
        }
        if entry.event != EVENT {
            continue;
        }
        let words: Vec<&str> = entry.reason.split(' ').collect();
        let [id, code, from, "->", to, source] = words.as_slice() else {
            continue;
        };
        if *source == CHECKLIST {
            continue;
        }
        let key = ((*id).to_owned(), (*code).to_owned(), (*source).to_owned());
        let first = found
            .get(&key)
            .map_or_else(|| (*from).to_owned(), |(first, _)| first.clone());
        if first == *to {
            found.remove(&key);
        } else {
            found.insert(key, (first, (*to).to_owned()));
        }
    }
    Ok(found)
}
