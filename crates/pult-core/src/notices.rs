//! Calls for the owner's attention: looks at what changed, lets the rules decide, and has it shown.
//!
//! The rules are [`pult_domain::notices::decide`]; here is what they are fed with and what becomes
//! of their deeds. The desktop is two seams: [`DeskState`] is read at each look, and [`Board`]
//! shows what was decided. Both live in the window's program; without it nobody is called.

mod words;

pub use pult_domain::notices::{DeskNow, Place};

use crate::api::dto::{ApiError, CoreChange, Settings};
use crate::core::Core;
use async_trait::async_trait;
use pult_domain::notices::{Deed, Look, Memory, NoticeRules, Said, Waiter, decide};
use pult_domain::{AccountId, AtMs, Author, ChatId, MessageId, NoticeLevel, Queue, Tag, View};
use pult_store::{AccountRow, ChatListQuery, ChatRow};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

/// Under this key the store keeps what was told.
const KEY: &str = "notices";
/// Shortest time between two looks: a back-fill must not be looked at page by page. With the time
/// changes are collected it stays far below the second a call may take (experience 3.5, rule 10).
const BETWEEN_LOOKS: Duration = Duration::from_millis(250);
/// While calls are held back the desktop is asked this often whether they may go, in milliseconds:
/// no desktop tells of it by itself.
const HELD_MS: i64 = 5_000;
/// Longest time without a look, in milliseconds: 5 minutes, as the clock over deadlines (design 5).
const LOOK_EVERY_MS: i64 = 5 * 60 * 1000;
/// More changed chats than this and all that wait are looked at instead.
const MOST_CHATS: usize = 64;
/// Rows of a page of chats.
const PAGE: i64 = 500;
/// Most chats of a look. Whoever has more that are urgent has other troubles than a missing toast.
const MOST_WAITERS: usize = 2_000;

/// The one place that reads what the desktop asks of programs that call.
#[async_trait]
pub trait DeskState: Send + Sync {
    /// Whether nobody is to be disturbed, and whether the screen is locked.
    async fn now(&self) -> DeskNow;
}

/// Shows what was decided.
#[async_trait]
pub trait Board: Send + Sync {
    /// Shows a note, or puts it where an older one of its place is.
    async fn show(&self, note: Note);
    /// Takes a note away.
    async fn withdraw(&self, place: Place);
    /// The window asks for attention until it is looked at.
    async fn attention(&self);
}

/// A call in the owner's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it stands; a new one replaces it.
    pub place: Place,
    /// The first line. May hold a buyer's name: untrusted.
    pub title: String,
    /// The other lines. May hold a buyer's words: untrusted.
    pub body: String,
    /// The chat it is about; none stands for the list.
    pub chat: Option<ChatId>,
    /// The words on "open".
    pub open: String,
    /// The words on "snooze", where there is one chat to snooze.
    pub snooze: Option<String>,
    /// A deadline was missed: it stays until it is dealt with.
    pub pressing: bool,
}

/// What to look at.
enum Scope {
    Chats(BTreeSet<ChatId>),
    All,
}

impl Scope {
    fn join(&mut self, change: &CoreChange) {
        let all = change.resync || change.tags.iter().any(|tag| matches!(tag, Tag::Settings | Tag::Accounts));
        match self {
            Self::Chats(chats) if !all => {
                chats.extend(change.chats.iter().copied());
                if chats.len() > MOST_CHATS {
                    *self = Self::All;
                }
            }
            _ => *self = Self::All,
        }
    }

    fn is_empty(&self) -> bool {
        matches!(self, Self::Chats(chats) if chats.is_empty())
    }
}

impl Core {
    /// Calls the owner from now on, until the program ends.
    pub fn call_owner(self: &Arc<Self>, desk: Arc<dyn DeskState>, board: Arc<dyn Board>) {
        self.tasks.spawn(self.clone().watch_notices(desk, board));
    }

    async fn watch_notices(self: Arc<Self>, desk: Arc<dyn DeskState>, board: Arc<dyn Board>) {
        let mut changes = self.changes();
        // A memory that cannot be read is a first start: everything that waits is known.
        let kept = self.store.setting(KEY).await.ok().flatten();
        let mut memory: Memory = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        let mut scope = Scope::All;
        loop {
            let before = memory.clone();
            let left = match self.look(&scope, &memory, desk.as_ref()).await {
                Ok((look, settings, accounts)) => {
                    let deeds = decide(&mut memory, &look);
                    self.keep(&before, &memory).await;
                    carry_out(deeds, &words::Speaker::new(&settings, &accounts, look.now), board.as_ref()).await;
                    None
                }
                Err(error) => {
                    tracing::warn!(code = %error.code, "Whom to call could not be looked up");
                    Some(scope)
                }
            };
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let Some(next) = self.next_scope(&mut changes, &memory, left).await else { return };
            scope = next;
        }
    }

    /// Waits until there is something to look at; `None` when the program ends. `left`: what a look that failed has not seen.
    async fn next_scope(&self, changes: &mut Receiver<CoreChange>, memory: &Memory, left: Option<Scope>) -> Option<Scope> {
        let rest = rest_ms(memory, self.clock.now(), left.is_some());
        let end = tokio::time::Instant::now() + Duration::from_millis(u64::try_from(rest).unwrap_or_default());
        let mut scope = left.unwrap_or_else(|| Scope::Chats(BTreeSet::new()));
        loop {
            tokio::select! {
                () = self.stop.cancelled() => return None,
                () = tokio::time::sleep_until(end) => return Some(Scope::All),
                change = changes.recv() => match change {
                    Ok(change) => scope.join(&change),
                    Err(RecvError::Lagged(_)) => scope = Scope::All,
                    Err(RecvError::Closed) => return None,
                },
            }
            loop {
                match changes.try_recv() {
                    Ok(change) => scope.join(&change),
                    Err(TryRecvError::Lagged(_)) => scope = Scope::All,
                    Err(_) => break,
                }
            }
            if !scope.is_empty() {
                return Some(scope);
            }
        }
    }

    /// How the chats stand, as the rules want to know it.
    async fn look(&self, scope: &Scope, memory: &Memory, desk: &dyn DeskState) -> Result<(Look, Settings, Vec<AccountRow>), ApiError> {
        let now = self.clock.now();
        let settings = crate::settings::load(&self.store).await?;
        let accounts = self.store.accounts().await?;
        let imported: BTreeSet<AccountId> = accounts.iter().filter(|row| row.last_sync_at.is_some()).map(|row| row.id).collect();
        let whole = matches!(scope, Scope::All) || imported.iter().any(|account| !memory.knows_shop(*account));
        let quiet = |row: &&AccountRow| self.policies.of(row.id).is_some_and(|judge| judge.hours().off(now).is_some());
        let mut look = Look {
            now,
            whole,
            rules: rules(&settings),
            desk: desk.now().await,
            quiet: accounts.iter().filter(quiet).map(|row| row.id).collect(),
            imported,
            ..Look::default()
        };
        let since: BTreeMap<AccountId, AtMs> = accounts.iter().map(|row| (row.id, row.created_at)).collect();
        let mut ids: BTreeSet<ChatId> = match scope {
            Scope::Chats(chats) => chats.clone(),
            Scope::All => BTreeSet::new(),
        };
        if whole {
            let rows = self.waiting_rows(look.rules.level).await?;
            // Those not in the list are snoozed, or answered.
            ids = memory.waiting().filter(|chat| rows.iter().all(|row| row.id != *chat)).collect();
            for row in rows {
                self.take_in(row.id, Some(row), &since, &mut look).await?;
            }
        }
        for chat in ids {
            let row = self.store.chat(chat).await?;
            self.take_in(chat, row, &since, &mut look).await?;
        }
        Ok((look, settings, accounts))
    }

    /// The waiting chats a level can call for, the earliest deadline first.
    async fn waiting_rows(&self, level: NoticeLevel) -> Result<Vec<ChatRow>, ApiError> {
        let view = if level <= NoticeLevel::Urgent { View::Urgent } else { View::Waiting };
        let (mut rows, mut after) = (Vec::new(), None);
        loop {
            let page = self.store.chat_list(ChatListQuery { view, account: None, label: None, unread_only: false, limit: PAGE, after }).await?;
            rows.extend(page.rows);
            after = page.next;
            if after.is_none() || rows.len() >= MOST_WAITERS {
                return Ok(rows);
            }
        }
    }

    async fn take_in(&self, chat: ChatId, row: Option<ChatRow>, since: &BTreeMap<AccountId, AtMs>, look: &mut Look) -> Result<(), ApiError> {
        let Some((row, waits)) = row.and_then(|row| Some((row.queue, row.waiting_since?, row)).map(|(queue, waits, row)| (row, (queue, waits)))) else {
            look.gone.push(chat);
            return Ok(());
        };
        let (Queue::Waiting, waiting_since) = waits else {
            look.gone.push(chat);
            return Ok(());
        };
        let (message, at, text) = self.newest_of_buyer(&row).await?;
        look.waiters.push(Waiter {
            chat,
            account: row.account,
            priority: row.priority,
            since: waiting_since,
            deadline: row.deadline,
            snoozed: row.snoozed_until.is_some(),
            unread: row.unread > 0,
            message,
            before_shop: since.get(&row.account).is_none_or(|connected| at < *connected),
            said: Said { customer: row.customer, text },
        });
        Ok(())
    }

    /// The buyer's newest message: which, when, and its beginning.
    async fn newest_of_buyer(&self, row: &ChatRow) -> Result<(MessageId, AtMs, String), ApiError> {
        if let Some(last) = row.last.as_ref().filter(|last| last.author == Author::Customer) {
            return Ok((last.id, last.sent_at, last.text.clone()));
        }
        // A line of the marketplace came after it.
        const FEW: i64 = 20;
        let rows = self.store.messages(row.id, None, None, FEW).await?.rows;
        let newest = rows.into_iter().filter(|message| message.author == Author::Customer).max_by_key(|message| message.id);
        Ok(newest.map_or((MessageId(0), AtMs(0), String::new()), |message| (message.id, message.sent_at, message.text.chars().take(120).collect())))
    }

    /// Keeps what was told before it is shown: a call lost in a crash is on the list, one repeated
    /// at every start would be switched off.
    async fn keep(&self, before: &Memory, memory: &Memory) {
        let (before, now) = (serde_json::to_string(before), serde_json::to_string(memory));
        if let (Ok(before), Ok(now)) = (before, now)
            && before != now
            && let Err(error) = self.store.setting_keep(KEY, &now).await
        {
            tracing::warn!(code = %error.code(), "What was told could not be kept");
        }
    }
}

/// How long nothing needs to be looked at, in milliseconds, unless something changes. After a failed look no longer than while
/// calls are held back: nobody tells once more of what it was about.
fn rest_ms(memory: &Memory, now: AtMs, failed: bool) -> i64 {
    let next = memory.next_stage(now).map_or(LOOK_EVERY_MS, |at| at.since_ms(now));
    if failed || memory.holds_back() { next.min(HELD_MS) } else { next }.clamp(20, LOOK_EVERY_MS)
}

async fn carry_out(deeds: Vec<Deed>, speaker: &words::Speaker, board: &dyn Board) {
    for deed in deeds {
        match deed {
            Deed::Show(toast) => board.show(speaker.note(&toast)).await,
            Deed::Withdraw(place) => board.withdraw(place).await,
            Deed::Attention => board.attention().await,
        }
    }
}

fn rules(settings: &Settings) -> NoticeRules {
    NoticeRules {
        level: settings.notify_level,
        hide_content: settings.notify_hide_content,
        breaches_always: settings.notify_breaches_always,
        muted_accounts: settings.notify_muted_accounts.clone(),
        muted_queues: settings.notify_muted_queues.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::CoreOptions;

    #[tokio::test]
    async fn what_a_failed_look_was_about_is_looked_at_soon_and_with_what_changes_next() {
        let (memory, now) = (Memory::default(), AtMs(0));
        assert_eq!((rest_ms(&memory, now, false), rest_ms(&memory, now, true)), (LOOK_EVERY_MS, HELD_MS));

        let folder = tempfile::tempdir().unwrap();
        let core = Core::open(CoreOptions::new(folder.path())).await.unwrap();
        let (tell, mut changes) = tokio::sync::broadcast::channel(1);
        tell.send(CoreChange { seq: 1.0, tags: vec![Tag::Chats], chats: vec![ChatId(2)], accounts: Vec::new(), resync: false }).unwrap();
        let left = Scope::Chats(BTreeSet::from([ChatId(1)]));
        let Some(Scope::Chats(chats)) = core.next_scope(&mut changes, &memory, Some(left)).await else { panic!("some chats are looked at") };
        assert_eq!(chats, BTreeSet::from([ChatId(1), ChatId(2)]));
    }
}
