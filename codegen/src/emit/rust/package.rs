//! What surrounds the modules: manifest, README, crate root, formatting settings.

use std::fmt::Write;

use proc_macro2::TokenStream;
use quote::quote;

use super::calling::Calling;
use super::doc::Doc;
use super::guide::{self, Reader};
use super::markdown::{code, link, prose, sentence};
use super::modules::public_path;
use super::programs::{self, Program};
use super::{example, features};
use crate::model::{Package, Sdk};

/// `Cargo.toml`.
pub(super) fn manifest(sdk: &Sdk) -> String {
    let Package { name, version, about, license, repository, runtime_path, runtime_version } =
        &sdk.package;
    let mut text = String::from("[package]\n");
    let mut entry = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    };
    entry("name", name);
    entry("description", about);
    entry("version", version);
    entry("edition", "2024");
    entry("rust-version", "1.95");
    entry("license", license);
    if let Some(repository) = repository {
        entry("repository", repository);
    }
    entry("readme", "README.md");
    text.push_str(
        "include = [\"src/**/*.rs\", \"examples/**/*.rs\", \"README.md\", \"LICENSE*\"]\n\n",
    );
    // Named, so that cargo can load a workspace in which the sources are still to be emitted.
    text.push_str("[lib]\npath = \"src/lib.rs\"\n\n");
    text.push_str(&manifest_features(sdk));
    text.push_str("\n[dependencies]\n");
    let source: Vec<String> = [("path", runtime_path), ("version", runtime_version)]
        .into_iter()
        .filter_map(|(key, value)| value.as_ref().map(|value| format!("{key} = {}", quoted(value))))
        .collect();
    let _ = writeln!(text, "apiscribe-runtime = {{ {} }}", source.join(", "));
    text.push_str(&example_entries(&programs::all(sdk)));
    text.push_str("\n[package.metadata.docs.rs]\nall-features = true\n");
    text.push_str("\n[lints.rust]\nmissing_docs = \"warn\"\nunsafe_code = \"forbid\"\n");
    text.push_str("\n[lints.clippy]\npedantic = { level = \"warn\", priority = -1 }\n");
    text
}

fn manifest_features(sdk: &Sdk) -> String {
    let mut text = String::from("[features]\n");
    let groups = feature_names(sdk);
    let others = features::of_runtime(sdk).filter(|feature| feature.is_default);
    let default = groups.iter().copied().chain(others.map(|feature| feature.name));
    let _ = writeln!(text, "default = [{}]", default.map(quoted).collect::<Vec<_>>().join(", "));
    for feature in groups {
        let _ = writeln!(text, "{feature} = []");
    }
    for features::Feature { name, others, comment, .. } in features::of_runtime(sdk) {
        let own = quoted(&format!("apiscribe-runtime/{name}"));
        let on: Vec<String> = others.iter().map(|other| quoted(other)).chain([own]).collect();
        let _ = writeln!(text, "# {comment}\n{name} = [{}]", on.join(", "));
    }
    text
}

/// What the example programs need.
fn example_entries(programs: &[Program]) -> String {
    if programs.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "\n[dev-dependencies]\ntokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n",
    );
    for Program { name, features, is_tested, .. } in programs {
        let features: Vec<String> = features.iter().map(|feature| quoted(feature)).collect();
        let _ = write!(text, "\n[[example]]\nname = {}\n", quoted(name));
        let _ = writeln!(text, "required-features = [{}]", features.join(", "));
        if *is_tested {
            text.push_str("test = true\n");
        }
    }
    text
}

/// Features of groups, in the order of the modules.
fn feature_names(sdk: &Sdk) -> Vec<&str> {
    features::services(sdk).flat_map(features::groups).map(|group| group.feature.as_str()).collect()
}

/// A TOML basic string: the escapes of JSON are among TOML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// `rustfmt.toml`: the layout is that of the generator.
pub(super) const FORMATTING: &str = "disable_all_formatting = true\n";

/// `README.md`.
pub(super) fn readme(sdk: &Sdk) -> String {
    let Package { name, version, about, license, repository, .. } = &sdk.package;
    let mut doc = Doc::default()
        .heading(1, &prose(name))
        .paragraph(sentence(about))
        .paragraph(
            "Every model knows the table that documents it. A request is checked against all documented \
             bounds before it is sent, and all that is wrong is reported at once. Answers are read leniently, \
             and errors that the service documents are typed. Secrets are never printed.",
        )
        .heading(2, "Install")
        .code(
            "toml",
            vec![
                "[dependencies]".to_owned(),
                format!("{name} = {}", quoted(version)),
                // The default transport runs on it, and so does the example.
                "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }".to_owned(),
            ],
        )
        .heading(2, "Example")
        .code("rust", example::program(sdk))
        .heading(2, "Where to find what")
        .table(guide::table(sdk, Reader::Readme))
        .heading(2, "Operations")
        .table(operations(sdk))
        .heading(2, "Features")
        .paragraph("All but `blocking`, `ureq` and `jiff` are on by default.")
        .table(feature_table(sdk))
        .paragraph("A program without async takes what it needs:")
        .code("toml", vec!["[dependencies]".to_owned(), without_async(sdk)])
        .heading(2, "Licence")
        .paragraph(code(license));
    if let Some(repository) = repository {
        doc = doc.paragraph(format!("Source: {}.", link(&prose(repository), repository)));
    }
    doc.file()
}

/// The dependency of a program that blocks, with the features of one group.
fn without_async(sdk: &Sdk) -> String {
    let Package { name, version, .. } = &sdk.package;
    let group = feature_names(sdk).first().copied().map(quoted);
    let features: Vec<String> = group.into_iter().chain([quoted("ureq")]).collect();
    let (version, features) = (quoted(version), features.join(", "));
    format!("{name} = {{ version = {version}, default-features = false, features = [{features}] }}")
}

fn operations(sdk: &Sdk) -> Vec<Vec<String>> {
    let mut table = vec![["Request", "What it does", "Page"].map(str::to_owned).to_vec()];
    for service in features::services(sdk) {
        for group in features::groups(service) {
            table.extend(group.operations.iter().map(|operation| {
                let request = code(&public_path(service, group, operation));
                let page = link(&prose(&operation.title), &operation.page.url);
                vec![request, sentence(&operation.about), page]
            }));
        }
    }
    table
}

fn feature_table(sdk: &Sdk) -> Vec<Vec<String>> {
    let mut table = vec![["Feature", "What it adds"].map(str::to_owned).to_vec()];
    for service in features::services(sdk) {
        table.extend(features::groups(service).map(|group| {
            let title = if group.module.is_some() {
                format!("{}: {}", prose(&service.title), prose(&group.title))
            } else {
                prose(&service.title)
            };
            vec![code(&group.feature), title]
        }));
    }
    table.extend(
        features::of_runtime(sdk)
            .map(|features::Feature { name, adds, .. }| vec![code(name), (*adds).to_owned()]),
    );
    table
}

/// `src/lib.rs`.
pub(super) fn crate_root(sdk: &Sdk) -> TokenStream {
    let docs = crate_docs(sdk).inner();
    let modules = features::services(sdk).map(|service| {
        let (gate, module) = (features::service_gate(service), &service.module);
        quote! { #gate pub mod #module; }
    });
    let operations = operation_list(sdk);
    let signs = features::services(sdk).any(|service| service.signature().is_some());
    let access_key = signs.then(|| {
        quote! {
            #[cfg(feature = "signature")]
            #[doc(no_inline)]
            pub use apiscribe_runtime::AccessKey;
        }
    });
    quote! {
        #docs

        #(#modules)*

        #[doc(no_inline)]
        pub use apiscribe_runtime as runtime;
        #[doc(no_inline)]
        pub use apiscribe_runtime::{
            Authentication, BlockingTokenProvider, BlockingTransport, CallOptions, DateTime, EpochMillis,
            Error, ErrorKind, Hook, Json, Nullable, Operation, Paged, Policy, Reply, Request, Retry,
            RetryBudget, Secret, TokenProvider, Transport, Violation, Violations,
        };
        #access_key

        #operations
    }
}

fn operation_list(sdk: &Sdk) -> TokenStream {
    let operations = features::services(sdk).flat_map(|service| {
        features::groups(service).flat_map(move |group| {
            let (gate, module) = (features::gate(group), &service.module);
            let module = group
                .module
                .as_ref()
                .map_or_else(|| quote! { #module }, |group| quote! { #module::#group });
            group.operations.iter().map(move |operation| {
                let request = &operation.type_name;
                quote! { #gate <#module::#request as Request>::OPERATION, }
            })
        })
    });
    quote! {
        /// Every operation of the features that are on: its tables, as data.
        #[must_use]
        #[inline]
        pub fn operations() -> &'static [&'static Operation] {
            &[#(#operations)*]
        }
    }
}

fn crate_docs(sdk: &Sdk) -> Doc {
    let services: Vec<String> = features::services(sdk)
        .map(|service| {
            format!(
                "[`{}`]: {}. {}",
                service.module,
                prose(&service.title),
                sentence(&service.about)
            )
        })
        .collect();
    let example =
        example::showcase(sdk).map(|service| example::client(sdk, service, Calling::Async));
    Doc::new(sentence(&sdk.package.about))
        .paragraph(
            "A request is checked against the tables of its page before it is sent: an \
             [`Error`] lists every documented rule that it breaks. A [`Reply`] holds the typed answer, \
             its status, headers and bytes.",
        )
        .section("Services", services)
        .heading(1, "Example")
        .code("no_run", example.unwrap_or_default())
        .heading(1, "Where to find what")
        .table(guide::table(sdk, Reader::Rustdoc))
        .heading(1, "Features")
        .table(feature_table(sdk))
}
