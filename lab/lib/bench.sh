# shellcheck shell=bash
# For the benchmarks: medians, a large file, and what a daemon with its children costs. Sourced; the file needs $work, $services
# and $each, the costs need $parent, the number of the daemon's main process.

median() { sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; } # of numbers, one a line

# shellcheck disable=SC2154 # set by who sources this
write_config() { # weight of the very first server
  awk -v services="$services" -v each="$each" -v weight="$1" -v work="$work" 'BEGIN {
    printf "global_defs {\n  router_id bench\n  @lvs_director state_dir %s\n  @lvs_director control_socket %s/control.sock\n}\n", work, work
    for (i = 0; i < services; i++) {
      printf "virtual_server 10.%d.%d.%d 80 {\n  lvs_sched wlc\n  lvs_method DR\n  protocol TCP\n", int(i / 62500), int(i / 250) % 250, 1 + i % 250
      for (h = 0; h < each; h++) {
        printf "  real_server 192.168.%d.%d 80 {\n    weight %d\n  }\n", int(h / 250), 1 + h % 250, (i == 0 && h == 0) ? weight : 1
      }
      print "}"
    }
  }' >"$work/bench.conf"
}

tree() { echo "$parent" && pgrep -P "$parent"; }
processor() { # of the daemon and its children, in seconds
  local pid used sum=0
  for pid in $(tree); do
    used=$(awk '{ print $14 + $15 }' "/proc/$pid/stat" 2>/dev/null) || continue
    sum=$((sum + used))
  done
  awk -v t="$sum" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", t / hz }'
}
memory() { # the most that each process ever held, summed, in MiB
  local pid
  for pid in $(tree); do awk '/^VmHWM/ { print $2 }' "/proc/$pid/status"; done | awk '{ sum += $1 } END { printf "%.1f", sum / 1024 }'
}
less() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a - b }'; }

# Processor time until no more than an idle daemon's own is used in two seconds, 60 s at most.
settled() { # seconds that an idle daemon uses at most
  local before after i
  before=$(processor)
  for ((i = 0; i < 30; i++)); do
    sleep 2
    after=$(processor)
    if awk -v a="$after" -v b="$before" -v idle="$1" 'BEGIN { exit a - b > idle }'; then break; fi
    before=$after
  done
  echo "$after"
}

# What each of some reloads costs, a line each; what comes before a reload is the command's, which gets its number.
reloads() { # idle seconds as for settled, first number, last number, command…
  local before after i idle=$1 first=$2 last=$3
  shift 3
  before=$(settled "$idle")
  for ((i = first; i <= last; i++)); do
    "$@" "$i"
    after=$(settled "$idle")
    less "$after" "$before"
    echo
    before=$after
  done
}
