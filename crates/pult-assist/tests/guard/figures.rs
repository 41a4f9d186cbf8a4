//! Figures that say the same in another writing.

use super::truth::{told, unknown};
use pult_assist::guard::Locale;

#[test]
fn a_figure_is_the_same_however_its_thousands_and_its_sentence_end() {
    for (locale, text, fact) in [
        (Locale::Ru, "Цена 1,990 ₽.", "1 990 ₽"),
        (Locale::Hu, "Az ára 12.990 Ft.", "12 990 Ft"),
        (Locale::Hu, "Az ára 1.990,00 Ft.", "1990 Ft"),
        (Locale::En, "It costs 1,990.50.", "1990.5"),
        (Locale::Ru, "Вес 0,500 кг.", "0.5 кг"),
        (Locale::En, "We have size 12. May I help?", "size 12"),
        (Locale::En, "It comes on 24 May.", "24.05.2026"),
        (Locale::Hu, "A töltőáram 500 mA.", "500"),
        (Locale::Ru, "Цена １９９０ ₽, в наборе ٥ штук.", "1 990 ₽, 5 штук"),
        (Locale::Ru, "Ткань 200 г/м², шаг ① включите.", "200 г"),
    ] {
        assert_eq!(unknown(text, locale, &told(fact)), Vec::<String>::new(), "{fact} says: {text}");
    }
    for (text, fact) in [
        ("Цена 1,990 ₽.", "1,99 ₽"),
        ("Высота 12,5 см.", "125 см"),
        ("Цена 12.990 ₽.", "12.99 ₽"),
        ("Цена １９９０ ₽.", "2 990 ₽"),
        ("Цена 𝟭𝟵𝟵𝟬 ₽.", "2 990 ₽"),
    ] {
        assert_ne!(unknown(text, Locale::Ru, &told(fact)), Vec::<String>::new(), "{fact} does not say: {text}");
    }
}
