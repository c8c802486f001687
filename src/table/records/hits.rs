//! Where one of three bytes stands in a block of 64, as one word with a bit for each byte: a
//! field is too short for a search of its own, so a block is searched for all of them at once.

use wide::u8x16;

/// How many bytes are searched at a time.
pub(super) const BLOCK: usize = 64;

/// The lowest bit for the first byte.
pub(super) fn hits(block: &[u8; BLOCK], sought: [u8; 3]) -> u64 {
    let [a, b, c] = sought;
    let (a, b, c) = (u8x16::splat(a), u8x16::splat(b), u8x16::splat(c));
    let (parts, _) = block.as_chunks::<{ BLOCK / 4 }>();
    parts.iter().rev().fold(0, |hits, part| {
        let part = u8x16::new(*part);
        let found = part.simd_eq(a) | part.simd_eq(b) | part.simd_eq(c);
        hits << (BLOCK / 4) | u64::from(found.to_bitmask())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Byte by byte, as the words say it.
    fn one_by_one(block: &[u8; BLOCK], sought: [u8; 3]) -> u64 {
        let bytes = block.iter().rev();
        bytes.fold(0, |hits, byte| hits << 1 | u64::from(sought.contains(byte)))
    }

    /// Every byte at every place, among bytes that differ from what is sought in one bit or in
    /// the highest alone.
    #[test]
    fn every_byte_is_found_where_it_stands() {
        let sought = [b';', b'\n', b'"'];
        for byte in 0..=u8::MAX {
            for around in [b'a', b';' ^ 0x80, b'\n' ^ 1, 0, 0xff] {
                for at in 0..BLOCK {
                    let mut block = [around; BLOCK];
                    block[at] = byte;
                    block[BLOCK - 1 - at / 2] = b'\n';
                    let expected = one_by_one(&block, sought);
                    assert_eq!(hits(&block, sought), expected, "{byte} at {at}");
                }
            }
        }
    }
}
