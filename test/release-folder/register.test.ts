// A release that is done, and the register of dispatch that in/register.txt names: how far it has come there, and the command that is next.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { createBook, RegisterBook } from "../../src/distribute/book/book.ts";
import type { Fact } from "../../src/distribute/register/index.ts";
import { runIn } from "../cli/flow.ts";
import { makeOfficeFolder, type OfficeFolder } from "./office.ts";

const by = ["anna", "bert"] as const;
const h = (n: number) => n.toString(16).padStart(64, "0");
const people: readonly Fact[] = [
  ...by.map((id): Fact => ({ kind: "clerk", id, organisation: "Kiesraad" })),
  { kind: "recipients", sha256: h(1), count: 3, by },
  { kind: "recipient", id: "GM0001", of: "gsb", role: "GSB", name: "Juinen" },
  { kind: "recipient", id: "GM0002", of: "gsb", role: "GSB", name: "Gaarne" },
  { kind: "recipient", id: "RESERVE1", of: "spare", role: "GSB", name: "Voorraad" },
];

let office: OfficeFolder;
let register: string;

beforeEach(async () => {
  office = await makeOfficeFolder("finished");
  const { election, purpose } = office.release().release;
  register = join(office.folder, "verzending.register"); // beside the parts of the release: passed over
  office.put("in/register.txt", "verzending.register\n");
  createBook(register, [{ kind: "opened", election, purpose, first: "0100-F" }, ...people], new Date());
});

const add = async (...facts: readonly Fact[]): Promise<void> => {
  const book = await RegisterBook.open(register, () => undefined);
  await book.add(facts);
  await book.release();
};
/** What stands behind the sentence that it is done. */
const said = async (): Promise<string> => {
  const { status, stdout } = await office.status("--lang", "en");
  expect([status, stdout]).toEqual([0, expect.stringContaining("Done: every step is done")]);
  return stdout.slice(stdout.lastIndexOf("\nRegister ") + 1 || stdout.indexOf("!! Register ") + 3);
};

test("each step of the register is told when it is next, and nothing when all has been sent", async () => {
  const { release, sha256 } = office.release();
  const { role, sequence, version, product, imageSha256 } = release;
  const start = "Register verzending.register: this release is called";
  expect(await said()).toMatch(
    /called - there; masters 0 of 1, packed 0,.*\nNext:\n {2}zegel register release verzending\.register gsb out\/release\.note --root in\/root-1\.note\n {2}zegel register master verzending\.register gsb out\/master\.iso\n$/,
  );
  const own = { name: "osv", disc: 1, discs: 1, role, sequence, version, product, textSha256: sha256, imageSha256 };
  await add({ kind: "release", ...own });
  expect(await said()).toMatch(
    /called osv there; .*\nNext:\n {2}zegel register master verzending\.register osv out\/master\.iso\n$/,
  );
  await add({ kind: "master", release: "osv", disc: 1, imageSha256, manifestSha256: h(2), sealSha256: h(3) });
  await add({ kind: "batch", name: "A", release: "osv", disc: 1, copies: { from: 1, to: 9 }, place: "Den Haag" });
  expect(await said()).toMatch(
    /masters 1 of 1, packed 0, .*\nNext:\n {2}zegel register pack verzending\.register --by ID --by ID\n$/,
  );
  for (const [envelope, recipient, copy] of [
    ["0100-F", "GM0001", 1],
    ["0101-G", "GM0002", 2],
    ["0102-H", "RESERVE1", 3],
  ] as const)
    await add({ kind: "packed", envelope, recipient, release: "osv", disc: 1, copy, seal: `Z${copy}`, by });
  expect(await said()).toMatch(
    /packed 2, letters 0, .*\nNext:\n {2}zegel register letters verzending\.register out\/release\.note --root in\/root-1\.note --kit in\/kit\S* --texts /,
  );
  for (const envelope of ["0100-F", "0101-G"])
    await add(
      { kind: "letter", envelope, sha256: h(4), by },
      { kind: "commit", envelope, disc: 1, drive: h(5), image: h(6), tree: h(7), installed: h(8) },
    );
  expect(await said()).toMatch(
    /letters 2, in the public log 0, .*\nNext:\n {2}zegel register head verzending\.register -o head\.note\n {2}zegel log append LOG /,
  );
  await add({ kind: "sent", envelope: "0100-F", parcel: "disc", carrier: "PostNL", track: undefined });
  expect(await said()).toContain(
    "sent 1, arrived 0.\n!! Sent before the register with the commitments stands in the public log: 1.\nNext:",
  );
  const { chain } = await RegisterBook.open(register, () => undefined).then(async (book) => {
    await book.release();
    return book;
  });
  await add({ kind: "logged", upTo: chain.lines, proofSha256: h(9) });
  expect(await said()).toMatch(
    /in the public log 2, sent 1, arrived 0\.\nNext:\n {2}zegel register sent verzending\.register --csv POST\.csv\n$/,
  );
  await add({ kind: "sent", envelope: "0101-G", parcel: "disc", carrier: "PostNL", track: undefined });
  await add({ kind: "arrived", envelope: "0101-G", parcel: "disc", carrier: "PostNL", track: undefined });
  expect(await said()).toBe(
    `${start} osv there; masters 1 of 1, packed 2, letters 2, in the public log 2, sent 2, arrived 1.\nAll that was packed has been sent. Who has not reported yet is said by zegel register status.\n`,
  );
  const { stdout } = await office.status("--json");
  expect(JSON.parse(stdout).register).toEqual({
    ...{
      path: "verzending.register",
      name: "osv",
      masters: [1],
      packed: 2,
      lettered: 2,
      logged: 2,
      sent: 2,
      bare: 0,
      arrived: 1,
    },
  });
  // The commands of the register itself take what is told.
  expect(
    (
      await runIn(office.folder, (await import("../../src/cli/register/register.ts")).addRegister, [
        "register",
        "head",
        "verzending.register",
      ])
    ).status,
  ).toBe(0);
});

test("a register of another election or of a trial is told, and no command that would write in it", async () => {
  const { election, purpose } = office.release().release;
  const opened = { kind: "opened", election, purpose, first: "0100-F" } as const;
  const others = {
    "andere.register": { ...opened, election: "GR2026" },
    "proef.register": { ...opened, purpose: "trial" },
  };
  for (const [name, first] of Object.entries(others)) {
    createBook(join(office.folder, name), [first as Fact, ...people], new Date());
    office.put("in/register.txt", `${name}\n`);
    const line = await said();
    expect(line).toMatch(
      /^Register \w+\.register: "out\/release\.note": expected a release for (GR2026|\S+ with purpose trial)/,
    );
    expect(line).not.toContain("zegel register");
  }
  office.put("in/register.txt", "verzending.register\n");
  expect(await said()).toContain("zegel register release verzending.register");
});

test("a register that is not there, or does not hold, is told; a file that names none is told with its place", async () => {
  office.put("in/register.txt", "weg/tk.register\n");
  expect(await said()).toMatch(/^Register weg\/tk\.register: .*cannot be read \(ENOENT\)/);
  office.put("in/register.txt", "verzending.register\n");
  const before = office.read("verzending.register");
  office.put("verzending.register", new TextDecoder().decode(before).replace("Juinen", "Gaarne"));
  expect(await said()).toMatch(/^Register verzending\.register: .*was altered/);
  expect(JSON.parse((await office.status("--json")).stdout).register).toMatchObject({
    fault: expect.stringContaining("altered"),
  });
  office.put("verzending.register", before);
  office.put("in/register.txt", "twee\nregels\n");
  const { status, stdout } = await office.status("--lang", "en");
  expect([status, stdout]).toEqual([31, expect.stringContaining("in/register.txt")]);
  rmSync(join(office.folder, "in/register.txt"));
  expect((await office.status("--lang", "en")).stdout).toContain(
    "into the register of dispatch, which is of the whole election",
  );
});
