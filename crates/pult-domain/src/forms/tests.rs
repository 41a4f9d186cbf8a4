use super::*;
use crate::stems::fold;

/// Groups whose words all are forms of each other.
fn meet(groups: &[&str]) {
    let stemmers = Stemmers::default();
    let mut missed = Vec::new();
    for group in groups {
        let words: Vec<String> = group.split_whitespace().map(fold).collect();
        for one in &words {
            let forms = Forms::of(&stemmers, one);
            for other in &words {
                let begins = one == other || forms.irregular().contains(&other.as_str()) || forms.beginnings().iter().any(|b| other.starts_with(b));
                if !forms.accept(&stemmers, other) || !begins {
                    missed.push(format!("{one} {other}"));
                }
            }
        }
    }
    assert!(missed.is_empty(), "{} pairs do not meet: {missed:?}", missed.len());
}

#[test]
fn russian_forms_meet() {
    meet(&[
        "чехол чехла чехлы чехлом чехле чехлов",
        "замок замка замки замком",
        "подарок подарка подарки подарков",
        "сумка сумки сумок сумку сумкой",
        "письмо писем письма",
        "наклейка наклеек наклейки",
        "палец пальца пальцы",
        "ремень ремня ремни",
        "платить плачу платит платили",
        "заказать закажу закажите заказал заказала",
        "отправить отправлю отправьте отправили отправлен отправленный",
        "вернуть верну вернули верните вернул вернула",
        "сломаться сломался сломалась сломалось сломались",
        "прийти пришел пришла придет придут",
        "красный красная красного красную красных красным",
        "день дня дней",
        "деньги денег деньгами",
    ]);
}

#[test]
fn hungarian_forms_meet() {
    meet(&[
        "bolt boltban boltot boltok boltokban boltja boltból bolttal",
        "rendelés rendelésem rendelések rendeléseimet rendelést rendeléssel",
        "lámpa lámpám lámpát lámpával lámpák lámpáját",
        "csomag csomagot csomaggal csomagom csomagja csomagok",
        "bokor bokrot bokrok bokorban",
        "kész késszel",
        "küld küldtem küldött küldjék küldeni küldenek",
        "olvas olvassa olvasott",
        "ló lovat lovak",
    ]);
}

#[test]
fn czech_forms_meet() {
    meet(&[
        "hrnek hrnku hrnky hrnkem",
        "ponožka ponožky ponožek ponožku ponožkám",
        "ruka ruce ruky",
        "taška tašce tašek",
        "objednat objednal objednala objednávám objednám objednáno objednání",
        "vrátit vrácen vrátil vracet vráceno",
        "poškodit poškozený poškozená poškodil",
        "zaplatit zaplatil zaplaceno zaplatím",
        "bílý bílého bílá bílém bílé",
        "peníze peněz penězi",
    ]);
}

#[test]
fn french_and_english_forms_meet() {
    meet(&[
        "réparer réparé répare réparée réparez",
        "rideau rideaux",
        "cheval chevaux",
        "envoyer envoie envoyé enverrez",
        "appeler appelle appelé",
        "cassé cassée cassés casser",
        "finir finissez finissait",
        "complain complained complaining complains",
        "knife knives",
        "break broke broken",
        "delivery deliveries",
    ]);
}

#[test]
fn other_words_do_not_meet() {
    let stemmers = Stemmers::default();
    for (one, other) in [
        ("желтый", "желток"),
        ("плата", "платок"),
        ("склад", "сладкий"),
        ("пылесос", "пыльца"),
        ("kolo", "koláč"),
        ("tričko", "trik"),
        ("lampa", "lampion"),
        ("ruha", "rúd"),
        ("lámpa", "lapos"),
        ("manche", "manteau"),
        ("rideau", "ride"),
        ("complain", "complete"),
        ("зарядка", "заря"),
        ("12345", "1234"),
    ] {
        let (one, other) = (fold(one), fold(other));
        assert!(!Forms::of(&stemmers, &one).accept(&stemmers, &other), "{one} is not {other}");
    }
}
