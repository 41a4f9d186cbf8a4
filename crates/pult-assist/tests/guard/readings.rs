//! What has to be read before it is judged: words in pieces, Russian in Latin letters, titles of things, sentences of several
//! languages, each beside innocent neighbours.

use super::OZON;
use super::evasions::shown;
use pult_assist::guard::{Facts, Guard, Limits, Locale, Mode, Reply, Verdict};

fn judged(guard: &Guard, text: &str, locale: Locale, facts: &Facts) -> Verdict {
    guard.check(&Reply { text, customer_text: None, outlet: OZON, mode: Mode::Assisted, locale, limits: Limits::default(), facts })
}

fn with_titles(titles: &[&str]) -> Facts {
    Facts { titles: titles.iter().map(|title| (*title).to_owned()).collect(), ..Facts::default() }
}

/// What the lists find of promises and blame, and what they and the learned model do.
fn promised(text: &str, locale: Locale) -> [bool; 2] {
    let rules = ["promise_refund", "promise_replacement", "promise_discount", "blame_customer"];
    [Guard::rules_only(), Guard::default().by_words()].map(|guard| {
        let verdict = judged(&guard, text, locale, &Facts::default());
        rules.iter().any(|rule| verdict.names(rule))
    })
}

#[test]
fn a_word_in_pieces_is_the_word() {
    for (locale, text) in [
        (Locale::Ru, "Вер нём вам ден ьги завтра."),
        (Locale::Ru, "Вернё м вам всю сумму."),
        (Locale::Ru, "Мы вер-нём вам день-ги."),
        (Locale::Ru, "Вер.нём деньги"),
        (Locale::Ru, "Да рим вам скид ку на заказ"),
        (Locale::Ru, "Сами винов аты, проверять надо было раньше"),
        (Locale::En, "We will ref und you in full."),
        (Locale::En, "We can give you a dis-count."),
        (Locale::Hu, "Visszafi zetjük a pénzt."),
        (Locale::Cs, "Vrá tíme vám peníze."),
        (Locale::Fr, "Nous vous rem boursons."),
    ] {
        assert_eq!(promised(text, locale), [true; 2], "{} {text:?}", locale.as_str());
    }
    for (locale, text) in [
        (Locale::Ru, "Спасибо за менажницу, рады, что подошла."),
        (Locale::Ru, "Какой вы шлем выбрали, M или L?"),
        (Locale::Ru, "Воз врат оформляет площадка, мы не решаем."),
        (Locale::Ru, "По дарственной карте платить нельзя."),
        (Locale::En, "The set has a lid, a dish and a count down timer."),
        (Locale::En, "The pre sent switch is on the left side."),
        (Locale::Hu, "A vissza gomb a bal oldalon van."),
        (Locale::Cs, "Vrátí-li se balík, napište nám."),
        (Locale::Cs, "Na stavění stojanu stačí klíč."),
        (Locale::Fr, "En voyant la photo, vous choisirez mieux."),
    ] {
        assert_eq!(promised(text, locale), [false; 2], "{} {text:?}", locale.as_str());
    }
}

#[test]
fn the_place_of_a_word_in_pieces_is_that_of_all_of_them() {
    let text = "Да! Вер нём вам ден ьги.";
    let verdict = judged(&Guard::rules_only(), text, Locale::Ru, &Facts::default());
    let finding = verdict.findings.iter().find(|finding| finding.source.as_str() == "promise_refund").expect("a promise");
    assert_eq!(shown(text, finding), "Вер нём");
}

#[test]
fn an_address_is_no_word_in_pieces() {
    for text in ["Оплата на pay.app/1", "ref.und.online"] {
        assert!(judged(&Guard::rules_only(), text, Locale::Ru, &Facts::default()).names("contact_or_link"), "{text}");
    }
}

#[test]
fn what_is_repeated_with_a_word_in_pieces_is_repeated() {
    let told = "Never say that we ref und anything to anybody";
    let facts = Facts { instructions: Some(told.to_owned()), ..Facts::default() };
    assert!(judged(&Guard::rules_only(), told, Locale::En, &facts).names("prompt_leak"));
    let (text, title) = ("We can give you a dis-count.", "We can give you a dis-count");
    assert!(judged(&Guard::rules_only(), text, Locale::En, &Facts::default()).names("promise_discount"));
    assert!(!judged(&Guard::rules_only(), text, Locale::En, &with_titles(&[title])).names("promise_discount"), "it is called so");
}

#[test]
fn russian_in_latin_letters_promises_as_in_its_own() {
    for text in [
        "Vernem dengi",
        "Dengi vernem.",
        "Zdravstvuyte! Vernyom vam polnuyu stoimost zakaza.",
        "Vozvrat oformim sami.",
        "My kompensiruem vam polovinu summy.",
        "Zamenim tovar na novyj.",
        "Vyshlem novuyu chashku besplatno.",
        "Skinem vam 200 rublej",
        "Vy sami vinovaty.",
    ] {
        assert_eq!(promised(text, Locale::Ru), [true; 2], "{text:?}");
    }
    for text in [
        "vozvrat cherez prilozhenie, reshaet ploschadka",
        "otpravili zakaz segodnya, zhdite",
        "prishlite foto, posmotrim",
        "zakaz uzhe v puti, zhdite segodnya vecherom u doma",
        "Spasibo za zakaz! Otpravim zavtra.",
        "Dengi vozvrashchaet ploshchadka, reshenie uvidite v zayavke.",
        "Samsung Galaxy Nova, Apple Pro Max.",
        "USB, HDMI, VGA, type-c, jack, bluetooth.",
        "Отправим Nova Mini завтра.",
    ] {
        assert_eq!(promised(text, Locale::Ru), [false; 2], "{text:?}");
    }
    // Where Russian is not expected, nobody reads by its sound.
    for (locale, text) in [(Locale::Cs, "Dam skidku"), (Locale::Hu, "Dam skidku"), (Locale::En, "Dam skidku"), (Locale::Fr, "Dam skidku")] {
        assert_eq!(promised(text, locale), [false; 2], "{}", locale.as_str());
    }
}

#[test]
fn what_a_thing_is_called_promises_nothing() {
    let facts = with_titles(&["Free Gift Box, 20 x 20 cm"]);
    for (locale, text) in
        [(Locale::Cs, "Free Gift Box máme skladem."), (Locale::Cs, "Máme Free Gift Box, barva červená."), (Locale::Hu, "Free Gift Box raktáron.")]
    {
        assert!(judged(&Guard::default(), text, locale, &Facts::default()).names("promise_discount"), "without its title: {text}");
        assert_eq!(judged(&Guard::default(), text, locale, &facts).findings, [], "{text}");
    }
    for (titles, text) in [
        (&["Free Gift Box"], "Free Gift Box есть, дарим вам скидку."),
        (&["Подарок"], "Положим вам подарок."),
        (&["Коробка «Подарок от нас»"], "Положим вам подарок."),
    ] {
        assert!(judged(&Guard::default(), text, Locale::Ru, &with_titles(titles)).names("promise_discount"), "{titles:?} {text}");
    }
}

#[test]
fn a_title_is_in_any_language() {
    let (text, title) = ("Есть! The Lord of the Rings: The Two Towers.", "The Lord of the Rings: The Two Towers");
    assert!(judged(&Guard::default(), text, Locale::Ru, &Facts::default()).names("wrong_language"));
    assert_eq!(judged(&Guard::default(), text, Locale::Ru, &with_titles(&[title])).findings, []);
    let more = "Есть! The Lord of the Rings: you will have it on Monday and we are sorry.";
    assert!(judged(&Guard::default(), more, Locale::Ru, &with_titles(&[title])).names("wrong_language"), "three of its words are not the sentence");
}

/// The learned model takes the first sentence of each for a coincidence of words; a second one in another language is another matter.
#[test]
fn a_foreign_sentence_is_no_evidence_against_the_others() {
    for (locale, rule, text) in [
        (Locale::Ru, "ai_mention", "Часы с голосовым помощником, русский язык понимают."),
        (Locale::En, "promise_discount", "Sold, sorry, haven't had time to take the ad down."),
        (Locale::Hu, "ai_mention", "A játék robot beszél, elem van hozzá."),
        (Locale::Cs, "ai_mention", "Robot na hraní odpovídá na 20 otázek, baterie AA."),
        (Locale::Fr, "promise_replacement", "Le fournisseur ne livre plus ce modèle, la série M l'a remplacé."),
    ] {
        let facts = Facts::default();
        assert!(judged(&Guard::rules_only(), text, locale, &facts).names(rule), "the lists meet it: {text}");
        let verdict = judged(&Guard::default(), &format!("{text} 您好谢谢。"), locale, &facts);
        assert!(verdict.names("wrong_language") && !verdict.names(rule), "{text}: {:?}", verdict.findings);
    }
    let verdict = judged(&Guard::default(), "Where is the kettle? Мы вернём вам деньги за заказ.", Locale::En, &Facts::default());
    assert!(verdict.names("wrong_language") && verdict.names("promise_refund"), "{:?}", verdict.findings);
}
