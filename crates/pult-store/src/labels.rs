//! Labels that the owner makes, and which chats bear them.

use crate::bulk::Undo;
use crate::pool::Tx;
use crate::sql::{Bulk, statements};
use crate::views::{self, SavedView};
use crate::{Lane, Store, StoreError};
use pult_domain::{ChatId, ErrorCode, LabelId, Tag};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

statements! {
    ALL_SQL = "SELECT id, name, colour FROM label ORDER BY folded";
    ONE_SQL = "SELECT id, name, colour FROM label WHERE id = ?";
    NAMED_SQL = "SELECT id FROM label WHERE folded = ?";
    ADD_SQL = "INSERT INTO label (id, name, folded, colour, created_at_ms) VALUES (?, ?, ?, ?, ?)";
    SET_SQL = "UPDATE label SET name = ?2, folded = ?3, colour = ?4 WHERE id = ?1";
    REMOVE_SQL = "DELETE FROM label WHERE id = ?";
    BEARERS_SQL = "SELECT chat_id FROM chat_label WHERE label_id = ?";
}

/// Puts a label on chats that exist; returns those that did not bear it.
pub(crate) const PUT_ON: Bulk = Bulk {
    head: "WITH given (label, chat) AS (VALUES ",
    row: "(?,?)",
    tail: ") INSERT OR IGNORE INTO chat_label (label_id, chat_id) SELECT l.id, c.id FROM given CROSS JOIN label l ON l.id = given.label \
        CROSS JOIN chat c ON c.id = given.chat RETURNING label_id, chat_id",
};
/// Takes a label off chats; returns those that bore it.
pub(crate) const TAKE_OFF: Bulk = Bulk {
    head: "WITH given (label, chat) AS (VALUES ",
    row: "(?,?)",
    tail: ") DELETE FROM chat_label WHERE (label_id, chat_id) IN (SELECT label, chat FROM given) RETURNING label_id, chat_id",
};

/// A label on a chat.
pub(crate) type Pair = (i64, i64);

/// A label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelRow {
    /// The label.
    pub id: LabelId,
    /// Its name.
    pub name: String,
    /// Its place in the palette, 0 to 7.
    pub colour: i64,
}

/// A label that was deleted, with all that went with it.
#[derive(Clone, Debug)]
pub(crate) struct DeletedLabel {
    pub(crate) row: LabelRow,
    pub(crate) chats: Vec<i64>,
    pub(crate) views: Vec<SavedView>,
}

impl FromRow<'_, SqliteRow> for LabelRow {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self { id: LabelId(row.try_get(0)?), name: row.try_get(1)?, colour: row.try_get(2)? })
    }
}

/// As names are compared: without case, blanks at the ends, or the dots of Ё.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('ё', "е")
}

impl Store {
    /// All labels, by name.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn labels(&self) -> Result<Vec<LabelRow>, StoreError> {
        Ok(sqlx::query_as(ALL_SQL).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Makes a label.
    ///
    /// # Errors
    /// [`ErrorCode::LabelTaken`].
    pub async fn label_add(&self, name: String, colour: i64) -> Result<LabelRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                free(tx, &name, None).await?;
                let id = insert(tx, None, &name, colour).await?;
                one(tx, id).await
            })
        })
        .await
    }

    /// Changes a label; what is absent stays.
    ///
    /// # Errors
    /// [`ErrorCode::LabelNotFound`], [`ErrorCode::LabelTaken`].
    pub async fn label_set(&self, id: LabelId, name: Option<String>, colour: Option<i64>) -> Result<LabelRow, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let before = one(tx, id).await?;
                let after = LabelRow { id, name: name.unwrap_or(before.name), colour: colour.unwrap_or(before.colour) };
                free(tx, &after.name, Some(id)).await?;
                sqlx::query(SET_SQL).bind(id.0).bind(after.name.clone()).bind(folded(&after.name)).bind(after.colour).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Labels);
                Ok(after)
            })
        })
        .await
    }

    /// Deletes a label: it comes off its chats, and views that stand on it go with it.
    ///
    /// # Errors
    /// [`ErrorCode::LabelNotFound`].
    pub async fn label_remove(&self, id: LabelId) -> Result<Undo, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let row = one(tx, id).await?;
                let chats: Vec<i64> = sqlx::query_scalar(BEARERS_SQL).bind(id.0).fetch_all(&mut tx.conn).await?;
                let views = views::standing_on(tx, id).await?;
                sqlx::query(REMOVE_SQL).bind(id.0).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Labels).tag(Tag::Chats);
                chats.iter().for_each(|chat| {
                    tx.change().chat(ChatId(*chat));
                });
                if !views.is_empty() {
                    tx.change().tag(Tag::Views);
                }
                Ok(Undo::of_label(DeletedLabel { row, chats, views }))
            })
        })
        .await
    }
}

/// Brings a deleted label back with its chats and views. Where its name is taken by now, the chats
/// get the label that has it.
pub(crate) async fn restore(tx: &mut Tx, deleted: DeletedLabel) -> Result<(), StoreError> {
    let taken: Option<i64> = sqlx::query_scalar(NAMED_SQL).bind(folded(&deleted.row.name)).fetch_optional(&mut tx.conn).await?;
    let id = match taken {
        Some(id) => LabelId(id),
        None => insert(tx, Some(deleted.row.id), &deleted.row.name, deleted.row.colour).await?,
    };
    put_on(tx, deleted.chats.into_iter().map(|chat| (id.0, chat)).collect()).await?;
    for view in deleted.views {
        views::restore(tx, SavedView { label: Some(id), ..view }).await?;
    }
    Ok(())
}

/// Puts labels on chats; the pairs that are new. Labels and chats that are gone are passed over.
pub(crate) async fn put_on(tx: &mut Tx, pairs: Vec<Pair>) -> Result<Vec<Pair>, StoreError> {
    change(tx, PUT_ON, pairs).await
}

/// Takes labels off chats; the pairs that were there.
pub(crate) async fn take_off(tx: &mut Tx, pairs: Vec<Pair>) -> Result<Vec<Pair>, StoreError> {
    change(tx, TAKE_OFF, pairs).await
}

async fn change(tx: &mut Tx, statement: Bulk, pairs: Vec<Pair>) -> Result<Vec<Pair>, StoreError> {
    let changed: Vec<Pair> = statement.fetch(&mut tx.conn, &pairs, |query, (label, chat)| query.bind(*label).bind(*chat)).await?;
    for (_, chat) in &changed {
        tx.change().tag(Tag::Chats).chat(ChatId(*chat));
    }
    Ok(changed)
}

/// One label inside a transaction.
pub(crate) async fn one(tx: &mut Tx, id: LabelId) -> Result<LabelRow, StoreError> {
    sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut tx.conn).await?.ok_or(StoreError::NotFound(ErrorCode::LabelNotFound))
}

/// Refuses a name that another label has.
async fn free(tx: &mut Tx, name: &str, own: Option<LabelId>) -> Result<(), StoreError> {
    let taken: Option<i64> = sqlx::query_scalar(NAMED_SQL).bind(folded(name)).fetch_optional(&mut tx.conn).await?;
    if taken.is_some_and(|id| Some(LabelId(id)) != own) { Err(StoreError::Refused(ErrorCode::LabelTaken)) } else { Ok(()) }
}

async fn insert(tx: &mut Tx, id: Option<LabelId>, name: &str, colour: i64) -> Result<LabelId, StoreError> {
    let query = sqlx::query(ADD_SQL).bind(id.map(|id| id.0)).bind(name.to_owned()).bind(folded(name)).bind(colour).bind(tx.now.0);
    let id = query.execute(&mut tx.conn).await?.last_insert_rowid();
    tx.change().tag(Tag::Labels);
    Ok(LabelId(id))
}
