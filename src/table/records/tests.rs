//! Records against the `csv` crate where the text is RFC 4180, and by hand where it is not.

use proptest::prelude::*;

use super::*;

type Grid = Vec<(u64, Vec<String>)>;

/// Hands out a few bytes at a time, so that every record is met at the end of the buffer.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.1.min(self.0.len()).min(out.len());
        out[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

fn split(text: &str, delimiter: &str, expected: Option<usize>, step: usize) -> (Grid, Vec<Marks>) {
    let cut = Cut {
        delimiter: delimiter.as_bytes().to_vec(),
        quote: b'"',
        escape: None,
        expected,
    };
    let mut records = Records::new(Trickle(text.as_bytes(), step), cut, 1, 0);
    let (mut grid, mut marks) = (Vec::new(), Vec::new());
    while let Some(record) = records.next().unwrap() {
        let fields = record
            .fields
            .iter()
            .map(|f| {
                let text = std::str::from_utf8(&record.bytes[f.start()..f.end()]).unwrap();
                if f.is_escaped() {
                    text.replace("\"\"", "\"")
                } else {
                    text.to_owned()
                }
            })
            .collect();
        grid.push((record.line, fields));
        if record.marks != Marks::Fine {
            marks.push(record.marks);
        }
    }
    (grid, marks)
}

fn check(text: &str, expected: Option<usize>, rows: &[(u64, &[&str])], odd: &[Marks]) {
    for step in [1, 2, 7, 1 << 20] {
        let (grid, marks) = split(text, ";", expected, step);
        let rows: Grid = rows
            .iter()
            .map(|(line, fields)| (*line, fields.iter().map(|f| (*f).to_owned()).collect()))
            .collect();
        assert_eq!(grid, rows, "{text:?} by {step}");
        assert_eq!(marks, odd, "{text:?} by {step}");
    }
}

#[test]
fn line_ends_of_every_kind_count_as_lines() {
    check(
        "a;b\r\n1;2\n\n3;4\r5;6",
        None,
        &[
            (1, &["a", "b"]),
            (2, &["1", "2"]),
            (4, &["3", "4"]),
            (5, &["5", "6"]),
        ],
        &[],
    );
    check(
        "a\rb\r\rc\r",
        None,
        &[(1, &["a"]), (2, &["b"]), (4, &["c"])],
        &[],
    );
}

#[test]
fn a_quoted_field_may_hold_what_cuts_others() {
    check(
        "a;\"b;\"\"c\"\"\nd\"\n1;2\n",
        None,
        &[(1, &["a", "b;\"c\"\nd"]), (3, &["1", "2"])],
        &[],
    );
    check("\"\";x\n", None, &[(1, &["", "x"])], &[]);
}

#[test]
fn a_mark_that_is_never_closed_swallows_nothing() {
    check(
        "a;b\n\"x;1\ny;2\nz;3\n",
        Some(2),
        &[
            (1, &["a", "b"]),
            (2, &["\"x", "1"]),
            (3, &["y", "2"]),
            (4, &["z", "3"]),
        ],
        &[Marks::Unclosed],
    );
}

#[test]
fn a_mark_that_is_closed_in_a_later_row_swallows_nothing() {
    check(
        "\"x;1;2\ny;2\";3\n",
        Some(3),
        &[(1, &["\"x", "1", "2"]), (2, &["y", "2\"", "3"])],
        &[Marks::Unclosed, Marks::Stray],
    );
    // Closed in the same column both readings fit: the standard's is taken, and said.
    check(
        "\"x;1\ny\";2\n",
        Some(2),
        &[(1, &["x;1\ny", "2"])],
        &[Marks::Doubtful],
    );
}

#[test]
fn stray_marks_are_text() {
    check(
        "5\" ror;x\n",
        Some(2),
        &[(1, &["5\" ror", "x"])],
        &[Marks::Stray],
    );
    check(
        "\"a\"b;x\n",
        Some(2),
        &[(1, &["\"a\"b", "x"])],
        &[Marks::Stray],
    );
    check(
        "\"Rosen\" gatan;x;\"y\"\n",
        Some(3),
        &[(1, &["\"Rosen\" gatan", "x", "y"])],
        &[Marks::Stray],
    );
    // Marks inside a quoted field that nobody doubled: the number of fields decides.
    check(
        "\"sa \"hej; du\" igen\";x\n",
        Some(2),
        &[(1, &["sa \"hej; du\" igen", "x"])],
        &[Marks::Stray],
    );
}

#[test]
fn delimiters_of_two_characters() {
    let (grid, _) = split("a, \"b, c\", d\n1,2, 3, 4\n", ", ", None, 3);
    assert_eq!(grid[0].1, ["a", "b, c", "d"]);
    assert_eq!(grid[1].1, ["1,2", "3", "4"]);
}

#[test]
fn a_line_without_end_is_refused() {
    let long = vec![b'x'; LONGEST_RECORD + 2];
    let cut = Cut {
        delimiter: b";".to_vec(),
        quote: b'"',
        escape: None,
        expected: None,
    };
    let mut records = Records::new(long.as_slice(), cut, 1, 0);
    assert!(matches!(records.next(), Err(Broken::TooLong(1))));
}

proptest! {
    /// What the csv crate writes, and what it reads, is what we read.
    #[test]
    fn rfc_4180_is_split_as_the_csv_crate_splits_it(
        rows in prop::collection::vec(prop::collection::vec("[a;\"\n\r å]{0,6}", 3), 1..8),
        step in 1_usize..40,
    ) {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (grid, marks) = split(&text, ";", None, step);
        prop_assert_eq!(grid.into_iter().map(|(_, row)| row).collect::<Vec<_>>(), rows);
        prop_assert!(marks.is_empty());
    }

    /// No text loses a character that is not a mark, a delimiter or a line end.
    #[test]
    fn nothing_is_lost_from_any_text(text in "[ab;\"\n\r]{0,60}", expected in prop::option::of(1_usize..4)) {
        let letters = |s: &str| s.chars().filter(|c| matches!(c, 'a' | 'b')).count();
        let (grid, _) = split(&text, ";", expected, 5);
        let read: usize = grid.iter().flat_map(|(_, row)| row).map(|f| letters(f)).sum();
        prop_assert_eq!(read, letters(&text));
    }
}
