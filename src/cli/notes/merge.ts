// zegel merge: the coordinator joins what the officers sent back: notes, responses, signatures by signify or minisign.

import type { Command } from "commander";
import {
  type Note,
  noteLimit,
  parseNoteFile,
  parseTrustRoot,
  type RootKey,
  refuseResaved,
  showLineNames,
  type VKey,
} from "../../format/index.ts";
import {
  builtInJudge,
  type Evidence,
  findWhoCounts,
  isEnough,
  isForeignSignature,
  isResponse,
  type Judgement,
  judgeJoined,
  type NoteFile,
  noteOfForeign,
  noteOfResponse,
  parseResponse,
  readBytes,
  readPublicKey,
  readStatement,
  SignError,
  warnOutside,
} from "../../sign/index.ts";
import { askedFor, namesWithPlace } from "../../trust/compose/index.ts";
import { noWords } from "../../words/glossary.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, outOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { builtInRoots } from "./evidence.ts";
import { incompleteName, removeIncomplete, writeIncomplete } from "./incomplete.ts";
import { readNote, writeNote } from "./note-file.ts";

export function addMerge(program: Command): void {
  program
    .command("merge")
    .description("join the signatures under one text; other texts are refused")
    .argument("<file...>", "a note; then notes with the same text, responses, signatures by signify or minisign")
    .option(
      "--root <note>",
      "the trust root to judge the signatures by; for a trust root from version 2 on, the one before it; while too few have signed, OUT.incomplete is written in place of OUT",
    )
    .addOption(many("--key <file>", "STEM.pub whose signature a signify or minisign file may be (repeat)"))
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .addOption(outOption("-o, --out <note>"))
    .addHelpText(
      "after",
      "\nExample:\n  zegel merge release.note anna.response bert.response --root root-1.note -o release.signed.note\n" +
        "  zegel merge root-2.anna.note root-2.dirk.note --root root-1.note -o root-2.signed.note\n",
    )
    .action(merge);
}

interface MergeOptions {
  readonly root?: string;
  readonly key: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
  readonly out: string;
}

/** Of a next trust root there are two groups to ask: that of the version before, and its own. */
const texts = {
  notJudged: {
    nl: "ondertekend: {names}; NIET beoordeeld: er is geen --root gegeven",
    en: "signatures:  {names}; NOT judged: no --root was given",
  },
  judgedBy: {
    nl: "volgens:     {path} (er is geen --root gegeven)",
    en: "judged by:   {path} (no --root was given)",
  },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
  notComplete: {
    nl: "NIET compleet: {path} is er pas als genoeg mensen hebben ondertekend; voeg opnieuw samen met wat zij sturen",
    en: "NOT complete: there is no {path} until enough have signed; join again with what they send",
  },
  noPredecessor: {
    nl: "NIET beoordeeld volgens de versie ervoor, die ook moet ondertekenen: geef ook root {version} (--root)",
    en: "NOT judged by the version before: its quorum is needed too; give that version, root {version}, with --root",
  },
  byVersion: { nl: "de vertrouwensbasis volgens versie {version}", en: "root by version {version}" },
  byItself: { nl: "de vertrouwensbasis volgens zichzelf", en: "root by itself" },
  revoked: { nl: "ingetrokken: {names} (telt niet)", en: "revoked:     {names} (not counted)" },
  unknown: { nl: "onbekend:    {names} (blijft staan, telt niet)", en: "unknown:     {names} (kept, not counted)" },
  nobodyAsked: {
    nl: "ondertekend: de vertrouwensbasis vraagt niemands handtekening voor {what}",
    en: "signatures:  the trust root asks for nobody's signature for {what}",
  },
  one: {
    nl: "ondertekend: {count} geldige handtekening, {threshold} nodig voor {what}: {names}",
    en: "signatures:  {count} of {threshold} needed for {what}: {names}",
  },
  several: {
    nl: "ondertekend: {count} geldige handtekeningen, {threshold} nodig voor {what}: {names}",
    en: "signatures:  {count} of {threshold} needed for {what}: {names}",
  },
  missing: { nl: "ontbreekt:   {names}", en: "missing:     {names}" },
  nobodyLeft: { nl: "er is niemand meer die kan ondertekenen", en: "nobody is left who could sign" },
} as const satisfies Record<string, Text>;

/** What became of a joining. `written`: OUT, or OUT.incomplete where too few have signed. */
export interface Joined {
  readonly note: Note;
  readonly judgement: Judgement | undefined;
  readonly rootFile: NoteFile | undefined;
  readonly written: string;
  readonly isShort: boolean;
}

/** Joins and writes. Throws SignError, FormatError, FilesError. */
export async function joinNotes(paths: readonly string[], options: Omit<MergeOptions, "json">): Promise<Joined> {
  const language = languageOf(options);
  const given = options.root === undefined ? undefined : await readNote(options.root);
  const files = await readFiles(paths, given, options.key);
  const rootFile = given ?? (files[0] && builtInJudge(files[0].note, builtInRoots()));
  const { note, judgement } = await judgeJoined(files, rootFile, signatureCheck);
  const isShort = given !== undefined && judgement !== undefined && !isEnough(judgement);
  if (isShort) await writeIncomplete(options.out, note, language);
  else writeNote({ path: options.out, note });
  if (given !== undefined && !isShort) await removeIncomplete(options.out, note, language);
  return { note, judgement, rootFile, written: isShort ? incompleteName(options.out) : options.out, isShort };
}

async function merge(paths: readonly string[], options: MergeOptions): Promise<void> {
  const language = languageOf(options);
  const { note, judgement, rootFile, written, isShort } = await joinNotes(paths, options);
  const who = await findWhoCounts(note, onlyRoots(rootFile, builtInRoots()), signatureCheck);
  const judgedBy = judgement !== undefined && options.root === undefined ? rootFile : undefined;
  const lines = () => [
    ...(judgement === undefined
      ? [
          sayIn(texts.notJudged, language, {
            names: showLineNames(note.signatures.map((line) => line.name)) || noWords.none[language],
          }),
        ]
      : inWords(note, judgement, language)),
    ...(judgedBy === undefined ? [] : [sayIn(texts.judgedBy, language, { path: judgedBy.path })]),
    ...warnOutside(who, language),
    sayIn(texts.written, language, { path: written }),
    ...(isShort ? [sayIn(texts.notComplete, language, { path: options.out })] : []),
  ];
  printResult(
    options.json,
    () => inJson(written, note, judgement),
    () => `${lines().join("\n")}\n`,
  );
  process.exitCode = isShort ? exitIncomplete : 0;
}

const onlyRoots = (rootFile: NoteFile | undefined, builtIn: readonly NoteFile[]): Evidence => ({
  ...{ previous: [], rebuilds: [], manifests: [], changes: [], builtIn },
  roots: rootFile === undefined ? [] : [rootFile],
});

/** Every file as a note with one text: that of the notes among them. Throws SignError, FormatError. */
async function readFiles(
  paths: readonly string[],
  rootFile: NoteFile | undefined,
  keyPaths: readonly string[],
): Promise<NoteFile[]> {
  const read = [];
  for (const path of paths) read.push({ path, bytes: await readBytes(path, noteLimit) });
  const notes = read
    .filter(({ bytes }) => !isResponse(bytes) && !isForeignSignature(bytes))
    .map(({ path, bytes }) => ({ path, note: parseNoteFile(bytes, path) }));
  const text = notes[0]?.note.text;
  if (text === undefined)
    throw new SignError("FILE", {
      nl: "verwacht een bestand met de tekst zelf erbij, gevonden geen: noem eerst het bestand dat is ondertekend",
      en: "expected a note among the files, found none: name the note that was signed first",
    });
  const files: NoteFile[] = [...notes];
  for (const { path, bytes } of read) {
    if (isResponse(bytes)) {
      refuseResaved(bytes, path);
      files.push({ path, note: noteOfResponse(parseResponse(bytes, path), text, path) });
    }
    if (isForeignSignature(bytes)) {
      const keys = await candidateKeys(text, rootFile, keyPaths);
      files.push({ path, note: await noteOfForeign(bytes, text, keys, signatureCheck, path) });
    }
  }
  return files;
}

/** Whose a signature without a name can be. That the root stands is judged with the joined note. */
async function candidateKeys(
  text: string,
  rootFile: NoteFile | undefined,
  keyPaths: readonly string[],
): Promise<VKey[]> {
  const statement = readStatement(text);
  const roots = rootFile === undefined ? [] : [parseTrustRoot(rootFile.note.text)];
  if (statement.type === "trust-root") roots.push(statement.root);
  const keys: VKey[] = roots.flatMap((root) => root.keys.map((key) => key.vkey));
  for (const path of keyPaths) keys.push(await readPublicKey(path));
  return keys;
}

function inWords(
  note: Note,
  { requirement, quorum, missing, unknown, predecessor }: Judgement,
  language: Language,
): string[] {
  const lines: string[] = [];
  const asked = askedFor[requirement][language];
  if (predecessor === "not given")
    lines.push(sayIn(texts.noPredecessor, language, { version: parseTrustRoot(note.text).version - 1 }));
  else if (predecessor !== undefined) {
    const what = sayIn(texts.byVersion, language, { version: predecessor.version });
    lines.push(...quorumLines(predecessor, predecessor.missing, what, language));
  }
  const what = predecessor === undefined ? asked : sayIn(texts.byItself, language);
  lines.push(...quorumLines(quorum, missing, what, language));
  if (quorum.revoked.length > 0) lines.push(sayIn(texts.revoked, language, { names: namesOf(quorum.revoked) }));
  if (unknown.length > 0) lines.push(sayIn(texts.unknown, language, { names: showLineNames(unknown) }));
  return lines;
}

function quorumLines(
  { threshold, signers, isMet }: Pick<Judgement["quorum"], "threshold" | "signers" | "isMet">,
  missing: readonly RootKey[],
  what: string,
  language: Language,
): string[] {
  if (threshold === 0) return [sayIn(texts.nobodyAsked, language, { what })];
  const values = { count: signers.length, threshold, what, names: namesOf(signers) || noWords.nobody[language] };
  const found = sayIn(signers.length === 1 ? texts.one : texts.several, language, values);
  const names = namesWithPlace(missing) || texts.nobodyLeft[language];
  return isMet ? [found] : [found, sayIn(texts.missing, language, { names })];
}

const namesOf = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name).join(", ");

function inJson(out: string, note: Note, judgement: Judgement | undefined) {
  const names = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name);
  const judged = judgement && {
    requirement: judgement.requirement,
    threshold: judgement.quorum.threshold,
    signers: names(judgement.quorum.signers),
    revoked: names(judgement.quorum.revoked),
    missing: names(judgement.missing),
    unknown: judgement.unknown,
    isMet: judgement.quorum.isMet,
    predecessor: predecessorInJson(judgement.predecessor),
  };
  const isComplete = judgement === undefined ? null : isEnough(judgement);
  return { out, signatures: note.signatures.map((line) => line.name), judgement: judged ?? null, isComplete };
}

/** Null: the note needs none. A next root is signed by enough only where both `isMet` are true. */
function predecessorInJson(predecessor: Judgement["predecessor"]): object | string | null {
  if (predecessor === undefined || predecessor === "not given") return predecessor ?? null;
  const { version, threshold, signers, missing, isMet } = predecessor;
  const names = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name);
  return { version, threshold, signers: names(signers), missing: names(missing), isMet };
}
