//! The door to JavaScript for the search. It travels apart from the door to the check, so that a case can be checked before
//! the words to search by have arrived.

use wasm_bindgen::prelude::*;

use crate::json::{to_json, written};
use crate::search::{Hit, Index, NOTHING_FITS, Search};

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The search data of all packs, ready to be asked about one of them.
#[wasm_bindgen]
pub struct Finder {
    search: Search,
    pack: String,
    ids: Vec<String>,
}

struct Answer {
    hits: Vec<String>,
    grave: Vec<String>,
    fits: bool,
    advice: Option<&'static str>,
    parts: Vec<Piece>,
}

struct Piece {
    text: String,
    fits: bool,
    advice: Option<&'static str>,
    hits: Vec<String>,
}

to_json!(Answer { hits, grave, fits, advice, parts });
to_json!(Piece { text, fits, advice, hits });

/// What to say where nothing fits.
fn advice(fits: bool) -> Option<&'static str> {
    (!fits).then_some(NOTHING_FITS)
}

#[wasm_bindgen]
impl Finder {
    /// Takes the search data as the bytes of the file. Throws words where they are none.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: &[u8]) -> Result<Finder, JsValue> {
        let index = Index::from_bytes(bytes).map_err(JsValue::from_str)?;
        Ok(Finder { search: Search::new(index), pack: String::new(), ids: Vec::new() })
    }

    /// Turns to a pack, given the ids of its statements and situations, one a line. False where the data were made for other
    /// statements: then nothing is found, and the page must say so.
    pub fn open(&mut self, pack: &str, ids: &str) -> bool {
        self.ids = ids.lines().map(str::to_owned).collect();
        self.pack = pack.to_owned();
        let fits = self.search.index().pack(pack).is_some_and(|part| part.check == crate::search::check_of(&self.ids));
        if !fits {
            self.pack.clear();
        }
        fits
    }

    /// Finds at most `limit` statements that fit a text. JSON: ids, best first, and what a person must know about them.
    pub fn find(&self, text: &str, limit: usize) -> String {
        let Some(found) = self.search.find(&self.pack, text, limit) else { return "null".into() };
        let id = |at: &usize| self.ids.get(*at).cloned();
        let ids = |hits: &[Hit]| hits.iter().filter_map(|hit| id(&hit.at)).collect();
        written(&Answer {
            hits: ids(&found.hits),
            grave: found.grave.iter().filter_map(id).collect(),
            fits: found.fits,
            advice: advice(found.fits),
            parts: found
                .parts
                .iter()
                .map(|part| Piece {
                    text: part.text.clone(),
                    fits: part.fits,
                    advice: advice(part.fits),
                    hits: ids(&part.hits),
                })
                .collect(),
        })
    }
}
