#!/bin/sh
# Brings .venv to the locks: "base" is what the paper runs on, "dev" adds what tests and checks use.
# Uses the uv on PATH, or makes a private one in .uv; never installs into the system's Python.
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
want=$1

say() { echo "broadsheet: $*" >&2; }

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "Python 3.11 or newer is needed as '$python' (another one: make PYTHON=/path/to/python3)."
    exit 1
}

if command -v uv >/dev/null 2>&1; then
    uv=uv
else
    uv=.uv/bin/uv
    if ! "$uv" --version >/dev/null 2>&1; then
        "$python" -c 'import venv, ensurepip' 2>/dev/null || {
            say "install python3-venv first (sudo apt-get install python3-venv)."
            exit 1
        }
        say "making a private uv in .uv"
        rm -rf .uv
        "$python" -m venv .uv
        PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 \
            .uv/bin/python -m pip install --quiet --require-hashes -r requirements/uv.txt
    fi
fi
# The interpreter is the system's: uv neither downloads one nor prefers its own.
export UV_PYTHON_DOWNLOADS=never UV_PYTHON_PREFERENCE=only-system

.venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
    say "making .venv"
    rm -rf .venv
    "$uv" venv --quiet --python "$(command -v "$python")" .venv
}

# A base sync must not take the developer's tools away.
files=requirements/base.txt
if [ "$want" = dev ] || [ -e .venv/.dev ]; then
    files="$files requirements/dev.txt"
    want=dev
fi
say "bringing .venv to the locks ($want)"
# shellcheck disable=SC2086
"$uv" pip sync --quiet --python .venv/bin/python --require-hashes $files
"$uv" pip install --quiet --python .venv/bin/python --no-deps --build-constraints requirements/build.txt -e .
touch .venv/.base
if [ "$want" = dev ]; then touch .venv/.dev; fi
