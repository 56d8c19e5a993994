// After ONLEESBAAR: several discs with scratches become one file. One drive is enough, in which one disc lies after the other.
// The verdict on the disc stands whatever becomes of this; the file gets a verdict of its own.

import { homedir } from "node:os";
import { join } from "node:path";
import { FilesError } from "../../../files/error.ts";
import { Fault } from "../../../format/index.ts";
import { sectorBytes } from "../../../iso9660/index.ts";
import { NoDisc } from "../../node/medium.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { numberedName } from "../../record/names.ts";
import type { VerificationRecord } from "../../record/record.ts";
import { bytesOf } from "../../rescue/stretches.ts";
import { SilentMedium } from "../../silence.ts";
import { programFile } from "../checklist.ts";
import type { Options } from "../options.ts";
import { Papers } from "../output/folders.ts";
import { Joining } from "../rescue/joining.ts";
import { badWords, refusedWords } from "../rescue/words.ts";
import { CommandError } from "../terminal.ts";
import { silentText } from "../when-hung.ts";
import type { Dialog } from "./dialog.ts";
import { findDiscs } from "./discs.ts";
import { firstFree, ownFolder, sayWhy } from "./keep.ts";
import { askPath, existingPath, sayNotThere } from "./paths.ts";

/** What was checked, and how. */
export interface Checked {
  readonly record: VerificationRecord;
  readonly papers: Papers;
  readonly options: Options;
}

/** Asks whether discs are to be joined, and does it. Undefined: nothing came of it, which is said. "hung": a drive does not answer. */
export async function offerRescue(dialog: Dialog, { record, options }: Checked): Promise<Checked | "hung" | undefined> {
  if (record.verdict !== "ONLEESBAAR" || record.scope !== "image") return undefined;
  try {
    dialog.say("rescueWhat");
    if (!(await dialog.askYes("rescueWanted"))) return undefined;
    return await new Conversation(dialog, options, record.medium === "drive").hold();
  } catch (error) {
    if (!(error instanceof CommandError)) sayFault(dialog, error);
    dialog.say("rescueStopped");
    return error instanceof SilentMedium ? "hung" : undefined;
  }
}

/** What she can mend, in her words. */
function sayFault(dialog: Dialog, error: unknown): void {
  const refused = refusedWords(error, dialog.language);
  const isDutch = dialog.language === "nl" && error instanceof Fault && error.dutch !== undefined;
  const text = isDutch ? (error.dutch ?? "") : error instanceof Error ? error.message : String(error);
  if (refused !== undefined) dialog.say("rescueRefused", { text: refused.replace(/\.$/, "") });
  else if (error instanceof SilentMedium) dialog.say("rescueSilent", { text: silentText(dialog.language, true) });
  else if (error instanceof NoDisc) dialog.say("noDiscInDrive");
  else if (error instanceof FilesError) dialog.say(...sayWhy(error));
  else dialog.say("notDone", { text });
}

class Conversation {
  readonly #dialog: Dialog;
  readonly #options: Options;
  readonly #isDrive: boolean;
  #joining: Joining | undefined;
  /** Where the new file is to be. */
  #out = "";

  constructor(dialog: Dialog, options: Options, isDrive: boolean) {
    this.#dialog = dialog;
    this.#options = options;
    this.#isDrive = isDrive;
  }

  async hold(): Promise<Checked | undefined> {
    try {
      for (let target: string | undefined = this.#options.target; target !== undefined; target = await this.#askNext())
        if (await this.#isTakenFrom(target)) {
          const rescue = this.#joining?.rescue;
          if (rescue?.missing.length === 0) return await this.#judge();
        }
      return undefined;
    } finally {
      await this.#joining?.close();
    }
  }

  /** False: it could not be, which was said. Rejects what no other disc can mend. */
  async #isTakenFrom(target: string): Promise<boolean> {
    const dialog = this.#dialog;
    dialog.say("rescueReading");
    try {
      const joining = await this.#opened();
      const given = await dialog.busy((stop) => joining.add([target], stop));
      if (given.every(({ taken }) => taken.length === 0)) dialog.say("rescueNothingNew");
      return true;
    } catch (error) {
      if (error instanceof FilesError && this.#joining?.rescue === undefined) {
        await this.#moveTo(error);
        return this.#isTakenFrom(target);
      }
      const isAnother = refusedWords(error, dialog.language) !== undefined || error instanceof VerifyError;
      if (!isAnother || error instanceof SilentMedium) throw error;
      sayFault(dialog, error);
      return false;
    }
  }

  async #opened(): Promise<Joining> {
    if (this.#joining !== undefined) return this.#joining;
    if (this.#out === "") this.#out = nameIn(ownFolder() ?? homedir(), this.#options);
    this.#joining = await Joining.open(this.#out, this.#options);
    return this.#joining;
  }

  /** Another folder, where the new file cannot be in the first. Rejects CommandError when she names none. */
  async #moveTo(error: FilesError): Promise<void> {
    const dialog = this.#dialog;
    await this.#joining?.close();
    this.#joining = undefined;
    dialog.say(...sayWhy(error));
    const folder = await askPath(dialog, "otherFolder");
    if (folder === undefined) throw new CommandError("stopped: no folder for the new file");
    this.#out = nameIn(folder, this.#options);
  }

  /** The disc that was read is closed before she is asked: she takes it out now. */
  async #askNext(): Promise<string> {
    const dialog = this.#dialog;
    await this.#joining?.closeInputs();
    const rescue = this.#joining?.rescue;
    const count = bytesOf(rescue?.missing ?? []) / sectorBytes;
    const total = (rescue?.trusted.release.imageSize ?? 0) / sectorBytes;
    const isBegun = rescue !== undefined;
    for (;;) {
      const question = this.#isDrive ? (isBegun ? "rescueNextDisc" : "rescueFirstDisc") : "rescueNextFile";
      const typed = await dialog.ask(question, { count, total });
      const path = typed === "" ? this.#discInDrive() : existingPath(typed);
      if (path !== undefined) return path;
      sayNotThere(dialog, typed);
    }
  }

  /** What lies in the drive now: a system may show it in another folder than the one before. Undefined: there was no drive. */
  #discInDrive(): string | undefined {
    if (!this.#isDrive) return undefined;
    const { target } = this.#options;
    const discs = findDiscs(programFile()).map((disc) => disc.target);
    return discs.includes(target) ? target : (discs[0] ?? target);
  }

  async #judge(): Promise<Checked | undefined> {
    const dialog = this.#dialog;
    const joining = this.#joining;
    const rescue = joining?.rescue;
    if (joining === undefined || rescue === undefined) return undefined;
    dialog.say("rescueComplete");
    const papers = new Papers();
    const { record, mended } = await dialog.busy((stop) => joining.judge(papers, stop));
    if (mended !== undefined && !mended.isGood)
      dialog.show(`\n${badWords(mended, rescue, dialog.language).join("\n")}`);
    if (record.verdict === "ECHT") dialog.say("rescueMade", { path: this.#out });
    else dialog.say("rescueNotMade");
    return { record, papers, options: { ...this.#options, target: this.#out } };
  }
}

/** The same for every run with this code, so that a later one goes on; numbered where such a file is there. */
function nameIn(folder: string, { code }: Options): string {
  const name = `samengevoegd ${(code ?? "").slice(0, 5)}.iso`;
  return firstFree((number) => [join(folder, numberedName(name, number))])[0] ?? join(folder, name);
}
