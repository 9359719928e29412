//! The door to JavaScript: converts and does nothing else. JSON text in, JSON text out; faults cross as one shape.

use wasm_bindgen::prelude::*;

use crate::case::Case;
use crate::fault::Fault;
use crate::json::{to_json, written};
use crate::pack::Pack;
use crate::wire::Shared;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// One pack, ready to check cases against.
#[wasm_bindgen]
pub struct Checker {
    pack: Pack,
}

struct Faults {
    faults: Vec<Fault>,
}

to_json!(Faults { faults });

#[wasm_bindgen]
extern "C" {
    // The browser's own parser costs nothing here.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn parse(json: &str) -> JsValue;
}

fn thrown(faults: Vec<Fault>) -> JsValue {
    parse(&written(&Faults { faults }))
}

#[wasm_bindgen]
impl Checker {
    /// Takes a pack as it travels and what all packs share, both as the bytes of the file. Throws `{ faults }` where they are
    /// none.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &[u8], shared: &[u8]) -> Result<Checker, JsValue> {
        let read = Shared::from_json(shared).and_then(|shared| Pack::from_wire(pack, &shared));
        match read {
            Ok(pack) => Ok(Checker { pack }),
            Err(error) => Err(thrown(vec![Fault::new(
                "not-a-pack",
                "",
                format!("this is no pack that this version can read: {error}"),
                "load the page again, so that engine and pack are of one version",
            )])),
        }
    }

    /// A case as JSON in, its finding as JSON out. Throws `{ faults }`.
    pub fn check(&self, case: &str) -> Result<String, JsValue> {
        let case = Case::from_json(case, &self.pack).map_err(thrown)?;
        Ok(crate::check(&self.pack, &case).to_json())
    }

    /// A case as JSON in, its finding as plain text out. Throws `{ faults }`.
    pub fn record(&self, case: &str) -> Result<String, JsValue> {
        let case = Case::from_json(case, &self.pack).map_err(thrown)?;
        Ok(crate::record(&self.pack, &case, &crate::check(&self.pack, &case)))
    }
}

/// The version of this engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
