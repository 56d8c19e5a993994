// RELEASE note: what the officers sign. docs/spec/release.md

import { checkMoment, checkSha256, decodeDecimal } from "../text/decode.ts";
import { FormatError, quote } from "../text/error.ts";
import { joinLines, Lines, match, oneOf, split } from "../text/lines.ts";
import { recallLimit } from "./recall.ts";

export const purposes = ["final", "trial", "demonstration"] as const;
export type Purpose = (typeof purposes)[number];
export const urgencies = ["normal", "emergency"] as const;
export type Urgency = (typeof urgencies)[number];
export const media = ["cd650", "cd700", "dvd", "bd25"] as const;
export type Medium = (typeof media)[number];

/** Bytes that a medium holds. ECMA-130 (74 and 80 minutes), ECMA-267, Blu-ray single layer. */
export const mediumBytes: Readonly<Record<Medium, number>> = {
  cd650: 333_000 * 2048,
  cd700: 360_000 * 2048,
  dvd: 2_295_104 * 2048,
  bd25: 12_219_392 * 2048,
};

/** Size of /ZEGEL/SEAL, bytes. */
export const sealSize = 262_144;
export const sectorSize = 2048;
/** Discs of one set. */
export const discLimit = 16;
export const recipes = ["1"] as const;

/** What a person chooses; every field is also in the note. */
export interface ReleaseChoice {
  readonly product: string;
  readonly version: string;
  readonly election: string;
  readonly role: string;
  /** Counts up within product, election and role. */
  readonly sequence: number;
  readonly purpose: Purpose;
  readonly urgency: Urgency;
  /** `YYYY-MM-DDThh:mm:ssZ`: the only date in the image. */
  readonly date: string;
  readonly volume: string;
  readonly publisher: string;
  readonly medium: Medium;
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
  /** Version and SHA-256 of the kit's own list in MANIFEST form, when there is a kit. */
  readonly kit: { readonly version: string; readonly sha256: string } | undefined;
  readonly recipe: (typeof recipes)[number];
  /** SHA-256 of the text of the trust root that this release is judged under. */
  readonly trustRoot: string;
  /** The lowest number of the recall list that the seal must hold; 0: none is needed. */
  readonly recallAtLeast: number;
  /** SHA-256 of the previous release's text, when there is one. */
  readonly previous: string | undefined;
}

/** Values of a release description, field by field: also what src/build-iso checks its JSON with. Throws FormatError. */
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
  volume: (v: string, where: string) =>
    match(v, /^[A-Z0-9_]{1,16}$/, "1 to 16 characters A-Z 0-9 _ (Joliet holds no more)", where),
  publisher: (v: string, where: string) => match(v, /^[A-Z0-9_]{1,32}$/, "1 to 32 characters A-Z 0-9 _", where),
  date: checkMoment,
  sequence: (v: string, where: string) => decodeDecimal(v, 1, 999_999, where),
  purpose: (v: string, where: string) => oneOf(v, purposes, where),
  urgency: (v: string, where: string) => oneOf(v, urgencies, where),
  medium: (v: string, where: string) => oneOf(v, media, where),
} as const;

/** The text of a release note. Throws FormatError. */
export function parseRelease(text: string): Release {
  const lines = new Lines(text, "release note", 16_384);
  lines.exactly("zegel/release v1");
  const take = <T>(name: string, check: (value: string, where: string) => T): T => {
    const value = lines.field(name);
    return check(value, `${lines.where} (${name})`);
  };
  const choice: ReleaseChoice = {
    product: take("product", releaseFields.product),
    version: take("version", releaseFields.version),
    election: take("election", releaseFields.election),
    role: take("role", releaseFields.role),
    sequence: take("sequence", releaseFields.sequence),
    purpose: take("purpose", releaseFields.purpose),
    urgency: take("urgency", releaseFields.urgency),
    date: take("date", releaseFields.date),
    volume: take("volume", releaseFields.volume),
    publisher: take("publisher", releaseFields.publisher),
    medium: take("medium", releaseFields.medium),
  };
  const [disc, discs] = take("disc", discOfSet);
  const manifests = lines.fields("manifest", discLimit).map((line, i) => manifestOf(line, i + 1, lines.where));
  if (manifests.length !== discs)
    throw new FormatError("COUNT", "release note", `${discs} manifest lines`, `${manifests.length}`);
  const release: Release = {
    ...choice,
    disc,
    manifests,
    imageSha256: take("image-sha256", checkSha256),
    imageSize: take("image-bytes", sectorAligned),
    sealOffset: take("seal-at", sectorAligned),
    kit: take("kit", kitOf),
    recipe: take("recipe", (v, where) => oneOf(v, recipes, where)),
    trustRoot: take("trust-root", checkSha256),
    recallAtLeast: take("recall-at-least", (v, where) => decodeDecimal(v, 0, recallLimit, where)),
    previous: take("previous", (v, where) => (v === "none" ? undefined : checkSha256(v, where))),
  };
  lines.end();
  if (release.sealOffset < 19 * sectorSize || release.sealOffset + sealSize > release.imageSize)
    throw new FormatError("NUMBER", "release note (seal-at)", "a place inside the image", `${release.sealOffset}`);
  if (release.imageSize > mediumBytes[release.medium])
    throw new FormatError(
      "NUMBER",
      "release note (image-bytes)",
      `at most ${mediumBytes[release.medium]}`,
      `${release.imageSize}`,
    );
  return release;
}

function discOfSet(value: string, where: string): [number, number] {
  const [disc = "", of = "", discs = ""] = split(value, 3, where);
  const count = decodeDecimal(discs, 1, discLimit, where);
  if (of !== "of") throw new FormatError("FIELD", where, "K of N", quote(value));
  return [decodeDecimal(disc, 1, count, where), count];
}

function manifestOf(value: string, disc: number, where: string): string {
  const [number = "", sha256 = ""] = split(value, 2, where);
  decodeDecimal(number, disc, disc, where);
  return checkSha256(sha256, where);
}

function sectorAligned(value: string, where: string): number {
  const number = decodeDecimal(value, 0, 2 ** 45, where);
  if (number % sectorSize !== 0) throw new FormatError("NUMBER", where, "a multiple of 2,048", quote(value));
  return number;
}

function kitOf(value: string, where: string): Release["kit"] {
  if (value === "none") return undefined;
  const [version = "", sha256 = ""] = split(value, 2, where);
  return { version: releaseFields.version(version, where), sha256: checkSha256(sha256, where) };
}

/** The inverse of parseRelease. Throws FormatError on values that parseRelease would refuse. */
export function encodeRelease(release: Release): string {
  const lines = [
    "zegel/release v1",
    `product ${release.product}`,
    `version ${release.version}`,
    `election ${release.election}`,
    `role ${release.role}`,
    `sequence ${release.sequence}`,
    `purpose ${release.purpose}`,
    `urgency ${release.urgency}`,
    `date ${release.date}`,
    `volume ${release.volume}`,
    `publisher ${release.publisher}`,
    `medium ${release.medium}`,
    `disc ${release.disc} of ${release.manifests.length}`,
    ...release.manifests.map((sha256, i) => `manifest ${i + 1} ${sha256}`),
    `image-sha256 ${release.imageSha256}`,
    `image-bytes ${release.imageSize}`,
    `seal-at ${release.sealOffset}`,
    `kit ${release.kit === undefined ? "none" : `${release.kit.version} ${checkSha256(release.kit.sha256, "release note (kit)")}`}`,
    `recipe ${release.recipe}`,
    `trust-root ${release.trustRoot}`,
    `recall-at-least ${release.recallAtLeast}`,
    `previous ${release.previous === undefined ? "none" : checkSha256(release.previous, "release note (previous)")}`,
  ];
  const text = joinLines(lines, "release note");
  parseRelease(text);
  return text;
}
