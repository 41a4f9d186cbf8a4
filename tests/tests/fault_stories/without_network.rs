//! Drafts, readings and judgements with the network off: in a namespace of the kernel's that has
//! none, whose own counters say how often something tried.

use pult_sim::{Item, SimOptions, WbSim};
use pult_tests::process::{Terminal, program};
use pult_tests::skipped;
use serde_json::{Value, json};
use std::process::Stdio;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// Runs commands without any network; `None`, and a line that says so, where the kernel does not let
/// this user take one away. Prints what the commands print, then the kernel's counters.
async fn without_network(script: &str, variables: &[(&str, String)], stdin: &str) -> Option<String> {
    let counters = "grep -E '^(Ip|Tcp|Udp):' /proc/net/snmp";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--net", "bash", "-c", &format!("set -e; {script}; {counters}")]);
    command.envs(variables.iter().map(|(name, value)| (name, value))).env("PULT_SECRETS", "file").env_remove("PULT_DATA");
    let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true).spawn() else {
        skipped::lacking("there is no unshare here to take the network away with");
        return None;
    };
    // A script that reads nothing closes its end.
    let _ = child.stdin.take()?.write_all(stdin.as_bytes()).await;
    let output = tokio::time::timeout(std::time::Duration::from_secs(60), child.wait_with_output()).await.expect("an end").expect("it runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    if complaint.contains("unshare:") {
        skipped::lacking(&format!("the network cannot be taken away here: {complaint}"));
        return None;
    }
    assert!(output.status.success(), "{complaint}");
    Some(String::from_utf8(output.stdout).expect("UTF-8"))
}

/// How often something was sent or tried, by the kernel's counters.
fn tried(printed: &str) -> u64 {
    let count = |table: &str, name: &str| {
        let mut rows = printed.lines().filter(|line| line.starts_with(table)).map(|line| line.split_whitespace().collect::<Vec<_>>());
        let (names, values) = (rows.next().expect("names"), rows.next().expect("values"));
        let place = names.iter().position(|each| *each == name).unwrap_or_else(|| panic!("{name} in {names:?}"));
        values[place].parse::<u64>().expect("a number")
    };
    count("Ip:", "OutRequests") + count("Ip:", "OutNoRoutes") + count("Tcp:", "ActiveOpens") + count("Udp:", "OutDatagrams")
}

#[tokio::test]
async fn drafts_readings_and_judgements_need_no_network_and_try_none() {
    // The counters do count: an address nobody has, and our own machine.
    let control = "(exec 3<>/dev/tcp/192.0.2.1/9) 2>/dev/null || true; (exec 3<>/dev/tcp/127.0.0.1/9) 2>/dev/null || true";
    let Some(printed) = without_network(control, &[], "").await else { return };
    assert!(tried(&printed) >= 2, "tries are counted: {printed}");

    let terminal = Terminal::new();
    let sim = WbSim::start(SimOptions::default()).await.expect("the marketplace opens");
    let old = sim.buyer("Светлана", Item::default());
    sim.buyer_writes(&old, "Здравствуйте, а чашки можно мыть в посудомойке?");
    sim.seller_writes_in_cabinet(&old, "Здравствуйте, Светлана! Да, чашки можно мыть в посудомойке.");
    let buyer = sim.buyer("Олег", Item::default());
    sim.buyer_writes(&buyer, "Добрый день! Чашки можно мыть в посудомойке?");
    terminal.connect(&sim, &[]).await;
    terminal.run(&["sync"]).await.well();
    let chats = terminal.run(&["chats"]).await.well();
    let chat = chats.iter().find(|row| row["customer"] == "Олег").expect("his chat")["chat"].to_string();
    sim.stop().await;

    let variables = [("PULTCTL", program("pultctl", "pult-cli").display().to_string()), ("FOLDER", terminal.folder().display().to_string()), ("CHAT", chat)];
    let ctl = r#""$PULTCTL" --data "$FOLDER" --format json"#;
    let script = format!(
        "read -r first; read -r second
        printf '%s\\n' \"$first\" | {ctl} classify
        printf '%s\\n' \"$second\" | {ctl} guard --channel wildberries --mode assisted --locale ru
        {ctl} draft \"$CHAT\"
        {ctl} search посудомойка"
    );
    let asked = format!("{}\n{}\n", json!({"id": "a", "text": "Чайник искрит и дымится!"}), json!({"id": "b", "text": "Мы вернём вам деньги сегодня."}));
    let printed = without_network(&script, &variables, &asked).await.expect("it went a moment ago");
    let lines: Vec<Value> = printed.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    assert_eq!((lines[0]["lang"].as_str(), lines[0]["urgency"].as_str()), (Some("ru"), Some("critical")), "{printed}");
    assert_eq!(lines[1]["verdict"], "block", "{printed}");
    assert_eq!((lines[2]["text"].as_str(), lines[2]["provider"].as_str()), (Some("Здравствуйте, Олег! Да, чашки можно мыть в посудомойке."), Some("embedded")));
    assert!(lines[3]["snippet"].is_string(), "{printed}");
    assert_eq!(tried(&printed), 0, "nothing was even tried: {printed}");
}
