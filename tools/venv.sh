#!/bin/sh
# Make .venv with what a report takes: the packages of requirements.lock, then this project itself.
set -eu
python=${1:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    echo "duizhao needs Python 3.11 or newer: install it (Debian, Ubuntu: apt-get install python3 python3-venv)" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "duizhao needs Python 3.11 or newer; $("$python" --version) was found. Name another: make PYTHON=python3.12" >&2
    exit 1
fi
# The command is put back last: an environment that is not whole doesn't look whole.
rm -f .venv/.installed .venv/.developing .venv/bin/duizhao
# Scripts of an environment name the folder that it was made in: it cannot be moved.
if ! [ -x .venv/bin/python ] || ! grep -qsF " $(pwd -P)/.venv" .venv/pyvenv.cfg; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
            echo "Installing python3-venv …"
            apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv >/dev/null
        else
            echo "Python's venv module is missing: install it (Debian, Ubuntu: sudo apt-get install python3-venv)" >&2
            exit 1
        fi
    fi
    echo "Making .venv with $("$python" --version) …"
    "$python" -m venv --clear .venv
fi
tools/install.sh requirements.lock
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
