//! Rules, hours and deadlines at work: policies are kept, made ready, and time passes over chats.
//!
//! One policy holds for all shops; a shop may have one of its own. Both are JSON in the store's
//! settings. The clock is a task of its own: it sleeps until the next chat becomes urgent or the
//! next snooze ends, and looks every five minutes whatever happens (design 5).

use crate::api::dto::{ApiError, ChatSnoozed, SlaTried, SlaTry, SlaView, SnoozeTimeAsk, WhyView};
use crate::core::Core;
use crate::words::{Words, locale};
use pult_domain::sla::{Judge, Letter, Memory, SlaPolicy, Snooze, Verdict, snooze};
use pult_domain::{AccountId, AtMs, ChatId, ErrorCode, Priority};
use pult_store::{AccountJudge, AccountRow, ChatRow, UNTIL_BUYER_WRITES};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

/// Under this key the store keeps the policy of all shops; with `/<account>` that of one shop.
const KEY: &str = "sla";
/// The clock looks at least this often, in milliseconds: 5 minutes (design 5).
const LOOK_EVERY_MS: i64 = 5 * 60 * 1000;
/// Longest text that is tried against the rules, in Unicode scalar values.
const TRIED_CHARS: usize = 20_000;

/// The policies made ready, by account; the one without an account holds for the others.
#[derive(Default)]
pub(crate) struct Policies {
    ready: Mutex<HashMap<Option<AccountId>, Arc<Judge>>>,
    /// One load at a time: of two, the one that had read first could put its judges last, and a shop that was connected in between
    /// would be without rules.
    loading: tokio::sync::Mutex<()>,
}

impl Policies {
    pub(crate) fn of(&self, account: AccountId) -> Option<Arc<Judge>> {
        let judges = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        judges.get(&Some(account)).or_else(|| judges.get(&None)).cloned()
    }
}

/// A policy made ready. The built-in one is made once for the process: its vocabularies take tens of
/// milliseconds, at every start and in every test.
fn made_ready(policy: &SlaPolicy) -> Option<Arc<Judge>> {
    static BUILT_IN: OnceLock<Option<Arc<Judge>>> = OnceLock::new();
    if *policy == SlaPolicy::default() {
        return BUILT_IN.get_or_init(|| policy.ready().ok().map(Arc::new)).clone();
    }
    policy.ready().ok().map(Arc::new)
}

fn key(account: Option<AccountId>) -> String {
    account.map_or_else(|| KEY.to_owned(), |account| format!("{KEY}/{account}"))
}

impl Core {
    /// The policy of a shop, or the one of all shops; `own` says whether the shop has its own.
    pub(crate) async fn policy(&self, account: Option<AccountId>) -> Result<SlaView, ApiError> {
        let own = match account {
            Some(_) => self.store.setting(&key(account)).await?.filter(|json| !json.is_empty()),
            None => None,
        };
        let kept = match &own {
            Some(own) => Some(own.clone()),
            None => self.store.setting(KEY).await?,
        };
        // A policy of another version falls back to the built-in one rather than to none.
        let policy = kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
        Ok(SlaView { account, own: own.is_some(), policy })
    }

    /// Keeps a policy and judges the waiting chats by it; no policy gives a shop back to the common one.
    pub(crate) async fn set_policy(self: &Arc<Self>, account: Option<AccountId>, policy: Option<SlaPolicy>) -> Result<SlaView, ApiError> {
        if let Some(account) = account {
            self.account_row(account).await?;
        }
        let json = match &policy {
            Some(policy) => {
                if policy.ready().is_err() {
                    return Err(ApiError::new(ErrorCode::InvalidRequest, "The zone or the hours cannot be used"));
                }
                if let Some(fault) = policy.rules.problems().into_iter().next() {
                    return Err(ApiError::new(ErrorCode::InvalidRequest, format!("A rule cannot be used: {fault:?}")));
                }
                serde_json::to_string(policy).map_err(|_| ApiError::new(ErrorCode::Internal, "The policy could not be written as JSON"))?
            }
            None => String::new(),
        };
        self.store.setting_set(&key(account), &json).await?;
        self.load_policies().await?;
        for row in self.store.accounts().await? {
            self.store.judge_again(row.id).await?;
        }
        self.clock_wakes.notify_one();
        self.policy(account).await
    }

    /// Makes the kept policies ready and hands them to the store.
    pub(crate) async fn load_policies(&self) -> Result<(), ApiError> {
        let _turn = self.policies.loading.lock().await;
        let accounts = self.store.accounts().await?;
        let mut ready: HashMap<Option<AccountId>, Arc<Judge>> = HashMap::new();
        for account in std::iter::once(None).chain(accounts.iter().map(|row| Some(row.id))) {
            let view = self.policy(account).await?;
            if account.is_some() && !view.own {
                continue;
            }
            // Checked when it was kept; the built-in one is always usable.
            if let Some(judge) = made_ready(&view.policy).or_else(|| made_ready(&SlaPolicy::default())) {
                ready.insert(account, judge);
            }
        }
        *self.policies.ready.lock().unwrap_or_else(PoisonError::into_inner) = ready;
        let judges = accounts.iter().filter_map(|row| self.judge_of(row)).collect();
        self.store.set_judges(judges);
        Ok(())
    }

    fn judge_of(&self, row: &AccountRow) -> Option<AccountJudge> {
        let judge = self.policies.of(row.id)?;
        Some(AccountJudge { account: row.id, channel: row.channel, connected_at: row.created_at, judge })
    }

    /// What the rules say to a text, and why, in the owner's language.
    pub(crate) async fn try_rules(&self, request: SlaTry) -> Result<SlaTried, ApiError> {
        if request.text.chars().count() > TRIED_CHARS {
            return Err(ApiError::new(ErrorCode::TextTooLong, "The text is too long to be tried"));
        }
        let judge = match request.policy {
            Some(policy) => Arc::new(policy.ready().map_err(|_| ApiError::new(ErrorCode::InvalidRequest, "The zone or the hours cannot be used"))?),
            None => self.common_judge(request.account).await?,
        };
        let letter = Letter { channel: request.channel, account: request.account, ..Letter::new(&request.text, request.at_ms.unwrap_or(self.clock.now())) };
        let reading = self.listening.reader().filter(|_| !request.text.trim().is_empty()).map(|reader| reader.read(&request.text));
        let verdict = judge.verdict(&mut Memory::default(), &reading.as_ref().map_or(letter, |reading| letter.heard(reading)));
        let words = self.words().await?;
        let now = judge.hours().written(self.clock.now());
        Ok(SlaTried { why: words.why(&verdict, Some(&request.text), Some(&now)), verdict })
    }

    async fn common_judge(&self, account: Option<AccountId>) -> Result<Arc<Judge>, ApiError> {
        let policy = self.policy(account).await?.policy;
        made_ready(&policy).ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, "The zone or the hours cannot be used"))
    }

    /// Why a waiting chat is due when it is: the verdict on the message that decides.
    pub(crate) async fn why(&self, chat: ChatId) -> Result<WhyView, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let nothing = WhyView { verdict: None, why: String::new(), escalated: false };
        let Some(judge) = self.policies.of(row.account) else { return Ok(nothing) };
        let verdicts = self.verdicts(&row, &judge).await?;
        // Another message may be the urgent one: then its rule has raised the chat, not the time.
        let escalated = row.priority == Priority::Urgent && verdicts.iter().all(|(verdict, _)| verdict.priority < Priority::Urgent);
        // The earliest deadline is the chat's; of equal ones the more pressing speaks.
        let earliest = verdicts.into_iter().min_by_key(|(verdict, _)| (verdict.due_at, std::cmp::Reverse(verdict.priority)));
        let Some((verdict, text)) = earliest else { return Ok(nothing) };
        let now = judge.hours().written(self.clock.now());
        let why = self.words().await?.why(&verdict, Some(&text), Some(&now));
        Ok(WhyView { escalated, why, verdict: Some(verdict) })
    }

    /// What the rules say to each message that a chat waits with, and its text.
    async fn verdicts(&self, row: &ChatRow, judge: &Judge) -> Result<Vec<(Verdict, String)>, ApiError> {
        let open = self.store.open_messages(row.id).await?;
        let mut memory = Memory::default();
        let reader = self.listening.reader();
        let verdicts = open.into_iter().map(|message| {
            if !message.judged {
                return (judge.plain(message.sent_at), message.text);
            }
            let letter =
                Letter { channel: Some(row.channel), account: Some(row.account), dispute: message.disputed, ..Letter::new(&message.text, message.sent_at) };
            let reading = reader.as_ref().filter(|_| !message.text.trim().is_empty()).map(|reader| reader.read(&message.text));
            let reading = reading.map(|reading| reading.corrected(message.corrected));
            let verdict = judge.verdict(&mut memory, &reading.as_ref().map_or(letter, |reading| letter.heard(reading)));
            (verdict, message.text)
        });
        Ok(verdicts.collect())
    }

    pub(crate) async fn words(&self) -> Result<Words, ApiError> {
        let settings = crate::settings::load(&self.store).await?;
        Ok(Words::of(&locale(settings.locale.as_deref())))
    }

    /// Hides a chat until what was typed; nothing typed brings it back.
    pub(crate) async fn snooze(self: &Arc<Self>, chat: ChatId, typed: &str) -> Result<Option<AtMs>, ApiError> {
        let row = self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?;
        let until = self.snooze_until(Some(row.account), typed).await?;
        self.store.chat_snooze(chat, until).await?;
        self.clock_wakes.notify_one();
        Ok(until)
    }

    /// Until when what is typed would hide a chat, a shop's list or chats of several shops; nothing is hidden.
    pub(crate) async fn snooze_time(&self, request: SnoozeTimeAsk) -> Result<ChatSnoozed, ApiError> {
        let account = match request.chat {
            Some(chat) => Some(self.store.chat(chat).await?.ok_or_else(|| ApiError::missing(ErrorCode::ChatNotFound))?.account),
            None => request.account,
        };
        Ok(ChatSnoozed { until_ms: self.snooze_until(account, &request.typed).await? })
    }

    /// The moment that was typed, on the wall clock of a shop or of all; none where nothing was.
    pub(crate) async fn snooze_until(&self, account: Option<AccountId>, typed: &str) -> Result<Option<AtMs>, ApiError> {
        if typed.trim().is_empty() {
            return Ok(None);
        }
        let zone = self.policy(account).await?.policy.calendar.zone;
        let zone = pult_domain::sla::calendar::zone(&zone).ok_or_else(|| ApiError::new(ErrorCode::InvalidRequest, "The shop's zone is unknown"))?;
        match snooze::parse(typed, self.clock.now(), &zone) {
            Ok(Snooze::At { at_ms }) => Ok(Some(at_ms)),
            Ok(Snooze::BuyerWrites) => Ok(Some(UNTIL_BUYER_WRITES)),
            Err(fault) => Err(ApiError::new(ErrorCode::SnoozeNotUnderstood, fault.as_str())),
        }
    }

    /// Lets time pass over the chats, as long as the program runs.
    pub(crate) async fn watch_the_clock(self: Arc<Self>) {
        loop {
            let rest = match self.pass_time().await {
                Ok(next) => next.map_or(LOOK_EVERY_MS, |at| at.since_ms(self.clock.now())).clamp(20, LOOK_EVERY_MS),
                Err(error) => {
                    tracing::warn!(code = %error.code, "Deadlines could not be looked at");
                    LOOK_EVERY_MS
                }
            };
            tokio::select! {
                () = self.stop.cancelled() => return,
                () = self.clock_wakes.notified() => {}
                () = tokio::time::sleep(Duration::from_millis(u64::try_from(rest).unwrap_or_default())) => {}
            }
        }
    }

    /// One look: what is due becomes urgent, what has slept enough comes back. Returns when the
    /// next of both is due.
    pub(crate) async fn pass_time(&self) -> Result<Option<AtMs>, ApiError> {
        let now = self.clock.now();
        let raised = self.store.escalate(now).await?;
        let woken = self.store.wake(now).await?;
        if !raised.is_empty() || !woken.is_empty() {
            tracing::info!(raised = raised.len(), woken = woken.len(), "Time has passed over chats");
        }
        let next = [self.store.next_escalation(now).await?, self.store.next_waking().await?];
        Ok(next.into_iter().flatten().min())
    }
}

#[cfg(test)]
mod tests;
