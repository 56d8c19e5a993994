#!/usr/bin/env bash
# Fetches another version of xorriso than the system's, with the C library it was made for, and prints the path of a
# program that runs it as xorrisofs. From Debian's next release, through apt, which checks the signatures.
set -euo pipefail
cd "$(dirname "$0")/.."
release=trixie
folder=$PWD/.tools/xorriso-$release
if [[ $(uname -sm) != "Linux x86_64" ]] || ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "No other xorriso: this needs Debian on x86-64." >&2
  exit 1
fi
if [[ ! -x $folder/xorrisofs ]]; then
  rm -rf "$folder" && mkdir -p "$folder"/{lists/partial,archives/partial,root}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" >"$folder/sources.list"
  apt=(apt-get -qq -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$folder/lists"
    -o "Dir::Cache=$folder" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=)
  "${apt[@]}" update >&2
  (cd "$folder/archives" && "${apt[@]}" download xorriso libisoburn1t64 libisofs6t64 libburn4t64 libjte2 libc6 libacl1 zlib1g \
    libbz2-1.0 libreadline8t64 libtinfo6 >&2)
  for package in "$folder"/archives/*.deb; do dpkg -x "$package" "$folder/root"; done
  rm -r "$folder/lists" "$folder/archives"
  {
    echo '#!/bin/sh'
    echo "root='$folder/root/usr'"
    # shellcheck disable=SC2016
    echo 'exec "$root/lib64/ld-linux-x86-64.so.2" --library-path "$root/lib/x86_64-linux-gnu" --argv0 xorrisofs "$root/bin/xorriso" "$@"'
  } >"$folder/xorrisofs.new"
  chmod +x "$folder/xorrisofs.new"
  "$folder/xorrisofs.new" --version >/dev/null
  mv "$folder/xorrisofs.new" "$folder/xorrisofs"
fi
echo "$folder/xorrisofs"
