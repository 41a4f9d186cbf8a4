//! The chain with the store and the keychain around it.
