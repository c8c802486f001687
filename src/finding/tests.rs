//! Outcomes decided by hand from DESIGN 7, for a made-up template.
