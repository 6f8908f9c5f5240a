#!/bin/sh
# Put the peers that `make bench` measures ours beside into .venv, from their lock.
set -eu

.venv/bin/python -c 'import networkit, polars' 2>/dev/null || tools/install.sh tools/bench.lock
