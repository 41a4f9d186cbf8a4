//! Spelling in the text fields, by the dictionaries of the system.
//!
//! WebKitGTK checks nothing until it is told to, and knows languages only by the names of the
//! dictionaries that enchant finds. Those of the five languages of the window are asked for, and
//! those that are not installed cost nothing. The field says which language its text is in; WebKitGTK
//! tries a word in all of them and underlines what none knows. Windows and macOS check by themselves.

use tauri::WebviewWindow;

/// Dictionaries of the languages the buyers of the connected marketplaces write.
#[cfg(target_os = "linux")]
const DICTIONARIES: [&str; 5] = ["ru_RU", "en_US", "hu_HU", "cs_CZ", "fr_FR"];

/// Switches the checking on. A webview that cannot is only without it.
pub(crate) fn check(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    {
        use webkit2gtk::{WebContextExt as _, WebViewExt as _};
        let switched = window.with_webview(|webview| match webview.inner().context() {
            Some(context) => {
                context.set_spell_checking_languages(&DICTIONARIES);
                context.set_spell_checking_enabled(true);
                tracing::debug!(dictionaries = context.spell_checking_languages().len(), "Spelling is checked");
            }
            None => tracing::info!("The webview has no context to check spelling in"),
        });
        if let Err(error) = switched {
            tracing::info!(%error, "Spelling is not checked");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}
