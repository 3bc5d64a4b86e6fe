# casegraph: `make demo` shows it, `make test` proves it, `make check` reads it. `make help` lists all targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
NODE := node_modules/.package-lock.json
export WORKERS ?= 2
QUICK := tests/unit $(addprefix tests/contract/test_,records.py writes.py views.py paths.py ledger_store.py)
COMPILE = $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: help demo test quick coverage setup check docs picture mutants lock bench bench-paths bench-load bench-names fuzz clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

demo: $(RUN) ## load the case that comes along, ask it, draw it: build/demo/central-asia.html
	$(BIN)/casegraph demo --folder build/demo

quick: $(DEV) ## the loop of work, in a minute: unit tests, and what is asked of a store on the embedded engine
	$(BIN)/pytest -q -n $(WORKERS) --no-loadscope-reorder -m "not server" $(or $(ARGS),$(QUICK))

coverage: $(DEV) ## the whole suite, counting branches in every process of it: fails below 95 %
	@tests/run.sh $(ARGS) --cov

test: $(DEV) ## the whole suite, on both engines and in Chromium; pytest's arguments with ARGS="tests/unit -x"
	@tests/run.sh $(ARGS)

setup: $(DEV) ## what the suite needs beyond Python packages, installed where that may be done; make test does it, too
	@tests/setup.sh

check: $(DEV) $(NODE) ## format, lint, types, import contracts, documentation that is true
	npm run check --silent
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check
	$(BIN)/pre-commit validate-config

docs: $(DEV) ## write the generated references anew
	$(BIN)/python docs/generate.py

picture: $(DEV) ## take the README's picture anew, in Chromium
	$(BIN)/python docs/screenshot.py

bench: $(DEV) ## measure, and write docs/performance.md anew
	$(BIN)/python bench/run.py
	$(BIN)/python bench/conflicts.py
	$(BIN)/python bench/page.py

bench-paths: $(DEV) ## path search in a million entities, on both engines: half an hour, 5 GB in build/million
	$(BIN)/python bench/paths.py --folder build/million

bench-load: $(DEV) ## loading on both engines, against the bare driver and the engines' own tools: an hour for a million
	$(BIN)/python bench/load.py --sizes 10000 100000 1000000

bench-names: $(DEV) ## whether people are told together and apart: F1, false pairs, and search among 100,000
	$(BIN)/python bench/names.py
	$(BIN)/python bench/names_search.py

fuzz: $(DEV) ## feed broken files to the loaders for ten minutes (FUZZ=60 for one): no traceback may come of it
	$(BIN)/python tests/fuzz.py $(or $(FUZZ),600)

mutants: $(DEV) ## change lines on purpose and list what no test notices; a part with MUTANTS="graph.query.guard*"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/mutants.lock
	$(BIN)/mutmut run --max-children $(WORKERS) $(MUTANTS)
	$(BIN)/mutmut results | sed '/: not checked$$/d'

lock: $(DEV) ## resolve the dependencies anew, with hashes and without naming a host; what runs is what was tested
	$(COMPILE) --group build --group dev --output-file requirements/dev.lock pyproject.toml
	$(COMPILE) --group build --constraint requirements/dev.lock --output-file requirements/run.lock pyproject.toml
	$(COMPILE) --group mutants --constraint requirements/dev.lock --output-file requirements/mutants.lock pyproject.toml

clean: ## take away what was built, not the environment
	rm -rf build dist mutants

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "casegraph needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements/dev.lock pyproject.toml | $(RUN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock
	@touch $@

$(NODE): package-lock.json | $(DEV)
	@tests/setup.sh
	@test -e $@
