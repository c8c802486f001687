//! What was found for short texts lately: a register says the same few things in a column over
//! and over, and to know a text again costs less than to look it up.

/// What was found for texts. What is kept last in a place counts, so that however many texts
/// there are it stays small and its answers right.
#[derive(Clone)]
pub struct Recent<V> {
    slots: Vec<Option<Slot<V>>>,
}

#[derive(Clone)]
struct Slot<V> {
    ends: Ends,
    bytes: [u8; LONGEST],
    found: V,
}

/// Longer texts are looked up each time.
const LONGEST: usize = 48;
/// How many bits of a text's hash choose its place.
const BITS: u32 = 9;

impl<V: Copy> Recent<V> {
    /// What was found for a text, if it is still known.
    pub fn get(&self, text: &str) -> Option<V> {
        let ends = Ends::of(text);
        let slot = self.slots.get(ends.place())?.as_ref()?;
        let is_same = slot.ends == ends
            && (text.len() <= TOLD_BY_ENDS || slot.bytes.get(..text.len())? == text.as_bytes());
        is_same.then_some(slot.found)
    }

    /// Keeps what was found for a text.
    pub fn keep(&mut self, text: &str, found: V) {
        let mut bytes = [0; LONGEST];
        let Some(room) = bytes.get_mut(..text.len()) else {
            return;
        };
        room.copy_from_slice(text.as_bytes());
        let slots = 1 << BITS;
        if self.slots.is_empty() {
            self.slots.resize_with(slots, || None);
        }
        let ends = Ends::of(text);
        self.slots[ends.place()] = Some(Slot { ends, bytes, found });
    }
}

/// The length of a text, how it begins and how it ends: of no more than sixteen bytes, all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ends {
    length: usize,
    first: u64,
    last: u64,
}

/// A text of no more bytes is told by its ends from all others.
const TOLD_BY_ENDS: usize = 16;

impl Ends {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let word = |four: [u8; 4]| u64::from(u32::from_le_bytes(four));
        let (first, last) = if let Some((first, last)) = ends::<8>(bytes) {
            (u64::from_le_bytes(first), u64::from_le_bytes(last))
        } else if let Some((first, last)) = ends::<4>(bytes) {
            (word(first), word(last))
        } else {
            let few = bytes.iter();
            (few.fold(0, |word, byte| word << 8 | u64::from(*byte)), 0)
        };
        Self {
            length: bytes.len(),
            first,
            last,
        }
    }

    /// By Fibonacci hashing. That two texts share a place costs one look-up, no more.
    fn place(self) -> usize {
        const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
        let mix = |hash: u64, word: u64| (hash.rotate_left(26) ^ word).wrapping_mul(GOLDEN);
        let length = u64::try_from(self.length).unwrap_or(0);
        let hash = mix(mix(length, self.first), self.last);
        usize::try_from(hash >> (u64::BITS - BITS)).expect("a few bits")
    }
}

impl<V> Default for Recent<V> {
    fn default() -> Self {
        Self { slots: Vec::new() }
    }
}

/// Shows none of the texts: they come out of registers.
impl<V> std::fmt::Debug for Recent<V> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Recent(hidden)")
    }
}

/// The first and the last so many bytes, where there are as many.
fn ends<const MANY: usize>(bytes: &[u8]) -> Option<([u8; MANY], [u8; MANY])> {
    Some((*bytes.first_chunk()?, *bytes.last_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever was kept before or after it, a text has its own answer or none.
    #[test]
    fn no_text_is_taken_for_another() {
        let mut recent = Recent::default();
        let texts: Vec<String> = (0..3000)
            .map(|at| match at % 4 {
                0 => format!("Grupp {at}"),
                1 => format!("{at}\0"),
                2 => "å".repeat(at % 30),
                _ => format!("{at:0>width$}", width = at % 60),
            })
            .collect();
        assert_eq!(recent.get(&texts[0]), None);
        let mut known = 0;
        for (at, text) in texts.iter().enumerate() {
            recent.keep(text, texts.iter().position(|other| other == text));
            for before in &texts[at.saturating_sub(40)..=at] {
                if let Some(found) = recent.get(before) {
                    assert_eq!(found, texts.iter().position(|other| other == before));
                    known += 1;
                }
            }
        }
        assert!(known > 50_000, "{known}");
        assert_eq!(recent.get(&"x".repeat(LONGEST + 1)), None);
    }

    /// Two texts of one length up to sixteen bytes that differ in one byte anywhere have other ends.
    #[test]
    fn short_texts_are_told_by_their_ends() {
        for length in 1..=TOLD_BY_ENDS {
            let text = "a".repeat(length);
            for at in 0..length {
                let mut other = text.clone();
                other.replace_range(at..=at, "b");
                assert!(Ends::of(&text) != Ends::of(&other), "{at} of {length}");
            }
            assert!(Ends::of(&text) != Ends::of(&text[1..]), "{length}");
        }
        // One byte longer, and the middle is not told.
        let (text, other) = ("aaaaaaaaaaaaaaaaa", "aaaaaaaabaaaaaaaa");
        assert!(Ends::of(text) == Ends::of(other));
        let mut recent = Recent::default();
        recent.keep(text, 1);
        assert_eq!((recent.get(text), recent.get(other)), (Some(1), None));
    }
}
