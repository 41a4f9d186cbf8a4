//! Takes a model's thinking out of its answer.
//!
//! Most providers put it into fields of its own, which are never read. Models on this machine often
//! write it into the text, between `<think>` and `</think>` at the very beginning; a buyer must
//! never be shown it. Later occurrences are the model's words and stay.

const OPEN: &str = "<think>";
const CLOSE: &str = "</think>";

/// A filter over the pieces of one answer.
#[derive(Debug, Default)]
pub(crate) struct Think {
    state: State,
    held: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing but white space and perhaps the beginning of `<think>` has come.
    #[default]
    Beginning,
    Thinking,
    /// Thinking is over; white space before the answer is not of the answer.
    After,
    Answer,
}

impl Think {
    /// The visible part of a piece.
    pub(crate) fn pass(&mut self, piece: &str) -> String {
        if self.state == State::Answer {
            return piece.to_owned();
        }
        self.held.push_str(piece);
        if self.state == State::Beginning {
            let begun = self.held.trim_start();
            if begun.starts_with(OPEN) {
                self.state = State::Thinking;
            } else if !OPEN.starts_with(begun) {
                self.state = State::Answer;
            }
        }
        if self.state == State::Thinking {
            match self.held.split_once(CLOSE) {
                Some((_, after)) => {
                    self.held = after.to_owned();
                    self.state = State::After;
                }
                // Only the last few characters can be the beginning of the end.
                None => self.held = last_chars(&self.held, CLOSE.len()),
            }
        }
        if self.state == State::After {
            self.held = self.held.trim_start().to_owned();
            if !self.held.is_empty() {
                self.state = State::Answer;
            }
        }
        if self.state == State::Answer { std::mem::take(&mut self.held) } else { String::new() }
    }

    /// What was held back in the hope of a tag that did not come.
    pub(crate) fn rest(&mut self) -> String {
        match self.state {
            State::Beginning => std::mem::take(&mut self.held),
            State::Thinking | State::After | State::Answer => String::new(),
        }
    }
}

fn last_chars(text: &str, most: usize) -> String {
    let count = text.chars().count();
    text.chars().skip(count.saturating_sub(most)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seen(text: &str, size: usize) -> String {
        let mut think = Think::default();
        let chars: Vec<char> = text.chars().collect();
        let mut seen: String = chars.chunks(size).map(|piece| think.pass(&piece.iter().collect::<String>())).collect();
        seen.push_str(&think.rest());
        seen
    }

    #[test]
    fn thinking_never_shows_however_it_is_cut() {
        let cases = [
            ("<think>they want money</think>\n\nДобрый день!", "Добрый день!"),
            ("\n <think>\n</think>Да", "Да"),
            ("Добрый день!", "Добрый день!"),
            ("<thin air", "<thin air"),
            ("<th", "<th"),
            ("5 < 7 <think>no tag</think>", "5 < 7 <think>no tag</think>"),
            ("<think>never ends", ""),
            ("", ""),
        ];
        for (text, expected) in cases {
            for size in [1, 2, 7, 4096] {
                assert_eq!(seen(text, size), expected, "{text:?} in pieces of {size}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_cut_changes_nothing(thought in "[a-z<> ]{0,20}", text in "\\PC{0,30}", size in 1_usize..9) {
            let whole = format!("<think>{thought}</think>{text}");
            prop_assert_eq!(seen(&whole, size), seen(&whole, 4096));
            prop_assert_eq!(seen(&text, size), seen(&text, 4096));
        }
    }
}
