// The whole verifier over hostile images.
// `sealed/SEED`: a sealed disc with any byte changed is never ECHT.
// `signed/SEED`: the same, but its release names the changed image and counts as signed: what then stands between a
// strange structure and ECHT is the structure's own rules.
// `drive/SEED`: as `sealed`, in a drive, behind whose data zeros may follow.

import { createHash } from "node:crypto";
import {
  encodeNote,
  encodeRelease,
  encodeSeal,
  encodeZegelcode,
  FormatError,
  parseRelease,
  parseSeal,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import { readVolume, sectorBytes } from "../../src/iso9660/index.ts";
import { noExpectation } from "../../src/trust/index.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { passInThread } from "../../src/verify/pass-in-thread.ts";
import type { Medium, Platform } from "../../src/verify/proof/ports.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import type { Op } from "./input.ts";
import { type IsoMap, mapImage } from "./iso-fields.ts";
import { mutateIso } from "./mutate-iso.ts";
import { mutateText } from "./mutate-text.ts";
import type { Random } from "./random.ts";
import { readSeeds } from "./seeds.ts";
import { hold, type Outcome, type Target } from "./target.ts";

const runOutBytes = 300 * sectorBytes;

interface Disc {
  readonly image: Uint8Array;
  readonly map: IsoMap;
  readonly seal: Seal;
  readonly release: Release;
  readonly root: Uint8Array;
}

export async function verifyTarget(): Promise<Target> {
  const discs = new Map<string, Disc>();
  for (const [name, image] of readSeeds("sealed.iso")) discs.set(name, await discOf(image));
  const modes = ["sealed", "signed", "drive"];
  const seeds = new Map(modes.flatMap((mode) => [...discs].map(([name, { image }]) => [`${mode}/${name}`, image])));
  const names = [...seeds.keys()];
  const discNamed = (seed: string) => discs.get(seed.split("/")[1] ?? "") as Disc;
  const platform = quickPlatform();
  return {
    name: "verify",
    seeds,
    rooms: ["iso9660", "verify", "trust", "format"],
    mutate: (seed, bytes, random) => mutateDisc(seed, discNamed(seed), bytes, random, names),
    run: (seed, bytes) => runVerify(seed.split("/")[0] ?? "", discNamed(seed), bytes, platform),
  };
}

async function discOf(image: Uint8Array): Promise<Disc> {
  const read = async (lba: number, count: number) => image.subarray(lba * sectorBytes, (lba + count) * sectorBytes);
  const { files } = await readVolume({ read });
  const at = (files.find(({ path }) => path === sealPath)?.extents[0]?.lba ?? 0) * sectorBytes;
  const seal = parseSeal(image.slice(at, at + sealSize));
  const [root] = seal.trustRoots;
  if (root === undefined) throw new Error("a seed without a trust root");
  return { image, map: await mapImage(image), seal, release: parseRelease(seal.release.text), root: encodeNote(root) };
}

/** One in three goes to the seal's text, where the disc has one of its own. */
function mutateDisc(seed: string, disc: Disc, image: Uint8Array, random: Random, names: readonly string[]): Op[] {
  const { sealOffset } = disc.release;
  if (seed.startsWith("signed/") || !random.once(3)) return mutateIso(disc.map, image, random, names);
  const text = mutateText(image.slice(sealOffset, sealOffset + sealSize), random, names);
  return text.flatMap((op) => moved(op, sealOffset));
}

/** An op on the seal's text as one on the image. What would push the rest of the disc along is made up for. */
function moved(op: Op, by: number): Op[] {
  const end = by + sealSize;
  const filler = (length: number): Op => ["insert", end - length, new Uint8Array(Math.min(length, 300)).fill(10)];
  switch (op[0]) {
    case "set":
      return [["set", op[1] + by, op[2]]];
    case "insert":
      return [
        ["insert", op[1] + by, op[2]],
        ["delete", end, op[2].length],
      ];
    case "delete":
      return [["delete", op[1] + by, Math.min(op[2], 300)], filler(Math.min(op[2], 300))];
    case "copy":
    case "swap":
      return [[op[0], op[1] + by, op[2] + by, op[3]]];
    case "repeat":
      return [
        ["repeat", op[1] + by, op[2] + by, op[3]],
        ["delete", end, op[3]],
      ];
    case "graft":
      return [["graft", op[1], op[2] + by, op[3] + by, op[4]]];
    default:
      return [];
  }
}

async function runVerify(mode: string, disc: Disc, bytes: Uint8Array, platform: Platform): Promise<Outcome> {
  const isSigned = mode === "signed";
  const { image, release } = isSigned ? signedAsItIs(disc, bytes) : { image: bytes, release: disc.seal.release.text };
  const medium = new MemoryMedium(image, mode === "drive" ? "drive" : "file");
  const report = await verifyDisc(
    {
      target: "fuzz",
      source: { kind: "image", medium, mounted: undefined },
      builtInRoots: [],
      roots: [disc.root],
      notes: [],
      expectation: {
        ...noExpectation,
        code: encodeZegelcode(textDigest(release)),
        purpose: disc.release.purpose,
      },
      today: "2027-03-01",
      selfTest: undefined,
      onProgress: () => undefined,
    },
    isSigned ? { ...platform, check: async () => true } : platform,
  );
  const isGood = isSame(image, disc.image, mode, disc.release.sealOffset);
  hold((report.verdict === "ECHT") === isGood, `${isGood ? "the good disc is" : "a changed disc is never"} ECHT`);
  hold((report.exitCode === 0) === isGood, "exit 0 is for ECHT alone");
  const most = image.length + (mode === "drive" ? runOutBytes : 0);
  hold(medium.bytesRead <= most, `at most ${most} bytes are read, not ${medium.bytesRead}`);
  const found = report.steps.flatMap(({ findings }) => findings).filter(({ refusal }) => refusal !== undefined);
  const codeOf = (code: string, inner: unknown) => (code === "STRUCTURE" ? `STRUCTURE/${inner}` : code);
  const codes = [...new Set(found.map(({ code, values }) => codeOf(code, values.code)))].sort();
  return { verdict: report.verdict, codes };
}

function isSame(image: Uint8Array, good: Uint8Array, mode: string, sealOffset: number): boolean {
  const blank = (bytes: Uint8Array) => bytes.slice().fill(0, sealOffset, sealOffset + sealSize);
  const view = ({ buffer, byteOffset, length }: Uint8Array) => Buffer.from(buffer, byteOffset, length);
  const [a, b] = mode === "signed" ? [view(blank(image)), view(blank(good))] : [view(image), view(good)];
  if (mode !== "drive" || a.length <= b.length) return a.equals(b);
  const rest = a.subarray(b.length);
  return a.subarray(0, b.length).equals(b) && rest.length <= runOutBytes && rest.every((byte) => byte === 0);
}

/** The image under a release that names its digest and size, with signature lines that count as good. */
function signedAsItIs(disc: Disc, bytes: Uint8Array): { image: Uint8Array; release: string } {
  const { sealOffset } = disc.release;
  const image = Uint8Array.from(bytes);
  image.fill(0, sealOffset, sealOffset + sealSize);
  const imageSha256 = createHash("sha256").update(image).digest("hex");
  let text: string;
  try {
    text = encodeRelease({ ...disc.release, imageSha256, imageSize: image.length });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error; // no officer signs a size that no release can name
    text = encodeRelease({ ...disc.release, imageSha256 });
  }
  const seal = encodeSeal({ ...disc.seal, release: { ...disc.seal.release, text } });
  if (sealOffset < image.length) image.set(seal.subarray(0, image.length - sealOffset), sealOffset);
  return { image, release: text };
}

class MemoryMedium implements Medium {
  readonly kind: Medium["kind"];
  readonly bytes: number;
  readonly #image: Uint8Array;
  bytesRead = 0;

  constructor(image: Uint8Array, kind: Medium["kind"]) {
    this.#image = image;
    this.kind = kind;
    this.bytes = image.length;
  }

  async isUnchanged(): Promise<boolean> {
    return true;
  }

  async read(position: number, into: Uint8Array): Promise<number> {
    const part = this.#image.subarray(position, position + into.length);
    into.set(part);
    this.bytesRead += part.length;
    return part.length;
  }
}

/** In this thread, with each signature judged once: a run takes milliseconds. */
function quickPlatform(): Platform {
  const judged = new Map<string, Promise<boolean>>();
  return {
    ...nodePlatform,
    buffer: (bytes) => new Uint8Array(bytes),
    pass: (order) => passInThread(order, nodePlatform.sha256),
    check: (key, message, signature) => {
      const id = createHash("sha256").update(key).update(signature).update(message).digest("hex");
      const known = judged.get(id) ?? nodePlatform.check(key, message, signature);
      if (judged.size < 10_000) judged.set(id, known);
      return known;
    },
  };
}
