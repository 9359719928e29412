//! Reading packs as their authors write them: TOML in, a valid [`Pack`](crate::Pack) or every fault at once out.
//!
//! ```text
//! text --toml.rs--> table with lines --shape.rs (keys.rs)--> what can be read + faults of shape
//!      --draft.rs--> Draft --lint/--> faults of meaning --compile.rs--> Pack
//! ```
//!
//! None of this is in the wasm. Files are read by [`library`]; everything else works on text alone.

pub mod compile;
pub mod draft;
pub mod everyday;
pub mod indexing;
pub mod keys;
pub mod library;
pub mod lint;
pub mod overlay;
pub mod schema;
pub mod shape;
