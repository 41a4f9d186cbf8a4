//! The arrows between the crates, read from their manifests:
//!
//! ```text
//! domain <- store | connectors | assist <- core <- server <- cli | pult (the window) | tests
//! sim -> domain only; only cli, pult and tests may start it
//! ```
//!
//! An arrow in a drawing holds until the first hurried afternoon; this one is a test.

use crate::Findings;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

/// Which of our crates a crate may know.
const ARROWS: [(&str, &[&str]); 12] = [
    ("pult-domain", &[]),
    // One foreign function; whoever holds much memory may give it back.
    ("pult-heap", &[]),
    ("pult-store", &["pult-domain", "pult-heap"]),
    ("pult-connectors", &["pult-domain"]),
    ("pult-assist", &["pult-domain"]),
    ("pult-sim", &["pult-domain"]),
    ("pult-core", &["pult-domain", "pult-store", "pult-connectors", "pult-assist"]),
    ("pult-server", &["pult-domain", "pult-core"]),
    // A text is classified or guarded from a terminal without any data folder, so without the core.
    ("pult-cli", &["pult-domain", "pult-assist", "pult-core", "pult-server", "pult-sim"]),
    ("pult", &["pult-domain", "pult-heap", "pult-core", "pult-server", "pult-sim"]),
    ("xtask", &["pult-domain", "pult-core"]),
    ("pult-tests", &["pult-domain", "pult-store", "pult-connectors", "pult-core", "pult-server", "pult-sim", "pult-cli", "pult-assist"]),
];

/// Parts that belong to some crates alone, matched by the beginning of their names.
const ROOMS: [(&str, &[&str]); 7] = [
    ("tauri", &["pult"]),
    ("notify-rust", &["pult"]),
    ("sqlx", &["pult-store", "pult-tests"]),
    ("libsqlite3", &["pult-store", "pult-tests"]),
    ("reqwest", &["pult-connectors", "pult-assist", "pult-server", "pult-sim", "pult-tests"]),
    ("axum", &["pult-server", "pult-sim", "pult-tests"]),
    ("keyring", &["pult-core", "pult-tests"]),
];

/// What the rules of the trade may never need: they are pure.
const NOT_IN_DOMAIN: [&str; 5] = ["tokio", "async", "futures", "tracing", "rand"];

/// Arrows that point the wrong way and parts in the wrong room.
pub(crate) fn check(root: &Path) -> Findings {
    match manifests(root) {
        Ok(crates) => judge(&crates),
        Err(error) => vec![format!("layers: {error}")],
    }
}

fn judge(crates: &BTreeMap<String, Vec<String>>) -> Findings {
    let mut findings = Findings::new();
    for (name, parts) in crates {
        let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| known == name) else {
            findings.push(format!("{name} has no place in the drawing yet: add it to crates/xtask/src/layers.rs"));
            continue;
        };
        for part in parts {
            if crates.contains_key(part) && part != name && !allowed.contains(&part.as_str()) {
                findings.push(format!("{name} may not know {part}"));
            }
            if let Some((room, _)) = ROOMS.iter().find(|(room, owners)| part.starts_with(room) && !owners.contains(&name.as_str())) {
                findings.push(format!("{name} may not use {part}: {room} belongs elsewhere"));
            }
            if name == "pult-domain" && NOT_IN_DOMAIN.iter().any(|impure| part.starts_with(impure)) {
                findings.push(format!("{name} may not use {part}: the rules are pure"));
            }
        }
    }
    findings
}

/// Each of our crates with everything it depends on, tests and build included.
fn manifests(root: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let asked =
        Command::new(cargo).args(["metadata", "--no-deps", "--format-version", "1", "--offline", "--manifest-path"]).arg(root.join("Cargo.toml")).output();
    let answer = asked.map_err(|error| format!("cargo metadata: {error}"))?;
    if !answer.status.success() {
        return Err(String::from_utf8_lossy(&answer.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&answer.stdout).map_err(|error| error.to_string())?;
    let names = |list: Option<&Value>| -> Vec<String> {
        let list = list.and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|part| part.get("name").and_then(Value::as_str)).map(str::to_owned).collect()
    };
    let packages = metadata.get("packages").and_then(Value::as_array).ok_or("no packages")?;
    let of = |package: &Value| Some((package.get("name")?.as_str()?.to_owned(), names(package.get("dependencies"))));
    Ok(packages.iter().filter_map(of).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrows_hold() {
        let crates = manifests(&crate::workspace()).expect("cargo tells");
        assert!(crates.len() >= ARROWS.len(), "all crates are looked at: {:?}", crates.keys());
        assert_eq!(judge(&crates), Findings::new());
    }

    #[test]
    fn wrong_arrows_are_found() {
        let drawn = |list: &[(&str, &[&str])]| list.iter().map(|(name, parts)| ((*name).to_owned(), parts.iter().map(|p| (*p).to_owned()).collect())).collect();
        let wrong = drawn(&[
            ("pult-domain", &["serde", "tokio"]),
            ("pult-store", &["pult-domain", "reqwest"]),
            ("pult-core", &["pult-sim", "tauri-plugin-window-state"]),
            ("pult-sim", &[]),
            ("pult-site", &[]),
        ]);
        let found = judge(&wrong);
        let expected = [
            "pult-core may not know pult-sim",
            "pult-core may not use tauri-plugin",
            "pult-domain may not use tokio",
            "pult-site has no place",
            "pult-store may not use reqwest",
        ];
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for words in expected {
            assert!(found.iter().any(|finding| finding.starts_with(words)), "{words} is not in {found:?}");
        }
    }
}
