# `make up` starts the product, `make test` proves it. Both make the environment first: Python 3.11 or later, make and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: up build check test browser lint bench pictures clean
.DEFAULT_GOAL := up

up: build
	$(BIN)/kg up

build: $(VENV)/.runtime
	$(BIN)/kg build

check: $(VENV)/.runtime
	$(BIN)/kg check

test: lint browser
	$(BIN)/python -m pytest

# Chromium for the tests in a real browser. Where it cannot be had, it says so, and `test` leaves them out.
browser:
	.ci/browser

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python bench/build_and_ask.py
	$(BIN)/python bench/viewer.py

# The pictures of the READMEs, taken from the viewer of the real data.
pictures: $(VENV)/.dev browser
	$(BIN)/python docs/pictures.py

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Zhengmai needs Python 3.11 or later: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: locks/runtime.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r locks/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) .zhengmai
