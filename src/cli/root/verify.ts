// zegel root diff, zegel root verify: what changed between versions, and whether the whole chain holds. docs/spec/trust-root.md

import type { Command } from "commander";
import {
  encodeHashGroups,
  encodeNote,
  isMeantAsHash,
  noteLimit,
  parseHashGroups,
  parseTrustRoot,
  type RootKey,
  spellOut,
  textDigest,
} from "../../format/index.ts";
import {
  type Anchor,
  describeChanges,
  describeEmergency,
  describeFault,
  describeWitnesses,
  diffRoots,
  type JudgedChain,
  type JudgedStep,
  judgeChain,
  type Language,
  type NoteFile,
} from "../../sign/index.ts";
import { fill, type Text, uncut } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";

export function addDiffAndVerify(root: Command): void {
  root
    .command("diff")
    .description("say in words what one trust root changes in another")
    .argument("<before>", "a trust-root note")
    .argument("<after>", "a trust-root note")
    .addOption(languageOption())
    .addOption(jsonOption("print JSON"))
    .addHelpText("after", "\nExample:\n  zegel root diff root-1.note root-2.note\n")
    .action(showDiff);
  root
    .command("verify")
    .description("judge a chain of trust roots, step by step, from an anchor that you have from elsewhere")
    .argument("<note...>", "trust roots of consecutive versions, in any order")
    .option("--anchor <note-or-digest>", "a trust root from elsewhere, or the SHA-256 of its text in 16 groups")
    .addOption(languageOption())
    .addOption(jsonOption("print JSON"))
    .addHelpText(
      "after",
      "\nExit codes: 0 the chain holds from the anchor on; 1 it does not, or there is no anchor.\n" +
        "\nExample:\n  zegel root verify root-1.note root-2.note --anchor /media/own/root-1.note\n",
    )
    .action(verifyRoots);
}

interface ShowOptions {
  readonly lang?: Language;
  readonly json?: true;
}

async function showDiff(beforePath: string, afterPath: string, options: ShowOptions): Promise<void> {
  const before = parseTrustRoot((await readNote(beforePath)).note.text);
  const after = parseTrustRoot((await readNote(afterPath)).note.text);
  const changes = diffRoots(before, after);
  const language = languageOf(options);
  const lines = [
    ...describeChanges(changes, language),
    ...describeEmergency(after, language),
    ...describeWitnesses(after, language),
  ];
  const result = { before: before.version, after: after.version, changes };
  printResult(
    options.json,
    () => result,
    () => `${lines.join("\n")}\n`,
  );
  process.exitCode = 0;
}

async function verifyRoots(paths: readonly string[], options: ShowOptions & { readonly anchor?: string }) {
  const files: NoteFile[] = [];
  for (const path of paths) files.push(await readNote(path));
  const anchor = options.anchor === undefined ? undefined : await readAnchor(options.anchor);
  const chain = await judgeChain(files, anchor, signatureCheck);
  const today = new Date().toISOString().slice(0, 10);
  printResult(
    options.json,
    () => chainInJson(chain, today),
    () => chainInWords(chain, anchor, today, languageOf(options)),
  );
  process.exitCode = chain.isTrusted ? 0 : 1;
}

/** 64 hex digits in whatever grouping people write are a digest, all else is the name of a file. */
async function readAnchor(typed: string): Promise<Anchor> {
  if (isMeantAsHash(typed)) return { kind: "sha256", sha256: parseHashGroups(typed) };
  return { kind: "note", file: await readNote(typed) };
}

function chainInJson({ steps, anchored, isTrusted }: JudgedChain, today: string): object {
  const names = (keys: readonly RootKey[]) => keys.map((key) => key.vkey.name);
  return {
    isTrusted,
    anchor: anchored?.root.version ?? null,
    today,
    steps: steps.map(({ path, root, sha256, succession, signatures, isGood }) => ({
      file: path,
      version: root.version,
      sha256,
      valid: { from: root.validFrom, until: root.validUntil },
      isGood,
      faults: [...succession, ...signatures.faults],
      revokedSigners: names(signatures.revoked),
      quorums: signatures.quorums.map(({ version, threshold, signers, missing, isMet }) => ({
        ...{ version, threshold, signers: names(signers), missing: names(missing), isMet },
      })),
    })),
  };
}

const texts = {
  good: { nl: "goed", en: "good" },
  bad: { nl: "FOUT", en: "FAULT" },
  version: { nl: "Versie", en: "Version" },
  size: { nl: "5.3.3 grootte: {found} bytes, ten hoogste {limit}", en: "5.3.3 size: {found} bytes, at most {limit}" },
  quorum: {
    nl: "5.3.4 quorum van versie {version}: {count} van {threshold}: {names}",
    en: "5.3.4 quorum of version {version}: {count} of {threshold}: {names}",
  },
  missing: { nl: "niet ondertekend door {names}", en: "not signed by {names}" },
  forged: { nl: "de handtekening van {names} klopt niet", en: "the signature by {names} does not hold" },
  revoked: { nl: "ingetrokken, telt niet: {names}", en: "revoked, not counted: {names}" },
  follows: {
    nl: "5.3.5 nummer precies {version}; noemt de tekst van versie {before}; doel gelijk; ingetrokken blijft ingetrokken",
    en: "5.3.5 number exactly {version}; names the text of version {before}; same purpose; what was revoked stays so",
  },
  facts: {
    nl: "Twee feiten, die niets beslissen: versie {version} geldt van {from} tot en met {until}; de klok van deze computer zegt {today}.",
    en: "Two facts that decide nothing: version {version} is valid from {from} to {until}; the clock of this machine says {today}.",
  },
  noAnchor: {
    nl: "GEEN ANKER: niets van buiten zegt dat deze keten van de Kiesraad is. Geef --anchor, of vergelijk een hashcode hierboven met die op papier.",
    en: "NO ANCHOR: nothing from outside says whose chain this is. Give --anchor, or compare a digest above with one on paper.",
  },
  wrongAnchor: {
    nl: "HET ANKER STAAT NIET IN DE KETEN: verwacht {sha256}. Gebruik geen van deze versies.",
    en: "THE ANCHOR IS NOT IN THE CHAIN: expected {sha256}. Use none of these roots.",
  },
  broken: {
    nl: "De keten houdt NIET. Gebruik geen van deze versies; vraag ze opnieuw.",
    en: "The chain does NOT hold. Use none of these roots; ask for them again.",
  },
  holds: {
    nl: "De keten houdt, van het anker (versie {anchor}) tot en met versie {newest}.",
    en: "The chain holds, from the anchor (version {anchor}) to version {newest}.",
  },
} as const;

const say = (text: Text, language: Language, values: Record<string, string | number> = {}) =>
  fill(text[language], values, uncut);

function chainInWords(
  { steps, anchored, isTrusted }: JudgedChain,
  anchor: Anchor | undefined,
  today: string,
  language: Language,
): string {
  const lines = steps.flatMap((step) => stepInWords(step, language));
  const newest = steps.at(-1)?.root;
  if (newest !== undefined) {
    const { version, validFrom: from, validUntil: until } = newest;
    lines.push(say(texts.facts, language, { version, from, until, today }));
  }
  const wanted = anchor?.kind === "note" ? textDigest(anchor.file.note.text) : anchor?.sha256;
  if (steps.some((step) => !step.isGood)) lines.push(say(texts.broken, language));
  if (wanted === undefined) lines.push(say(texts.noAnchor, language));
  else if (anchored === undefined) lines.push(say(texts.wrongAnchor, language, { sha256: encodeHashGroups(wanted) }));
  if (isTrusted)
    lines.push(say(texts.holds, language, { anchor: anchored?.root.version ?? 0, newest: newest?.version ?? 0 }));
  return `${lines.join("\n")}\n`;
}

/** One version, by the numbers of TUF 1.0.34 section 5.3. */
function stepInWords({ path, note, root, sha256, succession, signatures }: JudgedStep, language: Language): string[] {
  const mark = (isGood: boolean) => `[${say(isGood ? texts.good : texts.bad, language)}]`;
  const names = (keys: readonly RootKey[]) => keys.map((key) => `${key.vkey.name} (${key.holder})`).join(", ");
  const lines = [
    `${say(texts.version, language)} ${root.version}: ${spellOut(path, 400)}`,
    `  SHA-256: ${encodeHashGroups(sha256)}`,
  ];
  const size = encodeNote(note).length;
  lines.push(`  ${mark(true)} ${say(texts.size, language, { found: size, limit: noteLimit })}`);
  for (const { version, threshold, signers, missing, isMet } of signatures.quorums) {
    const values = { version, count: signers.length, threshold, names: names(signers) || "–" };
    lines.push(`  ${mark(isMet)} ${say(texts.quorum, language, values)}`);
    if (!isMet && missing.length > 0) lines.push(`         ${say(texts.missing, language, { names: names(missing) })}`);
  }
  for (const { name } of signatures.faults)
    lines.push(`  ${mark(false)} ${say(texts.forged, language, { names: name })}`);
  if (signatures.revoked.length > 0)
    lines.push(`         ${say(texts.revoked, language, { names: names(signatures.revoked) })}`);
  if (signatures.quorums.length > 1 && succession.length === 0)
    lines.push(`  ${mark(true)} ${say(texts.follows, language, { version: root.version, before: root.version - 1 })}`);
  for (const fault of succession) lines.push(`  ${mark(false)} 5.3.5 ${describeFault(fault, language)}`);
  return lines;
}
