//! Files that were picked by other means than a draw (`[sample] given`): the list is matched
//! with the frame, so that everything after the draw works the same.

use std::collections::{HashMap, HashSet};

use super::{Input, Units, texts};
use crate::identity::Identity;
use crate::plan::{How, Plan};
use crate::problem::{Error, Fault, Place, Problem, Problems, Result};
use crate::register::{self, Ask, Sources, Value};
use crate::template::Template;

/// The register under which the list stands among the inputs.
pub const GIVEN: &str = "sample.given";

/// How many places are told.
const PLACES_SHOWN: usize = 20;

/// A list of picked units, found in the frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// How they were picked.
    pub how: How,
    /// The picked units, by their place in the frame, in the order of the list.
    pub units: Vec<usize>,
    /// Rows whose unit is not in the frame, the first of them.
    pub strangers: Vec<Place>,
    /// The list itself.
    pub list: Place,
    /// Units of the frame that the list does not hold.
    pub left_out: u64,
}

impl Given {
    /// Reads the list that the plan names, if it names one.
    pub(super) fn read(
        plan: &Plan,
        template: &Template,
        sources: Sources<'_>,
        units: &Units,
        problems: &mut Problems,
    ) -> Result<Option<(Self, Input)>> {
        let Some(given) = &plan.sample.given else {
            return Ok(None);
        };
        let field = plan.unit.one_per.field;
        let mut opened = register::open_list(plan, template, &given.file, sources)?;
        let rows_stand = opened.locator();
        let place_of: HashMap<Identity, usize> = units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.key, at))
            .collect();
        let mut picked = Vec::new();
        let mut seen = HashSet::new();
        let mut strangers = Vec::new();
        let mut odd = Vec::new();
        let read = opened.records(&[Ask::identity(field)], &mut |record| {
            let place = || rows_stand.place(record.row, None);
            let Value::Identity(key, _) = &record.values[0] else {
                odd.push(("no-identity", texts::no_identity(), place()));
                return Ok(());
            };
            match place_of.get(key) {
                Some(at) if seen.insert(*at) => picked.push(*at),
                Some(_) => odd.push(("picked-twice", texts::picked_twice(), place())),
                None => strangers.push(place()),
            }
            Ok(())
        })?;
        for (code, what, place) in odd {
            problems.add(Problem { code, what, place });
        }
        let input = Input {
            register: GIVEN.to_owned(),
            file: given.file.clone(),
            sheet: None,
            sha256: read.parts.into_iter().map(|part| part.sha256).collect(),
            rows: read.rows,
        };
        problems.append(read.problems);
        let left_out = units.len() - picked.len();
        let given = Self {
            how: given.how,
            units: picked,
            strangers,
            list: Place::file(&given.file),
            left_out: u64::try_from(left_out).expect("a count of units fits"),
        };
        Ok(Some((given, input)))
    }

    /// What makes a list no selection from the frame.
    pub fn check(&self) -> Result<()> {
        let mut faults: Vec<Fault> = self
            .strangers
            .iter()
            .take(PLACES_SHOWN)
            .map(|place| Fault {
                what: texts::not_in_frame(),
                place: Some(place.clone()),
                hint: None,
            })
            .collect();
        if let Some(last) = faults.last_mut() {
            last.hint = Some(texts::not_in_frame_hint(self.strangers.len()));
        }
        let fault = |what, hint| Fault {
            what,
            place: Some(self.list.clone()),
            hint: Some(hint),
        };
        if self.units.is_empty() && self.strangers.is_empty() {
            faults.push(fault(texts::nobody_picked(), texts::nobody_picked_hint()));
        }
        if self.how == How::All && self.left_out > 0 {
            let hint = texts::not_all_hint();
            faults.push(fault(texts::not_all(self.left_out), hint));
        }
        Error::all(faults)
    }
}
