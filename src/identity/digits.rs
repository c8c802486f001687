//! A personnummer as one word: it has twelve digits, and a register ten million personnummer.

const LOW: u64 = 0x0f0f_0f0f_0f0f_0f0f;
const ZEROS: u64 = 0x3030_3030_3030_3030;
const SIXES: u64 = 0x0606_0606_0606_0606;

/// Twelve digits, eight and four, as one number, four bits each; `None` where a byte is none.
pub(super) fn packed(first: [u8; 8], last: [u8; 4]) -> Option<u64> {
    const NO_MORE: u64 = 0x3030_3030_0000_0000;
    let last = eight(NO_MORE | u64::from(u32::from_be_bytes(last)))?;
    Some(eight(u64::from_be_bytes(first))? << 16 | last)
}

/// The twelve digits that were packed.
#[inline]
pub(super) fn unpacked(number: u64) -> [u8; 12] {
    let mut digits = [0; 12];
    let (first, last) = (number >> 16 & 0xffff_ffff, number & 0xffff);
    digits[..8].copy_from_slice(&spread(first).to_be_bytes());
    digits[8..].copy_from_slice(&spread(last).to_be_bytes()[4..]);
    digits
}

fn eight(word: u64) -> Option<u64> {
    // Of the digits alone, both a byte and six more have the high half of a digit.
    if word & !LOW != ZEROS || word.wrapping_add(SIXES) & !LOW != ZEROS {
        return None;
    }
    // Neighbours are joined: halves of bytes to bytes, to pairs, to fours.
    let bytes = word & LOW;
    let bytes = (bytes | bytes >> 4) & 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes | bytes >> 8) & 0x0000_ffff_0000_ffff;
    Some((pairs | pairs >> 16) & 0xffff_ffff)
}

/// The way back.
fn spread(packed: u64) -> u64 {
    let pairs = (packed | packed << 16) & 0x0000_ffff_0000_ffff;
    let bytes = (pairs | pairs << 8) & 0x00ff_00ff_00ff_00ff;
    (bytes | bytes << 4) & LOW | ZEROS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_twelve(digits: &[u8; 12]) -> Option<u64> {
        packed(*digits.first_chunk()?, *digits.last_chunk()?)
    }

    /// Four bits a digit: the number is written in hex as the digits are.
    #[test]
    fn twelve_digits_come_back() {
        for text in [
            "000000000000",
            "199012102399",
            "999999999999",
            "012345678909",
            "000100000000",
        ] {
            let digits: [u8; 12] = text.as_bytes().try_into().unwrap();
            let number = of_twelve(&digits).unwrap();
            assert_eq!(number, u64::from_str_radix(text, 16).unwrap());
            assert_eq!(unpacked(number), digits);
        }
    }

    /// Every other byte at every place, whatever stands around it.
    #[test]
    fn other_bytes_are_no_digits() {
        for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
            for around in [b'0', b'5', b'9', 0xff] {
                for at in 0..12 {
                    let mut digits = [around; 12];
                    digits[at] = byte;
                    assert_eq!(of_twelve(&digits), None, "{byte} at {at}");
                }
            }
        }
    }
}
