// What the tools that people use today say to the same attacks: exit codes, measured by us beforehand on other discs. Where
// `ids` names a column of peers-measured.tsv, the tool was run on the corpus's own disc too, and table.ts compares.
// Versions: xorriso 1.5.4, isomd5sum 1.2.3, dvdisaster 0.79.5, mtree-netbsd 20180822-7 (Debian 12), coreutils, GnuPG,
// minisign and hashdeep of Debian 12, checkmedia of openSUSE; casper-md5check and Test-FileCatalog were read, not run.

import type { PeerId } from "./peer-tools.ts";

/** `ours` names an attack or a twin of the corpus; "(unreadable)" is measured apart. */
export interface PeerRow {
  readonly attack: string;
  readonly cells: readonly string[];
  readonly ours: string;
  /** Columns in which the opponent does to the tool's own reference what he does to our manifest or seal: not the corpus's disc. */
  readonly others: readonly PeerId[];
}

export interface PeerTable {
  readonly title: string;
  readonly tools: readonly string[];
  readonly ids: readonly (PeerId | undefined)[];
  readonly rows: readonly PeerRow[];
}

/** Attacks on a reference: hashdeep's and checkisomd5's own is another file or field than ours. */
const onReference = /^(tree-manifest-|digest-re-embedded$)/;
const row = (attack: string, ours: string, ...cells: string[]): PeerRow => ({
  ...{ attack, ours, cells },
  others: onReference.test(ours) ? ["hashdeep", "checkisomd5"] : [],
});

const image: PeerTable = {
  title: "Attacks on the image",
  tools: [
    ...["sha256sum of the file", "minisign -V", "gpg --verify", "checkisomd5", "checkmedia (signed)"],
    ...[
      "checkmedia (signed, --fragments 20)",
      "dvdisaster -t (.ecc)",
      "xorriso -check_media",
      "xorriso -check_md5_r SORRY",
    ],
  ],
  ids: ["sha256sum", "minisign", undefined, "checkisomd5"],
  rows: [
    row("none", "good-disc", "0", "0", "0", "0", "0", "0", "0", "0", "0"),
    row(
      "4 bytes changed mid-disc",
      "four-bytes-in-a-file",
      "1",
      "1",
      "1",
      "1",
      "1",
      "1",
      "**0** (text only)",
      "**0** (text only)",
      "32",
    ),
    row(
      "4 bytes changed in the last 1/21",
      "four-bytes-near-the-end",
      "1",
      "1",
      "1",
      "1",
      "1",
      "**0**",
      "**0**",
      "**0**",
      "32",
    ),
    row("boot sector changed", "boot-code", "1", "1", "1", "1", "**0**", "**0**", "**0**", "5", "5"),
    row(
      "end padding changed",
      "padding-last-byte",
      "1",
      "1",
      "1",
      "**0**",
      "1 (with --pad 150: **0**)",
      "**0**",
      "**0**",
      "**0**",
      "**0**",
    ),
    row(
      "1 MiB of zeros appended",
      "zeros-appended",
      "1 (exact-length read: **0**)",
      "1 (exact-length read: **0**)",
      "1 (exact-length read: **0**)",
      "**0**",
      "**0**",
      "**0**",
      "**0** (text only)",
      "**0**",
      "**0**",
    ),
    row(
      "second session with EVIL.EXE",
      "second-session",
      "1 (exact-length read: **0**)",
      "1 (exact-length read: **0**)",
      "1 (exact-length read: **0**)",
      "**0**",
      "**0**",
      "**0**",
      "**0** (text only)",
      "**0**",
      "**0**",
    ),
    row("cut by a tenth", "cut-by-a-tenth", "1", "1", "1", "1", "1", "**0**", "**0**", "5", "5"),
    row(
      "digest embedded anew, without a key",
      "digest-re-embedded",
      "1",
      "1",
      "1",
      "**0**",
      "**0** (“not signed”)",
      "**0**",
      "n/a",
      "n/a",
      "n/a",
    ),
    row(
      "embedded anew and signed with the attacker's key",
      "opponent-chain",
      "n/a",
      "1",
      "2 (key in the keyring: **0**)",
      "n/a",
      "**0** (“bad (no matching key)”)",
      "**0**",
      "n/a",
      "n/a",
      "n/a",
    ),
    row(
      "signing key expired",
      "root-past-its-validity",
      "n/a",
      "n/a (no expiry)",
      "**0**",
      "n/a",
      "not run",
      "**0**",
      "n/a",
      "n/a",
      "n/a",
    ),
    row(
      "signing key revoked",
      "stolen-key-notice",
      "n/a",
      "n/a (no revocation)",
      "**0**",
      "n/a",
      "not run",
      "**0**",
      "n/a",
      "n/a",
      "n/a",
    ),
  ],
};

const tree: PeerTable = {
  title: "Attacks on the tree and its list",
  tools: [
    "sha256sum -c",
    "sha256sum -c --strict",
    "hashdeep -a",
    "mtree -f (NetBSD)",
    "casper-md5check (read)",
    "Test-FileCatalog (read)",
  ],
  ids: ["list", "strict", "hashdeep"],
  rows: [
    row("none", "folder-copy", "0", "0", "0", "0", "pass", "Valid"),
    row("extra file", "tree-extra-file", "**0**", "**0**", "1", "**0** (prints it)", "pass", "ValidationFailed"),
    row(
      "missing file",
      "tree-missing-file",
      "1",
      "1",
      "1",
      "**0** (prints it)",
      "fail in JSON, exit 0",
      "ValidationFailed",
    ),
    row("changed file", "tree-changed-byte", "1", "1", "1", "2", "fail in JSON, exit 0", "ValidationFailed"),
    row("list empty", "tree-manifest-emptied", "1", "1", "64", "**0**", "**pass**", "not tried"),
    row(
      "list cut (entries dropped)",
      "tree-manifest-truncated",
      "**0**",
      "**0**",
      "1",
      "**0** (prints it)",
      "**pass**",
      "ValidationFailed",
    ),
    row("list missing", "tree-manifest-missing", "1", "1", "64", "1", "exit 1", "error"),
    row(
      "garbage line in the list",
      "tree-manifest-garbage",
      "**0** (warning)",
      "1",
      "1",
      "1",
      "skipped; a one-word line swallows the next entry: **pass**",
      "n/a",
    ),
    row("extra empty folder", "tree-extra-folder", "0", "0", "0", "0 (prints it)", "pass", "ignored"),
    row(
      "list replaced by the attacker",
      "tree-manifest-rewritten",
      "0",
      "0",
      "0",
      "0",
      "pass",
      "**Valid** (not signed)",
    ),
  ],
};

const unreadable: PeerTable = {
  title: "One unreadable region of 32 sectors",
  tools: [
    ...[
      "sha256sum of the file",
      "checkisomd5",
      "checkmedia",
      "xorriso -check_media",
      "xorriso -check_md5_r",
      "dvdisaster -t",
    ],
    ...["sha256sum -c", "hashdeep -a", "casper-md5check (read)", "Test-FileCatalog (read)"],
  ],
  ids: [],
  rows: [
    row(
      "read errors (EIO)",
      "(unreadable)",
      "1, stops",
      "1, says FAIL",
      "1, stops",
      "32, names the region",
      "5, and says that checksums match",
      "1, stops",
      "1, names the file",
      "1, as new and missing",
      "0",
      "throws",
    ),
  ],
};

export const peerTables: readonly PeerTable[] = [image, tree, unreadable];
