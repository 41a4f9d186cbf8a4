//! Whose words a draft may repeat, and what the order lets it say.

use super::*;
use crate::guard::{Locale, edited_check};

/// What the truth check finds in a text, with nothing at hand but the chat and its order.
fn unknown(case: &Case, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let findings = truth_check(text, Locale::Ru, &case.guard_facts(&[]));
    findings.iter().map(|finding| chars[finding.start as usize..finding.end as usize].iter().collect()).collect()
}

#[test]
fn a_buyers_question_is_no_state_and_no_day() {
    let mut talk = case("Здравствуйте! Заказ 77001122 уже доставлен? Или привезёте завтра?");
    assert_eq!(unknown(&talk, "Да, заказ 77001122 доставлен."), ["доставлен"], "the number is the buyer's own");
    assert_eq!(unknown(&talk, "Да, привезём завтра."), ["завтра"]);
    let said = |author, text: &str| Said { author, text: text.into(), files: false, at: NOW.plus_ms(-120_000) };
    talk.said.insert(0, said(Author::Customer, "Заказ доставлен, завтра заберу"));
    assert_eq!(unknown(&talk, "Заказ доставлен, ждём вас завтра."), ["доставлен", "завтра"], "nor what a buyer believes");
    talk.said.insert(1, said(Author::System, "Заказ доставлен"));
    assert_eq!(unknown(&talk, "Заказ доставлен, ждём вас завтра."), ["завтра"]);
    talk.said.insert(2, said(Author::Seller, "Завтра мы работаем с девяти"));
    assert_eq!(unknown(&talk, "Заказ доставлен, ждём вас завтра."), Vec::<String>::new());
}

#[test]
fn an_order_lets_its_own_state_be_said() {
    let cases: [(OrderState, &[&str], &[&str]); 9] = [
        (OrderState::Unknown, &[], &["Заказ оформлен.", "Посылка в пути."]),
        (OrderState::Placed, &["Заказ принят."], &["Ваш заказ собирают."]),
        (OrderState::Packing, &["Ваш заказ собирают."], &["Заказ собран.", "Заказ отправлен."]),
        (OrderState::OnTheWay, &["Заказ собран.", "Заказ отправлен.", "Посылка в пути."], &["Заказ доставлен.", "Заказ готов к выдаче."]),
        (OrderState::AtPickup, &["Заказ отправлен.", "Заказ ждёт вас в пункте выдачи."], &["Посылка в пути.", "Заказ вручён."]),
        (OrderState::Delivered, &["Заказ отправлен.", "Заказ вручён."], &["Посылка в пути.", "Возврат завершён."]),
        (OrderState::Returning, &["Заказ доставлен.", "Возврат в пути."], &["Посылка в пути.", "Возврат завершён."]),
        (OrderState::Returned, &["Возврат завершён."], &["Возврат в пути.", "Деньги возвращены."]),
        (OrderState::Cancelled, &["Заказ отменён."], &["Заказ отправлен."]),
    ];
    for (state, said, unsaid) in cases {
        let case = with_order("Где мой заказ?", state);
        for text in said {
            assert_eq!(unknown(&case, text), Vec::<String>::new(), "{state:?}: {text}");
        }
        for text in unsaid {
            assert_ne!(unknown(&case, text), Vec::<String>::new(), "{state:?}: {text}");
        }
    }
}

#[test]
fn the_day_of_delivery_may_be_called_as_it_is_from_today() {
    let mut case = with_order("Когда привезут?", OrderState::OnTheWay);
    assert_eq!(unknown(&case, "Доставка ожидается во вторник, 24 ноября 2026 года."), Vec::<String>::new());
    assert_eq!(unknown(&case, "Доставка ожидается в среду."), ["среду"]);
    assert_eq!(unknown(&case, "Доставка ожидается завтра."), ["завтра"]);
    case.known.today = Some(Day { year: 2026, month: 11, day: 23 });
    assert_eq!(unknown(&case, "Доставка ожидается завтра."), Vec::<String>::new());
    assert_eq!(unknown(&case, "Доставка ожидается послезавтра."), ["послезавтра"]);
    case.known.today = Some(Day { year: 2026, month: 11, day: 25 });
    assert_eq!(unknown(&case, "Доставка ожидалась вчера, 24 ноября."), Vec::<String>::new());
    assert_eq!(unknown(&case, "Доставка ожидается во вторник."), ["вторник"], "that one has passed");
    case.known.today = None;
    assert_eq!(unknown(&case, "Доставка ожидается завтра."), ["завтра"], "nobody knows what day it is");
}

/// What is found in a text that the owner has made of a draft.
fn edited(case: &Case, draft: &str, text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let findings = edited_check(text, draft, Locale::Ru, &case.guard_facts(&[]), &case.known.subjects());
    findings.iter().map(|finding| chars[finding.start as usize..finding.end as usize].iter().collect()).collect()
}

const DRAFT: &str = "Здравствуйте! Спасибо за вопрос.";
/// What the order and the item of [`with_order`] say otherwise, and the words by which they do.
const OTHERWISE: [(&str, &str); 8] = [
    ("Привезут 25 ноября.", "25"),
    ("Да, 25 ноября.", "25"),
    ("Доставка в среду.", "среду"),
    ("Доставка займёт две недели.", "две недели"),
    ("Чашка стоит 1 900 ₽.", "1 900"),
    ("Осталось 7 штук.", "7"),
    ("Ваш трек RB123456789CM.", "RB123456789CM"),
    ("Заказ доставлен.", "доставлен"),
];

#[test]
fn what_the_owner_typed_is_his_word_unless_a_fact_says_it_otherwise() {
    let (known, unknown) = (with_order("Когда привезут?", OrderState::OnTheWay), case("Когда привезут?"));
    for (typed, words) in OTHERWISE {
        let text = format!("{DRAFT} {typed}");
        assert_eq!(edited(&known, DRAFT, &text), [words], "{typed}");
        assert_eq!(edited(&unknown, DRAFT, &text), Vec::<String>::new(), "nothing is known of it: {typed}");
    }
    for own in [
        "Работаем до 30 декабря.",
        "Уточним и ответим вам завтра.",
        "Обжигаем при 1050 градусах, объём 350 мл.",
        "Чашка на 350 мл стоит 1 990 ₽.",
        "Заказ оплачен.",
        "Привезут 24 ноября, во вторник.",
    ] {
        assert_eq!(edited(&known, DRAFT, &format!("{DRAFT} {own}")), Vec::<String>::new(), "{own}");
    }
}

#[test]
fn what_the_draft_said_is_held_by_the_facts_whatever_is_typed_around_it() {
    let unknown = case("Когда привезут?");
    for (drafted, words) in OTHERWISE {
        assert_eq!(edited(&unknown, drafted, &format!("{drafted} Работаем до 30 декабря.")), [words], "{drafted}");
    }
    assert_eq!(edited(&unknown, "Доставим 25 ноября.", "25.11 работаем до шести."), ["25.11"], "nor in another writing or place");
}
