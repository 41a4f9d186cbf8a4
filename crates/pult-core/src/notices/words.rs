//! What a call says.

use super::Note;
use crate::api::dto::Settings;
use crate::words::{Words, locale};
use pult_domain::notices::{Stage, Toast, Topic};
use pult_domain::{AccountId, AtMs, Priority};
use pult_store::AccountRow;
use std::collections::BTreeMap;

const MINUTE_MS: i64 = 60_000;
/// From here on hours are told instead of minutes: 90 minutes.
const HOURS_FROM: i64 = 90;

/// Puts calls into the owner's language.
pub(super) struct Speaker {
    words: Words,
    shops: BTreeMap<AccountId, String>,
    now: AtMs,
}

impl Speaker {
    pub(super) fn new(settings: &Settings, accounts: &[AccountRow], now: AtMs) -> Self {
        let shops = accounts.iter().map(|row| (row.id, row.name.clone())).collect();
        Self { words: Words::of(&locale(settings.locale.as_deref())), shops, now }
    }

    pub(super) fn note(&self, toast: &Toast) -> Note {
        let (title, body) = match &toast.topic {
            Topic::Chat { account, priority, stage, deadline, said } => {
                let shop = self.shops.get(account).map(String::as_str).unwrap_or_default();
                let about = [shop.to_owned(), self.time(*stage, *deadline)];
                let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
                match said {
                    Some(said) => {
                        let name = if said.customer.is_empty() { self.waits(*priority) } else { said.customer.clone() };
                        let text = if said.text.trim().is_empty() { self.words.say("notice-file", None) } else { said.text.clone() };
                        (name, format!("{text}\n{about}"))
                    }
                    None => (self.waits(*priority), about),
                }
            }
            Topic::Several(chats) => (self.number("notice-several", *chats), self.words.say("notice-several-body", None)),
            Topic::Held(chats) => (self.number("notice-held", *chats), self.words.say("notice-held-body", None)),
        };
        let pressing = matches!(toast.topic, Topic::Chat { stage: Stage::Breached, .. });
        let snooze = toast.opens.map(|_| self.words.say("notice-snooze", None));
        Note { place: toast.place, title, body, chat: toast.opens, open: self.words.say("notice-open", None), snooze, pressing }
    }

    fn waits(&self, priority: Priority) -> String {
        self.words.say(if priority == Priority::Urgent { "notice-waits-urgent" } else { "notice-waits" }, None)
    }

    fn number(&self, id: &str, number: usize) -> String {
        self.words.say(id, i64::try_from(number).ok())
    }

    fn time(&self, stage: Stage, deadline: Option<AtMs>) -> String {
        let Some(deadline) = deadline else { return String::new() };
        if stage == Stage::Breached {
            return self.words.say("notice-overdue", None);
        }
        // Rounded up: "0 minutes" would say that it is over.
        let minutes = (deadline.since_ms(self.now) + MINUTE_MS - 1).div_euclid(MINUTE_MS).max(1);
        if minutes >= HOURS_FROM { self.words.say("notice-left-hours", Some(minutes / 60)) } else { self.words.say("notice-left", Some(minutes)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::ChatId;
    use pult_domain::notices::{Place, Said};

    fn toast(said: Option<Said>, stage: Stage) -> Toast {
        let topic = Topic::Chat { account: AccountId(1), priority: Priority::Urgent, stage, deadline: Some(AtMs(30 * MINUTE_MS)), said };
        Toast { place: Place::Chat(ChatId(7)), opens: Some(ChatId(7)), topic }
    }

    fn speaker(locale: &str) -> Speaker {
        Speaker { words: Words::of(locale), shops: [(AccountId(1), "Глиняный дом".to_owned())].into(), now: AtMs(1) }
    }

    #[test]
    fn a_call_says_who_what_which_shop_and_how_long() {
        let said = Said { customer: "Анна".into(), text: "Чайник пришёл разбитый".into() };
        let note = speaker("ru").note(&toast(Some(said), Stage::Fresh));
        assert_eq!((note.title.as_str(), note.body.as_str()), ("Анна", "Чайник пришёл разбитый\nГлиняный дом · ответить за 30 минут"));
        let note = speaker("ru").note(&toast(None, Stage::Breached));
        assert_eq!((note.title.as_str(), note.body.as_str()), ("Срочный чат ждёт ответа", "Глиняный дом · срок ответа прошёл"));
        assert!(note.pressing);
    }

    #[test]
    fn every_language_has_every_word() {
        let topics = [Topic::Several(4), Topic::Held(1), Topic::Held(5)].map(|topic| Toast { place: Place::Summary, opens: None, topic });
        let silent = Said { customer: String::new(), text: String::new() };
        let chats = [Stage::Fresh, Stage::Half, Stage::Tenth, Stage::Breached].map(|stage| toast(Some(silent.clone()), stage));
        for locale in crate::settings::LOCALES {
            for toast in topics.iter().chain(&chats) {
                let note = speaker(locale).note(toast);
                let all = [note.title, note.body, note.open, note.snooze.unwrap_or_default()].join("\n");
                assert!(!all.contains("notice-") && !all.contains('{'), "{locale}: {all}");
            }
        }
    }
}
