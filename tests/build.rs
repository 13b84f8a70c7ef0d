//! Writes the names of the emitted crate's fields, setters and variants, as the spec has them, into calls of the macros
//! of `tests/names.rs`. Tables cannot reach a field by its Rust name; this way no name is typed by hand.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use apiscribe_codegen::model::{
    Enumeration, EnumerationValues, Group, Kind, Object, Row, Sdk, Service,
};
use apiscribe_codegen::source::Source;

fn main() -> Result<(), Box<dyn Error>> {
    let spec = Path::new("../spec");
    println!("cargo::rerun-if-changed={}", spec.display());
    println!("cargo::rerun-if-changed=build.rs");
    let mut sources = Vec::new();
    collect(spec, "", &mut sources)?;
    // A spec with problems has its own messages: `cargo xtask lint` and the tests that read it.
    let calls = apiscribe_codegen::check(&sources).map(|sdk| calls(&sdk)).unwrap_or_default();
    let file = format!(
        "fn check_all(checked: &mut std::collections::BTreeSet<&'static str>) {{\n{calls}}}\n"
    );
    fs::write(Path::new(&env::var("OUT_DIR")?).join("names.rs"), file)?;
    Ok(())
}

fn collect(directory: &Path, below: &str, sources: &mut Vec<Source>) -> std::io::Result<()> {
    let mut entries = fs::read_dir(directory)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{below}{name}/"), sources)?;
        } else {
            let bytes = fs::read(entry.path())?;
            sources.push(Source { path: format!("{below}{name}"), bytes });
        }
    }
    Ok(())
}

fn calls(sdk: &Sdk) -> String {
    let mut calls = BTreeSet::new();
    for service in &sdk.services {
        for group in service.all_groups() {
            let module = module(service, group);
            for operation in &group.operations {
                let name = format!("{module}::{}", operation.type_name.as_str());
                record(
                    &mut calls,
                    &module,
                    &name,
                    operation.rows.iter().filter(|row| !row.held),
                    true,
                );
                operation.objects.iter().for_each(|one| object(&mut calls, &module, one));
            }
            group.shared.iter().for_each(|one| object(&mut calls, &module, one));
        }
    }
    calls.into_iter().collect()
}

fn module(service: &Service, group: &Group) -> String {
    let service = service.module.as_str();
    match &group.module {
        Some(group) => format!("datasource_apis::{service}::{}", group.as_str()),
        None => format!("datasource_apis::{service}"),
    }
}

fn object(calls: &mut BTreeSet<String>, module: &str, object: &Object) {
    let name = format!("{module}::{}", object.type_name.as_str());
    record(calls, module, &name, object.rows.iter(), object.in_requests);
}

fn record<'a>(
    calls: &mut BTreeSet<String>,
    module: &str,
    name: &str,
    rows: impl Iterator<Item = &'a Row>,
    settable: bool,
) {
    let (mut fields, mut setters) = (String::new(), String::new());
    for row in rows {
        let _ = write!(fields, "{} = {:?}, ", row.field.as_str(), row.name);
        let _ = write!(setters, "{} = {}, ", row.setter.as_str(), row.field.as_str());
        if let Some(enumeration) = enumeration_of(&row.kind) {
            calls.insert(enumeration_call(module, enumeration));
        }
    }
    calls.insert(format!("    fields!(checked, {name} {{ {fields}}});\n"));
    if settable {
        calls.insert(format!("    setters!({name} {{ {setters}}});\n"));
    }
}

fn enumeration_of(kind: &Kind) -> Option<&Enumeration> {
    match kind {
        Kind::Enumeration(enumeration) => Some(enumeration),
        Kind::List(item) | Kind::Map(item) => enumeration_of(item),
        _ => None,
    }
}

fn enumeration_call(module: &str, enumeration: &Enumeration) -> String {
    let name = format!("{module}::{}", enumeration.type_name.as_str());
    match &enumeration.values {
        EnumerationValues::Text(values) => {
            let variants = values.iter().fold(String::new(), |mut list, one| {
                let _ = write!(list, "{} = {:?}, ", one.variant.as_str(), one.wire);
                list
            });
            format!("    variants!({name}, as_str {{ {variants}}});\n")
        }
        EnumerationValues::Integer(values) => {
            let variants = values.iter().fold(String::new(), |mut list, one| {
                let _ = write!(list, "{} = {}, ", one.variant.as_str(), one.wire);
                list
            });
            format!("    variants!({name}, as_i64 {{ {variants}}});\n")
        }
    }
}
