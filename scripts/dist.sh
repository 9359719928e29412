#!/usr/bin/env bash
# Makes a release in dist/: builds everything, builds it a second time in another folder from nothing but the sources, and
# compares every byte; then adds sums, the list of parts, and what changed in the thresholds.
#
#   PREVIOUS=path scripts/dist.sh    PREVIOUS is the dist/ of the last release, to tell what changed since
#   QUICK=1 scripts/dist.sh          the second build takes the WebAssembly of the first
#
# `make dist` builds first, and then runs this.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "doorstep: $*" >&2; }
export LC_ALL=C TZ=UTC
# The second build knows no history: both are told the day of the last commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
previous=""
if [ -n "${PREVIOUS:-}" ]; then
  previous=$(cd "$PREVIOUS" && pwd)
  [ -f "$previous/thresholds.json" ] || { say "PREVIOUS=$PREVIOUS has no thresholds.json: it is not the dist/ of a release"; exit 2; }
  # It may be this very folder, which is built anew.
  kept=$(mktemp -d); cp "$previous/thresholds.json" "$kept/"; previous=$kept
fi

again=$(mktemp -d)
trap 'rm -rf "$again" ${kept:+"$kept"}' EXIT

say "building the page"
npm run --silent build

say "building all of it again in another folder"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do [ -e "$file" ] && printf '%s\0' "$file"; done |
  tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$again"
ln -s "$PWD/node_modules" "$again/node_modules"
if [ -n "${QUICK:-}" ]; then
  cp -R www/pkg www/finder "$again/www/"
else
  (cd "$again" && CARGO_TARGET_DIR="$again/target" scripts/wasm.sh)
fi
cargo run --quiet -- compile "$again/www/packs"
(cd "$again" && npm run --silent build)

for tree in "$PWD" "$again"; do
  (cd "$tree" && node "$PWD/scripts/release.mjs" "$tree/dist" "$previous")
done

if ! diff -r dist "$again/dist" >&2; then
  say "the two builds differ: this is no release"
  exit 1
fi
say "two builds, the same $(find dist -type f | wc -l) files, $(du -sk dist | cut -f1) kB: dist/SHA256SUMS"
