//! The names of an operation: its own, its request type, its method and module, its file.

use super::Lowering;
use crate::diagnostic::{Diagnostic, Report};
use crate::load::LoadedOperation;
use crate::lower::object::claim_type;
use crate::lower::place::Owner;
use crate::names::Ident;
use crate::source::Span;

/// The files of a group without those that describe an operation a second time, which are reported.
///
/// A copy that waits for its changes is one mistake, whatever else it shares with its original.
pub(crate) fn distinct<'a>(
    files: &[&'a LoadedOperation],
    report: &Report,
) -> Vec<&'a LoadedOperation> {
    // The file that is called after the operation is the original.
    let own = |file: &LoadedOperation| {
        let name = file.raw.operation.value.as_deref().and_then(Ident::method);
        name.is_some_and(|name| name.as_str().trim_end_matches('_') == file.stem)
    };
    let mut distinct = Vec::new();
    for &file in files {
        let Some((name, span)) = file.raw.operation.given() else {
            distinct.push(file);
            continue;
        };
        let same = |other: &&&LoadedOperation| {
            other.raw.operation.value.as_ref() == Some(name) && other.path != file.path
        };
        let original = files.iter().filter(same).find(|other| own(other) || other.path < file.path);
        match original.filter(|_| !own(file)).and_then(|original| original.raw.operation.given()) {
            Some((_, first)) => report.push(
                Diagnostic::new(
                    "E0218",
                    span,
                    format!("two files describe the operation `{name}`"),
                )
                .label("this file is not read any further")
                .related(first, "the other file")
                .help("remove one of the files, or correct the name in this one"),
            ),
            None => distinct.push(file),
        }
    }
    distinct
}

impl Lowering<'_> {
    /// The name, which is the vendor's unless a maintainer gave another; the request type; the method.
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
        self.file_name(name, span);
        let written = self.written();
        let name = written.as_ref().unwrap_or(name);
        let type_name = Ident::camel(name).unwrap_or_else(Ident::placeholder);
        let method = Ident::method(name).unwrap_or_else(Ident::placeholder);
        self.claim(name, &type_name, &method, span);
        (name.clone(), type_name, method)
    }

    /// The name that a maintainer gave, in place of the vendor's.
    fn written(&self) -> Option<String> {
        let (text, span) = self.raw.rust.given()?;
        let better = Ident::camel(text);
        if Ident::written_type(text).is_some()
            && better.as_ref().is_some_and(|better| better.as_str() == text)
        {
            return Some(text.clone());
        }
        let mut diagnostic =
            Diagnostic::new("E0207", span, format!("`{text}` is no name for an operation"))
                .label("not a Rust name in UpperCamelCase");
        diagnostic.help = better.map(|better| format!("write `{better}`"));
        self.report.push(diagnostic);
        None
    }

    fn file_name(&self, name: &str, span: &Span) {
        let Some(method) = Ident::method(name) else { return };
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
    }

    fn claim(&self, name: &str, type_name: &Ident, method: &Ident, span: &Span) {
        let span = self.raw.rust.span.as_ref().unwrap_or(span);
        let what = format!("the operation `{name}`");
        let help = "add `rust: OtherName` below `operation:`";
        claim_type(self.around.types, type_name, span, &what, help, self.report);
        let mut methods = vec![method.clone()];
        if !self.raw.paginate.is_absent() {
            methods.extend(["pages", "items"].map(|suffix| method.followed_by(suffix)));
        }
        for (index, method) in methods.iter().map(Ident::as_str).enumerate() {
            let taken = self.around.methods.claim(method, span, &what);
            // Only the operation itself has a module.
            let modules = self.around.modules.filter(|_| index == 0);
            let module = modules.map_or(Ok(()), |modules| modules.claim(method, span, &what));
            if let Err(taken) = taken.and(module) {
                self.report.push(
                    Diagnostic::new(
                        "E0209",
                        span,
                        format!("the client would have two methods or modules `{method}`"),
                    )
                    .label(format!("{what} is one"))
                    .related(&taken.span, format!("{} is the other", taken.what))
                    .help("add `rust: OtherName` below `operation:` in one of the files"),
                );
            }
        }
    }
}
