// zegel seal: puts the signed notes into a copy of the image. docs/spec/seal.md

import { basename } from "node:path";
import type { Command } from "commander";
import { type Master, sealImage } from "../../build-iso/seal.ts";
import { encodeHashGroups, encodeZegelcode, quote, shellWord, spellOut } from "../../format/index.ts";
import { type ComposedSeal, composeSeal, demandComplete } from "../../trust/compose/index.ts";
import { Progress } from "../../verify/program/terminal.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { jsonOption, languageOf, languageOption, many, printRemark, printResult } from "../command.ts";
import { exitIncomplete } from "../end.ts";
import { readNote, readProof } from "../notes/note-file.ts";
import { signatureCheck } from "./platform-signature.ts";
import { checkKit, type KitCheck } from "./seal-kit.ts";
import { demandGenuine } from "./seal-verify.ts";

/** Characters of one remark. */
const remarkLimit = 2000;

const texts = {
  sealing: { nl: "verzegelen", en: "sealing" },
  kitNotRun: {
    nl: "het controleprogramma uit de kit is niet op het verzegelde schijfbestand gedraaid: {said}",
    en: "the kit's own verifier was not run on the sealed image: {said}",
  },
  notComplete: {
    nl: "NIET compleet: laat er geen schijven van persen; verzegel opnieuw met wat de waarschuwingen noemen",
    en: "NOT complete: keep it from the disc plant; seal it again with what the warnings name",
  },
  lacksProofOnly: {
    nl: "NIET compleet: zonder het bewijs van het logboek zegt elke schijf WACHT. Wacht op de getuigen en verzegel opnieuw. Kan dat niet (draaiboek “Late reparatie”), stuur het bewijs dan na, zodra het er is: de zegelcode blijft dezelfde",
    en: "NOT complete: without the log's proof each disc says WAIT. Wait for the witnesses and seal again. Where that cannot be (playbook “Late reparatie”), send the proof after, as soon as it is there: the zegelcode stays the same",
  },
  release: {
    nl: "versie:         {product} {version}, {election}, {role}, nummer {sequence}",
    en: "release:       {product} {version}, {election}, {role}, number {sequence}",
  },
  signedBy: { nl: "ondertekend:    {names}", en: "signed by:     {names}" },
  zegelcode: { nl: "zegelcode:      {code}", en: "zegelcode:     {code}" },
  image: { nl: "schijfbestand:  {sha256}", en: "image digest:  {sha256}" },
  master: { nl: "met het zegel:  {sha256}", en: "master digest: {sha256}" },
  written: { nl: "geschreven:     {path} ({bytes} bytes)", en: "written:       {path} ({bytes} bytes)" },
  kitSays: { nl: "uit de kit:     {verifier} zegt {said}", en: "kit's own:     {verifier} says {said}" },
  check: { nl: "controleer:     echo {line} | sha256sum -c", en: "check it:      echo {line} | sha256sum -c" },
} as const satisfies Record<string, Text>;

export function addSeal(program: Command): void {
  program
    .command("seal")
    .description("write the signed notes into a copy of an image; no other byte changes")
    .requiredOption("--image <iso>", "the unsealed image, or a sealed one to seal again (its notes are replaced)")
    .requiredOption("--release <note>", "the release note, signed by enough officers")
    .addOption(many("--root <note>", "trust roots 1 to the newest, each signed (repeat)").makeOptionMandatory())
    .addOption(many("--rebuild <note>", "a reviewer's statement (repeat)"))
    .option("--recall <note>", "the recall list")
    .option(
      "--incomplete",
      "write a final master too that waits for rebuilds or witnesses, and that verify refuses until then (exit 3)",
    )
    .option("--log-proof <file>", "the proof that the release stands in the public log (zegel log proof)")
    .addOption(jsonOption("print JSON"))
    .addOption(languageOption())
    .requiredOption("-o, --out <iso>", "the new file")
    .addHelpText(
      "after",
      "\nExample:\n  zegel seal --image unsealed.iso --release release.signed.note --root root-1.note -o master.iso\n",
    )
    .action(seal);
}

interface SealOptions {
  readonly image: string;
  readonly release: string;
  readonly root: readonly string[];
  readonly rebuild: readonly string[];
  readonly recall?: string | undefined;
  readonly logProof?: string | undefined;
  readonly incomplete?: true;
  readonly out: string;
  readonly json?: true;
  readonly lang?: Language;
}

/** Of the files that are named. Throws SealError, SignError, FormatError. */
export async function composeFrom({
  release,
  root,
  rebuild,
  recall,
  logProof,
}: Pick<SealOptions, "release" | "root" | "rebuild" | "recall" | "logProof">): Promise<ComposedSeal> {
  return composeSeal(
    {
      release: await readNote(release),
      trustRoots: await Promise.all(root.map(readNote)),
      rebuilds: await Promise.all(rebuild.map(readNote)),
      recall: recall === undefined ? undefined : await readNote(recall),
      logProof: logProof === undefined ? undefined : await readProof(logProof),
    },
    signatureCheck,
  );
}

/** A master that was written, and what the verifiers said of it before it had its name. */
export interface SealedMaster {
  /** Of this program's; undefined: it was not asked. */
  readonly verdict: string | undefined;
  readonly composed: ComposedSeal;
  readonly master: Master;
  /** Undefined: it has no kit. */
  readonly kit: KitCheck | undefined;
}

/**
 * Composes, seals and inspects. `isVerified`: the verifier of this program says ECHT of it too; of a final release it always must.
 * Throws SealError, FormatError, FilesError, CommandError.
 */
export async function sealMaster(options: Omit<SealOptions, "json">, isVerified = false): Promise<SealedMaster> {
  const language = languageOf(options);
  const composed = await composeFrom(options);
  for (const remark of composed.remarks) printRemark("note", spellOut(remark[language], remarkLimit), language);
  if (options.incomplete === undefined) demandComplete(composed);
  for (const warning of composed.warnings) printRemark("warning", spellOut(warning[language], remarkLimit), language);
  const progress = new Progress(texts.sealing[language], composed.release.imageSize);
  let verdict: string | undefined;
  let kit: KitCheck | undefined;
  const master = await sealImage(options.image, composed, options.out, {
    onProgress: (bytes) => progress.update(bytes),
    // Before it has its name: nobody may take an image that its own verifier refuses for a master.
    inspect: async (sealed) => {
      progress.end();
      if (isVerified || composed.release.purpose === "final") verdict = await demandGenuine(sealed, composed, language);
      kit = await checkKit(sealed, composed, options.root);
    },
  }).finally(() => progress.end());
  return { verdict, composed, master, kit };
}

async function seal(options: SealOptions): Promise<void> {
  const language = languageOf(options);
  const { composed, master, kit } = await sealMaster(options);
  if (kit !== undefined && kit.verifier === undefined)
    printRemark("note", sayIn(texts.kitNotRun, language, { said: kit.said[language] }), language);
  const isShort = options.incomplete === true && composed.warnings.length > 0;
  const short = composed.lacksProofOnly ? texts.lacksProofOnly : texts.notComplete;
  const result = [options.out, composed, master, kit] as const;
  printResult(
    options.json,
    () => inJson(...result),
    () => `${[...inWords(...result, language), ...(isShort ? [short[language]] : [])].join("\n")}\n`,
  );
  process.exitCode = isShort ? exitIncomplete : 0;
}

function inWords(
  out: string,
  { release, releaseSha256, signers }: ComposedSeal,
  master: Master,
  kit: KitCheck | undefined,
  language: Language,
): string[] {
  const { product, version, election, role, sequence } = release;
  const line = shellWord(`${master.sha256}  ${basename(out)}`);
  return [
    sayIn(texts.release, language, { product, version, election, role, sequence }),
    sayIn(texts.signedBy, language, { names: signers.map((key) => `${key.vkey.name} (${key.holder})`).join(", ") }),
    sayIn(texts.zegelcode, language, { code: encodeZegelcode(releaseSha256) }),
    sayIn(texts.image, language, { sha256: encodeHashGroups(release.imageSha256) }),
    sayIn(texts.master, language, { sha256: encodeHashGroups(master.sha256) }),
    fill(texts.written[language], { path: out, bytes: master.bytes }),
    ...(kit?.verifier === undefined
      ? []
      : [sayIn(texts.kitSays, language, { verifier: kit.verifier, said: quote(kit.said[language]) })]),
    sayIn(texts.check, language, { line }),
  ];
}

function inJson(out: string, composed: ComposedSeal, master: Master, kit: KitCheck | undefined) {
  const { release, releaseSha256, signers, remarks, warnings } = composed;
  return {
    out,
    bytes: master.bytes,
    masterSha256: master.sha256,
    imageSha256: release.imageSha256,
    releaseSha256,
    zegelcode: encodeZegelcode(releaseSha256),
    signers: signers.map((key) => key.vkey.name),
    remarks: remarks.map(({ en }) => en),
    warnings: warnings.map(({ en }) => en),
    isComplete: warnings.length === 0,
    kitCheck: kit === undefined ? null : { ...kit, said: kit.said.en },
  };
}
