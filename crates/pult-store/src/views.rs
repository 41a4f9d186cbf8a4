//! Views that the owner saved: a filter with a name, in an order of his own.

use crate::bulk::Undo;
use crate::pool::Tx;
use crate::sql::statements;
use crate::{ChatListQuery, Lane, Store, StoreError};
use pult_domain::{AccountId, ErrorCode, LabelId, SavedViewId, Tag, View};
use sqlx::sqlite::SqliteRow;
use sqlx::{FromRow, Row};

statements! {
    ALL_SQL = "SELECT v.id, v.place, v.name, v.base, v.account_id, v.label_id, v.unread, v.query FROM saved_view v \
        LEFT JOIN account a ON a.id = v.account_id WHERE v.account_id IS NULL OR a.removing = 0 ORDER BY v.place, v.id";
    ONE_SQL = "SELECT id, place, name, base, account_id, label_id, unread, query FROM saved_view WHERE id = ?";
    OF_LABEL_SQL = "SELECT id, place, name, base, account_id, label_id, unread, query FROM saved_view WHERE label_id = ?";
    NEXT_PLACE_SQL = "SELECT coalesce(max(place), 0) + 1 FROM saved_view";
    PUT_SQL = "INSERT INTO saved_view (id, place, name, base, account_id, label_id, unread, query) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) \
        ON CONFLICT (id) DO UPDATE SET place = ?2, name = ?3, base = ?4, account_id = ?5, label_id = ?6, unread = ?7, query = ?8";
    PLACE_SQL = "UPDATE saved_view SET place = ?2 WHERE id = ?1";
    REMOVE_SQL = "DELETE FROM saved_view WHERE id = ?";
    ACCOUNT_SQL = "SELECT id FROM account WHERE id = ? AND removing = 0";
}

/// A saved view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The view; `SavedViewId(0)` for one that is not kept yet.
    pub id: SavedViewId,
    /// Its place in the order.
    pub place: i64,
    /// Its name.
    pub name: String,
    /// The view it narrows.
    pub base: View,
    /// Only this account's chats.
    pub account: Option<AccountId>,
    /// Only chats with this label.
    pub label: Option<LabelId>,
    /// Only chats with unread messages.
    pub unread_only: bool,
    /// Words that are looked for; empty where none are.
    pub query: String,
}

impl SavedView {
    /// The list it shows.
    #[must_use]
    pub fn list(&self) -> ChatListQuery {
        ChatListQuery { view: self.base, account: self.account, label: self.label, unread_only: self.unread_only, limit: 1, after: None }
    }
}

impl FromRow<'_, SqliteRow> for SavedView {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        let base: String = row.try_get(3)?;
        Ok(Self {
            id: SavedViewId(row.try_get(0)?),
            place: row.try_get(1)?,
            name: row.try_get(2)?,
            // A view of a later version shows everything rather than nothing.
            base: View::parse(&base).unwrap_or(View::All),
            account: row.try_get::<Option<i64>, _>(4)?.map(AccountId),
            label: row.try_get::<Option<i64>, _>(5)?.map(LabelId),
            unread_only: row.try_get(6)?,
            query: row.try_get(7)?,
        })
    }
}

impl Store {
    /// All saved views in their order.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn saved_views(&self) -> Result<Vec<SavedView>, StoreError> {
        Ok(sqlx::query_as(ALL_SQL).fetch_all(&mut *self.reader().await?).await?)
    }

    /// Keeps a view: a new one at the end, a known one in its place.
    ///
    /// # Errors
    /// [`ErrorCode::ViewNotFound`], [`ErrorCode::AccountNotFound`], [`ErrorCode::LabelNotFound`].
    pub async fn view_keep(&self, view: SavedView) -> Result<SavedView, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                if let Some(account) = view.account {
                    let found: Option<i64> = sqlx::query_scalar(ACCOUNT_SQL).bind(account.0).fetch_optional(&mut tx.conn).await?;
                    found.ok_or(StoreError::NotFound(ErrorCode::AccountNotFound))?;
                }
                if let Some(label) = view.label {
                    crate::labels::one(tx, label).await?;
                }
                let known = if view.id.0 == 0 { None } else { Some(one(tx, view.id).await?) };
                let place = match known {
                    Some(known) => known.place,
                    None => sqlx::query_scalar(NEXT_PLACE_SQL).fetch_one(&mut tx.conn).await?,
                };
                let id = put(tx, &SavedView { place, ..view }).await?;
                one(tx, id).await
            })
        })
        .await
    }

    /// Puts a view where another stands; the others make room.
    ///
    /// # Errors
    /// [`ErrorCode::ViewNotFound`].
    pub async fn view_move(&self, id: SavedViewId, to: usize) -> Result<(), StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let mut all: Vec<SavedView> = sqlx::query_as(ALL_SQL).fetch_all(&mut tx.conn).await?;
                let from = all.iter().position(|view| view.id == id).ok_or(StoreError::NotFound(ErrorCode::ViewNotFound))?;
                let moved = all.remove(from);
                all.insert(to.min(all.len()), moved);
                for (place, view) in (1_i64..).zip(all) {
                    sqlx::query(PLACE_SQL).bind(view.id.0).bind(place).execute(&mut tx.conn).await?;
                }
                tx.change().tag(Tag::Views);
                Ok(())
            })
        })
        .await
    }

    /// Removes a view.
    ///
    /// # Errors
    /// [`ErrorCode::ViewNotFound`].
    pub async fn view_remove(&self, id: SavedViewId) -> Result<Undo, StoreError> {
        self.write(Lane::Owner, move |tx| {
            Box::pin(async move {
                let view = one(tx, id).await?;
                sqlx::query(REMOVE_SQL).bind(id.0).execute(&mut tx.conn).await?;
                tx.change().tag(Tag::Views);
                Ok(Undo::of_view(view))
            })
        })
        .await
    }
}

/// The views that narrow by a label.
pub(crate) async fn standing_on(tx: &mut Tx, label: LabelId) -> Result<Vec<SavedView>, StoreError> {
    Ok(sqlx::query_as(OF_LABEL_SQL).bind(label.0).fetch_all(&mut tx.conn).await?)
}

/// Brings a removed view back; one whose shop or label is gone for good stays away.
pub(crate) async fn restore(tx: &mut Tx, view: SavedView) -> Result<(), StoreError> {
    if let Some(account) = view.account {
        let found: Option<i64> = sqlx::query_scalar(ACCOUNT_SQL).bind(account.0).fetch_optional(&mut tx.conn).await?;
        if found.is_none() {
            return Ok(());
        }
    }
    if let Some(label) = view.label
        && crate::labels::one(tx, label).await.is_err()
    {
        return Ok(());
    }
    put(tx, &view).await.map(drop)
}

async fn one(tx: &mut Tx, id: SavedViewId) -> Result<SavedView, StoreError> {
    sqlx::query_as(ONE_SQL).bind(id.0).fetch_optional(&mut tx.conn).await?.ok_or(StoreError::NotFound(ErrorCode::ViewNotFound))
}

async fn put(tx: &mut Tx, view: &SavedView) -> Result<SavedViewId, StoreError> {
    let known = (view.id.0 != 0).then_some(view.id.0);
    let query = sqlx::query(PUT_SQL).bind(known).bind(view.place).bind(view.name.clone()).bind(view.base.as_str());
    let query = query.bind(view.account.map(|id| id.0)).bind(view.label.map(|id| id.0)).bind(view.unread_only).bind(view.query.clone());
    let id = query.execute(&mut tx.conn).await?.last_insert_rowid();
    tx.change().tag(Tag::Views);
    Ok(known.map_or(SavedViewId(id), SavedViewId))
}
