//! What the window may do: as written, as built, and as enforced.

use pult_tests::desktop::{Desktop, Furniture, Window};
use serde_json::{Value, json};
use std::path::Path;

fn read(path: &str) -> Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    serde_json::from_slice(&std::fs::read(&file).unwrap_or_else(|error| panic!("{path}: {error}"))).expect("JSON")
}

#[test]
fn the_configuration_grants_nothing_beyond_the_need() {
    let config = read("tauri.conf.json");
    let app = &config["app"];
    let policy = json!({
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "ipc: http://ipc.localhost",
        "frame-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    });
    assert_eq!(app["security"]["csp"], policy);
    assert_eq!(app["security"]["devCsp"], Value::Null, "no second, weaker policy");
    assert_eq!(app["security"]["freezePrototype"], json!(true));
    assert_eq!(app["security"]["dangerousDisableAssetCspModification"], json!(false));
    assert_eq!(app["security"]["assetProtocol"]["enable"], json!(false));
    assert_eq!(app["security"]["capabilities"], json!(["main-window"]));
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(app["windows"], json!([]), "the window is made in code, where navigation is refused");
}

#[test]
fn the_built_access_list_holds_one_command_and_listening() {
    // Written by the build, from whatever capabilities it found: a file added later shows here.
    let built = read("gen/schemas/capabilities.json");
    let expected = json!({
        "main-window": {
            "identifier": "main-window",
            "description": "All that the only window may do: call an operation, and hear of changes.",
            "local": true,
            "windows": ["main"],
            "permissions": ["allow-rpc", "core:event:allow-listen", "core:event:allow-unlisten"],
        }
    });
    assert_eq!(built, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_window_is_held_to_it() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    window.find("[data-testid=onboarding-language]").await;

    // Commands of the toolkit and of its plugins that nobody granted.
    for command in [
        "plugin:window|set_title",
        "plugin:webview|create_webview_window",
        "plugin:window-state|save_window_state",
        "plugin:app|version",
        "plugin:path|resolve_directory",
    ] {
        let script =
            "const [command, done] = arguments; window.__TAURI_INTERNALS__.invoke(command, {}).then(() => done('granted'), (error) => done(String(error)));";
        let answer = window.eval_async(script, vec![json!(command)]).await;
        assert!(answer.as_str().is_some_and(|answer| answer.contains("not allowed")), "{command}: {answer}");
    }
    assert_eq!(window.eval("return typeof window.__TAURI__").await, json!("undefined"));
    assert_eq!(window.eval("return Object.isFrozen(Object.prototype)").await, json!(true));

    // The content policy: each attempt is made and refused, and the refusal is reported.
    let attempts = "const done = arguments[0];
        const refused = new Set();
        document.addEventListener('securitypolicyviolation', (event) => refused.add(event.effectiveDirective));
        const add = (name, set) => { const element = Object.assign(document.createElement(name), set); document.body.append(element); return element; };
        add('script', {textContent: 'window.ran = 1'});
        add('script', {src: 'https://example.com/x.js'});
        add('style', {textContent: 'body { opacity: 0.5 }'});
        add('iframe', {src: 'https://example.com/'});
        add('img', {src: 'https://example.com/x.png'});
        add('object', {data: 'https://example.com/x'});
        try { new Function('window.ran = 2')(); } catch {}
        fetch('https://example.com/').catch(() => {});
        fetch('http://127.0.0.1:9/').catch(() => {});
        add('form', {action: 'https://example.com/'}).submit();
        setTimeout(() => done([...refused].sort()), 400);";
    let refused = window.eval_async(attempts, Vec::new()).await;
    for directive in ["script-src-elem", "style-src-elem", "frame-src", "img-src", "script-src", "connect-src"] {
        assert!(refused.as_array().is_some_and(|all| all.contains(&json!(directive))), "{directive} must have refused something: {refused}");
    }
    assert_eq!(window.eval("return window.ran ?? null").await, json!(null), "no foreign script ran");

    // Leaving, and opening a second window.
    window.eval("location.href = 'https://example.com/'").await;
    assert_eq!(window.eval("return String(window.open('https://example.com/'))").await, json!("null"));
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(window.client.current_url().await.expect("an address").scheme(), "tauri");
    assert_eq!(window.client.windows().await.expect("windows").len(), 1);
    window.quit().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_interface_lives_within_its_content_policy() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    let window = Window::open(&desk, &desk.folder("pult"), &["--demo"]).await;
    // Heard from here on; what was refused while loading shows as a style that is missing below.
    window.eval("window.refusals = []; document.addEventListener('securitypolicyviolation', (event) => window.refusals.push(`${event.effectiveDirective} ${event.sourceFile} ${event.sample}`))").await;
    window.click("[data-testid=chat-row]").await;
    window.find("[data-testid=message]").await;
    window.press("?", "Slash").await;
    window.press("Escape", "Escape").await;
    // Rows of the virtual list are placed by styles set from script: two at one place means refused.
    let places = "return new Set([...document.querySelectorAll('[data-testid=chat-row]')].map((row) => row.getBoundingClientRect().top)).size > 3";
    window.until("rows in their places", places).await;
    assert_eq!(window.eval("return window.refusals").await, json!([]), "the interface asks for nothing that its policy refuses");
    window.quit().await;
}
