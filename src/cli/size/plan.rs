//! What the plan's own sizes can say, stratum by stratum and in all.

use stickprov::exact::{Confidence, Rate};
use stickprov::frame::Frame;
use stickprov::lang::{Lang, percent, whole};
use stickprov::problem::Result;
use stickprov::sample;
use stickprov::stats::size;
use stickprov::stats::stratified::Stratum as Numbers;
use stickprov::stats::wendell_schmee::{self, Effort};
use stickprov::stats::{Promise, Side};

use super::super::drawn;
use super::super::session::Session;
use super::{All, Machine, Stratum, misuse, nearest, says, texts};

/// Above this upper limit with no deviation found, a stratum says nothing by itself.
const TOO_WIDE: f64 = 0.4;

/// The frame with the plan's sizes.
pub(super) struct Plan {
    frame: Frame,
    sizes: Vec<u64>,
}

pub(super) fn read(session: &Session) -> Result<Plan> {
    let audit = session.folder().audit()?;
    let frame = drawn::frame(&audit, session.lang)?;
    let sizes = sample::sizes(&audit.plan.sample, &frame)?.sizes;
    Ok(Plan { frame, sizes })
}

impl Plan {
    pub(super) fn population(&self) -> u64 {
        self.frame.strata.iter().map(|s| s.population).sum()
    }

    pub(super) fn sample(&self) -> u64 {
        self.sizes.iter().sum()
    }

    /// Adds what the strata can say, each and together.
    pub(super) fn describe(
        &self,
        machine: &mut Machine,
        rate: Rate,
        confidence: Confidence,
        lang: Lang,
    ) -> Result<()> {
        for (stratum, sample) in self.frame.strata.iter().zip(&self.sizes) {
            let says = if *sample == 0 {
                None
            } else {
                Some(says(Some(stratum.population), *sample, rate, confidence)?)
            };
            let wide = says.as_ref().is_none_or(|s| s.upper_at_none > TOO_WIDE);
            if wide {
                let population = whole(lang, stratum.population);
                let warning = match &says {
                    None => texts::no_files(&stratum.letter, &population),
                    Some(says) => texts::too_few(
                        &stratum.letter,
                        &whole(lang, *sample),
                        &population,
                        &percent(lang, says.upper_at_none, 0),
                    ),
                };
                machine.warnings.push(warning.get(lang).to_owned());
            }
            machine.strata.push(Stratum {
                letter: stratum.letter.clone(),
                name: stratum.name.clone(),
                population: stratum.population,
                says,
                no_statement: wide,
            });
        }
        machine.all = Some(self.all(rate, confidence)?);
        Ok(())
    }

    /// The chance where every stratum has the rate, and the exact limit if nothing is found.
    fn all(&self, rate: Rate, confidence: Confidence) -> Result<All> {
        let strata = || self.frame.strata.iter().zip(&self.sizes);
        let missed: f64 = strata()
            .map(|(stratum, sample)| {
                let deviating = nearest(rate, stratum.population);
                1.0 - size::chance(stratum.population, deviating, *sample, 1)
            })
            .product();
        let numbers: Vec<Numbers> = strata()
            .map(|(stratum, sample)| Numbers::new(stratum.population, *sample, 0))
            .collect();
        let reached = numbers.iter().all(|s| s.sample > 0 || s.population == 0);
        let limit = if reached && self.population() > 0 {
            let effort = Effort::BRISK;
            let total = wendell_schmee::total(&numbers, confidence, Side::Upper, effort);
            Some(total.map_err(misuse)?)
        } else {
            None
        };
        let population = self.population();
        let count = limit.and_then(|limit| limit.limits.upper);
        Ok(All {
            population,
            sample: self.sample(),
            at_least_one: 1.0 - missed,
            upper_at_none: limit.and_then(|limit| limit.limits.rates(population).upper),
            upper_count_at_none: count,
            promise: limit.map(|limit| match limit.promise {
                Promise::Guaranteed => "guaranteed",
                Promise::BySearch => "by_search",
                Promise::Approximate => "approximate",
            }),
        })
    }
}
