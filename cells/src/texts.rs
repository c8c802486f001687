//! The workbook's shared texts, taken from their part. calamine has them too and keeps them to
//! itself; a text of another form than the plain one is left out here, and asked of calamine.

use std::io::Read;

use crate::window::{Cursor, Halt, Strange, Window, head, text};

/// The texts by their number.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    all: String,
    /// Where each begins and ends.
    places: Vec<Option<(u32, u32)>>,
}

enum Found {
    Text(String),
    Other,
    End,
}

impl Texts {
    /// Those of a part.
    pub(crate) fn read(part: impl Read) -> Result<Self, Strange> {
        let mut window = Window::new(part);
        window.take(|cursor| {
            head(cursor, b"sst")?;
            let attributes = cursor.until(b'>')?;
            if attributes.ends_with(b"/") {
                return Err(Halt::Strange);
            }
            Ok(())
        })?;
        let mut texts = Self::default();
        loop {
            match window.take(one)? {
                Found::Text(text) => texts.add(&text)?,
                Found::Other => texts.places.push(None),
                Found::End => return Ok(texts),
            }
        }
    }

    fn add(&mut self, text: &str) -> Result<(), Strange> {
        let place = |at: usize| u32::try_from(at).map_err(|_| Strange);
        let start = place(self.all.len())?;
        self.all.push_str(text);
        self.places.push(Some((start, place(self.all.len())?)));
        Ok(())
    }

    /// One of them; `None` where calamine has to be asked.
    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let (start, end) = (*self.places.get(number)?)?;
        self.all
            .get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }
}

/// `<si><t>text</t></si>`, or what else stands between `<si>` and its end.
fn one(cursor: &mut Cursor<'_>) -> Result<Found, Halt> {
    cursor.pass_blanks()?;
    if cursor.pass(b"</sst>")? {
        return Ok(Found::End);
    }
    cursor.expect(b"<si>")?;
    let whole = cursor.until_all(b"</si>")?;
    if memchr::memmem::find(whole, b"<!").is_some() {
        return Err(Halt::Strange);
    }
    Ok(plain(whole)?.map_or(Found::Other, Found::Text))
}

fn plain(whole: &[u8]) -> Result<Option<String>, Halt> {
    let (keeps_blanks, rest) = if let Some(rest) = whole.strip_prefix(b"<t>") {
        (false, rest)
    } else if let Some(rest) = whole.strip_prefix(b"<t xml:space=\"preserve\">") {
        (true, rest)
    } else {
        return Ok(None);
    };
    match rest.strip_suffix(b"</t>") {
        Some(raw) => text(raw, keeps_blanks),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(items: &str) -> Result<Vec<Option<String>>, Strange> {
        let part =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst count=\"9\">{items}</sst>");
        let texts = Texts::read(part.as_bytes())?;
        let all = (0..texts.places.len()).map(|number| texts.get(number).map(str::to_owned));
        Ok(all.collect())
    }

    #[test]
    fn plain_texts_are_taken_and_others_left_out() {
        let items = "<si><t>Södermalm</t></si>\n<si><t> a &amp; b </t></si>\
            <si><t xml:space=\"preserve\"> c </t></si><si><r><t>d</t></r></si><si><t></t></si>\
            <si><t>e&#10;</t></si><si><t>_x000D_</t></si><si><t>f</t><rPh><t>g</t></rPh></si>";
        let some = |text: &str| Some(text.to_owned());
        let expected = [
            some("Södermalm"),
            some("a & b"),
            some(" c "),
            None,
            some(""),
            None,
            None,
            None,
        ];
        assert_eq!(read(items).unwrap(), expected);
    }

    #[test]
    fn a_part_of_another_form_is_left_to_calamine() {
        for items in [
            "<x:si><t>a</t></x:si>",
            "<si/>",
            "<si><t><![CDATA[</si>]]></t></si>",
            "a",
        ] {
            assert_eq!(read(items), Err(Strange), "{items}");
        }
        assert!(Texts::read(&b"<?xml encoding=\"ISO-8859-1\"?><sst></sst>"[..]).is_err());
        assert!(Texts::read(&b"<sst><si><t>a</t></si>"[..]).is_err());
    }
}
