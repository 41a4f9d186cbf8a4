//! Prices as Avito writes them for people.

/// Avito sells in Russia, and its prices are roubles; the documents name no currency.
pub(crate) const CURRENCY: &str = "RUB";

/// A price in minor units and its currency, where the text is nothing but an amount of roubles:
/// `300 000 ₽` (messenger.json, `price_string`). "from 300 ₽", "300 ₽ a day" and "free" are no
/// prices of one thing.
pub(crate) fn read(text: &str) -> Option<(i64, &'static str)> {
    let text = text.trim();
    let amount = ["₽", "руб.", "руб"].iter().find_map(|sign| text.strip_suffix(sign))?.trim_end();
    let (whole, fraction) = amount.split_once([',', '.']).unwrap_or((amount, ""));
    let digits: String = whole.chars().filter(|c| !c.is_whitespace()).collect();
    let number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    if digits.is_empty() || !number(&digits) || !number(fraction) || fraction.len() > 2 {
        return None;
    }
    format!("{digits}{fraction:0<2}").parse().ok().map(|minor| (minor, CURRENCY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_amount_is_a_price() {
        for (text, minor) in [("300 000 ₽", 30_000_000), ("1\u{a0}232\u{202f}323 ₽", 123_232_300), ("99,9 ₽", 9_990), ("5 руб.", 500), (" 0₽ ", 0)] {
            assert_eq!(read(text), Some((minor, "RUB")), "{text}");
        }
        for text in
            ["", "₽", "Бесплатно", "Договорная", "от 300 ₽", "300 ₽ за сутки", "300 – 500 ₽", "300", "1.000.000 ₽", "1,234 ₽", "-5 ₽", "99999999999999999999 ₽"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
