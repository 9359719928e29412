#!/usr/bin/env bash
# Installs what a task needs and the machine lacks; each step looks first, and says what it does.
#
#   scripts/need.sh rust wasm-bindgen chromium
#
# Rust (rustup), Node 20.19 or later with npm, and apt are expected to be there. Package registries are used
# through their ordinary clients only.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "doorstep: $*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt_install() {
  have apt-get || { say "please install by hand, as there is no apt-get here: $*"; exit 1; }
  as_root apt-get update -q >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "$@" >&2
}

need_rust() {
  have cargo || { say "Rust is missing: install it with rustup, then run this again"; exit 1; }
  have cc || { say "installing a C linker, which Rust needs"; apt_install gcc libc6-dev; }
  cargo fmt --version >/dev/null 2>&1 || { say "adding rustfmt"; rustup component add rustfmt; }
  cargo clippy --version >/dev/null 2>&1 || { say "adding clippy"; rustup component add clippy; }
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    say "adding the WebAssembly target to Rust"
    rustup target add wasm32-unknown-unknown
  fi
}

need_node() {
  have node && have npm || { say "Node is missing: install Node 20.19 or later with npm, then run this again"; exit 1; }
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' ||
    { say "Node 20.19 or later is needed, and this is $(node -v)"; exit 1; }
}

# The wasm-bindgen command must be of exactly the version of the library in Cargo.lock. It is kept in the user's cache,
# by version, so that every clone of the project shares it. Prints where it is.
need_wasm_bindgen() {
  local version home
  version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/"/, "", $3); print $3 }' Cargo.lock)
  home="${XDG_CACHE_HOME:-$HOME/.cache}/doorstep/wasm-bindgen-$version"
  if [ ! -x "$home/bin/wasm-bindgen" ]; then
    say "building wasm-bindgen $version (once, about a minute) into $home"
    # As its authors locked it where the registry has all of that, else with what the registry has. A debug build is
    # made five times faster, and its output is the same.
    install_tool() {
      cargo install wasm-bindgen-cli --version "$version" --bin wasm-bindgen --root "$home" \
        --debug --config 'profile.dev.debug=0' --quiet "$@" >&2
    }
    install_tool --locked 2>/dev/null || install_tool
  fi
  echo "$home/bin/wasm-bindgen"
}

# Chromium, and a font that stands where Arial would. CHROMIUM=/path names another one. Prints where it is.
need_chromium() {
  local name
  if [ -n "${CHROMIUM:-}" ]; then echo "$CHROMIUM"; return; fi
  for name in chromium chromium-browser google-chrome-stable google-chrome; do
    have "$name" && { command -v "$name"; return; }
  done
  say "installing Chromium for the page's tests"
  apt_install chromium fonts-liberation
  command -v chromium
}

# Firefox and WebKit, for the tests that must hold in more than one engine. FIREFOX=/path and WEBKIT_DRIVER=/path name others.
need_firefox() {
  local name
  if [ -n "${FIREFOX:-}" ]; then echo "$FIREFOX"; return; fi
  for name in firefox-esr firefox; do
    have "$name" && { command -v "$name"; return; }
  done
  say "installing Firefox for the page's tests"
  apt_install firefox-esr
  command -v firefox-esr
}

# WebKitGTK with its small browser, and a screen that nobody sees to show it on.
need_webkit() {
  if [ -n "${WEBKIT_DRIVER:-}" ]; then echo "$WEBKIT_DRIVER"; return; fi
  if ! have WebKitWebDriver || ! have xvfb-run; then
    say "installing WebKitGTK for the page's tests"
    apt_install webkit2gtk-driver xvfb xauth
  fi
  command -v WebKitWebDriver
}

# Lighthouse is large and used by one task: like wasm-bindgen it is kept in the user's cache, by version. Prints where it is.
need_lighthouse() {
  local version=12.8.2 home
  home="${XDG_CACHE_HOME:-$HOME/.cache}/doorstep/lighthouse-$version"
  if [ ! -f "$home/node_modules/lighthouse/package.json" ]; then
    say "fetching Lighthouse $version (once) into $home"
    mkdir -p "$home"
    npm install --prefix "$home" --no-save --ignore-scripts --no-audit --no-fund "lighthouse@$version" >&2
  fi
  echo "$home/node_modules/lighthouse"
}

for thing in "$@"; do
  case "$thing" in
    rust | node | chromium | firefox | webkit) "need_$thing" ;;
    wasm-bindgen) need_wasm_bindgen ;;
    lighthouse) need_lighthouse ;;
    *) say "nobody knows how to install \`$thing\`"; exit 1 ;;
  esac
done
