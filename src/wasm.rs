//! The door to JavaScript: converts and does nothing else. JSON text in, JSON text out; faults cross as one shape.

use wasm_bindgen::prelude::*;

use crate::case::Case;
use crate::fault::Fault;
use crate::finding::Finding;
use crate::json::{to_json, written};
use crate::overlay::Overlay;
use crate::pack::{Contact, Pack};
use crate::wire::Shared;

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// One pack, ready to check cases against.
#[wasm_bindgen]
pub struct Checker {
    pack: Pack,
    /// The contacts as they came, where a school's lie over them.
    printed: Option<Vec<Contact>>,
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
            Ok(pack) => Ok(Checker { pack, printed: None }),
            Err(error) => Err(thrown(vec![Fault::new(
                "not-a-pack",
                "",
                format!("this is no pack that this version can read: {error}"),
                "load the page again, so that engine and pack are of one version",
            )])),
        }
    }

    /// Lays a school's own contacts, given as JSON text, over those of the document. Empty text takes them away again. Returns
    /// whether the file is for this area. Throws `{ faults }`; what was there before then stays.
    pub fn overlay(&mut self, json: &str) -> Result<bool, JsValue> {
        let overlay = match json {
            "" => None,
            _ => Some(Overlay::from_json(json).map_err(thrown)?),
        };
        let printed = self.printed.take().unwrap_or_else(|| self.pack.contacts.clone());
        let before = std::mem::replace(&mut self.pack.contacts, printed.clone());
        let local = self.pack.local.take();
        self.printed = Some(printed);
        if let Some(Err(faults)) = overlay.map(|overlay| overlay.lay(&mut self.pack)) {
            self.pack.contacts = before;
            self.pack.local = local;
            return Err(thrown(faults));
        }
        Ok(self.pack.local.is_some())
    }

    /// A case as JSON in, its finding as JSON out. Throws `{ faults }`.
    pub fn check(&self, case: &str) -> Result<String, JsValue> {
        let case = Case::from_json(case, &self.pack).map_err(thrown)?;
        Ok(crate::check(&self.pack, &case).to_json())
    }

    /// A case as JSON in, its finding as plain text out. Throws `{ faults }`.
    pub fn record(&self, case: &str) -> Result<String, JsValue> {
        self.told(case, crate::record)
    }

    /// A case as JSON in, words to question a decision about it out. Throws `{ faults }`.
    pub fn disagreement(&self, case: &str) -> Result<String, JsValue> {
        self.told(case, crate::disagreement)
    }
}

impl Checker {
    fn told(&self, case: &str, tell: fn(&Pack, &Case, &Finding) -> String) -> Result<String, JsValue> {
        let case = Case::from_json(case, &self.pack).map_err(thrown)?;
        Ok(tell(&self.pack, &case, &crate::check(&self.pack, &case)))
    }
}

/// The version of this engine.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
