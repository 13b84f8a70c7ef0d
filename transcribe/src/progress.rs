//! How far a long run is: one line that changes on a terminal, a line now and then elsewhere.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

/// Fewer pages are read before anybody wonders.
const FEW: usize = 20;
/// Pages between two lines where nothing can be overwritten.
const APART: usize = 100;

/// The progress over some pages.
pub(crate) struct Progress {
    all: usize,
    done: usize,
    terminal: bool,
}

impl Progress {
    /// Of so many pages.
    pub(crate) fn new(all: usize) -> Self {
        Self { all, done: 0, terminal: std::io::stderr().is_terminal() }
    }

    /// Says that a page is next.
    pub(crate) fn step(&mut self, page: &Path) {
        self.done += 1;
        if self.all < FEW {
            return;
        }
        let Self { all, done, terminal } = *self;
        if terminal {
            let name = page.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let name: String = name.chars().filter(|c| !c.is_control()).take(50).collect();
            // A terminal that refuses it has nobody before it.
            let _ = write!(std::io::stderr(), "\r\u{1b}[Kreading {done} of {all}: {name}");
        } else if done.is_multiple_of(APART) {
            eprintln!("read {done} of {all} pages");
        }
    }

    /// Takes the changing line away.
    pub(crate) fn end(&self) {
        if self.terminal && self.all >= FEW {
            let _ = write!(std::io::stderr(), "\r\u{1b}[K");
        }
    }
}
