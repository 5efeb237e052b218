#!/usr/bin/env bash
# How long frames take in a real window while a card is dragged over a map, beside the limit of 60 a second.
# drag.sh PROGRAM MAP
#
# The display is in memory and its graphics are done by the processor, so a frame holds the painting too; what the
# window does until the graphics get the frame is told by itself.
set -euo pipefail
program=$(realpath "$1") map=$(realpath "$2")
work=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 1600x1000x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
app=
trap 'kill $app $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1
export PATHOS_STATE_DIR="$work/state" PATHOS_DIALOGS=in-app PATHOS_FRAME_LOG="$work/frames"

cp "$map" "$work/map.ron"
"$program" "$work/map.ron" >/dev/null 2>&1 &
app=$!
until window=$(xdotool search --onlyvisible --name 'Pathos' 2>/dev/null | head -1) && [ -n "$window" ]; do
  kill -0 "$app"; sleep 0.1
done
xdotool windowmove "$window" 0 0 windowsize "$window" 1600 1000 windowfocus --sync "$window"
settled() {
  local before=none after
  for _ in $(seq 100); do
    after=$(import -window root -depth 8 rgb:- | md5sum)
    [ "$before" = "$after" ] && return
    before=$after; sleep 0.3
  done
}
# The middle and the 95th of a hundred values of a column of these frames.
percentiles() {
  awk -v column="$1" '{ print $column }' "$work/these" | sort -n |
    awk '{ value[NR] = $1 } END { printf "%.2f, %.2f", value[int((NR + 1) / 2)], value[int(NR * 0.95)] }'
}
# drag NAME X Y: carries what lies there in circles for some seconds and prints the frames' times.
drag() {
  local name=$1 x=$2 y=$3 first
  xdotool mousemove "$x" "$y" mousedown 1 mousemove_relative 8 8
  settled
  import -window root "${SHOTS:-$work}/drag-${name// /-}.png"
  first=$(wc -l <"$work/frames")
  for _ in $(seq 12); do
    for step in "12 0" "10 8" "4 12" "-4 12" "-10 8" "-12 0" "-12 0" "-10 -8" "-4 -12" "4 -12" "10 -8" "12 0"; do
      for _ in 1 2 3; do xdotool mousemove_relative --sync -- $step; done
    done
  done
  tail -n +$((first + 2)) "$work/frames" >"$work/these"
  awk -v name="$name" -v limit=16.7 -v times="$(percentiles 1)" -v work="$(percentiles 2)" -v own="$(percentiles 3)" '
    END { printf "%-24s %4d frames, p50 and p95 in ms: %s; until the graphics get it %s (limit %.1f), with them %s\n",
          name, NR, times, own, limit, work }' "$work/these"
  xdotool mouseup 1
  settled
  xdotool key Escape
}
settled
drag "the whole map in view" 800 500
# One card at its natural size in the middle of the canvas.
xdotool key Escape Right; settled; xdotool key ctrl+2; settled; xdotool key ctrl+0; settled
drag "at 100 %" 736 530
