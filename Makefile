# Every task has one name here; `make help` lists them. What a task needs and the machine lacks, it installs itself.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

rust_files  := Cargo.toml Cargo.lock $(shell find src -name '*.rs')
pack_files  := $(shell find rules -name '*.toml' -o -name '*.json')
page_files  := package.json $(shell find www -type f -not -path 'www/pkg/*' -not -path 'www/finder/*' -not -path 'www/packs/*')
page_tests   = $(wildcard tests/page/*.test.mjs)

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{ printf "  make %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

## ---- Build ----------------------------------------------------------------------------------------------------------

.PHONY: build run
build: dist/index.html ## make the whole page, engine and packs included, in dist/
run: build ## build everything and serve it on a local port (PORT=8000)
	@node scripts/serve.mjs

.PHONY: dist
dist: build ## a release in dist/: built twice to the same bytes, with sums, list of parts, what changed (PREVIOUS=path)
	scripts/dist.sh

.PHONY: rust node
rust:
	@scripts/need.sh rust
node:
	@scripts/need.sh node

node_modules/.package-lock.json: package-lock.json | node
	npm ci --no-audit --no-fund
	@touch $@

www/finder/finder_bg.wasm: www/pkg/doorstep_bg.wasm
www/pkg/doorstep_bg.wasm: $(rust_files) scripts/wasm.sh node_modules/.package-lock.json | rust
	scripts/wasm.sh

www/packs/index.json: $(rust_files) $(pack_files) | rust
	rm -rf www/packs
	cargo run --quiet -- compile www/packs

dist/index.html: www/pkg/doorstep_bg.wasm www/packs/index.json $(page_files) scripts/assemble.mjs docs/widget.md docs/overlay.md node_modules/.package-lock.json
	npm run --silent build
	@touch $@

## ---- Test: the quick ones first -------------------------------------------------------------------------------------

.PHONY: test
test: lint test-rust test-wasm test-page test-dist test-browsers ## everything that must hold

.PHONY: lint lint-rust lint-packs lint-page
lint: lint-rust lint-packs lint-page ## format, warnings and types of the Rust, the packs and the page
lint-rust: | rust
	cargo fmt --check
	cargo clippy --quiet --all-targets -- -D warnings
	cargo clippy --quiet --lib --no-default-features --target wasm32-unknown-unknown -- -D warnings
lint-packs: | rust
	cargo run --quiet -- lint
lint-page: node_modules/.package-lock.json www/pkg/doorstep_bg.wasm
	npm run --silent typecheck
	npm run --silent lint

.PHONY: test-rust
test-rust: | rust ## the engine, natively: cases, laws, packs
	cargo test --no-fail-fast

# Running the cases natively writes target/cases.ndjson, which the WebAssembly tests repeat.
target/cases.ndjson: $(rust_files) $(pack_files) $(shell find tests -name '*.rs' -o -name '*.toml') | rust
	cargo test --quiet --test cases
	@touch $@

.PHONY: test-wasm test-page test-dist test-browsers
test-wasm: build target/cases.ndjson ## the engine in WebAssembly gives the same bytes; sizes; speed beside another engine
	node --test tests/wasm/*.test.mjs
test-page: build ## the page in a browser: journeys, keyboard, accessibility, failures, privacy
	CHROMIUM="$$(scripts/need.sh chromium)" node --test --test-concurrency=2 $(page_tests)
test-dist: build ## what a release adds: sums, list of parts, what changed in the thresholds
	node --test tests/dist/*.test.mjs

test-browsers: build ## the way to a finding in Firefox and in WebKit, which iPhones have
	FIREFOX="$$(scripts/need.sh firefox)" WEBKIT_DRIVER="$$(scripts/need.sh webkit)" node --test tests/browsers/*.test.mjs

## ---- Other tasks ----------------------------------------------------------------------------------------------------

.PHONY: bench audit screenshots search-report words fmt clean
bench: build target/cases.ndjson ## how fast a check is, beside json-rules-engine
	node tests/bench/check-speed.mjs
	node tests/bench/search-speed.mjs
	CHROMIUM="$$(scripts/need.sh chromium)" node tests/bench/start-speed.mjs
audit: build ## Lighthouse, on its throttled phone: performance, accessibility, best practices
	CHROMIUM="$$(scripts/need.sh chromium)" LIGHTHOUSE="$$(scripts/need.sh lighthouse)" node scripts/audit.mjs
search-report: build ## how often everyday words find the right statement, beside BM25 and MiniSearch
	node tests/searches/report.mjs
words: | rust ## work out the meaning of words anew, after a change to rules/words (Python; five minutes)
	scripts/words/train.sh
screenshots: build ## pictures of the main screens at three widths, in screenshots/
	CHROMIUM="$$(scripts/need.sh chromium)" node scripts/screenshots.mjs
fmt: ## format the Rust
	cargo fmt
clean: ## remove everything that was built
	rm -rf target dist www/pkg www/finder www/packs screenshots node_modules
