#!/bin/sh
# The uv on PATH, or a private one in .uv that is made on first use. It neither downloads a Python nor prefers its own.
set -eu
here=$(dirname "$0")/..
python=${PYTHON:-python3}
export UV_PYTHON_DOWNLOADS=never UV_PYTHON_PREFERENCE=only-system
# Trust what the machine trusts, as pip does: a company's registry may be signed by its own authority.
if [ -s /etc/ssl/certs/ca-certificates.crt ]; then export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"; fi

if command -v uv >/dev/null 2>&1; then
    exec uv "$@"
fi
if ! "$here/.uv/bin/uv" --version >/dev/null 2>&1; then
    "$python" -c 'import venv, ensurepip' 2>/dev/null || {
        echo "broadsheet: install python3-venv first (sudo apt-get install python3-venv)." >&2
        exit 1
    }
    echo "broadsheet: making a private uv in .uv" >&2
    rm -rf "$here/.uv"
    "$python" -m venv "$here/.uv"
    PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 \
        "$here/.uv/bin/python" -m pip install --quiet --require-hashes -r "$here/requirements/uv.txt"
fi
exec "$here/.uv/bin/uv" "$@"
