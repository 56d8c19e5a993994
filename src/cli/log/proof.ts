// zegel log proof: the proof that a note stands in the log, and whether enough of those who are asked for stand under it.
// docs/spec/log-folder.md, "Proofs"

import type { Command } from "commander";
import { writeNew } from "../../files/new-file.ts";
import { print } from "../../files/print.ts";
import { encodeLogProof, quote } from "../../format/index.ts";
import { judgeProofLines, type MadeProof, makeProof, type ProofLines, readLog } from "../../log/index.ts";
import type { Language } from "../../sign/index.ts";
import { noWords } from "../../words/glossary.ts";
import { sayIn, type Text } from "../../words/language.ts";
import { languageOf, languageOption, many, outOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { exitIncomplete } from "../end.ts";
import { readNote, readRoots } from "../notes/note-file.ts";

export function addLogProof(log: Command): void {
  log
    .command("proof")
    .description("write the proof that a note stands in the log, for its disc")
    .argument("<folder>", "the log")
    .argument("<note>", "a note that was appended")
    .addOption(many("--root <note>", "the trust root that the proof is for: all versions (repeat)"))
    .addOption(languageOption())
    .addOption(outOption("-o, --out <file>"))
    .addHelpText("after", "\nExample:\n  zegel log proof log release.note --root root-1.note -o release.tlog-proof\n")
    .action(prove);
}

const texts = {
  proven: {
    nl: "bewijs:      regel {index} (geteld vanaf 0), regels: {size}, ondertekend door {names}",
    en: "proof:       entry {index} (counted from 0), entries: {size}, signed by {names}",
  },
  left: {
    nl: "weggelaten:  {name}: niet het logboek of een getuige van deze vertrouwensbasis",
    en: "left out:    {name}: neither the log nor a witness of this trust root",
  },
  noLog: {
    nl: "LET OP:      deze vertrouwensbasis noemt geen logboek: een schijf met dit bewijs wordt geweigerd",
    en: "MIND:        this trust root names no log: a disc with this proof is refused",
  },
  notByLog: {
    nl: "LET OP:      de sleutel van het logboek in deze vertrouwensbasis ondertekende deze stand niet, of is ingetrokken: dit bewijs telt niet; laat het logboek ondertekenen (zegel log sign)",
    en: "MIND:        the log's key in this trust root did not sign this checkpoint, or is revoked: this proof does not count; have the log signed (zegel log sign)",
  },
  unsound: {
    nl: "LET OP:      een handtekening onder deze stand klopt niet, of staat er twee keer: een schijf met dit bewijs wordt geweigerd; neem een andere kopie van het logboek",
    en: "MIND:        a signature under this checkpoint does not hold, or stands there twice: a disc with this proof is refused; take another copy of the log",
  },
  short: {
    nl: "WACHT:       getuigen: {found}, nodig: {needed}: met dit bewijs krijgt een schijf nog geen GOED; maak het opnieuw als de andere er zijn (zegel log cosign)",
    en: "WAITING:     witnesses: {found}, needed: {needed}: a disc is not yet genuine with this proof; make it again when the others are there (zegel log cosign)",
  },
  uncounted: {
    nl: "niet geteld: of dit genoeg getuigen zijn zegt de vertrouwensbasis: geef die met --root, alle versies",
    en: "not counted: whether these are enough witnesses the trust root says: give it with --root, all versions",
  },
  written: { nl: "geschreven:  {path}", en: "written:     {path}" },
} as const satisfies Record<string, Text>;

/** A proof on the disk; `lines`: undefined where no root was given to count them by. */
export interface WrittenProof extends MadeProof {
  readonly lines: ProofLines | undefined;
}

/** The proof of the note in the file `path`, for the roots in `root`, written to `out`. Throws LogError, FilesError, what reading throws. */
export async function writeProof(
  folder: string,
  path: string,
  root: readonly string[],
  out: string,
): Promise<WrittenProof> {
  const log = readLog(folder);
  const { note } = await readNote(path);
  const known = root.length === 0 ? undefined : await readRoots(root);
  const made = makeProof(log, note.text, known);
  const lines = known && (await judgeProofLines(made.proof, known, signatureCheck));
  writeNew(out, encodeLogProof(made.proof), 0o644);
  return { ...made, lines };
}

/** A proof that is not enough yet is written all the same: it proves that the text stands there, and its lines are told. */
async function prove(
  folder: string,
  path: string,
  options: { readonly root: readonly string[]; readonly out: string; readonly lang?: Language },
): Promise<void> {
  const language = languageOf(options);
  const { proof, left, lines: judged } = await writeProof(folder, path, options.root, options.out);
  const { signatures, text } = proof.checkpoint;
  const [, size = ""] = text.split("\n");
  const lines = [
    sayIn(texts.proven, language, {
      ...{ index: proof.index, size },
      names: signatures.map(({ name }) => quote(name)).join(", ") || noWords.nobody[language],
    }),
    ...left.map((name) => sayIn(texts.left, language, { name: quote(name) })),
    ...wanting(judged, language),
    sayIn(texts.written, language, { path: quote(options.out) }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = judged === undefined || judged.isEnough ? 0 : exitIncomplete;
}

/** What the proof lacks; nothing where it is enough. */
function wanting(judged: ProofLines | undefined, language: Language): string[] {
  if (judged === undefined) return [sayIn(texts.uncounted, language)];
  const { isEnough, hasLog, isByLog, areSound, found, needed } = judged;
  if (isEnough) return [];
  if (!hasLog) return [sayIn(texts.noLog, language)];
  return [
    ...(isByLog ? [] : [sayIn(texts.notByLog, language)]),
    ...(areSound ? [] : [sayIn(texts.unsound, language)]),
    ...(found < needed ? [sayIn(texts.short, language, { found, needed })] : []),
  ];
}
