//! What a draft may say of figures, days and states, and whose words hold it.

use super::evasions::shown;
use super::{JUDGED, judged};
use pult_assist::guard::{Facts, Locale, truth_check};

/// Every state in two wordings: placed, being packed, packed, sent, on its way, to be picked up, delivered, on its way back,
/// back, refunded, cancelled, paid, approved.
const STATES: [(Locale, [[&str; 2]; 13]); 5] = [
    (
        Locale::Ru,
        [
            ["Ваш заказ оформлен.", "Заказ принят в работу."],
            ["Ваш заказ сейчас собирают.", "Мы как раз упаковываем вашу посылку."],
            ["Ваш заказ собран.", "Посылка уже упакована."],
            ["Ваш заказ отправлен.", "Посылка передана в службу доставки."],
            ["Ваш заказ в пути.", "Посылка едет к вам."],
            ["Заказ ждёт вас в пункте выдачи.", "Заказ прибыл в ПВЗ."],
            ["Заказ уже доставлен.", "Заказ вручён."],
            ["Возврат сейчас в пути.", "Посылка возвращается на склад."],
            ["Возврат завершён.", "Посылка вернулась к нам."],
            ["Деньги возвращены на карту.", "Мы перечислили вам всю сумму."],
            ["Ваш заказ отменён.", "Мы отменили этот заказ."],
            ["Заказ оплачен.", "Оплата прошла."],
            ["Заявка одобрена.", "Обмен согласован."],
        ],
    ),
    (
        Locale::En,
        [
            ["Your order has been placed.", "Your order is confirmed."],
            ["Your order is being packed now.", "We are preparing your order."],
            ["Your order is packed.", "The parcel has been packed."],
            ["Your order has been shipped.", "The parcel was handed to the courier."],
            ["Your order is on its way.", "The parcel is in transit."],
            ["Your order is ready for collection.", "The parcel is waiting for you at the pick-up point."],
            ["Your order was delivered.", "The parcel was handed over."],
            ["The return is on its way now.", "The parcel is on its way back."],
            ["The return is complete.", "Your order was returned."],
            ["The refund has been issued.", "Your money has been returned."],
            ["Your order was cancelled.", "We have canceled the order."],
            ["The order is paid.", "Your payment has been received."],
            ["Your request has been approved.", "The marketplace approved the return."],
        ],
    ),
    (
        Locale::Hu,
        [
            ["A rendelés beérkezett.", "A rendelését visszaigazoltuk."],
            ["A rendelést most csomagolják.", "Éppen összekészítjük a rendelését."],
            ["A rendelést becsomagolták.", "A csomag feladásra kész."],
            ["A csomagot feladtuk.", "A rendelést átadtuk a futárnak."],
            ["A rendelés most úton van.", "A csomag már úton."],
            ["A rendelés az átvételi ponton várja Önt.", "A csomag megérkezett a csomagpontra."],
            ["A rendelést kézbesítették.", "A csomagot átadták."],
            ["A visszaküldött csomag most úton van.", "A csomag visszafelé tart."],
            ["A visszaküldés lezárult.", "A csomag visszaérkezett."],
            ["Visszautaltuk az összeget.", "Az árat visszatérítették."],
            ["A rendelést törölték.", "A rendelést lemondták."],
            ["A rendelést kifizették.", "A befizetés megérkezett."],
            ["A kérelmet jóváhagyták.", "A piactér elfogadta a kérelmét."],
        ],
    ),
    (
        Locale::Cs,
        [
            ["Objednávka je přijatá.", "Vaše objednávka byla potvrzena."],
            ["Objednávka se právě balí.", "Právě připravujeme vaši objednávku."],
            ["Zásilka je zabalená.", "Objednávku jsme zabalili."],
            ["Objednávka byla odeslána.", "Balíček jsme předali dopravci."],
            ["Objednávka je právě na cestě.", "Zásilka je v přepravě."],
            ["Objednávka na vás čeká na výdejním místě.", "Zásilka je připravena k vyzvednutí."],
            ["Zásilka byla doručena.", "Objednávka byla předána."],
            ["Vrácená zásilka je právě na cestě.", "Zásilka se vrací k nám."],
            ["Vrácení je dokončené.", "Zásilka byla vrácena."],
            ["Peníze vám byly vráceny.", "Částka byla připsána."],
            ["Objednávka je zrušená.", "Vaši objednávku jsme zrušili."],
            ["Objednávka je zaplacená.", "Platba prošla."],
            ["Žádost byla schválena.", "Tržiště schválilo vaši reklamaci."],
        ],
    ),
    (
        Locale::Fr,
        [
            ["La commande est enregistrée.", "Votre commande est confirmée."],
            ["La commande est en cours de préparation.", "Nous préparons votre commande."],
            ["Votre commande est préparée.", "Le colis est prêt à partir."],
            ["Votre commande a été expédiée.", "Le colis a été remis au transporteur."],
            ["La commande est actuellement en route.", "Le colis est en cours d'acheminement."],
            ["La commande peut être retirée dès maintenant.", "Le colis vous attend au point relais."],
            ["Votre commande a été livrée.", "La commande a été remise."],
            ["Le retour est actuellement en route.", "Le colis revient chez nous."],
            ["Le retour est terminé.", "La commande a été retournée."],
            ["Vous avez été remboursé.", "Le remboursement a été effectué."],
            ["La commande est annulée.", "Nous avons annulé la commande."],
            ["La commande est payée.", "Le paiement a été reçu."],
            ["La demande a été approuvée.", "Votre retour a été accepté."],
        ],
    ),
];
/// What says neither a state nor a day: thanks, greetings, how things go in general, what is asked, supposed or to come.
const INNOCENT: [(Locale, &[&str]); 5] = [
    (
        Locale::Ru,
        &[
            "Спасибо за заказ!",
            "Хорошего дня!",
            "Возврат оформляется заявкой в личном кабинете, решение принимает площадка.",
            "Доставка идёт через площадку, оплата при получении.",
            "Мы передали ваш вопрос коллегам.",
            "Если заказ доставлен, а вы его не нашли, напишите нам.",
            "Заказ ещё не отправлен.",
            "Как только заказ будет собран, мы напишем.",
            "Один из размеров есть в наличии.",
            "Оба варианта подходят.",
            "Пожалуйста, отправьте фото товара.",
            "Запрос отправлен в поддержку площадки.",
            "Номер отправления есть в карточке заказа.",
            "После одобрения заявки площадка пришлёт код.",
            "Посмотрим, отправлен ли заказ.",
            "Ваш заказ уже доставлен?",
            "Товар собирается без инструментов.",
            "Книга в отличном состоянии.",
            "В первый раз такое слышим!",
            "Проверьте товар в пункте выдачи и верните там же.",
            "Оформление заказа занимает минуту.",
            "Хорошей недели!",
            "Подождите минуту, пожалуйста.",
            "Спасибо, что написали сегодня!",
            "Вам удобно завтра?",
            "В среднем посуда служит долго.",
            "Раз в сезон смажьте петли.",
            "Нам очень жаль, что кружка разбилась в пути.",
            "Чтобы вам вернули деньги, оформите возврат в личном кабинете.",
            "Чтобы заявку одобрили, приложите фото.",
            "Как только деньги вернули, напишите нам.",
            "В приложении видно, где доставлен заказ.",
            "Стеллаж простой, его собирают без инструментов.",
            "Ваш заказ получен, спасибо!",
            "Статус «Отправлен» появится после передачи курьеру.",
            "Ваш заказ будет отмечен статусом «Доставлен».",
            "Ток зарядки указан в mA.",
            "Вам удобно завтра, или лучше в среду?",
        ],
    ),
    (
        Locale::En,
        &[
            "Thank you for your order!",
            "Have a nice day!",
            "One moment, please.",
            "Returns are made in your account, the marketplace decides.",
            "Delivery is handled by the marketplace.",
            "Both sizes are in stock.",
            "This is the first time we hear of it.",
            "When it is delivered, please check the seal.",
            "Your order has not been shipped yet.",
            "The parcel will be shipped by the marketplace.",
            "Return postage is paid by the marketplace.",
            "Orders are shipped from our workshop.",
            "We are sorry that the wrong item was sent.",
            "Please tell us whether the parcel was delivered.",
            "We have received your message and the photo.",
            "Has your order been delivered?",
            "Unused items can be returned in your account.",
            "We are sorry the mug broke on the way.",
            "If you have already paid, the receipt is in your account.",
            "You can try it on at the pick-up point.",
            "By the way, the lid fits both mugs.",
            "How can we help you today?",
            "Have a great week!",
            "Thank you for writing today!",
            "Does Monday suit you?",
            "One day it may come in handy.",
            "At the end of the day it is your choice.",
            "In case the parcel was delivered damaged, send a photo.",
            "Add a photo so that the return is approved.",
            "All our mugs are shipped in sturdy boxes.",
            "Each set is shipped in foam.",
            "The lamp is shipped without bulbs.",
            "The table is delivered flat-packed.",
            "The glaze is approved for food.",
            "The status \"shipped\" appears later.",
            "The “delivered” status comes from the courier.",
            "The current is shown in mA.",
            "Does tomorrow suit you, or is Monday better?",
        ],
    ),
    (
        Locale::Hu,
        &[
            "Köszönjük a rendelését!",
            "Szép napot kívánunk!",
            "Jó napot kívánunk!",
            "A visszaküldést a fiókjában lehet kérni, a piactér dönt.",
            "A kézbesítést a piactér végzi.",
            "A kifizetés módja a rendelés oldalán látszik.",
            "Ha a csomagot kézbesítették, kérjük, nézze meg.",
            "A rendelést még nem adtuk fel.",
            "Átadtuk a kérdését a kollégáknak.",
            "Megnézzük, feladták-e a csomagot.",
            "Mindkét méret elérhető.",
            "Egy pillanat, kérjük.",
            "A jóváhagyás után a piactér ír Önnek.",
            "A törlés a fiókjában kérhető.",
            "Emailes úton nem tudunk válaszolni.",
            "Kézbesítették már a csomagot?",
            "Kellemes hetet kívánunk!",
            "Miben segíthetünk ma?",
            "Minden nap használható.",
            "Sajnáljuk, hogy a bögre szállítás alatt eltört.",
            "Amennyiben a csomagot kézbesítették, kérjük jelezze.",
            "A közelben található átvételi pont a térképen látható.",
            "A „feladva” állapot később jelenik meg.",
        ],
    ),
    (
        Locale::Cs,
        &[
            "Děkujeme za objednávku!",
            "Hezký den!",
            "O vrácení se žádá ve vašem účtu, rozhoduje tržiště.",
            "Doručení zajišťuje tržiště.",
            "Zrušení objednávky je možné ve vašem účtu.",
            "Pokud byla zásilka doručena, dejte nám vědět.",
            "Objednávka ještě nebyla odeslána.",
            "Zásilka bude odeslána tržištěm.",
            "Předali jsme váš dotaz kolegům.",
            "Podíváme se, zda byla zásilka odeslána.",
            "Oba rozměry jsou skladem.",
            "Okamžik prosím.",
            "Zaplacení probíhá na stránce objednávky.",
            "Jedna z možností je modrá.",
            "Po schválení žádosti napíše tržiště.",
            "Byla zásilka doručena?",
            "Krásný týden!",
            "Jak vám dnes můžeme pomoci?",
            "Má dvě kapsy.",
            "Utěrka je v balení.",
            "Balíček se poškodil v přepravě.",
            "Abychom vám peníze vrátili, vyplňte formulář.",
            "Stav „odeslána“ se objeví později.",
        ],
    ),
    (
        Locale::Fr,
        &[
            "Merci pour votre commande !",
            "Bonne journée !",
            "Le retour se demande depuis votre compte, et la plateforme décide.",
            "La livraison est assurée par la plateforme.",
            "Un livre et les deux livres restants sont en stock.",
            "C'est un beau livre.",
            "Si la commande a été livrée, dites-le-nous.",
            "Votre commande n'a pas encore été expédiée.",
            "La commande sera expédiée par la plateforme.",
            "L'article est livré avec son chargeur.",
            "Le paiement se fait sur la plateforme.",
            "L'annulation se demande depuis votre compte.",
            "Un instant, s'il vous plaît.",
            "Les deux tailles existent.",
            "Nous avons transmis votre question à l'équipe.",
            "Avez-vous été livré ?",
            "Le retour peut être annulé depuis votre compte.",
            "Une commande expédiée ne peut plus être annulée.",
            "Passez une bonne semaine !",
            "Comment vous aider aujourd'hui ?",
            "À laver une fois par semaine.",
            "Un jour ou l'autre.",
            "La tasse s'est brisée en cours de transport.",
            "S'il est livré abîmé, refusez-le.",
            "Cet article fait partie d'un lot.",
            "Le problème est réglé.",
            "L'article est livré démonté.",
            "La lampe est livrée dans sa boîte d'origine.",
            "Le statut « expédiée » apparaît plus tard.",
        ],
    ),
];

/// What the check finds, as it stands in the text.
pub(super) fn unknown(text: &str, locale: Locale, facts: &Facts) -> Vec<String> {
    truth_check(text, locale, facts).iter().map(|finding| shown(text, finding)).collect()
}

/// What the shop and its order say.
pub(super) fn told(text: &str) -> Facts {
    Facts { texts: vec![text.into()], ..Facts::default() }
}

/// What the buyer says.
fn heard(text: &str) -> Facts {
    Facts { heard: vec![text.into()], ..Facts::default() }
}

#[test]
fn a_state_is_said_where_a_fact_says_it_in_any_words() {
    for (locale, states) in STATES {
        for (number, [one, other]) in states.into_iter().enumerate() {
            // Five further is a state that this one does not follow from.
            let [strange, _] = states[(number + 5) % states.len()];
            for (claim, fact) in [(one, other), (other, one)] {
                assert_ne!(unknown(claim, locale, &Facts::default()), Vec::<String>::new(), "nothing is known: {claim}");
                assert_ne!(unknown(claim, locale, &told(strange)), Vec::<String>::new(), "{strange} does not say: {claim}");
                assert_ne!(unknown(claim, locale, &heard(fact)), Vec::<String>::new(), "a buyer's {fact} is no fact: {claim}");
                assert_eq!(unknown(claim, locale, &told(fact)), Vec::<String>::new(), "{fact} says: {claim}");
                let question = format!("{}?", claim.trim_end_matches('.'));
                assert_eq!(unknown(&question, locale, &Facts::default()), Vec::<String>::new(), "{question} is no statement");
                assert_ne!(unknown(claim, locale, &told(&question)), Vec::<String>::new(), "nor a fact: {question}");
            }
        }
    }
}

#[test]
fn a_fact_in_another_language_is_a_fact() {
    for (locale, states) in STATES {
        for (number, [claim, _]) in states.into_iter().enumerate() {
            let [fact, _] = STATES[0].1[number];
            assert_eq!(unknown(claim, locale, &told(fact)), Vec::<String>::new(), "{fact} says: {claim}");
        }
    }
}

#[test]
fn what_follows_from_a_state_may_be_said_until_another_comes() {
    let flagged = |text: &str, fact: &str| unknown(text, Locale::Ru, &told(fact));
    assert_eq!(flagged("Посылка в пути.", "Отправили ваш заказ."), Vec::<String>::new());
    assert_eq!(flagged("Заказ отправлен.", "Посылка в пути."), Vec::<String>::new());
    assert_eq!(flagged("Посылка в пути.", "Заказ отправлен. Он ждёт в пункте выдачи."), ["в пути"]);
    assert_eq!(flagged("Заказ доставлен.", "Заказ доставлен в пункт выдачи."), ["доставлен"], "the buyer has not got it");
    assert_eq!(flagged("Заказ собран и отправлен.", "Заказ собран."), ["отправлен"]);
    assert_eq!(flagged("Если нужно, заказ уже доставлен.", ""), ["доставлен"], "behind the comma it is a statement");
    assert_eq!(flagged("Вы пишете: «заказ доставлен». Проверим.", ""), Vec::<String>::new(), "the buyer's words, repeated");
}

#[test]
fn innocent_sentences_are_left_alone() {
    for (locale, texts) in INNOCENT {
        for text in texts {
            assert_eq!(unknown(text, locale, &Facts::default()), Vec::<String>::new(), "{text}");
        }
    }
}

#[test]
fn what_resembles_an_innocent_sentence_is_said_all_the_same() {
    for (locale, text) in [
        (Locale::Ru, "Ваш заказ «доставлен»."),
        (Locale::Ru, "Ваш заказ в статусе «Отправлен»."),
        (Locale::Ru, "Посылка получена."),
        (Locale::Ru, "Мы её уже упаковываем."),
        (Locale::Ru, "Привезём завтра, хорошо?"),
        (Locale::En, "Your order was shipped with DHL."),
        (Locale::En, "We have shipped all your cups."),
        (Locale::En, "The parcel is delivered to your flat."),
        (Locale::En, "Your return has been approved for a refund."),
        (Locale::Hu, "A csomag kézbesítés alatt van."),
        (Locale::Cs, "Balíček je v přepravě."),
        (Locale::Fr, "Le colis a été livré dans votre boîte aux lettres."),
        (Locale::Fr, "Votre commande est réglée."),
        (Locale::Fr, "Le colis est parti."),
    ] {
        assert_ne!(unknown(text, locale, &Facts::default()), Vec::<String>::new(), "{text}");
    }
}

/// A promise of time, a fact that holds it, and one that does not.
type Promised = (&'static str, &'static str, &'static str);

const DAYS: [(Locale, &[Promised]); 5] = [
    (
        Locale::Ru,
        &[
            ("Отправим сегодня.", "Отправка сегодня вечером.", "Отправка завтра."),
            ("Привезём послезавтра.", "Доставка послезавтра.", "Доставка завтра."),
            ("Ждите в среду.", "Доставка до среды.", "Доставка в пятницу."),
            ("Вернём через два дня.", "Возврат занимает 2 дня.", "Возврат занимает 3 дня."),
            ("Доставка занимает три-четыре рабочих дня.", "Доставка 3-4 дня.", "Доставка 34 дня."),
            ("Доставим за 5 дней.", "Доставка занимает пять дней.", "Доставка занимает шесть дней."),
            ("Ответим в течение недели.", "Отвечаем за неделю.", "Отвечаем за день."),
            ("Доставим за пару дней.", "Доставка занимает несколько дней.", "Доставка занимает несколько недель."),
            ("Отправим на следующей неделе.", "Склад откроется на следующей неделе.", "Склад открыт на этой неделе."),
            ("Ответим до конца дня.", "Отвечаем до конца рабочего дня.", "Отвечаем до конца недели."),
            ("Отгрузим в декабре.", "Поступление 5 декабря.", "Поступление 5 ноября."),
        ],
    ),
    (
        Locale::En,
        &[
            ("We ship it today.", "Shipping is today.", "Shipping is tomorrow."),
            ("It arrives the day after tomorrow.", "Expected: the day after tomorrow.", "Expected tomorrow."),
            ("Expect it on Wednesday.", "It comes on Wednesdays.", "It comes on Fridays."),
            ("Delivery takes two weeks.", "Delivery takes 2 weeks.", "Delivery takes 3 weeks."),
            ("It takes two or three days.", "It takes 2-3 days.", "It takes 23 days."),
            ("We answer within a week.", "One week is what it takes.", "It takes a few weeks."),
            ("It takes a couple of days.", "It takes several days.", "It takes several hours."),
            ("You get it next week.", "The next week is ours.", "This week is ours."),
            ("We answer by the end of the day.", "We answer before the end of the working day.", "We answer by the end of the week."),
        ],
    ),
    (
        Locale::Hu,
        &[
            ("Ma feladjuk.", "A feladás ma történik.", "A feladás holnap történik."),
            ("Holnap érkezik.", "Holnapra várható.", "Holnapután várható."),
            ("Szerdán szállítjuk.", "Szállítás: szerda.", "Szállítás: péntek."),
            ("Két nap múlva ott lesz.", "A szállítás 2 nap.", "A szállítás 3 nap."),
            ("Egy héten belül válaszolunk.", "Egy hét alatt válaszolunk.", "Egy hónap alatt válaszolunk."),
            ("Pár nap alatt odaér.", "Néhány nap a szállítás.", "Néhány hét a szállítás."),
            ("November 25-én érkezik.", "Várható: november 25.", "Várható: október 25."),
            ("A nap végéig válaszolunk.", "Még a nap végéig írunk.", "Még a hét végéig írunk."),
        ],
    ),
    (
        Locale::Cs,
        &[
            ("Dnes odešleme.", "Odeslání dnes.", "Odeslání zítra."),
            ("Pozítří dorazí.", "Doručení pozítří.", "Doručení zítra."),
            ("Ve středu dorazí.", "Doručení do středy.", "Doručení v pátek."),
            ("Dorazí za pět až sedm pracovních dnů.", "Doprava trvá 5-7 dnů.", "Doprava trvá 57 dnů."),
            ("Odpovíme do týdne.", "Odpověď trvá týden, nejpozději za týden.", "Odpověď za den."),
            ("Dorazí během pár dní.", "Doprava trvá několik dnů.", "Doprava trvá několik týdnů."),
            ("Dorazí 24. 11. odpoledne.", "Doručení 24. listopadu.", "Doručení 24. prosince."),
            ("Dorazí 10. července.", "Doručení 10.07.2026.", "Doručení 10.06.2026."),
            ("Odpovíme do konce dne.", "Píšeme do konce dne.", "Píšeme do konce týdne."),
        ],
    ),
    (
        Locale::Fr,
        &[
            ("Nous l'envoyons aujourd'hui.", "Départ aujourd'hui.", "Départ demain."),
            ("Il arrive après-demain.", "Arrivée après-demain.", "Arrivée demain."),
            ("Livraison prévue mercredi.", "Livraison le mercredi.", "Livraison le vendredi."),
            ("Il arrive dans deux jours.", "Il faut 2 jours.", "Il faut 3 jours."),
            ("Nous répondrons sous une semaine.", "Réponse en une semaine.", "Réponse en un mois."),
            ("Il arrive dans quelques jours.", "Il faut plusieurs jours.", "Il faut plusieurs semaines."),
            ("Départ la semaine prochaine.", "Nous partons la semaine prochaine.", "Nous partons cette semaine."),
            ("Réponse avant la fin de la journée.", "Réponse en fin de journée.", "Réponse en fin de semaine."),
        ],
    ),
];

#[test]
fn days_and_spans_in_words_come_from_the_facts() {
    for (locale, cases) in DAYS {
        for (claim, fact, other) in cases {
            assert_ne!(unknown(claim, locale, &Facts::default()), Vec::<String>::new(), "nothing is known: {claim}");
            assert_eq!(unknown(claim, locale, &told(fact)), Vec::<String>::new(), "{fact} says: {claim}");
            assert_ne!(unknown(claim, locale, &told(other)), Vec::<String>::new(), "{other} does not say: {claim}");
            assert_ne!(unknown(claim, locale, &heard(fact)), Vec::<String>::new(), "a buyer's {fact} promises nothing: {claim}");
        }
    }
}

#[test]
fn the_same_day_in_another_language_is_the_same_day() {
    assert_eq!(unknown("Holnap érkezik.", Locale::Hu, &told("Доставка завтра")), Vec::<String>::new());
    assert_eq!(unknown("It comes on Tuesday.", Locale::En, &told("вторник")), Vec::<String>::new());
    assert_eq!(unknown("Il faut trois jours.", Locale::Fr, &told("Доставка занимает 3 дня")), Vec::<String>::new());
}

#[test]
fn of_a_buyers_words_figures_are_repeated_and_no_promises_made() {
    let asked = heard("Заказ 44810-7 от 16 ноября, размер 42, трек RB123456789CN. Жду две недели! Привезёте завтра или 25 ноября? Вчера писала");
    let flagged = |text: &str| unknown(text, Locale::Ru, &asked);
    let repeated = "Видим заказ 44810-7 от 16 ноября, размер 42, трек RB123456789CN.";
    for fine in [repeated, "Две недели — это долго, простите.", "Прочитали то, о чём вы вчера спрашивали."]
    {
        assert_eq!(flagged(fine), Vec::<String>::new(), "{fine}");
    }
    for (promise, words) in [
        ("Да, 25 ноября.", "25"),
        ("Доставим 25 ноября, не волнуйтесь.", "25"),
        ("25 ноября.", "25"),
        ("Ваш заказ будет у вас через две недели.", "две недели"),
        ("Хорошо, завтра.", "завтра"),
    ] {
        assert_eq!(flagged(promise), [words], "{promise}");
    }
}

#[test]
fn a_text_is_a_fact_for_itself() {
    for (name, source) in [JUDGED[0], JUDGED[2]] {
        for reply in judged(source) {
            assert_eq!(unknown(&reply.text, reply.locale, &told(&reply.text)), Vec::<String>::new(), "{name}: {}", reply.text);
        }
    }
}
