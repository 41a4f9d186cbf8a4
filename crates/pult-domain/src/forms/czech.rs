//! Czech has no ready-made stemmer. Nouns and adjectives share one set of endings (they nearly do in
//! the language too), verbs have one of all themes with the long aspect (objednat, objednávat);
//! vowels come and go (hrnek, hrnku), consonants soften (ruka, ruce).

use super::Reading;
use super::endings::{Endings, last_letters, product, without_last};
use std::sync::LazyLock;

const NOMINAL: &str = "- a u e i y o ou em am um ach ech ich ami emi imi mi im ovi ove ama ete eti etem ata aty atum atech \
    eho emu ym ych ymi iho imu ejsi ejsiho ejsim ejsich ove uv ova ovu ovo ovy";
/// Before these a last consonant softens.
const SOFT: &str = "e i ich ech im iho imu imi";
/// dělat, with the long aspect of other verbs (objednávat).
const A_THEME: &str = "at am as a ame ate aji al ala alo ali aly an ana ano any ej ejte ejme ani anim anich \
    avat avam avas ava avame avate avaji aval avala avalo avali avaly avan avana avano avany avani avej avejte";
/// prosit, vidět.
const I_THEME: &str = "it im is i ime ite il ila ilo ili ily ic et eji el ela elo eli ely ejte ut uta uto uty \
    ivat evat ivam iva ivaji ival ivala ivali evam eva evaji eval evala evali";
/// prominout.
const NU_THEME: &str = "nout nu nes ne neme nete nou nul nula nulo nuli nuly nut nuta nuto nuty nuti";
/// kupovat.
const OVA_THEME: &str = "ovat uju uji ujes uje ujeme ujete ujou uj ujte ujme oval ovala ovalo ovali ovaly ovan ovana ovano ovany ovani ovanim ujici";
/// nést.
const BARE_THEME: &str = "l la lo li ly st ct";
const PRESENT: &str = "u es e eme ete ou i im is ime ite eji ej ejte te me en ena eno eny eni enim enich el ela elo eli ely et";
const FULL: &str = "y a e eho emu em ym ou ych ymi i";

static NOMINALS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[NOMINAL]));
static SOFTENED: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[SOFT]));
static BARE: LazyLock<Endings> = LazyLock::new(|| Endings::of(&["-"]));
static VERBS: LazyLock<[Endings; 5]> = LazyLock::new(|| {
    [
        Endings::of(&[A_THEME, &product("an avan", FULL)]),
        Endings::of(&[I_THEME, PRESENT, &product("en", FULL)]),
        Endings::of(&[NU_THEME, &product("nut", FULL)]),
        Endings::of(&[OVA_THEME, &product("ovan", FULL)]),
        Endings::of(&[BARE_THEME, PRESENT]),
    ]
});
static CHANGED: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[PRESENT, &product("en", FULL)]));

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn push(out: &mut Vec<Reading>, stem: &str, endings: &'static Endings, own: bool) {
    out.push(Reading { stem: stem.to_owned(), endings, own });
}

/// Every way to read a word.
pub(super) fn read(word: &str, out: &mut Vec<Reading>) {
    for (stem, ending) in NOMINALS.cut(word) {
        push(out, stem, &NOMINALS, true);
        fleeting(stem, ending, out);
        softened(stem, ending, out);
    }
    for theme in VERBS.iter() {
        for (stem, ending) in theme.cut(word).filter(|(stem, _)| stem.len() > 3) {
            push(out, stem, theme, true);
            changed(stem, ending, out);
        }
    }
}

/// hrnek and hrnku, ponožka and ponožek.
fn fleeting(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    let Some([last, second, third]) = last_letters::<3>(stem) else { return };
    if is_vowel(last) {
        return;
    }
    let base = without_last(stem, 2);
    if ending.is_empty() && second == 'e' && !is_vowel(third) {
        let fallen = format!("{base}{last}");
        push(out, &fallen, &NOMINALS, false);
        softened(&fallen, "a", out);
    } else if !ending.is_empty() && !is_vowel(second) {
        push(out, &format!("{}e{last}", without_last(stem, 1)), &BARE, false);
    }
}

/// ruka and ruce, noha and noze, moucha and mouše, česká and čeští.
fn softened(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    const PAIRS: [(&str, &str); 5] = [("ck", "ct"), ("sk", "st"), ("k", "c"), ("h", "z"), ("ch", "s")];
    for (hard, soft) in PAIRS {
        if let Some(base) = stem.strip_suffix(hard) {
            push(out, &format!("{base}{soft}"), &SOFTENED, false);
        }
        if SOFTENED.has(ending)
            && let Some(base) = stem.strip_suffix(soft)
        {
            let hard = format!("{base}{hard}");
            fleeting(&hard, "a", out);
            push(out, &hard, &NOMINALS, false);
        }
    }
}

/// vrátit and vrácen, poškodit and poškozený.
fn changed(stem: &str, ending: &str, out: &mut Vec<Reading>) {
    const PAIRS: [(&str, &str); 4] = [("t", "c"), ("d", "z"), ("st", "sten"), ("sl", "sl")];
    for (plain, changed) in PAIRS {
        if let Some(base) = stem.strip_suffix(plain) {
            push(out, &format!("{base}{changed}"), &CHANGED, false);
        }
        if CHANGED.has(ending)
            && let Some(base) = stem.strip_suffix(changed)
        {
            VERBS.iter().for_each(|theme| push(out, &format!("{base}{plain}"), theme, false));
        }
    }
}
