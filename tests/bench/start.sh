#!/usr/bin/env bash
# How long the program takes to its first picture, and what it costs while nothing happens, in a real
# window with software GL: start.sh PROGRAM MAP
# Needs Xvfb, xdotool and ImageMagick; tests/run.sh installs them.
set -euo pipefail
program=$(realpath "$1")
map=$(realpath "$2")
work=$(mktemp -d)
Xvfb -displayfd 3 -screen 0 1600x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
app=
trap 'kill $app $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1 PATHOS_STATE_DIR="$work/state"

now() { date +%s%N; }
for round in 1 2 3 4 5; do
  begin=$(now)
  "$program" "$map" >/dev/null 2>&1 &
  app=$!
  # The first frame is there when the middle of the screen is no longer the empty root window.
  until [ "$(import -window root -crop 200x100+700+400 -format '%k' info: 2>/dev/null)" -gt 1 ] 2>/dev/null; do
    kill -0 "$app" || exit 1
  done
  end=$(now)
  echo "first frame, run $round: $(((end - begin) / 1000000)) ms (limit 500 ms; a look at the screen takes some tens of ms)"
  [ "$round" = 5 ] || { kill "$app"; wait "$app" 2>/dev/null || true; }
done
sleep 3
ticks() { awk '{ print $14 + $15 }' "/proc/$app/stat"; }
before=$(ticks)
sleep 10
echo "processor while idle for 10 s: $(($(ticks) - before)) ticks of 10 ms"
grep VmRSS "/proc/$app/status"
