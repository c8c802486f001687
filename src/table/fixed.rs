//! Text whose columns stand at fixed places with blanks between them, as printouts of old systems
//! have it. It is not cut: how wide a column is nobody says. It is told.

/// How many lines are looked at.
const LINES: usize = 300;
/// Fewer lines tell nothing.
const ENOUGH: usize = 5;
/// So many blanks side by side part two columns.
const GUTTER: usize = 2;
/// So many gutters make a table.
const GUTTERS: usize = 3;

/// Whether nine lines in ten leave the same places blank, two or more side by side, between
/// columns that most lines have something in.
pub(super) fn has_fixed_columns(text: &str) -> bool {
    let lines: Vec<Vec<char>> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES)
        .map(|line| line.chars().collect())
        .collect();
    let has_delimiters = |line: &&Vec<char>| line.iter().any(|c| matches!(c, ';' | '\t' | '|'));
    if lines.len() < ENOUGH || lines.iter().filter(has_delimiters).count() * 10 > lines.len() {
        return false;
    }
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let filled_at = |at: usize| {
        let is_filled = |line: &&Vec<char>| line.get(at).is_some_and(|c| !c.is_whitespace());
        lines.iter().filter(is_filled).count()
    };
    let (mut gutters, mut blank, mut had_column) = (0, 0, false);
    for at in 0..width {
        let filled = filled_at(at);
        if filled * 10 <= lines.len() {
            blank += 1;
        } else {
            gutters += usize::from(had_column && blank >= GUTTER && filled * 2 > lines.len());
            had_column |= filled * 2 > lines.len();
            blank = 0;
        }
    }
    gutters >= GUTTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printout_is_told_from_other_text() {
        let row = |number: u32, name: &str| {
            format!("9012{number:02}-2399   {name:<20}  JS Farsta       2009-05-04  Vuxen\n")
        };
        let mut printout = String::from("JOBBTORG STOCKHOLM     LISTA 4711        SIDA   1\n\n");
        for number in 10..30 {
            printout.push_str(&row(number, "Provdahl, Måns"));
        }
        assert!(has_fixed_columns(&printout));
        let prose = "Det här är en text om hur listan togs fram och av vem.\n".repeat(9);
        let csv = "901210-2399;Provdahl, Måns  ;JS Farsta ;2009-05-04  ;Vuxen\n".repeat(9);
        let list = "SN 2009-114\nSN 2009-115\n".repeat(9);
        for other in [prose, csv, list, row(10, "Provdahl").repeat(4)] {
            assert!(!has_fixed_columns(&other), "{other}");
        }
    }
}
