#!/bin/sh
# Installs the Debian packages that tests and benchmarks use, and nothing if all are there.
set -eu
missing=$("$(dirname "$0")/need.sh" list)
if [ -z "$missing" ]; then
    echo "broadsheet: every Debian package that tests and benchmarks use is installed."
    exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "broadsheet: no apt-get here; install your system's equivalents of: $missing" >&2
    exit 1
fi
sudo=""
if [ "$(id -u)" != 0 ]; then
    sudo="sudo"
    if ! command -v sudo >/dev/null 2>&1 || { [ -n "${CI:-}" ] && ! sudo -n true 2>/dev/null; }; then
        echo "broadsheet: as root, run: apt-get install --no-install-recommends $missing" >&2
        exit 1
    fi
fi
echo "broadsheet: installing $missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
