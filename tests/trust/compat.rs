//! What a version wrote, every later version reads: the folders of `testdata/compat/` hold
//! whole audits as they were written by the version in their name, and must verify for ever.

use std::fs;
use std::path::Path;

use super::folders::{contents, differences};
use super::program::run;

#[test]
fn audits_of_every_version_verify() {
    let compat = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/compat");
    let mut tried = 0;
    for entry in fs::read_dir(&compat).unwrap() {
        let folder = entry.unwrap().path();
        let before = contents(&folder);
        let name = folder.display();
        let ran = run(&folder, "verify --format json");
        assert_eq!(ran.status, 0, "{name}: {}{}", ran.stdout, ran.stderr);
        // The answers are read as well: two files, one question each.
        let ran = run(&folder, "gaps --format json");
        assert_eq!(ran.status, 0, "{name}: {}", ran.stderr);
        let gaps: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        let criteria = gaps["criteria"].as_array().unwrap();
        let consent = criteria.iter().find(|c| c["id"] == "SAM-01").unwrap();
        let [assessed, found] = ["assessed", "gaps"].map(|key| consent[key].as_u64());
        assert_eq!((assessed, found), (Some(2), Some(1)), "{name}");
        assert!(
            differences(&before, &contents(&folder)).is_empty(),
            "{name}"
        );
        tried += 1;
    }
    assert!(tried > 0);
}
