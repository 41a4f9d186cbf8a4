//! Every statement prepares, and every statement that a window waits for has the plan it was
//! designed with: in a new store, and where the planner has seen many rows and their statistics.

use crate::sql::Bulk;
use crate::{
    Lane, Store, accounts, analysis, bulk, chats, check, copies, corrections, deadlines, drafts, feed, history, judging, labels, lookups, messages, outbox,
    rollup, search, settings, uploads, views,
};
use pult_domain::SystemClock;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Row};
use std::sync::Arc;
use std::time::Duration;

/// Statements that look at whole tables on purpose: checks, removal, rebuilding, small tables.
const WHOLE_TABLES: &[&str] = &[
    // The cascade looks through the replies once an account, when their chats are gone already.
    "accounts::REMOVE_SQL",
    "check::COUNTS_SQL",
    "check::MESSAGES_SQL",
    "check::TALLY_SQL",
    "check::TWICE_SQL",
    "check::SENT_SQL",
    "check::UNSENT_SQL",
    "check::FILES_SQL",
    "check::TEXTS_SQL",
    // Out of a damaged file comes whatever can be read.
    "copies::UNSENT_REPLIES_SQL",
    "copies::DRAFTS_SQL",
    // Once per reading of the whole past, for its progress bar.
    "history::COUNT_SQL",
    // Ends at the first message of the account.
    "history::OLDEST_SQL",
    "outbox list",
    "bulk files",
    // The index built anew.
    "rebuild::CHATS_SQL",
    "rebuild::EMPTY_WORDS_SQL",
    "rebuild::MANY_SQL",
    // A handful of habits, looked at when an edit was sent and on the page of knowledge.
    "habits::ALL_SQL",
    "habits::FALLEN_SQL",
    // A month's drafts by whoever made them, on the page of knowledge.
    "draft_figures::MAKERS_SQL",
    "draft_figures::FAULTS_SQL",
    // The imports there were, newest first: few.
    "imports::LIST_SQL",
    // A dozen rows in an order of the owner's.
    "views::ALL_SQL",
];

fn fixed() -> Vec<(String, String)> {
    let files: [(&str, &[(&str, &str)]); 20] = [
        ("accounts", accounts::STATEMENTS),
        ("chats", chats::STATEMENTS),
        ("check", check::STATEMENTS),
        ("copies", copies::STATEMENTS),
        ("deadlines", deadlines::STATEMENTS),
        ("history", history::STATEMENTS),
        ("judging", judging::STATEMENTS),
        ("drafts", drafts::STATEMENTS),
        ("feed", feed::STATEMENTS),
        ("echoes", feed::echoes::STATEMENTS),
        ("part", feed::part::STATEMENTS),
        ("channel_facts", feed::channel_facts::STATEMENTS),
        ("revise", feed::revise::STATEMENTS),
        ("lookups", lookups::STATEMENTS),
        ("uploads", uploads::STATEMENTS),
        ("messages", messages::STATEMENTS),
        ("outbox", outbox::STATEMENTS),
        ("alike", outbox::alike::STATEMENTS),
        ("local", outbox::local::STATEMENTS),
        ("rollup", rollup::STATEMENTS),
    ];
    let all = files.into_iter().chain([
        ("settings", settings::STATEMENTS),
        ("ledger", crate::ledger::STATEMENTS),
        ("ai_drafts", crate::ai_drafts::STATEMENTS),
        ("overrides", crate::overrides::STATEMENTS),
        ("habits", crate::habits::STATEMENTS),
        ("draft_figures", crate::draft_figures::STATEMENTS),
        ("summaries", crate::summaries::STATEMENTS),
        ("canned", crate::canned::STATEMENTS),
        ("export", crate::export::STATEMENTS),
        ("imports", crate::imports::STATEMENTS),
        ("imports", crate::imports::WRITE_STATEMENTS),
        ("imports", crate::imports::UNDO_STATEMENTS),
        ("past_replies", crate::past_replies::STATEMENTS),
        ("providers", crate::providers::STATEMENTS),
        ("labels", labels::STATEMENTS),
        ("analysis", analysis::STATEMENTS),
        ("corrections", corrections::STATEMENTS),
        ("views", views::STATEMENTS),
        ("batch", outbox::batch::STATEMENTS),
        ("doubts", outbox::doubts::STATEMENTS),
        ("moves", crate::moves::STATEMENTS),
        ("notes", crate::notes::STATEMENTS),
        ("note words", search::notes::STATEMENTS),
        ("people", crate::people::STATEMENTS),
        ("person hints", crate::people::suggest::STATEMENTS),
        ("traces", crate::traces::STATEMENTS),
        ("places", crate::places::STATEMENTS),
        ("pictures", crate::pictures::STATEMENTS),
    ]);
    let all = all.flat_map(|(file, list)| list.iter().map(move |(name, sql)| (format!("{file}::{name}"), (*sql).to_owned())));
    all.chain(search::statements()).collect()
}

fn composed() -> Vec<(String, String)> {
    let bulks: Vec<Bulk> = feed::all_bulks()
        .into_iter()
        .chain(accounts::BULKS)
        .chain(search::bulks())
        .chain([rollup::SAVE, rollup::SAVE_STEP, rollup::SAVE_LEVEL, rollup::STATES, chats::EVENTS])
        .chain(bulk::BULKS)
        .chain(crate::people::BULKS)
        .chain(crate::places::BULKS)
        .chain(crate::imports::bulks())
        .chain(crate::imports::UNDO_BULKS)
        .collect();
    let bulk = bulks.iter().flat_map(|bulk| [1, 2, 128].map(|rows| ("bulk".to_owned(), bulk.sql(rows))));
    let lists = chats::every_list().into_iter().chain(chats::one_chat_statements()).map(|sql| ("chat list".to_owned(), sql));
    let replies = outbox::every_list().into_iter().map(|sql| ("outbox list".to_owned(), sql));
    let accounts = accounts::every_list().into_iter().map(|sql| ("account list".to_owned(), sql));
    bulk.chain(lists).chain(replies).chain(accounts).chain([("bulk files".to_owned(), messages::FILES.sql(3))]).collect()
}

async fn plan(store: &Store, sql: &str) -> Vec<String> {
    let rows = sqlx::query(AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"))).fetch_all(&mut *store.reader().await.unwrap()).await;
    rows.unwrap_or_else(|error| panic!("{error}\n{sql}")).iter().map(|row| row.get::<String, _>(3)).collect()
}

async fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
    (dir, store)
}

/// A store of many rows as the next start finds it: the writer takes statistics when it closes, and every connection
/// plans with them from then on.
async fn full_store() -> (tempfile::TempDir, Store) {
    let (dir, store) = store().await;
    let filled = store.write(Lane::Live, |tx| {
        Box::pin(async move {
            sqlx::query(include_str!("../tests/data/many-rows.sql")).execute(&mut tx.conn).await?;
            Ok(())
        })
    });
    filled.await.unwrap();
    store.close().await;
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
    (dir, store)
}

#[tokio::test]
async fn every_statement_prepares_and_no_hot_one_scans_or_sorts() {
    let (_dir, store) = store().await;
    no_hot_one_scans_or_sorts(&store).await;
}

/// The index each hot query was designed with. A planner that changes its mind fails here.
#[tokio::test]
async fn hot_queries_use_the_index_they_were_designed_with() {
    let (_dir, store) = store().await;
    hot_queries_use_their_index(&store).await;
}

#[tokio::test]
async fn plans_stay_the_same_with_many_rows_and_their_statistics() {
    let (_dir, store) = full_store().await;
    let counted = "SELECT count(DISTINCT tbl) FROM sqlite_stat1 WHERE tbl IN ('chat', 'message', 'attachment', 'outbox', 'item', 'ai_draft', 'note')";
    let counted: i64 = sqlx::query_scalar(counted).fetch_one(&mut *store.reader().await.unwrap()).await.unwrap();
    assert_eq!(counted, 7, "there are statistics to plan with");
    no_hot_one_scans_or_sorts(&store).await;
    hot_queries_use_their_index(&store).await;
}

async fn no_hot_one_scans_or_sorts(store: &Store) {
    let (mut seen, mut faults) = (0, Vec::new());
    for (name, sql) in fixed().into_iter().chain(composed()) {
        seen += 1;
        for step in plan(store, &sql).await {
            if WHOLE_TABLES.contains(&name.as_str()) {
                continue;
            }
            let big = ["chat", "c", "message", "m", "attachment", "f", "outbox", "o", "item", "i", "event", "draft", "d"];
            // The filter before a join is made of all rows of its table.
            let table = step.strip_prefix("SCAN ").or_else(|| step.strip_prefix("BLOOM FILTER ON "));
            let scans = table.and_then(|rest| rest.split_whitespace().next()).is_some_and(|table| big.contains(&table));
            // Walking an index in the order of a list is the point of it; the list ends it.
            let walks = step.contains("USING INDEX chat_") || step.contains("USING COVERING INDEX chat_");
            if scans && !walks {
                faults.push(format!("{name} scans: {step}\n{sql}"));
            }
            // A page by recency sorts the first rows of each account and queue: some dozens.
            let merges = sql.contains("CROSS JOIN (VALUES (") && sql.contains("LIMIT ?4");
            // A page of a label sorts that label's chats, however many others there are.
            let of_label = sql.contains("FROM chat_label l CROSS JOIN");
            // A part of the chats that are due, grouped by their shops.
            let part = name == "rollup::RAISABLE_SQL" && step == "USE TEMP B-TREE FOR GROUP BY";
            if step.contains("TEMP B-TREE") && !merges && !of_label && !part {
                faults.push(format!("{name} sorts: {step}\n{sql}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(seen > 150, "{seen} statements looked at");
}

async fn hot_queries_use_their_index(store: &Store) {
    let named = |file: &str, name: &str| fixed().into_iter().find(|(at, _)| *at == format!("{file}::{name}")).map(|(_, sql)| sql).unwrap();
    for (sql, uses) in [
        (named("messages", "NEWEST_SQL"), "USING INDEX message_chat (chat_id=?)"),
        (named("deadlines", "DUE_SQL"), "INDEX chat_due (deadline_at_ms>? AND deadline_at_ms<?)"),
        (named("rollup", "RAISABLE_SQL"), "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"),
        (named("rollup", "RAISE_SQL"), "SEARCH chat USING INTEGER PRIMARY KEY (rowid=?)"),
        (named("messages", "BEFORE_SQL"), "USING INDEX message_chat (chat_id=? AND rowid<?)"),
        (named("messages", "AFTER_SQL"), "USING INDEX message_chat (chat_id=? AND rowid>?)"),
        // A range with an end that is worked out for each row reads a thread of years to its end, a hundred times.
        (named("past_replies", "AFTER_SQL"), "SEARCH n USING INTEGER PRIMARY KEY (rowid=?)"),
        // One that has enough ends the walk through the chats with such a title.
        (named("past_replies", "OF_ITEM_SQL"), "CO-ROUTINE hits"),
        (named("past_replies", "OF_ITEM_SQL"), "SEARCH c USING INTEGER PRIMARY KEY (rowid=?)"),
        (named("alike", "OWN_SQL"), "USING INDEX message_chat (chat_id=? AND rowid>?)"),
        // Of a long thread only its end is open, and only its end decides whose turn it is.
        (named("judging", "OPEN_SQL"), "SEARCH m USING INDEX message_chat (chat_id=? AND rowid>?)"),
        (named("judging", "FIRST_SQL"), "SEARCH m USING INDEX message_chat (chat_id=? AND rowid>? AND rowid<?)"),
        (named("rollup", "MOMENTS_SQL"), "USING INDEX message_chat (chat_id=? AND rowid>?)"),
        (named("rollup", "REPLIED_SQL"), "USING INDEX message_chat (chat_id=?)"),
        (named("deadlines", "WAITING_SQL"), "INDEX chat_recent (account_id=? AND queue=? AND last_id>?)"),
        (named("walk", "WORDS_SQL"), "VIRTUAL TABLE INDEX"),
        (search::found_rows(), "SEARCH m USING INTEGER PRIMARY KEY"),
        (named("vocabulary", "BEGINNING_SQL"), "SEARCH word USING PRIMARY KEY (term>? AND term<?)"),
        (named("echoes", "AWAITED_SQL"), "USING INDEX outbox_awaited (account_id=?)"),
        (named("doubts", "AWAITS_SQL"), "USING INDEX outbox_awaited (account_id=?)"),
        (named("doubts", "DECIDED_SQL"), "SEARCH setting USING PRIMARY KEY (key>? AND key<?)"),
        (named("chats", "COUNTS_SQL"), "outbox_state (state=?)"),
        (named("feed", "UNTITLED_SQL"), "item_untitled (account_id=? AND asked_at_ms<?)"),
        (named("feed", "NO_TOKEN_SQL"), "chat_unanswerable (account_id=?)"),
        (named("pictures", "NEXT_SQL"), "SEARCH f USING INDEX attachment_wanted (wanted_by=? AND message_id>?)"),
        (outbox::every_list().into_iter().find(|sql| sql.contains("WHERE o.account_id")).unwrap(), "outbox_awaited (account_id=?)"),
        (outbox::every_list().into_iter().find(|sql| sql.contains("NOT IN")).unwrap(), "outbox_open (chat_id=?)"),
        (named("labels", "BEARERS_SQL"), "USING PRIMARY KEY (label_id=?)"),
        (chats::one_chat_statements()[0].clone(), "chat_label_chat (chat_id=?)"),
    ] {
        let plan = plan(store, &sql).await;
        assert!(plan.iter().any(|step| step.contains(uses)), "wanted {uses}: {plan:?}\n{sql}");
    }
    for sql in chats::every_list() {
        let plan = plan(store, &sql).await;
        let wanted = if sql.contains("chat_label l") {
            Some("SEARCH l USING PRIMARY KEY (label_id=?)")
        } else if sql.contains("c.starred > 0") {
            Some("INDEX chat_starred")
        } else if sql.contains("c.spam_at_ms IS NOT NULL") {
            Some("INDEX chat_spam")
        } else if sql.contains("ai_draft d") {
            Some("INDEX chat_waiting")
        } else {
            sql.contains("c.unread > 0 AND c.snoozed").then_some("INDEX chat_unread")
        };
        assert!(wanted.is_none_or(|uses| plan.iter().any(|step| step.contains(uses))), "wanted {wanted:?}: {plan:?}\n{sql}");
        // Whether a chat has any draft is one look, without a list of all that have one.
        let looks = plan.iter().any(|step| step.contains("ai_draft_chat FOR IN-OPERATOR"));
        assert!(looks || !sql.contains("ai_draft x"), "{plan:?}\n{sql}");
    }
    // A chat's draft is found by its key and the buyer's later messages by the chat, wherever that is asked.
    let drafts = chats::every_list().into_iter().filter(|sql| sql.contains("ai_draft d"));
    for sql in drafts.chain([named("chats", "AI_DRAFTS_SQL"), named("ai_drafts", "STANDS_SQL"), named("ai_drafts", "OVERTAKEN_SQL")]) {
        let plan = plan(store, &sql).await;
        // SQLite may write "SEARCH d EXISTS USING": it has made a join of the question.
        for (table, uses) in [("d", "INTEGER PRIMARY KEY (rowid=?)"), ("n", "ai_draft_chat (chat_id=?)"), ("m", "message_chat (chat_id=? AND rowid>?)")] {
            let is_used = |step: &String| step.starts_with(&format!("SEARCH {table} ")) && step.contains(uses);
            assert!(plan.iter().any(is_used), "wanted {uses}: {plan:?}\n{sql}");
        }
    }
    let bulk = |table: &str| feed::all_bulks().into_iter().find(|bulk| bulk.tail.contains(table)).unwrap().sql(8);
    for (sql, uses) in [
        (bulk("CROSS JOIN chat"), "sqlite_autoindex_chat_1 (account_id=? AND remote_id=?)"),
        (bulk("CROSS JOIN message m"), "sqlite_autoindex_message_1 (chat_id=? AND remote_id=?)"),
        (bulk("max(id) FROM message"), "SEARCH message USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
        (rollup::SAVE_STEP.sql(8), "SEARCH chat USING INTEGER PRIMARY KEY (rowid=?)"),
        (rollup::SAVE.sql(8), "SEARCH chat USING INTEGER PRIMARY KEY (rowid=?)"),
        (rollup::SAVE_LEVEL.sql(8), "SEARCH chat USING INTEGER PRIMARY KEY (rowid=?)"),
        (rollup::STATES.sql(8), "SEARCH chat USING INTEGER PRIMARY KEY (rowid=?)"),
    ] {
        let plan = plan(store, &sql).await;
        assert!(plan.iter().any(|step| step.contains(uses)), "wanted {uses}: {plan:?}\n{sql}");
    }
}

/// What performance 1.5 was measured with, asked of the file and the connections themselves.
#[tokio::test]
async fn tables_are_strict_readers_only_read_and_a_transaction_has_the_lock_from_its_start() {
    let (_dir, store) = store().await;
    let mut reader = store.reader().await.unwrap();
    let tables = "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'";
    let tables: Vec<(String, i64)> = sqlx::query_as(tables).fetch_all(&mut *reader).await.unwrap();
    let loose: Vec<&str> = tables.iter().filter(|(_, strict)| *strict == 0).map(|(name, _)| name.as_str()).collect();
    assert!(tables.len() > 20 && loose.is_empty(), "{loose:?} of {} tables take any value", tables.len());

    let journal: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(&mut *reader).await.unwrap();
    assert_eq!(journal, "wal");
    let written = sqlx::query("INSERT INTO setting (key, value) VALUES ('theme', 'dark')").execute(&mut *reader).await;
    assert!(written.is_err(), "what only reads cannot write");
    drop(reader);

    let file = store.file().to_owned();
    let asked = store.write(Lane::Live, move |tx| {
        Box::pin(async move {
            let keys: i64 = sqlx::query_scalar("PRAGMA foreign_keys").fetch_one(&mut tx.conn).await?;
            // Nothing has been written yet.
            let mut other = SqliteConnectOptions::new().filename(&file).busy_timeout(Duration::ZERO).connect().await?;
            Ok((keys, sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.is_err()))
        })
    });
    assert_eq!(asked.await.unwrap(), (1, true), "foreign keys hold, and nobody else can begin to write");
}

/// A build that does not read `.cargo/config.toml` would be quiet about it, and slower.
#[tokio::test]
async fn sqlite_is_compiled_as_it_was_measured() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("pult.db"), Arc::new(SystemClock)).await.unwrap();
    let options: Vec<String> = sqlx::query_scalar("PRAGMA compile_options").fetch_all(&mut *store.reader().await.unwrap()).await.unwrap();
    for wanted in ["DEFAULT_MEMSTATUS=0", "ENABLE_QPSG"] {
        assert!(options.iter().any(|option| option == wanted), "{wanted} is missing: {options:?}");
    }
}
