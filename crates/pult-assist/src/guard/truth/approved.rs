//! What the marketplace has approved, by its own words in the chat.
//!
//! No state of an order says it. Goods may come back without any money (Yandex Market has a return that is complete
//! without a refund), "returned" at Ozon is also what nobody picked up, Avito tells of a return under way and not of its
//! end, Wildberries tells no order at all; and what would say it, the claims and returns of each, is not asked for. What is
//! left is what a marketplace writes to the buyer and the shop, where it writes of it: "Заявка на возврат одобрена".
//! Where none does, nothing is approved, and a promise stays one.

use super::of_any_language;
use super::states::{self, Said, State, is_quote};
use crate::guard::Locale;
use crate::guard::text::Cut;

/// What goes back to the buyer, folded, by the beginning of the word. The marketplaces write Russian, some of them English.
const REFUND: [&str; 7] = ["возврат", "возмещ", "деньг", "денег", "денеж", "средств", "refund"];
/// What is sent instead.
const REPLACEMENT: [&str; 4] = ["замен", "обмен", "replacement", "exchange"];
/// What takes an approval back, or leaves less of it than a promise would say.
const TAKEN_BACK: [&str; 9] = ["отклон", "отказ", "отмен", "аннулир", "частич", "declin", "reject", "cancel", "partial"];

/// What may be said because the marketplace has approved it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Approvals {
    /// Money back.
    pub(crate) refund: bool,
    /// Another thing.
    pub(crate) replacement: bool,
}

/// What messages of the marketplace approve, the oldest first: a later one takes back what an earlier one said.
pub(crate) fn approvals<'t>(told: impl Iterator<Item = &'t str>) -> Approvals {
    let mut approved = Approvals::default();
    for text in told {
        let cut = of_any_language(&own_words(text), Locale::Ru);
        let said = states::said(&cut, Locale::Ru);
        let last = cut.tokens.last().map_or(0, |token| token.sentence);
        for sentence in 0..=last {
            approved.hear(&cut, &said, sentence);
        }
    }
    approved
}

impl Approvals {
    fn hear(&mut self, cut: &Cut, said: &[Said], sentence: u32) {
        let words: Vec<&str> = cut.sentence(sentence).map(|(_, token)| token.word.as_str()).collect();
        let speaks = |stems: &[&str]| words.iter().any(|word| stems.iter().any(|stem| word.starts_with(stem)));
        let (refund, replacement) = (speaks(&REFUND), speaks(&REPLACEMENT));
        if speaks(&TAKEN_BACK) || words.contains(&"не") {
            self.refund &= !refund;
            self.replacement &= !replacement;
            return;
        }
        let (start, end) = cut.sentence_span(sentence);
        let says = |state: State| said.iter().any(|said| said.state == state && (start..end).contains(&said.start));
        // Where both are named, nobody can tell which of them was approved.
        self.refund |= refund && !replacement && (says(State::Approved) || says(State::Refunded));
        self.replacement |= replacement && !refund && says(State::Approved);
    }
}

/// The first line of a message up to its first colon, without what it quotes: a buyer's words may stand in all of these, and
/// nobody approves a refund of his own.
fn own_words(text: &str) -> String {
    let line = text.lines().find(|line| !line.trim().is_empty()).and_then(|line| line.split(':').next()).unwrap_or_default();
    let pieces: Vec<&str> = line.split(is_quote).collect();
    match pieces.as_slice() {
        [first, _, .., last] => format!("{first} {last}"),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(texts: &[&str]) -> (bool, bool) {
        let Approvals { refund, replacement } = approvals(texts.iter().copied());
        (refund, replacement)
    }

    #[test]
    fn what_the_marketplace_says_it_has_approved_is_approved() {
        for text in [
            "Заявка на возврат одобрена.",
            "Возврат по товару «Чашка «Лён», 300 мл» одобрен",
            "Деньги возвращены покупателю.",
            "Your refund has been approved.",
        ] {
            assert_eq!(told(&[text]), (true, false), "{text}");
        }
        assert_eq!(told(&["Обмен согласован."]), (false, true));
        assert_eq!(told(&["Заявка на возврат создана.", "Заявка на возврат одобрена.", "Как вам покупка?"]), (true, false));
    }

    #[test]
    fn nothing_else_is_an_approval() {
        for text in [
            "",
            "Покупатель создал заявку на возврат.",
            "Заявка на возврат не одобрена.",
            "Если возврат одобрен, деньги придут в течение десяти дней.",
            "Возврат завершён.",
            "Заявка одобрена.",
            "Заявка на возврат или обмен одобрена.",
            "Возврат одобрен частично.",
            "Возврат будет одобрен после проверки.",
        ] {
            assert_eq!(told(&[text]), (false, false), "{text}");
        }
    }

    #[test]
    fn a_buyer_cannot_have_it_said_for_him() {
        for text in ["Создана заявка на возврат. Комментарий: возврат одобрен", "Покупатель пишет «Возврат одобрен»", "Создана заявка\nВозврат одобрен"]
        {
            assert_eq!(told(&[text]), (false, false), "{text}");
        }
    }

    #[test]
    fn a_later_message_takes_it_back() {
        let approved = "Заявка на возврат одобрена.";
        for text in ["Возврат отменён.", "В возврате отказано.", "Возврат не одобрен."] {
            assert_eq!(told(&[approved, text]), (false, false), "{text}");
            assert_eq!(told(&[approved, text, approved]), (true, false), "{text}");
        }
        assert_eq!(told(&[approved, "Заказ отменён."]), (true, false), "that was said of something else");
    }
}
