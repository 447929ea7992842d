#!/bin/sh
# Makes .venv ready from nothing: `sh make/setup.sh run` to use Renkei, `sh make/setup.sh dev` to test it as well.
set -eu

wanted="${1:-run}"
cd "$(dirname "$0")/.."

say() { printf '%s\n' "setup: $*" >&2; }

# Installs Debian packages where that is possible, and names them where it is not.
need() {
  if [ "$(id -u)" = 0 ]; then as_root=""; elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root="sudo"; else
    say "please install these Debian packages and run again: $*"
    exit 2
  fi
  say "installing $*"
  $as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

python=""
for name in "${PYTHON:-python3}" python3.13 python3.12 python3.11; do
  if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python="$name"
    break
  fi
done
if [ -z "$python" ]; then
  say "Renkei needs Python 3.11 or newer; install it, or name it: make PYTHON=/path/to/python3.11"
  exit 2
fi

if [ ! -x .venv/bin/python ]; then
  "$python" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
  "$python" -m venv .venv
fi

# A stamp per set of requirements, so that nothing is installed twice.
stamp=".venv/$wanted-$(cat "requirements/$wanted.txt" pyproject.toml | cksum | cut -d' ' -f1)"
if [ ! -e "$stamp" ]; then
  say "installing the $wanted requirements"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$wanted.txt"
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  : > "$stamp"
fi

if [ "$wanted" = dev ] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
  need chromium # the page tests open the update as a reader would
fi
