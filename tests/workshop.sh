#!/usr/bin/env bash
# A rehearsed workshop in the real window, under a display of its own, driven as a facilitator would.
# workshop.sh PROGRAM [FOLDER-FOR-PICTURES]
#
# Thirty remarks are captured by keys with an undo in the middle, the room is asked how it feels, two votes are
# held, the program is killed and recovers, and the minutes tell all of it. What the window did is read from the
# files that it wrote. Nothing waits for a fixed time: each step is waited for until it shows, up to a limit.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
shots=${2:-$work}
mkdir -p "$shots"

Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
xvfb=$!
app=
trap 'kill -9 $app 2>/dev/null || true; kill $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$work/display")" LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8
export PATHOS_STATE_DIR="$work/state" PATHOS_DIALOGS=in-app

fail() {
  import -window root "$shots/failed.png" 2>/dev/null || true
  echo "FAILED: $1" >&2
  [ -s "$work/log" ] && sed 's/^/  /' "$work/log" >&2
  exit 1
}
passed=0
ok() { passed=$((passed + 1)); echo "ok: $1"; }
shot() { import -window root "$shots/$1.png"; }
lives() { kill -0 "$app" 2>/dev/null; }

# until_true WHAT COMMAND…: waits until the command succeeds, at most 20 s.
until_true() {
  local what=$1; shift
  for _ in $(seq 200); do "$@" >/dev/null 2>&1 && return; lives || fail "the program ended: $what"; sleep 0.1; done
  fail "$what"
}
title_has() { xdotool getwindowname "$window" | grep -qF -- "$1"; }
title_lacks() { ! title_has "$1"; }
has() { grep -qF -- "$2" "$1"; }
# The file in which the window keeps what is not saved.
kept() { find "$PATHOS_STATE_DIR/recovery" -name '*.ron' 2>/dev/null | head -1; }
kept_has() { [ -n "$(kept)" ] && has "$(kept)" "$1"; }

start() {
  "$program" "$@" >"$work/log" 2>&1 &
  app=$!
  window=
  for _ in $(seq 200); do
    window=$(xdotool search --onlyvisible --name Pathos 2>/dev/null | head -1) && [ -n "$window" ] && break
    lives || fail "the program ended before its window was there"
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
keys() { for key in "$@"; do xdotool key "$key"; done; settled; }
click() { xdotool mousemove "$1" "$2" click 1; settled; }
save() { xdotool key ctrl+s; until_true "saving does not clear the mark of a changed map" title_lacks '•'; }
# Types a line into the capture box and takes it.
say() { printf %s "$1" | xdotool type --delay 12 --file -; xdotool key Return; }

map="$work/errand.ron"
cp "$here/fixtures/window/errand.ron" "$map"
cp "$map" "$work/before.ron"
start "$map"
until_true "the title does not name the map" title_has "An errand"

click 706 418       # the card "Queue at the till"
keys F10
shot capture-box
signs=("" "-- " "!! " "? " "_ " "+ ")
for n in $(seq 1 15); do say "${signs[n % 6]}remark $n"; done
until_true "the first remarks are not kept" kept_has 'title: "remark 15"'
say "a slip of the tongue"
until_true "the slip is not kept" kept_has 'a slip of the tongue'
xdotool key ctrl+z
for n in $(seq 16 30); do say "${signs[n % 6]}remark $n"; done
settled
shot captured
save
[ "$(grep -c 'title: "remark' "$map")" = 30 ] || fail "not thirty remarks: $(grep -c 'title: "remark' "$map")"
! has "$map" 'a slip of the tongue' || fail "undo did not take the slip back"
[ "$(grep -c 'place: Parked' "$map")" = 5 ] || fail "not five parked cards"
[ "$(grep -c 'text: "remark' "$map")" = 5 ] || fail "not five pain points"
[ "$(grep -c '"s-find"' "$map")" = 2 ] || fail "remarks went elsewhere after the undo"
ok "thirty remarks are captured by keys, with an undo in the middle"

keys Escape
click 706 418
keys ctrl+shift+e
keys 1 1 5 5 5 4 BackSpace
shot feeling
keys Return
save
has "$map" 'tally: (2, 0, 0, 0, 3)' || fail "the round is not in the map"
ok "the room says how it feels"

keys ctrl+shift+d
keys alt+shift+p
shot parking
click 73 123        # "Begin a vote on…"
keys Return
until_true "no vote was begun" kept_has 'ballots: ['
shot vote-begun
ballots=$(kept)
click 100 356       # the first thing that is up for the vote
keys 4
until_true "the dots are not kept" kept_has ', 4)'
cp "$(kept)" "$work/secret.ron"
shot vote-secret
ok "dots are counted in secret"

# The picture of a secret vote is that of no vote at all.
perl -0pe 's/\n    ballots: \[\(.*?\n    \)\],//s' "$work/secret.ron" >"$work/none.ron"
! cmp -s "$work/secret.ron" "$work/none.ron" || fail "the votes were not taken out of the file"
for name in secret none; do "$program" export "$work/$name.ron" -o "$work/$name.png" --paper a4 --dpi 50 >/dev/null 2>&1 || true; done
cmp -s "$work/secret.png" "$work/none.png" || fail "a secret vote shows in the picture"
ok "a secret vote is in no picture"

click 66 260        # "Reveal the result"
until_true "the result is not revealed" kept_has 'revealed: true'
shot vote-revealed
click 73 123
keys Down Return
until_true "no second vote was begun" sh -c "[ \$(grep -c 'question:' '$(kept)') = 2 ]"
ok "a second vote is held"

sleep 2.5           # the moment within which everything is kept
kill -9 "$app"
wait "$app" 2>/dev/null || true
start "$map"
shot recovery
keys Return         # "Recover", the main button
save
has "$map" 'revealed: true' || fail "the vote was not recovered"
[ "$(grep -c 'title: "remark' "$map")" = 30 ] || fail "the remarks were not recovered"
ok "a crash loses nothing"

"$program" report --workshop "$map" -o "$work/minutes.md" >/dev/null || fail "no minutes"
for words in '# Minutes: An errand' '## Added' '**remark 30**' '## How the room felt' '| 2 | 0 | 0 | 0 | 3 | 5 |' '## Votes' \
  '## Parking lot' '## Open questions' 'The result has not been revealed.'; do
  has "$work/minutes.md" "$words" || { cat "$work/minutes.md" >&2; fail "the minutes lack: $words"; }
done
grep -qE '^- [0-9]+:[0-9]{2} — \*\*remark 1\*\*' "$work/minutes.md" || fail "the minutes have no times"
cp "$work/minutes.md" "$shots/minutes.md" 2>/dev/null || true
"$program" report --workshop "$map" --since "$work/before.ron" | grep -qF '**remark 30**' || fail "no minutes since a file"
ok "the minutes tell what was captured, by time"

xdotool key ctrl+q
for _ in $(seq 100); do lives || break; sleep 0.1; done
lives && fail "the program does not quit"
echo "$passed steps of a workshop passed"
