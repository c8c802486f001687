//! Which fields a part of a criterion asks of a register, and which of them it can do without.

use crate::template::population::{Over, Population, Values};
use crate::template::{Profile, RegisterRef, Template};

/// The fields a part asks of a register.
#[derive(Default)]
pub(super) struct Asked {
    /// Without each of these it cannot be evaluated.
    pub(super) needed: Vec<usize>,
    /// Without any of these it cannot be evaluated.
    pub(super) one_of: Vec<usize>,
    /// It can do without these.
    pub(super) wanted: Vec<usize>,
    /// It looks at every field there is.
    pub(super) everything: bool,
}

impl Asked {
    pub(super) fn fields(&self) -> impl Iterator<Item = usize> {
        let all = self.needed.iter().chain(&self.one_of).chain(&self.wanted);
        all.copied()
    }

    pub(super) fn missing(&self, has: &dyn Fn(usize) -> bool) -> Option<usize> {
        let needed = self.needed.iter().find(|field| !has(**field));
        let none = !self.one_of.iter().any(|field| has(*field));
        needed.or(self.one_of.first().filter(|_| none)).copied()
    }
}

pub(super) fn asked(
    part: &Population,
    profiles: &[Profile],
    register: RegisterRef,
    template: &Template,
) -> Asked {
    let mut asked = Asked::default();
    if part.register == register {
        let of = |values: &Values| values.iter().map(|(field, _)| *field).collect::<Vec<_>>();
        asked.needed.extend(of(&part.only));
        asked.needed.extend(&part.filled);
        asked.wanted.extend(of(&part.except));
        asked.wanted.extend(part.by);
        asked.wanted.extend(profiles.iter().flat_map(|profile| {
            let fields = profile.only_for.iter().map(|(field, _)| field);
            fields
                .filter(|field| field.register == register)
                .map(|field| field.field)
        }));
        // What says which of a person's rows speaks for the person.
        asked
            .wanted
            .extend(template.register(register).pick.map(|pick| pick.field));
        match &part.condition {
            Over::Problem { .. } => asked.everything = true,
            Over::Blank { field, .. } | Over::Fewer { field } => asked.needed.push(*field),
            Over::Order { chains } => asked.one_of.extend(chains.iter().flatten()),
            Over::Pairs { of, with, on, .. } => {
                asked.needed.extend([of, with]);
                asked.wanted.extend(on);
            }
            Over::Age {
                group, on, born, ..
            } => {
                asked.needed.extend([group, on]);
                asked.wanted.extend(born);
            }
            Over::Unmatched { .. } | Over::Indicator { .. } | Over::ControlTotal => {}
            Over::Repeats { counting, on } => {
                asked.needed.extend(of(counting));
                asked.needed.extend(on);
            }
            Over::Returns { ended, began } => asked.needed.extend([ended, began]),
            Over::Together { key, day, time } => {
                asked.needed.extend(key.iter().chain([day, time]));
            }
            Over::Months { month, .. } => asked.one_of.extend(month),
        }
    }
    match &part.condition {
        Over::Unmatched {
            other,
            only,
            filled,
        } if *other == register => {
            asked.needed.extend(only.iter().map(|(field, _)| *field));
            asked.needed.extend(filled);
        }
        Over::Months { checked, only, .. } if checked.register == register => {
            asked.needed.extend(only.iter().map(|(field, _)| *field));
            asked.needed.push(checked.field);
        }
        Over::Problem { .. }
        | Over::Blank { .. }
        | Over::Order { .. }
        | Over::Pairs { .. }
        | Over::Age { .. }
        | Over::Fewer { .. }
        | Over::Indicator { .. }
        | Over::ControlTotal
        | Over::Unmatched { .. }
        | Over::Repeats { .. }
        | Over::Returns { .. }
        | Over::Together { .. }
        | Over::Months { .. } => {}
    }
    asked
}
