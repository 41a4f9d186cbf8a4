//! What the rules say of one reply, and what stands against it: a doubt of the learned model, a title, another language.

use super::text::{Cut, Token};
use super::{Finding, Level, Limits, Locale, Mode, Outlet, Reason, Reply, Rewrite, RuleId, SHIPPED, Source, language, people, phrase, second};
use std::collections::BTreeMap;

/// Characters of a phrase of another language that is no word of the expected one by chance.
const LONG_ENOUGH: u32 = 6;

/// A reply under judgement.
pub(super) struct Found<'a> {
    pub(super) reply: &'a Reply<'a>,
    pub(super) cut: &'a Cut,
    pub(super) opinion: Option<second::Opinion>,
    pub(super) findings: Vec<Finding>,
}

impl Found<'_> {
    /// What is no fault here, whatever words say it.
    fn allowed(&self, rule: RuleId) -> bool {
        let facts = self.reply.facts;
        match rule {
            RuleId::PromiseRefund => facts.refund_approved,
            RuleId::PromiseReplacement => facts.replacement_approved,
            RuleId::AiMention | RuleId::LeaveMarketplace => self.reply.outlet == Outlet::Site,
            RuleId::WrongChannelAdvice => true,
            _ => false,
        }
    }

    pub(super) fn phrases(&mut self) {
        let doubted = self.opinion.is_some_and(|opinion| opinion.surety() < second::DOUBT);
        for hit in SHIPPED.0.find(self.cut) {
            // The model learned replies in the buyer's language: of a promise in another one it knows nothing.
            let coincides = doubted && !self.is_foreign(hit.sentence) && !self.elsewhere(&hit);
            if !self.allowed(hit.rule) && !coincides {
                self.add(hit.rule, hit.start, hit.end);
            }
        }
        for (start, end) in people::other_marketplaces(self.cut, self.reply) {
            self.add(RuleId::WrongChannelAdvice, start, end);
        }
    }

    /// Whether words of another language promise or blame where nothing else speaks for the expected one: a sentence too
    /// short to be told by its small words ("Visszatérítjük a pénzt"), or Russian in Latin letters. Things have English names
    /// too, which speak of assistants and robots.
    fn elsewhere(&self, hit: &phrase::Hit) -> bool {
        let locale = self.reply.locale;
        let said = (hit.rule.promises() || hit.rule == RuleId::BlameCustomer) && hit.end - hit.start >= LONG_ENOUGH;
        if hit.languages.has(locale) {
            return said && locale == Locale::Ru && self.cut.sentence(hit.sentence).any(|(_, token)| token.sound.is_some());
        }
        // "Free Gift Box" is a thing: what is promised is not written in capitals throughout.
        let said = said && self.cut.sentence(hit.sentence).skip(1).any(|(_, token)| !token.name);
        let mut others = self.cut.sentence(hit.sentence).map(|(_, token)| token).filter(|token| token.start < hit.start || hit.end < token.end);
        said && !others.any(|token| language::speaks(token, locale, hit.languages))
    }

    /// Where no rule found anything, what a learned model is sure of.
    pub(super) fn second_opinion(&mut self) {
        if !self.findings.is_empty() {
            return;
        }
        let Some(opinion) = self.opinion.filter(|opinion| opinion.surety() > second::SURE) else { return };
        if !self.allowed(opinion.rule) {
            self.add(opinion.rule, opinion.start, opinion.end);
            self.findings.iter_mut().for_each(|finding| finding.level = Level::Warn);
        }
    }

    /// Whether a sentence is in another language than expected; a title in it is in any.
    fn is_foreign(&self, sentence: u32) -> bool {
        let words: Vec<&Token> = self.cut.sentence(sentence).map(|(_, token)| token).collect();
        let own: Vec<&Token> = words.iter().copied().filter(|token| !token.titled).collect();
        let foreign = |words: &[&Token]| language::foreign(words, self.reply.locale);
        foreign(&words) && (own.len() == words.len() || foreign(&own))
    }

    /// The place of the first sentence that is in another language than expected.
    fn foreign(&self) -> Option<(u32, u32)> {
        let last = self.cut.tokens.last().map_or(0, |token| token.sentence);
        (0..=last).find(|number| self.is_foreign(*number)).map(|number| self.cut.sentence_span(number))
    }

    pub(super) fn language(&mut self) {
        if let Some((start, end)) = self.foreign() {
            self.add(RuleId::WrongLanguage, start, end);
        }
    }

    pub(super) fn length(&mut self) {
        let length = u32::try_from(self.reply.text.trim().chars().count()).unwrap_or(u32::MAX);
        let whole = u32::try_from(self.reply.text.chars().count()).unwrap_or(u32::MAX);
        let Limits { min_chars, max_chars } = self.reply.limits;
        if length < min_chars {
            self.add(RuleId::WrongLength, 0, whole);
        } else if whole > max_chars {
            self.add(RuleId::WrongLength, max_chars, whole);
        }
    }

    /// Regulation (EU) 2024/1689, article 50 (1): people must know that they talk to a machine.
    pub(super) fn disclosure(&mut self) {
        let asked = self.reply.outlet == Outlet::Site && self.reply.mode == Mode::Automatic && self.reply.locale != Locale::Ru;
        if asked && !SHIPPED.0.find(self.cut).iter().any(|hit| hit.rule == RuleId::AiMention) {
            let whole = u32::try_from(self.reply.text.chars().count()).unwrap_or(u32::MAX);
            self.add(RuleId::AiDisclosure, 0, whole);
        }
    }

    pub(super) fn add(&mut self, rule: RuleId, start: u32, end: u32) {
        let known = |finding: &Finding| finding.source == Source::Shipped(rule) && finding.start <= start && end <= finding.end;
        if self.findings.iter().any(known) {
            return;
        }
        let mut params = BTreeMap::new();
        if rule == RuleId::WrongLength {
            params.insert("max".to_owned(), self.reply.limits.max_chars.to_string());
        }
        if rule == RuleId::WrongLanguage {
            params.insert("language".to_owned(), self.reply.locale.as_str().to_owned());
        }
        let id = format!("guard-reason-{}", rule.as_str().replace('_', "-"));
        let rewrite = rewrite(rule, self.cut, start);
        self.findings.push(Finding {
            source: Source::Shipped(rule),
            level: level(rule, self.reply.mode),
            start,
            end,
            reason: Reason::Code { id, params },
            rewrite,
        });
    }
}

/// A person answers for their own words, so that most rules only warn them; what endangers the
/// shop's standing or another customer is blocked whoever writes it (FACTS section 5).
fn level(rule: RuleId, mode: Mode) -> Level {
    match rule {
        RuleId::ContactOrLink | RuleId::OtherCustomerData | RuleId::PromptLeak | RuleId::WrongLength => Level::Block,
        RuleId::HiddenText | RuleId::UnknownFact | RuleId::WrongLanguage if mode != Mode::Automatic => Level::Warn,
        _ if mode == Mode::Human => Level::Warn,
        _ => Level::Block,
    }
}

/// The safe sentence of a rule takes the place of the whole sentence.
fn rewrite(rule: RuleId, cut: &Cut, start: u32) -> Option<Rewrite> {
    let id = match rule {
        RuleId::PromiseRefund => Some("guard-rewrite-promise-refund"),
        RuleId::PromiseReplacement => Some("guard-rewrite-promise-replacement"),
        RuleId::PromiseDiscount => Some("guard-rewrite-promise-discount"),
        RuleId::BlameCustomer => Some("guard-rewrite-blame-customer"),
        RuleId::ContactOrLink | RuleId::LeaveMarketplace => Some("guard-rewrite-stay-here"),
        RuleId::OtherCustomerData => Some("guard-rewrite-other-customer-data"),
        RuleId::AiMention => Some("guard-rewrite-ai-mention"),
        RuleId::WrongChannelAdvice => Some("guard-rewrite-wrong-channel-advice"),
        RuleId::PromptLeak => None,
        RuleId::AiDisclosure | RuleId::WrongLanguage | RuleId::WrongLength | RuleId::HiddenText | RuleId::UnknownFact => return None,
    };
    let sentence = cut.tokens.iter().take_while(|token| token.start <= start).last().map_or(0, |token| token.sentence);
    let (start, end) = cut.sentence_span(sentence);
    Some(Rewrite { start, end, id })
}
