//! The made-up audit of [`crate::protocol::fixture`] with answers decided: the same findings
//! for the tests of every renderer.

use std::collections::BTreeMap;

use crate::estimate::contrast::{Contrast, Side};
use crate::estimate::{
    CriterionResult, Estimate, FileResult, FurtherResult, Gaps, GroupResult, NotEvaluated, SCHEMA,
    StratumResult,
};
use crate::finding::{Finding, Findings, Outcome, Seen};
use crate::lang::{Lang, Text};
use crate::plan::Plan;
use crate::problem::{Place, Problem, Problems};
use crate::protocol::paper::Replaced;
use crate::protocol::{Protocol, fixture};
use crate::report::{
    FileState, Inputs, MissingReason, People, Places, Report, Sensitivity, Source, build, sources,
};
use crate::template::{CriterionRef, FileStatus, MissingMeans, QuestionRef, Template};

/// Everything a report is built from.
pub(crate) struct Audit {
    pub(crate) plan: Plan,
    pub(crate) template: Template,
    pub(crate) protocol: Protocol,
    pub(crate) findings: Findings,
    pub(crate) gaps: Gaps,
    pub(crate) problems: Problems,
    pub(crate) files: Vec<FileState>,
    pub(crate) replacements: Vec<Replaced>,
    pub(crate) sensitivity: Vec<Sensitivity>,
    pub(crate) places: Places,
    pub(crate) people: People,
    pub(crate) sources: Vec<Source>,
}

/// The report of a settled audit, and of one in which files and answers are outstanding.
pub(crate) fn report(lang: Lang, settled: bool) -> Report {
    Audit::new(settled).report(lang)
}

impl Audit {
    /// The report built from it.
    pub(crate) fn report(&self, lang: Lang) -> Report {
        build(&self.inputs(lang))
    }

    /// What a report is built from.
    pub(crate) fn inputs(&self, lang: Lang) -> Inputs<'_> {
        Inputs {
            lang,
            plan: &self.plan,
            template: &self.template,
            protocol: &self.protocol,
            findings: &self.findings,
            gaps: &self.gaps,
            unchanged: Some(&self.gaps),
            noted: &[],
            sensitivity: &self.sensitivity,
            problems: &self.problems,
            files: &self.files,
            replacements: &self.replacements,
            places: &self.places,
            people: &self.people,
            sources: &self.sources,
        }
    }

    /// Made so that the headline is 34 of 49, as in the source report.
    pub(crate) fn new(settled: bool) -> Self {
        let (plan, template) = fixture::plan().expect("the fixture's plan is right");
        let protocol = fixture::protocol();
        let ids: Vec<(String, String)> = protocol
            .reviewed()
            .map(|unit| (unit.id.clone(), unit.stratum.clone()))
            .collect();
        let mut findings = Findings::default();
        for (place, (id, _)) in ids.iter().enumerate() {
            let decided = template
                .criteria
                .iter()
                .enumerate()
                .filter(|(_, criterion)| criterion.id != "CC-01")
                .map(|(at, criterion)| (CriterionRef(at), decide(&criterion.id, place)))
                .collect();
            findings.units.insert(id.clone(), decided);
        }
        let left_out = template
            .criterion_by_id("CC-01")
            .expect("the fixture has the criterion");
        let reason = Text {
            sv: "inget register i planen har uppgiften".into(),
            en: "no register of the plan has it".into(),
        };
        findings.not_evaluated.push((left_out, reason.clone()));
        let gaps = count(&template, &protocol, &findings, &reason);
        let mut problems = Problems::new();
        for row in [7, 12, 40, 41] {
            problems.add(Problem {
                code: "bad-date",
                what: Text {
                    sv: "datumet kan inte läsas".into(),
                    en: "the date cannot be read".into(),
                },
                place: Place::file("register/reg_b.csv")
                    .at_row(row)
                    .at_column("Plan klar"),
            });
        }
        let late = template
            .criterion_by_id("BB-02")
            .expect("the fixture has the criterion");
        let way = |sv: &str, en: &str, headline, gaps| Sensitivity {
            criterion: late,
            what: Text {
                sv: sv.into(),
                en: en.into(),
            },
            headline,
            assessed: 49,
            gaps,
        };
        // Strata A and C lie in the north, B and D in the south, as the groups counted below.
        let place = |stratum: &str| match stratum {
            "A" | "C" => "Torg Nord".to_owned(),
            _ => "Torg Syd".to_owned(),
        };
        let kept: BTreeMap<String, String> = ids
            .iter()
            .map(|(id, stratum)| (id.clone(), place(stratum)))
            .collect();
        let fields = ["reg_a.kontor", "reg_a.nämnd"];
        Self {
            people: People::default(),
            places: fields.map(|field| (field.to_owned(), kept.clone())).into(),
            sensitivity: vec![
                way("kalenderdagar", "calendar days", true, 12),
                way("arbetsdagar", "working days", false, 6),
            ],
            files: files(&template, &ids, settled),
            replacements: vec![Replaced {
                replaced: "C-02".to_owned(),
                by: "C-08".to_owned(),
                reason: "not_in_scope".to_owned(),
            }],
            sources: sources(&plan, &protocol, &protocol.inputs),
            plan,
            template,
            protocol,
            findings,
            gaps,
            problems,
        }
    }
}

/// By hand: the place of the unit, from 0 to 48, decides.
fn decide(criterion: &str, place: usize) -> Finding {
    let outcome = match criterion {
        // 34 gaps, of which 4 explained.
        "AA-01" if place < 30 => Outcome::Gap,
        "AA-01" | "AA-03" if (30..34).contains(&place) => Outcome::Explained,
        "AA-03" if place > 33 => Outcome::NotApplicable,
        // 5 gaps of 47, two not assessable.
        "AA-02" if place < 5 => Outcome::Gap,
        "AA-02" if place > 46 => Outcome::NotAssessable,
        // 13 of 32, the rest outside the rule.
        "BB-01" if place < 13 => Outcome::Gap,
        "BB-01" if place > 31 => Outcome::NotApplicable,
        // Days run from 0 to 12 and start again: 8 to 12 are late.
        "BB-02" if place % 13 > 7 => Outcome::Gap,
        // Six of seven assessed: too few for a per cent.
        "BB-03" if place < 6 => Outcome::Gap,
        "BB-03" if place > 6 => Outcome::NotAssessable,
        _ => Outcome::Met,
    };
    let mut finding = Finding::new(outcome);
    match (criterion, outcome) {
        ("AA-02", Outcome::Gap) => finding.evidence.push(Seen {
            what: Text {
                sv: "Finns samtycke?".into(),
                en: "Is there consent?".into(),
            },
            source: "Q1".into(),
            value: "N".into(),
            reference: if place == 0 {
                String::new()
            } else {
                "blad 3".into()
            },
            place: None,
        }),
        ("BB-02", _) => {
            finding.days = i64::try_from(place % 13).ok();
            finding.counted = finding.days;
            finding.depends_on_count = place % 13 == 8;
        }
        (_, _) => {}
    }
    finding
}

fn files(template: &Template, ids: &[(String, String)], settled: bool) -> Vec<FileState> {
    let mut files = Vec::new();
    for (place, (id, _)) in ids.iter().enumerate() {
        for checklist in 0..template.checklists.len() {
            let missing = checklist == 0 && place >= 47;
            let ordered = !settled && checklist == 1 && place >= 46;
            let status = match (missing, ordered) {
                (true, _) => FileStatus::Missing,
                (false, true) => FileStatus::Ordered,
                (false, false) => FileStatus::Reviewed,
            };
            files.push(FileState {
                id: id.clone(),
                checklist,
                status,
                reason: missing.then(|| MissingReason {
                    label: Some(Text {
                        sv: "Utlånad".into(),
                        en: "On loan".into(),
                    }),
                    means: MissingMeans::NotAssessable,
                }),
                blank: if !settled && checklist == 0 && place == 3 {
                    vec![QuestionRef {
                        checklist,
                        question: 4,
                    }]
                } else {
                    Vec::new()
                },
            });
        }
    }
    files
}

/// Outcomes counted; the intervals are made up, and wide.
/// Two comparisons: one that a page shows, and one that only the workbook has. The numbers of
/// the first are Newcombe's (1998, table II a) and Fisher's.
fn contrasts() -> Vec<Contrast> {
    let side = |group: &str, gaps, assessed| Side {
        group: group.to_owned(),
        assessed,
        gaps,
    };
    let contrast = |field: &str, sides: [Side; 2], limits: [f64; 3], p, p_holm| {
        let [first, second] = sides;
        let [difference, lower, upper] = limits;
        Contrast {
            id: "AA-01".to_owned(),
            field: field.to_owned(),
            first,
            second,
            difference,
            lower,
            upper,
            p,
            p_holm,
        }
    };
    vec![
        contrast(
            "stratum",
            [side("A", 56, 70), side("B", 48, 80)],
            [0.2, 0.0524, 0.3339],
            0.0127,
            0.0254,
        ),
        contrast(
            "reg_a.kontor",
            [side("Torg Nord", 5, 10), side("Torg Syd", 5, 10)],
            [0.0, -0.37, 0.37],
            1.0,
            1.0,
        ),
    ]
}

fn count(template: &Template, protocol: &Protocol, findings: &Findings, reason: &Text) -> Gaps {
    let letters: Vec<&str> = protocol.strata.iter().map(|s| s.letter.as_str()).collect();
    let criteria = (0..template.criteria.len())
        .map(CriterionRef)
        .filter(|at| template.criterion(*at).id != "CC-01")
        .map(|at| {
            let tally = |letters: &[&str]| Tally::of(protocol, findings, at, letters);
            let strata = letters.iter().map(|letter| {
                let found = tally(&[letter]);
                StratumResult {
                    stratum: (*letter).to_owned(),
                    assessed: found.assessed,
                    gaps: found.gaps,
                    explained: found.explained,
                    rate: found.rate(),
                    lower: found.limits(0.2).0,
                    upper: found.limits(0.2).1,
                    method: found.rate().map(|_| "hypergeometric".to_owned()),
                    promise: found.rate().map(|_| "guaranteed".to_owned()),
                }
            });
            let offices = [("Torg Nord", ["A", "C"]), ("Torg Syd", ["B", "D"])];
            let groups = offices.into_iter().map(|(name, letters)| {
                let found = tally(&letters);
                GroupResult {
                    field: match template.criterion(at).responsible.as_str() {
                        "kontor" => "reg_a.kontor".to_owned(),
                        _ => "reg_a.nämnd".to_owned(),
                    },
                    group: name.to_owned(),
                    assessed: found.assessed,
                    gaps: found.gaps,
                    explained: found.explained,
                    rate: found.rate(),
                    lower: found.limits(0.2).0,
                    upper: found.limits(0.2).1,
                    method: found.rate().map(|_| "korn-graubard".to_owned()),
                    promise: found.rate().map(|_| "approximate".to_owned()),
                }
            });
            let all = tally(&letters);
            result(template, at, all, strata.collect(), groups.collect())
        })
        .collect();
    Gaps {
        noted_otherwise: Vec::new(),
        fact_check: None,
        over_coverage: None,
        contrasts: contrasts(),
        schema: SCHEMA.to_owned(),
        criteria,
        files: Some(
            protocol
                .reviewed()
                .map(|unit| FileResult {
                    id: unit.id.clone(),
                    stratum: unit.stratum.clone(),
                    outcomes: findings.units[&unit.id]
                        .iter()
                        .map(|(at, finding)| (template.criterion(*at).id.clone(), finding.outcome))
                        .collect::<BTreeMap<_, _>>(),
                })
                .collect(),
        ),
        population: Vec::new(),
        not_evaluated: vec![NotEvaluated {
            id: "CC-01".into(),
            reason: reason.sv.clone(),
        }],
    }
}

fn result(
    template: &Template,
    at: CriterionRef,
    all: Tally,
    strata: Vec<StratumResult>,
    groups: Vec<GroupResult>,
) -> CriterionResult {
    let criterion = template.criterion(at);
    let late = criterion.id == "BB-02";
    CriterionResult {
        id: criterion.id.clone(),
        title: criterion.title.sv.clone(),
        record: template.record_name(criterion.record).to_owned(),
        responsible: criterion.responsible.clone(),
        descriptive: criterion.descriptive,
        part_of: criterion
            .part_of
            .map(|whole| template.criterion(whole).id.clone()),
        assessed: all.assessed,
        gaps: all.gaps,
        explained: all.explained,
        not_applicable: all.not_applicable,
        not_assessable: all.not_assessable,
        unanswered: 0,
        never: u64::from(late) * 2,
        depends_on_count: u64::from(late) * 3,
        remarks: 0,
        months: None,
        rate: all.rate(),
        tolerance: None,
        sensitivity: None,
        estimate: all.rate().map(|rate| Estimate {
            lower_count: None,
            upper_count: None,
            not_reached: 0,
            reason: None,
            rate,
            lower: all.limits(0.12).0,
            upper: all.limits(0.12).1,
            confidence: 0.95,
            method: "korn-graubard".into(),
            promise: "approximate".into(),
            population: 87.0,
        }),
        strata,
        groups,
        further: if criterion.definitions.len() > 1 {
            vec![FurtherResult {
                definition: "samtycke".into(),
                title: "där samtycke finns".into(),
                assessed: 15,
                gaps: 6,
                rate: Some(0.4),
            }]
        } else {
            Vec::new()
        },
    }
}

/// Outcomes counted over some strata.
#[derive(Clone, Copy, Default)]
struct Tally {
    assessed: u64,
    gaps: u64,
    explained: u64,
    not_applicable: u64,
    not_assessable: u64,
}

impl Tally {
    fn of(protocol: &Protocol, findings: &Findings, at: CriterionRef, letters: &[&str]) -> Self {
        let mut tally = Self::default();
        for unit in protocol.reviewed() {
            if !letters.contains(&unit.stratum.as_str()) {
                continue;
            }
            let outcome = findings.units[&unit.id][&at].outcome;
            let counts = |wanted: &[Outcome]| u64::from(wanted.contains(&outcome));
            tally.assessed += counts(&[Outcome::Met, Outcome::Gap, Outcome::Explained]);
            tally.gaps += counts(&[Outcome::Gap, Outcome::Explained]);
            tally.explained += counts(&[Outcome::Explained]);
            tally.not_applicable += counts(&[Outcome::NotApplicable]);
            tally.not_assessable += counts(&[Outcome::NotAssessable]);
        }
        tally
    }

    fn rate(self) -> Option<f64> {
        let number = |count: u64| f64::from(u32::try_from(count).expect("fits"));
        (self.assessed > 0).then(|| number(self.gaps) / number(self.assessed))
    }

    fn limits(self, half: f64) -> (Option<f64>, Option<f64>) {
        let lower = self.rate().map(|rate| (rate - half).max(0.0));
        let upper = self.rate().map(|rate| (rate + half).min(1.0));
        (lower, upper)
    }
}
