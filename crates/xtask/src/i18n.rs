//! The words: every language has the same messages with the same parameters, and every error code
//! has its sentence.
//!
//! Fluent files are read by their outline only: a message starts at the first column, its lines are
//! indented. Whether each plural form of a language is there is asked of the Fluent library in the
//! tests of the interface; here it is enough that a selector has the forms its language needs.

use crate::Findings;
use pult_domain::ErrorCode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The languages, Russian first: it is the one the words are written in.
const LANGUAGES: [&str; 5] = ["ru", "en", "hu", "cs", "fr"];
/// The plural forms of whole numbers of each language besides the default (Unicode CLDR 46).
const FORMS: [(&str, &[&str]); 5] = [("ru", &["one", "few"]), ("en", &["one"]), ("hu", &["one"]), ("cs", &["one", "few"]), ("fr", &["one"])];

/// A message: the parameters it uses, and the forms of each selector in it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Message {
    parameters: BTreeSet<String>,
    /// Names of the variants of each selector; plural ones hold `one`, `few`, `many` or `two`.
    selectors: Vec<BTreeSet<String>>,
}

/// What is missing, left over or different.
pub(crate) fn check(root: &Path) -> Findings {
    let mut findings = Findings::new();
    let words: BTreeMap<&str, BTreeMap<String, Message>> = LANGUAGES.into_iter().map(|language| (language, read(root, language, &mut findings))).collect();
    let Some(russian) = words.get("ru") else { return findings };
    for (language, theirs) in &words {
        compare(language, russian, theirs, &mut findings);
        let forms = FORMS.iter().find(|(name, _)| name == language).map_or(&[][..], |(_, forms)| forms);
        for (key, message) in theirs {
            let plural = message.selectors.iter().filter(|variants| variants.iter().any(|name| ["one", "few", "many"].contains(&name.as_str())));
            for form in plural.flat_map(|variants| forms.iter().filter(|form| !variants.contains(**form))) {
                findings.push(format!("locales/{language}: {key} lacks the form [{form}]"));
            }
        }
        for code in ErrorCode::ALL {
            let name = format!("error-{}", code.as_str().replace('_', "-"));
            if !theirs.contains_key(&format!("errors.ftl/{name}")) {
                findings.push(format!("locales/{language}/errors.ftl: {name} is missing"));
            }
        }
    }
    findings
}

fn compare(language: &str, russian: &BTreeMap<String, Message>, theirs: &BTreeMap<String, Message>, findings: &mut Findings) {
    for (key, message) in russian {
        match theirs.get(key) {
            None => findings.push(format!("locales/{language}: {key} is missing")),
            Some(other) if other.parameters != message.parameters => {
                findings.push(format!("locales/{language}: {key} uses {:?}, in Russian {:?}", other.parameters, message.parameters));
            }
            Some(_) => {}
        }
    }
    for key in theirs.keys().filter(|key| !russian.contains_key(*key)) {
        findings.push(format!("locales/{language}: {key} is not in Russian"));
    }
}

/// All messages of a language by `file/id`.
fn read(root: &Path, language: &str, findings: &mut Findings) -> BTreeMap<String, Message> {
    let folder = format!("locales/{language}/");
    let mut messages = BTreeMap::new();
    for path in crate::files(root, folder.trim_end_matches('/'), &[".ftl"]) {
        let (Ok(text), Some(file)) = (crate::read(root, &path), path.strip_prefix(&folder)) else { continue };
        for (id, message) in outline(&text) {
            if messages.insert(format!("{file}/{id}"), message).is_some() {
                findings.push(format!("{path}: {id} stands there twice"));
            }
        }
    }
    if messages.is_empty() {
        findings.push(format!("locales/{language}: no words"));
    }
    messages
}

/// The messages of a file, with attributes as `id.attribute`.
fn outline(text: &str) -> Vec<(String, Message)> {
    let mut messages: Vec<(String, Message)> = Vec::new();
    let mut parent = String::new();
    for line in text.lines() {
        let trimmed = line.trim_start();
        if line.starts_with('#') || trimmed.is_empty() {
            continue;
        }
        let named = trimmed.split_once('=').map(|(id, _)| id.trim()).filter(|id| id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
        match named {
            Some(id) if trimmed.len() == line.len() => {
                parent = id.to_owned();
                messages.push((parent.clone(), Message::default()));
            }
            Some(attribute) if attribute.starts_with('.') => messages.push((format!("{parent}{attribute}"), Message::default())),
            _ => {}
        }
        let Some((_, message)) = messages.last_mut() else { continue };
        message.parameters.extend(parameters(line));
        if trimmed.contains("->") {
            message.selectors.push(BTreeSet::new());
        }
        // `[one] …` and `*[other] …`, alone on their line as Fluent wants them.
        let variant = trimmed.trim_start_matches('*').strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let (Some((name, _)), Some(selector)) = (variant, message.selectors.last_mut()) {
            selector.insert(name.trim().to_owned());
        }
    }
    messages
}

/// Names after `$`.
fn parameters(line: &str) -> impl Iterator<Item = String> + '_ {
    let names = line.split('$').skip(1).map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_').collect::<String>());
    names.filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_languages_say_the_same() {
        assert_eq!(check(&crate::workspace()), Findings::new());
    }

    #[test]
    fn a_missing_word_form_and_parameter_are_found() {
        let dir = tempfile::tempdir().expect("a folder");
        let errors: String = ErrorCode::ALL.iter().map(|code| format!("error-{} = !\n", code.as_str().replace('_', "-"))).collect();
        for language in LANGUAGES {
            let folder = dir.path().join("locales").join(language);
            std::fs::create_dir_all(&folder).expect("made");
            std::fs::write(folder.join("errors.ftl"), &errors).expect("written");
            let chats = "# Chats\nchats = { $count ->\n    [one] { $count } x\n    [few] { $count } x\n   *[many] { $count } x\n}\nclose = X\n    .title = Y\n";
            std::fs::write(folder.join("ui.ftl"), chats).expect("written");
        }
        assert_eq!(check(dir.path()), Findings::new());
        let hungarian = dir.path().join("locales/hu/ui.ftl");
        std::fs::write(&hungarian, "chats = { $counter } x\nclose = X\n    .title = Y\nextra = Z\n").expect("written");
        std::fs::write(dir.path().join("locales/cs/ui.ftl"), "chats = { $count ->\n    [one] x\n   *[other] x\n}\nclose = X\n").expect("written");
        std::fs::write(dir.path().join("locales/fr/errors.ftl"), "").expect("written");
        let found = check(dir.path()).join("\n");
        for expected in [
            "hu: ui.ftl/chats uses",
            "hu: ui.ftl/extra is not in Russian",
            "cs: ui.ftl/chats lacks the form [few]",
            "cs: ui.ftl/close.title is missing",
            "fr/errors.ftl: error-internal is missing",
        ] {
            assert!(found.contains(expected), "{expected} is not in\n{found}");
        }
    }
}
