// Trust roots 1..N, each step judged and told, for people who want to see why. docs/spec/trust-root.md, "TUF, step by step"
// The verifier judges the same chain with the same code (trust/succession.ts), and stops at the first fault.

import { type Note, onceEachText, parseTrustRoot, type TrustRoot, textDigest } from "../../format/index.ts";
import { judgeRootStep, type RootStep, type SignatureCheck } from "../../trust/index.ts";
import { SignError } from "../error.ts";
import type { NoteFile } from "../notes/merge.ts";

/** From outside: a trust root on paper or on a medium of one's own, or the digest of its text. */
export type Anchor =
  | { readonly kind: "note"; readonly file: NoteFile }
  | { readonly kind: "sha256"; readonly sha256: string };

/** Against the version before it; the first by itself. */
export interface JudgedStep extends RootStep {
  readonly path: string;
  readonly note: Note;
  readonly root: TrustRoot;
  readonly sha256: string;
}

export interface JudgedChain {
  readonly steps: readonly JudgedStep[];
  /** The step that the anchor is; undefined: no anchor was given, or none of the steps is it. */
  readonly anchored: JudgedStep | undefined;
  /** Every step is good, and one of them is the anchor. */
  readonly isTrusted: boolean;
}

/** In any order, and one text given twice counts once; an anchor that is a note joins the chain where it is not among the files. Throws SignError TRUST_ROOT, FormatError. */
export async function judgeChain(
  files: readonly NoteFile[],
  anchor: Anchor | undefined,
  check: SignatureCheck,
): Promise<JudgedChain> {
  const given = onceEachText(files).map(readRoot);
  if (anchor?.kind === "note") {
    const own = readRoot(anchor.file);
    if (!given.some((root) => root.root.version === own.root.version)) given.push(own);
  }
  given.sort((a, b) => a.root.version - b.root.version);
  const twice = given.find((root, i) => root.root.version === given[i - 1]?.root.version);
  if (twice !== undefined)
    throw new SignError("TRUST_ROOT", {
      nl: `${twice.file.path}: versie ${twice.root.version} is twee keer gegeven, en de teksten verschillen: geef er één`,
      en: `${twice.file.path}: version ${twice.root.version} is given twice`,
    });
  const steps: JudgedStep[] = [];
  for (const { file, root, sha256 } of given) {
    const before = steps.at(-1);
    steps.push({ ...file, root, sha256, ...(await judgeRootStep(file.note, root, before, "loose", check)) });
  }
  const wanted = anchor?.kind === "note" ? textDigest(anchor.file.note.text) : anchor?.sha256;
  const anchored = steps.find((step) => step.sha256 === wanted);
  return { steps, anchored, isTrusted: anchored !== undefined && steps.every((step) => step.isGood) };
}

function readRoot(file: NoteFile): { file: NoteFile; root: TrustRoot; sha256: string } {
  return { file, root: parseTrustRoot(file.note.text), sha256: textDigest(file.note.text) };
}
