//! `chats` and `messages`: pages of the operations, joined up to the limit.

use crate::face::Face;
use crate::failure::Failure;
use crate::lines::{ChatLine, MessageLine};
use crate::way::Way;
use pult_core::dto::{ChatListQuery, ChatPage, LabelView, MessagePage, MessagesQuery, Nothing};
use pult_domain::{ChatId, ErrorCode, View};

/// Rows of one call; the operations give no more.
const PAGE: u32 = 200;

/// All chats by deadline: those that wait, then the views whose chats have none. Together they are
/// every chat once.
const ALL_BY_DEADLINE: &[View] = &[View::Waiting, View::Snoozed, View::InProgress, View::Done];

/// Lists chats.
pub(crate) async fn list(way: &Way, queue: View, limit: u32, after: Option<String>, face: &Face) -> Result<(), Failure> {
    let views = if queue == View::All { ALL_BY_DEADLINE } else { &[queue] };
    let mut place = Place::read(views, after)?;
    let labels: Vec<LabelView> = way.call("labels_list", &Nothing {}).await?;
    let mut left = limit;
    let mut held: Option<pult_core::dto::ChatRow> = None;
    while let Some(at) = place.take() {
        if left == 0 {
            // The place was kept for the cursor of the last line.
            return held.map_or(Ok(()), |row| face.line(&ChatLine::new(row, &labels, Some(at.write()))));
        }
        let query = ChatListQuery { view: at.view, account: None, label: None, unread: None, limit: Some(f64::from(left.min(PAGE))), after: at.cursor.clone() };
        let page: ChatPage = way.call("chat_list", &query).await?;
        place = Place::behind(views, at.view, page.next);
        for row in page.chats {
            left = left.saturating_sub(1);
            if let Some(before) = held.replace(row) {
                face.line(&ChatLine::new(before, &labels, None))?;
            }
        }
    }
    held.map_or(Ok(()), |row| face.line(&ChatLine::new(row, &labels, None)))
}

/// Where a list of several views continues.
struct Place {
    view: View,
    cursor: Option<String>,
}

impl Place {
    /// The beginning, or the place of a cursor that an earlier call printed: `view` or `view~cursor`.
    fn read(views: &[View], after: Option<String>) -> Result<Option<Self>, Failure> {
        let Some(text) = after else { return Ok(views.first().map(|view| Self { view: *view, cursor: None })) };
        let (word, cursor) = text.split_once('~').map_or((text.as_str(), None), |(word, cursor)| (word, Some(cursor.to_owned())));
        let view = View::parse(word).filter(|view| views.contains(view));
        let view = view.ok_or_else(|| Failure::usage(ErrorCode::InvalidRequest, "--after takes `next` of an earlier list of the same queue"))?;
        Ok(Some(Self { view, cursor }))
    }

    fn write(&self) -> String {
        self.cursor.as_ref().map_or_else(|| self.view.as_str().to_owned(), |cursor| format!("{}~{cursor}", self.view.as_str()))
    }

    /// What follows a page.
    fn behind(views: &[View], view: View, next: Option<String>) -> Option<Self> {
        if next.is_some() {
            return Some(Self { view, cursor: next });
        }
        let following = views.iter().skip_while(|other| **other != view).nth(1);
        following.map(|view| Self { view: *view, cursor: None })
    }
}

/// Lists the newest messages of a chat, oldest first.
pub(crate) async fn messages(way: &Way, chat: ChatId, limit: u32, face: &Face) -> Result<(), Failure> {
    let (mut pages, mut waiting) = (Vec::new(), Vec::new());
    let (mut left, mut before) = (limit, None);
    loop {
        let query = MessagesQuery { chat, before, after: None, limit: Some(f64::from(left.min(PAGE))) };
        let page: MessagePage = way.call("chat_messages", &query).await?;
        if before.is_none() {
            waiting = page.outbox;
        }
        left = left.saturating_sub(u32::try_from(page.messages.len()).unwrap_or(u32::MAX));
        before = page.messages.first().map(|message| message.message);
        pages.push(page.messages);
        if !page.older || left == 0 || before.is_none() {
            break;
        }
    }
    pages.into_iter().rev().flatten().try_for_each(|message| face.line(&MessageLine::from(message)))?;
    waiting.into_iter().try_for_each(|reply| face.line(&MessageLine::from(reply)))
}
