# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest --numprocesses auto --dist loadfile
export PIP_CONSTRAINT := constraints.txt

.PHONY: demo test coverage check format sample bench clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.installed  ## audit the sample dataset and leave an HTML report
	@mkdir -p reports/dispute
	@$(BIN)/compliance audit datasets/dispute --as-of 2026-08-22 --fail-on never \
	  --output html=reports/dispute/report.html --output json=reports/dispute/report.json
	@echo
	@echo "The sample dataset fails its audit, as it should. Open the report:"
	@echo "  $(CURDIR)/reports/dispute/report.html"
	@echo "  $(CURDIR)/reports/dispute/report.json"

test: check  ## everything that CI runs
	@$(PYTEST)

coverage: $(VENV)/.tested  ## the tests again, with the branches that none takes; half as long again
	@$(PYTEST) --cov --cov-report=term-missing:skip-covered --cov-fail-under=90

check: $(VENV)/.tested  ## formatter, linter, types, import contracts
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/.tested
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix .

sample: $(VENV)/.tested  ## write reports/sample anew
	@REGENERATE=1 $(BIN)/python -m pytest -q tests/test_sample_report.py
	@$(BIN)/compliance audit datasets/dispute --as-of 2026-08-22 --fail-on never --quiet \
	  --output pdf=reports/sample/report.pdf

bench: $(VENV)/.installed  ## measure against other tools; BENCH="--rows 1000000" to choose
	@$(PIP) install --editable '.[bench]'
	@$(BIN)/python benchmarks/run.py $(BENCH)

clean:
	rm -rf $(VENV) reports/dispute

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing into $(VENV) …"
	@$(PIP) install --editable '.[gx]'
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	@echo "Installing the test tools into $(VENV) …"
	@$(PIP) install --editable '.[gx,spark,test]'
	@touch $@
