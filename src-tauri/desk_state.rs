//! The one place that asks the desktop whether its owner may be disturbed and whether the screen is
//! locked.
//!
//! There is no common answer on Linux. Each desktop has a property or a method of its own; those
//! whose service runs are asked, and the first yes decides. Nothing is started by asking. A desktop
//! that tells nothing holds nothing back; its own notification service does.

use async_trait::async_trait;
use pult_core::notices::{DeskNow, DeskState};

/// The desktop as it answers.
#[cfg(target_os = "linux")]
pub(crate) struct Asked(Option<zbus::Connection>);

#[cfg(target_os = "linux")]
impl Asked {
    pub(crate) fn new(connection: Option<zbus::Connection>) -> Self {
        Self(connection)
    }
}

#[cfg(target_os = "linux")]
#[async_trait]
impl DeskState for Asked {
    async fn now(&self) -> DeskNow {
        let Some(bus) = &self.0 else { return DeskNow::default() };
        // A desktop that hangs must not hold up a call.
        let asking = async { DeskNow { do_not_disturb: linux::do_not_disturb(bus).await, locked: linux::locked(bus).await } };
        tokio::time::timeout(linux::LONGEST, asking).await.unwrap_or_default()
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::time::Duration;
    use zbus::fdo::DBusProxy;
    use zbus::names::BusName;
    use zbus::proxy::CacheProperties;
    use zbus::zvariant::OwnedValue;
    use zbus::{Connection, Proxy};

    /// Longest wait for all answers together.
    pub(super) const LONGEST: Duration = Duration::from_millis(400);

    /// Name, path, interface, property: dunst's pause and Plasma's "do not disturb".
    const QUIET: [[&str; 4]; 2] = [
        ["org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.dunstproject.cmd0", "paused"],
        ["org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "Inhibited"],
    ];
    /// Name, path; the interface is called as the name.
    const SAVERS: [[&str; 2]; 5] = [
        ["org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"],
        ["org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"],
        ["org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"],
        ["org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"],
        ["org.mate.ScreenSaver", "/org/mate/ScreenSaver"],
    ];

    pub(super) async fn do_not_disturb(bus: &Connection) -> bool {
        for [name, path, interface, property] in QUIET {
            if let Some(service) = running(bus, name, path, interface).await
                && service.get_property::<bool>(property).await == Ok(true)
            {
                return true;
            }
        }
        xfce(bus).await.unwrap_or(false)
    }

    /// Xfce keeps it among its settings.
    async fn xfce(bus: &Connection) -> Option<bool> {
        let service = running(bus, "org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf").await?;
        let answer = service.call_method("GetProperty", &("xfce4-notifyd", "/do-not-disturb")).await.ok()?;
        bool::try_from(answer.body().deserialize::<OwnedValue>().ok()?).ok()
    }

    pub(super) async fn locked(bus: &Connection) -> bool {
        for [name, path] in SAVERS {
            if let Some(service) = running(bus, name, path, name).await
                && let Ok(answer) = service.call_method("GetActive", &()).await
                && answer.body().deserialize::<bool>() == Ok(true)
            {
                return true;
            }
        }
        false
    }

    /// A service that runs already: asking must not start one.
    async fn running(bus: &Connection, name: &'static str, path: &'static str, interface: &'static str) -> Option<Proxy<'static>> {
        let owned = DBusProxy::new(bus).await.ok()?.name_has_owner(BusName::try_from(name).ok()?).await.ok()?;
        if !owned {
            return None;
        }
        let proxy = zbus::proxy::Builder::new(bus).destination(name).ok()?.path(path).ok()?.interface(interface).ok()?;
        proxy.cache_properties(CacheProperties::No).build().await.ok()
    }
}

/// Elsewhere the system itself holds back what must not be shown.
#[cfg(not(target_os = "linux"))]
pub(crate) struct Asked;

#[cfg(not(target_os = "linux"))]
impl Asked {
    pub(crate) fn new(_connection: Option<std::convert::Infallible>) -> Self {
        Self
    }
}

#[cfg(not(target_os = "linux"))]
#[async_trait]
impl DeskState for Asked {
    async fn now(&self) -> DeskNow {
        DeskNow::default()
    }
}
