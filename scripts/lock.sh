#!/bin/sh
# Writes the locks anew: one file a purpose, hashes for every wheel, no registry's name in it.
set -eu
cd "$(dirname "$0")/.."
uv=scripts/uv.sh
for name in base dev uv build audit; do
    "$uv" pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
        --custom-compile-command "make lock" "$@" "requirements/$name.in" -o "requirements/$name.txt"
    echo "requirements/$name.txt"
done
