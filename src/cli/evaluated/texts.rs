//! What is said about an evaluation.

stickprov::texts! {
    no_persons() { "varken nyckelfil eller exporter ger personerna i urvalet; kriterier som behöver ett register är inte prövade", "neither the key file nor the exports give the persons of the sample; criteria that need a register are not evaluated" }
}
