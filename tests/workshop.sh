#!/usr/bin/env bash
# A rehearsed workshop in the real windows, driven as a facilitator would: his own on one screen, the projector's on
# another.
# [PATHOS_ROOM=1024x768] workshop.sh PROGRAM [FOLDER-FOR-PICTURES]
#
# Thirty remarks are captured by keys with an undo in the middle, the room is asked how it feels, two votes are held, a
# story of eight scenes is told, the projector's screen goes and comes back, all four resolutions are shown, the program
# is killed and recovers, and minutes and a PDF tell all of it. What the windows did is read from the files that they
# wrote and from pictures of the screens. Two screens need Xorg with its driver for displays that are not there; where
# they cannot be had, what needs the projector is skipped, counted and told.
set -euo pipefail
source "$(dirname "$0")/desk.sh"
# How large the projector's screen is: 1024x768, 1280x720, 1920x1080 or 3840x2160.
room_size=${PATHOS_ROOM:-1280x720}
has_room=
if two_screens "$room_size"; then
  has_room=yes
else
  skip "no desk of two screens: $(tail -n 1 "$work/xorg.log")"
  kill "$display" 2>/dev/null || true
  one_screen
fi

# The file in which the window keeps what is not saved.
kept() { find "$PATHOS_STATE_DIR/recovery" -name '*.ron' 2>/dev/null | head -1; }
kept_has() { [ -n "$(kept)" ] && has "$(kept)" "$1"; }
# Types a line into the capture box and takes it.
say() { printf %s "$1" | xdotool type --delay 12 --file -; xdotool key Return; }
# Does what is called so, or goes there.
by_name() { xdotool key ctrl+k; settled; xdotool type --delay 12 "$1"; settled; keys Return; }

# The projector's window: its id, where it stands, a picture of it and what tells pictures apart.
room() { xdotool search --onlyvisible --name 'what the room sees' 2>/dev/null | head -1; }
room_is() { [ "$(xdotool getwindowgeometry "$(room)" | grep -oE '[0-9]+,[0-9]+|[0-9]+x[0-9]+' | tr '\n' ' ')" = "$1 " ]; }
# Whether it stands by itself, wherever a window manager puts it.
room_is_window() { xdotool getwindowgeometry "$(room)" | grep -q 'Geometry: 960x540'; }
no_room() { [ -z "$(room)" ]; }
has_keyboard() { [ "$(xdotool getwindowfocus)" = "$window" ]; }
room_shot() { import -window "$(room)" "$shots/room-$1.png"; }
# Keeps in $before what the room sees, to be compared with later.
before="$work/room-before.png"
keep_room() { import -window "$(room)" "$before"; }
# Whether the room sees something else than then: a drawing library may round an edge's gray another way.
room_is_another() {
  import -window "$(room)" "$work/room-now.png"
  [ "$(compare -metric AE -fuzz 2% "$before" "$work/room-now.png" null: 2>&1)" != 0 ]
}
# same_room WHAT: fails if the room sees something else than before.
same_room() { settled; ! room_is_another || { room_shot failed; fail "the room sees $1"; }; }
open_room() {
  xdotool key shift+F5
  until_true "the projector's window does not fill the other screen" room_is "1280,0 $room_size"
  until_true "the facilitator's window lost the keyboard" has_keyboard
  settled
}

map="$work/errand.ron"
cp "$here/fixtures/window/errand.ron" "$map"
cp "$map" "$work/before.ron"
start "$map"
until_true "the title does not name the map" title_has "An errand"
by_name "Queue at the till"
if [ "$has_room" ]; then
  open_room
  shot two-windows
  ok "the projector's window fills the other screen, and the facilitator keeps the keyboard"

  keep_room
  xdotool mousemove 1800 300 click 4 click 4 click 4
  settled
  room_is_another || fail "the wheel does not enlarge what the room sees"
  room_shot enlarged
  xdotool click --repeat 12 5
  settled
  xdotool mousemove 640 860
  same_room "another picture after it was enlarged and made whole again"
  has_keyboard || fail "the wheel took the keyboard from the facilitator"
  ok "the wheel enlarges what the room sees, and makes it whole again"
fi

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

if [ "$has_room" ]; then
  keep_room
  xdotool type --delay 12 "half a"
  same_room "a line that is still being typed"
  keys ctrl+a BackSpace
  ok "the room does not see what is half typed"
fi

keys Escape
by_name "Queue at the till"
keys ctrl+shift+e
keys 1 1 5 5 5 4 BackSpace
shot feeling
keys Return
save
has "$map" 'tally: (2, 0, 0, 0, 3)' || fail "the round is not in the map"
ok "the room says how it feels"

# Begins a vote on what the keys lead to in the menu.
begin_vote() {
  click 73 123        # "Begin a vote on…"
  keys "$@" Return
}
# give DOTS Y: to the first thing that is up for the vote, which stands at that height.
give() {
  click 100 "$2"
  keys "$1"
  until_true "the dots are not kept" kept_has ", $1)"
}

keys ctrl+shift+d
[ -z "$has_room" ] || keep_room
begin_vote
until_true "no vote was begun" kept_has 'ballots: ['
shot vote-begun
give 4 356
cp "$(kept)" "$work/secret.ron"
shot vote-secret
[ -z "$has_room" ] || same_room "a vote that is still secret"
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
begin_vote Down
until_true "no second vote was begun" sh -c "[ \$(grep -c 'question:' '$(kept)') = 2 ]"
give 3 396           # lower now, below the list of votes
click 66 338
until_true "the second result is not revealed" sh -c "[ \$(grep -c 'revealed: true' '$(kept)') = 2 ]"
shot second-vote
ok "a second vote is held"

by_name "First story from the map"
until_true "no story was begun" kept_has 'story: ['
save
scenes() { perl -0ne 'print scalar(() = ($1 =~ /\bid: "/g)) if /\n    story: \[(.*?)\n    \)\],/s' "$map"; }
while [ "$(scenes)" -lt 8 ]; do
  [ -z "$has_room" ] || keys alt+Next
  by_name "Add the present view to the story"
  save
done
ok "a story of $(scenes) scenes is made"

if [ "$has_room" ]; then
  keys shift+F5
  until_true "one command does not close the projector's window" no_room
  open_room
  told=1
  room_shot "story-$told"
  shot "story-$told"
  while :; do
    keep_room
    xdotool key alt+Next
    settled
    room_is_another || break
    told=$((told + 1))
    room_shot "story-$told"
    shot "story-$told"
    [ "$told" -le 40 ] || fail "the story does not end"
  done
  [ "$told" -ge 8 ] || fail "the room saw $told pictures of a story of eight scenes"
  ok "the story is told in $told pictures, and the projector's window is closed and opened by one command"

  xrandr --output DUMMY1 --off
  until_true "the projector's window does not come back when its screen goes" room_is_window
  settled
  shot screen-lost
  show_room "$room_size"
  until_true "the projector's window does not return to its screen" room_is "1280,0 $room_size"
  until_true "the facilitator's window lost the keyboard to the one that returned" has_keyboard
  ok "the projector's window comes back when its screen goes, and returns with it"

  for mode in 1024x768 1280x720 1920x1080 3840x2160; do
    show_room "$mode"
    until_true "the projector's window does not fill $mode" room_is "1280,0 $mode"
    until_true "the facilitator's window lost the keyboard on $mode" has_keyboard
    settled
    keep_room
    keys alt+Prior
    room_is_another || fail "the facilitator's keys do not turn the slide on $mode"
    room_shot "$mode"
    shot "$mode"
  done
  ok "the room sees all four resolutions"
  show_room "$room_size"
  until_true "the projector's window does not fill its screen again" room_is "1280,0 $room_size"
fi

keys F10
say "the last word"
until_true "the last word is not kept" kept_has 'title: "the last word"'
kill -9 "$app"
while lives; do sleep 0.05; done
start "$map"
shot recovery
keys Return         # "Recover", the main button
save
[ "$(grep -c 'question:' "$map")" = 2 ] || fail "the votes were not recovered"
[ "$(grep -c 'title: "remark' "$map")" = 30 ] || fail "the remarks were not recovered"
has "$map" 'title: "the last word"' || fail "the last word was not recovered"
ok "a crash loses nothing"

if [ "$has_room" ]; then
  # With notes and a vote that is secret, the room sees what it sees without them.
  perl -0pe 's/(id: "c-till",\n)/$1      note: "They hate it",\n/; s/(id: "st-go",\n)/$1      note: "Do not mention the strike",\n/' \
    "$work/secret.ron" >"$work/noted.ron"
  ! cmp -s "$work/secret.ron" "$work/noted.ron" || fail "no notes were written into the file"
  for name in none noted; do
    quit
    start "$work/$name.ron"
    open_room
    keys alt+Next
    room_shot "$name"
    if [ "$name" = none ]; then keep_room; else same_room "notes or a secret vote"; fi
  done
  ok "the room sees the same with notes and a secret vote as without"
fi
quit

"$program" report --workshop "$map" -o "$work/minutes.md" >/dev/null || fail "no minutes"
for words in '# Minutes: An errand' '## Added' '**remark 30**' '## How the room felt' '| 2 | 0 | 0 | 0 | 3 | 5 |' '## Votes' \
  '## Parking lot' '## Open questions'; do
  has "$work/minutes.md" "$words" || { cat "$work/minutes.md" >&2; fail "the minutes lack: $words"; }
done
grep -qE '^- [0-9]+:[0-9]{2} — \*\*remark 1\*\*' "$work/minutes.md" || fail "the minutes have no times"
cp "$work/minutes.md" "$shots/minutes.md" 2>/dev/null || true
"$program" report --workshop "$map" --since "$work/before.ron" | grep -qF '**remark 30**' || fail "no minutes since a file"
ok "the minutes tell what was captured, by time"

"$program" export "$map" -o "$work/story.pdf" --story >/dev/null || fail "no PDF of the story"
pages=$(pdfinfo "$work/story.pdf" | sed -n 's/^Pages: *//p')
[ "$pages" -ge 8 ] || fail "the story's PDF has $pages pages"
pdfinfo "$work/story.pdf" | grep -qE '^Page size: *960 x 540 pts' || fail "the story's pages are not 16 : 9"
pdftotext "$work/story.pdf" "$work/story.txt"
has "$work/story.txt" 'Queue at the till' || fail "the story's PDF does not name the card"
cp "$work/story.pdf" "$shots/story.pdf" 2>/dev/null || true
ok "the story is a PDF of $pages pages"

echo "$passed steps of a workshop passed, $skipped skipped"
