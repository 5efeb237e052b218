#!/usr/bin/env bash
# The real program, killed at random moments while it edits and saves.
# kill.sh PROGRAM [HOW-OFTEN] [SEED]
#
# Each round types numbers into the map's title, saves now and then, and kills the program at a random
# moment, be it typing, saving or idle. After that
# - the map's file is whole and holds what it held when a save was seen to end;
# - the file, or what the next start offers, holds every number that was typed two seconds before the
#   program was killed, or earlier;
# - the next start offers what the file does not hold, and opens it.
set -euo pipefail
source "$(dirname "$0")/desk.sh" "$1"
rounds=${2:-20}
RANDOM=${3:-1}
round=0
one_screen

map="$work/errand.ron"
cp "$here/fixtures/window/errand.ron" "$map"

fail() {
  echo "FAILED in round $round: $1" >&2
  import -window root "$work/failed.png" 2>/dev/null || true
  cp -r "$work" "${KEEP:-/tmp/pathos-kill-failed}" && echo "the files are in ${KEEP:-/tmp/pathos-kill-failed}" >&2
  sed 's/^/  /' "$work/log" >&2
  exit 1
}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
is_round() { [[ $(window_title) == *"r$round"* ]]; }
window_title() { xdotool getwindowname "$window" 2>/dev/null || true; }
is_dirty() { [[ $(window_title) == *•* ]]; }
is_clean() { local title; title=$(window_title); [ -n "$title" ] && [[ $title != *•* ]]; }
# seen SECONDS COMMAND…: whether the command succeeds within a time, while the program lives.
seen() {
  local end=$(($(milliseconds) + $1 * 1000)); shift
  while ! "$@"; do
    lives && [ "$(milliseconds)" -lt "$end" ] || return 1
    sleep 0.02
  done
}
# The last whole number in the title of a map's file; nothing if there is none of this round.
last_number() {
  { grep -m1 'title:' "$@" 2>/dev/null || true; } | { grep -o "r$round[ 0-9]*" || true; } | { grep -oE ' [0-9]{3}\b' || true; } | tail -1
}
title_in() { grep -m1 'title:' "$1" || true; }
value() { echo $((10#0$(echo "$1" | tr -d ' '))); }
leftover() { find "$PATHOS_STATE_DIR/recovery" -name '*.ron' 2>/dev/null | head -1; }

# Kills the program after a random time, and notes when.
kill_later() {
  local delay=$((RANDOM % 3200))
  (
    sleep "$(printf '%d.%03d' $((delay / 1000)) $((delay % 1000)))"
    milliseconds >"$work/killed"
    kill -9 "$app"
  ) &
  killer=$!
}

# Types until the program is dead. `typed` has the time at which each number was typed; `saved` is the last
# one that was in the file when a save was seen to end.
declare -a typed
work_until_dead() {
  local number=0
  typed=() saved=0
  xdotool key F2 type --delay 2 "An errand r$round"
  seen 5 is_round || fail "what is typed does not reach the title"
  kill_later
  while lives; do
    number=$((number + 1))
    xdotool type --delay 2 "$(printf ' %03d' $number)" 2>/dev/null || true
    typed[number]=$(milliseconds)
    if [ $((RANDOM % 4)) = 0 ] && seen 5 is_dirty; then
      xdotool key ctrl+s 2>/dev/null || true
      seen 5 is_clean && saved=$number
      # Saving has ended the text; this one takes its place.
      until is_dirty || ! lives; do
        xdotool key F2 type --delay 2 "An errand r$round" 2>/dev/null || true
        seen 1 is_dirty || true
      done
    fi
    sleep "0.0$((RANDOM % 10))"
  done
}

offered=0 lost_most=0
for round in $(seq "$rounds"); do
  start "$map"
  work_until_dead
  wait "$killer"
  killed=$(cat "$work/killed")

  "$program" check "$map" >"$work/check" 2>&1 || fail "the file is damaged: $(cat "$work/check")"
  in_file=$(value "$(last_number "$map")")
  [ "$in_file" -ge "$saved" ] || fail "$saved was saved, and the file has $in_file"
  needed=0
  for number in "${!typed[@]}"; do
    [ "${typed[number]}" -gt $((killed - 2000)) ] || needed=$number
  done
  kept=$(leftover)
  in_kept=0 wanted=
  [ -z "$kept" ] || wanted=$(title_in "$kept") in_kept=$(value "$(last_number "$kept")")
  most=$((in_file > in_kept ? in_file : in_kept))
  [ "$most" -ge "$needed" ] || fail "$needed was typed two seconds before the end, and $most is kept"
  for number in "${!typed[@]}"; do
    age=$((killed - typed[number]))
    [ "$number" -le "$most" ] || [ "$age" -le "$lost_most" ] || lost_most=$age
  done

  # The next start offers what is not saved.
  start "$map"
  if [ -n "$wanted" ] && [ "$wanted" != "$(title_in "$map")" ]; then
    [ "$in_kept" = 0 ] || [ "$in_kept" -ge "$in_file" ] || fail "what is kept is older than the file"
    for _ in 1 2 3 4 5; do xdotool key Return; seen 3 is_dirty && break; done
    is_dirty || fail "what was not saved is not offered"
    xdotool key ctrl+s
    seen 20 is_clean || fail "what was recovered cannot be saved"
    [ "$(title_in "$map")" = "$wanted" ] || fail "$wanted was kept, and $(title_in "$map") was recovered"
    offered=$((offered + 1))
  fi
  quit
  [ -z "$(leftover)" ] || fail "something is left although all is saved"
done
[ "$offered" -gt 0 ] || fail "in no round there was anything to offer"
echo "killed $rounds times: nothing saved was lost, $offered times unsaved work was recovered, the oldest that was lost was ${lost_most} ms old"
