//! A chat as one golden text: who said what, and where our replies stand.

use super::World;
use pult_domain::{Author, MessageKind};
use pult_sim::Buyer;
use std::fmt::Write as _;

impl World {
    /// The whole chat as lines: `buyer: …`, `we: …`, `channel: …`, then the replies under way with
    /// their state. Ids and times are left out, so that the text can stand in a test.
    pub async fn thread(&self, buyer: &Buyer) -> String {
        let (messages, outbox) = self.messages_of(self.chat(buyer).await).await;
        let mut out = String::new();
        for message in messages {
            let who = match message.author {
                Author::Customer => "buyer",
                Author::Seller => "we",
                Author::Assistant => "assistant",
                Author::System => "channel",
            };
            let kind = if message.kind == MessageKind::Unsupported { " (unsupported)" } else { "" };
            let echo = if message.remote_id.is_none() { " (not seen in the feed yet)" } else { "" };
            let files = if message.attachments.is_empty() { String::new() } else { format!(" [files: {}]", message.attachments.len()) };
            let _ = writeln!(out, "{who}{kind}{echo}: {}{files}", message.text);
        }
        for reply in outbox {
            let owner = if reply.needs_owner { ", the owner decides" } else { "" };
            let _ = writeln!(out, "we ({}{owner}): {}", reply.state.as_str(), reply.text);
        }
        out
    }

    /// Asserts that the chat reads like this; the expected text may be indented.
    pub async fn reads(&self, buyer: &Buyer, expected: &str) {
        let expected: Vec<&str> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let thread = self.thread(buyer).await;
        assert_eq!(thread.lines().collect::<Vec<_>>(), expected, "the chat must read like this");
    }
}
