// The afmeldcode in the guided program: asked for after GOED and OEFENEN alone, the same as the format makes, kept in the record, and the
// key neither shown again nor kept anywhere.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  encodeInstall,
  encodeReceiptKey,
  envelopeOf,
  installPath,
  parseReceipt,
  parseReceiptKey,
  receiptProof,
} from "../../src/format/index.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";
import { type Answer, guided as visit } from "./person.ts";

/** Its bad discs are refused in every run: test/verify/self-test.test.ts. Here they would only take time. */
vi.mock("../../src/verify/self-test.ts", () => ({ selfTest: async () => 24 }));

const key = encodeReceiptKey(Uint8Array.from([0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x69, 0x78]));
const groups = key.split("-");
const installed = Buffer.from("PK\n");
const list = encodeInstall([{ class: "static", path: "osv.jar", sha256: sha256Of(installed) }]);
const disc = makeDisc({ payload: { ...samplePayload, [installPath]: list } });
let folder: string;
const at = (...names: string[]) => join(folder, ...names);
const flat = (screen: string) => screen.replace(/\s+/g, " ");
const guided = (answers: readonly Answer[]) => visit(answers, at("root.note"), [at("master.iso")]);

function lay(made: Disc, image: Uint8Array = made.image): void {
  writeFileSync(at("root.note"), made.rootNote);
  writeFileSync(at("master.iso"), image);
}

beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(at("home/Documents"), { recursive: true });
  vi.stubEnv("HOME", at("home"));
  lay(disc);
});
afterEach(() => vi.unstubAllEnvs());

/** The code that stands last on the screen, and what it says. */
function codeOn(screen: string, name: string) {
  const code = [...screen.matchAll(new RegExp(`${name}: ([0-9A-Z-]{17})`, "g"))].at(-1)?.[1] ?? "";
  return { code, says: parseReceipt(code) };
}

test("after GOED: the code is shown and said how to use it, stands in the record, and the envelope is not asked twice", async () => {
  const kept = ["j", "Juinen", "A. de Vries", "", "n"];
  const { exitCode, screen, left } = await guided([disc.code, "0123-k", ...groups, ...kept, "n", ""]);
  expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
  const { code, says } = codeOn(screen, "Afmeldcode");
  const releaseSha256 = sha256Of(disc.seal.release.text);
  expect(says).toMatchObject({
    exitCode: 0,
    scope: 1,
    proof: receiptProof(parseReceiptKey(key), "0123-K", releaseSha256, 1),
  });
  expect(flat(screen)).toContain("Meld de schijf af. Open het vouwtje van de brief.");
  expect(flat(screen)).toContain("Lees envelopnummer, nummer van de zak en afmeldcode voor.");
  expect(screen.slice(-400)).toContain(code); // she calls with what stands last on the screen
  const [, json = ""] = readdirSync(at("home/Documents")).sort();
  const record = JSON.parse(readFileSync(at("home/Documents", json), "utf8"));
  expect(record.receipt).toEqual({ envelope: "0123-K", code });
  expect(record.filledIn).toMatchObject({ municipality: "Juinen", envelope: "0123-K" });
  expect(says.link).toBe(record.controlNumber.slice(0, 2));
  expect(screen).not.toContain("Envelopnummer (Enter");
});

test("the key is on the screen where she typed it and nowhere else: not in the record, not in what is said of slips", async () => {
  const slips = [key, "0123-L", key.toLowerCase(), "0123-K", "99999", ...groups];
  const { screen } = await guided([disc.code, ...slips, "j", key, "Juinen", "", "", "n", "n", ""]);
  const typed = [key, ...groups, key].join("\n");
  for (const group of groups) expect(screen.split(group)).toHaveLength(typed.split(group).length);
  const files = readdirSync(at("home/Documents"));
  expect(files).toHaveLength(2);
  for (const file of files) {
    const text = readFileSync(at("home/Documents", file), "utf8");
    for (const part of [...groups, key.replaceAll("-", ""), "0f1e2d3c"]) expect(text.toUpperCase()).not.toContain(part);
  }
  expect([...process.argv, ...Object.values(process.env)].join("\n")).not.toContain(key);
});

test("of a set each disc has a code of its own, by the same key", async () => {
  const [second = ""] = makeDisc().release.manifests;
  const set = makeDisc({ release: { disc: 2, manifests: ["00".repeat(32), second] } });
  lay(set);
  const { screen } = await guided([set.code, "0123-K", key, "n", ""]);
  expect(flat(screen)).toContain(
    "Dit is schijf 2 van 2. Elke schijf krijgt een eigen afmeldcode, met dezelfde afmeldsleutel.",
  );
});

test("after OEFENEN reporting is practised", async () => {
  const trial = makeDisc({ release: { purpose: "trial" } });
  lay(trial);
  const { exitCode, screen } = await guided([trial.code, envelopeOf("0900"), key, "n", ""]);
  expect(exitCode).toBe(0);
  expect(flat(screen)).toContain("Oefen nu het afmelden.");
  expect(codeOn(screen, "Afmeldcode").says).toMatchObject({ exitCode: 0, scope: 1 });
  const skipped = await guided([trial.code, "", "n", ""]);
  expect(flat(skipped.screen)).toContain("Het afmelden is overgeslagen.");
  expect(skipped.screen).not.toContain("Bel de Kiesraad");
});

test("after STOP no key is asked for: the stopcode stands with the verdict, last on the screen, and in the report to mail", async () => {
  const forged = Buffer.from(disc.image);
  forged[forged.length - 1] = 1;
  lay(disc, forged);
  const { exitCode, screen, left } = await guided([disc.code, "n", "j", ""]);
  expect({ exitCode, left }, screen).toEqual({ exitCode: 22, left: [] });
  expect(screen).not.toMatch(/afmeldsleutel|Meld de schijf af/);
  const { code, says } = codeOn(screen, "Stopcode");
  expect(says).toMatchObject({ exitCode: 22, scope: 1 });
  expect(screen.split(`Stopcode: ${code}`)).toHaveLength(4); // verdict, report, last
  expect(flat(screen)).toContain(`Stopcode: ${code} (laat zien of meer gemeenten hetzelfde hebben)`);
});

test("without a verdict there is no code, and an installed program is in no envelope", async () => {
  const stopped = await guided([disc.code.slice(0, 5), "s", ""]);
  expect(stopped.screen).not.toMatch(/Afmeldcode|Stopcode|afmeldsleutel/);
  mkdirSync(at("PC"));
  writeFileSync(at("PC/osv.jar"), installed);
  const used = await visit(["3", at("master.iso"), at("PC"), disc.code, "n", ""], at("root.note"));
  expect(used).toMatchObject({ exitCode: 0, left: [] });
  expect(used.screen).not.toMatch(/Afmeldcode|Stopcode|afmeldsleutel/);
});
