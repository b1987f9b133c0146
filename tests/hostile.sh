#!/bin/bash
# Hostile text in every field: tests/web/hostile.mjs, against a municipality of its own that has a
# hostile name, a handbook with one, and persons with hostile names and addresses.
set -euo pipefail
export KOMMUNE_PREPARE=tests/web/hostile_town.mjs
exec tools/web.sh hostile
