#!/bin/sh
# Makes .bench-peers from nothing: the engines the controls and the economy are measured against, over the libraries of .venv.
set -eu

cd "$(dirname "$0")/.."
sh make/setup.sh dev

stamp=".bench-peers/peers-$(cksum < requirements/bench-peers.in | cut -d' ' -f1)"
if [ -e "$stamp" ]; then exit 0; fi
printf '%s\n' "bench-peers: installing the engines of requirements/bench-peers.in" >&2
[ -x .bench-peers/bin/python ] || .venv/bin/python -m venv .bench-peers

# Renkei, NumPy and Polars are those of .venv, so that every engine is measured beside the same ones.
beside="$(.bench-peers/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' > "$beside/of_venv.pth"
printf '%s\n' "$PWD/src" >> "$beside/of_venv.pth"
.bench-peers/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/bench-peers.in
: > "$stamp"
