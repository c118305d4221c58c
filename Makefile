# `make demo` and `make test` are all that a newcomer needs; both set up .venv first.
PYTHON ?= python3
UV ?= uv

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo formgrader test lint docs attacks lock clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 14

demo: .venv/ready ## generate the assignment, grade a class of forty, show it
	.venv/bin/autograder demo

formgrader: .venv/ready | demo/course/gradebook.db ## open the demo course in nbgrader's formgrader, in a browser
	.venv/bin/autograder formgrader --course demo/course

demo/course/gradebook.db:
	@$(MAKE) --no-print-directory demo

test: lint ## ruff, mypy and all tests
	.venv/bin/python -m pytest -n 2 --dist loadfile --ignore tests/attacks
	# Alone, since with a layer off attacks use up what other tests need.
	.venv/bin/python -m pytest tests/attacks

lint: .venv/ready
	.venv/bin/ruff check
	.venv/bin/mypy

docs: .venv/ready ## write the map of lectures to cells
	.venv/bin/python tools/lectures.py

attacks: .venv/ready ## try all attacks at every level, and write the table in docs/security.md (minutes)
	.venv/bin/python tools/attacks.py

lock: ## choose the newest versions of everything, for every Python and platform
	$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --fork-strategy fewest \
		--upgrade --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		--quiet --output-file requirements.lock

clean: ## remove the environment, caches and the demo's course
	rm -rf .venv demo/course build *.egg-info .ruff_cache .mypy_cache .pytest_cache .hypothesis
	find autograder tests -name __pycache__ -prune -exec rm -rf {} +

# The environment holds the locked versions and nothing else: a new lock makes a new one.
.venv/locked: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here; name one: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments; install its venv package (on Debian: python3-venv)"; exit 1; }
	@echo "Setting up .venv, once; this takes a minute or two"
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
