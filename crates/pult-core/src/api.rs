//! The operations.
pub mod dto;
