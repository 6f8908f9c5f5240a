#!/bin/sh
# Put the packages of a lock into .venv, every hash checked, and say what is being done.
# uv does it, from the registry that pip is told of; where it cannot, pip does.
set -eu
lock=$1
pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }

echo "Setting up .venv from $lock: $(grep -c '^[a-z]' "$lock") packages …"
[ -x .venv/bin/uv ] || pip install --quiet --require-hashes -r tools/setup.lock ||
    echo "uv cannot be had: pip will take longer." >&2
registry=$(pip config list | sed -n "s/^[^.]*\.index-url='\(.*\)'$/\1/p" | tail -n 1)
[ -z "$registry" ] || export UV_DEFAULT_INDEX="$registry"
if [ -x .venv/bin/uv ]; then
    set -- .venv/bin/uv pip install --python .venv/bin/python --require-hashes -r "$lock"
    # Without a network, what was once downloaded is enough.
    if "$@" || "$@" --offline; then exit 0; fi
    echo "uv could not: pip tries, which takes longer." >&2
fi
if ! pip install --no-deps --use-pep517 --require-hashes -r "$lock"; then
    echo "The packages of $lock could not be installed. What was done is kept: run make again when" \
        "the registry can be reached (another one: pip config set global.index-url ADDRESS)." >&2
    exit 1
fi
