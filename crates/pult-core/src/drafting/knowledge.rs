//! What the owner wrote down: canned replies, snippets, tone.

use super::json;
use crate::api::dto::{ApiError, CannedExpand, CannedSet, CannedText, CannedView, SnippetSet, SnippetView, SnippetsImport, SnippetsImported, ToneView};
use crate::core::Core;
use crate::sync::count;
use pult_assist::draft::{self, canned, locale_of, snippets};
use pult_domain::{CannedId, DraftManner, ErrorCode, Intent, Language, SnippetId};
use pult_store::{CannedRow, SnippetRow};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Under this key the store keeps the tone.
const TONE_KEY: &str = "tone";
/// Longest name, text, and file, in Unicode scalar values.
const TITLE_CHARS: usize = 120;
const TEXT_CHARS: usize = 4_000;
const FILE_CHARS: usize = 2_000_000;
/// Longest signature and style.
const SIGNATURE_CHARS: usize = 200;
const STYLE_CHARS: usize = 1_000;
/// Phrases of a canned reply at most.
const MOST_WORDS: usize = 30;
/// Snippets of an import that are shown.
const SHOWN: usize = 5;

/// How the shop speaks, and when it drafts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tone {
    manner: DraftManner,
    greet: bool,
    signature: String,
    style: String,
    pub(crate) enabled: bool,
    pub(crate) ahead: bool,
    pub(crate) models: bool,
}

impl Default for Tone {
    fn default() -> Self {
        Self { manner: DraftManner::Neutral, greet: true, signature: String::new(), style: String::new(), enabled: true, ahead: true, models: true }
    }
}

impl Tone {
    pub(super) fn for_drafts(&self) -> draft::Tone {
        draft::Tone { manner: self.manner, greet: self.greet, signature: self.signature.clone(), style: self.style.clone() }
    }
}

impl From<Tone> for ToneView {
    fn from(tone: Tone) -> Self {
        let Tone { manner, greet, signature, style, enabled, ahead, models } = tone;
        Self { manner, greet, signature, style, enabled, ahead, models }
    }
}

fn bounded(text: &str, chars: usize, what: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.chars().count() > chars {
        return Err(ApiError::new(ErrorCode::TextTooLong, format!("{what} has at most {chars} characters")));
    }
    Ok(text.to_owned())
}

fn some(text: &str, chars: usize, what: &str) -> Result<String, ApiError> {
    let text = bounded(text, chars, what)?;
    if text.is_empty() { Err(ApiError::new(ErrorCode::TextEmpty, format!("{what} is empty"))) } else { Ok(text) }
}

impl Core {
    pub(crate) async fn tone(&self) -> Result<Tone, ApiError> {
        Ok(self.store.setting(TONE_KEY).await?.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default())
    }

    pub(crate) async fn set_tone(&self, asked: ToneView) -> Result<ToneView, ApiError> {
        let tone = Tone {
            manner: asked.manner,
            greet: asked.greet,
            signature: bounded(&asked.signature, SIGNATURE_CHARS, "The signature")?,
            style: bounded(&asked.style, STYLE_CHARS, "The style")?,
            enabled: asked.enabled,
            ahead: asked.ahead,
            models: asked.models,
        };
        self.store.setting_set(TONE_KEY, &json(&tone)?).await?;
        self.store.knowledge_touch().await?;
        self.drafting.wakes.notify_one();
        Ok(tone.into())
    }

    pub(crate) async fn canned_views(&self) -> Result<Vec<CannedView>, ApiError> {
        Ok(self.store.canned().await?.into_iter().map(canned_view).collect())
    }

    pub(crate) async fn set_canned(&self, asked: CannedSet) -> Result<CannedView, ApiError> {
        let words: Vec<String> =
            asked.words.unwrap_or_default().iter().map(|word| word.trim().replace('\n', " ")).filter(|word| !word.is_empty()).take(MOST_WORDS).collect();
        let row = CannedRow {
            id: asked.canned.map_or(0, |canned| canned.0),
            title: some(&asked.title, TITLE_CHARS, "The name")?,
            text: some(&asked.text, TEXT_CHARS, "The reply")?,
            shortcut: bounded(asked.shortcut.as_deref().unwrap_or_default(), TITLE_CHARS, "The shortcut")?.trim_start_matches('/').to_owned(),
            language: asked.language.map(|language| language.as_str().to_owned()),
            intent: asked.intent.map(|intent| intent.as_str().to_owned()),
            words: words.join("\n"),
            used: 0,
        };
        let others = self.store.canned().await?;
        if others.iter().any(|other| other.id != row.id && clash(other, &row)) {
            return Err(ApiError::new(ErrorCode::CannedShortcutTaken, "Another canned reply has this shortcut"));
        }
        let id = self.store.canned_set(row).await?;
        let kept = self.store.canned().await?.into_iter().find(|row| row.id == id);
        kept.map(canned_view).ok_or_else(|| ApiError::missing(ErrorCode::CannedNotFound))
    }

    /// A canned reply as it reads in a chat.
    pub(crate) async fn expand_canned(self: &Arc<Self>, asked: CannedExpand) -> Result<CannedText, ApiError> {
        let text = match (asked.canned, asked.text) {
            (Some(CannedId(id)), _) => {
                let row = self.store.canned().await?.into_iter().find(|row| row.id == id);
                let row = row.ok_or_else(|| ApiError::missing(ErrorCode::CannedNotFound))?;
                self.store.canned_used(id).await?;
                row.text
            }
            (None, Some(text)) => bounded(&text, TEXT_CHARS, "The reply")?,
            (None, None) => return Err(ApiError::new(ErrorCode::InvalidRequest, "Either a canned reply or a text")),
        };
        let scene = self.scene(asked.chat).await?;
        let expanded = canned::expand(&scene.case, &text, locale_of(&scene.reading));
        Ok(CannedText { text: expanded.text, missing: expanded.missing })
    }

    pub(crate) async fn snippet_views(&self) -> Result<Vec<SnippetView>, ApiError> {
        Ok(self.store.snippets().await?.into_iter().map(snippet_view).collect())
    }

    pub(crate) async fn set_snippet(&self, asked: SnippetSet) -> Result<SnippetView, ApiError> {
        let row = SnippetRow {
            id: asked.snippet.map_or(0, |snippet| snippet.0),
            title: some(&asked.title, TITLE_CHARS, "The title")?,
            text: some(&asked.text, TEXT_CHARS, "The text")?,
            language: asked.language.map(|language| language.as_str().to_owned()),
            origin: String::new(),
        };
        let id = self.store.snippets_set(vec![row.clone()]).await?.first().copied().unwrap_or_default();
        Ok(snippet_view(SnippetRow { id, ..row }))
    }

    /// Reads a file of knowledge.
    pub(crate) async fn import_snippets(&self, asked: SnippetsImport) -> Result<SnippetsImported, ApiError> {
        if asked.contents.chars().count() > FILE_CHARS {
            return Err(ApiError::new(ErrorCode::FileTooLarge, "The file has at most 2,000,000 characters"));
        }
        if asked.contents.contains('\0') {
            return Err(ApiError::new(ErrorCode::FileKind, "The file is no text"));
        }
        let form = asked.form.unwrap_or_else(|| snippets::form_of(&asked.name));
        let origin: String = asked.name.chars().take(TITLE_CHARS).collect();
        let language = asked.language.map(|language| language.as_str().to_owned());
        let row = |(title, text): (String, String)| SnippetRow { id: 0, title, text, language: language.clone(), origin: origin.clone() };
        let rows: Vec<SnippetRow> = snippets::read_file(&asked.contents, form).into_iter().map(row).collect();
        if rows.is_empty() {
            return Err(ApiError::new(ErrorCode::FileEmpty, "Nothing was found in the file"));
        }
        let found = rows.len();
        let first = rows.iter().take(SHOWN).cloned().map(snippet_view).collect();
        if asked.dry != Some(true) {
            self.store.snippets_set(rows).await?;
            self.drafting.wakes.notify_one();
        }
        Ok(SnippetsImported { found: count(i64::try_from(found).unwrap_or(i64::MAX)), first })
    }
}

/// One shortcut may stand for the same reply in two languages, but not for two replies of one.
fn clash(one: &CannedRow, other: &CannedRow) -> bool {
    let apart = one.language.is_some() && other.language.is_some() && one.language != other.language;
    !one.shortcut.is_empty() && one.shortcut.to_lowercase() == other.shortcut.to_lowercase() && !apart
}

fn canned_view(row: CannedRow) -> CannedView {
    CannedView {
        canned: CannedId(row.id),
        title: row.title,
        text: row.text,
        shortcut: row.shortcut,
        language: row.language.as_deref().and_then(Language::parse),
        intent: row.intent.as_deref().and_then(Intent::parse),
        words: row.words.lines().map(str::to_owned).collect(),
        used: count(row.used),
    }
}

fn snippet_view(row: SnippetRow) -> SnippetView {
    SnippetView {
        snippet: SnippetId(row.id),
        title: row.title,
        text: row.text,
        language: row.language.as_deref().and_then(Language::parse),
        origin: row.origin,
    }
}
