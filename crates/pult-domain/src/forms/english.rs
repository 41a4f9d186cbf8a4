//! English: Snowball's Porter2 is good; what follows no rule is in the list of irregular words.

use super::Stemmers;

/// Snowball's stem. Plurals in `-ves` meet their singular (knives, knife).
pub(super) fn regular(stemmers: &Stemmers, word: &str) -> String {
    let plain = word.strip_suffix("ves").filter(|rest| rest.len() >= 2);
    let singular = plain.map(|rest| if rest.ends_with(['l', 'a', 'r', 'o']) { format!("{rest}f") } else { format!("{rest}fe") });
    let stem = stemmers.english(word);
    match singular {
        // "gloves" and "sleeves" have a `v` of their own.
        Some(singular)
            if matches!(
                singular.as_str(),
                "knife" | "wife" | "life" | "half" | "shelf" | "leaf" | "loaf" | "scarf" | "wolf" | "calf" | "elf" | "self" | "hoof" | "thief"
            ) =>
        {
            stemmers.english(&singular)
        }
        _ => stem,
    }
}
