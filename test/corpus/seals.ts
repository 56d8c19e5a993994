// The seal's 262,144 bytes: the only ones that the image's digest does not cover.

import {
  concatBytes,
  encodeNote,
  encodeSeal,
  encodeUtf8,
  type Note,
  type Seal,
  sealSize,
} from "../../src/format/index.ts";
import { Patch } from "../iso9660/patch.ts";
import { signText, withSeal } from "../verify/fixture.ts";
import type { Attack, Trial } from "./attack.ts";
import { goodDisc, otherDisc, patches, release } from "./workshop.ts";

const family = "seal";

/** The good disc with these bytes in the seal's place. */
export function sealedWith(seal: Uint8Array): Trial {
  const { unsealed, release: signed } = goodDisc();
  return { disc: goodDisc(), target: withSeal(unsealed, signed.sealOffset, seal) };
}

/** The good disc with other notes. */
export const withNotes = (change: (seal: Seal) => Seal): Trial => sealedWith(encodeSeal(change(goodDisc().seal)));

/** The sections as texts, cut, repeated or moved, and line feeds up to the end. */
function sectionsOf(): { roots: Uint8Array; release: Uint8Array } {
  const section = (name: string, note: Note) => {
    const bytes = encodeNote(note);
    return concatBytes(encodeUtf8(`${name} ${bytes.length}\n`), bytes);
  };
  const { trustRoots, release: note } = goodDisc().seal;
  return {
    roots: concatBytes(...trustRoots.map((root) => section("trust-root", root))),
    release: section("release", note),
  };
}

function filled(...parts: readonly (Uint8Array | string)[]): Uint8Array {
  const used = concatBytes(...parts.map((part) => (typeof part === "string" ? encodeUtf8(part) : part)));
  const seal = new Uint8Array(sealSize).fill(10);
  seal.set(used.subarray(0, sealSize));
  return seal;
}

/** The good disc with its seal `at` another byte, and at its own place what nobody signed. */
function moved(name: string, where: string, at: (sealedBytes: number) => number): Attack {
  return {
    name,
    family,
    form: "after",
    does: `the seal is moved ${where}, and its own place holds other bytes`,
    verdict: "GEWIJZIGD",
    finding: "SEAL_ELSEWHERE",
    place: "byte 77824",
    twin: "good-disc",
    make: () => ({ disc: goodDisc(), target: sealMoved(at(goodDisc().image.length)) }),
  };
}

/** The good image, grown where that is needed, with the seal from byte `at` and a program in its own place. */
export function sealMoved(at: number): Uint8Array {
  const { image, release: signed } = goodDisc();
  const target = new Uint8Array(Math.max(image.length, at + sealSize));
  target.set(image);
  const from = signed.sealOffset;
  target.set(image.subarray(from, from + sealSize), at);
  target.fill(0x90, from, Math.min(at, from + sealSize));
  return target;
}

const head = "zegel/seal v1\n";
type Row = readonly [string, string, string, () => Uint8Array];

const bytes: readonly Row[] = [
  ["seal-of-line-feeds", "line feeds only", 'seal: expected "zegel/seal v1", found ""', () => filled("")],
  [
    "seal-cut",
    "its first line only, zeros behind",
    "seal byte 14: expected a short line, found none",
    () => concatBytes(encodeUtf8(head), new Uint8Array(sealSize - head.length)),
  ],
  [
    "seal-of-noise",
    "bytes that are no text",
    "seal byte 0: expected a short line, found none",
    () => new Uint8Array(sealSize).fill(0xff),
  ],
  [
    "seal-blank-in-padding",
    "a blank in its last byte",
    "seal: expected line feeds up to the end, found byte 32",
    () => {
      const seal = encodeSeal(goodDisc().seal);
      seal[sealSize - 1] = 32;
      return seal;
    },
  ],
  [
    "seal-hidden-program",
    "a program behind its end line",
    "seal: expected line feeds up to the end, found byte 77",
    () => filled(head, sectionsOf().roots, sectionsOf().release, "end\n", "MZ kwaad"),
  ],
  [
    "seal-without-end",
    "no end line",
    'seal: expected the next section or end, found ""',
    () => filled(head, sectionsOf().roots, sectionsOf().release),
  ],
  [
    "seal-with-bom",
    "a byte order mark in front",
    "seal byte 0: expected no byte order mark, found one",
    () => filled("\ufeff", head, sectionsOf().roots, sectionsOf().release, "end\n"),
  ],
  [
    "seal-with-crlf",
    "CR LF in its first line",
    'seal: expected "zegel/seal v1", found "zegel/seal v1\\r"',
    () => filled("zegel/seal v1\r\n", sectionsOf().roots, sectionsOf().release, "end\n"),
  ],
  [
    "seal-version-2",
    "a version that does not exist",
    'seal: expected "zegel/seal v1", found "zegel/seal v2"',
    () => filled("zegel/seal v2\n", sectionsOf().roots, sectionsOf().release, "end\n"),
  ],
  [
    "seal-order",
    "the release before the trust root",
    'seal: expected the next section or end, found "trust-root 1060"',
    () => filled(head, sectionsOf().release, sectionsOf().roots, "end\n"),
  ],
  [
    "seal-two-releases",
    "two releases: one for each reader",
    'seal: expected a section release that fits, found "release 710"',
    () => filled(head, sectionsOf().roots, sectionsOf().release, sectionsOf().release, "end\n"),
  ],
  [
    "seal-no-root",
    "no trust root",
    "seal: expected a trust root and a release, found one of them missing",
    () => filled(head, sectionsOf().release, "end\n"),
  ],
  [
    "seal-no-release",
    "no release",
    "seal: expected a trust root and a release, found one of them missing",
    () => filled(head, sectionsOf().roots, "end\n"),
  ],
  [
    "seal-unknown-section",
    "a section that nobody knows",
    'seal: expected the next section or end, found "remark 5"',
    () => filled(head, sectionsOf().roots, sectionsOf().release, "remark 5\nhallo", "end\n"),
  ],
  [
    "seal-huge-length",
    "a section of 999,999,999 bytes",
    'seal section trust-root: expected a whole number from 1 to 65536, found "999999999"',
    () => filled(head, "trust-root 999999999\n"),
  ],
  [
    "seal-negative-length",
    "a section of -1 bytes",
    'seal section trust-root: expected a whole number from 1 to 65536, found "-1"',
    () => filled(head, "trust-root -1\n"),
  ],
  [
    "seal-leading-zero",
    "a length with a leading zero: two spellings of one seal",
    'seal section trust-root: expected a whole number from 1 to 65536, found "01060"',
    () => {
      const text = Buffer.from(sectionsOf().roots).toString("utf8").replace("trust-root ", "trust-root 0");
      return filled(head, text, sectionsOf().release, "end\n");
    },
  ],
  [
    "seal-section-to-the-end",
    "a section that ends where the seal ends",
    'seal: expected a section trust-root that fits, found "trust-root 65460"',
    () =>
      filled(
        head,
        "trust-root 65536\n",
        new Uint8Array(65_536).fill(65),
        "trust-root 65536\n",
        new Uint8Array(65_536).fill(65),
        "trust-root 65536\n",
        new Uint8Array(65_536).fill(65),
        "trust-root 65460\n",
        new Uint8Array(65_536).fill(65),
      ),
  ],
  [
    "seal-65-roots",
    "65 trust roots",
    'seal: expected a section trust-root that fits, found "trust-root 1060"',
    () => filled(head, ...Array.from({ length: 65 }, () => sectionsOf().roots), sectionsOf().release, "end\n"),
  ],
  [
    "seal-control-character",
    "a terminal escape in the release's text",
    "seal release: expected no control character but line feed, found one",
    () => {
      const text = Buffer.from(sectionsOf().release).toString("utf8").replace("product OSV", "product \u001b[V");
      return filled(head, sectionsOf().roots, text, "end\n");
    },
  ],
];

const unreadable = (
  name: string,
  does: string,
  place: string,
  make: () => Trial,
  finding = "SEAL_UNREADABLE",
): Attack => ({
  ...{ name, family, form: "after", does, verdict: "NIET_ONDERTEKEND", finding, place, twin: "good-disc", make },
});

const altered = (
  name: string,
  does: string,
  finding: string,
  place: string,
  make: () => Trial,
  verdict: Attack["verdict"] = "GEWIJZIGD",
): Attack => ({
  ...{ name, family, form: "after", does, verdict, finding, place, twin: "good-disc", make },
});

/** Another disc's whole seal in a file in front of ours: who scans for a first line finds it first. */
function decoy(): Trial {
  const patch = new Patch(goodDisc().image);
  const place = patch.image.length;
  const image = Buffer.concat([patch.image, encodeSeal(otherDisc().seal)]);
  const both = new Patch(image);
  both.inBoth("ZEGEL/SEAL", (at) => both.both32(at + 2, place / 2048));
  return { disc: goodDisc(), target: both.image };
}

export const seals: readonly Attack[] = [
  moved("seal-moved-into-the-padding", "into the padding", (end) => end - sealSize),
  moved("seal-moved-behind-the-end", "behind the end of the image", (end) => end),
  unreadable(
    "never-sealed",
    "the image before it was sealed",
    "its place is empty: the image was never sealed",
    () => sealedWith(new Uint8Array(sealSize)),
    "SEAL_BLANK",
  ),
  ...bytes.map(([name, does, place, seal]) => unreadable(name, does, place, () => sealedWith(seal()))),
  altered("seal-of-another-disc", "the true seal of another disc", "IMAGE_DIGEST", "as a whole", () =>
    sealedWith(encodeSeal(otherDisc().seal)),
  ),
  altered("seal-decoy", "the directories lead to the true seal of another disc", "SEAL_ELSEWHERE", "byte 67584", decoy),
  unreadable(
    "seal-log-proof",
    "a log proof under a root that knows no log",
    "as a whole",
    () => {
      const checkpoint = signText(`log.example.nl/zegel\n1\n${Buffer.alloc(32).toString("base64")}\n`, ["anna"]);
      return withNotes((seal) => ({ ...seal, logProof: { index: 0, hashes: [], checkpoint } }));
    },
    "LOG_UNEXPECTED",
  ),
  ...patches(family, [
    [
      "seal-shorter-in-the-trees",
      "the directories give the seal 2,048 bytes less",
      "SEAL_PLACE",
      "byte 77824",
      (p) => p.inBoth("ZEGEL/SEAL", (at) => p.both32(at + 10, sealSize - 2048)),
    ],
    [
      "seal-renamed",
      "the seal has another name in all trees",
      "SEAL_PLACE",
      "byte 77824",
      (p) => {
        const entry = p.entry(p.record("ZEGEL/SEAL", "primary"), "NM") + 5;
        const [primary, joliet] = [p.record("ZEGEL/SEAL", "primary"), p.record("ZEGEL/SEAL", "joliet")];
        p.setText(primary + 33, "ZEAL")
          .setText(entry, "ZEAL")
          .setText(joliet + 33, "\0Z\0E\0A\0L");
      },
    ],
    [
      "seal-one-sector-on",
      "the directories lead one sector into the seal",
      "SEAL_PLACE",
      "byte 77824",
      (p) => p.inBoth("ZEGEL/SEAL", (at) => p.both32(at + 2, p.lba(at) + 1)),
    ],
  ]),
  {
    ...altered(
      "release-names-other-image",
      "officers signed another image's digest",
      "IMAGE_DIGEST",
      "as a whole",
      () => release(goodDisc().unsealed, { imageSha256: "7".repeat(64) }),
    ),
    form: "before",
    twin: "released-again",
  },
  {
    ...altered(
      "release-names-other-manifest",
      "officers signed another manifest's digest",
      "FILE_CHANGED",
      "ZEGEL/MANIFEST",
      () => release(goodDisc().unsealed, { manifests: ["7".repeat(64)] }),
    ),
    form: "before",
    twin: "released-again",
  },
];
