use super::*;
use crate::AtMs;
use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

fn words(query: &str) -> Vec<String> {
    Query::parse(query).texts.into_iter().map(|text| text.text).collect()
}

fn conditions(query: &str) -> Vec<Condition> {
    let parsed = Query::parse(query);
    assert!(parsed.problems.is_empty(), "{query}: {:?}", parsed.problems);
    parsed.filters.into_iter().map(|filter| filter.condition).collect()
}

#[test]
fn words_phrases_and_exclusions() {
    let query = Query::parse("чехол \"не подошёл\" -красный -\"сам виноват\" для");
    assert_eq!(
        query.texts.iter().map(|t| (t.text.as_str(), t.quoted, t.without, t.open)).collect::<Vec<_>>(),
        [
            ("чехол", false, false, false),
            ("не подошёл", true, false, false),
            ("красный", false, true, false),
            ("сам виноват", true, true, false),
            ("для", false, false, true),
        ]
    );
    assert!(!Query::parse("для ").texts[0].open, "a blank ends the word");
    assert_eq!(words("«мой заказ» “one two”"), ["мой заказ", "one two"]);
    assert_eq!(words("AB-1234 кое-кто - --"), ["AB-1234", "кое-кто"]);
}

#[test]
fn operators_in_two_languages() {
    for (one, other) in [
        ("from:Иван", "от:Иван"),
        ("from:me", "от:меня"),
        ("shop:\"Дом и сад\"", "Магазин:\"Дом и сад\""),
        ("channel:ozon", "канал:Озон"),
        ("has:photo", "есть:фото"),
        ("has:file", "есть:файл"),
        ("before:2026-05-17", "до:17.05.2026"),
        ("after:yesterday", "после:вчера"),
        ("after:7d", "после:7д"),
        ("is:waiting", "статус:ждёт"),
        ("is:unread", "это:новое"),
        ("is:failed", "IS:ошибка"),
        ("is:starred", "это:Избранное"),
        ("is:ai_drafts", "это:Черновики_ИИ"),
        ("is:spam", "это:Спам"),
        ("label:vip", "метка:vip"),
        ("order:12345", "заказ:12345"),
        ("intent:return_refund", "тема:возврат"),
        ("intent:abuse_spam", "тема:спам"),
        ("sentiment:negative", "настроение:плохое"),
    ] {
        assert_eq!(conditions(one), conditions(other), "{one} is {other}");
        assert_eq!(conditions(one).len(), 1, "{one}");
    }
    assert_eq!(Query::parse("-is:done чек").filters, [Filter { condition: Condition::Is(Status::Done), without: true }]);
    assert_eq!(conditions("shop:\"Дом и сад\""), [Condition::Shop("Дом и сад".into())]);
}

#[test]
fn every_operator_and_every_value_means_the_same_under_each_of_its_names() {
    let quoted = |value: &str| format!("\"{value}\"");
    for key in Key::ALL {
        let [english, russian, ..] = key.names() else { panic!("{key:?} has no Russian name") };
        assert!(english.is_ascii() && !russian.is_ascii(), "{key:?}");
        for value in key.values() {
            let [english, russian, ..] = value else { panic!("{key:?} {value:?} has no Russian name") };
            assert!(english.is_ascii() && !russian.is_ascii(), "{key:?} {value:?}");
            let meant = conditions(&format!("{}:{english}", key.names()[0]));
            assert_eq!(meant.len(), 1, "{key:?} {english}");
            for (name, value) in key.names().iter().flat_map(|name| value.iter().map(move |value| (name, value))) {
                assert_eq!(conditions(&format!("{name}:{}", quoted(value))), meant, "{name}:{value} is {key:?} {english}");
            }
        }
        // What only the store knows is taken as it stands.
        if key.values().is_empty() {
            let meant = conditions(&format!("{english}:абв"));
            assert!(key.names().iter().all(|name| conditions(&format!("{name}:абв")) == meant), "{key:?}");
        }
    }
}

#[test]
fn what_is_no_operator_is_words() {
    assert_eq!(words("https://a.example/b размер:42 12:30"), ["https://a.example/b", "размер:42", "12:30"]);
}

#[test]
fn what_cannot_be_understood_is_told_and_narrows_nothing() {
    for query in ["before:", "before:20", "is:happy", "is:starr", "это:избран", "channel:ebay", "has:", "from:", "sentiment:синее", "after:99-99-2026"]
    {
        let parsed = Query::parse(query);
        assert_eq!((parsed.problems.len(), parsed.filters.len(), parsed.texts.len()), (1, 0, 0), "{query}");
    }
}

#[test]
fn days_begin_in_the_shops_zone() {
    let moscow = TimeZone::get("Europe/Moscow").unwrap();
    let now = AtMs(date(2026, 11, 21).at(1, 0, 0, 0).to_zoned(moscow.clone()).unwrap().timestamp().as_millisecond());
    let begins = |text: &str| Day::parse(text).map(|day| (now.0 - day.begins(now, &moscow).0) / 3_600_000);
    assert_eq!(begins("today"), Some(1));
    assert_eq!(begins("вчера"), Some(25));
    assert_eq!(begins("2w"), Some(1 + 14 * 24));
    assert_eq!(begins("2026-11-21"), Some(1));
    assert_eq!(begins("20.11.2026"), Some(25));
    assert_eq!(Day::parse("2026-02"), Day::parse("2026-02-01"));
    assert_eq!(Day::parse("30.02.2026"), None);
    assert_eq!(Day::parse("99999999999999d"), None);
}

proptest! {
    #[test]
    fn everything_is_a_query(query in any::<String>()) {
        let parsed = Query::parse(&query);
        for piece in pieces(&query) {
            prop_assert!(query.get(piece.range.clone()).is_some_and(|text| !text.is_empty()));
        }
        prop_assert!(parsed.texts.len() + parsed.filters.len() + parsed.problems.len() <= MOST_PIECES);
    }

    #[test]
    fn operators_never_break_what_stands_around_them(
        pieces in prop::collection::vec(prop::sample::select(vec!["чек", "\"a b\"", "from:", "is:done", "-", "до:2026", "\"", "-x", ":", "has:photo", "«", "before:\"2026\""]), 0..12)
    ) {
        let parsed = Query::parse(&pieces.join(" "));
        prop_assert!(parsed.filters.len() <= pieces.len());
    }
}
