#!/usr/bin/env bash
# Works out rules/words/meaning.json anew from everything under rules/words: see train.py. Twice on one machine gives the same
# bytes. What the teacher said of each phrase is kept under target/, so that a small change takes a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."

venv="${CARGO_TARGET_DIR:-target}/words"
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --requirement scripts/words/requirements.txt
fi
cargo run --quiet -- training > "$venv/training.json"
"$venv/bin/python" scripts/words/train.py "$venv/training.json" rules/words/meaning.json "$venv/teacher.npy"
