//! Prices as the marketplaces write them, in minor units.

/// A price in minor units; more digits than the currency has are cut off.
pub(crate) fn minor_units(price: &str, currency: Option<&str>) -> Option<i64> {
    let scale = if matches!(currency, Some("JPY" | "KRW" | "VND")) { 0 } else { 2 };
    let price = price.trim();
    let (whole, fraction) = price.split_once('.').unwrap_or((price, ""));
    if whole.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
    format!("{whole}{digits}").parse().ok()
}
