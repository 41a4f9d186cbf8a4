//! Sentences that were true once: bound to a day, or telling what was done in another chat.
//!
//! "Отправили вам вчера" fitted one buyer on one day. Said to another it is a lie, whatever the
//! question. The lists are broad on purpose: a sentence lost costs a word of warmth, a sentence too
//! many costs the shop its word.

use crate::guard::names_a_day;
use pult_domain::sla::words::{Word, fold, words};

/// Whole words of a certain time, and of days that only some languages call so, folded.
const TIMES: [&str; 14] = ["ma", "mai", "utro", "уже", "скоро", "только", "сеичас", "already", "just", "soon", "most", "uz", "deja", "bientot"];
/// What "we" did, folded, by the beginning of the word, where the form alone does not tell.
const DEEDS_EN: [&str; 26] = [
    "sent",
    "shipped",
    "checked",
    "passed",
    "asked",
    "found",
    "contacted",
    "refunded",
    "replaced",
    "packed",
    "forwarded",
    "received",
    "confirmed",
    "updated",
    "cancelled",
    "canceled",
    "changed",
    "arranged",
    "dispatched",
    "reported",
    "registered",
    "credited",
    "corrected",
    "added",
    "looked",
    "spoke",
];
/// Russian plural past forms that tell of the buyer or of nothing done.
const HARMLESS_RU: [&str; 24] = [
    "если",
    "или",
    "были",
    "написали",
    "обратились",
    "сообщили",
    "купили",
    "выбрали",
    "заказали",
    "прислали",
    "рассказали",
    "поделились",
    "хотели",
    "могли",
    "заметили",
    "ошиблись",
    "столкнулись",
    "оформили",
    "получили",
    "решили",
    "нашли",
    "вдали",
    "дали",
    "стали",
];

/// Whether a sentence may be false for another buyer on another day.
pub(super) fn is(sentence: &str) -> bool {
    let words = words(sentence);
    let folded: Vec<String> = words.iter().map(|word| fold(&word.lower)).collect();
    folded.iter().any(|word| names_a_day(word)) || deed(&words, &folded) || timed_deed(&folded)
}

/// "Already", "soon", "just" make a state of what would be a habit.
fn timed_deed(folded: &[String]) -> bool {
    folded.iter().any(|word| TIMES.contains(&word.as_str()))
}

fn deed(words: &[Word], folded: &[String]) -> bool {
    let has = |wanted: &str| folded.iter().any(|word| word == wanted);
    let addressed = has("вы") || has("если");
    let russian = words.iter().zip(folded).any(|(word, folded)| {
        let past = folded.ends_with("ли") || folded.ends_with("лись");
        let cyrillic = word.lower.chars().any(|c| matches!(c, 'а'..='я'));
        past && cyrillic && folded.chars().count() > 4 && !(HARMLESS_RU.contains(&folded.as_str()) && (addressed || !has("мы")))
    });
    let english = (has("we") || has("ive") || has("i") || has("was") || has("been")) && folded.iter().any(|word| DEEDS_EN.contains(&word.as_str()));
    let hungarian = folded.iter().any(|word| word.chars().count() > 5 && ["tuk", "ttuk", "tunk", "ttunk"].iter().any(|end| word.ends_with(end)));
    let czech = has("jsme") && folded.iter().any(|word| word.chars().count() > 3 && (word.ends_with("li") || word.ends_with("ly")));
    let french = (has("avons") || has("ete") || has("ai"))
        && folded.iter().any(|word| word.chars().count() > 3 && (word.ends_with('e') || word.ends_with('i') || word.ends_with('u')));
    (russian && !addressed) || english || hungarian || czech || french
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_was_done_once_is_not_said_again() {
        for gone in [
            "Мы уже отправили ваш заказ.",
            "Проверили, всё в порядке.",
            "Привезут завтра до обеда.",
            "We shipped it this morning.",
            "Your parcel was sent.",
            "Ma feladjuk.",
            "Megnéztük a rendelését.",
            "Zásilku jsme odeslali.",
            "Nous avons expédié le colis.",
            "Livraison prévue mardi.",
        ] {
            assert!(super::is(gone), "{gone}");
        }
        for kept in [
            "Да, можно, до 60 градусов.",
            "Если вы получили не тот товар, напишите нам.",
            "Заявку можно подать в личном кабинете.",
            "The cup is dishwasher safe.",
            "A csésze mosogatógépben mosható.",
            "Hrnek lze mýt v myčce.",
            "La tasse passe au lave-vaisselle.",
            "Jsme rádi, že se hrnek líbí.",
        ] {
            assert!(!super::is(kept), "{kept}");
        }
    }
}
