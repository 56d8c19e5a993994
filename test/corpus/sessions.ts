// A further session, more or fewer bytes than were signed, and volumes that lie about their size.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeBy, stage } from "../iso9660/image.ts";
import type { Attack, Trial } from "./attack.ts";
import { goodDisc, type PatchRow, patches, program, release } from "./workshop.ts";

const family = "sessions and size";
const sector = 2048;
/** Where a CD-R's second session begins behind the first: 11,400 sectors of lead-out and lead-in. */
const sessionGap = 11_400 * sector;

const sizes: readonly PatchRow[] = [
  [
    "volume-larger",
    "both descriptors give more sectors than there are",
    "STRUCTURE PADDING",
    "sector 182",
    (p) => p.both32(p.sector(16) + 80, 100_000).both32(p.sector(17) + 80, 100_000),
  ],
  [
    "volume-smaller",
    "both descriptors give fewer sectors, the rest is out of sight",
    "STRUCTURE BEYOND_VOLUME",
    program,
    (p) => p.both32(p.sector(16) + 80, 178).both32(p.sector(17) + 80, 178),
  ],
  [
    "volume-larger-for-linux",
    "the primary descriptor alone gives more sectors",
    "STRUCTURE VOLUME_SIZE",
    "sector 17 byte 80",
    (p) => p.both32(p.sector(16) + 80, 100_000),
  ],
  [
    "file-behind-the-volume",
    "a file's extent lies behind the last sector, in both trees",
    "STRUCTURE BEYOND_VOLUME",
    program,
    (p) => p.inBoth(program, (at) => p.both32(at + 2, 100_000)),
  ],
  [
    "file-of-4-gib",
    "a file's size is 4 GiB less one byte",
    "STRUCTURE BEYOND_VOLUME",
    program,
    (p) => p.inBoth(program, (at) => p.both32(at + 10, 0xffff_ffff)),
  ],
];

/** What a burner appends to a multi-session disc: a whole volume whose descriptors a drive mounts, with other files. */
function secondSession(): Buffer {
  const good = goodDisc().image;
  const folder = stage({ "EVIL.EXE": "MZ kwaad" });
  writeFileSync(join(folder, "base.iso"), good);
  const start = good.length / sector + sessionGap / sector;
  const session = makeBy("xorrisofs", folder, [
    ...["-quiet", "-r", "-J", "-M", "base.iso", "-C", `0,${start}`, "-o", "out.iso", "stage"],
  ]);
  return Buffer.concat([Buffer.alloc(sessionGap), session]);
}

/** xorriso overwrites sector 16 in place and puts the new trees and file behind the old volume. */
function grown(image: Uint8Array): Uint8Array {
  const folder = stage({ kwaad: "MZ kwaad" });
  writeFileSync(join(folder, "out.iso"), image);
  return makeBy("xorriso", folder, ["-no_rc", "-dev", "out.iso", "-update", "stage/kwaad", `/${program}`, "-commit"]);
}

const afterwards = (
  name: string,
  does: string,
  finding: string,
  place: string,
  verdict: Attack["verdict"],
  make: () => Uint8Array,
): Attack => ({
  name,
  family,
  form: "after",
  does,
  verdict,
  finding,
  place,
  twin: "good-disc",
  make: (): Trial => ({ disc: goodDisc(), target: make() }),
});

const longer = (name: string, does: string, bytes: number, more: () => Uint8Array) =>
  afterwards(name, does, "DATA_BEHIND", `${bytes} bytes`, "ONVOLLEDIG", () =>
    Buffer.concat([goodDisc().image, more()]),
  );

const shorter = (name: string, does: string, less: (length: number) => number) =>
  afterwards(name, does, "IMAGE_SHORT", "as a whole", "ONVOLLEDIG", () =>
    goodDisc().image.subarray(0, less(goodDisc().image.length)),
  );

const before = (name: string, does: string, finding: string, place: string, make: () => Trial): Attack => ({
  ...{ name, family, form: "before", does, verdict: "GEWIJZIGD", finding, place, twin: "released-again", make },
});

export const sessions: readonly Attack[] = [
  ...patches(family, sizes),
  longer("second-session", "a second session with EVIL.EXE where a drive looks for it", 23_732_224, secondSession),
  longer("zeros-appended", "1 MiB of zeros behind the image", 1_048_576, () => Buffer.alloc(1_048_576)),
  longer("sector-appended", "one sector that is not zero", 2048, () => Buffer.alloc(2048, 1)),
  longer("byte-appended", "one zero byte", 1, () => Buffer.alloc(1)),
  longer("descriptors-behind", "a copy of the descriptors behind the end", 6144, () =>
    goodDisc().image.subarray(16 * sector, 19 * sector),
  ),
  afterwards(
    "image-grown",
    "xorriso replaces a file: new trees behind, descriptor in place",
    "IMAGE_DIGEST",
    "as a whole",
    "GEWIJZIGD",
    () => grown(goodDisc().image),
  ),
  shorter("cut-by-a-byte", "the last byte is missing", (length) => length - 1),
  shorter("cut-by-a-sector", "the last sector is missing", (length) => length - sector),
  shorter("cut-by-a-tenth", "the last tenth is missing", (length) => Math.floor(length * 0.9)),
  {
    ...{
      name: "cut-in-the-seal",
      family,
      form: "after",
      does: "the image ends within the seal",
      verdict: "NIET_ONDERTEKEND",
    },
    ...{ finding: "SEAL_UNREADABLE", place: "its place lies beyond the medium", twin: "good-disc" },
    make: () => ({ disc: goodDisc(), target: goodDisc().image.subarray(0, goodDisc().release.sealOffset + 1000) }),
  },
  before("second-session-released", "the release counts the second session in", "VOLUME_SIZE", "as a whole", () =>
    release(Buffer.concat([goodDisc().unsealed, secondSession()])),
  ),
  before("image-grown-released", "the grown image is released as it is", "STRUCTURE UNEXPLAINED", "sector 18", () =>
    release(grown(goodDisc().unsealed)),
  ),
  before(
    "image-bytes-too-few",
    "the release signs the image without its last ten sectors",
    "VOLUME_SIZE",
    "as a whole",
    () => release(goodDisc().unsealed, { imageSize: goodDisc().unsealed.length - 10 * sector }),
  ),
  {
    ...before(
      "image-bytes-too-many",
      "the release signs more bytes than the medium holds",
      "IMAGE_SHORT",
      "as a whole",
      () => release(goodDisc().unsealed, { imageSize: goodDisc().unsealed.length + 10 * sector }),
    ),
  },
  before(
    "bytes-behind-the-volume-released",
    "the release counts in 300 sectors behind the volume",
    "VOLUME_SIZE",
    "as a whole",
    () => release(Buffer.concat([goodDisc().unsealed, Buffer.alloc(300 * sector, 0x4d)])),
  ),
];
