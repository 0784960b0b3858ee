#!/usr/bin/env bash
# The package's life, in a machine of its own with systemd (lab/vm --systemd): installed beside a running keepalived, started,
# reloaded, upgraded and removed, while a client asks all the time. package-story.sh FIRST.deb SECOND.deb
# Held: no request lost in reload and upgrade, one connection open over both, keepalived untouched by the installation.
set -euo pipefail
# shellcheck source=lab/lib/common.sh
source "$(dirname "$0")/common.sh"

[ "${LAB_IN_VM:-}" = 1 ] || die "this changes the machine it runs on: only in lab/vm --systemd"
first=$1 second=$2
vip=192.168.1.100
work=$(mktemp -d)
# Under emulation a Java program takes seconds to train and to start; what is trained is measured by lab/bench/start.
export LVS_DIRECTOR_SKIP_TRAINING=1

step() { printf '%6.1f s  %s\n' "$(cut -d' ' -f1 /proc/uptime)" "$*"; }

fail() {
  echo "FAILED: $*"
  systemctl --no-pager status lvs-director.service || true
  journalctl --no-pager -n 200 -u lvs-director.service -u keepalived.service || true
  exit 1
}

until_so() { # what, command…
  local what=$1
  shift
  wait_until 300 "$@" || fail "not within 300 s: $what"
  step "$what"
}

host() { # name, address
  ip netns add "$1"
  ip link add "to-$1" type veth peer name eth0 netns "$1"
  ip link set "to-$1" master br0 up
  ip -n "$1" link set lo up
  ip -n "$1" link set eth0 up
  ip -n "$1" address add "$2/24" dev eth0
}

network() {
  local name
  ip link add br0 type bridge forward_delay 0
  ip link set br0 up
  ip address add 192.168.1.21/24 dev br0
  host client 192.168.1.12
  host rs1 192.168.1.31
  host rs2 192.168.1.32
  for name in rs1 rs2; do
    ip netns exec "$name" sysctl -qw net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
    ip -n "$name" address add "$vip/32" dev lo
    mkdir "$work/$name"
    echo "$name" >"$work/$name/index.html"
    ip netns exec "$name" busybox httpd -p 80 -h "$work/$name"
    ip netns exec "$name" busybox nc -ll -p 7 -e cat &
  done
}

configuration() { # delay_loop
  sed -e 's/eth0/br0/; s/delay_loop .*/delay_loop '"$1"'/' "$REPO_DIR/conf-examples/dr-http-tcp/director1.conf"
  echo "virtual_server $vip 7 { delay_loop 5 lb_algo rr lb_kind DR protocol TCP real_server 192.168.1.31 7 { TCP_CHECK { connect_timeout 3 } } }" |
    sed 's/ { /\n{\n/; s/delay_loop 5 lb_algo rr lb_kind DR protocol TCP /delay_loop 5\nlb_algo rr\nlb_kind DR\nprotocol TCP\n/; s/7 { TCP_CHECK { connect_timeout 3 } } }/7 {\nTCP_CHECK {\nconnect_timeout 3\n}\n}\n}/'
}

ask() { ip netns exec client curl -sS --max-time 10 "http://$vip/" >>"$work/answers" 2>>"$work/lost-why"; }

# One request after the other until told to stop; "ok" or "lost" with the machine's uptime.
client() {
  until [ -e "$work/client-stop" ]; do
    if ask; then echo ok; else echo "lost at $(cut -d' ' -f1 /proc/uptime)"; fi
  done >>"$work/client"
}

lost() { grep -c ^lost "$work/client" || true; }
asked() { wc -l <"$work/client"; }
more_than() { [ "$(asked)" -gt "$1" ]; }

serves() { [ "$(ipvsadm -Ln | grep -c '192.168.1.3[12]:80 ')" -eq 2 ] && ip -o address show dev br0 | grep -q "$vip/" && ask; }

main_pid() { systemctl show --property=MainPID --value lvs-director.service; }

# What has passed since the last call must hold no lost request; and something must have been asked.
none_lost() { # what
  local now
  now=$(asked)
  wait_until 60 more_than $((now + 3)) || fail "the client does not get on during $1"
  [ "$(lost)" -eq 0 ] || fail "$(lost) of $(asked) requests lost during $1: $(head -n 3 "$work/lost-why")"
  step "$1: 0 of $(asked) requests lost"
}

echo_over() { # text: over the connection that stays open
  echo "$1" >&7
  local back
  IFS= read -r -t 30 back <&6 && [ "$back" = "$1" ] || fail "the open connection is lost ($1)"
}

network
mkdir -p /etc/keepalived
configuration 2 >/etc/keepalived/keepalived.conf
systemctl start keepalived.service
keepalived=$(systemctl show --property=MainPID --value keepalived.service)
until_so "keepalived serves" serves

dpkg -i "$first" >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -i $first"; }
[ "$(systemctl show --property=MainPID --value keepalived.service)" = "$keepalived" ] || fail "the installation touched keepalived"
! systemctl --quiet is-active lvs-director.service || fail "the installation started the daemon"
lvs-director check /etc/keepalived/keepalived.conf || fail "check"
step "installed beside a running keepalived"

systemctl start lvs-director.service || fail "systemctl start"
! systemctl --quiet is-active keepalived.service || fail "keepalived still runs"
until_so "lvs-director serves in its place" serves
[ "$(cat "/proc/$(main_pid)/comm")" = keepalived ] || fail "ps shows $(cat "/proc/$(main_pid)/comm")"

client &
client=$!
mkfifo "$work/to" "$work/from"
ip netns exec client busybox nc "$vip" 7 <"$work/to" >"$work/from" &
exec 7>"$work/to" 6<"$work/from"
echo_over "before the reload"

configuration 3 >/etc/keepalived/keepalived.conf
systemctl reload lvs-director.service
until_so "reloaded" sh -c 'journalctl -u lvs-director.service | grep -q "Reload finished"'
none_lost "reload"
echo_over "after the reload"

pid=$(main_pid)
dpkg -i "$second" >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -i $second"; }
until_so "going on as the new version" sh -c 'journalctl -u lvs-director.service | grep -q "going on as MASTER"'
until_so "systemd sees it running" sh -c '[ "$(systemctl show --property=ActiveState --value lvs-director.service)" = active ]'
[ "$(main_pid)" = "$pid" ] || fail "another process number after the upgrade"
until_so "status answers" sh -c 'lvs-director status | grep -q MASTER'
none_lost "upgrade"
echo_over "after the upgrade"

touch "$work/client-stop"
wait "$client"
[ "$(lost)" -eq 0 ] || fail "$(lost) of $(asked) requests lost: $(head -n 3 "$work/lost-why")"
exec 7>&- 6<&-

dpkg -r lvs-director >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -r"; }
[ ! -e /usr/lib/lvs-director ] || fail "left behind: $(find /usr/lib/lvs-director | head -n 3)"
! ip -o address show dev br0 | grep -q "$vip/" || fail "the address is still there after removal"
[ -z "$(ipvsadm -Sn)" ] || fail "the table is still there after removal"
[ -e /etc/default/lvs-director ] || fail "a configuration file went with a mere removal"
dpkg -P lvs-director >"$work/dpkg" 2>&1 || { cat "$work/dpkg"; fail "dpkg -P"; }
[ ! -e /etc/default/lvs-director ] || fail "purge left /etc/default/lvs-director"
systemctl start keepalived.service
until_so "keepalived serves again, with the same file" serves
echo "package story: $(grep -c ^ok "$work/client") requests, $(lost) lost"
