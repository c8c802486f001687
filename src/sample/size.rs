//! How many files of each stratum, by the plan's size and allocation.

use std::collections::BTreeSet;

use super::allocation::{self, StratumSize, Weights};
use super::texts;
use crate::frame::{Frame, Stratum, stratum_name};
use crate::plan::{Allocation, Sample, Size};
use crate::problem::{Error, Fault, Result};

/// How many of each stratum.
#[derive(Debug, Clone, PartialEq)]
pub struct Sizes {
    /// n_h, in the frame's order.
    pub sizes: Vec<u64>,
    /// The quotas they were rounded from; empty where the plan gives the numbers.
    pub quotas: Vec<f64>,
    /// Reserves beyond the plan's, in the frame's order: an extension draws them for those that
    /// were used. Empty where there are none.
    pub more_reserves: Vec<u64>,
}

/// The sizes that the plan asks for.
pub fn sizes(settings: &Sample, frame: &Frame) -> Result<Sizes> {
    let minimum = vec![settings.minimum; frame.strata.len()];
    sizes_with_minimum(settings, &settings.size, frame, &minimum)
}

/// The sizes for a size of one's own, with a minimum for each stratum: an extension has the
/// numbers already drawn.
pub fn sizes_with_minimum(
    settings: &Sample,
    size: &Size,
    frame: &Frame,
    minimum: &[u64],
) -> Result<Sizes> {
    let all: Vec<usize> = (0..frame.strata.len()).collect();
    match size {
        Size::Listed => {
            let given = frame
                .given
                .as_ref()
                .ok_or_else(|| Error::new(texts::listed_not_drawn()))?;
            let mut sizes = vec![0; all.len()];
            for unit in &given.units {
                sizes[frame.units.get(*unit).stratum] += 1;
            }
            Ok(Sizes {
                sizes,
                quotas: Vec::new(),
                more_reserves: Vec::new(),
            })
        }
        Size::Total(total) => {
            let mut sizes = Sizes {
                sizes: vec![0; all.len()],
                quotas: vec![0.0; all.len()],
                more_reserves: Vec::new(),
            };
            spread(settings, frame, &all, *total, minimum, &mut sizes)?;
            Ok(sizes)
        }
        Size::PerValue(table) => {
            let mut faults = Vec::new();
            let first = |stratum: &Stratum| stratum.values.first().cloned().unwrap_or_default();
            let shown = |value: &String| stratum_name(std::slice::from_ref(value));
            let values: BTreeSet<String> = frame.strata.iter().map(first).collect();
            for value in table.keys().filter(|value| !values.contains(*value)) {
                faults.push(fault(texts::size_for_nobody(&shown(value))));
            }
            for value in values.iter().filter(|value| !table.contains_key(*value)) {
                faults.push(fault(texts::no_size_for(&shown(value))));
            }
            Error::all(faults)?;
            let mut sizes = Sizes {
                sizes: vec![0; all.len()],
                quotas: vec![0.0; all.len()],
                more_reserves: Vec::new(),
            };
            for (value, total) in table {
                let inside: Vec<usize> = all
                    .iter()
                    .copied()
                    .filter(|at| first(&frame.strata[*at]) == *value)
                    .collect();
                spread(settings, frame, &inside, *total, minimum, &mut sizes)?;
            }
            Ok(sizes)
        }
        Size::Fixed(table) => {
            let mut faults = Vec::new();
            for name in table.keys() {
                if !frame.strata.iter().any(|stratum| stratum.name == *name) {
                    faults.push(fault(texts::no_stratum(name, &names(frame))));
                }
            }
            let mut sizes = Vec::new();
            for stratum in &frame.strata {
                match table.get(&stratum.name) {
                    Some(size) if *size > stratum.population => {
                        let what = texts::fixed_too_many(*size, stratum.population, &stratum.name);
                        faults.push(fault(what));
                    }
                    Some(size) => sizes.push(*size),
                    None => faults.push(fault(texts::no_size_for(&stratum.name))),
                }
            }
            Error::all(faults)?;
            Ok(Sizes {
                sizes,
                quotas: Vec::new(),
                more_reserves: Vec::new(),
            })
        }
    }
}

fn fault(what: crate::lang::Text) -> Fault {
    Fault {
        what,
        place: None,
        hint: None,
    }
}

fn names(frame: &Frame) -> String {
    let names: Vec<&str> = frame
        .strata
        .iter()
        .map(|stratum| stratum.name.as_str())
        .collect();
    names.join("; ")
}

/// Spreads a number over some of the strata.
fn spread(
    settings: &Sample,
    frame: &Frame,
    inside: &[usize],
    total: u64,
    minimum: &[u64],
    sizes: &mut Sizes,
) -> Result<()> {
    let strata: Vec<StratumSize<'_>> = inside
        .iter()
        .map(|at| StratumSize {
            name: &frame.strata[*at].name,
            population: frame.strata[*at].population,
            minimum: minimum[*at],
        })
        .collect();
    let weights = weights(&settings.allocation, frame, inside)?;
    let allocation = allocation::allocate(&strata, total, &weights)
        .map_err(|error| Error::new(error.text()).hint(error.hint()))?;
    for (place, at) in inside.iter().enumerate() {
        sizes.sizes[*at] = allocation.sizes[place];
        sizes.quotas[*at] = allocation.quotas[place];
    }
    Ok(())
}

fn weights(allocation: &Allocation, frame: &Frame, inside: &[usize]) -> Result<Weights> {
    Ok(match allocation {
        Allocation::Proportional => Weights::Proportional,
        Allocation::Equal => Weights::Equal,
        Allocation::Power(exponent) => Weights::Power(*exponent),
        Allocation::Neyman(rates) => {
            let mut found = Vec::new();
            let mut faults = Vec::new();
            for at in inside {
                let name = &frame.strata[*at].name;
                match rates.get(name) {
                    Some(rate) => found.push(*rate),
                    None => faults.push(fault(texts::no_rate_for(name))),
                }
            }
            Error::all(faults)?;
            Weights::Neyman(found)
        }
    })
}
