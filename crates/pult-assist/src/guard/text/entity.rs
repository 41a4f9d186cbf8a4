//! Entities of HTML: where a page shows them, "верн&#1105;м" is read as the word it hides.

/// Digits of a number at most: the last character of Unicode has seven.
const DIGITS: usize = 7;
/// Names that stand inside words or between them. Letters with marks have names, too; those are
/// European words, which the numbers hide as well.
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
    let end = rest.iter().take(DIGITS + 3).position(|c| *c == ';')?;
    let name: String = rest.iter().take(end).flat_map(|c| c.to_lowercase()).collect();
    let number = |digits: &str, base| char::from_u32(u32::from_str_radix(digits, base).ok()?);
    let c = match name.strip_prefix('#') {
        Some(digits) => digits.strip_prefix('x').map_or_else(|| number(digits, 10), |digits| number(digits, 16))?,
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)?,
    };
    Some((c, end + 2))
}
