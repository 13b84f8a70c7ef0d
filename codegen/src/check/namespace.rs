//! Names that must differ: one namespace for the fields of a table, the types of a module, the methods of a client.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::source::Span;

/// Names in use, and who uses them.
#[derive(Debug, Default)]
pub(crate) struct Namespace<'a> {
    outer: Option<&'a Namespace<'a>>,
    taken: RefCell<BTreeMap<String, Taken>>,
}

/// Who uses a name.
#[derive(Debug, Clone)]
pub(crate) struct Taken {
    pub(crate) span: Span,
    /// "the object `Rule`".
    pub(crate) what: String,
}

impl<'a> Namespace<'a> {
    /// A namespace whose names must also differ from those of `outer`.
    pub(crate) fn within(outer: &'a Namespace<'a>) -> Self {
        Self { outer: Some(outer), taken: RefCell::default() }
    }

    /// Takes a name, or says who has it.
    pub(crate) fn claim(&self, name: &str, span: &Span, what: &str) -> Result<(), Taken> {
        if let Some(taken) = self.find(name) {
            return Err(taken);
        }
        let taken = Taken { span: span.clone(), what: what.to_owned() };
        self.taken.borrow_mut().insert(name.to_owned(), taken);
        Ok(())
    }

    fn find(&self, name: &str) -> Option<Taken> {
        let mut scope = Some(self);
        while let Some(namespace) = scope {
            if let Some(taken) = namespace.taken.borrow().get(name) {
                return Some(taken.clone());
            }
            scope = namespace.outer;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    #[test]
    fn an_inner_name_may_not_repeat_an_outer_one() {
        let span = |start| Span { file: FileId(0), range: start..start + 1 };
        let outer = Namespace::default();
        assert!(outer.claim("Rule", &span(1), "first").is_ok());
        let inner = Namespace::within(&outer);
        assert_eq!(inner.claim("Rule", &span(2), "second").unwrap_err().span, span(1));
        assert!(inner.claim("Other", &span(3), "third").is_ok());
        assert!(outer.claim("Other", &span(4), "fourth").is_ok());
    }
}
