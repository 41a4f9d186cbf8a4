//! Where a reply goes, who writes it, and in which language.

use pult_domain::ChannelKind;
use serde::{Deserialize, Serialize};

/// The language a reply must have: the buyer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// Russian.
    Ru,
    /// English.
    En,
    /// Hungarian.
    Hu,
    /// Czech.
    Cs,
    /// French.
    Fr,
}

impl Locale {
    /// Every language, Russian first.
    pub const ALL: [Self; 5] = [Self::Ru, Self::En, Self::Hu, Self::Cs, Self::Fr];

    /// Its name, as the folders of `locales/` have it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ru => "ru",
            Self::En => "en",
            Self::Hu => "hu",
            Self::Cs => "cs",
            Self::Fr => "fr",
        }
    }

    /// The language of a name like `ru`, `ru-RU` or `fr_FR.UTF-8`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let language = name.split(['-', '_', '.']).next().unwrap_or_default().to_lowercase();
        Self::ALL.into_iter().find(|locale| locale.as_str() == language)
    }
}

/// Who writes the reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A person typed it.
    Human,
    /// A person sends what was drafted for them.
    Assisted,
    /// Nobody looks at it before it leaves.
    Automatic,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::Human, Self::Assisted, Self::Automatic];

    /// Its name in scripts.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Assisted => "assisted",
            Self::Automatic => "automatic",
        }
    }
}

/// Where the reply will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outlet {
    /// A chat of a marketplace.
    Marketplace(ChannelKind),
    /// The chat of the shop's own site, whose visitors may be in the European Union.
    Site,
}

impl Outlet {
    /// The outlet of a channel's name; the own site is `site`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        if name == "site" { Some(Self::Site) } else { ChannelKind::parse(name).map(Self::Marketplace) }
    }
}
