//! The words of toasts, the tray, explanations and refusals: the same Fluent files as the window's.

mod sla;
mod when;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use std::sync::Arc;

macro_rules! shipped {
    ($($locale:literal),+) => {
        fn sources(locale: &str) -> [&'static str; 7] {
            match locale {
                $($locale => [
                    include_str!(concat!("../../../locales/", $locale, "/tray.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/sla.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/analysis.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/guard.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/notices.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/paper.ftl")),
                    include_str!(concat!("../../../locales/", $locale, "/errors.ftl")),
                ],)+
                _ => [""; 7],
            }
        }
    };
}
shipped!("ru", "en", "hu", "cs", "fr");

/// The words of one language.
#[derive(Clone)]
pub struct Words(Arc<FluentBundle<FluentResource>>);

impl Words {
    /// The words of a language; of an unknown one, Russian.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let locale = if crate::settings::LOCALES.contains(&locale) { locale } else { "ru" };
        let mut bundle = FluentBundle::new_concurrent(locale.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        for source in sources(locale) {
            // The files ship with the program and are parsed by a test; a broken line costs only itself.
            let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(partial, _)| partial);
            // Two equal ids: the first stays, a test refuses it.
            let _ = bundle.add_resource(resource);
        }
        Self(Arc::new(bundle))
    }

    /// The message of that id with a number in it; the id itself where there is none.
    #[must_use]
    pub fn say(&self, id: &str, number: Option<i64>) -> String {
        let mut args = FluentArgs::new();
        if let Some(number) = number {
            args.set("count", number);
        }
        self.format(id, &args)
    }

    /// The message of that id with its parameters; the id itself where there is none.
    #[must_use]
    pub fn say_of(&self, id: &str, params: &std::collections::BTreeMap<String, String>) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in params {
            args.set(name.as_str(), value.as_str());
        }
        self.format(id, &args)
    }

    fn format(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let pattern = self.0.get_message(id).and_then(|message| message.value());
        pattern.map_or_else(|| id.to_owned(), |pattern| self.0.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }
}

/// The language to speak: the setting, else the system's, else Russian.
#[must_use]
pub fn locale(setting: Option<&str>) -> String {
    let system = || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let wanted = setting.map(str::to_owned).or_else(system).unwrap_or_default();
    let language = wanted.split(['_', '-', '.']).next().unwrap_or_default().to_lowercase();
    if crate::settings::LOCALES.contains(&language.as_str()) { language } else { "ru".into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_says_every_tray_word() {
        for locale in crate::settings::LOCALES {
            for source in sources(locale) {
                FluentResource::try_new(source.to_owned()).expect("the file parses");
            }
            for id in [
                "tray-open",
                "tray-pause",
                "tray-resume",
                "tray-quit",
                "tray-unread",
                "tray-hidden-title",
                "tray-hidden-body",
                "browser-login-done",
                "browser-login-failed",
            ] {
                assert_ne!(Words::of(locale).say(id, Some(3)), id, "{locale} has no words for {id}");
            }
        }
    }
}
