//! How far a sent text is from its draft.

/// Characters that are compared: the longest a channel takes is 4,096, and what follows hardly moves a share.
const COMPARED: usize = 2_000;

/// The share of characters that had to be changed, from 0 (the same) to 1 (nothing left).
#[must_use]
pub fn share_changed(draft: &str, sent: &str) -> f64 {
    let cut = |text: &str| text.trim().chars().take(COMPARED).collect::<Vec<char>>();
    let (draft, sent) = (cut(draft), cut(sent));
    let longest = draft.len().max(sent.len());
    if longest == 0 {
        return 0.0;
    }
    #[allow(clippy::cast_precision_loss, reason = "at most 2,000")]
    let share = steps(&draft, &sent) as f64 / longest as f64;
    share
}

/// Levenshtein's distance, one row at a time.
fn steps(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (number, a) in from.iter().enumerate() {
        let mut corner = number;
        let mut left = number + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (cell, b) in row.iter_mut().skip(1).zip(to) {
            let best = if a == b { corner } else { 1 + corner.min(left).min(*cell) };
            corner = std::mem::replace(cell, best);
            left = best;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_is_counted_in_letters() {
        assert_eq!(share_changed("Добрый день", "Добрый день "), 0.0);
        assert!((share_changed("Добрый день", "Добрый вечер") - 4.0 / 12.0).abs() < 1e-9, "{}", share_changed("Добрый день", "Добрый вечер"));
        assert_eq!(share_changed("", "abc"), 1.0);
        assert_eq!(share_changed("", ""), 0.0);
        assert_eq!(steps(&['a', 'b'], &['b', 'a']), 2);
    }
}
