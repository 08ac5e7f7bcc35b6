#!/bin/sh
# Lint, format, types, import contracts, migrations, architecture and documentation. Runs every step, fails if one did.
set -u
cd "$(dirname "$0")/.."
bin=.venv/bin
state=$(mktemp -d)
trap 'rm -rf "$state"' EXIT
export BROADSHEET_DEBUG=1 BROADSHEET_STATE="$state"
unset BROADSHEET_DATABASE_URL
failed=""

step() {
    name=$1
    shift
    echo "check: $name"
    "$@" >"$state/said" 2>&1 || {
        cat "$state/said"
        failed="$failed, $name"
    }
}

step "lint (ruff check)" $bin/ruff check
step "format (ruff format)" $bin/ruff format --check
step "types (mypy --strict)" $bin/mypy
step "import contracts (lint-imports)" $bin/lint-imports
step "migrations complete (makemigrations --check)" \
    $bin/python -W ignore -m django makemigrations --check --dry-run --settings broadsheet.settings
step "templates (djlint)" $bin/djlint src --lint --quiet
step "architecture, documentation covers every setting and command (pytest tests/architecture)" \
    $bin/python -m pytest -q -p no:randomly tests/architecture

if [ -n "$failed" ]; then
    echo "check: failed: ${failed#, }" >&2
    exit 1
fi
echo "check: all is well"
