# `make chat` and `make test` are all that a newcomer needs; README.md has the plain lines behind them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: chat test look bench torture soak generated lint format lock sbom audit clean

chat: .venv/prepared
	@$(BIN)/race-equality chat

# A file of tests stays in one process, and tests/conftest.py says which begins. Bytecode is kept even where the
# environment says not to: else every process compiles all of it again.
test: .venv/installed-test
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# What the tests of the report need beside a browser, once and for the tests that follow.
look: .venv/installed-look

# DATASETS is a folder with CLINC150 and BANKING77 (docs/benchmarks/README.md); without them quality is not measured.
# With them it takes most of an hour on two cores; QUICK=--quick asks a third of that.
DATASETS ?= datasets
bench: .venv/installed-bench
	-@$(BIN)/python -m benchmarks.questions
	-@$(BIN)/python -m benchmarks.reload
	-@$(BIN)/python -m benchmarks.serve
	-@$(BIN)/python -m benchmarks.capacity
	-@$(BIN)/python -m benchmarks.memory
	@$(BIN)/python -m benchmarks.quality --datasets $(DATASETS) $(QUICK)

torture: .venv/installed-test
	@$(BIN)/python -m benchmarks.torture

# An hour of use by everybody at once; MINUTES=5 for a quick look.
MINUTES ?= 60
soak: .venv/installed-test
	@$(BIN)/python -m benchmarks.soak --minutes $(MINUTES)

generated: .venv/installed-test
	@$(BIN)/python -m tests.generated

lint: .venv/installed-test
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

format: .venv/installed-test
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# What the container and the service install, each file with its hash: made anew from the ranges in pyproject.toml.
lock: .venv/installed-supply
	@$(BIN)/uv pip compile pyproject.toml --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-emit-index-url --no-header --quiet --output-file deploy/requirements.lock

# The parts of an installation from that file, and the sentence model that ships, as CycloneDX.
sbom: .venv/installed-supply
	@$(BIN)/python -m deploy.parts build/sbom.cdx.json

audit: .venv/installed-supply
	@$(BIN)/python -m deploy.audit

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What fitting the knowledge computes is kept in the user's cache folder, so that the chat begins at once.
.venv/prepared: .venv/installed $(wildcard knowledge/*.py knowledge/*/*.py knowledge/content/*.yaml knowledge/content/*/*.yaml knowledge/language/*)
	@echo "Reading the knowledge; this is done once." >&2
	@$(BIN)/race-equality ask "What is the Race Equality programme?" > /dev/null
	@touch $@

# A stamp is as old as the last install, so that a second run begins at once.
.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12")'
	@echo "Installing into .venv; the first time takes a minute." >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --editable .
	@touch $@

.venv/installed-look: .venv/installed-test
	@$(PIP) install --editable '.[look]'
	@touch $@

.venv/installed-bench: .venv/installed-test
	@$(PIP) install --editable '.[bench]'
	@touch $@

.venv/installed-supply: .venv/installed-test
	@$(PIP) install --editable '.[supply]'
	@touch $@

.venv/installed-test: .venv/installed
	@$(PIP) install --editable '.[test]'
	@touch $@
