//! Digits by eights, as a day has them: a register may have a hundred million days.

/// The number of eight digits; `None` where a byte is none.
pub(crate) fn of_eight(digits: [u8; 8]) -> Option<u32> {
    const HIGH: u64 = 0xf0f0_f0f0_f0f0_f0f0;
    const ZEROS: u64 = 0x3030_3030_3030_3030;
    const SIXES: u64 = 0x0606_0606_0606_0606;
    let word = u64::from_le_bytes(digits);
    // Of the digits alone, both a byte and six more have the high half of a digit.
    if word & HIGH != ZEROS || word.wrapping_add(SIXES) & HIGH != ZEROS {
        return None;
    }
    let ones = word - ZEROS;
    // Neighbours are joined: digits to pairs, pairs to fours, fours to the whole.
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    let whole = (fours * 10_000 + (fours >> 32)) & 0xffff_ffff;
    u32::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_are_their_number() {
        for number in (0..100_000_000_u32).step_by(9_973).chain([99_999_999]) {
            let text = format!("{number:08}");
            assert_eq!(of_eight(text.as_bytes().try_into().unwrap()), Some(number));
        }
    }

    /// Every other byte at every place, whatever stands around it.
    #[test]
    fn other_bytes_are_no_digits() {
        for byte in (0..=u8::MAX).filter(|byte| !byte.is_ascii_digit()) {
            for around in [b'0', b'5', b'9', 0xff] {
                for at in 0..8 {
                    let mut digits = [around; 8];
                    digits[at] = byte;
                    assert_eq!(of_eight(digits), None, "{byte} at {at}");
                }
            }
        }
    }
}
