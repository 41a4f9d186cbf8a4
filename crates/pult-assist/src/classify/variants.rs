//! The same message as another buyer would have typed it.

use super::Language;
use super::learn::Dice;
use pult_domain::sla::words::fold;

/// A changed copy of a message.
pub(super) fn of(text: &str, language: Language, dice: &mut Dice) -> String {
    match (language, dice.below(10)) {
        (Language::Ru, 0..=3) => latin(text, dice),
        (Language::Ru | Language::En, 4 | 5) => text.to_lowercase(),
        (_, 0..=3) => without_accents(text),
        (_, 9) => text.to_uppercase(),
        _ => mistyped(text, dice),
    }
}

fn without_accents(text: &str) -> String {
    text.chars().map(|c| if c.is_alphabetic() { fold(&c.to_string()) } else { c.to_string() }).collect()
}

/// One or two neighbours swapped, doubled or lost, and no signs at the end.
fn mistyped(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.to_lowercase().trim_end_matches(['.', '!']).chars().collect();
    for _ in 0..=chars.len() / 40 {
        if chars.len() < 6 {
            break;
        }
        let at = 1 + dice.below(chars.len() - 3);
        if !chars.get(at..at + 2).is_some_and(|two| two.iter().all(|c| c.is_alphabetic())) {
            continue;
        }
        match dice.below(3) {
            0 => chars.swap(at, at + 1),
            1 => drop(chars.remove(at)),
            _ => {
                let Some(c) = chars.get(at).copied() else { continue };
                chars.insert(at, c);
            }
        }
    }
    chars.into_iter().collect()
}

/// Russian in Latin letters, in one of two habits.
fn latin(text: &str, dice: &mut Dice) -> String {
    let passport = dice.below(2) == 0;
    let mut out = String::with_capacity(text.len() * 2);
    for c in text.to_lowercase().chars() {
        out.push_str(match c {
            'а' => "a",
            'б' => "b",
            'в' => "v",
            'г' => "g",
            'д' => "d",
            'е' | 'э' => "e",
            'ё' => {
                if passport {
                    "e"
                } else {
                    "yo"
                }
            }
            'ж' => "zh",
            'з' => "z",
            'и' => "i",
            'й' => {
                if passport {
                    "y"
                } else {
                    "j"
                }
            }
            'к' => "k",
            'л' => "l",
            'м' => "m",
            'н' => "n",
            'о' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' => "u",
            'ф' => "f",
            'х' => {
                if passport {
                    "kh"
                } else {
                    "h"
                }
            }
            'ц' => {
                if passport {
                    "ts"
                } else {
                    "c"
                }
            }
            'ч' => "ch",
            'ш' => "sh",
            'щ' => {
                if passport {
                    "shch"
                } else {
                    "sch"
                }
            }
            'ы' => "y",
            'ю' => {
                if passport {
                    "yu"
                } else {
                    "ju"
                }
            }
            'я' => {
                if passport {
                    "ya"
                } else {
                    "ja"
                }
            }
            'ь' | 'ъ' => "",
            other => {
                out.push(other);
                continue;
            }
        });
    }
    out
}
