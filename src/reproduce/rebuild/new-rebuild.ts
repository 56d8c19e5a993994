// A reviewer's statement, still to be signed. docs/spec/rebuild.md

import {
  encodeRebuild,
  type KitName,
  type Note,
  type Rebuild,
  type Release,
  type SizedFile,
} from "../../format/index.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { isSame, type ReproductionReport, type Writer } from "./reproduction.ts";

/** What the format allows in one line. */
const lineLimit = 500;

/** What a reviewer measured and says of it. */
export interface RebuildChoice {
  /** Digest of the release note's text. */
  readonly release: string;
  readonly scope: Rebuild["scope"];
  /** Where it differs, in words; undefined: it agrees. */
  readonly differs: string | undefined;
  readonly imageSha256: string;
  readonly manifestSha256: string;
  readonly kit?: KitName | undefined;
  readonly environment: string;
  /** `YYYY-MM-DDThh:mm:ssZ` */
  readonly date: string;
}

/** Throws FormatError on what no rebuild note may say. */
export function newRebuild(choice: RebuildChoice): Note {
  return { text: encodeRebuild(choice), signatures: [] };
}

/** A kit as it was measured; paths as on a disc. */
export interface MeasuredKit extends KitName {
  readonly files: readonly SizedFile[];
}

/** A statement on the kit that the release names: image and MANIFEST are the release's, for it was not they that were made again. */
export type KitChoice = Pick<RebuildChoice, "release" | "differs" | "environment" | "date">;

/** `kit`: that of `release`. Throws FormatError on what no rebuild note may say. */
export function newKitRebuild(choice: KitChoice, release: Release, kit: KitName): Note {
  const { imageSha256, manifests, disc } = release;
  return newRebuild({ ...choice, scope: "kit", imageSha256, manifestSha256: manifests[disc - 1] ?? "", kit });
}

/** Where a kit that was made again differs from the one that the release names; undefined: nowhere. `released`: its files, where given. */
export function kitDiffersOf(
  made: MeasuredKit,
  named: KitName,
  released: readonly SizedFile[] | undefined,
): string | undefined {
  if (made.version === named.version && made.sha256 === named.sha256) return undefined;
  const own = `kit made here is ${made.version} ${made.sha256}`;
  if (released === undefined) return own;
  const digests = new Map(made.files.map(({ path, sha256 }) => [path, sha256]));
  const others = released.filter(({ path, sha256 }) => digests.get(path) !== sha256).map(({ path }) => path);
  const more = made.files.filter(({ path }) => released.every((file) => file.path !== path)).map(({ path }) => path);
  const names = [...others, ...more].map((path) => path.replace(/[^!-~]/g, "?")); // a file name may hold what no line may
  return `${own}${names.length === 0 ? "" : `: ${names.join(", ")}`}`.slice(0, lineLimit).trimEnd();
}

/** What a rebuild was made with. `writers` undefined: the image was made elsewhere, by nobody knows which. */
interface MadeWith extends Pick<ReproductionReport, "tools" | "surroundings"> {
  readonly writers: readonly Writer[] | undefined;
}

/** `Debian GNU/Linux 12 (bookworm), x64, xorriso 1.5.4, Node 20.20.2, Zegel 0.1.0, image by xorriso and Zegel alike; other user, clock` */
export function environmentOf({ tools, writers, surroundings }: MadeWith): string {
  const { system, xorriso, node, zegel } = tools;
  const versions = [...(xorriso === undefined ? [] : [`xorriso ${xorriso}`]), `Node ${node}`, `Zegel ${zegel}`];
  const image = writers === undefined ? [] : [`image by ${writersInWords(writers)}`];
  const facts = [system, ...versions, ...image].join(", ");
  const clean = surroundings === undefined ? "" : `; other ${surroundings.changed.join(", ")}`;
  return `${facts}${clean}`.slice(0, lineLimit).trimEnd();
}

const writerTexts = {
  both: { nl: "{one} en {other}, beide gelijk", en: "{one} and {other} alike" },
  one: { nl: "alleen {one}", en: "{one} alone" },
} as const satisfies Record<string, Text>;

/** `xorriso and Zegel alike`, `Zegel alone`. */
export function writersInWords(writers: readonly Writer[], language: Language = "en"): string {
  const [one = "", other] = writers.map((writer) => (writer === "own" ? "Zegel" : writer));
  return other === undefined
    ? sayIn(writerTexts.one, language, { one })
    : sayIn(writerTexts.both, language, { one, other });
}

/** Where a rebuild differs, in one line; undefined: it is the same. `difference`: what compare found, where it could look. */
export function differsOf({
  checks,
  difference,
}: Pick<ReproductionReport, "checks" | "difference">): string | undefined {
  const failed = checks.filter((check) => !isSame(check)).map(({ what }) => what);
  if (failed.length === 0) return undefined;
  const compared =
    difference === undefined
      ? ""
      : `; zegel compare ${difference.summarySha256}: ${difference.differingBytes} bytes, ${difference.causes.join(", ")}`;
  return `${failed.join(", ")}${compared}`.slice(0, lineLimit).trimEnd();
}
