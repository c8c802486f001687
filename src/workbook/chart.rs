//! Charts that the spreadsheet program draws from the cells of a table: bars lying down, one
//! group of bars a row.

use rust_xlsxwriter::{Chart, ChartFormat, ChartSolidFill, ChartType, Color};

use super::clean::{clean, shortened};

/// A chart of some columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars<'a> {
    /// Its heading.
    pub title: &'a str,
    /// What it shows, for those who do not see it.
    pub alternative: &'a str,
    /// The sheet with the table.
    pub sheet: &'a str,
    /// The first and the last row of the data.
    pub rows: (u32, u32),
    /// The column with the rows' names.
    pub labels: u16,
    /// The columns with the numbers, and what they are called.
    pub series: Vec<(u16, &'a str)>,
    /// Whether the numbers are shares: the scale then runs from 0 to 100 per cent.
    pub shares: bool,
    /// Whether a row's bars follow each other on one line.
    pub stacked: bool,
    /// Width and height in points of the screen.
    pub size: (u32, u32),
}

/// Colours that can be told apart without seeing red and green, dark enough for paper.
const COLOURS: [u32; 5] = [
    0x001D_6996,
    0x0038_A6A5,
    0x00ED_AD08,
    0x00CC_503E,
    0x0066_4B75,
];

impl Bars<'_> {
    pub(super) fn inner(&self) -> Chart {
        let kind = if self.stacked {
            ChartType::BarStacked
        } else {
            ChartType::Bar
        };
        let mut chart = Chart::new(kind);
        let (first, last) = self.rows;
        for ((column, name), colour) in self.series.iter().zip(COLOURS.iter().cycle()) {
            let colour = Color::RGB(*colour);
            let mut look = ChartFormat::new();
            look.set_solid_fill(ChartSolidFill::new().set_color(colour));
            let series = chart.add_series();
            series
                .set_categories((self.sheet, first, self.labels, last, self.labels))
                .set_values((self.sheet, first, *column, last, *column))
                .set_name(clean(name).as_ref())
                .set_format(&mut look)
                .set_gap(40);
            if self.stacked {
                series.set_overlap(100);
            }
        }
        chart
            .title()
            .set_name(shortened(&clean(self.title), 200).as_str());
        // A table reads downwards; a chart would start at the bottom.
        chart.y_axis().set_reverse();
        let scale = chart.x_axis();
        if self.shares {
            scale
                .set_num_format("0%")
                .set_min(0)
                .set_max(1)
                .set_major_unit(0.25);
        } else {
            scale.set_num_format("#,##0").set_min(0);
        }
        if self.series.len() < 2 {
            chart.legend().set_hidden();
        }
        let (width, height) = self.size;
        chart.set_width(width).set_height(height);
        chart.set_alt_text(shortened(&clean(self.alternative), 500));
        chart
    }
}
