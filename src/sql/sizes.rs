//! The numbers per stratum as SQL: known ones as a table, proportional ones in whole numbers
//! alone, so that an engine's arithmetic gives what the exact rationals of `sample` give.
//!
//! The quota is clip(λ·N_h, m_h, N_h) with m_h = min(minimum, N_h). Strata in the order of N_h
//! are held at their minimum as long as λ of the rest would give the next one less than its own;
//! λ never passes 1, so no quota passes N_h.

use super::dialect::Dialect;
use crate::plan::Plan;

/// Steps that end with `sized`, which has the strata with their `size`.
type Steps = Vec<(&'static str, String)>;

/// Numbers by name as a table of two columns, `name` and `size`.
pub(super) fn table<'a>(dialect: Dialect, sizes: impl Iterator<Item = (&'a str, u64)>) -> String {
    let rows: Vec<String> = sizes
        .map(|(name, size)| {
            let (name, size) = (dialect.text(name), size);
            format!("SELECT {name} AS label, CAST({size} AS BIGINT) AS size")
        })
        .collect();
    rows.join("\n    UNION ALL ")
}

/// Numbers that are known by the strata's names.
pub(super) fn known<'a>(dialect: Dialect, sizes: impl Iterator<Item = (&'a str, u64)>) -> Steps {
    let query = format!(
        "SELECT strata.*, coalesce(known.size, 0) AS size\n  FROM strata\n  LEFT JOIN (\n    {}\n  ) AS known ON known.label = strata.name",
        table(dialect, sizes)
    );
    vec![("sized", query)]
}

/// Numbers in proportion to the strata's sizes: `total` over all, or by a table of numbers for
/// the values of the first stratifier.
pub(super) fn proportional(
    dialect: Dialect,
    per_value: Option<String>,
    total: u64,
    plan: &Plan,
) -> Steps {
    let minimum = plan.sample.minimum;
    let (wanted, part) = match per_value {
        Some(table) => (
            format!(
                "SELECT strata.*, wanted.size AS total, least({minimum}, population) AS least_size\n  FROM strata\n  JOIN (\n    {table}\n  ) AS wanted ON wanted.label = strata.stratifier_0"
            ),
            "PARTITION BY stratifier_0 ",
        ),
        None => (
            format!(
                "SELECT strata.*, CAST({total} AS BIGINT) AS total, least({minimum}, population) AS least_size\n  FROM strata"
            ),
            "",
        ),
    };
    let name = dialect.by_code_point("name");
    let ordered = format!("{part}ORDER BY population, {name}");
    let running = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
    let over_all = if part.is_empty() {
        "OVER ()"
    } else {
        "OVER (PARTITION BY stratifier_0)"
    };
    let floor = dialect.whole("free * population", "free_population");
    vec![
        ("wanted", wanted),
        (
            "cumulated",
            format!(
                "SELECT *, row_number() OVER ({ordered}) AS smaller,\n         \
                 sum(least_size) OVER ({ordered} {running}) - least_size AS least_before,\n         \
                 sum(population) OVER ({ordered} {running}) - population AS population_before,\n         \
                 sum(population) {over_all} AS population_in_all,\n         \
                 sum(least_size) {over_all} AS least_in_all\n  FROM wanted"
            ),
        ),
        (
            // A stratum that would get its minimum from λ of itself and all larger ones is the
            // first that is not held at it, and none after it is.
            "held",
            "SELECT *, CASE WHEN (total - least_before) * population\n                   \
             >= least_size * (population_in_all - population_before)\n              \
             THEN smaller END AS free_from\n  FROM cumulated"
                .to_owned(),
        ),
        (
            "first_free",
            format!(
                "SELECT *, min(free_from) {over_all} AS first_smaller\n  FROM held"
            ),
        ),
        (
            "free_parts",
            format!(
                "SELECT *,\n         \
                 total - coalesce(sum(CASE WHEN smaller < first_smaller OR first_smaller IS NULL THEN least_size END) {over_all}, 0) AS free,\n         \
                 sum(CASE WHEN smaller >= first_smaller THEN population END) {over_all} AS free_population\n  FROM first_free"
            ),
        ),
        (
            "floors",
            format!(
                "SELECT *,\n         \
                 CASE WHEN smaller >= first_smaller THEN {floor} ELSE least_size END AS floor_size,\n         \
                 CASE WHEN smaller >= first_smaller THEN (free * population) % free_population ELSE 0 END AS remainder\n  FROM free_parts"
            ),
        ),
        (
            "remainders",
            format!(
                "SELECT *, total - sum(floor_size) {over_all} AS left_over,\n         \
                 row_number() OVER ({part}ORDER BY remainder DESC, population DESC, {name}) AS remainder_place\n  FROM floors"
            ),
        ),
        (
            "sized",
            "SELECT *, floor_size + CASE WHEN remainder_place <= left_over THEN 1 ELSE 0 END AS size\n  \
             FROM remainders\n  WHERE total <= population_in_all AND total >= least_in_all"
                .to_owned(),
        ),
    ]
}
