# `make up` starts the product, `make test` proves it. Both make the environment first: Python 3.11 or later, make and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BROWSER := kg/server/browser
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11 $(UPGRADE)

.PHONY: up build check test browser lint bench pictures locks clean
.DEFAULT_GOAL := up

up: build
	$(BIN)/kg up

build: $(VENV)/.runtime $(BROWSER)/.installed
	$(BIN)/kg build

check: $(VENV)/.runtime
	$(BIN)/kg check

test: lint $(BROWSER)/.installed browser
	env -u ZHENGMAI_BASE -u ZHENGMAI_HOME $(BIN)/python -m pytest -n auto --dist worksteal

# Chromium for the tests in a real browser. Where it cannot be had, it says so, and `test` leaves them out.
browser:
	.ci/browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python bench/build_and_ask.py
	$(BIN)/python bench/layout.py
	$(BIN)/python bench/viewer.py
	$(BIN)/python bench/viewer_graph.py

# The pictures of the READMEs, taken from the viewer of the real data.
pictures: $(VENV)/.dev browser
	$(BIN)/python docs/pictures.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Zhengmai needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

# A lock names every package that is needed, and no other is asked for.
$(VENV)/.runtime: locks/runtime.txt locks/build.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r locks/runtime.txt -r locks/build.txt
	$(INSTALL) --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt pyproject.toml | $(BIN)/python
	$(INSTALL) --require-hashes -r locks/dev.txt
	$(INSTALL) --no-build-isolation -e .
	@touch $@

# Versions stay as they are where they fit pyproject.toml; `make locks UPGRADE=--upgrade` takes the newest.
locks: $(VENV)/.dev
	$(LOCK) --output-file locks/runtime.txt pyproject.toml
	$(LOCK) --constraint locks/runtime.txt --group build --output-file locks/build.txt
	$(LOCK) --constraint locks/runtime.txt --constraint locks/build.txt --group dev --output-file locks/dev.txt pyproject.toml

# Code for browsers comes from npm by a lock file. Without npm the page for queries is a plain form.
$(BROWSER)/.installed: $(BROWSER)/package-lock.json
	@if command -v npm > /dev/null && npm ci --prefix $(BROWSER) --ignore-scripts --no-audit --no-fund --silent \
	  --fetch-retries=1 --fetch-retry-mintimeout=2000 --fetch-timeout=20000; \
	then touch $@; else echo "npm did not install the query editor: the page for queries will be a plain form"; fi

clean:
	rm -rf $(VENV) .zhengmai $(BROWSER)/node_modules $(BROWSER)/.installed
