//! The icon by the clock: state, number, and a menu of four lines.
//!
//! Linux has no tooltip for such icons, so the count also stands in the menu's first line.

use crate::badge::{Badge, Icon};
use crate::desk::{Desk, Face, lock};
use crate::{leave, window};
use pult_core::dto::AppInfo;
use serde_json::json;
use std::path::Path;
use tauri::image::Image;
use tauri::menu::{Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager as _, Wry, include_image};

/// The id; on Linux it is part of the icon's D-Bus address.
const ID: &str = "pult";

const CALM: Image<'_> = include_image!("icons/tray-calm.png");
const NEW: Image<'_> = include_image!("icons/tray-new.png");
const URGENT: Image<'_> = include_image!("icons/tray-urgent.png");
const OFFLINE: Image<'_> = include_image!("icons/tray-offline.png");

fn image(icon: Icon) -> Image<'static> {
    match icon {
        Icon::Calm => CALM,
        Icon::New => NEW,
        Icon::Urgent => URGENT,
        Icon::Offline => OFFLINE,
    }
}

/// The icon with the parts of it that change.
pub(crate) struct Tray {
    icon: TrayIcon<Wry>,
    unread: MenuItem<Wry>,
    open: MenuItem<Wry>,
    pause: MenuItem<Wry>,
    quit: MenuItem<Wry>,
    shown: Icon,
}

/// Makes the icon, once. Must run on the main thread.
pub(crate) fn make(app: &AppHandle, data: &Path) -> tauri::Result<()> {
    let desk = app.state::<Desk>();
    let mut tray = lock(&desk.tray);
    if tray.is_some() {
        return Ok(());
    }
    let face = lock(&desk.face).clone();
    let text = Texts::of(&face);
    let unread = MenuItem::with_id(app, "unread", &text.unread, false, None::<&str>)?;
    let open = MenuItem::with_id(app, "open", &text.open, true, None::<&str>)?;
    let pause = MenuItem::with_id(app, "pause", &text.pause, true, None::<&str>)?;
    let quit = MenuItem::with_id(app, "quit", &text.quit, true, None::<&str>)?;
    let (line_above, line_below) = (PredefinedMenuItem::separator(app)?, PredefinedMenuItem::separator(app)?);
    let menu = Menu::with_items(app, &[&unread, &line_above, &open, &pause, &line_below, &quit])?;
    let icon = TrayIconBuilder::with_id(ID)
        .icon(image(face.badge.icon))
        .title(face.badge.label().unwrap_or_default())
        .tooltip(&text.unread)
        .menu(&menu)
        // The desktop reads the picture from a file; the owner's folder is a better place than the shared one.
        .temp_dir_path(data.join("tray"))
        .on_menu_event(chosen)
        .build(app)?;
    *tray = Some(Tray { icon, unread, open, pause, quit, shown: face.badge.icon });
    Ok(())
}

/// Shows another state.
///
/// All of it on the main thread: the parts of the icon change there, so whoever held the tray on
/// another thread would wait for the main one, while that waits for the tray in [`make`].
pub(crate) fn show(app: &AppHandle, face: Face) {
    let on_main = {
        let app = app.clone();
        move || show_here(&app, &face)
    };
    if let Err(error) = app.run_on_main_thread(on_main) {
        tracing::warn!(%error, "The tray could not be reached");
    }
}

fn show_here(app: &AppHandle, face: &Face) {
    let desk = app.state::<Desk>();
    let mut tray = lock(&desk.tray);
    let Some(tray) = tray.as_mut() else { return };
    if let Err(error) = tray.show(face) {
        tracing::warn!(%error, "The tray could not be changed");
    }
}

impl Tray {
    fn show(&mut self, face: &Face) -> tauri::Result<()> {
        let text = Texts::of(face);
        if self.shown != face.badge.icon {
            self.icon.set_icon(Some(image(face.badge.icon)))?;
            self.shown = face.badge.icon;
        }
        self.icon.set_title(Some(face.badge.label().unwrap_or_default()))?;
        self.icon.set_tooltip(Some(&text.unread))?;
        self.unread.set_text(&text.unread)?;
        self.open.set_text(&text.open)?;
        self.pause.set_text(&text.pause)?;
        self.quit.set_text(&text.quit)
    }
}

struct Texts {
    unread: String,
    open: String,
    pause: String,
    quit: String,
}

impl Texts {
    fn of(Face { badge: Badge { unread, paused, .. }, words, .. }: &Face) -> Self {
        Self {
            unread: words.say("tray-unread", Some(i64::from(*unread))),
            open: words.say("tray-open", None),
            pause: words.say(if *paused { "tray-resume" } else { "tray-pause" }, None),
            quit: words.say("tray-quit", None),
        }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the toolkit hands it over by value")]
fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        "open" => window::raise(app),
        "pause" => toggle_pause(app),
        "quit" => leave::quit(app),
        _ => {}
    }
}

fn toggle_pause(app: &AppHandle) {
    let Ok(core) = app.state::<Desk>().core() else { return };
    tauri::async_runtime::spawn(async move {
        // Asked anew: what the menu showed may be a moment old.
        let answer = match core.call::<AppInfo>("app_info", json!({})).await {
            Ok(info) => core.call_text("sync_pause", json!({"account": null, "paused": !info.sync_paused})).await,
            Err(error) => Err(error),
        };
        if let Err(error) = answer {
            tracing::warn!(code = %error.code, "Checking could not be paused or resumed");
        }
    });
}
