//! Findings of a tool that may be, each with its reason; one that is gone has to go from the list.

use std::collections::BTreeSet;

use apiscribe_console::Failure;

/// Where something is found, and what.
pub(super) type Finding = (String, String);

/// A list that is a file beside the tool: where, what, and why that may be.
pub(super) struct Known {
    file: &'static str,
    findings: BTreeSet<Finding>,
}

impl Known {
    /// Reads the list, whose first line names the columns.
    pub(super) fn read(file: &'static str, text: &str) -> Result<Self, Failure> {
        let findings = text
            .lines()
            .skip(1)
            .map(|line| match line.split('\t').collect::<Vec<_>>().as_slice() {
                [place, what, reason] if !reason.is_empty() => {
                    Ok(((*place).to_owned(), (*what).to_owned()))
                }
                _ => Err(Failure(format!("{file}: no place, finding and reason: {line}"))),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { file, findings })
    }

    /// Whether it has this finding.
    pub(super) fn has(&self, finding: &Finding) -> bool {
        self.findings.contains(finding)
    }

    /// A sentence for each line of the list that none of these findings needs.
    pub(super) fn gone<'k>(
        &'k self,
        found: &'k BTreeSet<Finding>,
    ) -> impl Iterator<Item = String> + use<'k> {
        self.findings.difference(found).map(|(place, what)| {
            format!("{} lists {what} of {place}, which is gone; remove the line", self.file)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    const LIST: &str =
        "where\twhat\treason\nroma\tone\tThe page is silent.\nroma\ttwo\tSo it is.\n";

    fn finding(what: &str) -> super::Finding {
        ("roma".to_owned(), what.to_owned())
    }

    #[test]
    fn what_is_found_no_more_is_named() {
        let known = Known::read("a.tsv", LIST).unwrap();
        assert!(known.has(&finding("one")) && !known.has(&finding("three")));
        let gone: Vec<String> = known.gone(&[finding("one")].into()).collect();
        assert_eq!(gone, ["a.tsv lists two of roma, which is gone; remove the line"]);
    }

    #[test]
    fn each_line_has_a_reason() {
        for (file, text) in [
            ("redocly.tsv", include_str!("redocly.tsv")),
            ("schemathesis.tsv", include_str!("schemathesis.tsv")),
        ] {
            assert!(
                Known::read(file, text).is_ok_and(|known| !known.findings.is_empty()),
                "{file}"
            );
        }
        let failure = Known::read("a.tsv", "where\twhat\treason\nroma\tone\t").err().unwrap();
        assert_eq!(failure.to_string(), "a.tsv: no place, finding and reason: roma\tone\t");
    }
}
