// The chain of trust roots that a seal holds: versions 1..N, each signed by the root quorum of both. docs/spec/trust-root.md

import { onceEachText, textDigest } from "../../format/notes/note.ts";
import { requiredKeys, type TrustRoot } from "../../format/notes/trust-root.ts";
import { parseTrustRoot } from "../../format/notes/trust-root-lines.ts";
import { type Bilingual, inBoth } from "../../format/text/bilingual.ts";
import type { SignatureCheck } from "../signature.ts";
import { judgeRootStep, type RootStep, rootSigners, type SuccessionFault } from "../succession.ts";
import { SealError } from "./error.ts";
import { demandEnough, keepLines, type NoteFile, type SealedLines } from "./lines.ts";

export interface JudgedRoot {
  readonly root: TrustRoot;
  readonly sha256: string;
  readonly lines: SealedLines;
}

/** In any order; one text given twice counts once. Throws SealError, FormatError. */
export async function judgeRoots(files: readonly NoteFile[], check: SignatureCheck): Promise<JudgedRoot[]> {
  const given = onceEachText(files).map((file) => ({ file, root: parseTrustRoot(file.note.text) }));
  given.sort((a, b) => a.root.version - b.root.version);
  if (given.length === 0)
    throw new SealError("TRUST_ROOTS", {
      nl: "verwacht de vertrouwensbases van versie 1 tot en met de nieuwste, gevonden geen: geef --root",
      en: "expected trust roots 1 to the newest, found none: give --root",
    });
  const judged: JudgedRoot[] = [];
  for (const [i, { file, root }] of given.entries()) {
    if (root.version !== i + 1)
      throw new SealError("TRUST_ROOTS", wrongVersion(file, root.version, i + 1, given.length));
    const before = judged.at(-1);
    const revoked = new Set([...(before?.root.revoked ?? []), ...root.revoked]);
    const lines = await keepLines(file, rootSigners(root, before?.root), revoked, check);
    demandStep(file, root, before, await judgeRootStep(lines.note, root, before, "sealed", check));
    judged.push({ root, sha256: textDigest(file.note.text), lines });
  }
  return judged;
}

/** A version is lacking before this one, or this one is there twice with two texts. */
function wrongVersion({ path }: NoteFile, found: number, expected: number, count: number): Bilingual {
  const isLacking = found > expected;
  return {
    nl: `${path}: verwacht de vertrouwensbases 1 tot en met ${count}, elk één keer, gevonden versie ${found} op de plaats van ${expected}: ${isLacking ? `geef ook root ${expected} (--root)` : `geef van root ${found} één bestand`}`,
    en: `${path}: expected trust roots 1 to ${count}, each once, found version ${found} where ${expected} belongs: ${isLacking ? `give root ${expected} too (--root)` : `give one file of root ${found}`}`,
  };
}

function demandStep(
  file: NoteFile,
  root: TrustRoot,
  before: JudgedRoot | undefined,
  { succession, signatures }: RootStep,
): void {
  const [fault] = succession;
  if (fault !== undefined)
    throw new SealError(
      "TRUST_ROOTS",
      inBoth((l) => `${file.path}: ${whyNot(fault)[l]}: ${noSuccessor[l]}`),
    );
  for (const { version, threshold, signers } of signatures.quorums) {
    const judge = version === root.version ? root : (before?.root ?? root);
    demandEnough(
      file,
      { nl: `de rootgroep van versie ${version}`, en: `the root group of version ${version}` },
      { threshold, signers },
      requiredKeys(judge, "root").keys,
    );
  }
}

const noSuccessor: Bilingual = {
  nl: "dit is niet de opvolger van de vertrouwensbasis ervoor",
  en: "this is not the successor of the root before it",
};
const fieldWords = { VERSION: "versie", PREVIOUS: "vorige", PURPOSE: "doel" } as const;

function whyNot(fault: SuccessionFault): Bilingual {
  switch (fault.code) {
    case "REVOKED_DROPPED":
      return {
        nl: `de ingetrokken sleutel ${fault.raw} moet ingetrokken blijven, en staat er niet meer bij`,
        en: `expected the revoked key ${fault.raw} to stay revoked, found it gone`,
      };
    case "KEY_ID":
      return {
        nl: `de sleutel ${fault.name} heeft het sleutelnummer ${fault.id} van een andere sleutel, ${fault.of}, in de versie ervoor`,
        en: `the key ${fault.name} has the key id ${fault.id} of another key, ${fault.of}, in the version before`,
      };
    default:
      return {
        nl: `${fieldWords[fault.code]}: verwacht ${fault.expected}, gevonden ${fault.found}`,
        en: `expected ${fault.code.toLowerCase()} ${fault.expected}, found ${fault.found}`,
      };
  }
}
