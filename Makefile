# Two commands: `make demo` runs the main job on the bundled document, `make test` proves the project; `make thorough` presses further buttons.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= out

.PHONY: demo test lint types unit thorough windows bench pictures generated clean

demo: $(VENV)/.demo
	$(BIN)/jixiao demo -o $(OUT)

test: $(VENV)/.dev lint types unit

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

unit:
	@tools/system-packages office
	$(BIN)/pytest -n 2 --dist loadfile

# what takes too long for every change: further buttons pressed in LibreOffice
thorough: $(VENV)/.dev
	@tools/system-packages office
	$(BIN)/pytest -m thorough -n 2 --dist loadfile

# the batch files of the offline bundle in Wine's cmd.exe
windows: $(VENV)/.dev
	@tools/system-packages windows
	$(BIN)/pytest -m windows tests/deploy/bundle

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# everything that is built from data and checked in: template, rule book, pictures
generated: $(VENV)/.dev
	$(BIN)/python tools/generate.py

pictures: $(VENV)/.dev
	@tools/system-packages office
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/season_pictures.py
	$(BIN)/python tools/year_pictures.py
	$(BIN)/python tools/analysis_page.py
	$(BIN)/python tools/report_pictures.py
	-$(BIN)/python tools/public_pictures.py
	$(BIN)/python tools/button_pictures.py
	$(BIN)/python tools/function_pictures.py
	@tools/system-packages screen
	$(BIN)/python tools/libreoffice_picture.py

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("jixiao needs Python 3.11 or newer; run: make PYTHON=/path/to/python3.11") if sys.version_info < (3, 11) else None'
	@PYTHON=$(PYTHON) tools/system-packages venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml packages/xlwings_libreoffice/pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e packages/xlwings_libreoffice -e '.[dev]'
	@touch $@ $(VENV)/.demo

clean:
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
