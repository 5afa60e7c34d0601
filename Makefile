# Two commands: `make build` sets everything up and builds the example into site/; `make test` sets everything up and
# passes every test. Python 3.11 or newer is all they need.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= auto

.PHONY: build serve test test-long fuzz lint clean

build: $(VENV)/.installed
	$(BIN)/briefing build

serve: $(VENV)/.installed
	$(BIN)/briefing serve --open

test: $(VENV)/.test-installed
	@tests/install-browser
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

# An hour of files with mistakes in them; failures go to fuzz-failures/. With atheris installed it is led by coverage.
fuzz: $(VENV)/.test-installed
	$(BIN)/python tests/hostile/fuzz.py --minutes 60

# Every case in full: thousands of histories, hundreds of kills.
test-long: $(VENV)/.test-installed
	@tests/install-browser
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --long

lint: $(VENV)/.test-installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy

clean:
	rm -rf $(VENV) site .briefing

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "briefing needs Python 3.11 or newer; say which with `make PYTHON=…`")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[images,search]'
	@touch $@

$(VENV)/.test-installed: $(VENV)/.installed pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[images,pdf,search,test]'
	@touch $@
