//! Databases that are damaged, newer, foreign or in the way: told, and never touched.

use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::process::Terminal;
use sqlx::{ConnectOptions as _, Connection as _};
use std::path::Path;

async fn filled() -> (Terminal, WbSim) {
    let sim = WbSim::start(SimOptions::default()).await.expect("a free port");
    let t = Terminal::new();
    t.connect(&sim, &[]).await;
    for n in 0..40 {
        let buyer = sim.buyer(&format!("Покупатель {n}"), Item::default());
        sim.buyer_writes(&buyer, &"Длинный вопрос про заказ. ".repeat(40));
    }
    t.run(&["sync"]).await.one();
    (t, sim)
}

async fn sql(file: &Path, statement: &'static str) {
    let mut db = sqlx::sqlite::SqliteConnectOptions::new().filename(file).connect().await.expect("it opens");
    sqlx::raw_sql(statement).execute(&mut db).await.expect("it runs");
    db.close().await.expect("it closes");
}

fn bytes_of(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("pult.db")).expect("the database")
}

#[tokio::test]
async fn a_newer_database_is_refused_and_not_a_byte_of_it_changes() {
    let (t, _sim) = filled().await;
    let newer = "INSERT INTO schema_migration (version, checksum) VALUES (9999, 'unknown'); PRAGMA wal_checkpoint(TRUNCATE);";
    sql(&t.folder().join("pult.db"), newer).await;
    let before = bytes_of(t.folder());
    for command in [&["chats"] as &[&str], &["sync"], &["accounts", "list"], &["serve"]] {
        let error = t.run(command).await.refusal(1);
        assert_eq!((error["code"].as_str(), error["retryable"].as_bool()), (Some("data_newer"), Some(false)), "{command:?}: {error}");
    }
    let doctor = t.run(&["doctor"]).await;
    assert_eq!(doctor.code(), Some(1));
    assert_eq!(doctor.lines()[0]["ok"], false, "the doctor says what ails");
    assert!(bytes_of(t.folder()) == before, "not a byte may change");
}

#[tokio::test]
async fn a_file_that_is_no_database_is_told() {
    for content in [b"This is not a database, it is a letter to a friend.".repeat(200), vec![0_u8; 8_192]] {
        let t = Terminal::new();
        std::fs::write(t.folder().join("pult.db"), &content).expect("written");
        assert_eq!(t.run(&["chats"]).await.refusal(1)["code"], "data_corrupt");
        assert!(bytes_of(t.folder()) == content, "kept for whoever can mend it");
    }
}

#[tokio::test]
async fn a_foreign_database_is_told_and_not_touched() {
    let t = Terminal::new();
    let file = t.folder().join("pult.db");
    sqlx::sqlite::SqliteConnectOptions::new().filename(&file).create_if_missing(true).connect().await.expect("made").close().await.expect("closed");
    sql(&file, "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('Блины');").await;
    let before = bytes_of(t.folder());
    assert_eq!(t.run(&["chats"]).await.refusal(1)["code"], "data_corrupt");
    assert!(bytes_of(t.folder()) == before, "somebody else's data is left alone");
}

type Damage = fn(&mut Vec<u8>);

#[tokio::test]
async fn damaged_pages_are_told_and_never_panic() {
    let (t, _sim) = filled().await;
    let whole = bytes_of(t.folder());
    let damages: [(&str, Damage); 4] = [
        ("the header", |bytes| bytes[..100].fill(0xA5)),
        ("the schema", |bytes| bytes[100..4_000].fill(0xA5)),
        ("cut in half", |bytes| bytes.truncate(bytes.len() / 2)),
        ("every page but the first", |bytes| bytes[4_096..].fill(0xA5)),
    ];
    for (what, damage) in damages {
        let mut bytes = whole.clone();
        damage(&mut bytes);
        for rest in ["pult.db-wal", "pult.db-shm"] {
            let _ = std::fs::remove_file(t.folder().join(rest));
        }
        std::fs::write(t.folder().join("pult.db"), &bytes).expect("written");
        for command in [&["chats"] as &[&str], &["sync"], &["doctor"]] {
            let ran = t.run(command).await;
            assert!(!ran.stderr.contains("panicked"), "{what}, {command:?}: {ran:?}");
            assert_eq!(ran.code(), Some(1), "{what}, {command:?}: told, not hidden: {ran:?}");
        }
        assert_eq!(t.run(&["chats"]).await.refusal(1)["code"], "data_corrupt", "{what}");
    }
}

#[tokio::test]
async fn a_held_folder_without_a_door_is_told_as_in_use() {
    let (t, _sim) = filled().await;
    let lock = std::fs::File::options().write(true).open(t.folder().join("lock")).expect("the lock");
    lock.lock().expect("held by us");
    let error = t.run(&["chats"]).await.refusal(1);
    assert_eq!((error["code"].as_str(), error["retryable"].as_bool()), (Some("data_in_use"), Some(true)), "{error}");
    drop(lock);
    assert_eq!(t.run(&["chats"]).await.well().len(), 40);
}

#[tokio::test]
async fn a_door_that_leads_nowhere_is_no_hindrance() {
    let (t, _sim) = filled().await;
    std::fs::write(t.folder().join("run.json"), r#"{"url":"http://127.0.0.1:9","token":"stale","pid":1}"#).expect("written");
    assert_eq!(t.run(&["chats"]).await.well().len(), 40, "left by a killed program");
    std::fs::write(t.folder().join("run.json"), "nonsense").expect("written");
    assert_eq!(t.run(&["chats"]).await.well().len(), 40);
}

#[tokio::test]
async fn a_folder_with_an_odd_name_is_a_folder() {
    let t = Terminal::new();
    let odd = t.folder().join("Мои данные — лавка №1 ' \" %20");
    let mut command = tokio::process::Command::new(pult_tests::process::program("pultctl", "pult-cli"));
    command.arg("--data").arg(&odd).args(["--format", "json", "demo", "--chats", "3"]).env("PULT_SECRETS", "file");
    let output = command.output().await.expect("pultctl runs");
    assert!(output.status.success(), "{output:?}");
    assert!(odd.join("pult.db").is_file());
}
