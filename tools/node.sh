#!/bin/sh
# Make sure that Node.js and npm are there: they check the types of the site's scripts.
set -eu

if command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Node.js for the checks of the site's scripts …"
    if apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            nodejs npm >/dev/null; then
        exit 0
    fi
fi
echo "The checks of the site's scripts need Node.js 18 or newer with npm: install them" \
    "(Debian, Ubuntu: sudo apt-get install nodejs npm)" >&2
exit 1
