#!/usr/bin/env bash
# The test classes that took longest in the last ./test: seconds, how many tests, name.
# usage: tools/dearest.sh [HOW-MANY]
set -euo pipefail
reports=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../artifacts/tests
grep -ho '<collection [^>]*' "$reports"/*.xml |
  sed -E 's/.* name="Test collection for ([^ "]*).* time="([0-9.]*)".* total="([0-9]*)".*/\2 \3 \1/' |
  sort -rn | sed "${1:-10}q" | while read -r seconds tests name; do printf '%7.1f %4d  %s\n' "$seconds" "$tests" "${name##*.}"; done
