//! Spelling in the real window: a word that none of the dictionaries knows is underlined.

use crate::{connect, marketplace, until_chats};
use base64::Engine as _;
use pult_tests::desktop::{Desktop, Furniture, PATIENCE, Window};
use serde_json::json;
use std::time::{Duration, Instant};

/// Each language's dictionary, of one word: a parcel.
const DICTIONARIES: [(&str, &str); 5] = [("ru_RU", "посылка"), ("en_US", "parcel"), ("hu_HU", "csomag"), ("cs_CZ", "zásilka"), ("fr_FR", "colis")];
/// In none of them.
const WRONG: &str = "псоылка";

/// How many points of a picture are red, where the topmost of them is, and how high the picture is.
const RED: &str = "const [png, done] = arguments; const picture = new Image();
    picture.onload = () => {
        const { width, height } = picture;
        const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
        pen.drawImage(picture, 0, 0);
        const { data } = pen.getImageData(0, 0, width, height);
        const red = [];
        for (let at = 0; at < data.length; at += 4)
            if (data[at] > data[at + 1] + 60 && data[at] > data[at + 2] + 60) red.push(Math.floor(at / 4 / width));
        done([red.length, red[0] ?? 0, height]);
    };
    picture.src = `data:image/png;base64,${png}`;";

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_no_dictionary_of_the_five_languages_knows_is_underlined() {
    let Some(desk) = Desktop::start(Furniture::default()).await else { return };
    // Where enchant looks for an owner's own dictionaries, before those of the system.
    let folder = desk.folder("config/enchant/hunspell");
    for (name, word) in DICTIONARIES {
        std::fs::write(folder.join(format!("{name}.aff")), "SET UTF-8\n").expect("the rules");
        std::fs::write(folder.join(format!("{name}.dic")), format!("1\n{word}\n")).expect("the words");
    }
    let sim = marketplace(1).await;
    let window = Window::open(&desk, &desk.folder("pult"), &[]).await;
    connect(&window, &sim).await;
    until_chats(&window, 1).await;
    window.click("[data-testid=chat-row]").await;
    let field = window.find("[data-testid=composer][spellcheck=true][lang=ru]").await;

    // The known words in the first line, the unknown one two lines below; a word is looked at when it ends.
    let known = DICTIONARIES.map(|(_, word)| word).join(" ");
    field.send_keys(&format!("{known} \u{E007}\u{E007}{WRONG} ")).await.expect("typed");
    let end = Instant::now() + PATIENCE;
    let (top, height) = loop {
        let png = field.screenshot().await.expect("a picture of the field");
        let seen = window.eval_async(RED, vec![json!(base64::engine::general_purpose::STANDARD.encode(png))]).await;
        let number = |at: usize| seen[at].as_f64().unwrap_or_default();
        if number(0) > 0.0 {
            break (number(1), number(2));
        }
        assert!(Instant::now() < end, "{WRONG} is not underlined");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert!(top > height / 2.0, "a word that its dictionary knows is underlined: red from {top} of {height}");
    window.quit().await;
}
