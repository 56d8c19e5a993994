// The one good disc that most attacks spoil, and how a spoilt image gets a release that names it honestly.

import {
  encodeRelease,
  encodeSeal,
  encodeZegelcode,
  manifestPath,
  type Release,
  type Seal,
  sealPath,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import { type Content, makeImage } from "../iso9660/image.ts";
import { Patch } from "../iso9660/patch.ts";
import { longName } from "../iso9660/tiny.ts";
import { type Disc, type DiscOptions, makeDisc, sealDisc, sha256Of, signText, withSeal } from "../verify/fixture.ts";
import type { Attack, Family, Form, Trial } from "./attack.ts";

export const program = "programma/setup.exe";
export const continued = `map/diep/${longName}`;

/** Every structure that the reader knows: a continued name, empty and nested folders, an empty file, twins by content. */
const payload: Readonly<Record<string, string | Uint8Array>> = {
  "LEESMIJ.txt": "Lees dit eerst.\n",
  "leeg.bin": "",
  "map/aap1.txt": "aap noot mies\n",
  "map/aap2.txt": "aap noot mies\n",
  [continued]: "lang\n",
  "map/groot.bin": new Uint8Array(5000).fill(7),
  [program]: `MZ${"tel de stemmen\n".repeat(600)}`,
  "programma/uitslagen één.jar": "PK\u0003\u0004 not really\n".repeat(300),
};

let base: Disc | undefined;

/** Made once. */
export function goodDisc(): Disc {
  base ??= makeDisc({ payload, folders: ["lege map"] });
  return base;
}

/** The good disc, sealed, and then changed. */
export function changed(change: (patch: Patch) => void): Trial {
  const patch = new Patch(goodDisc().image);
  change(patch);
  return { disc: goodDisc(), target: patch.image };
}

/** The good disc as it was built, changed, and then released, signed and sealed as it is. */
export function releasedWith(change: (patch: Patch) => void): Trial {
  const patch = new Patch(goodDisc().unsealed);
  change(patch);
  return release(patch.image);
}

/** An image with the release that two officers sign in good faith: its digest, its size, its seal's place. */
export function release(
  unsealed: Uint8Array,
  change: Partial<Release> = {},
  notes: Partial<Seal> = {},
  good: Disc = goodDisc(),
): Trial {
  const imageSize = change.imageSize ?? unsealed.length;
  const sealOffset = change.sealOffset ?? good.release.sealOffset;
  const blank = withSeal(Buffer.from(unsealed), sealOffset, new Uint8Array(sealSize));
  const imageSha256 = sha256Of(blank.subarray(0, imageSize));
  const signed: Release = { ...good.release, imageSha256, imageSize, sealOffset, ...change };
  const note = signText(encodeRelease(signed), ["anna", "bert"]);
  const seal: Seal = { ...good.seal, release: note, ...notes };
  const code = encodeZegelcode(textDigest(seal.release.text));
  const image = withSeal(blank, sealOffset, encodeSeal(seal));
  return { disc: { ...good, image, release: signed, seal, code }, target: image };
}

/**
 * A disc with other notes: the good disc's image where nothing else is asked for, since most attacks need no other bytes
 * and xorriso takes its time.
 */
export function dressed(options: DiscOptions = {}): Disc {
  if (options.payload !== undefined || options.folders !== undefined) return makeDisc(options);
  const good = goodDisc();
  return sealDisc({ ...good, sealOffset: good.release.sealOffset }, options);
}

let other: Disc | undefined;

/** A genuine disc with other content. */
export function otherDisc(): Disc {
  other ??= makeDisc({ payload: { "a.txt": "another\n" } });
  return other;
}

/** What a recipe image of the good disc holds; `more` adds, or takes away with undefined. */
export function contentWith(more: Readonly<Record<string, string | Uint8Array | undefined>> = {}): Content {
  const { files, folders } = goodDisc();
  const blank = { [sealPath]: new Uint8Array(sealSize), [manifestPath]: files[manifestPath] ?? "" };
  const all = { ...blank, ...files, ...blank, ...Object.fromEntries(folders.map((path) => [path, null])), ...more };
  return Object.fromEntries(Object.entries(all).filter(([, bytes]) => bytes !== undefined)) as Content;
}

/** What test/iso9660/image.ts calls its volumes. */
const made: Partial<Release> = { volume: "VOLUME", date: "2023-11-14T22:13:20Z" };

/** By xorriso with the options of the recipe and `options`, then released. */
export function builtWith(content: Content, options: readonly string[] = [], change: Partial<Release> = {}): Trial {
  return releaseMade(makeImage(content, options), change);
}

/** An image that a stock tool made, released: the seal lies where the tool put the file. */
export function releaseMade(image: Uint8Array, change: Partial<Release> = {}): Trial {
  const first = Buffer.from(image).indexOf("# zegel/manifest v1\n");
  return release(image, { ...made, sealOffset: first - sealSize, ...change });
}

/** Name, what is done, finding, place, how the bytes are changed. */
export type PatchRow = readonly [string, string, string, string, (patch: Patch) => void];

/** Each in both forms: on a sealed disc, and on a disc that was built so and then released. All are GEWIJZIGD. */
export function patches(family: Family, rows: readonly PatchRow[]): Attack[] {
  return rows.flatMap(([name, does, finding, place, change]) =>
    (["after", "before"] as const satisfies readonly Form[]).map((form): Attack => {
      const make = () => (form === "after" ? changed(change) : releasedWith(change));
      const twin = form === "after" ? "good-disc" : "released-again";
      return { name, family, form, does, verdict: "GEWIJZIGD", finding, place, twin, make };
    }),
  );
}

/** The offset of an entry of Rock Ridge. */
export function entryOf(patch: Patch, path: string, signature: string): number {
  return patch.entry(patch.record(path, "primary"), signature);
}

/** Sectors of the volume, as its descriptor says. */
export function sectorsOf(patch: Patch): number {
  return patch.view.getUint32(patch.sector(16) + 80, true);
}

/** A disc made otherwise, verified under its own root and code unless told otherwise. */
export function discOf(options: DiscOptions, outside: Trial["outside"] = {}): Trial {
  const disc = dressed(options);
  return { disc, target: disc.image, outside };
}
