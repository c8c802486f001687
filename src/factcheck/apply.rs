//! What came back, judged: who confirmed, who contested, and which answers now count.

use super::{FactCheck, Judged, Position, Reply, Standing, texts};
use crate::checklist::answers::{Answer, Answers, Because};
use crate::problem::{Meaning, Problem, Problems};

/// Judges every line and lets the accepted answers count; the first ones are kept among the
/// answers' changes. An accepted answer that is the first one already changes nothing.
pub fn apply(replies: &[Reply], answers: &mut Answers, problems: &mut Problems) -> FactCheck {
    let mut found = FactCheck::default();
    for reply in replies {
        if let Some(place) = &reply.names_person {
            problems.add(Problem {
                code: "seems-to-name-person",
                what: texts::seems_to_name(),
                place: place.clone(),
            });
        }
        let standing = standing(reply);
        if reply.own_words && standing == Standing::Contested {
            problems.add(Problem {
                code: "fact-check-own-words",
                what: texts::own_words(),
                place: reply.place.clone(),
            });
        }
        found.lines.insert(
            (reply.id.clone(), reply.code.clone()),
            Judged {
                id: reply.id.clone(),
                code: reply.code.clone(),
                board: reply.board.clone(),
                standing,
            },
        );
        if standing != Standing::Accepted {
            continue;
        }
        let (Some(question), Some(value)) = (reply.question, &reply.answer) else {
            problems.add(Problem {
                code: "accepted-in-register",
                what: texts::register_line(),
                place: reply.place.clone(),
            });
            continue;
        };
        let now = answers.get(&reply.id, question);
        let codes = now.map(|answer| answer.value.codes()).unwrap_or_default();
        if now.is_some_and(|answer| answer.value == *value) {
            continue;
        }
        if reply.ours.as_ref().is_some_and(|ours| *ours != codes) {
            problems.add(Problem {
                code: "fact-check-outdated",
                what: texts::outdated(),
                place: reply.place.clone(),
            });
        }
        let after = Answer {
            value: value.clone(),
            reference: now.map(|now| now.reference.clone()).unwrap_or_default(),
            commented: false,
            place: reply.place.clone(),
            dated: reply.dated,
        };
        answers.change(&reply.id, question, after, Because::FactCheck);
    }
    found
}

/// What became of a line.
fn standing(reply: &Reply) -> Standing {
    // Words beside "correct" are a remark.
    let objects = reply.own_words && reply.agrees.is_none();
    let contests = reply.answer.is_some() || objects || reply.agrees == Some(false);
    match (reply.position, contests, reply.agrees) {
        // A register's line is accepted as it is: there is no answer to write.
        (Some(Position::Accepted), true, _) | (Some(Position::Accepted), false, None) => {
            Standing::Accepted
        }
        (Some(Position::Refused), ..) => Standing::Refused,
        (None, true, _) => Standing::Contested,
        (None | Some(Position::Accepted), false, Some(_)) => Standing::Confirmed,
        (None, false, None) => Standing::Unanswered,
    }
}

/// The problems of fact-checks, with what they mean, for who meets a code and not its sentence.
pub fn problems() -> Vec<Meaning> {
    vec![
        ("accepted-in-register", texts::register_line()),
        ("fact-check-outdated", texts::outdated()),
        ("fact-check-own-words", texts::own_words()),
    ]
}
