//! Sentences that were true once: bound to a day, or telling what was done in another chat.
//!
//! "Отправили вам вчера" fitted one buyer on one day. Said to another it is a lie, whatever the
//! question. The lists are broad on purpose: a sentence lost costs a word of warmth, a sentence too
//! many costs the shop its word.

use crate::guard::{Locale, names_a_day};
use pult_domain::sla::words::{Word, fold, words};

/// Whole words of a certain time, folded.
const TIMES: [&str; 10] = ["utro", "уже", "скоро", "сеичас", "already", "just", "soon", "uz", "deja", "bientot"];
/// The same of Hungarian, where other languages have other words: "má" is "has" in Czech, "most" is "bridge".
const TIMES_HU: [&str; 3] = ["ma", "mai", "most"];
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

/// Whether a sentence in a language may be false for another buyer on another day.
pub(super) fn is(sentence: &str, locale: Locale) -> bool {
    let words = words(sentence);
    let folded: Vec<String> = words.iter().map(|word| fold(&word.lower)).collect();
    folded.iter().any(|word| names_a_day(word)) || deed(&words, &folded) || timed_deed(&folded, locale)
}

/// "Already", "soon", "just" make a state of what would be a habit.
fn timed_deed(folded: &[String], locale: Locale) -> bool {
    let timed = |word: &str| TIMES.contains(&word) || (locale == Locale::Hu && TIMES_HU.contains(&word));
    // "Only the handle gets warm" holds every day; "only just" does not.
    let just_now = folded.iter().zip(folded.iter().skip(1)).any(|(word, next)| word == "только" && next == "что");
    just_now || folded.iter().any(|word| timed(word))
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
    use super::*;

    #[test]
    fn what_was_done_once_is_not_said_again() {
        for (locale, gone) in [
            (Locale::Ru, "Мы уже отправили ваш заказ."),
            (Locale::Ru, "Только что передали курьеру."),
            (Locale::Ru, "Проверили, всё в порядке."),
            (Locale::Ru, "Привезут завтра до обеда."),
            (Locale::En, "We shipped it this morning."),
            (Locale::En, "Your parcel was sent."),
            (Locale::Hu, "Ma feladjuk."),
            (Locale::Hu, "Megnéztük a rendelését."),
            (Locale::Cs, "Zásilku jsme odeslali."),
            (Locale::Fr, "Nous avons expédié le colis."),
            (Locale::Fr, "Livraison prévue mardi."),
        ] {
            assert!(is(gone, locale), "{gone}");
        }
        for (locale, kept) in [
            (Locale::Ru, "Да, можно, до 60 градусов."),
            (Locale::Ru, "Только ручка может нагреться."),
            (Locale::Ru, "Если вы получили не тот товар, напишите нам."),
            (Locale::Ru, "Заявку можно подать в личном кабинете."),
            (Locale::En, "The cup is dishwasher safe."),
            (Locale::En, "Most phones work with it."),
            (Locale::Hu, "A csésze mosogatógépben mosható."),
            (Locale::Cs, "Hrnek lze mýt v myčce."),
            (Locale::Cs, "Ano, čelovka má červené světlo."),
            (Locale::Fr, "La tasse passe au lave-vaisselle."),
            (Locale::Cs, "Jsme rádi, že se hrnek líbí."),
        ] {
            assert!(!is(kept, locale), "{kept}");
        }
    }
}
