//! Room that is used again: a register has millions of rows, and each needs the same vectors.

/// The room of a vector for the next row's values, which may borrow from something else.
pub(crate) fn emptied<A, B>(mut room: Vec<A>) -> Vec<B> {
    room.clear();
    // The standard library collects values of the same layout in place.
    room.into_iter()
        .map(|_| unreachable!("it is empty"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_used_again() {
        let mut room: Vec<&str> = Vec::with_capacity(40);
        room.extend(["a", "b"]);
        let again: Vec<&'static str> = emptied(room);
        assert_eq!((again.len(), again.capacity()), (0, 40));
    }
}
