//! French: plurals and feminines, verbs of the three groups. Folded, so that `réparé` and `répare`
//! are one; elisions (l', d', qu') are cut off before words come here.

use super::Reading;
use super::endings::Endings;
use std::sync::LazyLock;

const NOMINAL: &str = "- s x e es";
const FIRST: &str = "er e es ons ez ent ais ait ions iez aient erai eras era erons erez eront erais erait erions eriez eraient ant ants ante antes ee ees eons eait eais eaient eant";
const SECOND: &str = "ir is it issons issez issent issait issais issaient i ie ies irai iras ira irons irez iront irait issant ise ises its ite ites issement";
const THIRD: &str = "re s - ons ez ent u ue us ues ais ait aient rai ras ra rons rez ront rait t te tes ts ant";

static NOMINALS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[NOMINAL]));
static FIRSTS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[FIRST]));
static SECONDS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[SECOND]));
static THIRDS: LazyLock<Endings> = LazyLock::new(|| Endings::of(&[THIRD]));
/// Pairs of endings that change together: singular and plural, masculine and feminine, and the
/// spellings of verbs (envoyer and envoie, appeler and appelle, manger and mangeons).
const SWAPPED: [(&str, &str); 19] = [
    ("al", "aux"),
    ("ail", "aux"),
    ("if", "ive"),
    ("eux", "euse"),
    ("euf", "euve"),
    ("eur", "euse"),
    ("teur", "trice"),
    ("el", "elle"),
    ("en", "enne"),
    ("on", "onne"),
    ("et", "ette"),
    ("os", "osse"),
    ("as", "asse"),
    ("anc", "anche"),
    ("sec", "seche"),
    ("ong", "ongue"),
    ("ic", "ique"),
    ("eau", "elle"),
    ("oux", "ouce"),
];
const THEMES: [(&str, &str); 6] = [("oy", "oi"), ("ay", "ai"), ("uy", "ui"), ("el", "ell"), ("et", "ett"), ("g", "ge")];

fn push(out: &mut Vec<Reading>, stem: &str, endings: &'static Endings, own: bool) {
    out.push(Reading { stem: stem.to_owned(), endings, own });
}

/// Every way to read a word.
pub(super) fn read(word: &str, out: &mut Vec<Reading>) {
    for (stem, _) in NOMINALS.cut(word).filter(|(stem, _)| stem.len() > 2) {
        push(out, stem, &NOMINALS, true);
        for (one, other) in SWAPPED {
            for (from, to) in [(one, other), (other, one)] {
                if let Some(base) = stem.strip_suffix(from).filter(|base| !base.is_empty()) {
                    push(out, &format!("{base}{to}"), &NOMINALS, false);
                }
            }
        }
    }
    for (stem, _) in FIRSTS.cut(word).filter(|(stem, ending)| is_enough(stem, ending)) {
        push(out, stem, &FIRSTS, true);
        themes(stem, out);
    }
    for class in [&SECONDS, &THIRDS] {
        for (stem, _) in class.cut(word).filter(|(stem, ending)| is_enough(stem, ending)) {
            push(out, stem, class, true);
        }
    }
}

/// A short stem needs an ending that says something.
fn is_enough(stem: &str, ending: &str) -> bool {
    stem.len() > 3 || (stem.len() == 3 && (matches!(ending, "er" | "ir") || ending.starts_with("iss")))
}

fn themes(stem: &str, out: &mut Vec<Reading>) {
    for (one, other) in THEMES {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(base) = stem.strip_suffix(from).filter(|base| base.len() > 1) {
                push(out, &format!("{base}{to}"), &FIRSTS, false);
            }
        }
    }
}
