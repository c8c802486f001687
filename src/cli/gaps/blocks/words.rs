//! Shares, intervals, remarks and methods in words.

use stickprov::estimate::CriterionResult;
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
    sentence::percent(lang, gaps, assessed, &scale).unwrap_or_default()
}

/// `46–76 %`.
pub(super) fn between(lower: f64, upper: f64, lang: Lang) -> String {
    let lower = percent(lang, lower, 0);
    let lower = lower.trim_end_matches('%').trim_end_matches('\u{a0}');
    format!("{lower}–{}", percent(lang, upper, 0))
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

/// The methods that were used, each with its promise.
pub(super) fn methods(results: &[&CriterionResult], lang: Lang) -> Vec<String> {
    let mut used: Vec<(&str, &str, f64)> = Vec::new();
    for estimate in results.iter().filter_map(|result| result.estimate.as_ref()) {
        let one = (
            estimate.method.as_str(),
            estimate.promise.as_str(),
            estimate.confidence,
        );
        if !used
            .iter()
            .any(|(method, promise, _)| (*method, *promise) == (one.0, one.1))
        {
            used.push(one);
        }
    }
    used.iter()
        .map(|(method, promise, confidence)| {
            let promise = match *promise {
                "guaranteed" => texts::guaranteed(),
                "by_search" => texts::by_search(),
                _ => texts::approximate(),
            };
            let level = percent(lang, *confidence, 0);
            let method = report::method_name(lang, method);
            texts::method(&level, &method, promise.get(lang))
                .get(lang)
                .to_owned()
        })
        .collect()
}
