//! Entities of HTML: where a page shows them, "верн&#1105;м" is read as the word it hides.

/// The longest entity that is looked at: numbers may begin with noughts.
const LONGEST: usize = 24;
/// Names that stand inside words or between them. Letters have names, too, Cyrillic ones among them (`&vcy;`): whoever writes
/// a word in those is not met by accident.
const NAMED: [(&str, char); 9] = [
    ("shy", '\u{ad}'),
    ("zwnj", '\u{200c}'),
    ("zwj", '\u{200d}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
    ("nbsp", ' '),
    ("ensp", ' '),
    ("emsp", ' '),
    ("thinsp", ' '),
];

/// The character that an entity at the beginning of a text stands for, and the length of the entity.
pub(super) fn at(text: &[char]) -> Option<(char, usize)> {
    let rest = text.strip_prefix(&['&'])?;
    let end = rest.iter().take(LONGEST).position(|c| *c == ';')?;
    let name: String = rest.iter().take(end).flat_map(|c| c.to_lowercase()).collect();
    let number = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    let c = match name.strip_prefix('#') {
        Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |digits| number(digits, 16))?,
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)?,
    };
    Some((c, end + 2))
}
