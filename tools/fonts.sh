#!/bin/sh
# Make sure that the typefaces are there that pages and charts are measured with and no wheel
# carries (see tests/typefaces.py); say nothing when they are.
set -eu

found() {
    for face in LiberationSans-Regular.ttf OpenDyslexic-Regular.otf; do
        [ -n "$(find -L "${XDG_DATA_HOME:-$HOME/.local/share}/fonts" /usr/local/share/fonts \
            /usr/share/fonts -name "$face" 2>/dev/null)" ] || return 1
    done
}

if found; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing typefaces for the measured pages …"
    if apt-get update -qq >/dev/null &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            fonts-liberation fonts-opendyslexic >/dev/null && found; then
        exit 0
    fi
fi
echo "Measured pages need two typefaces: install them" \
    "(Debian, Ubuntu: sudo apt-get install fonts-liberation fonts-opendyslexic)" >&2
exit 1
