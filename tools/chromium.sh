#!/bin/sh
# Make sure that a Chromium is there for the browser tests; say nothing when it is.
set -eu

found() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        # Ubuntu's chromium-browser may be an empty wrapper: it must answer.
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium for the browser tests …"
    if apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium \
            >/dev/null && found; then
        exit 0
    fi
fi
echo "The browser tests need Chromium: install it (Debian: sudo apt-get install chromium;" \
    "Ubuntu: sudo snap install chromium)" >&2
exit 1
