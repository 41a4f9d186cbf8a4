//! How two names as marketplaces show them stand to each other.

use crate::stems::fold;

/// Fewest letters of a word of a name that is not an initial.
const SHORTEST: usize = 2;

/// What marketplaces write where a buyer has no name.
const NOBODY: [&str; 14] =
    ["покупатель", "клиент", "пользователь", "гость", "аноним", "buyer", "customer", "guest", "user", "vasarlo", "zakaznik", "kupujici", "client", "acheteur"];

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMatch {
    /// One of them says nothing.
    Unknown,
    /// The same words: a whole name, of two words and more.
    Whole,
    /// The same single word.
    First,
    /// The same as far as they go: "Иван П." and "Иван Петров", "Анна" and "Анна Белова".
    Shortened,
    /// Different words.
    Different,
}

impl NameMatch {
    /// Whether both say the same as far as they say anything.
    #[must_use]
    pub fn agrees(self) -> bool {
        matches!(self, Self::Whole | Self::First | Self::Shortened)
    }

    /// Whether they are the same words.
    #[must_use]
    pub fn is_same(self) -> bool {
        matches!(self, Self::Whole | Self::First)
    }

    /// Whether the name alone is worth a hint: a first name never is.
    #[must_use]
    pub fn is_telling(self) -> bool {
        self == Self::Whole
    }

    /// Whether they speak against one person.
    #[must_use]
    pub fn contradicts(self) -> bool {
        self == Self::Different
    }
}

/// Compares two names: case, marks, the order of the words and the script do not count.
#[must_use]
pub fn match_names(one: &str, other: &str) -> NameMatch {
    let (one, other) = (name_words(one), name_words(other));
    if one.is_empty() || other.is_empty() {
        return NameMatch::Unknown;
    }
    if one == other {
        let whole = one.len() > 1 && one.iter().all(|word| word.chars().count() >= SHORTEST);
        return if whole { NameMatch::Whole } else { NameMatch::First };
    }
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    if fits(short, long) { NameMatch::Shortened } else { NameMatch::Different }
}

/// Whether each word of the shorter name has a word of its own in the longer one; initials count,
/// as long as one word stands in both whole.
fn fits(short: &[String], long: &[String]) -> bool {
    let mut free: Vec<&String> = long.iter().collect();
    let mut initials = Vec::new();
    let mut whole = 0;
    for word in short {
        match free.iter().position(|other| *other == word) {
            Some(place) => {
                free.remove(place);
                whole += usize::from(word.chars().count() >= SHORTEST);
            }
            None => initials.push(word),
        }
    }
    whole > 0
        && initials.into_iter().all(|word| {
            let initial = |a: &str, b: &str| a.chars().count() < SHORTEST && b.starts_with(a);
            free.iter().position(|other| initial(word, other) || initial(other, word)).map(|place| free.remove(place)).is_some()
        })
}

/// The words of a name in one script, sorted; none of a name that stands for nobody.
fn name_words(name: &str) -> Vec<String> {
    let mut words: Vec<String> =
        name.split(|c: char| !c.is_alphanumeric()).map(fold).filter(|word| !word.is_empty() && !word.chars().all(char::is_numeric)).collect();
    if words.iter().any(|word| NOBODY.contains(&word.as_str())) {
        return Vec::new();
    }
    words = words.iter().map(|word| in_latin(word)).collect();
    words.sort_unstable();
    words
}

/// A folded word in Latin letters, as names are written in both scripts. Where ways differ
/// ("Aleksey", "Alexei"), what they differ in is left out, on both sides.
fn in_latin(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'а' => out.push('a'),
            'б' => out.push('b'),
            'в' => out.push('v'),
            'г' => out.push('g'),
            'д' => out.push('d'),
            'е' | 'э' => out.push('e'),
            'ж' => out.push_str("zh"),
            'з' => out.push('z'),
            'и' | 'ы' => out.push('i'),
            'к' => out.push('k'),
            'л' => out.push('l'),
            'м' => out.push('m'),
            'н' => out.push('n'),
            'о' => out.push('o'),
            'п' => out.push('p'),
            'р' => out.push('r'),
            'с' => out.push('s'),
            'т' => out.push('t'),
            'у' => out.push('u'),
            'ф' => out.push('f'),
            'х' => out.push('h'),
            'ц' => out.push_str("ts"),
            'ч' => out.push_str("ch"),
            'ш' => out.push_str("sh"),
            'щ' => out.push_str("sch"),
            'ъ' | 'ь' => {}
            'ю' => out.push_str("iu"),
            'я' => out.push_str("ia"),
            other => out.push(other),
        }
    }
    let plain = out.replace("kh", "h").replace("shch", "sch").replace('x', "ks").replace('y', "i").replace('w', "v").replace("ii", "i");
    if plain.is_empty() { out } else { plain }
}
