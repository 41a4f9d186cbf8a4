//! Russian: nouns and adjectives by their endings, verbs by one set of all themes, vowels that come
//! and go, consonants that change. Folded: `ё` is `е`, `й` is `и`.

use super::Reading;
use super::endings::{Endings, last_letters, product, without_last};
use std::sync::LazyLock;

const NOUN: &str = "- а я ы и у ю е о ь й ом ем ои ою еи ею ам ям ами ями ах ях ов ев ью ьи ьми ие ия ию ием ии иям иями иях \
    ье ья ью ьем ьев ьям ьями ьях ени енем ена ен енам енами енах";
const FULL: &str = "ыи ии ои ая яя ое ее ые ие ого его ому ему ым им ую юю ых их ыми ими ом ем ою ею еи";
const SHORT: &str = "- а о ы и е";
const THEMES: &str = "ать аю аешь ает аем аете ают ал ала ало али аи аите ан ана ано аны ав авши ая \
    ять яю яешь яет яем яете яют ял яла яло яли яи яите ян яна яно яны яв яя \
    ить ил ила ило или ив ивши \
    еть ею еешь еет еем еете еют ел ела ело ели еи еите \
    уть ул ула уло ули ути \
    нуть ну нешь нет нем нете нут нул нула нуло нули ни ните нь ньте \
    ыть ою оешь оет оем оете оют ыл ыла ыло ыли ои оите ыт ыта ыто ыты \
    овать ую уешь ует уем уете уют овал овала овало овали уи уите ован ована овано ованы \
    евать юю юешь юет юем юете юют евал евала евало евали юи юите";
/// нести: no vowel between stem and ending.
const BARE: &str = "ти л ла ло ли у ешь ет ем ете ут и ите";
const PRESENT: &str = "у ю ешь ет ем ете ут ют ишь ит им ите ат ят и ь ьте ен ена ено ены";
const PARTICIPLES: &str = "анн янн енн ованн нут авш явш ивш увш ывш ающ яющ ящ ащ ущ ющ аем уем им";
/// Going, riding, giving and sending, behind a prefix.
const GO: &str = "шел шла шло шли ити ти иду идешь идет идем идете идут ду дешь дет дем дете дут ди дите иди идите";
const RIDE: &str = "ехать ехал ехала ехало ехали еду едешь едет едем едете едут езжаи езжаите";
const GIVE: &str = "дать дал дала дало дали дам дашь даст дадим дадите дадут даи даите дан дана дано даны";
const SEND: &str = "слать слал слала слало слали шлю шлешь шлет шлем шлете шлют шли шлите слан слана слано сланы";

static NOUNS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[NOUN]));
/// Endings of a stem that lost a vowel, and of one that has it.
static FULL_GRADE: LazyLock<Endings> = LazyLock::new(|| Endings::of(&["- ь"]));
static ADJECTIVES: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[FULL, SHORT]));
static VERBS: LazyLock<Endings> = LazyLock::new(|| reflexive(&[THEMES, PRESENT, &product(PARTICIPLES, FULL)]));
static BARE_VERBS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[BARE]));
/// Endings before which the last consonant changes.
static CHANGED: LazyLock<Endings> = LazyLock::new(|| reflexive(&[PRESENT, &product("енн", FULL)]));
static MOTION: LazyLock<[Endings; 4]> = LazyLock::new(|| [GO, RIDE, GIVE, SEND].map(|list| reflexive(&[list])));

fn reflexive(lists: &[&str]) -> Endings {
    let plain: Vec<String> = lists.iter().flat_map(|list| list.split_whitespace()).map(str::to_owned).collect();
    Endings::from_all(plain.iter().flat_map(|ending| ["", "ся", "сь"].map(|tail| format!("{ending}{tail}"))))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'е' | 'и' | 'о' | 'у' | 'ы' | 'э' | 'ю' | 'я')
}

fn is_consonant(c: char) -> bool {
    !is_vowel(c) && !matches!(c, 'ь' | 'ъ')
}

/// Every way to read a word.
pub(super) fn read(word: &str, out: &mut Vec<Reading>) {
    for (stem, ending) in NOUNS.cut(word) {
        push(out, stem, &NOUNS, true);
        nouns_variants(stem, ending, out);
    }
    for (stem, ending) in ADJECTIVES.cut(word) {
        // A short ending says little: of a short word it would make an adjective of any noun.
        if ending.chars().count() >= 2 || stem.chars().count() > 3 {
            push(out, stem, &ADJECTIVES, true);
            short_adjective(stem, ending, out);
        }
    }
    for (stem, ending) in VERBS.cut(word) {
        let letters = stem.chars().count();
        if letters > 3 || ending.chars().count() > 2 {
            push(out, stem, &VERBS, true);
            changed_consonant(stem, ending, out);
        }
    }
    for (stem, _) in BARE_VERBS.cut(word).filter(|(stem, _)| stem.chars().count() > 3) {
        push(out, stem, &BARE_VERBS, true);
    }
    for endings in MOTION.iter() {
        for (stem, _) in endings.cut(word).filter(|(stem, _)| PREFIXES.contains(stem)) {
            push(out, stem, endings, true);
        }
    }
}

/// Prefixes of three letters and more: a shorter one says too little by itself.
const PREFIXES: [&str; 13] = ["при", "подо", "пере", "про", "раз", "рас", "разо", "ото", "обо", "под", "пред", "воз", "вос"];

fn push(out: &mut Vec<Reading>, stem: &str, endings: &'static Endings, own: bool) {
    out.push(Reading { stem: stem.to_owned(), endings, own });
}

/// Vowels that come and go: чехол and чехла, сумка and сумок, письмо and писем, наклейка and наклеек.
fn nouns_variants(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    let Some([last, second, third]) = last_letters::<3>(stem) else { return };
    let base = without_last(stem, 2);
    if matches!(ending, "" | "ь") && matches!(second, 'е' | 'о') && is_consonant(last) {
        if is_vowel(third) {
            push(out, &format!("{base}и{last}"), &NOUNS, false);
        } else if base.chars().any(is_vowel) {
            push(out, &format!("{base}{last}"), &NOUNS, false);
            push(out, &format!("{base}ь{last}"), &NOUNS, false);
        }
    }
    if !matches!(ending, "" | "ь") && is_consonant(last) {
        match second {
            'и' if is_vowel(third) => push(out, &format!("{base}е{last}"), &FULL_GRADE, false),
            'ь' => push(out, &format!("{base}е{last}"), &FULL_GRADE, false),
            second if is_consonant(second) => {
                let base = without_last(stem, 1);
                push(out, &format!("{base}о{last}"), &FULL_GRADE, false);
                push(out, &format!("{base}е{last}"), &FULL_GRADE, false);
            }
            _ => {}
        }
    }
}

/// Short adjectives have such vowels too: полный and полон.
fn short_adjective(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    if let Some([last, second]) = last_letters::<2>(stem)
        && ending.chars().count() >= 2
        && is_consonant(last)
        && is_consonant(second)
    {
        let base = without_last(stem, 1);
        push(out, &format!("{base}о{last}"), &FULL_GRADE, false);
        push(out, &format!("{base}е{last}"), &FULL_GRADE, false);
    }
}

/// платить and плачу, купить and куплю, заказать and закажу.
const CHANGES: [(&str, &str); 16] = [
    ("т", "ч"),
    ("т", "щ"),
    ("д", "ж"),
    ("д", "жд"),
    ("з", "ж"),
    ("с", "ш"),
    ("к", "ч"),
    ("г", "ж"),
    ("х", "ш"),
    ("ст", "щ"),
    ("ск", "щ"),
    ("п", "пл"),
    ("б", "бл"),
    ("в", "вл"),
    ("м", "мл"),
    ("ф", "фл"),
];

fn changed_consonant(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    for (plain, changed) in CHANGES {
        if let Some(base) = stem.strip_suffix(plain) {
            push(out, &format!("{base}{changed}"), &CHANGED, false);
        }
        if CHANGED.has(ending)
            && let Some(base) = stem.strip_suffix(changed)
        {
            push(out, &format!("{base}{plain}"), &VERBS, false);
        }
    }
}
