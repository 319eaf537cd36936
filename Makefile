# Two commands do all the set-up on a fresh machine with Python 3.11+ and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LIBRARY ?= library
PORT ?= 8000

.DEFAULT_GOAL := help
.PHONY: help install run test check format lock scores docs clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: requirements/lock.txt pyproject.toml hatch_build.py web/package-lock.json $(wildcard web/src/*) $(wildcard web/*.ts) $(wildcard web/*.json)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

install: $(VENV)/.installed ## Make the virtual environment with everything that is locked

run: install ## Build the library from data/reports and serve it on http://127.0.0.1:8000
	$(BIN)/vocgraph build data/reports --library $(LIBRARY)
	$(BIN)/vocgraph serve --library $(LIBRARY) --port $(PORT)

test: install ## Everything that CI checks: format, lint, types, import contract, tests
	sh tools/install-chromium.sh
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: install ## Format, lint, types and import contract, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install ## Put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install ## Resolve the dependencies anew and pin them with their hashes
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
		pyproject.toml requirements/build.in requirements/dev.in --output-file requirements/lock.txt

scores: install ## Measure quality against the gold annotations and note the figures
	$(BIN)/python tools/write_scores.py

docs: install ## Write the generated parts of the documentation
	$(BIN)/python tools/write_docs.py

clean: ## Remove what was built, except the virtual environment
	rm -rf $(LIBRARY) build dist src/vocgraph/serve/static
