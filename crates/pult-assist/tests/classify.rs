//! The shipped classifier against messages it has not learned from, and against everything else that a
//! buyer may send.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test says what it expects")]

use proptest::prelude::*;
use pult_assist::classify::learn::{Example, Settings, learn};
use pult_assist::classify::text::LONGEST;
use pult_assist::classify::{
    Classifier, Correction, CorrectionId, Corrections, Intent, Language, Model, ModelFault, Reading, Sentiment, Tuning, Urgency, fingerprint,
};
use std::path::{Path, PathBuf};

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn examples(path: &Path) -> Vec<Example> {
    let file = std::fs::read_to_string(path).expect("the messages");
    file.lines().map(|line| serde_json::from_str(line).expect("a message with labels")).collect()
}

fn development() -> Vec<Example> {
    examples(&home().join("tests/data/messages-dev.jsonl"))
}

/// By hands that had seen the guide and the development messages, and nothing of the corpus.
fn strangers() -> Vec<Example> {
    examples(&home().join("tests/data/messages-strangers.jsonl"))
}

fn shipped() -> &'static Classifier {
    Classifier::shipped().expect("the model that goes with the program")
}

/// Mean F1 over the labels that occur, precision and recall of each.
fn judged(pairs: &[(usize, usize)]) -> (f64, Vec<(f64, f64)>) {
    let count = |wanted: &dyn Fn(&(usize, usize)) -> bool| pairs.iter().filter(|pair| wanted(pair)).count() as f64;
    let labels = 1 + pairs.iter().map(|(truth, guess)| *truth.max(guess)).max().unwrap_or(0);
    let each: Vec<(f64, f64, f64)> =
        (0..labels).map(|label| (count(&|pair| *pair == (label, label)), count(&|pair| pair.0 == label), count(&|pair| pair.1 == label))).collect();
    let present: Vec<f64> = each.iter().filter(|(_, truth, _)| *truth > 0.0).map(|(hits, truth, guessed)| 2.0 * hits / (truth + guessed)).collect();
    (present.iter().sum::<f64>() / present.len() as f64, each.iter().map(|(hits, truth, guessed)| (hits / guessed.max(1.0), hits / truth.max(1.0))).collect())
}

/// What must be reached of each answer, and of "critical".
struct Least {
    language: f64,
    intent: f64,
    intent_each: f64,
    sentiment: f64,
    urgency: f64,
    critical_precision: f64,
    critical_recall: f64,
}

fn reaches(messages: &[Example], least: &Least) {
    let read: Vec<(&Example, Reading)> = messages.iter().map(|example| (example, shipped().read(&example.text))).collect();
    let f1 = |pair: &dyn Fn(&Example, &Reading) -> (usize, usize)| judged(&read.iter().map(|(example, reading)| pair(example, reading)).collect::<Vec<_>>());
    let (language, _) = f1(&|example, reading| (example.lang.index(), reading.language.index()));
    let (intent, _) = f1(&|example, reading| (example.intent.index(), reading.intent.index()));
    let (sentiment, _) = f1(&|example, reading| (example.sentiment.index(), reading.sentiment.index()));
    let (urgency, levels) = f1(&|example, reading| (example.urgency.index(), reading.urgency.index()));
    let (precision, recall) = levels[Urgency::Critical.index()];
    assert!(language >= least.language, "language {language:.3}");
    assert!(intent >= least.intent, "intent {intent:.3}");
    assert!(sentiment >= least.sentiment, "sentiment {sentiment:.3}");
    assert!(urgency >= least.urgency, "urgency {urgency:.3}");
    assert!(precision >= least.critical_precision && recall >= least.critical_recall, "critical: recall {recall:.2}, precision {precision:.2}");
    for language in Language::ALL {
        let own: Vec<(usize, usize)> =
            read.iter().filter(|(example, _)| example.lang == *language).map(|(example, reading)| (example.intent.index(), reading.intent.index())).collect();
        let (intent, _) = judged(&own);
        assert!(intent >= least.intent_each, "intent in {}: {intent:.3}", language.as_str());
    }
}

// Issue 5 asks for 0.98, 0.80 and 0.72 in each language, 0.82, 0.75, and critical 0.90 at 0.60.

#[test]
fn the_goals_are_reached_on_the_development_messages() {
    reaches(
        &development(),
        &Least { language: 0.98, intent: 0.88, intent_each: 0.80, sentiment: 0.93, urgency: 0.83, critical_precision: 0.7, critical_recall: 0.9 },
    );
}

#[test]
fn the_goals_are_reached_on_strangers_messages() {
    reaches(
        &strangers(),
        &Least { language: 0.99, intent: 0.87, intent_each: 0.80, sentiment: 0.87, urgency: 0.83, critical_precision: 0.62, critical_recall: 0.92 },
    );
}

#[test]
fn a_confidence_is_how_often_it_is_right() {
    let mut bins = [(0.0_f64, 0.0_f64); 10];
    let (mut sure, mut doubtful) = ((0_u32, 0_u32), (0_u32, 0_u32));
    let messages = strangers();
    for example in &messages {
        let Reading { intent, confidence, .. } = shipped().read(&example.text);
        let (told, right) = (f64::from(confidence.intent), intent == example.intent);
        let bin = &mut bins[((told * 10.0) as usize).min(9)];
        *bin = (bin.0 + told, bin.1 + f64::from(u8::from(right)));
        // Where the panel's words change.
        let word = if confidence.intent >= pult_assist::draft::SURE { &mut sure } else { &mut doubtful };
        *word = (word.0 + 1, word.1 + u32::from(right));
    }
    // As `script/eval` prints it; 0.040 when this was written.
    let error = bins.iter().map(|(told, right)| (told - right).abs()).sum::<f64>() / messages.len() as f64;
    assert!(error <= 0.06, "calibration error {error:.3}");
    let share = |(all, right): (u32, u32)| f64::from(right) / f64::from(all);
    assert!(share(sure) >= 0.95 && share(doubtful) <= 0.75 && doubtful.0 > 50, "{sure:?} {doubtful:?}");
}

#[test]
fn the_corpus_has_enough_of_everything() {
    let mut all = 0;
    for language in Language::ALL {
        let own = examples(&home().join(format!("training/{}.jsonl", language.as_str())));
        assert!(own.len() >= 1_000 && own.iter().all(|example| example.lang == *language), "{}: {}", language.as_str(), own.len());
        for intent in Intent::ALL {
            let count = own.iter().filter(|example| example.intent == *intent).count();
            assert!(count >= 50, "{} in {}: {count}", intent.as_str(), language.as_str());
        }
        let texts: std::collections::HashSet<String> = own.iter().map(|example| example.text.to_lowercase()).collect();
        assert_eq!(texts.len(), own.len(), "{}: nothing stands there twice", language.as_str());
        all += own.len();
    }
    assert!(all >= 6_000, "{all}");
}

#[test]
fn the_shipped_model_was_learned_from_this_corpus() {
    let bytes: Vec<u8> =
        Language::ALL.iter().flat_map(|language| std::fs::read(home().join(format!("training/{}.jsonl", language.as_str()))).expect("the corpus")).collect();
    assert_eq!(shipped().model().corpus(), fingerprint(&bytes), "the corpus has changed: run script/eval --train");
}

#[test]
fn no_message_that_measures_was_learned_from() {
    let corpus: std::collections::HashSet<String> = Language::ALL
        .iter()
        .flat_map(|language| examples(&home().join(format!("training/{}.jsonl", language.as_str()))))
        .map(|example| example.text.to_lowercase())
        .collect();
    assert!(corpus.len() > 10_000, "{}", corpus.len());
    let seen: Vec<Example> = development().into_iter().chain(strangers()).filter(|example| corpus.contains(&example.text.to_lowercase())).collect();
    assert!(seen.is_empty(), "{seen:?}");
}

#[test]
fn a_damaged_model_is_refused() {
    let good = std::fs::read(home().join("model/classifier.bin")).expect("the model");
    assert!(good.len() < 3_000_000, "{} bytes", good.len());
    assert_eq!(Model::from_bytes(&good).as_ref().map(Model::to_bytes), Ok(good.clone()), "written as read");
    assert_eq!(Model::from_bytes(b""), Err(ModelFault::Unknown));
    assert_eq!(Model::from_bytes(b"pultclf0 of another version"), Err(ModelFault::Unknown));
    assert_eq!(Model::from_bytes(&good[..good.len() - 1]), Err(ModelFault::Damaged));
    for at in [8, 20, 60, good.len() / 2, good.len() - 1] {
        let mut bad = good.clone();
        bad[at] ^= 1;
        assert_eq!(Model::from_bytes(&bad), Err(ModelFault::Damaged), "byte {at}");
    }
}

#[test]
fn the_same_messages_and_seed_give_the_same_bytes() {
    let messages = development();
    let some: Vec<&Example> = messages.iter().take(60).collect();
    let bytes = |seed: u64| {
        let settings = Settings { epochs: 2, seed, ..Settings::default() };
        Model::pack(&learn(&some, &settings), Tuning::untuned(), 1).to_bytes()
    };
    assert!(bytes(1) == bytes(1), "nothing but the messages and the seed decides");
    assert!(bytes(1) != bytes(2), "the seed does decide");
}

#[test]
fn spellings_of_buyers_change_little() {
    for (text, intent) in [
        ("Верните деньги за чайник", Intent::ReturnRefund),
        ("vernite dengi za chajnik", Intent::ReturnRefund),
        ("ВЕРНИТЕ ДЕНЬГИ ЗА ЧАЙНИК", Intent::ReturnRefund),
        ("Верните денги за чайнек", Intent::ReturnRefund),
        ("Zrušte prosím objednávku 4471", Intent::CancelChangeOrder),
        ("zruste prosim objednavku 4471", Intent::CancelChangeOrder),
        ("Mon colis n'est toujours pas arrivé, il était prévu la semaine dernière", Intent::DeliveryDelay),
        ("mon colis n'est toujours pas arrive, il etait prevu la semaine derniere", Intent::DeliveryDelay),
        ("Mikor érkezik meg a csomagom?", Intent::OrderStatus),
        ("mikor erkezik meg a csomagom?", Intent::OrderStatus),
    ] {
        let reading = shipped().read(text);
        assert_eq!(reading.intent, intent, "{text}: {reading:?}");
    }
}

#[test]
fn danger_law_and_fraud_are_critical() {
    for text in [
        "Зарядка загорелась ночью, чуть не сгорела квартира",
        "Подаю в суд, если не вернёте деньги",
        "С моей карты списали деньги, а я ничего не заказывал! Мошенники взломали аккаунт",
        "The blender sparked and gave me an electric shock",
        "My lawyer will sue you in small claims court",
        "Kigyulladt a töltő, füstöl minden",
        "Feljelentést teszek a fogyasztóvédelemnél",
        "Z baterie se kouří a hoří!",
        "Podávám stížnost na ČOI a věc předám právníkovi",
        "La batterie a pris feu, mon fils est brûlé à la main",
        "Je saisis la DGCCRF et mon avocat",
    ] {
        let reading = shipped().read(text);
        assert_eq!(reading.urgency, Urgency::Critical, "{text}: {reading:?}");
    }
}

#[test]
fn what_has_no_words_is_no_alarm() {
    for text in ["", " ", "\0", "?", "👋", "...", "12345", "\u{301}\u{301}\u{301}", "ъ", "a", "\u{200b}\u{feff}"] {
        let reading = shipped().read(text);
        assert_eq!(reading.urgency, Urgency::Normal, "{text:?}: {reading:?}");
    }
}

#[test]
fn what_has_no_letters_is_not_surely_anything() {
    for text in ["", " ", "?", "...", "+", "12", "55667788", "8 912 345 67 89"] {
        let reading = shipped().read(text);
        let sure = reading.confidence;
        assert_eq!((sure.language, sure.intent, sure.sentiment, sure.urgency), (0.0, 0.0, 0.0, 0.0), "{text:?}: {reading:?}");
        assert_ne!(reading.intent, Intent::AbuseSpam, "the number a shop asked for is no advertisement: {text:?}");
        assert_eq!(reading, shipped().read_corrected(text, &Corrections::default()));
    }
    let picture = shipped().read("👍").confidence;
    assert!(picture.language <= 0.0 && picture.intent > 0.0, "a picture tells something, but not in a language: {picture:?}");
}

#[test]
fn only_the_beginning_of_a_long_text_is_read() {
    let long: String = "Где мой заказ? \u{301}\0 ".chars().cycle().take(100_000).collect();
    let short: String = long.chars().take(LONGEST).collect();
    assert_eq!(shipped().read(&long), shipped().read(&short), "the rest costs nothing and changes nothing");
}

fn correction(text: &str, intent: Intent) -> Correction {
    Correction { text: text.to_owned(), intent: Some(intent), sentiment: None, urgency: None }
}

#[test]
fn a_correction_is_learned_at_once_and_can_be_undone() {
    let classifier = shipped();
    let (text, alike) = ("Сделайте мне красиво, как в прошлый раз", "Сделайте красиво, как в прошлый раз, пожалуйста");
    let before = (classifier.read(text), classifier.read(alike));
    let wanted = Intent::CancelChangeOrder;
    assert_ne!((before.0.intent, before.1.intent), (wanted, wanted), "or there is nothing to learn");
    let mut corrections = Corrections::default();
    assert_eq!(classifier.read_corrected(text, &corrections), before.0);
    corrections.add(classifier, CorrectionId(1), &correction(text, wanted));
    assert_eq!(classifier.read_corrected(text, &corrections).intent, wanted);
    assert_eq!(classifier.read_corrected(alike, &corrections).intent, wanted);
    let other = "Mikor érkezik meg a csomagom?";
    assert_eq!(classifier.read_corrected(other, &corrections).intent, classifier.read(other).intent, "what is unlike stays");
    assert!(corrections.undo(classifier, CorrectionId(1)) && !corrections.undo(classifier, CorrectionId(1)));
    assert_eq!((classifier.read_corrected(text, &corrections), classifier.read_corrected(alike, &corrections)), before);
}

#[test]
fn replaying_what_is_stored_gives_what_was_learned() {
    let classifier = shipped();
    let messages = development();
    let stored: Vec<(CorrectionId, Correction)> = messages
        .iter()
        .take(30)
        .zip(0..)
        .map(|(example, id)| (CorrectionId(id), correction(&example.text, Intent::ALL[usize::try_from(id).expect("small") % 15])))
        .collect();
    let mut live = Corrections::default();
    for (id, correction) in &stored {
        live.add(classifier, *id, correction);
    }
    let erased = CorrectionId(7);
    live.undo(classifier, erased);
    let replayed = Corrections::rebuild(classifier, stored.iter().filter(|(id, _)| *id != erased).map(|(id, correction)| (*id, correction)));
    assert_eq!((live.len(), replayed.len()), (29, 29));
    for example in &messages {
        assert_eq!(classifier.read_corrected(&example.text, &live), classifier.read_corrected(&example.text, &replayed), "erasing one leaves no trace of it");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_text_is_too_strange(text in "(\\PC|[\\x00-\\x1f\\u{300}-\\u{310}\\u{200b}-\\u{200f}а-яёA-Z0-9 .!?]){0,300}") {
        let reading = shipped().read(&text);
        for sure in [reading.confidence.language, reading.confidence.intent, reading.confidence.sentiment, reading.confidence.urgency] {
            prop_assert!((0.0..=1.0).contains(&sure), "{reading:?}");
        }
        prop_assert_eq!(reading, shipped().read(&text));
        prop_assert!(Sentiment::parse(reading.sentiment.as_str()) == Some(reading.sentiment));
    }

    #[test]
    fn no_file_is_too_strange(bytes in proptest::collection::vec(any::<u8>(), 0..200), real in any::<bool>()) {
        let bytes = if real { [b"pultclf1".as_slice(), &fingerprint(&bytes).to_le_bytes(), &bytes].concat() } else { bytes };
        prop_assert!(Model::from_bytes(&bytes).is_err());
    }
}
