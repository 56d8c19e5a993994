// Keeping what a check leaves: the record to print and sign, and the copy of /ZEGEL for later checks.
// Nothing here can change a verdict: where nothing can be written, the control number on the screen is enough.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { FormatError } from "../../../format/index.ts";
import { VerifyError } from "../../proof/verdict.ts";
import type { FilledIn, VerificationRecord } from "../../record/record.ts";
import { readText } from "../options.ts";
import { type Papers, refuseInside } from "../output/folders.ts";
import { writeRecords } from "../output/record-file.ts";
import type { Dialog } from "./dialog.ts";
import { askPath } from "./menu.ts";

export async function keepRecord(dialog: Dialog, record: VerificationRecord): Promise<void> {
  const number = record.controlNumber;
  if (!(await dialog.askYes("saveRecord"))) return dialog.say("standsAnyway", { number });
  const filled = { ...record, filledIn: await askFilledIn(dialog) };
  const paths = (folder: string) => ["html", "json"].map((form) => join(folder, `zegel-verslag-${number}.${form}`));
  const folder = await keepIn(dialog, (where) => {
    refuseInside(record.target, paths(where));
    writeRecords(paths(where), filled, dialog.language);
  });
  if (folder === undefined) return dialog.say("standsAnyway", { number });
  const [page = ""] = paths(folder);
  dialog.say("saved", { path: page });
  if (await dialog.askYes("open")) await open(dialog, page);
}

export async function keepReference(dialog: Dialog, record: VerificationRecord, papers: Papers): Promise<void> {
  if (!(await dialog.askYes("saveReference"))) return;
  const name = `zegel-kopie-${record.controlNumber}`;
  const folder = await keepIn(dialog, (where) => {
    refuseInside(record.target, [join(where, name)]);
    papers.save(join(where, name), record);
  });
  if (folder === undefined) return;
  dialog.say("saved", { path: join(folder, name) });
  dialog.show(dialog.text("referenceUse"));
}

/** Names and numbers go on paper, so they are checked like those of the command line. */
async function askFilledIn(dialog: Dialog): Promise<FilledIn> {
  const municipality = await askText(dialog, "municipality");
  const envelope = await askText(dialog, "envelope");
  const persons = [await askText(dialog, "person", 1), await askText(dialog, "person", 2)];
  return { municipality, envelope, persons: persons.filter((name) => name !== undefined), answers: [] };
}

async function askText(
  dialog: Dialog,
  name: "municipality" | "envelope" | "person",
  number = 0,
): Promise<string | undefined> {
  for (;;) {
    const typed = await dialog.ask(name, { number });
    if (typed === "") return undefined;
    try {
      return readText(typed, dialog.text(name, { number }));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      dialog.say("badText", { text: error.message });
    }
  }
}

/** Tries the person's own folders, then the one she names. The folder where it is now, or undefined. */
async function keepIn(dialog: Dialog, write: (folder: string) => void): Promise<string | undefined> {
  const home = homedir();
  const own = ["Documents", "Documenten"].map((name) => join(home, name)).filter((path) => existsSync(path));
  for (let folder: string | undefined = own[0] ?? home; folder !== undefined; ) {
    try {
      write(folder);
      return folder;
    } catch (error) {
      if (!(error instanceof VerifyError)) throw error;
      dialog.say("notSaved", { text: error.message });
      folder = await askPath(dialog, "otherFolder");
    }
  }
  return undefined;
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
