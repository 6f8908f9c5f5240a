# Two commands for everyone: `make report` and `make test`. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
# Two processes, which take from each other; texts are UTF-8 whatever the machine's locale says.
# Modules are compiled once, also where a machine's habit is to compile them for every process.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := PYTHONUTF8=1 $(BIN)/python -m pytest -n 2 --dist worksteal --durations=10
.DELETE_ON_ERROR:

.PHONY: report test check proof format bench clean

report: .venv/.installed
	@$(BIN)/duizhao analyse
	@$(BIN)/duizhao build

test: .venv/.developing
	@tools/chromium.sh
	@tools/fonts.sh
	@tools/spark.sh
	@$(PYTEST)

check: .venv/.developing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(PYTEST) -m "not slow and not browser and not proof"

proof: .venv/.developing
	@$(PYTEST) -m "proof or hypothesis" --hypothesis-profile searching

format: .venv/.developing
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: .venv/.developing
	@tools/chromium.sh
	@tools/fonts.sh
	@tools/bench.sh
	@$(BIN)/python -m tests.bench

clean:
	rm -rf build site

.venv/.installed: requirements.lock pyproject.toml tools/setup.lock tools/venv.sh tools/install.sh
	@tools/venv.sh $(PYTHON)
	@touch $@

.venv/.developing: .venv/.installed tools/dev.lock
	@tools/install.sh tools/dev.lock
	@touch $@

# A folder that was moved, and a Python that is gone: .venv is made anew.
ifeq ($(shell [ -x $(BIN)/python ] && grep -sF ' $(CURDIR)/.venv' .venv/pyvenv.cfg),)
.PHONY: .venv/.installed
endif
