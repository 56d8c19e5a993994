// A release's folder whose trust root asks for a public log with two witnesses, and the three who sign that log.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeNote, encodeUtf8, type Note, type RootKey, type TrustRoot } from "../../src/format/index.ts";
import { makeLog } from "../../src/log/index.ts";
import { cosignText, signText, type TestKey, testKey } from "../format/test-keys.ts";
import { temporaryFolder } from "../tools.ts";
import { group, testRoot } from "../world/roots.ts";
import { makeOfficeFolder, type OfficeChange, type OfficeFolder, type Stage } from "./office.ts";

export const origin = "log.example/zegel";
export const logKey = testKey(origin);
export const [vng, krant, partij] = ["getuige/vng", "getuige/krant", "getuige/partij"].map((name) =>
  testKey(name, 4),
) as [TestKey, TestKey, TestKey];
/** In no root. */
export const stranger = testKey("getuige/vreemd", 4);

const keyOf = ({ vkey }: TestKey, role: RootKey["role"], organisation: string): RootKey => ({
  vkey,
  role,
  holder: `holder-${vkey.name.replace("/", "-")}`,
  organisation,
});

const before = testRoot({}, 2);

/** Two witnesses of `members` must have seen the log. */
export const logRoot = (members: readonly TestKey[] = [vng, krant], needed = 2): Partial<TrustRoot> => ({
  keys: [
    ...before.keys,
    keyOf(logKey, "log", "Kiesraad"),
    ...members.map((key, i) => keyOf(key, "witness", ["VNG", "Krant", "Partij"][i] ?? "")),
  ],
  groups: [
    ...before.groups,
    group(
      "witnesses",
      needed,
      members.map(({ vkey }) => vkey.name),
    ),
  ],
  requires: { ...before.requires, checkpoint: "witnesses" },
  logOrigin: origin,
});

export interface LogOffice extends OfficeFolder {
  /** The folder of the log. */
  readonly log: string;
  /** Of the log: a file as a text. */
  inLog(name: string): string;
  /** What the log's key makes of the log as it is now, or of another text. */
  signed(text?: string): Note;
  /** What a witness answers about what the log's key signed last. */
  lines(...witnesses: readonly TestKey[]): string;
}

/** At `stage`, with an empty log beside it; where that is past the log's step, it is as this office has it without a proof. */
export async function makeLogOffice(stage: Stage, change: OfficeChange = {}): Promise<LogOffice> {
  const office = await makeOfficeFolder(stage, { ...change, root: { ...logRoot(), ...change.root } });
  const log = join(temporaryFolder(), "log");
  await makeLog(log, origin);
  return logOfficeOf(office, log);
}

export function logOfficeOf(office: OfficeFolder, log: string): LogOffice {
  const inLog = (name: string) => readFileSync(join(log, name), "utf8");
  return {
    ...office,
    log,
    inLog,
    signed: (text = inLog("checkpoint.text")) => ({ text, signatures: [signText(logKey, text)] }),
    lines: (...witnesses) => linesOver(inLog("checkpoint").split("\n\n")[0] ?? "", witnesses),
  };
}

/** `text`: of a checkpoint, without its last LF. */
export const linesOver = (text: string, witnesses: readonly TestKey[]) => {
  const signatures = witnesses.map((key) => cosignText(key, `${text}\n`, 1_800_000_000));
  return new TextDecoder().decode(encodeNote({ text: "x\n", signatures })).slice("x\n\n".length);
};

/** A stick with these files. */
export function inbox(files: Readonly<Record<string, string | Note>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), typeof content === "string" ? encodeUtf8(content) : encodeNote(content));
  return folder;
}
