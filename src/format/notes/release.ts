// RELEASE note: what the officers sign. docs/spec/release.md

import { checkMoment, checkSha256, decodeDecimal } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { match, oneOf, split } from "../text/lines.ts";
import { typeLineOf } from "./note.ts";
import {
  decimal,
  type FieldTable,
  line,
  noteLines,
  numbered,
  oneWord,
  orNone,
  plain,
  plainLines,
  sha256,
  type Value,
} from "./note-lines.ts";
import { recallLimit } from "./recall.ts";

export const purposes = ["final", "trial", "demonstration"] as const;
export type Purpose = (typeof purposes)[number];
export const urgencies = ["normal", "emergency"] as const;
export type Urgency = (typeof urgencies)[number];

/** Bytes that a medium holds. ECMA-130 (74 and 80 minutes), ECMA-267, Blu-ray single layer. */
export const mediumBytes = {
  cd650: 333_000 * 2048,
  cd700: 360_000 * 2048,
  dvd: 2_295_104 * 2048,
  bd25: 12_219_392 * 2048,
} as const;
export type Medium = keyof typeof mediumBytes;
export const media = Object.keys(mediumBytes) as readonly Medium[];

/** Size of /ZEGEL/SEAL, bytes. */
export const sealSize = 262_144;
export const sectorSize = 2048;
/** Discs of one set. */
export const discLimit = 16;
export const recipes = ["1"] as const;

/**
 * What a person chooses, each field with the check of its text, in the order of the note's lines, which have the same names. Also what
 * src/build-iso checks its JSON with. Each throws FormatError.
 */
export const releaseFields = {
  product: (v: string, where: string) =>
    match(
      v,
      /^[A-Za-z0-9][A-Za-z0-9 ._-]{0,30}[A-Za-z0-9]$|^[A-Za-z0-9]$/,
      "1 to 32 letters, digits, blanks and . _ -",
      where,
    ),
  version: (v: string, where: string) =>
    match(v, /^[A-Za-z0-9][A-Za-z0-9._+-]{0,31}$/, "1 to 32 letters, digits and . _ + -", where),
  election: (v: string, where: string) =>
    match(v, /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, "1 to 32 letters, digits and . _ -", where),
  role: (v: string, where: string) => match(v, /^[A-Z]{2,8}$/, "2 to 8 capitals, such as GSB", where),
  /** Counts up within product, election and role. */
  sequence: (v: string, where: string) => decodeDecimal(v, 1, 999_999, where),
  purpose: (v: string, where: string) => oneOf(v, purposes, where),
  urgency: (v: string, where: string) => oneOf(v, urgencies, where),
  /** `YYYY-MM-DDThh:mm:ssZ`: the only date in the image. */
  date: checkMoment,
  volume: (v: string, where: string) =>
    match(v, /^[A-Z0-9_]{1,16}$/, "1 to 16 characters A-Z 0-9 _ (Joliet holds no more)", where),
  publisher: (v: string, where: string) => match(v, /^[A-Z0-9_]{1,32}$/, "1 to 32 characters A-Z 0-9 _", where),
  medium: (v: string, where: string) => oneOf(v, media, where),
} as const;

/** What a person chooses; every field is also in the note. */
export type ReleaseChoice = {
  readonly [Name in keyof typeof releaseFields]: ReturnType<(typeof releaseFields)[Name]>;
};

/** Version of a kit, and SHA-256 of its own list in MANIFEST form. */
export interface KitName {
  readonly version: string;
  readonly sha256: string;
}

export interface Release extends ReleaseChoice {
  /** 1..manifests.length */
  readonly disc: number;
  /** SHA-256 of the MANIFEST of every disc of the set, the same in all its notes. */
  readonly manifests: readonly string[];
  /** SHA-256 of the unsealed image. */
  readonly imageSha256: string;
  /** Bytes; a multiple of 2,048. */
  readonly imageSize: number;
  /** First byte of /ZEGEL/SEAL in the image; a multiple of 2,048. Its size is `sealSize`. */
  readonly sealOffset: number;
  /** When there is one. */
  readonly kit: KitName | undefined;
  readonly recipe: (typeof recipes)[number];
  /** SHA-256 of the text of the trust root that this release is judged under. */
  readonly trustRoot: string;
  /** The lowest number of the recall list that the seal must hold; 0: none is needed. */
  readonly recallAtLeast: number;
  /** SHA-256 of the previous release's text, when there is one. */
  readonly previous: string | undefined;
}

/** A release as its lines have it: `disc K of N` says how many manifests follow. */
type ReleaseLines = Omit<Release, "disc"> & { readonly disc: DiscOfSet };
type DiscOfSet = readonly [disc: number, discs: number];

export const releaseLines = noteLines<ReleaseLines>(
  { typeLine: typeLineOf("release"), what: "release note", limit: 16_384 },
  releaseTable,
);

function releaseTable(): FieldTable<ReleaseLines> {
  return {
    ...plainLines<ReleaseChoice>(releaseFields),
    disc: line("disc", discOfSet),
    manifests: numbered("manifest", discLimit, sha256),
    imageSha256: line("image-sha256", sha256),
    imageSize: line("image-bytes", plain(sectorAligned)),
    sealOffset: line("seal-at", plain(sectorAligned)),
    kit: line("kit", orNone(versionAndDigest)),
    recipe: line("recipe", oneWord(recipes)),
    trustRoot: line("trust-root", sha256),
    recallAtLeast: line("recall-at-least", decimal(0, recallLimit)),
    previous: line("previous", orNone(sha256)),
  };
}

const discOfSet: Value<DiscOfSet> = {
  parse: (text, where) => {
    const [disc = "", of = "", discs = ""] = split(text, 3, where);
    const count = decodeDecimal(discs, 1, discLimit, where);
    if (of !== "of") throw new FormatError("FIELD", where, "K of N", quote(text));
    return [decodeDecimal(disc, 1, count, where), count];
  },
  print: ([disc, discs]) => `${disc} of ${discs}`,
};

/** `VERSION HEX64`. */
export const versionAndDigest: Value<KitName> = {
  parse: (text, where) => {
    const [version = "", digest = ""] = split(text, 2, where);
    return { version: releaseFields.version(version, where), sha256: checkSha256(digest, where) };
  },
  print: ({ version, sha256 }) => `${version} ${sha256}`,
};

function sectorAligned(text: string, where: string): number {
  const number = decodeDecimal(text, 0, 2 ** 45, where);
  if (number % sectorSize !== 0) throw new FormatError("NUMBER", where, "a multiple of 2,048", quote(text));
  return number;
}

/** The text of a release note. Throws FormatError. */
export function parseRelease(text: string): Release {
  const lines = releaseLines.parse(text);
  const { manifests, imageSize, sealOffset, medium } = lines;
  const [disc, discs] = lines.disc;
  if (manifests.length !== discs)
    throw new FormatError("COUNT", "release note", `${discs} manifest lines`, `${manifests.length}`);
  if (sealOffset < 19 * sectorSize || sealOffset + sealSize > imageSize)
    throw new FormatError("NUMBER", "release note (seal-at)", "a place inside the image", `${sealOffset}`);
  const most = mediumBytes[medium];
  if (imageSize > most)
    throw new FormatError("NUMBER", "release note (image-bytes)", `at most ${most}`, `${imageSize}`);
  return { ...lines, disc }; // in the order of the note, which the record keeps
}

/** The values of its lines. */
export function linesOf(release: Release): ReleaseLines {
  return { ...release, disc: [release.disc, release.manifests.length] };
}
