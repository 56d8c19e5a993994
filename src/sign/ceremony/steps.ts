// The steps of each kind of ceremony, in order: what docs/nl/sleutelceremonie.md promises.

import type { Language } from "../../words/language.ts";
import { begin, carryAway, end } from "./frame.ts";
import { type LoadedCeremony, rootKeyChoices, type ToSign } from "./load.ts";
import { type Block, inFolder, type KeyHolder, type Script, ScriptDraft, showRoot, stem } from "./script.ts";
import { pageTexts, stepTexts } from "./texts.ts";

/** `descriptionFile` is the name of the description in the folder of the ceremony. */
export function writeScript(ceremony: LoadedCeremony, descriptionFile: string, language: Language): Script {
  const draft = new ScriptDraft(ceremony, language);
  begin(draft, descriptionFile);
  const made = carryOut(draft);
  carryAway(draft, [descriptionFile, ...made]);
  end(draft);
  return { steps: draft.steps, blocks: draft.blocks, transcript: draft.transcript };
}

/** What the ceremony is about. Gives the public files that came of it, or that it was about. */
function carryOut(draft: ScriptDraft): string[] {
  switch (draft.ceremony.ceremony) {
    case "key-enrolment":
      return makeKeys(draft);
    case "root":
      readKeys(draft);
      return makeRoot(draft);
    case "rotation":
      readKeys(draft);
      return signNextRoot(draft);
    case "release":
    case "recall":
      readKeys(draft);
      return draft.ceremony.request === undefined ? signNotes(draft) : answerRequest(draft, draft.ceremony.request);
  }
}

function makeKeys(draft: ScriptDraft): string[] {
  for (const person of draft.holders) {
    const values = { name: person.name, key: person.key };
    const block = draft.block(pageTexts.fingerprint, undefined, values);
    const out = inFolder(person, person.key);
    const make = ["key", "new", "--name", person.key, "--out", out, ...draft.lang];
    draft.record(stepTexts.newKey, person, { commands: [make], values });
    const copy = ["ceremony", "copy", `${out}.pub`, `${person.key}.pub`, ...draft.lang];
    if (person.folder !== ".") draft.record(stepTexts.copyKey, person, { commands: [copy], values });
    const words = ["ceremony", "words", `${person.key}.pub`, ...draft.lang];
    draft.record(stepTexts.readNewKey, person, { commands: [words], compare: [block], values });
  }
  return draft.holders.map(({ key }) => `${key}.pub`);
}

function readKeys(draft: ScriptDraft): void {
  for (const person of draft.holders) {
    const values = { name: person.name, key: person.key };
    const block = draft.block(pageTexts.fingerprint, draft.ceremony.fingerprints.get(person.id), values);
    const commands = [["ceremony", "words", person.publicKey ?? "", ...draft.lang]];
    draft.record(stepTexts.readKey, person, { commands, compare: [block], values });
  }
}

function makeRoot(draft: ScriptDraft): string[] {
  const { root, people, purpose } = draft.ceremony;
  const [unsigned] = draft.ceremony.toSign;
  if (root === undefined || unsigned === undefined) return [];
  const compare = blocksOf(draft);
  const words = [
    "root",
    "new",
    ...rootKeyChoices(people, root.keys).flatMap((key) => ["--key", key]),
    ...root.groups.flatMap((group) => ["--group", group]),
    ...root.requires.flatMap((require) => ["--require", require]),
    ...["--valid", root.valid, "--purpose", purpose, "--contact", root.contact],
    ...(root.dissent === undefined ? [] : ["--dissent", root.dissent]),
    ...["-o", unsigned.file, ...draft.lang],
  ];
  draft.record(stepTexts.newRoot, draft.master, { commands: [words], compare });
  draft.record(stepTexts.showNote, draft.master, { commands: [showRoot(draft, unsigned.file)], compare });
  const signed = "root-1.note";
  const parts = signNote(draft, unsigned, { signed, beside: [], judge: [], compare });
  checkRoot(draft, [signed], unsigned.sha256, compare);
  return [unsigned.file, ...parts, signed];
}

function signNextRoot(draft: ScriptDraft): string[] {
  const { trustRoot = "", trustRootSha256 = "" } = draft.ceremony;
  const [next] = draft.ceremony.toSign;
  if (next === undefined) return [];
  const compare = blocksOf(draft);
  draft.record(stepTexts.showNote, draft.master, { commands: [showRoot(draft, next.file)], compare });
  const signed = signedName(next.file);
  const parts = signNote(draft, next, {
    ...{ signed, compare, beside: ["--previous", trustRoot], judge: ["--root", trustRoot] },
  });
  checkRoot(draft, [trustRoot, signed], trustRootSha256, compare);
  return [next.file, ...parts, signed];
}

/** The result as people read it, and as it is judged from an anchor on paper. */
function checkRoot(draft: ScriptDraft, chain: readonly string[], anchor: string, compare: readonly Block[]): void {
  const commands = [
    showRoot(draft, chain.at(-1) ?? ""),
    ["root", "verify", ...chain, "--anchor", anchor, ...draft.lang],
  ];
  draft.record(stepTexts.showSigned, draft.master, { commands, compare });
}

/** As version 1 of the description has it: the officers see the note alone. */
function signNotes(draft: ScriptDraft): string[] {
  const { ceremony, trustRoot = "", toSign } = draft.ceremony;
  const compare = blocksOf(draft);
  const judge = ["--root", trustRoot];
  const files: string[] = [];
  for (const note of toSign) {
    if (ceremony === "release")
      draft.record(stepTexts.showCode, draft.master, { commands: [["code", note.file, ...draft.lang]], compare });
    const signed = signedName(note.file);
    files.push(note.file, ...signNote(draft, note, { signed, beside: judge, judge, compare }), signed);
  }
  checkSigned(draft, compare);
  return files;
}

/** Everybody reads what each officer will read; each signs it; the answers are joined under each note. */
function answerRequest(draft: ScriptDraft, request: string): string[] {
  const { previousManifests, trustRoot = "", toSign } = draft.ceremony;
  const compare = blocksOf(draft);
  const manifests = previousManifests.flatMap((file) => ["--manifest", file]);
  const show = ["request", "show", request, ...manifests, ...draft.lang];
  draft.record(stepTexts.showRequest, draft.master, { commands: [show], compare });
  const responseOf = ({ key }: KeyHolder) => stem(request, `.${key}.response`);
  for (const person of officersOf(draft)) {
    const key = `${inFolder(person, person.key)}.key`;
    const sign = ["sign", request, "--key", key, ...manifests, "-o", responseOf(person), ...draft.lang];
    draft.record(stepTexts.signNote, person, { commands: [sign], compare, values: { name: person.name } });
  }
  const responses = officersOf(draft).map(responseOf);
  const commands = toSign.map(({ file }) => {
    return ["merge", file, ...responses, "--root", trustRoot, "-o", signedName(file), ...draft.lang];
  });
  draft.record(stepTexts.merge, draft.master, { commands });
  checkSigned(draft, compare);
  return [request, ...responses, ...toSign.flatMap(({ file }) => [file, signedName(file)])];
}

/** What the ceremony was held for, judged once more from the files as they lie there. */
function checkSigned(draft: ScriptDraft, compare: readonly Block[]): void {
  const { ceremony, trustRoot = "", toSign } = draft.ceremony;
  const signed = toSign.map(({ file }) => signedName(file));
  const text = ceremony === "release" ? stepTexts.checkRelease : stepTexts.checkRecall;
  const commands = [["ceremony", "result", ...signed, "--root", trustRoot, ...draft.lang]];
  draft.record(text, draft.master, { commands, compare });
}

interface Signing {
  readonly signed: string;
  /** What an officer gives with the note: from it she reads what changed, or that her signature counts. */
  readonly beside: readonly string[];
  /** Options of `merge` that have it judge. */
  readonly judge: readonly string[];
  readonly compare: readonly Block[];
}

/** Each officer signs the note; the signatures are joined. Gives the files that the officers made. */
function signNote(draft: ScriptDraft, { file }: ToSign, { signed, beside, judge, compare }: Signing): string[] {
  const part = ({ key }: KeyHolder) => signed.replace(/(?:\.signed)?\.note$/, `.${key}.note`);
  for (const person of officersOf(draft)) {
    const key = `${inFolder(person, person.key)}.key`;
    const sign = ["sign", file, "--key", key, ...beside, "-o", part(person), ...draft.lang];
    draft.record(stepTexts.signNote, person, { commands: [sign], compare, values: { name: person.name } });
  }
  const parts = officersOf(draft).map(part);
  draft.record(stepTexts.merge, draft.master, {
    commands: [["merge", ...parts, ...judge, "-o", signed, ...draft.lang]],
  });
  return parts;
}

/** A block on paper for each text that is signed. */
function blocksOf(draft: ScriptDraft): Block[] {
  const { toSign } = draft.ceremony;
  if (toSign.length === 1) return toSign.map(({ sha256 }) => draft.block(pageTexts.note, sha256));
  return toSign.map(({ file, sha256 }) => draft.block(pageTexts.noteOf, sha256, { file }));
}

function officersOf({ holders }: ScriptDraft): KeyHolder[] {
  return holders.filter((person) => person.role === "officer");
}

/** What the note is called once it is signed. */
function signedName(note: string): string {
  return note.endsWith(".unsigned.note") ? note.replace(".unsigned.note", ".note") : stem(note, ".signed.note");
}
