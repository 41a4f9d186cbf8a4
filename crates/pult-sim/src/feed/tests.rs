//! The feed is one function: rows, pages and replays agree.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::*;

fn small() -> Feed {
    Feed::new(FeedOptions { messages: 20_000, chats: 2_000, page_size: 500, seed: 3, ends_at: FEED_ENDS_AT })
}

#[test]
fn a_written_event_is_its_row() {
    let feed = small();
    for number in (0..20_000).step_by(37) {
        let row = feed.row(number);
        let mut text = String::new();
        feed.write_event(number, &mut text);
        let event: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!((event["chatID"].as_str(), event["eventID"].as_str()), (Some(row.chat_id.as_str()), Some(row.event_id.as_str())));
        assert_eq!((event["message"]["text"].as_str(), event["addTimestamp"].as_i64()), (Some(row.text.as_str()), Some(row.at.0)));
        assert_eq!(event["sender"], serde_json::to_value(row.sender).expect("a word"));
        assert_eq!(event["isNewChat"].as_bool().unwrap_or(false), row.first);
        assert_eq!(event["message"]["attachments"]["images"][0]["downloadID"].as_str(), row.image.as_deref());
        assert_eq!(event["clientName"].as_str(), (row.sender == Sender::Client).then_some(row.client_name));
        assert_eq!(event["addTime"], crate::moment::iso(row.at));
    }
}

#[test]
fn times_rise_and_lead_back_to_numbers() {
    let feed = small();
    assert_eq!((feed.after(None), feed.after(Some(AtMs(1)))), (0, 0));
    for number in 0..20_000 {
        assert!(number == 0 || feed.at(number) > feed.at(number - 1));
        assert_eq!(feed.after(Some(feed.at(number))), number + 1);
        assert_eq!(feed.after(Some(feed.at(number).plus_ms(-1))), number);
    }
    assert!(feed.at(19_999) <= FEED_ENDS_AT);
    assert_eq!(feed.after(Some(AtMs(i64::MAX))), 20_000);
}

#[test]
fn it_looks_like_a_shops_history() {
    let feed = small();
    let rows: Vec<FeedRow> = (0..20_000).map(|number| feed.row(number)).collect();
    let mut lengths: HashMap<u64, usize> = HashMap::new();
    rows.iter().for_each(|row| *lengths.entry(row.chat).or_default() += 1);
    assert_eq!(lengths.len(), 2_000, "every chat exists");
    assert_eq!(rows.iter().map(|row| &row.event_id).collect::<HashSet<_>>().len(), 20_000, "no id twice");
    let mut seen = HashSet::new();
    assert!(rows.iter().all(|row| seen.insert(row.chat) == row.first), "exactly the first message of a chat opens it");
    let mut sizes: Vec<usize> = lengths.into_values().collect();
    sizes.sort_unstable();
    assert!((3..12).contains(&sizes[1_000]) && sizes[1_999] > 100, "a few chats are long, most are short: {} {}", sizes[1_000], sizes[1_999]);
    let mut bytes: Vec<usize> = rows.iter().map(|row| row.text.len()).collect();
    bytes.sort_unstable();
    assert!((95..150).contains(&bytes[10_000]) && (220..450).contains(&bytes[19_000]), "bytes: p50 {}, p95 {}", bytes[10_000], bytes[19_000]);
    let russian = rows.iter().filter(|row| row.text.contains('а') || row.text.contains('о')).count();
    assert!((16_000..18_500).contains(&russian), "mostly Russian: {russian}");
    let words: HashSet<&str> = rows.iter().flat_map(|row| row.text.split([' ', '.', ',', '?'])).collect();
    assert!(words.len() > 20_000, "a real vocabulary: {}", words.len());
    let common = rows.iter().filter(|row| row.text.split([' ', '.', ',', '?']).any(|word| word == "заказ")).count();
    assert!((600..4_000).contains(&common), "a common word is common, not everywhere: {common}");
}
