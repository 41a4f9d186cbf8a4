//! Replies on their way out: the rows of the pure machine in `pult_domain::outbox`.

pub(crate) mod alike;
pub(crate) mod batch;
pub(crate) mod doubts;
pub(crate) mod local;

use crate::chats::record;
use crate::pool::Tx;
use crate::rollup::{self, ChatState};
use crate::sql::statements;
use crate::text::message_line;
use crate::uploads::{self, UploadRow};
use crate::{Lane, Store, StoreError, ai_drafts, drafts};
use pult_domain::{
    AccountId, AtMs, Author, ChatId, ErrorCode, Hold, MessageId, Outbox, OutboxEvent, OutboxId, OutboxState, RemoteChatId, RemoteMessageId, Tag, UploadId,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow, Row};
use std::collections::HashSet;

/// A reply the owner has just sent off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReply {
    /// The chat.
    pub chat: ChatId,
    /// The text, checked by the caller; empty for a file.
    pub text: String,
    /// The file it is, if it is one: it leaves the composer with this reply.
    pub upload: Option<UploadId>,
    /// Not before this moment: now plus the time to undo.
    pub next_at: AtMs,
    /// The face's own key of this click; the same key in the same chat is the same reply.
    pub client_key: Option<String>,
}

/// What the channel told when it took a reply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SentFacts {
    /// The channel's time of the message.
    pub sent_at: Option<AtMs>,
    /// A newer reply token.
    pub reply_token: Option<String>,
}

/// A reply with its state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxRow {
    /// The reply.
    pub id: OutboxId,
    /// The account it leaves through.
    pub account: AccountId,
    /// The chat.
    pub chat: ChatId,
    /// The marketplace's id of the chat.
    pub remote_chat_id: RemoteChatId,
    /// What the channel wants to see with a reply.
    pub reply_token: Option<String>,
    /// The text; empty for a file.
    pub text: String,
    /// The file it is, if it is one.
    pub file: Option<UploadRow>,
    /// When the owner sent it off.
    pub queued_at: AtMs,
    /// The buyer's newest message when the owner last looked at it.
    pub seen: Option<MessageId>,
    /// The message it answers, for the owner's eyes.
    pub answers: Option<Quoted>,
    /// The first of the replies it was sent off with.
    pub batch: Option<OutboxId>,
    /// Where it stands.
    pub machine: Outbox,
}

/// A message as a reply to it shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The message.
    pub message: MessageId,
    /// Who wrote it.
    pub author: Author,
    /// Its beginning; untrusted.
    pub text: String,
}

const ROW: &str = "SELECT o.id, o.account_id, o.chat_id, c.remote_id, c.reply_token, o.text, o.queued_at_ms, o.state, o.attempts, o.turned_away, o.resends, \
    o.next_at_ms, o.first_attempt_at_ms, o.last_attempt_at_ms, o.unconfirmed_at_ms, o.reason, o.remote_id, \
    u.id, u.name, u.media_type, u.bytes, u.path, o.planned_at_ms, o.held, o.seen_id, o.batch, q.id, q.author, substr(q.text, 1, 200) \
    FROM outbox o CROSS JOIN chat c ON c.id = o.chat_id LEFT JOIN upload u ON u.outbox_id = o.id LEFT JOIN message q ON q.id = o.reply_to";

/// Most rows of one list.
const MOST_ROWS: i64 = 1_000;

statements! {
    SAME_SQL = "SELECT id FROM outbox WHERE chat_id = ? AND client_key = ?";
    ADD_SQL = "INSERT INTO outbox (account_id, chat_id, text, client_key, queued_at_ms, state, attempts, turned_away, resends, next_at_ms) \
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    STEP_SQL = "UPDATE outbox SET state = ?2, attempts = ?3, turned_away = ?4, resends = ?5, next_at_ms = ?6, first_attempt_at_ms = ?7, \
        last_attempt_at_ms = ?8, unconfirmed_at_ms = ?9, reason = ?10, remote_id = ?11, planned_at_ms = ?12, held = ?13 WHERE id = ?1";
    SENDING_SQL = "SELECT id FROM outbox WHERE state = 'sending' ORDER BY id";
    TOKEN_SQL = "UPDATE chat SET reply_token = ?2 WHERE id = ?1 AND reply_token IS NOT ?2";
}

impl FromRow<'_, SqliteRow> for OutboxRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let state: String = row.try_get(7)?;
        let at = |column: usize| row.try_get::<Option<i64>, _>(column).map(|ms| ms.map(AtMs));
        let machine = Outbox {
            state: OutboxState::parse(&state).ok_or_else(|| sqlx::Error::Decode("state of a reply".into()))?,
            attempts: row.try_get(8)?,
            turned_away: row.try_get(9)?,
            resends: row.try_get(10)?,
            next_at: AtMs(row.try_get(11)?),
            first_attempt_at: at(12)?,
            last_attempt_at: at(13)?,
            unconfirmed_at: at(14)?,
            reason: row.try_get::<Option<String>, _>(15)?.map(|code| ErrorCode::parse(&code).unwrap_or(ErrorCode::Internal)),
            remote_id: row.try_get::<Option<String>, _>(16)?.map(RemoteMessageId),
            planned_at: at(22)?,
            // A restored copy puts waiting replies in doubt without knowing of holds.
            held: row.try_get::<Option<String>, _>(23)?.and_then(|word| Hold::parse(&word)).filter(|_| state == OutboxState::Queued.as_str()),
        };
        let answers = match row.try_get::<Option<i64>, _>(26)? {
            Some(message) => Some(Quoted { message: MessageId(message), author: Author::from_code(row.try_get(27)?), text: row.try_get(28)? }),
            None => None,
        };
        let (id, chat) = (OutboxId(row.try_get(0)?), ChatId(row.try_get(2)?));
        let file = match row.try_get::<Option<i64>, _>(17)? {
            Some(upload) => Some(UploadRow {
                id: UploadId(upload),
                chat,
                name: row.try_get(18)?,
                media_type: row.try_get(19)?,
                bytes: row.try_get(20)?,
                path: row.try_get(21)?,
                outbox: Some(id),
            }),
            None => None,
        };
        Ok(Self {
            id,
            account: AccountId(row.try_get(1)?),
            chat,
            remote_chat_id: RemoteChatId(row.try_get(3)?),
            reply_token: row.try_get(4)?,
            text: row.try_get(5)?,
            file,
            queued_at: AtMs(row.try_get(6)?),
            seen: row.try_get::<Option<i64>, _>(24)?.map(MessageId),
            answers,
            batch: row.try_get::<Option<i64>, _>(25)?.map(OutboxId),
            machine,
        })
    }
}

/// The lists of replies, each with its index.
#[derive(Clone, Copy, Debug)]
enum List {
    Whole,
    OfState,
    OfChat,
    OfChatAndState,
    Open,
    Holding,
    Held,
    One,
}

impl List {
    #[cfg(test)]
    const ALL: [Self; 8] = [Self::Whole, Self::OfState, Self::OfChat, Self::OfChatAndState, Self::Open, Self::Holding, Self::Held, Self::One];

    /// Parameters: 1 a chat, account or reply; 2 a state; 3 the limit.
    fn sql(self) -> String {
        let condition = match self {
            Self::Whole => "1",
            Self::OfState => "o.state = ?2",
            Self::OfChat => "o.chat_id = ?1",
            Self::OfChatAndState => "o.chat_id = ?1 AND +o.state = ?2",
            Self::Open => "o.chat_id = ?1 AND o.state NOT IN ('sent', 'cancelled')",
            Self::Holding => "o.account_id = ?1 AND o.state IN ('queued', 'sending', 'unconfirmed')",
            Self::Held => "o.held > ''",
            Self::One => "o.id = ?1",
        };
        format!("{ROW} WHERE {condition} ORDER BY o.id LIMIT ?3")
    }
}

/// Every statement a list of replies can become, for the tests.
#[cfg(test)]
pub(crate) fn every_list() -> Vec<String> {
    List::ALL.into_iter().map(List::sql).collect()
}

impl Store {
    /// Stores a reply durably, before anything else happens with it, and clears the chat's draft.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn outbox_add(&self, reply: NewReply) -> Result<OutboxRow, StoreError> {
        self.write(Lane::Send, |tx| {
            Box::pin(async move {
                if let Some(row) = known(tx, reply.chat, reply.client_key.as_deref()).await? {
                    return Ok(row);
                }
                let id = add(tx, reply).await?;
                one(tx, id).await
            })
        })
        .await
    }

    /// Stores several replies of one chat at once, to leave in this order: all or none.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`], [`ErrorCode::AttachmentNotFound`].
    pub async fn outbox_add_all(&self, replies: Vec<NewReply>) -> Result<Vec<OutboxRow>, StoreError> {
        self.outbox_add_batch(batch::Batch { replies, ..batch::Batch::default() }).await
    }

    /// Moves a reply on by one event, durably. One that is sent by it becomes a message of its chat, which is spam no more. `sent`: what
    /// the channel told when it took it.
    ///
    /// # Errors
    /// [`ErrorCode::OutboxNotFound`]; [`StoreError::NotAllowed`] when the state refuses, nothing changed.
    pub async fn outbox_step(&self, id: OutboxId, event: OutboxEvent, sent: Option<SentFacts>) -> Result<OutboxRow, StoreError> {
        let told_sent = matches!(event, OutboxEvent::Accepted { .. } | OutboxEvent::OwnerConfirms);
        // Words are made outside the writer; a reply becomes a message only when it is sent.
        let terms = match self.outbox(id).await? {
            Some(row) if told_sent => message_line(&row.text, row.file.as_ref().map(|file| file.name.as_str())),
            _ => String::new(),
        };
        self.write(Lane::Send, move |tx| {
            Box::pin(async move {
                let row = advance(tx, id, event).await?;
                let facts = sent.unwrap_or_default();
                if let Some(token) = facts.reply_token {
                    // The feed may tell the token before this one again, and must be heard then.
                    tx.known.clear();
                    sqlx::query(TOKEN_SQL).bind(row.chat.0).bind(token).execute(&mut tx.conn).await?;
                }
                if told_sent && row.machine.state == OutboxState::Sent {
                    // An owner who confirms says that the attempt arrived, not that it left now.
                    local::store(tx, &row, facts.sent_at.or(row.machine.last_attempt_at), terms).await?;
                    no_spam(tx, &row).await?;
                }
                one(tx, id).await
            })
        })
        .await
    }

    /// The reply that was stored under a face's own key.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_of_key(&self, chat: ChatId, key: &str) -> Result<Option<OutboxRow>, StoreError> {
        let same: Option<i64> = sqlx::query_scalar(SAME_SQL).bind(chat.0).bind(key).fetch_optional(&mut *self.reader().await?).await?;
        match same {
            Some(id) => self.outbox(OutboxId(id)).await,
            None => Ok(None),
        }
    }

    /// One reply.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox(&self, id: OutboxId) -> Result<Option<OutboxRow>, StoreError> {
        Ok(self.outbox_rows(List::One, Some(id.0), None, 1).await?.pop())
    }

    /// Replies, oldest first, of one state or chat if given.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_list(&self, state: Option<OutboxState>, chat: Option<ChatId>, limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        let list = match (state, chat) {
            (None, None) => List::Whole,
            (Some(_), None) => List::OfState,
            (None, Some(_)) => List::OfChat,
            (Some(_), Some(_)) => List::OfChatAndState,
        };
        self.outbox_rows(list, chat.map(|chat| chat.0), state, limit.clamp(1, MOST_ROWS)).await
    }

    /// Planned replies that wait for the owner's word, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_held(&self, limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        self.outbox_rows(List::Held, None, None, limit.clamp(1, MOST_ROWS)).await
    }

    /// Per chat of the account the first reply that holds back the others, in the order they leave.
    /// What waits for the owner's word holds back nothing.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_heads(&self, account: AccountId) -> Result<Vec<OutboxRow>, StoreError> {
        let mut seen = HashSet::new();
        let mut heads = self.outbox_rows(List::Holding, Some(account.0), None, i64::MAX).await?;
        heads.retain(|row| row.machine.held.is_none());
        heads.sort_by_key(|row| (row.machine.place(row.queued_at), row.id));
        heads.retain(|row| seen.insert(row.chat));
        Ok(heads)
    }

    /// The program starts: attempts that never ended come into doubt, and what was kept of doubts that are over is forgotten. Returns
    /// how many came into doubt.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_found_at_start(&self) -> Result<i64, StoreError> {
        self.write(Lane::Live, |tx| {
            Box::pin(async move {
                let sending: Vec<i64> = sqlx::query_scalar(SENDING_SQL).fetch_all(&mut tx.conn).await?;
                for id in &sending {
                    advance(tx, OutboxId(*id), OutboxEvent::FoundAtStart).await?;
                }
                doubts::forget_decided(tx).await?;
                Ok(i64::try_from(sending.len()).unwrap_or(i64::MAX))
            })
        })
        .await
    }

    /// The replies of a chat that are neither sent nor withdrawn, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn outbox_open(&self, chat: ChatId) -> Result<Vec<OutboxRow>, StoreError> {
        self.outbox_rows(List::Open, Some(chat.0), None, MOST_ROWS).await
    }

    async fn outbox_rows(&self, list: List, id: Option<i64>, state: Option<OutboxState>, limit: i64) -> Result<Vec<OutboxRow>, StoreError> {
        let query = sqlx::query_as(AssertSqlSafe(list.sql())).bind(id).bind(state.map(OutboxState::as_str)).bind(limit);
        Ok(query.fetch_all(&mut *self.reader().await?).await?)
    }
}

/// Stores a reply that is not known yet. In few statements: beside a back-fill each waits its turn for a
/// processor, and the owner waits for all of them.
async fn add(tx: &mut Tx, reply: NewReply) -> Result<OutboxId, StoreError> {
    let chat = rollup::load(tx, reply.chat).await?;
    let machine = Outbox::queued(reply.next_at);
    let query = sqlx::query(ADD_SQL).bind(chat.account).bind(reply.chat.0).bind(reply.text).bind(reply.client_key).bind(tx.now.0);
    let query = query.bind(machine.state.as_str()).bind(machine.attempts).bind(machine.turned_away).bind(machine.resends).bind(machine.next_at.0);
    let id = OutboxId(query.execute(&mut tx.conn).await?.last_insert_rowid());
    match reply.upload {
        Some(upload) => uploads::take(tx, upload, reply.chat, id).await?,
        None => drafts::clear(tx, reply.chat).await?,
    }
    record(tx, reply.chat, Some(id.0), "reply", Some(machine.state.as_str())).await?;
    tx.change().tag(Tag::Outbox).tag(Tag::Chats).chat(reply.chat).account(AccountId(chat.account));
    Ok(id)
}

/// Whoever answers it says that it is none: once the reply has left, for until then it may be taken back, and not by one
/// that was written before.
async fn no_spam(tx: &mut Tx, row: &OutboxRow) -> Result<(), StoreError> {
    let chat = rollup::load(tx, row.chat).await?;
    if chat.spam_at.is_some_and(|called| row.queued_at >= called) {
        rollup::save(tx, chat.account, &[(chat.clone(), ChatState { spam_at: None, ..chat })]).await?;
    }
    Ok(())
}

/// The reply that was stored under a face's own key.
async fn known(tx: &mut Tx, chat: ChatId, key: Option<&str>) -> Result<Option<OutboxRow>, StoreError> {
    let Some(key) = key else { return Ok(None) };
    let same: Option<i64> = sqlx::query_scalar(SAME_SQL).bind(chat.0).bind(key.to_owned()).fetch_optional(&mut tx.conn).await?;
    match same {
        Some(id) => Ok(Some(one(tx, OutboxId(id)).await?)),
        None => Ok(None),
    }
}

async fn one(tx: &mut Tx, id: OutboxId) -> Result<OutboxRow, StoreError> {
    let row = sqlx::query_as(AssertSqlSafe(List::One.sql())).bind(id.0).bind(None::<String>).bind(1).fetch_optional(&mut tx.conn).await?;
    row.ok_or(StoreError::NotFound(ErrorCode::OutboxNotFound))
}

/// Moves the machine of a reply on and stores it; the row after the step.
pub(crate) async fn advance(tx: &mut Tx, id: OutboxId, event: OutboxEvent) -> Result<OutboxRow, StoreError> {
    let mut row = one(tx, id).await?;
    let looked_at = matches!(event, OutboxEvent::OwnerRetries | OutboxEvent::OwnerPlans { .. } | OutboxEvent::OwnerEdits);
    let next = row.machine.step(event, tx.now)?;
    if looked_at && next.planned_at.is_some() {
        batch::look(tx, &row).await?;
    }
    if next != row.machine {
        let at = |at: Option<AtMs>| at.map(|at| at.0);
        let query = sqlx::query(STEP_SQL).bind(id.0).bind(next.state.as_str()).bind(next.attempts).bind(next.turned_away).bind(next.resends);
        let query = query.bind(next.next_at.0).bind(at(next.first_attempt_at)).bind(at(next.last_attempt_at)).bind(at(next.unconfirmed_at));
        let query = query.bind(next.reason.map(ErrorCode::as_str)).bind(next.remote_id.as_ref().map(|id| id.0.clone()));
        let query = query.bind(at(next.planned_at)).bind(next.held.map(Hold::as_str));
        query.execute(&mut tx.conn).await?;
        if next.state == OutboxState::Cancelled {
            ai_drafts::untold(tx, id).await?;
        }
        if next.state == OutboxState::Cancelled && row.file.is_some() {
            uploads::give_back(tx, id).await?;
            tx.change().tag(Tag::Drafts);
        }
        record(tx, row.chat, Some(id.0), "reply", Some(next.state.as_str())).await?;
        tx.change().tag(Tag::Outbox).tag(Tag::Chats).chat(row.chat).account(row.account);
        row.machine = next;
    }
    Ok(row)
}
