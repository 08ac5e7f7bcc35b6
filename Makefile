# The front door of a checkout: make demo, make test, make check. See README.md.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.SUFFIXES:

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements/base.txt requirements/build.txt pyproject.toml scripts/venv.sh scripts/uv.sh
export PYTHON

.PHONY: help demo demo-reset test check system bench audit test-pythons lock

help:
	@echo "make demo          the demonstration paper on http://127.0.0.1:$(PORT)/ (PORT=8001 for another port)"
	@echo "make demo-reset    forget the demonstration paper's state"
	@echo "make test          every test: SQLite, PostgreSQL, browser journeys"
	@echo "make check         lint, types, import contracts, migrations, documentation"
	@echo "make system        install the Debian packages that tests and benchmarks use"
	@echo "make bench         print the benchmarks' numbers"
	@echo "make audit         ask a public service for known holes in the locked packages"
	@echo "make test-pythons  the unit tests on every supported Python found here"
	@echo "make lock          write requirements/*.txt anew from requirements/*.in"

.venv/.base: $(LOCKS)
	@scripts/venv.sh base

.venv/.dev: $(LOCKS) requirements/dev.txt
	@scripts/venv.sh dev

node_modules/.tools: package-lock.json
	@npm ci --silent
	@touch $@

demo: .venv/.base
	@exec $(BIN)/python -S -E scripts/foreground.py $(BIN)/broadsheet demo --port $(PORT) --state var/demo

demo-reset:
	rm -rf var/demo

test: .venv/.dev
	@scripts/need.sh tests
	@$(MAKE) --no-print-directory node_modules/.tools
	@exec $(BIN)/python scripts/suite.py

check: .venv/.dev
	@exec scripts/check.sh

system:
	@exec scripts/system.sh

bench: .venv/.dev
	@scripts/need.sh benchmarks
	@exec $(BIN)/python scripts/bench.py

audit: .venv/.dev
	@exec scripts/audit.sh

test-pythons: .venv/.dev
	@exec scripts/test-pythons.sh

lock: .venv/.dev
	@exec scripts/lock.sh
