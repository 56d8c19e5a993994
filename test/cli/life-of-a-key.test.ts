// The full life of a key, on three machines: the office builds and merges, the safe signs, the town hall verifies. Nothing
// is shared but the files that are carried. docs/nl/draaiboeken.md has the same steps for people.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { encodeHashGroups } from "../../src/format/index.ts";
import { codeOf, collect, foundRoot, Machine, makeMaster, makeSafe, verdictAt } from "./machines.ts";

const payload = join(import.meta.dirname, "../../node_modules/yazl");
const timeout = 600_000; // for a hang; it takes half a minute on a machine of its own

async function machines(...names: readonly string[]) {
  const office = new Machine();
  cpSync(payload, join(office.folder, "payload"), { recursive: true, dereference: true });
  return { office, safe: await makeSafe(...names), town: new Machine() };
}

test("enrol, sign, rotate out a stolen key, verify old and new discs with verifiers of different age", {
  timeout,
}, async () => {
  const { office, safe, town } = await machines("bert", "cees", "dirk");

  // Enrol: anna's key is made in the safe by the real command; only public halves leave it.
  await safe.zegel("key", "new", "--name", "anna", "--out", "anna", "--passphrase-file", "pw");
  await foundRoot(office, safe, ["anna", "bert", "cees"]);
  const { sha256 } = JSON.parse(await office.zegel("root", "show", "root-1.note", "--json"));
  expect(await office.zegel("root", "verify", "root-1.note", "--anchor", encodeHashGroups(sha256))).toContain("[good]");
  expect((await office.tries("root", "verify", "root-1.note")).status).toBe(1); // nothing from outside: no yes

  // Two discs of the first year: one by anna and bert, one by anna and cees.
  const codes = {
    11: await makeMaster(office, safe, { sequence: 11, roots: ["root-1.note"], signers: ["anna", "cees"] }),
    12: await makeMaster(office, safe, { sequence: 12, roots: ["root-1.note"], signers: ["anna", "bert"] }),
  };
  town.takes(office, "disc-11.iso", "disc-12.iso", "root-1.note");
  const old = ["--root", "root-1.note"];
  expect(await verdictAt(town, "disc-12.iso", ...old, "--code", codes[12])).toMatchObject({
    status: 0,
    verdict: "ECHT",
    contact: "070 000 00 00",
  });

  // Bert's key is stolen. Dirk takes his place, and the telephone number changes too.
  office.takes(safe, "dirk.pub");
  const rotated = await office.zegel(
    ...["root", "rotate", "root-1.note", "--revoke-key", "bert", "--add-key", "officer:dirk:Kiesraad:dirk.pub"],
    ...["--group", "officers=2:anna,cees,dirk", "--contact", "070 111 11 11", "-o", "new-root-2.note"],
  );
  expect(rotated).toContain("2 of anna, cees (version 1) AND 2 of anna, cees, dirk (version 2)");
  expect(await office.zegel("root", "diff", "root-1.note", "new-root-2.note", "--lang", "nl")).toContain(
    "INGETROKKEN: bert",
  );
  // Half of it is not enough, bert's own signature does not help, and merge says who is missing for which version.
  const half = await collect(office, safe, "new-root-2.note", ["anna", "bert", "dirk"], "half.note", "root-1.note");
  expect(half).toContain("1 of 2 needed for root by version 1: anna\nmissing:     cees (Kiesraad)\n");
  expect(half).toContain("2 of 2 needed for root by itself: anna, dirk\nrevoked:     bert (not counted)\n");
  expect((await office.tries("root", "verify", "half.note.incomplete", "--anchor", "root-1.note")).status).toBe(1);
  await collect(office, safe, "new-root-2.note", ["anna", "cees", "dirk"], "root-2.note", "root-1.note");
  expect(await office.zegel("root", "verify", "root-2.note", "root-1.note", "--anchor", "root-1.note")).toContain(
    "from the anchor (version 1) to version 2",
  );

  // The next disc holds both roots: old and new verifiers take it, and both name the new number.
  const roots = ["root-1.note", "root-2.note"];
  const code13 = await makeMaster(office, safe, { sequence: 13, roots, signers: ["anna", "dirk"] });
  town.takes(office, "disc-13.iso", "root-2.note");
  const now = ["--root", "root-2.note"];
  const byOld = await verdictAt(town, "disc-13.iso", ...old, "--code", code13);
  for (const seen of [byOld, await verdictAt(town, "disc-13.iso", ...now, "--code", code13)])
    expect(seen).toMatchObject({ verdict: "ECHT", contact: "070 111 11 11" });
  // Which root's days are told: the anchor's, and the one that the release is judged under.
  const clocks = byOld.found.filter(({ code }) => code === "CLOCK");
  expect(clocks.map(({ values }) => values.version)).toEqual([1, 2]);

  // Old discs: what the stolen key signed counts for nobody who knows; what merely is old stays good.
  expect((await verdictAt(town, "disc-11.iso", ...now, "--code", codes[11])).verdict).toBe("ECHT");
  for (const outside of [now, [...old, "--note", "root-2.note"]]) {
    const stolen = await verdictAt(town, "disc-12.iso", ...outside, "--code", codes[12]);
    expect(stolen).toMatchObject({ status: 21, verdict: "NIET_ONDERTEKEND" });
    expect(stolen.codes).toContain("REVOKED_KEY_IGNORED");
  }

  // Disc 12 is still in use: cees signs the same text, it is sealed again, and the letter's code stays what it was.
  const again = await collect(office, safe, "release-12.note", ["cees"], "release-12b.note", "root-1.note");
  expect(again).toContain("3 of 2 needed for release");
  await office.zegel(
    ...["seal", "--image", "build-12/unsealed.iso", "--release", "release-12b.note"],
    ...["--root", "root-1.note", "--root", "root-2.note", "-o", "disc-12b.iso"],
  );
  expect(codeOf(await office.zegel("code", "release-12b.note"))).toBe(codes[12]);
  town.takes(office, "disc-12b.iso");
  for (const outside of [old, now])
    expect((await verdictAt(town, "disc-12b.iso", ...outside, "--code", codes[12])).verdict).toBe("ECHT");
});
