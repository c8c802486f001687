//! Where one of three bytes stands in a block of 64, as one word with a bit for each byte: a
//! field is too short for a search of its own, so a block is searched for all of them at once.

use wide::u8x16;

/// How many bytes are searched at a time.
pub(super) const BLOCK: usize = 64;

/// Where one byte stands, and where one of two others does; the lowest bit for the first byte.
pub(super) fn hits(block: &[u8; BLOCK], one: u8, others: [u8; 2]) -> (u64, u64) {
    let [b, c] = others;
    let (a, b, c) = (u8x16::splat(one), u8x16::splat(b), u8x16::splat(c));
    let (parts, _) = block.as_chunks::<{ BLOCK / 4 }>();
    parts.iter().rev().fold((0, 0), |(ones, others), part| {
        let part = u8x16::new(*part);
        let one = part.simd_eq(a).to_bitmask();
        let other = (part.simd_eq(b) | part.simd_eq(c)).to_bitmask();
        let behind = |hits: u64, found: u32| hits << (BLOCK / 4) | u64::from(found);
        (behind(ones, one), behind(others, other))
    })
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
        for byte in 0..=u8::MAX {
            for around in [b'a', b';' ^ 0x80, b'\n' ^ 1, 0, 0xff] {
                for at in 0..BLOCK {
                    let mut block = [around; BLOCK];
                    block[at] = byte;
                    block[BLOCK - 1 - at / 2] = b'\n';
                    let expected = (one_by_one(&block, &[one]), one_by_one(&block, &others));
                    assert_eq!(hits(&block, one, others), expected, "{byte} at {at}");
                }
            }
        }
    }
}
