//! Which chats are one buyer's, by the owner's word; and which may be.
//!
//! Kept is only which chats belong together. What speaks for it (phones, order numbers, names) is
//! read anew from the chats each time it is asked for: the word index finds the messages that have a
//! number, so nothing a buyer wrote is stored twice, and erasing a chat erases all of it. A table of
//! phones lost for that reason; it would also have to be rebuilt with every better rule.

pub(crate) mod suggest;

use crate::bulk::Undo;
use crate::chats::{self, ChatRow};
use crate::pool::Tx;
use crate::sql::{Bulk, statements};
use crate::{Lane, Store, StoreError};
use pult_domain::ids::PersonId;
use pult_domain::{AccountId, ChatId, ErrorCode, FeedChat, Tag};
use std::collections::BTreeMap;

pub use suggest::PersonHint;

/// Most chats of one person: what a panel can show. A buyer with more is a reseller, and the list helps better.
const MOST_CHATS: usize = 50;

statements! {
    PERSON_SQL = "SELECT person_id FROM person_chat WHERE chat_id = ?";
    MEMBERS_SQL = "SELECT chat_id, by_itself FROM person_chat WHERE person_id = ? ORDER BY chat_id";
    MEMBER_SQL = "SELECT person_id, joined_at_ms, by_itself FROM person_chat WHERE chat_id = ?";
    MADE_SQL = "INSERT INTO person (made_at_ms) VALUES (?)";
    MADE_AGAIN_SQL = "INSERT OR IGNORE INTO person (id, made_at_ms) VALUES (?, ?)";
    PUT_SQL = "INSERT INTO person_chat (chat_id, person_id, joined_at_ms, by_itself) SELECT id, ?2, ?3, ?4 FROM chat WHERE id = ?1 \
        ON CONFLICT (chat_id) DO UPDATE SET person_id = excluded.person_id, joined_at_ms = excluded.joined_at_ms, by_itself = excluded.by_itself";
    TAKE_SQL = "DELETE FROM person_chat WHERE chat_id = ?";
    EMPTY_SQL = "DELETE FROM person WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM person_chat WHERE person_id = ?1)";
    EXISTS_SQL = "SELECT EXISTS (SELECT 1 FROM chat c JOIN account a ON a.id = c.account_id WHERE c.id = ? AND a.removing = 0)";
    APART_SQL = "INSERT OR IGNORE INTO person_apart (chat_id, other_id) SELECT a.id, b.id FROM chat a, chat b WHERE a.id = ?1 AND b.id = ?2";
    NOT_APART_SQL = "DELETE FROM person_apart WHERE chat_id = ?1 AND other_id = ?2";
}

/// What channels tell of buyers. Returns the chats of which it was news.
const TOLD: Bulk = Bulk {
    head: "INSERT INTO chat_buyer (chat_id, account_id, remote_buyer) SELECT * FROM (VALUES ",
    row: "(?,?,?)",
    tail: ") WHERE column1 IS NOT NULL ON CONFLICT (chat_id) DO UPDATE SET remote_buyer = excluded.remote_buyer \
        WHERE remote_buyer <> excluded.remote_buyer RETURNING chat_id",
};
/// The person each of these chats belongs to by its buyer's number, unless the owner said no.
const BELONGS: Bulk = Bulk {
    head: "WITH given (chat) AS (VALUES ",
    row: "(?)",
    tail: ") SELECT given.chat, p.person_id FROM given CROSS JOIN chat_buyer mine ON mine.chat_id = given.chat \
        CROSS JOIN chat_buyer other ON other.account_id = mine.account_id AND other.remote_buyer = mine.remote_buyer AND other.chat_id <> mine.chat_id \
        CROSS JOIN person_chat p ON p.chat_id = other.chat_id WHERE NOT EXISTS (SELECT 1 FROM person_chat q CROSS JOIN person_apart x \
        ON x.chat_id = min(q.chat_id, given.chat) AND x.other_id = max(q.chat_id, given.chat) WHERE q.person_id = p.person_id) \
        AND NOT EXISTS (SELECT 1 FROM person_chat already WHERE already.chat_id = given.chat)",
};

#[cfg(test)]
pub(crate) const BULKS: [Bulk; 2] = [TOLD, BELONGS];

/// A buyer with several chats.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonRow {
    /// The person.
    pub id: PersonId,
    /// The chats, the newest words first; whether each joined by itself.
    pub chats: Vec<(ChatRow, bool)>,
}

/// Where a chat belongs: person, since when, whether by itself.
type Membership = (i64, i64, bool);

/// What an act moved, so that it can be taken back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Regrouped {
    chats: Vec<(ChatId, Option<Membership>, Option<i64>)>,
    apart: Vec<(i64, i64)>,
    together: Vec<(i64, i64)>,
}

impl Regrouped {
    pub(crate) fn rows(&self) -> usize {
        self.chats.len() + self.apart.len() + self.together.len()
    }
}

impl Store {
    /// The person a chat belongs to, with all chats; nothing for a chat that stands alone.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn person_of(&self, chat: ChatId) -> Result<Option<PersonRow>, StoreError> {
        let mut conn = self.reader().await?;
        let person: Option<i64> = sqlx::query_scalar(PERSON_SQL).bind(chat.0).fetch_optional(&mut *conn).await?;
        let Some(person) = person else { return Ok(None) };
        let members: Vec<(i64, bool)> = sqlx::query_as(MEMBERS_SQL).bind(person).fetch_all(&mut *conn).await?;
        let ids: Vec<i64> = members.iter().map(|(chat, _)| *chat).collect();
        let rows = chats::many(&mut conn, &ids).await?;
        let by_itself = |row: &ChatRow| members.iter().any(|(chat, itself)| *chat == row.id.0 && *itself);
        let chats: Vec<(ChatRow, bool)> = rows
            .into_iter()
            .map(|row| {
                let itself = by_itself(&row);
                (row, itself)
            })
            .collect();
        // A shop that is being removed takes its chats out of sight first.
        Ok((chats.len() > 1).then_some(PersonRow { id: PersonId(person), chats }))
    }

    /// The owner says that these chats are one buyer's; whoever they belonged to comes along.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`], [`ErrorCode::TooManyChats`].
    pub async fn people_join(&self, chats: Vec<ChatId>) -> Result<Undo, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let all = with_their_people(tx, &chats).await?;
                if all.len() > MOST_CHATS {
                    return Err(StoreError::Refused(ErrorCode::TooManyChats));
                }
                let mut done = Regrouped::default();
                let people: Vec<i64> = all.iter().filter_map(|(_, membership)| membership.map(|(person, ..)| person)).collect();
                let ids: Vec<ChatId> = all.iter().map(|(chat, _)| *chat).collect();
                let person = match people.iter().copied().min() {
                    Some(person) => person,
                    None => sqlx::query(MADE_SQL).bind(tx.now.0).execute(&mut tx.conn).await?.last_insert_rowid(),
                };
                for (chat, before) in &all {
                    if before.is_none_or(|(known, ..)| known != person) {
                        put(tx, *chat, (person, tx.now.0, false)).await?;
                        done.chats.push((*chat, *before, Some(person)));
                    }
                }
                for (place, one) in ids.iter().enumerate() {
                    for other in ids.iter().skip(place + 1) {
                        let pair = pair(*one, *other);
                        if sqlx::query(NOT_APART_SQL).bind(pair.0).bind(pair.1).execute(&mut tx.conn).await?.rows_affected() > 0 {
                            done.together.push(pair);
                        }
                    }
                }
                tidy(tx, &people).await?;
                told(tx, &ids);
                Ok(Undo::of_people(done))
            })
        })
        .await
    }

    /// The owner says that this chat is somebody else's. It will not be suggested for the others again.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn people_part(&self, chat: ChatId) -> Result<Undo, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let mut done = Regrouped::default();
                let Some(before) = membership(tx, chat).await? else { return Ok(Undo::of_people(done)) };
                let members: Vec<(i64, bool)> = sqlx::query_as(MEMBERS_SQL).bind(before.0).fetch_all(&mut tx.conn).await?;
                let others: Vec<ChatId> = members.iter().map(|(other, _)| ChatId(*other)).filter(|other| *other != chat).collect();
                take(tx, chat).await?;
                done.chats.push((chat, Some(before), None));
                for other in &others {
                    apart(tx, pair(chat, *other), &mut done).await?;
                }
                // One chat alone is nobody with several chats.
                if let [last] = others.as_slice()
                    && let Some(was) = membership(tx, *last).await?
                {
                    take(tx, *last).await?;
                    done.chats.push((*last, Some(was), None));
                }
                tidy(tx, &[before.0]).await?;
                told(tx, &others);
                told(tx, &[chat]);
                Ok(Undo::of_people(done))
            })
        })
        .await
    }

    /// The owner says that two chats are not one buyer's, before they ever were.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`], and [`ErrorCode::StateConflict`] where they belong together.
    pub async fn people_apart(&self, chat: ChatId, other: ChatId) -> Result<Undo, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                exists(tx, chat).await?;
                exists(tx, other).await?;
                let (one, two) = (membership(tx, chat).await?, membership(tx, other).await?);
                if chat == other || one.is_some_and(|(person, ..)| two.is_some_and(|(theirs, ..)| theirs == person)) {
                    return Err(StoreError::Refused(ErrorCode::StateConflict));
                }
                let mut done = Regrouped::default();
                apart(tx, pair(chat, other), &mut done).await?;
                told(tx, &[chat, other]);
                Ok(Undo::of_people(done))
            })
        })
        .await
    }
}

/// Keeps what a part of a feed tells of buyers. A new chat of a buyer whose other chats of the same
/// account are somebody's joins them; nothing else ever joins by itself.
pub(crate) async fn tell(tx: &mut Tx, account: AccountId, chats: &[(ChatId, &FeedChat)]) -> Result<(), StoreError> {
    let told: Vec<(i64, &str)> = chats.iter().filter_map(|(id, chat)| Some((id.0, chat.buyer.as_deref()?))).collect();
    if told.is_empty() {
        return Ok(());
    }
    let news: Vec<(i64,)> = TOLD.fetch(&mut tx.conn, &told, |query, (id, buyer)| query.bind(*id).bind(account.0).bind((*buyer).to_owned())).await?;
    let belongs: Vec<(i64, i64)> = BELONGS.fetch(&mut tx.conn, &news, |query, (chat,)| query.bind(*chat)).await?;
    // Two people may have chats of one buyer, where the owner never joined them: the older one has the new chat.
    let mut people: BTreeMap<i64, i64> = BTreeMap::new();
    for (chat, person) in belongs {
        people.entry(chat).and_modify(|known| *known = person.min(*known)).or_insert(person);
    }
    for (chat, person) in people {
        let members: Vec<(i64, bool)> = sqlx::query_as(MEMBERS_SQL).bind(person).fetch_all(&mut tx.conn).await?;
        if members.len() < MOST_CHATS {
            put(tx, ChatId(chat), (person, tx.now.0, true)).await?;
            self::told(tx, &[ChatId(chat)]);
        }
    }
    Ok(())
}

/// Takes an act back: every chat that still stands where the act put it goes back; how many did, and
/// how many did not.
pub(crate) async fn put_back(tx: &mut Tx, done: Regrouped) -> Result<(usize, usize), StoreError> {
    let (mut restored, mut left, mut touched) = (0, 0, Vec::new());
    for (chat, before, after) in &done.chats {
        let now = membership(tx, *chat).await?;
        if now.map(|(person, ..)| person) != *after {
            left += 1;
            continue;
        }
        touched.extend(after.iter().copied());
        match before {
            Some(membership) => {
                sqlx::query(MADE_AGAIN_SQL).bind(membership.0).bind(tx.now.0).execute(&mut tx.conn).await?;
                put(tx, *chat, *membership).await?;
            }
            None => take(tx, *chat).await?,
        }
        restored += 1;
    }
    for (one, other) in &done.apart {
        restored += usize::try_from(sqlx::query(NOT_APART_SQL).bind(one).bind(other).execute(&mut tx.conn).await?.rows_affected()).unwrap_or(0);
    }
    for (one, other) in &done.together {
        sqlx::query(APART_SQL).bind(one).bind(other).execute(&mut tx.conn).await?;
    }
    tidy(tx, &touched).await?;
    let pairs = done.apart.iter().chain(&done.together).flat_map(|(one, other)| [ChatId(*one), ChatId(*other)]);
    let chats: Vec<ChatId> = done.chats.iter().map(|(chat, ..)| *chat).chain(pairs).collect();
    told(tx, &chats);
    Ok((restored, left))
}

fn pair(one: ChatId, other: ChatId) -> (i64, i64) {
    (one.0.min(other.0), one.0.max(other.0))
}

/// The chats with all that belong to the same people, each once, and where each belongs.
async fn with_their_people(tx: &mut Tx, chats: &[ChatId]) -> Result<Vec<(ChatId, Option<Membership>)>, StoreError> {
    let mut all: Vec<ChatId> = Vec::new();
    for chat in chats {
        exists(tx, *chat).await?;
        all.push(*chat);
        if let Some((person, ..)) = membership(tx, *chat).await? {
            let members: Vec<(i64, bool)> = sqlx::query_as(MEMBERS_SQL).bind(person).fetch_all(&mut tx.conn).await?;
            all.extend(members.into_iter().map(|(chat, _)| ChatId(chat)));
        }
    }
    all.sort_unstable();
    all.dedup();
    let mut out = Vec::with_capacity(all.len());
    for chat in all {
        out.push((chat, membership(tx, chat).await?));
    }
    Ok(out)
}

async fn exists(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    let there: bool = sqlx::query_scalar(EXISTS_SQL).bind(chat.0).fetch_one(&mut tx.conn).await?;
    if there { Ok(()) } else { Err(StoreError::NotFound(ErrorCode::ChatNotFound)) }
}

async fn membership(tx: &mut Tx, chat: ChatId) -> Result<Option<Membership>, StoreError> {
    Ok(sqlx::query_as(MEMBER_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?)
}

async fn put(tx: &mut Tx, chat: ChatId, (person, at, itself): Membership) -> Result<(), StoreError> {
    sqlx::query(PUT_SQL).bind(chat.0).bind(person).bind(at).bind(itself).execute(&mut tx.conn).await?;
    Ok(())
}

async fn take(tx: &mut Tx, chat: ChatId) -> Result<(), StoreError> {
    sqlx::query(TAKE_SQL).bind(chat.0).execute(&mut tx.conn).await?;
    Ok(())
}

async fn apart(tx: &mut Tx, pair: (i64, i64), done: &mut Regrouped) -> Result<(), StoreError> {
    if sqlx::query(APART_SQL).bind(pair.0).bind(pair.1).execute(&mut tx.conn).await?.rows_affected() > 0 {
        done.apart.push(pair);
    }
    Ok(())
}

/// People without chats go.
async fn tidy(tx: &mut Tx, people: &[i64]) -> Result<(), StoreError> {
    for person in people {
        sqlx::query(EMPTY_SQL).bind(person).execute(&mut tx.conn).await?;
    }
    Ok(())
}

fn told(tx: &mut Tx, chats: &[ChatId]) {
    tx.change().tag(Tag::People);
    for chat in chats {
        tx.change().chat(*chat);
    }
}
