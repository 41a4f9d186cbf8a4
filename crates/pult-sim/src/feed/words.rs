//! Words for a feed: common ones, inflected ones, and a long tail of rare ones.

use crate::dice::mix;

/// How many equal slices of chance a language has, as a power of two.
const SLICE_BITS: u32 = 16;

/// One language: words by falling frequency, and which of them a slice of chance means.
#[derive(Debug)]
struct Tongue {
    words: Vec<String>,
    /// For each slice the place of its first word: Zipf's law without a logarithm per word. Where
    /// words are rare one slice means several.
    slices: Vec<u32>,
    /// Words of a message of middle length.
    middle: u64,
}

/// Lengths of messages in sixteenths of the middle one: median 16, one in sixteen nearly three times.
const LENGTHS: [u64; 16] = [2, 5, 8, 10, 12, 13, 15, 16, 17, 18, 20, 23, 26, 31, 38, 47];

/// All languages, in the order ru, hu, cs, fr, en.
#[derive(Debug)]
pub(super) struct Words(Vec<Tongue>);

const NAMES: [&str; 48] = [
    "Анна",
    "Мария",
    "Елена",
    "Ольга",
    "Наталья",
    "Екатерина",
    "Татьяна",
    "Ирина",
    "Светлана",
    "Юлия",
    "Дарья",
    "Полина",
    "Алёна",
    "Вера",
    "Галина",
    "Людмила",
    "Иван",
    "Сергей",
    "Алексей",
    "Дмитрий",
    "Андрей",
    "Максим",
    "Михаил",
    "Павел",
    "Олег",
    "Никита",
    "Артём",
    "Игорь",
    "Роман",
    "Тимур",
    "Руслан",
    "Ильдар",
    "Эльвира",
    "Зоя",
    "Ксения",
    "Вероника",
    "Anna K.",
    "Katalin",
    "Zoltán",
    "Bence",
    "Jana",
    "Petr",
    "Camille",
    "Élodie",
    "James",
    "Sofia",
    "Tom",
    "Priya",
];

const RU: (&str, &str, &str) = (
    "и в не на я что с а заказ как это за по к но у же когда вы мне есть из так ещё здравствуйте спасибо очень можно или бы мы от уже до для нет да вас если день добрый пожалуйста товар пришёл где почему только без всё был под размер цвет доставка возврат деньги",
    "заказ чашк тарелк чайник кружк ваз набор подарок упаковк коробк доставк возврат размер цвет качеств посылк пункт курьер оплат скидк товар магазин продавц покупател отзыв фотограф трещин скол брак крышк ручк поддон скатерт салфетк полотенц подушк одеял светильник ламп полк корзин рамк зеркал кастрюл сковород ножниц термос бутылк фартук игрушк куртк плать рубашк ботинк сапог кроссовк джинс футболк носк шапк шарф перчатк ремень сумк рюкзак кошельк телефон наушник зарядк кабел чехол экран батаре мышк клавиатур принтер бумаг тетрад ручн карандаш книг календар открытк шампун мыл крем масл паст щётк порошк губк перчат ведр швабр пылесос утюг фен весы градусник витамин чай коф шоколад печень мёд варень крупк мук сахар соль",
    " а у ы е ом ой ами ах ов и я ю ем ей ям ями ях ый ая ое ые ого ому ым ых ую ать ал ала али ает ают ил или ила ит ят ить ился илась ились ный ная ное ные ного",
);
const HU: (&str, &str, &str) = (
    "a az és nem hogy van egy is ez de meg már csak jó napot köszönöm szépen kérem mikor hol miért rendelés csomag szállítás méret szín még nagyon ha vagy mert volt lesz kérdés",
    "rendel csésze tányér kanna bögre váza készlet ajándék csomagol doboz szállít visszaküld méret szín minőség futár fizet kedvezmény termék bolt eladó vevő kép repedés hiba fedél terítő szalvéta lámpa polc kosár keret tükör ruha cipő táska telefon töltő könyv",
    " t k ban ben ba be nak nek val vel ról ről tól től hoz hez ot et ok ek om em unk ünk ás és ett ott ható hető",
);
const CS: (&str, &str, &str) = (
    "a v na se je že to s z do o nebo ale jak kdy kde proč dobrý den děkuji prosím objednávka balík doručení velikost barva ještě už jen velmi když protože byl bude mám",
    "objedn hrnk talíř konvic šálk váz sad dárk balen krabic doruč vrácen velikost barv kvalit kurýr platb slev zboží obchod prodejc zákazník fotk prasklin vad víčk ubrus ubrousk lamp polic košík rám zrcadl šat bot tašk telefon nabíječk knih",
    " a u y e em ou ami ách ů i ovi ům ech ný ná né ného nému al ala ali it ím íš ení ovat",
);
const FR: (&str, &str, &str) = (
    "de la le les et à un une je vous est pas pour que qui en du ne ce il bonjour merci commande colis livraison taille couleur quand où pourquoi très mais avec sans encore déjà bien être avoir",
    "command tass assiett théièr vas servic cadeau emball carton livr retour taill couleur qualit coursier pai réduct produit boutiqu vendeur client photo fissur défaut couvercl napp serviett lamp étagèr panier cadr miroir rob chaussur sac téléphon charg livr",
    " e es s er é ée ées ais ait ent ez ons ation ations eur euse able ement",
);
const EN: (&str, &str, &str) = (
    "the and to a i it is in of my was you for not but on with this that have when where why order parcel delivery size colour hello thanks please very still already just can would could be are we",
    "order cup plate teapot mug vase set gift pack box deliver return size colour quality courier pay discount product shop sell buy photo crack defect lid cloth napkin lamp shelf basket frame mirror dress shoe bag phone charge book",
    " s ed ing er ers able ly ment ments ness ful less",
);

/// Syllables of rare words: surnames, places, brands.
const SYLLABLES: ([&str; 24], [&str; 24]) = (
    ["ба", "ве", "го", "ди", "жа", "зу", "ки", "ло", "ме", "ну", "по", "ри", "са", "ту", "фе", "ха", "ца", "чи", "шо", "эл", "юр", "ян", "мир", "град"],
    ["ba", "ve", "go", "di", "ja", "zu", "ki", "lo", "me", "nu", "po", "ri", "sa", "tu", "fe", "ha", "ca", "chi", "sho", "el", "ur", "an", "mir", "ton"],
);

impl Words {
    pub(super) fn new() -> Self {
        let tongue = |(common, stems, ends): (&str, &str, &str), alphabet, forms, middle| Tongue::new(common, stems, ends, alphabet, forms, middle);
        Self(vec![tongue(RU, 0, 60_000, 9), tongue(HU, 1, 20_000, 15), tongue(CS, 1, 20_000, 16), tongue(FR, 1, 20_000, 17), tongue(EN, 1, 20_000, 19)])
    }

    pub(super) fn name(&self, chat_dice: u64) -> &'static str {
        usize::try_from((chat_dice >> 24) % NAMES.len() as u64).ok().and_then(|n| NAMES.get(n)).copied().unwrap_or("Анна")
    }

    /// Writes the text of a roll of the dice: letters, digits, blanks and plain punctuation only.
    pub(super) fn write(&self, language: usize, dice: u64, out: &mut String) {
        let Some(tongue) = self.0.get(language).or(self.0.first()) else { return };
        let length = LENGTHS.get(usize::try_from(dice >> 60).unwrap_or(0)).copied().unwrap_or(16);
        let count = (tongue.middle * length / 16).max(1);
        let mut roll = dice;
        for n in 0..count {
            roll = mix(roll.wrapping_add(0x9E37_79B9_7F4A_7C15));
            if n > 0 {
                // Every ninth word or so a sentence ends; now and then a comma.
                out.push_str(match roll >> 58 {
                    0..6 => ". ",
                    6..13 => ", ",
                    _ => " ",
                });
            }
            out.push_str(tongue.word(roll));
        }
        // One message in eight names an order, one that nobody else names.
        if (dice >> 30).is_multiple_of(8) {
            out.push(' ');
            out.push_str(&(4_000_000_000 + mix(dice) % 999_999_999).to_string());
        }
        out.push_str(if (dice >> 40).is_multiple_of(4) { "?" } else { "." });
    }
}

impl Tongue {
    fn new(common: &str, stems: &str, ends: &str, alphabet: usize, forms: usize, middle: u64) -> Self {
        let mut words: Vec<String> = common.split(' ').map(str::to_owned).collect();
        // Inflected forms: for each ending all stems, so that every stem has common and rare forms.
        words.extend(ends.split(' ').flat_map(|end| stems.split(' ').map(move |stem| format!("{stem}{end}"))));
        let mut roll = 7;
        while words.len() < forms {
            roll = mix(roll + 1);
            let syllables = 2 + roll % 3;
            words.push((0..syllables).map(|n| syllable(alphabet, roll >> (8 + 8 * n))).collect());
        }
        let slices = (0..=1_u32 << SLICE_BITS).map(|slice| place(words.len(), f64::from(slice) / f64::from(1_u32 << SLICE_BITS))).collect();
        Self { words, slices, middle }
    }

    fn word(&self, roll: u64) -> &str {
        let slice = usize::try_from(roll & ((1 << SLICE_BITS) - 1)).unwrap_or(0);
        let (from, to) = (self.slices.get(slice).copied().unwrap_or(0), self.slices.get(slice + 1).copied().unwrap_or(0));
        let wide = u64::from(to.saturating_sub(from).max(1));
        let place = u64::from(from) + (roll >> 24) % wide;
        usize::try_from(place).ok().and_then(|place| self.words.get(place)).map_or("и", String::as_str)
    }
}

fn syllable(alphabet: usize, roll: u64) -> &'static str {
    let list = if alphabet == 0 { &SYLLABLES.0 } else { &SYLLABLES.1 };
    usize::try_from(roll % 24).ok().and_then(|n| list.get(n)).copied().unwrap_or("ла")
}

/// The place of the word at this share of all that is said, by Zipf's law over so many words.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 60,000 words")]
fn place(words: usize, share: f64) -> u32 {
    ((words as f64 + 1.0).powf(share) - 1.0).max(0.0) as u32
}
