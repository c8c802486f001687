//! What is counted over whole registers, as it is told.

use super::tally::share;
use super::{Compared, ComparedFigure, PopulationGroup, PopulationPart, PopulationResult};
use crate::finding::Case;
use crate::finding::population::Counts;
use crate::lang::{Lang, sort_key};

/// One criterion's counts.
pub(super) fn population(case: Case<'_>, counts: &Counts, lang: Lang) -> PopulationResult {
    let criterion = case.template.criterion(counts.criterion);
    let rate = |gaps, rows| (rows > 0).then(|| share(gaps, rows));
    let field = counts.by.map(|field| case.template.field_name(field));
    let mut groups: Vec<PopulationGroup> = counts
        .groups
        .iter()
        .map(|(group, (rows, gaps))| PopulationGroup {
            field: field.clone().unwrap_or_default(),
            group: group.clone(),
            rows: *rows,
            gaps: *gaps,
            rate: rate(*gaps, *rows),
        })
        .collect();
    groups.sort_by_key(|group| sort_key(&group.group));
    PopulationResult {
        id: criterion.id.clone(),
        title: criterion.title.get(lang).to_owned(),
        descriptive: criterion.descriptive,
        counted: counts.counted,
        rows: counts.rows,
        gaps: counts.gaps,
        rate: rate(counts.gaps, counts.rows),
        places: counts.places.clone(),
        groups,
        parts: counts
            .parts
            .iter()
            .map(|(title, rows, gaps)| PopulationPart {
                title: title.get(lang).to_owned(),
                rows: *rows,
                gaps: *gaps,
            })
            .collect(),
        compared: counts.compared.as_ref().map(|one| Compared {
            limit: one.limit,
            spread: one.spread,
            figures: one
                .figures
                .iter()
                .map(|(group, value)| ComparedFigure {
                    group: group.get(lang).to_owned(),
                    value: *value,
                })
                .collect(),
        }),
    }
}
