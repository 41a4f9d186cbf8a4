//! Which languages a sentence of a reply may be in: rules of the others do not apply to it, because
//! a Czech pair of shoes is a "bot" too. Judged sentence by sentence, so that no other sentence can
//! switch a rule off.

use super::Locale;
use super::text::{Token, combining};
use pult_domain::sla::words::sound;
use std::collections::HashMap;
use std::sync::LazyLock;

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

    pub(super) fn has(self, locale: Locale) -> bool {
        self.shares(Self::of(locale))
    }
}

/// Frequent folded words of the four languages of the Latin alphabet. Words that two of them share
/// stand in both.
const FREQUENT: [(Locale, &str); 4] = [
    (
        Locale::En,
        "the is are was were my your you i it this that and with for of to have has had not do does did dont doesnt didnt isnt when what where how why can could would will we our us they them \
         there from but just still any only which if hi hello be get got at an in on or sorry thanks please order back well youll youre ill im its no yes as by more all here than out off so up \
         cant wont ive weve were send sent need let may should one two after before about item shop store help reply answer yours me he she his her been please off come comes \
         per",
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

/// More ordinary folded words, only to tell that a sentence is in the right language: careless writing without marks has
/// few others. Of single letters those that stand alone in running text.
const ORDINARY: [(Locale, &str); 4] = [
    (
        Locale::En,
        "a i thats heres theres lets id weve ur pls ok then three these those day days put every each wasnt arent werent shouldnt couldnt wouldnt \
         havent hasnt through under into over very much many same new both while without first last next other most such may might must shall see \
         use used works work check choose take made make",
    ),
    (Locale::Fr, "a y c d j l m n s t trois jour jours deux"),
    (Locale::Hu, "a s ket harom nap szazalek"),
    (Locale::Cs, "a i k o s u v z pak kdyz dokud nez lip jde zatim takhle kdo kam az sem tam pouze kazdy muze musi proto protoze hodin hodinu prvni"),
];

/// Frequent folded words of six languages that no reply here is written in: German, Spanish, Italian, Polish, Portuguese,
/// Dutch. Words shared with an expected language count for neither.
const STRANGERS: [&str; 6] = [
    "der die das den dem und ist sind wir sie ihnen ihr ihre ihren nicht ein eine einen einem einer mit fur auf von zu bei nach wird werden haben \
     konnen bitte vielen dank leider auch oder wenn noch schon aus im sich uns unser ihrer dass guten tag alles",
    "el la los las de que en un una es no se por con para su le lo del al como pero ya usted nuestro nuestra todo esta este estan hola gracias \
     senor sin muy cuando puede buenos dias sus nos hemos tiene recibira favor son",
    "il lo la gli le di che un una se per con su della dei delle al alla come ma gia lei suo sua suoi nostro tutto questo grazie buongiorno sono \
     puo nel entro senza ha abbiamo da dal dalla piu anche nuovo",
    "nie jest sie na do za ze pan pani panu panstwa prosze dziekujemy dzien dobry juz tak co jak od dla po przez ale lub jesli mozna bedzie sa tym \
     tego przesylka mozemy nasz jestesmy ten ta to oraz",
    "os as de que em um uma nao se por com para seu sua do da dos das no na ao como mas ja voce nosso obrigado obrigada bom dia esta sem muito tem \
     pelo pela vai foi sao ser",
    "de een en van is niet wij we uw je ik dat die voor met op te zijn aan ook maar om bij als naar dit deze wordt worden hebben kunt kunnen uit \
     over geen al nog graag dank bedankt onze",
];

/// Words as they sound by which Latin letters are told to be Russian; none is a word of another language here.
const RUSSIAN_SOUNDS: &str = "esli chto eto kak tolko cherez uzhe tozhe segodnia zavtra zakaz zakaza dengi vozvrat tovar posilka posilku \
    spasibo pozhaluista zdravstvuite dobri mozhno budet vernem";

/// Words by the bits of their languages.
type Index = HashMap<&'static str, u8>;

static FREQUENT_IN: LazyLock<Index> = LazyLock::new(|| index(FREQUENT.map(|(locale, words)| (Set::of(locale).0, words))));
static ORDINARY_IN: LazyLock<Index> = LazyLock::new(|| index(ORDINARY.map(|(locale, words)| (Set::of(locale).0, words))));
static STRANGE_IN: LazyLock<Index> = LazyLock::new(|| index(STRANGERS.into_iter().enumerate().map(|(n, words)| (1_u8 << n, words))));

fn index(lists: impl IntoIterator<Item = (u8, &'static str)>) -> Index {
    let mut known = Index::new();
    for (bit, words) in lists {
        for word in words.split_whitespace() {
            *known.entry(word).or_insert(0) |= bit;
        }
    }
    known
}

fn listed(index: &Index, token: &Token, bits: u8) -> bool {
    index.get(token.word.as_str()).is_some_and(|known| known & bits != 0)
}

fn frequent(token: &Token, locale: Locale) -> bool {
    listed(&FREQUENT_IN, token, Set::of(locale).0)
}

/// Letters' trace is lost by folding, so words alone decide; the frequent ones suffice for a
/// sentence of a reply.
fn scores(words: &[&Token]) -> [(Locale, usize); 4] {
    FREQUENT.map(|(locale, _)| (locale, words.iter().filter(|token| frequent(token, locale)).count()))
}

/// Words Russian sentences begin with, folded.
const RUSSIAN_BEGINNINGS: &str = "спасибо здравствуите добрыи извините простите если мы вы это да нет у за при для по на в с о но и а как так что кто где когда все ваш ваша ваше ваши наш \
     наша наше заказ товар посылка проверьте напишите оформите подаите деньги возврат сведения покупатели к не он она они ее его их мне нам я жаль жду увы";

/// Whether a capital at the beginning of a sentence says nothing about this word.
pub(super) fn begins_sentences(word: &str) -> bool {
    FREQUENT_IN.contains_key(word) || RUSSIAN_BEGINNINGS.split_whitespace().any(|known| known == word)
}

fn cyrillic(token: &Token) -> bool {
    token.word.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'))
}

/// Letters with marks of the languages of the Latin alphabet. English borrows the French ones ("crème brûlée"), both a
/// Spanish one ("jalapeño").
const MARKED: [(Locale, &str); 4] =
    [(Locale::En, "àâçéèêëîïñôûùüÿœæ"), (Locale::Fr, "àâçéèêëîïñôûùüÿœæ"), (Locale::Hu, "áéíóöőúüű"), (Locale::Cs, "áčďéěíňóřšťúůýž")];

/// What the letters of a word tell of its language; folding loses it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters {
    /// The one language of the five that has them.
    only: Option<Locale>,
    /// The languages that have them all. Letters of another script say nothing.
    fit: Set,
    /// Has a Latin letter with a mark.
    marked: bool,
    /// Begins small.
    small: bool,
}

impl Letters {
    /// Of a word as it is written.
    pub(super) fn of(word: &str) -> Self {
        let mut letters = Self { only: by_letters(word), fit: Set::ALL, marked: false, small: word.starts_with(char::is_lowercase) };
        for c in word.chars().flat_map(char::to_lowercase) {
            match c {
                'а'..='я' | 'ё' => {}
                '\u{400}'..='\u{52f}' => letters.fit.0 &= !Set::of(Locale::Ru).0,
                '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                    letters.marked = true;
                    letters.fit.0 &= writers(c).0;
                }
                _ => letters.marked |= combining(c),
            }
        }
        letters
    }
}

/// The languages that write a Latin letter with a mark.
fn writers(letter: char) -> Set {
    let having = MARKED.iter().filter(|(_, marks)| marks.contains(letter));
    having.fold(Set::of(Locale::Ru), |set, (locale, _)| Set(set.0 | Set::of(*locale).0))
}

/// The language that alone among the five writes such letters.
fn by_letters(word: &str) -> Option<Locale> {
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
    } else if !russian {
        // No small word tells: "Remboursement intégral garanti" is a promise to a Czech, too.
        set = Set::ALL.0;
    }
    // Two words of another language do not rule the expected one out; Russian may be written in Latin letters.
    if most < 3 {
        set |= Set::of(locale).0;
    }
    Set(set)
}

/// Reads the words of a sentence by their sound, unless some are in Russian letters: then those in Latin ones are names.
pub(super) fn sound_out(sentence: &mut [Token]) {
    if sentence.iter().any(cyrillic) {
        return;
    }
    for token in sentence {
        token.sound = token.word.chars().all(|c| c.is_ascii_alphabetic()).then(|| sound(&token.word));
    }
}

/// Words a sentence must have before it can be in the wrong language.
const ENOUGH: usize = 4;
/// The same where letters tell it.
const SHORT: usize = 3;
/// The same where only small words tell it that none is known.
const SEVERAL: usize = 6;
/// The same where one of eight may be known by chance.
const MANY: usize = 8;
/// One word of so many with strange letters is none of a quoted name.
const STRANGE_SHARE: usize = 6;
/// Letters of another script that are no name of a product.
const SCRIPT: usize = 4;

/// Whether a sentence is in another language than expected, one of the five or any other. Names of brands and buttons are
/// few words and never frequent ones. Single letters are sizes and initials ("M má 44 cm, L 50").
pub(super) fn foreign(words: &[&Token], locale: Locale) -> bool {
    let longer: Vec<&Token> = words.iter().copied().filter(|token| token.word.chars().nth(1).is_some()).collect();
    let plain: Vec<&Token> = longer.iter().copied().filter(|token| !token.tied && token.word.chars().all(char::is_alphabetic)).collect();
    let elsewhere = || match locale {
        Locale::Ru => no_russian(words, &plain),
        _ => outweighed(&plain, locale) || unknown(words, &plain, locale),
    };
    of_other_script(words) || of_the_five(&longer, locale) || of_other_letters(&plain, locale) || elsewhere()
}

/// Neither Latin nor Cyrillic.
fn of_other_script(words: &[&Token]) -> bool {
    let known = |c: &char| matches!(c, 'a'..='z' | '\u{df}'..='\u{24f}' | '\u{400}'..='\u{52f}' | '\u{1e00}'..='\u{1eff}');
    let (ours, other): (Vec<char>, Vec<char>) = words.iter().flat_map(|token| token.word.chars()).filter(|c| c.is_alphabetic()).partition(known);
    other.len() >= SCRIPT && other.len() > ours.len()
}

/// In another one of the five.
fn of_the_five(words: &[&Token], locale: Locale) -> bool {
    let letters: Vec<&&Token> = words.iter().filter(|token| token.word.chars().any(char::is_alphabetic)).collect();
    let russian = letters.iter().filter(|token| cyrillic(token)).count();
    if locale != Locale::Ru && russian >= 2 && russian * 2 > letters.len() {
        return true;
    }
    let scores = scores(words);
    let expected = scores.iter().find(|(other, _)| *other == locale).map_or(0, |(_, score)| *score);
    let strange = letters.iter().filter(|token| token.letters.only.is_some_and(|only| only != locale)).count();
    if strange >= 1 && letters.len() >= SHORT && russian == 0 && expected == 0 {
        return true;
    }
    if letters.len() < ENOUGH || (locale == Locale::Ru && russian > 0) {
        return false;
    }
    // Folded, "má" and "něm" are Hungarian words; "vrutů" is nobody else's.
    let expected = expected + letters.iter().filter(|token| token.letters.only == Some(locale)).count();
    let most = scores.iter().filter(|(other, _)| *other != locale).map(|(_, score)| *score).max().unwrap_or(0);
    if locale == Locale::Ru {
        most >= 2
    } else {
        (most >= 3 && most >= expected * 3) || (most >= 4 && most >= expected * 2) || (most >= 2 && expected == 0 && most * 3 >= letters.len())
    }
}

/// Two words or more have letters that the expected language does not write: "усі гроші", "całą kwotę". Names may, unless
/// they begin the sentence as any word does.
fn of_other_letters(plain: &[&Token], locale: Locale) -> bool {
    let strange = plain.iter().enumerate().filter(|(n, token)| !token.letters.fit.has(locale) && (*n == 0 || !token.name)).count();
    strange >= 2 && strange * STRANGE_SHARE >= plain.len() && strange > plain.iter().filter(|token| ours(token, locale)).count()
}

/// A word that speaks for the language.
fn ours(token: &Token, locale: Locale) -> bool {
    frequent(token, locale) || token.letters.only == Some(locale)
}

/// Whether a word speaks for the expected language against those of a phrase.
pub(super) fn speaks(token: &Token, locale: Locale, phrase: Set) -> bool {
    match locale {
        Locale::Ru => cyrillic(token),
        _ => (ours(token, locale) || listed(&ORDINARY_IN, token, Set::of(locale).0)) && !listed(&FREQUENT_IN, token, phrase.0),
    }
}

/// No Cyrillic letter at all, and more small Latin words than a name has. Russian in Latin letters is Russian.
fn no_russian(words: &[&Token], plain: &[&Token]) -> bool {
    if plain.len() < SHORT || words.iter().any(|token| cyrillic(token)) {
        return false;
    }
    let marked = plain.iter().filter(|token| token.letters.marked && token.letters.small).count();
    let known = |n: usize| plain.iter().filter(|token| listed(&STRANGE_IN, token, 1 << n)).count();
    marked >= 2
        || (plain.len() >= ENOUGH && (0..STRANGERS.len()).any(|n| known(n) >= 2))
        || (plain.len() >= SEVERAL && small(plain) * 2 > plain.len() && running(plain) && !sounds_russian(plain))
}

fn small(plain: &[&Token]) -> usize {
    plain.iter().filter(|token| token.letters.small).count()
}

/// Running text has three words between two marks, a list of colours or ingredients fewer.
fn running(plain: &[&Token]) -> bool {
    plain.chunk_by(|one, other| one.clause == other.clause).count() * 3 <= plain.len()
}

fn sounds_russian(plain: &[&Token]) -> bool {
    let russian = |token: &Token| {
        let heard = sound(&token.word);
        RUSSIAN_SOUNDS.split_whitespace().any(|known| known == heard)
    };
    plain.iter().filter(|token| russian(token)).count() >= 2
}

/// One of the strangers has far more words here than the expected language.
fn outweighed(plain: &[&Token], locale: Locale) -> bool {
    plain.len() >= ENOUGH
        && (0..STRANGERS.len()).any(|n| {
            let strange = |token: &Token| listed(&STRANGE_IN, token, 1 << n);
            let theirs = plain.iter().filter(|token| strange(token) && !frequent(token, locale)).count();
            let own = plain.iter().filter(|token| ours(token, locale) && !strange(token)).count();
            (theirs >= 3 && theirs >= own * 3) || (theirs >= 4 && theirs >= own * 2) || (theirs >= 2 && own == 0 && theirs * 4 >= plain.len())
        })
}

/// Running text in which nothing, or next to nothing, speaks for the expected language.
fn unknown(words: &[&Token], plain: &[&Token], locale: Locale) -> bool {
    let small = small(plain);
    if small < SEVERAL || !running(plain) {
        return false;
    }
    // English has no marks of its own.
    let marks = |token: &Token| locale != Locale::En && token.letters.marked && token.letters.fit.has(locale);
    let ordinary = |token: &Token| listed(&ORDINARY_IN, token, Set::of(locale).0);
    let evidence = words.iter().filter(|token| ours(token, locale) || ordinary(token) || marks(token)).count();
    evidence == 0 || (small >= MANY && evidence * MANY < small)
}
