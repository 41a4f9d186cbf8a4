//! `import` and `imports`: history from files, tried first, taken back whole.

use super::backup::whole;
use super::export::PAUSE;
use crate::args::{Import, Imports};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::Line;
use crate::way::Way;
use pult_core::dto::{ImportDone, ImportFault, ImportFile, ImportRef, ImportStart, ImportTarget, ImportView, Nothing, TransferRef, TransferState};
use pult_domain::{AccountId, AtMs, ErrorCode, ImportId};
use serde::Serialize;

/// A line of the file that was left out.
#[derive(Serialize)]
struct FaultLine {
    line: i64,
    fault: ImportFault,
}

impl Line for FaultLine {
    fn text(&self) -> String {
        let fault = serde_json::to_value(self.fault).ok().and_then(|fault| fault.as_str().map(str::to_owned)).unwrap_or_default();
        format!("line {}: {fault}", self.line)
    }
}

/// What an import did, or would do.
#[derive(Serialize)]
struct ImportLine {
    import: Option<ImportId>,
    account: Option<AccountId>,
    dry_run: bool,
    chats_new: i64,
    chats_known: i64,
    messages_new: i64,
    messages_known: i64,
    refused: i64,
}

impl Line for ImportLine {
    fn text(&self) -> String {
        let did = if self.dry_run { "would add" } else { "added" };
        let found = format!("{} chats and {} messages were here", self.chats_known, self.messages_known);
        format!("{did} {} chats, {} messages; {found}, {} lines left out", self.chats_new, self.messages_new, self.refused)
    }
}

/// An import there was.
#[derive(Serialize)]
struct DoneLine {
    import: ImportId,
    account: AccountId,
    at_ms: AtMs,
    name: String,
    whole: bool,
    chats: i64,
    messages: i64,
}

impl Line for DoneLine {
    fn text(&self) -> String {
        let end = if self.whole { "" } else { ", broken off" };
        format!("{} into account {}: {} chats, {} messages from {}{end}", self.import, self.account, self.chats, self.messages, self.name)
    }
}

/// What was taken back.
#[derive(Serialize)]
struct UndoneLine {
    import: i64,
    messages: i64,
}

impl Line for UndoneLine {
    fn text(&self) -> String {
        format!("import {} taken back: {} messages removed", self.import, self.messages)
    }
}

/// Imports a file, or looks what that would do.
pub(super) async fn run(way: &Way, import: Import, face: &Face) -> Result<(), Failure> {
    let path = std::path::absolute(&import.file).unwrap_or(import.file).display().to_string();
    let target = import.account.map_or_else(|| ImportTarget::Archive(import.archive), |account| ImportTarget::Account(AccountId(account)));
    let file = ImportFile { path: Some(path), upload: None, name: None };
    let request = ImportStart { file, target, columns: None, zone: import.zone, dry_run: import.dry_run };
    let begun: ImportView = way.call("import_start", &request).await?;
    let view = ended(way, begun).await?;
    for fault in &view.faults {
        face.line(&FaultLine { line: whole(fault.line), fault: fault.fault })?;
    }
    face.line(&ImportLine {
        import: view.import,
        account: view.account,
        dry_run: view.dry_run,
        chats_new: whole(view.chats_new),
        chats_known: whole(view.chats_known),
        messages_new: whole(view.messages_new),
        messages_known: whole(view.messages_known),
        refused: whole(view.refused),
    })
}

/// Lists the imports there were, or takes one back.
pub(super) async fn imports(way: &Way, imports: Imports, face: &Face) -> Result<(), Failure> {
    let Some(crate::args::ImportsCommand::Undo { import }) = imports.command else {
        let done: Vec<ImportDone> = way.call("imports_list", &Nothing {}).await?;
        return done.into_iter().try_for_each(|done| {
            face.line(&DoneLine {
                import: done.import,
                account: done.account,
                at_ms: done.at_ms,
                name: done.name,
                whole: done.whole,
                chats: whole(done.chats),
                messages: whole(done.messages),
            })
        });
    };
    let begun: ImportView = way.call("import_undo", &ImportRef { import: ImportId(import) }).await?;
    let view = ended(way, begun).await?;
    face.line(&UndoneLine { import, messages: whole(view.messages_new) })
}

async fn ended(way: &Way, begun: ImportView) -> Result<ImportView, Failure> {
    let (asked, mut view) = (TransferRef { run: begun.run }, begun);
    while view.state == TransferState::Running {
        tokio::time::sleep(PAUSE).await;
        let now: Option<ImportView> = way.call("import_view", &asked).await?;
        view = now.ok_or_else(|| Failure::failed(ErrorCode::Internal, "The import is not known any more"))?;
    }
    if view.state == TransferState::Done {
        return Ok(view);
    }
    Err(Failure::failed(view.problem.unwrap_or(ErrorCode::ShuttingDown), "The import did not come to its end; `imports undo` takes back what it added"))
}
