#!/usr/bin/env bash
# Tells the Direct Routing story a to g: what is done, what is seen, how long it took. Stops at the first step that fails.
# Run by lab/demo on a kernel with IPVS. LAB_DIRECTOR: lvs-director (default) or keepalived, for a comparison.
set -euo pipefail
LAB_PREFIX=${LAB_PREFIX:-demo-}
# shellcheck source=lab/lib/topology.sh
source "$(dirname "$0")/topology.sh"

DIRECTOR=${LAB_DIRECTOR:-lvs-director}
PRODUCT=$REPO_DIR/daemon/target/lvs-director/bin/lvs-director
EXAMPLE=$REPO_DIR/conf-examples/dr-http-tcp
times=()
current=

now_ms() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }
title() { current=$1 && printf '\n%s. %s\n' "$1" "$2"; }
did() { printf '   did   %s\n' "$*"; }
saw() { printf '   saw   %s\n' "$*"; }
show() { sed 's/^/         /'; }
took() { # milliseconds, what
  times+=("$(printf '%s  %-66s %6d.%03d s' "$current" "$2" $(($1 / 1000)) $(($1 % 1000)))")
  printf '   took  %d.%03d s (%s)\n' $(($1 / 1000)) $(($1 % 1000)) "$2"
}

fail() {
  trap - ERR
  [ "$BASH_SUBSHELL" -eq 0 ] || exit 1 # told once, by the shell that waits for this one
  exec >&2
  printf '\n   FAILED in step %s: %s\n' "$current" "$*"
  local host
  for host in director1 director2; do
    printf -- '--- %s: end of its log, addresses, table\n' "$host"
    tail -n 25 "$LAB_RUN/$host.log" 2>/dev/null || true
    lab_exec "$host" ip -br -4 address 2>/dev/null || true
    lab_exec "$host" ipvsadm -Ln 2>/dev/null || true
  done
  exit 1
}

# Waits for a condition and remembers how long it took in $elapsed (milliseconds).
wait_for() { # seconds, what, command…
  local limit=$1 what=$2 start
  shift 2
  start=$(now_ms)
  wait_until "$limit" "$@" || fail "not within $limit s: $what"
  elapsed=$(($(now_ms) - start))
}

# --- what can be asked ----------------------------------------------------------------------------------------

has_vip() { lab_exec "$1" ip -o -4 address show dev eth0 | grep -q " $LAB_VIP/"; }
has_no_vip() { ! has_vip "$1"; }
sends_to() { lab_exec "$1" ipvsadm -Ln | grep -Eq "^ *-> *${LAB_ADDRESS[$2]}:80 +Route +[1-9]"; }
both_send_to() { sends_to director1 "$1" && sends_to director2 "$1"; }
none_sends_to() { ! sends_to director1 "$1" && ! sends_to director2 "$1"; }
tables_full() { both_send_to rs1 && both_send_to rs2; }
ask() { lab_exec client curl -sS --max-time 3 "http://$LAB_VIP/"; }
answered() { [ -n "$(ask)" ]; }
name_of_mac() {
  local host
  for host in "${LAB_HOSTS[@]}"; do
    if [ "$1" = "02:00:00:00:00:${LAB_ADDRESS[$host]##*.}" ]; then
      echo "$host"
    fi
  done
}

# capture NAME HOST FILTER…: tcpdump with readable hardware addresses into $LAB_RUN/NAME.cap until end_capture NAME.
capture() {
  local name=$1 host=$2
  shift 2
  rm -f "$LAB_RUN/$name".*
  # shellcheck disable=SC2016 # $0 and $$ are the inner shell's
  lab_exec "$host" sh -c 'echo $$ >"$0.pid"; exec tcpdump --immediate-mode -tt -n -e -l -i eth0 "$@" >"$0.cap" 2>"$0.err"' \
    "$LAB_RUN/$name" "$*" 2>/dev/null &
  disown
  wait_until 60 grep -q 'listening on' "$LAB_RUN/$name.err" || fail "tcpdump on $host: $(cat "$LAB_RUN/$name.err")"
  echo "$host" >"$LAB_RUN/$name.host"
}
end_capture() {
  lab_exec "$(<"$LAB_RUN/$1.host")" kill "$(<"$LAB_RUN/$1.pid")" || true
}
captured() { grep -Eq "$2" "$LAB_RUN/$1.cap"; }

# The names of the hosts that answer ARP for the VIP, asked three times by a client that knows nothing.
who_answers() {
  capture arp client arp
  for _ in 1 2 3; do
    lab_exec client ip neigh flush dev eth0
    lab_exec client ping -c 1 -W 2 "$LAB_VIP" >/dev/null || true
  done
  # A question for an address that nobody has marks the end: what came before it has been written before it.
  lab_exec client ping -c 1 -W 1 192.168.1.254 >/dev/null || true
  wait_until 60 captured arp 'who-has 192\.168\.1\.254'
  end_capture arp
  sed -n "s/.*Reply $LAB_VIP is-at \([0-9a-f:]*\).*/\1/p" "$LAB_RUN/arp.cap" | sort -u | while read -r mac; do
    name_of_mac "$mac"
  done | xargs
}

# --- directors ------------------------------------------------------------------------------------------------

start_director() {
  local host=$1 words
  case $DIRECTOR in
    lvs-director) words=("$PRODUCT" run -f "$EXAMPLE/$host.conf") ;;
    keepalived) words=(keepalived --dont-fork --log-console --log-detail -f "$EXAMPLE/$host.conf") ;;
    *) die "LAB_DIRECTOR=$DIRECTOR: expected lvs-director or keepalived" ;;
  esac
  did "$host: ${words[*]//$REPO_DIR\//}"
  # shellcheck disable=SC2016 # $0 and $$ are the inner shell's
  lab_exec "$host" sh -c 'echo $$ >"$0.pid"; exec "$@" >>"$0.log" 2>&1' "$LAB_RUN/$host" "${words[@]}" 2>/dev/null &
  disown
}
signal_director() { # host, signal; keepalived's children would say good-bye for a killed parent, so all of it is killed
  if [ "$2" = KILL ] && [ "$DIRECTOR" = keepalived ]; then
    lab_exec "$1" pkill -KILL keepalived
  else
    lab_exec "$1" kill "-$2" "$(<"$LAB_RUN/$1.pid")"
  fi
}
director_ended() { ! lab_exec "$1" kill -0 "$(<"$LAB_RUN/$1.pid")"; }

# --- the steps ------------------------------------------------------------------------------------------------

step_a() {
  title a "Both real servers carry the VIP and nothing keeps them quiet"
  did "director1: ip address add $LAB_VIP/32 dev eth0; rs1, rs2: ip address add $LAB_VIP/32 dev lo"
  lab_exec director1 ip address add "$LAB_VIP/32" dev eth0
  lab_exec rs1 ip address add "$LAB_VIP/32" dev lo
  lab_exec rs2 ip address add "$LAB_VIP/32" dev lo
  local names
  names=$(who_answers)
  saw "who answers ARP for $LAB_VIP: $names"
  grep -m 3 Reply "$LAB_RUN/arp.cap" | show
  case $names in
    *rs*) ;;
    *) fail "expected a real server among those who answer" ;;
  esac
}

step_b() {
  title b "The real servers are prepared over SSH"
  local start names
  start=$(now_ms)
  if [ "$DIRECTOR" = lvs-director ]; then
    did "director1: lvs-director provision apply -f director1.conf --inventory provision.conf"
    lab_exec director1 "$PRODUCT" provision apply -f "$EXAMPLE/director1.conf" --inventory "$EXAMPLE/provision.conf" 2>&1 | show ||
      fail "provision apply failed"
  else
    did "by hand, keepalived has no such thing: arp_ignore=1 and arp_announce=2 on rs1 and rs2"
    for host in rs1 rs2; do
      lab_exec director1 ssh -o BatchMode=yes "$host" sysctl -q -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2
    done
  fi
  took $(($(now_ms) - start)) "both real servers prepared"
  names=$(who_answers)
  saw "who answers ARP for $LAB_VIP: $names"
  [ "$names" = director1 ] || fail "expected director1 alone"
  for host in rs1 rs2; do
    lab_exec "$host" ip -o -4 address show dev lo | grep -q " $LAB_VIP/32 " || fail "$host lost the VIP on lo"
  done
  lab_exec director1 ip address delete "$LAB_VIP/32" dev eth0
}

step_c() {
  title c "Two directors start from conf-examples/dr-http-tcp"
  local start
  start=$(now_ms)
  start_director director1
  start_director director2
  wait_for 240 "director1 holds the VIP" has_vip director1
  took $(($(now_ms) - start)) "start until director1 is MASTER and holds the VIP"
  wait_for 240 "both servers in both tables" tables_full
  took $(($(now_ms) - start)) "start until both servers are in both tables"
  has_no_vip director2 || fail "director2 holds the VIP too"
  if [ "$DIRECTOR" = lvs-director ]; then
    saw "director1: lvs-director ipvs"
    lab_exec director1 "$PRODUCT" ipvs | show
  fi
  diff <(lab_exec director1 ipvsadm -Sn) <(lab_exec director2 ipvsadm -Sn) || fail "the two tables differ"
  saw "ipvsadm -Sn is the same on both directors:"
  lab_exec director2 ipvsadm -Sn | show
}

step_d() {
  title d "Requests alternate; only the destination MAC changes; the answer bypasses the director"
  local answers=() _ server=rs1
  for _ in 1 2 3 4; do answers+=("$(ask)"); done
  saw "four requests answered by: ${answers[*]}"
  case ${answers[*]} in
    "rs1 rs2 rs1 rs2" | "rs2 rs1 rs2 rs1") ;;
    *) fail "the answers do not alternate" ;;
  esac
  capture at_director director1 "tcp port 80 and host ${LAB_ADDRESS[client]}"
  capture at_client client "tcp port 80 and src host $LAB_VIP"
  ask >/dev/null && ask >/dev/null
  wait_for 60 "the frame passed on" captured at_director "00:21 > 02:00:00:00:00:31,.*Flags \[S\]"
  wait_for 60 "the answer" captured at_client "00:31 > 02:00:00:00:00:12,.*Flags \[S\.\]"
  end_capture at_director
  end_capture at_client
  saw "at director1, the request comes in, and leaves with another destination MAC:"
  grep -m 1 -E "00:12 > 02:00:00:00:00:21,.*Flags \[S\]" "$LAB_RUN/at_director.cap" | brief
  grep -m 1 -E "00:21 > 02:00:00:00:00:31,.*Flags \[S\]" "$LAB_RUN/at_director.cap" | brief
  saw "at the client, the answer comes from $server's own MAC:"
  grep -m 1 -E "00:31 > 02:00:00:00:00:12,.*Flags \[S\.\]" "$LAB_RUN/at_client.cap" | brief
  ! captured at_director "$LAB_VIP\.80 > ${LAB_ADDRESS[client]}" || fail "an answer passed through the director"
  saw "answers that passed through the director: 0"
}
brief() { sed -E 's/^[0-9.]+ //; s/ethertype.* (192[^ ]+ > 192[^ ]+:) (Flags \[[^]]*\]).*/\1 \2/' | show; }

step_e() {
  title e "A web server dies and comes back"
  did "rs1: kill -KILL nginx"
  lab_nginx rs1 kill
  wait_for 120 "rs1 out of both tables" none_sends_to rs1
  took "$elapsed" "nginx killed until rs1 is out of both tables"
  local answers
  answers="$(ask) $(ask)"
  saw "two requests answered by: $answers"
  [ "$answers" = "rs2 rs2" ] || fail "expected rs2 twice"
  did "rs1: nginx started"
  lab_nginx rs1 start
  wait_for 120 "rs1 in both tables" both_send_to rs1
  took "$elapsed" "nginx started until rs1 is in both tables"
  answers="$(ask) $(ask)"
  saw "two requests answered by: $answers"
  case $answers in "rs1 rs2" | "rs2 rs1") ;; *) fail "expected rs1 and rs2" ;; esac
}

step_f() {
  title f "The MASTER is cut off and killed"
  capture garp client "arp and ether src 02:00:00:00:00:22"
  did "director1: cable pulled, then kill -KILL"
  local start
  start=$(now_ms)
  lab_cut director1
  signal_director director1 KILL
  wait_for 120 "director2 holds the VIP" has_vip director2
  took $(($(now_ms) - start)) "link cut until the VIP is on director2"
  wait_for 60 "gratuitous ARP from director2" captured garp "$LAB_VIP"
  wait_for 60 "requests are answered" answered
  took $(($(now_ms) - start)) "link cut until a request is answered again"
  end_capture garp
  saw "gratuitous ARP from director2: $(grep -c "$LAB_VIP" "$LAB_RUN/garp.cap") packets, the first:"
  grep -m 1 "$LAB_VIP" "$LAB_RUN/garp.cap" | show
  saw "answered by: $(ask) $(ask)"
}

step_g() {
  title g "The first director comes back, then stops cleanly"
  local start zero taken
  did "director1: cable plugged in"
  lab_join director1
  start=$(now_ms)
  start_director director1
  wait_for 120 "director1 holds the VIP" has_vip director1
  wait_for 120 "director2 gave it up" has_no_vip director2
  took $(($(now_ms) - start)) "start until director1 has the VIP back"
  wait_for 120 "both servers in both tables" tables_full
  capture stop client "arp or ip proto 112"
  did "director1: kill -TERM"
  signal_director director1 TERM
  wait_for 60 "an advert of priority 0" captured stop "prio 0,"
  wait_for 60 "director2 holds the VIP" has_vip director2
  wait_for 60 "director2 announces the VIP" captured stop "00:22 > .*($LAB_VIP|VRRPv3)"
  wait_for 60 "director1 ended" director_ended director1
  end_capture stop
  grep -m 1 "prio 0," "$LAB_RUN/stop.cap" | show
  # Both moments by one clock, on the wire: when director1 said good-bye and when director2 was heard with the VIP.
  zero=$(grep -m 1 "prio 0," "$LAB_RUN/stop.cap" | cut -d' ' -f1)
  taken=$(grep -m 1 -E "00:22 > .*($LAB_VIP|VRRPv3)" "$LAB_RUN/stop.cap" | cut -d' ' -f1)
  elapsed=$(awk -v a="$zero" -v b="$taken" 'BEGIN { printf "%d", (b - a) * 1000 }')
  took "$elapsed" "advert of priority 0 until director2 announces the VIP (wire)"
  [ "$elapsed" -lt 1000 ] || fail "the hand-over took 1 s or more"
  has_no_vip director1 || fail "director1 kept the VIP"
  saw "answered by: $(ask) $(ask)"
}

set -E
story=$(now_ms)
trap lab_down EXIT
trap 'fail "line $LINENO: $BASH_COMMAND"' ERR
printf 'Direct Routing with %s on Linux %s: five hosts, two directors, one VIP (%s)\n' "$DIRECTOR" "$(uname -r)" "$LAB_VIP"
lab_up
for step in step_a step_b step_c step_d step_e step_f step_g; do
  "$step"
done
printf '\nTimes\n'
printf '%s\n' "${times[@]}"
printf 'every step held; the story took %d s\n' $((($(now_ms) - story) / 1000))
