//! What is said about an evaluation.

stickprov::texts! {
    no_reason(id: &str) { "planen är ändrad efter dragningen, och ändringen av {id} saknar skäl", "the plan was changed after the draw, and the change of {id} has no reason" }
    no_reason_hint(id: &str) { "skriv under [criteria.{id}]: reason = \"…\"; rapporten visar resultatet före och efter", "write under [criteria.{id}]: reason = \"…\"; the report shows the result before and after" }
    no_persons() { "varken nyckelfil eller exporter ger personerna i urvalet; kriterier som behöver ett register är inte prövade", "neither the key file nor the exports give the persons of the sample; criteria that need a register are not evaluated" }
}
