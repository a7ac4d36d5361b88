# make run: sets everything up in .venv and opens the dashboard. make test: sets everything up and runs the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check docs accuracy eval feeds-eval bench soak lock clean

run: .venv/run.stamp
	@$(BIN)/sitrep

test: .venv/dev.stamp
	$(BIN)/pytest

check: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The pages that are made from the program.
docs: .venv/dev.stamp
	$(BIN)/python tools/keys.py > docs/KEYS.md
	$(BIN)/python tools/commands.py > docs/COMMANDS.md
	$(BIN)/python tools/formats.py > docs/FORMATS.md
	$(BIN)/python tools/reading.py > docs/READING.md

# docs/ACCURACY.md, from the labelled sets beside the checkout and the project's own.
accuracy: .venv/dev.stamp
	$(BIN)/python tools/accuracy.py > docs/ACCURACY.new && mv docs/ACCURACY.new docs/ACCURACY.md

# Figures on the labelled sets beside the checkout.
eval: .venv/dev.stamp
	python3 ../shared/eval/evaluate.py --cmd $(CURDIR)/$(BIN)/sitrep

# What our feed parser makes of recorded feeds, and our poller of recorded polls; beside the checkout as well.
feeds-eval: .venv/dev.stamp
	$(BIN)/python tools/sequences.py ../shared/feeds/sequences
	$(BIN)/python tools/recorded.py ../shared/feeds/real ../shared/feeds/suite

bench: .venv/dev.stamp
	$(BIN)/python tools/bench

# What is too long or too heavy for `make test`: kill -9 under load, the report in a browser, a recording played twice.
soak: .venv/dev.stamp
	$(BIN)/python tools/soak

# The locks hold hashes and no addresses; both serve Python 3.11 to 3.13.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate -q
lock: .venv/dev.stamp
	$(BIN)/pip install -q uv
	$(BIN)/$(LOCK) --extra build pyproject.toml -o requirements.lock
	$(BIN)/$(LOCK) --extra build --extra dev pyproject.toml -o requirements-dev.lock

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/run.stamp: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
