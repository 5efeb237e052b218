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
program=$(realpath "$1")
rounds=${2:-20}
RANDOM=${3:-1}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
round=0

Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
app=
trap 'kill -9 $app 2>/dev/null || true; kill $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8
export PATHOS_STATE_DIR="$work/state" PATHOS_DIALOGS=in-app

map="$work/errand.ron"
cp "$here/fixtures/window/errand.ron" "$map"

fail() {
  echo "FAILED in round $round: $1" >&2
  import -window root "$work/failed.png" 2>/dev/null || true
  cp -r "$work" "${KEEP:-/tmp/pathos-kill-failed}" && echo "the files are in ${KEEP:-/tmp/pathos-kill-failed}" >&2
  sed 's/^/  /' "$work/log" >&2
  exit 1
}
lives() { kill -0 "$app" 2>/dev/null; }
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

start() {
  "$program" "$map" >"$work/log" 2>&1 &
  app=$!
  # That it is killed is no news.
  disown "$app"
  window=
  for _ in $(seq 600); do
    window=$(xdotool search --onlyvisible --name Pathos 2>/dev/null | head -1) && [ -n "$window" ] && break
    lives || fail "the program ended before its window was there"
    sleep 0.05
  done
  [ -n "$window" ] || fail "no window"
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 900 windowfocus --sync "$window"
  # It takes keys once it rests: when two pictures of the screen, a moment apart, are the same.
  local before=none after
  for _ in $(seq 100); do
    after=$(import -window root -depth 8 rgb:- | md5sum)
    [ "$before" = "$after" ] && return
    before=$after
    sleep 0.2
  done
  fail "the window does not come to rest"
}

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
  start
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
  start
  if [ -n "$wanted" ] && [ "$wanted" != "$(title_in "$map")" ]; then
    [ "$in_kept" = 0 ] || [ "$in_kept" -ge "$in_file" ] || fail "what is kept is older than the file"
    for _ in 1 2 3 4 5; do xdotool key Return; seen 3 is_dirty && break; done
    is_dirty || fail "what was not saved is not offered"
    xdotool key ctrl+s
    seen 20 is_clean || fail "what was recovered cannot be saved"
    [ "$(title_in "$map")" = "$wanted" ] || fail "$wanted was kept, and $(title_in "$map") was recovered"
    offered=$((offered + 1))
  fi
  xdotool key ctrl+q
  for _ in $(seq 200); do lives || break; sleep 0.05; done
  lives && fail "the program does not quit"
  [ -z "$(leftover)" ] || fail "something is left although all is saved"
done
[ "$offered" -gt 0 ] || fail "in no round there was anything to offer"
echo "killed $rounds times: nothing saved was lost, $offered times unsaved work was recovered, the oldest that was lost was ${lost_most} ms old"
