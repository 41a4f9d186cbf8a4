//! Settings: text by key. What a key means is known above.

use crate::sql::statements;
use crate::{Lane, Store, StoreError};
use pult_domain::Tag;

statements! {
    GET_SQL = "SELECT value FROM setting WHERE key = ?";
    SET_SQL = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value";
    ONCE_SQL = "INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO NOTHING";
    ALL_SQL = "SELECT key, value FROM setting ORDER BY key";
}

impl Store {
    /// One setting.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(GET_SQL).bind(key.to_owned()).fetch_optional(&mut *self.reader().await?).await?)
    }

    /// Keeps a setting.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting_set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                if sqlx::query(SET_SQL).bind(key).bind(value).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    tx.change().tag(Tag::Settings);
                }
                Ok(())
            })
        })
        .await
    }

    /// Changes a setting by what is kept of it, in one transaction: of two changes at once neither writes over the
    /// other. Tells what is kept now.
    ///
    /// # Errors
    /// Those of `change`: nothing is kept then. What the disk says.
    pub async fn setting_change<F>(&self, key: &str, change: F) -> Result<String, StoreError>
    where
        F: FnOnce(Option<String>) -> Result<String, StoreError> + Send + 'static,
    {
        let key = key.to_owned();
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                let kept: Option<String> = sqlx::query_scalar(GET_SQL).bind(key.clone()).fetch_optional(&mut tx.conn).await?;
                let value = change(kept)?;
                if sqlx::query(SET_SQL).bind(key).bind(value.clone()).execute(&mut tx.conn).await?.rows_affected() > 0 {
                    tx.change().tag(Tag::Settings);
                }
                Ok(value)
            })
        })
        .await
    }

    /// Keeps what no view shows: nobody is told of it.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting_keep(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                sqlx::query(SET_SQL).bind(key).bind(value).execute(&mut tx.conn).await?;
                Ok(())
            })
        })
        .await
    }

    /// Keeps what no view shows, unless something is kept already, and tells what is kept: of two who ask at
    /// once the first decides for both.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn setting_once(&self, key: &str, value: &str) -> Result<String, StoreError> {
        let (key, value) = (key.to_owned(), value.to_owned());
        self.write(Lane::Live, move |tx| {
            Box::pin(async move {
                sqlx::query(ONCE_SQL).bind(key.clone()).bind(value).execute(&mut tx.conn).await?;
                let kept: String = sqlx::query_scalar(GET_SQL).bind(key).fetch_one(&mut tx.conn).await?;
                Ok(kept)
            })
        })
        .await
    }

    /// Every setting, by key.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn settings(&self) -> Result<Vec<(String, String)>, StoreError> {
        Ok(sqlx::query_as(ALL_SQL).fetch_all(&mut *self.reader().await?).await?)
    }
}
