// A fault is found one week before polling day: an emergency release, a new letter, and the old disc is another release.
// And the letter that gets lost. docs/nl/draaiboeken.md has the same steps for people.

import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { codeOf, collect, foundRoot, Machine, makeMaster, makeSafe, verdictAt } from "./machines.ts";

test("a late fix by the emergency quorum, and a lost letter", { timeout: 600_000 }, async () => {
  const office = new Machine();
  const town = new Machine();
  const payload = join(import.meta.dirname, "../../node_modules/yazl");
  cpSync(payload, join(office.folder, "payload"), { recursive: true, dereference: true });
  const safe = await makeSafe("anna", "bert", "cees");
  // Two of three for a release; in an emergency one of the two who are always within reach.
  await foundRoot(office, safe, ["anna", "bert", "cees"], "root-1.note", [
    ...["--group", "piket=1:bert,cees", "--require", "emergency-release=piket"],
  ]);
  const roots = ["root-1.note"];
  const first = await makeMaster(office, safe, { sequence: 12, roots, signers: ["anna", "bert"] });
  town.takes(office, "disc-12.iso", "root-1.note");
  const outside = ["--root", "root-1.note"];

  // The emergency quorum is for emergencies: a normal release by cees alone is sealed by nobody.
  const alone = await collect(office, safe, "build-12/release.note", ["cees"], "alone.note", "root-1.note");
  expect(alone).toContain("1 of 2 needed for release: cees");
  const parts = ["--image", "build-12/unsealed.iso", "--release", "alone.note.incomplete", "--root", "root-1.note"];
  expect((await office.tries("seal", ...parts, "-o", "x.iso")).stderr).toContain(
    "expected 2 valid signatures for release",
  );
  const fix = await makeMaster(office, safe, { sequence: 13, roots, signers: ["cees"], urgency: "emergency" });
  expect(fix).not.toBe(first);
  town.takes(office, "disc-13.iso");

  // The new letter goes with the new disc alone. Each swap is told, and only the right pair is ECHT.
  expect(await verdictAt(town, "disc-13.iso", ...outside, "--code", fix)).toMatchObject({ status: 0, verdict: "ECHT" });
  expect(await verdictAt(town, "disc-12.iso", ...outside, "--code", fix)).toMatchObject({
    status: 26,
    verdict: "ANDERE_UITGAVE",
  });
  expect((await verdictAt(town, "disc-13.iso", ...outside, "--code", first)).verdict).toBe("ANDERE_UITGAVE");
  const which = (least: string) => [
    "--product",
    "OSV",
    "--election",
    "TK2027",
    "--role",
    "GSB",
    "--min-sequence",
    least,
  ];
  expect((await verdictAt(town, "disc-12.iso", ...outside, ...which("13"))).codes).toContain("SEQUENCE_TOO_LOW");

  // The letter is lost: without any expectation there is no yes; the office says the code again, and a slip is located.
  expect(await verdictAt(town, "disc-13.iso", ...outside)).toMatchObject({ status: 27, verdict: "NIET_VERGELEKEN" });
  const told = codeOf(await office.zegel("code", "release-13.note"));
  expect(told).toBe(fix);
  const slip = fix.replace(/^./, (letter) => (letter === "7" ? "8" : "7"));
  const typed = await town.tries("verify", "disc-13.iso", ...outside, "--code", slip, "--lang", "nl");
  expect([typed.status, typed.stderr]).toEqual([2, expect.stringMatching(/groep 1/i)]);
  expect((await verdictAt(town, "disc-13.iso", ...outside, ...which("13"))).verdict).toBe("ECHT");
});
