#!/bin/sh
# Make sure that a usual desktop's typefaces are there for pages that are measured or photographed.
set -eu

found() {
    [ -n "$(fc-list :lang=zh family 2>/dev/null)" ] && [ -n "$(fc-list 'Liberation Sans' 2>/dev/null)" ]
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing typefaces for the measured pages …"
    if apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            fontconfig fonts-liberation fonts-noto-cjk >/dev/null && found; then
        exit 0
    fi
fi
echo "Measured pages need the typefaces of a desktop: install them" \
    "(Debian, Ubuntu: sudo apt-get install fonts-liberation fonts-noto-cjk)" >&2
exit 1
