#!/usr/bin/env bash
# other.sh xorriso|wine: fetches the program of Debian's next release, with the C library it was made for, and prints where it is: the
# path of a program that runs it as xorrisofs, or a folder with `wine` and `wineserver` (Debian 12's own, 8.0, does not start Node 24).
# Through apt, which checks the signatures; unpacked, not installed.
set -euo pipefail
cd "$(dirname "$0")/.."
release=trixie
name=$1
folder=$PWD/.tools/$name-$release
if [[ $(uname -sm) != "Linux x86_64" ]] || ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
  echo "No other $name: this needs Debian on x86-64." >&2
  exit 1
fi

# fetch COMMAND...: of apt-get, in the folder of the packages; they are unpacked into root.
fetch() {
  rm -rf "$folder" && mkdir -p "$folder"/{lists/partial,archives/partial,root,new}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $release main" >"$folder/sources.list"
  : >"$folder/status" # nothing is installed, so that all that is needed is fetched
  local apt=(apt-get -qq -o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$folder/lists"
    -o "Dir::State::status=$folder/status" -o "Dir::Cache=$folder" -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=)
  "${apt[@]}" update >&2
  (cd "$folder/archives" && "${apt[@]}" "$@" >&2)
  for package in "$folder"/archives/*.deb; do dpkg -x "$package" "$folder/root"; done
  rm -r "$folder/lists" "$folder/archives"
}

case $name in
xorriso)
  if [[ ! -x $folder/xorrisofs ]]; then
    fetch download xorriso libisoburn1t64 libisofs6t64 libburn4t64 libjte2 libc6 libacl1 zlib1g libbz2-1.0 libreadline8t64 libtinfo6
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
  ;;
wine)
  if [[ ! -x $folder/bin/wine ]]; then
    # 190 MB, a gigabyte unpacked; beside it a shell, and the locale C.UTF-8.
    fetch install -y --download-only --no-install-recommends wine64 dash libc-bin
    as_user=$([[ $(id -u) == 0 ]] || echo "--user --map-current-user --keep-caps")
    # Where it runs, its /usr stands in the place of the system's, for its own processes alone: it starts itself by paths in /usr.
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
  ;;
*)
  echo "other.sh: expected xorriso or wine, found $name" >&2
  exit 2
  ;;
esac
