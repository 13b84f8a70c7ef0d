//! Addresses against path templates.

/// The names and values of a path's placeholders, the values as they stand in the path: percent-encoded.
///
/// `None` where the path is not one of the template. No value is empty.
#[must_use]
pub fn path_values<'t, 'p>(path: &'p str, template: &'t str) -> Option<Vec<(&'t str, &'p str)>> {
    let mut values = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        segment_values(segments.next()?, expected, &mut values)?;
    }
    segments.next().is_none().then_some(values)
}

/// Adds the values of one segment, such as `{a}` or `{a}.json`.
fn segment_values<'t, 'p>(
    segment: &'p str,
    template: &'t str,
    values: &mut Vec<(&'t str, &'p str)>,
) -> Option<()> {
    let (mut rest, mut template) = (segment, template);
    loop {
        let Some((literal, placeholder)) = template.split_once('{') else {
            return (rest == template).then_some(());
        };
        rest = rest.strip_prefix(literal)?;
        let (name, behind) = placeholder.split_once('}')?;
        let literal = behind.split('{').next().unwrap_or_default();
        let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
        let (value, after) = rest.split_at_checked(end)?;
        if value.is_empty() {
            return None;
        }
        values.push((name, value));
        (rest, template) = (after, behind);
    }
}

/// The names and values of a query, percent-encoded as they stand there.
pub fn query_values(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_gives_the_values_of_its_template() {
        for (path, template, expected) in [
            ("/v1/a%2Fb/things", "/v1/{id}/things", Some(vec![("id", "a%2Fb")])),
            ("/v1/x.json", "/v1/{id}.json", Some(vec![("id", "x")])),
            ("/v1/a-b", "/v1/{left}-{right}", Some(vec![("left", "a"), ("right", "b")])),
            ("/things", "/things", Some(vec![])),
            ("/v1//things", "/v1/{id}/things", None),
            ("/v1/x/things/", "/v1/{id}/things", None),
            ("/v1/x", "/v1/{id}/things", None),
            ("/v2/x/things", "/v1/{id}/things", None),
        ] {
            assert_eq!(path_values(path, template), expected, "{path}");
        }
    }

    #[test]
    fn a_query_gives_its_pairs() {
        let pairs: Vec<_> = query_values("a=1&&b=%3D=2&c").collect();
        assert_eq!(pairs, [("a", "1"), ("b", "%3D=2"), ("c", "")]);
    }
}
