//! The operations: their table, their words, their bodies.

mod bodies;
pub mod dto;
pub mod table;
