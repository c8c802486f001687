//! What is kept of a fact-check once its workbooks are purged: every line's answers as codes,
//! with the board and the draw, and nothing of what was typed about documents and reasons. It
//! is CSV that is read back as any fact-check is, so that the same figures come out.

use super::Reply;
use super::read::Position;
use crate::checklist::answers::Value;

/// The word for an answer that was sent out and was none; an empty field is an unknown one.
pub(super) const BLANK: &str = "blank";

const COLUMNS: [&str; 9] = [
    "draw_id", "id", "question", "board", "ours", "agrees", "answer", "date", "position",
];

/// The file: UTF-8, comma, in the order of the replies.
pub fn to_csv(replies: &[Reply], draw_id: &str) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let in_memory = "writing to memory does not fail";
    writer.write_record(COLUMNS).expect(in_memory);
    for reply in replies {
        let ours = reply.ours.as_deref().map(|ours| match ours {
            "" => BLANK,
            codes => codes,
        });
        let agrees = reply.agrees.map(|agrees| if agrees { "yes" } else { "no" });
        let position = reply.position.map(|position| match position {
            Position::Accepted => "accepted",
            Position::Refused => "refused",
        });
        let answer = reply.answer.as_ref().map(Value::codes);
        let dated = reply.dated.map(|day| day.to_string());
        let fields = [
            draw_id,
            &reply.id,
            &reply.code,
            &reply.board,
            ours.unwrap_or_default(),
            agrees.unwrap_or_default(),
            answer.as_deref().unwrap_or_default(),
            dated.as_deref().unwrap_or_default(),
            position.unwrap_or_default(),
        ];
        writer.write_record(fields).expect(in_memory);
    }
    writer.into_inner().expect(in_memory)
}
