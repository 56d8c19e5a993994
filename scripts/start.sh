#!/usr/bin/env bash
# npm start: all set-up, then the main job on a real payload, ending in a verified disc image. See scripts/demonstration.mjs.
set -euo pipefail
cd "$(dirname "$0")/.."

node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' || {
  echo "Zegel needs Node 20.19 or newer; this is $(node --version). Install a newer one from nodejs.org or your distribution." >&2
  exit 1
}
[[ -d node_modules ]] || npm ci --no-progress
bash scripts/install-debian.sh
npm run --silent build
exec node scripts/demonstration.mjs "$@"
