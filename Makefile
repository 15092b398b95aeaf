# The words behind "##" are what `make help` prints. Without make (Windows): see docs/installation.md.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.SUFFIXES:

python := .venv/bin/python

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: .venv ## bring data, notebooks and pages up to date: reports/index.html (ARGS="--quarter 2020-21-Q1")
	@$(python) pipeline.py run $(ARGS)

test: .venv ## all tests, on all cores (ARGS="tests/unit -k period" for some of them, ARGS="-n 0" in one process)
	@$(python) -m pytest -q -n auto --maxprocesses 4 --dist loadfile $(ARGS)

check: .venv ## style, types and hygiene: ruff, mypy and the commit hooks over every file
	@failed=; \
	for tool in "-m ruff check ." "-m ruff format --check ." "-m mypy" "tools/hooks.py --all"; do \
		$(python) $$tool || failed="$$failed [$$tool]"; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed"; exit 1; fi

audit: .venv ## run everything again and compare with the recorded run, byte for byte
	@$(python) pipeline.py audit $(ARGS)

lab: .venv-lab ## JupyterLab on copies of the notebooks in lab/, in an environment of its own (ARGS="-- --no-browser")
	@.venv-lab/bin/python tools/lab.py $(ARGS)

demo: .venv ## the packs of an invented council, and their pages: demo/reports/index.html
	@$(python) tools/demo.py $(ARGS)

bench: .venv ## measure speed and memory (bench/README.md)
	@$(python) bench/run.py $(ARGS)

data-docs: .venv ## Great Expectations' own pages, for a look on this machine (they load parts from the network)
	@$(python) -m scorecard.validate data-docs

hooks: ## let git check every commit with tools/hooks.py (works without internet)
	@git config core.hooksPath tools/githooks && echo "commits are now checked; undo: git config --unset core.hooksPath"

lock: ## write the locks and environment.yml anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@sh tools/environment.sh .venv-lock tools/requirements-uv.lock
	@PATH="$$PWD/.venv-lock/bin:$$PATH" .venv-lock/bin/python tools/lock.py $(ARGS)

clean: ## delete what `make run`, tests and checks have made (not .venv, not your files)
	@rm -rf reports/[0-9][0-9][0-9][0-9]-[0-9][0-9]-Q[1-4] reports/performance reports/indicators reports/packs reports/*.html reports/*.json reports/gx-data-docs bench/out demo
	@rm -f data/processed/*.parquet data/processed/steps.json
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find scorecard tests tools bench -type d -name __pycache__ -prune -exec rm -rf {} +

.venv: .venv/installed.lock
.venv-lab: .venv-lab/installed.lock

.venv/installed.lock: requirements.lock .venv/bin/python
	@sh tools/environment.sh .venv requirements.lock

.venv-lab/installed.lock: requirements-lab.lock .venv-lab/bin/python
	@sh tools/environment.sh .venv-lab requirements-lab.lock

# an interpreter that is missing, or that a system upgrade took away, makes the whole environment anew
.venv/bin/python .venv-lab/bin/python: ;

.PHONY: help run test check audit lab bench data-docs demo hooks lock clean .venv .venv-lab
