//! One part of a feed: one transaction.

use super::Applied;
use super::channel_facts;
use super::echoes::{self, Paired};
use super::prepare::{Line, Prepared};
use super::revise::{self, Again};
use super::rows::{
    DESCRIBE_CHATS, FIND_CHATS, FIND_MESSAGES, INSERT_ATTACHMENTS, INSERT_CHATS, INSERT_MESSAGES, INSERT_QUARANTINED, KnownChat, MENTION_ITEMS, SET_READ,
    free_ids,
};
use crate::StoreError;
use crate::imports::{self, Claimed, Was};
use crate::judging::{judge, judge_anew};
use crate::known::Told;
use crate::moves;
use crate::pictures::wanted_by;
use crate::pool::Tx;
use crate::remote::Remote;
use crate::rollup::{self, ChatState, Fresh, Tally};
use crate::search::index::{self, PartWords};
use crate::sql::statements;
use pult_domain::fingerprint::fnv;
use pult_domain::{AccountId, AtMs, Author, ChatId, ErrorCode, FeedChat, FeedMessage, MessageId, Tag};
use std::collections::{HashMap, HashSet};

statements! {
    ACCOUNT_SQL = "SELECT cursor FROM account WHERE id = ? AND removing = 0";
    CURSOR_SQL = "UPDATE account SET cursor = ?2 WHERE id = ?1";
    NEXT_CHAT_SQL = "SELECT max(coalesce((SELECT max(id) FROM chat), 0), coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'chat'), 0)) + 1";
    // Behind a message: whether somebody has seen it, for the buyer has written again or an answer came from elsewhere; whether any answer came.
    BEHIND_SQL = "SELECT EXISTS (SELECT 1 FROM message WHERE chat_id = ?1 AND id > ?2 AND (author = 0 OR (author IN (1, 2) AND outbox_id IS NULL))), \
        EXISTS (SELECT 1 FROM message WHERE chat_id = ?1 AND id > ?2 AND author IN (1, 2))";
}

/// A message that is not known yet.
pub(super) struct New<'a> {
    pub(super) message: &'a FeedMessage,
    line: &'a Line,
    pub(super) chat: ChatId,
    pub(super) id: MessageId,
    pub(super) paired: Option<Paired>,
    /// The imported message in whose place it comes.
    was: Option<Was>,
}

impl New<'_> {
    /// The row it stands in.
    fn row(&self) -> MessageId {
        self.paired.as_ref().and_then(Paired::row).unwrap_or(self.id)
    }
}

/// A chat of the part.
struct Touched {
    /// As its row stands; a new chat's, once it is inserted.
    stood: ChatState,
    /// As it becomes.
    after: ChatState,
    new: bool,
    /// What was told of it before, where that is remembered.
    told: Told,
}

/// Chats with messages that came late: older than something that stands there.
#[derive(Default)]
struct Late {
    /// They must be recounted once their messages are stored.
    chats: HashSet<ChatId>,
    /// The newest word of a buyer among these messages, where none of them answers it; with the chat's place in the part.
    words: Vec<(usize, MessageId, AtMs)>,
}

impl Prepared {
    /// Stores the part with its cursor.
    pub(super) async fn apply(&self, tx: &mut Tx, account: AccountId) -> Result<Applied, StoreError> {
        let stored: Option<Option<String>> = sqlx::query_scalar(ACCOUNT_SQL).bind(account.0).fetch_optional(&mut tx.conn).await?;
        let stored = stored.ok_or(StoreError::NotFound(ErrorCode::AccountNotFound))?;
        let mut applied = Applied { messages_seen: count(self.seen), ..Applied::default() };
        let mut chats = self.chats_of(tx, account).await?;
        applied.chats_new = count(chats.iter().filter(|chat| chat.new).count());
        let (mut new, again, claimed) = self.new_messages(tx, &chats).await?;
        applied.confirmed = echoes::pair(tx, account, &mut new, self.clock_ahead_ms).await?;
        // The echo of a reply that has its local row already is that row.
        let rows: Vec<&New<'_>> = new.iter().filter(|message| message.paired.as_ref().and_then(Paired::row).is_none()).collect();
        // What an import had is no news: its chats are recounted.
        let news: Vec<&New<'_>> = rows.iter().copied().filter(|message| message.was.is_none()).collect();
        applied.messages_new = count(news.len());
        take_over(&mut chats, &new, &claimed);
        let mut late = roll(&mut chats, &news);
        crossed(tx, &mut chats, &late.words).await?;
        let revised = revise::revise(tx, &again, self.tells_edits).await?;
        self.insert_chats(tx, account, &mut chats).await?;
        insert_messages(tx, account, &rows, &self.words).await?;
        let taken: Vec<(&Was, &FeedMessage, MessageId)> = new.iter().filter_map(|one| Some((one.was.as_ref()?, one.message, one.row()))).collect();
        imports::hand_over(tx, &taken).await?;
        let described = self.describe(tx, account, &mut chats).await?;
        late.chats.extend(&revised);
        late.chats.extend(&claimed.chats);
        self.update_chats(tx, account, chats, &late.chats, &described.disputes).await?;
        applied.quarantined_new = self.quarantine(tx, account).await?;
        if let Some(cursor) = self.cursor.as_ref().filter(|cursor| Some(&cursor.0) != stored.as_ref()) {
            sqlx::query(CURSOR_SQL).bind(account.0).bind(cursor.0.clone()).execute(&mut tx.conn).await?;
        }
        announce(tx, account, &applied, &rows, described.seen, &revised);
        Ok(applied)
    }

    /// The chats that the part mentions, in its order; those not known get their id here.
    async fn chats_of(&self, tx: &mut Tx, account: AccountId) -> Result<Vec<Touched>, StoreError> {
        let mut states: Vec<Option<(ChatState, Told)>> = self.chats.iter().map(|chat| tx.known.get(account, chat.key)).collect();
        let asked: Vec<(&str, usize)> = (self.chats.iter().zip(&states).enumerate())
            .filter(|(_, (_, state))| state.is_none())
            .map(|(place, (chat, _))| (chat.remote_id.as_str(), place))
            .collect();
        let found: Vec<KnownChat> = FIND_CHATS.fetch(&mut tx.conn, &asked, |query, (id, _)| query.bind(account.0).bind((*id).to_owned())).await?;
        let all_known = found.len() == asked.len();
        let places: HashMap<&str, usize> = asked.into_iter().collect();
        for KnownChat { state, remote_id } in found {
            if let Some(place) = places.get(remote_id.as_str()).and_then(|place| states.get_mut(*place)) {
                *place = Some((state, Told::default()));
            }
        }
        let mut next: i64 = if all_known { 0 } else { sqlx::query_scalar(NEXT_CHAT_SQL).fetch_one(&mut tx.conn).await? };
        let touched = states.into_iter().map(|state| {
            let new = state.is_none();
            let (stood, told) = state.unwrap_or_else(|| (ChatState::new(ChatId(next), account.0), Told::default()));
            next += i64::from(new);
            Touched { after: stood.clone(), stood, new, told }
        });
        Ok(touched.collect())
    }

    /// The messages that are not known yet, in the order of their time, with their ids; those that are; and what the
    /// channel takes over from imports, whose messages are not known any more.
    async fn new_messages(&self, tx: &mut Tx, chats: &[Touched]) -> Result<(Vec<New<'_>>, Vec<Again<'_>>, Claimed), StoreError> {
        let placed = || (0_i64..).zip(&self.lines).filter_map(|(place, line)| Some((place, line, chats.get(line.chat)?)));
        let asked: Vec<_> = placed().filter(|(.., chat)| !chat.new).collect();
        let known: Vec<(i64,)> =
            FIND_MESSAGES.fetch(&mut tx.conn, &asked, |query, (place, line, chat)| query.bind(*place).bind(chat.after.id.0).bind(line.remote.clone())).await?;
        let mut known: HashSet<i64> = known.into_iter().map(|(place,)| place).collect();
        let told: HashSet<ChatId> = asked.iter().map(|(.., chat)| chat.after.id).collect();
        let told: Vec<ChatId> = told.into_iter().collect();
        let stored: Vec<(i64, ChatId, &Remote)> =
            asked.iter().filter(|(place, ..)| known.contains(place)).map(|(place, line, chat)| (*place, chat.after.id, &line.remote)).collect();
        let mut claimed = imports::claim(tx, &told, &stored).await?;
        known.retain(|place| !claimed.was.contains_key(place));
        let (again, fresh): (Vec<_>, Vec<_>) = placed().partition(|(place, ..)| known.contains(place));
        let moments: Vec<_> = fresh.iter().map(|(_, line, _)| line.message.sent_at).collect();
        let ids = if moments.is_empty() { Vec::new() } else { free_ids(&mut tx.conn, &moments).await? };
        let new = fresh.into_iter().zip(ids).map(|((place, line, chat), id)| {
            let was = claimed.was.remove(&place);
            New { message: &line.message, line, chat: chat.after.id, id, paired: None, was }
        });
        let new = new.collect();
        Ok((new, again.into_iter().map(|(_, line, chat)| Again { chat: chat.after.id, message: &line.message }).collect(), claimed))
    }

    async fn insert_chats(&self, tx: &mut Tx, account: AccountId, chats: &mut [Touched]) -> Result<(), StoreError> {
        let mut delta = Tally::default();
        for chat in chats.iter_mut().filter(|chat| chat.new) {
            chat.stood = chat.after.clone();
            delta += chat.after.tally();
        }
        let new: Vec<(&str, &ChatState)> =
            self.chats.iter().zip(&*chats).filter(|(_, chat)| chat.new).map(|(named, chat)| (named.remote_id.as_str(), &chat.after)).collect();
        INSERT_CHATS
            .execute(&mut tx.conn, &new, |query, (remote, state)| {
                let last = state.last.as_ref();
                let query = query.bind(state.id.0).bind(account.0).bind((*remote).to_owned()).bind(state.waiting.queue.code());
                let query = query.bind(state.waiting.priority.code()).bind(state.waiting.since.map(|at| at.0)).bind(state.waiting.deadline.map(|at| at.0));
                let query = query.bind(state.waiting.answered_at.map(|at| at.0)).bind(state.unread).bind(state.read_up_to).bind(state.last_id);
                let query = query.bind(last.map_or(pult_domain::Author::System.code(), |last| last.author.code()));
                let query = query.bind(last.map_or(String::new(), |last| last.text.clone())).bind(last.map_or(0, |last| last.attachments));
                query.bind(state.last_at.map(|at| at.0))
            })
            .await?;
        rollup::add(tx, account.0, delta).await
    }

    /// Names, items and reply tokens; what of it was news.
    async fn describe(&self, tx: &mut Tx, account: AccountId, chats: &mut [Touched]) -> Result<channel_facts::News, StoreError> {
        // Told again as it was: nothing to write, and most of a feed is that.
        let news: Vec<(ChatId, &FeedChat)> = (self.chats.iter().zip(chats))
            .filter_map(|(named, chat)| {
                let facts = named.facts.as_ref()?;
                named.told.is_none_or(|told| chat.told.learn(told)).then_some((chat.after.id, facts))
            })
            .collect();
        let items = |told: &FeedChat| told.item.as_ref().and_then(|item| item.remote_id.clone().map(|id| (id, item.title.clone())));
        let mentioned: HashMap<String, Option<String>> = news.iter().filter_map(|(_, told)| items(told)).collect();
        let mut mentioned: Vec<_> = mentioned.into_iter().collect();
        mentioned.sort();
        MENTION_ITEMS.execute(&mut tx.conn, &mentioned, |query, (id, title)| query.bind(account.0).bind(id.clone()).bind(title.clone())).await?;
        let anew = index::told_anew(tx, &news).await?;
        let changed = DESCRIBE_CHATS
            .execute(&mut tx.conn, &news, |query, (id, told)| {
                let item = told.item.clone().unwrap_or_default();
                let query = query.bind(id.0).bind(told.customer_name.clone()).bind(item.remote_id).bind(item.title).bind(item.order_id);
                query.bind(item.price_minor).bind(item.currency).bind(item.size).bind(told.reply_token.clone())
            })
            .await?;
        index::chats(tx, &anew).await?;
        crate::people::tell(tx, account, &news).await?;
        let mut told = channel_facts::tell(tx, &news).await?;
        told.seen.extend(channel_facts::tell_histories(tx, &news).await?);
        if changed > 0 {
            told.seen.extend(news.into_iter().map(|(id, _)| id));
        }
        Ok(told)
    }

    async fn update_chats(
        &self,
        tx: &mut Tx,
        account: AccountId,
        mut chats: Vec<Touched>,
        late: &HashSet<ChatId>,
        disputes: &HashSet<ChatId>,
    ) -> Result<(), StoreError> {
        for chat in &mut chats {
            let recounted = late.contains(&chat.after.id);
            if recounted {
                chat.after.recount(&mut tx.conn).await?;
            }
            if disputes.contains(&chat.after.id) {
                // Also downwards: what was pressing in a dispute is not when that is over.
                if let Some(judged) = judge_anew(tx, &chat.after).await? {
                    chat.after = judged;
                }
            } else if recounted || chat.new || chat.stood.waiting != chat.after.waiting || chat.stood.last_id != chat.after.last_id {
                judge(tx, &mut chat.after).await?;
            }
            if let Some(seen) = chat.after.waiting.done_at.filter(|at| Some(*at) < chat.stood.waiting.done_at) {
                moves::crossed(tx, chat.after.id, seen).await?;
            }
        }
        let mut pairs: Vec<_> = chats.iter().map(|chat| (&chat.stood, &chat.after)).collect();
        pairs.sort_by_key(|(_, after)| after.id);
        rollup::write(tx, account.0, &pairs).await?;
        for (named, chat) in self.chats.iter().zip(&chats) {
            tx.known.put(named.key, &chat.after, chat.told);
        }
        Ok(())
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

/// Moves the chat rows on; returns those that must be recounted once their messages are stored.
fn roll(chats: &mut [Touched], rows: &[&New<'_>]) -> Late {
    let mut late = Late::default();
    let mut by_chat: Vec<&New<'_>> = rows.to_vec();
    by_chat.sort_by_key(|new| new.line.chat);
    for of_one in by_chat.chunk_by(|one, other| one.line.chat == other.line.chat) {
        let Some(place) = of_one.first().map(|new| new.line.chat) else { continue };
        let Some(chat) = chats.get_mut(place) else { continue };
        let fresh = of_one.iter().map(|New { message, id, .. }| Fresh {
            id: *id,
            author: message.author,
            at: message.sent_at,
            text: &message.text,
            attachments: count(message.attachments.len()),
        });
        let mut fresh: Vec<Fresh<'_>> = fresh.collect();
        if !chat.after.follow(&mut fresh) {
            // Whoever hides a chat hides what he has seen: what the buyer wrote is news though it comes late, unless it was answered since.
            if fresh.iter().any(|one| one.author == Author::Customer && chat.after.waiting.unanswered(one.at)) {
                chat.after.snoozed = None;
            }
            late.chats.insert(chat.after.id);
            let answered = fresh.iter().filter(|one| rollup::ours(one.author)).map(|one| one.id).max();
            let word = fresh.iter().filter(|one| one.author == Author::Customer && Some(one.id) > answered).max_by_key(|one| one.id);
            late.words.extend(word.map(|one| (place, one.id, one.at)));
        }
    }
    late
}

/// What buyers wrote while it could not be seen here, though something newer stands in their chats. A closing did not mean
/// it. A reply sent from here answers it, by its moment, and has not read it; whoever answers elsewhere has read it there.
async fn crossed(tx: &mut Tx, chats: &mut [Touched], words: &[(usize, MessageId, AtMs)]) -> Result<(), StoreError> {
    for (place, id, at) in words {
        let Some(chat) = chats.get_mut(*place).filter(|chat| !chat.new).map(|chat| &mut chat.after) else { continue };
        let (seen, answered): (bool, bool) = sqlx::query_as(BEHIND_SQL).bind(chat.id.0).bind(id.0).fetch_one(&mut tx.conn).await?;
        if seen {
            continue;
        }
        let waiting = chat.waiting.unseen(*at);
        if waiting != chat.waiting {
            (chat.waiting, chat.snoozed) = (waiting, None);
        }
        chat.marked |= answered;
    }
    Ok(())
}

/// What an import had of these messages and chats is the channel's from now on.
fn take_over(chats: &mut [Touched], new: &[New<'_>], claimed: &Claimed) {
    for chat in chats.iter_mut() {
        if let Some(closed) = claimed.made.get(&chat.after.id) {
            // The import closed it and counted it as read; whether somebody waits, its messages say.
            chat.after.waiting.done_at = chat.after.waiting.done_at.filter(|at| at != closed);
            chat.after.read_up_to = 0;
        }
    }
    for message in new {
        let Some((was, chat)) = message.was.as_ref().zip(chats.get_mut(message.line.chat)) else { continue };
        if chat.after.read_up_to == was.id {
            // Read up to there, wherever the file had it: nothing that stands behind it was seen by that.
            chat.after.read_up_to = was.id.min(message.id.0);
        }
    }
}

async fn insert_messages(tx: &mut Tx, account: AccountId, rows: &[&New<'_>], words: &PartWords) -> Result<(), StoreError> {
    INSERT_MESSAGES
        .execute(&mut tx.conn, rows, |query, new| {
            let message = new.message;
            let query = query.bind(new.id.0).bind(new.chat.0).bind(new.line.remote.clone()).bind(message.author.code());
            let query = query.bind(message.kind.code()).bind(message.sent_at.0).bind(new.paired.as_ref().map(|p| p.outbox.0));
            query.bind(count(message.attachments.len())).bind(message.text.clone()).bind(message.raw.clone())
        })
        .await?;
    let lines: Vec<(i64, &str)> = rows.iter().map(|new| (new.id.0, new.line.terms.as_str())).collect();
    index::add_lines(tx, &lines).await?;
    index::learn_words(tx, words).await?;
    let told: Vec<(i64, bool)> = rows.iter().filter_map(|new| new.message.read.map(|read| (new.id.0, read))).collect();
    SET_READ.execute(&mut tx.conn, &told, |query, (id, read)| query.bind(*id).bind(*read)).await?;
    let files: Vec<_> = rows.iter().flat_map(|new| new.message.attachments.iter().map(|file| (new.id.0, new.message.sent_at, file))).collect();
    let now = tx.now;
    INSERT_ATTACHMENTS
        .execute(&mut tx.conn, &files, |query, (message, sent_at, file)| {
            let query = query.bind(*message).bind(file.remote_id.clone()).bind(file.kind.as_str()).bind(file.name.clone());
            let query = query.bind(file.media_type.clone()).bind(file.bytes.map(|bytes| i64::try_from(bytes).unwrap_or(i64::MAX)));
            query.bind(wanted_by(account, file, *sent_at, now))
        })
        .await?;
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
