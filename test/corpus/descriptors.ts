// Volume descriptors: a system that prefers another descriptor, or reads a field otherwise, shows another disc.

import type { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { goodDisc, type PatchRow, patches, release } from "./workshop.ts";

const family = "volume descriptors";
const copySector = (p: Patch, from: number, to: number) =>
  void p.image.set(p.image.slice(p.sector(from), p.sector(from + 1)), p.sector(to));

const rows: readonly PatchRow[] = [
  [
    "other-label",
    "another volume label in the primary descriptor",
    "VOLUME_FIELD",
    "volume",
    (p) => p.setText(p.sector(16) + 40, "OTHER"),
  ],
  [
    "other-joliet-label",
    "another volume label for Windows",
    "STRUCTURE DESCRIPTOR_TEXT",
    "sector 17 byte 40",
    (p) => p.setText(p.sector(17) + 40, "\0O\0T\0H\0R"),
  ],
  [
    "other-publisher",
    "another publisher",
    "VOLUME_FIELD",
    "publisher",
    (p) => p.setText(p.sector(16) + 318, "IEMAND   "),
  ],
  [
    "control-character",
    "a terminal escape in the publisher field",
    "STRUCTURE DESCRIPTOR_TEXT",
    "sector 16 byte 318",
    (p) => p.setText(p.sector(16) + 318, "\u001b[2J"),
  ],
  [
    "system-identifier",
    "a system identifier",
    "STRUCTURE DESCRIPTOR_TEXT",
    "sector 16 byte 8",
    (p) => p.setText(p.sector(16) + 8, "LINUX"),
  ],
  [
    "volume-set-of-two",
    "the disc calls itself one of two",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 16 byte 120",
    (p) => p.both16(p.sector(16) + 120, 2),
  ],
  [
    "application-use",
    "implantisomd5 writes into the application use field",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 16 byte 883",
    (p) => p.setText(p.sector(16) + 883, "ISO MD5SUM = 0"),
  ],
  [
    "joliet-other-escape",
    "another escape sequence: Joliet level 1",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 17 byte 88",
    (p) => p.set8(p.sector(17) + 90, 0x40),
  ],
  [
    "joliet-no-escape",
    "no escape sequence: Windows sees no Joliet tree",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 17 byte 88",
    (p) => p.setText(p.sector(17) + 88, "\0\0\0"),
  ],
  [
    "optional-path-table",
    "an optional path table, which some system may prefer",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 16 byte 144",
    (p) => p.view.setUint32(p.sector(16) + 144, 25, true),
  ],
  [
    "behind-the-terminator",
    "bytes in the terminator",
    "STRUCTURE DESCRIPTOR_FIELD",
    "sector 18 byte 100",
    (p) => p.set8(p.sector(18) + 100, 1),
  ],
  [
    "creation-date",
    "another creation date",
    "STRUCTURE DESCRIPTOR_DATE",
    "sector 16 byte 813",
    (p) => p.setText(p.sector(16) + 813, "2024"),
  ],
  [
    "volume-date",
    "another date in all fields of both descriptors",
    "VOLUME_FIELD",
    "date",
    (p) => {
      for (const at of [16, 17]) p.setText(p.sector(at) + 813, "2024").setText(p.sector(at) + 830, "2024");
    },
  ],
  [
    "expiration-date",
    "a date from which the disc counts as expired",
    "STRUCTURE DESCRIPTOR_DATE",
    "sector 17 byte 847",
    (p) => p.setText(p.sector(17) + 847, "2024"),
  ],
  [
    "blocks-of-1024",
    "logical blocks of 1,024 bytes: every extent lies elsewhere",
    "STRUCTURE BLOCK_SIZE",
    "sector 16 byte 128",
    (p) => p.both16(p.sector(16) + 128, 1024).both16(p.sector(17) + 128, 1024),
  ],
  [
    "second-primary",
    "a second primary descriptor in place of Joliet's",
    "STRUCTURE SECOND_PRIMARY",
    "sector 17 byte 0",
    (p) => copySector(p, 16, 17),
  ],
  [
    "second-joliet",
    "a second Joliet descriptor in place of the terminator",
    "STRUCTURE SECOND_SUPPLEMENTARY",
    "sector 18 byte 0",
    (p) => copySector(p, 17, 18),
  ],
  [
    "no-joliet",
    "no Joliet descriptor: Windows shows the primary tree",
    "STRUCTURE NO_JOLIET",
    "sector 18",
    (p) => copySector(p, 18, 17),
  ],
  ["no-terminator", "no terminator", "STRUCTURE NO_TERMINATOR", "sector 18", (p) => p.set8(p.sector(18) + 1, 0)],
  [
    "partition-descriptor",
    "a partition descriptor",
    "STRUCTURE PARTITION_DESCRIPTOR",
    "sector 17 byte 0",
    (p) => p.set8(p.sector(17), 3),
  ],
  [
    "unknown-descriptor",
    "a descriptor of a type that nobody knows",
    "STRUCTURE UNKNOWN_DESCRIPTOR",
    "sector 17 byte 0",
    (p) => p.set8(p.sector(17), 77),
  ],
  [
    "boot-record",
    "a boot record in place of Joliet's descriptor",
    "STRUCTURE BOOT_RECORD",
    "sector 17 byte 0",
    (p) => p.set8(p.sector(17), 0),
  ],
  [
    "descriptor-version-2",
    "a descriptor of version 2, with its own rules for names",
    "STRUCTURE SECOND_SUPPLEMENTARY",
    "sector 17 byte 0",
    (p) => p.set8(p.sector(17) + 6, 2),
  ],
  [
    "no-primary",
    "no primary descriptor at all",
    "STRUCTURE_BROKEN",
    "sector 16: expected a primary volume descriptor, found none",
    (p) => p.set8(p.sector(16) + 1, 0),
  ],
  [
    "root-nowhere",
    "the root directory lies behind the volume",
    "STRUCTURE_BROKEN",
    "sector 16 byte 156: expected a root directory in the volume, found none that can be read",
    (p) => p.both32(p.sector(16) + 156 + 2, 1_000_000),
  ],
];

const field = (name: string, does: string, place: string, change: Parameters<typeof release>[1]): Attack => ({
  ...{
    name,
    family,
    form: "before",
    does,
    verdict: "GEWIJZIGD",
    finding: "VOLUME_FIELD",
    place,
    twin: "released-again",
  },
  make: () => release(goodDisc().unsealed, change),
});

export const descriptors: readonly Attack[] = [
  ...patches(family, rows),
  field("release-names-other-label", "the release names another label than the disc has", "volume", {
    volume: "ANDERS",
  }),
  field("release-names-other-publisher", "the release names another publisher", "publisher", { publisher: "IEMAND" }),
  field("release-names-other-date", "the release names another date", "date", { date: "2027-01-15T12:00:01Z" }),
];
