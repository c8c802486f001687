//! Coordination with an earlier audit (DESIGN 4): `keep` draws by its seed, so that as many
//! files as can be are the same; `avoid` leaves its files out of the frame, and the stated
//! population is what remains.

use std::collections::BTreeSet;

use super::{Frame, Reason, Stratum, Unit, stratum_letter, texts};
use crate::identity::Identity;
use crate::plan::{CoordinateMode, Plan};
use crate::problem::{Error, Place, Result};

/// The reason of units that an earlier audit has reviewed.
pub const AVOIDED: &str = "avoided";

/// The audit that this one is coordinated with.
#[derive(Debug, Clone)]
pub struct Earlier {
    /// Its folder, as the plan names it.
    pub with: String,
    /// Keep or avoid.
    pub mode: CoordinateMode,
    /// The name of its draw.
    pub draw_id: String,
    /// Its seed.
    pub seed: String,
    /// The units whose files it asked for: its sample, and the reserves that took a place.
    pub units: BTreeSet<Identity>,
}

impl Frame {
    /// The frame of an audit that is coordinated with an earlier one.
    pub fn coordinated(mut self, plan: &Plan, earlier: Earlier) -> Result<Self> {
        match earlier.mode {
            CoordinateMode::Keep => {
                if let Some(seed) = &plan.sample.seed
                    && *seed != earlier.seed
                {
                    let error = Error::new(texts::two_seeds(&earlier.with));
                    return Err(error.hint(texts::two_seeds_hint()));
                }
            }
            CoordinateMode::Avoid => self.avoid(plan, &earlier)?,
        }
        self.earlier = Some(earlier);
        Ok(self)
    }

    fn avoid(&mut self, plan: &Plan, earlier: &Earlier) -> Result<()> {
        let is_avoided = |unit: &Unit| earlier.units.contains(&unit.key);
        let avoided = self.units.iter().filter(&is_avoided);
        let mut rows: Vec<u64> = avoided.map(|unit| unit.row).collect();
        rows.sort_unstable();
        self.units.retain(|unit| !is_avoided(unit));
        let avoided = u64::try_from(rows.len()).expect("a count of units fits");
        if self.units.is_empty() {
            let place = Place::file(&earlier.with);
            return Err(Error::at(place, texts::nobody_left()).hint(texts::nobody_left_hint()));
        }
        let register = &plan.export(plan.unit.export).id;
        for one in &mut self.reconciliation {
            if one.register == *register {
                one.kept -= avoided;
                one.excluded.push(Reason {
                    reason: AVOIDED.to_owned(),
                    count: avoided,
                });
            }
        }
        for one in &mut self.matching {
            one.without(&rows);
        }
        self.count_strata_anew();
        Ok(())
    }

    /// Strata that nobody is left in go, and the others get their letters and numbers anew.
    fn count_strata_anew(&mut self) {
        let counts = self.units.count_strata(self.strata.len());
        let mut place_of = vec![0; self.strata.len()];
        let mut strata: Vec<Stratum> = Vec::new();
        for (at, stratum) in std::mem::take(&mut self.strata).into_iter().enumerate() {
            if counts[at] == 0 {
                continue;
            }
            place_of[at] = strata.len();
            strata.push(Stratum {
                letter: stratum_letter(strata.len()),
                population: counts[at],
                ..stratum
            });
        }
        self.strata = strata;
        self.units.move_strata(&place_of);
    }
}
