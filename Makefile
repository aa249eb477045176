# Every recipe works on a fresh machine with Python 3.11 or newer and make: .venv is made when needed.
PYTHON ?= python3
BIN := .venv/bin
INSTALLED := .venv/installed
# A set is iterated in the order of its hashes: each run has a seed of its own, and says which.
ifndef PYTHONHASHSEED
PYTHONHASHSEED := $(shell $(PYTHON) -c 'import random; print(random.randrange(2**32))')
endif

.PHONY: help demo test install lint format serve docs gate golden claims copies mutants wheel clean

help: ## list the recipes
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(INSTALLED) ## crawl three imitation clinics on this machine and open them in the browser
	@if [ -t 1 ]; then $(BIN)/dripfeed demo; else $(BIN)/dripfeed demo --no-serve; fi  # CI ends here

test: $(INSTALLED) ## run all tests, or some: make test ARGS="tests/pipelines/dedupe -k host"
	PYTHONHASHSEED=$(PYTHONHASHSEED) $(BIN)/python -m pytest --numprocesses auto $(ARGS)

install: $(INSTALLED) ## set up .venv with the pinned libraries

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dripfeed needs Python 3.11 or newer: run make PYTHON=/path/to/python3.11 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@

lint: $(INSTALLED) ## ruff, ruff format, import-linter and mypy strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

format: $(INSTALLED) ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

serve: $(INSTALLED) ## open data/dripfeed.db in the browser
	$(BIN)/dripfeed serve

docs: $(INSTALLED) ## write the generated parts of data/metadata.yaml and docs/
	$(BIN)/python -m pipelines.browse.generated_docs

gate: $(INSTALLED) ## score reading on the shared corpus of real pages; no figure may sink
	$(BIN)/python -m benchmarks.gate --floors benchmarks/floors.json

golden: $(INSTALLED) ## hash what is extracted, stored and shown; afterwards say which hashes moved
	@if [ -f build/golden.json ]; then $(BIN)/python -m benchmarks.golden --check; else $(BIN)/python -m benchmarks.golden --write; fi

claims: $(INSTALLED) ## score claims, citations and contacts on labelled sentences
	$(BIN)/python -m benchmarks.claims

copies: $(INSTALLED) ## score and time the search for copies on a generated corpus, and kill it
	$(BIN)/python -m benchmarks.copies
	$(BIN)/python -m benchmarks.copies_kills

wheel: $(INSTALLED) ## build the wheel into build/, install it in an empty environment, try it
	$(BIN)/python -m tests.wheel_walk --python $(PYTHON)

mutants: $(INSTALLED) ## list faults in the changed files that the near tests miss (OPTIONS="--number 20 --seed 1")
	$(BIN)/python -m benchmarks.mutants $(OPTIONS)

clean: ## remove .venv and caches (never data)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
