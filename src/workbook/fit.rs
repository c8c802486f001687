//! How high a row must be for its text. Programs do not agree on whether a row without a
//! height grows with its text (`LibreOffice` without a screen does not), so it is said.

/// The height of a line of ordinary text, in points.
pub const LINE: f64 = 15.0;
/// The height of a line of small text, as notes have.
pub const SMALL_LINE: f64 = 12.0;
/// The most that Excel gives a row.
const HIGHEST: f64 = 409.0;

/// How many lines a text takes in a column of so many characters, broken between words; a
/// little too many rather than one too few.
pub fn lines(text: &str, width: f64) -> u32 {
    text.split('\n').map(|line| lines_of_one(line, width)).sum()
}

fn lines_of_one(text: &str, width: f64) -> u32 {
    // A cell has a margin on both sides, about a character's width in all; a width counts
    // digits, and running text has room for an eighth more letters than that.
    let room = ((width - 1.0) * 1.125).max(1.0);
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split_whitespace() {
        let mut length = f64::from(u32::try_from(word.chars().count()).unwrap_or(u32::MAX));
        if used > 0.0 && used + 1.0 + length <= room {
            used += 1.0 + length;
            continue;
        }
        if used > 0.0 {
            lines += 1;
        }
        // A word longer than the column is broken within.
        while length > room && lines < 1000 {
            lines += 1;
            length -= room;
        }
        used = length;
    }
    lines
}

/// The height of a row whose cells need these many lines of ordinary and of small text.
pub fn height(ordinary: u32, small: u32) -> f64 {
    let height = f64::from(ordinary) * LINE + f64::from(small) * SMALL_LINE + 2.0;
    height.clamp(LINE, HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_breaks_between_words() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("en rad", 10.0), 1);
        // (10 − 1) · 1,125 = 10,125 letters.
        assert_eq!(lines("två hela rader", 10.0), 2);
        assert_eq!(lines("a\nb", 10.0), 2);
        assert_eq!(lines("abcdefghijklmnopqrstuvwxyz", 10.0), 3);
        assert!(height(100, 0) <= HIGHEST);
    }
}
