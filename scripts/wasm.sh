#!/usr/bin/env bash
# Builds the engine for the browser into www/pkg, and the search into www/finder: the crate with no default features, its
# JavaScript side, made small.
# The same source gives the same bytes in any folder and on any machine: no path of the builder is left in the file.
set -euo pipefail
cd "$(dirname "$0")/.."

wasm_bindgen=$(scripts/need.sh wasm-bindgen)
cargo_home="${CARGO_HOME:-$HOME/.cargo}"
target="${CARGO_TARGET_DIR:-target}"

# Only code for the browser is built with these; the native builds keep theirs.
cargo fetch --quiet
export CARGO_ENCODED_RUSTFLAGS="--remap-path-prefix=$PWD=doorstep"
for registry in "$cargo_home"/registry/src/*/; do
  CARGO_ENCODED_RUSTFLAGS+=$'\x1f'"--remap-path-prefix=${registry%/}=crates"
done
# Copying fewer small functions into their callers makes what is sent smaller by a twentieth and a check no slower; below 50
# a check takes longer.
CARGO_ENCODED_RUSTFLAGS+=$'\x1f'"-Cllvm-args=-inline-threshold=50"

# One door after the other, each a folder and a file of its own: the check, and the search.
door() {
  local folder=$1 name=$2; shift 2
  cargo build --release --lib --no-default-features "$@" --target wasm32-unknown-unknown
  rm -rf "$folder"
  "$wasm_bindgen" --target web --out-dir "$folder" --out-name "$name" --remove-name-section --remove-producers-section \
    "$target/wasm32-unknown-unknown/release/doorstep.wasm"
  echo '{ "type": "module" }' > "$folder/package.json"
  # More than -O1 makes the file smaller and what is sent larger: it repeats itself less.
  node_modules/.bin/wasm-opt -O1 --strip-debug --strip-producers --strip-target-features \
    -o "$folder/small.wasm" "$folder/${name}_bg.wasm"
  mv "$folder/small.wasm" "$folder/${name}_bg.wasm"
}
door www/pkg doorstep
door www/finder finder --features finder
