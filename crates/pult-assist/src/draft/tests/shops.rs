//! Three shops that somebody else made up, their past chats and notes, and what 199 buyers ask them: which questions are answered by
//! the shop's own words, and by which, was judged by a person before it was drafted for.
//!
//! A question is `told` (this reply or note answers it), `may` (this one would, and nothing does no harm) or `none` (none of
//! them does: another item, another place, a claim). The choice was mended by most of them, so they hold what was reached and say
//! little about shops that nobody here has seen.

use super::*;
use serde::Deserialize;
use std::collections::BTreeMap;

const SHOPS: &str = include_str!("../../../tests/data/draft-shops.jsonl");

#[derive(Deserialize)]
#[serde(untagged)]
enum Line {
    Shop(Shop),
    Ask(Ask),
}

#[derive(Deserialize)]
pub(super) struct Shop {
    shop: String,
    channel: ChannelKind,
    items: BTreeMap<String, String>,
    snippets: Vec<Note>,
    canned: Vec<Note>,
    past: Vec<Told>,
}

#[derive(Deserialize)]
struct Note {
    title: String,
    text: String,
    language: Locale,
    intent: Option<Intent>,
    #[serde(default)]
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Told {
    item: Option<String>,
    question: String,
    reply: String,
    after: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Ask {
    item: Option<String>,
    pub(super) question: String,
    pub(super) answer: Answer,
    pub(super) from: Option<String>,
    /// Other words of the shop's that answer it as well.
    #[serde(default)]
    pub(super) also: Vec<String>,
}

#[derive(Deserialize, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    Told,
    May,
    None,
}

impl Shop {
    pub(super) fn asked(&self, ask: &Ask) -> Case {
        let title = |item: &Option<String>| item.as_ref().map(|item| self.items[item].clone());
        let past = (1..).zip(&self.past).map(|(n, told)| Past {
            chat: n,
            message: n,
            question: told.question.clone(),
            reply: told.reply.clone(),
            at: NOW.plus_ms(-(8 + 2 * n) * 86_400_000),
            after: told.after.clone(),
            same_account: true,
            same_item: told.item.is_some() && told.item == ask.item,
            customer: "Светлана Орлова".into(),
            item: title(&told.item),
            order: Some(format!("7{n:04}")),
        });
        let snippets =
            (1..).zip(&self.snippets).map(|(id, note)| Snippet { id, title: note.title.clone(), text: note.text.clone(), language: Some(note.language) });
        let canned = (1..).zip(&self.canned).map(|(id, note)| Canned {
            id,
            title: note.title.clone(),
            text: note.text.clone(),
            language: Some(note.language),
            intent: note.intent,
            words: note.words.clone(),
        });
        let item = title(&ask.item).map(|title| Item { title: Some(title), price: None, stock: None, size: None, at: Some(NOW) });
        Case {
            channel: self.channel,
            shop: self.shop.clone(),
            known: Known { item, ..Known::default() },
            past: past.collect(),
            snippets: snippets.collect(),
            canned: canned.collect(),
            ..case(&ask.question)
        }
    }

    /// The words of the shop's that something stands on.
    pub(super) fn own_words(&self, source: &Source) -> Option<&str> {
        // A past reply is named by its chat and its message, which have one number here.
        let number = || source.id.split('/').next().and_then(|id| id.parse::<usize>().ok()).expect("a number");
        match source.kind {
            SourceKind::PastReply => Some(&self.past[number() - 1].reply),
            SourceKind::Snippet => Some(&self.snippets[number() - 1].text),
            SourceKind::Canned => Some(&self.canned[number() - 1].text),
            _ => None,
        }
    }
}

/// Hands on each question with its shop.
pub(super) fn each(shops: &str, mut asked: impl FnMut(&Shop, Ask)) {
    let mut shop = None;
    for line in shops.lines() {
        match serde_json::from_str(line).expect(line) {
            Line::Shop(next) => shop = Some(next),
            Line::Ask(ask) => asked(shop.as_ref().expect("a shop comes first"), ask),
        }
    }
}

#[test]
fn what_the_shop_has_answered_is_answered_and_nothing_else() {
    let (mut told, mut might, mut wrong, mut silent) = (0, 0, Vec::new(), Vec::new());
    each(SHOPS, |shop, ask| {
        let made = drafted(&shop.asked(&ask)).draft;
        let words = made.as_ref().ok().and_then(|draft| draft.sources.first()).and_then(|source| shop.own_words(source));
        match (words, &ask.answer) {
            (Some(words), Answer::Told) if Some(words) == ask.from.as_deref() => told += 1,
            (Some(words), Answer::May) if Some(words) == ask.from.as_deref() => might += 1,
            (None, Answer::Told) => silent.push(ask.question),
            (Some(words), _) => wrong.push(format!("{} -> {words}", ask.question)),
            (None, Answer::May | Answer::None) => {}
        }
    });
    assert!(wrong.len() <= 2, "told something else: {wrong:#?}");
    assert!(might >= 12, "of 28 that may be answered {might}");
    assert!(told >= 71 && silent.len() <= 2, "{told} told, nothing said to {silent:#?}");
}
