//! Reads the reference file and picks numbers out of its cases.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::str::FromStr;

use serde_json::Value;

/// One line of the file.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) inputs: Value,
    pub(crate) expected: Value,
}

pub(crate) fn file(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("testdata/reference")
        .join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// All cases of a section, as many as the file says it has.
pub(crate) fn section(number: u64) -> Vec<Case> {
    let root: Value = serde_json::from_str(&file("reference_public.json")).unwrap();
    let announced = root["meta"]["cases_per_section"][number.to_string()]
        .as_u64()
        .unwrap();
    let cases: Vec<Case> = root["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["section"].as_u64() == Some(number))
        .map(|case| Case {
            id: case["id"].as_str().unwrap().to_owned(),
            method: case["method"].as_str().unwrap().to_owned(),
            inputs: case["inputs"].clone(),
            expected: case["expected"].clone(),
        })
        .collect();
    assert_eq!(cases.len() as u64, announced);
    cases
}

/// How many cases of each method were compared, so that a test can say what it covered.
#[derive(Default)]
pub(crate) struct Covered(BTreeMap<String, usize>);

impl Covered {
    pub(crate) fn count(&mut self, case: &Case) {
        *self.0.entry(case.method.clone()).or_default() += 1;
    }

    #[track_caller]
    pub(crate) fn assert(&self, expected: &[(&str, usize)]) {
        let seen: Vec<_> = self.0.iter().map(|(m, n)| (m.as_str(), *n)).collect();
        assert_eq!(seen, expected);
    }
}

impl Case {
    pub(crate) fn whole(&self, name: &str) -> u64 {
        whole(&self.inputs[name])
    }

    /// A decimal given as text (or as a number) and read exactly.
    pub(crate) fn decimal<T: FromStr<Err: std::fmt::Debug>>(&self, name: &str) -> T {
        decimal(&self.inputs[name])
    }

    #[track_caller]
    pub(crate) fn close(&self, what: &str, computed: f64, expected: &Value, tolerance: f64) {
        let expected = expected
            .as_f64()
            .unwrap_or_else(|| panic!("{} {what}: expected is {expected}", self.id));
        assert!(
            (computed - expected).abs() <= tolerance,
            "{} {what}: {computed} for {expected}",
            self.id
        );
    }

    #[track_caller]
    #[allow(
        clippy::needless_pass_by_value,
        reason = "reads like assert_eq, which takes values too"
    )]
    pub(crate) fn same<T: PartialEq + std::fmt::Debug>(
        &self,
        what: &str,
        computed: T,
        expected: T,
    ) {
        assert_eq!(computed, expected, "{} {what}", self.id);
    }
}

pub(crate) fn whole(value: &Value) -> u64 {
    value
        .as_u64()
        .unwrap_or_else(|| panic!("{value} is no whole number"))
}

pub(crate) fn decimal<T: FromStr<Err: std::fmt::Debug>>(value: &Value) -> T {
    let text = value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned);
    text.parse().unwrap()
}
