# make demo   open the product on a brand that runs on this machine
# make test   run all tests          make lint   style, types, import contracts
# make bench  measure the figures of docs/performance.md
# make forms  compile ui/ and resources/ into the package
# make pictures  take the pictures of docs/ anew
# make lock   write requirements.lock again (UPGRADE=1 takes newer versions)
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test lint bench forms pictures lock clean

demo: $(READY)
	$(BIN)/python packaging/demo.py

test: $(READY)
	$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m benchmarks $(ARGS)

forms: $(READY)
	$(BIN)/python packaging/build_forms.py

pictures: $(READY)
	$(BIN)/python packaging/make_pictures.py

lock: $(READY)
	$(BIN)/python packaging/make_lock.py $(if $(UPGRADE),--upgrade)

clean:
	rm -rf .venv .tools .demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): requirements.lock pyproject.toml packaging/setup_environment.py
	$(PYTHON) packaging/setup_environment.py
