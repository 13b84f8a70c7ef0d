//! Chromium, which opens the mock's page; `tests/browser` says what has to hold there.

use apiscribe_codegen::model::Sdk;

use super::conformance::Test;
use super::place::Place;
use super::{Stop, Tool};

pub(super) const TOOL: Tool = Tool { name: "browser", version: VERSION, run: open };
/// That of `playwright-core`, which steers whatever Chromium there is.
const VERSION: &str = "1.65.1";

fn open(_place: &Place, _sdk: &Sdk) -> Result<String, Stop> {
    Test::new("browser", "the_page_is_pleasant_wide_and_narrow_and_by_keyboard").run()
}

#[cfg(test)]
mod tests {
    use super::VERSION;

    #[test]
    fn the_version_is_the_one_that_is_installed() {
        let package = include_str!("../../../tests/browser/package.json");
        assert!(package.contains(&format!("\"playwright-core\": \"{VERSION}\"")), "{package}");
    }
}
