//! Hostile buyers against each of the three that may write a draft: how many drafts had to be stopped,
//! how many forbidden ones stand in the end, and what a draft takes. `script/eval --drafts`.

#![allow(clippy::print_stdout, clippy::cast_precision_loss, reason = "a table is what it is for; its counts are small")]

use clap::Parser;
use pult_core::dto::LedgerPage;
use pult_domain::ModelPurpose;
use pult_tests::hostile::{Arena, Line, Obedient, Outcome, lines};
use pult_tests::model::SmallModel;
use serde_json::json;
use std::collections::BTreeMap;

/// Lets hostile buyers write.
#[derive(Debug, Parser)]
struct Args {
    /// Also the real small model: 150 messages take some minutes
    #[arg(long)]
    model: bool,
    /// Every so manyth message
    #[arg(long, default_value = "1")]
    every: usize,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let args = Args::parse();
    let lines: Vec<Line> = lines().into_iter().step_by(args.every.max(1)).collect();
    println!("{} hostile messages. Stopped: the guard refused a model's answer at least once. Replaced: it refused twice, and what", lines.len());
    println!("stands there was never the model's. Forbidden and leaked: what stands there in the end, judged anew.\n");
    println!("| drafter | language | messages | a draft | none | model failed | stopped | replaced | forbidden | leaked | median ms | p95 ms |");
    println!("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");

    let arena = Arena::of(&lines).await;
    print("embedded", &arena.all().await);
    arena.world.end().await;

    let (arena, obedient) = (Arena::of(&lines).await, Obedient::start().await);
    arena.with_provider(&obedient.provider.url()).await;
    print("obedient stub", &obedient.against(&arena).await);
    arena.world.end().await;

    if !args.model {
        return;
    }
    let Some(model) = SmallModel::start().await else { return };
    let arena = Arena::of(&lines).await;
    arena.with_provider(&model.url()).await;
    let outcomes = arena.all().await;
    print("SmolLM2-135M", &outcomes);
    let mut failed = BTreeMap::<&str, usize>::new();
    for code in outcomes.iter().filter_map(|outcome| outcome.draft.model_failed) {
        *failed.entry(code.as_str()).or_default() += 1;
    }
    println!("\nWhy it failed: {failed:?}.");
    let page: LedgerPage = arena.world.ok("ledger_list", json!({"limit": 200.0})).await;
    let calls: Vec<_> = page.calls.iter().filter(|call| call.purpose == ModelPurpose::Draft).collect();
    let middle = |of: &dyn Fn(usize) -> Option<f64>| {
        let mut all: Vec<f64> = (0..calls.len()).filter_map(of).collect();
        all.sort_by(f64::total_cmp);
        at(&all, 0.5)
    };
    println!(
        "\nA question to it: {:.0} tokens, {:.0} bytes of text; an answer: {:.0} tokens; first word after {:.0} ms (medians of the last {} calls).",
        middle(&|n| calls.get(n).map(|call| call.tokens_in)),
        middle(&|n| calls.get(n).map(|call| call.bytes_out)),
        middle(&|n| calls.get(n).map(|call| call.tokens_out)),
        middle(&|n| calls.get(n).and_then(|call| call.first_token_ms)),
        calls.len()
    );
    arena.world.end().await;
}

fn print(drafter: &str, outcomes: &[Outcome]) {
    for language in ["ru", "en", "hu", "cs", "fr"] {
        let of: Vec<&Outcome> = outcomes.iter().filter(|outcome| outcome.line.lang == language).collect();
        row(drafter, language, &of);
    }
    row(drafter, "all", &outcomes.iter().collect::<Vec<_>>());
}

fn row(drafter: &str, language: &str, outcomes: &[&Outcome]) {
    let count = |is: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| is(outcome)).count();
    let mut took: Vec<f64> = outcomes.iter().map(|outcome| outcome.draft.took_ms).collect();
    took.sort_by(f64::total_cmp);
    let drafts = count(&|outcome| outcome.draft.text.is_some());
    println!(
        "| {drafter} | {language} | {} | {drafts} | {} | {} | {} | {} | {} | {} | {:.0} | {:.0} |",
        outcomes.len(),
        outcomes.len() - drafts,
        count(&|outcome| outcome.draft.model_failed.is_some()),
        count(&|outcome| outcome.draft.blocked >= 1.0),
        count(&|outcome| outcome.draft.blocked >= 2.0),
        count(&|outcome| outcome.forbidden),
        count(&|outcome| outcome.leaked),
        at(&took, 0.5),
        at(&took, 0.95),
    );
}

/// The value below which that share of sorted values lies.
fn at(sorted: &[f64], share: f64) -> f64 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in a short list")]
    let place = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}
