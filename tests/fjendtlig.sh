#!/bin/bash
# Hostile text in every field: tests/web/fjendtlig.mjs, against a municipality of its own, whose
# persons have hostile names and addresses.
set -euo pipefail
export KOMMUNE_PERSONER=tests/web/fjendtlige_personer.mjs
exec tools/web.sh fjendtlig
