//! Work that falls apart into pieces, on every processor there is: intervals over many strata
//! take a moment each, and one criterion's have nothing to do with another's.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a function gives for each of some things, in their order.
pub(super) fn each<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(things.len());
    if workers < 2 {
        return things.iter().map(make).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut made = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(at) else {
                return made;
            };
            made.push((at, make(thing)));
        }
    };
    let mut all: Vec<(usize, R)> = thread::scope(|scope| {
        // Where the system gives no more threads, those that are there do the work.
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..workers).filter_map(spawn).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(made) => all.extend(made),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// However long each takes, all are there in their order.
    #[test]
    fn each_has_its_place() {
        for length in [0, 1, 2, 100] {
            let things: Vec<usize> = (0..length).collect();
            let squares = each(&things, |at| {
                if at % 7 == 0 {
                    thread::yield_now();
                }
                at * at
            });
            let expected: Vec<usize> = (0..length).map(|at| at * at).collect();
            assert_eq!(squares, expected);
        }
    }
}
