#!/usr/bin/env bash
# Draws what messengers and home screens show of Tonearm and writes it to src/Tonearm/Web/Pictures. Needs chromium, and the fonts Inter or DejaVu.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
pictures=$here/../../src/Tonearm/Web/Pictures
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
mkdir -p "$pictures"
draw() {
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$profile" --window-size="$2" --screenshot="$pictures/$3" "file://$here/$1" 2>/dev/null
}
draw preview.svg 1200,630 preview.png
for side in 180 192 512; do draw icon.svg "$side,$side" "icon-$side.png"; done
du -b "$pictures"/*.png
