#!/bin/sh
# Put the peers that `make bench` measures ours beside into .venv, from their lock.
set -eu

.venv/bin/python -c 'import networkit, polars' 2>/dev/null && exit 0
echo "Setting up the peers from tools/bench.lock …"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r tools/bench.lock
