//! What the owner set: one JSON value in the store, holding only differences from the defaults.

use crate::api::dto::{ApiError, KeyChoice, Settings, SettingsPatch};
use pult_domain::{ErrorCode, NoticeLevel};
use pult_store::Store;
use serde_json::{Map, Value};

const KEY: &str = "settings";

/// Longest time to undo a reply, in milliseconds.
const LONGEST_UNDO_MS: f64 = 60_000.0;

/// Sets of keys the window knows.
const KEY_PRESETS: [&str; 4] = ["pult", "gmail", "chatwoot", "plain"];

/// Bounds of the owner's keys: commands, keys of one, characters of a name or a key. The window has
/// some sixty commands with names of under thirty characters; the rest is room.
const MOST_COMMANDS: usize = 200;
const MOST_KEYS: usize = 4;
const LONGEST_KEY: usize = 40;

/// Languages of the interface, Russian first.
pub const LOCALES: [&str; 5] = ["ru", "en", "hu", "cs", "fr"];

impl Default for Settings {
    fn default() -> Self {
        Self {
            locale: None,
            theme: "system".into(),
            // 10 s: what owners know from their mail (experience 3.3).
            undo_ms: 10_000.0,
            enter_sends: false,
            hold_after_news: true,
            single_keys: true,
            onboarded: false,
            tray_explained: false,
            // Only what is urgent calls (experience 3.5, rule 6).
            notify_level: NoticeLevel::Urgent,
            notify_hide_content: false,
            notify_breaches_always: false,
            notify_muted_accounts: Vec::new(),
            notify_muted_queues: Vec::new(),
            autostart: false,
            key_preset: "pult".into(),
            own_keys: Vec::new(),
        }
    }
}

/// Reads the settings; a damaged or newer value falls back to the default of its field.
pub(crate) async fn load(store: &Store) -> Result<Settings, ApiError> {
    Ok(read(store.setting(KEY).await?))
}

fn read(kept: Option<String>) -> Settings {
    let fields = kept.and_then(|text| serde_json::from_str::<Map<String, Value>>(&text).ok()).unwrap_or_default();
    merged(&Settings::default(), fields)
}

/// Lays fields over settings, one by one, so that one bad field costs only itself.
fn merged(base: &Settings, fields: Map<String, Value>) -> Settings {
    fields.into_iter().fold(base.clone(), |settings, (field, value)| {
        let whole = serde_json::to_value(&settings).ok().and_then(|whole| match whole {
            Value::Object(mut whole) if whole.contains_key(&field) => {
                whole.insert(field, value);
                serde_json::from_value(Value::Object(whole)).ok()
            }
            _ => None,
        });
        whole.unwrap_or(settings)
    })
}

/// Changes some settings.
pub(crate) async fn change(store: &Store, patch: SettingsPatch) -> Result<Settings, ApiError> {
    let refuse = |what: &str| Err(ApiError::new(ErrorCode::InvalidRequest, format!("No such {what}")));
    if patch.locale.as_deref().is_some_and(|locale| !locale.is_empty() && !LOCALES.contains(&locale)) {
        return refuse("language");
    }
    if patch.theme.as_deref().is_some_and(|theme| !["light", "dark", "system"].contains(&theme)) {
        return refuse("theme");
    }
    if patch.undo_ms.is_some_and(|ms| !(0.0..=LONGEST_UNDO_MS).contains(&ms)) {
        return refuse("time to undo: 0 to 60,000 ms");
    }
    if patch.key_preset.as_deref().is_some_and(|preset| !KEY_PRESETS.contains(&preset)) {
        return refuse("set of keys");
    }
    if patch.own_keys.as_deref().is_some_and(|keys| !are_keys(keys)) {
        return refuse("keys");
    }
    let kept = store.setting_change(KEY, move |kept| Ok(differences(&patched(read(kept), patch)))).await?;
    Ok(read(Some(kept)))
}

/// The settings with what a patch changes of them.
fn patched(mut settings: Settings, patch: SettingsPatch) -> Settings {
    if let Some(locale) = patch.locale {
        settings.locale = Some(locale).filter(|locale| !locale.is_empty());
    }
    settings.theme = patch.theme.unwrap_or(settings.theme);
    settings.undo_ms = patch.undo_ms.unwrap_or(settings.undo_ms);
    settings.hold_after_news = patch.hold_after_news.unwrap_or(settings.hold_after_news);
    settings.enter_sends = patch.enter_sends.unwrap_or(settings.enter_sends);
    settings.single_keys = patch.single_keys.unwrap_or(settings.single_keys);
    settings.onboarded = patch.onboarded.unwrap_or(settings.onboarded);
    settings.tray_explained = patch.tray_explained.unwrap_or(settings.tray_explained);
    settings.notify_level = patch.notify_level.unwrap_or(settings.notify_level);
    settings.notify_hide_content = patch.notify_hide_content.unwrap_or(settings.notify_hide_content);
    settings.notify_breaches_always = patch.notify_breaches_always.unwrap_or(settings.notify_breaches_always);
    settings.notify_muted_accounts = patch.notify_muted_accounts.unwrap_or(settings.notify_muted_accounts);
    settings.notify_muted_queues = patch.notify_muted_queues.unwrap_or(settings.notify_muted_queues);
    settings.autostart = patch.autostart.unwrap_or(settings.autostart);
    settings.key_preset = patch.key_preset.unwrap_or(settings.key_preset);
    settings.own_keys = patch.own_keys.unwrap_or(settings.own_keys);
    settings
}

/// Whether keys have a shape that can be kept. Which commands exist and what fits together is the window's
/// to know: a core that knew them too would refuse the keys of a newer window.
fn are_keys(choices: &[KeyChoice]) -> bool {
    let short = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST_KEY && !text.chars().any(char::is_control);
    let mut commands: Vec<&str> = choices.iter().map(|choice| choice.command.as_str()).collect();
    commands.sort_unstable();
    choices.len() <= MOST_COMMANDS
        && commands.is_sorted_by(|one, next| one < next)
        && choices.iter().all(|choice| short(&choice.command) && choice.keys.len() <= MOST_KEYS && choice.keys.iter().all(|key| short(key)))
}

fn differences(settings: &Settings) -> String {
    let as_map = |s: &Settings| match serde_json::to_value(s) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    };
    let defaults = as_map(&Settings::default());
    let kept: Map<String, Value> = as_map(settings).into_iter().filter(|(field, value)| defaults.get(field) != Some(value)).collect();
    Value::Object(kept).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::SystemClock;
    use std::sync::Arc;

    #[tokio::test]
    async fn two_changes_at_once_are_both_kept() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
        for on in [true, false].repeat(8) {
            let patch = |field: &str| serde_json::from_value::<SettingsPatch>(serde_json::json!({ field: on })).unwrap();
            let (one, other) = tokio::join!(change(&store, patch("enter_sends")), change(&store, patch("autostart")));
            one.and(other).unwrap();
            let kept = load(&store).await.unwrap();
            assert_eq!((kept.enter_sends, kept.autostart), (on, on));
        }
    }

    #[test]
    fn one_damaged_field_costs_only_itself() {
        let fields = serde_json::json!({"theme": 7, "undo_ms": 5000.0, "of_a_newer_version": true});
        let Value::Object(fields) = fields else { panic!("an object") };
        let read = merged(&Settings::default(), fields);
        assert_eq!((read.theme.as_str(), read.undo_ms), ("system", 5000.0));
    }

    #[test]
    fn keys_are_kept_only_in_a_shape_that_can_be_read_back() {
        let choice = |command: &str, keys: &[&str]| KeyChoice { command: command.into(), keys: keys.iter().map(|key| (*key).into()).collect() };
        assert!(are_keys(&[choice("done", &["Mod+d", "g e"]), choice("a-command-of-tomorrow", &[])]));
        assert!(!are_keys(&[choice("done", &["e"]), choice("done", &["d"])]), "one command twice");
        assert!(!are_keys(&[choice("", &["e"])]));
        assert!(!are_keys(&[choice("done", &["e\n"])]));
        assert!(!are_keys(&[choice("done", &["a", "b", "c", "d", "e"])]));
        assert!(!are_keys(&[choice("done", &[&"x".repeat(41)])]));
    }

    #[test]
    fn there_are_ten_seconds_to_undo() {
        assert_eq!(Settings::default().undo_ms, 10_000.0);
    }

    #[test]
    fn only_differences_are_kept() {
        assert_eq!(differences(&Settings::default()), "{}");
        assert_eq!(differences(&Settings { enter_sends: true, ..Settings::default() }), r#"{"enter_sends":true}"#);
    }
}
