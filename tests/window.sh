#!/usr/bin/env bash
# The real window, under a display of its own, driven by mouse and keyboard as a person would.
# window.sh PROGRAM [FOLDER-FOR-PICTURES]
#
# The map is small, so that it is shown at nearly 100 % and everything has a known place on the
# screen; what the window did is read from the files that it wrote.
set -euo pipefail
source "$(dirname "$0")/desk.sh"
one_screen

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
shot dragged
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
shot export
keys Return   # "Export…", the main button
settled
shot export-name
keys Return
poster="$work/An errand.png"
until_true "no poster was written" test -s "$poster"
identify "$poster" | grep -q 'PNG 3508x4967' || fail "the poster has another size: $(identify "$poster")"
ok "a poster is exported"

settled
keys Escape
quit
ok "the program quits"

start "$map"
shot reopened
quit
head -c 300 "$map" >"$work/broken.ron"
cp "$work/broken.ron" "$work/broken.before"
start "$work/broken.ron"
shot broken
# The message stands in the middle of the window, on a dimmed ground.
dimmed=$(convert "$shots/broken.png" -crop 1x1+200+500 -format '%[fx:int(255*mean)]' info:)
plain=$(convert "$shots/reopened.png" -crop 1x1+200+500 -format '%[fx:int(255*mean)]' info:)
[ "$dimmed" != "$plain" ] || fail "a broken file shows no message"
cmp -s "$work/broken.ron" "$work/broken.before" || fail "a broken file was changed"
ok "a broken file shows a message and stays as it was"

kill "$app"
status=0
DISPLAY= WAYLAND_DISPLAY= "$program" >"$work/out" 2>&1 || status=$?
[ "$status" = 1 ] && has "$work/out" 'error:' && has "$work/out" 'libxkbcommon-x11-0' || fail "no clear message without a display: $(cat "$work/out")"
ok "without a display one message says why"

echo "$passed passed, 0 failed"
