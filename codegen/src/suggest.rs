//! "Did you mean": the word of a list that is nearest to a mistyped one.

/// Longer words are compared by nobody.
const LONGEST: usize = 64;

/// The candidate that few enough edits turn into `word`; the first of equals.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let letters: Vec<char> =
            candidate.chars().take(LONGEST + 1).flat_map(char::to_lowercase).collect();
        let allowed = word.len().max(letters.len()).div_ceil(3).min(3);
        if letters.len().abs_diff(word.len()) > allowed {
            continue;
        }
        let distance = distance(&word, &letters);
        if distance <= allowed
            && distance < letters.len()
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The help line for a mistyped word: the nearest candidate, or all of them.
#[must_use]
pub fn did_you_mean<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> Option<String> {
    if let Some(candidate) = closest(word, candidates.clone()) {
        return Some(format!("did you mean `{candidate}`?"));
    }
    let all: Vec<String> =
        candidates.into_iter().map(|candidate| format!("`{candidate}`")).collect();
    match all.len() {
        1..=24 => Some(format!("known here: {}", all.join(", "))),
        _ => None,
    }
}

/// Insertions, deletions, substitutions, and swaps of two neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        let mut left = i + 1;
        let mut last = None;
        for (j, &y) in b.iter().enumerate() {
            let at =
                |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut cost =
                (at(&above, j) + usize::from(x != y)).min(at(&above, j + 1) + 1).min(left + 1);
            if previous == Some(y) && last == Some(x) && j > 0 {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
            left = cost;
            last = Some(y);
        }
        before = std::mem::replace(&mut above, row);
        previous = Some(x);
    }
    above.last().copied().unwrap_or(a.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_words_are_not() {
        let known = ["required", "Rule", "min", "max"];
        for (word, expected) in [
            ("Rul", Some("Rule")),
            ("requierd", Some("required")),
            ("Required", Some("required")),
            ("mni", Some("min")),
            ("Overview", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(closest(word, known), expected, "{word}");
        }
        assert_eq!(closest(&"x".repeat(1_000_000), known), None);
    }

    #[test]
    fn a_swap_is_one_edit() {
        assert_eq!(distance(&['a', 'b'], &['b', 'a']), 1);
        assert_eq!(distance(&['a', 'b', 'c'], &['c']), 2);
    }
}
