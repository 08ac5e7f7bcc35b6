#!/bin/sh
# Asks a public service for known holes in what the paper runs on. pip-audit has a locked environment of its own.
set -eu
cd "$(dirname "$0")/.."
home=var/audit
[ -x "$home/bin/python" ] || scripts/uv.sh venv --quiet --python .venv/bin/python "$home"
scripts/uv.sh pip sync --quiet --python "$home/bin/python" --require-hashes requirements/audit.txt
exec "$home/bin/pip-audit" --progress-spinner off --require-hashes --disable-pip -r requirements/base.txt
