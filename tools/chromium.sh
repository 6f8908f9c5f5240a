#!/bin/sh
# Make sure that a Chromium is there for the browser tests; say nothing when it is.
#
# Best is the headless shell: any other opens a window of a desktop for every test, unseen, which
# takes three times the processor time.
set -eu

shell=chromium-headless-shell
window="chromium chromium-browser google-chrome google-chrome-stable"

found() {
    for name in "$@"; do
        # Ubuntu's chromium-browser may be an empty wrapper: it must answer.
        if command -v "$name" >/dev/null 2>&1 && "$name" --version >/dev/null 2>&1; then
            return 0
        fi
    done
    return 1
}

installed() {
    echo "Installing Chromium for the browser tests …"
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" \
        >/dev/null 2>&1 && found "$1"
}

if found $shell; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    # shellcheck disable=SC2086
    found $window || apt-get update -qq >/dev/null
    if apt-cache show $shell >/dev/null 2>&1 && installed $shell; then
        exit 0
    fi
    # shellcheck disable=SC2086
    if ! found $window && installed chromium; then
        exit 0
    fi
fi
# shellcheck disable=SC2086
if found $window; then
    exit 0
fi
echo "The browser tests need Chromium: install it (Debian: sudo apt-get install $shell;" \
    "Ubuntu: sudo snap install chromium)" >&2
exit 1
