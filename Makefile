# `make up` starts the product, `make test` proves it. Both make the environment first: Python 3.11 or later, make and a package registry are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: up build check test lint bench clean
.DEFAULT_GOAL := up

up: build
	$(BIN)/kg up

build: $(VENV)/.runtime
	$(BIN)/kg build

check: $(VENV)/.runtime
	$(BIN)/kg check

test: lint
	env -u ZHENGMAI_BASE -u ZHENGMAI_HOME $(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python bench/build_and_ask.py

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
