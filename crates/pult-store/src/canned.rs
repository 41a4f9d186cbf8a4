//! Canned replies and snippets of knowledge: what the owner wrote down once.

use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::{ErrorCode, Tag};
use sqlx::FromRow;

/// A canned reply.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct CannedRow {
    /// Its row; 0 for one that is new.
    pub id: i64,
    /// Its name.
    pub title: String,
    /// The text with its variables.
    pub text: String,
    /// What is typed after a slash.
    pub shortcut: String,
    /// The language.
    pub language: Option<String>,
    /// What it answers.
    pub intent: Option<String>,
    /// Words that ask for it, one phrase a line.
    pub words: String,
    /// How often it was used.
    pub used: i64,
}

/// A snippet of knowledge.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct SnippetRow {
    /// Its row; 0 for one that is new.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// The text.
    pub text: String,
    /// The language.
    pub language: Option<String>,
    /// The file it was read from.
    pub origin: String,
}

/// Canned replies, and snippets, at most: more than anybody writes, few enough to compare each.
const MOST: i64 = 5_000;

statements! {
    CANNED_SQL = "SELECT id, title, text, shortcut, language, intent, words, used FROM canned ORDER BY id LIMIT ?";
    CANNED_ADD_SQL = "INSERT INTO canned (title, text, shortcut, language, intent, words, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id";
    CANNED_SET_SQL = "UPDATE canned SET title = ?2, text = ?3, shortcut = ?4, language = ?5, intent = ?6, words = ?7, updated_at_ms = ?8 WHERE id = ?1";
    CANNED_REMOVE_SQL = "DELETE FROM canned WHERE id = ?";
    CANNED_USED_SQL = "UPDATE canned SET used = used + 1 WHERE id = ?";
    SNIPPETS_SQL = "SELECT id, title, text, language, origin FROM snippet ORDER BY id LIMIT ?";
    SNIPPET_ADD_SQL = "INSERT INTO snippet (title, text, language, origin, updated_at_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT (title, text) DO UPDATE SET \
        origin = excluded.origin RETURNING id";
    SNIPPET_SET_SQL = "UPDATE OR REPLACE snippet SET title = ?2, text = ?3, language = ?4, updated_at_ms = ?5 WHERE id = ?1";
    SNIPPET_REMOVE_SQL = "DELETE FROM snippet WHERE id = ?";
    VERSION_SQL = "SELECT value FROM fact WHERE key = 'knowledge_version'";
    TOUCH_SQL = "INSERT INTO fact (key, value) VALUES ('knowledge_version', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1";
}

impl Store {
    /// The canned replies, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn canned(&self) -> Result<Vec<CannedRow>, StoreError> {
        Ok(sqlx::query_as(CANNED_SQL).bind(MOST).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Keeps a canned reply; its row.
    ///
    /// # Errors
    /// [`ErrorCode::CannedNotFound`].
    pub async fn canned_set(&self, row: CannedRow) -> Result<i64, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let now = tx.now.0;
                let id = if row.id == 0 {
                    let query = sqlx::query_scalar(CANNED_ADD_SQL).bind(row.title).bind(row.text).bind(row.shortcut);
                    query.bind(row.language).bind(row.intent).bind(row.words).bind(now).fetch_one(&mut tx.conn).await?
                } else {
                    let query = sqlx::query(CANNED_SET_SQL).bind(row.id).bind(row.title).bind(row.text).bind(row.shortcut);
                    let done = query.bind(row.language).bind(row.intent).bind(row.words).bind(now).execute(&mut tx.conn).await?;
                    if done.rows_affected() == 0 {
                        return Err(StoreError::NotFound(ErrorCode::CannedNotFound));
                    }
                    row.id
                };
                touched(tx).await?;
                Ok(id)
            })
        })
        .await
    }

    /// Removes a canned reply.
    ///
    /// # Errors
    /// [`ErrorCode::CannedNotFound`].
    pub async fn canned_remove(&self, id: i64) -> Result<(), StoreError> {
        self.knowledge_remove(CANNED_REMOVE_SQL, id, ErrorCode::CannedNotFound).await
    }

    /// A canned reply was used once more.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn canned_used(&self, id: i64) -> Result<(), StoreError> {
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                sqlx::query(CANNED_USED_SQL).bind(id).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
    }

    /// The snippets, oldest first.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn snippets(&self) -> Result<Vec<SnippetRow>, StoreError> {
        Ok(sqlx::query_as(SNIPPETS_SQL).bind(MOST).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Keeps snippets, in one transaction; the rows of each. The same title and text is one snippet.
    ///
    /// # Errors
    /// [`ErrorCode::SnippetNotFound`].
    pub async fn snippets_set(&self, rows: Vec<SnippetRow>) -> Result<Vec<i64>, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let now = tx.now.0;
                let mut ids = Vec::with_capacity(rows.len());
                for row in rows {
                    if row.id == 0 {
                        let query = sqlx::query_scalar(SNIPPET_ADD_SQL).bind(row.title).bind(row.text).bind(row.language).bind(row.origin);
                        ids.push(query.bind(now).fetch_one(&mut tx.conn).await?);
                        continue;
                    }
                    let query = sqlx::query(SNIPPET_SET_SQL).bind(row.id).bind(row.title).bind(row.text).bind(row.language).bind(now);
                    if query.execute(&mut tx.conn).await?.rows_affected() == 0 {
                        return Err(StoreError::NotFound(ErrorCode::SnippetNotFound));
                    }
                    ids.push(row.id);
                }
                touched(tx).await?;
                Ok(ids)
            })
        })
        .await
    }

    /// Removes a snippet.
    ///
    /// # Errors
    /// [`ErrorCode::SnippetNotFound`].
    pub async fn snippet_remove(&self, id: i64) -> Result<(), StoreError> {
        self.knowledge_remove(SNIPPET_REMOVE_SQL, id, ErrorCode::SnippetNotFound).await
    }

    /// Rises with every change of canned replies and snippets: drafts made before may be other ones now.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn knowledge_version(&self) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(VERSION_SQL).fetch_optional(&mut *self.reader().await?).await?.unwrap_or(0))
    }

    /// Drafts made so far may be other ones now: the tone or the rules have changed.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn knowledge_touch(&self) -> Result<(), StoreError> {
        self.write(Lane::Owner, |tx| Box::pin(touched(tx))).await
    }

    async fn knowledge_remove(&self, sql: &'static str, id: i64, missing: ErrorCode) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                if sqlx::query(sql).bind(id).execute(&mut tx.conn).await?.rows_affected() == 0 {
                    return Err(StoreError::NotFound(missing));
                }
                touched(tx).await
            })
        })
        .await
    }
}

/// What drafts are made of has changed.
pub(crate) async fn touched(tx: &mut crate::pool::Tx) -> Result<(), StoreError> {
    sqlx::query(TOUCH_SQL).execute(&mut tx.conn).await?;
    tx.change().tag(Tag::Knowledge);
    Ok(())
}
