//! One part of a feed: one transaction.

use super::Applied;
use super::channel_facts;
use super::echoes::{self, Paired};
use super::revise::{self, Again};
use super::rows::{
    DESCRIBE_CHATS, FIND_CHATS, FIND_MESSAGES, INSERT_ATTACHMENTS, INSERT_CHATS, INSERT_MESSAGES, INSERT_QUARANTINED, KnownChat, MENTION_ITEMS, SET_READ,
    free_ids,
};
use crate::StoreError;
use crate::imports;
use crate::judging::judge;
use crate::pool::Tx;
use crate::remote::Remote;
use crate::rollup::{self, ChatState, Fresh, Tally};
use crate::search::index::{self, PartWords};
use crate::sql::statements;
use crate::text::message_line;
use pult_domain::fingerprint::fnv;
use pult_domain::{AccountId, ChatId, Cursor, ErrorCode, FeedChat, FeedMessage, MessageId, Quarantined, Tag};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

statements! {
    ACCOUNT_SQL = "SELECT cursor FROM account WHERE id = ? AND removing = 0";
    CURSOR_SQL = "UPDATE account SET cursor = ?2 WHERE id = ?1";
    NEXT_CHAT_SQL = "SELECT max(coalesce((SELECT max(id) FROM chat), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'chat'), 0)) + 1";
}

/// Chats that cost as much as a message: most are told again as they were.
pub(super) const CHATS_A_MESSAGE: usize = 8;

/// Rows of one transaction.
#[derive(Default)]
pub(super) struct Part {
    pub(super) chats: Vec<FeedChat>,
    pub(super) messages: Vec<FeedMessage>,
    /// The words of each message.
    pub(super) terms: Vec<String>,
    /// Those of them that belong into the dictionary, once each.
    pub(super) words: PartWords,
    pub(super) quarantined: Vec<Quarantined>,
    /// Set when a page ends in this part.
    pub(super) cursor: Option<Cursor>,
}

/// A message that is not known yet.
pub(super) struct New<'a> {
    pub(super) message: &'a FeedMessage,
    pub(super) terms: &'a str,
    pub(super) chat: ChatId,
    pub(super) id: MessageId,
    pub(super) paired: Option<Paired>,
}

/// A chat of the part: as it was (nothing when it is new), and as it becomes.
struct Touched {
    before: Option<ChatState>,
    after: ChatState,
    remote_id: String,
    /// A hash of what was told of it last, where that is remembered.
    told: Option<u64>,
}

impl Part {
    /// With its words: whatever can be found out without the database, so that the writer need not.
    pub(super) fn prepared(mut self) -> Self {
        self.terms =
            self.messages.iter().map(|message| message_line(&message.text, message.attachments.iter().filter_map(|file| file.name.as_deref()))).collect();
        self.words = PartWords::of(self.terms.iter().map(String::as_str));
        self
    }

    /// Messages in the part.
    pub(super) fn messages(&self) -> usize {
        self.messages.len()
    }

    /// How large the part is, in messages.
    pub(super) fn rows(&self) -> usize {
        (self.messages.len() + self.quarantined.len()).max(self.chats.len() / CHATS_A_MESSAGE)
    }

    /// Stores the part with its cursor.
    pub(super) async fn apply(self, tx: &mut Tx, account: AccountId) -> Result<Applied, StoreError> {
        let stored: Option<Option<String>> = sqlx::query_scalar(ACCOUNT_SQL).bind(account.0).fetch_optional(&mut tx.conn).await?;
        let stored = stored.ok_or(StoreError::NotFound(ErrorCode::AccountNotFound))?;
        let mut applied = Applied { messages_seen: count(self.messages.len()), ..Applied::default() };
        let mut chats = self.chats_of(tx, account).await?;
        applied.chats_new = count(chats.values().filter(|chat| chat.before.is_none()).count());
        let (mut new, again) = self.new_messages(tx, &chats).await?;
        applied.confirmed = echoes::pair(tx, account, &mut new).await?;
        // The echo of a reply that has its local row already is that row.
        let rows: Vec<&New<'_>> = new.iter().filter(|message| !message.paired.as_ref().is_some_and(Paired::has_row)).collect();
        applied.messages_new = count(rows.len());
        let claimed = claimed(tx, &mut chats, &rows, &again).await?;
        let mut late = roll(&mut chats, &rows);
        let revised = revise::revise(tx, &again).await?;
        insert_chats(tx, account, chats.values().filter(|chat| chat.before.is_none())).await?;
        insert_messages(tx, &rows, &self.words).await?;
        let described = self.describe(tx, account, &mut chats).await?;
        late.extend(&revised);
        late.extend(&claimed);
        update_chats(tx, account, chats, &late).await?;
        applied.quarantined_new = self.quarantine(tx, account).await?;
        if let Some(cursor) = self.cursor.as_ref().filter(|cursor| Some(&cursor.0) != stored.as_ref()) {
            sqlx::query(CURSOR_SQL).bind(account.0).bind(cursor.0.clone()).execute(&mut tx.conn).await?;
        }
        announce(tx, account, &applied, &rows, described, &revised);
        Ok(applied)
    }

    /// The chats that the part mentions, by remote id; those not known get their id here.
    async fn chats_of(&self, tx: &mut Tx, account: AccountId) -> Result<HashMap<String, Touched>, StoreError> {
        let mentioned = self.messages.iter().map(|m| &m.remote_chat_id).chain(self.chats.iter().map(|c| &c.remote_id));
        let mut seen = HashSet::new();
        let distinct: Vec<&str> = mentioned.map(|id| id.as_str()).filter(|id| seen.insert(*id)).collect();
        let mut chats: HashMap<String, Touched> = HashMap::with_capacity(distinct.len());
        let mut touch =
            |state: ChatState, remote_id: String, told| chats.insert(remote_id.clone(), Touched { before: Some(state.clone()), after: state, remote_id, told });
        let mut asked = Vec::new();
        for id in &distinct {
            match tx.known.get(account.0, id) {
                Some(known) => drop(touch(known.state.clone(), (*id).to_owned(), known.told)),
                None => asked.push(*id),
            }
        }
        let found: Vec<KnownChat> = FIND_CHATS.fetch(&mut tx.conn, &asked, |query, id| query.bind(account.0).bind((*id).to_owned())).await?;
        for KnownChat { state, remote_id } in found {
            touch(state, remote_id, None);
        }
        if chats.len() < distinct.len() {
            let mut next: i64 = sqlx::query_scalar(NEXT_CHAT_SQL).fetch_one(&mut tx.conn).await?;
            for id in distinct {
                if !chats.contains_key(id) {
                    chats.insert(id.to_owned(), Touched { before: None, after: ChatState::new(ChatId(next), account.0), remote_id: id.to_owned(), told: None });
                    next += 1;
                }
            }
        }
        Ok(chats)
    }

    /// The messages that are not known yet, in the order of their time, with their ids; and those that are.
    async fn new_messages(&self, tx: &mut Tx, chats: &HashMap<String, Touched>) -> Result<(Vec<New<'_>>, Vec<Again<'_>>), StoreError> {
        let mut seen = HashSet::new();
        let mut candidates: Vec<(&FeedMessage, &str, &Touched)> = Vec::with_capacity(self.messages.len());
        for (message, terms) in self.messages.iter().zip(&self.terms) {
            let Some(chat) = chats.get(message.remote_chat_id.as_str()) else { continue };
            if seen.insert((chat.after.id, message.remote_id.as_str())) {
                candidates.push((message, terms, chat));
            }
        }
        let asked: Vec<(i64, i64, &str)> = candidates
            .iter()
            .enumerate()
            .filter(|(_, (_, _, chat))| chat.before.is_some())
            .map(|(place, (message, _, chat))| (count(place), chat.after.id.0, message.remote_id.as_str()))
            .collect();
        let known: Vec<(i64,)> =
            FIND_MESSAGES.fetch(&mut tx.conn, &asked, |query, (place, chat, remote)| query.bind(*place).bind(*chat).bind(Remote::of(remote))).await?;
        let known: HashSet<i64> = known.into_iter().map(|(place,)| place).collect();
        let mut again = Vec::with_capacity(known.len());
        let mut place = -1;
        candidates.retain(|(message, _, chat)| {
            place += 1;
            let is_known = known.contains(&place);
            if is_known {
                again.push(Again { chat: chat.after.id, message });
            }
            !is_known
        });
        // Stable: messages of one millisecond keep the order of the feed.
        candidates.sort_by_key(|(message, ..)| message.sent_at);
        let moments: Vec<_> = candidates.iter().map(|(message, ..)| message.sent_at).collect();
        let ids = if moments.is_empty() { Vec::new() } else { free_ids(&mut tx.conn, &moments).await? };
        let new = candidates.into_iter().zip(ids);
        Ok((new.map(|((message, terms, chat), id)| New { message, terms, chat: chat.after.id, id, paired: None }).collect(), again))
    }

    /// Names, items and reply tokens; whether anything of it was news.
    async fn describe(&self, tx: &mut Tx, account: AccountId, chats: &mut HashMap<String, Touched>) -> Result<Vec<ChatId>, StoreError> {
        // Of a chat that the part mentions often, the last word on each fact counts.
        let mut merged: Vec<(ChatId, FeedChat)> = Vec::new();
        let mut places: HashMap<ChatId, usize> = HashMap::new();
        for told in &self.chats {
            let Some(chat) = chats.get(told.remote_id.as_str()) else { continue };
            match places.get(&chat.after.id).and_then(|place| merged.get_mut(*place)) {
                Some((_, known)) => merge(known, told),
                None => {
                    places.insert(chat.after.id, merged.len());
                    merged.push((chat.after.id, told.clone()));
                }
            }
        }
        // Told again as it was: nothing to write, and most of a feed is that.
        merged.retain(|(_, chat)| {
            let told = hash_of(chat);
            chats.get_mut(chat.remote_id.as_str()).is_none_or(|known| told.is_none() || std::mem::replace(&mut known.told, told) != told)
        });
        let items = |told: &FeedChat| told.item.as_ref().and_then(|item| item.remote_id.clone().map(|id| (id, item.title.clone())));
        let mentioned: HashMap<String, Option<String>> = merged.iter().filter_map(|(_, told)| items(told)).collect();
        let mut mentioned: Vec<_> = mentioned.into_iter().collect();
        mentioned.sort();
        MENTION_ITEMS.execute(&mut tx.conn, &mentioned, |query, (id, title)| query.bind(account.0).bind(id.clone()).bind(title.clone())).await?;
        let anew = index::told_anew(tx, &merged).await?;
        let changed = DESCRIBE_CHATS
            .execute(&mut tx.conn, &merged, |query, (id, told)| {
                let item = told.item.clone().unwrap_or_default();
                let query = query.bind(id.0).bind(told.customer_name.clone()).bind(item.remote_id).bind(item.title).bind(item.order_id);
                query.bind(item.price_minor).bind(item.currency).bind(item.size).bind(told.reply_token.clone())
            })
            .await?;
        index::chats(tx, &anew).await?;
        crate::people::tell(tx, account, &merged).await?;
        let mut news = channel_facts::tell(tx, &merged).await?;
        if changed > 0 {
            news.extend(merged.into_iter().map(|(id, _)| id));
        }
        Ok(news)
    }

    async fn quarantine(&self, tx: &mut Tx, account: AccountId) -> Result<i64, StoreError> {
        let now = tx.now.0;
        let kept = INSERT_QUARANTINED.execute(&mut tx.conn, &self.quarantined, |query, event| {
            let fingerprint = fnv(event.raw.as_bytes()).cast_signed();
            query.bind(account.0).bind(fingerprint).bind(now).bind(event.reason.clone()).bind(event.raw.clone())
        });
        Ok(i64::try_from(kept.await?).unwrap_or(0))
    }
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// A hash of what is told of a chat; none where the channel tells how far its history was read,
/// which moves with every message.
fn hash_of(chat: &FeedChat) -> Option<u64> {
    if chat.kind.is_some() || chat.reply_right.is_some() || chat.mark.is_some() {
        return None;
    }
    let item = chat.item.as_ref().map(|item| (&item.remote_id, &item.title, &item.order_id, item.price_minor, &item.currency, &item.size));
    let mut hasher = DefaultHasher::new();
    (&chat.customer_name, &chat.buyer, &chat.reply_token, item).hash(&mut hasher);
    Some(hasher.finish())
}

fn merge(known: &mut FeedChat, told: &FeedChat) {
    fn newer<T: Clone>(known: &mut Option<T>, told: &Option<T>) {
        if told.is_some() {
            known.clone_from(told);
        }
    }
    newer(&mut known.customer_name, &told.customer_name);
    newer(&mut known.buyer, &told.buyer);
    newer(&mut known.reply_token, &told.reply_token);
    newer(&mut known.kind, &told.kind);
    newer(&mut known.reply_right, &told.reply_right);
    newer(&mut known.mark, &told.mark);
    match (&mut known.item, &told.item) {
        (Some(known), Some(told)) => {
            newer(&mut known.remote_id, &told.remote_id);
            newer(&mut known.title, &told.title);
            newer(&mut known.order_id, &told.order_id);
            newer(&mut known.price_minor, &told.price_minor);
            newer(&mut known.currency, &told.currency);
            newer(&mut known.size, &told.size);
        }
        (known @ None, told) => known.clone_from(told),
        (Some(_), None) => {}
    }
}

/// Moves the chat rows on; returns the chats that must be recounted once their messages are stored.
fn roll(chats: &mut HashMap<String, Touched>, rows: &[&New<'_>]) -> HashSet<ChatId> {
    let mut late = HashSet::new();
    let mut by_chat: HashMap<&str, Vec<Fresh<'_>>> = HashMap::new();
    for new in rows {
        by_chat.entry(new.message.remote_chat_id.as_str()).or_default().push(Fresh {
            id: new.id,
            author: new.message.author,
            at: new.message.sent_at,
            text: &new.message.text,
            attachments: count(new.message.attachments.len()),
        });
    }
    for (remote, mut fresh) in by_chat {
        if let Some(chat) = chats.get_mut(remote)
            && !chat.after.follow(&mut fresh)
        {
            late.insert(chat.after.id);
        }
    }
    late
}

/// What an import had of these messages and chats is the channel's from now on; the chats to be recounted.
async fn claimed(tx: &mut Tx, chats: &mut HashMap<String, Touched>, rows: &[&New<'_>], again: &[Again<'_>]) -> Result<HashSet<ChatId>, StoreError> {
    let told: HashSet<ChatId> = rows.iter().map(|new| new.chat).chain(again.iter().map(|one| one.chat)).collect();
    let told: Vec<ChatId> = told.into_iter().collect();
    let known: Vec<(ChatId, &str)> = again.iter().map(|one| (one.chat, one.message.remote_id.as_str())).collect();
    let claimed = imports::claim(tx, &told, &known).await?;
    for chat in chats.values_mut() {
        if let Some(closed) = claimed.made.get(&chat.after.id) {
            // The import closed it and counted it as read; whether somebody waits, its messages say.
            chat.after.waiting.done_at = chat.after.waiting.done_at.filter(|at| at != closed);
            chat.after.read_up_to = 0;
        }
    }
    Ok(claimed.chats)
}

async fn insert_chats(tx: &mut Tx, account: AccountId, new: impl Iterator<Item = &Touched>) -> Result<(), StoreError> {
    let mut new: Vec<&Touched> = new.collect();
    new.sort_by_key(|chat| chat.after.id);
    INSERT_CHATS
        .execute(&mut tx.conn, &new, |query, chat| {
            let state = &chat.after;
            let last = state.last.as_ref();
            let query = query.bind(state.id.0).bind(account.0).bind(chat.remote_id.clone()).bind(state.waiting.queue.code());
            let query = query.bind(state.waiting.priority.code()).bind(state.waiting.since.map(|at| at.0)).bind(state.waiting.deadline.map(|at| at.0));
            let query = query.bind(state.waiting.answered_at.map(|at| at.0)).bind(state.unread).bind(state.read_up_to).bind(state.last_id);
            let query = query.bind(last.map_or(pult_domain::Author::System.code(), |last| last.author.code()));
            let query = query.bind(last.map_or(String::new(), |last| last.text.clone())).bind(last.map_or(0, |last| last.attachments));
            query.bind(state.last_at.map(|at| at.0))
        })
        .await?;
    let mut delta = Tally::default();
    new.iter().for_each(|chat| delta += chat.after.tally());
    rollup::add(tx, account.0, delta).await
}

async fn insert_messages(tx: &mut Tx, rows: &[&New<'_>], words: &PartWords) -> Result<(), StoreError> {
    INSERT_MESSAGES
        .execute(&mut tx.conn, rows, |query, new| {
            let message = new.message;
            let query = query.bind(new.id.0).bind(new.chat.0).bind(Remote::of(&message.remote_id.0)).bind(message.author.code());
            let query = query.bind(message.kind.code()).bind(message.sent_at.0).bind(new.paired.as_ref().map(|p| p.outbox.0));
            query.bind(count(message.attachments.len())).bind(message.text.clone()).bind(message.raw.clone())
        })
        .await?;
    let lines: Vec<(i64, &str)> = rows.iter().map(|new| (new.id.0, new.terms)).collect();
    index::add_lines(tx, &lines).await?;
    index::learn_words(tx, words).await?;
    let told: Vec<(i64, bool)> = rows.iter().filter_map(|new| new.message.read.map(|read| (new.id.0, read))).collect();
    SET_READ.execute(&mut tx.conn, &told, |query, (id, read)| query.bind(*id).bind(*read)).await?;
    let files: Vec<_> = rows.iter().flat_map(|new| new.message.attachments.iter().map(|file| (new.id.0, file))).collect();
    INSERT_ATTACHMENTS
        .execute(&mut tx.conn, &files, |query, (message, file)| {
            let query = query.bind(*message).bind(file.remote_id.clone()).bind(file.kind.as_str()).bind(file.name.clone());
            query.bind(file.media_type.clone()).bind(file.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX)))
        })
        .await?;
    Ok(())
}

async fn update_chats(tx: &mut Tx, account: AccountId, mut chats: HashMap<String, Touched>, late: &HashSet<ChatId>) -> Result<(), StoreError> {
    let mut pairs = Vec::new();
    for chat in chats.values_mut() {
        let recounted = late.contains(&chat.after.id);
        if recounted {
            chat.after.recount(&mut tx.conn).await?;
        }
        // A new chat was inserted as its messages in order made it, or empty where it has to be recounted.
        let stood = match &chat.before {
            Some(before) => before.clone(),
            None if recounted => ChatState::new(chat.after.id, account.0),
            None => chat.after.clone(),
        };
        let moved = recounted || chat.before.as_ref().is_none_or(|before| before.waiting != chat.after.waiting || before.last_id != chat.after.last_id);
        if moved {
            judge(tx, &mut chat.after).await?;
        }
        pairs.push((stood, chat.after.clone()));
    }
    pairs.sort_by_key(|(_, after)| after.id);
    rollup::write(tx, account.0, &pairs).await?;
    for (remote, chat) in chats.drain() {
        tx.known.put(account.0, remote, chat.after, chat.told);
    }
    Ok(())
}

fn announce(tx: &mut Tx, account: AccountId, applied: &Applied, rows: &[&New<'_>], described: Vec<ChatId>, revised: &HashSet<ChatId>) {
    let messages = !rows.is_empty() || !applied.confirmed.is_empty() || !revised.is_empty();
    let change = tx.change();
    if messages {
        change.tag(Tag::Messages);
    }
    if !applied.confirmed.is_empty() {
        change.tag(Tag::Outbox);
    }
    if messages || !described.is_empty() || applied.chats_new > 0 {
        change.tag(Tag::Chats).account(account);
    }
    for chat in rows.iter().map(|new| new.chat).chain(described).chain(revised.iter().copied()) {
        change.chat(chat);
    }
}
