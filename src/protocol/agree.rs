//! Whether the parts of a protocol agree, with each other and with the plan: a file that was
//! edited by hand, or that belongs to another plan, must not become the base of a result. What
//! the registers give is for `verify`.

use super::{Protocol, Role, Stratum, texts};
use crate::frame::stratum_letter;
use crate::lang::Text;
use crate::plan::{CoordinateMode, Plan};
use crate::problem::{Error, Fault, Place, Result};
use crate::sample::METHOD;
use crate::template::Template;

/// How many digits a hash has.
const HASH_DIGITS: usize = 64;

/// The error that lists what disagrees; `file` is named in it.
pub fn check(protocol: &Protocol, plan: &Plan, template: &Template, file: &str) -> Result<()> {
    let within = within(protocol);
    let (faults, hint) = if within.is_empty() {
        (
            with_plan(protocol, plan, template),
            texts::other_plan_hint(),
        )
    } else {
        (within, texts::unreadable_hint())
    };
    let faults = faults.into_iter().map(|what| Fault {
        place: Some(Place::file(file)),
        what,
        hint: None,
    });
    Error::all(faults.collect()).map_err(|error| error.hint(hint))
}

/// What disagrees within the protocol. Nothing of the file is repeated but numbers.
pub fn within(protocol: &Protocol) -> Vec<Text> {
    let mut found = Vec::new();
    let mut units = protocol.units.iter();
    for (at, stratum) in protocol.strata.iter().enumerate() {
        let letter = stratum_letter(at);
        let drawn = stratum.sample.saturating_add(stratum.reserve);
        if stratum.letter != letter || drawn > stratum.population {
            found.push(texts::stratum_disagrees(&letter));
            continue;
        }
        let expected = (1..=drawn).all(|rank| {
            units.next().is_some_and(|unit| {
                unit.stratum == letter
                    && unit.rank == rank
                    && unit.id == format!("{letter}-{rank:02}")
                    && (unit.role == Role::Sample) == (rank <= stratum.sample)
            })
        });
        if !expected || reviewed(protocol, stratum) > stratum.sample {
            found.push(texts::stratum_disagrees(&letter));
            break;
        }
    }
    if found.is_empty() && units.next().is_some() {
        found.push(texts::units_in_no_stratum());
    }
    for (at, one) in protocol.reconciliation.iter().enumerate() {
        if !one.adds_up() {
            found.push(texts::rows_disagree(at + 1));
        }
    }
    let hash = &protocol.selection_sha256;
    let is_hex = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    if hash.len() != HASH_DIGITS || !is_hex(hash) || protocol.draw_id.is_empty() {
        found.push(texts::sums_disagree());
    }
    if (protocol.method == METHOD) == protocol.seed.is_empty() {
        found.push(texts::seed_disagrees());
    }
    found
}

fn reviewed(protocol: &Protocol, stratum: &Stratum) -> u64 {
    let units = protocol.reviewed();
    let of_stratum = units.filter(|unit| unit.stratum == stratum.letter);
    u64::try_from(of_stratum.count()).expect("a count of units fits")
}

/// What says that the protocol is another plan's.
fn with_plan(protocol: &Protocol, plan: &Plan, template: &Template) -> Vec<Text> {
    let mut found = Vec::new();
    let fields: Vec<String> = plan
        .strata
        .iter()
        .map(|field| template.field_name(*field))
        .collect();
    let same = |stratum: &Stratum| {
        stratum.values.len() == fields.len()
            && fields
                .iter()
                .all(|field| stratum.values.contains_key(field))
    };
    if !protocol.strata.iter().all(same) {
        found.push(texts::other_stratifiers());
    }
    let keeps = plan.sample.coordinate.as_ref();
    let keeps = keeps.is_some_and(|with| with.mode == CoordinateMode::Keep);
    let other_seed = plan
        .sample
        .seed
        .as_ref()
        .is_some_and(|seed| *seed != protocol.seed);
    if other_seed && !keeps {
        found.push(texts::other_seed());
    }
    if plan.sample.given.is_some() != (protocol.method != METHOD) {
        found.push(texts::other_way());
    }
    let register = &plan.export(plan.unit.export).id;
    let population: u64 = protocol.strata.iter().map(|s| s.population).sum();
    let mut rows = protocol.reconciliation.iter();
    match rows.find(|one| one.register == *register) {
        Some(one) if one.kept == population => {}
        Some(one) => found.push(texts::population_disagrees(population, one.kept)),
        None => found.push(texts::other_register(register)),
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::protocol::{Status, fixture};

    type Change = fn(&mut Protocol);

    fn said(change: Change) -> String {
        let (plan, template) = fixture::plan().unwrap();
        let mut protocol = fixture::protocol();
        change(&mut protocol);
        match check(&protocol, &plan, &template, "protokoll.json") {
            Ok(()) => String::new(),
            Err(error) => error.in_words(Lang::En),
        }
    }

    #[test]
    fn a_protocol_as_it_was_written_agrees() {
        assert_eq!(said(|_| {}), "");
    }

    #[test]
    fn every_part_that_was_edited_is_told() {
        let changes: [(Change, &str); 14] = [
            (|p| p.units[0].rank = 2, "stratum A"),
            (|p| p.units[0].id = "A-99".to_owned(), "stratum A"),
            (|p| p.units[0].role = Role::Reserve, "stratum A"),
            (|p| p.units[0].stratum = "B".to_owned(), "stratum A"),
            (|p| drop(p.units.remove(25)), "stratum B"),
            (
                |p| {
                    let mut unit = p.units[0].clone();
                    unit.stratum = "E".to_owned();
                    p.units.push(unit);
                },
                "in no stratum",
            ),
            // C-08 stands in for C-02: with both there are eight for seven places.
            (
                |p| {
                    for unit in &mut p.units {
                        if unit.status == Status::Replaced {
                            unit.status = Status::Drawn;
                        }
                    }
                },
                "stratum C",
            ),
            (|p| p.strata[3].sample = 4, "stratum D"),
            (|p| p.strata[3].population = 3, "stratum D"),
            // 87 rows were kept.
            (
                |p| p.strata[0].population = 41,
                "88 units, the rows kept are 87",
            ),
            (|p| p.reconciliation[1].read = 1, "register 2"),
            (|p| p.selection_sha256.truncate(9), "checksum"),
            (|p| p.seed.clear(), "seed"),
            (|p| p.seed.push('7'), "another seed"),
        ];
        for (at, (change, part)) in changes.into_iter().enumerate() {
            let said = said(change);
            assert!(said.contains(part), "{at} {part}: {said}");
        }
    }

    #[test]
    fn a_protocol_of_another_plan_is_told() {
        let other: Change = |p| {
            for stratum in &mut p.strata {
                stratum.values.clear();
            }
        };
        assert!(said(other).contains("by other fields"), "{}", said(other));
        let register: Change = |p| p.reconciliation[0].register = "other".to_owned();
        assert!(said(register).contains("reg_a"), "{}", said(register));
    }
}
