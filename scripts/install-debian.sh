#!/usr/bin/env bash
# Installs Debian packages that tests need; `npm start` needs none. `install-debian.sh`: xorriso alone, the second writer of
# images. `judges`: also the programs that tests use as judges. `packages`: those of test:package, test:windows and
# test:drive (1 GB). `office`: LibreOffice's spreadsheet without a screen (300 MB), for test:office. `witness`: a witness of logs by others, for test:witness, from bookworm-backports.
# Where it cannot install, it says in one line what is missing, and how to get it.
set -euo pipefail

packages=(xorriso)
programs=(xorriso)
if [[ ${1:-} == judges ]]; then
  packages+=(genisoimage fuse3 fuseiso signify-openbsd minisign age openssl acl attr zip unzip libarchive-tools time python3 strace faketime golang-go golang-golang-x-mod-dev openssh-client opensc softhsm2 zbar-tools sqlite3 isomd5sum hashdeep libxml2-utils bubblewrap gcc libc6-dev chromium)
  programs+=(isoinfo fusermount3 fuseiso signify-openbsd minisign age openssl setfacl setfattr zip unzip bsdtar python3 strace faketime go ssh-agent pkcs11-tool softhsm2-util zbarimg sqlite3 checkisomd5 hashdeep xmllint bwrap cc chromium)
fi
if [[ ${1:-} == packages ]]; then
  packages+=(osslsigncode openssl faketime strace xvfb xauth python3 qemu-system-x86 busybox-static cpio nbdkit nbdkit-plugin-dev libnbd-bin fuse3)
  programs+=(osslsigncode openssl faketime xvfb-run python3 qemu-system-x86_64 busybox cpio nbdkit nbdfuse fusermount3)
fi
if [[ ${1:-} == office ]]; then
  packages=(libreoffice-calc-nogui)
  programs=(soffice)
fi

if [[ ${1:-} == witness ]]; then
  # Debian bookworm has it in its backports alone: one package is taken from there, and the sources of this system stay as they are.
  command -v sigsum-witness >/dev/null && exit 0
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
  mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian bookworm-backports main" >"$folder/sources.list"
  options=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache" -o APT::Sandbox::User=root -qq)
  if cd "$folder" && apt-get "${options[@]}" update && apt-get "${options[@]}" download sigsum-go && dpkg -i ./*.deb >/dev/null; then exit 0; fi
  echo "Missing: sigsum-witness. As root, on Debian bookworm: apt-get install sigsum-go/bookworm-backports (later ones: apt-get install sigsum-go)." >&2
  exit 1
fi

missing=()
for program in "${programs[@]}"; do command -v "$program" >/dev/null || missing+=("$program"); done
[[ ${1:-} == judges && ! -x /usr/bin/time ]] && missing+=(time)
[[ ${#missing[@]} == 0 ]] && exit 0

as_root=()
if [[ $(id -u) != 0 ]]; then
  if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); else
    echo "Missing: ${missing[*]}. As root: apt-get install ${packages[*]}" >&2
    exit 1
  fi
fi
if ! command -v apt-get >/dev/null; then
  echo "Missing: ${missing[*]}. Install them with your system's package manager (Debian calls them: ${packages[*]})." >&2
  exit 1
fi
echo "Installing from Debian: ${packages[*]}" >&2
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
