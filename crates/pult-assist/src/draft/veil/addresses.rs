//! Addresses: the word of a street, the number of a house, and the name between or beside them.
//!
//! Each language has its own order: "ул. Ленина, 5" and "Kossuth utca 14" end with the number,
//! "12 rue de la Paix" and "221 Baker Street" begin with it. A word that means other things as well
//! ("place", "u", "пл.") needs the number beside it and the capital of a name.

use super::Span;
use pult_domain::sla::words::Word;

/// Words behind a street's word that may belong to the address.
const WORDS: usize = 7;
/// Letters and digits of a house: "221B".
const HOUSE_DIGITS: usize = 4;
/// Words of streets, folded, whole: with any number behind them they are an address.
const STREETS: [&str; 44] = [
    "ул",
    "улица",
    "улице",
    "улицу",
    "улицы",
    "проспект",
    "проспекте",
    "проспекту",
    "переулок",
    "переулке",
    "пер",
    "шоссе",
    "бульвар",
    "бульваре",
    "набережная",
    "набережнои",
    "площадь",
    "мкр",
    "микрораион",
    "кв",
    "квартира",
    "street",
    "road",
    "avenue",
    "lane",
    "square",
    "apartment",
    "flat",
    "utca",
    "ut",
    "ter",
    "korut",
    "setany",
    "emelet",
    "ulice",
    "ulici",
    "namesti",
    "trida",
    "sidliste",
    "rue",
    "boulevard",
    "chemin",
    "allee",
    "impasse",
];
/// Words of French streets behind the number of the house.
const RUES: [&str; 5] = ["rue", "boulevard", "avenue", "allee", "impasse"];
/// The same where the word means other things too, so that a name must follow: "canapé 3 place".
const PLACES: [&str; 8] = ["place", "route", "quai", "chemin", "square", "cours", "bd", "av"];
/// What French puts behind the number of a second house.
const SECOND: [&str; 3] = ["bis", "ter", "quater"];
/// Words of English streets behind a name, in any letters.
const ENGLISH: [&str; 2] = ["street", "avenue"];
/// The same where the name must have a capital: "2 lane", "3 rd".
const ROADS: [&str; 7] = ["road", "lane", "square", "st", "rd", "ave", "blvd"];
/// English words that no street is called by: "3 days on the road".
const NO_NAMES: [&str; 20] =
    ["a", "an", "the", "on", "in", "at", "of", "off", "to", "by", "for", "from", "per", "and", "or", "this", "that", "my", "your", "no"];
/// Small words inside a name: "rue de la Paix".
const SMALL: [&str; 8] = ["de", "du", "des", "d", "la", "le", "les", "l"];
/// "Дом 5 по улице Ленина".
const HOUSES: [&str; 5] = ["д", "дом", "доме", "дома", "дому"];

/// A street's word that is short, or means other things: it needs a number and a name with a capital.
struct Short {
    /// Folded; with the hyphen that cuts it into two words.
    word: &'static str,
    /// Only with a point behind it.
    pointed: bool,
    /// Endings of the name in front of it; none where names only stand behind.
    names: &'static [&'static str],
    behind: Behind,
}

/// Whether the name may stand behind: "пр. Мира, 5".
#[derive(Clone, Copy)]
enum Behind {
    Never,
    /// Only where the word opens a clause or follows "on": "to nám. Prosím 2" speaks of us.
    Opening,
    Always,
}

/// Any name.
const ANY: &[&str] = &[""];
/// Russian and Czech names of streets are adjectives: "Невский пр.", "Václavské nám.".
const RUSSIAN: &[&str] = &["ии", "ои", "ыи", "ое", "ая", "ом", "ую", "го", "му"];
const CZECH: &[&str] = &["ske", "cke", "ove", "ovo", "ho", "ni"];

static SHORT: [Short; 17] = [
    Short { word: "u", pointed: true, names: ANY, behind: Behind::Never },
    Short { word: "krt", pointed: false, names: ANY, behind: Behind::Never },
    Short { word: "utcaban", pointed: false, names: ANY, behind: Behind::Never },
    Short { word: "utcaba", pointed: false, names: ANY, behind: Behind::Never },
    Short { word: "ul", pointed: false, names: &[], behind: Behind::Always },
    Short { word: "nam", pointed: true, names: CZECH, behind: Behind::Opening },
    Short { word: "tr", pointed: true, names: ANY, behind: Behind::Always },
    Short { word: "nabrezi", pointed: false, names: ANY, behind: Behind::Always },
    Short { word: "пр", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "пр-т", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "пр-кт", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "пр-д", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "б-р", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "проезд", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "наб", pointed: false, names: RUSSIAN, behind: Behind::Always },
    Short { word: "пл", pointed: true, names: RUSSIAN, behind: Behind::Opening },
    Short { word: "ш", pointed: true, names: RUSSIAN, behind: Behind::Opening },
];

/// Every address. `folded` are the words without their marks; `taken` is what was found before, in
/// order: a phone behind an address is no part of it.
pub(super) fn find(chars: &[char], words: &[Word], folded: &[String], taken: &[Span]) -> Vec<Span> {
    let text = Text { chars, words, folded, taken };
    (0..words.len()).flat_map(|at| text.around(at)).collect()
}

struct Text<'a> {
    chars: &'a [char],
    words: &'a [Word],
    folded: &'a [String],
    taken: &'a [Span],
}

/// Words are named by their numbers; an address is its first word and its last.
impl Text<'_> {
    fn around(&self, at: usize) -> Vec<Span> {
        let ways = [self.number_behind(at), self.like_rue(at), self.like_street(at), self.shortened(at), self.house_by_its_word(at)];
        ways.into_iter().flatten().filter_map(|address| self.span(address)).collect()
    }

    fn span(&self, (first, last): (usize, usize)) -> Option<Span> {
        Some(Span { start: self.words.get(first)?.start as usize, end: self.words.get(last)?.end as usize, kind: "ADDRESS" })
    }

    /// From the name of a street to the last figure behind it: "ул. Ленина, д. 5", "Kossuth utca 14".
    fn number_behind(&self, at: usize) -> Option<(usize, usize)> {
        if !self.is_in(at, &STREETS) {
            return None;
        }
        Some((self.named_in_front(at), self.last_figure(at)?))
    }

    /// "12 rue de la Paix", "12 bis, bd. Voltaire".
    fn like_rue(&self, at: usize) -> Option<(usize, usize)> {
        let surely = self.is_in(at, &RUES);
        if !surely && !self.is_in(at, &PLACES) {
            return None;
        }
        let before = at.checked_sub(1)?;
        let second = self.is_in(before, &SECOND) && self.is_beside(before);
        let house = if second { before.checked_sub(1)? } else { before };
        if !self.is_house(house) || !self.is_beside(house) {
            return None;
        }
        let name = self.name_behind(at, !surely);
        let last = if surely { name.unwrap_or(at) } else { name? };
        Some((self.first_house(house), last))
    }

    /// "221 Baker Street", "12 Park Rd", "350 5th Avenue".
    fn like_street(&self, at: usize) -> Option<(usize, usize)> {
        let surely = self.is_in(at, &ENGLISH);
        if !surely && !self.is_in(at, &ROADS) {
            return None;
        }
        let fits = |house: usize| {
            let named = (house + 1..at).all(|word| self.names_a_street(word, surely));
            self.is_house(house) && self.clause(house) == self.clause(at) && named
        };
        let house = (2..=3).filter_map(|back| at.checked_sub(back)).find(|house| fits(*house))?;
        Some((self.first_house(house), at))
    }

    fn names_a_street(&self, at: usize, in_any_letters: bool) -> bool {
        !self.is_house(at) && !self.is_in(at, &NO_NAMES) && (in_any_letters || self.is_name(at))
    }

    /// "Kossuth u. 14", "пр-т Мира, 5", "Václavské nám. 1".
    fn shortened(&self, at: usize) -> Option<(usize, usize)> {
        let short = self.short(at)?;
        let end = at + usize::from(short.word.contains('-'));
        let told = !short.pointed || self.has_point(end);
        if !told || !(self.has_adjective(at, end, short) || self.has_name_behind(at, end, short)) {
            return None;
        }
        Some((self.named_in_front(at), self.last_figure(end)?))
    }

    fn short(&self, at: usize) -> Option<&'static Short> {
        let tail = if self.is_hyphened(at) { self.folded(at + 1) } else { "" };
        SHORT.iter().find(|short| short.word.split_once('-').unwrap_or((short.word, "")) == (self.folded(at), tail))
    }

    /// A name in front of the word, and the number right behind it.
    fn has_adjective(&self, at: usize, end: usize, short: &Short) -> bool {
        let Some(before) = at.checked_sub(1).filter(|before| self.clause(*before) == self.clause(at)) else { return false };
        let named = self.is_capital(before) && short.names.iter().any(|ending| self.folded(before).ends_with(*ending));
        let near = self.sentence(end + 1).zip(self.sentence(end)).is_some_and(|(next, word)| next <= word + 1);
        named && near && self.is_figure(end + 1)
    }

    /// A name behind the word, and a number near it.
    fn has_name_behind(&self, at: usize, end: usize, short: &Short) -> bool {
        let before = at.checked_sub(1).filter(|before| self.clause(*before) == self.clause(at));
        let may = match short.behind {
            Behind::Never => false,
            Behind::Opening => before.is_none_or(|before| self.is_in(before, &["na", "на", "по"])),
            // "Чашки и пр. Спасибо": and so on.
            Behind::Always => before.is_none_or(|before| self.folded(before) != "и"),
        };
        let Some((clause, next)) = self.clause(end).zip(self.clause(end + 1)) else { return false };
        let goes_on = next == clause || (next == clause + 1 && self.letters(end) <= 3 && self.has_point(end));
        let named = (end + 1..end + 3).any(|word| self.clause(word) == Some(next) && self.is_capital(word));
        let numbered = (end + 1..end + 5).take_while(|word| !self.is_taken(*word)).any(|word| self.is_figure(word));
        may && goes_on && named && numbered
    }

    /// "Дом 5 по улице Ленина", "д. 5, кв. 12".
    fn house_by_its_word(&self, at: usize) -> Option<(usize, usize)> {
        if !self.is_in(at, &STREETS) {
            return None;
        }
        let house = (1..=2).filter_map(|back| at.checked_sub(back)).find(|house| self.is_house(*house))?;
        let called = house.checked_sub(1).filter(|called| self.is_in(*called, &HOUSES) && self.sentence(*called) == self.sentence(at))?;
        Some((called, self.name_behind(at, false).unwrap_or(at)))
    }

    /// The last figure that may belong to the street. What was found before is another thing, but an
    /// index may stand between the street and the house.
    fn last_figure(&self, at: usize) -> Option<usize> {
        let latest = self.sentence(at)? + 2;
        let mut last: Option<usize> = None;
        for next in (at + 1..self.words.len()).take(WORDS) {
            let over = self.sentence(next).is_none_or(|sentence| sentence > latest);
            if over || (last.is_some() && self.is_taken(next)) {
                break;
            }
            if self.is_figure(next) {
                last = Some(next);
            }
        }
        last
    }

    /// "Kossuth utca 5", "12 Baker street": what stands in front with a capital or a figure.
    fn named_in_front(&self, at: usize) -> usize {
        let named = |before: &usize| self.clause(*before) == self.clause(at) && self.is_name(*before);
        (0..at).rev().take(2).take_while(named).last().unwrap_or(at)
    }

    /// The last word of a name behind a street's word. Its first word may be in small letters, unless
    /// a capital is asked for; the words after it have capitals.
    fn name_behind(&self, at: usize, capital: bool) -> Option<usize> {
        // The point of "bd. Voltaire" ends no clause.
        let clause = self.clause(at)? + u32::from(self.letters(at) <= 2 && self.has_point(at));
        let behind = (at + 1..self.words.len()).take(WORDS).take_while(|next| self.clause(*next) == Some(clause));
        let mut last: Option<usize> = None;
        for next in behind.filter(|next| !self.is_in(*next, &SMALL)) {
            let first = last.is_none() && !capital && !self.is_number(next);
            let joined = last.is_some_and(|before| before + 1 == next && self.is_hyphened(before));
            if !first && !joined && !self.is_capital(next) {
                break;
            }
            last = Some(next);
        }
        last
    }

    /// The first of two houses: "12-14 rue Neuve".
    fn first_house(&self, house: usize) -> usize {
        let before = house.checked_sub(1).filter(|before| self.is_house(*before) && matches!(self.gap(*before), Some(['-' | '/'])));
        before.unwrap_or(house)
    }

    /// A number as houses have them: "5", "221B".
    fn is_house(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let digits = word.lower.chars().take_while(char::is_ascii_digit).count();
        (1..=HOUSE_DIGITS).contains(&digits) && word.lower.chars().count() <= digits + 1
    }

    fn is_figure(&self, at: usize) -> bool {
        self.is_number(at) && !self.is_taken(at)
    }

    fn is_number(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(Word::is_number)
    }

    fn is_taken(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        let next = self.taken.partition_point(|span| span.end <= word.start as usize);
        self.taken.get(next).is_some_and(|span| span.start < word.end as usize)
    }

    fn is_name(&self, at: usize) -> bool {
        self.first_letter(at).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    }

    fn is_capital(&self, at: usize) -> bool {
        self.first_letter(at).is_some_and(char::is_uppercase)
    }

    fn first_letter(&self, at: usize) -> Option<char> {
        self.chars.get(self.words.get(at)?.start as usize).copied()
    }

    fn letters(&self, at: usize) -> usize {
        self.folded(at).chars().count()
    }

    fn has_point(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.chars.get(word.end as usize) == Some(&'.'))
    }

    /// Whether the next word is joined by a hyphen.
    fn is_hyphened(&self, at: usize) -> bool {
        matches!(self.gap(at), Some(['-']))
    }

    /// Whether only blanks and commas stand before the next word.
    fn is_beside(&self, at: usize) -> bool {
        self.gap(at).is_some_and(|gap| gap.iter().all(|c| *c == ',' || (c.is_whitespace() && *c != '\n')))
    }

    /// What stands between a word and the next one.
    fn gap(&self, at: usize) -> Option<&[char]> {
        self.chars.get(self.words.get(at)?.end as usize..self.words.get(at + 1)?.start as usize)
    }

    fn is_in(&self, at: usize, list: &[&str]) -> bool {
        list.contains(&self.folded(at))
    }

    fn folded(&self, at: usize) -> &str {
        self.folded.get(at).map_or("", String::as_str)
    }

    fn clause(&self, at: usize) -> Option<u32> {
        self.words.get(at).map(|word| word.clause)
    }

    fn sentence(&self, at: usize) -> Option<u32> {
        self.words.get(at).map(|word| word.sentence)
    }
}
