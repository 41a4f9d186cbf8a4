//! The charts in the real webview: under frozen prototypes, the window's policy and its themes.

use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::{Value, json};

/// The colour in which the webview paints the first full column.
async fn ink(window: &Window) -> Value {
    window.eval("return getComputedStyle(document.querySelector('.chart-drawing svg path[fill=\"var(--chart-ink)\"]')).fill").await
}

#[tokio::test(flavor = "multi_thread")]
async fn charts_are_drawn_under_frozen_prototypes_and_the_windows_policy() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo"]).await;
    window.rpc("settings_set", json!({"theme": "light"})).await;
    window.find("[data-testid=chat-row]").await;
    assert_eq!(window.eval("return Object.isFrozen(Object.prototype)").await, json!(true));
    let listen = "window.refused = [];
        document.addEventListener('securitypolicyviolation', (event) => window.refused.push(`${event.violatedDirective} ${event.sourceFile}`));
        window.addEventListener('error', (event) => window.refused.push(event.message)); return true";
    window.eval(listen).await;

    window.click("[data-testid=open-metrics]").await;
    let drawn = "return [...document.querySelectorAll('.chart-drawing svg')].filter((svg) => svg.querySelectorAll('text').length > 8
        && svg.querySelector('path[fill=\"var(--chart-ink)\"]')?.getBoundingClientRect().height > 0).length === 2";
    window.until("columns in both charts", drawn).await;
    assert_eq!(ink(&window).await, json!("rgb(15, 107, 92)"), "the accent of the light theme");
    window.rpc("settings_set", json!({"theme": "dark"})).await;
    window.until("the dark theme", "return document.documentElement.dataset.theme === 'dark'").await;
    assert_eq!(ink(&window).await, json!("rgb(92, 196, 176)"), "the accent of the dark theme");
    assert_eq!(window.eval("return window.refused").await, json!([]), "nothing is refused by the policy");
    window.quit().await;
}
