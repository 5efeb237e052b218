//! Typed ids: short names that never change, one type for each kind of record.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The most bytes an id may have.
pub const MAX_ID_LEN: usize = 31;

/// The id of a record of kind `K`: 1 to 31 ASCII letters, digits, `-` and `_`, stored in place.
pub struct Id<K> {
    len: u8,
    bytes: [u8; MAX_ID_LEN],
    kind: PhantomData<fn() -> K>,
}

/// A kind of record that has an id.
pub trait Kind {
    /// What ids of this kind begin with when they are made, such as `c` in `c-4k7q2m9x`.
    const PREFIX: &'static str;
    /// What a person calls a record of this kind.
    const NAME: &'static str;
}

impl<K> Id<K> {
    /// An id from its text; `None` if the text is not one.
    pub fn new(text: &str) -> Option<Self> {
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        if text.is_empty() || text.len() > MAX_ID_LEN || !text.bytes().all(allowed) {
            return None;
        }
        let mut bytes = [0; MAX_ID_LEN];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self { len: text.len() as u8, bytes, kind: PhantomData })
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.bytes.cmp(&other.bytes)
    }
}
impl<K> Hash for Id<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(&self.bytes[..usize::from(self.len)]);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
impl<K> FromStr for Id<K> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::new(text)
            .ok_or_else(|| format!("`{text}` is not an id; an id is 1 to {MAX_ID_LEN} letters, digits, `-` or `_`"))
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<str>::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Declares the kinds of record: `Alias = Record, "prefix", "name in words"`.
macro_rules! kinds {
    ($($alias:ident = $kind:ty, $prefix:literal, $name:literal;)*) => {
        $(
            #[doc = concat!("The id of a ", $name, ".")]
            pub type $alias = Id<$kind>;
            impl Kind for $kind {
                const PREFIX: &'static str = $prefix;
                const NAME: &'static str = $name;
            }
        )*
    };
}

kinds! {
    MapId = super::Map, "m", "map";
    StageId = super::Stage, "st", "stage";
    StepId = super::Step, "s", "step";
    LaneId = super::Lane, "l", "lane";
    PersonaId = super::Persona, "p", "persona";
    ChannelId = super::Channel, "ch", "channel";
    CardId = super::Card, "c", "card";
    RatingId = super::Rating, "r", "rating";
    CalloutId = super::Callout, "co", "call-out";
    PainId = super::PainPoint, "pp", "pain point";
    OpportunityId = super::Opportunity, "op", "opportunity";
    MetricId = super::Metric, "me", "metric";
    StorySceneId = super::StoryScene, "sc", "scene of the story";
    BallotId = super::Ballot, "b", "ballot";
}

/// Makes new ids: a prefix and eight random letters and digits (40 bits).
///
/// It lives at the edge of the program; the model itself draws no random numbers. Tests seed it.
#[derive(Debug, Clone)]
pub struct IdSource(fastrand::Rng);

impl IdSource {
    /// A source that differs in every run.
    pub fn random() -> Self {
        Self(fastrand::Rng::new())
    }

    /// A source that gives the same ids for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A new id, without the letters that are taken for digits (i, l, o) and without u, as in Crockford's base 32.
    #[expect(clippy::should_implement_trait, reason = "an iterator gives one type; this gives ids of any kind")]
    pub fn next<K: Kind>(&mut self) -> Id<K> {
        const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
        let random = (0..8).map(|_| char::from(ALPHABET[self.0.usize(..32)]));
        let text: String = K::PREFIX.chars().chain(['-']).chain(random).collect();
        Id::new(&text).expect("a prefix and letters are an id")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_plain_names_are_ids() {
        assert_eq!(CardId::new("c-pay").map(|id| id.to_string()), Some("c-pay".to_owned()));
        for bad in ["", "a b", "ä", "../x", &"x".repeat(32)] {
            assert_eq!(CardId::new(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_seed_gives_the_same_ids_and_no_id_twice() {
        let mut source = IdSource::seeded(7);
        let ids: std::collections::HashSet<CardId> = (0..10_000).map(|_| source.next()).collect();
        assert_eq!(ids.len(), 10_000);
        assert_eq!(IdSource::seeded(7).next::<super::super::Card>(), IdSource::seeded(7).next());
    }
}
