//! What the desktop's session bus tells: who is there, the tray's items, their labels and menus.

use super::Desktop;
use serde_json::Value;

const WATCHER: [&str; 3] = ["org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"];
const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

/// A tray icon on the bus.
#[derive(Clone, Debug)]
pub struct TrayItem {
    name: String,
    path: String,
}

/// A line of a tray icon's menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuLine {
    /// The line's number, good until the menu changes.
    pub id: i64,
    /// Its words; empty for a separator.
    pub label: String,
}

impl Desktop {
    /// Whether somebody owns a name on the bus.
    pub async fn owns(&self, name: &str) -> bool {
        let answer = self.call(&["org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner", "s", name]).await;
        answer.is_some_and(|answer| answer["data"][0] == true)
    }

    /// Whether anything shows tray icons.
    pub async fn has_tray_host(&self) -> bool {
        self.owns(WATCHER[0]).await && self.property(WATCHER, "IsStatusNotifierHostRegistered").await == Some(Value::Bool(true))
    }

    /// The first tray icon, if any program shows one.
    pub async fn tray_item(&self) -> Option<TrayItem> {
        let items = self.property(WATCHER, "RegisteredStatusNotifierItems").await?;
        let (name, path) = items[0].as_str()?.split_once('/')?;
        Some(TrayItem { name: name.to_owned(), path: format!("/{path}") })
    }

    /// The label beside an icon.
    pub async fn tray_label(&self, item: &TrayItem) -> String {
        let label = self.property([&item.name, &item.path, ITEM], "XAyatanaLabel").await;
        label.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The file of an icon's picture.
    pub async fn tray_picture(&self, item: &TrayItem) -> String {
        let name = self.property([&item.name, &item.path, ITEM], "IconName").await;
        name.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    /// The lines of an icon's menu.
    pub async fn tray_menu(&self, item: &TrayItem) -> Vec<MenuLine> {
        let path = format!("{}/Menu", item.path);
        let answer = self.call(&[&item.name, &path, MENU, "GetLayout", "iias", "--", "0", "-1", "1", "label"]).await.unwrap_or_default();
        let lines = answer["data"][1][2].as_array().cloned().unwrap_or_default();
        let line = |line: &Value| {
            let line = &line["data"];
            MenuLine { id: line[0].as_i64().unwrap_or(-1), label: line[1]["label"]["data"].as_str().unwrap_or_default().to_owned() }
        };
        lines.iter().map(line).collect()
    }

    /// Chooses a line of an icon's menu by its words, as a click does.
    ///
    /// # Panics
    /// When there is no such line.
    pub async fn tray_choose(&self, item: &TrayItem, label: &str) {
        let lines = self.tray_menu(item).await;
        let line = lines.iter().find(|line| line.label == label).unwrap_or_else(|| panic!("no line {label:?} among {lines:?}"));
        let (path, id) = (format!("{}/Menu", item.path), line.id.to_string());
        self.call(&[&item.name, &path, MENU, "Event", "isvu", "--", &id, "clicked", "i", "0", "0"]).await;
    }

    async fn property(&self, [name, path, interface]: [&str; 3], property: &str) -> Option<Value> {
        let answer = self.busctl(&["get-property", name, path, interface, property]).await?;
        answer.get("data").cloned()
    }

    async fn call(&self, args: &[&str]) -> Option<Value> {
        self.busctl(&[&["call"], args].concat()).await
    }

    async fn busctl(&self, args: &[&str]) -> Option<Value> {
        let output = self.command("busctl").args(["--user", "--json=short"]).args(args).output().await.ok()?;
        serde_json::from_slice(&output.stdout).ok()
    }
}
