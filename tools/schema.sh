#!/usr/bin/env bash
# Writes docs/schema.md anew, from a database with all migrations applied.
set -euo pipefail
root=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/..
TONEARM_WRITE_SCHEMA=1 "$root/test" Tonearm.Tests -- -method '*SchemaTests.The_page_of_the_schema*'
