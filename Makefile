# Every target is one line of meaning; `make help` prints them. Brings its own uv into .uv, from PyPI.
.DEFAULT_GOAL := help
SHELL := /bin/bash
UV := .uv/bin/uv
RUN := $(UV) run --no-sync
PACKAGE := src/rochdale

.PHONY: help install demo demo-fresh test check fix css words openapi shots audit axe bench clean

help: ## Print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(UV):
	@python3 -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check "uv==0.13.9"

.venv/.runs: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --quiet --frozen --no-dev --inexact && touch $@

.venv/.tests: uv.lock pyproject.toml | $(UV)
	@$(UV) sync --quiet --frozen --inexact && touch $@ .venv/.runs

install: .venv/.runs ## Bring all that a server needs into this folder (docs/how-to/install-on-debian.md)
	@echo "rochdale is .venv/bin/rochdale"

demo: .venv/.runs ## Start the demo world on http://localhost:8000 (keeps its data)
	@exec .venv/bin/rochdale demo

demo-fresh: .venv/.runs ## Start the demo world anew
	@exec .venv/bin/rochdale demo --fresh

test: .venv/.tests ## Run the tests on SQLite, browser journeys included when Chromium is there, outside data left to .ci/run
	@bash tools/chromium.sh
	@$(RUN) python -m pytest -n 2 --dist loadgroup -q -m "not crash and not heavy and not outside"

check: .venv/.tests ## The fast gate: style, types, floors, translations, settings, migrations
	@$(RUN) python tools/check.py

fix: .venv/.tests ## Mend what tools can mend
	@$(RUN) ruff check --fix --quiet . ; $(RUN) ruff format --quiet . ; $(RUN) djade --target-version 5.2 $$(git ls-files '*.html') ; $(RUN) python tools/css.py ; $(RUN) python tools/words.py ; $(RUN) python tools/openapi.py ; $(RUN) python tools/settings_page.py ; $(RUN) python tools/reference_pages.py

css: .venv/.tests ## Join the stylesheets
	@$(RUN) python tools/css.py

words: .venv/.tests ## Bring the translation catalogues up to date
	@$(RUN) python tools/words.py

openapi: .venv/.tests ## Write docs/reference/openapi.json
	@$(RUN) python tools/openapi.py

shots: .venv/.tests ## Lay every page at 360 px and 1280 px in three languages on contact sheets in shots/
	@$(RUN) python tools/shots.py

audit: .venv/.tests ## Look up known holes in the libraries (needs a line to the advisory database)
	@$(RUN) pip-audit --skip-editable --progress-spinner off --strict

bench: .venv/.tests ## Measure the market engine
	@$(RUN) python benchmarks/market.py

clean: ## Remove what the other targets made, except data under var/
	@rm -rf .venv .uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache shots dist
