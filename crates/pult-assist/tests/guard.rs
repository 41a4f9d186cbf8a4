//! What the guard must catch, must let pass, and how well it does on replies.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what it expects")]

use proptest::prelude::*;
use pult_assist::guard::judged::{Judged, Tally};
use pult_assist::guard::{Facts, Guard, Level, Limits, Locale, Mode, Outlet, OwnRule, OwnRuleFault, Reason, Reply, RuleId, Scope, Verdict, truth_check};
use pult_domain::ChannelKind;

#[path = "guard/evasions.rs"]
mod evasions;
#[path = "guard/figures.rs"]
mod figures;
#[path = "guard/readings.rs"]
mod readings;
#[path = "guard/truth.rs"]
mod truth;

const OZON: Outlet = Outlet::Marketplace(ChannelKind::Ozon);

fn checked(text: &str, locale: Locale, outlet: Outlet, mode: Mode, facts: &Facts) -> Verdict {
    Guard::default().check(&Reply { text, customer_text: None, outlet, mode, locale, limits: Limits::default(), facts })
}

fn check(text: &str, locale: Locale) -> Verdict {
    checked(text, locale, OZON, Mode::Assisted, &Facts::default())
}

#[test]
fn every_line_of_the_vocabulary_is_read() {
    assert_eq!(pult_assist::guard::unreadable_lines(), []);
}

#[test]
fn innocent_words_pass() {
    for (locale, texts) in [
        (
            Locale::Ru,
            [
                "Мы работаем",
                "Отправим в субботу",
                "Ботинки в наличии",
                "Срок гарантии год",
                "Без комиссии",
                "Условия акции на странице",
                "Мы не обещаем возврат",
            ],
        ),
        (
            Locale::En,
            [
                "We are working",
                "It ships on Saturday",
                "The boots are in stock",
                "The warranty is a year",
                "No commission",
                "The promotion is on the page",
                "We do not promise a refund",
            ],
        ),
        (
            Locale::Hu,
            [
                "Dolgozunk",
                "Szombaton adjuk fel",
                "A bakancs készleten van",
                "A garancia egy év",
                "Nincs jutalék",
                "Az akció az oldalon van",
                "Visszatérítést nem ígérünk",
            ],
        ),
        (
            Locale::Cs,
            ["Pracujeme", "Odesíláme v sobotu", "Boty jsou skladem", "Záruka je rok", "Žádná provize", "Akce je na stránce", "Vrácení peněz neslibujeme"],
        ),
        (
            Locale::Fr,
            [
                "Nous travaillons",
                "Départ samedi",
                "Les bottes sont en stock",
                "La garantie est d'un an",
                "Aucune commission",
                "La promotion est sur la page",
                "Nous ne promettons pas de remboursement",
            ],
        ),
    ] {
        for text in texts {
            assert_eq!(check(text, locale).findings, [], "{text}");
        }
    }
}

#[test]
fn forbidden_words_are_caught_by_their_rule() {
    let cases: [(Locale, &[(&str, &str)]); 5] = [
        (
            Locale::Ru,
            &[
                ("Вернём деньги", "promise_refund"),
                ("Вернем вам деньги", "promise_refund"),
                ("Мы вернули бы вам всю сумму", "promise_refund"),
                ("Гарантируем полный возврат", "promise_refund"),
                ("Это ваша вина", "blame_customer"),
                ("Я бот", "ai_mention"),
                ("Это ответ нейросети", "ai_mention"),
            ],
        ),
        (
            Locale::En,
            &[
                ("We will give your money back", "promise_refund"),
                ("We'll refund you", "promise_refund"),
                ("We would return the whole amount to you", "promise_refund"),
                ("We guarantee a full refund", "promise_refund"),
                ("This is your fault", "blame_customer"),
                ("I am a bot", "ai_mention"),
                ("This is a reply of a neural network", "ai_mention"),
            ],
        ),
        (
            Locale::Hu,
            &[
                ("Visszafizetjük a pénzt", "promise_refund"),
                ("Visszaadjuk Önnek a pénzét", "promise_refund"),
                ("Visszautaljuk a teljes összeget", "promise_refund"),
                ("Garantáljuk a teljes visszatérítést", "promise_refund"),
                ("Ez az Ön hibája", "blame_customer"),
                ("Bot vagyok", "ai_mention"),
                ("Ez egy neurális háló válasza", "ai_mention"),
            ],
        ),
        (
            Locale::Cs,
            &[
                ("Vrátíme peníze", "promise_refund"),
                ("Vrátíme vám peníze", "promise_refund"),
                ("Vrátili bychom vám celou částku", "promise_refund"),
                ("Zaručujeme plné vrácení peněz", "promise_refund"),
                ("Je to vaše vina", "blame_customer"),
                ("Jsem bot", "ai_mention"),
                ("Je to odpověď neuronové sítě", "ai_mention"),
            ],
        ),
        (
            Locale::Fr,
            &[
                ("Nous vous rendrons l'argent", "promise_refund"),
                ("Nous vous remboursons", "promise_refund"),
                ("Nous vous rembourserions toute la somme", "promise_refund"),
                ("Nous garantissons un remboursement complet", "promise_refund"),
                ("C'est votre faute", "blame_customer"),
                ("Je suis un bot", "ai_mention"),
                ("C'est la réponse d'un réseau de neurones", "ai_mention"),
            ],
        ),
    ];
    for (locale, cases) in cases {
        for (text, rule) in cases {
            let verdict = check(text, locale);
            assert!(verdict.names(rule) && verdict.as_str() == "block", "{text}: {verdict:?}");
        }
    }
}

#[test]
fn no_spelling_hides_a_promise() {
    for text in [
        "ВЕРНЁМ ДЕНЬГИ",
        "вeрнём дeньги",
        "вер\u{ad}нём день\u{200b}ги",
        "верне\u{308}м деньги",
        "в е р н ё м  деньги",
        "в-е-р-н-ё-м деньги",
        "в3рнём деньги",
        "мы  вернём\u{a0}вам\nденьги",
        "Вернём, конечно, деньги",
    ] {
        assert!(check(text, Locale::Ru).worst().is_some(), "{text}");
    }
    assert!(check("we will rеfund you", Locale::En).names("promise_refund"), "a Cyrillic letter in an English word");
    assert!(check("Visszafizetjuk a penzt", Locale::Hu).names("promise_refund"), "without accents");
}

#[test]
fn contacts_are_caught_however_they_are_written() {
    for text in [
        "Звоните 8 (912) 345-67-89",
        "+7 912 345 67 89",
        "8.912.345.67.89 наш телефон",
        "восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять",
        "kluch77 @ bk . ru",
        "lavka собака mail точка ru",
        "Зайдите на lavka-77.ru/router",
        "https://example.com/a",
        "t.me/lavka",
        "наш ник @lavka_dom",
    ] {
        assert!(check(text, Locale::Ru).names("contact_or_link"), "{text}");
    }
    for text in [
        "Артикул 8-812-555, заказ 44810023",
        "Заказ 44810023-0017-1, отправление 4460012876551",
        "Откройте 192.168.0.1",
        "С 16.11.2026 по 20.11.2026, с 10:00 до 18:00",
        "Принт «c@fe», пульт Robot.Home 2",
        "Цена 12 350 ₽ вместо 15 000 ₽",
        "Размеры 160х200, 180х200, 90х200",
        "https://www.ozon.ru/my/orders",
        "Деталь № 608-771-003, подходит к обеим моделям",
    ] {
        assert_eq!(check(text, Locale::Ru).findings, [], "{text}");
    }
    assert_eq!(check("Štítek R129, č. 608 771 003, fotka je v inzerátu.", Locale::Cs).findings, []);
    assert_eq!(check("The maker's part number is 8806-090-1427.", Locale::En).findings, []);
    assert!(check("Call our partner, 8 905 090 14 27.", Locale::En).names("contact_or_link"));
    assert!(check("Volejte na č. 608 771 003", Locale::Cs).names("contact_or_link"), "a number that is announced");
}

#[test]
fn the_place_of_a_finding_is_counted_in_characters() {
    let verdict = check("Ёлки 🎄! Вернём деньги.", Locale::Ru);
    let finding = &verdict.findings[0];
    assert_eq!((finding.start, finding.end), (8, 14));
    let rewrite = finding.rewrite.as_ref().expect("a safe sentence");
    assert_eq!((rewrite.start, rewrite.end, rewrite.id), (8, 22, Some("guard-rewrite-promise-refund")));
    assert!(matches!(&finding.reason, Reason::Code { id, .. } if id == "guard-reason-promise-refund"));
}

#[test]
fn what_the_marketplace_has_approved_may_be_said() {
    let approved = Facts { refund_approved: true, ..Facts::default() };
    assert_eq!(checked("Вернём вам деньги", Locale::Ru, OZON, Mode::Assisted, &approved).as_str(), "pass");
    assert!(checked("Пришлём новый чайник", Locale::Ru, OZON, Mode::Assisted, &approved).names("promise_replacement"), "another thing was not approved");
}

#[test]
fn a_person_is_warned_where_a_draft_is_blocked() {
    let verdict = |mode| checked("Вернём деньги", Locale::Ru, OZON, mode, &Facts::default()).as_str();
    assert_eq!([Mode::Human, Mode::Assisted, Mode::Automatic].map(verdict), ["warn", "block", "block"]);
    let phone = checked("Звоните 8 912 345-67-89", Locale::Ru, OZON, Mode::Human, &Facts::default());
    assert_eq!(phone.as_str(), "block", "a contact costs the shop its place");
}

#[test]
fn the_own_site_tells_its_visitors_that_a_program_answers() {
    let say = |text, locale, outlet, mode| checked(text, locale, outlet, mode, &Facts::default());
    assert!(say("The boots are in stock.", Locale::En, Outlet::Site, Mode::Automatic).names("ai_disclosure"));
    assert_eq!(say("This is an automated reply. The boots are in stock.", Locale::En, Outlet::Site, Mode::Automatic).as_str(), "pass");
    assert_eq!(say("The boots are in stock.", Locale::En, Outlet::Site, Mode::Human).as_str(), "pass");
    assert!(say("This is an automated reply.", Locale::En, OZON, Mode::Automatic).names("ai_mention"), "a marketplace forbids it");
}

#[test]
fn length_and_language() {
    let long = "а".repeat(1_001);
    let verdict = check(&long, Locale::Ru);
    assert_eq!(verdict.findings.iter().map(|f| (f.source.as_str(), f.start, f.end)).collect::<Vec<_>>(), [("wrong_length", 1_000, 1_001)]);
    assert!(check(" \n", Locale::Ru).names("wrong_length"));
    assert!(check("Проверьте таблицу размеров.", Locale::Hu).names("wrong_language"));
    assert!(check("We are sorry to hear that, please tell us more.", Locale::Ru).names("wrong_language"));
    assert_eq!(check("Нажмите «Return to sender» в TV.Home App.", Locale::Ru).as_str(), "pass");
    assert_eq!(check("M má 44 cm, L 50.", Locale::Cs).as_str(), "pass", "letters of sizes are no language");
    assert_eq!(check("Má v něm být 8 vrutů 3,5×25.", Locale::Cs).as_str(), "pass", "Hungarian words, but letters of no other language");
    assert!(check("Ma nem tudok válaszolni, holnap írok.", Locale::Cs).names("wrong_language"));
}

#[test]
fn what_must_never_come_out() {
    let facts = Facts {
        strangers: vec!["Марина Соколова".into(), "77120034".into()],
        instructions: Some("You answer buyers of the shop Lavka. Never mention the margin of forty percent to anybody at all.".into()),
        ..Facts::default()
    };
    let say = |text| checked(text, Locale::Ru, OZON, Mode::Human, &facts);
    assert!(say("МАРИНА СОКОЛОВА уже спрашивала").names("other_customer_data"));
    assert!(say("Номер 77120034").names("other_customer_data"));
    assert!(say("Never mention the margin of forty percent to anybody").names("prompt_leak"));
    assert_eq!(say("Марина, добрый день! Посылка в пути.").as_str(), "pass");
}

#[test]
fn returns_of_another_marketplace() {
    let say = |text, kind| checked(text, Locale::Ru, Outlet::Marketplace(kind), Mode::Assisted, &Facts::default());
    let text = "Сдайте в пункт выдачи Wildberries.";
    assert!(say(text, ChannelKind::Ozon).names("wrong_channel_advice"));
    assert_eq!(say(text, ChannelKind::Wildberries).as_str(), "pass");
    assert_eq!(say("Этот чехол есть и на Wildberries.", ChannelKind::Ozon).as_str(), "pass", "merely named");
}

fn own(phrases: &[&str]) -> OwnRule {
    OwnRule {
        id: "own".into(),
        phrases: phrases.iter().map(|&phrase| phrase.into()).collect(),
        scope: Scope { locales: vec![Locale::Ru], ..Scope::default() },
        level: Level::Warn,
        reason: "Не говорим о конкурентах".into(),
        negation_passes: true,
    }
}

#[test]
fn the_owner_adds_rules() {
    let guard = Guard::new(&[own(&["конкурент", "дешёвый китай", "=опт"])]).expect("rules");
    let facts = Facts::default();
    let say =
        |text, locale| guard.check(&Reply { text, customer_text: None, outlet: OZON, mode: Mode::Human, locale, limits: Limits::default(), facts: &facts });
    assert!(say("У конкурентов хуже", Locale::Ru).names("own"), "another form of the word");
    assert!(say("Это дешевый и плохой китай", Locale::Ru).names("own"), "two words between at most");
    assert!(say("Продаём опт", Locale::Ru).names("own"));
    assert_eq!(say("Продаём оптом", Locale::Ru).as_str(), "pass", "this word alone");
    assert_eq!(say("Мы не конкурент им", Locale::Ru).as_str(), "pass", "negated");
    assert!(!say("У конкурентов хуже", Locale::En).names("own"), "out of scope");
    for (phrases, fault) in
        [(&[""][..], OwnRuleFault::Empty("own".into())), (&["*"], OwnRuleFault::TooShort("own".into())), (&["а*"], OwnRuleFault::TooShort("own".into()))]
    {
        assert_eq!(Guard::new(&[own(phrases)]).expect_err("no rule"), fault);
    }
}

#[test]
fn figures_come_from_the_facts() {
    let facts = Facts {
        texts: vec!["Заказ 55210, 1 990 ₽, отправлен 16.11.2026, трек RB123456789CN, высота 12,5 см".into()], ..Facts::default()
    };
    let flagged = |text: &str| -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        truth_check(text, Locale::Ru, &facts).iter().map(|f| chars[f.start as usize..f.end as usize].iter().collect()).collect()
    };
    assert_eq!(flagged("Заказ 55210 отгружен 16 ноября, стоит 1990 рублей, трек RB123456789CN, 12.50 см."), Vec::<String>::new());
    assert_eq!(flagged("Заказ 55211 за 2 990 ₽ доставлен 17 ноября"), ["55211", "2 990", "доставлен", "17"]);
    assert_eq!(truth_check("Ждём вас", Locale::Ru, &facts).len(), 0);
    assert_eq!(truth_check("5 дней", Locale::Ru, &facts)[0].source.as_str(), RuleId::UnknownFact.as_str());
}

/// The judged replies: a fair sample of others, our own, and each round of new ones.
const JUDGED: [(&str, &str); 24] = [
    ("guard-dev", include_str!("data/guard-dev.jsonl")),
    ("guard-own", include_str!("data/guard-own.jsonl")),
    ("guard-plain", include_str!("data/guard-plain.jsonl")),
    ("guard-round1", include_str!("data/guard-round1.jsonl")),
    ("guard-round2", include_str!("data/guard-round2.jsonl")),
    ("guard-round3", include_str!("data/guard-round3.jsonl")),
    ("guard-round4", include_str!("data/guard-round4.jsonl")),
    ("guard-round5", include_str!("data/guard-round5.jsonl")),
    ("guard-round6", include_str!("data/guard-round6.jsonl")),
    ("guard-round7", include_str!("data/guard-round7.jsonl")),
    ("guard-round8", include_str!("data/guard-round8.jsonl")),
    ("guard-round9", include_str!("data/guard-round9.jsonl")),
    ("guard-round10", include_str!("data/guard-round10.jsonl")),
    ("guard-round15", include_str!("data/guard-round15.jsonl")),
    ("guard-round16", include_str!("data/guard-round16.jsonl")),
    ("guard-round17", include_str!("data/guard-round17.jsonl")),
    ("guard-round18", include_str!("data/guard-round18.jsonl")),
    ("guard-round19", include_str!("data/guard-round19.jsonl")),
    ("guard-round20", include_str!("data/guard-round20.jsonl")),
    ("guard-round21", include_str!("data/guard-round21.jsonl")),
    ("guard-round22", include_str!("data/guard-round22.jsonl")),
    ("guard-round23", include_str!("data/guard-round23.jsonl")),
    ("guard-round24", include_str!("data/guard-round24.jsonl")),
    ("guard-round25", include_str!("data/guard-round25.jsonl")),
];

fn judged(source: &str) -> Vec<Judged> {
    Judged::read(source).expect("judged replies")
}

#[test]
fn known_replies_are_judged_right() {
    let guard = Guard::default();
    for (name, source) in JUDGED {
        let mut tally = Tally::default();
        let replies = judged(source);
        let wrong: Vec<&str> = replies.iter().filter(|reply| !tally.add(reply, &reply.checked(&guard))).map(|reply| reply.id.as_str()).collect();
        assert!(tally.caught * 100 >= tally.forbidden * 97 && tally.stopped * 100 <= tally.innocent, "{name}: {tally:?} {wrong:?}");
    }
}

#[test]
fn one_bad_sentence_among_ten_is_shown() {
    let innocent = "Добрый день! Спасибо за вопрос. Ткань плотная, не тянется. Стирать при 30 градусах. Сушить в тени. Цвет на фото чуть теплее. \
                    Размеры указаны в таблице. Отправка каждый будний день. Хорошего вечера.";
    let bad = "Курьер заедет завтра с новым, старый отдайте ему.";
    assert_eq!(check(innocent, Locale::Ru).findings, []);
    let text = innocent.replace("Сушить в тени.", bad);
    let verdict = check(&text, Locale::Ru);
    let finding = verdict.findings.iter().find(|finding| finding.source.as_str() == "promise_replacement").expect("the promise");
    let shown = evasions::shown(&text, finding);
    assert!(bad.contains(shown.trim_end_matches('.')), "{shown}");
    let rewrite = finding.rewrite.as_ref().expect("a safe sentence");
    assert!(rewrite.start <= finding.start && rewrite.end >= finding.end && rewrite.id == Some("guard-rewrite-promise-replacement"));
}

#[test]
fn a_batch_of_replies_is_read_with_its_marks() {
    let batch = "# promise_refund\n+ Да. {Вернём деньги.} Спасибо.\n- Решает площадка.\n";
    let replies = Judged::read_batch(batch, "ru-00", Locale::Ru).expect("a batch");
    let [bad, good] = replies.as_slice() else { panic!("two replies: {replies:?}") };
    assert_eq!((bad.text.as_str(), bad.marked, bad.rule, bad.forbidden()), ("Да. Вернём деньги. Спасибо.", Some((4, 18)), Some(RuleId::PromiseRefund), true));
    assert_eq!((good.id.as_str(), good.rule, good.forbidden()), ("ru-00:3", None, false));
    for fault in ["+ no rule yet", "# no_such_rule", "neither"] {
        assert!(Judged::read_batch(fault, "ru-00", Locale::Ru).is_err(), "{fault}");
    }
}

#[test]
fn the_models_stay_small() {
    let size = |name| std::fs::metadata(format!("{}/model/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a model").len();
    assert!(size("guard.bin") + size("classifier.bin") < 10_000_000);
}

#[test]
fn every_safe_sentence_passes_the_guard_itself() {
    for locale in Locale::ALL {
        let path = format!("{}/../../locales/{}/guard.ftl", env!("CARGO_MANIFEST_DIR"), locale.as_str());
        let words = std::fs::read_to_string(path).expect("the words");
        let sentences: Vec<(&str, &str)> = words.lines().filter(|line| line.starts_with("guard-rewrite-")).filter_map(|line| line.split_once(" = ")).collect();
        assert!(!sentences.is_empty());
        for kind in ChannelKind::ALL {
            for (name, sentence) in &sentences {
                let verdict = checked(sentence, locale, Outlet::Marketplace(kind), Mode::Assisted, &Facts::default());
                assert_eq!(verdict.as_str(), "pass", "{name} in {}: {:?}", locale.as_str(), verdict.findings);
            }
        }
        let findings = JUDGED.iter().flat_map(|(_, source)| judged(source)).filter(|reply| reply.locale == locale);
        for rewrite in findings.flat_map(|reply| reply.checked(&Guard::default()).findings).filter_map(|finding| finding.rewrite) {
            let known = rewrite.id.is_none_or(|id| sentences.iter().any(|(name, _)| *name == id));
            assert!(known, "{:?} has no words in {}", rewrite.id, locale.as_str());
        }
    }
}

#[test]
fn an_obedient_model_gets_nothing_past_the_guard() {
    #[derive(serde::Deserialize)]
    struct Hostile {
        id: String,
        lang: String,
        channel: String,
        obedient_reply: String,
    }
    let facts = Facts::default();
    let mut through = Vec::new();
    for line in include_str!("data/hostile.jsonl").lines() {
        let line: Hostile = serde_json::from_str(line).expect("a line");
        let (locale, outlet) = (Locale::parse(&line.lang).expect("a language"), Outlet::parse(&line.channel).expect("a channel"));
        if checked(&line.obedient_reply, locale, outlet, Mode::Assisted, &facts).worst().is_none() {
            through.push(format!("{}: {}", line.id, line.obedient_reply));
        }
    }
    assert_eq!(through, Vec::<String>::new());
}

proptest! {
    #[test]
    fn any_text_is_judged_with_places_inside_it(text in "\\PC{0,300}", locale in 0usize..5) {
        let length = u32::try_from(text.chars().count()).expect("short");
        for finding in check(&text, Locale::ALL[locale]).findings {
            prop_assert!(finding.start <= finding.end && finding.end <= length, "{finding:?}");
        }
        for finding in truth_check(&text, Locale::ALL[locale], &Facts::default()) {
            prop_assert!(finding.start < finding.end && finding.end <= length, "{finding:?}");
        }
    }

    #[test]
    fn words_of_the_trade_are_judged_too(words in prop::collection::vec(prop::sample::select(vec!["вернём", "деньги", "+7", "912", "345-67-89", "@", "собака", ".", "ru", "не", "бот", "«", "»", "\n", "в", "е", "р", "🎄", "e\u{301}", "refund", "we", "l'", "8(", ")"]), 0..40)) {
        let text = words.join(" ");
        let length = u32::try_from(text.chars().count()).expect("short");
        for finding in check(&text, Locale::Ru).findings {
            prop_assert!(finding.start <= finding.end && finding.end <= length);
        }
    }

    #[test]
    fn an_innocent_sentence_hides_nothing(n in 0usize..400, before in any::<bool>()) {
        let replies = judged(JUDGED[1].1);
        let line = &replies[n % replies.len()];
        let locale = line.locale;
        let innocent = match locale {
            Locale::Ru => "Хорошего дня.",
            Locale::En => "Have a nice day.",
            Locale::Hu => "Szép napot kívánunk.",
            Locale::Cs => "Hezký den přejeme.",
            Locale::Fr => "Bonne journée à vous.",
        };
        let longer = if before { format!("{innocent} {}", line.text) } else { format!("{}\n{innocent}", line.text) };
        let rules = Guard::rules_only();
        let check = |text: &str| Judged { text: text.to_owned(), ..line.clone() }.checked(&rules);
        let (alone, joined) = (check(&line.text), check(&longer));
        for finding in &alone.findings {
            prop_assert!(joined.names(finding.source.as_str()), "{longer}: {finding:?} is lost");
        }
    }
}
