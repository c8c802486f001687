//! Shares, intervals, remarks and methods in words.

use std::collections::{BTreeMap, BTreeSet};

use stickprov::estimate::{self, CriterionResult, Estimate};
use stickprov::lang::{Lang, Text, percent, plural};
use stickprov::report;
use stickprov::report::sentence::{self, Scale};

use super::super::texts;

/// Below this a share is not given in per cent, here as in the report.
pub(super) const FEWEST_FOR_PERCENT: u64 = 10;

/// The share of the assessed, rounded as in the report; nothing where they are few.
pub(super) fn share(gaps: u64, assessed: u64, lang: Lang) -> String {
    let scale = Scale {
        percent_from: FEWEST_FOR_PERCENT,
        ..Scale::default()
    };
    sentence::percent_of_many(lang, gaps, assessed, &scale).unwrap_or_default()
}

/// `46–76 %`, with the sign of an interval that is not a proved one before it.
pub(super) fn between(promise: &str, (lower, upper): (f64, f64), lang: Lang) -> String {
    let mark = estimate::mark(promise);
    let lower = percent(lang, lower, 0);
    let lower = lower.trim_end_matches('%').trim_end_matches('\u{a0}');
    format!("{mark}{lower}–{}", percent(lang, upper, 0))
}

/// What else is to be said of a criterion: parts of the count first, then what is outside it.
pub(super) fn remarks(result: &CriterionResult, lang: Lang) -> String {
    let mut words = Vec::new();
    let mut add = |count: u64, one: Text, many: Text| {
        if count > 0 {
            let what = plural(count, one.get(lang), many.get(lang));
            words.push(format!("{count} {what}"));
        }
    };
    add(result.explained, texts::explained_one(), texts::explained());
    add(result.never, texts::never(), texts::never());
    add(
        result.depends_on_count,
        texts::depends_one(),
        texts::depends(),
    );
    add(result.remarks, texts::with_remark(), texts::with_remark());
    add(
        result.not_applicable,
        texts::not_applicable_one(),
        texts::not_applicable(),
    );
    add(
        result.not_assessable,
        texts::not_assessable_one(),
        texts::not_assessable(),
    );
    add(
        result.unanswered,
        texts::unanswered_one(),
        texts::unanswered(),
    );
    words.join(", ")
}

/// The methods of the intervals that are shown, each with its sign and its promise, in one
/// sentence: proved ones first. `None` where no interval is shown.
pub(super) fn methods(results: &[CriterionResult], lang: Lang) -> Option<String> {
    let shown = results
        .iter()
        .filter(|one| one.assessed >= FEWEST_FOR_PERCENT);
    let estimates: Vec<&Estimate> = shown.filter_map(|one| one.estimate.as_ref()).collect();
    let confidence = estimates.first()?.confidence;
    let mut used: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for estimate in &estimates {
        let methods = used.entry(estimate.promise.as_str()).or_default();
        methods.insert(&estimate.method);
    }
    for group in results.iter().flat_map(|one| &one.groups) {
        let few = group.assessed < FEWEST_FOR_PERCENT;
        if let (Some(method), Some(promise), false) = (&group.method, &group.promise, few) {
            used.entry(promise).or_default().insert(method);
        }
    }
    let order = [
        ("guaranteed", texts::guaranteed()),
        ("by_search", texts::by_search()),
        ("approximate", texts::approximate()),
    ];
    let said: Vec<String> = order
        .iter()
        .filter_map(|(promise, words)| {
            let names = used.get(promise)?.iter();
            let names: Vec<String> = names.map(|name| report::method_name(lang, name)).collect();
            let mark = estimate::mark(promise);
            Some(format!("{mark}{} ({})", names.join(", "), words.get(lang)))
        })
        .collect();
    let level = percent(lang, confidence, 0);
    Some(texts::method(&level, &said.join("; ")).get(lang).to_owned())
}
