//! A template that builds on another: `extends` in `template.toml` names the other, `[take]`
//! says what is taken of it, and the template's own files are laid over what was taken. It is
//! all done on the TOML, before any name is resolved, so that what comes out is a template
//! like any other.
//!
//! Tables are laid over key by key at the top of a file. In a list of things with ids the own
//! ones replace keys of the same id, or come after the others (`after = "ID"`: after that one).
//! Everything else is replaced as a whole.

use std::collections::BTreeSet;

use toml::{Table, Value};

use super::faults::{Faults, Spot};
use super::{Base, TemplateFile};
use crate::problem::{Error, Result};
use crate::template::texts;

/// Tables that are laid over key by key, not replaced.
const LAID_OVER: [&str; 3] = ["parameters", "option_sets", "head"];

/// Lists of things with ids inside such a thing.
const INNER: [&str; 1] = ["fields"];

/// Where a thing of a list goes: after the one with this id.
const AFTER: &str = "after";

/// One file of the whole, laid together.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The path within the template.
    pub(super) path: String,
    /// Where its words stand, the own file first: as it is shown, and its text.
    pub(super) texts: Vec<(String, String)>,
    /// What it holds, where that is not simply its text.
    pub(super) laid: Option<Table>,
}

/// All files of a template with those it builds on.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) pieces: Vec<Piece>,
    /// What it builds on.
    pub(super) extends: Option<String>,
    /// Evidence that comes from below and was not written for what was taken: a source of it
    /// that was not taken is no fault.
    pub(super) inherited: BTreeSet<String>,
}

impl Whole {
    pub(super) fn piece(&self, path: &str) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.path == path)
    }

    /// The ids of the things that the template's own file has, where something lies below;
    /// `None`: all are its own.
    pub(super) fn own_ids(&self, path: &str) -> Option<BTreeSet<String>> {
        self.extends.as_ref()?;
        let texts = self.piece(path).map(|piece| piece.texts.as_slice());
        let own = texts
            .unwrap_or_default()
            .iter()
            .find(|(shown, _)| shown == path);
        let own = own.and_then(|(_, text)| text.parse::<Table>().ok());
        Some(own.map(|table| ids(&table)).unwrap_or_default())
    }
}

/// The template's own files over those it builds on. `chain` holds the ids so far.
pub(super) fn whole(
    id: &str,
    files: &[TemplateFile],
    base: Base<'_>,
    chain: &mut Vec<String>,
    faults: &mut Faults,
) -> Result<Whole> {
    let own: Vec<Piece> = files.iter().map(Piece::of).collect();
    let head = files.iter().find(|file| file.path == HEAD);
    let Some((head, named)) = head.and_then(|head| Some((head, extends(&head.text)?))) else {
        return Ok(Whole {
            pieces: own,
            ..Whole::default()
        });
    };
    faults.tell_of(&own);
    let (below_id, below_files) = match base(id, &named) {
        Ok(found) => found,
        Err(error) => {
            faults.take(HEAD, Spot::Word(&named), error.faults);
            return Err(faults.told());
        }
    };
    chain.push(id.to_owned());
    if chain.contains(&below_id) {
        faults.at(HEAD, Spot::Word(&named), texts::builds_on_itself(&named));
        return Err(faults.told());
    }
    let mut under = Faults::default();
    let mut below = whole(&below_id, &below_files, base, chain, &mut under)?;
    faults.take(HEAD, Spot::Word(&named), under.told().faults);
    let take = Take::read(&head.text);
    below.take(&take, faults);
    for piece in &mut below.pieces {
        for (shown, _) in &mut piece.texts {
            if !shown.starts_with(&below_id) {
                *shown = format!("{below_id}/{shown}");
            }
        }
    }
    let evidence = below.piece(EVIDENCE).and_then(Piece::table);
    let mut whole = Whole {
        pieces: Vec::new(),
        extends: Some(named),
        inherited: evidence.map(|table| ids(&table)).unwrap_or_default(),
    };
    for piece in own {
        match below
            .pieces
            .iter()
            .position(|known| known.path == piece.path)
        {
            Some(at) => {
                let under = below.pieces.remove(at);
                if piece.path == EVIDENCE
                    && let Some(own) = piece.table()
                {
                    for id in ids(&own) {
                        whole.inherited.remove(&id);
                    }
                }
                whole.pieces.push(piece.over(under, faults));
            }
            None => whole.pieces.push(piece),
        }
    }
    whole.pieces.extend(below.pieces);
    whole.pieces.sort_by(|a, b| a.path.cmp(&b.path));
    if !says(&head.text, CROSSES) {
        whole.keep_possible_crosses();
    }
    Ok(whole)
}

const HEAD: &str = "template.toml";
const EVIDENCE: &str = "evidence.toml";

/// Criteria set against each other in the head.
const CROSSES: &str = "crosses";

fn extends(text: &str) -> Option<String> {
    let head: Table = text.parse().ok()?;
    head.get("extends")?.as_str().map(str::to_owned)
}

fn says(text: &str, key: &str) -> bool {
    text.parse::<Table>()
        .is_ok_and(|head| head.contains_key(key))
}

impl Piece {
    /// A file as it is.
    pub(super) fn of(file: &TemplateFile) -> Self {
        Self {
            path: file.path.clone(),
            texts: vec![(file.path.clone(), file.text.clone())],
            laid: None,
        }
    }

    /// What it holds; `None` where its text is no TOML.
    fn table(&self) -> Option<Table> {
        match &self.laid {
            Some(table) => Some(table.clone()),
            None => self.texts.first()?.1.parse().ok(),
        }
    }

    /// This one laid over the one below. Plans and recipes are whole texts and replace.
    fn over(self, under: Self, faults: &mut Faults) -> Self {
        let whole_text = self.path == "synth.toml" || self.path.starts_with("plan.");
        let (Some(own), Some(mut laid)) = (self.table(), under.table()) else {
            return self;
        };
        if whole_text {
            return self;
        }
        // What was taken from below says nothing of what is taken from here.
        for key in ["extends", "take"] {
            laid.remove(key);
        }
        // The two sentences of a criterion go together: a new one does not leave the other old.
        if own.contains_key("finding") && !own.contains_key("met") {
            laid.remove("met");
        }
        lay(&mut laid, own, &self.path, faults);
        let mut texts = self.texts;
        texts.extend(under.texts);
        Self {
            path: self.path,
            texts,
            laid: Some(laid),
        }
    }
}

fn lay(under: &mut Table, own: Table, file: &str, faults: &mut Faults) {
    for (key, value) in own {
        match (under.get_mut(&key), value) {
            (Some(Value::Array(below)), Value::Array(own)) if have_ids(below) && have_ids(&own) => {
                lay_list(below, own, (file, &key), faults);
            }
            (Some(Value::Table(below)), Value::Table(own)) if LAID_OVER.contains(&key.as_str()) => {
                below.extend(own);
            }
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn lay_list(
    below: &mut Vec<Value>,
    own: Vec<Value>,
    (file, list): (&str, &str),
    faults: &mut Faults,
) {
    for (at, value) in own.iter().enumerate() {
        if let Some(id) = id_of(value)
            && own[..at].iter().any(|before| id_of(before) == Some(id))
        {
            faults.at(file, Spot::Again(id), texts::twice(id));
        }
    }
    for value in own {
        let Value::Table(mut thing) = value else {
            below.push(value);
            continue;
        };
        let after = thing.remove(AFTER);
        let id = thing.get("id").and_then(Value::as_str);
        let at = below
            .iter()
            .position(|known| id.is_some() && id_of(known) == id);
        let place = if let Some(at) = at {
            let mut known = below.remove(at);
            if let Value::Table(known) = &mut known {
                lay_thing(known, thing, file, faults);
            }
            below.insert(at, known);
            at
        } else {
            below.push(Value::Table(thing));
            below.len() - 1
        };
        let Some(after) = after.as_ref().and_then(Value::as_str) else {
            continue;
        };
        let moved = below.remove(place);
        if let Some(at) = below.iter().position(|known| id_of(known) == Some(after)) {
            below.insert(at + 1, moved);
        } else {
            let known: Vec<String> = below
                .iter()
                .filter_map(|known| id_of(known).map(str::to_owned))
                .collect();
            faults.unknown_at(file, Spot::Word(after), after, list, &known);
            below.push(moved);
        }
    }
}

fn lay_thing(known: &mut Table, own: Table, file: &str, faults: &mut Faults) {
    for (key, value) in own {
        match (known.get_mut(&key), value) {
            (Some(Value::Array(below)), Value::Array(own)) if INNER.contains(&key.as_str()) => {
                lay_list(below, own, (file, &key), faults);
            }
            (_, value) => {
                known.insert(key, value);
            }
        }
    }
}

fn id_of(thing: &Value) -> Option<&str> {
    thing.as_table()?.get("id")?.as_str()
}

fn have_ids(list: &[Value]) -> bool {
    !list.is_empty() && list.iter().all(|thing| id_of(thing).is_some())
}

/// The ids of the things in a file's lists.
fn ids(table: &Table) -> BTreeSet<String> {
    table
        .values()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|thing| id_of(thing).map(str::to_owned))
        .collect()
}

/// `[take]`: what is taken of the template below; a list that is not there takes all of it.
struct Take {
    registers: Option<Vec<String>>,
    checklists: Option<Vec<String>>,
    questions: Option<Vec<String>>,
    criteria: Option<Vec<String>>,
}

impl Take {
    fn read(head: &str) -> Self {
        let head: Option<Table> = head.parse().ok();
        let take = head.as_ref().and_then(|head| head.get("take")?.as_table());
        let list = |key: &str| {
            let list = take?.get(key)?.as_array()?;
            Some(
                list.iter()
                    .filter_map(|w| w.as_str().map(str::to_owned))
                    .collect(),
            )
        };
        Self {
            registers: list("registers"),
            checklists: list("checklists"),
            questions: list("questions"),
            criteria: list("criteria"),
        }
    }
}

/// `AP-*` takes what begins so, any other word what is called so.
fn means(word: &str, id: &str) -> bool {
    match word.strip_suffix('*') {
        Some(start) => id.starts_with(start),
        None => word == id,
    }
}

fn is_taken(words: Option<&[String]>, id: &str) -> bool {
    words.is_none_or(|words| words.iter().any(|word| means(word, id)))
}

impl Whole {
    /// Leaves out crosses from below of which a side was not taken.
    fn keep_possible_crosses(&mut self) {
        let paths: BTreeSet<String> = self.pieces.iter().map(|p| p.path.clone()).collect();
        let is_there = |cross: &Value, side: &str| {
            let criterion = cross
                .get(side)
                .and_then(|side| side.get("criterion")?.as_str());
            criterion.is_some_and(|id| paths.contains(&format!("criteria/{id}.toml")))
        };
        let head = self.pieces.iter_mut().find(|piece| piece.path == HEAD);
        if let Some(Value::Array(crosses)) = head
            .and_then(|head| head.laid.as_mut())
            .and_then(|head| head.get_mut(CROSSES))
        {
            crosses.retain(|cross| is_there(cross, "rows") && is_there(cross, "columns"));
        }
    }

    fn take(&mut self, take: &Take, faults: &mut Faults) {
        let stem = |piece: &Piece, folder: &str| {
            let name = piece.path.strip_prefix(folder)?.strip_suffix(".toml")?;
            Some(name.to_owned())
        };
        for (folder, words) in [
            ("checklists/", &take.checklists),
            ("criteria/", &take.criteria),
        ] {
            let known: Vec<String> = self.pieces.iter().filter_map(|p| stem(p, folder)).collect();
            check(
                words.as_deref(),
                &known,
                folder.trim_end_matches('/'),
                faults,
            );
            self.pieces.retain(|piece| {
                stem(piece, folder).is_none_or(|id| is_taken(words.as_deref(), &id))
            });
        }
        self.of_lists("registers", "registers", take.registers.as_deref(), faults);
        self.of_lists("questions", "checklists", take.questions.as_deref(), faults);
    }

    /// Leaves out of a list what is not taken, in the files whose path begins so.
    fn of_lists(&mut self, list: &str, files: &str, words: Option<&[String]>, faults: &mut Faults) {
        if words.is_none() {
            return;
        }
        let mut known = Vec::new();
        for piece in self.pieces.iter_mut().filter(|p| p.path.starts_with(files)) {
            let Some(mut table) = piece.table() else {
                continue;
            };
            if let Some(Value::Array(things)) = table.get_mut(list) {
                known.extend(things.iter().filter_map(|t| id_of(t).map(str::to_owned)));
                things.retain(|thing| id_of(thing).is_none_or(|id| is_taken(words, id)));
            }
            piece.laid = Some(table);
        }
        check(words, &known, list, faults);
    }
}

/// Words of `[take]` that mean nothing below.
fn check(words: Option<&[String]>, known: &[String], kind: &str, faults: &mut Faults) {
    for word in words.unwrap_or_default() {
        if !known.iter().any(|id| means(word, id)) {
            faults.unknown_at(HEAD, Spot::Word(word), word, kind, known);
        }
    }
}

/// The built-in templates as what others build on.
pub(super) fn builtin_base(_: &str, name: &str) -> Result<(String, Vec<TemplateFile>)> {
    let files = crate::template::builtin_files(name).ok_or_else(|| {
        let known = crate::template::builtin_names().join(", ");
        Error::new(texts::no_template(name, &known))
    })?;
    Ok((name.to_owned(), files))
}
