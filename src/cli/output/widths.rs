//! How wide the columns of a table in a terminal are.

/// Between a table's columns.
pub(super) const GAP: u16 = 2;

/// The longest word of a text.
pub(super) fn widest_word(text: &str) -> usize {
    let words = text.split(' ').map(|word| word.chars().count());
    words.max().unwrap_or(0)
}

/// The widest line of a text that is broken at spaces to fit a width.
pub(super) fn broken_width(text: &str, width: usize) -> usize {
    let mut widest = 0;
    for line in text.lines() {
        let mut used = 0;
        for word in line.split(' ') {
            let long = word.chars().count();
            used = match used {
                0 => long,
                before if before + 1 + long <= width => before + 1 + long,
                _ => long,
            };
            widest = widest.max(used);
        }
    }
    widest
}

/// Widens columns towards wider ones, one character a turn, as far as the room goes; gives what
/// room is left.
/// Where a column has no least width the layout is left to the table: there is no room to give.
pub(super) fn grow(least: &mut [Option<u16>], natural: &[u16], mut room: u16) -> u16 {
    if least.iter().any(Option::is_none) {
        return room;
    }
    loop {
        let mut grown = false;
        for (width, natural) in least.iter_mut().zip(natural) {
            if let Some(width) = width.as_mut().filter(|width| **width < *natural)
                && room > 0
            {
                *width += 1;
                room -= 1;
                grown = true;
            }
        }
        if !grown {
            return room;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_broken_between_words_only() {
        // "day and" and "month can" are seven and nine characters, "day" three.
        assert_eq!(broken_width("day and month can", 9), 9);
        assert_eq!(broken_width("day and month can", 7), 7);
        assert_eq!(broken_width("day and month can", 3), 5);
        assert_eq!(broken_width("one\nlonger line", usize::MAX), 11);
    }

    #[test]
    fn room_goes_in_turn_to_what_is_narrower_than_it_would_be() {
        let mut widths = [Some(5), Some(4), Some(9)];
        assert_eq!(grow(&mut widths, &[6, 20, 9], 4), 0);
        // One to each of the first two, then both of the last two to the second.
        assert_eq!(widths, [Some(6), Some(7), Some(9)]);
    }

    #[test]
    fn a_column_without_a_width_leaves_the_layout_to_the_table() {
        let mut widths = [Some(5), None];
        assert_eq!(grow(&mut widths, &[9, 9], 8), 8);
        assert_eq!(widths, [Some(5), None]);
    }
}
