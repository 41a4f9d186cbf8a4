//! What a draft stands on, and what was looked through for it.

use super::json;
use crate::api::dto::{ApiError, DraftLooked};
use pult_assist::draft::{Looked, Source};
use serde::{Deserialize, Serialize};

/// Sources, and what was looked through; the latter is not known of a draft that was made before it was kept.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Grounds {
    pub(super) sources: Vec<Source>,
    pub(super) looked: Option<Vec<Looked>>,
}

/// The same as stored: the sources alone where nothing more is known, as they stood before.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Sources(Vec<Source>),
    Both { sources: Vec<Source>, looked: Vec<Looked> },
}

impl Grounds {
    /// Reads what was stored; what cannot be read says nothing.
    pub(super) fn read(stored: &str) -> Self {
        match serde_json::from_str(stored) {
            Ok(Written::Sources(sources)) => Self { sources, looked: None },
            Ok(Written::Both { sources, looked }) => Self { sources, looked: Some(looked) },
            Err(_) => Self::default(),
        }
    }

    /// As it is stored.
    pub(super) fn written(sources: Vec<Source>, looked: Vec<Looked>) -> Result<String, ApiError> {
        json(&Written::Both { sources, looked })
    }

    /// What was looked through, as it crosses the border.
    pub(super) fn looked_views(looked: Vec<Looked>) -> Vec<DraftLooked> {
        looked.into_iter().map(|Looked { kind, found }| DraftLooked { kind, found: f64::from(found) }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pult_domain::DraftSourceKind;

    #[test]
    fn what_was_kept_is_read_again_and_so_is_what_was_kept_before() {
        let source = Source { kind: DraftSourceKind::Order, id: "state".into(), title: "77".into(), excerpt: "on_the_way".into(), at_ms: None };
        let looked = vec![Looked { kind: DraftSourceKind::PastReply, found: 3 }];
        let written = Grounds::written(vec![source.clone()], looked.clone()).unwrap();
        assert_eq!(Grounds::read(&written), Grounds { sources: vec![source.clone()], looked: Some(looked) });
        let nothing = Grounds::written(Vec::new(), Vec::new()).unwrap();
        assert_eq!(Grounds::read(&nothing).looked, Some(Vec::new()), "nothing is something to say");
        let before = serde_json::to_string(std::slice::from_ref(&source)).unwrap();
        assert_eq!(Grounds::read(&before), Grounds { sources: vec![source], looked: None });
        assert_eq!(Grounds::read("nonsense"), Grounds::default());
    }
}
