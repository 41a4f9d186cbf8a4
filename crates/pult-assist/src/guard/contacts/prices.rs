//! Figures in a row that are no phone: prices and sizes.

use super::lists::CURRENCIES;
use super::{Cut, Run, in_figures, is_dash};
use std::ops::RangeInclusive;

/// Sizes that stand in rows; the groups of a phone are seldom so small, and never all of them in order.
const SIZES: RangeInclusive<u32> = 10..=300;

/// Two prices or a row of sizes: "89 990 — 129 990", "92/98/104/110". The veil (`draft/veil/numbers.rs`) has a rule
/// of its own: there a price that is taken for a phone comes back unharmed.
pub(super) fn is_list(cut: &Cut, run: &Run) -> bool {
    let text: String = cut.chars.get(run.start..run.end).unwrap_or_default().iter().collect();
    let size = |part: &str| part.trim().parse::<u32>().ok().filter(|size| SIZES.contains(size));
    if let Some(sizes) = text.split('/').map(size).collect::<Option<Vec<u32>>>() {
        return sizes.is_sorted_by(|one, next| one < next);
    }
    let mut sides = text.split(is_dash).map(price);
    matches!((sides.next().flatten(), sides.next().flatten(), sides.next()), (Some(low), Some(high), None) if low < high)
}

/// A price: four to six figures or groups of three, the last figure one that prices have.
fn price(side: &str) -> Option<u32> {
    let groups: Vec<&str> = side.trim().split(char::is_whitespace).collect();
    let (first, rest) = groups.split_first()?;
    let length = if rest.is_empty() { 4..=6 } else { 1..=3 };
    let fits = length.contains(&first.len()) && !first.starts_with('0') && rest.iter().all(|group| group.len() == 3);
    let whole = groups.concat();
    let written = in_figures(&whole) && whole.ends_with(['0', '5', '9']);
    whole.parse().ok().filter(|_| fits && written)
}

/// Whether a currency stands behind.
pub(in crate::guard) fn is_paid(cut: &Cut, end: usize) -> bool {
    let sign = cut.chars.get(end..).unwrap_or_default().iter().find(|c| !c.is_whitespace());
    let next = cut.tokens.partition_point(|token| (token.start as usize) < end);
    let word = cut.tokens.get(next).filter(|word| cut.chars.get(end..word.start as usize).is_some_and(|gap| gap.iter().all(|c| c.is_whitespace())));
    sign.is_some_and(|c| matches!(c, '₽' | '€' | '$' | '£')) || word.is_some_and(|word| CURRENCIES.contains(&word.word.as_str()))
}
