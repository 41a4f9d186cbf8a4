//! `ui/src/api/bindings.ts`: the words and operations in TypeScript, written from the Rust types.
//!
//! The file is committed, so that the interface builds without Rust; a test refuses a stale one.

use crate::Findings;
use pult_core::api::table::{OPERATIONS, visit_types};
use pult_core::dto::{ApiError, CoreChange};
use pult_domain::{ErrorCode, Tag};
use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use ts_rs::{Config, TS, TypeVisitor};

const FILE: &str = "ui/src/api/bindings.ts";

/// Writes the file.
pub(crate) fn write(root: &Path) -> Findings {
    let path = root.join(FILE);
    let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, bindings()));
    written.err().map(|error| format!("{FILE}: {error}")).into_iter().collect()
}

/// Whether the file is what would be written now.
pub(crate) fn check(root: &Path) -> Findings {
    match crate::read(root, FILE) {
        Ok(text) if text == bindings() => Vec::new(),
        Ok(_) => vec![format!("{FILE} is stale: run `cargo xtask bindings`")],
        Err(error) => vec![error],
    }
}

/// Every type that can cross the border, each declared once, by name: ts-rs names the parts of a
/// type in another order after every build.
struct Declarations {
    config: Config,
    seen: HashSet<TypeId>,
    by_name: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        // Only declared types have a file of their own in ts-rs; numbers and lists have none.
        if T::output_path().is_some() {
            let declared = format!("{}export {}", T::docs().unwrap_or_default(), T::decl(&self.config));
            self.by_name.insert(T::ident(&self.config), laid_out(&declared));
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

fn bindings() -> String {
    let mut types = Declarations { config: Config::new(), seen: HashSet::new(), by_name: BTreeMap::new() };
    visit_types(&mut types);
    types.visit::<CoreChange>();
    types.visit::<ApiError>();
    let mut text = String::from("// Written by `cargo xtask bindings` from the table of operations. Do not edit.\n\n");
    types.by_name.values().for_each(|declaration| text.push_str(declaration));

    text.push_str("\n/** Every operation with its request and its answer. */\nexport interface Operations {\n");
    for operation in OPERATIONS {
        let (request, response) = ((operation.request)(&types.config), (operation.response)(&types.config));
        let _ = writeln!(text, "  /** {} */\n  {}: {{ request: {request}; response: {response} }};", operation.doc, operation.name);
    }
    text.push_str("}\n\n/** What an operation reads (stale after a change of it) and what it changes. */\nexport const operationTags = {\n");
    for operation in OPERATIONS {
        let _ = writeln!(text, "  {}: {{ reads: [{}], touches: [{}] }},", operation.name, tags(operation.reads), tags(operation.touches));
    }
    text.push_str("} as const satisfies Record<keyof Operations, { reads: readonly Tag[]; touches: readonly Tag[] }>;\n\n");
    text.push_str("/** Every error code, for the words of each. */\nexport const errorCodes = [\n");
    for code in ErrorCode::ALL {
        let _ = writeln!(text, "  \"{code}\",");
    }
    text.push_str("] as const satisfies readonly ErrorCode[];\n");
    text
}

/// A declaration of ts-rs with each comment on one line and each field on its own: a comment that
/// speaks of `locales/*/errors.ftl` would otherwise end in the middle.
fn laid_out(declared: &str) -> String {
    let (mut text, mut words, mut depth) = (String::new(), Vec::new(), 0_usize);
    for line in declared.lines() {
        if line == "/**" {
            words.clear();
        } else if line == " */" {
            let _ = writeln!(text, "{}/** {} */", "  ".repeat(depth), words.join(" ").replace("*/", "*\u{2215}"));
        } else if let Some(comment) = line.strip_prefix(" *") {
            words.push(comment.trim());
        } else {
            let line = line.trim_end().replace("Record<symbol, never>", "Record<string, never>");
            // The end of a union stands on the line of its last field and stays there.
            let (line, closed) = line.strip_suffix(" };").filter(|_| depth > 0).map_or((line.as_str(), false), |fields| (fields, true));
            let _ = writeln!(text, "{}{line}", "  ".repeat(depth));
            if closed {
                depth = 0;
                text.push_str("};\n");
            } else if line.ends_with('{') {
                depth = 1;
            }
        }
    }
    text
}

fn tags(tags: &[Tag]) -> String {
    tags.iter().map(|tag| format!("\"{}\"", tag.as_str())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_bindings_are_fresh() {
        assert_eq!(check(&crate::workspace()), Findings::new());
    }

    #[test]
    fn no_number_is_a_bigint() {
        let text = bindings();
        assert!(!text.contains("bigint"), "JSON gives numbers");
        assert!(text.contains("export type ChatId = number;"));
        assert!(text.contains("chat_list: { request: ChatListQuery; response: ChatPage };"));
    }

    #[test]
    fn a_stale_file_is_found() {
        let dir = tempfile::tempdir().expect("a folder");
        assert_eq!(check(dir.path()).len(), 1, "a missing file is a finding");
        assert_eq!(write(dir.path()), Findings::new());
        assert_eq!(check(dir.path()), Findings::new());
        std::fs::write(dir.path().join(FILE), "// by hand").expect("written");
        assert_eq!(check(dir.path()).len(), 1);
    }
}
