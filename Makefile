# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-thorough lint bench corpus train lock clean

.venv/base.stamp: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/dev.stamp: requirements-dev.txt .venv/base.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

demo: .venv/base.stamp
	$(BIN)/python samples/demo.py

test: .venv/dev.stamp
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-thorough: .venv/dev.stamp
	HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n 2

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# One baseline is a program of its own: it is installed for this target only.
bench: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	$(BIN)/python -m benchmarks.run

# Real files, if there are any: beside the repository, or where MISHEN_CORPUS says.
corpus: .venv/dev.stamp
	$(BIN)/python -m benchmarks.corpus --out docs/corpus-table.md

# Takes about 25 minutes on two cores. TEXT may name a folder of statutes as plain text.
train: .venv/dev.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "torch>=2.6" "onnx>=1.18"
	$(BIN)/python -m training.train 1200 training/checkpoint.pt $(TEXT)
	$(BIN)/python -m training.export training/checkpoint.pt recognizers/data/model

# Needs the `uv` program; the locks carry hashes and no addresses.
LOCK = uv pip compile --universal --generate-hashes --no-header --python-version 3.11 --quiet
lock:
	$(LOCK) --extra build pyproject.toml -o requirements.txt
	$(LOCK) --extra build --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt
	$(LOCK) --extra build --extra dev --extra bench -c requirements-dev.txt pyproject.toml -o requirements-bench.txt

clean:
	rm -rf .venv build dist demo-output
