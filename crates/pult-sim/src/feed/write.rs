//! Events as JSON text, written straight out: a tree of values per event would cost more than
//! everything else together.

use std::fmt::Write as _;

use pult_domain::AtMs;

use super::{Feed, has_image, language, nm_id, sender};
use crate::dice::mix;
use crate::moment::iso_into;
use crate::shop::Sender;

const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];

/// Writes something that looks like a UUID.
pub(super) fn uuid(out: &mut String, seed: u64) {
    let (a, b) = (mix(seed), mix(seed ^ 0xFFFF));
    hex(out, a >> 32, 8);
    for part in [(a >> 16) & 0xFFFF, a & 0xFFFF, b >> 48] {
        out.push('-');
        hex(out, part, 4);
    }
    out.push('-');
    hex(out, b & 0xFFFF_FFFF_FFFF, 12);
}

fn hex(out: &mut String, value: u64, digits: u32) {
    for place in (0..digits).rev() {
        let digit = usize::try_from((value >> (place * 4)) & 0xF).unwrap_or(0);
        out.push(HEX.get(digit).copied().unwrap_or('0'));
    }
}

impl Feed {
    /// Writes the event of a number.
    pub fn write_event(&self, number: u64, out: &mut String) {
        let (chat, first) = self.chat_of(number);
        let (dice, of_chat) = (self.dice(number), self.chat_dice(chat));
        let sender = sender(dice, first);
        let at = self.at(number);
        out.push_str(r#"{"chatID":"1:"#);
        uuid(out, mix(of_chat ^ 0xC4A7));
        out.push_str(r#"","eventID":""#);
        uuid(out, mix(dice ^ 0xE7));
        out.push_str(r#"","eventType":"message""#);
        if first {
            out.push_str(r#","isNewChat":true,"replySign":""#);
            self.sign(chat, out);
            out.push('"');
        }
        out.push_str(r#","message":{"#);
        self.attachments(first, of_chat, has_image(dice, sender).then(|| mix(dice ^ 0x1A6E)), at, out);
        out.push_str(r#""text":""#);
        // The words hold nothing that JSON would have to escape.
        self.words.write(language(of_chat), dice, out);
        out.push_str(match sender {
            Sender::Client => r#""},"source":"android","sender":"client","clientName":""#,
            Sender::Seller => r#""},"source":"seller-portal","sender":"seller"#,
            Sender::Wb => r#""},"source":"rusite","sender":"wb"#,
        });
        if sender == Sender::Client {
            out.push_str(self.words.name(of_chat));
        }
        let _ = write!(out, r#"","addTimestamp":{},"addTime":""#, at.0);
        iso_into(out, at);
        out.push_str("\"}");
    }

    fn attachments(&self, first: bool, of_chat: u64, image: Option<u64>, at: AtMs, out: &mut String) {
        if !first && image.is_none() {
            return;
        }
        out.push_str(r#""attachments":{"#);
        if first {
            let _ = write!(out, r#""goodCard":{{"nmID":{},"price":{},"priceCurrency":"RUB","rid":""#, nm_id(of_chat), 290 + of_chat % 9_000);
            hex(out, of_chat, 16);
            hex(out, mix(of_chat), 16);
            out.push_str(r#"","size":"0"}"#);
        }
        if let Some(image) = image {
            out.push_str(if first { r#","images":[{"date":""# } else { r#""images":[{"date":""# });
            iso_into(out, at);
            out.push_str(r#"","downloadID":""#);
            uuid(out, image);
            out.push_str(r#"","url":"https://chat-basket-01.wbbasket.invalid/vol0/1.jpg"}]"#);
        }
        out.push_str("},");
    }

    /// Writes the chat's signature.
    pub(super) fn sign(&self, chat: u64, out: &mut String) {
        let of_chat = self.chat_dice(chat);
        out.push_str("1:");
        uuid(out, mix(of_chat ^ 0xC4A7));
        out.push(':');
        (0..8).for_each(|n| hex(out, mix(of_chat ^ n), 16));
    }

    /// Writes the events from one number to another, with commas between them.
    pub fn write_events(&self, numbers: std::ops::Range<u64>, out: &mut String) {
        let first = numbers.start;
        for number in numbers {
            if number != first {
                out.push(',');
            }
            self.write_event(number, out);
        }
    }
}
