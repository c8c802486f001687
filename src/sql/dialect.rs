//! How the three engines write the same thing.

/// An engine that a script is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL, from version 13 (`normalize`).
    Postgres,
    /// Spark SQL.
    Spark,
}

impl Dialect {
    /// Says that a step is computed once: PostgreSQL would otherwise write each step into the
    /// next, and the expressions grow without end.
    pub(super) fn kept(self) -> &'static str {
        match self {
            Self::Postgres => " MATERIALIZED",
            Self::DuckDb | Self::Spark => "",
        }
    }

    /// A name of a table or a column.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("\"{}\"", name.replace('"', "\"\"")),
            Self::Spark => format!("`{}`", name.replace('`', "``")),
        }
    }

    /// A text. What cannot be seen in an editor is written as its number.
    pub(super) fn text(self, text: &str) -> String {
        let unseen = |c: char| c.is_control() || (c.is_whitespace() && c != ' ') || is_invisible(c);
        match self {
            // DuckDB joins what has a number to what can be seen.
            Self::DuckDb => {
                let mut parts: Vec<String> = Vec::new();
                let mut seen = String::new();
                for c in text.chars() {
                    if unseen(c) {
                        if !seen.is_empty() {
                            parts.push(format!("'{seen}'"));
                            seen.clear();
                        }
                        parts.push(format!("chr({})", u32::from(c)));
                    } else if c == '\'' {
                        seen.push_str("''");
                    } else {
                        seen.push(c);
                    }
                }
                if !seen.is_empty() || parts.is_empty() {
                    parts.push(format!("'{seen}'"));
                }
                match parts.as_slice() {
                    [one] => one.clone(),
                    several => format!("({})", several.join(" || ")),
                }
            }
            Self::Postgres | Self::Spark => {
                let mut out = String::new();
                let mut escaped = false;
                for c in text.chars() {
                    match c {
                        '\'' if self == Self::Postgres => out.push_str("''"),
                        '\'' | '\\' => {
                            escaped = true;
                            out.push('\\');
                            out.push(c);
                        }
                        c if unseen(c) => {
                            escaped = true;
                            out.push_str(&format!("\\u{:04X}", u32::from(c)));
                        }
                        c => out.push(c),
                    }
                }
                match (self, escaped) {
                    (Self::Postgres, true) => format!("E'{out}'"),
                    (Self::Postgres | Self::Spark | Self::DuckDb, _) => format!("'{out}'"),
                }
            }
        }
    }

    /// A value as text.
    pub(super) fn as_text(self, value: &str) -> String {
        match self {
            Self::DuckDb => format!("CAST({value} AS VARCHAR)"),
            Self::Postgres => format!("CAST({value} AS TEXT)"),
            Self::Spark => format!("CAST({value} AS STRING)"),
        }
    }

    /// A text in normal form C. Spark has no function for it: the head of its script says so.
    pub(super) fn nfc(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("nfc_normalize({text})"),
            Self::Postgres => format!("normalize({text}, NFC)"),
            Self::Spark => text.to_owned(),
        }
    }

    /// Whether a text consists of digits.
    pub(super) fn is_digits(self, text: &str) -> String {
        self.matches(text, "[0-9]+")
    }

    /// Whether a whole text has a form.
    pub(super) fn matches(self, text: &str, form: &str) -> String {
        match self {
            Self::DuckDb => format!("regexp_full_match({text}, '{form}')"),
            Self::Postgres => format!("{text} ~ '^({form})$'"),
            Self::Spark => format!("{text} RLIKE '^({form})$'"),
        }
    }

    /// The order of code points.
    pub(super) fn by_code_point(self, text: &str) -> String {
        match self {
            Self::Postgres => format!("{text} COLLATE \"C\""),
            Self::DuckDb | Self::Spark => text.to_owned(),
        }
    }

    /// SHA-256 of a text in UTF-8, in lower-case hex.
    pub(super) fn sha256(self, text: &str) -> String {
        match self {
            Self::DuckDb => format!("sha256({text})"),
            Self::Postgres => format!("encode(sha256(convert_to({text}, 'UTF8')), 'hex')"),
            Self::Spark => format!("sha2({text}, 256)"),
        }
    }

    /// The whole part of a quotient.
    pub(super) fn whole(self, over: &str, under: &str) -> String {
        match self {
            Self::DuckDb => format!("(({over}) // ({under}))"),
            // Sums are of type NUMERIC there, and its / does not stop at the whole part.
            Self::Postgres => {
                format!("div(CAST({over} AS NUMERIC), CAST({under} AS NUMERIC))")
            }
            Self::Spark => format!("(({over}) div ({under}))"),
        }
    }

    /// The letter with a number of ASCII.
    pub(super) fn letter(self, number: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => format!("chr(CAST({number} AS INTEGER))"),
            Self::Spark => format!("char({number})"),
        }
    }
}

/// Characters that take no room, or that look like another.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_a_text() {
        for (dialect, text, written) in [
            (Dialect::DuckDb, "Åsö", "'Åsö'"),
            (Dialect::DuckDb, "o'r", "'o''r'"),
            (Dialect::DuckDb, "a\u{a0}b", "('a' || chr(160) || 'b')"),
            (Dialect::DuckDb, "", "''"),
            (Dialect::Postgres, "o'r", "'o''r'"),
            (Dialect::Postgres, "a\\b", "E'a\\\\b'"),
            (Dialect::Postgres, "a\u{a0}b", "E'a\\u00A0b'"),
            (Dialect::Spark, "o'r\\", "'o\\'r\\\\'"),
            (Dialect::Spark, "a\u{a0}b", "'a\\u00A0b'"),
        ] {
            assert_eq!(dialect.text(text), written, "{dialect:?}");
        }
        assert_eq!(Dialect::Postgres.name("a\"b"), "\"a\"\"b\"");
        assert_eq!(Dialect::Spark.name("a`b"), "`a``b`");
    }
}
