//! Hashing of what a map holds.

/// A hash map for what is looked up often: the standard one's hasher takes a good part of the time of a
/// layout. Its order is another in every run, as the standard one's is.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// Its hasher.
pub(crate) type RandomState = foldhash::fast::RandomState;
