//! Dates of a row that come in the wrong order by what the template knows of a register's steps: an
//! end before its beginning.

use jiff::civil::Date;
use stickprov::template::population::Over;

use super::super::export::TakenAs;

/// Steps in their order, chain by chain, as columns.
#[derive(Default)]
pub(super) struct Steps {
    chains: Vec<Vec<usize>>,
    /// The days of the row that is looked at, by column.
    days: Vec<Option<Date>>,
}

impl Steps {
    /// The chains that the template's criteria have for the register, of columns that are there.
    pub(super) fn of(taken: &TakenAs<'_>, columns: usize) -> Self {
        let criteria = taken.template.criteria.iter();
        let populations = criteria.flat_map(|criterion| &criterion.population);
        let mut chains = Vec::new();
        for population in populations.filter(|one| one.register == taken.register) {
            if let Over::Order { chains: steps } = &population.condition {
                let columns_of = |fields: &Vec<usize>| -> Vec<usize> {
                    let columns = fields.iter();
                    columns
                        .filter_map(|field| taken.recognition.columns[*field])
                        .collect()
                };
                chains.extend(steps.iter().map(columns_of));
            }
        }
        chains.retain(|chain| chain.len() > 1);
        Self {
            chains,
            days: vec![None; columns],
        }
    }

    /// Takes the day of one of the row's columns.
    pub(super) fn see(&mut self, column: usize, day: Option<Date>) {
        self.days[column] = day;
    }

    /// Whether a later step of the row is dated before an earlier one.
    pub(super) fn are_in_disorder(&self) -> bool {
        self.chains.iter().any(|chain| {
            let days: Vec<Date> = chain.iter().filter_map(|at| self.days[*at]).collect();
            days.windows(2).any(|pair| pair[1] < pair[0])
        })
    }
}
