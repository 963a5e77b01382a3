#!/bin/sh
# A virtual environment with the pinned packages and this project in it.
#   sh tools/setup.sh FOLDER PINS WHAT     e.g.  sh tools/setup.sh .venv constraints.txt .
set -eu
venv=$1 pins=$2 what=$3

found=
for python in python3.11 python3.12 python3.13 python3.14 python3; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
        found=$python
        break
    fi
done
if [ -z "$found" ]; then
    echo "set-up: no Python 3.11 or newer found; install it (Debian: apt-get install python3 python3-venv) and try again" >&2
    exit 2
fi

if [ ! -x "$venv/bin/pip" ]; then
    # Debian keeps the module that makes environments in a package of its own.
    if ! "$found" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            echo "set-up: installing python3-venv" >&2
            apt-get update -qq && apt-get install -y -qq python3-venv python3-pip >/dev/null
        else
            echo "set-up: $found cannot make a virtual environment; install python3-venv (apt-get install python3-venv) and try again" >&2
            exit 2
        fi
    fi
    echo "set-up: making $venv" >&2
    rm -rf "$venv"
    "$found" -m venv "$venv"
fi

echo "set-up: installing packages from $pins" >&2
"$venv/bin/pip" install --quiet --disable-pip-version-check --constraint "$pins" --editable "$what"
