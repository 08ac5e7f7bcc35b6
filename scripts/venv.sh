#!/bin/sh
# Brings .venv to the locks: "base" is what the paper runs on, "dev" adds what tests and checks use.
# Never installs into the system's Python.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
want=$1

say() { echo "broadsheet: $*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Python 3.11 or newer is needed as '$python' (another one: make PYTHON=/path/to/python3)."
    exit 1
}
.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    rm -rf .venv
    scripts/uv.sh venv --quiet --python "$(command -v "$python")" .venv
    say "made .venv"
}

# A base sync must not take the developer's tools away.
files=requirements/base.txt
if [ "$want" = dev ] || [ -e .venv/.dev ]; then
    files="$files requirements/dev.txt"
    want=dev
fi
say "bringing .venv to the locks ($want)"
# shellcheck disable=SC2086
scripts/uv.sh pip sync --quiet --python .venv/bin/python --require-hashes $files
scripts/uv.sh pip install --quiet --python .venv/bin/python --no-deps \
    --build-constraints requirements/build.txt -e .
touch .venv/.base
if [ "$want" = dev ]; then touch .venv/.dev; fi
