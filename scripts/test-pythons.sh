#!/bin/sh
# The unit and service tests (or those named) on SQLite with every supported Python found here, each in an environment of its own.
set -eu
cd "$(dirname "$0")/.."
uv=scripts/uv.sh

find_python() {
    for candidate in "python$1" "${PYENV_ROOT:-$HOME/.pyenv}/versions/$1".*/bin/python "$HOME/.local/bin/python$1"; do
        "$candidate" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null || continue
        command -v "$candidate"
        return
    done
    return 1
}

tried="" failed="" absent=""
for version in 3.11 3.12 3.13; do
    found=$(find_python "$version") || {
        absent="$absent $version"
        continue
    }
    echo "test-pythons: $version ($found)"
    home=var/pythons/$version
    "$uv" venv --quiet --allow-existing --python "$found" "$home"
    "$uv" pip sync --quiet --python "$home/bin/python" --require-hashes requirements/base.txt requirements/dev.txt
    "$uv" pip install --quiet --python "$home/bin/python" --no-deps --build-constraints requirements/build.txt -e .
    if "$home/bin/python" -m pytest -q -n 2 --dist worksteal "$@"; then
        tried="$tried $version"
    else
        failed="$failed $version"
    fi
done
echo "test-pythons: passed:${tried:- none}; failed:${failed:- none}; not found here:${absent:- none}"
[ -z "$failed" ] && [ -n "$tried" ]
