# One word runs each thing; .ci/run says the same words. What each needs is installed by itself, from the locks.
# `make demo` needs Python 3.11 or later with pip, and make; nothing else.

PYTHON ?= python3
VENV := .venv
DEMO := .venv-demo
PEERS := .venv-peers
FUZZ := .venv-fuzz
RUN := $(VENV)/bin/python
WORKERS ?= 2
export PYTHONPATH := $(CURDIR)
# uv only writes the locks; what it writes is installed by plain pip.
UV := uv==0.13.9
COMPILE := .venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
PIP_INSTALL := -m pip install -qq --disable-pip-version-check --require-hashes --only-binary :all:

.PHONY: help demo test lint format types docs data lock bench eval fuzz clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(DEMO)/installed ## check the two shipped statements and write their pages to build/demo
	@$(DEMO)/bin/python -m onrecord demo --out build/demo
	@echo "The pages are in build/demo. For the command 'onrecord' itself: $(DEMO)/bin/python -m pip install ."

test: $(VENV)/installed ## run all tests
	@$(RUN) -m pytest -n $(WORKERS) --dist worksteal $(ARGS)

lint: $(VENV)/installed ## rules and format of the code
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .

format: $(VENV)/installed ## put the code in its format
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

types: $(VENV)/installed ## check the types
	@$(RUN) -m mypy

data: $(VENV)/installed ## compile the packaged tables from data/*.toml and write the JSON schemas
	@$(RUN) scripts/compile_data.py
	@$(RUN) scripts/write_schemas.py

docs: $(VENV)/installed ## write the generated parts of docs/
	@$(RUN) scripts/write_cli_reference.py
	@$(RUN) scripts/write_claims_page.py

eval: $(VENV)/installed ## measure against the pinned floors (SAVE=1 keeps what is found, DIFF=1 shows what changed since)
	@$(RUN) tests/eval/$(if $(SAVE),changes.py --save,$(if $(DIFF),changes.py,gate.py))
	@$(if $(SAVE)$(DIFF),,$(RUN) tests/eval/readings.py)

bench: $(VENV)/installed $(PEERS)/installed ## time bounds, readings and loading beside plain programs, finding claims beside other readers
	@$(RUN) bench/bounds.py
	@$(RUN) bench/readings.py
	@$(RUN) bench/loading.py
	@$(RUN) -m bench.asking
	@$(RUN) bench/claims.py --peers $(PEERS)/bin/python

fuzz: $(VENV)/installed $(FUZZ)/installed ## throw made-up input at the readers and the claim path (FUZZ_SECONDS=60)
	@$(RUN) fuzz/run.py --seconds $(or $(FUZZ_SECONDS),60)
	@$(FUZZ)/bin/python fuzz/guided.py --seconds $(or $(FUZZ_SECONDS),60)
	@$(RUN) -m tests.kills $$(date +%s) 200

lock: .venv-lock/installed ## write requirements/*.lock (UPGRADE=1 takes newer versions)
	@$(COMPILE) pyproject.toml --output-file requirements/core.lock
	@$(COMPILE) pyproject.toml --extra documents --extra dev --output-file requirements/all.lock
	@$(COMPILE) --prerelease allow requirements/peers.in --output-file requirements/peers.lock
	@$(COMPILE) requirements/core.lock requirements/fuzz.in --output-file requirements/fuzz.lock

clean: ## remove what was made
	rm -rf build dist .venv .venv-demo .venv-lock .venv-peers .venv-fuzz .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/installed: requirements/all.lock
	@$(call make_venv,$(VENV))
	@$(VENV)/bin/python $(PIP_INSTALL) -r requirements/all.lock
	@touch $@

$(DEMO)/installed: requirements/core.lock
	@$(call make_venv,$(DEMO))
	@$(DEMO)/bin/python $(PIP_INSTALL) -r requirements/core.lock
	@touch $@

# Some of these come as source only, so that wheels are not asked for.
$(PEERS)/installed: requirements/peers.lock
	@$(call make_venv,$(PEERS))
	@$(PEERS)/bin/python $(subst --only-binary :all:,,$(PIP_INSTALL)) -r requirements/peers.lock
	@touch $@

$(FUZZ)/installed: requirements/fuzz.lock
	@$(call make_venv,$(FUZZ))
	@$(FUZZ)/bin/python $(PIP_INSTALL) -r requirements/fuzz.lock
	@touch $@

.venv-lock/installed: Makefile
	@$(call make_venv,.venv-lock)
	@.venv-lock/bin/python -m pip install -qq --disable-pip-version-check $(UV)
	@touch $@

# A fresh environment, after saying in one line what is missing.
define make_venv
command -v $(PYTHON) >/dev/null || { echo "no $(PYTHON) found; name another: make PYTHON=python3.12"; exit 1; }; \
$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	{ echo "onrecord needs Python 3.11 or later, and $(PYTHON) is not; name another: make PYTHON=python3.12"; exit 1; }; \
$(PYTHON) -m venv --clear $(1) || \
	{ echo "$(PYTHON) cannot make a virtual environment; install its venv module (on Debian: python3-venv)"; exit 1; }
endef
