//! What each command does: calls of operations and the lines they become.

mod accounts;
mod backup;
mod chats;
mod classify;
mod draft;
mod export;
mod guard;
mod import;
mod notes;
mod people;
mod replies;
mod serve;
mod sla;

use crate::args::{Args, Command};
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::{DemoLine, DoctorLine, HitLine, SyncLine};
use crate::way::Way;
use pult_core::dto::{AccountView, DemoAdd, DemoAdded, DoctorCheck, Nothing, SearchFound, SearchProblem, SearchQuery, SyncNow, SyncReport};
use pult_domain::{AccountId, ChannelKind, ErrorCode};
use std::path::Path;

/// Runs a command.
pub(crate) async fn run(args: Args, face: &Face) -> Result<(), Failure> {
    let data = args.data.unwrap_or_else(pult_core::data_dir::default_folder);
    // Named whole wherever it is told: the program that holds it may stand in another folder.
    let data = std::path::absolute(&data).unwrap_or(data);
    match args.command {
        Command::Serve { port, ui } => serve::run(&data, port, ui, face).await,
        Command::Accounts { command: crate::args::Accounts::Add(add) } => accounts::add(&data, add, face).await,
        Command::Backup { folder, .. } => backup::make(&data, folder, face).await,
        Command::Restore { file, .. } => backup::restore(&data, &file, face).await,
        Command::Doctor => doctor(&data, face).await,
        Command::Sla { command: crate::args::Sla::Explain(explain) } => sla::explain(explain, face),
        Command::Export(export) if export.command.is_some() => match export.command {
            Some(crate::args::ExportCommand::Verify { file, manifest }) => export::verify(&file, manifest.as_deref(), face),
            None => Ok(()),
        },
        Command::Classify => classify::run(face),
        Command::Guard(scope) => guard::run(&scope, face),
        command => {
            let (way, _log) = open(&data, face).await?;
            let ended = through(&way, command, face).await;
            way.leave().await;
            ended
        }
    }
}

/// Finds the way to the operations; logs go to the data folder only where this process holds it.
async fn open(data: &Path, face: &Face) -> Result<(Way, pult_core::log::LogGuard), Failure> {
    let log = pult_core::log::start(None, if face.is_json() { "error" } else { "warn" });
    Ok((Way::find(data).await?, log))
}

async fn through(way: &Way, command: Command, face: &Face) -> Result<(), Failure> {
    use crate::args::Accounts;
    match command {
        Command::Accounts { command: Accounts::List } => accounts::list(way, face).await,
        Command::Accounts { command: Accounts::Remove { account } } => accounts::remove(way, AccountId(account), face).await,
        Command::Sync { account } => sync(way, account.map(AccountId), face).await,
        Command::Chats { queue, limit, after } => chats::list(way, queue, limit, after, face).await,
        Command::Messages { chat, limit } => chats::messages(way, pult_domain::ChatId(chat), limit, face).await,
        Command::Reply { chat, text, undo_ms, wait, despite, plan } => {
            let request = replies::request(pult_domain::ChatId(chat), text, undo_ms, wait, despite, plan);
            replies::reply(way, request, face).await
        }
        Command::Note { command } => notes::run(way, command, face).await,
        Command::Outbox(outbox) => replies::outbox(way, outbox, face).await,
        Command::People(asked) => people::run(way, asked, face).await,
        Command::Search { query, limit } => search(way, query, limit, face).await,
        Command::Demo { remove: true, .. } => demo_remove(way, face).await,
        Command::Demo { chats, .. } => {
            let added: DemoAdded = way.call("demo_add", &DemoAdd { chats: chats.map(f64::from) }).await?;
            face.line(&DemoLine::from(added))
        }
        Command::Export(export) => export::run(way, export.what, face).await,
        Command::Import(import) => import::run(way, import, face).await,
        Command::Imports(imports) => import::imports(way, imports, face).await,
        Command::Draft { chat, embedded } => draft::run(way, pult_domain::ChatId(chat), embedded, face).await,
        _ => Err(Failure::usage(ErrorCode::NotBuilt, "This command is not in this version")),
    }
}

async fn sync(way: &Way, account: Option<AccountId>, face: &Face) -> Result<(), Failure> {
    let reports: Vec<SyncReport> = way.call("sync_now", &SyncNow { account }).await?;
    let mut first_problem = None;
    for report in reports {
        first_problem = first_problem.or_else(|| report.error.clone());
        face.line(&SyncLine::from(report))?;
    }
    first_problem.map_or(Ok(()), |problem| Err(problem.into()))
}

async fn search(way: &Way, query: String, limit: u32, face: &Face) -> Result<(), Failure> {
    let found: SearchFound = way.call("search", &SearchQuery { query, limit: Some(f64::from(limit)), chats: None, ranked: Some(true) }).await?;
    for SearchProblem { key, value } in &found.problems {
        face.aside(&format!("not understood and left out: {key}:{value}"));
    }
    // Where no message has the words, the chats that are about them are told by their last message.
    if found.hits.is_empty() {
        return found.chats.into_iter().try_for_each(|chat| face.line(&HitLine::from(chat)));
    }
    found.hits.into_iter().try_for_each(|hit| face.line(&HitLine::from(hit)))
}

async fn demo_remove(way: &Way, face: &Face) -> Result<(), Failure> {
    let accounts: Vec<AccountView> = way.call("accounts_list", &Nothing {}).await?;
    let account = accounts.iter().find(|account| account.channel == ChannelKind::Demo).map(|account| account.account);
    let _: Nothing = way.call("demo_remove", &Nothing {}).await?;
    face.line(&DemoLine::removed(account))
}

/// The one command that has something to say when the data cannot be opened.
async fn doctor(data: &Path, face: &Face) -> Result<(), Failure> {
    let (way, _log) = match open(data, face).await {
        Ok(opened) => opened,
        Err(Failure::Failed(error)) => {
            let check = match error.code {
                ErrorCode::DataInUse | ErrorCode::DataReadOnly | ErrorCode::DiskFull => "data_folder",
                _ => "database",
            };
            face.line(&DoctorLine { check: check.into(), ok: false, detail: error.to_string() })?;
            return Err(Failure::Failed(error));
        }
        Err(other) => return Err(other),
    };
    let checks: Result<Vec<DoctorCheck>, Failure> = way.call("doctor", &Nothing {}).await;
    way.leave().await;
    let mut bad = Vec::new();
    for check in checks? {
        if !check.ok {
            bad.push(check.check.clone());
        }
        face.line(&DoctorLine::from(check))?;
    }
    if bad.is_empty() { Ok(()) } else { Err(Failure::failed(ErrorCode::StateConflict, format!("Not well: {}", bad.join(", ")))) }
}
