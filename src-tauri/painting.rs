//! Who paints the page: the graphics card where there is one, the processor itself where there is none.
//!
//! WebKitGTK always paints through OpenGL. Without a card Mesa's llvmpipe plays one on the processor,
//! and half of the webview's time goes there (perf, 2026-11): a thread was scrolled at 28 frames a second
//! and a chat took 142 ms of processor time. Told that there is nothing to accelerate with, WebKit
//! paints with its own rasterizer straight into the window, only what changed: figures in
//! `docs/window-speed.md`. Alternatives that lost: `WEBKIT_SKIA_ENABLE_CPU_RENDERING`, which paints
//! by itself and still composes through OpenGL (some 20 frames); the environment variable for all of it,
//! which would need a second start of the program.
//!
//! A card is a render node of the kernel. Where one is there and does not work, `WEBKIT_DISABLE_COMPOSITING_MODE=1` does the same by hand.

use tauri::WebviewWindow;

/// Where the kernel lists what can draw.
#[cfg(target_os = "linux")]
const DEVICES: &str = "/dev/dri";

/// Leaves the painting to the processor where there is no graphics card.
pub(crate) fn choose(window: &WebviewWindow) {
    #[cfg(target_os = "linux")]
    {
        use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt as _, WebViewExt as _};
        if has_card(std::path::Path::new(DEVICES)) {
            return;
        }
        let told = window.with_webview(|webview| match webview.inner().settings() {
            Some(settings) => {
                settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
                tracing::info!("No graphics card: the processor paints the window");
            }
            None => tracing::info!("The webview has no settings"),
        });
        if let Err(error) = told {
            tracing::info!(%error, "The webview paints as it pleases");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
}

/// Whether a device there can draw. Nodes named otherwise only show what was drawn.
#[cfg(target_os = "linux")]
fn has_card(devices: &std::path::Path) -> bool {
    let nodes = std::fs::read_dir(devices).into_iter().flatten().filter_map(Result::ok);
    nodes.map(|node| node.file_name()).any(|name| name.to_string_lossy().starts_with("renderD"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::has_card;

    #[test]
    fn a_card_is_a_node_that_draws() {
        let devices = tempfile::tempdir().expect("a folder");
        assert!(!has_card(&devices.path().join("dri")), "no drivers at all");
        assert!(!has_card(devices.path()), "drivers without a device");
        std::fs::write(devices.path().join("card0"), "").expect("a device");
        assert!(!has_card(devices.path()), "a screen that cannot draw");
        std::fs::write(devices.path().join("renderD128"), "").expect("a device");
        assert!(has_card(devices.path()));
    }
}
