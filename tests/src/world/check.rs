//! The invariants of the reliability plan, section 2, recounted from outside.

use super::{Shop, World, minutes};
use crate::logs;
use pult_core::dto::{ChatPage, ChatRow, MessageView, OutboxView, SyncReport};
use pult_domain::OutboxState;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

impl World {
    /// Ends a story: faults stop, a last round reads the feed to its end, and then everything the
    /// marketplaces know is here exactly once, and nothing private is in the log.
    pub async fn end(mut self) {
        for shop in &self.shops {
            shop.sim.faults().clear();
        }
        self.advance(minutes(20));
        self.sync().await;
        self.check().await;
        for shop in &self.shops {
            self.agrees_with(shop).await;
        }
        self.keeps_silent();
        self.stop_core().await;
        self.keeps_no_token();
    }

    /// What must hold at any moment of a story, whatever is missing yet.
    pub async fn check(&self) {
        let problems = self.core().store().check_full().await.expect("the store can be checked");
        assert!(problems.is_empty(), "the store disagrees with itself: {problems:#?}");
        let replies = self.outbox().await;
        for reply in replies.iter().filter(|reply| reply.state == OutboxState::Failed) {
            assert!(reply.reason.is_some(), "a failed reply says why: {reply:?}");
        }
        self.nothing_is_there_twice(&replies).await;
    }

    /// The buyer has no more copies of a text than replies of that text have begun to leave.
    async fn nothing_is_there_twice(&self, replies: &[OutboxView]) {
        let mut begun: BTreeMap<(String, &str), usize> = BTreeMap::new();
        let chats: BTreeMap<_, _> = self.all_chats().await.into_iter().map(|row| (row.chat, row.remote_id)).collect();
        for reply in replies.iter().filter(|reply| reply.attempts > 0.0) {
            *begun.entry((chats[&reply.chat].clone(), &reply.text)).or_default() += 1;
        }
        let mut copies: BTreeMap<(String, String), usize> = BTreeMap::new();
        for one in self.shops.iter().flat_map(|shop| shop.sim.delivered()) {
            *copies.entry((one.chat, one.text)).or_default() += 1;
        }
        for ((chat, text), copies) in copies {
            let begun = begun.get(&(chat.clone(), text.as_str())).copied().unwrap_or(0);
            assert!(copies <= begun, "{copies} copies of {text:?} reached chat {chat}, {begun} such replies ever left");
        }
    }

    /// All chats, in pages.
    pub async fn all_chats(&self) -> Vec<ChatRow> {
        let (mut all, mut after) = (Vec::new(), None::<String>);
        loop {
            let page: ChatPage = self.ok("chat_list", json!({"view": "all", "limit": 200, "after": after})).await;
            all.extend(page.chats);
            match page.next {
                Some(next) => after = Some(next),
                None => return all,
            }
        }
    }

    /// Everything in the shop's feed is here exactly once, in the order of its times, and nothing else.
    async fn agrees_with(&self, shop: &Shop) {
        let mut here: BTreeMap<String, Vec<MessageView>> = BTreeMap::new();
        for row in self.all_chats().await.into_iter().filter(|row| row.account == shop.account) {
            let (messages, _) = self.messages_of(row.chat).await;
            agrees_with_its_messages(&row, &messages);
            here.insert(row.remote_id, messages);
        }
        let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for entry in shop.sim.ledger() {
            let known = here.get(&entry.chat).and_then(|messages| messages.iter().find(|m| m.remote_id.as_deref() == Some(&entry.event)));
            let message = known.unwrap_or_else(|| panic!("an event was lost: {entry:?}"));
            assert!(message.text.starts_with(&entry.text), "a text must be stored whole: {entry:?}, not {message:?}");
            assert_eq!(message.attachments.len(), entry.files, "no file may be lost: {entry:?}");
            expected.entry(entry.chat).or_default().insert(entry.event);
        }
        for (chat, messages) in &here {
            let ids: Vec<&str> = messages.iter().filter_map(|message| message.remote_id.as_deref()).collect();
            let wanted = expected.get(chat).cloned().unwrap_or_default();
            assert_eq!(ids.len(), wanted.len(), "each event once in chat {chat}, and nothing the marketplace does not know");
            assert!(messages.is_sorted_by_key(|message| message.sent_at_ms), "a chat reads in the order of its times");
            let unseen: Vec<_> = messages.iter().filter(|message| message.remote_id.is_none()).collect();
            assert!(unseen.is_empty(), "every reply of ours has come back in the feed: {unseen:?}");
        }
    }

    /// No customer text, name or token is in the log.
    fn keeps_silent(&self) {
        let log = logs::kept();
        assert!(logs::total() > 0, "the log is kept at all");
        for shop in &self.shops {
            let texts = shop.sim.ledger().into_iter().map(|entry| entry.text);
            let texts = texts.chain(shop.sim.delivered().into_iter().map(|one| one.text)).filter(|text| text.trim().chars().count() > 3);
            let names = shop.sim.chats().into_iter().map(|buyer| buyer.name);
            for private in texts.chain(names).chain([shop.sim.token().to_owned()]) {
                let leaked = log.contains(&private).then(|| log.lines().find(|line| line.contains(&private)));
                assert!(leaked.is_none(), "the log must not hold {private:?}: {leaked:?}");
            }
        }
        logs::forget();
    }

    /// No token is in any file but the one that `PULT_SECRETS=file` asks for.
    fn keeps_no_token(&self) {
        for file in files_below(self.folder()) {
            if file.file_name().is_some_and(|name| name == "secrets.json") {
                continue;
            }
            let bytes = std::fs::read(&file).expect("a readable file");
            for shop in &self.shops {
                let token = shop.sim.token().as_bytes();
                assert!(!bytes.windows(token.len()).any(|window| window == token), "{} holds the token", file.display());
            }
        }
    }

    /// Rounds until one goes well; for stories in which faults come by chance.
    pub async fn sync_until_well(&self) -> Vec<SyncReport> {
        for _ in 0..50 {
            let reports = self.try_sync().await;
            if reports.iter().all(|report| report.error.is_none()) {
                return reports;
            }
            self.advance(minutes(16));
        }
        panic!("fifty rounds went wrong");
    }
}

/// The row of a list tells what the chat itself tells.
fn agrees_with_its_messages(row: &ChatRow, messages: &[MessageView]) {
    let newest = messages.iter().map(|message| message.sent_at_ms).max();
    let shown = row.last_message.as_ref().map(|last| last.sent_at_ms);
    assert_eq!(shown, newest, "the list shows the newest message by its time, not by its arrival");
}

/// Every file below a folder.
#[must_use]
pub fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { found.push(path) }
        }
    }
    found
}
