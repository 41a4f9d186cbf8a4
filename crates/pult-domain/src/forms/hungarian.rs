//! Hungarian: plural or owner, then case, one behind the other; verbs in both conjugations; vowels
//! that fall out (bokor, bokrot). Folded, so that the lengthened vowel of lámpa and lámpát is one.

use super::Reading;
use super::endings::{Endings, last_letters, without_last};
use std::sync::LazyLock;

const OWNED: &str = "- k ok ek ak m om em am d od ed ad a e ja je nk unk tok tek otok etek atok uk juk \
    im eim aim jaim jeim id aid eid jaid jeid i ai ei jai jei ink aink eink jaink jeink itok itek aitok eitek jaitok jeitek ik aik eik jaik jeik eek";
const CASES: &str =
    "- t at et ot ban ben bol ba be nak nek hoz hez tol rol ra re n on en an ig ert kent kor nal nel val vel va ve stul kepp kepp onkent enkent nkent";
const VERB: &str = "- ni ani eni ok ek sz asz esz ol el unk tok tek otok nak nek anak enek om em od ed ja i juk uk jatok itek jak ik \
    tam tem tal tel tunk tatok tetek tak tek ta te tuk t ott ett at et ottam ettem attam ottal ettel attal ottunk ettunk attunk ottak ettek attak otta ette atta ottuk ettuk attuk \
    nal nel na ne nank nenk natok netek nanak nenek nam nem nad ned ana ene anak enek anek anal enel anank enenk \
    j jek jak jal jel jon jen junk jatok jetek janak jenek jam jem jad jed jek je ad ed \
    hat het hatok hetek hatunk hetunk hatnak hetnek hatja heti hato heto hatom hetem hatott hetett hatna hetne va ve o ando endo";
/// Endings of verbs in s, sz and z, whose last letter is doubled before j: olvas, olvassa.
const DOUBLED: &str = "- a e ak ek on en uk unk am em ad ed atok etek anak enek al el";

static NOUNS: LazyLock<Endings> = LazyLock::new(|| Endings::from_all(nouns_list()));
static AFTER_VOWEL: LazyLock<Endings> = LazyLock::new(|| Endings::from_all(nouns_list().into_iter().filter(|ending| fits("a", ending))));
static AFTER_CONSONANT: LazyLock<Endings> = LazyLock::new(|| Endings::from_all(nouns_list().into_iter().filter(|ending| fits("l", ending))));
/// Those that begin with a vowel: only before them a vowel of the stem falls out.
static VOWELS: LazyLock<Endings> = LazyLock::new(|| Endings::from_all(nouns_list().into_iter().filter(|ending| ending.starts_with(is_vowel))));
/// The others.
static CONSONANTS: LazyLock<Endings> = LazyLock::new(|| Endings::from_all(nouns_list().into_iter().filter(|ending| !ending.starts_with(is_vowel))));
static WITH: LazyLock<Endings> = LazyLock::new(|| Endings::of(&["al el a e"]));
static VERBS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[VERB]));
static AFTER_DOUBLED: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[DOUBLED]));

/// Consonants written with two letters.
const DIGRAPHS: [&str; 8] = ["sz", "zs", "cs", "gy", "ny", "ty", "ly", "dz"];

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn nouns_list() -> Vec<String> {
    let none = |piece: &'static str| if piece == "-" { "" } else { piece };
    let mut all = Vec::new();
    for owned in OWNED.split_whitespace().map(none) {
        all.extend(CASES.split_whitespace().map(none).map(|case| format!("{owned}{case}")));
        // "With" and "into" take over the consonant before them: ok + val is okkal.
        if let Some(last) = owned.chars().last().filter(|last| !is_vowel(*last)) {
            all.extend(["al", "el", "a", "e"].map(|rest| format!("{owned}{last}{rest}")));
        }
    }
    // Comparison and manner.
    all.extend(["bb", "abb", "ebb", "obb", "abban", "ebben", "abbat", "ebbet", "abbak", "ebbek", "ul", "lag", "leg"].map(str::to_owned));
    all
}

/// Every way to read a word.
pub(super) fn read(word: &str, out: &mut Vec<Reading>) {
    for (stem, ending) in NOUNS.cut(word) {
        // One letter says little: lámpa is no lámp with an owner.
        let least = match ending.len() {
            0 => 1,
            1 if ending.starts_with(is_vowel) => 5,
            1 => 4,
            _ => 3,
        };
        if stem.len() >= least && fits(stem, ending) {
            push(out, stem, nouns(stem), true);
            assimilated(stem, out);
            fleeting(stem, out);
        }
    }
    if let Some(stem) = without_with(word) {
        push(out, &stem, nouns(&stem), true);
        fleeting(&stem, out);
    }
    for (stem, ending) in VERBS.cut(word) {
        if stem.len() > 3 || ending.is_empty() {
            verb(stem, out);
        }
    }
    if let Some(stem) = AFTER_DOUBLED.cut(word).find_map(|(stem, _)| single(stem)) {
        verb(&stem, out);
    }
}

/// A lone consonant stands behind a vowel (lámpám, lámpák), -t behind some consonants too (boltot, kést).
fn fits(stem: &str, ending: &str) -> bool {
    match ending {
        "t" => !stem.ends_with(['b', 'c', 'd', 'f', 'g', 'h', 'k', 'm', 'p', 't', 'v']),
        "m" | "d" | "k" | "n" => stem.ends_with(is_vowel),
        "ig" => true,
        _ if ending.starts_with('i') => stem.ends_with(is_vowel),
        _ => true,
    }
}

/// The endings that fit a stem.
fn nouns(stem: &str) -> &'static Endings {
    if stem.ends_with(is_vowel) { &AFTER_VOWEL } else { &AFTER_CONSONANT }
}

fn verb(stem: &str, out: &mut Vec<Reading>) {
    push(out, stem, &VERBS, true);
    if stem.ends_with(['s', 'z']) {
        push(out, &doubled(stem), &AFTER_DOUBLED, false);
    }
    if let Some(base) = stem.strip_suffix('t') {
        push(out, &format!("{base}ss"), &AFTER_DOUBLED, false);
        push(out, &format!("{stem}s"), &AFTER_DOUBLED, false);
    }
}

fn push(out: &mut Vec<Reading>, stem: &str, endings: &'static Endings, own: bool) {
    out.push(Reading { stem: stem.to_owned(), endings, own });
}

/// The stem with its last consonant doubled: csomag, csomagg; kész, késsz.
fn doubled(stem: &str) -> String {
    match DIGRAPHS.iter().find_map(|digraph| stem.strip_suffix(*digraph).map(|base| (base, *digraph))) {
        Some((base, digraph)) => format!("{base}{}{digraph}", digraph.chars().next().unwrap_or_default()),
        None => format!("{stem}{}", stem.chars().last().unwrap_or_default()),
    }
}

/// The other way round.
fn single(stem: &str) -> Option<String> {
    for digraph in DIGRAPHS {
        if let Some(base) = stem.strip_suffix(digraph)
            && let Some(base) = base.strip_suffix(digraph.chars().next().unwrap_or_default())
        {
            return Some(format!("{base}{digraph}"));
        }
    }
    let [last, second] = last_letters::<2>(stem)?;
    (last == second && !is_vowel(last)).then(|| without_last(stem, 1).to_owned())
}

/// csomag with -val is csomaggal.
fn assimilated(stem: &str, out: &mut Vec<Reading>) {
    if stem.chars().last().is_some_and(|last| !is_vowel(last)) {
        push(out, &doubled(stem), &WITH, false);
    }
}

fn without_with(word: &str) -> Option<String> {
    ["al", "el"].iter().find_map(|with| word.strip_suffix(*with)).and_then(single)
}

/// Nouns whose last vowel falls out before a vowel: a closed list, for any other word may look so.
const FLEETING: &str = "bokor cukor csokor csupor dolog eper gyomor iker izom alom jarom kapor korom majom malom nyomor okor pecek retek sarok \
    sator selyem szatyor szeder szerelem szobor titok torok torony tucsok tukor vodor feszek kebel lepel piszok marok mocsok terem etterem \
    godor kolyok burok horog tulok lelek bagoly fogoly pehely kehely teher";

static FALLEN: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let fallen = |whole: &'static str| last_consonant(whole).map(|(base, last)| (whole, format!("{}{last}", without_last(base, 1))));
    FLEETING.split_whitespace().filter_map(fallen).collect()
});

/// The last consonant of a stem, with what stands before it.
fn last_consonant(stem: &str) -> Option<(&str, &str)> {
    let at = DIGRAPHS.iter().find(|digraph| stem.ends_with(**digraph)).map_or(1, |digraph| digraph.len());
    let (base, last) = stem.split_at_checked(stem.len().checked_sub(at)?)?;
    last.chars().all(|c| !is_vowel(c)).then_some((base, last))
}

/// bokor and bokrot; every word in -alom and -elem too (tartalom, tartalmat).
fn fleeting(stem: &str, out: &mut Vec<Reading>) {
    let mut both = |whole: &str, fallen: &str| {
        push(out, whole, &CONSONANTS, false);
        push(out, fallen, &VOWELS, false);
    };
    // Compounds too: fürdőszobatükör.
    for (whole, fallen) in FALLEN.iter() {
        if let Some(first) = stem.strip_suffix(whole).or_else(|| stem.strip_suffix(fallen.as_str())) {
            both(&format!("{first}{whole}"), &format!("{first}{fallen}"));
        }
    }
    for (whole, fallen) in [("alom", "alm"), ("elem", "elm")] {
        if let Some(first) = stem.strip_suffix(whole).or_else(|| stem.strip_suffix(fallen)).filter(|first| first.len() > 1) {
            both(&format!("{first}{whole}"), &format!("{first}{fallen}"));
        }
    }
}
