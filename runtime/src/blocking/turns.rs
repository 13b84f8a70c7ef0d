//! One thread at a time, and a limit for those who wait.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// Something that one thread does at a time. Unlike a mutex, it can be waited for with a limit.
#[derive(Default)]
pub(super) struct Turns {
    is_taken: Mutex<bool>,
    freed: Condvar,
}

/// The turn of one thread; dropping it lets the next one have it.
pub(super) struct Turn<'a>(&'a Turns);

impl Turns {
    /// A turn, unless the limit is over before.
    pub(super) fn take(&self, limit: Duration) -> Option<Turn<'_>> {
        let is_taken = self.is_taken();
        let (mut is_taken, _) = self
            .freed
            .wait_timeout_while(is_taken, limit, |is_taken| *is_taken)
            .unwrap_or_else(PoisonError::into_inner);
        // Not `then_some`: a turn that nobody has would be given back.
        (!std::mem::replace(&mut *is_taken, true)).then(|| Turn(self))
    }

    /// Nothing here panics while it is locked.
    fn is_taken(&self) -> MutexGuard<'_, bool> {
        self.is_taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.is_taken() = false;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Turns;

    #[test]
    fn a_turn_is_had_by_one_and_waited_for_by_others() {
        let turns = Turns::default();
        let turn = turns.take(Duration::ZERO).expect("nobody has it");
        assert!(turns.take(Duration::from_millis(1)).is_none());
        drop(turn);
        assert!(turns.take(Duration::ZERO).is_some());
        std::thread::scope(|scope| {
            let turn = turns.take(Duration::ZERO).expect("it was given back");
            let others: Vec<_> = (0..4)
                .map(|_| scope.spawn(|| turns.take(Duration::from_mins(1)).is_some()))
                .collect();
            drop(turn);
            assert!(others.into_iter().all(|other| other.join().expect("no panic")));
        });
    }
}
