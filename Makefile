# A newcomer needs `make demo` and `make test` only; both create .venv first.
PYTHON ?= python3
UV ?= uv

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo formgrader test lint docs attacks nightly lock clean
.PHONY: nightly-attacks nightly-mutants nightly-variants nightly-secrets nightly-right nightly-steady nightly-adversary nightly-payloads
.PHONY: nightly-frames nightly-notebooks nightly-stock nightly-learners-code
.PHONY: nightly-faults nightly-cells nightly-exported nightly-measurements

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: .venv/ready ## generate an assignment, grade a class of forty, and show the scores
	.venv/bin/autograder demo

formgrader: .venv/ready | demo/course/gradebook.db ## open the demo course in nbgrader's formgrader, in a browser
	.venv/bin/autograder formgrader --course demo/course

demo/course/gradebook.db:
	@$(MAKE) --no-print-directory demo

test: lint ## check the code with ruff and mypy, and run all tests
	# Three for two processors: the tests wait for other processes half of their time.
	.venv/bin/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: .venv/ready ## ruff (rules and format) and mypy
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy

docs: .venv/ready ## write docs/lectures.md and docs/notes.md
	.venv/bin/python tools/lectures.py
	.venv/bin/python tools/notes.py

attacks: .venv/ready ## try all attacks at every level, and write the table in docs/security.md; takes minutes
	.venv/bin/python tools/attacks.py

# The checks that take too long for `make test`. Each is bounded; one that fails does not stop the others.
NIGHTLY := attacks mutants variants secrets right steady adversary payloads stock learners-code \
	faults cells frames notebooks exported measurements

nightly: .venv/ready ## run the long checks: attacks, mutants, fuzzers, measurements; takes hours
	@$(MAKE) --no-print-directory --keep-going $(NIGHTLY:%=nightly-%)

# Every attack without the defence against it, and at every level that this machine has.
nightly-attacks:
	timeout 30m .venv/bin/python -m pytest -m "nightly or not nightly" tests/attacks

# The hidden tests of every assignment, tried on all mutants of the references.
nightly-mutants:
	.venv/bin/python -c 'from autograder.course.course import Course; print(*Course(".").assignments(), sep="\n")' | \
		OPENBLAS_NUM_THREADS=1 timeout 60m \
		xargs --max-procs 2 --max-args 1 .venv/bin/autograder validate --allow-weak-sandbox

# Mutants of the correct variants, and wrappers that clip, round or remember; other mutants each night.
nightly-variants:
	OPENBLAS_NUM_THREADS=1 timeout 60m .venv/bin/python benchmarks/variant_mutants.py --minutes 30 --seed $$(date +%j)

# All references and correct variants under a thousand secrets, and known mistakes under as many as ten minutes allow.
nightly-secrets:
	OPENBLAS_NUM_THREADS=1 timeout 90m .venv/bin/python benchmarks/many_secrets.py --seed $$(date +%j)

# Right functions in other styles, under three secrets and in every set of inputs; none may lose a point without a reason.
nightly-right:
	OPENBLAS_NUM_THREADS=1 timeout 60m .venv/bin/python benchmarks/right_code.py

# The demo's class in twenty runs, beside busy processes and on one busy processor: the same scores and messages.
nightly-steady:
	timeout 60m .venv/bin/python -m pytest -m nightly tests/whole/test_steady.py

# Empty functions, handed in a hundred times with tables of all that was shown before; 5 of 100 points are too many.
nightly-adversary:
	OPENBLAS_NUM_THREADS=1 timeout 60m .venv/bin/python benchmarks/adversary.py logistic_regression deep_network --most 5

# Payloads in pages without a policy, and the same payloads where nobody cleans.
nightly-payloads:
	timeout 30m .venv/bin/python -m pytest -m nightly tests/browser

# Stock nbgrader with a kernel for each submission gives other people's assignments the same scores.
nightly-stock:
	timeout 30m .venv/bin/python -m pytest -m nightly tests/whole/test_foreign.py

# The wrong and right functions that the benchmarks of explanations use are what their heads say.
nightly-learners-code:
	timeout 30m .venv/bin/python benchmarks/learners_code_check.py

# Each call into files, the gradebook or the sandbox fails once; no score becomes lower.
nightly-faults:
	timeout 60m .venv/bin/python -m pytest -m nightly tests/whole/test_faults.py

# The demo's class with and without the cells that no score depends on: the same scores.
nightly-cells:
	timeout 30m .venv/bin/python -m pytest -m nightly tests/whole/test_deferring.py

# A million frames that no honest process sends.
nightly-frames:
	timeout 30m .venv/bin/python benchmarks/fuzz_frames.py --seed $$(date +%j)

# Ten thousand notebooks, changed at random.
nightly-notebooks:
	timeout 60m .venv/bin/python benchmarks/fuzz_notebooks.py --seed $$(date +%j)

# Ten notebooks of each tool that learners use, damaged in ten ways: every right function scores.
nightly-exported:
	timeout 60m .venv/bin/python -m pytest -m nightly tests/whole/test_exported.py

# Speed: small versions of the benchmarks, to compare from night to night.
nightly-measurements:
	timeout 10m .venv/bin/python benchmarks/notebooks.py --times 5
	timeout 10m .venv/bin/python benchmarks/layers.py --times 10
	timeout 10m .venv/bin/python benchmarks/floor.py --times 5
	timeout 10m .venv/bin/python benchmarks/latency.py --times 3
	timeout 30m .venv/bin/python benchmarks/against_nbgrader.py logistic_regression --ours 20 --theirs 2 --times 1
	timeout 20m .venv/bin/python benchmarks/chaos.py --students 100 --kills 15 --seed $$(date +%j)

lock: ## take the newest versions of all packages, for every Python and platform
	$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --fork-strategy fewest \
		--upgrade --generate-hashes --no-header --no-emit-index-url --no-emit-find-links \
		--quiet --output-file requirements.lock

clean: ## remove .venv, caches and the demo's course
	rm -rf .venv demo/course build *.egg-info .ruff_cache .mypy_cache .pytest_cache .hypothesis
	find autograder tests -name __pycache__ -prune -exec rm -rf {} +

# .venv holds exactly the locked versions, with those of every extra; a changed lock makes a new .venv.
.venv/locked: requirements.lock
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here; name one: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments; install its venv package (on Debian: python3-venv)"; exit 1; }
	@echo "Creating .venv; this takes a minute or two"
	$(PYTHON) -m venv --clear .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/ready: .venv/locked pyproject.toml
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
