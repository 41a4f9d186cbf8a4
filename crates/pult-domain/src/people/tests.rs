use super::*;
use proptest::prelude::*;

fn of(chat: i64, name: &str, text: &str) -> Traits {
    let mut traits = Traits { name: name.into(), ..Traits::unknown(ChatId(chat), AccountId(chat)) };
    traits.read(text);
    traits
}

fn said(one: &Traits, other: &Traits) -> Option<(PersonSureness, Vec<PersonReason>)> {
    compare(one, other).map(|found| (found.sureness, found.reasons.into_iter().map(|(reason, _)| reason).collect()))
}

#[test]
fn a_phone_is_one_phone_however_it_is_written() {
    for text in ["+7 (912) 345-67-89", "89123456789", "8 912 345 67 89", "мой номер 8-912-345-67-89, жду", "912 345 67 89", "7 912 3456789"] {
        let found = marks_of(text);
        assert_eq!(found.phones.iter().map(Phone::digits).collect::<Vec<_>>(), ["79123456789"], "{text}");
    }
    for (text, digits) in
        [("06 30 123 4567", "36301234567"), ("+36 30 123 4567", "36301234567"), ("06.12.34.56.78", "33612345678"), ("731 234 567", "420731234567")]
    {
        assert_eq!(marks_of(text).phones.iter().map(Phone::digits).collect::<Vec<_>>(), [digits], "{text}");
    }
}

#[test]
fn prices_dates_and_sizes_are_no_phones_and_no_orders() {
    for text in ["1 299 руб.", "21.11.2026 в 14:30", "2026-11-21", "размер 42-44", "160х200 см", "500мл", "в 18:00", "21/11/2026", "100 000 рублей"]
    {
        assert_eq!(marks_of(text), Marks::default(), "{text}");
    }
}

#[test]
fn order_numbers_are_found_with_their_joints() {
    for (text, key) in [("заказ 49221234-0056-1", "4922123400561"), ("№ 387654321", "387654321"), ("WB-1234567", "wb1234567"), ("(12345678)", "12345678")]
    {
        assert_eq!(marks_of(text).orders.iter().collect::<Vec<_>>(), [key], "{text}");
    }
}

#[test]
fn a_name_alone_is_a_hint_at_the_most_and_a_first_name_nothing() {
    let hint = Some((PersonSureness::Possible, vec![PersonReason::Name]));
    assert_eq!(said(&of(1, "Иван Петров", ""), &of(2, "Петров  ИВАН", "")), hint);
    assert_eq!(said(&of(1, "Ivan Petrov", ""), &of(2, "Иван Петров", "")), hint);
    assert_eq!(said(&of(1, "Анна", ""), &of(2, "Анна", "")), None);
    assert_eq!(said(&of(1, "Покупатель Wildberries", ""), &of(2, "Покупатель Wildberries", "")), None);
    assert_eq!(said(&of(1, "", ""), &of(2, "", "")), None);
}

#[test]
fn a_number_under_one_name_is_likely_and_under_two_names_a_hint() {
    let (phone, again) = ("мой телефон +7 912 345-67-89", "звоните 89123456789");
    assert_eq!(said(&of(1, "Анна", phone), &of(2, "Анна Белова", again)), Some((PersonSureness::Likely, vec![PersonReason::Phone])));
    assert_eq!(said(&of(1, "Анна", phone), &of(2, "", again)), Some((PersonSureness::Likely, vec![PersonReason::Phone])));
    assert_eq!(said(&of(1, "Анна", phone), &of(2, "Сергей", again)), Some((PersonSureness::Possible, vec![PersonReason::Phone])));
    assert_eq!(
        said(&of(1, "Анна", "заказ 12345678"), &of(2, "анна", "где 12345678?")),
        Some((PersonSureness::Likely, vec![PersonReason::Order, PersonReason::Name]))
    );
}

#[test]
fn a_short_order_number_needs_the_name() {
    let (one, other) = (of(1, "Анна", "заказ 1234567"), of(2, "Сергей", "заказ 1234567"));
    assert_eq!(said(&one, &other), None);
    assert!(said(&one, &of(3, "Анна", "заказ 1234567")).is_some());
}

#[test]
fn the_marketplaces_own_number_counts_within_its_account_only() {
    let with = |chat, account, buyer: &str| Traits { account: AccountId(account), buyer: Some(buyer.into()), ..of(chat, "Анна", "") };
    assert_eq!(said(&with(1, 7, "u5"), &with(2, 7, "u5")), Some((PersonSureness::Likely, vec![PersonReason::Buyer, PersonReason::Name])));
    assert_eq!(said(&with(1, 7, "u5"), &with(2, 8, "u5")), None);
    // Two numbers in one account are two buyers, whatever they are called.
    let whole = |chat, buyer: &str| Traits { name: "Иван Петров".into(), ..with(chat, 7, buyer) };
    assert_eq!(said(&whole(1, "u5"), &whole(2, "u6")), None);
}

prop_compose! {
    fn somebody()(chat in 1_i64..6, account in 1_i64..3, name in prop_oneof!["", "Анна", "Анна Белова", "Иван П.", "Иван Петров", "Ivan Petrov", "\\PC{0,12}"],
        buyer in prop::option::of(prop_oneof!["u1", "u2"]), phones in prop::collection::btree_set("7912345678[0-3]", 0..2),
        orders in prop::collection::btree_set(prop_oneof!["1234567", "1234567[0-3]"], 0..2)) -> Traits {
        let phones = phones.iter().filter_map(|digits| Phone::of(digits, true)).collect();
        Traits { chat: ChatId(chat), account: AccountId(account), name, buyer, phones, orders }
    }
}

proptest! {
    #[test]
    fn it_is_the_same_either_way_round(one in somebody(), other in somebody()) {
        prop_assert_eq!(compare(&one, &other), compare(&other, &one));
    }

    #[test]
    fn every_guess_has_a_reason_and_likely_never_stands_on_a_name(one in somebody(), other in somebody()) {
        if let Some(found) = compare(&one, &other) {
            prop_assert!(!found.reasons.is_empty());
            let only_name = found.reasons.iter().all(|(reason, _)| *reason == PersonReason::Name);
            prop_assert!(!only_name || found.sureness == PersonSureness::Possible);
            prop_assert!(one.chat != other.chat);
        }
    }

    #[test]
    fn one_more_number_in_common_never_weakens_a_guess(one in somebody(), other in somebody()) {
        let before = compare(&one, &other).map(|found| found.sureness);
        let phone = Phone::of("36301234567", true).into_iter().collect::<BTreeSet<_>>();
        let more = |traits: &Traits| Traits { phones: &traits.phones | &phone, ..traits.clone() };
        prop_assert!(compare(&more(&one), &more(&other)).map(|found| found.sureness) >= before);
    }

    #[test]
    fn any_text_is_read_without_harm_and_twice_alike(text in "\\PC{0,80}") {
        let found = marks_of(&text);
        prop_assert_eq!(&found, &marks_of(&text));
        for phone in &found.phones {
            prop_assert!(phone.digits().bytes().all(|byte| byte.is_ascii_digit()));
        }
    }

    #[test]
    fn separators_change_nothing_about_a_phone(digits in "89[0-9]{9}", joint in prop_oneof![" ", "-", "–", "\u{a0}"]) {
        let parts = [0..1, 1..4, 4..7, 7..9, 9..11].map(|range| digits.get(range).unwrap_or_default().to_owned());
        prop_assert_eq!(marks_of(&parts.join(&joint)).phones, marks_of(&digits).phones);
    }
}
