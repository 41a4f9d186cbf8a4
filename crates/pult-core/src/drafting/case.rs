//! A chat gathered for drafting, and the state it is in.

use super::knowledge::Tone;
use crate::api::dto::{ApiError, ChatContext};
use crate::core::Core;
use pult_assist::draft::facts::{Day, Item, Known, Money, Order, fresh};
use pult_assist::draft::{Canned, Case, MESSAGES, Past, Said, Snippet, has_letters, sure_locale, telling_words, words_before};
use pult_assist::guard::{Limits, Locale};
use pult_domain::sla::Urgency;
use pult_domain::{AtMs, Author, ChatId, Corrected, DAY_MS, DraftMaker, ErrorCode, Intent, MessageId, MessageKind, Reading, Sentiment};
use pult_store::{AiDraft, AiDraftRow, CannedRow, ChatRow, LookupKind, MessageRow, PastPair, SeenWords, SnippetRow};
use std::sync::Arc;

/// Facts of an order this old are asked for again when a draft needs them, in milliseconds: 30 min.
const ASK_AGAIN_MS: i64 = 30 * 60 * 1000;

/// How a draft's name says that any model made it; [`DraftMaker::EMBEDDED`] says the other.
pub(super) const BY_MODEL: &str = "model";

/// A chat as drafting sees it.
pub(crate) struct Scene {
    pub(crate) chat: ChatId,
    /// The newest message.
    pub(crate) newest: MessageId,
    /// What the buyer said.
    pub(super) seen: Vec<SeenWords>,
    /// Names the state without who drafts.
    key: String,
    pub(crate) case: Case,
    pub(crate) reading: Reading,
    pub(crate) tone: Tone,
}

impl Scene {
    /// The whole name of the state with who drafts.
    pub(crate) fn key_by(&self, maker: &str) -> String {
        name_of(&self.key, maker)
    }

    /// A draft without a text, everything else as it was read.
    pub(crate) fn blank(&self) -> AiDraft {
        let Reading { language, intent, sentiment, urgency, confidence, .. } = self.reading;
        AiDraft {
            state_key: self.key_by(DraftMaker::EMBEDDED.as_str()),
            newest: self.newest,
            text: None,
            reason: None,
            language: language.as_str().to_owned(),
            sentiment: sentiment.as_str().to_owned(),
            categories: vec![intent.as_str().to_owned()],
            urgency: urgency.as_str().to_owned(),
            confidence: f64::from(confidence.intent),
            provider: DraftMaker::EMBEDDED,
            model: None,
            cost_micros: 0,
            currency: None,
            took_ms: 0,
            sources: "[]".to_owned(),
            findings: "[]".to_owned(),
            blocked: 0,
            variant: None,
        }
    }
}

impl Core {
    /// Gathers a chat.
    pub(crate) async fn scene(self: &Arc<Self>, chat: ChatId) -> Result<Scene, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let context = self.known_context(&row).await?;
        self.gathered(&row, context).await
    }

    /// The same with the facts that are on this machine; nobody is asked for others.
    pub(super) async fn scene_at_hand(self: &Arc<Self>, row: &ChatRow) -> Result<Scene, ApiError> {
        let context = self.context_at_hand(row).await?;
        self.gathered(row, context).await
    }

    async fn gathered(self: &Arc<Self>, row: &ChatRow, context: ChatContext) -> Result<Scene, ApiError> {
        let chat = row.id;
        let account = self.account_row(row.account).await?;
        let tone = self.tone().await?;
        let messages = self.last_said(chat).await?;
        let newest = messages.last().map_or(MessageId(0), |message| message.id);
        let (said, seen) = (said(&messages), SeenWords::of(&messages));
        let key = key(newest, &context, self.store.knowledge_version().await?, self.said_of(chat).await?, self.clock.now());
        let known = self.known(row, context).await?;
        let canned = self.store.canned().await?.into_iter().map(canned).collect();
        let snippets = self.store.snippets().await?.into_iter().map(snippet).collect();
        let mut case = Case {
            channel: row.channel,
            shop: account.name,
            customer: row.customer.clone(),
            said,
            known,
            past: Vec::new(),
            canned,
            snippets,
            tone: tone.for_drafts(),
            habits: self.habits_on().await?,
            limits: Limits { min_chars: 1, max_chars: pult_connectors::limits(row.channel).text_chars },
            now: self.clock.now(),
        };
        let reading = self.heard(chat, &case).await?;
        case.past = self.past(row, &case, &reading).await?;
        Ok(Scene { chat, newest, seen, key, case, reading, tone })
    }

    /// The messages of a chat that are looked at, the newest last.
    pub(super) async fn last_said(&self, chat: ChatId) -> Result<Vec<MessageRow>, ApiError> {
        Ok(self.store.messages(chat, None, None, i64::try_from(MESSAGES).unwrap_or(10)).await?.rows)
    }

    /// Whether a draft was made of the very facts and notes that are at hand, on this day: then they hold all it says. Who has
    /// written since, and what the owner says the chat means, changes no fact.
    pub(super) async fn stands_on_facts_at_hand(&self, row: &ChatRow, made: &AiDraftRow) -> Result<bool, ApiError> {
        let state = self.state_of(row, self.store.knowledge_version().await?).await?;
        // What was tomorrow is not tomorrow any more.
        let hours = self.policy(Some(row.account)).await?.policy.calendar.ready().ok();
        let day = |at: AtMs| hours.as_ref().and_then(|hours| day_of(&hours.written(at)));
        let today = day(self.clock.now());
        Ok(facts_in(&made.draft.state_key) == facts_in(&state) && today.is_some() && today == day(made.at))
    }

    /// Whether a kept draft is of the state its chat is in. What it stands on is asked for where that has grown old.
    pub(super) async fn still_stands(self: &Arc<Self>, kept: &AiDraftRow) -> Result<bool, ApiError> {
        let row = self.store.chat(kept.chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let newest = newest_of(&row);
        let said = self.said_of(row.id).await?;
        // A form the owner asked for stays until the buyer writes again, or he says that the chat means something else.
        if kept.draft.variant.is_some() && kept.draft.newest == newest && said_in(&kept.draft.state_key) == put_right(said).as_deref() {
            return Ok(true);
        }
        let context = self.known_context(&row).await?;
        let key = key(newest, &context, self.store.knowledge_version().await?, said, self.clock.now());
        Ok(maker_of(&kept.draft.state_key, &key).is_some())
    }

    /// The name of a chat's state, without gathering the chat: a pass looks at hundreds of them.
    pub(super) async fn state_of(&self, row: &ChatRow, knowledge: i64) -> Result<String, ApiError> {
        let context = self.context_at_hand(row).await?;
        Ok(key(newest_of(row), &context, knowledge, self.said_of(row.id).await?, self.clock.now()))
    }

    /// What the owner says a chat means.
    async fn said_of(&self, chat: ChatId) -> Result<Corrected, ApiError> {
        Ok(self.store.analysis(chat).await?.map(|row| row.corrected).unwrap_or_default())
    }

    /// What the open messages mean; where the owner said so, the owner is right.
    async fn heard(&self, chat: ChatId, case: &Case) -> Result<Reading, ApiError> {
        // Where nothing is open, what was said last still tells what the chat was about.
        let last = || case.said.iter().rev().find(|said| said.author == Author::Customer).map(|said| said.text.clone());
        let question = Some(case.question()).filter(|question| !question.is_empty()).or_else(last).unwrap_or_default();
        let read = self.listening.reads();
        let mut reading = read(&question);
        if !has_letters(&question)
            && let Some(words) = words_before(&case.said)
        {
            reading.language = read(words).language;
        }
        let said = self.store.analysis(chat).await?;
        Ok(match said {
            Some(row)
                if case.open().iter().any(|said| said.author == Author::Customer && row.message.0 / pult_domain::ids::MESSAGE_IDS_PER_MS == said.at.0) =>
            {
                reading.corrected(row.corrected)
            }
            _ => reading,
        })
    }

    /// Facts as they are on this machine. The marketplace is asked in the background only where a
    /// draft needs it: a pass over hundreds of chats must not spend the shop's requests.
    async fn known_context(self: &Arc<Self>, row: &ChatRow) -> Result<ChatContext, ApiError> {
        let order = row.item.as_ref().and_then(|item| item.order_id.clone());
        let needs = match (&order, self.store.analysis(row.id).await?) {
            (Some(_), Some(heard)) => matches!(heard.intent, Intent::OrderStatus | Intent::DeliveryDelay),
            _ => false,
        };
        if needs && let Some(order) = &order {
            let stored = self.store.lookup(row.account, LookupKind::Order, order).await?;
            if stored.is_none_or(|lookup| self.clock.now().since_ms(lookup.asked_at) > ASK_AGAIN_MS) {
                return self.context(row.id).await;
            }
        }
        self.context_at_hand(row).await
    }

    async fn known(&self, row: &ChatRow, context: ChatContext) -> Result<Known, ApiError> {
        let told = row.item.clone().unwrap_or_default();
        let zone = self.policy(Some(row.account)).await?.policy.calendar.ready().ok();
        let day = |at: AtMs| zone.as_ref().and_then(|hours| day_of(&hours.written(at)));
        let present = context.item;
        let price = present.as_ref().and_then(|item| item.price_minor.zip(item.currency.clone()));
        #[allow(clippy::cast_possible_truncation, reason = "prices and pieces below 2^53")]
        let item = (told.title.is_some() || told.remote_id.is_some()).then(|| Item {
            title: present.as_ref().and_then(|item| item.title.clone()).or(told.title.clone()),
            price: price.map(|(minor, currency)| Money { minor: minor as i64, currency }),
            stock: present.as_ref().and_then(|item| item.stock).map(|pieces| pieces as i64),
            size: told.size.clone(),
            at: present.as_ref().map(|item| item.asked_at_ms).filter(|at| at.0 > 0),
        });
        let order = told.order_id.map(|number| match context.order {
            Some(order) => Order {
                number,
                state: order.state,
                due: order.due_at_ms.and_then(day),
                tracking: order.tracking,
                at: Some(order.asked_at_ms).filter(|at| at.0 > 0),
            },
            None => Order { number, ..Order::default() },
        });
        Ok(Known { item, order, today: day(self.clock.now()) })
    }

    /// The owner's newest replies about this chat's item, whatever was asked; those that the scene has already are not among them.
    pub(super) async fn past_of_item(&self, row: &ChatRow, case: &Case) -> Result<Vec<Past>, ApiError> {
        let number = row.item.as_ref().and_then(|item| item.remote_id.clone());
        let title = case.known.item.as_ref().and_then(|item| item.title.clone());
        let Some((number, title)) = number.zip(title) else { return Ok(Vec::new()) };
        let pairs = self.store.replies_about(row.id, row.account, &number, &title).await?;
        let new = |past: &Past| !case.past.iter().any(|known| known.message == past.message);
        Ok(pairs.into_iter().map(|pair| past(pair, row, Some(&number))).filter(new).collect())
    }

    /// The owner's replies to questions like this one.
    async fn past(&self, row: &ChatRow, case: &Case, reading: &Reading) -> Result<Vec<Past>, ApiError> {
        let words = telling_words(&case.question(), sure_locale(reading));
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let own_item = row.item.as_ref().and_then(|item| item.remote_id.clone());
        let pairs = self.store.past_replies(row.id, &words).await?;
        Ok(pairs.into_iter().map(|pair| past(pair, row, own_item.as_deref())).collect())
    }
}

/// Messages as drafting and the guard see them; what was deleted says nothing.
pub(super) fn said(messages: &[MessageRow]) -> Vec<Said> {
    let standing = messages.iter().filter(|message| message.kind != MessageKind::Deleted);
    standing.map(|message| Said { author: message.author, text: message.text.clone(), files: !message.attachments.is_empty(), at: message.sent_at }).collect()
}

fn past(pair: PastPair, row: &ChatRow, own_item: Option<&str>) -> Past {
    let same_account = pair.account == row.account;
    Past {
        chat: pair.chat.0,
        message: pair.reply_message.0,
        question: pair.question,
        reply: pair.reply,
        at: pair.at,
        after: pair.after,
        same_account,
        same_item: same_account && own_item.is_some() && pair.item_remote_id.as_deref() == own_item,
        customer: pair.customer,
        // An item whose title is not known is one all the same.
        item: pair.item.or(pair.item_remote_id),
        order: pair.order,
    }
}

fn canned(row: CannedRow) -> Canned {
    Canned {
        id: row.id,
        title: row.title,
        text: row.text,
        language: row.language.as_deref().and_then(Locale::parse),
        intent: row.intent.as_deref().and_then(Intent::parse),
        words: row.words.lines().map(str::to_owned).collect(),
    }
}

fn snippet(row: SnippetRow) -> Snippet {
    Snippet { id: row.id, title: row.title, text: row.text, language: row.language.as_deref().and_then(Locale::parse) }
}

/// The day of a moment as the shop writes it: "2026-11-20T23:10:00+03:00".
fn day_of(written: &str) -> Option<Day> {
    let mut parts = written.split_once('T')?.0.splitn(3, '-');
    Some(Day { year: parts.next()?.parse().ok()?, month: parts.next()?.parse().ok()?, day: parts.next()?.parse().ok()? })
}

fn newest_of(row: &ChatRow) -> MessageId {
    row.last.as_ref().map_or(MessageId(0), |last| last.id)
}

/// The name of a draft: the key of its state, and who made it.
pub(super) fn name_of(key: &str, maker: &str) -> String {
    format!("{key}|{maker}")
}

/// Who made the draft that has this name, where it is of the state with that key.
pub(super) fn maker_of<'a>(name: &'a str, key: &str) -> Option<&'a str> {
    name.strip_prefix(key)?.strip_prefix('|')
}

/// How a model's draft of the same state is named; nothing for one that a model made.
pub(super) fn model_of_same(name: &str) -> Option<String> {
    let (key, maker) = name.split_once('|')?;
    (maker != BY_MODEL).then(|| name_of(key, BY_MODEL))
}

/// Names what a draft is made of: the newest message, the facts with what the clock has made of them, the owner's knowledge,
/// and what the owner says the chat means.
fn key(newest: MessageId, context: &ChatContext, knowledge: i64, said: Corrected, now: AtMs) -> String {
    let item = context.item.as_ref().map(|item| (&item.title, item.price_minor, item.stock));
    let order = context.order.as_ref().map(|order| (&order.remote_id, order.state, order.due_at_ms, &order.tracking));
    let said = put_right(said).map(|said| format!("{SAID}{said}")).unwrap_or_default();
    format!("{newest}.{:016x}.{knowledge}{}{said}", fnv(&format!("{item:?}{order:?}")), grown_old(context, now))
}

/// Where the owner's own words about a chat begin in a key.
const SAID: char = '!';

/// The state in the name of a draft; a state is its own.
fn state_in(name: &str) -> &str {
    name.split_once('|').map_or(name, |(key, _)| key)
}

/// The owner's own words in the name of a draft.
fn said_in(name: &str) -> Option<&str> {
    state_in(name).split_once(SAID).map(|(_, said)| said)
}

/// The facts and the owner's knowledge in the name of a draft or of a state.
fn facts_in(name: &str) -> &str {
    let key = state_in(name);
    let key = key.split_once(SAID).map_or(key, |(key, _)| key);
    key.split_once('.').map_or("", |(_, facts)| facts)
}

/// The owner's own words about a chat; nothing where there are none.
fn put_right(said: Corrected) -> Option<String> {
    let Corrected { intent, sentiment, urgency } = Some(said).filter(|said| !said.is_empty())?;
    Some(format!("{}.{}.{}", intent.map_or("", Intent::as_str), sentiment.map_or("", Sentiment::as_str), urgency.map_or("", Urgency::as_str)))
}

/// What must not be said any more of the facts, by the clock alone; nothing while all of it may: a draft that says it is
/// another state's.
fn grown_old(context: &ChatContext, now: AtMs) -> String {
    let old = |at: AtMs| u8::from(!fresh(Some(at), now));
    let item = context.item.as_ref().map_or(0, |item| old(item.asked_at_ms));
    let order = context.order.as_ref().map_or(0, |order| old(order.asked_at_ms));
    let due = context.order.as_ref().and_then(|order| order.due_at_ms);
    // The shop's own day ends somewhere within the day after that moment.
    let overdue = due.map_or(0, |due| (now.since_ms(due).div_euclid(DAY_MS) + 1).clamp(0, 2));
    if (item, order, overdue) == (0, 0, 0) { String::new() } else { format!(".{item}{order}{overdue}") }
}

/// FNV-1a, 64 bits: tells states apart, guards nothing.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_draft_is_of_another_state_once_its_facts_have_grown_old() {
        let now = AtMs(100 * DAY_MS);
        let context = |asked: i64, due: i64| -> ChatContext {
            serde_json::from_value(json!({
                "item": {"remote_id": "1", "price_minor": 1990, "picture": false, "asked_at_ms": asked},
                "order": {"remote_id": "2", "state": "on_the_way", "due_at_ms": due, "lines": [], "asked_at_ms": asked},
                "asking": false,
            }))
            .unwrap()
        };
        let at = |context: &ChatContext, hours: i64| key(MessageId(7), context, 12, Corrected::default(), now.plus_ms(hours * 3_600_000));
        let told = context(now.0, now.plus_ms(48 * 3_600_000).0);
        assert_eq!(at(&told, 1), at(&told, 23), "as long as it may be said");
        assert_ne!(at(&told, 23), at(&told, 25), "a price of yesterday");
        let again = context(now.plus_ms(40 * 3_600_000).0, now.plus_ms(48 * 3_600_000).0);
        assert_eq!(at(&again, 41), at(&told, 1), "asked again, it is as it was");
        assert_ne!(at(&again, 47), at(&again, 49), "the day it was due has come");
        assert_eq!(maker_of(&name_of(&at(&told, 25), BY_MODEL), &at(&told, 1)), None, "the old one is not taken for it");
        assert_eq!(maker_of(&name_of(&at(&told, 1), BY_MODEL), &at(&told, 2)), Some(BY_MODEL));

        let said = Corrected { intent: Some(Intent::ReturnRefund), ..Corrected::default() };
        let meant = name_of(&key(MessageId(7), &told, 12, said, now.plus_ms(3_600_000)), BY_MODEL);
        assert_eq!((said_in(&meant), maker_of(&meant, &at(&told, 1))), (put_right(said).as_deref(), None), "another meaning is another state");
        assert_eq!(said_in(&name_of(&at(&told, 25), BY_MODEL)), None, "nothing was said");
        let later = key(MessageId(8), &told, 12, Corrected::default(), now.plus_ms(3_600_000));
        assert_eq!(facts_in(&meant), facts_in(&later), "neither a meaning nor a message is a fact");
        assert_ne!(facts_in(&meant), facts_in(&key(MessageId(7), &told, 13, said, now)), "what the owner knows is one");
        assert_ne!(facts_in(&at(&told, 1)), facts_in(&at(&context(now.0, now.plus_ms(72 * 3_600_000).0), 1)), "and so is the day of delivery");
    }
}
