//! `[sample]`: how many, how they are spread, and by which seed; or the files that were
//! picked by other means.

use std::collections::BTreeMap;

use super::faults::Faults;
use super::keys::{Found, Keys};
use super::registers::field_value;
use super::value;
use crate::exact::Rate;
use crate::plan::{Allocation, Coordinate, CoordinateMode, Given, How, Sample, Size, texts};
use crate::template::{BLANK, FieldRef, Template, plain};

/// Files in the smallest stratum where the plan says nothing.
const MINIMUM: u64 = 1;
/// Reserves per stratum where the plan says nothing.
const RESERVE: u64 = 2;

#[derive(Clone, Copy, PartialEq)]
enum Rule {
    Proportional,
    Equal,
    Neyman,
    Power,
}

const RULES: [(&str, Rule); 4] = [
    ("proportional", Rule::Proportional),
    ("equal", Rule::Equal),
    ("neyman", Rule::Neyman),
    ("power", Rule::Power),
];

const HOW: [(&str, How); 3] = [
    ("judgement", How::Judgement),
    ("systematic", How::Systematic),
    ("all", How::All),
];

const MODES: [(&str, CoordinateMode); 2] = [
    ("keep", CoordinateMode::Keep),
    ("avoid", CoordinateMode::Avoid),
];

/// `strata` is `None` where they could not be read.
pub(super) fn read(
    found: Found<'_>,
    strata: Option<&[FieldRef]>,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<Sample> {
    let mut keys = Keys::open("[sample]", found, faults)?;
    let given = given(&mut keys, faults);
    let size = size(&mut keys, given.is_some(), strata, template, faults);
    let allocation = allocation(&mut keys, faults);
    let mut count = |name: &str, default, faults: &mut Faults<'_>| match keys.get(name) {
        Some(found) => value::count(name, found, 0, faults),
        None => Some(default),
    };
    let minimum = count("minimum", MINIMUM, faults);
    let reserve = count("reserve", RESERVE, faults);
    let seed = keys.get("seed");
    let seed = seed.and_then(|found| value::filled("seed", found, faults));
    let coordinate = keys.get("coordinate");
    let coordinate = coordinate.and_then(|found| coordinate_with(found, faults));
    keys.close(faults);
    Some(Sample {
        size: size?,
        allocation: allocation?,
        minimum: minimum?,
        reserve: reserve?,
        seed,
        given: given.flatten(),
        coordinate,
    })
}

/// `Some(None)` where a list is given but not rightly.
#[allow(
    clippy::option_option,
    reason = "no list, a faulty one and a good one are three cases"
)]
fn given(keys: &mut Keys<'_>, faults: &mut Faults<'_>) -> Option<Option<Given>> {
    let file = keys.get("given");
    let how = keys.entry("how");
    let Some(found) = file else {
        if let Some(how) = how {
            faults.add(how.at, texts::without_effect("how", "given"));
        }
        return None;
    };
    let file = value::path("given", found, faults);
    let Some(how) = how else {
        let what = texts::needs("given", "how = \"judgement\" | \"systematic\" | \"all\"");
        faults.add(found.span().start, what);
        return Some(None);
    };
    let how = value::word("how", how.value, &HOW, faults);
    Some(file.and_then(|file| Some(Given { file, how: how? })))
}

fn size(
    keys: &mut Keys<'_>,
    given: bool,
    strata: Option<&[FieldRef]>,
    template: &Template,
    faults: &mut Faults<'_>,
) -> Option<Size> {
    let size = keys.entry("size");
    let fixed = keys.entry("fixed");
    for (other, key) in [(&size, "size"), (&fixed, "fixed")] {
        if let (Some(entry), true) = (other, given) {
            faults.add(entry.at, texts::two_sizes("given", key));
        }
    }
    let number = |name: &str, found: Found<'_>, faults: &mut Faults<'_>| {
        value::count(name, found, 0, faults)
    };
    match (size, fixed) {
        (None, None) if given => Some(Size::Listed),
        (None, None) => {
            keys.need("size", None);
            None
        }
        (Some(size), Some(_)) => {
            faults.add(size.at, texts::two_sizes("size", "[sample.fixed]"));
            None
        }
        (None, Some(fixed)) => {
            let numbers = value::by_name("fixed", fixed.value, faults, number);
            let numbers = numbers
                .into_iter()
                .map(|(name, _, count)| (plain(name), count));
            Some(Size::Fixed(numbers.collect()))
        }
        (Some(size), None) if size.value.get_ref().is_table() => {
            let numbers = value::by_name("size", size.value, faults, number);
            let Some(first) = strata?.first() else {
                faults.add(size.at, texts::size_without_strata());
                return None;
            };
            let (field, name) = (template.field(*first), template.field_name(*first));
            let numbers = numbers.into_iter().map(|(value, at, count)| {
                if plain(value) == BLANK {
                    return Some((String::new(), count));
                }
                Some((field_value(at, value, &name, field, faults)?, count))
            });
            Some(Size::PerValue(numbers.collect::<Option<_>>()?))
        }
        (Some(size), None) if size.value.get_ref().is_integer() => {
            value::count("size", size.value, 1, faults).map(Size::Total)
        }
        (Some(size), None) => {
            value::wrong("size", size.value, &texts::a_size(), faults);
            None
        }
    }
}

fn allocation(keys: &mut Keys<'_>, faults: &mut Faults<'_>) -> Option<Allocation> {
    let said = keys.get("allocation");
    let rule = match said {
        Some(found) => value::word("allocation", found, &RULES, faults),
        None => Some(Rule::Proportional),
    };
    let at = said.map_or(keys.at(), |found| found.span().start);
    let [rates, power] = ["rates", "power"].map(|name| keys.entry(name));
    let rule = rule?;
    if let Some(rates) = rates.filter(|_| rule != Rule::Neyman) {
        let what = texts::without_effect("[sample.rates]", "allocation = \"neyman\"");
        faults.add(rates.at, what);
    }
    if let Some(power) = power.filter(|_| rule != Rule::Power) {
        faults.add(
            power.at,
            texts::without_effect("power", "allocation = \"power\""),
        );
    }
    match (rule, rates, power) {
        (Rule::Proportional, _, _) => Some(Allocation::Proportional),
        (Rule::Equal, _, _) => Some(Allocation::Equal),
        (Rule::Neyman, Some(rates), _) => {
            let rates = value::by_name("rates", rates.value, faults, value::rate);
            let rates = rates.into_iter().map(|(name, _, rate)| (plain(name), rate));
            Some(Allocation::Neyman(rates.collect::<BTreeMap<_, _>>()))
        }
        (Rule::Neyman, None, _) => {
            faults.add(at, texts::needs("neyman", "[sample.rates]"));
            None
        }
        (Rule::Power, _, Some(power)) => {
            value::rate("power", power.value, faults).map(Allocation::Power)
        }
        // Bankier's usual middle way between equal and proportional.
        (Rule::Power, _, None) => Some(Allocation::Power(Rate::HALF)),
    }
}

fn coordinate_with(found: Found<'_>, faults: &mut Faults<'_>) -> Option<Coordinate> {
    let mut keys = Keys::open("[sample.coordinate]", found, faults)?;
    let with = keys.need("with", None);
    let with = with.and_then(|found| value::path("with", found, faults));
    let mode = keys.need("mode", None);
    let mode = mode.and_then(|found| value::word("mode", found, &MODES, faults));
    keys.close(faults);
    Some(Coordinate {
        with: with?,
        mode: mode?,
    })
}
