# brief and test do all the set-up a fresh Debian machine with Python 3.11 needs; nothing else has to be installed first.
VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
DEV    := $(VENV)/.ready-dev
BENCH  := $(VENV)/.ready-bench
OUT    ?= brief.html
DOC    ?= examples/*.txt

.PHONY: brief test check gate bench clean help

help:                  ## what can be made here
	@sed -n 's/^\([a-z]*\):.*## /  make \1   /p' $(MAKEFILE_LIST)

brief: $(READY)        ## one checked briefing of the shipped examples; DOC=path/to/article.txt for your own
	@if [ -e "$(DOC)" ]; then $(VENV)/bin/trackside brief "$(DOC)" --out "$(OUT)"; \
	else $(VENV)/bin/trackside brief $(DOC) --out "$(OUT)"; fi

test: $(DEV)           ## the tests
	$(VENV)/bin/pytest -n auto

check: $(DEV)          ## format, lint, types, floors, budgets
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) tools/budgets.py

gate: $(DEV)           ## the corpora read and held to their floors; RAISE=1 writes what became better
	$(PY) -m tools.gate $(if $(RAISE),--raise) $(if $(KEPT),--kept)

bench: $(BENCH)        ## every benchmark, each with a peer beside it
	@for b in benchmarks/bench_*.py; do $(PY) -m benchmarks.$$(basename $$b .py) || exit 1; done

clean:                 ## forget the set-up
	rm -rf $(VENV) build dist

$(READY): pyproject.toml constraints.txt tools/setup.sh
	sh tools/setup.sh $(VENV) constraints.txt .
	@touch $@

$(DEV): $(READY) constraints.txt
	sh tools/setup.sh $(VENV) constraints.txt '.[dev]'
	@touch $@

$(BENCH): $(DEV) constraints.txt
	sh tools/setup.sh $(VENV) constraints.txt '.[dev,bench]'
	@touch $@
