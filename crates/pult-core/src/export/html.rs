//! The form to be read and printed: one page that needs nothing else, with everything in it escaped.
//!
//! What buyers wrote is text and stays text: the five signs of HTML become references, control
//! characters a visible sign, and each text stands isolated in its own direction of writing, so that a
//! mark that turns it ends with it. There is no script, and the page forbids itself any, and any
//! address, in case a viewer ever disagrees about what is text. Pictures that were fetched are in the page.

use super::sheet::{About, Beside, ChatPart, Dispute, Sheet};
use crate::attachments::harmless_picture;
use base64::Engine as _;
use pult_domain::{AtMs, Author, ChatId, ChatKind, MessageKind};
use pult_store::{AttachmentRow, MessageRow, OutboxRow};
use std::fmt::Write as _;
use std::io::{Result, Write};
use std::path::PathBuf;
use std::sync::Arc;

const STYLE: &str = include_str!("page.css");
/// Largest picture that is put into the page, in bytes: 2 MB; larger ones are named.
const PICTURE_BYTES: u64 = 2 << 20;
/// Pictures of a whole page, in bytes: 48 MB. A browser opens more only slowly.
const PICTURES_BYTES: u64 = 48 << 20;

/// The page being written.
pub(super) struct Page {
    about: About,
    /// Where fetched files lie; none in a pack, which has them beside the page.
    data: Option<PathBuf>,
    /// The chats to be listed at the top.
    listed: Vec<(ChatId, String)>,
    chats: usize,
    /// The chat that is open.
    open: Option<Open>,
    pictures: u64,
}

struct Open {
    day: String,
    any: bool,
    dispute: Option<Arc<Dispute>>,
    customer: String,
}

impl Page {
    pub(super) fn new(about: About, data: Option<PathBuf>, listed: Vec<(ChatId, String)>, chats: usize) -> Self {
        Self { about, data, listed, chats, open: None, pictures: 0 }
    }

    /// A moment in the shop's time, with the difference to UTC.
    fn moment(&self, at: AtMs) -> String {
        let written = self.about.hours.written(at);
        match (written.get(..10), written.get(11..19), written.get(19..)) {
            (Some(day), Some(time), Some(offset)) => format!("{day} {time} ({offset})"),
            _ => written,
        }
    }

    fn close(&mut self, out: &mut dyn Write) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        if !open.any {
            write!(out, "<p class=\"none\">{}</p>", text(&self.about.plain("paper-no-messages")))?;
        }
        if let Some(dispute) = &open.dispute {
            self.replies(out, &dispute.replies)?;
        }
        writeln!(out, "</section>")
    }

    /// The head of a chat: who, where, about what.
    fn facts(&self, chat: &ChatPart) -> String {
        let row = &chat.row;
        let item = row.item.clone().unwrap_or_default();
        let mut list = String::from("<dl>");
        let mut fact = |id: &str, value: Option<String>| {
            if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
                let _ = write!(list, "<dt>{}</dt><dd><bdi>{}</bdi></dd>", text(&self.about.plain(id)), text(&value));
            }
        };
        fact("paper-shop", Some(chat.shop.clone()));
        fact("paper-channel", Some(self.about.plain(&format!("paper-channel-{}", row.channel.as_str().replace('_', "-")))));
        fact("paper-chat", Some(row.remote_id.0.clone()));
        fact("paper-order", item.order_id);
        fact("paper-item", item.title.or(item.remote_id));
        fact("paper-size", item.size);
        fact("paper-price", item.price_minor.map(|minor| money(minor, item.currency.as_deref())));
        fact("paper-labels", Some(chat.labels.join(", ")));
        if chat.kind != ChatKind::Buyer {
            fact("paper-kind", Some(self.about.plain(&format!("paper-kind-{}", chat.kind.as_str()))));
        }
        if let Some(order) = chat.dispute.as_ref().and_then(|dispute| dispute.context.order.as_ref()) {
            fact("paper-order-state", Some(order.state_word.clone().unwrap_or_else(|| order.state.as_str().to_owned())));
            fact("paper-order-placed", order.placed_at_ms.map(|at| self.moment(at)));
            fact("paper-order-due", order.due_at_ms.map(|at| self.moment(at)));
            fact("paper-order-delivered", order.delivered_at_ms.map(|at| self.moment(at)));
            fact("paper-order-tracking", order.tracking.clone());
            fact("paper-order-asked", Some(self.moment(order.asked_at_ms)));
        }
        list.push_str("</dl>");
        list
    }

    fn message(&mut self, row: &MessageRow) -> String {
        let side = match row.author {
            Author::Customer => "theirs",
            Author::Seller | Author::Assistant => "ours",
            Author::System => "system",
        };
        let customer = self.open.as_ref().map(|open| open.customer.clone()).unwrap_or_default();
        let author = match row.author {
            Author::Customer if !customer.is_empty() => customer,
            author => self.about.plain(&format!("paper-author-{}", author.as_str())),
        };
        let written = self.about.hours.written(row.sent_at);
        let time = written.get(11..16).unwrap_or_default();
        let mut html =
            format!("<div class=\"message {side}\"><p class=\"by\"><bdi>{}</bdi> <time datetime=\"{}\">{}</time>", text(&author), text(&written), text(time));
        if row.read == Some(true) && side == "ours" {
            let _ = write!(html, " <span>{}</span>", text(&self.about.plain("paper-read")));
        }
        html.push_str("</p>");
        if !matches!(row.kind, MessageKind::Text) {
            let _ = write!(html, "<p class=\"note\">{}</p>", text(&self.about.plain(&format!("paper-message-{}", row.kind.as_str()))));
        }
        if !row.text.is_empty() {
            let _ = write!(html, "<p class=\"text\" dir=\"auto\">{}</p>", text(&row.text));
        }
        if let Some(before) = row.text_before.as_ref().filter(|before| **before != row.text) {
            let _ = write!(
                html,
                "<p class=\"note\">{}</p><p class=\"text before\" dir=\"auto\">{}</p>",
                text(&self.about.plain("paper-text-before")),
                text(before)
            );
        }
        for file in &row.attachments {
            let shown = self.file(file);
            html.push_str(&shown);
        }
        html.push_str("</div>\n");
        html
    }

    /// A file: its picture where there is one at hand, its name always.
    fn file(&mut self, file: &AttachmentRow) -> String {
        let name = file.name.clone().unwrap_or_else(|| self.about.plain(&format!("paper-file-{}", file.kind.as_str())));
        let beside = self.open.as_ref().and_then(|open| open.dispute.as_ref()).map(|dispute| dispute.files.get(&file.id).cloned());
        match beside {
            Some(Some(Beside { path, picture })) => {
                let picture = if picture { format!("<img src=\"{}\" alt=\"{}\">", address(&path), text(&name)) } else { String::new() };
                format!("<p class=\"file\">{picture}<bdi>{}</bdi> — <bdi>{}</bdi></p>", text(&name), text(&path))
            }
            Some(None) => format!("<p class=\"file\"><bdi>{}</bdi> — {}</p>", text(&name), text(&self.about.plain("paper-file-missing"))),
            None => {
                let picture = self.picture(file).map(|uri| format!("<img src=\"{uri}\" alt=\"{}\">", text(&name))).unwrap_or_default();
                format!("<p class=\"file\">{picture}<bdi>{}</bdi></p>", text(&name))
            }
        }
    }

    /// A fetched picture as an address that holds it.
    fn picture(&mut self, file: &AttachmentRow) -> Option<String> {
        let path = self.data.as_ref()?.join(file.path.as_deref()?);
        let size = std::fs::metadata(&path).ok()?.len();
        if size > PICTURE_BYTES || self.pictures + size > PICTURES_BYTES {
            return None;
        }
        let bytes = std::fs::read(path).ok()?;
        let kind = harmless_picture(&bytes)?;
        self.pictures += size;
        Some(format!("data:{};base64,{}", kind.media_type, base64::engine::general_purpose::STANDARD.encode(bytes)))
    }

    /// Our replies and how each was delivered.
    fn replies(&self, out: &mut dyn Write, replies: &[OutboxRow]) -> Result<()> {
        if replies.is_empty() {
            return Ok(());
        }
        let say = |id: &str| text(&self.about.plain(id));
        write!(out, "<h3>{}</h3><table><thead><tr><th>{}</th>", say("paper-replies"), say("paper-reply-text"))?;
        write!(out, "<th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>", say("paper-reply-state"), say("paper-reply-queued"), say("paper-reply-attempt"))?;
        for reply in replies {
            let words = reply.file.as_ref().map_or(&reply.text, |file| &file.name);
            let state = say(&format!("paper-state-{}", reply.machine.state.as_str()));
            let attempt = reply.machine.last_attempt_at.map_or_else(String::new, |at| self.moment(at));
            write!(
                out,
                "<tr><td dir=\"auto\">{}</td><td>{state}</td><td>{}</td><td>{}</td></tr>",
                text(words),
                text(&self.moment(reply.queued_at)),
                text(&attempt)
            )?;
        }
        write!(out, "</tbody></table>")
    }
}

impl Sheet for Page {
    fn head(&mut self, out: &mut dyn Write) -> Result<()> {
        let title = text(&self.about.words.say("paper-title", i64::try_from(self.chats).ok()));
        let made = self.about.say("paper-made", &[("time", &self.moment(self.about.made_at)), ("zone", &self.about.zone())]);
        write!(out, "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", text(&self.about.locale))?;
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self' file:\">")?;
        write!(out, "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n")?;
        write!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n")?;
        writeln!(out, "<header><h1>{title}</h1><p>{}</p></header>", text(&made))?;
        if !self.listed.is_empty() {
            write!(out, "<nav><ol>")?;
            for (chat, customer) in &self.listed {
                let name = if customer.trim().is_empty() { self.about.plain("paper-author-customer") } else { customer.clone() };
                write!(out, "<li><a href=\"#chat-{chat}\"><bdi>{}</bdi></a></li>", text(&name))?;
            }
            writeln!(out, "</ol></nav>")?;
        }
        Ok(())
    }

    fn chat(&mut self, out: &mut dyn Write, chat: &ChatPart) -> Result<()> {
        self.close(out)?;
        let customer = chat.row.customer.trim().to_owned();
        let name = if customer.is_empty() { self.about.plain("paper-author-customer") } else { customer.clone() };
        writeln!(out, "<section id=\"chat-{}\"><h2><bdi>{}</bdi></h2>{}", chat.row.id, text(&name), self.facts(chat))?;
        self.open = Some(Open { day: String::new(), any: false, dispute: chat.dispute.clone(), customer });
        Ok(())
    }

    fn messages(&mut self, out: &mut dyn Write, rows: &[MessageRow]) -> Result<()> {
        for row in rows {
            let written = self.about.hours.written(row.sent_at);
            let day = written.get(..10).unwrap_or_default().to_owned();
            if let Some(open) = self.open.as_mut().filter(|open| open.day != day) {
                open.day = day;
                writeln!(out, "<h3 class=\"day\">{}</h3>", text(&self.about.words.date(&written)))?;
            }
            let html = self.message(row);
            out.write_all(html.as_bytes())?;
            if let Some(open) = &mut self.open {
                open.any = true;
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write) -> Result<()> {
        self.close(out)?;
        write!(out, "</main>\n</body>\n</html>\n")
    }
}

/// A path beside the page as an address of it: a name may hold what an address reads otherwise, as `#` and `%41`.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => address.push(char::from(byte)),
            _ => {
                let _ = write!(address, "%{byte:02X}");
            }
        }
    }
    address
}

/// Text as HTML: nothing of it is markup, and no control character is hidden in it.
pub(super) fn text(plain: &str) -> String {
    let mut html = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '\n' | '\t' => html.push(c),
            '\r' => {}
            // A mark that turns the writing makes one ending of a file look like another; the JSON has it.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_control() => html.push('\u{fffd}'),
            c => html.push(c),
        }
    }
    html
}

/// Minor units as people write them.
fn money(minor: i64, currency: Option<&str>) -> String {
    let (whole, rest) = (minor / 100, (minor % 100).abs());
    let amount = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:02}") };
    format!("{amount} {}", currency.unwrap_or_default()).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_not_read_as_a_part_of_an_address() {
        for (path, addressed) in [
            ("files/0001-чек #5.jpg", "files/0001-%D1%87%D0%B5%D0%BA%20%235.jpg"),
            ("files/0002-50%41.png", "files/0002-50%2541.png"),
            ("files/0003-a?b&c\"d.jpg", "files/0003-a%3Fb%26c%22d.jpg"),
            ("files/0004-a-b_c~d.jpg", "files/0004-a-b_c~d.jpg"),
        ] {
            assert_eq!(address(path), addressed);
        }
    }
}
