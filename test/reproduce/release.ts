// A release with everything: payload, kit, papers, two officers, reviewers; built and sealed in this process.

import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildIso } from "../../src/build-iso/index.ts";
import { sealImage } from "../../src/build-iso/seal.ts";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import {
  encodeNote,
  encodeTrustRoot,
  encodeZegelcode,
  type Note,
  parseNote,
  parseRelease,
  type Release,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { composeSeal } from "../../src/trust/compose/index.ts";
import { choice, tree } from "../build-iso/building.ts";
import { temporaryFolder } from "../tools.ts";
import { signText, testRoot } from "../verify/fixture.ts";
import { filesOnce } from "../world/once.ts";

export interface ReleaseFolder {
  /** Holds payload/, kit/, build/, release.note (signed), root.note, and unless told otherwise master.iso. */
  readonly folder: string;
  readonly release: Release;
  readonly releaseSha256: string;
  readonly code: string;
  readonly root: Note;
  readonly releaseNote: Note;
}

const steps = ["Controleer de schijf.", "Installeer."];

/** Reviewers rosa and ruud, both needed. A folder of its own for each caller; built and sealed once a run. */
export async function makeRelease(change: Partial<TrustRoot> = {}): Promise<ReleaseFolder> {
  const folder = temporaryFolder();
  await filesOnce(`release ${JSON.stringify(change)}`, folder, (empty) => buildRelease(empty, change));
  const note = (name: string) => parseNote(readFileSync(join(folder, name)), name);
  const releaseNote = note("release.note");
  const releaseSha256 = textDigest(releaseNote.text);
  return {
    folder,
    release: parseRelease(releaseNote.text),
    releaseSha256,
    code: encodeZegelcode(releaseSha256),
    root: note("root.note"),
    releaseNote,
  };
}

async function buildRelease(folder: string, change: Partial<TrustRoot>): Promise<void> {
  const payload = tree(
    { "LEESMIJ.txt": "Lees dit eerst.\n", "leeg/": "", "programma/tel één.jar": new Uint8Array(9000).fill(3) },
    join(folder, "payload"),
  );
  const kit = tree(
    { VERSION: "1.2\n", "hulp/lees.txt": "hulp", "00-EERST-CONTROLEREN.html": "<p>" },
    join(folder, "kit"),
  );
  const root = signText(encodeTrustRoot(testRoot({ purpose: "demonstration", ...change }, 2)), ["anna", "bert"]);
  const [disc] = await buildIso({
    payloads: [payload],
    kit,
    description: {
      choice,
      recallAtLeast: 0,
      install: { files: [{ path: "tel.exe", class: "static", sha256: "a".repeat(64) }] },
      steps,
    },
    trustRoot: root,
    out: join(folder, "build"),
    signatureCheck,
    finishedCheck: async () => [],
    explainDifference: async () => "",
  });
  if (disc === undefined) throw new Error("no disc");
  const releaseNote = signText(disc.releaseText, ["anna", "bert"]);
  writeFileSync(join(folder, "release.note"), encodeNote(releaseNote));
  writeFileSync(join(folder, "root.note"), encodeNote(root));
  await sealRelease({ folder, root, releaseNote }, [], "master.iso");
}

/** Seals with `rebuilds` as NAME, and returns its path. */
export async function sealRelease(
  made: Pick<ReleaseFolder, "folder" | "root" | "releaseNote">,
  rebuilds: readonly Note[],
  name: string,
): Promise<string> {
  const file = (note: Note) => ({ path: "note", note });
  const seal = await composeSeal(
    { trustRoots: [file(made.root)], release: file(made.releaseNote), rebuilds: rebuilds.map(file), recall: undefined },
    signatureCheck,
  );
  const out = join(made.folder, name);
  await sealImage(join(made.folder, "build/unsealed.iso"), seal, out);
  return out;
}

/** What a reviewer is given of the release in `folder`, as given/. */
export function putGiven(folder: string): void {
  for (const name of ["build/MANIFEST", "build/payload.tar", "build/release.note", "kit"])
    cpSync(join(folder, name), join(folder, "given", name), { recursive: true });
  writeFileSync(join(folder, "given/a.md"), "1. Controleer de schijf.\n2. Installeer.\n");
  writeFileSync(join(folder, "given/i.json"), JSON.stringify({ static: { "tel.exe": "a".repeat(64) } }));
}

/** A note on disk, and its path. */
export function putNote({ folder }: ReleaseFolder, name: string, note: Note): string {
  mkdirSync(join(folder, "notes"), { recursive: true });
  writeFileSync(join(folder, "notes", name), encodeNote(note));
  return join(folder, "notes", name);
}
