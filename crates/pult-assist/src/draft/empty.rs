//! Words that tell nothing of what is asked: greetings, pronouns, particles, and what stands in any question whatever it is
//! after ("how many", "can I", "is it fit for").
//!
//! A list for each language: "pour" is "for" in French and what a jug does in English, "les" is an article there and a forest
//! in Czech. One list for all took such words from questions that hang on them.

use crate::guard::Locale;
use pult_domain::sla::words::is_cyrillic;

/// Folded, between blanks, as the lists below.
const RU: &str = " здравствуите добрыи день вечер утро привет спасибо пожалуиста подскажите скажите можно хочу хотела хотел мне меня мои моя мое мою вам вас ваш вы мы нас как что это этот эта она оно они его для или если еще уже только очень все так там тут где когда почему какои какая какие есть был была было будет быть при про под над без после чтобы нужно надо просто вот даже тоже ли не да нет \
 сколько какого какому какую каких каким каком всех весь вся этого этом этому эту эти этих такои такая такое такие такую ее неи нее него них ним \
 ставить поставить использовать подоидет подоидут подходит подходят годится годятся идет идут делать сделать интересует имеет имеется нужен нужна нужно нужны сам сама сами самому самои ";
const EN: &str = " hello good morning please thanks thank you your the and for are was were with this that have has had can could would will what when where how why does did not but from just also any some there they them then than about into out get got its our these those which who much many use used using need needs myself want wish ";
/// "Jár" is what a cable does that comes with a lamp: Russian "идёт".
const HU: &str = " szia hello jo napot kivanok udv udvozlom koszonom koszi kerem kerek szeretnem hogy nem igen van vagy egy ezt azt meg mar csak akkor mikor hol mit mi miert lehet volt lesz nekem ami amit ez az ugy \
 hany mennyi mennyire mekkora milyen melyik tud tudom tudok lehetne kell kellene akarok akarom hasznalhato hasznalni benne hozza bele ehhez ennek itt ott szukseges jar jarnak ";
const CS: &str = " dobry den ahoj hello prosim dekuji diky chtel chtela bych jsem jste jsou byl byla bylo bude mam mate mit mi me se si to ten tato tento ktery ktera kdy kde jak proc ale nebo jen uz jeste tak tam pro pri pod bez aby \
 jaky jaka jake jakou jakych jakym jaci kolik muzu muze muzete muzeme lze jde jdou daji mam maji hodi pouzit pouzivat potreba potrebuje potrebuju chci chceme nejaky nejake nejakou ktere kteri ty toho tohle ";
const FR: &str = " bonjour bonsoir salut hello merci svp plait voudrais est que qui quoi quand comment pourquoi les des une mon mes votre vos nous vous ils elle pas plus avec dans pour sur par mais deja encore etre avoir avez ete suis sont cela \
 combien quel quelle quels quelles peut peux puis veux faut cette ces ses utiliser ";

/// Whether a folded word tells nothing in a language. Letters tell Russian, and in a Russian message a Latin word is English.
/// Where the language is not sure the lists of all count: what is no word of a question in one of them is a particle of the
/// other often enough, and particles that two questions share make them look like one.
pub(super) fn is(folded: &str, sure: Option<Locale>) -> bool {
    let word = format!(" {folded} ");
    let within = |list: &str| list.contains(&word);
    if is_cyrillic(folded) {
        return within(RU);
    }
    match sure {
        Some(Locale::Ru | Locale::En) => within(EN),
        Some(Locale::Hu) => within(HU),
        Some(Locale::Cs) => within(CS),
        Some(Locale::Fr) => within(FR),
        None => [EN, HU, CS, FR].into_iter().any(within),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_empty_in_its_own_language_only() {
        for (word, empty, told) in
            [("pour", Locale::Fr, Locale::En), ("les", Locale::Fr, Locale::Cs), ("pas", Locale::Fr, Locale::Cs), ("ten", Locale::Cs, Locale::En)]
        {
            assert!(is(word, Some(empty)) && !is(word, Some(told)), "{word}");
            assert!(is(word, None), "{word} where the language is not sure");
        }
        for locale in Locale::ALL {
            assert!(is("можно", Some(locale)) && !is("носик", Some(locale)), "letters tell Russian");
        }
        assert!(is("please", Some(Locale::Ru)) && !is("plus", Some(Locale::Ru)), "\"iPhone Plus\" in a Russian message");
    }
}
