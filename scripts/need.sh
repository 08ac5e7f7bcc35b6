#!/bin/sh
# need.sh tests|benchmarks|list: says in one sentence which Debian packages are missing.
# "list" prints their names only.
set -eu

missing=""
want() { missing="$missing $1"; }
have() { command -v "$1" >/dev/null 2>&1; }
PATH="$PATH:/usr/sbin:/sbin"

purpose=$1
if [ "$purpose" != benchmarks ]; then
    have chromium || want chromium
    have java || want default-jre-headless
    have npm || want npm
    have node || want nodejs
    [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || want fonts-dejavu-core
fi
set -- /usr/lib/postgresql/*/bin/initdb
[ -x "$1" ] || have initdb || want postgresql
if [ "$purpose" != tests ]; then
    have nginx || want nginx-light
    have wrk || want wrk
fi

missing=${missing# }
if [ "$purpose" = list ]; then
    echo "$missing"
elif [ -n "$missing" ]; then
    echo "broadsheet: the $purpose need the Debian packages $(echo "$missing" | sed 's/ /, /g'): run make system." >&2
    exit 1
fi
