# `make up` starts the product, `make test` proves it. Both make the environment first: Python 3.11 or later, make and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BROWSER := kg/server/browser
CLIENTS := tests/server/clients
INSTALL := $(BIN)/python .ci/install.py
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --silent --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-timeout=20000
INSTALL_OURS := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# Tests start many processes of `kg`: without bytecode each would compile the package anew.
PYTEST := env -u ZHENGMAI_BASE -u ZHENGMAI_HOME -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --dist loadfile --no-loadscope-reorder
PARALLEL := $(PYTEST) -n auto -m "not timing"
TESTS ?=
TIMED := tests/server tests/workers
PYTHON_VERSION = $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 $(UPGRADE)

.PHONY: up build check ocr test browser office programs lint style types format coverage mutants test-python test-engines run-tests bench evaluate learn evaluate-intake pictures locks wheel clean
.DEFAULT_GOAL := up

up: build
	$(BIN)/kg up

build: $(VENV)/.runtime $(BROWSER)/.installed
	$(BIN)/kg build

check: $(VENV)/.runtime
	$(BIN)/kg check

# What reads scans. Without it everything else works.
ocr: $(VENV)/.ocr

# What is installed comes side by side. Types are checked beside the tests, which leave processors idle where they wait.
test:
	$(MAKE) --jobs=4 style $(BROWSER)/.installed $(VENV)/.clients programs
	$(MAKE) --jobs=2 types run-tests
	$(PYTEST) -n 2 -m timing $(TIMED)

# Chromium for the tests in a real browser. Where it cannot be had, it says so, and `test` leaves them out.
browser:
	.ci/browser

# LibreOffice, which reads .doc, .wps, .rtf and .odt. Where it cannot be had, it says so, and `test` leaves its tests out.
office:
	.ci/office

# One after the other: Debian installs no two things at once.
programs:
	.ci/browser
	.ci/office

lint: style types

style: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# The tests with the lines that none of them runs: on the terminal, and as pages in htmlcov/.
coverage: $(VENV)/.dev
	$(PARALLEL) --cov --cov-report=term:skip-covered --cov-report=html $(TESTS)

# Mutants of the code that proves facts ([tool.mutmut] in pyproject.toml), and those that no test detects.
mutants: $(VENV)/.dev
	$(BIN)/mutmut run
	$(BIN)/python .ci/survivors.py

# The tests, or those named by TESTS, on another Python, with the same packages: make test-python PYTHON=python3.13
test-python:
	$(MAKE) VENV=.venv-$(PYTHON_VERSION) .venv-$(PYTHON_VERSION)/.dev
	$(MAKE) VENV=.venv-$(PYTHON_VERSION) TESTS="$(TESTS)" run-tests

# Every question on Spark, Sail and ClickHouse. Their packages take 1.3 GB; Spark needs Java 17.
test-engines: $(VENV)/.engines
	.ci/java
	ZHENGMAI_ENGINES=1 $(PYTEST) -n 2 tests/engines

run-tests: $(VENV)/.bytecode
	$(PARALLEL) $(TESTS)

bench: $(VENV)/.dev
	$(BIN)/python bench/build_and_ask.py
	$(BIN)/python bench/layout.py
	$(BIN)/python bench/viewer.py
	$(BIN)/python bench/viewer_graph.py

# What curated rows teach drafts: after a change of curated rows or cue words
learn: $(VENV)/.dev
	$(BIN)/python -m kg.extraction.statistics

# How right and how whole drafts are: make evaluate CORPUS=DIR [ONLY=…]; WRITE=--write keeps the confidence in drafts
evaluate: $(VENV)/.dev
	$(BIN)/python -m bench.drafts $(CORPUS) $(if $(ONLY),--only $(ONLY)) $(WRITE)

# What intake reads wrong, what it flags, what it costs: on the source texts, and on a folder like that of bench/intake.py, CORPUS=DIR.
evaluate-intake: $(VENV)/.dev
	$(BIN)/python -m bench.intake $(CORPUS) $(if $(ONLY),--only $(ONLY))

# The pictures of the READMEs, taken from the viewer of the real data.
pictures: $(VENV)/.dev browser
	$(BIN)/python docs/pictures.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Zhengmai needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	@echo "making the environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

# A lock names every package that is needed, and no other is asked for.
$(VENV)/.runtime: locks/runtime.txt locks/build.txt pyproject.toml | $(BIN)/python
	@$(INSTALL) locks/runtime.txt locks/build.txt
	@$(INSTALL_OURS)
	@touch $@

$(VENV)/.ocr: locks/ocr.txt $(VENV)/.runtime
	@$(INSTALL) locks/ocr.txt
	@touch $@

$(VENV)/.engines: locks/engines.txt $(VENV)/.dev
	@$(INSTALL) locks/engines.txt
	@touch $@

$(VENV)/.dev: locks/uv.txt locks/dev.txt pyproject.toml | $(BIN)/python
	@$(INSTALL) locks/uv.txt
	@$(INSTALL) locks/dev.txt
	@$(INSTALL_OURS)
	@touch $@

# What the tests import is compiled once, before each of their processes does it for itself.
$(VENV)/.bytecode: $(VENV)/.dev
	@$(PYTEST) --collect-only -qq > /dev/null || true
	@touch $@

# Clients of the endpoint for its tests. They come while packages do: to unpack them takes a processor 20 s.
$(VENV)/.clients: $(CLIENTS)/package.json $(CLIENTS)/package-lock.json | $(BIN)/python
	@mkdir -p $(VENV)/clients && cp $^ $(VENV)/clients/
	@if command -v npm > /dev/null && (cd $(VENV)/clients && $(NPM_CI)); \
	then touch $@; else echo "npm did not install the clients of the endpoint: their tests say so"; fi

# Versions stay as they are where they fit pyproject.toml; `make locks UPGRADE=--upgrade` takes the newest.
locks: $(VENV)/.dev
	$(LOCK) --output-file locks/runtime.txt pyproject.toml
	$(LOCK) --constraint locks/runtime.txt --group build --output-file locks/build.txt
	$(LOCK) --constraint locks/runtime.txt --extra ocr --output-file locks/ocr.txt pyproject.toml
	$(LOCK) --constraint locks/runtime.txt --extra sign-in --output-file locks/sign-in.txt pyproject.toml
	$(LOCK) --constraint locks/runtime.txt --extra engines --output-file locks/engines.txt pyproject.toml
	$(LOCK) --constraint locks/runtime.txt --constraint locks/build.txt --constraint locks/ocr.txt --constraint locks/sign-in.txt --constraint locks/engines.txt --extra ocr --extra sign-in --group dev --output-file locks/dev.txt pyproject.toml
	$(LOCK) --constraint locks/dev.txt --group uv --output-file locks/uv.txt

# In dist/, with the query editor where npm is there.
wheel: $(VENV)/.dev $(BROWSER)/.installed
	$(BIN)/python -m hatchling build --target wheel

# Code for browsers comes from npm by a lock file. Without npm the page for queries is a plain form.
$(BROWSER)/.installed: $(BROWSER)/package-lock.json
	@echo "installing the query editor from npm"
	@if command -v npm > /dev/null && $(NPM_CI) --prefix $(BROWSER); \
	then touch $@; else echo "npm did not install the query editor: the page for queries will be a plain form"; fi

clean:
	rm -rf $(VENV) .venv-* .zhengmai dist htmlcov mutants .coverage $(BROWSER)/node_modules $(BROWSER)/.installed
