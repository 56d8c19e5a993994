// The full life of a key, on three machines: the office builds and merges, the safe signs, the town hall verifies. Nothing
// is shared but the files that are carried. docs/nl/draaiboeken.md has the same steps for people.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { collect, foundRoot, Machine, makeMaster, makeSafe, verdictAt } from "./machines.ts";

const payload = join(import.meta.dirname, "../../node_modules/yazl");
const timeout = 600_000; // for a hang; it takes half a minute on a machine of its own

async function machines(...names: readonly string[]) {
  const office = new Machine();
  cpSync(payload, join(office.folder, "payload"), { recursive: true, dereference: true });
  return { office, safe: await makeSafe(...names), town: new Machine() };
}

test("an officer leaves: her key retires, and what she signed stays good", { timeout }, async () => {
  const { office, safe, town } = await machines("anna", "bert", "cees", "dirk");
  await foundRoot(office, safe, ["anna", "bert", "cees"]);
  const code = await makeMaster(office, safe, { sequence: 12, roots: ["root-1.note"], signers: ["anna", "bert"] });
  office.takes(safe, "dirk.pub");
  await office.zegel(
    ...["root", "rotate", "root-1.note", "--retire-key", "anna", "--add-key", "officer:dirk:Kiesraad:dirk.pub"],
    ...["--group", "officers=2:bert,cees,dirk", "-o", "new-root-2.note"],
  );
  await collect(office, safe, "new-root-2.note", ["anna", "bert", "dirk"], "root-2.note", "root-1.note"); // her last signature
  town.takes(office, "disc-12.iso", "root-2.note");
  expect((await verdictAt(town, "disc-12.iso", "--root", "root-2.note", "--code", code)).verdict).toBe("ECHT");
  // She may sign nothing new: neither a release under the new root nor a version 3.
  const roots = ["root-1.note", "root-2.note"];
  await makeMaster(office, safe, { sequence: 13, roots, signers: ["bert", "cees"] });
  expect(await collect(office, safe, "build-13/release.note", ["anna", "dirk"], "hers.note", "root-2.note")).toContain(
    "1 of 2 needed for release: dirk",
  );
  expect(
    (
      await office.tries(
        "seal",
        "--image",
        "build-13/unsealed.iso",
        "--release",
        "hers.note.incomplete",
        "--root",
        "root-1.note",
        "--root",
        "root-2.note",
        "-o",
        "x.iso",
      )
    ).stderr,
  ).toContain("expected 2 valid signatures");
});

test("a stolen quorum: replace, then revoke; and an emergency root where even that is too late", {
  timeout,
}, async () => {
  const { office, safe, town } = await machines("anna", "bert", "cees", "dirk", "emma", "finn");
  await foundRoot(office, safe, ["anna", "bert", "cees"]);

  // Anna's and bert's keys were copied. Revoking both at once would leave nobody who can sign version 2.
  office.takes(safe, "dirk.pub", "emma.pub", "finn.pub");
  const both = ["--replace-key", "anna=dirk.pub", "--replace-key", "bert=emma.pub"];
  const revoke = (...who: readonly string[]) => who.flatMap((name) => ["--revoke-key", name]);
  const refused = await office.tries(
    "root",
    "rotate",
    "root-1.note",
    ...both,
    ...revoke("anna", "bert"),
    "-o",
    "x.note",
  );
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining("replace the keys first")]);
  // So: first replace, then revoke.
  await office.zegel("root", "rotate", "root-1.note", ...both, "-o", "new-root-2.note");
  await collect(office, safe, "new-root-2.note", ["anna", "bert", "dirk", "emma"], "root-2.note", "root-1.note");
  const raw = async (name: string) =>
    JSON.parse(await safe.zegel("key", "show", `${name}.pub`, "--json")).raw as string;
  await office.zegel(
    "root",
    "rotate",
    "root-2.note",
    ...revoke(await raw("anna"), await raw("bert")),
    "-o",
    "new-root-3.note",
  );
  await collect(office, safe, "new-root-3.note", ["dirk", "emma"], "root-3.note", "root-2.note");
  const chain = ["root-1.note", "root-2.note", "root-3.note"];
  expect(await office.zegel("root", "verify", ...chain, "--anchor", "root-1.note")).toContain("to version 3");

  // The thief makes a disc and a root of his own, with the stolen quorum and his machine.
  const thief = await makeSafe("anna", "bert", "zed");
  const lair = new Machine();
  cpSync(payload, join(lair.folder, "payload"), { recursive: true, dereference: true });
  lair.takes(office, "root-1.note");
  lair.takes(thief, "zed.pub");
  await lair.zegel(
    ...["root", "rotate", "root-1.note", "--add-key", "officer:zed:Kiesraad:zed.pub", "--drop-group", "officers"],
    ...[
      "--group",
      "me=1:zed",
      ...["root", "release", "emergency-release", "recall"].flatMap((r) => ["--require", `${r}=me`]),
    ],
    ...["-o", "new-root-2.note"],
  );
  await collect(lair, thief, "new-root-2.note", ["anna", "bert", "zed"], "evil-2.note", "root-1.note");
  const evil = await makeMaster(lair, thief, { sequence: 13, roots: ["root-1.note", "evil-2.note"], signers: ["zed"] });
  town.takes(lair, "disc-13.iso");
  const code = await makeMaster(office, safe, { sequence: 14, roots: chain, signers: ["dirk", "emma"] });
  town.takes(office, ...chain, "disc-14.iso");
  // Who holds the old root alone is lost (the limit of every threshold), unless the code is the letter's.
  expect((await verdictAt(town, "disc-13.iso", "--root", "root-1.note", "--code", evil)).verdict).toBe("ECHT");
  expect((await verdictAt(town, "disc-13.iso", "--root", "root-1.note", "--code", code)).verdict).toBe(
    "ANDERE_UITGAVE",
  );
  const anchored = ["--root", "root-3.note"];
  const caught = await verdictAt(town, "disc-13.iso", ...chain.flatMap((root) => ["--root", root]), "--code", evil);
  expect(caught).toMatchObject({ status: 21, verdict: "NIET_ONDERTEKEND" });
  expect(caught.codes).toContain("ROOT_DIFFERS");

  // The office's own next disc every verifier takes, whatever its age.
  for (const outside of [["--root", "root-1.note"], anchored])
    expect((await verdictAt(town, "disc-14.iso", ...outside, "--code", code)).verdict).toBe("ECHT");

  // Emergency root: where the keys themselves are gone, a new version 1 with people who meet; its digest goes out on paper.
  await foundRoot(office, safe, ["dirk", "emma", "finn"], "emergency-1.note");
  const code15 = await makeMaster(office, safe, {
    sequence: 15,
    roots: ["emergency-1.note"],
    signers: ["emma", "finn"],
  });
  town.takes(office, "disc-15.iso", "emergency-1.note");
  expect((await verdictAt(town, "disc-15.iso", "--root", "emergency-1.note", "--code", code15)).verdict).toBe("ECHT");
  expect(await verdictAt(town, "disc-13.iso", "--root", "emergency-1.note", "--code", code15)).toMatchObject({
    status: 21,
  });
  expect(await verdictAt(town, "disc-15.iso", ...anchored, "--code", code15)).toMatchObject({ status: 21 });
});
