#!/usr/bin/env bash
# Draws the covers that the Sandbox ships and writes them to src/Tonearm.Sandbox/Covers. Needs chromium and node, and the fonts Inter and DejaVu.
set -euo pipefail
here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
covers=$here/../../src/Tonearm.Sandbox/Covers
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
rm -f "$covers"/*.jpg
chromium --headless --no-sandbox --disable-gpu --allow-file-access-from-files --user-data-dir="$profile" --dump-dom "file://$here/covers.html" 2>/dev/null |
  node "$here/write.mjs" "$covers"
du -ch "$covers"/*.jpg | tail -1
