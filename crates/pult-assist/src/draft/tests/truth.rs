//! Whose words a draft may repeat, and what the order lets it say.

use super::*;
use crate::guard::Locale;

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
