# Torg. `make demo` and `make test` do all set-up on a fresh Debian or Ubuntu with Rust and Node.
SHELL := /bin/bash
export CARGO_TARGET_DIR ?= $(CURDIR)/target
export CARGO_TERM_COLOR ?= never
PART := scripts/part

.PHONY: help demo build test test-all bench fuzz check fmt deps-build deps-test frontend shots

help:
	@echo "make demo    build and run with invented data"
	@echo "make build   target/release/torg"
	@echo "make test    every test"
	@echo "make test-all  every language, script and width combination in the browser too"
	@echo "make bench   ratios against baselines, release build"
	@echo "make fuzz    ten minutes on each reader of foreign files"
	@echo "make shots   screenshots for the README"

demo: deps-build frontend
	cargo build --package torg
	$(CARGO_TARGET_DIR)/debug/torg demo

build: deps-build frontend
	cargo build --release --package torg

deps-build:
	@scripts/deps build

deps-test: deps-build
	@scripts/deps test

frontend: frontend/dist/torg.css

frontend/dist/torg.css: $(wildcard frontend/src/*) frontend/build.mjs frontend/prune.mjs frontend/package-lock.json
	cd frontend && npm ci --no-audit --no-fund && npm run build

test: deps-test frontend
	@$(PART) structure cargo xtask check
	@$(PART) format cargo fmt --all --check
	@$(PART) lint cargo clippy --workspace --all-targets --quiet -- -D warnings
	@$(PART) frontend npm --prefix frontend test
	@$(PART) rust scripts/test-postgres cargo nextest run --workspace --no-fail-fast
	@$(PART) binary cargo build --package torg --package torg-bench
	@$(PART) api tests/api/run
	@$(PART) load scripts/test-postgres tests/load/run
	@$(PART) browser tests/browser/run
	@$(PART) --summary

test-all: deps-test frontend
	TORG_BROWSER_ALL=1 $(MAKE) test

bench: deps-test frontend
	cargo build --release --package torg --package torg-bench
	cargo build --release --package torg-scan --examples
	TORG_PG_FSYNC=on scripts/test-postgres tests/load/bench
	tests/load/rivals

# Every reader of foreign files, SECONDS each.
SECONDS_EACH ?= 600
fuzz:
	for run in crates/*/fuzz/run; do "$$run" $(SECONDS_EACH) || exit 1; done

shots: deps-test frontend
	cargo build --package torg
	tests/browser/run shots

check:
	cargo xtask check
	cargo clippy --workspace --all-targets -- -D warnings

fmt:
	cargo fmt --all
