use super::*;

fn from_past(text: &str, past: Past) -> Outcome {
    drafted(&Case { past: vec![past], ..with_order(text, OrderState::OnTheWay) })
}

fn body(outcome: &Outcome) -> &str {
    outcome.draft.as_ref().map_or("", |draft| draft.text.as_str())
}

#[test]
fn an_old_reply_answers_the_same_question_of_another_buyer() {
    let made = from_past(
        "Добрый день! А чашки можно мыть в посудомойке?",
        past(
            "Здравствуйте, а чашки можно в посудомойку?",
            "Здравствуйте, Светлана! Да, можно мыть в посудомойке при 60 градусах. Роспись под глазурью, не сотрётся.",
        ),
    );
    assert_eq!(body(&made), "Здравствуйте! Да, можно мыть в посудомойке при 60 градусах. Роспись под глазурью, не сотрётся.");
    let source = &made.draft.as_ref().expect("a draft").sources[0];
    assert_eq!((source.kind, source.id.as_str()), (SourceKind::PastReply, "7/70"));
    assert!(!source.excerpt.contains("Светлана"), "{}", source.excerpt);
}

#[test]
fn what_belonged_to_the_old_chat_never_comes_out() {
    let question = "Как вернуть чайник, если не подошёл?";
    for (reply, gone) in [
        ("Заявка на возврат подаётся в личном кабинете. Светлана, мы вас ждём.", "Светлана"),
        ("Заявка на возврат подаётся в личном кабинете. Передайте Светлане Орловой.", "Орлов"),
        ("Заявка на возврат подаётся в личном кабинете. Курьер Петров заберёт товар.", "Петров"),
        ("Заявка на возврат подаётся в личном кабинете. Ваш трек RR000111222RU.", "RR000"),
        ("Заявка на возврат подаётся в личном кабинете. Вернём 2 500 рублей.", "2 500"),
        ("Заявка на возврат подаётся в личном кабинете. Звоните +7 912 345-67-89.", "912"),
        ("Заявка на возврат подаётся в личном кабинете. Завтра заберут.", "Завтра"),
        ("Заявка на возврат подаётся в личном кабинете. Мы проверили, склад принял товар.", "проверили"),
        ("Заявка на возврат подаётся в личном кабинете. Вот ссылка https://example.com/x", "http"),
        ("Заявка на возврат подаётся в личном кабинете. Адрес: ул. Ленина, д. 5.", "Ленина"),
    ] {
        let made = from_past(question, past("Как вернуть чайник, если он не подошёл?", reply));
        let text = body(&made);
        assert!(!text.contains(gone), "{gone} in {text}");
        if made.draft.as_ref().is_ok_and(|draft| draft.sources[0].kind == SourceKind::PastReply) {
            assert!(text.contains("личном кабинете"), "{text}");
        }
    }
}

#[test]
fn the_old_order_becomes_this_order() {
    let made =
        from_past("Как отменить мой заказ?", past("Подскажите, как отменить заказ?", "Заказ 99887766 можно отменить в личном кабинете, пока он не собран."));
    assert!(body(&made).contains("Заказ 77001122 можно отменить"), "{}", body(&made));
    assert!(!body(&made).contains("99887766"));
}

#[test]
fn a_reply_about_one_item_says_nothing_of_another() {
    let mut other = past("Чашку можно мыть в посудомойке?", "Да, можно мыть в посудомойке при 60 градусах.");
    other.same_item = false;
    let made = from_past("А чашки можно мыть в посудомойке?", other);
    assert!(!body(&made).contains("60"), "{}", body(&made));
    assert!(made.draft.as_ref().is_ok_and(|draft| draft.sources[0].kind == SourceKind::Shipped), "{made:?}");
}

/// What is drafted for a question about an item when one old reply about it is there.
fn about(item: &str, text: &str, past: Past) -> Outcome {
    let mut case = Case { past: vec![past], ..with_order(text, OrderState::OnTheWay) };
    case.known.item.as_mut().expect("an item").title = Some(item.into());
    drafted(&case)
}

fn is_from_the_past(outcome: &Outcome) -> bool {
    outcome.draft.as_ref().is_ok_and(|draft| draft.sources[0].kind == SourceKind::PastReply)
}

#[test]
fn two_questions_about_one_item_are_not_one_question() {
    for (item, then, reply, now) in [
        ("Чайник «Роса»", "чайник в посудомойку можно?", "Чайник лучше мыть руками: в посудомойке скалывается край.", "Какой диаметр горлышка у чайника?"),
        ("Чайник «Роса»", "чайник в посудомойку можно?", "Чайник лучше мыть руками: в посудомойке скалывается край.", "Можно ли ставить этот чайник на плиту?"),
        ("Миска «Зерно»", "миска в микроволновку ставится?", "Да, металла в глазури нет, можно.", "Миску можно ставить в духовку?"),
        ("Набор пиал «Степь»", "Какой объем у одной пиалы", "Одна пиала 120 мл.", "Пиалы в духовку можно?"),
        ("Čelovka Sova", "Má čelovka červené světlo?", "Ano, červený režim má.", "Má čelovka zelené světlo?"),
        ("Boty Skála", "Jsou boty nepromokavé?", "Ano, mají membránu a vodu nepustí.", "Jsou boty vhodné na via ferratu?"),
        ("Töltő", "Kábel van a töltőhöz?", "Kábel nincs a dobozban.", "Jó ez a töltő Lenovo laptophoz?"),
        ("Keyboard", "Is the keyboard mechanical?", "No, it uses scissor switches.", "Is the keyboard waterproof?"),
        ("Hole Kamzík", "Prodáváte gumové koncovky na hole?", "Samostatně je neprodáváme.", "Prodáváte kovové koncovky na hole?"),
        ("Earbuds", "Can I connect the earbuds to two devices at once?", "Yes, with two at the same time.", "Can I connect the earbuds to a PS5?"),
        ("HomeCam 2", "Does the camera record sound?", "Yes, it has a microphone.", "Does the camera record in 4K?"),
    ] {
        let made = about(item, now, past(then, reply));
        assert!(!is_from_the_past(&made), "{now}: {}", body(&made));
    }
}

#[test]
fn another_size_another_place_and_a_claim_are_another_question() {
    let size = past("Есть размер 42?", "Да, этот размер есть.");
    assert!(!is_from_the_past(&about("Тапки", "Есть размер 44?", size)));
    let sieve = past("есть ли ситечко внутри", "Да, в носике сделано керамическое ситечко.");
    assert!(!is_from_the_past(&about("Чайник «Роса»", "Ситечко отвалилось внутри чайника", sieve)));
    let pickup = past("Můžu změnit výdejní místo?", "Výdejní místo změníte ve svém účtu, dokud balík není u dopravce.");
    assert!(!is_from_the_past(&from_past("Můžu změnit datum doručení?", pickup)), "another change of the order");
    let of_no_item = || Past {
        same_item: false, item: None, ..past("Можно забрать самовывозом в Твери?", "Самовывоза нет, своего магазина у нас тоже нет.")
    };
    let of_the_shop = |text: &str| drafted(&Case { past: vec![of_no_item()], ..case(text) });
    assert!(is_from_the_past(&of_the_shop("Можно забрать самому самовывозом?")), "where neither chat is about an item");
    assert!(!is_from_the_past(&of_the_shop("Можно забрать самовывозом в Москве?")), "another town");
    assert!(!is_from_the_past(&from_past("Можно забрать самому самовывозом?", of_no_item())), "one chat is about an item");
}

#[test]
fn the_items_own_words_and_measures_are_no_strangers() {
    for (item, then, reply, now, kept) in [
        (
            "Earbuds",
            "Is there wireless charging for the case?",
            "No, the case charges only with a USB-C cable.",
            "Does the case support wireless charging?",
            "USB-C",
        ),
        ("Čelovka Sova", "Má čelovka červené světlo?", "Ano, červený režim má.", "Má ta čelovka i červené světlo?", "režim má"),
        ("Лампа «Луч»", "Какой длины провод?", "Провод длиной 3 метра, с выключателем.", "Провод какой длины?", "3 метра"),
        ("HomeCam", "5 GHz-es wifivel működik?", "Csak 2,4 GHz-es wifivel működik.", "Működik 5 GHz-es wifin?", "2,4 GHz"),
        ("Vařič Jiskra", "Jaké kartuše pasují na vařič?", "Pasují kartuše se závitem EN 417.", "Jaké kartuše na ten vařič pasují?", "EN 417"),
        (
            "Кружка «Туман»",
            "В микроволновку ее ставить можно?",
            "В микроволновке греть можно. Только ручка может нагреться.",
            "Её можно греть в микроволновке?",
            "Только ручка",
        ),
    ] {
        let made = about(item, now, past(then, reply));
        assert!(is_from_the_past(&made) && body(&made).contains(kept), "{now}: {}", body(&made));
    }
    let code = about(
        "Vařič Jiskra",
        "Jaké kartuše na ten vařič pasují?",
        past("Jaké kartuše pasují na vařič?", "Pasují kartuše se závitem. Kód k vyzvednutí je AB 1234."),
    );
    assert!(!body(&code).contains("1234"), "{}", body(&code));
}

#[test]
fn figures_and_capitals_of_the_old_chat_are_no_measures_of_its_item() {
    for (told, gone) in [
        ("Ключ у М. на кассе магазина.", "кассе"),
        ("Посылку заберёт Л. Петров.", "Петров"),
        ("Л. Петров ждёт на складе.", "Петров"),
        ("Л.А. Петров ждёт на складе.", "Петров"),
        ("Склад рядом с ул. Ленина.", "Ленина"),
        ("Ключ хранит KT.", "KT"),
        ("Ката ждёт на складе.", "Ката"),
        ("Пароль двери PIN 417.", "417"),
        ("Пароль двери QK48.", "48"),
        ("Квартира 45, 2 м от лифта.", "45"),
        ("Склад в доме 12Г рядом.", "12"),
        ("Склад в доме 12 Г рядом.", "12"),
    ] {
        let reply = format!("В микроволновке греть можно. Только ручка может нагреться. {told}");
        let old = Past { customer: "Kata Tóth".into(), ..past("В микроволновку ее ставить можно?", &reply) };
        let made = about("Кружка «Туман»", "Её можно греть в микроволновке?", old);
        assert!(is_from_the_past(&made) && !body(&made).contains(gone), "{told}: {}", body(&made));
    }
    let measured = "В микроволновке греть можно, до 800 Вт. Размер 40 – 42 см, объём 0,5 L, вилка по EN 417.";
    let made = about("Кружка «Туман»", "Её можно греть в микроволновке?", past("В микроволновку ее ставить можно?", measured));
    assert!(body(&made).contains("800 Вт") && body(&made).contains("EN 417"), "{}", body(&made));
}

#[test]
fn forms_of_a_word_ask_for_one_thing() {
    for (item, then, reply, now) in [
        ("Банка «Сота»", "Крышка снимается целиком?", "Крышка откручивается, её можно мыть отдельно.", "Крышечка у банки целиком снимается?"),
        ("Чехол «Мох»", "Чехол можно стирать в машинке?", "Чехол стирается на деликатном режиме.", "Чехол выстирать в машинке можно?"),
        ("Lampa Sova", "Dá se nabíjet ze sítě?", "Baterie se plní jen přes kabel.", "Nabíjí se lampa ze sítě?"),
        ("Lámpa", "Hány port van a lámpán?", "Csak egy port van rajta, a talpán.", "Hány portja van a lámpának?"),
    ] {
        let made = about(item, now, past(then, reply));
        assert!(is_from_the_past(&made), "{now}: {}", body(&made));
    }
    let washed = past("Чехол можно стирать в машинке?", "Чехол стирается на деликатном режиме.");
    assert!(!is_from_the_past(&about("Чехол «Мох»", "Чехол высушить в машинке можно?", washed)), "another deed");
}

#[test]
fn what_a_question_denies_it_asks_unless_the_reply_says_yes_or_no() {
    let drips = |reply: &str, now: &str| is_from_the_past(&about("Сумка «Лес»", now, past("Сумка под дождём не промокает?", reply)));
    let (told, now) = ("Ткань с пропиткой, вода с неё скатывается.", "Промокает ли ткань сумки под дождём?");
    assert!(drips(told, now));
    assert!(!drips("Нет, ткань с пропиткой, вода с неё скатывается.", now), "a no to the one is a yes to the other");
    assert!(!drips(told, "Ткань сумки промокает под дождём."), "that is told and not asked");
    let asked = past("Сумка под дождём промокает?", told);
    assert!(!is_from_the_past(&about("Сумка «Лес»", "Ткань этой сумки под дождём не должна промокать. Почему?", asked)));
}

#[test]
fn whether_the_item_is_called_by_its_name_changes_no_question() {
    let lamp = |then: &str, reply: &str, now: &str| is_from_the_past(&about("Лампа «Луч»", now, past(then, reply)));
    assert!(lamp("Есть выключатель на проводе?", "Выключатель на проводе, ближе к вилке.", "У лампы есть выключатель?"));
    let lasts = "На средней яркости хватает до самого утра.";
    assert!(!lamp("Сколько часов светит от одного аккумулятора?", lasts, "Какой у лампы аккумулятор?"), "the old one was after something else");
    assert!(!lamp("Лампа греется?", "Корпус еле тёплый, обжечься нельзя.", "Лампа какая?"), "the name alone asks nothing");
}

#[test]
fn a_question_that_was_taken_for_talk_has_an_answer_of_its_own() {
    let vase = Past {
        same_item: false,
        item: Some("Ваза «Стебель»".into()),
        ..past("Ваза устойчивая? у меня кошки", "Дно широкое и тяжёлое, от лёгкого толчка не падает.")
    };
    assert!(!is_from_the_past(&about("Кружка «Туман»", "Ваза матовая внутри?", vase)));
}

#[test]
fn a_reply_that_angered_is_not_repeated() {
    let mut angered = past("Чашку можно мыть в посудомойке?", "Да, можно мыть в посудомойке.");
    angered.after = Some("Ужас! Вы обманули, чашка треснула, отвратительно, верните деньги".into());
    let made = from_past("А чашки можно мыть в посудомойке?", angered);
    assert!(!made.draft.as_ref().is_ok_and(|draft| draft.sources[0].kind == SourceKind::PastReply), "{made:?}");
}

#[test]
fn a_reply_in_another_language_is_not_used() {
    let made = from_past("Is the mug dishwasher safe?", past("Кружку можно мыть в посудомойке?", "Да, можно мыть в посудомойке."));
    assert_eq!(made.draft.expect("a draft").locale, Locale::En);
}

#[test]
fn a_promise_of_long_ago_is_stopped_and_the_next_candidate_takes_its_place() {
    let made = from_past("Как вернуть чайник?", past("Как вернуть чайник?", "Вернём вам деньги в течение дня, не волнуйтесь."));
    let draft = made.draft.expect("a draft");
    assert_eq!(draft.sources[0].kind, SourceKind::Shipped, "{}", draft.text);
}

#[test]
fn the_owners_canned_reply_comes_before_the_shipped_one_and_fills_its_variables() {
    let mut case = with_order("Здравствуйте, где мой заказ?", OrderState::Unknown);
    case.customer = "Анна".into();
    let canned = |text: &str| Canned {
        id: 3,
        title: "Где заказ".into(),
        text: text.into(),
        language: Some(Locale::Ru),
        intent: Some(crate::classify::Intent::OrderStatus),
        words: Vec::new(),
    };
    case.canned = vec![canned("{{customer}}, заказ {{order}} у нас на виду. {{status}} Магазин {{shop}} на связи.")];
    let made = drafted(&case).draft.expect("a draft");
    assert_eq!(made.text, "Анна, заказ 77001122 у нас на виду. Магазин Глиняный дом на связи.");
    assert_eq!(made.sources[0].kind, SourceKind::Canned);
    case.canned = vec![canned("Вернём вам деньги, заказ {{order}}.")];
    let blocked = drafted(&case);
    assert!(blocked.stopped.iter().any(|rule| rule == "promise_refund"), "{:?}", blocked.stopped);
    assert_eq!((blocked.blocked, blocked.draft.expect("the shipped one").sources[0].kind), (1, SourceKind::Shipped));
}

#[test]
fn a_snippet_answers_what_it_is_about() {
    let mut case = case("Подскажите, можно ли мыть керамику в посудомойке?");
    case.snippets =
        vec![Snippet {
            id: 1, title: "Мыть в посудомойке".into(), text: "Керамику можно мыть в посудомойке при 60 градусах.".into(), language: None
        }];
    let made = drafted(&case).draft.expect("a draft");
    assert_eq!(made.sources[0].kind, SourceKind::Snippet, "{made:?}");
    assert!(made.text.contains("60"), "figures of a snippet are the owner's own: {}", made.text);
    let mut other = case.clone();
    other.said[0].text = "А доставка до Казани сколько идёт по времени?".into();
    assert!(!drafted(&other).draft.is_ok_and(|draft| draft.text.contains("60")));
}

#[test]
fn the_same_thing_said_twice_gives_the_same_draft() {
    let case = Case {
        past: vec![past("Чашки можно в посудомойку?", "Да, можно мыть в посудомойке.")],
        ..with_order("Чашки можно в посудомойку?", OrderState::OnTheWay)
    };
    assert_eq!(drafted(&case), drafted(&case));
}
