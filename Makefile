# Firstline: `make run` shows it, `make test` proves it. `make help` lists the rest.

SHELL := /bin/bash
PY := .venv/bin/python
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup pages check-pages run test lint format compiled clean-compiled lock bench-live bench-sim bench-web clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

setup: ## Install everything that is missing (Debian packages, .venv, the compiled core, the pages)
	@scripts/setup

pages: ## Build the pages for the browser
	@scripts/pages

check-pages: setup ## Check types, form and logic of the pages
	@scripts/pages run check && scripts/pages run lint && scripts/pages run test

run: setup ## Run the bank example live, with robot callers and agents
	@.venv/bin/firstline demo examples/bank.yaml

lint: setup ## Check form, types and floors
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

test: lint check-pages ## Check form, types and floors, then run all tests (PYTEST_ARGS: only some)
	FIRSTLINE_COMPILE=$$(scripts/compile-mode) scripts/all-tests $(PYTEST_ARGS)

format: setup ## Put the sources into form
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

compiled: ## Compile the core again, in place
	FIRSTLINE_COMPILE=require $(PY) setup.py --quiet build_ext --inplace

clean-compiled: ## Take the compiled core away: the sources run as they are
	@scripts/clean-compiled

lock: ## Lock the packages that pyproject.toml names (scripts/lock --upgrade: the newest of all)
	@scripts/lock

bench-live: setup ## Measure the live switchboard; prints one JSON document
	@$(PY) -m bench.live

bench-sim: setup ## Measure the simulator beside its peers; prints one JSON document
	@$(PY) -m bench.sim

bench-web: setup ## Measure desks and wallboards; prints one JSON document
	@$(PY) -m bench.web

clean: clean-compiled ## Remove what the tools wrote, except .venv
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
