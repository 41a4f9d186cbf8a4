//! Words of time in the five languages, folded: days, months, units, numbers, and what tells of the future.
//!
//! The languages are not told apart: what means something else in another of them stands in a list
//! that is asked with its neighbours. The drafter asks here too, for what may have been true once.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Words that name a day, by what they mean; a word ends in `*` where only its beginning counts.
const DAYS: [(&str, &str); 11] = [
    ("today", "сегодня сегодняшн* today todays tonight dnes dneska dnesni* aujourdhui"),
    ("after tomorrow", "послезавтра holnaputan* pozitri"),
    ("tomorrow", "завтра завтрашн* tomorrow tomorrows holnap* zitra zitrka zitrku zitrejs* demain"),
    ("yesterday", "вчера вчерашн* позавчера yesterday yesterdays tegnap* vcera vcerejs* predevcirem hier"),
    ("weekday 1", "понедельник* monday mondays hetfo* pondel* lundi lundis"),
    ("weekday 2", "вторник* tuesday tuesdays kedd* utery uterek uterni* mardi mardis"),
    ("weekday 3", "среду средам wednesday wednesdays szerd* mercredi mercredis"),
    ("weekday 4", "четверг* thursday thursdays csutortok* ctvrtek ctvrtka ctvrtku ctvrtecni* jeudi jeudis"),
    ("weekday 5", "пятниц* friday fridays pentek* patek patku patecni* vendredi vendredis"),
    ("weekday 6", "суббот* saturday saturdays szombat* sobot* samedi samedis"),
    ("weekday 7", "воскресень* воскресныи sunday sundays vasarnap* nedele nedeli nedelni* dimanche dimanches"),
];
/// Words that name a day only behind some others: "до среды", but "в среде покупателей".
const BEHIND: [(&str, &str, &str); 3] = [
    ("weekday 3", "среда среды среде", "до к ко с со после это"),
    ("weekday 3", "streda stredu stredy strede", "ve do od po ke na az"),
    ("weekday 2", "uterka", "do od"),
];
/// Months: words that are no others, and words that are months beside a number alone.
const MONTHS: [(usize, &str, &str); 12] = [
    (1, "январ* januar* janvier leden ledna lednu", ""),
    (2, "феврал* februar* fevrier unor unora unoru", ""),
    (3, "marcius* brezen brezna breznu", "март* march mars"),
    (4, "апрел* april* avril duben dubna dubnu", ""),
    (5, "majus* kveten kvetna kvetnu", "маи мая мае маю may mai"),
    (6, "июн* june junius* cervna cervnu juin", "cerven"),
    (7, "июл* july julius* cervenec cervence cervenci juillet", ""),
    (8, "август* august augusztus* srpen srpna srpnu aout", ""),
    (9, "сентябр* september szeptember* septembre", "zari"),
    (10, "октябр* october oktober* rijen rijna rijnu octobre", ""),
    (11, "ноябр* november* listopad* novembre", ""),
    (12, "декабр* december* prosinec prosince prosinci decembre", ""),
];
/// Units of time. Forms stand in full where a beginning would find others: "часто", "napelem".
const UNITS: [(&str, &str); 6] = [
    ("minute", "минут* minute minutes perc percen percet percek percig minuta minutu minuty minut"),
    ("hour", "час часа часу часов часам часами hour hours ora orat oran oras orak oraig hodin* heure heures"),
    (
        "day",
        "день дня дню днем дни днеи дням днями сутки суток суткам day days nap napot napon napos napra napig napja napok napokon napokban napnyi \
         munkanap* den dne dni dny dnu dnem dnech dnum jour jours journee journees",
    ),
    ("week", "недел* week weeks het hetet heten hetes hetre hetig hetben hetek tyden tydne tydnu tydny tydnech tydni tydnem semaine semaines"),
    ("month", "месяц* month months honap* mesic mesice mesici mesicu mesicich mois"),
    ("year", "год года году лет year years ev evet even eves evre evig rok roku roky let ans an annee annees"),
];
/// Numbers as they are said of time.
const NUMBERS: [(u8, &str); 15] = [
    (1, "один одного одному одна одну однои one egy jeden jednoho jedna jedno jednu jednom un une"),
    (2, "два две двух двум двое two ketto ket dva dve dvou dvema deux"),
    (3, "три трех трем трое three harom tri trech trois"),
    (4, "четыре четырех четырем four negy ctyri ctyr ctyrech quatre"),
    (5, "пять пяти five ot pet peti cinq"),
    (6, "шесть шести six hat sest sesti"),
    (7, "семь семи seven het sedm sedmi sept"),
    (8, "восемь восьми eight nyolc osm osmi huit"),
    (9, "девять девяти nine kilenc devet deviti neuf"),
    (10, "десять десяти ten tiz deset deseti dix dizaine"),
    (12, "двенадцать двенадцати twelve tizenket tizenketto dvanact dvanacti douze"),
    (14, "четырнадцать четырнадцати fourteen tizennegy ctrnact ctrnacti quatorze"),
    (15, "пятнадцать пятнадцати fifteen tizenot patnact patnacti quinze quinzaine"),
    (20, "двадцать двадцати twenty husz dvacet dvaceti vingt"),
    (30, "тридцать тридцати thirty harminc tricet triceti trente"),
];
/// What tells that something is to come or arrives as a rule, and a plain yes.
const COMING: &str = "\
    доставим доставят доставит доставляем привезем привезут привезет приедет приедут придет придут прибудет отправим отправят отправит \
    отправляем отгрузим вышлем передадим получите вернем вернут вернется вернутся зачислят поступит поступят будет будут ждите успеем заимет \
    занимает ответим ответят напишем сообщим да конечно will shall arrive arrives ship ships deliver delivers expect takes youll itll theyll \
    get gets answer answers reply replies yes sure erkezik megerkezik kezbesitjuk kezbesitik kiszallitjak feladjuk kuldjuk megkapja \
    visszakapja lesz szallitjuk szallitjak visszautaljuk valaszolunk irunk odaer igen persze dorazi doruci dorucime odesleme posleme vratime \
    vrati bude budou prijde dostanete obdrzite odpovime napiseme ano jiste arrivera livrerons livrera livrons expedierons expedions recevrez \
    sera seront remboursera rembourserons aurez enverrons envoyons repondrons repondons ecrirons oui";
/// What small talk is made of: "спасибо, что написали сегодня", "how can we help you today".
const TALK: &str = "\
    спасибо благодар* написали обратились помочь сообщили thank* help assist contacting writing wrote contacted reaching koszon* segit* irt \
    jelezte dekuj* pomoci pomoct napsal* merci aider ecrit contacte*";

/// Words with what they mean: whole ones, and beginnings.
struct Lexicon<T> {
    whole: HashMap<&'static str, T>,
    begins: Vec<(&'static str, T)>,
}

impl<T: Copy> Lexicon<T> {
    fn new(entries: impl IntoIterator<Item = (T, &'static str)>) -> Self {
        let mut lexicon = Self { whole: HashMap::new(), begins: Vec::new() };
        for (meaning, words) in entries {
            for word in words.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(start) => lexicon.begins.push((start, meaning)),
                    None => {
                        lexicon.whole.insert(word, meaning);
                    }
                }
            }
        }
        lexicon
    }

    fn find(&self, word: &str) -> Option<T> {
        let begins = || self.begins.iter().find(|(start, _)| word.starts_with(start)).map(|(_, meaning)| *meaning);
        self.whole.get(word).copied().or_else(begins)
    }
}

static DAY_WORDS: LazyLock<Lexicon<&str>> = LazyLock::new(|| Lexicon::new(DAYS));
static UNIT_WORDS: LazyLock<Lexicon<&str>> = LazyLock::new(|| Lexicon::new(UNITS));
static NUMBER_WORDS: LazyLock<Lexicon<u8>> = LazyLock::new(|| Lexicon::new(NUMBERS));
static MONTH_WORDS: LazyLock<Lexicon<usize>> = LazyLock::new(|| Lexicon::new(MONTHS.map(|(month, sure, _)| (month, sure))));
static NUMBERED_MONTHS: LazyLock<Lexicon<usize>> = LazyLock::new(|| Lexicon::new(MONTHS.map(|(month, _, numbered)| (month, numbered))));
static COMING_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::new([((), COMING)]));
static TALK_WORDS: LazyLock<Lexicon<()>> = LazyLock::new(|| Lexicon::new([((), TALK)]));

/// Whether a folded word may name a day or a month, whatever stands around it: a text that holds one was true at a time.
#[must_use]
pub(crate) fn names_a_day(word: &str) -> bool {
    let behind = BEHIND.iter().any(|(_, words, _)| words.split_whitespace().any(|known| known == word));
    behind || DAY_WORDS.find(word).is_some() || month_for_sure(word).is_some()
}

/// The day a word names, given the word before it.
pub(super) fn day_named(word: &str, previous: &str) -> Option<&'static str> {
    let has = |words: &str, wanted: &str| words.split_whitespace().any(|known| known == wanted);
    let behind = || BEHIND.iter().find(|(_, words, before)| has(words, word) && has(before, previous)).map(|(day, _, _)| *day);
    DAY_WORDS.find(word).or_else(behind)
}

/// The month, from 1, of a word that stands alone.
pub(super) fn month_for_sure(word: &str) -> Option<usize> {
    MONTH_WORDS.find(word)
}

/// The month, from 1, of a word beside a number.
pub(super) fn month_named(word: &str) -> Option<usize> {
    MONTH_WORDS.find(word).or_else(|| NUMBERED_MONTHS.find(word))
}

/// A month, in one writing.
pub(super) fn month(number: usize) -> String {
    format!("month {number}")
}

/// The unit of time a word names.
pub(super) fn unit_named(word: &str) -> Option<&'static str> {
    UNIT_WORDS.find(word)
}

/// The number a word says.
pub(super) fn number(word: &str) -> Option<u8> {
    NUMBER_WORDS.find(word)
}

/// Whether a word tells of what is to come.
pub(super) fn is_coming(word: &str) -> bool {
    COMING_WORDS.find(word).is_some()
}

/// Whether words thank, greet or offer help, and tell of nothing to come.
pub(super) fn are_small_talk(words: &[&str]) -> bool {
    words.iter().any(|word| TALK_WORDS.find(word).is_some()) && !words.iter().any(|word| is_coming(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::sla::words::fold;

    #[test]
    fn every_word_is_folded() {
        let pairs = DAYS.iter().chain(&UNITS).map(|(_, words)| *words);
        let numbers = NUMBERS.iter().map(|(_, words)| *words);
        let months = MONTHS.iter().flat_map(|(_, sure, numbered)| [*sure, *numbered]);
        let behind = BEHIND.iter().flat_map(|(_, words, before)| [*words, *before]);
        for words in pairs.chain(numbers).chain(months).chain(behind).chain([COMING, TALK]) {
            for word in words.split_whitespace().map(|word| word.trim_end_matches('*')) {
                assert_eq!(fold(word), word);
            }
        }
    }

    #[test]
    fn words_of_a_certain_day_are_known_alone() {
        for word in ["завтра", "среды", "ноября", "january", "holnap", "streda", "prosince", "dimanche"] {
            assert!(names_a_day(word), "{word}");
        }
        for word in ["завтрак", "средство", "среднем", "uterky", "may", "march", "napelem", "premier"] {
            assert!(!names_a_day(word), "{word}");
        }
    }
}
