//! `backup` and `restore`.

use crate::face::Face;
use crate::failure::Failure;
use crate::lines::Line;
use pult_core::dto::{BackupDone, BackupNow, RestoreDone};
use pult_domain::{AtMs, ErrorCode, SystemClock};
use serde::Serialize;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most bytes that are read as a passphrase.
const PASSPHRASE_BYTES: u64 = 4 * 1024;

/// A backup that was made.
#[derive(Serialize)]
struct BackupLine {
    path: String,
    bytes: i64,
    made_at_ms: AtMs,
    chats: i64,
    messages: i64,
    files: i64,
}

impl Line for BackupLine {
    fn text(&self) -> String {
        format!("{}: {} bytes, {} chats, {} messages, {} files; read back and whole", self.path, self.bytes, self.chats, self.messages, self.files)
    }
}

/// What was restored.
#[derive(Serialize)]
struct RestoreLine {
    data: String,
    made_at_ms: AtMs,
    chats: i64,
    messages: i64,
    files: i64,
    in_doubt: i64,
    shops: Vec<ShopLine>,
}

#[derive(Serialize)]
struct ShopLine {
    account: pult_domain::AccountId,
    channel: pult_domain::ChannelKind,
    name: String,
}

impl Line for RestoreLine {
    fn text(&self) -> String {
        let mut text = format!("{}: {} chats, {} messages, {} files", self.data, self.chats, self.messages, self.files);
        if self.in_doubt > 0 {
            text.push_str(&format!("\n{} replies waited to be sent; none is sent by itself: look at the marketplace, then decide", self.in_doubt));
        }
        for shop in &self.shops {
            text.push_str(&format!("\nwaits for its token: {} {} ({})", shop.account, shop.name, shop.channel.as_str()));
        }
        text
    }
}

/// Makes a backup, through the program that holds the folder where there is one.
pub(crate) async fn make(data: &Path, folder: Option<PathBuf>, face: &Face) -> Result<(), Failure> {
    let passphrase = passphrase()?;
    let folder = folder.map(|folder| std::path::absolute(&folder).unwrap_or(folder).display().to_string());
    let (way, _log) = super::open(data, face).await?;
    let made: Result<BackupDone, Failure> = way.call("backup_now", &BackupNow { passphrase, folder }).await;
    way.leave().await;
    let made = made?;
    face.line(&BackupLine {
        path: made.path,
        bytes: whole(made.bytes),
        made_at_ms: made.made_at_ms,
        chats: whole(made.chats),
        messages: whole(made.messages),
        files: whole(made.files),
    })
}

/// Restores into the data folder, which nobody can hold yet: it is empty.
pub(crate) async fn restore(data: &Path, file: &Path, face: &Face) -> Result<(), Failure> {
    let passphrase = passphrase()?;
    let done: RestoreDone = pult_core::restore(file, &passphrase, data, Arc::new(SystemClock)).await?;
    face.line(&RestoreLine {
        data: data.display().to_string(),
        made_at_ms: done.made_at_ms,
        chats: whole(done.chats),
        messages: whole(done.messages),
        files: whole(done.files),
        in_doubt: whole(done.in_doubt),
        shops: done.shops.into_iter().map(|shop| ShopLine { account: shop.account, channel: shop.channel, name: shop.name }).collect(),
    })
}

#[allow(clippy::cast_possible_truncation, reason = "counts, far below 2^53")]
pub(super) fn whole(number: f64) -> i64 {
    number as i64
}

/// One line: the passphrase as typed, without the end of the line that a terminal or `echo` adds.
fn passphrase() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(PASSPHRASE_BYTES).read_to_end(&mut bytes);
    read.map_err(|error| Failure::failed(ErrorCode::InvalidRequest, format!("stdin cannot be read: {}", error.kind())))?;
    let text = String::from_utf8(bytes).map_err(|_| Failure::failed(ErrorCode::InvalidUtf8, "What came on stdin is not UTF-8"))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}
