//! The window, the tray and the last metre of the pump of changes.
//!
//! Here live only what belongs to a desktop: options of the start, the window and what it may do,
//! the icon by the clock, the way out. Every answer comes from the core through operations.
//! Never here: SQL, HTTP, rules, a word about one marketplace.

mod args;
mod autostart;
mod badge;
mod demo;
mod desk;
mod desk_state;
mod door;
mod fetcher;
mod host;
mod ipc;
mod leave;
mod painting;
mod pump;
mod rest;
mod spelling;
mod startup;
mod toasts;
mod tray;
mod window;

use crate::args::Args;
use crate::desk::Desk;
use crate::rest::Rest;
use crate::startup::{Handle, Start};
use clap::Parser as _;
use std::process::ExitCode;
use tauri::{Manager as _, RunEvent};
use tauri_plugin_window_state::StateFlags;

/// Runs the program until its window is closed for good.
#[must_use]
pub fn run() -> ExitCode {
    let args = Args::parse();
    if !has_display() {
        // The toolkit would end with a panic, after the data were opened.
        eprintln!("pult: there is no display to open a window on; pultctl serve works without one");
        return ExitCode::FAILURE;
    }
    let data = args.data_dir();
    let _log = pult_core::log::start(Some(&data), "warn");
    let handle = Handle::default();
    let start = tauri::async_runtime::block_on(startup::start(&data, args.demo, &handle));
    let desk = match start {
        Start::Elsewhere => return ExitCode::SUCCESS,
        Start::Running(core, door) => Desk::running(core, door),
        Start::Refused(error) => {
            tracing::error!(code = %error.code, "The program could not start: {}", error.message);
            Desk::refused(error)
        }
    };
    match window_until_closed(desk, Rest::new(data, args.page_kept()), handle, args.hidden) {
        Ok(code) => code,
        Err(error) => {
            // Without a display there is nothing to show an error in.
            eprintln!("pult: the window could not be opened: {error}");
            ExitCode::FAILURE
        }
    }
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn window_until_closed(desk: Desk, rest: Rest, handle: Handle, hidden: bool) -> tauri::Result<ExitCode> {
    let data = rest.data.clone();
    // Whether the window was visible is not remembered: who starts the program wants to see it.
    let remembered = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
    let window_state = tauri_plugin_window_state::Builder::default().with_state_flags(remembered).with_filename(data.join("window.json").to_string_lossy());
    let app = tauri::Builder::default()
        .plugin(window_state.build())
        .manage(desk)
        .manage(rest)
        .invoke_handler(tauri::generate_handler![ipc::rpc])
        .setup(move |app| {
            handle.set(app.handle().clone());
            // What went wrong at the start must be seen.
            let hidden = hidden && app.state::<Desk>().core().is_ok();
            window::open(app.handle(), hidden)?;
            leave::on_signals(app.handle());
            if let Ok(core) = app.state::<Desk>().core() {
                toasts::start(app.handle(), &core);
                pump::start(app.handle(), core, &data);
                host::watch(app.handle(), &data);
            }
            Ok(())
        })
        .build(tauri::generate_context!())?;
    let code = app.run_return(|app, event| match event {
        RunEvent::WindowEvent { label, event: tauri::WindowEvent::CloseRequested { api, .. }, .. } if label == window::MAIN => {
            api.prevent_close();
            leave::close_requested(app);
        }
        RunEvent::ExitRequested { api, .. } if !leave::is_done(app) => {
            api.prevent_exit();
            // The last window has gone; where it only rests, the program goes on.
            if !app.state::<Rest>().is_closed() {
                leave::quit(app);
            }
        }
        _ => {}
    });
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
