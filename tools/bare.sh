#!/bin/sh
# Prove the README's commands on a bare machine: a new Debian in a folder of its own that holds
# Python, git and make and nothing else, a clone of HEAD, an empty HOME, no typeface.
# Where no such folder can be made (not root, or no debootstrap to be had), this machine's own
# programs are used by a user who owns nothing, and the last lines say so.
#
#     tools/bare.sh [--keep] [report] [test]        both, unless one is named
set -eu
cd "$(dirname "$0")/.."

keep=false
commands=
for argument; do
    case $argument in
        --keep) keep=true ;;
        report | test) commands="$commands $argument" ;;
        *) echo "usage: tools/bare.sh [--keep] [report] [test]" >&2 && exit 2 ;;
    esac
done
[ -z "$(git status --porcelain)" ] || echo "What is not committed is not there: a clone of HEAD is made." >&2

room=$(mktemp -d)
chmod 755 "$room"
finish() {
    if $keep; then echo "kept: $room"; else rm -rf "$room"; fi
}
trap finish EXIT
trap 'exit 130' INT TERM

# How this machine reaches its registries, by whatever it has been told: that comes along.
reaching() {
    env | grep -iE '^(https?_proxy|no_proxy|all_proxy|ssl_cert_file|ssl_cert_dir|node_extra_ca_certs|pip_.*|npm_config_.*)=' || :
}

install_debootstrap() {
    command -v debootstrap >/dev/null 2>&1 ||
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap; } >/dev/null
}

new_debian() {
    release=$(. /etc/os-release && echo "$VERSION_CODENAME")
    # shellcheck disable=SC2016  # apt's own placeholders
    mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' |
        sed -n "s/^$release //p" | head -n 1)
    [ -n "$mirror" ] || return 1
    echo "Making a new $release in $room …"
    debootstrap --variant=minbase --include=ca-certificates,git,make,python3 \
        "$release" "$room" "$mirror" >"$room/made.log" 2>&1 || { tail -n 5 "$room/made.log" >&2; return 1; }
    rm -rf "$room/etc/apt" "$room/made.log"
    for file in /etc/apt /etc/pip.conf /etc/xdg/pip /etc/npmrc /etc/hosts /etc/resolv.conf \
        /etc/ssl/certs/ca-certificates.crt /usr/share/keyrings "$HOME/.config/pip" "$HOME/.npmrc"; do
        [ -e "$file" ] || continue
        into=$room$(dirname "$file" | sed "s|^$HOME|/root|")
        mkdir -p "$into"
        cp -RL "$file" "$into/"
    done
}

# A shell line in the bare room, with nothing of this session's environment.
within() {
    reaching | (
        set --
        while IFS= read -r setting; do set -- "$@" "$setting"; done
        # Namespaces of its own: its mounts and whatever it leaves running end with it.
        env -i "$@" PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root ROOM="$room" LINE="$line" \
            unshare --mount --pid --fork sh -euc '
                mount --rbind /dev "$ROOM/dev"
                mount -t proc proc "$ROOM/proc"
                exec chroot "$ROOM" sh -euc "cd /root/duizhao; unset ROOM; $LINE"' </dev/null
    )
}

# The same as a user of no name on this machine, who sees none of its typefaces.
as_nobody() {
    reaching | (
        set --
        while IFS= read -r setting; do set -- "$@" "$setting"; done
        set -- env -i "$@" PATH="$PATH" HOME="$room/home" FONTCONFIG_FILE="$room/fonts.conf" \
            sh -euc "cd '$room/duizhao'; $line"
        [ "$(id -u)" != 0 ] || set -- setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
        "$@" </dev/null
    )
}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && install_debootstrap && new_debian; then
    run=within
    git clone --quiet "file://$PWD" "$room/root/duizhao"
    kind="a new root file system: $(sed -n 's/^PRETTY_NAME=//p' "$room/etc/os-release")"
    shared="the kernel and its processors, the network and how registries are reached"
else
    run=as_nobody
    mkdir "$room/home"
    echo '<fontconfig/>' >"$room/fonts.conf"
    git clone --quiet "file://$PWD" "$room/duizhao"
    [ "$(id -u)" != 0 ] || chown -R 65534:65534 "$room"
    kind="this machine's programs, a user without a name, an empty HOME, no typeface of fontconfig's"
    shared="all of /usr (Python, Chromium, Node.js, Java and their fonts), the kernel, the network"
fi

told="$room/told"
commit=$(git rev-parse --short HEAD)
worst=0
for command in ${commands:-report test}; do
    began=$(date +%s)
    line="make $command"
    if $run; then how="done"; else how="FAILED" worst=1; fi
    took=$(($(date +%s) - began))
    printf 'make %-7s %s in %d min %02d s\n' "$command" "$how" $((took / 60)) $((took % 60)) >>"$told"
done
line='python3 --version'
cat - "$told" <<END

Bare: $kind, $($run), commit $commit
END
echo "Not isolated: $shared: $(uname -sr), $(nproc) processors, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
exit $worst
