# Every target is explained by the words after its two hashes: `make` prints them.
# Paths are relative, so that a checkout in a folder with spaces works.

PYTHON ?= python3
VENV := .venv/bin/python
PEERS := .venv-matching/bin/python
# Two workers for two cores; each has a database of its own.
WORKERS ?= 2
CONTACTS ?= 2000
MUTANTS ?= 40
# What has a long form: the page table with its canaries, races, lifecycles, tamperings, files, forms.
LONG = tests/property tests/unit/test_bombs.py $(addprefix tests/integration/test_, \
	the_page_table.py canaries.py walls_removed.py races.py races_in_rounds.py races_of_actions.py \
	races_of_reports.py races_of_restricting.py tampering.py bad_input.py)
# Debian's PostgreSQL, the newest that is installed; programs only, no running server is used.
DEBIAN = $(lastword $(sort $(wildcard /usr/lib/postgresql/[1-9][0-9]/bin)))

.DEFAULT_GOAL := help
.PHONY: help demo example verify-history test test-long test-debian check format pack-check bench bench-matching train-matching mutants drawings pictures roles lock sbom look \
	environment test-environment browser clean-demo clean

help: ## Explain every target in a line
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | while IFS='	' read -r name words; \
		do printf '  make %-18s %s\n' "$$name" "$$words"; done

demo: environment look ## Set everything up and serve the hub with invented cases (PORT=8000)
	@$(VENV) -m launch.demo

example: environment ## Give the demo many invented contacts of two years (CONTACTS=2000)
	@CONTACTS=$(CONTACTS) $(VENV) -m launch.example

verify-history: environment ## Check that history is as it was sealed (CHECKPOINTS=file kept elsewhere)
	@CHECKPOINTS="$(CHECKPOINTS)" $(VENV) -m launch.history

test: test-environment look browser ## Run all tests on a throw-away database (WORKERS=2, ARGS=)
	@$(VENV) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

test-long: test-environment look ## Run what the build tries briefly for hours, and print the figures (R4 to R10)
	@FRONTDOOR_CELLS=all FRONTDOOR_RUNS=2000 FRONTDOOR_STEPS=50 FRONTDOOR_ROUNDS=500 FRONTDOOR_FUZZ=90000 \
		FRONTDOOR_TAMPERINGS=1000 $(VENV) -m pytest -n $(WORKERS) --dist worksteal $(LONG) $(ARGS)

test-debian: test-environment look browser ## The same on the PostgreSQL that Debian installs
	@$(if $(DEBIAN),,$(error PostgreSQL is missing: apt install postgresql))
	@FRONTDOOR_POSTGRES=$(DEBIAN) $(VENV) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

check: test-environment look ## Check format, lint, types, storeys, migrations, packs and drawings
	@$(VENV) -m launch.check

format: test-environment ## Put the format right, and the lint where that is safe
	@$(VENV) -m ruff check --fix-only --quiet .
	@$(VENV) -m ruff format .

pack-check: environment ## Tell every error of a policy pack with its line: FILE=packs/coventry.toml
	@$(if $(FILE),,$(error Name the pack: make pack-check FILE=packs/coventry.toml))
	@$(VENV) -m frontdoor.policy.check "$(FILE)"

bench: test-environment look ## Measure, write bench/results and print a table
	@$(VENV) -m launch.bench

bench-matching: look ## Measure how people are found, beside Splink and others (SIZES=100000, QUERIES=1000)
	@$(PYTHON) -m launch.environment matching
	@$(PEERS) -m launch.bench matching

train-matching: ## Train the weights anew, and tell how well they do (WRITE=yes writes them)
	@$(PYTHON) -m launch.environment matching
	@$(PEERS) -m bench.matching.training

mutants: test-environment ## Change the rules a little and see whether a test notices (MUTANTS=40, 0 for all)
	@MUTANTS=$(MUTANTS) $(VENV) -m bench.mutants $(ARGS)

pictures: test-environment browser ## Take the pictures of the guide again, from the demo that runs
	@$(VENV) -m tests.browser.pictures

drawings: environment ## Draw the lifecycles and write the glossary and the data map again from the code
	@$(VENV) -m launch.drawings
	@$(VENV) -m launch.glossary
	@$(VENV) -m launch.data_map

roles: ## Print the SQL that makes the two database roles, for psql
	@$(PYTHON) -m launch.roles

lock: ## Renew the lists of locked packages from pyproject.toml (needs uv)
	@$(PYTHON) -m launch.lock

sbom: environment ## Write what the program is made of as CycloneDX, into build/sbom.json
	@$(VENV) -m launch.sbom

look: environment ## Compile the style sheets and scripts from locked packages
	@$(VENV) -m launch.look

environment: ## Make .venv from the lock, for running
	@$(PYTHON) -m launch.environment demo

test-environment: environment ## Make .venv from the lock, for tests as well
	@$(PYTHON) -m launch.environment test

browser: test-environment ## Find a Chromium for the browser tests, or get one
	@$(VENV) -m launch.browser

clean-demo: ## Remove the demo's database, keys and example cases
	@$(PYTHON) -m launch.state

clean: ## Remove everything that was made here: all databases, .venv, the look, caches
	@$(PYTHON) -m launch.state everything
	@rm -rf .venv .venv-matching build node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .frontdoor
