//! The unit register, read: who is in scope, and which row speaks for each.

use super::build::rows_of_parts;
use super::candidate::{Candidate, Candidates, Strata, order, rank};
use super::matching::Known;
use super::own::{Foreseen, Kept};
use super::protected::{Marks, Protected};
use super::scope::{Listed, first_failing, is_undecided};
use super::units::{Keys, RowAndStratum, Units, mark};
use super::{
    NO_IDENTITY, Reason, Reconciliation, SUPERSEDED, Stratum, stratum_letter, stratum_name, texts,
};
use crate::lang::Text;
use crate::plan::{IfSeveral, Plan};
use crate::problem::{Error, Place, Problem, Result};
use crate::register::{self, Ask, Locator, Reading, Sources, Value};
use crate::template::Template;

/// How many places of a fault are shown.
const PLACES_SHOWN: usize = 5;

/// The unit register, read.
pub(super) struct Population {
    pub(super) units: Units,
    strata: Strata,
    failed: Vec<u64>,
    superseded: u64,
    /// Of those that failed, how many might have held.
    undecided: u64,
    without_identity: u64,
    pub(super) read: Reading,
    pub(super) rows_stand: Locator,
    pub(super) known: Known,
    pub(super) protected: Protected,
    pub(super) kept: Kept,
}

/// What is asked of the unit register, and where it stands in a record.
struct Asked {
    asks: Vec<Ask>,
    scope: Vec<usize>,
    strata: Vec<usize>,
    by: Option<usize>,
    person: Option<usize>,
    linked: Vec<(usize, usize)>,
}

impl Asked {
    /// The fields without which there is no frame, by their place in a record.
    fn needed(&self) -> impl Iterator<Item = usize> {
        let said = self.scope.iter().chain(&self.strata).copied();
        std::iter::once(0).chain(said).chain(self.by)
    }
}

/// Rows about which something is said once all are read.
#[derive(Default)]
struct Odd {
    /// Rows beside the first of their unit, where there must be none.
    rivals: Vec<u64>,
    /// How many units there are.
    units: usize,
    /// Rows of the same date as an earlier one that could speak for their unit.
    ties: Vec<u64>,
    nameless: Vec<u64>,
    /// Rows that fail a line of the scope with a value that the template does not know.
    unknown: Failing,
    /// Rows that fail a line though their value does not decide it.
    undecided: Failing,
}

/// How many rows fail a line of the scope in some way, and the first of them, each with the line.
#[derive(Default)]
struct Failing {
    count: u64,
    first: Vec<(u64, usize)>,
}

impl Failing {
    fn add(&mut self, row: u64, line: usize) {
        self.count += 1;
        if self.first.len() < PLACES_SHOWN {
            self.first.push((row, line));
        }
    }
}

impl Odd {
    fn tell(mut self, plan: &Plan, rows_stand: &Locator, read: &mut Reading) -> Result<()> {
        self.rivals.sort_unstable();
        if plan.unit.if_several == IfSeveral::Error && !self.rivals.is_empty() {
            let place = rows_stand.place(self.rivals[0], None);
            let what = texts::several_rows(self.rivals.len(), &rows(&self.rivals, rows_stand));
            // Hardly any unit for all the rows: a column that tells none of them from another.
            let hint = if self.rivals.len() > 10 * usize::max(self.units, 1) {
                texts::same_for_all_hint(self.units)
            } else {
                texts::several_rows_hint()
            };
            return Err(Error::at(place, what).hint(hint));
        }
        self.ties.sort_unstable();
        for row in self.ties {
            let place = rows_stand.place(row, None);
            read.problems.add(Problem {
                code: "equal-dates",
                what: texts::equal_dates(),
                place,
            });
        }
        let file = plan.export(plan.unit.export).name();
        let places = |failing: &Failing| {
            let first = failing.first.iter();
            let place = |(row, line): &(u64, usize)| {
                rows_stand.place(*row, Some(plan.scope[*line].field.field))
            };
            first.map(place).collect::<Vec<_>>()
        };
        let problems = &mut read.problems;
        let (unknown, undecided) = (&self.unknown, &self.undecided);
        if unknown.count > 0 {
            let what = texts::unknown_out_of_scope();
            problems.add_many(
                "unknown-out-of-scope",
                &file,
                what,
                unknown.count,
                places(unknown),
            );
        }
        if undecided.count > 0 {
            let what = texts::undecided_out_of_scope();
            problems.add_many(
                "undecided-out-of-scope",
                &file,
                what,
                undecided.count,
                places(undecided),
            );
        }
        for row in self.nameless {
            let place = rows_stand.place(row, None);
            read.problems.add(Problem {
                code: "no-identity",
                what: texts::no_identity(),
                place,
            });
        }
        Ok(())
    }
}

/// The rows of the unit register while they are read.
struct Gathered {
    candidates: Candidates,
    keys: Keys,
    /// Row and person of every row in scope, where units are not persons.
    persons: Vec<(u64, u64)>,
    in_scope: u64,
}

impl Population {
    pub(super) fn read(
        plan: &Plan,
        template: &Template,
        foreseen: Option<Foreseen<'_>>,
        sources: Sources<'_>,
    ) -> Result<Self> {
        let mut asked = asked(plan, template);
        let needed: Vec<usize> = asked.needed().map(|at| asked.asks[at].field).collect();
        let mut opened = register::open(plan, template, plan.unit.export, &needed, sources)?;
        let register = template.register(plan.export(plan.unit.export).register);
        let marks = Marks::ask(register, &opened, &mut asked.asks);
        let rule = plan.unit.if_several;
        let mut population = Self {
            units: Units::default(),
            strata: Strata::default(),
            failed: vec![0; plan.scope.len()],
            superseded: 0,
            undecided: 0,
            without_identity: 0,
            read: Reading::default(),
            rows_stand: opened.locator(),
            known: Known::default(),
            protected: Protected::default(),
            kept: Kept::default(),
        };
        // Rows of text are fetched from where they stand.
        let mut foreseen = foreseen.filter(|_| !opened.is_text());
        let mut others = Vec::new();
        if let Some(foreseen) = &foreseen {
            population.kept = Kept::of(foreseen.fields);
            others.extend(foreseen.fields.iter().map(|field| Ask::value(*field)));
        }
        let mut gathered = Gathered {
            candidates: Candidates::new(rule == IfSeveral::Error),
            keys: Keys::default(),
            persons: Vec::new(),
            in_scope: 0,
        };
        population.protected.told_by(marks.any());
        let has_others = plan.registers.len() > 1;
        let mut odd = Odd::default();
        let mut listed = Listed::new(plan, &asked.scope);
        population.read = opened.records_and(&asked.asks, &others, &mut |record| {
            let Value::Identity(key, _) = &record.values[0] else {
                population.without_identity += 1;
                odd.nameless.push(record.row);
                return Ok(());
            };
            let person = asked.person.and_then(|at| match &record.values[at] {
                Value::Identity(person, _) => Some(person),
                Value::Missing
                | Value::Text(_)
                | Value::Date(_)
                | Value::Integer(_)
                | Value::YesNo(_) => None,
            });
            let who = person.unwrap_or(key);
            if has_others {
                population.known.person(who);
            }
            if marks.protect(record.values) {
                population.protected.add([mark(key), mark(who)]);
            }
            for (at, field) in &asked.linked {
                population.known.link(*field, &record.values[*at], who);
            }
            listed.row(record);
            if let Some(line) = first_failing(&plan.scope, &asked.scope, record) {
                population.failed[line] += 1;
                if listed.fails_unknown(line, record) {
                    odd.unknown.add(record.row, line);
                } else if is_undecided(&plan.scope[line], &record.values[asked.scope[line]]) {
                    odd.undecided.add(record.row, line);
                }
                return Ok(());
            }
            let stratum = population.strata.of(&asked.strata, record);
            if let Some(foreseen) = &mut foreseen
                && (foreseen.may_be_drawn)(key, stratum)
            {
                population.kept.keep(record);
            }
            let order = asked.by.and_then(|at| order(&record.values[at]));
            gathered.in_scope += 1;
            if asked.person.is_some() {
                let who = gathered.keys.number(who);
                gathered.persons.push((record.row, who));
            }
            gathered.candidates.push(Candidate {
                key: gathered.keys.number(key),
                rank: rank(rule, order),
                place: RowAndStratum::new(record.row, stratum),
            });
            Ok(())
        })?;
        population.settle(rule, gathered, &mut odd);
        population.tell_unseen(plan, template, &listed);
        population.undecided = odd.undecided.count;
        odd.tell(plan, &population.rows_stand, &mut population.read)?;
        Ok(population)
    }

    /// Values of the scope that stand in no row at all.
    fn tell_unseen(&mut self, plan: &Plan, template: &Template, listed: &Listed<'_>) {
        let field = |line: usize| template.field_name(plan.scope[line].field);
        let unseen: Vec<String> = listed
            .unseen()
            .map(|(line, value)| format!("{} = \"{value}\"", field(line)))
            .collect();
        if !unseen.is_empty() {
            self.read.problems.add(Problem {
                code: "scope-value-unseen",
                what: texts::scope_value_unseen(&unseen.join(", ")),
                place: Place::file(plan.export(plan.unit.export).name()),
            });
        }
    }

    /// One row speaks for each unit. Equal dates: the row whose stratum values sort first, so
    /// that the order of rows never matters.
    fn settle(&mut self, rule: IfSeveral, gathered: Gathered, odd: &mut Odd) {
        let Gathered {
            candidates,
            keys,
            persons,
            in_scope,
        } = gathered;
        let room = usize::try_from(in_scope).expect("a count of rows fits");
        let mut units = Units::with_room(room, keys);
        let strata = &self.strata;
        candidates.each_unit(&mut |rows| {
            let equal = rows.partition_point(|row| row.rank == rows[0].rank);
            let place = (rows[..equal].iter().map(|row| row.place))
                .min_by_key(|place| (strata.values(place.stratum()), place.row()))
                .expect("a unit has rows");
            odd.ties
                .extend(rows[1..equal].iter().map(|row| row.place.row()));
            if rule == IfSeveral::Error {
                let rows = rows.iter().map(|row| row.place.row());
                let first = rows.clone().min();
                odd.rivals.extend(rows.filter(|row| Some(*row) != first));
            }
            let person = persons.binary_search_by_key(&place.row(), |(row, _)| *row);
            let person = person.ok().map(|at| persons[at].1);
            units.push(rows[0].key, place, person);
        });
        odd.units = units.len();
        self.superseded = in_scope - u64::try_from(units.len()).expect("a count of rows fits");
        self.units = units;
    }

    pub(super) fn reconcile(&self, plan: &Plan, template: &Template) -> Reconciliation {
        let mut excluded: Vec<Reason> = plan
            .scope
            .iter()
            .zip(&self.failed)
            .map(|(line, count)| Reason {
                reason: template.field_name(line.field),
                count: *count,
            })
            .collect();
        excluded.push(Reason {
            reason: SUPERSEDED.to_owned(),
            count: self.superseded,
        });
        Reconciliation {
            register: plan.export(plan.unit.export).id.clone(),
            read: self.read.rows,
            parts: rows_of_parts(&self.read),
            kept: u64::try_from(self.units.len()).expect("a count of rows fits"),
            excluded,
            rejected: vec![Reason {
                reason: NO_IDENTITY.to_owned(),
                count: self.without_identity,
            }],
        }
    }

    /// Nobody is in scope: which line removed how many.
    pub(super) fn nobody(&self, plan: &Plan, template: &Template) -> Error {
        let lines: Vec<String> = plan
            .scope
            .iter()
            .zip(&self.failed)
            .map(|(line, count)| format!("{}: {count}", template.field_name(line.field)))
            .collect();
        let what = texts::nobody_in_scope(self.read.rows, self.without_identity);
        let error = Error::at(Place::file(plan.export(plan.unit.export).name()), what);
        if lines.is_empty() {
            error
        } else {
            let undecided = match self.undecided {
                0 => Text::default(),
                count => texts::undecided_rows(count),
            };
            let lines = texts::scope_lines(&lines.join(", "));
            let hint = Text::joined(&[&lines, &undecided, &texts::widen_scope()], "");
            error.hint(hint)
        }
    }

    /// The strata in their order, and the units.
    pub(super) fn strata(mut self) -> (Vec<Stratum>, Units) {
        let counts = self.units.count_strata(self.strata.values.len());
        let mut place_of = vec![0; counts.len()];
        let mut met: Vec<(Vec<String>, usize)> =
            (self.strata.values.into_iter()).zip(0..).collect();
        met.sort_unstable();
        let mut strata = Vec::new();
        for (values, at) in met {
            // A stratum all of whose rows gave way to rows in another has nobody.
            if counts[at] == 0 {
                continue;
            }
            place_of[at] = strata.len();
            strata.push(Stratum {
                letter: stratum_letter(strata.len()),
                name: stratum_name(&values),
                values,
                population: counts[at],
            });
        }
        self.units.move_strata(&place_of);
        (strata, self.units)
    }
}

fn asked(plan: &Plan, template: &Template) -> Asked {
    let mut asks = vec![Ask::identity(plan.unit.one_per.field)];
    let mut place = |field: usize| {
        let ask = Ask::value(field);
        asks.iter()
            .position(|known| *known == ask)
            .unwrap_or_else(|| {
                asks.push(ask);
                asks.len() - 1
            })
    };
    let scope = plan
        .scope
        .iter()
        .map(|line| place(line.field.field))
        .collect();
    let strata = plan.strata.iter().map(|field| place(field.field)).collect();
    let by = plan.unit.by.map(|field| place(field.field));
    let unit_register = plan.export(plan.unit.export).register;
    let linked = Known::linking_fields(plan, template)
        .into_iter()
        .map(|field| (place(field), field))
        .collect();
    let identity = template.register(unit_register).identity_field();
    let person = identity
        .filter(|field| *field != plan.unit.one_per.field)
        .map(|field| {
            asks.push(Ask::identity(field));
            asks.len() - 1
        });
    Asked {
        asks,
        scope,
        strata,
        by,
        person,
        linked,
    }
}

fn rows(rows: &[u64], stand: &Locator) -> String {
    let shown = stand.rows(&rows[..rows.len().min(PLACES_SHOWN)]);
    let more = if rows.len() > PLACES_SHOWN {
        " …"
    } else {
        ""
    };
    format!("{shown}{more}")
}
