// A release's folder as an office has it, up to each step: built once a run, a folder of its own for each caller.

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildIso } from "../../src/build-iso/index.ts";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import {
  encodeNote,
  encodeTrustRoot,
  type Note,
  parseNote,
  parseRelease,
  type Rebuild,
  type Release,
  type ReleaseChoice,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { encodeBuiltInMark } from "../../src/format/notes/built-in-mark.ts";
import { encodeRequest, encodeResponse } from "../../src/sign/index.ts";
import { tree } from "../build-iso/building.ts";
import { zegelIn } from "../cli/flow.ts";
import { texts } from "../distribute/office.ts";
import { type Outcome, run, temporaryFolder } from "../tools.ts";
import { filesOnce } from "../world/once.ts";
import { person, signatureOf, signText } from "../world/people.ts";
import { choice, rebuildNote } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";

/** How far a folder is: each has all that those before it have. */
export const stages = [
  "inputs",
  "built",
  "rebuilt",
  "requested",
  "signed",
  "joined",
  "sealed",
  "lettered",
  "escrowed",
  "finished",
] as const;
export type Stage = (typeof stages)[number];

export interface OfficeFolder {
  readonly folder: string;
  /** A file of it; a note as it is carried. */
  put(path: string, content: string | Uint8Array | Note): void;
  remove(path: string): void;
  read(path: string): Uint8Array;
  note(path: string): Note;
  /** Of disc 1, once it is built. */
  release(): { readonly release: Release; readonly sha256: string; readonly text: string };
  rebuild(by: string, change?: Partial<Rebuild>): Note;
  /** `zegel release status`, with more words. */
  status(...words: string[]): Promise<Outcome>;
  /** The same, as JSON. */
  judged(...words: string[]): Promise<JudgedJson>;
}

export interface JudgedJson {
  readonly status: number | null;
  readonly outcome: string;
  readonly states: Readonly<Record<string, string>>;
  /** Codes of what is no fact; and all of them. */
  readonly codes: readonly string[];
  readonly allCodes: readonly string[];
  readonly next: {
    readonly step: string;
    readonly who: string;
    readonly people: string[];
    readonly commands: string[];
    readonly plain: string[];
  } | null;
}

export interface OfficeChange {
  readonly root?: Partial<TrustRoot>;
  readonly choice?: Partial<ReleaseChoice> & { readonly recall?: number };
  readonly discs?: number;
  /** With a verifier for this machine in the kit: it does what the program `answer` does that stands on PATH. */
  readonly hasVerifier?: true;
  readonly hasNoKit?: true;
}

const contact = "Kiesraad, 070 000 00 00, software@kiesraad.example";

export async function makeOfficeFolder(stage: Stage, change: OfficeChange = {}): Promise<OfficeFolder> {
  const folder = temporaryFolder();
  await putStage(folder, stages.indexOf(stage), change);
  return officeOf(folder);
}

/** Each stage once a run, out of the one before it. */
async function putStage(folder: string, reached: number, change: OfficeChange): Promise<void> {
  await filesOnce(`office ${JSON.stringify([change, reached])}`, folder, async (empty) => {
    if (reached > 0) await putStage(empty, reached - 1, change);
    const office = officeOf(empty);
    const stage = stages[reached];
    if (stage === "inputs") putInputs(office, change);
    else if (stage === "built") await build(empty, change);
    else if (stage === "rebuilt") putRebuilds(office);
    else if (stage === "requested") putRequest(office);
    else if (stage === "signed") putAnswers(office);
    else await runNext(office, stage ?? "inputs");
  });
}

function putRebuilds(office: OfficeFolder): void {
  for (const [i, note] of builtNotes(office).entries())
    for (const name of ["rosa", "ruud"])
      office.put(`notes/rebuild.${name}${i === 0 ? "" : `-${i + 1}`}.note`, rebuildOf(note, name));
}

function officeOf(folder: string): OfficeFolder {
  const at = (path: string) => join(folder, path);
  const put: OfficeFolder["put"] = (path, content) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), typeof content === "object" && "text" in content ? encodeNote(content) : content);
  };
  const read = (path: string) => new Uint8Array(readFileSync(at(path)));
  const note = (path: string) => parseNote(read(path), path);
  const release = () => {
    const { text } = note(existsSync(at("build/release.note")) ? "build/release.note" : "build/1/release.note");
    return { release: parseRelease(text), sha256: textDigest(text), text };
  };
  const status = (...words: string[]) => zegelIn(dirname(folder), ["release", "status", folder, ...words]);
  return {
    ...{ folder, put, read, note, release, status },
    remove: (path) => rmSync(at(path), { recursive: true }),
    rebuild: (by, change) => rebuildOf(release(), by, change),
    async judged(...words) {
      const ended = await status("--json", ...words);
      if (ended.stdout === "") throw new Error(ended.stderr);
      const { outcome, steps, next } = JSON.parse(ended.stdout);
      const findings = steps.flatMap((step: { findings: { is: string; code: string }[] }) => step.findings);
      return {
        status: ended.status,
        outcome,
        states: Object.fromEntries(steps.map(({ name, state }: { name: string; state: string }) => [name, state])),
        codes: findings.filter(({ is }: { is: string }) => is !== "fact").map(({ code }: { code: string }) => code),
        allCodes: findings.map(({ code }: { code: string }) => code),
        next,
      };
    },
  };
}

function putInputs(office: OfficeFolder, change: OfficeChange): void {
  const root = signText(encodeTrustRoot(testRoot({ contact, ...change.root }, 2)), ["anna", "bert"]);
  office.put("in/root-1.note", root);
  const mark = encodeBuiltInMark([encodeNote(root)]);
  tree(
    {
      VERSION: "1.0\n",
      "controleprogramma.exe": `program ${mark}\n`,
      "controlepagina.html": `page ${mark}\n`,
      "hulp/lees.txt": "hulp",
      ...(change.hasVerifier
        ? { [`zegel-verify-linux-${process.arch}`]: `#!/bin/sh\n# ${mark}\nexec answer "$@"\n` }
        : {}),
    },
    join(office.folder, "in/kit"),
  );
  if (change.hasNoKit) office.remove("in/kit");
  const discs = change.discs ?? 1;
  for (let disc = 1; disc <= discs; disc++)
    tree(
      { "LEESMIJ.txt": `Schijf ${disc}.\n`, "programma/tel.jar": new Uint8Array(9000).fill(disc) },
      payloadOf(office, disc, discs),
    );
  office.put("in/install.json", JSON.stringify({ static: { "tel.exe": "a".repeat(64) }, mayChange: [], absent: [] }));
  office.put("in/aanwijzingen.md", "1. Controleer de schijf.\n2. Installeer.\n");
  office.put("in/texts.json", JSON.stringify(texts));
  const papers = { install: "in/install.json", instructions: "in/aanwijzingen.md" };
  office.put("release.json", JSON.stringify({ ...choice, sequence: 1, recall: 0, ...papers, ...change.choice }));
}

const rebuildOf = ({ text }: { readonly text: string }, by: string, change: Partial<Rebuild> = {}) =>
  rebuildNote(parseRelease(text), textDigest(text), by, change);

const payloadOf = ({ folder }: OfficeFolder, disc: number, discs: number) =>
  join(folder, "in", discs === 1 ? "payload" : `payload-${disc}`);

async function build(folder: string, { discs = 1, hasNoKit }: OfficeChange): Promise<void> {
  const office = officeOf(folder);
  const { readDescription } = await import("../../src/build-iso/index.ts");
  const out = join(temporaryFolder(), "build");
  await buildIso({
    payloads: Array.from({ length: discs }, (_, i) => payloadOf(office, i + 1, discs)),
    kit: hasNoKit ? undefined : join(folder, "in/kit"),
    description: await readDescription(join(folder, "release.json")),
    trustRoot: office.note("in/root-1.note"),
    out,
    writer: "own",
    signatureCheck,
    finishedCheck: async () => [],
    explainDifference: async () => "",
  });
  renameSync(out, join(folder, "build"));
}

function putRequest(office: OfficeFolder): void {
  const texts = builtNotes(office);
  const rebuilds = texts.flatMap((note) => ["rosa", "ruud"].map((name) => rebuildOf(note, name)));
  office.put(
    "out/release.request",
    encodeRequest({ notes: texts, previous: [], trustRoots: [office.note("in/root-1.note")], rebuilds, changes: [] }),
  );
}

function builtNotes(office: OfficeFolder): Note[] {
  const { release } = office.release();
  if (release.manifests.length === 1) return [office.note("build/release.note")];
  return release.manifests.map((_, i) => office.note(`build/${i + 1}/release.note`));
}

/** anna answers the request; bert sends his notes. */
function putAnswers(office: OfficeFolder): void {
  office.put("notes/release.anna.response", answerOf(builtNotes(office), "anna"));
  for (const [i, { text }] of builtNotes(office).entries())
    office.put(`notes/release.bert.${i + 1}.note`, signText(text, ["bert"]));
}

export const answerOf = (notes: readonly Note[], name: string): Uint8Array =>
  encodeResponse(
    notes.map(({ text }) => ({ textSha256: textDigest(text), signature: signatureOf(text, person(name)) })),
  );

/** What the status itself says comes next: the commands that it prints are those that do it. */
async function runNext(office: OfficeFolder, stage: Stage): Promise<void> {
  const { next, codes } = await office.judged();
  if (next?.who !== "office" || next.commands.length === 0)
    throw new Error(`${stage}: ${JSON.stringify([next, codes])}`);
  for (const command of next.commands) await runCommand(office.folder, command);
}

/** As a person types it in the folder. Throws where it fails. */
export async function runCommand(folder: string, command: string): Promise<void> {
  const [program, ...words] = command.split(" ");
  const more = words[0] === "escrow" && !words.includes("--toolkit") ? ["--toolkit", await checkout()] : [];
  const { status, stderr } =
    program === "zegel" ? await zegelIn(folder, [...words, ...more]) : run("sh", ["-c", command], { cwd: folder });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}

/** A checkout of this program's source, as far as an escrow bundle asks: the real one may have changes that are not committed. */
export async function checkout(): Promise<string> {
  const folder = temporaryFolder();
  await filesOnce("checkout", folder, async (empty) => {
    mkdirSync(join(empty, "docs/spec"), { recursive: true });
    writeFileSync(join(empty, "package-lock.json"), "{}\n");
    writeFileSync(join(empty, "docs/spec/recipe.md"), "# Recipe\n");
    const git = (...args: string[]) =>
      run("git", ["-c", "user.name=t", "-c", "user.email=t@example.nl", "-C", empty, ...args]);
    for (const args of [
      ["init", "-q"],
      ["add", "."],
      ["commit", "-qm", "x"],
    ])
      if (git(...args).status !== 0) throw new Error("git failed");
  });
  return folder;
}
