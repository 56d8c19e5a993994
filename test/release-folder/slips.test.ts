// The slips that once pressed bad discs with exit 0: each is stopped with a sentence, and nothing is made or written over.

import { cpSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, encodeTrustRoot } from "../../src/format/index.ts";
import { encodeBuiltInMark } from "../../src/format/notes/built-in-mark.ts";
import { zegelIn } from "../cli/flow.ts";
import { temporaryFolder } from "../tools.ts";
import { signText } from "../world/people.ts";
import { testRoot } from "../world/roots.ts";
import { answerOf, makeOfficeFolder, type OfficeChange, type OfficeFolder, type Stage } from "./office.ts";

interface Slip {
  readonly what: string;
  readonly stage: Stage;
  readonly change?: OfficeChange;
  /** Makes the slip. Returns the command, typed in the folder. */
  readonly make: (office: OfficeFolder) => Promise<string[]> | string[];
  readonly status: number;
  readonly says: RegExp;
}

const seal = ["seal", "--image", "build/unsealed.iso", "--release", "out/release.note", "--root", "in/root-1.note"];
const finish = ["release", "finish", "."];
const next = (office: OfficeFolder, ...more: string[]) => [
  ...["release", "start", join(temporaryFolder(), "twee"), "--payload", join(office.folder, "in/payload"), "--yes"],
  ...["--release-version", "2.24.4", ...more],
];
const older: OfficeChange = { choice: { version: "2.24.2" } };
const inboxWith = (files: Readonly<Record<string, Uint8Array>>): string => {
  const inbox = temporaryFolder();
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(inbox, name), bytes);
  return inbox;
};

const slips: readonly Slip[] = [
  {
    ...{ what: "no --rebuild, typed by hand", stage: "joined", status: 1 },
    ...{ make: () => [...seal, "-o", "out/master.iso"], says: /rebuild/ },
  },
  {
    ...{ what: "no --rebuild, and a master made all the same", stage: "joined", status: 3 },
    make: async (office) => {
      expect((await zegelIn(office.folder, [...seal, "--incomplete", "-o", "out/master.iso"])).status).toBe(3);
      return finish;
    },
    says: /out\/master\.iso: was sealed with less than lies here now/,
  },
  {
    ...{ what: "a kit of another root", stage: "inputs", status: 1 },
    make: (office) => {
      const other = signText(encodeTrustRoot(testRoot({ contact: "Elders" }, 2)), ["anna", "bert"]);
      office.put("in/kit/controleprogramma.exe", `program ${encodeBuiltInMark([encodeNote(other)])}\n`);
      return ["release", "start", ".", "--writer", "own"];
    },
    says: /controleprogramma\.exe/,
  },
  {
    ...{ what: "the install list forgotten", stage: "finished", status: 2 },
    ...{ make: (office) => next(office, "--previous", office.folder), says: /give --install/ },
  },
  {
    ...{ what: "the install list taken out of in/", stage: "built", status: 31 },
    make: (office) => {
      office.remove("in/install.json");
      return ["release", "status", "."];
    },
    says: /in\/install\.json/,
  },
  {
    ...{ what: "the previous release forgotten", stage: "finished", status: 2 },
    ...{ make: (office) => next(office), says: /give --previous/ },
  },
  {
    ...{ what: "a number over 1 without a previous release", stage: "inputs", change: { choice: { sequence: 2 } } },
    ...{ make: () => ["release", "status", "."], status: 3, says: /number 2 without in\/previous\.note/ },
  },
  {
    ...{ what: "wrong order: finish before the reviewers", stage: "built", status: 3 },
    ...{ make: () => finish, says: /0 of 2; not yet by rosa/ },
  },
  {
    ...{ what: "wrong order: officers before the request", stage: "built", status: 3 },
    ...{ make: () => ["release", "bundle", ".", "--for", "officer"], says: /this bundle cannot be made now/ },
  },
  {
    ...{ what: "wrong order: published before it is joined", stage: "signed", status: 3 },
    ...{ make: () => ["release", "bundle", ".", "--for", "public"], says: /not joined yet/ },
  },
  {
    ...{ what: "wrong order: collected before it is built", stage: "inputs", status: 1 },
    ...{ make: () => ["release", "collect", ".", inboxWith({})], says: /nothing was built here yet/ },
  },
  {
    ...{ what: "a response of another release", stage: "requested", status: 3 },
    make: async (office) => {
      expect((await zegelIn(office.folder, ["release", "bundle", ".", "--for", "officer"])).status).toBe(0);
      const other = await makeOfficeFolder("built", older);
      const inbox = inboxWith({ "anna.response": answerOf([other.note("build/release.note")], "anna") });
      return [...finish, inbox];
    },
    says: /not taken: anna\.response: [^\n]*another/,
  },
  {
    ...{ what: "a stick with old files", stage: "built", status: 3 },
    make: async () => {
      const other = await makeOfficeFolder("built", older);
      const old = { "rosa.note": encodeNote(other.rebuild("rosa")), "ruud.note": encodeNote(other.rebuild("ruud")) };
      return ["release", "collect", ".", inboxWith(old)];
    },
    says: /not taken: rosa\.note: [^\n]*another[\s\S]*not taken: ruud\.note: [^\n]*another[\s\S]*0 of 2/,
  },
  {
    ...{ what: "a bundle for the reviewers of an earlier build", stage: "built", status: 31 },
    make: async (office) => {
      const other = await makeOfficeFolder("built", older);
      expect((await zegelIn(other.folder, ["release", "bundle", ".", "--for", "reviewer"])).status).toBe(0);
      cpSync(join(other.folder, "out"), join(office.folder, "out"), { recursive: true });
      return ["release", "start", "."];
    },
    says: /out\/reviewers: is of another build/,
  },
  {
    ...{ what: "an input changed after start", stage: "signed", status: 31 },
    make: (office) => {
      office.put("in/aanwijzingen.md", "1. Installeer zonder controle.\n");
      return finish;
    },
    says: /the one on the disc is not the one in in\//,
  },
  {
    ...{ what: "a description changed after start", stage: "signed", status: 31 },
    make: (office) => {
      const text = Buffer.from(office.read("release.json")).toString();
      office.put("release.json", text.replace('"normal"', '"emergency"'));
      return finish;
    },
    says: /urgency is normal, in release\.json emergency/,
  },
];

const madeIn = ({ folder }: OfficeFolder) => readdirSync(folder, { recursive: true }).map(String).sort();

describe("each is stopped", () => {
  test.each(slips)("$what", async ({ stage, change = {}, make, status, says }) => {
    const office = await makeOfficeFolder(stage, change);
    const words = await make(office);
    const before = madeIn(office);
    const ended = await zegelIn(office.folder, words);
    const said = ended.stdout + ended.stderr;
    expect([ended.status, said]).toEqual([status, expect.stringMatching(says)]);
    expect(said).not.toContain("internal error");
    expect(madeIn(office)).toEqual(before);
  });
});
