#!/usr/bin/env bash
# The lab's network: five hosts on one bridge, each with its own network, processes, host name, /etc, /var and /run.
#
#   client 192.168.1.12   director1 .21   director2 .22   rs1 .31   rs2 .32   all /24 and fd00:192:168:1::N/64; VIP .100
#
#   topology.sh up | down                  everything, with nginx and sshd on rs1 and rs2; up begins with down
#   topology.sh exec HOST COMMAND…         runs a command on a host, in the caller's folder
#   topology.sh cut HOST | join HOST       pulls or plugs the host's cable (at the bridge's end)
#   topology.sh nginx HOST start | kill    the web server of a real server; kill is SIGKILL
#   topology.sh restart HOST               ends every process of the host and gives it fresh addresses, /etc, /var and /run
#
# Also a library: source it and call lab_up, lab_exec and so on. LAB_PREFIX (default "lab-") goes in front of the network
# namespaces' names, so that several labs can run at once. Nothing is made in the caller's own network namespace: the
# bridge lives in a namespace of its own ("wire"). A host ends with its first process, and everything in it too.
#
# $LAB_RUN (seen by all hosts at the same path): ssh/id_ed25519, ssh/known_hosts, and room for captures and logs.

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
fi
# shellcheck source=lab/lib/common.sh
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

LAB_PREFIX=${LAB_PREFIX:-lab-}
LAB_RUN=/run/lvs-lab/$LAB_PREFIX
LAB_HOSTS=(client director1 director2 rs1 rs2)
LAB_VIP=192.168.1.100
export LAB_PREFIX LAB_RUN LAB_VIP

declare -A LAB_ADDRESS=([client]=192.168.1.12 [director1]=192.168.1.21 [director2]=192.168.1.22 [rs1]=192.168.1.31 [rs2]=192.168.1.32)

# The process that is the host's process 1.
lab_pid() {
  [ -n "${LAB_ADDRESS[$1]:-}" ] || die "$1: no such host; expected one of ${LAB_HOSTS[*]}"
  cat "$LAB_RUN/hosts/$1.pid" 2>/dev/null || die "host $1 is not up: run lab/lib/topology.sh up first (LAB_PREFIX=$LAB_PREFIX)"
}

lab_exec() {
  local host=$1 pid
  shift
  pid=$(lab_pid "$host")
  nsenter --target "$pid" --mount --uts --ipc --net --pid --wdns="$PWD" -- env HOME=/var/root "$@"
}

lab_cut() { ip -n "${LAB_PREFIX}wire" link set "$1" down; }
lab_join() { ip -n "${LAB_PREFIX}wire" link set "$1" up; }

# --- one host -------------------------------------------------------------------------------------------------
# Everything here runs as process 1 of the new host. Few programs are started: under emulation each costs 50 ms.

host_private_folders() {
  local private=$LAB_RUN/hosts/$1 dir
  mount -t tmpfs tmpfs "$private"
  mkdir -p "$private"/run/{lvs-lab,sshd,lock,keepalived} "$private"/{etc,var}{,.work}
  for dir in etc var; do
    mount -t overlay -o "lowerdir=/$dir,upperdir=$private/$dir,workdir=$private/$dir.work" overlay "/$dir"
  done
  mount --rbind /run/lvs-lab "$private/run/lvs-lab"
  mount --rbind "$private/run" /run
  mkdir -p /etc/ssh /etc/nginx /var/log/nginx /var/lib/nginx
}

host_names() {
  local host
  hostname "$1"
  echo "$1" >/etc/hostname
  {
    printf '127.0.0.1 localhost\n'
    for host in "${LAB_HOSTS[@]}"; do
      printf '%s %s\n' "${LAB_ADDRESS[$host]}" "$host"
    done
  } >/etc/hosts
  # root's own folder, with a key that opens the real servers and their host keys, where OpenSSH's defaults look for them.
  mkdir -p /var/root/.ssh
  chmod 700 /var/root/.ssh
  ln -s "$LAB_RUN/ssh/known_hosts" "$LAB_RUN/ssh/id_ed25519" /var/root/.ssh/
  sed -i 's,^\(root:.*\):[^:]*:\([^:]*\)$,\1:/var/root:\2,' /etc/passwd
}

# A new namespace inherits the machine's values; the lab starts from the kernel's own. No duplicate address detection:
# the lab's addresses are unique, and a second of waiting in each test is not free.
host_network() {
  local key device
  for device in all default lo eth0; do
    for key in arp_ignore arp_announce rp_filter; do
      echo 0 >"/proc/sys/net/ipv4/conf/$device/$key"
    done
    echo 0 >"/proc/sys/net/ipv6/conf/$device/disable_ipv6"
    echo 0 >"/proc/sys/net/ipv6/conf/$device/accept_dad"
  done
  echo 0 >/proc/sys/net/ipv4/ip_forward
  ip -batch - <<END
link set lo up
link set eth0 up
address add ${LAB_ADDRESS[$1]}/24 brd + dev eth0
address add fd00:192:168:1::${LAB_ADDRESS[$1]##*.}/64 dev eth0 nodad
END
}

host_web_server() {
  cat >/etc/nginx/lab.conf <<'END'
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/lab-error.log;
events { worker_connections 512; }
http {
  access_log off;
  default_type text/plain;
  server {
    listen 80;
    listen [::]:80;
    location / { return 200 "$hostname\n"; }
  }
}
END
  nginx -c /etc/nginx/lab.conf
}

host_ssh_server() {
  ssh-keygen -q -t ed25519 -N '' -C "$1" -f /etc/ssh/lab_host_key
  printf '%s,%s %s\n' "${LAB_ADDRESS[$1]}" "$1" "$(</etc/ssh/lab_host_key.pub)" >"$LAB_RUN/ssh/$1.known_host"
  cp "$LAB_RUN/ssh/id_ed25519.pub" /etc/ssh/lab_authorized_keys
  # A root account that is locked with "!" is refused by sshd even with a key; this /etc is private to the host.
  sed -i 's/^root:[^:]*:/root:*:/' /etc/shadow
  cat >/etc/ssh/lab_sshd_config <<'END'
Port 22
HostKey /etc/ssh/lab_host_key
PidFile /run/sshd.pid
AuthorizedKeysFile /etc/ssh/lab_authorized_keys
StrictModes no
UsePAM no
UseDNS no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
END
  /usr/sbin/sshd -f /etc/ssh/lab_sshd_config -E /var/log/lab-sshd.log
}

host_init() {
  local pid
  # The old /proc still shows this process under the number that the caller's side knows.
  read -r pid _ </proc/self/stat
  mount -t proc proc /proc
  host_private_folders "$1"
  host_names "$1"
  host_network "$1"
  case $1 in
    rs*)
      host_web_server
      host_ssh_server "$1"
      ;;
  esac
  echo "$pid" >"$LAB_RUN/hosts/$1.pid.new"
  mv "$LAB_RUN/hosts/$1.pid.new" "$LAB_RUN/hosts/$1.pid"
  # bash collects whatever child ends, adopted ones too; a bare sleep as process 1 would leave zombies.
  while :; do
    sleep 3600 &
    wait $! || true
  done
}

# --- all hosts, seen from outside -----------------------------------------------------------------------------

hosts_start() {
  local name
  for name in "$@"; do
    ip netns add "$LAB_PREFIX$name"
    # Hardware addresses end in the host's number, so that captures can be read by eye.
    printf 'link add %s type veth peer name eth0 netns %s address 02:00:00:00:00:%s\nlink set %s master br0 up\n' \
      "$name" "$LAB_PREFIX$name" "${LAB_ADDRESS[$name]##*.}" "$name"
    mkdir -p "$LAB_RUN/hosts/$name"
  done | ip -n "${LAB_PREFIX}wire" -batch -
  for name in "$@"; do
    setsid ip netns exec "$LAB_PREFIX$name" unshare --mount --propagation private --uts --ipc --pid --fork --kill-child \
      bash "$LAB_DIR/lib/topology.sh" host-init "$name" </dev/null >"$LAB_RUN/hosts/$name.log" 2>&1 &
  done
  for name in "$@"; do
    wait_until 60 test -e "$LAB_RUN/hosts/$name.pid" || die "host $name did not start: $(cat "$LAB_RUN/hosts/$name.log")"
  done
  cat "$LAB_RUN"/ssh/*.known_host >"$LAB_RUN/ssh/known_hosts"
}

host_is_gone() { ! kill -0 "$1" 2>/dev/null; }

host_stop() {
  local name=$1 pid
  if pid=$(cat "$LAB_RUN/hosts/$name.pid" 2>/dev/null); then
    kill -KILL "$pid" 2>/dev/null || true
    wait_until 10 host_is_gone "$pid" || die "host $name: process $pid does not end"
  fi
  rm -rf "$LAB_RUN/hosts/$name" "$LAB_RUN/hosts/$name".*
  ip -n "${LAB_PREFIX}wire" link delete "$name" 2>/dev/null || true
  ip netns delete "$LAB_PREFIX$name" 2>/dev/null || true
}

lab_nginx() {
  case $2 in
    start) lab_exec "$1" nginx -c /etc/nginx/lab.conf ;;
    # Only processes of this host can be seen from it, so the name is exact enough.
    kill) lab_exec "$1" pkill -KILL nginx ;;
    *) die "nginx $2: expected start or kill" ;;
  esac
}

# --- the whole ------------------------------------------------------------------------------------------------

lab_up() {
  need_root
  lab_down
  mkdir -p "$LAB_RUN/hosts" "$LAB_RUN/ssh"
  ssh-keygen -q -t ed25519 -N '' -C lab -f "$LAB_RUN/ssh/id_ed25519"
  ip netns add "${LAB_PREFIX}wire"
  ip -n "${LAB_PREFIX}wire" link add br0 type bridge forward_delay 0
  ip -n "${LAB_PREFIX}wire" link set br0 up
  hosts_start "${LAB_HOSTS[@]}"
}

lab_restart() {
  lab_pid "$1" >/dev/null
  host_stop "$1"
  hosts_start "$1"
}

lab_down() {
  local name
  [ -e "$LAB_RUN" ] || return 0
  for name in "${LAB_HOSTS[@]}"; do
    host_stop "$name"
  done
  ip netns delete "${LAB_PREFIX}wire" 2>/dev/null || true
  rm -rf "$LAB_RUN"
  rmdir /run/lvs-lab 2>/dev/null || true
}

topology_main() {
  local verb=${1:-}
  shift || true
  case $verb in
    up | down) "lab_$verb" ;;
    exec | cut | join | restart | nginx | pid) "lab_$verb" "$@" ;;
    host-init) host_init "$@" ;;
    *)
      sed -n '6,10s/^# *//p' "$0" >&2
      exit 64
      ;;
  esac
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  topology_main "$@"
fi
