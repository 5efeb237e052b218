#!/usr/bin/env bash
# The real window, under a display of its own, driven by mouse and keyboard as a person would.
# window.sh PROGRAM [FOLDER-FOR-PICTURES]
#
# The map is small, so that it is shown at nearly 100 % and everything has a known place on the
# screen; what the window did is read from the files that it wrote. Nothing waits for a fixed time:
# each step is waited for until it shows, up to a limit.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
shots=${2:-$work}
mkdir -p "$shots"

Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
app=
trap 'kill $app $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8
export PATHOS_STATE_DIR="$work/state" PATHOS_DIALOGS=in-app

passed=0
fail() {
  import -window root "$shots/failed.png" 2>/dev/null || true
  echo "FAILED: $1" >&2
  [ -s "$work/log" ] && sed 's/^/  /' "$work/log" >&2
  exit 1
}
ok() { passed=$((passed + 1)); echo "ok: $1"; }

# until_true WHAT COMMAND…: waits until the command succeeds, at most 20 s.
until_true() {
  local what=$1; shift
  for _ in $(seq 200); do "$@" >/dev/null 2>&1 && return; kill -0 "$app" 2>/dev/null || fail "the program ended: $what"; sleep 0.1; done
  fail "$what"
}
title_has() { xdotool getwindowname "$window" | grep -qF -- "$1"; }
title_lacks() { ! title_has "$1"; }
has() { grep -qF -- "$2" "$1"; }
lacks() { ! grep -qF -- "$2" "$1"; }

start() {
  "$program" "$@" >"$work/log" 2>&1 &
  app=$!
  window=
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --name Pathos 2>/dev/null | head -1) && [ -n "$window" ] && break
    kill -0 "$app" 2>/dev/null || fail "the program ended before its window was there"
    sleep 0.1
  done
  [ -n "$window" ] || fail "no window"
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 900 windowfocus "$window"
  settled
}
# Waits until two pictures of the screen, a moment apart, are the same.
settled() {
  local before after
  before=none
  for _ in $(seq 100); do
    after=$(import -window root -depth 8 rgb:- | md5sum)
    [ "$before" = "$after" ] && return
    before=$after
    sleep 0.25
  done
  fail "the window does not come to rest"
}
keys() { for key in "$@"; do xdotool key "$key"; settled; done; }
drag() {
  xdotool mousemove "$1" "$2" mousedown 1
  for i in 1 2 3 4 5 6; do xdotool mousemove $(($1 + ($3 - $1) * i / 6)) $(($2 + ($4 - $2) * i / 6)); sleep 0.05; done
  settled; xdotool mouseup 1; settled
}
save() { xdotool key ctrl+s; until_true "saving does not clear the mark of a changed map" title_lacks '•'; }

map="$work/errand.ron"
cp "$here/fixtures/window/errand.ron" "$map"
start "$map"
until_true "the title does not name the map" title_has "An errand"
ok "a map opens"

till=(706 418)      # the card "Queue at the till"
behind=(706 480)    # the cell below it
drag "${till[@]}" "${behind[@]}"
until_true "a drag does not mark the map as changed" title_has '•'
save
has "$map" 'Cell("l-back", "s-pay")' || fail "the card did not move to the other lane"
import -window root "$shots/dragged.png"
ok "a card is dragged to another lane"

keys 1 l p
save
has "$map" 'actual: -2' || fail "the emotion was not set"
has "$map" 'kind: Low' || fail "the low was not pinned"
has "$map" 'pains: [' || fail "the pain point was not tagged"
ok "an emotion, a low and a pain point are set by keys"

cp "$map" "$work/tagged.ron"
keys ctrl+z ctrl+z ctrl+z ctrl+z
save
cmp -s <(grep -v '^//' "$map") <(grep -v '^//' "$here/fixtures/window/errand.ron") || fail "undo does not lead back to the start"
ok "undo leads back to the start, past saves"

keys ctrl+shift+z ctrl+shift+z ctrl+shift+z ctrl+shift+z
save
cmp -s "$map" "$work/tagged.ron" || fail "redo does not lead to the end again"
ok "redo leads to the end again"

keys F2 ctrl+a
xdotool type --delay 30 "Wait in line"; settled
keys Return
save
has "$map" 'title: "Wait in line"' || fail "the title was not edited in place"
ok "a title is edited in place"

keys ctrl+e
import -window root "$shots/export.png"
keys Return   # "Export…", the main button
settled
import -window root "$shots/export-name.png"
keys Return
poster="$work/An errand.png"
until_true "no poster was written" test -s "$poster"
identify "$poster" | grep -q 'PNG 3508x4967' || fail "the poster has another size: $(identify "$poster")"
ok "a poster is exported"

settled
keys Escape
xdotool key ctrl+q
for _ in $(seq 100); do kill -0 "$app" 2>/dev/null || break; sleep 0.1; done
kill -0 "$app" 2>/dev/null && fail "the program does not quit"
ok "the program quits"

start "$map"
import -window root "$shots/reopened.png"
xdotool key ctrl+q
wait "$app" 2>/dev/null || true
head -c 300 "$map" >"$work/broken.ron"
cp "$work/broken.ron" "$work/broken.before"
start "$work/broken.ron"
import -window root "$shots/broken.png"
# The message stands in the middle of the window, on a dimmed ground.
dimmed=$(convert "$shots/broken.png" -crop 1x1+200+500 -format '%[fx:int(255*mean)]' info:)
plain=$(convert "$shots/reopened.png" -crop 1x1+200+500 -format '%[fx:int(255*mean)]' info:)
[ "$dimmed" != "$plain" ] || fail "a broken file shows no message"
cmp -s "$work/broken.ron" "$work/broken.before" || fail "a broken file was changed"
ok "a broken file shows a message and stays as it was"

kill "$app"; wait "$app" 2>/dev/null || true
status=0
DISPLAY= WAYLAND_DISPLAY= "$program" >"$work/out" 2>&1 || status=$?
[ "$status" = 1 ] && has "$work/out" 'error:' && has "$work/out" 'libxkbcommon-x11-0' || fail "no clear message without a display: $(cat "$work/out")"
ok "without a display one message says why"

echo "$passed passed, 0 failed"
