//! Whether what is stored agrees with itself.

use crate::judging::{Judges, Recall, judge_with};
use crate::rollup::{ChatState, LAST_CHARS, STATE_COLUMNS, Tally, ours};
use crate::sql::statements;
use crate::text::{is_word, line, message_line};
use crate::{Store, StoreError, migrate, search};
use futures_util::TryStreamExt;
use pult_domain::fingerprint::fnv;
use pult_domain::waiting::Moment;
use pult_domain::{AtMs, Author};
use sqlx::sqlite::{SqliteConnectOptions, SqliteRow};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, FromRow, Row, SqliteConnection};
use std::collections::{HashMap, HashSet};
use std::path::Path;

/// What a quick look at the database tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickCheck {
    /// Version of the schema in the file.
    pub schema_version: i64,
    /// Version of the search index in the file.
    pub index_version: i64,
    /// Accounts stored.
    pub accounts: i64,
    /// Chats stored.
    pub chats: i64,
    /// Messages stored.
    pub messages: i64,
    /// Replies stored, whatever their state.
    pub replies: i64,
    /// Size of the database file, in bytes.
    pub file_bytes: i64,
    /// What SQLite's own quick check found; empty when all is well.
    pub problems: Vec<String>,
}

/// Up to this size, in bytes, the quick look lets SQLite check the whole file; beyond it only the
/// tables that nothing can give back.
const WHOLE_UP_TO: i64 = 64 * 1024 * 1024;
/// Chats recounted at a time.
const CHATS_AT_ONCE: i64 = 500;
/// Findings of one kind that are named; the rest are counted.
const NAMED: usize = 10;

statements! {
    COUNTS_SQL = "SELECT (SELECT count(*) FROM account WHERE removing = 0), (SELECT coalesce(sum(chats), 0) FROM tally), (SELECT count(*) FROM message), \
        (SELECT count(*) FROM outbox)";
    MESSAGES_SQL = "SELECT m.chat_id, m.id, m.author, m.sent_at_ms, m.attachments, substr(m.text, 1, 120) AS start, \
        EXISTS (SELECT 1 FROM imported_message i WHERE i.message_id = m.id) AS imported FROM message m \
        WHERE m.chat_id > ?1 AND m.chat_id <= ?2 ORDER BY m.chat_id, m.id";
    TALLY_SQL = "SELECT waiting, urgent, in_progress, snoozed, done, chats, unread, unread_chats, starred, spam FROM tally WHERE account_id = ?";
    TWICE_SQL = "SELECT count(*) FROM (SELECT 1 FROM message NOT INDEXED WHERE remote_id IS NOT NULL GROUP BY chat_id, remote_id HAVING count(*) > 1)";
    SENT_SQL = "SELECT count(*) FROM outbox o WHERE o.state = 'sent' AND (SELECT count(*) FROM message m WHERE m.outbox_id = o.id) <> 1";
    UNSENT_SQL = "SELECT count(*) FROM outbox o WHERE o.state <> 'sent' AND EXISTS (SELECT 1 FROM message m WHERE m.outbox_id = o.id)";
    FILES_SQL = "SELECT count(*) FROM message m WHERE m.attachments <> (SELECT count(*) FROM attachment f WHERE f.message_id = m.id)";
    TEXTS_SQL = "SELECT m.id, m.text, CASE WHEN m.attachments > 0 AND m.kind <> 2 THEN (SELECT group_concat(f.name, ' ') FROM attachment f WHERE f.message_id = m.id) END \
        FROM message m ORDER BY m.id";
    NOTES_SQL = "SELECT id, text FROM note WHERE deleted_at_ms IS NULL";
    WORDS_SQL = "SELECT term FROM word";
}

/// Opens a cursor on the index; finds nothing, which is all that is wanted.
const REFRESH_INDEX_SQL: &str = "SELECT rowid FROM word_index WHERE word_index MATCH 'x' LIMIT 1";

const OPEN_TERMS_SQL: &str = "CREATE VIRTUAL TABLE temp.indexed_term USING fts5vocab('main', 'word_index', 'instance')";
const OPEN_NOTE_TERMS_SQL: &str = "CREATE VIRTUAL TABLE temp.indexed_term USING fts5vocab('main', 'note_index', 'instance')";
const TERMS_SQL: &str = "SELECT doc, term FROM temp.indexed_term";
const CLOSE_TERMS_SQL: &str = "DROP TABLE temp.indexed_term";

impl Store {
    /// A look that is quick at any size.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn check_quick(&self) -> Result<QuickCheck, StoreError> {
        let counts: (i64, i64, i64, i64) = sqlx::query_as(COUNTS_SQL).fetch_one(&mut *self.reader().await?).await?;
        let file_bytes = i64::try_from(std::fs::metadata(self.file())?.len()).unwrap_or(i64::MAX);
        let mut conn = self.reader().await?;
        let problems = quick_finds(&mut conn, file_bytes).await?;
        let schema_version = sqlx::query_scalar(migrate::VERSION_SQL).fetch_one(&mut *conn).await?;
        drop(conn);
        Ok(QuickCheck {
            schema_version,
            index_version: search::rebuild::version(self).await?,
            accounts: counts.0,
            chats: counts.1,
            messages: counts.2,
            replies: counts.3,
            file_bytes,
            problems,
        })
    }

    /// Recounts every derived fact; an empty list means that every invariant holds.
    ///
    /// # Errors
    /// What the disk says.
    pub async fn check_full(&self) -> Result<Vec<String>, StoreError> {
        let mut conn = self.reader().await?;
        // One snapshot: what is written meanwhile does not look like a fault. It ends with this value, also
        // where nobody waits for the answer any more: the next question on this connection sees the present.
        let mut snapshot = conn.begin().await?;
        check_all(&mut snapshot, &self.judges()).await
    }
}

/// Refuses a database that a restore would refuse: a copy that cannot come back is none. Nothing is written
/// to it, and nobody may have it open.
///
/// # Errors
/// As [`Store::open`] refuses a file, and [`StoreError::Corrupt`] for what [`Store::check_quick`] finds.
pub(crate) async fn prove(file: &Path) -> Result<(), StoreError> {
    if migrate::inspect(file, migrate::MIGRATIONS).await? == migrate::Found::Nothing {
        return Err(StoreError::Corrupt("there is nothing in it".into()));
    }
    let file_bytes = i64::try_from(std::fs::metadata(file)?.len()).unwrap_or(i64::MAX);
    let mut conn = SqliteConnectOptions::new().filename(file).read_only(true).disable_statement_logging().connect().await?;
    let found = quick_finds(&mut conn, file_bytes).await;
    conn.close().await?;
    match found?.into_iter().next() {
        None => Ok(()),
        Some(problem) => Err(StoreError::Corrupt(problem)),
    }
}

/// What SQLite's quick check finds: in all of a small file, of a large one in what nothing can give back.
async fn quick_finds(conn: &mut SqliteConnection, file_bytes: i64) -> Result<Vec<String>, StoreError> {
    let parts = if file_bytes <= WHOLE_UP_TO { &["5"][..] } else { &["account", "outbox", "draft", "setting"][..] };
    let mut problems = Vec::new();
    for part in parts {
        problems.extend(sqlite_finds(&mut *conn, &format!("PRAGMA quick_check({part})")).await?);
    }
    Ok(problems)
}

/// What one of SQLite's own checks finds; empty when all is well.
///
/// FTS5's part of the check trusts the shape of the index that the connection saw last, and calls it
/// corrupt when another connection has merged it meanwhile. Opening a cursor on it reads the shape
/// anew, and the savepoint holds both on one snapshot.
async fn sqlite_finds(conn: &mut SqliteConnection, check: &str) -> Result<Vec<String>, StoreError> {
    sqlx::query("SAVEPOINT looked").execute(&mut *conn).await?;
    let said = async {
        sqlx::query(REFRESH_INDEX_SQL).fetch_optional(&mut *conn).await?;
        sqlx::query_scalar::<_, String>(AssertSqlSafe(check.to_owned())).fetch_all(&mut *conn).await
    };
    let said = said.await;
    sqlx::query("RELEASE looked").execute(&mut *conn).await?;
    Ok(said?.into_iter().filter(|line| line != "ok").collect())
}

async fn check_all(conn: &mut SqliteConnection, judges: &Judges) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    found.extend(sqlite_finds(conn, "PRAGMA integrity_check(20)").await?.into_iter().map(|line| format!("SQLite: {line}")));
    let orphans = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut *conn).await?;
    for orphan in orphans.iter().take(NAMED) {
        found.push(format!("a row of {} points to nothing", orphan.try_get::<String, _>(0)?));
    }
    check_chats(conn, judges, &mut found).await?;
    for (sql, what) in [
        (TWICE_SQL, "messages stored twice"),
        (SENT_SQL, "sent replies without exactly one message"),
        (UNSENT_SQL, "messages of replies that are not sent"),
        (FILES_SQL, "messages with a wrong number of files"),
    ] {
        let count: i64 = sqlx::query_scalar(sql).fetch_one(&mut *conn).await?;
        if count > 0 {
            found.push(format!("{count} {what}"));
        }
    }
    // While it is being built it lacks what is still to come, and says so itself.
    if search::rebuild::is_whole(conn).await? {
        let mut words = HashSet::new();
        check_index(conn, &mut words, &mut found).await?;
        check_notes(conn, &mut words, &mut found).await?;
        check_words(conn, words, &mut found).await?;
    }
    Ok(found)
}

/// A chat row as stored, with the columns of the last message.
struct Stored {
    state: ChatState,
    last: (i64, String, i64),
}

impl FromRow<'_, SqliteRow> for Stored {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self { state: ChatState::from_row(row)?, last: (row.try_get(18)?, row.try_get(19)?, row.try_get(20)?) })
    }
}

/// A message as the recount needs it.
#[derive(FromRow)]
struct Counted {
    chat_id: i64,
    id: i64,
    author: i64,
    sent_at_ms: i64,
    attachments: i64,
    start: String,
    imported: bool,
}

async fn check_chats(conn: &mut SqliteConnection, judges: &Judges, found: &mut Vec<String>) -> Result<(), StoreError> {
    let sql = format!("SELECT {STATE_COLUMNS}, last_author, last_text, last_attachments FROM chat WHERE id > ? ORDER BY id LIMIT ?");
    let mut tallies: HashMap<i64, Tally> = HashMap::new();
    let mut after = 0;
    let mut recall = Recall::default();
    let mut wrong = Vec::new();
    loop {
        let chats: Vec<Stored> = sqlx::query_as(AssertSqlSafe(sql.clone())).bind(after).bind(CHATS_AT_ONCE).fetch_all(&mut *conn).await?;
        let Some(last) = chats.last().map(|chat| chat.state.id.0) else { break };
        let messages: Vec<Counted> = sqlx::query_as(MESSAGES_SQL).bind(after).bind(last).fetch_all(&mut *conn).await?;
        let mut by_chat: HashMap<i64, Vec<Counted>> = HashMap::new();
        messages.into_iter().for_each(|message| by_chat.entry(message.chat_id).or_default().push(message));
        for chat in &chats {
            *tallies.entry(chat.state.account).or_default() += chat.state.tally();
            let messages = by_chat.remove(&chat.state.id.0).unwrap_or_default();
            let mut judged = chat.state.clone();
            judged.waiting =
                chat.state.recounted(messages.iter().filter(|m| !m.imported).map(|m| Moment { author: Author::from_code(m.author), at: AtMs(m.sent_at_ms) }));
            judge_with(conn, judges, &mut recall, &mut judged).await?;
            wrong.extend(disagreements(chat, &judged, &messages).into_iter().map(|what| format!("chat {}: {what}", chat.state.id)));
        }
        after = last;
    }
    name(found, wrong);
    let accounts: Vec<i64> = sqlx::query_scalar("SELECT id FROM account").fetch_all(&mut *conn).await?;
    for account in accounts {
        let kept: Option<Tally> = sqlx::query_as(TALLY_SQL).bind(account).fetch_optional(&mut *conn).await?;
        let counted = tallies.remove(&account).unwrap_or_default();
        if kept != Some(counted) {
            found.push(format!("account {account}: the tally says {kept:?}, its chats say {counted:?}"));
        }
    }
    Ok(())
}

fn disagreements(chat: &Stored, judged: &ChatState, messages: &[Counted]) -> Vec<&'static str> {
    let state = &chat.state;
    let live = || messages.iter().filter(|m| !m.imported);
    let own = live().filter(|m| ours(Author::from_code(m.author))).map(|m| m.id).max().unwrap_or(0);
    let unread = live().filter(|m| m.author == Author::Customer.code() && m.id > state.read_up_to).count();
    let mut wrong = Vec::new();
    if judged.waiting != state.waiting {
        wrong.push("whose turn it is disagrees with its messages");
    }
    if state.read_up_to < own {
        wrong.push("our own reply counts as unread");
    }
    if state.marked && unread > 0 {
        wrong.push("marked unread beside what is unread by itself");
    }
    if i64::try_from(unread) != Ok(state.unread - i64::from(state.marked)) {
        wrong.push("the unread count is wrong");
    }
    let (author, text, attachments) = &chat.last;
    let right = match messages.last() {
        None => state.last_id == 0 && text.is_empty(),
        Some(last) => {
            let start: String = last.start.chars().take(LAST_CHARS).collect();
            // SQLite's substr ends a text at a NUL byte; the row keeps what stands after it.
            let same_text = *text == start || (text.contains('\0') && text.starts_with(start.as_str()));
            last.id == state.last_id && Some(AtMs(last.sent_at_ms)) == state.last_at && last.author == *author && last.attachments == *attachments && same_text
        }
    };
    if !right {
        wrong.push("the last message is another");
    }
    wrong
}

/// What an index has of each row: sums of hashes, so that a million messages need 16 MB and no order.
async fn indexed(conn: &mut SqliteConnection, open: &'static str) -> Result<HashMap<i64, u64>, StoreError> {
    let mut sums: HashMap<i64, u64> = HashMap::new();
    sqlx::query(open).execute(&mut *conn).await?;
    let mut terms = sqlx::query(TERMS_SQL).fetch(&mut *conn);
    while let Some(row) = terms.try_next().await? {
        let (doc, term): (i64, &str) = (row.try_get(0)?, row.try_get(1)?);
        let sum = sums.entry(doc).or_default();
        *sum = sum.wrapping_add(fnv(term.as_bytes()));
    }
    drop(terms);
    sqlx::query(CLOSE_TERMS_SQL).execute(&mut *conn).await?;
    Ok(sums)
}

/// What it should have of a row with this line of terms; its words are kept for the dictionary.
fn expected(line: &str, words: &mut HashSet<String>) -> u64 {
    // The index holds each term of a row once.
    let terms: HashSet<&str> = line.split_whitespace().collect();
    words.extend(terms.iter().filter(|term| is_word(term)).map(|term| (*term).to_owned()));
    terms.into_iter().fold(0_u64, |sum, term| sum.wrapping_add(fnv(term.as_bytes())))
}

/// Compares the index with the terms of every text.
async fn check_index(conn: &mut SqliteConnection, words: &mut HashSet<String>, found: &mut Vec<String>) -> Result<(), StoreError> {
    let mut sums = indexed(conn, OPEN_TERMS_SQL).await?;
    let mut wrong = Vec::new();
    let mut texts = sqlx::query(TEXTS_SQL).fetch(&mut *conn);
    while let Some(row) = texts.try_next().await? {
        let (id, text, names): (i64, &str, Option<&str>) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if sums.remove(&id).unwrap_or(0) != expected(&message_line(text, names), words) {
            wrong.push(format!("message {id}: the search index has other words"));
        }
    }
    drop(texts);
    wrong.extend(sums.keys().map(|id| format!("message {id}: indexed but not stored")));
    name(found, wrong);
    Ok(())
}

/// The same for the notes.
async fn check_notes(conn: &mut SqliteConnection, words: &mut HashSet<String>, found: &mut Vec<String>) -> Result<(), StoreError> {
    let mut sums = indexed(conn, OPEN_NOTE_TERMS_SQL).await?;
    let notes: Vec<(i64, String)> = sqlx::query_as(NOTES_SQL).fetch_all(&mut *conn).await?;
    let mut wrong = Vec::new();
    for (id, text) in notes {
        if sums.remove(&id).unwrap_or(0) != expected(&line(&text), words) {
            wrong.push(format!("note {id}: the search index has other words"));
        }
    }
    wrong.extend(sums.keys().map(|id| format!("note {id}: indexed but not stored")));
    name(found, wrong);
    Ok(())
}

/// Whether the dictionary has these words.
async fn check_words(conn: &mut SqliteConnection, mut words: HashSet<String>, found: &mut Vec<String>) -> Result<(), StoreError> {
    let mut listed = sqlx::query(WORDS_SQL).fetch(&mut *conn);
    while let Some(row) = listed.try_next().await? {
        words.remove(row.try_get::<&str, _>(0)?);
    }
    drop(listed);
    if !words.is_empty() {
        found.push(format!("{} words of the search index are not in its dictionary", words.len()));
    }
    Ok(())
}

/// Adds the first findings by name and the rest as a number.
fn name(found: &mut Vec<String>, wrong: Vec<String>) {
    let more = wrong.len().saturating_sub(NAMED);
    found.extend(wrong.into_iter().take(NAMED));
    if more > 0 {
        found.push(format!("and {more} more of the kind"));
    }
}
