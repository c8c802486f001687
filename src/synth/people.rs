//! Who there is: people who cannot exist. Their numbers have the serials 238 and 239, which
//! the tax agency never gives out, so no made-up row can be about anyone.

use jiff::civil::{Date, date};

use super::chance::{Chance, Stream};
use super::recipe::{Born, People, Recipe};
use crate::calendar::plus_days;
use crate::identity::check_digit;

/// The serials of women and men: an even third digit is a woman's, an odd one a man's.
const WOMAN: &str = "238";
const MAN: &str = "239";

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Twelve digits.
    pub identity: String,
    /// Date of birth.
    pub born: Date,
    /// Woman or man.
    pub woman: bool,
    /// Family name and given name.
    pub name: String,
    /// Rows in the first register; 0 for one whom it lacks.
    pub rows: usize,
}

/// The people for so many rows of the first register, in no order, those whom it lacks last.
///
/// There are four numbers to a day of birth (two serials, each also as a samordningsnummer).
/// Where they run out, people get more rows each.
pub fn people(recipe: &Recipe, rows: u64, seed: &str) -> Vec<Person> {
    let recipe = &recipe.people;
    let mut chance = Chance::new(seed, Stream::People);
    let mut pools = pools(recipe);
    let capacity: usize = pools.iter().map(|pool| 2 * pool.days).sum();
    let most = capacity - recipe.outside.of(capacity).min(capacity - 1);
    let counts = counts(recipe, rows, most, &mut chance);
    let outside = recipe.outside.of(counts.len()).min(capacity - most);
    fill(&mut pools, counts.len() + outside);
    let mut people: Vec<Person> = pools
        .iter()
        .flat_map(|pool| pool.draw(recipe, &mut chance))
        .collect();
    let count = people.len();
    chance.mix(&mut people, count);
    for (person, rows) in people.iter_mut().zip(counts) {
        person.rows = rows;
    }
    people
}

/// Rows of each person; they sum to `rows`, and there are at most `most` people.
fn counts(recipe: &People, rows: u64, most: usize, chance: &mut Chance) -> Vec<usize> {
    let mut left = usize::try_from(rows).unwrap_or(usize::MAX);
    let mut counts = Vec::new();
    while left > 0 && counts.len() < most {
        let count = (*chance.pick(&recipe.rows)).min(left);
        counts.push(count);
        left -= count;
    }
    let people = counts.len();
    for (at, count) in counts.iter_mut().enumerate() {
        *count += left / people + usize::from(at < left % people);
    }
    counts
}

/// Women or men of some years of birth.
struct Pool {
    born: Born,
    woman: bool,
    days: usize,
    weight: u128,
    wanted: usize,
}

fn pools(recipe: &People) -> Vec<Pool> {
    let mut pools = Vec::new();
    for born in &recipe.born {
        let first = date(born.from, 1, 1);
        let days = (date(born.to, 12, 31) - first).get_days() + 1;
        let days = usize::try_from(days).expect("the last year is not before the first");
        let (women, men) = recipe.women.parts();
        for (woman, share) in [(true, women), (false, men)] {
            pools.push(Pool {
                born: *born,
                woman,
                days,
                weight: u128::from(born.weight) * u128::from(share),
                wanted: 0,
            });
        }
    }
    pools
}

/// Shares a number of people out by weight; what does not fit goes where there is room.
fn fill(pools: &mut [Pool], count: usize) {
    let total: u128 = pools.iter().map(|pool| pool.weight).sum();
    let wide = u128::try_from(count).expect("a count fits");
    for pool in pools.iter_mut() {
        let part = usize::try_from(wide * pool.weight / total).expect("a part of a count fits");
        pool.wanted = part.min(2 * pool.days);
    }
    let mut left = count - pools.iter().map(|pool| pool.wanted).sum::<usize>();
    // A pool without weight is the last resort.
    pools.sort_by_key(|pool| pool.weight == 0);
    for pool in pools {
        let more = (2 * pool.days - pool.wanted).min(left);
        pool.wanted += more;
        left -= more;
    }
}

impl Pool {
    fn draw(&self, recipe: &People, chance: &mut Chance) -> Vec<Person> {
        let coordination = recipe
            .coordination_numbers
            .of(self.wanted)
            .max(self.wanted.saturating_sub(self.days));
        let plain = self.some_days(self.wanted - coordination, chance);
        let further = self.some_days(coordination, chance);
        let days = plain.into_iter().map(|day| (day, false));
        let days = days.chain(further.into_iter().map(|day| (day, true)));
        days.map(|(born, coordination)| {
            let given = if self.woman {
                &recipe.given_women
            } else {
                &recipe.given_men
            };
            let family = &recipe.family[chance.place(recipe.family.len())];
            let given = &given[chance.place(given.len())];
            Person {
                identity: identity(born, self.woman, coordination),
                born,
                woman: self.woman,
                name: format!("{family}, {given}"),
                rows: 0,
            }
        })
        .collect()
    }

    /// So many different days of birth.
    fn some_days(&self, count: usize, chance: &mut Chance) -> Vec<Date> {
        let mut days: Vec<i64> = (0..).take(self.days).collect();
        chance.mix(&mut days, count);
        days.truncate(count);
        let first = date(self.born.from, 1, 1);
        days.into_iter().map(|day| plus_days(first, day)).collect()
    }
}

/// The twelve digits of someone who does not exist.
fn identity(born: Date, woman: bool, coordination: bool) -> String {
    let day = born.day() + if coordination { 60 } else { 0 };
    let serial = if woman { WOMAN } else { MAN };
    let eleven = format!("{:04}{:02}{day:02}{serial}", born.year(), born.month());
    let digit = check_digit(&eleven[2..]);
    format!("{eleven}{digit}")
}
