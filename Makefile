# `make update` and `make test` do everything from nothing; `make help` lists the rest.
SHELL := /bin/sh
RUN := .venv/bin
AS_OF ?=
LANGUAGE ?= en
ASKED := $(if $(AS_OF),--as-of $(AS_OF)) --lang $(LANGUAGE)

.DEFAULT_GOAL := help
.PHONY: differential requirements help setup update test check format lint docs bench bench-rules bench-gaps bench-economy bench-peers data clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: ## make .venv ready for work
	@sh make/setup.sh dev

update: ## write today's update (build/update.html, .pdf) and show it; AS_OF=2023-10-15 LANGUAGE=ja
	@sh make/setup.sh run
	@mkdir -p build
	@$(RUN)/renkei update $(ASKED) --format html -o build/update.html
	@$(RUN)/renkei update $(ASKED) --format pdf -o build/update.pdf
	@$(RUN)/renkei update $(ASKED)
	@printf '\nwritten: build/update.html, build/update.pdf\n'

test: ## run every test
	@sh make/setup.sh dev
	@$(RUN)/python -m pytest -q -n auto

differential: ## compare a million random items, judged as a table and one by one
	@sh make/setup.sh dev
	RENKEI_DIFFERENTIAL_ITEMS=1000000 $(RUN)/python -m pytest -q -n auto tests/controls/test_tables.py

check: ## everything: format, lint, types, contracts, spelling, data, docs, tests
	@sh make/setup.sh dev
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports --no-cache
	$(RUN)/deptry src
	$(RUN)/codespell README.md CONTRIBUTING.md CHANGELOG.md docs src tests bench
	$(RUN)/renkei lint
	$(RUN)/python docs/generate.py --check
	$(RUN)/python -m pytest -q -n auto

format: ## format the code
	@sh make/setup.sh dev
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

docs: ## write the generated docs pages anew
	@sh make/setup.sh dev
	$(RUN)/python docs/generate.py

bench: ## measure, and print the table
	@sh make/setup.sh dev
	$(RUN)/python bench/measure.py

bench-peers: ## make .bench-peers, the engines the rules are measured against
	@sh make/bench_peers.sh

bench-rules: bench-peers ## measure the rules against their peers, and large catalogues
	.bench-peers/bin/python bench/rules_against_peers.py
	$(RUN)/python bench/license_table.py

bench-gaps: ## measure the comparison of regimes, and draw bench/gaps.svg
	@sh make/setup.sh dev
	$(RUN)/python bench/gaps.py

bench-economy: bench-peers ## measure the economy against BoARIO, and draw bench/economy.svg
	.bench-peers/bin/python bench/economy.py --figure

data: ## what in the record is unverified or waits for a second reading
	@sh make/setup.sh run
	@$(RUN)/python -m renkei lint
	@$(RUN)/python docs/stalest.py

requirements: ## pin the requirements anew, with hashes and without addresses
	@sh make/setup.sh dev
	$(RUN)/python -m pip install --quiet pip-tools
	$(RUN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements/run.txt requirements/run.in pyproject.toml
	$(RUN)/pip-compile -q --strip-extras --generate-hashes --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements/dev.txt requirements/run.in requirements/dev.in pyproject.toml

clean: ## remove what was built
	rm -rf build dist .venv .bench-peers .pytest_cache .mypy_cache .ruff_cache .hypothesis
