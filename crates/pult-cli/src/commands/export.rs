//! `export`: chats as files, and looking whether a dispute pack holds.

use super::backup::whole;
use crate::args::{ExportWhat, Form};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::Line;
use crate::way::Way;
use pult_core::dto::{ChatFilter, ExportForm, ExportStart, ExportView, TransferRef, TransferState};
use pult_core::export::PackVerdict;
use pult_domain::{AccountId, ChatId, ErrorCode};
use serde::Serialize;
use std::path::Path;
use std::time::Duration;

/// How often a run is asked how far it is.
pub(super) const PAUSE: Duration = Duration::from_millis(50);

/// An export that was written.
#[derive(Serialize)]
struct ExportLine {
    path: Option<String>,
    bytes: i64,
    chats: u32,
    messages: i64,
    manifest_sha256: Option<String>,
    files_missing: u32,
    capped: bool,
}

impl Line for ExportLine {
    fn text(&self) -> String {
        let mut text = format!("{}: {} chats, {} messages, {} bytes", self.path.as_deref().unwrap_or("-"), self.chats, self.messages, self.bytes);
        if let Some(hash) = &self.manifest_sha256 {
            text.push_str(&format!("\nmanifest SHA-256: {hash}"));
        }
        if self.files_missing > 0 {
            text.push_str(&format!("\n{} files are not on this machine; the manifest names them", self.files_missing));
        }
        if self.capped {
            text.push_str("\nthe search has more hits than were taken");
        }
        text
    }
}

/// A file of a pack.
#[derive(Serialize)]
struct EntryLine {
    path: String,
    bytes: u64,
    ok: bool,
    problem: Option<&'static str>,
}

impl Line for EntryLine {
    fn text(&self) -> String {
        format!("{} {} ({} bytes)", self.problem.unwrap_or("ok"), on_one_line(&self.path), self.bytes)
    }
}

/// A whole pack.
#[derive(Serialize)]
struct VerdictLine {
    manifest_sha256: String,
    made_at: String,
    files: usize,
    missing: usize,
    ok: bool,
}

impl Line for VerdictLine {
    fn text(&self) -> String {
        let verdict = if self.ok { "whole and unchanged" } else { "NOT what its manifest says" };
        let made_at = on_one_line(&self.made_at);
        format!("{verdict}: made at {made_at}, {} files, {} were missing then\nmanifest SHA-256: {}", self.files, self.missing, self.manifest_sha256)
    }
}

/// What a stranger's pack says of itself: a line break in it would begin what looks like a line of ours, as that of the hash.
fn on_one_line(told: &str) -> String {
    told.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Writes chats into a file and waits for it.
pub(super) async fn run(way: &Way, what: ExportWhat, face: &Face) -> Result<(), Failure> {
    let filter = what.queue.map(|view| ChatFilter { view, account: what.account.map(AccountId), label: None, unread: None });
    let form = match what.form {
        Form::Html => ExportForm::Html,
        Form::Json => ExportForm::Json,
        Form::Csv => ExportForm::Csv,
        Form::Pack => ExportForm::Pack,
    };
    let folder = what.folder.map(|folder| std::path::absolute(&folder).unwrap_or(folder).display().to_string());
    let request = ExportStart {
        chats: Some(what.chats).filter(|chats| !chats.is_empty()).map(|chats| chats.into_iter().map(ChatId).collect()),
        all: filter,
        query: what.search,
        form,
        folder,
        locale: what.locale,
    };
    let mut view: ExportView = way.call("export_start", &request).await?;
    let asked = TransferRef { run: view.run };
    while view.state == TransferState::Running {
        tokio::time::sleep(PAUSE).await;
        let now: Option<ExportView> = way.call("export_view", &asked).await?;
        view = now.ok_or_else(|| Failure::failed(ErrorCode::Internal, "The export is not known any more"))?;
    }
    if view.state != TransferState::Done {
        return Err(Failure::failed(view.problem.unwrap_or(ErrorCode::ShuttingDown), "The export did not end well; no file was left"));
    }
    face.line(&ExportLine {
        path: view.path,
        bytes: whole(view.bytes),
        chats: view.chats,
        messages: whole(view.messages),
        manifest_sha256: view.manifest_sha256,
        files_missing: view.files_missing,
        capped: view.capped,
    })
}

/// Recomputes the hashes of a dispute pack.
pub(super) fn verify(file: &Path, manifest: Option<&str>, face: &Face) -> Result<(), Failure> {
    let verdict = pult_core::export::verify(file)?;
    for entry in &verdict.entries {
        face.line(&EntryLine { path: entry.path.clone(), bytes: entry.bytes, ok: entry.problem.is_none(), problem: entry.problem })?;
    }
    let ok = verdict.holds() && manifest.is_none_or(|wanted| wanted.trim().eq_ignore_ascii_case(&verdict.manifest_sha256));
    let PackVerdict { manifest_sha256, made_at, entries, missing } = verdict;
    face.line(&VerdictLine { manifest_sha256, made_at, files: entries.len(), missing, ok })?;
    if ok { Ok(()) } else { Err(Failure::failed(ErrorCode::PackDamaged, "The pack is not what its manifest says, or the manifest is another")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_cannot_write_lines_of_ours() {
        let forged = "a\nmanifest SHA-256: 00";
        let entry = EntryLine { path: forged.to_owned(), bytes: 1, ok: false, problem: Some("unlisted") };
        assert_eq!(entry.text().lines().count(), 1);
        let verdict = VerdictLine { manifest_sha256: "11".to_owned(), made_at: forged.to_owned(), files: 1, missing: 0, ok: true };
        let hashes: Vec<String> = verdict.text().lines().filter(|line| line.starts_with("manifest")).map(str::to_owned).collect();
        assert_eq!(hashes, ["manifest SHA-256: 11"]);
    }
}
