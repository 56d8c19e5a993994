// One output of the last steps, made by the function beneath the command that is printed for it. docs/spec/release-folder.md, "Finish"

import { existsSync, mkdirSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseTexts, textsLimit } from "../../../distribute/index.ts";
import { readBytesSync } from "../../../files/bounded.ts";
import { print } from "../../../files/print.ts";
import { encodeHashGroups, type Fault } from "../../../format/index.ts";
import { commandLine, type Part, partCommand } from "../../../release-folder/index.ts";
import { SealError } from "../../../trust/compose/index.ts";
import { CommandError } from "../../../verify/program/terminal.ts";
import { fill, type Language } from "../../../words/language.ts";
import { sealMaster } from "../../disc/seal.ts";
import { writePaper } from "../../distribute/letter.ts";
import { appendFiles } from "../../log/log.ts";
import { writeProof } from "../../log/proof.ts";
import { joinNotes } from "../../notes/merge.ts";
import { demandToolkit, keepRelease } from "../../reproduce/escrow.ts";
import { makePublicBundle, writeOutSums } from "../bundles.ts";
import { exitWrong } from "../exit-codes.ts";
import { whereIs } from "../log/read-log.ts";
import { startTexts } from "../start-texts.ts";
import { type MasterCheck, tellCheck } from "./check-master.ts";
import { finishTexts } from "./finish-texts.ts";

/** The folder of a release in which something is made, and how it is told. */
export interface Work {
  readonly path: string;
  readonly toolkit: string | undefined;
  readonly language: Language;
  /** Masters that were verified in this run, by their paths in the folder. */
  readonly checked: Map<string, MasterCheck>;
}

/** False: it cannot be made with what was given, which was said. Throws what the command would, 31 where a file contradicts. */
export async function makePart(part: Part, work: Work): Promise<boolean> {
  if (part.is === "escrow" && !(await hasToolkit(work))) return false;
  const { path, language } = work;
  if (!existsSync(join(path, "out"))) {
    tellCommand(["mkdir", "out"], work);
    mkdirSync(join(path, "out"));
  }
  const toolkit = part.is === "escrow" && work.toolkit !== undefined ? ["--toolkit", resolve(work.toolkit)] : [];
  tellCommand([...partCommand(part), ...toolkit], work);
  const sha256 = await make(part, work);
  if (part.is === "append") return true; // of each entry it was said
  const text = finishTexts[sha256 === undefined ? "part" : "digest"][language];
  print(`${fill(text, { path: part.out, groups: sha256 === undefined ? "" : encodeHashGroups(sha256) })}\n`);
  const check = work.checked.get(part.out);
  if (check !== undefined) tellCheck(part.out, check, language);
  return true;
}

/** As it is typed anywhere. */
export function tellCommand(command: readonly string[], { path, language }: Work): void {
  print(`${startTexts.doing[language]}${commandLine(["cd", path])} && ${commandLine(command)}\n`);
}

/** Returns the SHA-256 of what is carried or archived by it. */
async function make(part: Part, work: Work): Promise<string | undefined> {
  const at = (name: string) => join(work.path, name);
  const out = at(part.out);
  switch (part.is) {
    case "merge":
      return merge(part, work);
    case "append": {
      const { added, pathOf } = await appendFiles(whereIs(work.path, part.out), part.notes.map(at), part.root.map(at));
      const say = (index: number, path: string) => fill(finishTexts.appended[work.language], { index, path });
      for (const { note, index } of added) print(`${say(index, relative(work.path, pathOf(note.text)))}\n`);
      return undefined;
    }
    case "proof":
      await writeProof(whereIs(work.path, part.log), at(part.release), part.root.map(at), out);
      return undefined;
    case "seal":
      return seal(part, work);
    case "letter":
    case "label":
    case "staatscourant": {
      const { releases, root, kit, texts, recall, isWithoutProof } = part.letter;
      const letter = isWithoutProof ? { withoutProof: true as const } : {};
      const paper = part.is === "letter" ? letter : { [part.is]: true as const };
      await writePaper(releases.map(at), {
        ...{ root: root.map(at), kit: at(kit), recall: recall === undefined ? undefined : at(recall), out },
        ...{ texts: parseTexts(readBytesSync(at(texts), textsLimit), texts), ...paper },
      });
      return undefined;
    }
    case "escrow": {
      const { master, payload, notes, logProof } = part;
      const proof = logProof === undefined ? undefined : at(logProof);
      const kept = { payload: at(payload), note: notes.map(at), logProof: proof };
      const given = { ...kept, toolkit: work.toolkit, out, lang: work.language };
      return (await keepRelease(at(master), given)).sha256;
    }
    case "public":
      await makePublicBundle(work.path, part.paths, part.readme);
      return undefined;
    case "sums":
      writeOutSums(work.path, part.paths);
      return undefined;
  }
}

async function merge({ files, root, out }: Part & { is: "merge" }, { path, language }: Work): Promise<undefined> {
  const at = (name: string) => join(path, name);
  const rooted = root === undefined ? {} : { root: at(root) };
  const { isShort, written } = await joinNotes(files.map(at), { ...rooted, key: [], out: at(out), lang: language });
  if (isShort)
    throw new CommandError({
      nl: `${written}: verwacht genoeg handtekeningen, zoals de stand zegt, gevonden te weinig`,
      en: `${written}: expected enough signatures, as the status says, found too few`,
    });
}

/** Both verifiers are asked before it has its name. */
async function seal({ seal: paths, out }: Part & { is: "seal" }, { path, checked, language }: Work): Promise<string> {
  const at = (name: string) => join(path, name);
  const { image, release, root, rebuild, recall, logProof, isWithoutProof } = paths;
  const named = { image: at(image), release: at(release), root: root.map(at), rebuild: rebuild.map(at), out: at(out) };
  const given = {
    ...{ ...named, recall: recall === undefined ? undefined : at(recall), lang: language },
    logProof: logProof === undefined ? undefined : at(logProof),
    ...(isWithoutProof ? { incomplete: true as const } : {}),
  };
  const { master, verdict, kit } = await contradicting(() => sealMaster(given, true));
  checked.set(out, { verdict: verdict ?? "", kit });
  return master.sha256;
}

/** What a verifier refuses, and an image that is not the one that was signed, is a file that contradicts: 31. */
export async function contradicting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isContradiction =
      error instanceof CommandError || (error instanceof SealError && ["IMAGE", "PLACE"].includes(error.code));
    throw isContradiction ? new CommandError(inBoth(error), exitWrong) : error;
  }
}

const inBoth = ({ message, dutch }: Fault) => ({ nl: dutch ?? message, en: message });

/** Without --toolkit it is the checkout that this program runs from, where it is one. */
async function hasToolkit({ toolkit, language }: Work): Promise<boolean> {
  if (toolkit !== undefined) return true; // it was looked at before all else
  try {
    await demandToolkit();
    return true;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    print(`${fill(finishTexts.noToolkit[language], { reason: inBoth(error)[language] }, 1000)}\n`);
    return false;
  }
}
