//! What the criteria of the jobbtorg template decide: one clean pair of files on which no rule
//! fires, and for every criterion what is changed in it and what then follows. The expected
//! outcomes are DOMAIN 5 with the decisions of 5.0, worked out by hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use stickprov::calendar::written::Written;
use stickprov::checklist::answers::{Answer, Answers, Value as Answered};
use stickprov::finding::dossier::{Dossier, Dossiers, Row};
use stickprov::finding::{Case, Findings, Outcome, evaluate};
use stickprov::lang::Lang;
use stickprov::plan::Plan;
use stickprov::problem::Place;
use stickprov::protocol::{Protocol, Role, Status, Unit};
use stickprov::register::Value;
use stickprov::template::{self, FieldKind, FieldRef, QuestionKind, QuestionRef, Template};

use Outcome::{Explained, Gap, Met, NotApplicable, NotAssessable, Unanswered};

const PLAN: &str = r#"
[audit]
template = "jobbtorg"
reference_date = 2009-11-30
[registers]
flai = { file = "a.csv" }
flai_planer = { file = "b.csv" }
narapp_bokningar = { file = "c.csv" }
paraplyet = { file = "d.csv" }
[unit]
register = "flai"
one_per = "personnummer"
if_several = "latest"
by = "inskrivningsdatum"
[strata]
by = []
[sample]
size = 1
seed = "1"
"#;

/// A pair of files in which everything is as it should be: contact on Wednesday 29 April,
/// meeting on Monday 4 May, plan two days later, first visit within two weeks.
const CLEAN: &str = "
    P00.status=GRANSKAD P00.datum=2009-11-30 P01a=J P01b=J P02=2009-05-04 P03=ET P04=2009-05-05
    P05=J P06=J P07=N P08.1=2009-05-04 P08.2=2009-05-04 P09=J P10=J P11=J P12=J P13=J P14=J
    P15=2009-05-06 P16=J P17=J P18=J P19=ARBETE P20=JOBBFORBEREDELSE P21=J P22=J P23=ET P24=J
    P25=J P25.datum=2009-06-04 P26=J P26.datum=2009-08-04 P27=2009-06-04/2009-08-04/2009-10-30
    P28=J P29=J P29.datum=2009-05-06 P30=J P30.datum=2009-07-01 P31=J P32=N P33=N P35a=N P36=ET
    P37=ET P38=ET
    S00.status=GRANSKAD S00.datum=2009-11-30 S01a=J S01b=N S02=2009-04-29 S03=J S04=2009-05-11
    S05=SKRIFTLIGT S06=BLANKETT S07.1=2009-04-29 S07.2=2009-04-30 S10=J S10.datum=2009-05-08
    S11=J S12=J S13=J S13.datum=2009-05-12 S15=J S16=J S17=J S18=J S19=J S20=J S21=J S22=J S23=J
    S23.datum=2009-07-01 S24=ET S25.antal=6 S25.manader=6 S26a=2009-05-20 S26b=J S27=N S29=ET
    S30=1";

/// The registers of the clean case.
const ROWS: [&str; 4] = [
    "flai: inskrivningsdatum=2009-05-05 | stadsdelsnämnd=Södermalm | avslutsorsak= | \
     avslutsdatum= | återremitterad=N | återremissorsak=",
    "flai_planer: plantyp=Första | upprättad=2009-05-06",
    "narapp_bokningar: bokningsdatum=2009-04-30 | bokat_möte=2009-05-04 | utfall=Kom",
    "paraplyet: samtycke=Skriftligt",
];

/// No consent in the file, and so no form, place or date of one.
const NO_CONSENT: &str = "S05=N -S06 -S07.1 -S07.2";
/// No job plan at the jobbtorg, and so nothing about it.
const NO_PLAN: &str = "P14=N -P15 -P16 -P17 -P18 -P19 -P20 -P21 -P22 -P29 -P29.datum";
/// No work plan, and so nothing about it; no other needs, no routine given.
const NO_WORK_PLAN: &str = "S13=N -S13.datum S13b=N S14=N -S15 -S16 -S17 -S18 -S19 -S20 -S21 -S22";
/// In the board whose routine explains a missing work plan.
const KISTA: &str = "flai: stadsdelsnämnd=Rinkeby-Kista";

/// A criterion, what is changed in the answers of the clean case, rows that are added to its
/// registers or replace the one of the unit register, and what is decided.
type Line = (&'static str, &'static str, &'static [&'static str], Outcome);

const CASES: &[Line] = &[
    ("SAM-01", NO_CONSENT, &[], Gap),
    ("SAM-01", "S05=FE -S06 -S07.1 -S07.2", &[], Gap),
    ("SAM-01", "S05=KONTROLLER S06=GRUNDUTREDNING", &[], Gap),
    ("SAM-01", "S06=FE", &[], Gap),
    ("SAM-01", "S05=D S09=J", &[], Met),
    ("SAM-01", "S05=NEKAT S08=N", &[], Met),
    ("SAM-01", "S05=ET -S06 -S07.1 -S07.2", &[], NotApplicable),
    ("SAM-01", "-S05 -S06 -S07.1 -S07.2", &[], Unanswered),
    ("SAM-02", "S07.2=2009-05-05", &[], Gap),
    // Wednesday 29 April to Thursday the 30th is the next working day; Friday is 1 May.
    ("SAM-02", "S07.1=2009-04-30 S07.2=2009-05-04", &[], Met),
    ("SAM-02", "S07.2=FE", &[], NotAssessable),
    ("SAM-02", NO_CONSENT, &[], NotApplicable),
    ("SAM-03", "S05=MUNTLIGT S06=JOURNAL", &[], Gap),
    ("SAM-03", "S05=MUNTLIGT S06=GRUNDUTREDNING", &[], Met),
    ("SAM-04", "S05=NEKAT S08=N", &[], Gap),
    ("SAM-04", "S05=NEKAT S08=J", &[], Met),
    ("SAM-04", "S05=NEKAT", &[], Unanswered),
    ("SAM-05", "S07.1=2009-05-04", &[], Gap),
    ("SAM-06", "S05=KONTROLLER", &[], Gap),
    ("SAM-07", "S06=JOURNAL", &[], Gap),
    ("SAM-07", NO_CONSENT, &[], Gap),
    (
        "SAM-07",
        "S06=JOURNAL",
        &["flai: stadsdelsnämnd=Farsta"],
        NotApplicable,
    ),
    ("SAM-08", "P05=N", &[], Gap),
    ("SAM-08", "P05=D", &[], Gap),
    ("SAM-08", "P05=FE", &[], Gap),
    ("SAM-09", "P06=N", &[], Gap),
    ("SAM-09", "P06=ET -P08.2", &[], NotApplicable),
    ("SAM-10", "P05=N P06=N -P08.1 -P08.2", &[], Gap),
    ("SAM-10", "P05=N P06=ET -P08.1 -P08.2", &[], Gap),
    ("SAM-10", "P05=N P06=J -P08.1", &[], Met),
    ("SAM-10", "P05=N P06=N P07=J -P08.1 -P08.2", &[], Met),
    ("SAM-10", "P05=N P06=N -P07 -P08.1 -P08.2", &[], Unanswered),
    ("SAM-11", "P09=N", &[], Gap),
    ("SAM-11", "P09=ET", &[], NotApplicable),
    ("SAM-12", "P08.1=2009-05-05", &[], Gap),
    ("SAM-13", "S05=D S09=N", &[], Gap),
    ("SAM-13", "S05=D S09=J", &[], Met),
    ("SAM-14", "S05=NEKAT S08=J", &[], Gap),
    ("SAM-14", "S05=ET -S06 -S07.1 -S07.2", &[], NotApplicable),
    ("SAM-15", "S05=NEKAT S08=J", &[], Gap),
    ("SAM-15", "", &[], NotApplicable),
    ("JP-01", NO_PLAN, &[], Gap),
    (
        "JP-01",
        "P14=AS -P15 -P16 -P17 -P18 -P19 -P20 -P21 -P22",
        &[],
        Gap,
    ),
    // Enrolled on the 5th, closed on the 8th: the fifth day never came.
    (
        "JP-01",
        "P14=N -P15 P33=J P33.datum=2009-05-08",
        &[],
        NotApplicable,
    ),
    // The limit of 4 May + 5 days is Saturday the 9th and moves to Monday the 11th.
    ("JP-02", "P15=2009-05-11", &[], Met),
    ("JP-02", "P15=2009-05-12", &[], Gap),
    ("JP-02", "P15=2009-05-12 P23=UTEBLEV", &[], Explained),
    ("JP-02", NO_PLAN, &[], Gap),
    ("JP-02", "P15=2009-05-01", &[], Met),
    ("JP-02", "P00.datum=2009-05-08 P15=FE", &[], NotApplicable),
    ("JP-03", "P15=2009-05-12 P24=N", &[], Gap),
    ("JP-03", "P15=2009-05-12 P24=FE", &[], Gap),
    ("JP-03", "P15=2009-05-12 P24=J", &[], Met),
    ("JP-03", "P24=N", &[], Met),
    (
        "JP-03",
        "P15=2009-05-12 P24=N P33=J P33.datum=2009-05-08",
        &[],
        NotApplicable,
    ),
    ("JP-04", "P15=2009-05-12 P23=UTEBLEV", &[], Explained),
    ("JP-04", "P15=2009-05-12 P23=KO", &[], Met),
    ("JP-04", "", &[], NotApplicable),
    ("JP-05", "P17=N", &[], Gap),
    ("JP-05", "P16=FE", &[], Gap),
    ("JP-05", NO_PLAN, &[], NotApplicable),
    ("JP-06", "P18=N", &[], Gap),
    ("JP-06", "P18=D", &[], Met),
    ("JP-07", "P19=SAKNAS", &[], Gap),
    ("JP-08", "P20=SAKNAS", &[], Gap),
    ("JP-09", "P25=N -P25.datum", &[], Gap),
    ("JP-09", "P25=ET -P25.datum", &[], NotApplicable),
    (
        "JP-09",
        "P25=N -P25.datum P33=J P33.datum=2009-06-10",
        &[],
        NotApplicable,
    ),
    ("JP-09", "P25.datum=2009-05-20", &[], Met),
    // 5 May + a month + 14 days is 19 June.
    ("JP-10", "P25.datum=2009-06-19", &[], Met),
    ("JP-10", "P25.datum=2009-06-22", &[], Gap),
    ("JP-10", "P25=N -P25.datum", &[], NotApplicable),
    ("JP-11", "P26=N -P26.datum", &[], Gap),
    // Three months and 14 days after 5 May is 19 August: not yet due on the 18th.
    (
        "JP-11",
        "P26=N -P26.datum P00.datum=2009-08-18",
        &[],
        NotApplicable,
    ),
    ("JP-12", "P27=2009-06-04/2009-10-30", &[], Gap),
    ("JP-12", "P27=N", &[], Gap),
    ("JP-13", "P21=D", &[], Gap),
    ("JP-14", "P22=N", &[], Gap),
    ("JP-15", "P15=2009-05-07", &[], Gap),
    ("JP-16", NO_PLAN, &[], Gap),
    ("JP-17", "P20=MATCHNING", &[], Gap),
    ("JP-17", "P20=MATCHNING/SVENSKA", &[], Met),
    ("JP-17", "P20=SAKNAS", &[], NotApplicable),
    ("KOM-01", "S10=N -S10.datum -S12", &[], Gap),
    ("KOM-01", "S10=ET -S10.datum -S12", &[], NotApplicable),
    ("KOM-01", "S00.status=SAKNAS S00.orsak=GALLRAD", &[], Gap),
    (
        "KOM-01",
        "S00.status=SAKNAS S00.orsak=UTLANAD",
        &[],
        NotAssessable,
    ),
    ("KOM-01", "S00.status=BESTALLD", &[], Unanswered),
    ("KOM-01", "S00.status=SKA_INTE_FINNAS", &[], NotApplicable),
    ("KOM-02", "S10.datum=2009-05-12", &[], Gap),
    ("KOM-02", "S10=N -S10.datum -S12", &[], NotApplicable),
    ("KOM-03", "S26b=N", &[], Gap),
    ("KOM-03", "S26b=FE", &[], Gap),
    ("KOM-03", "S26b=ET", &[], NotApplicable),
    ("KOM-04", "S12=N", &[], Gap),
    ("KOM-04", "S12=FE", &[], Gap),
    ("KOM-04", "S12=D", &[], Met),
    ("KOM-05", "S11=N", &[], Gap),
    ("KOM-05", "S11=N P25=N -P25.datum", &[], NotApplicable),
    ("KOM-06", "P33=J P33.datum=2009-10-01 S24=N", &[], Gap),
    ("KOM-06", "P33=J P33.datum=2009-10-01 S24=J", &[], Met),
    ("KOM-06", "S24=N", &[], NotApplicable),
    ("KOM-07", "P35a=J P35b=N", &[], Gap),
    (
        "KOM-07",
        "P35a=J P35b=N",
        &["flai: återremissorsak=Annat"],
        Met,
    ),
    ("KOM-07", "P35a=J P35b=J", &[], Met),
    ("KOM-08", "S10=N -S10.datum -S12", &[], Gap),
    ("KOM-08", "S10=N -S10.datum -S12 S22=N", &[], Met),
    ("KOM-08", "", &[], NotApplicable),
    ("KOM-09", "S03=N", &[], Gap),
    ("KOM-09", "S03=D", &[], Met),
    ("AP-01", NO_WORK_PLAN, &[], Gap),
    ("AP-01", NO_WORK_PLAN, &[KISTA], Explained),
    ("AP-02", NO_WORK_PLAN, &[KISTA], Explained),
    ("AP-02", NO_WORK_PLAN, &[], NotApplicable),
    ("AP-02", "", &[KISTA], NotApplicable),
    ("AP-03", "S15=N", &[], Gap),
    ("AP-03", "S15=D", &[], Met),
    ("AP-03", NO_WORK_PLAN, &[], NotApplicable),
    ("AP-04", "S16=N", &[], Gap),
    ("AP-05", "S17=N", &[], Gap),
    ("AP-06", "S18=D", &[], Gap),
    ("AP-07", "S19=D", &[], Gap),
    ("AP-08", "S20=N -S21", &[], Gap),
    ("AP-08", "S20=D", &[], Met),
    ("AP-09", "S21=N", &[], Gap),
    ("AP-09", "S20=N -S21", &[], NotApplicable),
    ("AP-10", "S22=N", &[], Gap),
    (
        "AP-11",
        "S10=N -S10.datum -S12 S13=N -S13.datum S13b=N S14=N",
        &[],
        Gap,
    ),
    ("AP-11", NO_WORK_PLAN, &[], Met),
    (
        "UPF-02",
        "",
        &["flai: stadsdelsnämnd=Hägersten-Liljeholmen"],
        Gap,
    ),
    (
        "UPF-02",
        "P30.datum=2009-07-01/2009-09-25",
        &["flai: stadsdelsnämnd=Hägersten-Liljeholmen"],
        Met,
    ),
    ("UPF-02", "", &[], NotApplicable),
    ("UPF-04", "P28=N", &[], Gap),
    ("UPF-04", "P28=FE", &[], Gap),
    ("UPF-04", "S23=N", &[], Gap),
    ("UPF-04", "S20=D", &[], Gap),
    (
        "UPF-04",
        "P28=ET S23=ET -S23.datum S20=N -S21",
        &[],
        NotApplicable,
    ),
    ("UPF-08", "P38=N", &[], Gap),
    ("UPF-09", "S29=N", &[], Gap),
    ("VT-01", "P02=2009-05-07", &[], Gap),
    ("VT-01", "S02=FE", &[], NotAssessable),
    ("VT-02", "S04=2009-05-14", &[], Gap),
    ("VT-02", "S04=FE", &[], NotAssessable),
    ("VT-03", "S04=2009-05-05", &[], Gap),
    ("VT-03", "S04=2009-05-06", &[], Met),
    (
        "VT-04",
        "",
        &["narapp_bokningar: bokningsdatum=2009-05-12 | bokat_möte=2009-05-18 | utfall=Uteblev"],
        Gap,
    ),
    ("KART-01", "P10=N", &[], Gap),
    ("KART-02", "P11=D", &[], Gap),
    ("KART-03", "P12=FE", &[], Gap),
    ("KART-04", "P13=N", &[], Gap),
    ("KART-05", "P13=N", &[], Gap),
    ("KART-05", "P13=D", &[], Gap),
    ("NAR-01", "P31=N P31.kod=SAKNAS_I_NARAPP", &[], Gap),
    ("NAR-01", "P31=N P31.kod=FRANVARO_I_AKTEN", &[], Met),
    ("NAR-01", "P31=ET", &[], NotApplicable),
    ("NAR-02", "S27=J S27.datum=2009-07-01 S28=N", &[], Gap),
    ("NAR-02", "S27=J S27.datum=2009-07-01 S28=FE", &[], Gap),
    ("NAR-02", "S27=J S27.datum=2009-07-01 S28=J", &[], Met),
    (
        "NAR-02",
        "S27=J S27.datum=2009-07-01 S28=J P31=N P31.kod=SAKNAS_I_NARAPP",
        &[],
        Gap,
    ),
    ("NAR-03", "P32=J", &[], Gap),
    (
        "NAR-04",
        "P31=N P31.kod=FRANVARO_I_AKTEN/SAKNAS_I_NARAPP",
        &[],
        Gap,
    ),
    ("AVS-01", "P33=J P33.datum=2009-10-01 P34=N", &[], Gap),
    ("AVS-01", "P33=J P33.datum=2009-10-01 P34=J", &[], Met),
    (
        "AVS-01",
        "P33=J P33.datum=2009-10-01 P34=ET",
        &[],
        NotApplicable,
    ),
    (
        "AVS-02",
        "P33=J P33.kod=FE",
        &["flai: avslutsorsak=Arbete"],
        Gap,
    ),
    (
        "AVS-02",
        "P33=J P33.kod=STUDIER",
        &["flai: avslutsorsak=Arbete"],
        Gap,
    ),
    (
        "AVS-02",
        "P33=J P33.kod=ARBETE",
        &["flai: avslutsorsak=Arbete"],
        Met,
    ),
    ("AVS-02", "", &[], NotApplicable),
    ("AVS-03", "P35a=J P35b=N", &[], Gap),
    ("AVS-03", "P35a=J P35b=J", &[], Met),
    ("AVS-06", "P36=N", &[], Gap),
    ("ARK-01", "P00.status=SAKNAS P00.orsak=GALLRAD", &[], Gap),
    (
        "ARK-01",
        "S00.status=SAKNAS S00.orsak=EJ_ATERFUNNEN",
        &[],
        Gap,
    ),
    ("ARK-01", "P00.status=BESTALLD", &[], Unanswered),
    ("ARK-02", "P01b=N", &[], Gap),
    ("ARK-03", "P37=N", &[], Gap),
];

#[test]
fn each_criterion_decides_as_the_domain_says() {
    let audit = jobbtorg();
    let mut wrong = Vec::new();
    for (id, changes, rows, expected) in CASES {
        let findings = decide(&audit, changes, rows);
        let outcome = outcome(&audit.1, &findings, id);
        if outcome != Some(*expected) {
            wrong.push(format!(
                "{id} [{changes}] {rows:?}: {outcome:?}, not {expected:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_criterion_has_a_case_that_deviates() {
    let shown: BTreeSet<&str> = CASES
        .iter()
        .filter(|(_, _, _, outcome)| matches!(outcome, Gap | Explained))
        .map(|(id, _, _, _)| *id)
        .collect();
    let (_, template) = jobbtorg();
    let all: BTreeSet<&str> = template.criteria.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(shown, all);
}

#[test]
fn no_rule_fires_on_a_clean_case() {
    let audit = jobbtorg();
    let findings = decide(&audit, "", &[]);
    assert_eq!(findings.not_evaluated, []);
    for criterion in &audit.1.criteria {
        let outcome = outcome(&audit.1, &findings, &criterion.id);
        assert!(
            matches!(outcome, Some(Met | NotApplicable)),
            "{}: {outcome:?}",
            criterion.id
        );
    }
}

#[test]
fn the_further_lines_are_the_stricter_definitions() {
    let audit = jobbtorg();
    let further = |changes, id| {
        let criterion = audit.1.criterion_by_id(id).unwrap();
        let findings = decide(&audit, changes, &[]);
        findings.further[&(criterion, 1)].get("A-01").copied()
    };
    // At least one of the two consents is missing.
    assert_eq!(further("P06=N -P08.2", "SAM-10"), Some(Gap));
    assert_eq!(further("", "SAM-10"), Some(Met));
    // Only where there is a plan at the jobbtorg.
    let none = format!("S10=N -S10.datum -S12 {NO_PLAN}");
    assert_eq!(further(&none, "KOM-01"), Some(NotApplicable));
    assert_eq!(further("S10=N -S10.datum -S12", "KOM-01"), Some(Gap));
    // The plan came before the visit, yet after the decision.
    assert_eq!(further("S26a=2009-05-07", "KOM-02"), Some(Gap));
}

fn jobbtorg() -> (Plan, Template) {
    stickprov::plan::parse(PLAN, "granskning.toml", &template::builtin)
        .unwrap_or_else(|error| panic!("{}", error.in_words(Lang::En)))
}

fn outcome(template: &Template, findings: &Findings, id: &str) -> Option<Outcome> {
    let criterion = template.criterion_by_id(id)?;
    Some(findings.units["A-01"].get(&criterion)?.outcome)
}

/// Decides everything for the clean case with some answers and rows changed.
fn decide((plan, template): &(Plan, Template), changes: &str, rows: &[&str]) -> Findings {
    let mut answers = Answers::default();
    for word in CLEAN.split_whitespace().chain(changes.split_whitespace()) {
        let (question, code) = match word.strip_prefix('-') {
            Some(question) => (question, None),
            None => word
                .split_once('=')
                .map(|(q, code)| (q, Some(code)))
                .expect("an answer is written question=code"),
        };
        let question = template.question_by_id(question).expect(word);
        let key = ("A-01".to_owned(), question);
        match code {
            Some(code) => answers.first.insert(key, answer(template, question, code)),
            None => answers.first.remove(&key),
        };
    }
    let dossiers = dossiers(template, rows);
    let protocol = one_unit();
    evaluate(Case {
        plan,
        template,
        protocol: &protocol,
        answers: &answers,
        dossiers: &dossiers,
    })
}

fn answer(template: &Template, question: QuestionRef, written: &str) -> Answer {
    let asked = template.question(question);
    let known = |code: &str| asked.options.iter().any(|option| option.code == code);
    let value = match asked.kind {
        QuestionKind::CodedMany => {
            assert!(written.split('/').all(known), "{}: {written}", asked.id);
            Answered::Codes(written.split('/').map(str::to_owned).collect())
        }
        _ if known(written) => Answered::Code(written.to_owned()),
        QuestionKind::Date => Answered::Date(day(written)),
        QuestionKind::DateList => Answered::Dates(written.split('/').map(day).collect()),
        QuestionKind::Integer => Answered::Integer(written.parse().expect(written)),
        QuestionKind::Text => Answered::Text,
        QuestionKind::Coded => panic!("{}: no answer {written}", asked.id),
    };
    Answer {
        value,
        reference: String::new(),
        commented: false,
        place: Place::default(),
    }
}

fn dossiers(template: &Template, changed: &[&str]) -> Dossiers {
    let mut dossier = Dossier::default();
    let mut fields = BTreeMap::new();
    for (number, row) in (1..).zip(ROWS.iter().chain(changed)) {
        let (register, cells) = row.split_once(": ").expect(row);
        let register = template.register_by_id(register).expect(row);
        let known: &mut Vec<usize> = fields.entry(register).or_default();
        let mut values = BTreeMap::new();
        for cell in cells.split('|') {
            let (field, written) = cell.trim().split_once('=').expect(row);
            let field = template.register(register).field_by_id(field).expect(row);
            known.push(field);
            if !written.is_empty() {
                let value = value(template, FieldRef { register, field }, written);
                values.insert(field, value);
            }
        }
        let rows = dossier.rows.entry(register).or_default();
        if register.0 == 0 {
            // One row of the unit register speaks for the person: changes are made in it.
            dossier.own.values.extend(values);
            *rows = vec![dossier.own.clone()];
        } else {
            rows.push(Row { number, values });
        }
    }
    Dossiers {
        units: BTreeMap::from([("A-01".to_owned(), dossier)]),
        fields,
        ..Dossiers::default()
    }
}

fn value(template: &Template, field: FieldRef, written: &str) -> Value<'static> {
    match template.field(field).kind {
        FieldKind::Date => Value::Date(Written::Day(day(written))),
        FieldKind::YesNo => Value::YesNo(written == "J"),
        FieldKind::Code | FieldKind::Codes | FieldKind::Text => {
            Value::Text(written.to_owned().into())
        }
        FieldKind::Personnummer | FieldKind::Id | FieldKind::Month | FieldKind::Integer => {
            panic!("no such field in these cases")
        }
    }
}

fn day(written: &str) -> Date {
    written.parse().expect(written)
}

fn one_unit() -> Protocol {
    let text = String::new;
    Protocol {
        schema: text(),
        program: text(),
        draw_id: text(),
        plan_sha256: text(),
        method: text(),
        seed: text(),
        inputs: Vec::new(),
        reconciliation: Vec::new(),
        coordination: None,
        strata: Vec::new(),
        selection_sha256: text(),
        units: vec![Unit {
            id: "A-01".to_owned(),
            stratum: "A".to_owned(),
            role: Role::Sample,
            rank: 1,
            status: Status::Drawn,
        }],
    }
}
