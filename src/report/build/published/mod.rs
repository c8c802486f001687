//! The report that others may read. It is laid out from what [`disclosure`] releases and
//! holds no seed, no löpnummer and nothing about one file; what is left out is listed.

mod criteria;
mod groups;
mod machine;
mod selection;

use super::cells::{column, item, text};
use super::{Context, Judged, annex, charts, crosses, selection as audit_selection, texts};
use crate::disclosure::{self, Audit, Grouping, Mode, Name, Release, Released, Rules, Why};
use crate::lang::{Text, sort_key};
use crate::report::model::{
    Block, Cell, Depth, Kind, Numbers, Report, Section, Shown, State, Table,
};
use crate::report::published::Suppressed;
use crate::report::texts::{prose, sheets};

/// What stands for something that is not shown.
const HIDDEN: &str = "..";

/// The report for publication.
pub(super) fn publish(context: &Context) -> Report {
    let inputs = context.inputs;
    let groupings = groupings(context);
    let rules = Rules {
        min_cell: inputs.plan.report.min_cell,
        percent_from: context.scale.percent_from,
    };
    let release = disclosure::release(
        &Audit {
            template: inputs.template,
            protocol: inputs.protocol,
            findings: inputs.findings,
            groupings: &groupings,
        },
        rules,
    );
    let mut public = Public {
        context,
        groupings: &groupings,
        release: &release,
        rules,
        hidden: Vec::new(),
    };
    let draft = super::state::state(context).is_draft();
    let state = State {
        outstanding: draft
            .then(|| context.say(prose::published_draft()))
            .into_iter()
            .collect(),
        reminders: Vec::new(),
    };
    let sections = vec![
        Some(public.summary()),
        Some(public.selection()),
        public.criteria(),
        public.groups(),
        public.crosses(),
        public.registers(),
        Some(public.method()),
        Some(annex::words(context)),
    ];
    public.tell_results();
    let numbers = public.numbers(draft);
    let mut sections: Vec<Section> = sections.into_iter().flatten().collect();
    sections.push(public.list());
    Report {
        lang: context.lang,
        title: inputs.plan.title.clone(),
        reference: inputs.plan.reference.clone(),
        facts: audit_selection::facts(context),
        state,
        charts: charts::charts(&sections),
        sections,
        pictures: "bilder-offentlig",
        numbers: Numbers::Published(Box::new(numbers)),
    }
}

/// The groupings of all tables: the strata first, then each field that says where files are.
fn groupings(context: &Context) -> Vec<Grouping> {
    let inputs = context.inputs;
    let protocol = inputs.protocol;
    let letters: Vec<String> = protocol.strata.iter().map(|s| s.letter.clone()).collect();
    let place = |names: &[String], wanted: &str| {
        names
            .iter()
            .position(|name| name == wanted)
            .expect("every unit's group is one of the groups")
    };
    let of = protocol
        .reviewed()
        .map(|unit| place(&letters, &unit.stratum));
    let mut groupings = vec![Grouping {
        field: String::new(),
        of: of.collect(),
        names: letters,
    }];
    for (field, kept) in inputs.places {
        let mut names: Vec<String> = kept.values().cloned().collect();
        names.sort_by_key(|name| (sort_key(name), name.clone()));
        names.dedup();
        let of = protocol.reviewed().map(|unit| {
            let name = kept.get(&unit.id).map_or("", String::as_str);
            place(&names, name)
        });
        groupings.push(Grouping {
            field: field.clone(),
            of: of.collect(),
            names: names.clone(),
        });
    }
    groupings
}

/// Something that is not shown, in the reader's words and for programs.
struct Hidden {
    what: String,
    place: String,
    mode: Mode,
    why: Reason,
}

/// Why it is not shown.
#[derive(Clone, Copy)]
enum Reason {
    Of(Why),
    Estimate,
    Cross,
    Large,
}

impl Reason {
    fn in_words(self) -> Text {
        match self {
            Self::Of(Why::Small) => texts::why_small(),
            Self::Of(Why::Everyone) => texts::why_everyone(),
            Self::Of(Why::Secondary) => texts::why_secondary(),
            Self::Of(Why::Elsewhere) => texts::why_elsewhere(),
            Self::Estimate => texts::why_estimate(),
            Self::Cross => texts::why_cross(),
            Self::Large => texts::why_large(),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Self::Of(Why::Small) => "small",
            Self::Of(Why::Everyone) => "everyone",
            Self::Of(Why::Secondary) => "secondary",
            Self::Of(Why::Elsewhere) => "elsewhere",
            Self::Estimate => "estimate",
            Self::Cross => "field",
            Self::Large => "large",
        }
    }
}

/// The report in the making.
struct Public<'a> {
    context: &'a Context<'a>,
    groupings: &'a [Grouping],
    release: &'a Release,
    rules: Rules,
    hidden: Vec<Hidden>,
}

impl Public<'_> {
    /// What may be shown of a criterion's headline.
    fn of(&self, judged: &Judged) -> Option<&Released> {
        self.release.results.get(&Name::Headline(judged.at))
    }

    fn mode(&self, name: Name) -> Mode {
        self.release
            .results
            .get(&name)
            .map_or(Mode::Nothing, |released| released.total)
    }

    fn hide(&mut self, what: &str, place: String, mode: Mode, why: Reason) {
        self.hidden.push(Hidden {
            what: what.to_owned(),
            place,
            mode,
            why,
        });
    }

    /// Lists what of the criteria's results is not shown.
    fn tell_results(&mut self) {
        let all = self.context.say(texts::in_all());
        let mut found = Vec::new();
        for judged in self.context.assessed() {
            let id = &judged.result.id;
            let Some(released) = self.of(judged) else {
                continue;
            };
            if let (Some(why), true) = (released.why, released.total != Mode::Counts) {
                found.push((id, all.clone(), released.total, Reason::Of(why)));
            }
            let result = judged.result;
            let one_sided = result.gaps == 0 || result.gaps == result.assessed;
            if released.total == Mode::Counts && one_sided {
                found.push((id, all.clone(), Mode::Counts, Reason::Large));
            }
            let estimated = result.estimate.is_some() && released.total == Mode::Counts;
            if estimated && !released.estimate {
                let place = self.context.say(texts::estimates_title());
                found.push((id, place, Mode::Nothing, Reason::Estimate));
            }
            for ((grouping, group), why) in &released.groups {
                if let Some(why) = why {
                    let place = self.group_name(*grouping, *group);
                    found.push((id, place, Mode::Nothing, Reason::Of(*why)));
                }
            }
        }
        let found: Vec<(String, String, Mode, Reason)> = found
            .into_iter()
            .map(|(id, place, mode, why)| (id.clone(), place, mode, why))
            .collect();
        for (id, place, mode, why) in found {
            self.hide(&id, place, mode, why);
        }
    }

    /// `Stratum A`, `Jobbtorg: JS Farsta`.
    fn group_name(&self, grouping: usize, group: usize) -> String {
        let grouping_of = &self.groupings[grouping];
        let name = &grouping_of.names[group];
        let name = if name.is_empty() {
            self.context.say(texts::no_place())
        } else {
            name.clone()
        };
        if grouping == 0 {
            format!("{} {name}", self.context.say(texts::stratum()))
        } else {
            let title = super::breakdown::field_title(self.context, &grouping_of.field);
            format!("{title}: {name}")
        }
    }

    /// The list of what is not shown.
    fn list(&self) -> Section {
        let context = self.context;
        let shown = |mode: Mode| match mode {
            Mode::Counts => texts::shown_counts(),
            Mode::Share => texts::shown_share(),
            Mode::Nothing => texts::shown_nothing(),
        };
        let mut blocks = vec![Block::Paragraph(context.say(prose::published_note(
            self.rules.min_cell.saturating_sub(1),
            self.rules.percent_from,
        )))];
        if !self.hidden.is_empty() {
            blocks.push(Block::Table(Table {
                id: crate::report::indicators_open::SUPPRESSED.to_owned(),
                title: context.say(texts::disclosure_title()),
                sheet: context.say(sheets::hidden()),
                shown: Shown::Everywhere,
                columns: vec![
                    column(context, texts::what_is_hidden(), Kind::Words),
                    column(context, texts::where_in(), Kind::Words),
                    column(context, texts::shown_as(), Kind::Short),
                    column(context, texts::why(), Kind::Words),
                ],
                rows: self
                    .together()
                    .into_iter()
                    .map(|(hidden, places)| {
                        item(vec![
                            text(&hidden.what),
                            text(places.join(", ")),
                            text(context.say(shown(hidden.mode))),
                            text(context.say(hidden.why.in_words())),
                        ])
                    })
                    .collect(),
                notes: Vec::new(),
            }));
        }
        Section {
            id: "disclosure",
            heading: context.say(texts::disclosure()),
            depth: Depth::Annex,
            blocks,
        }
    }

    /// What is hidden of the same thing for the same reason, with all its places.
    fn together(&self) -> Vec<(&Hidden, Vec<&str>)> {
        let mut rows: Vec<(&Hidden, Vec<&str>)> = Vec::new();
        for hidden in &self.hidden {
            let same = |other: &Hidden| {
                other.what == hidden.what
                    && other.mode == hidden.mode
                    && other.why.code() == hidden.why.code()
            };
            match rows.iter_mut().find(|(other, _)| same(other)) {
                Some((_, places)) => places.push(&hidden.place),
                None => rows.push((hidden, vec![&hidden.place])),
            }
        }
        rows
    }

    /// The same for programs.
    fn suppressed(&self) -> Vec<Suppressed> {
        self.hidden
            .iter()
            .map(|hidden| Suppressed {
                what: hidden.what.clone(),
                place: hidden.place.clone(),
                shown: match hidden.mode {
                    Mode::Counts => "counts",
                    Mode::Share => "share",
                    Mode::Nothing => "nothing",
                }
                .to_owned(),
                why: hidden.why.code().to_owned(),
            })
            .collect()
    }

    /// Two criteria against each other, where no field is small.
    fn crosses(&mut self) -> Option<Section> {
        let context = self.context;
        let mut blocks = Vec::new();
        for (place, cross) in context.inputs.template.crosses.iter().enumerate() {
            if self.release.crosses.get(&place) == Some(&true) {
                let all = crosses::four(context, cross, |_| true);
                blocks.push(Block::Table(crosses::square(context, cross, place, all)));
            } else {
                let what = cross.title.get(context.lang);
                let all = context.say(texts::in_all());
                self.hide(what, all, Mode::Nothing, Reason::Cross);
            }
        }
        (!blocks.is_empty()).then(|| Section {
            id: "crosses",
            heading: context.say(texts::crosses()),
            depth: Depth::Detail,
            blocks,
        })
    }

    /// How it was done, without what leads back to the draw.
    fn method(&self) -> Section {
        let context = self.context;
        let mut blocks = annex::method_text(context);
        if context.inputs.gaps.criteria.iter().any(|result| {
            let at = context.inputs.template.criterion_by_id(&result.id);
            at.is_some_and(|at| self.mode(Name::Headline(at)) == Mode::Share)
        }) {
            blocks.push(Block::Paragraph(context.say(prose::share_only_note())));
        }
        Section {
            id: "method",
            heading: context.say(texts::method_heading()),
            depth: Depth::Annex,
            blocks,
        }
    }

    /// A count that is shown, or two points.
    fn count(&self, shown: bool, count: u64) -> Cell {
        if shown {
            self.context.count(count)
        } else {
            text(HIDDEN)
        }
    }
}
