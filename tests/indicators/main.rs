//! The registers' own figures of the built-in template, on registers small enough to count by
//! hand and on ones built to give published figures.

mod bilaga;
mod jobbgaranti;
mod netto;
mod rest;
mod scene;
