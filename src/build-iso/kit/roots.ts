// The trust roots built into the verifiers of a kit: a disc whose own verifier does not know its root is refused by it.
// docs/spec/recipe.md, "Kit"

import {
  type Bilingual,
  encodeHashGroups,
  FormatError,
  type Note,
  type Purpose,
  parseNote,
  parseTrustRoot,
  type TrustRoot,
  textDigest,
} from "../../format/index.ts";
import { BuiltInSearch } from "../../format/notes/built-in-mark.ts";
import type { Refusal } from "../error.ts";

/** Parts of a kit that judge a disc, by their file name. */
const verifierNames: readonly string[] = [
  "controlepagina.html",
  "controleprogramma.exe",
  "zegel-verify-linux-x64",
  "zegel-verify-linux-arm64",
  "zegel-verify.cjs",
];

export interface BuiltInRoot {
  readonly root: TrustRoot;
  /** Of its text. */
  readonly sha256: string;
  readonly note: Uint8Array;
}

export interface KitVerifier {
  readonly path: string;
  /** From the oldest version on; none: it was packed without. Undefined: it says nothing of roots. */
  readonly roots: readonly BuiltInRoot[] | undefined;
}

export function isVerifier(path: string): boolean {
  return verifierNames.includes(path.slice(path.lastIndexOf("/") + 1));
}

/** What a verifier at `path` tells, once all of it was pushed into `search`. Throws FormatError. */
export function verifierOf(path: string, search: BuiltInSearch): KitVerifier {
  const roots = search.finish()?.map((bytes, i) => {
    const { text } = parseNote(bytes, `${path}: trust root ${i + 1} built in`);
    return { root: parseTrustRoot(text), sha256: textDigest(text), note: bytes };
  });
  return { path, roots };
}

/** As `verifierOf`, of bytes that can be read. */
export function readVerifier(path: string, chunks: Iterable<Uint8Array>): KitVerifier {
  const search = new BuiltInSearch(path);
  for (const chunk of chunks) search.push(chunk);
  return verifierOf(path, search);
}

const untold: Bilingual = {
  nl: "niet gezegd (niet door dit programma ingepakt)",
  en: "not told (not packed by this program)",
};
const noRoots: Bilingual = { nl: "geen", en: "none" };

/** In words, for a screen: the newest root, which names the older ones. */
export function describeRoots({ roots }: KitVerifier, language: keyof Bilingual = "en"): string {
  const newest = roots?.at(-1);
  if (newest === undefined) return (roots === undefined ? untold : noRoots)[language];
  const { version, purpose } = newest.root;
  const words: Bilingual = { nl: `versie ${version}, doel ${purpose}`, en: `version ${version}, ${purpose}` };
  return `${words[language]}, ${encodeHashGroups(newest.sha256)}`;
}

export function hasRoots({ roots }: KitVerifier): boolean {
  return roots !== undefined && roots.length > 0;
}

/** Undefined where all verifiers of a kit have the same roots built in. */
export function differenceIn(verifiers: readonly KitVerifier[]): string | undefined {
  const told = verifiers.map((v) => v.roots?.map(({ sha256 }) => sha256).join() ?? "untold");
  if (told.every((roots) => roots === told[0])) return undefined;
  const lines = verifiers.map((verifier) => `  ${verifier.path}: ${describeRoots(verifier)}`);
  return `its verifiers have different trust roots built in: pack all of them with the same --root\n${lines.join("\n")}`;
}

/**
 * Why a release that pins `pinned` (a note, or the digest of one) cannot go out with these verifiers. A root further on than one
 * version can be held against theirs only when the seal is made, which has all roots.
 */
export function refuseRoots(verifiers: readonly KitVerifier[], pinned: Note | string, purpose: Purpose): Refusal[] {
  const sha256 = typeof pinned === "string" ? pinned : textDigest(pinned.text);
  const root = typeof pinned === "string" ? undefined : parseTrustRoot(pinned.text);
  return verifiers.flatMap((verifier) => {
    const path = `kit: ${verifier.path}`;
    if (!hasRoots(verifier)) {
      if (purpose === "demonstration") return [];
      const reason = `has no trust root built in, and this is a release of purpose "${purpose}"`;
      return [{ path, reason, remedy: "pack it with --root, and the kit again" }];
    }
    if (connects(verifier.roots ?? [], sha256, root)) return [];
    const reason = `has another trust root built in (${describeRoots(verifier)}): it would refuse this disc`;
    return [{ path, reason, remedy: "give the root that it was packed with, or pack it and the kit again" }];
  });
}

function connects(roots: readonly BuiltInRoot[], sha256: string, pinned: TrustRoot | undefined): boolean {
  const [oldest] = roots;
  const newest = roots.at(-1);
  if (oldest === undefined || newest === undefined) return false;
  if (roots.some((known) => known.sha256 === sha256)) return true;
  if (pinned === undefined) return false;
  if (pinned.purpose !== newest.root.purpose) return false;
  if (pinned.version > newest.root.version)
    return pinned.version > newest.root.version + 1 || pinned.previous === newest.sha256;
  if (pinned.version >= oldest.root.version) return false; // another root of a version that is built in
  return pinned.version < oldest.root.version - 1 || oldest.root.previous === sha256;
}

/** A verifier whose mark or roots cannot be read, as a refusal. */
export function unreadable(path: string, error: unknown): Refusal {
  if (!(error instanceof FormatError)) throw error;
  const reason = `tells its trust roots in a way that cannot be read (${error.message})`;
  return { path: `kit: ${path}`, reason, remedy: "pack it again" };
}
