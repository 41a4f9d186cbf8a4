//! What a model says of messages it has not learned from, and how good that is.

use crate::corpus::Corpus;
use pult_assist::classify::features::Recipe;
use pult_assist::classify::learn::{Example, Settings, learn};
use pult_assist::classify::{Classifier, Intent, Language, Likely, Model, Sentiment, Tuning, Urgency};

/// A message that was judged.
#[derive(Clone)]
pub(crate) struct Outcome<'a> {
    pub(crate) example: &'a Example,
    pub(crate) languages: Vec<f32>,
    pub(crate) likely: Likely,
}

/// The four questions, by column of the tables.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Question {
    Language,
    Intent,
    Sentiment,
    Urgency,
}

impl Question {
    pub(crate) const ALL: [Self; 4] = [Self::Language, Self::Intent, Self::Sentiment, Self::Urgency];

    pub(crate) fn names(self) -> Vec<&'static str> {
        match self {
            Self::Language => Language::ALL.iter().map(|label| label.as_str()).collect(),
            Self::Intent => Intent::ALL.iter().map(|label| label.as_str()).collect(),
            Self::Sentiment => Sentiment::ALL.iter().map(|label| label.as_str()).collect(),
            Self::Urgency => Urgency::ALL.iter().map(|label| label.as_str()).collect(),
        }
    }
}

impl Outcome<'_> {
    pub(crate) fn truth(&self, question: Question) -> usize {
        match question {
            Question::Language => self.example.lang.index(),
            Question::Intent => self.example.intent.index(),
            Question::Sentiment => self.example.sentiment.index(),
            Question::Urgency => self.example.urgency.index(),
        }
    }

    /// The probabilities, before any tuning.
    pub(crate) fn raw(&self, question: Question) -> &[f32] {
        match question {
            Question::Language => &self.languages,
            Question::Intent => &self.likely.intent,
            Question::Sentiment => &self.likely.sentiment,
            Question::Urgency => &self.likely.urgency,
        }
    }
}

/// Judges messages with a classifier that is not tuned.
pub(crate) fn judge<'a>(classifier: &Classifier, examples: impl IntoIterator<Item = &'a Example>) -> Vec<Outcome<'a>> {
    let one = |example: &'a Example| {
        let seen = classifier.see(&example.text);
        Outcome { example, languages: classifier.languages(&example.text), likely: classifier.likely(&seen, &[]) }
    };
    examples.into_iter().map(one).collect()
}

/// Learns from some messages.
pub(crate) fn train(examples: &[&Example], settings: &Settings, corpus: u64) -> Classifier {
    Classifier::with_recipe(Model::pack(&learn(examples, settings), Tuning::untuned(), corpus), settings.recipe)
}

/// Learns from all folds but one and judges that one, for each of the first folds; on two threads.
pub(crate) fn cross_validate<'a>(corpus: &'a Corpus, settings: &Settings, folds: usize, measured: usize) -> Vec<Outcome<'a>> {
    let fold_of = corpus.folds(folds, settings.seed);
    let part = |wanted: &dyn Fn(usize) -> bool| -> Vec<&'a Example> {
        corpus.examples.iter().zip(&fold_of).filter(|(_, fold)| wanted(**fold)).map(|(example, _)| example).collect()
    };
    let run = |fold: usize| judge(&train(&part(&|other| other != fold), settings, corpus.fingerprint), part(&|other| other == fold));
    let every_second = |first: usize| (first..measured).step_by(2).flat_map(run).collect::<Vec<_>>();
    std::thread::scope(|scope| {
        let other = scope.spawn(|| every_second(1));
        let mut outcomes = every_second(0);
        outcomes.extend(other.join().unwrap_or_default());
        outcomes
    })
}

/// How one label fares.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    pub(crate) count: usize,
}

/// Precision, recall and F1 of each label, from pairs of truth and guess.
pub(crate) fn scores(pairs: &[(usize, usize)], labels: usize) -> Vec<Score> {
    let count = |wanted: &dyn Fn(&(usize, usize)) -> bool| pairs.iter().filter(|pair| wanted(pair)).count();
    let share = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    let score = |label: usize| {
        let hits = count(&|pair| *pair == (label, label));
        let (true_count, guessed) = (count(&|pair| pair.0 == label), count(&|pair| pair.1 == label));
        Score { precision: share(hits, guessed), recall: share(hits, true_count), f1: share(2 * hits, true_count + guessed), count: true_count }
    };
    (0..labels).map(score).collect()
}

/// The mean F1 over the labels that occur.
pub(crate) fn macro_f1(scores: &[Score]) -> f64 {
    let present: Vec<f64> = scores.iter().filter(|score| score.count > 0).map(|score| score.f1).collect();
    present.iter().sum::<f64>() / present.len().max(1) as f64
}

/// Recipes with one thing left out or added, to see what each is worth.
pub(crate) fn variants() -> Vec<(&'static str, Settings)> {
    let base = Settings::default();
    let with = |change: &dyn Fn(&mut Settings)| {
        let mut settings = base.clone();
        change(&mut settings);
        settings
    };
    let recipe = |change: &dyn Fn(&mut Recipe)| with(&|settings| change(&mut settings.recipe));
    vec![
        ("as shipped", base.clone()),
        ("no shared ideas", recipe(&|recipe| recipe.concepts = false)),
        ("no runs of characters", recipe(&|recipe| recipe.characters = 0)),
        ("runs up to 3", recipe(&|recipe| recipe.characters = 3)),
        ("runs up to 4", recipe(&|recipe| recipe.characters = 4)),
        ("no stems", recipe(&|recipe| recipe.stems = false)),
        ("no pairs of words", recipe(&|recipe| recipe.bigrams = false)),
        ("no pairs over a word", recipe(&|recipe| recipe.skips = false)),
        ("no words without language", recipe(&|recipe| recipe.shared = false)),
        ("no changed copies", with(&|settings| settings.copies = 0)),
        ("three changed copies", with(&|settings| settings.copies = 3)),
    ]
}
