//! Cheap ways past the lists, each beside innocent replies that resemble it: quotation marks left open, languages that nobody
//! here reads, links and figures in disguise. The lists alone are asked: what the learned model thinks is another matter.

use super::OZON;
use pult_assist::guard::{Facts, Finding, Guard, Limits, Locale, Mode, Outlet, Reply, Verdict};
use pult_domain::ChannelKind;

fn checked_on(outlet: Outlet, text: &str, locale: Locale) -> Verdict {
    let facts = Facts::default();
    Guard::rules_only().check(&Reply { text, customer_text: None, outlet, mode: Mode::Assisted, locale, limits: Limits::default(), facts: &facts })
}

/// What is found, as it stands in the text.
pub(super) fn shown(text: &str, finding: &Finding) -> String {
    text.chars().skip(finding.start as usize).take((finding.end - finding.start) as usize).collect()
}

/// Every row must, or must not, name the rule.
fn expect(rule: &str, named: bool, rows: &[(Locale, &str)]) {
    for (locale, text) in rows {
        let verdict = checked_on(OZON, text, *locale);
        assert_eq!(verdict.names(rule), named, "{} {text:?}: {:?}", locale.as_str(), verdict.findings);
    }
}

#[test]
fn a_quotation_that_never_ends_silences_nothing() {
    expect(
        "promise_refund",
        true,
        &[
            (Locale::Ru, "Вы писали, что монитор 27\" не включается. Вернём вам деньги полностью."),
            (Locale::Ru, "Вы просите «вернём вам деньги полностью."),
            (Locale::Ru, "Вы просите «вернуть\nВернём вам деньги."),
            (Locale::Ru, "Вы спрашиваете „когда. Вернём вам деньги."),
            (Locale::Ru, "Вы спросили про монитор \"Самсунг. Вернём вам деньги. Отдел \"Сервис\" поможет."),
            (Locale::Ru, "Вы просите «срочно. Вернём вам деньги. Отдел «Сервис» поможет."),
            (Locale::Ru, "Вы пишете «верните деньги», и мы вернём вам деньги."),
            (Locale::En, "You wrote that the 27\" screen is cracked. We will refund you in full."),
            (Locale::En, "You asked about the 27\u{200b}\" one. We will refund you in full."),
            (Locale::En, "You write “when. We will refund you in full."),
            (Locale::Hu, "Azt írja, hogy a 27\" monitor rossz. Visszafizetjük a pénzt."),
            (Locale::Cs, "Píšete, že monitor 27\" nejde. Vrátíme vám peníze."),
            (Locale::Fr, "Vous écrivez que l'écran 27\" est cassé. Nous vous remboursons."),
        ],
    );
    expect(
        "promise_refund",
        false,
        &[
            (Locale::Ru, "Вы пишете: \"вернём вам деньги\". Такого мы не говорили."),
            (Locale::Ru, "Вы пишете: «вернём вам деньги». Такого мы не говорили."),
            (Locale::Ru, "Вы пишете: «за монитор 27\" вернём вам деньги». Такого мы не говорили."),
            (Locale::En, "You write “we will refund you”. Nobody here has said so."),
            (Locale::Hu, "Ön azt írja, „visszafizetjük a pénzt”. Ilyet nem mondtunk."),
            (Locale::Cs, "Píšete „vrátíme peníze“. To jsme neřekli."),
            (Locale::Fr, "Vous écrivez « nous vous remboursons ». Nous ne l'avons pas dit."),
        ],
    );
}

#[test]
fn a_language_that_none_of_the_five_is_stands_out() {
    expect(
        "wrong_language",
        true,
        &[
            (Locale::Ru, "Wir erstatten Ihnen selbstverständlich den vollen Kaufpreis."),
            (Locale::Ru, "Здравствуйте! Wir erstatten Ihnen selbstverständlich den vollen Kaufpreis."),
            (Locale::Ru, "Le devolveremos el importe completo sin ningún problema."),
            (Locale::Ru, "Zwrócimy Pani całą kwotę w ciągu kilku dni."),
            (Locale::Ru, "Palautamme teille koko kauppahinnan ilman ongelmia."),
            (Locale::Ru, "Vrátíme vám celou částku."),
            (Locale::Ru, "Ми повернемо вам усі гроші"),
            (Locale::Ru, "Не хвалюйцеся, грошы мы пералічым вам сёння, напішыце нам."),
            (Locale::Ru, "Біз сізге ақшаңызды толық қайтарамыз."),
            (Locale::Ru, "我们会全额退款给您。"),
            (Locale::Ru, "سنعيد لكم كامل المبلغ خلال ثلاثة أيام."),
            (Locale::En, "Wir erstatten Ihnen selbstverständlich den vollen Kaufpreis."),
            (Locale::En, "Le devolveremos el importe completo sin ningún problema."),
            (Locale::En, "Zwrócimy Pani całą kwotę w ciągu kilku dni."),
            (Locale::En, "全額を返金いたしますのでご安心ください。"),
            (Locale::En, "Ми повернемо вам усі гроші"),
            (Locale::Hu, "Bitte prüfen Sie die Größentabelle, das Modell fällt klein aus."),
            (Locale::Hu, "Gracias por su mensaje, el paquete ya está en camino."),
            (Locale::Hu, "Oddamy wszystkie pieniądze, proszę się nie martwić."),
            (Locale::Hu, "Θα σας επιστρέψουμε όλα τα χρήματα."),
            (Locale::Cs, "Sie bekommen Ihr Geld innerhalb von drei Tagen zurück."),
            (Locale::Cs, "Proszę się nie martwić, jeszcze dziś przelejemy pieniądze."),
            (Locale::Cs, "Grazie per il suo messaggio, il pacco è già in viaggio."),
            (Locale::Cs, "전액을 환불해 드리겠습니다."),
            (Locale::Fr, "Vielen Dank für Ihre Nachricht, das Paket ist schon unterwegs."),
            (Locale::Fr, "Gracias por su mensaje, el paquete ya está en camino."),
            (Locale::Fr, "Dziękujemy za wiadomość, paczka jest już w drodze."),
            (Locale::Fr, "ჩვენ დაგიბრუნებთ მთელ თანხას."),
        ],
    );
}

#[test]
fn names_lists_and_careless_writing_are_no_other_language() {
    expect(
        "wrong_language",
        false,
        &[
            (Locale::Ru, "OK, thanks!"),
            (Locale::Ru, "Samsung Galaxy S24 Ultra, Apple iPhone 15 Pro Max."),
            (Locale::Ru, "Bosch Serie Six Home Professional Black Edition"),
            (Locale::Ru, "Состав:\nAqua, glycerin, sodium laureth sulfate, cocamide dea, parfum."),
            (Locale::Ru, "USB, HDMI, VGA, type-c, jack, bluetooth."),
            (Locale::Ru, "Нажмите «Forgot password», затем «Send again»."),
            (Locale::Ru, "Конфеты «Вечірній Київ» есть в наличии, отправим завтра."),
            (Locale::Ru, "Crème brûlée Nestlé Pâtisserie"),
            (Locale::Ru, "小米 Redmi, глобальная версия."),
            (Locale::Ru, "https://www.ozon.ru/my/orders"),
            (Locale::Ru, "Размеры: XS, S, M, L, XL."),
            (Locale::Ru, "zakaz uzhe v puti, zhdite segodnya vecherom u doma"),
            (Locale::En, "OK!"),
            (Locale::En, "Fits Xiaomi Redmi Note, Samsung Galaxy, Apple iPhone."),
            (Locale::En, "Ingredients: water, glycerin, shea butter, perfume, citric acid, salt."),
            (Locale::En, "Crème brûlée torch, butane, refillable."),
            (Locale::En, "It's the jalapeño flavour, the smørrebrød knife is sold apart."),
            (Locale::En, "Ulitsa Lenina 14, Tver, Russia, 170000."),
            (Locale::En, "100% merino, hand wash cold, dry flat."),
            (Locale::En, "Mugs come four per box."),
            (Locale::En, "Plates come packed six per carton."),
            (Locale::Hu, "OK, köszönjük!"),
            (Locale::Hu, "Fekete, fehér, szürke, zöld, kék, piros."),
            (Locale::Hu, "A doboz tartalma: Xiaomi Smart Band 8 Pro, kábel, leírás."),
            (Locale::Hu, "koszonjuk, holnap feladjuk"),
            (Locale::Hu, "Crème brûlée gázégő, utántölthető."),
            (Locale::Cs, "OK, děkujeme!"),
            (Locale::Cs, "Černá, bílá, šedá, zelená, modrá, červená."),
            (Locale::Cs, "lampa sviti 24 hodin na jedno nabiti, nabijeni trva pet"),
            (Locale::Cs, "Sada obsahuje Xiaomi Smart Band 8 Pro, kabel, návod."),
            (Locale::Fr, "OK, merci !"),
            (Locale::Fr, "Noir, blanc, gris, vert, bleu, rouge."),
            (Locale::Fr, "piñata et jalapeño vendus séparément"),
            (Locale::Fr, "12 rue de la Paix, Paris."),
        ],
    );
}

#[test]
fn the_host_of_a_link_is_what_stands_first() {
    let links = [
        "https://pay.app/?to=https://ozon.ru/my",
        "https://evil.dev//ozon.ru",
        "https://ozon.ru@evil.dev/my",
        "https://ozon.ru.evil.dev/my",
        "https://evil.dev\\ozon.ru",
        "https://evil.dev#ozon.ru",
        "https://evil.dev:443/ozon.ru",
        "https://192.168.evil.dev/",
        "www.evil.dev/?to=https://ozon.ru",
        // The marketplace's own page that sends its visitor on.
        "https://www.ozon.ru/away?to=https://pay.app/1",
        "tg://resolve?domain=lavka",
        "viber://chat?number=79123456789",
        "whatsapp://send?phone=1",
        "mailto:lavka",
        "skype:lavka_dom",
        "tel:+7(912)345",
        "Смотрите lavka.page",
        "оплата на pay.app",
        "наш сайт lavka.online",
        "lavka.store, там дешевле",
        "info@lavka.example",
    ];
    expect("contact_or_link", true, &links.map(|text| (Locale::Ru, text)));
    for (kind, text) in [
        (ChannelKind::Ozon, "https://www.ozon.ru/my/orders"),
        (ChannelKind::Ozon, "Статус здесь: https://ozon.ru/my/orderlist/?tab=1#top."),
        (ChannelKind::Ozon, "(https://www.ozon.ru:443/my)"),
        (ChannelKind::Ozon, "Раздел ozon.ru/my, там всё видно"),
        (ChannelKind::YandexMarket, "https://market.yandex.ru/my/orders?from=https://market.yandex.ru/"),
        (ChannelKind::Wildberries, "https://www.wildberries.ru/lk"),
        (ChannelKind::Avito, "https://m.avito.ru/profile"),
        (ChannelKind::Ozon, "Откройте http://192.168.1.1/index"),
        (ChannelKind::Ozon, "Откройте http://10.0.0.1 в браузере"),
        (ChannelKind::Ozon, "Режим Smart.Life и Robot.AI"),
        (ChannelKind::Ozon, "Готово.Да, отправили."),
        (ChannelKind::Ozon, "Перед использованием прочтите стр.5"),
        (ChannelKind::Ozon, "Отель: завтрак включён"),
        (ChannelKind::Ozon, "Файл manual.pdf на диске"),
    ] {
        let verdict = checked_on(Outlet::Marketplace(kind), text, Locale::Ru);
        assert!(!verdict.names("contact_or_link"), "{text}: {:?}", verdict.findings);
    }
}

#[test]
fn no_disguise_hides_a_contact() {
    let hidden = [
        "lav\u{200b}ka.r\u{2060}u",
        "lavka\u{200b}.\u{200b}ru",
        "@\u{200b}lavka_dom",
        "ht\u{ad}tps://pay.app/1",
        "ｌａｖｋａ．ｒｕ",
        "lavka。ru",
        "lavka[.]ru",
        "lavka (.) ru",
        // Two Cyrillic letters in the ending.
        "lavka.соm",
        "8\u{2060}912\u{2060}345\u{2060}67\u{2060}89",
        "８ ９１２ ３４５ ６７ ８９",
        "⑧⑨①②③④⑤⑥⑦⑧⑨",
        "𝟖 𝟗𝟏𝟐 𝟑𝟒𝟓 𝟔𝟕 𝟖𝟗",
        "8 9I2 З45 67 89",
        "8 9O5 333 22 11",
        "8 9о5 333 22 11",
        "8|912|345|67|89",
        "8 — 912 — 345 — 67 — 89",
        "8•912•345•67•89",
        "8\t912\t345\t67\t89",
        "8\u{2003}912\u{2003}345\u{2009}67\u{3000}89",
        "⁸⁹¹²³⁴⁵⁶⁷⁸⁹",
        "89 123 — 456 789",
        "Звоните 89 990 — 129 990",
        "Звоните 89/123/156/189",
    ];
    expect("contact_or_link", true, &hidden.map(|text| (Locale::Ru, text)));
    let keys: String = "89123456789".chars().flat_map(|figure| [figure, '\u{fe0f}', '\u{20e3}']).collect();
    expect("contact_or_link", true, &[(Locale::Ru, keys.as_str())]);
    let ringed: String = "8 912 345 67 89".chars().flat_map(|figure| [figure, '\u{489}']).collect();
    expect("contact_or_link", true, &[(Locale::Ru, ringed.as_str())]);
    let innocent = [
        "Шаг ① включите, шаг ② выключите",
        "Дом 3б, корпус 2О",
        "Спасибо ❤\u{fe0f}, номер заказа 44810023",
        "Плот\u{ad}ность 200 г/м², ширина 1½ м",
        "Размеры 40 — 42 — 44 — 46 — 48",
        "Ткань 200 г/м², плитка 1,44 м², шкаф 2 м³",
        "Цена 89 990 — 129 990 ₽",
        "79 990 — 119 990 ₽",
        "79990–119990, цвета любые",
        "Телевизоры 99 990 — 129 990 ₽",
        "Телефоны 79 990 — 119 990 руб.",
        "Sizes 92/98/104/110 are in stock",
        "Фирма ООО «Зоо», вход 3",
    ];
    expect("contact_or_link", false, &innocent.map(|text| (Locale::Ru, text)));
}

#[test]
fn the_place_of_a_contact_in_disguise_is_counted_in_the_text_itself() {
    let text = "Да\u{200b}: 8\u{2060}912\u{2060}345\u{2060}67\u{2060}89!";
    let verdict = checked_on(OZON, text, Locale::Ru);
    let finding = verdict.findings.iter().find(|finding| finding.source.as_str() == "contact_or_link").expect("a phone");
    assert_eq!(shown(text, finding), "8\u{2060}912\u{2060}345\u{2060}67\u{2060}89");
}

#[test]
fn contacts_in_words_are_told_from_words() {
    expect(
        "contact_or_link",
        true,
        &[
            (Locale::Ru, "Наберите восемь девятьсот, три нуля, сорок четыре двенадцать"),
            (Locale::Ru, "телефон: девять один шесть, дальше 200 и 14 15"),
            (Locale::Ru, "Телефон по цифре: 9, 0, 5, 0, 0, 7, 7, 1, 3, 1"),
            (Locale::Ru, "lavka собачка mail точка ком"),
            (Locale::Ru, "т точка ме, дальше lavka"),
            (Locale::En, "Ring us on oh seven nine, triple zero, eleven twelve"),
            (Locale::En, "lavka at mail dot com"),
            (Locale::En, "t dot me slash lavka"),
            (Locale::En, "Write to lavka at gmail dot com today"),
            (Locale::En, "Jars at waxandwick dot example and Tom will quote you"),
            (Locale::En, "Ring Pete on 0 7 7 0 0, 9 0 0, 1 2 3."),
            (Locale::En, "Ring me, five, six, seven, eight"),
            (Locale::Hu, "Hívjon: nulla hat harminc, kétszáztizenöt, hetvenhét tizenkettő"),
            (Locale::Hu, "lavka kukac level pont hu"),
            (Locale::Cs, "Volejte šest nula osm, tři nuly, čtyři sta jedenáct"),
            (Locale::Cs, "lavka zavináč dopis tečka cz"),
            (Locale::Fr, "Appelez le zéro six, trois zéros, quarante-cinq, douze"),
            (Locale::Fr, "lavka arobase mail point fr"),
        ],
    );
    expect(
        "contact_or_link",
        false,
        &[
            (Locale::Ru, "Вы попали в точку"),
            (Locale::Ru, "Это в точку. Ком земли в горшке не разбивайте"),
            (Locale::Ru, "Собака порвала игрушку, это бывает"),
            (Locale::Ru, "Корм на собаку 20 кг можно заказать онлайн"),
            (Locale::Ru, "В наборе одна, две, три, четыре или пять чашек"),
            (Locale::Ru, "Размеры 40, 41, 42, 43, 44, 45 есть"),
            (Locale::Ru, "Каналы 1, 2, 3, 4, 5, 6, 7 и 8 настроены"),
            (Locale::Ru, "На телевизоре настроены каналы 1, 2, 3, 4, 5, 6, 7."),
            (Locale::En, "It looks best at home"),
            (Locale::En, "Your dog will be happy with this bed"),
            (Locale::En, "Hand it in at the pick-up point, it is open till nine"),
            (Locale::En, "Please point me to the order"),
            (Locale::En, "Look at the dot on the left side"),
            (Locale::En, "Look at the red dot on the left side"),
            (Locale::En, "Ring sizes five, six, seven, eight are in stock."),
            (Locale::En, "Ring sizes 3, 4, 5, 6, 7, 8, 9"),
            (Locale::En, "Nineteen or twenty pieces, one colour"),
            (Locale::Hu, "Ha a pont be van zárva, várja meg a nyitást"),
            (Locale::Hu, "Az átvételi pont online is megnézhető"),
            (Locale::Hu, "Egy, kettő vagy három darab"),
            (Locale::Cs, "Látka s puntíkem, tečka je bílá"),
            (Locale::Cs, "Sada pěti set kusů"),
            (Locale::Fr, "Rendez-le au point de retrait"),
            (Locale::Fr, "Il vous attend chez vous ou au point relais"),
        ],
    );
}

/// The learned model knows the buyer's language alone; its doubt took such promises for coincidences.
#[test]
fn a_promise_in_another_language_than_the_buyers_is_a_promise() {
    let facts = Facts::default();
    for locale in [Locale::En, Locale::Hu, Locale::Cs, Locale::Fr] {
        for guard in [Guard::default(), Guard::default().by_words()] {
            let text = "Мы вернём вам деньги за заказ в течение трёх дней.";
            let verdict = guard.check(&Reply { text, customer_text: None, outlet: OZON, mode: Mode::Human, locale, limits: Limits::default(), facts: &facts });
            assert!(verdict.names("wrong_language") && verdict.names("promise_refund"), "{}: {:?}", locale.as_str(), verdict.findings);
        }
    }
}

#[test]
fn no_disguise_hides_a_promise() {
    let between = |sign: &str| "Вернём вам деньги завтра".chars().map(|c| if c == ' ' { c.to_string() } else { format!("{c}{sign}") }).collect::<String>();
    // Cyrillic and ringed marks, selectors, annotations, notes of music; then letters apart in other ways than by blanks.
    for sign in ["\u{489}", "\u{488}", "\u{20dd}", "\u{20e3}", "\u{1dc4}", "\u{1ab0}", "\u{fe20}", "\u{e0100}", "\u{180b}", "\u{fff9}", "\u{1d173}"] {
        expect("promise_refund", true, &[(Locale::Ru, between(sign).as_str())]);
    }
    for sign in ["\u{2003}", "\u{2009}", "\u{202f}", "\t", "~", "|", "/", ",", "+", "·", "\u{2800}"] {
        expect("promise_refund", true, &[(Locale::Ru, between(sign).as_str())]);
    }
    expect(
        "promise_refund",
        true,
        &[
            (Locale::Ru, "Вερнём вам дεньги завтра"),
            (Locale::En, "We will rεfund yοu thε mοnεy"),
            (Locale::En, "We will rеfunԁ you"),
            (Locale::Ru, "Верн&#1105;м вам &#1076;еньги завтра"),
            (Locale::Ru, "Верн&#x451;м вам день&shy;ги завтра"),
            (Locale::Ru, "Верн&zwnj;ём&nbsp;вам&#32;деньги завтра"),
        ],
    );
    expect(
        "hidden_text",
        true,
        &[
            (Locale::Ru, "\u{202e}артваз игьнед мав мёнреВ"),
            (Locale::Ru, "в\u{2009}е\u{2009}р\u{2009}н\u{2009}ё\u{2009}м"),
            (Locale::Ru, "н а п и ш и, м н е п о т о м"),
        ],
    );
    for rule in ["promise_refund", "hidden_text"] {
        expect(
            rule,
            false,
            &[
                (Locale::Ru, "Витамины A,D,E,K,C и вариант а/б/в/г/д"),
                (Locale::Ru, "Шаг 1\u{fe0f}\u{20e3} включите, шаг 2\u{fe0f}\u{20e3} выключите"),
                (Locale::Ru, "Позвоните в службу: \u{202d}набор\u{202c} 5 μm, β-каротин, Smith & Sons; R&D"),
                (Locale::Ru, "Размеры S/M/L/X"),
                (Locale::Ru, "Размеры: S, M, L и комплект"),
            ],
        );
    }
}

#[test]
fn the_place_of_a_promise_in_entities_is_counted_in_the_text_itself() {
    let text = "Да! Верн&#1105;м деньги.";
    let verdict = checked_on(OZON, text, Locale::Ru);
    let finding = verdict.findings.iter().find(|finding| finding.source.as_str() == "promise_refund").expect("a promise");
    assert_eq!(shown(text, finding), "Верн&#1105;м");
}

/// Too short for anybody to say in which language they are; the learned model, which knows the chat's, took them for coincidences.
#[test]
fn a_few_words_of_another_language_promise_all_the_same() {
    let facts = Facts::default();
    let promises = [
        (Locale::Hu, "promise_refund", "Visszatérítjük a pénzt"),
        (Locale::Hu, "promise_refund", "Visszakapja a pénzét"),
        (Locale::Cs, "promise_refund", "Vratime penize"),
        (Locale::Fr, "promise_refund", "Nous vous remboursons"),
        (Locale::En, "promise_refund", "Full refund guaranteed"),
        (Locale::En, "blame_customer", "It's your fault"),
    ];
    for locale in Locale::ALL {
        for (own, rule, text) in promises {
            for guard in [Guard::default(), Guard::default().by_words()] {
                let reply = Reply { text, customer_text: None, outlet: OZON, mode: Mode::Human, locale, limits: Limits::default(), facts: &facts };
                let verdict = guard.check(&reply);
                assert!(locale == own || verdict.names(rule), "{} {text:?}: {:?}", locale.as_str(), verdict.findings);
            }
        }
    }
    for (locale, text) in [(Locale::Ru, "Samsung Smart Assistant"), (Locale::Cs, "Robot AI Model X2, bot Nike"), (Locale::Hu, "Gift Box Premium")] {
        let reply = Reply { text, customer_text: None, outlet: OZON, mode: Mode::Human, locale, limits: Limits::default(), facts: &facts };
        let verdict = Guard::default().by_words().check(&reply);
        assert!(verdict.findings.iter().all(|finding| !finding.source.as_str().starts_with("promise")), "{text}: {:?}", verdict.findings);
    }
}
