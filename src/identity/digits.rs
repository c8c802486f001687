//! A personnummer as a number: it has twelve digits, and a register ten million personnummer.

use crate::calendar::of_eight;

/// The number of twelve digits; `None` where a byte is none.
pub(super) fn of_twelve(digits: &[u8; 12]) -> Option<u64> {
    let [a, b, c, d, rest @ ..] = *digits;
    let first = of_eight([b'0', b'0', b'0', b'0', a, b, c, d])?;
    Some(u64::from(first) * 100_000_000 + u64::from(of_eight(rest)?))
}

/// The last twelve digits of a number.
pub(super) fn twelve(number: u64) -> [u8; 12] {
    let mut digits = [b'0'; 12];
    let mut rest = number;
    for pair in digits.as_chunks_mut::<2>().0.iter_mut().rev() {
        let two = u8::try_from(rest % 100).expect("a remainder of a hundred fits");
        *pair = [b'0' + two / 10, b'0' + two % 10];
        rest /= 100;
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_digits_come_back() {
        for number in [
            0,
            7,
            199_012_102_399,
            999_999_999_999,
            100_000_000,
            99_999_999,
        ] {
            let text = format!("{number:012}");
            assert_eq!(twelve(number), text.as_bytes());
            assert_eq!(of_twelve(&twelve(number)), Some(number));
        }
        assert_eq!(of_twelve(b"19901210239A"), None);
        assert_eq!(of_twelve(b"199A12102399"), None);
    }
}
