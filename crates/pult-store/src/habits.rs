//! Habits found in the owner's edits: what was found, what the owner made of it, where it was seen and
//! which drafts follow it.
//!
//! Where a habit was seen and used is told by rows that go with their drafts, and so with their chats:
//! erasing a buyer takes the examples with him, and a proposal that stood on them falls.

use crate::sql::statements;
use crate::{Lane, Store, StoreError, canned};
use pult_domain::{AtMs, ErrorCode, HabitId, HabitKind, HabitState, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

/// Habits that are listed at most.
const MOST: i64 = 200;

statements! {
    ALL_SQL = "SELECT h.id, h.kind, h.language, h.was, h.becomes, h.intent, h.state, h.found_at_ms, h.decided_at_ms, h.snippet_id, h.used, h.before_drafts, h.before_distance, \
        (SELECT count(*) FROM habit_example e WHERE e.habit_id = h.id), \
        (SELECT count(*) FROM habit_use u CROSS JOIN ai_draft d ON d.id = u.draft_id WHERE u.habit_id = h.id AND +d.outcome IN ('sent', 'edited')), \
        (SELECT avg(d.distance) FROM habit_use u CROSS JOIN ai_draft d ON d.id = u.draft_id WHERE u.habit_id = h.id AND +d.outcome IN ('sent', 'edited')) \
        FROM habit h ORDER BY h.id LIMIT ?";
    FIND_SQL = "INSERT INTO habit (kind, language, was, becomes, intent, state, found_at_ms) VALUES (?, ?, ?, ?, ?, 'proposed', ?) \
        ON CONFLICT (kind, language, was, becomes) DO UPDATE SET intent = CASE state WHEN 'proposed' THEN excluded.intent ELSE intent END RETURNING id";
    EXAMPLE_SQL = "INSERT INTO habit_example (habit_id, draft_id) SELECT ?1, id FROM ai_draft WHERE id = ?2 ON CONFLICT DO NOTHING";
    FALLEN_SQL = "DELETE FROM habit WHERE state = 'proposed' AND (SELECT count(*) FROM habit_example e WHERE e.habit_id = habit.id) < ?";
    DECIDE_SQL = "UPDATE habit SET state = ?2, decided_at_ms = ?3, snippet_id = ?4, before_drafts = coalesce(?5, before_drafts), before_distance = coalesce(?6, before_distance) WHERE id = ?1";
    USE_SQL = "INSERT INTO habit_use (habit_id, draft_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
    USED_SQL = "UPDATE habit SET used = used + 1 WHERE id = ?";
    DRAFTS_SQL = "SELECT d.id, d.chat_id, c.customer, d.language, d.categories, d.newest_id, d.text, coalesce(d.sent_text, d.text), coalesce(d.distance, 0) \
        FROM ai_draft d CROSS JOIN chat c ON c.id = d.chat_id WHERE d.outcome = ? AND d.text IS NOT NULL ORDER BY d.id DESC LIMIT ?";
    FOLLOWED_SQL = "SELECT habit_id FROM habit_use WHERE draft_id = ? ORDER BY habit_id";
    QUESTION_SQL = "SELECT text FROM message WHERE id = ?";
}

/// A habit that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHabit {
    /// What it is.
    pub kind: HabitKind,
    /// The language of the drafts.
    pub language: String,
    /// What stood there.
    pub was: String,
    /// What the owner made of it.
    pub becomes: String,
    /// What the buyers wanted, where that was always the same.
    pub intent: Option<String>,
    /// The drafts it was seen in.
    pub drafts: Vec<i64>,
}

/// A habit with how it fares.
#[derive(Clone, Debug, PartialEq)]
pub struct HabitRow {
    /// The habit.
    pub id: HabitId,
    /// What was found; its drafts are only counted.
    pub habit: NewHabit,
    /// What the owner made of it.
    pub state: HabitState,
    /// When it was found.
    pub found_at: AtMs,
    /// When the owner decided.
    pub decided_at: Option<AtMs>,
    /// The snippet it became.
    pub snippet: Option<i64>,
    /// Edits it was seen in that are still here.
    pub examples: i64,
    /// Drafts made with it.
    pub used: i64,
    /// Drafts it would have changed, when it was accepted, and how much of them was edited on average.
    pub before: (i64, Option<f64>),
    /// Drafts made with it that were sent, and how much of them was edited on average.
    pub after: (i64, Option<f64>),
}

/// A draft and what was sent: teaching material.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct TaughtDraft {
    /// The draft.
    pub id: i64,
    /// Its chat.
    pub chat_id: i64,
    /// The buyer's name.
    pub customer: String,
    /// The language.
    pub language: String,
    /// What the buyer wanted, the main thing first, with commas.
    pub categories: String,
    /// The newest message it answered.
    pub newest_id: i64,
    /// What was drafted.
    pub text: String,
    /// What was sent.
    #[sqlx(rename = "coalesce(d.sent_text, d.text)")]
    pub sent: String,
    /// The share that was edited.
    #[sqlx(rename = "coalesce(d.distance, 0)")]
    pub distance: f64,
}

/// What the owner made of a habit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decision {
    /// The snippet it became.
    pub snippet: Option<i64>,
    /// Drafts it would have changed, and how much of them was edited on average; told once.
    pub before: Option<(i64, Option<f64>)>,
}

impl FromRow<'_, SqliteRow> for HabitRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let word = |what: &'static str| sqlx::Error::Decode(what.into());
        let habit = NewHabit {
            kind: HabitKind::parse(row.try_get(1)?).ok_or_else(|| word("kind of a habit"))?,
            language: row.try_get(2)?,
            was: row.try_get(3)?,
            becomes: row.try_get(4)?,
            intent: row.try_get(5)?,
            drafts: Vec::new(),
        };
        Ok(Self {
            id: HabitId(row.try_get(0)?),
            habit,
            state: HabitState::parse(row.try_get(6)?).ok_or_else(|| word("state of a habit"))?,
            found_at: AtMs(row.try_get(7)?),
            decided_at: row.try_get::<Option<i64>, _>(8)?.map(AtMs),
            snippet: row.try_get(9)?,
            used: row.try_get(10)?,
            before: (row.try_get(11)?, row.try_get(12)?),
            examples: row.try_get(13)?,
            after: (row.try_get(14)?, row.try_get(15)?),
        })
    }
}

impl Store {
    /// All habits, in the order they were found.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn habits(&self) -> Result<Vec<HabitRow>, StoreError> {
        Ok(sqlx::query_as(ALL_SQL).bind(MOST).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Drafts that were sent, as they were or edited, newest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn taught_drafts(&self, outcome: &'static str, limit: i64) -> Result<Vec<TaughtDraft>, StoreError> {
        Ok(sqlx::query_as(DRAFTS_SQL).bind(outcome).bind(limit).fetch_all(&mut *self.reader().await?).await?)
    }

    /// The text of a message.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn message_text(&self, id: i64) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(QUESTION_SQL).bind(id).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// Keeps what was found. What the owner has decided stays decided; proposals seen in fewer than
    /// so many drafts fall.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn habits_found(&self, found: Vec<NewHabit>, fewest: i64) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let mut moved = 0;
                for NewHabit { kind, language, was, becomes, intent, drafts } in found {
                    let query = sqlx::query_scalar(FIND_SQL).bind(kind.as_str()).bind(language).bind(was).bind(becomes).bind(intent).bind(tx.now.0);
                    let id: i64 = query.fetch_one(&mut tx.conn).await?;
                    for draft in drafts {
                        moved += sqlx::query(EXAMPLE_SQL).bind(id).bind(draft).execute(&mut tx.conn).await?.rows_affected();
                    }
                }
                moved += sqlx::query(FALLEN_SQL).bind(fewest).execute(&mut tx.conn).await?.rows_affected();
                if moved > 0 {
                    tx.change().tag(Tag::Habits);
                }
                Ok(())
            })
        })
        .await
    }

    /// Keeps what the owner made of a habit. Drafts are made of habits: those that are ready are made anew.
    ///
    /// # Errors
    /// [`ErrorCode::HabitNotFound`].
    pub async fn habit_decide(&self, id: HabitId, state: HabitState, decision: Decision) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let (drafts, distance) = decision.before.map_or((None, None), |(drafts, distance)| (Some(drafts), distance));
                let query = sqlx::query(DECIDE_SQL).bind(id.0).bind(state.as_str()).bind(tx.now.0).bind(decision.snippet).bind(drafts).bind(distance);
                if query.execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(ErrorCode::HabitNotFound));
                }
                tx.change().tag(Tag::Habits);
                canned::touched(tx).await
            })
        })
        .await
    }

    /// The habits that a draft follows.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn habits_followed(&self, draft: i64) -> Result<Vec<HabitId>, StoreError> {
        let ids: Vec<i64> = sqlx::query_scalar(FOLLOWED_SQL).bind(draft).fetch_all(&mut *self.reader().await?).await?;
        Ok(ids.into_iter().map(HabitId).collect())
    }

    /// A draft follows these habits.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn habits_used(&self, draft: i64, habits: Vec<i64>) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                for habit in habits {
                    let used = sqlx::query(USE_SQL).bind(habit).bind(draft).execute(&mut tx.conn).await?.rows_affected();
                    if used > 0 {
                        sqlx::query(USED_SQL).bind(habit).execute(&mut tx.conn).await?;
                    }
                }
                tx.change().tag(Tag::Habits);
                Ok(())
            })
        })
        .await
    }
}
