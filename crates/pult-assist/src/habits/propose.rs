//! Changes that were made often enough to be a habit.

use super::{Change, Edit, Habit, apply, changes};
use crate::classify::Intent;
use crate::draft::distance::share_changed;
use crate::draft::{sentences, snippets};
use crate::guard::{Facts, Guard, Limits, Locale, Mode, Outlet, Reply};
use pult_domain::sla::words::fold;
use pult_domain::{ChannelKind, HabitKind};
use std::collections::{BTreeMap, BTreeSet};

/// Buyers at whom the same thing was done before it is proposed (issue of the drafts: a repeated edit).
pub const FEWEST_BUYERS: usize = 3;
/// Of the drafts in which it could have been done, it was done in this share, in per cent.
const DONE_PER_CENT: usize = 50;
/// What is only added could have been added to every draft: there a smaller share suffices.
const ADDED_PER_CENT: usize = 30;
/// Words of a sentence at least that may be knowledge and not manner.
const KNOWLEDGE_WORDS: usize = 5;

/// A habit to be put to the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What is done.
    pub change: Change,
    /// In which language.
    pub locale: Locale,
    /// What the buyers wanted, where that was always the same.
    pub intent: Option<Intent>,
    /// The edits it was seen in.
    pub drafts: Vec<i64>,
}

/// Habits in these edits, the most frequent first. Drafts that were sent as they were count against.
#[must_use]
pub fn proposals(edits: &[Edit], guard: &Guard) -> Vec<Proposal> {
    let mut seen: BTreeMap<(Locale, Change), Vec<&Edit>> = BTreeMap::new();
    let mut shorter: BTreeMap<Locale, Vec<(&Edit, usize)>> = BTreeMap::new();
    for edit in edits {
        for change in changes(edit) {
            match (change.kind, change.becomes.parse()) {
                (HabitKind::Shorter, Ok(kept)) => shorter.entry(edit.locale).or_default().push((edit, kept)),
                _ => seen.entry((edit.locale, change)).or_default().push(edit),
            }
        }
    }
    let mut found: Vec<Proposal> = seen
        .into_iter()
        .filter(|((locale, change), of)| {
            buyers(of.iter().copied()) >= FEWEST_BUYERS && is_usual(edits, *locale, change, of.len()) && is_safe(change, *locale, guard)
        })
        .map(|((locale, change), of)| named(change, locale, &of))
        .collect();
    let explained: BTreeSet<i64> = found.iter().flat_map(|proposal| proposal.drafts.iter().copied()).collect();
    found.extend(shorter.into_iter().filter_map(|(locale, of)| shortened(locale, &of, &explained)));
    found.retain(|proposal| brings_nearer(proposal, edits));
    found.sort_by_key(|proposal| std::cmp::Reverse(proposal.drafts.len()));
    found
}

fn buyers<'a>(edits: impl Iterator<Item = &'a Edit>) -> usize {
    edits.map(|edit| fold(&edit.buyer)).collect::<BTreeSet<_>>().len()
}

/// Done in most of the drafts in which it could have been done.
fn is_usual(edits: &[Edit], locale: Locale, change: &Change, times: usize) -> bool {
    let could = |edit: &&Edit| edit.locale == locale && (change.was.is_empty() || fold(&edit.drafted).contains(&fold(change.was.trim_end_matches('!'))));
    let could = edits.iter().filter(could).count();
    let share = if change.was.is_empty() { ADDED_PER_CENT } else { DONE_PER_CENT };
    times * 100 >= could * share
}

/// Followed, it brings the drafts it was seen in nearer to what was sent, or leaves them as far: texts
/// that have little in common may share a change by chance, and nothing is gained by repeating that.
fn brings_nearer(proposal: &Proposal, edits: &[Edit]) -> bool {
    let habit = Habit { id: 0, change: proposal.change.clone(), locale: proposal.locale, intent: proposal.intent };
    let (mut before, mut after) = (0.0, 0.0);
    for edit in edits.iter().filter(|edit| proposal.drafts.contains(&edit.draft)) {
        let followed = apply(std::slice::from_ref(&habit), &edit.drafted, edit.locale, edit.intent, &edit.customer, Some(&edit.customer));
        before += share_changed(&edit.drafted, &edit.sent);
        after += share_changed(&followed.text, &edit.sent);
    }
    after <= before
}

/// What the guard would stop is no habit to teach, however often it was sent.
fn is_safe(change: &Change, locale: Locale, guard: &Guard) -> bool {
    let facts = Facts::default();
    // The strictest outlet and mode: what is learned is used everywhere.
    let reply = Reply {
        text: &change.becomes,
        customer_text: None,
        outlet: Outlet::Marketplace(ChannelKind::Wildberries),
        mode: Mode::Assisted,
        locale,
        limits: Limits { min_chars: 0, ..Limits::default() },
        facts: &facts,
    };
    change.becomes.is_empty() || guard.check(&reply).worst().is_none()
}

/// A sentence that only answers to one kind of question got is knowledge; the rest is manner.
fn named(change: Change, locale: Locale, of: &[&Edit]) -> Proposal {
    let first = of.first().and_then(|edit| edit.intent);
    let one_intent = first.filter(|intent| of.iter().all(|edit| edit.intent == Some(*intent)));
    let added = change.was.is_empty() && matches!(change.kind, HabitKind::Phrase | HabitKind::SignOff);
    let informs = one_intent.is_some_and(snippets::may_answer) && sentences::weight(&change.becomes) >= KNOWLEDGE_WORDS;
    let kind = if added && informs { HabitKind::Snippet } else { change.kind };
    let intent = one_intent.filter(|_| kind == HabitKind::Snippet);
    Proposal { change: Change { kind, ..change }, locale, intent, drafts: of.iter().map(|edit| edit.draft).collect() }
}

/// Replies that were cut for no reason that has a name: so many sentences are kept.
fn shortened(locale: Locale, of: &[(&Edit, usize)], explained: &BTreeSet<i64>) -> Option<Proposal> {
    let plain: Vec<&(&Edit, usize)> = of.iter().filter(|(edit, kept)| *kept > 0 && !explained.contains(&edit.draft)).collect();
    if buyers(plain.iter().map(|(edit, _)| *edit)) < FEWEST_BUYERS {
        return None;
    }
    let mut kept: Vec<usize> = plain.iter().map(|(_, kept)| *kept).collect();
    kept.sort_unstable();
    let middle = kept.get(kept.len() / 2)?;
    let change = Change { kind: HabitKind::Shorter, was: String::new(), becomes: middle.to_string() };
    Some(Proposal { change, locale, intent: None, drafts: plain.iter().map(|(edit, _)| edit.draft).collect() })
}
