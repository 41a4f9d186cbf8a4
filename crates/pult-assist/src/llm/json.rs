//! JSON in what a model wrote: bare, in a fence, after "Here is the JSON:", with a comma too many.
//!
//! Tolerance ends where guessing begins: what is cut off, or holds two readings, is not mended.

use serde_json::Value;

/// Most values looked at in one text: hostile text must not cost more than reading it.
const MOST_CANDIDATES: usize = 16;

/// Longest text looked through, in bytes.
const LONGEST: usize = 256 * 1024;

/// Objects and arrays found in a text, in order of how likely they are the answer: the whole text,
/// then each outermost bracket, left to right.
pub fn candidates(text: &str) -> impl Iterator<Item = Value> + '_ {
    let text = text.trim_start_matches('\u{feff}').trim();
    let text = if text.len() <= LONGEST { text } else { "" };
    let whole = parse(text);
    let pieces = outermost(text).into_iter().filter_map(parse);
    whole.into_iter().chain(pieces).filter(|value| value.is_object() || value.is_array())
}

/// Strict JSON, or JSON with commas before a closing bracket.
fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&without_last_commas(text)?).ok())
}

/// The outermost bracketed pieces. Brackets inside strings do not count; an apostrophe in prose
/// opens no string, for only what stands inside brackets is looked at that way.
fn outermost(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut start, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for (at, c) in text.char_indices() {
        if in_string {
            (in_string, escaped) = (escaped || c != '"', !escaped && c == '\\');
            continue;
        }
        match c {
            '"' if depth > 0 => in_string = true,
            '{' | '[' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            '}' | ']' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    pieces.extend(text.get(start..at + c.len_utf8()));
                    if pieces.len() == MOST_CANDIDATES {
                        break;
                    }
                }
            }
            _ => {}
        }
    }
    pieces
}

/// The text without commas that stand before a closing bracket, if there are any.
fn without_last_commas(text: &str) -> Option<String> {
    let mut mended = String::with_capacity(text.len());
    let (mut in_string, mut escaped, mut found) = (false, false, false);
    for (at, c) in text.char_indices() {
        if in_string {
            (in_string, escaped) = (escaped || c != '"', !escaped && c == '\\');
        } else if c == '"' {
            in_string = true;
        } else if c == ',' && text.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(['}', ']'])) {
            found = true;
            continue;
        }
        mended.push(c);
    }
    found.then_some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn first(text: &str) -> Option<Value> {
        candidates(text).next()
    }

    #[test]
    fn json_is_found_wherever_models_put_it() {
        let plain = json!({"a": "b}\"{", "n": [1, 2]});
        let wrapped = [
            plain.to_string(),
            format!("```json\n{plain}\n```"),
            format!("Here's the JSON:\n{plain}\nAnything else?"),
            format!("\u{feff}  {plain}"),
            "{\"a\": \"b}\\\"{\", \"n\": [1, 2,],}".to_owned(),
        ];
        for text in wrapped {
            assert_eq!(first(&text), Some(plain.clone()), "{text}");
        }
        for text in ["", "no", "\"text\"", "7", "{\"cut\": \"of", "{'a': 1}", "}{"] {
            assert_eq!(first(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_text_costs_little() {
        assert_eq!(candidates(&"[".repeat(LONGEST)).count(), 0);
        assert_eq!(candidates(&"{}".repeat(100_000)).count(), MOST_CANDIDATES);
        assert_eq!(candidates(&format!("[{}", ",".repeat(10_000))).count(), 0);
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_was_put_there(before in "[^\\[\\]{}\"]{0,20}", text in "\\PC{0,20}", n in any::<i32>()) {
            let value = json!({"text": text, "n": n});
            prop_assert_eq!(first(&format!("{before}{value} done")), Some(value));
        }
    }
}
