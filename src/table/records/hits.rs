//! Where one of three bytes stands in a block of 64, as one word with a bit for each byte: a
//! field is too short for a search of its own, so a block is searched for all of them at once.

use wide::u8x16;

/// How many bytes are searched at a time.
pub(super) const BLOCK: usize = 64;

/// One byte and two others that are sought.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sought {
    one: u8x16,
    others: [u8x16; 2],
}

impl Sought {
    pub(super) fn new(one: u8, others: [u8; 2]) -> Self {
        Self {
            one: u8x16::splat(one),
            others: others.map(u8x16::splat),
        }
    }

    /// Where the one stands, and where one of the others does; the lowest bit for the first byte.
    #[inline]
    pub(super) fn hits(&self, block: &[u8; BLOCK]) -> (u64, u64) {
        let [b, c] = self.others;
        let (parts, _) = block.as_chunks::<{ BLOCK / 4 }>();
        parts.iter().rev().fold((0, 0), |(ones, others), part| {
            let part = u8x16::new(*part);
            let one = part.simd_eq(self.one).to_bitmask();
            let other = (part.simd_eq(b) | part.simd_eq(c)).to_bitmask();
            let behind = |hits: u64, found: u32| hits << (BLOCK / 4) | u64::from(found);
            (behind(ones, one), behind(others, other))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte by byte, as the words say it.
    fn one_by_one(block: &[u8; BLOCK], sought: &[u8]) -> u64 {
        let bytes = block.iter().rev();
        bytes.fold(0, |hits, byte| hits << 1 | u64::from(sought.contains(byte)))
    }

    /// Every byte at every place, among bytes that differ from what is sought in one bit or in
    /// the highest alone.
    #[test]
    fn every_byte_is_found_where_it_stands() {
        let (one, others) = (b';', [b'\n', b'"']);
        let sought = Sought::new(one, others);
        for byte in 0..=u8::MAX {
            for around in [b'a', b';' ^ 0x80, b'\n' ^ 1, 0, 0xff] {
                for at in 0..BLOCK {
                    let mut block = [around; BLOCK];
                    block[at] = byte;
                    block[BLOCK - 1 - at / 2] = b'\n';
                    let expected = (one_by_one(&block, &[one]), one_by_one(&block, &others));
                    assert_eq!(sought.hits(&block), expected, "{byte} at {at}");
                }
            }
        }
    }
}
