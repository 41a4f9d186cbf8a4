//! Letters of one alphabet that stand for those of another: "Bернём", "refυnd".

/// Letters that look the same, Latin and Cyrillic; of two the ordinary one first.
const ALIKE: [(char, char); 24] = [
    ('a', 'а'),
    ('e', 'е'),
    ('o', 'о'),
    ('p', 'р'),
    ('c', 'с'),
    ('y', 'у'),
    ('x', 'х'),
    ('k', 'к'),
    ('m', 'м'),
    ('h', 'н'),
    ('b', 'в'),
    ('t', 'т'),
    ('i', 'і'),
    ('u', 'и'),
    ('n', 'п'),
    ('r', 'г'),
    ('d', 'д'),
    ('d', 'ԁ'),
    ('h', 'һ'),
    ('j', 'ј'),
    ('l', 'ӏ'),
    ('q', 'ԛ'),
    ('s', 'ѕ'),
    ('w', 'ԝ'),
];
/// Greek letters that look like Latin ones.
const GREEK: [(char, char); 13] = [
    ('α', 'a'),
    ('β', 'b'),
    ('γ', 'y'),
    ('ε', 'e'),
    ('η', 'n'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('υ', 'u'),
    ('χ', 'x'),
];

/// A word of several alphabets becomes one of the alphabet it has more letters of; digits between
/// letters are the letters they look like.
pub(super) fn one_alphabet(word: &str) -> String {
    let greek = |c: char| matches!(c, '\u{370}'..='\u{3ff}');
    if word.chars().any(greek) && word.chars().any(|c| c.is_alphabetic() && !greek(c)) {
        let latin = |c: char| GREEK.iter().find(|(greek, _)| *greek == c).map_or(c, |(_, latin)| *latin);
        return of_two(&word.chars().map(latin).collect::<String>());
    }
    of_two(word)
}

fn of_two(word: &str) -> String {
    let cyrillic = word.chars().filter(|c| matches!(c, '\u{400}'..='\u{52f}')).count();
    let latin = word.chars().filter(char::is_ascii_alphabetic).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if (cyrillic == 0 || latin == 0) && (digits == 0 || cyrillic + latin < 3 || digits > 2 || word.starts_with(|c: char| c.is_ascii_digit())) {
        return word.to_owned();
    }
    word.chars()
        .map(|c| match c {
            '0' if cyrillic >= latin && digits <= 2 => 'о',
            '3' if cyrillic >= latin && digits <= 2 => 'е',
            '0' if digits <= 2 && latin >= 3 => 'o',
            _ if cyrillic >= latin => ALIKE.iter().find(|(latin, _)| *latin == c).map_or(c, |(_, cyrillic)| *cyrillic),
            _ => ALIKE.iter().find(|(_, cyrillic)| *cyrillic == c).map_or(c, |(latin, _)| *latin),
        })
        .collect()
}

/// A word of two alphabets in Latin letters alone ("соm" with two Cyrillic ones).
pub(in crate::guard) fn latin(word: &str) -> String {
    word.chars().map(|c| ALIKE.iter().find(|(_, cyrillic)| *cyrillic == c).map_or(c, |(latin, _)| *latin)).collect()
}
