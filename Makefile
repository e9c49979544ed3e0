# Every target is enough by itself on a fresh Debian or Ubuntu machine: it sets up what it needs.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY := .venv/bin/python
# Options for the program or the tests: make run ARGS="--data-dir /somewhere"
ARGS ?=
# One benchmark only: make bench NAME=export
NAME ?=
OUT ?= screenshots
# make mutants ALL=1 goes on until every part has been tried
ALL ?=

# make templates DIR=... looks at another folder of templates
DIR ?=

.PHONY: help setup run test test-fast check format bench soak mutants cov golden templates wording \
	screenshots lock

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Set up only: the virtual environment from the lock, and system libraries
	@scripts/setup.sh

run: ## Open the window; with no display, run the main job on sample data into ./demo-out/
	@scripts/setup.sh --screen
	@scripts/run.sh $(ARGS)

test: ## Run the tests, without a screen
	@scripts/setup.sh --tests
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 --maxschedchunk=1 $(ARGS)

test-fast: ## The tests without a window and without pages: domain, drafting, evidence, files, storage
	@scripts/setup.sh
	@QT_QPA_PLATFORM=offscreen $(PY) -m pytest -q -n 2 --maxschedchunk=1 tests/domain tests/drafting \
		tests/evidence tests/interchange tests/storage $(ARGS)

format: ## Put the sources into the house format
	@scripts/setup.sh
	@$(PY) -m ruff check -q --fix --select I .
	@$(PY) -m ruff format .

check: ## Format, lint, types and the rules of the architecture
	@scripts/setup.sh
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy --strict microbiz_desktop tests benchmarks
	@.venv/bin/lint-imports

bench: ## Print the figures of the benchmarks, as ratios (NAME=... for one)
	@scripts/setup.sh
	@QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks $(NAME) $(ARGS)

soak: ## The long versions of the crash and endurance tests
	@scripts/setup.sh --tests
	@QT_QPA_PLATFORM=offscreen MICROBIZ_SOAK=1 $(PY) -m pytest -m soak --timeout=0 $(ARGS)

mutants: ## Plant small faults and list those that no test notices: 15 minutes, or ALL=1 for hours
	@scripts/setup.sh --tests
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.mutants $(if $(ALL),--all) $(ARGS)

cov: ## Which lines the tests reach, as pages in ./htmlcov/
	@scripts/setup.sh --tests
	@QT_QPA_PLATFORM=offscreen $(PY) -m coverage run --source microbiz_desktop -m pytest -q $(ARGS)
	@$(PY) -m coverage html -q
	@$(PY) -m coverage report --skip-covered --sort cover

golden: ## Write the golden texts of the agreements anew, to be read as a diff
	@scripts/setup.sh
	@$(PY) -m tests.drafting.golden --write
	@git diff --stat -- tests/golden

templates: ## What is wrong in a folder of templates (DIR=...), a line each
	@scripts/setup.sh
	@$(PY) scripts/templates.py $(DIR)

wording: ## How hard and how long the agreement's words are, and its pages, against the limits
	@scripts/setup.sh
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.wording

screenshots: ## Pictures of every screen, light and dark, into ./screenshots/ (OUT=...)
	@scripts/setup.sh
	@QT_QPA_PLATFORM=offscreen .venv/bin/microbiz-desktop screenshots --out $(OUT)/light --theme light
	@QT_QPA_PLATFORM=offscreen .venv/bin/microbiz-desktop screenshots --out $(OUT)/dark --theme dark

lock: ## Write requirements.lock anew: newest versions, with hashes and no index address
	@scripts/setup.sh
	@$(PY) -m piptools compile -q --upgrade --generate-hashes --allow-unsafe --strip-extras \
		--no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.lock requirements-dev.in
