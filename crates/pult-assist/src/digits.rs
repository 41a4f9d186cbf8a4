//! Figures in the digits of other scripts and shapes.

/// A wide, mathematical or Arabic digit as the figure it is read as. A raised one is none ("м²"), nor is a ringed one.
pub(crate) fn plain_digit(c: char) -> char {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        // Five alphabets of ten.
        '\u{1d7ce}'..='\u{1d7ff}' => 0x1d7ce,
        _ => return c,
    };
    char::from_digit((u32::from(c) - zero) % 10, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::plain_digit;

    #[test]
    fn a_figure_is_one_in_every_script_that_writes_it_in_a_row() {
        for text in ["89123", "٨٩١٢٣", "۸۹۱۲۳", "８９１２３", "𝟖𝟗𝟏𝟐𝟑", "𝟾𝟿𝟷𝟸𝟹"] {
            assert_eq!(text.chars().map(plain_digit).collect::<String>(), "89123");
        }
        for c in ['²', '⑧', 'З', 'O', '½'] {
            assert_eq!(plain_digit(c), c);
        }
    }
}
