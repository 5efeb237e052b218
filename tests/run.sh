#!/usr/bin/env bash
# Every test there is: cargo's, then the real window under a display of its own.
# Installs what is missing on Debian when run as root; else it says what to install, and fails.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  gcc libc6-dev                                          # to build
  libx11-6 libxcursor1 libxi6 libx11-xcb1 libxkbcommon-x11-0 libgl1 libgl1-mesa-dri  # to open a window
  xvfb xdotool imagemagick x11-utils                     # to drive and photograph it
  xserver-xorg-core xserver-xorg-video-dummy x11-xserver-utils openbox  # a desk of two screens
  dbus-daemon at-spi2-core python3-gi gir1.2-atspi-2.0   # to read it as an assistive program does
  poppler-utils librsvg2-bin                             # to read the PDF and SVG files
  fonts-noto-cjk                                         # Chinese, Japanese, Korean
)
missing=()
for package in "${packages[@]}"; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "error: these packages are missing: ${missing[*]}" >&2
    echo "hint: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

cargo test
cargo build --release
bash tests/window.sh target/release/pathos
bash tests/workshop.sh target/release/pathos
bash tests/assistive.sh target/release/pathos
bash tests/assistive.sh target/release/pathos keyboard
bash tests/assistive.sh target/release/pathos clicks
bash tests/kill.sh target/release/pathos 20
