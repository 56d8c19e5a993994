#!/usr/bin/env bash
# npm test: installs what is missing, then runs the tests. `--slow`: the slow ones (minutes, gigabytes) instead, all or
# those in the files named. It needs Linux and bash; the programs that tests use as judges are Debian's, and each may lack.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -d node_modules ]] || npm ci
bash scripts/install-debian.sh judges || echo "Tests whose judge is missing are skipped." >&2
if [[ ${1:-} == --slow ]]; then export ZEGEL_SLOW=1 && shift; fi
exec npx vitest run "$@"
