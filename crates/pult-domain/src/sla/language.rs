//! Which of the five languages a message may be in.
//!
//! Not a classifier: it only rules languages out, so that a Czech phrase does not hear a French
//! word. Nothing is ruled out without evidence, and mixed messages keep both languages.

use super::words::{Word, fold, is_cyrillic, sound};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Languages(u8);

impl Languages {
    pub(super) const RU: Self = Self(1);
    pub(super) const EN: Self = Self(2);
    pub(super) const FR: Self = Self(4);
    pub(super) const HU: Self = Self(8);
    pub(super) const CS: Self = Self(16);
    /// Every language.
    pub(super) const ALL: Self = Self(31);

    pub(super) fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Frequent words, folded, that tell a language from the other three of its script.
const FREQUENT: [(Languages, &str); 4] = [
    (
        Languages::EN,
        "the is are was were my your you i it this that and with for of to have has had not do does did dont doesnt didnt isnt hasnt havent what when where how why can could would \
         will please there they from but just still been any only which if hi hello be get got at an in on or me we our its im ive thanks order yet",
    ),
    (
        Languages::FR,
        "le la les des du un une est et je j vous nous pas que qui dans pour sur avec mon ma mes votre vos ce cette c il elle on au aux ai avez avoir etes suis bonjour bonsoir merci \
         ou quand comment combien plus mais toujours encore depuis svp plait l d n qu s m en ne sont a y ca tres fait etait commande colis",
    ),
    (
        Languages::HU,
        "a az es egy nem van hogy meg mar csak ez ezt azt de is ha vagy mikor hol mi milyen melyik kerem koszonom udvozlom napot szeretnem lehet volt lett ki be fel el kaptam rendelesem \
         rendeles csomag csomagom jo hello sziasztok szia mennyi hany mert vagyok lesz nekem onok tudnak kell nincs sem ma ne igen hogyan miert meddig",
    ),
    (
        Languages::CS,
        "je jsem jste jsou se si to ze na v ve s z do pro za po a i ale uz kdy kde jak proc mi me muj moje mam mate dobry den prosim dekuji zdravim nebo co ten ta by bych byl byla bylo \
         jeste nemam objednavka objednavky objednavku zasilka balik ktery jaky kolik ke od u o pri bude nam vas vam jen nic tak ne ano lze",
    ),
];

/// Letters of one language alone among those four.
const LETTERS: [(Languages, &str); 3] = [(Languages::FR, "çèêàœùâîûë"), (Languages::HU, "őűöü"), (Languages::CS, "ěřůšžčýťďň")];

/// Russian words by which a message in Latin letters is told to be Russian, as they sound.
const RUSSIAN_SOUNDS: &str = "gde moi zakaz zakaza zakazala zakazal zdravstvuite zdraste dobrii dobri privet kogda mozhno posilka posilku posilki dengi vernut vernite tovar \
    pozhaluista pozhalusta skazhite podskazhite spasibo prishel prishla prishlo prishli eto kak chto ia mne menia slomalsia slomalas slomalos rabotaet dostavka dostavki \
    dostavku otmenit otmenite eshe uzhe esli hochu nuzhno nado budet ili pochemu skolko vi vas vam dlia razmer cvet kurer vozvrat brak kupil kupila poluchil poluchila adres \
    dnia nedeliu zhdu vozmozhno bistro ochen zhe net tak iz trek kak dela vashi";
/// So many of them make a message Russian.
const RUSSIAN_HITS: usize = 2;

/// The frequent words by themselves, with the languages they are frequent in.
static LANGUAGES_OF: LazyLock<HashMap<&str, u8>> = LazyLock::new(|| {
    let mut known = HashMap::new();
    for (language, words) in FREQUENT {
        for word in words.split_whitespace() {
            *known.entry(word).or_insert(0) |= language.0;
        }
    }
    known
});
static RUSSIAN: LazyLock<HashSet<&str>> = LazyLock::new(|| RUSSIAN_SOUNDS.split_whitespace().collect());

/// What is known of a message's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess {
    /// The languages it may be in.
    pub(super) languages: Languages,
    /// Russian in Latin letters: its words are known by their sound.
    pub(super) by_sound: bool,
}

/// The languages a message may be in.
pub(super) fn guess(words: &[Word]) -> Guess {
    let cyrillic = words.iter().filter(|word| is_cyrillic(&word.lower)).count();
    if cyrillic > 0 && cyrillic * 2 >= words.iter().filter(|word| !word.is_number()).count() {
        return Guess { languages: Languages::RU, by_sound: false };
    }
    let folded: Vec<String> = words.iter().map(|word| fold(&word.lower)).collect();
    let frequent = |language: Languages| folded.iter().filter(|word| LANGUAGES_OF.get(word.as_str()).is_some_and(|known| known & language.0 != 0)).count();
    if words.iter().all(|word| word.lower.is_ascii()) {
        let hits = folded.iter().filter(|word| RUSSIAN.contains(sound(word).as_str())).count();
        if hits >= RUSSIAN_HITS && hits >= frequent(Languages::EN) {
            return Guess { languages: Languages::RU, by_sound: true };
        }
    }
    let scores = FREQUENT.map(|(language, _)| (language, frequent(language) + marked(language, words)));
    let most = scores.iter().map(|(_, score)| *score).max().unwrap_or(0);
    let mut languages = if cyrillic > 0 { Languages::RU.0 } else { 0 };
    for (language, score) in scores {
        if score * 3 >= most * 2 {
            languages |= language.0;
        }
    }
    Guess { languages: Languages(languages), by_sound: false }
}

/// Words with a letter that only this language has.
fn marked(language: Languages, words: &[Word]) -> usize {
    let letters = LETTERS.iter().find(|(other, _)| *other == language).map_or("", |(_, letters)| letters);
    words.iter().filter(|word| word.lower.chars().any(|c| letters.contains(c))).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sla::words::words;

    #[test]
    fn the_right_language_is_never_ruled_out() {
        for (text, language, by_sound) in [
            ("Где мой заказ?", Languages::RU, false),
            ("gde moj zakaz", Languages::RU, true),
            ("Where is my parcel?", Languages::EN, false),
            ("ou est mon colis", Languages::FR, false),
            ("hol van a csomagom", Languages::HU, false),
            ("kde je muj balik", Languages::CS, false),
            ("OK", Languages::HU, false),
        ] {
            let guess = guess(&words(text));
            assert!(guess.languages.shares(language) && guess.by_sound == by_sound, "{text}: {guess:?}");
        }
        assert!(!guess(&words("Bonsoir, je vois qu'il est pris en charge")).languages.shares(Languages::CS));
    }
}
