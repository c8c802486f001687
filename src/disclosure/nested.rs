//! Results of which the rules themselves say that one's deviations are all among another's: "the
//! first consent is missing" and "one of the two is missing". Shown side by side, their difference
//! is a number nobody meant to show.

use crate::template::{Condition, CriterionRef, Template};

use super::Name;
use crate::finding::Findings;

/// The condition that a result's deviations fulfil; `None` for what is divided otherwise.
pub(super) fn condition<'t>(
    template: &'t Template,
    findings: &Findings,
    name: Name,
) -> Option<&'t Condition> {
    let definitions = |at: CriterionRef| &template.criterion(at).definitions;
    match name {
        Name::Further(at, place) => definitions(at).get(place).map(|one| &one.condition),
        Name::Explained(_) => None,
        // The headline is the one that is not among the further ones.
        Name::Headline(at) => {
            let is_further = |place: &usize| findings.further.contains_key(&(at, *place));
            let mut left = (0..definitions(at).len()).filter(|place| !is_further(place));
            let headline = left.next().filter(|_| left.next().is_none())?;
            Some(&definitions(at)[headline].condition)
        }
    }
}

/// Whether whatever fulfils the first condition fulfils the second, by their form alone.
pub(super) fn within(part: &Condition, whole: &Condition) -> bool {
    if part == whole {
        return true;
    }
    if let Condition::Any(each) = part {
        return each.iter().all(|one| within(one, whole));
    }
    if let Condition::All(each) = whole {
        return each.iter().all(|one| within(part, one));
    }
    if let Condition::All(each) = part
        && each.iter().any(|one| within(one, whole))
    {
        return true;
    }
    if let Condition::Any(each) = whole {
        return each.iter().any(|one| within(part, one));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::QuestionRef;

    /// By the laws of logic: p implies p or q, p and q implies p, and neither the other way.
    #[test]
    fn what_holds_of_a_part_holds_of_the_whole() {
        let asked = |at| Condition::Answer {
            question: QuestionRef {
                checklist: 0,
                question: at,
            },
            is: Vec::new(),
        };
        let (p, q, r) = (asked(0), asked(1), asked(2));
        let any = |each: &[&Condition]| Condition::Any(each.iter().copied().cloned().collect());
        let all = |each: &[&Condition]| Condition::All(each.iter().copied().cloned().collect());
        for (part, whole) in [
            (&p, &any(&[&p, &q])),
            (&all(&[&p, &q]), &p),
            (&all(&[&p, &q]), &any(&[&q, &r])),
            (&any(&[&p, &q]), &any(&[&p, &q, &r])),
            (&all(&[&p, &q, &r]), &all(&[&r, &p])),
        ] {
            assert!(within(part, whole), "{part:?} {whole:?}");
            assert!(!within(whole, part), "{part:?} {whole:?}");
        }
        // Absorption: these two are the same.
        let absorbed = all(&[&p, &any(&[&p, &q])]);
        assert!(within(&p, &absorbed) && within(&absorbed, &p));
        assert!(!within(&p, &q));
        assert!(!within(&any(&[&p, &r]), &any(&[&p, &q])));
    }
}
