//! How the marketplaces' ids of messages are stored.
//!
//! Most channels name messages by UUIDs, and each id is stored twice: in the row and in the index
//! that keeps it unique. As 16 bytes instead of 36 characters that is a tenth of the database.
//! Only the canonical spelling (lower case, hyphens) is packed, since only that can be unpacked
//! into the very same text; every other id stays as it came. A BLOB never equals a TEXT in
//! SQLite, so that the two kinds cannot be confused.

use sqlx::encode::IsNull;
use sqlx::error::BoxDynError;
use sqlx::sqlite::{Sqlite, SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef};
use sqlx::{Decode, Encode, Type, TypeInfo, ValueRef};

/// Where the hyphens of a UUID stand (RFC 9562, section 4).
const HYPHENS: [usize; 4] = [8, 13, 18, 23];
/// Characters of a UUID.
const CHARS: usize = 36;

/// A message's remote id as its column holds it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Remote {
    /// A UUID in the canonical spelling.
    Uuid([u8; 16]),
    /// Anything else.
    Text(String),
}

impl Remote {
    /// The column's value for an id.
    pub(crate) fn of(id: &str) -> Self {
        packed(id).map_or_else(|| Self::Text(id.to_owned()), Self::Uuid)
    }

    /// The id as the marketplace writes it.
    pub(crate) fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Uuid(bytes) => {
                let mut text = String::with_capacity(CHARS);
                for byte in bytes {
                    if HYPHENS.contains(&text.len()) {
                        text.push('-');
                    }
                    text.extend([byte >> 4, byte & 15].map(|digit| char::from_digit(u32::from(digit), 16).unwrap_or('0')));
                }
                text
            }
        }
    }
}

fn packed(id: &str) -> Option<[u8; 16]> {
    if id.len() != CHARS {
        return None;
    }
    let mut bytes = [0_u8; 16];
    let mut digits = 0;
    for (place, sign) in id.bytes().enumerate() {
        if HYPHENS.contains(&place) {
            if sign != b'-' {
                return None;
            }
            continue;
        }
        let digit = match sign {
            b'0'..=b'9' => sign - b'0',
            b'a'..=b'f' => sign - b'a' + 10,
            _ => return None,
        };
        let byte = bytes.get_mut(digits / 2)?;
        *byte = *byte << 4 | digit;
        digits += 1;
    }
    Some(bytes)
}

impl Type<Sqlite> for Remote {
    fn type_info() -> SqliteTypeInfo {
        <String as Type<Sqlite>>::type_info()
    }

    fn compatible(info: &SqliteTypeInfo) -> bool {
        matches!(info.name(), "TEXT" | "BLOB")
    }
}

impl Encode<'_, Sqlite> for Remote {
    fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
        match self {
            Self::Uuid(bytes) => Encode::<Sqlite>::encode(bytes.to_vec(), buffer),
            Self::Text(text) => Encode::<Sqlite>::encode(text.clone(), buffer),
        }
    }
}

impl<'r> Decode<'r, Sqlite> for Remote {
    fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
        if value.type_info().name() == "BLOB" {
            return Ok(Self::Uuid(<&[u8] as Decode<Sqlite>>::decode(value)?.try_into()?));
        }
        <String as Decode<Sqlite>>::decode(value).map(Self::Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_canonical_spelling_is_packed() {
        let uuid = "910a2dec-8902-5cc1-beeb-8da1658eec67";
        assert!(matches!(Remote::of(uuid), Remote::Uuid(_)));
        let spoiled = [uuid.to_uppercase(), uuid.replace('-', ""), uuid.replacen('9', "g", 1), uuid.replacen('-', "0", 1)];
        for other in spoiled.into_iter().chain(["m39", "", "ид"].map(str::to_owned)) {
            assert_eq!(Remote::of(&other), Remote::Text(other));
        }
    }

    proptest! {
        #[test]
        fn every_id_comes_back_as_it_went(id in "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-fA-F-]{36}|.{0,40}") {
            prop_assert_eq!(Remote::of(&id).into_text(), id);
        }
    }
}
