//! What a draft stands on, looked up once more: the texts it may still repeat.
//!
//! A draft keeps which sources it has and no more than the beginning of each; what they say now is what counts. A source
//! that is gone or was rewritten vouches for nothing it said then.

use super::facts::state_sentence;
use super::{Case, Source, SourceKind, clean, locale_of, prompt, words};
use crate::classify::Reading;
use crate::guard::Locale;

impl Case {
    /// Texts that a draft with these sources may repeat beside what is known of the chat, the item and the order: what a model
    /// would be told, the shop's notes, and the sentences it was put together from.
    #[must_use]
    pub fn vouching(&self, reading: &Reading, sources: &[Source]) -> Vec<String> {
        let locale = locale_of(reading);
        let (_, mut texts) = prompt::facts(self, reading, locale);
        texts.extend(self.snippets.iter().map(|snippet| snippet.text.clone()));
        texts.extend([self.tone.signature.clone(), self.shop.clone()]);
        texts.extend(sources.iter().flat_map(|source| self.behind(source, locale)));
        texts
    }

    fn behind(&self, source: &Source, locale: Locale) -> Vec<String> {
        match source.kind {
            SourceKind::Canned => self.canned.iter().filter(|canned| canned.id.to_string() == source.id).map(|canned| canned.text.clone()).collect(),
            // As it fits now: its sentences with figures of the chat are other ones, or none.
            SourceKind::PastReply => {
                let meant = self.past.iter().filter(|past| format!("{}/{}", past.chat, past.message) == source.id);
                meant.filter_map(|past| clean::adapt(past, self, locale, clean::For::Sending)).flat_map(|adapted| adapted.figures).collect()
            }
            // In whichever language it was wanted.
            SourceKind::Shipped => Locale::ALL.map(|locale| words::sentences(locale, &source.id)).into(),
            SourceKind::Order => {
                let state = self.known.order.as_ref().map(|order| order.state);
                state.map_or_else(Vec::new, |state| Locale::ALL.into_iter().filter_map(|locale| state_sentence(state, locale)).collect())
            }
            // Told already: the notes all of them, the item with what is known.
            SourceKind::Snippet | SourceKind::Item | SourceKind::Message => Vec::new(),
        }
    }
}
