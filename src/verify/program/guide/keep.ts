// What a check leaves: the record to print and sign, a report to mail, the instructions, the copy of /ZEGEL for later checks.
// Nothing here can change a verdict: where nothing can be written, the control number on the screen is enough.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { FilesError } from "../../../files/error.ts";
import { writeAllNew } from "../../../files/new-file.ts";
import { encodeUtf8 } from "../../../format/index.ts";
import { watched } from "../../node/watch.ts";
import { VerifyError } from "../../proof/verdict.ts";
import { copyName, instructionsName, numberedName, recordName, reportName } from "../../record/names.ts";
import { renderInstructions } from "../../record/paper/instructions.ts";
import { encodeRecord, type VerificationRecord } from "../../record/record.ts";
import { renderPage } from "../../record/sheet.ts";
import { stopReport } from "../../record/stop-report.ts";
import { type Papers, refuseInside } from "../output/folders.ts";
import { CommandError } from "../terminal.ts";
import type { Dialog } from "./dialog.ts";
import { ownFolders } from "./discs.ts";
import { askFilledIn } from "./filled-in.ts";
import { askPath } from "./paths.ts";
import type { GuideText } from "./texts/texts.ts";

/** A text and the name that it is to have. */
interface Leaf {
  readonly name: string;
  readonly text: string;
}

/** Offers all of it in turn. Never rejects for what cannot be kept, nor when the person leaves: the verdict stands, which is said. */
export async function keepAll(dialog: Dialog, record: VerificationRecord, papers: Papers): Promise<void> {
  try {
    const keeper = new Keeper(dialog, record);
    const filled = await keeper.keepRecord();
    await keeper.keepReport(filled);
    await keeper.keepInstructions(filled);
    if (record.verdict === "ECHT" && papers.hasInstallList) await keeper.keepCopy(papers);
  } catch (error) {
    if (!(error instanceof CommandError))
      dialog.say("notSaved", { text: error instanceof Error ? error.message : String(error) });
    dialog.say("standsAnyway", { number: record.controlNumber });
  }
}

class Keeper {
  readonly #dialog: Dialog;
  readonly #record: VerificationRecord;
  /** Where the last thing was kept: what follows goes there too, unasked. */
  #folder: string | undefined;

  constructor(dialog: Dialog, record: VerificationRecord) {
    this.#dialog = dialog;
    this.#record = record;
  }

  /** The record with what was filled in; as it was where it is not kept. */
  async keepRecord(): Promise<VerificationRecord> {
    const dialog = this.#dialog;
    const number = this.#record.controlNumber;
    if (!(await dialog.askYes("saveRecord"))) {
      dialog.say("standsAnyway", { number });
      return this.#record;
    }
    const filled = { ...this.#record, filledIn: await askFilledIn(dialog, this.#record.receipt?.envelope) };
    const [page] = await this.#keep([
      { name: recordName(filled, "html"), text: renderPage(filled, dialog.language) },
      { name: recordName(filled, "json"), text: encodeRecord(filled) },
    ]);
    if (page === undefined) dialog.say("standsAnyway", { number });
    else {
      if (await dialog.askYes("openRecord")) await open(dialog, page);
      dialog.say("printFails", { number });
    }
    return filled;
  }

  /** After STOP and WACHT: what is mailed from another device, or read out. */
  async keepReport(filled: VerificationRecord): Promise<void> {
    const text = stopReport(filled, this.#dialog.language);
    if (text === undefined || !(await this.#dialog.askYes("saveReport"))) return;
    this.#dialog.show(`\n${text.trimEnd()}`); // to be read out where there is no stick
    const [path] = await this.#keep([{ name: reportName(filled), text }]);
    if (path !== undefined) this.#dialog.show(this.#dialog.text("reportUse"));
  }

  /** After GOED, where the disc holds instructions. */
  async keepInstructions(filled: VerificationRecord): Promise<void> {
    const text = renderInstructions(filled, this.#dialog.language);
    if (text === undefined || !(await this.#dialog.askYes("saveInstructions"))) return;
    const [path] = await this.#keep([{ name: instructionsName(filled), text }]);
    if (path !== undefined) await open(this.#dialog, path);
  }

  async keepCopy(papers: Papers): Promise<void> {
    const dialog = this.#dialog;
    if (!(await dialog.askYes("saveCopy"))) return;
    const name = copyName(this.#record);
    const kept = await this.#keepIn((folder) => {
      const path = firstFree((number) => [join(folder, number === 1 ? name : `${name} (${number})`)])[0] ?? "";
      this.#refuseInside([path]);
      papers.save(path, this.#record);
      return [path];
    });
    if (kept.length > 0) dialog.show(dialog.text("copyUse"));
  }

  /** The paths where they are now; none where they are kept nowhere. */
  #keep(leaves: readonly Leaf[]): Promise<readonly string[]> {
    return this.#keepIn((folder) => {
      const paths = firstFree((number) => leaves.map(({ name }) => join(folder, numberedName(name, number))));
      this.#refuseInside(paths);
      const contents = leaves.map(({ text }, i) => ({ path: paths[i] ?? "", bytes: encodeUtf8(text), mode: 0o644 }));
      watched(folder, () => writeAllNew(contents));
      return paths;
    });
  }

  #refuseInside(paths: readonly string[]): void {
    refuseInside(this.#record.target, paths);
  }

  /** Tries the folder of what was kept before, else the person's own, then those she names. */
  async #keepIn(write: (folder: string) => readonly string[]): Promise<readonly string[]> {
    for (let folder: string | undefined = this.#folder ?? ownFolder() ?? homedir(); folder !== undefined; ) {
      try {
        const paths = write(folder);
        this.#folder = folder;
        this.#dialog.say("saved", { path: paths[0] ?? "" });
        return paths;
      } catch (error) {
        if (!(error instanceof VerifyError) && !(error instanceof FilesError)) throw error;
        this.#dialog.say(...sayWhy(error));
        folder = await askPath(this.#dialog, "otherFolder");
      }
    }
    return [];
  }
}

/** Where a person keeps her documents; undefined: in none of the usual places. */
export function ownFolder(): string | undefined {
  return ownFolders.map((name) => join(homedir(), name)).find((path) => existsSync(path));
}

/** The first paths of which none is there. */
export function firstFree(paths: (number: number) => readonly string[]): readonly string[] {
  let number = 1;
  while (number < numberLimit && paths(number).some((path) => existsSync(path))) number++;
  return paths(number);
}

/** Files of one check and one minute in one folder. */
const numberLimit = 1000;

/** Why it was not kept there, as far as the system says. */
export function sayWhy({ message }: Error): [text: GuideText, values: Readonly<Record<string, string>>] {
  const [, code = ""] = /\((E[A-Z]+)\)/.exec(message) ?? [];
  if (["ENOSPC", "EDQUOT", "EFBIG"].includes(code)) return ["noRoom", {}];
  if (["EROFS", "EACCES", "EPERM"].includes(code)) return ["mayNotWrite", {}];
  if (["ENOTDIR", "EEXIST"].includes(code)) return ["noFolder", {}];
  if (/lies in /.test(message)) return ["notOnDisc", {}];
  return ["notSaved", { text: message }];
}

/** With the program that the system has for pages. No shell: the path is one argument. */
async function open(dialog: Dialog, path: string): Promise<void> {
  const program = { win32: "explorer.exe", darwin: "open" }[process.platform as string] ?? "xdg-open";
  const child = spawn(program, [path], { stdio: "ignore", detached: true });
  const isStarted = await new Promise<boolean>((resolve) => {
    child.once("spawn", () => resolve(true));
    child.once("error", () => resolve(false));
  });
  child.unref();
  if (!isStarted) dialog.say("notOpened", { path });
}
