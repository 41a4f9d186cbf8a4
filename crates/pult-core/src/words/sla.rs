//! A verdict in one sentence of the owner's language.

use super::Words;
use fluent_bundle::FluentArgs;
use pult_domain::sla::{Step, Urgency, Verdict};
use pult_domain::{Intent, Priority};

impl Words {
    /// Why a message must be answered by then, in one sentence. With the message's text the words
    /// that decided are its own, otherwise they are left out. With `now`, as the shop writes it,
    /// near days are told by their names.
    #[must_use]
    pub fn why(&self, verdict: &Verdict, text: Option<&str>, now: Option<&str>) -> String {
        // A meaning that found its rule says why another rule's words did not count.
        let meant = verdict.steps.iter().any(|step| matches!(step, Step::Meant { .. }));
        let said = |step: &&Step| match step {
            Step::Received { .. } | Step::Deadline { .. } => false,
            Step::Outweighed { .. } => !meant,
            _ => true,
        };
        let clauses = verdict.steps.iter().filter(said);
        let why = clauses.map(|step| self.step(step, text, now)).collect::<Vec<_>>().join("; ");
        let at = verdict.steps.iter().find_map(|step| if let Step::Deadline { at, .. } = step { Some(self.when(at, now)) } else { None }).unwrap_or_default();
        let sentence = self.with("sla-summary", &[("level", &self.level(verdict.priority)), ("at", &at), ("why", &why)]);
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// One step of a decision, as a clause.
    #[must_use]
    pub fn step(&self, step: &Step, text: Option<&str>, now: Option<&str>) -> String {
        let said = |start: &Option<u32>, end: &Option<u32>| text.zip(start.zip(*end)).map(|(text, (start, end))| cut(text, start, end));
        match step {
            Step::Received { at, .. } => self.with("sla-step-received", &[("at", &self.when(at, now))]),
            Step::Negated { rule, phrase } => self.with("sla-step-negated", &[("rule", &self.rule(rule, "")), ("words", &short(phrase))]),
            Step::Calmed { rule, phrase, by } => self.with("sla-step-calmed", &[("rule", &self.rule(rule, "")), ("words", &short(phrase)), ("by", &short(by))]),
            Step::Outweighed { rule, phrase, intent, percent } => self.with(
                "sla-step-outweighed",
                &[("rule", &self.rule(rule, "")), ("words", &short(phrase)), ("intent", &self.intent(*intent)), ("sure", &self.sure(*percent))],
            ),
            Step::Meant { rule, name, intent, percent, level, minutes } => {
                let (rule, intent, sure) = (self.rule(rule, name), self.intent(*intent), self.sure(*percent));
                self.with(
                    "sla-step-meant",
                    &[("rule", &rule), ("intent", &intent), ("sure", &sure), ("level", &self.level(*level)), ("time", &self.time(*minutes))],
                )
            }
            Step::Rule { rule, name, start, end, level, minutes, .. } => {
                let (rule, level, time) = (self.rule(rule, name), self.level(*level), self.time(*minutes));
                match said(start, end) {
                    Some(words) => self.with("sla-step-rule", &[("rule", &rule), ("words", &words), ("level", &level), ("time", &time)]),
                    None => self.with("sla-step-rule-plain", &[("rule", &rule), ("level", &level), ("time", &time)]),
                }
            }
            Step::NoRule { level, minutes } => self.with("sla-step-no-rule", &[("level", &self.level(*level)), ("time", &self.time(*minutes))]),
            Step::Urgency { urgency, level, minutes } => {
                let id = if *urgency == Urgency::Critical { "sla-step-urgency-critical" } else { "sla-step-urgency-high" };
                self.with(id, &[("level", &self.level(*level)), ("time", &self.time(*minutes))])
            }
            Step::Dispute { level, minutes } => self.with("sla-step-dispute", &[("level", &self.level(*level)), ("time", &self.time(*minutes))]),
            Step::Raised { reason, level, minutes, .. } => {
                self.with("sla-step-raised", &[("reason", &self.off(reason.as_str())), ("level", &self.level(*level)), ("time", &self.time(*minutes))])
            }
            Step::OffIgnored { reason } => self.with("sla-step-off-ignored", &[("reason", &self.off(reason.as_str()))]),
            Step::Paused { until, .. } => self.with("sla-step-paused", &[("until", &self.when(until, now))]),
            Step::Deadline { at, .. } => self.with("sla-step-deadline", &[("at", &self.when(at, now))]),
        }
    }

    /// A level in words.
    #[must_use]
    pub fn level(&self, level: Priority) -> String {
        self.say(&format!("sla-level-{}", level.as_str()), None)
    }

    /// What a message is about, in words.
    #[must_use]
    pub fn intent(&self, intent: Intent) -> String {
        self.say(&format!("intent-{}", intent.as_str().replace('_', "-")), None)
    }

    /// How sure something is, in words: nobody weighs 71 against 74 hundredths.
    #[must_use]
    pub fn sure(&self, percent: u8) -> String {
        let word = match percent {
            80.. => "sure",
            60..80 => "likely",
            _ => "maybe",
        };
        self.say(&format!("analysis-{word}"), None)
    }

    /// A rule's name: the owner's, or the built-in one.
    fn rule(&self, id: &str, name: &str) -> String {
        if !name.is_empty() {
            return name.to_owned();
        }
        let key = format!("sla-rule-{}", id.replace('_', "-"));
        let said = self.say(&key, None);
        if said == key { id.to_owned() } else { said }
    }

    fn off(&self, reason: &str) -> String {
        self.say(&format!("sla-off-{}", reason.replace('_', "-")), None)
    }

    fn time(&self, minutes: u32) -> String {
        if minutes >= 60 && minutes.is_multiple_of(60) {
            self.say("sla-hours", Some(i64::from(minutes / 60)))
        } else {
            self.say("sla-minutes", Some(i64::from(minutes)))
        }
    }

    fn with(&self, id: &str, values: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), (*value).to_owned());
        }
        self.format(id, &args)
    }
}

/// Built-in phrases name dozens of words; the first few say enough.
fn short(phrase: &str) -> String {
    const WORDS: usize = 3;
    let first: Vec<&str> = phrase.split('|').take(WORDS).collect();
    let more = if phrase.split('|').nth(WORDS).is_some() { "…" } else { "" };
    format!("{}{more}", first.join(", ").replace(['*', '=', '~'], ""))
}

fn cut(text: &str, start: u32, end: u32) -> String {
    let (start, end) = (usize::try_from(start).unwrap_or(0), usize::try_from(end).unwrap_or(0));
    text.chars().skip(start).take(end.saturating_sub(start)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::AtMs;
    use pult_domain::reading::{Confidence, INTENTS, Language, Reading, Sentiment};
    use pult_domain::sla::{Letter, Memory, OffHours, SlaPolicy};

    #[test]
    fn every_language_says_every_step() {
        let text = "где мой заказ? чайник пришёл разбитый";
        for off_hours in OffHours::ALL {
            let judge = SlaPolicy { off_hours: *off_hours, ..SlaPolicy::default() }.ready().expect("a policy");
            let night = AtMs(1_795_200_000_000 + 20 * 3_600_000);
            let letter = Letter { urgency: Urgency::Critical, ..Letter::new(text, night) };
            let others = [letter, Letter { text: "не брак", ..letter }, Letter { dispute: true, ..letter }];
            let verdicts = others.map(|letter| judge.verdict(&mut Memory::default(), &letter));
            for locale in crate::settings::LOCALES {
                for verdict in &verdicts {
                    let sentence = Words::of(locale).why(verdict, Some(letter.text), None);
                    assert!(!sentence.contains("sla-") && !sentence.contains('{') && !sentence.contains('$'), "{locale}: {sentence}");
                }
            }
        }
    }

    #[test]
    fn the_sentence_says_when_the_meaning_decided() {
        let judge = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() }.ready().expect("a policy");
        let noon: AtMs = AtMs(1_795_165_200_000);
        let why = |text: &str, intent: Intent, share: f32| {
            let mut intents = [(1.0 - share) / (INTENTS - 1) as f32; INTENTS];
            *intents.get_mut(intent.index()).expect("a column") = share;
            let confidence = Confidence { language: 1.0, intent: share, sentiment: 1.0, urgency: 1.0 };
            let reading = Reading { language: Language::Ru, intent, sentiment: Sentiment::Neutral, urgency: Urgency::Normal, confidence, intents };
            let verdict = judge.verdict(&mut Memory::default(), &Letter { reading: Some(&reading), ..Letter::new(text, noon) });
            crate::settings::LOCALES.map(|locale| Words::of(locale).why(&verdict, Some(text), None))
        };
        let found = why("лепестки вверх ногами", Intent::ReturnRefund, 0.97);
        assert!(found.iter().any(|said| said.contains("по смыслу: возврат, уверенно (правило «Возврат»)")), "{found:?}");
        let set_aside = why("разбит", Intent::ProductQuestion, 0.99);
        assert!(
            set_aside.iter().any(|said| said.contains("правило «Брак и поломка» не сработало") && said.contains("по смыслу: вопрос о товаре")),
            "{set_aside:?}"
        );
        for said in found.iter().chain(&set_aside) {
            assert!(!said.contains("analysis-") && !said.contains("intent-") && !said.contains("sla-") && !said.contains('{'), "{said}");
        }
    }

    #[test]
    fn the_sentence_says_that_it_is_a_dispute() {
        let judge = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() }.ready().expect("a policy");
        let noon: AtMs = AtMs(1_795_165_200_000);
        let why = |text: &str| {
            let verdict = judge.verdict(&mut Memory::default(), &Letter { dispute: true, ..Letter::new(text, noon) });
            Words::of("ru").why(&verdict, None, Some(&judge.hours().written(noon)))
        };
        let said = "это спор, решает арбитр площадки: срочно, 30 минут";
        assert_eq!(why("Добрый день"), format!("Срочно, срок ответа сегодня в 12:30: ни одно правило не подошло: обычно, 24 часа; {said}"));
        assert!(why("Верните деньги").ends_with(said), "also where a rule alone would have been as quick");
    }

    #[test]
    fn the_sentence_quotes_the_buyer_and_names_the_time() {
        let judge = SlaPolicy { off_hours: OffHours::Ignore, ..SlaPolicy::default() }.ready().expect("a policy");
        let text = "Здравствуйте! Чайник пришёл разбитый";
        let noon: AtMs = AtMs(1_795_165_200_000);
        let verdict = judge.verdict(&mut Memory::default(), &Letter::new(text, noon));
        let now = judge.hours().written(noon);
        assert_eq!(
            Words::of("ru").why(&verdict, Some(text), Some(&now)),
            "Срочно, срок ответа сегодня в 12:30: правило «Брак и поломка» («разбитый»): срочно, 30 минут"
        );
        assert_eq!(Words::of("en").why(&verdict, None, None), "Urgent, answer due 20 November 2026 at 12:30: rule “Broken or faulty”: urgent, 30 minutes");
    }
}
