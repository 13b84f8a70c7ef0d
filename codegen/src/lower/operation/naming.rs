//! The names of an operation: its own, its request type, its method and module, its file.

use super::Lowering;
use crate::diagnostic::Diagnostic;
use crate::lower::object::claim_type;
use crate::lower::place::Owner;
use crate::names::Ident;
use crate::source::Span;

impl Lowering<'_> {
    /// The vendor's name, the request type and the method.
    pub(super) fn name(&self, owner: &Owner<'_>) -> (String, Ident, Ident) {
        let name = self.raw.operation.required("operation", owner);
        let good = |name: &&String| {
            name.starts_with(|first: char| first.is_ascii_alphabetic())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
        };
        let span = self.raw.operation.span.as_ref().unwrap_or(&self.loaded.span);
        if let Some(bad) = name.filter(|name| !good(name)) {
            self.report.push(
                Diagnostic::new("E0201", span, format!("`{bad}` gives no name for an operation"))
                    .label("ASCII letters and digits, a letter first")
                    .help("write the vendor's name in this form, such as ListRules"),
            );
        }
        let Some(name) = name.filter(good) else {
            let fallback = Ident::snake(&self.loaded.stem).unwrap_or_else(Ident::placeholder);
            let type_name = Ident::camel(&self.loaded.stem).unwrap_or_else(Ident::placeholder);
            return (self.loaded.stem.clone(), type_name, fallback);
        };
        let type_name = Ident::camel(name).unwrap_or_else(Ident::placeholder);
        let method = Ident::method(name).unwrap_or_else(Ident::placeholder);
        self.claim(name, &type_name, &method, span);
        (name.clone(), type_name, method)
    }

    fn claim(&self, name: &str, type_name: &Ident, method: &Ident, span: &Span) {
        let stem = method.as_str().trim_end_matches('_');
        if self.loaded.stem != stem {
            self.report.push(
                Diagnostic::new(
                    "E0214",
                    span,
                    format!("the file of `{name}` is called `{}.yaml`", self.loaded.stem),
                )
                .label("a file is called after its operation")
                .help(format!("rename the file to `{stem}.yaml`, or correct the name")),
            );
        }
        let what = format!("the operation `{name}`");
        let help = "give the operation another name";
        claim_type(self.around.types, type_name, span, &what, help, self.report);
        let mut methods = vec![method.to_string()];
        if !self.raw.paginate.is_absent() {
            methods.push(format!("{stem}_items"));
        }
        for method in methods {
            let taken = self.around.methods.claim(&method, span, &what);
            let module =
                self.around.modules.map_or(Ok(()), |modules| modules.claim(&method, span, &what));
            if let Err(taken) = taken.and(module) {
                self.report.push(
                    Diagnostic::new(
                        "E0209",
                        span,
                        format!("the client would have two methods or modules `{method}`"),
                    )
                    .label(format!("{what} is one"))
                    .related(&taken.span, format!("{} is the other", taken.what))
                    .help("give one of them another name"),
                );
            }
        }
    }
}
