#!/usr/bin/env bash
# The real window through the accessibility tree, under a display and a bus of their own: an assistive
# program lists every card with its name and value, and presses each of its actions.
# assistive.sh PROGRAM [cards|keyboard|clicks]
# With `keyboard` or `clicks` the sample is rebuilt from an empty map in that way alone, without a drag, and both
# files are held against each other; it takes some minutes.
set -euo pipefail
program=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
way=${2:-cards}
case $way in cards) script=cards ;; keyboard | clicks) script=rebuild ;; *) echo "error: no way called $way" >&2; exit 2 ;; esac
export WORK; WORK=$(mktemp -d)

Xvfb -displayfd 3 -screen 0 1280x1000x24 -nolisten tcp -noreset 3>"$WORK/display" >/dev/null 2>&1 &
xvfb=$!
trap 'kill $xvfb 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$WORK"' EXIT
for _ in $(seq 100); do [ -s "$WORK/display" ] && break; sleep 0.1; done
export DISPLAY=":$(cat "$WORK/display")" LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8
export PATHOS_DIALOGS=in-app PATHOS_STATE_DIR="$WORK/state" XDG_RUNTIME_DIR="$WORK/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
dbus-run-session -- /usr/bin/python3 "$here/assistive/$script.py" "$program" "$here/fixtures/assistive" "$way"
