//! Drafted replies: the newest of each chat, and what became of the earlier ones.

use crate::messages::MessageRow;
use crate::pool::Tx;
use crate::sql::statements;
use crate::{Lane, Store, StoreError, rollup};
use pult_domain::{AtMs, Author, ChatId, DraftMaker, ErrorCode, MessageId, MessageKind, OutboxId, ProviderKind, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// A drafted reply, or why there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct AiDraft {
    /// What it was made of: the newest message up to the first dot, behind it whatever else counts.
    pub state_key: String,
    /// The newest message it has seen.
    pub newest: MessageId,
    /// The text.
    pub text: Option<String>,
    /// Why there is none.
    pub reason: Option<String>,
    /// The buyer's language.
    pub language: String,
    /// How the buyer feels.
    pub sentiment: String,
    /// What the buyer wants, the main thing first.
    pub categories: Vec<String>,
    /// How soon somebody must look.
    pub urgency: String,
    /// How surely it fits, from 0 to 1.
    pub confidence: f64,
    /// Who drafted it.
    pub provider: DraftMaker,
    /// The model.
    pub model: Option<String>,
    /// What it cost, in millionths of the currency.
    pub cost_micros: i64,
    /// The currency of the cost.
    pub currency: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// Sources as JSON.
    pub sources: String,
    /// Findings as JSON.
    pub findings: String,
    /// Candidates that the guard stopped.
    pub blocked: i64,
    /// The form that was asked for.
    pub variant: Option<String>,
}

/// What the buyer said in a message when it was read. A model takes its time: what it makes is held against this when it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenWords {
    /// The message.
    pub message: MessageId,
    /// Its whole text.
    pub text: String,
}

impl SeenWords {
    /// What the buyer says in these messages; what was deleted says nothing.
    #[must_use]
    pub fn of(rows: &[MessageRow]) -> Vec<Self> {
        let said = rows.iter().filter(|row| row.author == Author::Customer && row.kind != MessageKind::Deleted);
        said.map(|row| Self { message: row.id, text: row.text.clone() }).collect()
    }
}

/// A drafted reply as stored.
#[derive(Clone, Debug, PartialEq)]
pub struct AiDraftRow {
    /// Its row.
    pub id: i64,
    /// Its chat.
    pub chat: ChatId,
    /// The draft.
    pub draft: AiDraft,
    /// When it was made.
    pub at: AtMs,
    /// What became of it.
    pub outcome: Option<String>,
    /// The owner's thumb: 1 or -1.
    pub thumb: Option<i64>,
    /// Why it points down.
    pub thumb_reason: Option<String>,
    /// Whether the buyer has written since.
    pub stale: bool,
}

/// What became of a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DraftFate {
    /// `inserted`, `edited`, `sent` or `ignored`.
    pub outcome: Option<String>,
    /// Share of characters changed.
    pub distance: Option<f64>,
    /// What was sent instead.
    pub sent_text: Option<String>,
    /// 1 or -1; 0 takes it back.
    pub thumb: Option<i64>,
    /// Why.
    pub thumb_reason: Option<String>,
    /// The reply that tells it.
    pub outbox: Option<OutboxId>,
}

/// How drafts fared since a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DraftCounts {
    /// Drafts with a text.
    pub made: i64,
    /// Chats where none was made.
    pub none: i64,
    /// Drafts before which something had to be stopped.
    pub blocked: i64,
    /// Sent as they were.
    pub sent: i64,
    /// Sent with changes.
    pub edited: i64,
    /// Not used.
    pub ignored: i64,
}

/// Which drafts count: those with which something was done, and each chat's newest. A form and what it was made from
/// are one draft.
macro_rules! counted {
    () => {
        "(outcome IS NOT NULL OR thumb IS NOT NULL OR id = (SELECT max(n.id) FROM ai_draft n WHERE n.chat_id = d.chat_id))"
    };
}
pub(crate) use counted;

/// Whether the buyer has written since the draft `d`.
macro_rules! stale {
    () => {
        "EXISTS (SELECT 1 FROM message m WHERE m.chat_id = d.chat_id AND m.id > d.newest_id AND m.author = 0)"
    };
}
pub(crate) use stale;

/// Whether a chat's newest draft stands ready: it has a text that the guard holds back nowhere, no later message of the
/// buyer has overtaken it, no reply has come of it or instead of it, and the owner's thumb does not point down. Whoever
/// made it: the panel offers all of them alike. One put into the composer stands until a reply leaves. Within JSON a
/// quote in somebody's words is written with a backslash, so that the looked-for text is a level and nothing else.
macro_rules! stands {
    ($chat:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM ai_draft d WHERE d.id = (SELECT max(n.id) FROM ai_draft n WHERE n.chat_id = ",
            $chat,
            ") AND d.text IS NOT NULL AND coalesce(d.outcome, 'inserted') = 'inserted' AND coalesce(d.thumb, 0) >= 0 \
            AND instr(d.findings, '\"level\":\"block\"') = 0 AND NOT ",
            crate::ai_drafts::stale!(),
            ")"
        )
    };
}
pub(crate) use stands;

/// A whole row of the draft `d`, up to the question which one it is.
macro_rules! whole {
    () => {
        concat!(
            "SELECT d.id, d.chat_id, d.state_key, d.newest_id, d.text, d.reason, d.language, d.sentiment, d.categories, d.urgency, d.confidence, d.provider, \
            d.model, d.cost_micros, d.currency, d.took_ms, d.sources, d.findings, d.blocked, d.variant, d.analyzed_at_ms, d.outcome, d.thumb, ",
            stale!(),
            ", d.thumb_reason FROM ai_draft d WHERE "
        )
    };
}

statements! {
    NEWEST_SQL = concat!(whole!(), "d.chat_id = ? ORDER BY d.id DESC LIMIT 1");
    /// The chat's last text, where the buyer has written since, the shop has not, and no reply came of it or instead of it.
    OVERTAKEN_SQL = concat!(whole!(), "d.id = (SELECT max(n.id) FROM ai_draft n WHERE n.chat_id = ?1 AND n.text IS NOT NULL) \
        AND coalesce(d.outcome, 'inserted') = 'inserted' AND ", stale!(), " AND NOT EXISTS (SELECT 1 FROM message a WHERE a.chat_id = d.chat_id AND a.id > d.newest_id AND a.author IN (1, 2))");
    /// As a new message of the buyer's would: one draft, or all of a chat. An answered message asks for no draft.
    OVERTAKE_SQL = "UPDATE ai_draft SET newest_id = ?2 - 1, state_key = '0' || substr(state_key, instr(state_key, '.')) \
        WHERE chat_id = ?1 AND newest_id >= ?2 AND coalesce(?3, id) = id AND coalesce(outcome, 'inserted') = 'inserted' \
        AND NOT EXISTS (SELECT 1 FROM message a WHERE a.chat_id = ?1 AND a.id > ?2 AND a.author IN (1, 2))";
    WORDS_SQL = "SELECT text FROM message WHERE id = ?1 AND chat_id = ?2 AND kind <> 2";
    STANDS_SQL = concat!("SELECT ", stands!("?1"));
    CHAT_SQL = "SELECT chat_id FROM ai_draft WHERE id = ?";
    INSERTED_SQL = concat!(whole!(), "d.chat_id = ? AND +d.outcome = 'inserted' AND d.text IS NOT NULL ORDER BY d.id DESC LIMIT 1");
    TEXT_SQL = "SELECT text FROM ai_draft WHERE id = ?";
    UNTOLD_SQL = "UPDATE ai_draft SET outcome = CASE outcome WHEN 'ignored' THEN NULL ELSE 'inserted' END, distance = NULL, sent_text = NULL, outbox_id = NULL WHERE outbox_id = ?";
    FORGET_SQL = "DELETE FROM ai_draft WHERE chat_id = ?1 AND outcome IS NULL AND thumb IS NULL AND id IS NOT ?2 AND id < ?3";
    FORMER_SQL = "SELECT id, text FROM ai_draft WHERE chat_id = ?1 AND id < ?2 AND newest_id = ?3 AND text IS NOT NULL ORDER BY id DESC LIMIT 1";
    BACK_SQL = "DELETE FROM ai_draft WHERE id = ?";
    ADD_SQL = "INSERT INTO ai_draft (chat_id, state_key, newest_id, text, reason, language, sentiment, categories, urgency, confidence, provider, model, cost_micros, \
        currency, took_ms, sources, findings, blocked, variant, analyzed_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    FATE_SQL = "UPDATE ai_draft SET outcome = coalesce(?2, outcome), outcome_at_ms = CASE WHEN ?2 IS NULL THEN outcome_at_ms ELSE ?3 END, \
        distance = coalesce(?4, distance), sent_text = coalesce(?5, sent_text), \
        thumb_reason = CASE WHEN ?6 IS NULL THEN thumb_reason ELSE ?7 END, thumb = CASE ?6 WHEN 0 THEN NULL ELSE coalesce(?6, thumb) END, outbox_id = coalesce(?8, outbox_id) \
        WHERE id = ?1";
    KEY_SQL = "SELECT state_key FROM ai_draft WHERE chat_id = ? ORDER BY id DESC LIMIT 1";
    COUNTS_SQL = concat!("SELECT count(*), coalesce(sum(text IS NOT NULL), 0), coalesce(sum(blocked > 0), 0), coalesce(sum(outcome = 'sent'), 0), \
        coalesce(sum(outcome = 'edited'), 0), coalesce(sum(outcome = 'ignored'), 0) FROM ai_draft d WHERE analyzed_at_ms >= ? AND ", counted!());
    NEWEST_MESSAGE_SQL = "SELECT max(id) FROM message WHERE chat_id = ?";
}

/// A provider of a later version is a model all the same.
pub(crate) fn maker(word: &str) -> DraftMaker {
    DraftMaker::parse(word).unwrap_or(DraftMaker::Model(ProviderKind::Compatible))
}

impl FromRow<'_, SqliteRow> for AiDraftRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let categories: String = row.try_get(8)?;
        let draft = AiDraft {
            state_key: row.try_get(2)?,
            newest: MessageId(row.try_get(3)?),
            text: row.try_get(4)?,
            reason: row.try_get(5)?,
            language: row.try_get(6)?,
            sentiment: row.try_get(7)?,
            categories: categories.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            urgency: row.try_get(9)?,
            confidence: row.try_get(10)?,
            provider: maker(row.try_get(11)?),
            model: row.try_get(12)?,
            cost_micros: row.try_get(13)?,
            currency: row.try_get(14)?,
            took_ms: row.try_get(15)?,
            sources: row.try_get(16)?,
            findings: row.try_get(17)?,
            blocked: row.try_get(18)?,
            variant: row.try_get(19)?,
        };
        Ok(Self {
            id: row.try_get(0)?,
            chat: ChatId(row.try_get(1)?),
            draft,
            at: AtMs(row.try_get(20)?),
            outcome: row.try_get(21)?,
            thumb: row.try_get(22)?,
            stale: row.try_get(23)?,
            thumb_reason: row.try_get(24)?,
        })
    }
}

/// What a form was made from: the draft before it that answers the same message.
async fn former<'e>(on: impl sqlx::SqliteExecutor<'e>, form: &AiDraftRow) -> Result<Option<(i64, String)>, StoreError> {
    Ok(sqlx::query_as(FORMER_SQL).bind(form.chat.0).bind(form.id).bind(form.draft.newest.0).fetch_optional(on).await?)
}

/// The draft that the buyer's newest messages have overtaken.
async fn overtaken<'e>(on: impl sqlx::SqliteExecutor<'e>, chat: ChatId) -> Result<Option<AiDraftRow>, StoreError> {
    Ok(sqlx::query_as(OVERTAKEN_SQL).bind(chat.0).fetch_optional(on).await?)
}

/// A message of the buyer has other words now: the drafts that have seen it are overtaken, and whatever is drafted next is of another
/// state.
pub(crate) async fn overtake(tx: &mut Tx, chat: ChatId, edited: MessageId) -> Result<(), StoreError> {
    sqlx::query(OVERTAKE_SQL).bind(chat.0).bind(edited.0).bind(None::<i64>).execute(&mut tx.conn).await?;
    Ok(())
}

/// The same of one draft, which was made of the former words: others have seen how it reads now.
async fn overtake_one(tx: &mut Tx, chat: ChatId, edited: MessageId, draft: i64) -> Result<(), StoreError> {
    sqlx::query(OVERTAKE_SQL).bind(chat.0).bind(edited.0).bind(Some(draft)).execute(&mut tx.conn).await?;
    Ok(())
}

/// The messages that do not say any more what they said when they were read.
pub(crate) async fn reworded(tx: &mut Tx, chat: ChatId, seen: &[SeenWords]) -> Result<Vec<MessageId>, StoreError> {
    let mut edited = Vec::new();
    for words in seen {
        let now: Option<String> = sqlx::query_scalar(WORDS_SQL).bind(words.message.0).bind(chat.0).fetch_optional(&mut tx.conn).await?;
        if now.as_deref() != Some(words.text.as_str()) {
            edited.push(words.message);
        }
    }
    Ok(edited)
}

/// Whether the chat has a draft that stands ready.
async fn standing(tx: &mut Tx, chat: ChatId) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(STANDS_SQL).bind(chat.0).fetch_one(&mut tx.conn).await?)
}

/// Tells of a change of a chat's drafts; of the lists only where the chat has come into the list of drafts or left it:
/// most drafts take the place of one that stood.
async fn tell(tx: &mut Tx, chat: ChatId, stood: bool) -> Result<(), StoreError> {
    tx.change().tag(Tag::AiDrafts).chat(chat);
    if standing(tx, chat).await? != stood {
        tx.change().tag(Tag::Chats);
    }
    Ok(())
}

/// A reply was withdrawn: what it told of a draft was not so. Lists read of replies, and learn of it by [`Tag::Outbox`].
pub(crate) async fn untold(tx: &mut Tx, outbox: OutboxId) -> Result<(), StoreError> {
    if sqlx::query(UNTOLD_SQL).bind(outbox.0).execute(&mut tx.conn).await?.rows_affected() > 0 {
        tx.change().tag(Tag::AiDrafts);
    }
    Ok(())
}

impl Store {
    /// The newest draft of a chat.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft(&self, chat: ChatId) -> Result<Option<AiDraftRow>, StoreError> {
        Ok(sqlx::query_as(NEWEST_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// The last draft of a chat that has a text, where the buyer has written since and nothing answers that yet.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_overtaken(&self, chat: ChatId) -> Result<Option<AiDraftRow>, StoreError> {
        overtaken(&mut *self.reader().await?, chat).await
    }

    /// The draft of a chat that was put into the composer last, where nothing is known of it since.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_inserted(&self, chat: ChatId) -> Result<Option<AiDraftRow>, StoreError> {
        Ok(sqlx::query_as(INSERTED_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// What a form of a draft was made from, while that is kept.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_former(&self, row: &AiDraftRow) -> Result<Option<String>, StoreError> {
        Ok(former(&mut *self.reader().await?, row).await?.map(|(_, text)| text))
    }

    /// Lets go of a form that the owner does not want: what it was made from is the chat's draft again. One with
    /// which something was done stays.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn ai_draft_back(&self, chat: ChatId) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                let newest: Option<AiDraftRow> = sqlx::query_as(NEWEST_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?;
                let Some(form) = newest.filter(|row| row.draft.variant.is_some() && row.outcome.is_none()) else { return Ok(()) };
                if former(&mut tx.conn, &form).await?.is_some() {
                    let stood = standing(tx, chat).await?;
                    sqlx::query(BACK_SQL).bind(form.id).execute(&mut tx.conn).await?;
                    tell(tx, chat, stood).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// The text of a draft.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_text(&self, id: i64) -> Result<Option<String>, StoreError> {
        let text: Option<Option<String>> = sqlx::query_scalar(TEXT_SQL).bind(id).fetch_optional(&mut *self.reader().await?).await?;
        Ok(text.flatten())
    }

    /// What the newest draft of a chat was made of.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_key(&self, chat: ChatId) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(KEY_SQL).bind(chat.0).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// The newest message of a chat.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn newest_message(&self, chat: ChatId) -> Result<Option<MessageId>, StoreError> {
        let newest: Option<i64> = sqlx::query_scalar(NEWEST_MESSAGE_SQL).bind(chat.0).fetch_one(&mut *self.reader().await?).await?;
        Ok(newest.map(MessageId))
    }

    /// Keeps a draft as the newest of its chat. Earlier ones with which nothing was done go; another form of the
    /// one before keeps that, for the way back, and where there is no text the one that the buyer has overtaken stays
    /// to be read. One that was made of other words than the buyer has by now is overtaken as it comes. A model takes its time: where
    /// a text of a newer state is there by then, that is given back and stays as it is, and this one is not kept.
    ///
    /// # Errors
    /// [`ErrorCode::ChatNotFound`].
    pub async fn ai_draft_keep(&self, chat: ChatId, draft: AiDraft, seen: Vec<SeenWords>) -> Result<AiDraftRow, StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                rollup::load(tx, chat).await?;
                let stood = standing(tx, chat).await?;
                let before: Option<AiDraftRow> = sqlx::query_as(NEWEST_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?;
                let before = before.filter(|row| row.draft.text.is_some());
                let form_of = before.as_ref().filter(|row| draft.variant.is_some() && row.draft.newest == draft.newest).map(|row| row.id);
                let stays = if draft.text.is_none() { overtaken(&mut tx.conn, chat).await?.map(|row| row.id) } else { None };
                let query = sqlx::query(ADD_SQL).bind(chat.0).bind(draft.state_key).bind(draft.newest.0).bind(draft.text).bind(draft.reason);
                let query = query.bind(draft.language).bind(draft.sentiment).bind(draft.categories.join(",")).bind(draft.urgency).bind(draft.confidence);
                let query = query.bind(draft.provider.as_str()).bind(draft.model).bind(draft.cost_micros).bind(draft.currency).bind(draft.took_ms);
                let query = query.bind(draft.sources).bind(draft.findings).bind(draft.blocked).bind(draft.variant).bind(tx.now.0);
                let id = query.execute(&mut tx.conn).await?.last_insert_rowid();
                for edited in reworded(tx, chat, &seen).await? {
                    overtake_one(tx, chat, edited, id).await?;
                }
                let kept: Option<AiDraftRow> = sqlx::query_as(NEWEST_SQL).bind(chat.0).fetch_optional(&mut tx.conn).await?;
                let kept = kept.ok_or(StoreError::Unreadable("ai_draft"))?;
                // Only what is stale is held against others: a message that went away again must not keep every later draft out.
                if let Some(newer) = before.filter(|row| kept.stale && row.draft.newest > kept.draft.newest) {
                    sqlx::query(BACK_SQL).bind(id).execute(&mut tx.conn).await?;
                    return Ok(newer);
                }
                sqlx::query(FORGET_SQL).bind(chat.0).bind(form_of.or(stays)).bind(id).execute(&mut tx.conn).await?;
                tell(tx, chat, stood).await?;
                Ok(kept)
            })
        })
        .await
    }

    /// Notes what became of a draft. What is `None` stays.
    ///
    /// # Errors
    /// [`ErrorCode::DraftNotFound`].
    pub async fn ai_draft_fate(&self, id: i64, fate: DraftFate) -> Result<ChatId, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let chat: Option<i64> = sqlx::query_scalar(CHAT_SQL).bind(id).fetch_optional(&mut tx.conn).await?;
                let chat = ChatId(chat.ok_or(StoreError::NotFound(ErrorCode::DraftNotFound))?);
                let stood = standing(tx, chat).await?;
                let query = sqlx::query(FATE_SQL).bind(id).bind(fate.outcome).bind(tx.now.0).bind(fate.distance).bind(fate.sent_text);
                query.bind(fate.thumb).bind(fate.thumb_reason).bind(fate.outbox.map(|outbox| outbox.0)).execute(&mut tx.conn).await?;
                tell(tx, chat, stood).await?;
                Ok(chat)
            })
        })
        .await
    }

    /// How drafts fared since a moment.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn ai_draft_counts(&self, since: AtMs) -> Result<DraftCounts, StoreError> {
        let (all, made, blocked, sent, edited, ignored): (i64, i64, i64, i64, i64, i64) =
            sqlx::query_as(COUNTS_SQL).bind(since.0).fetch_one(&mut *self.reader().await?).await?;
        Ok(DraftCounts { made, none: all - made, blocked, sent, edited, ignored })
    }
}
