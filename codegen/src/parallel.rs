//! Work shared between threads; results come in the order of the work, however many threads there are.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Bytes of a worker's stack: what the first thread of a program usually has.
const STACK: usize = 8 * 1024 * 1024;

/// What `work` makes of each item. The calling thread works too, alone where no other can be started.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(items.len());
    let next = AtomicUsize::new(0);
    // Items differ in size: whoever is free takes the next.
    let worker = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return done };
            done.push((index, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let builder = || thread::Builder::new().stack_size(STACK);
        let helpers: Vec<_> =
            (1..threads).map_while(|_| builder().spawn_scoped(scope, worker).ok()).collect();
        let mut done = worker();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let items: Vec<u64> = (0..1000).collect();
        let slow_at_first = |item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros(if *item < 4 { 500 } else { 0 }));
            item * 2
        };
        assert_eq!(
            map(&items, slow_at_first),
            items.iter().map(|item| item * 2).collect::<Vec<_>>()
        );
        assert!(map(&[], slow_at_first).is_empty());
    }
}
