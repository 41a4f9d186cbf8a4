//! The owner's last line, which stands under every draft, whoever wrote the words above it.

use super::Tone;

/// A text without the owner's last line.
#[must_use]
pub fn unsigned<'a>(text: &'a str, tone: &Tone) -> &'a str {
    let signature = tone.signature.trim();
    let above = text.trim_end().strip_suffix(signature).filter(|above| !signature.is_empty() && (above.is_empty() || above.ends_with(char::is_whitespace)));
    above.map_or(text, str::trim_end)
}

/// A text with the owner's last line under it, once; without it where the channel has no room for both.
#[must_use]
pub fn signed(text: &str, tone: &Tone, max_chars: u32) -> String {
    let (signature, body) = (tone.signature.trim(), unsigned(text, tone));
    let whole = format!("{body}\n{signature}");
    let fits = usize::try_from(max_chars).map_or(true, |most| whole.chars().count() <= most);
    if signature.is_empty() || body.is_empty() || !fits { body.to_owned() } else { whole }
}

#[cfg(test)]
mod tests {
    use super::{Tone, signed, unsigned};

    #[test]
    fn the_last_line_stands_there_once_and_never_costs_the_reply() {
        let tone = Tone { signature: " Ваша мастерская ".into(), ..Tone::default() };
        let whole = "Добрый день!\nВаша мастерская";
        assert_eq!(signed("Добрый день!", &tone, 1_000), whole);
        assert_eq!(signed(whole, &tone, 1_000), whole);
        assert_eq!(signed("Добрый день! Ваша мастерская\n", &tone, 1_000), whole, "a model that signed by itself");
        assert_eq!(unsigned(whole, &tone), "Добрый день!");
        assert_eq!(unsigned("Это не Ваша мастерская?", &tone), "Это не Ваша мастерская?");
        assert_eq!(signed("Добрый день!", &tone, 20), "Добрый день!", "the channel takes no more");
        assert_eq!(signed("Добрый день!", &Tone::default(), 1_000), "Добрый день!");
    }
}
