use super::*;
use crate::api::dto::{BackupEvery, BackupsSet};
use crate::core::CoreOptions;
use crate::secrets::{FileSecrets, SecretStore};
use async_trait::async_trait;
use pult_domain::{Author, ChannelKind, Clock, FeedMessage, FeedPage, MessageKind, RemoteChatId, RemoteMessageId, TokenKind};
use pult_store::{Lane, NewAccount};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::Notify;

const SECRET: &str = "четыре простых тихих слова";
const DAY: i64 = 24 * 60 * 60 * 1000;

#[derive(Debug)]
struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> AtMs {
        AtMs(self.0.load(Ordering::SeqCst))
    }

    fn steady_ms(&self) -> i64 {
        self.now().0
    }
}

struct Desk {
    folder: tempfile::TempDir,
    clock: Arc<Hand>,
    core: Arc<Core>,
}

async fn core(folder: &Path, clock: Arc<Hand>) -> Arc<Core> {
    let secrets = Arc::new(FileSecrets::new(folder.join("secrets.json")));
    Core::open(CoreOptions { clock, secrets: Some(secrets), ..CoreOptions::new(folder) }).await.unwrap()
}

fn shop(name: &str) -> NewAccount {
    NewAccount { seller_id: Some("1".into()), token_kind: TokenKind::Personal, ..NewAccount::plain(ChannelKind::Wildberries, name) }
}

impl Desk {
    async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(Hand(AtomicI64::new(1_795_464_000_000)));
        let core = core(&folder.path().join("data"), clock.clone()).await;
        Self { folder, clock, core }
    }

    /// A shop with a buyer's question, a file, and a token in the secrets file.
    async fn with_shop() -> Self {
        let desk = Self::empty().await;
        let account = desk.core.store.account_add(shop("Глиняный дом")).await.unwrap();
        let message = FeedMessage {
            remote_chat_id: RemoteChatId("c1".into()),
            remote_id: RemoteMessageId("m1".into()),
            author: Author::Customer,
            kind: MessageKind::Text,
            text: "Какой это цвет?".into(),
            sent_at: desk.clock.now(),
            attachments: Vec::new(),
            read: None,
            raw: None,
            undated: false,
        };
        desk.core.store.apply_pages(account, vec![FeedPage { messages: vec![message], ..FeedPage::default() }], Lane::Live).await.unwrap();
        let files = desk.core.data.files_of(account);
        std::fs::create_dir_all(&files).unwrap();
        std::fs::write(files.join("чашка.jpg"), vec![7; 200_000]).unwrap();
        desk.core.secrets.set("token", &SecretString::from("very-secret-token".to_owned())).await.unwrap();
        desk
    }

    fn kept(&self) -> PathBuf {
        self.folder.path().join("kept")
    }

    async fn ok(&self, name: &str, request: Value) -> Value {
        self.core.call(name, request).await.unwrap()
    }

    async fn backup(&self) -> PathBuf {
        let done = self.ok("backup_now", json!({ "passphrase": SECRET, "folder": self.kept() })).await;
        PathBuf::from(done["path"].as_str().unwrap())
    }

    async fn refused(&self, file: &Path, secret: &str) -> ErrorCode {
        let target = self.folder.path().join("new");
        let refused = restore(file, secret, &target, self.clock.clone()).await.unwrap_err();
        assert!(!target.exists(), "the target is untouched");
        let left: Vec<_> = std::fs::read_dir(self.folder.path()).unwrap().map(|each| each.unwrap().file_name()).collect();
        assert!(!left.iter().any(|name| name.to_string_lossy().contains("restoring")), "{left:?}");
        refused.code
    }
}

#[tokio::test]
async fn a_backup_comes_back_whole_and_without_secrets() {
    let desk = Desk::with_shop().await;
    let file = desk.backup().await;
    let target = desk.folder.path().join("new");
    let done = restore(&file, SECRET, &target, desk.clock.clone()).await.unwrap();
    assert_eq!((done.chats, done.messages, done.files), (1.0, 1.0, 1.0));
    assert_eq!(done.shops.iter().map(|shop| shop.name.as_str()).collect::<Vec<_>>(), ["Глиняный дом"], "it waits for its token");
    assert_eq!(std::fs::read(target.join("files/1/чашка.jpg")).unwrap(), vec![7; 200_000]);
    assert!(!target.join("secrets.json").exists(), "secrets stay in the keychain");
    let restored = core(&target, desk.clock.clone()).await;
    assert_eq!(restored.call::<Value>("chat_list", json!({ "view": "all" })).await.unwrap()["chats"].as_array().unwrap().len(), 1);
    let beside: Vec<_> = std::fs::read_dir(desk.kept()).unwrap().collect();
    assert_eq!(beside.len(), 1, "nothing half-written is left");
    assert!(!desk.core.data.folder().join("backup-copy.db").exists());
}

#[tokio::test]
async fn what_is_wrong_with_a_backup_is_said_and_nothing_is_touched() {
    let desk = Desk::with_shop().await;
    let file = desk.backup().await;
    let whole = std::fs::read(&file).unwrap();
    assert_eq!(desk.refused(&file, "другие совсем слова").await, ErrorCode::BackupPassphraseWrong);
    assert_eq!(desk.refused(&file, "").await, ErrorCode::BackupPassphraseWrong);
    assert_eq!(desk.refused(&desk.kept().join("none"), SECRET).await, ErrorCode::BackupNotFound);
    let bad = desk.kept().join("bad");
    let with = |bytes: &[u8]| std::fs::write(&bad, bytes).unwrap();
    with(&whole[..whole.len() - 1]);
    assert_eq!(desk.refused(&bad, SECRET).await, ErrorCode::BackupDamaged);
    with(&whole[..whole.len() / 2]);
    assert_eq!(desk.refused(&bad, SECRET).await, ErrorCode::BackupDamaged);
    // In the middle, in the last piece, and just behind the header.
    for at in [whole.len() / 2, whole.len() - 5, 300] {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        with(&flipped);
        assert_eq!(desk.refused(&bad, SECRET).await, ErrorCode::BackupDamaged, "byte {at}");
    }
    with(b"PK\x03\x04 something else");
    assert_eq!(desk.refused(&bad, SECRET).await, ErrorCode::BackupUnknown);
    with(b"");
    assert!(matches!(desk.refused(&bad, SECRET).await, ErrorCode::BackupDamaged | ErrorCode::BackupUnknown));
}

#[tokio::test]
async fn a_newer_backup_is_refused() {
    let desk = Desk::with_shop().await;
    let head: Head = serde_json::from_value(json!({ "form": 2, "program": "9.0.0", "schema": 1, "made_at_ms": 0 })).unwrap();
    let file = desk.folder.path().join("newer.pult-backup");
    let database = desk.core.data.database();
    archive::write(std::fs::File::create(&file).unwrap(), &SecretString::from(SECRET), &head, &database, Path::new("/nonexistent")).unwrap();
    assert_eq!(desk.refused(&file, SECRET).await, ErrorCode::BackupNewer);
}

#[tokio::test]
async fn a_folder_with_data_is_not_restored_into() {
    let desk = Desk::with_shop().await;
    let file = desk.backup().await;
    let target = desk.folder.path().join("used");
    std::fs::create_dir_all(&target).unwrap();
    std::fs::write(target.join("letter.txt"), "mine").unwrap();
    let refused = restore(&file, SECRET, &target, desk.clock.clone()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::BackupTargetUsed);
    assert_eq!(std::fs::read_dir(&target).unwrap().count(), 1);
    let there = desk.core.call_text("restore_ready", json!({ "path": file, "passphrase": SECRET })).await.unwrap_err();
    assert_eq!(there.code, ErrorCode::BackupTargetUsed, "a desk with a shop keeps it");
}

#[tokio::test]
async fn a_new_desk_takes_over_at_its_next_start() {
    let old = Desk::with_shop().await;
    let file = old.backup().await;
    let new = Desk::empty().await;
    let wrong = new.core.call_text("restore_ready", json!({ "path": file, "passphrase": "не те слова" })).await.unwrap_err();
    assert_eq!(wrong.code, ErrorCode::BackupPassphraseWrong);
    let done = new.ok("restore_ready", json!({ "path": file, "passphrase": SECRET })).await;
    assert_eq!(done["shops"][0]["name"], "Глиняный дом");
    let Desk { folder, clock, core: first } = new;
    first.shutdown().await;
    drop(first);
    let data = folder.path().join("data");
    let again = core(&data, clock).await;
    assert_eq!(again.call::<Value>("chat_list", json!({ "view": "all" })).await.unwrap()["chats"].as_array().unwrap().len(), 1);
    assert!(data.join("files/1/чашка.jpg").exists());
    assert!(!data.join("to-restore").exists());
}

#[tokio::test]
async fn nothing_is_added_where_a_backup_is_about_to_take_the_place() {
    let old = Desk::with_shop().await;
    let file = old.backup().await;
    let new = Desk::empty().await;
    new.ok("restore_ready", json!({ "path": file, "passphrase": SECRET })).await;
    for (name, request) in [
        ("account_add", json!({ "channel": "wildberries", "name": "", "token": "a key" })),
        ("demo_add", json!({})),
        ("import_start", json!({ "file": { "path": "/no/such.csv" }, "target": { "archive": "Старый магазин" }, "dry_run": false })),
    ] {
        assert_eq!(new.core.call_text(name, request).await.unwrap_err().code, ErrorCode::BackupLaid, "{name}");
    }
    new.ok("restore_ready", json!({ "path": file, "passphrase": SECRET })).await;
}

#[tokio::test]
async fn a_shop_that_came_after_a_backup_was_laid_ready_stays() {
    let old = Desk::with_shop().await;
    let file = old.backup().await;
    let new = Desk::empty().await;
    new.ok("restore_ready", json!({ "path": file, "passphrase": SECRET })).await;
    new.core.store.account_add(shop("Новая лавка")).await.unwrap();
    let Desk { folder, clock, core: first } = new;
    first.shutdown().await;
    drop(first);
    let data = folder.path().join("data");
    let again = core(&data, clock).await;
    let shops: Vec<String> = again.store.accounts().await.unwrap().into_iter().map(|row| row.name).collect();
    assert_eq!(shops, ["Новая лавка"]);
    let kept = std::fs::read_dir(&data).unwrap().flatten().find(|each| each.file_name().to_string_lossy().starts_with("not-restored-"));
    assert!(kept.is_some_and(|kept| kept.path().join("pult.db").exists()), "what was laid is kept");
    assert!(again.nothing_laid().is_ok(), "and stands in nobody's way");
}

#[tokio::test]
async fn a_passphrase_is_long_enough_and_forgotten() {
    let desk = Desk::with_shop().await;
    let short = desk.core.call_text("backup_now", json!({ "passphrase": "короткий", "folder": desk.kept() })).await.unwrap_err();
    assert_eq!(short.code, ErrorCode::BackupPassphraseShort);
    desk.backup().await;
    let kept = std::fs::read_to_string(desk.core.data.folder().join("secrets.json")).unwrap();
    assert!(!kept.contains("четыре"), "only a schedule keeps a passphrase");
}

#[tokio::test]
async fn a_schedule_keeps_so_many_and_says_when_it_fails() {
    let desk = Desk::with_shop().await;
    let none = json!({ "every": "day", "keep": 2, "folder": desk.kept() });
    assert_eq!(desk.core.call_text("backups_set", none).await.unwrap_err().code, ErrorCode::BackupPassphraseMissing);
    desk.ok("backups_set", json!({ "every": "day", "keep": 2, "folder": desk.kept(), "passphrase": SECRET })).await;
    let by_hand = desk.backup().await;
    for _ in 0..3 {
        assert!(desk.core.back_up_if_due().await.unwrap());
        assert!(!desk.core.back_up_if_due().await.unwrap(), "the next turn is a day away");
        desk.clock.0.fetch_add(DAY, Ordering::SeqCst);
    }
    assert!(by_hand.exists(), "only what the schedule made is let go");
    assert_eq!(std::fs::read_dir(desk.kept()).unwrap().count(), 3);
    std::fs::remove_dir_all(desk.kept()).unwrap();
    std::fs::write(desk.kept(), "no folder any more").unwrap();
    assert!(desk.core.back_up_if_due().await.unwrap());
    let view = desk.ok("backups_get", json!({})).await;
    assert_eq!((view["last"]["error"].as_str(), view["last"]["by_schedule"].as_bool()), (Some("backup_folder"), Some(true)));
    assert!(view["next_at_ms"].as_i64().unwrap() < desk.clock.now().0 + DAY, "it tries again sooner");
    desk.ok("backups_set", json!({ "every": "never", "keep": 2, "folder": desk.folder.path() })).await;
    assert!(!std::fs::read_to_string(desk.core.data.folder().join("secrets.json")).unwrap().contains("четыре"));
}

/// A keychain that waits for its password.
struct Locked {
    kept: FileSecrets,
    asked: Notify,
    opens: Notify,
}

#[async_trait]
impl SecretStore for Locked {
    fn kind(&self) -> &'static str {
        "keychain"
    }

    async fn get(&self, name: &str) -> Result<Option<SecretString>, ApiError> {
        self.kept.get(name).await
    }

    async fn set(&self, name: &str, secret: &SecretString) -> Result<(), ApiError> {
        self.asked.notify_one();
        self.opens.notified().await;
        self.kept.set(name, secret).await
    }

    async fn delete(&self, name: &str) -> Result<(), ApiError> {
        self.kept.delete(name).await
    }
}

#[tokio::test]
async fn a_backup_that_ends_while_the_plan_is_being_set_is_not_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let kept = FileSecrets::new(folder.path().join("secrets.json"));
    let secrets = Arc::new(Locked { kept, asked: Notify::new(), opens: Notify::new() });
    let core = Core::open(CoreOptions { secrets: Some(secrets.clone()), ..CoreOptions::new(folder.path()) }).await.unwrap();
    let set = BackupsSet { every: BackupEvery::Day, keep: 2.0, folder: Some(folder.path().display().to_string()), passphrase: Some(SECRET.to_owned()) };
    let result = BackupResult { at_ms: AtMs(1), by_schedule: false, path: Some("a".to_owned()), bytes: 1.0, error: None };
    let mut setting = Box::pin(core.set_backups(set));
    tokio::select! {
        view = &mut setting => panic!("the keychain was not asked: {view:?}"),
        () = secrets.asked.notified() => {}
    }
    core.keep_backup_result(result.clone()).await.unwrap();
    secrets.opens.notify_one();
    let view = setting.await.unwrap();
    assert_eq!((view.every, view.last), (BackupEvery::Day, Some(result)));
}
