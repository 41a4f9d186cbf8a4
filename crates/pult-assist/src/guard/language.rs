//! Which languages a sentence of a reply may be in: rules of the others do not apply to it, because
//! a Czech pair of shoes is a "bot" too. Judged sentence by sentence, so that no other sentence can
//! switch a rule off.

use super::Locale;
use super::text::Token;

/// A set of languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set(u8);

impl Set {
    pub(super) const ALL: Self = Self(31);

    pub(super) const fn of(locale: Locale) -> Self {
        Self(match locale {
            Locale::Ru => 1,
            Locale::En => 2,
            Locale::Hu => 4,
            Locale::Cs => 8,
            Locale::Fr => 16,
        })
    }

    pub(super) fn shares(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Frequent folded words of the four languages of the Latin alphabet. Words that two of them share
/// stand in both.
const FREQUENT: [(Locale, &str); 4] = [
    (
        Locale::En,
        "the is are was were my your you i it this that and with for of to have has had not do does did dont doesnt didnt isnt when what where how why can could would will we our us they them \
         there from but just still any only which if hi hello be get got at an in on or sorry thanks please order back well youll youre ill im its no yes as by more all here than out off so up \
         cant wont ive weve were send sent need let may should one two after before about item shop store help reply answer yours me he she his her been please off",
    ),
    (
        Locale::Fr,
        "le la les des du un une est et je j vous nous pas que qui dans pour sur avec mon ma mes votre vos ce cette c il elle on au aux ai avez avoir etes suis bonjour bonsoir merci ou quand \
         comment combien plus mais toujours encore depuis l d n qu s ne sont a y ca tres fait etait commande colis desole desoles par si notre nos leur bien ici sans chez en de sera serez peut \
         moi lui ils tout toute vos aucun aucune",
    ),
    (
        Locale::Hu,
        "a az es egy nem van hogy meg mar csak ez ezt azt de is ha vagy mikor hol mi milyen melyik kerem koszonom koszonjuk udvozlom napot szeretnem lehet volt lett ki be fel el jo hello szia \
         mennyi hany mert vagyok lesz nekem onok on ont onnek kell nincs sem ma ne igen hogyan miert meddig kerjuk sajnaljuk elnezest mi mint majd minden itt ott tudunk tudjuk bolt aru termek \
         csomag rendeles fiokjaban pedig illetve vagyunk kulon sajnos mas amit ami aki oda ide innen",
    ),
    (
        Locale::Cs,
        "je jsem jste jsou jsme se si to ze na v ve s z do pro za po a i ale uz kdy kde jak proc mi me muj moje mam mate dobry den prosim dekuji dekujeme nebo co ten ta by bych byl byla bylo \
         jeste objednavka objednavky objednavku zasilka balik ktery jaky kolik ke od u o pri bude nam vas vam jen nic tak ne ano lze omlouvame promine prominte bohuzel neni nejsme tady vase \
         vasi nas nase pokud jeho ji jim podle take tedy",
    ),
];

/// Letters' trace is lost by folding, so words alone decide; the frequent ones suffice for a
/// sentence of a reply.
fn scores(words: &[&Token]) -> [(Locale, usize); 4] {
    FREQUENT.map(|(locale, frequent)| (locale, words.iter().filter(|token| frequent.split_whitespace().any(|known| known == token.word)).count()))
}

/// Words Russian sentences begin with, folded.
const RUSSIAN_BEGINNINGS: &str = "спасибо здравствуите добрыи извините простите если мы вы это да нет у за при для по на в с о но и а как так что кто где когда все ваш ваша ваше ваши наш \
     наша наше заказ товар посылка проверьте напишите оформите подаите деньги возврат сведения покупатели к не он она они ее его их мне нам я жаль жду увы";

/// Whether a capital at the beginning of a sentence says nothing about this word.
pub(super) fn begins_sentences(word: &str) -> bool {
    FREQUENT.iter().any(|(_, frequent)| frequent.split_whitespace().any(|known| known == word))
        || RUSSIAN_BEGINNINGS.split_whitespace().any(|known| known == word)
}

fn cyrillic(token: &Token) -> bool {
    token.word.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// The language that alone among the five writes such letters.
pub(super) fn by_letters(word: &str) -> Option<Locale> {
    word.chars().flat_map(char::to_lowercase).find_map(|c| match c {
        'ő' | 'ű' => Some(Locale::Hu),
        'ř' | 'ě' | 'ů' => Some(Locale::Cs),
        'ç' | 'œ' => Some(Locale::Fr),
        _ => None,
    })
}

/// The languages of each sentence.
pub(super) fn of_sentences(tokens: &[Token], locale: Locale) -> Vec<Set> {
    let count = tokens.last().map_or(0, |token| token.sentence as usize + 1);
    let mut sentences: Vec<Vec<&Token>> = vec![Vec::new(); count];
    for token in tokens {
        if let Some(sentence) = sentences.get_mut(token.sentence as usize) {
            sentence.push(token);
        }
    }
    sentences.iter().map(|words| candidates(words, locale)).collect()
}

fn candidates(words: &[&Token], locale: Locale) -> Set {
    let russian = words.iter().any(|token| cyrillic(token));
    let scores = scores(words);
    let most = scores.iter().map(|(_, score)| *score).max().unwrap_or(0);
    let mut set = if russian { Set::of(Locale::Ru).0 } else { 0 };
    if most > 0 {
        for (locale, score) in scores {
            if score * 3 >= most * 2 {
                set |= Set::of(locale).0;
            }
        }
    } else if locale != Locale::Ru {
        set |= Set::of(locale).0;
    } else if !russian {
        set = Set::ALL.0;
    }
    // Two words of another language do not rule the expected one out.
    if most < 3 && locale != Locale::Ru {
        set |= Set::of(locale).0;
    }
    Set(set)
}

/// Words a sentence must have before it can be in the wrong language.
const ENOUGH: usize = 4;
/// The same where letters tell it.
const SHORT: usize = 3;

/// Whether a sentence is in another language than expected. Names of brands and buttons are few
/// words and never frequent ones. Single letters are sizes and initials ("M má 44 cm, L 50").
pub(super) fn foreign(words: &[&Token], locale: Locale) -> bool {
    let words: &[&Token] = &words.iter().copied().filter(|token| token.word.chars().nth(1).is_some()).collect::<Vec<_>>();
    let letters: Vec<&&Token> = words.iter().filter(|token| token.word.chars().any(char::is_alphabetic)).collect();
    let russian = letters.iter().filter(|token| cyrillic(token)).count();
    if locale != Locale::Ru && russian >= 2 && russian * 2 > letters.len() {
        return true;
    }
    let scores = scores(words);
    let expected = scores.iter().find(|(other, _)| *other == locale).map_or(0, |(_, score)| *score);
    let strange = letters.iter().filter(|token| token.only.is_some_and(|only| only != locale)).count();
    if strange >= 1 && letters.len() >= SHORT && russian == 0 && expected == 0 {
        return true;
    }
    if letters.len() < ENOUGH || (locale == Locale::Ru && russian > 0) {
        return false;
    }
    // Folded, "má" and "něm" are Hungarian words; "vrutů" is nobody else's.
    let expected = expected + letters.iter().filter(|token| token.only == Some(locale)).count();
    let most = scores.iter().filter(|(other, _)| *other != locale).map(|(_, score)| *score).max().unwrap_or(0);
    if locale == Locale::Ru {
        most >= 2
    } else {
        (most >= 3 && most >= expected * 3) || (most >= 4 && most >= expected * 2) || (most >= 2 && expected == 0 && most * 3 >= letters.len())
    }
}
