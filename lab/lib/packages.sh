# shellcheck shell=bash
# The distribution packages that the lab uses, installed so that none of their services ever starts.
# Sourced by lab/setup.

POLICY=/usr/sbin/policy-rc.d

# What the lab runs in either mode, and what only the virtual machine adds.
lab_packages() {
  echo ca-certificates chromium curl git iproute2 ipvsadm iputils-ping keepalived kmod maven nginx-light nftables \
    arptables iptables openssh-client openssh-server procps psmisc sudo tcpdump time util-linux
  if [ "$(lab_mode)" = vm ]; then
    echo busybox-static cpio gzip qemu-system-x86
  fi
}

missing_packages() {
  local name
  for name in $(lab_packages); do
    # A package whose name another provides counts as installed under its own name only: that is what we run.
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || echo "$name"
  done
}

# policy-rc.d is how Debian lets an administrator forbid service starts during installation.
forbid_service_starts() {
  if [ -e "$POLICY" ]; then
    mv "$POLICY" "$POLICY.lab-saved"
  fi
  printf '#!/bin/sh\nexit 101\n' >"$POLICY"
  chmod 755 "$POLICY"
}

allow_service_starts() {
  rm -f "$POLICY"
  if [ -e "$POLICY.lab-saved" ]; then
    mv "$POLICY.lab-saved" "$POLICY"
  fi
}

# Packages enable their units for the next boot as well; those that we brought must not run then either.
disable_new_services() {
  local name
  command -v systemctl >/dev/null || return 0
  for name in "$@"; do
    case $name in
      keepalived) systemctl --quiet disable keepalived.service ;;
      nginx-light) systemctl --quiet disable nginx.service ;;
      openssh-server) systemctl --quiet disable ssh.service ;;
      ipvsadm) systemctl --quiet disable ipvsadm.service ;;
    esac 2>/dev/null || true
  done
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0
  command -v apt-get >/dev/null || die "this is no Debian; install the equivalents of: ${missing[*]}"
  say "lab: installing ${missing[*]}"
  trap allow_service_starts EXIT
  forbid_service_starts
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update >&2
  apt-get -qq install -y --no-install-recommends "${missing[@]}" </dev/null >"$LAB_CACHE/apt.log" 2>&1 ||
    { tail -n 20 "$LAB_CACHE/apt.log" >&2; die "apt-get could not install: ${missing[*]}"; }
  allow_service_starts
  trap - EXIT
  disable_new_services "${missing[@]}"
}

# The programs that keep a server's addresses (ifupdown, netplan, NetworkManager), for the tests that hand them our files.
# Unpacked into the cache, never installed: a machine that has one of them must not be given another.
unpack_network_systems() {
  local target=$LAB_CACHE/network-systems name names
  [ ! -e "$target/complete" ] || return 0
  rm -rf "$target"
  mkdir -p "$target/packages"
  mapfile -t names < <(apt-cache depends --important netplan.io network-manager |
    awk '$1 == "Depends:" && $2 ~ /^(libnetplan|netplan-gen|libnm0|libndp|libnewt|libteamdctl|libmm-glib|libbluetooth)/ { print $2 }' | sort -u)
  say "lab: unpacking ifupdown, netplan and NetworkManager into $target"
  (cd "$target/packages" && apt-get -qq download ifupdown netplan.io network-manager "${names[@]}" >>"$LAB_CACHE/apt.log" 2>&1) ||
    { tail -n 20 "$LAB_CACHE/apt.log" >&2; die "apt-get could not download: ifupdown netplan.io network-manager ${names[*]}"; }
  for name in "$target"/packages/*.deb; do
    dpkg-deb -x "$name" "$target"
  done
  rm -rf "$target/packages"
  touch "$target/complete"
}
