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
    length: usize,
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
        let slot = self.slots.get(place(text))?.as_ref()?;
        (slot.bytes.get(..slot.length)? == text.as_bytes()).then_some(slot.found)
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
        self.slots[place(text)] = Some(Slot {
            length: text.len(),
            bytes,
            found,
        });
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

/// Fibonacci hashing of the length, the beginning and the end. That two texts share a place costs one look-up, no more.
fn place(text: &str) -> usize {
    const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;
    let bytes = text.as_bytes();
    let short = || {
        let bytes = bytes.iter();
        bytes.fold(0, |word, byte| word << 8 | u64::from(*byte))
    };
    let ends = bytes.first_chunk().zip(bytes.last_chunk());
    let (first, last) = ends.map_or_else(
        || (short(), 0),
        |(first, last)| (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
    );
    let mix = |hash: u64, word: u64| (hash.rotate_left(26) ^ word).wrapping_mul(GOLDEN);
    let hash = mix(mix(u64::try_from(bytes.len()).unwrap_or(0), first), last);
    usize::try_from(hash >> (u64::BITS - BITS)).expect("a few bits")
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
}
