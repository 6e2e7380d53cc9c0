# Sourced by prove-fresh: make a bare Debian 12 in a folder, and run commands in it.
# Nothing about registries is written here; all is read off this machine.

# The mirror that this machine's apt uses for Debian 12 itself.
mirror() {
    apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' \
        | awk '$1 == "bookworm" && $2 == "main" { print $3; exit }'
}

# make_base DIR: the smallest Debian 12 with Python and make.
make_base() {
    local from with=python3,make
    from=$(mirror)
    [[ -n $from ]] || { echo "这台机器的 apt 来源里没有 bookworm main。" >&2; return 7; }
    [[ $from == https:* ]] && with+=,ca-certificates
    debootstrap --variant=minbase --include="$with" bookworm "$1" "$from"
}

# pip_setting NAME: this machine's value of a pip setting, the environment's first; empty when unset.
pip_setting() {
    python3 -m pip config get ":env:.$1" 2>/dev/null || python3 -m pip config get "global.$1" 2>/dev/null || true
}

# read_settings: what pip and apt need from the environment to get out, as the array `settings`.
read_settings() {
    local name value
    settings=()
    for name in index-url proxy trusted-host timeout default-timeout; do
        value=$(pip_setting "$name")
        name=${name^^}
        [[ -z $value ]] || settings+=("PIP_${name//-/_}=$value")
    done
    authority=$(pip_setting cert)
    [[ -z $authority ]] || settings+=("PIP_CERT=/usr/local/share/registry-authority.pem")
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        [[ -z ${!name:-} ]] || settings+=("$name=${!name}")
    done
}

# copy_settings DIR: the files behind them: name service, apt's way out, pip's authority.
copy_settings() {
    local dir=$1 file
    cp -L /etc/resolv.conf /etc/hosts "$dir/etc/"
    for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
        if grep -qs Acquire "$file"; then cp "$file" "$dir/etc/apt/apt.conf.d/"; fi
    done
    [[ -z $authority ]] || install -D -m 644 "$authority" "$dir/usr/local/share/registry-authority.pem"
}

# furnish DIR OWNER: kernel file systems, the way out, a user called clerk, the committed tree in /srv/gongwen.
furnish() {
    local dir=$1 owner=$2
    mount -t proc proc "$dir/proc"
    mount -t tmpfs -o mode=1777 tmpfs "$dir/dev/shm"
    mount -t devpts devpts "$dir/dev/pts"
    copy_settings "$dir"
    printf '#!/bin/sh\nexit 101\n' >"$dir/usr/sbin/policy-rc.d" # nothing that is installed starts to run
    chmod 755 "$dir/usr/sbin/policy-rc.d"
    chroot "$dir" useradd --create-home --shell /bin/bash clerk
    mkdir "$dir/srv/gongwen"
    git -C "$here/.." archive HEAD | tar -x -C "$dir/srv/gongwen"
    chroot "$dir" chown -R "$owner:" /srv/gongwen
}

# inside DIR USER COMMAND: a login of USER in the bare system, with an empty environment and no input.
inside() {
    local home=/root
    [[ $2 == root ]] || home=/home/$2
    chroot --userspec="$2:$2" --groups="" "$1" /usr/bin/env -i HOME="$home" USER="$2" LANG=C.UTF-8 \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "${settings[@]}" \
        /bin/bash -c "$3" </dev/null
}
