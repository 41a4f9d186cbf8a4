//! What a draft stands on, what was looked through for it, and whether its cost is known.

use super::json;
use crate::api::dto::{ApiError, DraftLooked};
use pult_assist::draft::{Looked, Source};
use serde::{Deserialize, Serialize};

/// Sources, and what was looked through; the latter is not known of a draft that was made before it was kept. A form
/// that is made without a model keeps all of it, as it keeps the cost.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Grounds {
    pub(super) sources: Vec<Source>,
    pub(super) looked: Option<Vec<Looked>>,
    /// What its answers cost is an estimate.
    pub(super) estimated: bool,
}

/// The same as stored: the sources alone where nothing more is known, as they stood before.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Written {
    Sources(Vec<Source>),
    Whole {
        sources: Vec<Source>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        looked: Option<Vec<Looked>>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        estimated: bool,
    },
}

impl Grounds {
    /// Reads what was stored; what cannot be read says nothing.
    pub(super) fn read(stored: &str) -> Self {
        match serde_json::from_str(stored) {
            Ok(Written::Sources(sources)) => Self { sources, ..Self::default() },
            Ok(Written::Whole { sources, looked, estimated }) => Self { sources, looked, estimated },
            Err(_) => Self::default(),
        }
    }

    /// As it is stored.
    pub(super) fn written(sources: Vec<Source>, looked: Vec<Looked>) -> Result<String, ApiError> {
        json(&Written::Whole { sources, looked: Some(looked), estimated: false })
    }

    /// The same as it is stored, of a draft whose cost is an estimate.
    pub(super) fn estimated(stored: &str) -> Result<String, ApiError> {
        let Self { sources, looked, .. } = Self::read(stored);
        json(&Written::Whole { sources, looked, estimated: true })
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
        assert_eq!(Grounds::read(&written), Grounds { sources: vec![source.clone()], looked: Some(looked.clone()), estimated: false });
        let estimated = Grounds::estimated(&written).unwrap();
        assert_eq!(Grounds::read(&estimated), Grounds { sources: vec![source.clone()], looked: Some(looked), estimated: true });
        let bare = Grounds::estimated("[]").unwrap();
        assert_eq!(Grounds::read(&bare), Grounds { estimated: true, ..Grounds::default() }, "of a draft that stands on nothing, too");
        let nothing = Grounds::written(Vec::new(), Vec::new()).unwrap();
        assert_eq!(Grounds::read(&nothing).looked, Some(Vec::new()), "nothing is something to say");
        let before = serde_json::to_string(std::slice::from_ref(&source)).unwrap();
        assert_eq!(Grounds::read(&before), Grounds { sources: vec![source], ..Grounds::default() });
        assert_eq!(Grounds::read("nonsense"), Grounds::default());
    }
}
