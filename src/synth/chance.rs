//! Chance that is the same on every machine: ChaCha20 keyed with SHA-256 of the seed, and
//! arithmetic of our own on its 64-bit words, so that no release of a library can change
//! what a seed gives.

use rand::{Rng as _, SeedableRng as _, rngs::ChaCha20Rng};
use sha2::{Digest as _, Sha256};

/// A source of chance with its own stream, so that what one part takes does not move another.
pub(super) struct Chance(ChaCha20Rng);

/// What a stream of chance is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// Who there is.
    People,
    /// What the rows of a register hold, by its place in the recipe.
    Rows(usize),
    /// How a register's cells are spelled, by its place in the recipe.
    Spelling(usize),
    /// Who is counted where in published tables.
    Totals,
}

impl Chance {
    pub(super) fn new(seed: &str, stream: Stream) -> Self {
        let key: [u8; 32] = Sha256::digest(seed.as_bytes()).into();
        let number = |at: usize| u64::try_from(at).expect("a place in a list fits");
        let mut rng = ChaCha20Rng::from_seed(key);
        rng.set_stream(match stream {
            Stream::People => 0,
            Stream::Rows(at) => 1 + 2 * number(at),
            Stream::Spelling(at) => 2 + 2 * number(at),
            Stream::Totals => u64::MAX,
        });
        Self(rng)
    }

    /// A number from 0 up to, not including, `end`; 0 where `end` is 0.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.0.next_u64()) * u128::from(end);
        u64::try_from(wide >> 64).expect("the upper half of a product of two words fits a word")
    }

    /// A place in a list of this length.
    pub(super) fn place(&mut self, length: usize) -> usize {
        let end = u64::try_from(length).expect("a length fits");
        usize::try_from(self.below(end)).expect("a place within the list fits")
    }

    /// Whether something happens that does so in this share of the cases.
    pub(super) fn happens(&mut self, share: Share) -> bool {
        match share.0 {
            0 => false,
            WHOLE => true,
            part => self.below(WHOLE) < part,
        }
    }

    /// One of several, by weight.
    pub(super) fn pick<'a, T>(&mut self, of: &'a Weights<T>) -> &'a T {
        let at = self.below(of.total);
        of.items
            .iter()
            .find(|(_, up_to)| at < *up_to)
            .map(|(item, _)| item)
            .expect("the last item reaches the total")
    }

    /// Puts the first `count` places of a list in an order of chance, drawn from all of it.
    pub(super) fn mix<T>(&mut self, list: &mut [T], count: usize) {
        for at in 0..count.min(list.len()) {
            let other = at + self.place(list.len() - at);
            list.swap(at, other);
        }
    }
}

/// A share in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Share(u64);

const WHOLE: u64 = 1_000_000;

impl Share {
    /// Always.
    pub(super) const ALL: Self = Self(WHOLE);
    /// Never.
    pub(super) const NONE: Self = Self(0);

    /// `None` unless it lies from 0 to 1.
    pub(super) fn new(share: f64) -> Option<Self> {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and a million"
        )]
        (0.0..=1.0)
            .contains(&share)
            .then(|| Self((share * 1e6).round() as u64))
    }

    /// The share and the rest, in millionths.
    pub(super) fn parts(self) -> (u64, u64) {
        (self.0, WHOLE - self.0)
    }

    /// So many of a number, rounded down.
    pub(super) fn of(self, count: usize) -> usize {
        let wide = u128::from(self.0) * u128::try_from(count).expect("a count fits");
        usize::try_from(wide / u128::from(WHOLE)).expect("a part of a count fits")
    }
}

/// Several with weights; never empty, and the total is never 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Weights<T> {
    /// Each with the sum of the weights up to and with its own.
    items: Vec<(T, u64)>,
    total: u64,
}

impl<T> Weights<T> {
    /// `None` where all weights are 0.
    pub(super) fn new(items: impl IntoIterator<Item = (T, u64)>) -> Option<Self> {
        let mut total = 0_u64;
        let mut sums = Vec::new();
        for (item, weight) in items.into_iter().filter(|(_, weight)| *weight > 0) {
            total = total.checked_add(weight)?;
            sums.push((item, total));
        }
        (total > 0).then_some(Self { items: sums, total })
    }

    /// The items, those with weight 0 left out.
    pub(super) fn items(&self) -> impl Iterator<Item = &T> {
        self.items.iter().map(|(item, _)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first sixteen bytes as OpenSSL gives them for sixteen zero bytes:
    /// `openssl enc -chacha20 -K $(printf 1 | sha256sum | cut -c1-64) -iv 00…`.
    #[test]
    fn the_stream_is_chacha20_as_others_compute_it() {
        let mut chance = Chance::new("1", Stream::People);
        assert_eq!(chance.0.next_u64(), REFERENCE[0]);
        assert_eq!(chance.0.next_u64(), REFERENCE[1]);
    }

    const REFERENCE: [u64; 2] = [
        u64::from_le_bytes([0x2f, 0x6e, 0x3c, 0x47, 0xc2, 0xa3, 0x03, 0xf7]),
        u64::from_le_bytes([0x02, 0x92, 0x50, 0x27, 0xfa, 0xa8, 0x67, 0x12]),
    ];

    #[test]
    fn shares_and_weights_keep_their_bounds() {
        let mut chance = Chance::new("seed", Stream::Rows(0));
        assert!((0..100).all(|_| chance.happens(Share::ALL)));
        assert!((0..100).all(|_| !chance.happens(Share::NONE)));
        assert!(Share::new(1.5).is_none());
        assert!(Weights::<char>::new([('a', 0)]).is_none());
        let weights = Weights::new([('a', 1), ('b', 0), ('c', 3)]).unwrap();
        let picked: Vec<char> = (0..4000).map(|_| *chance.pick(&weights)).collect();
        let share = picked.iter().filter(|c| **c == 'c').count();
        // Three in four of 4 000; five standard deviations are 137.
        assert!((2863..=3137).contains(&share), "{share}");
        assert!(!picked.contains(&'b'));
    }
}
