//! A plan that somebody sends cannot make the program read files outside the audit's folder.

use std::fs;

use super::folders::{PLAN, contents, copy_as, differences, edit};
use super::program::run;

#[test]
fn a_path_that_leaves_the_folder_needs_permission() {
    let audit = copy_as("bortfall", "one/audit");
    let outside = audit.path.parent().unwrap().join("flai.xlsx");
    fs::copy(audit.path.join("register/flai.xlsx"), &outside).unwrap();
    let absolute = outside.to_str().unwrap();
    let mut named = "register/flai.xlsx".to_owned();
    for (path, leaves) in [
        ("../flai.xlsx", true),
        ("register/../../flai.xlsx", true),
        (absolute, true),
        ("./register/../register/flai.xlsx", false),
    ] {
        edit(
            &audit.path.join(PLAN),
            &format!("\"{named}\""),
            &format!("\"{path}\""),
        );
        path.clone_into(&mut named);
        let before = contents(&audit.path);
        let ran = run(&audit.path, "verify");
        if leaves {
            assert_eq!((ran.status, ran.stdout.as_str()), (2, ""), "{path}");
            for phrase in ["granskning.toml", "registers.flai", "--allow-outside"] {
                assert!(ran.stderr.contains(phrase), "{path}: {}", ran.stderr);
            }
        } else {
            assert_eq!(ran.status, 0, "{path}: {}", ran.stderr);
        }
        let allowed = run(&audit.path, "verify --allow-outside");
        assert_eq!(allowed.status, 0, "{path}: {}", allowed.stderr);
        assert!(
            differences(&before, &contents(&audit.path)).is_empty(),
            "{path}"
        );
    }
}

#[test]
fn a_template_outside_the_folder_needs_permission_too() {
    let audit = copy_as("bortfall", "one/audit");
    let template = audit.path.parent().unwrap().join("mall");
    let ran = run(&audit.path, "template export jobbtorg ../mall");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
    assert!(template.join("registers.toml").is_file());
    edit(
        &audit.path.join(PLAN),
        "template = \"jobbtorg\"",
        "template = \"../mall\"",
    );
    let said = run(&audit.path, "verify").refused();
    assert!(said.contains("template pekar ut en fil utanför"), "{said}");
    let ran = run(&audit.path, "verify --allow-outside");
    assert_eq!(ran.status, 0, "{}", ran.stderr);
}
