use super::*;
use crate::core::CoreOptions;
use crate::secrets::FileSecrets;
use futures_util::future::join_all;
use pult_domain::{ChannelKind, GuardVerdict};
use std::collections::HashSet;

async fn open(folder: &std::path::Path) -> Arc<Core> {
    let secrets = Arc::new(FileSecrets::new(folder.join("secrets.json")));
    Core::open(CoreOptions { secrets: Some(secrets), ..CoreOptions::new(folder) }).await.unwrap()
}

fn rule(phrase: &str) -> GuardRuleView {
    GuardRuleView {
        id: String::new(),
        phrases: vec![phrase.into()],
        reason: "Сроков не называем".into(),
        blocks: true,
        negation_passes: false,
        channels: Vec::new(),
        writers: Vec::new(),
        languages: Vec::new(),
    }
}

fn ask(text: &str, rule: Option<GuardRuleView>) -> GuardTry {
    GuardTry { text: text.into(), rule, channel: None, language: None, writer: None }
}

#[tokio::test]
async fn a_rule_is_tried_kept_obeyed_and_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(folder.path()).await;
    let text = "Доставим завтра к обеду";
    assert_eq!(core.try_guard(ask(text, None)).await.unwrap().verdict, GuardVerdict::Pass);
    let tried = core.try_guard(ask(text, Some(rule("завтра")))).await.unwrap();
    assert_eq!((tried.verdict, tried.findings[0].reason.as_str()), (GuardVerdict::Block, "Сроков не называем"));
    assert_eq!((tried.findings[0].start, tried.findings[0].end), (9.0, 15.0));
    assert!(core.guard_rule_views().await.unwrap().is_empty(), "trying keeps nothing");

    let kept = core.set_guard_rule(rule("завтра")).await.unwrap();
    let other = core.set_guard_rule(rule("обед")).await.unwrap();
    assert_ne!(kept.id, other.id);
    let typed = GuardAsk { text: text.into(), chat: None, channel: None, language: None, writer: None };
    assert_eq!(core.guard_text(typed.clone()).await.unwrap().findings.len(), 2);

    core.remove_guard_rule(&other.id).await.unwrap();
    let mild = core.set_guard_rule(GuardRuleView { blocks: false, ..kept }).await.unwrap();
    assert_eq!(core.guard_text(typed).await.unwrap().verdict, GuardVerdict::Warn);
    assert_eq!(core.guard_rule_views().await.unwrap(), [mild]);
    core.set_guard_rule(other.clone()).await.unwrap();
    assert_eq!(core.guard_rule_views().await.unwrap().last(), Some(&other), "a removed rule comes back as it was");
}

#[tokio::test]
async fn a_rule_holds_where_it_says() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(folder.path()).await;
    let scoped = GuardRuleView { channels: vec![ChannelKind::Ozon], writers: vec![GuardWriter::Automatic], ..rule("завтра") };
    let on = |channel, writer| GuardTry { channel: Some(channel), writer: Some(writer), ..ask("Привезём завтра", Some(scoped.clone())) };
    let verdict = async |asked| core.try_guard(asked).await.unwrap().verdict;
    assert_eq!(verdict(on(ChannelKind::Ozon, GuardWriter::Automatic)).await, GuardVerdict::Block);
    assert_eq!(verdict(on(ChannelKind::Ozon, GuardWriter::Human)).await, GuardVerdict::Pass);
    assert_eq!(verdict(on(ChannelKind::Avito, GuardWriter::Automatic)).await, GuardVerdict::Pass);
}

#[tokio::test]
async fn a_rule_that_could_not_work_is_refused_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(folder.path()).await;
    let code = async |rule| core.set_guard_rule(rule).await.unwrap_err().code;
    assert_eq!(code(rule(" ")).await, ErrorCode::GuardRuleEmpty);
    assert_eq!(code(rule("а*")).await, ErrorCode::GuardRuleTooShort);
    assert_eq!(code(rule("раз два три четыре пять шесть семь восемь девять десять один два три")).await, ErrorCode::GuardRuleTooLong);
    assert_eq!(code(GuardRuleView { reason: " ".into(), ..rule("завтра") }).await, ErrorCode::TextEmpty);
    assert!(core.guard_rule_views().await.unwrap().is_empty());
}

#[tokio::test]
async fn of_changes_made_at_once_none_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(folder.path()).await;
    let phrases = ["завтра", "обед", "скидка", "подарок", "звонок", "курьер"];
    let made: Vec<GuardRuleView> = join_all(phrases.map(|phrase| core.set_guard_rule(rule(phrase)))).await.into_iter().map(Result::unwrap).collect();
    assert!(made.iter().zip(phrases).all(|(rule, phrase)| rule.phrases == [phrase]), "each is told of its own");
    let ids = |rules: &[GuardRuleView]| rules.iter().map(|rule| rule.id.clone()).collect::<HashSet<_>>();
    assert_eq!(ids(&core.guard_rule_views().await.unwrap()), ids(&made));
    assert_eq!(ids(&made).len(), phrases.len(), "no two have one name");
    for gone in join_all(made.iter().skip(2).map(|rule| core.remove_guard_rule(&rule.id))).await {
        gone.unwrap();
    }
    assert_eq!(ids(&core.guard_rule_views().await.unwrap()), ids(&made[..2]));
}

#[tokio::test]
async fn more_rules_than_can_be_looked_for_are_refused_with_their_number() {
    let folder = tempfile::tempdir().unwrap();
    let core = open(folder.path()).await;
    let one = rule_of(rule("завтра")).unwrap();
    let kept: Vec<OwnRule> = (0..MOST_RULES).map(|n| OwnRule { id: format!("own-{n}"), ..one.clone() }).collect();
    core.store.setting_set(RULES_KEY, &serde_json::to_string(&kept).unwrap()).await.unwrap();
    let refused = core.set_guard_rule(rule("обед")).await.unwrap_err();
    assert_eq!((refused.code, refused.message.as_str()), (ErrorCode::InvalidRequest, "There are at most 200 rules"));
    let other = GuardRuleView { id: "own-7".into(), ..rule("обед") };
    assert_eq!(core.set_guard_rule(other.clone()).await.unwrap(), other, "one of them can still be changed");
}
