# Two commands for everyone: `make report` and `make test`. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
.DELETE_ON_ERROR:

.PHONY: report test check format bench clean

report: .venv/.installed
	@$(BIN)/duizhao analyse
	@$(BIN)/duizhao build

test: .venv/.installed
	@tools/chromium.sh
	@tools/fonts.sh
	@tools/node.sh
	@tools/spark.sh
	@$(BIN)/python -m pytest -n 2

check: .venv/.installed
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 2 -m "not slow and not browser"

format: .venv/.installed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.installed
	@tools/chromium.sh
	@tools/fonts.sh
	@tools/bench.sh
	@$(BIN)/python -m tests.bench

clean:
	rm -rf build site

.venv/.installed: requirements.lock pyproject.toml tools/venv.sh
	@tools/venv.sh $(PYTHON)
	@touch $@
