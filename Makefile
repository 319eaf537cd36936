# Two commands do all the set-up on a fresh machine with Python 3.11+ and make: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --generate-hashes --allow-unsafe --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links
LIBRARY ?= library
PORT ?= 8000
BENCH := .venv-bench
BENCH_SIZES ?= reports 10000
BENCH_REPORTS ?= 10 100

WEB := $(wildcard web/src/* web/src/*/* web/public/* web/*.ts web/*.json)

.DEFAULT_GOAL := help
.PHONY: help install install-dev run test check format lock scores bench docs clean

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

install: $(VENV)/.run ## Make the virtual environment with what the product needs
install-dev: $(VENV)/.dev ## The same, with what development and tests need

$(VENV)/.run: requirements/run.txt pyproject.toml hatch_build.py $(WEB)
	test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes --requirement requirements/run.txt
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) --require-hashes --requirement requirements/dev.txt
	touch $@

run: install ## Build the library from data/reports and serve it on http://127.0.0.1:8000
	$(BIN)/vocgraph build data/reports --library $(LIBRARY)
	$(BIN)/vocgraph serve --library $(LIBRARY) --port $(PORT)

test: install-dev ## Everything that CI checks: format, lint, types, import contract, tests
	sh tools/install-chromium.sh
	$(MAKE) --no-print-directory check
	PATH="$(CURDIR)/$(BIN):$$PATH" npm --prefix web test
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest

check: install-dev ## Format, lint, types and import contract, without the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install-dev ## Put the code into form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install-dev ## Resolve the dependencies anew and pin them with their hashes
	$(PIP) pip-tools==7.6.2
	$(COMPILE) pyproject.toml requirements/build.in requirements/dev.in --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml requirements/build.in --constraint requirements/dev.txt --output-file requirements/run.txt

scores: install-dev ## Measure quality against the gold annotations and note the figures
	$(BIN)/python tools/write_scores.py

bench: install-dev ## Measure speed beside other tools and note the figures; BENCH_SIZES="reports 10000 100000" for more
	test -d $(BENCH) || $(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements/bench.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/run.txt
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BENCH)/bin/python benchmarks/peers.py --sizes $(BENCH_SIZES)
	$(BENCH)/bin/python benchmarks/build_speed.py data/reports --made $(BENCH_REPORTS) --results benchmarks/results
	$(BENCH)/bin/python benchmarks/graph_bench.py
	$(BENCH)/bin/python benchmarks/http_bench.py
	$(BIN)/vocgraph build data/reports --library $(LIBRARY)
	$(BIN)/python benchmarks/startup.py $(LIBRARY)
	$(MAKE) --no-print-directory docs

docs: install-dev ## Write the generated parts of the documentation
	$(BIN)/python tools/write_docs.py

clean: ## Remove what was built, except the virtual environment
	rm -rf $(LIBRARY) build dist src/vocgraph/serve/static $(VENV)/.run
