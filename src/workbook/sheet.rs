//! One sheet: typed cells, sizes, panes, tables, rules for what may be typed, and how it
//! prints. The first fault is kept and told when the book is finished, so that a sheet is
//! laid out without an error at every cell.

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, Formula, ProtectionOptions, Table, TableColumn, Worksheet,
    XlsxError, utility,
};

use super::chart::Bars;
use super::clean::{clean, shortened};
use super::style::{Face, Look, Style};
use super::validation::Validation;

/// One sheet of a [`Book`](super::Book). Rows and columns count from 0.
pub struct Sheet {
    pub(super) inner: Worksheet,
    pub(super) fault: Option<XlsxError>,
}

/// How a sheet prints, always on A4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Print<'a> {
    /// Lying, for wide sheets.
    pub landscape: bool,
    /// How large, in per cent of the screen's size; `None`: one page wide, as many high as needed.
    pub scale: Option<u16>,
    /// All of it on one page, however small; wins over `scale`.
    pub one_page: bool,
    /// Rows repeated on every page, first and last.
    pub repeat_rows: Option<(u32, u32)>,
    /// Columns repeated on every page, first and last.
    pub repeat_columns: Option<(u16, u16)>,
    /// All that prints, first and last cell; `None`: the whole sheet.
    pub area: Option<((u32, u16), (u32, u16))>,
    /// What stands at the head of every page; blank: nothing.
    pub header: &'a str,
    /// What stands to the left at the foot of every page; page numbers stand to the right.
    pub footer: &'a str,
}

impl Sheet {
    pub(super) fn new(name: &str) -> Self {
        let mut inner = Worksheet::new();
        let fault = inner.set_name(name).err();
        Self { inner, fault }
    }

    fn keep<T>(&mut self, result: Result<T, XlsxError>) {
        if let Err(error) = result {
            self.fault.get_or_insert(error);
        }
    }

    /// Its name, as it came out.
    pub fn name(&self) -> String {
        self.inner.name()
    }

    /// Text, always as text: never a formula, a number or a link.
    pub fn text(&mut self, row: u32, column: u16, text: &str, style: Style) {
        let format = style.format();
        let text = clean(text);
        let done = self
            .inner
            .write_string_with_format(row, column, text.as_ref(), &format)
            .map(drop);
        self.keep(done);
    }

    /// Text that leads to another sheet of the book.
    pub fn link(&mut self, row: u32, column: u16, text: &str, sheet: &str) {
        let target = format!("internal:'{}'!A1", sheet.replace('\'', "''"));
        let text = clean(text);
        let done = self
            .inner
            .write_url_with_text(row, column, target.as_str(), text.as_ref())
            .map(drop);
        self.keep(done);
    }

    /// A chart with its upper left corner in a cell.
    pub fn chart(&mut self, row: u32, column: u16, bars: &Bars<'_>) {
        let done = self
            .inner
            .insert_chart(row, column, &bars.inner())
            .map(drop);
        self.keep(done);
    }

    /// Starts a new page before these rows when it prints.
    pub fn break_before_rows(&mut self, rows: &[u32]) {
        let done = self.inner.set_page_breaks(rows).map(drop);
        self.keep(done);
    }

    /// Text with a smaller, greyer note on a line of its own below it; without note, text.
    pub fn text_and_note(&mut self, row: u32, column: u16, text: &str, note: &str, style: Style) {
        if text.is_empty() || note.is_empty() {
            return self.text(row, column, text, style);
        }
        let below = format!("\n{}", clean(note));
        let text = clean(text);
        let plain = style.format();
        let small = Style::PLAIN.face(Face::Small).format();
        let parts: [(&Format, &str); 2] = [(&plain, &text), (&small, &below)];
        let done = self
            .inner
            .write_rich_string_with_format(row, column, &parts, &plain)
            .map(drop);
        self.keep(done);
    }

    /// A number; one that is none (NaN, infinite) leaves the cell blank.
    pub fn number(&mut self, row: u32, column: u16, number: f64, style: Style) {
        if !number.is_finite() {
            return self.blank(row, column, style);
        }
        let format = style.format();
        let done = self
            .inner
            .write_number_with_format(row, column, number, &format)
            .map(drop);
        self.keep(done);
    }

    /// A count. One of more than nine digits is written as text: nothing we count is that large,
    /// and a number of a sheet loses digits somewhere.
    pub fn integer(&mut self, row: u32, column: u16, count: u64, style: Style) {
        match u32::try_from(count) {
            Ok(small) => self.number(row, column, f64::from(small), style),
            Err(_) => self.text(row, column, &count.to_string(), style),
        }
    }

    /// A day.
    pub fn date(&mut self, row: u32, column: u16, date: Date, style: Style) {
        let format = style.format();
        let done = self
            .inner
            .write_date_with_format(row, column, date, &format)
            .map(drop);
        self.keep(done);
    }

    /// An empty cell with a look.
    pub fn blank(&mut self, row: u32, column: u16, style: Style) {
        let done = self
            .inner
            .write_blank(row, column, &style.format())
            .map(drop);
        self.keep(done);
    }

    /// A formula of our own with the value it has now, so that a reader that does not
    /// calculate sees it too. Never for text from a file.
    pub fn formula(&mut self, row: u32, column: u16, formula: &str, result: &str, style: Style) {
        let formula = Formula::new(formula).set_result(result);
        let done = self
            .inner
            .write_formula_with_format(row, column, formula, &style.format())
            .map(drop);
        self.keep(done);
    }

    /// Text over several cells.
    pub fn merged(
        &mut self,
        (first_row, first_column): (u32, u16),
        (last_row, last_column): (u32, u16),
        text: &str,
        style: Style,
    ) {
        if (first_row, first_column) == (last_row, last_column) {
            return self.text(first_row, first_column, text, style);
        }
        let text = clean(text);
        let done = self
            .inner
            .merge_range(
                first_row,
                first_column,
                last_row,
                last_column,
                &text,
                &style.format(),
            )
            .map(drop);
        self.keep(done);
    }

    /// A column's width in characters.
    pub fn width(&mut self, column: u16, characters: f64) {
        let done = self.inner.set_column_width(column, characters).map(drop);
        self.keep(done);
    }

    /// A row's height in points; rows without one fit their text.
    pub fn height(&mut self, row: u32, points: f64) {
        let done = self.inner.set_row_height(row, points).map(drop);
        self.keep(done);
    }

    /// Hides a row.
    pub fn hide_row(&mut self, row: u32) {
        let done = self.inner.set_row_hidden(row).map(drop);
        self.keep(done);
    }

    /// Hides a column.
    pub fn hide_column(&mut self, column: u16) {
        let done = self.inner.set_column_hidden(column).map(drop);
        self.keep(done);
    }

    /// Keeps the rows above and the columns to the left of a cell in sight.
    pub fn freeze(&mut self, row: u32, column: u16) {
        let done = self.inner.set_freeze_panes(row, column).map(drop);
        self.keep(done);
    }

    /// A table object with filters: writes the headers at `row`; the caller writes the data
    /// rows below. Without data rows only the headers are written. Headers must differ.
    pub fn table(&mut self, row: u32, column: u16, headers: &[&str], data_rows: u32) {
        let Some(last) = headers
            .len()
            .checked_sub(1)
            .and_then(|n| u16::try_from(n).ok())
        else {
            return;
        };
        for (at, header) in (column..).zip(headers) {
            self.text(row, at, header, Style::HEADER);
        }
        if data_rows == 0 {
            return;
        }
        let columns: Vec<TableColumn> = headers
            .iter()
            .map(|header| {
                TableColumn::new()
                    .set_header(clean(header))
                    .set_header_format(Style::HEADER.format())
            })
            .collect();
        let table = Table::new().set_columns(&columns);
        let done = self
            .inner
            .add_table(row, column, row + data_rows, column + last, &table)
            .map(drop);
        self.keep(done);
    }

    /// What may be typed in a block of cells, given by its first and last.
    pub fn validate(&mut self, first: (u32, u16), last: (u32, u16), validation: &Validation) {
        let done = validation.inner().and_then(|rule| {
            self.inner
                .add_data_validation(first.0, first.1, last.0, last.1, &rule)
                .map(drop)
        });
        self.keep(done);
    }

    /// The same for cells here and there; a formula is written for the first of them.
    pub fn validate_cells(&mut self, cells: &[(u32, u16)], validation: &Validation) {
        let Some((row, column)) = cells.first().copied() else {
            return;
        };
        let addresses: Vec<String> = cells
            .iter()
            .map(|(row, column)| utility::row_col_to_cell(*row, *column))
            .collect();
        let done = validation.inner().and_then(|rule| {
            let rule = rule.set_multi_range(addresses.join(" "));
            self.inner
                .add_data_validation(row, column, row, column, &rule)
                .map(drop)
        });
        self.keep(done);
    }

    /// How a block of cells looks where a formula of ours, written for its first cell, holds.
    pub fn when(&mut self, first: (u32, u16), last: (u32, u16), formula: &str, look: Look) {
        let rule = ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(look.format());
        let done = self
            .inner
            .add_conditional_format(first.0, first.1, last.0, last.1, &rule)
            .map(drop);
        self.keep(done);
    }

    /// Closes every cell whose style is not unlocked, without password. Rows and columns
    /// can still be made larger: long answers need it.
    pub fn protect(&mut self) {
        let options = ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        };
        self.inner.protect_with_options(&options);
    }

    /// Takes the sheet out of sight; a user cannot bring it back by mistake.
    pub fn hide(&mut self) {
        self.inner.set_very_hidden(true);
    }

    /// The sheet that is shown first.
    pub fn show_first(&mut self) {
        self.inner.set_active(true);
        self.inner.set_first_tab(true);
    }

    /// Starts a new page before these columns when it prints.
    pub fn break_before_columns(&mut self, columns: &[u16]) {
        let columns: Vec<u32> = columns.iter().copied().map(u32::from).collect();
        let done = self.inner.set_vertical_page_breaks(&columns).map(drop);
        self.keep(done);
    }

    /// Sets up the page.
    pub fn print(&mut self, print: Print<'_>) {
        const A4: u8 = 9;
        self.inner.set_paper_size(A4);
        if print.landscape {
            self.inner.set_landscape();
        } else {
            self.inner.set_portrait();
        }
        match (print.one_page, print.scale) {
            (true, _) => self.inner.set_print_fit_to_pages(1, 1),
            (false, Some(scale)) => self.inner.set_print_scale(scale),
            (false, None) => self.inner.set_print_fit_to_pages(1, 0),
        };
        let top = if print.header.is_empty() { 0.5 } else { 0.8 };
        self.inner.set_margins(0.4, 0.4, top, 0.6, 0.3, 0.3);
        // `&` starts a code in a footer; the whole footer may hold 255 units.
        let line = |text: &str| shortened(&clean(text).replace('\n', " "), 100).replace('&', "&&");
        self.inner
            .set_footer(format!("&L&8{}&R&8&P / &N", line(print.footer)));
        if !print.header.is_empty() {
            // A blank parts the size from a text that begins with a figure.
            self.inner
                .set_header(format!("&L&\"-,Bold\"&12 {}", line(print.header)));
        }
        if let Some((first, last)) = print.area {
            let done = self
                .inner
                .set_print_area(first.0, first.1, last.0, last.1)
                .map(drop);
            self.keep(done);
        }
        if let Some((first, last)) = print.repeat_rows {
            let done = self.inner.set_repeat_rows(first, last).map(drop);
            self.keep(done);
        }
        if let Some((first, last)) = print.repeat_columns {
            let done = self.inner.set_repeat_columns(first, last).map(drop);
            self.keep(done);
        }
    }
}
