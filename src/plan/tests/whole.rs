//! Plans that are right.

use super::*;

#[test]
fn a_whole_plan_is_read_with_its_names_resolved() {
    let plan = good(WHOLE);
    assert_eq!(plan.title, "Kontoren");
    assert_eq!(plan.announced, Some(date(2009, 9, 15)));
    let field = |field| FieldRef {
        register: RegisterRef(0),
        field,
    };
    assert_eq!(plan.registers[0].parts[0].file, "register/a.xlsx");
    assert_eq!(plan.registers[0].columns[&2], ["Grupp"]);
    assert_eq!(plan.registers[1].register, RegisterRef(0));
    assert_eq!(plan.registers[1].header_row, Some(0));
    assert_eq!(plan.registers[2].delimiter.as_deref(), Some("\t"));
    assert_eq!(plan.evidence_export(RegisterRef(0)), Some(ExportRef(1)));
    assert_eq!(plan.unit.one_per, field(0));
    assert_eq!(plan.unit.by, Some(field(3)));
    let rules: Vec<&ScopeRule> = plan.scope.iter().map(|line| &line.rule).collect();
    let one_of = |values: &[&str]| ScopeRule::OneOf(values.iter().map(|v| (*v).into()).collect());
    assert_eq!(
        rules,
        [
            &one_of(&["North", "South"]),
            &ScopeRule::Days {
                from: Some(date(2009, 5, 4)),
                to: Some(date(2009, 6, 30))
            },
            &ScopeRule::Numbers {
                from: Some(1),
                to: None
            },
            &one_of(&["N"]),
        ]
    );
    assert_eq!(plan.strata, [field(1), field(2)]);
    let sizes = [("North".to_owned(), 39), ("South".to_owned(), 10)];
    assert_eq!(plan.sample.size, Size::PerValue(sizes.into()));
    assert_eq!((plan.sample.minimum, plan.sample.reserve), (1, 2));
    let change = &plan.criteria[&0];
    assert_eq!(change.parameters.days, Some(5));
    assert_eq!(change.parameters.months, None);
    assert_eq!(change.parameters.count, Count::Working);
    assert_eq!(change.parameters.roll, Roll::None);
    // `roll` is what the template says already: no change.
    let changed = [("days", "5"), ("count", "\"working\"")];
    assert_eq!(
        change.changed,
        changed.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
    assert_eq!(plan.report.confidence.fraction(), Fraction::new(9, 10));
    assert_eq!(plan.gate[&1].fraction(), Fraction::new(3, 40));
    assert_eq!(plan.control_totals[0].export, ExportRef(1));
}

#[test]
fn a_plan_without_scope_and_strata_is_a_plan() {
    let plan = good(SMALL);
    assert_eq!(plan.title, "Påhittad");
    assert_eq!(plan.sample.allocation, Allocation::Proportional);
    assert_eq!(plan.sample.seed, None);
    assert_eq!(plan.report.min_cell, 5);
    assert_eq!(plan.missing_file, MissingFile::ByReason);
    assert!(plan.scope.is_empty() && plan.strata.is_empty());
}

/// Each word has the range in which it still means what it says; ten files is the floor of
/// every per cent (issue 7).
#[test]
fn the_words_for_shares_have_limits_of_the_plan() {
    let with = |lines: &str| format!("{SMALL}[report.scale]\n{lines}\n");
    let plan = good(&with("percent_from = 15\nthird_to = 38"));
    assert_eq!(plan.report.scale.percent_from, 15);
    assert_eq!(plan.report.scale.third_to, 38);
    assert_eq!(plan.report.scale.half_to, Scale::default().half_to);
    assert_eq!(
        faults(&with("percent_from = 9\nhalf_too = 52")),
        [
            "11:16 percent_from is to be from 10 to 1000",
            "12:1 [report.scale] has no key half_too | did you mean half_to?"
        ]
    );
    let plan = good(&format!("{SMALL}[report]\nearlier = \"..\\\\2008\"\n"));
    assert_eq!(plan.report.earlier.as_deref(), Some("../2008"));
    let plan = good(&format!("{SMALL}[report]\nestimate_in_sentence = true\n"));
    assert!(plan.report.estimate_in_sentence);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let windows = format!("\u{feff}{}", WHOLE.replace('\n', "\r\n"));
    assert_eq!(good(&windows), good(WHOLE));
    let broken = format!(
        "\u{feff}{}",
        SMALL.replace("size", "siz").replace('\n', "\r\n")
    );
    assert_eq!(
        faults(&broken),
        ["9:1 [sample] has no key siz | did you mean size?"]
    );
}
