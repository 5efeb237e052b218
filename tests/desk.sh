# What the scripts share that drive the real window: a display of their own, the program on it, and waiting.
# To be sourced, with PROGRAM and perhaps FOLDER-FOR-PICTURES as arguments.
#
# Nothing waits for a fixed time: each step is waited for until it shows, up to a limit.
program=$(realpath "$1")
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
shots=${2:-$work}
mkdir -p "$shots"
app= display= manager= passed=0 skipped=0
trap 'kill -9 $app 2>/dev/null || true; kill $manager $display 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"' EXIT
export LIBGL_ALWAYS_SOFTWARE=1 LC_ALL=C.UTF-8 PATHOS_STATE_DIR="$work/state" PATHOS_DIALOGS=in-app

fail() {
  import -window root "$shots/failed.png" 2>/dev/null || true
  echo "FAILED: $1" >&2
  [ -s "$work/log" ] && sed 's/^/  /' "$work/log" >&2
  exit 1
}
ok() { passed=$((passed + 1)); echo "ok: $1"; }
skip() { skipped=$((skipped + 1)); echo "skipped: $1"; }
lives() { kill -0 "$app" 2>/dev/null; }
shot() { import -window root "$shots/$1.png"; }

# One screen of 1280 × 900 pixels, without a window manager.
one_screen() {
  Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp -noreset 3>"$work/display" >/dev/null 2>&1 &
  display=$!
  for _ in $(seq 100); do [ -s "$work/display" ] && break; sleep 0.1; done
  export DISPLAY=":$(cat "$work/display")"
}

# two_screens WIDTHxHEIGHT: two screens, DUMMY0 of 1280 × 960 pixels and DUMMY1 of that size at its right, with a window
# manager that draws no frames. Fails where no such display can be had; why stands in $work/xorg.log then.
two_screens() {
  local xorg=/usr/lib/xorg/Xorg number
  [ -x "$xorg" ] || { echo "Xorg is not installed" >"$work/xorg.log"; return 1; }
  cat >"$work/xorg.conf" <<'CONF'
Section "Device"
  Identifier "none"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Monitor"
  Identifier "any"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "desk"
  Device "none"
  Monitor "any"
  DefaultDepth 24
  SubSection "Display"
    Depth 24
    Virtual 8192 4096
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
EndSection
CONF
  cat >"$work/openbox.xml" <<'XML'
<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <focus><focusNew>yes</focusNew></focus>
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
XML
  "$xorg" -displayfd 3 -config "$work/xorg.conf" -logfile "$work/xorg.all" -noreset -novtswitch -sharevts \
    -nolisten tcp 3>"$work/display" >"$work/xorg.log" 2>&1 &
  display=$!
  for _ in $(seq 100); do [ -s "$work/display" ] && break; kill -0 "$display" 2>/dev/null || return 1; sleep 0.1; done
  [ -s "$work/display" ] || return 1
  number=$(cat "$work/display")
  export DISPLAY=":$number"
  {
    xrandr --newmode wall 533.25 3840 3888 3920 4000 2160 2163 2168 2222 || true
    for mode in 1024x768 1280x720 1920x1080 wall; do xrandr --addmode DUMMY1 "$mode"; done
    xrandr --output DUMMY0 --mode 1280x960 --pos 0x0
    show_room "$1"
  } >>"$work/xorg.log" 2>&1 || return 1
  openbox --config-file "$work/openbox.xml" >/dev/null 2>&1 &
  manager=$!
}

# show_room WIDTHxHEIGHT: the second screen has that many pixels.
show_room() { xrandr --output DUMMY1 --mode "${1/3840x2160/wall}" --pos 1280x0; }

# start FILE…: starts the program; its window fills the first screen and has the keyboard.
start() {
  "$program" "$@" >"$work/log" 2>&1 &
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
  xdotool windowmove "$window" 0 0 windowsize "$window" 1280 900 windowfocus "$window"
  settled
}

# Quits the program, in which everything is saved.
quit() {
  xdotool key ctrl+q
  for _ in $(seq 200); do lives || return 0; sleep 0.05; done
  fail "the program does not quit"
}

# until_true WHAT COMMAND…: waits until the command succeeds, at most 20 s.
until_true() {
  local what=$1; shift
  for _ in $(seq 200); do "$@" >/dev/null 2>&1 && return; lives || fail "the program ended: $what"; sleep 0.1; done
  fail "$what"
}
# Waits until two pictures of the screens, a moment apart, are the same.
settled() {
  local before=none after
  for _ in $(seq 100); do
    after=$(import -window root -depth 8 rgb:- | md5sum)
    [ "$before" = "$after" ] && return
    before=$after
    sleep 0.25
  done
  fail "the window does not come to rest"
}
title_has() { xdotool getwindowname "$window" | grep -qF -- "$1"; }
title_lacks() { ! title_has "$1"; }
has() { grep -qF -- "$2" "$1"; }
keys() { for key in "$@"; do xdotool key "$key"; settled; done; }
click() { xdotool mousemove "$1" "$2" click 1; settled; }
drag() {
  xdotool mousemove "$1" "$2" mousedown 1
  for i in 1 2 3 4 5 6; do xdotool mousemove $(($1 + ($3 - $1) * i / 6)) $(($2 + ($4 - $2) * i / 6)); sleep 0.05; done
  settled; xdotool mouseup 1; settled
}
save() { xdotool key ctrl+s; until_true "saving does not clear the mark of a changed map" title_lacks '•'; }
