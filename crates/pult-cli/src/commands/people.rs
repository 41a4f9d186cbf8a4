//! `people`: chats of one buyer, and those that may be.

use crate::args::People;
use crate::face::Face;
use crate::failure::Failure;
use crate::lines::Line;
use crate::way::Way;
use pult_core::dto::{ActDone, ChatRef, ChatRow, PeopleApart, PeopleJoin, PersonOf, PersonSuggestion, PersonView};
use pult_domain::{AccountId, ChannelKind, ChatId, PersonReason, PersonSureness, Queue};
use serde::Serialize;

/// One chat of a buyer, or one that may be.
#[derive(Serialize)]
struct PersonLine {
    chat: ChatId,
    account: AccountId,
    channel: ChannelKind,
    remote_id: String,
    customer: String,
    queue: Queue,
    /// `same` by the owner's word, `by_itself` as a later chat of the same account, or `suggested`.
    relation: &'static str,
    sureness: Option<PersonSureness>,
    reasons: Vec<ReasonLine>,
}

#[derive(Serialize)]
struct ReasonLine {
    reason: PersonReason,
    value: Option<String>,
}

impl PersonLine {
    fn of(row: ChatRow, relation: &'static str) -> Self {
        let ChatRow { chat, account, channel, remote_id, customer, queue, .. } = row;
        Self { chat, account, channel, remote_id, customer, queue, relation, sureness: None, reasons: Vec::new() }
    }
}

impl Line for PersonLine {
    fn text(&self) -> String {
        let reasons: Vec<String> = self
            .reasons
            .iter()
            .map(|because| match &because.value {
                Some(value) => format!("{} {value}", because.reason.as_str()),
                None => because.reason.as_str().to_owned(),
            })
            .collect();
        let sure = self.sureness.map_or(String::new(), |sure| format!(", {}: {}", sure.as_str(), reasons.join(", ")));
        format!("{} {} {} ({}{sure})", self.chat, self.channel.as_str(), self.customer, self.relation)
    }
}

/// Does what was asked, then prints how the chat stands.
pub(crate) async fn run(way: &Way, asked: People, face: &Face) -> Result<(), Failure> {
    let chat = ChatId(asked.chat);
    if !asked.join.is_empty() {
        let chats = std::iter::once(chat).chain(asked.join.into_iter().map(ChatId)).collect();
        let _: ActDone = way.call("people_join", &PeopleJoin { chats }).await?;
    }
    if asked.part {
        let _: ActDone = way.call("people_part", &ChatRef { chat }).await?;
    }
    for other in asked.apart {
        let _: ActDone = way.call("people_apart", &PeopleApart { chat, other: ChatId(other) }).await?;
    }
    let person: PersonView = way.call("person_get", &PersonOf { of: chat }).await?;
    for member in person.chats {
        face.line(&PersonLine::of(member.row, if member.by_itself { "by_itself" } else { "same" }))?;
    }
    let suggested: Vec<PersonSuggestion> = way.call("person_suggestions", &ChatRef { chat }).await?;
    for PersonSuggestion { row, sureness, reasons } in suggested {
        let reasons = reasons.into_iter().map(|because| ReasonLine { reason: because.reason, value: because.value }).collect();
        face.line(&PersonLine { sureness: Some(sureness), reasons, ..PersonLine::of(row, "suggested") })?;
    }
    Ok(())
}
