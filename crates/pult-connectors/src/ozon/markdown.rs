//! From the Markdown of a message to plain text and attachments.
//!
//! Only two forms are documented by example: `[ text ](address)` (history, 2026-09) and pictures
//! as `![](address)`. Everything else stays as it is written: to a buyer's asterisk nothing is done.
//! Links become "text (address)", so that the owner sees where they lead; pictures and files that
//! lie with Ozon become attachments, others stay links, for nothing is fetched from strangers.

use pult_domain::AttachmentKind;

/// What one piece of `data` holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) files: Vec<File>,
}

/// A picture or file, by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct File {
    pub(super) url: String,
    pub(super) name: Option<String>,
    pub(super) kind: AttachmentKind,
}

/// Longest address taken as one, in bytes.
const LONGEST_URL: usize = 4_096;

/// Reads a piece. `lies_here` says whether an address is one of Ozon's files; `picture` that the
/// message is one, so that a bare address of a file is it.
pub(super) fn read(markdown: &str, picture: bool, lies_here: &dyn Fn(&str) -> bool) -> Content {
    let mut content = Content::default();
    let bare = markdown.trim();
    if picture && lies_here(bare) {
        content.files.push(File { url: bare.to_owned(), name: None, kind: AttachmentKind::Image });
        return content;
    }
    let mut rest = markdown;
    while let Some(at) = rest.find('[') {
        let (before, bracket) = rest.split_at(at);
        let Some((words, url, after)) = link(bracket) else {
            content.text.push_str(before);
            content.text.push('[');
            rest = bracket.strip_prefix('[').unwrap_or_default();
            continue;
        };
        let shown = before.strip_suffix('!');
        if lies_here(url) {
            content.text.push_str(shown.unwrap_or(before));
            let kind = if shown.is_some() || picture { AttachmentKind::Image } else { AttachmentKind::File };
            content.files.push(File { url: url.to_owned(), name: Some(words.to_owned()).filter(|words| !words.is_empty()), kind });
        } else {
            content.text.push_str(shown.unwrap_or(before));
            content.text.push_str(&plain(words, url));
        }
        rest = after;
    }
    content.text.push_str(rest);
    if !content.files.is_empty() {
        content.text = content.text.trim().to_owned();
    }
    content
}

/// `[words](address)` at the start of a text, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    // Looked for no further than either may reach: a text of nothing but brackets would else be
    // gone through once for each of them.
    let text = text.strip_prefix('[')?;
    let (words, _) = text.split_at_checked(text.find(['[', '\n']).unwrap_or(text.len()))?;
    let (words, _) = words.split_once("](")?;
    let rest = text.strip_prefix(words)?.strip_prefix("](")?;
    let begins = rest.trim_start();
    if !begins.starts_with("http://") && !begins.starts_with("https://") {
        return None;
    }
    let end = rest.bytes().take(LONGEST_URL + 1).position(|byte| byte == b')')?;
    let (url, after) = rest.split_at_checked(end)?;
    let (url, after) = (url.trim(), after.strip_prefix(')')?);
    let fits = url.len() <= LONGEST_URL && !url.contains(char::is_whitespace);
    fits.then_some((words.trim(), url, after))
}

fn plain(words: &str, url: &str) -> String {
    if words.is_empty() || words == url { url.to_owned() } else { format!("{words} ({url})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ozon(url: &str) -> bool {
        url.starts_with("https://files.ozon/")
    }

    fn read(markdown: &str, picture: bool) -> Content {
        super::read(markdown, picture, &ozon)
    }

    #[test]
    fn links_stay_readable_and_files_become_attachments() {
        let table = [
            ("Добрый день", "Добрый день"),
            ("на данную [ модель ](https://www.ozon.ru/p) телефона?", "на данную модель (https://www.ozon.ru/p) телефона?"),
            ("[https://a.b](https://a.b)", "https://a.b"),
            ("[](https://a.b)!", "https://a.b!"),
            ("![чек](https://evil.example/x.png)", "чек (https://evil.example/x.png)"),
            ("a [b] (c) [d](e) [", "a [b] (c) [d](e) ["),
            ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
            ("**важно** [1](http://a.b) [2](https://a.c)", "**важно** 1 (http://a.b) 2 (https://a.c)"),
        ];
        for (markdown, text) in table {
            assert_eq!(read(markdown, false), Content { text: text.into(), files: vec![] }, "{markdown}");
        }
        let found = read("Вот ![](https://files.ozon/1.jpg) и [счёт.pdf](https://files.ozon/2)", false);
        assert_eq!(found.text, "Вот  и");
        let files: Vec<_> = found.files.iter().map(|file| (file.url.as_str(), file.name.as_deref(), file.kind)).collect();
        assert_eq!(files, [("https://files.ozon/1.jpg", None, AttachmentKind::Image), ("https://files.ozon/2", Some("счёт.pdf"), AttachmentKind::File)]);
        assert_eq!(read(" https://files.ozon/3 ", true).files.len(), 1);
        assert_eq!(read("https://files.ozon/3", false).text, "https://files.ozon/3");
        assert_eq!(read("[фото](https://files.ozon/4)", true).files[0].kind, AttachmentKind::Image);
    }

    /// Once for each bracket this would be some 10^12 steps.
    #[test]
    fn a_text_of_nothing_but_brackets_is_gone_through_once() {
        for (piece, times) in [("[", 1_000_000), ("[](", 1_000_000), ("[a](https://b", 10_000)] {
            let text = piece.repeat(times);
            assert_eq!(read(&text, false).text.len(), text.len());
        }
    }

    proptest! {
        #[test]
        fn text_without_brackets_is_not_touched(text in "[^\\[]*") {
            prop_assert_eq!(read(&text, false).text, text);
        }

        #[test]
        fn nothing_breaks_it(text in "[\\[\\]()!a-zа-я :/\n]*") {
            let content = read(&text, true);
            prop_assert!(content.files.iter().all(|file| ozon(&file.url)));
        }
    }
}
