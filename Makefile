# `make run` shows everything on this machine, `make test` proves it. Both set up what they need in .venv and nowhere else.

PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip -qq --disable-pip-version-check --no-input
BASES := python3 python3.14 python3.13 python3.12 python3.11
SYSTEM_POSTGRES := $(lastword $(sort $(wildcard /usr/lib/postgresql/1[5-9]/bin)))

.PHONY: run test check bench catalogue schema lock wheel clean

run: .venv/.run
	@exec $(PYTHON) -m service demo --tied $$PPID

test: .venv/.test check
	@$(PYTHON) tests/chromium.py
	@$(PYTHON) -m pytest -n 2
ifdef SYSTEM_POSTGRES
	@PG_BIN=$(SYSTEM_POSTGRES) $(PYTHON) -m pytest -n 2 -m "db and not browser and not faults"
endif

check: .venv/.test
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check
	@$(PYTHON) -m basedpyright
	@.venv/bin/lint-imports --no-logo
	@$(PYTHON) -m pytest -q tests/shape -m "not db"

bench: .venv/.test
	@$(PYTHON) -m tests.bench

# Brings locale/ up to date with the words in service/ and web/templates/, and names what has no English yet.
catalogue: .venv/.test
	@$(PYTHON) -m tests.shape.catalogue

# Writes sql/schema.sql anew after a migration was added.
schema: .venv/.test
	@$(PYTHON) -m tests.queries.schema

# The newest versions that pyproject.toml allows, with their sums and without addresses: where they come from is the machine's matter.
lock:
	@base=$$(mktemp -d) && trap 'rm -rf $$base' EXIT && $(firstword $(BASES)) -m venv $$base && $$base/bin/pip install -qq uv && \
	compile="$$base/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links" && \
	$$compile --extra dev -o requirements-dev.lock && $$compile -c requirements-dev.lock -o requirements.lock && \
	! grep -n '://' requirements.lock requirements-dev.lock

wheel: .venv/.run
	@$(PIP) wheel --no-deps -w dist .

# The demo's data goes too; where it lies is a setting's default.
clean:
	@test ! -x $(PYTHON) || rm -rf "$$($(PYTHON) -c 'from service.settings import Settings; print(Settings().state_dir)')"
	@rm -rf .venv .state build dist bench.json tests/shots web/static/htmx-*.min.js
	@rm -rf .pytest_cache .hypothesis .ruff_cache .import_linter_cache
	@find service web tests -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@for base in $(BASES); do \
	  if $$base -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Setting up, once ..."; exec $$base -m venv --clear .venv; \
	  fi; \
	done; \
	echo "Python 3.11 or later with venv is needed: install python3 and python3-venv (Debian), or python@3.13 (Homebrew)." >&2; exit 1

.venv/.run: requirements.lock pyproject.toml web/build.py | .venv/bin/python
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps -e .
	@touch $@

.venv/.test: requirements-dev.lock .venv/.run
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@
