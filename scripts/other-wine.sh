#!/usr/bin/env bash
# Fetches Wine of Debian's next release and prints a folder with `wine` and `wineserver` that run it: Debian 12's own (8.0) does not
# start Node 24. Through apt, which checks the signatures; unpacked, not installed. Where it runs, its /usr stands in the place of
# the system's, for its own processes alone: it needs its own C library, and starts itself by paths in /usr.
set -euo pipefail
cd "$(dirname "$0")/.."
release=trixie
folder=$PWD/.tools/wine-$release
if [[ $(uname -sm) != "Linux x86_64" ]] || ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "No other Wine: this needs Debian on x86-64." >&2
  exit 1
fi
if [[ ! -x $folder/bin/wine ]]; then
  rm -rf "$folder" && mkdir -p "$folder"/{lists/partial,archives/partial,root,new}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" >"$folder/sources.list"
  # Nothing is installed, so that all that Wine needs is fetched (190 MB, a gigabyte unpacked); beside it a shell, and the locale C.UTF-8.
  : >"$folder/status"
  apt=(apt-get -qq -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$folder/lists"
    -o "Dir::State::status=$folder/status" -o "Dir::Cache=$folder" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=)
  "${apt[@]}" update >&2
  "${apt[@]}" install -y --download-only --no-install-recommends wine64 dash libc-bin >&2
  for package in "$folder"/archives/*.deb; do dpkg -x "$package" "$folder/root"; done
  rm -r "$folder/lists" "$folder/archives"
  as_user=$([[ $(id -u) == 0 ]] || echo "--user --map-current-user --keep-caps")
  for program in wine wineserver; do
    {
      echo '#!/bin/sh'
      # shellcheck disable=SC2016
      echo "exec unshare --mount $as_user sh -c 'mount --bind \"\$0\" /usr && exec /usr/lib/wine/${program}64 \"\$@\"' '$folder/root/usr' \"\$@\""
    } >"$folder/new/$program"
    chmod +x "$folder/new/$program"
  done
  "$folder/new/wine" --version >&2
  mv "$folder/new" "$folder/bin"
fi
echo "$folder/bin"
