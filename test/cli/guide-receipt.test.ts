// The afmeldcode in the guided program: asked for after GOED and OEFENEN alone, the same as the format makes, kept in the record, and the
// key neither shown again nor kept anywhere.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  encodeInstall,
  encodeReceiptKey,
  envelopeOf,
  installPath,
  parseReceipt,
  receiptProof,
} from "../../src/format/index.ts";
import { parseReceiptKey } from "../../src/format/text/receipt.ts";
import { CommandError } from "../../src/verify/program/terminal.ts";
import { temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, makeSet, samplePayload, sha256Of } from "../verify/fixture.ts";
import { type Answer, interruption, guided as visit } from "./person.ts";

/** Its bad discs are refused in every run: test/verify/self-test.test.ts. Here they would only take time. */
vi.mock("../../src/verify/self-test.ts", () => ({ selfTest: async () => 24 }));

/** The bytes of every key that the program was given, as it holds them. */
const typed = vi.hoisted((): Uint8Array[] => []);
vi.mock("../../src/format/index.ts", async (original) => {
  const real = await original<typeof import("../../src/format/index.ts")>();
  const parse = (text: string) => {
    const bytes = real.parseReceiptKey(text);
    typed.push(bytes);
    return bytes;
  };
  return { ...real, parseReceiptKey: parse };
});

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

describe("a set of two discs, one after the other", () => {
  const set = makeSet([samplePayload, { "tweede.txt": "De tweede schijf.\n" }]);
  const [one, two] = set as [Disc, Disc];
  const swap = () => {
    writeFileSync(at("master.iso"), two.image);
    return "2";
  };
  const next = (): Answer[] => [swap, at("master.iso")];
  /** Of all keys that were typed: what is left in their bytes. */
  const leftOf = () => typed.flatMap((bytes) => [...bytes]).filter((byte) => byte !== 0);

  /** The last Enter: a window may stand open all day. */
  const atClose = () => {
    expect(leftOf()).toEqual([]);
    return "";
  };

  beforeEach(() => {
    lay(one);
    typed.length = 0;
  });

  test("the key is asked once; each has a code of its own; all stand together at the end, and the key is wiped", async () => {
    const answers = [one.code, "0123-K", key, "n", "j", ...next(), two.code, "j", "n", atClose];
    const { exitCode, screen, left } = await guided(answers);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    expect(flat(screen)).toContain("Kwam ook deze schijf uit envelop 0123-K? (J = ja, N = nee)");
    expect(screen.split("Typ de afmeldsleutel:")).toHaveLength(2);
    expect(flat(screen)).toContain("Dit was schijf 1 van 2. Nu de volgende schijf van deze brief controleren?");
    expect(flat(screen)).toContain("Die blijft tot dan in het geheugen van de computer en wordt nergens opgeslagen.");
    expect(flat(screen)).toContain("Envelop 0123-K: de afmeldsleutel is nog bekend van de vorige schijf.");
    const codes = [...screen.matchAll(/ {2}schijf (\d) van 2, envelop 0123-K: ([0-9A-Z-]{17})\n/g)];
    expect(codes.map(([, disc]) => disc)).toEqual(["1", "2"]);
    for (const [i, [, , code = ""]] of codes.entries())
      expect(parseReceipt(code).proof).toBe(
        receiptProof(parseReceiptKey(key), "0123-K", sha256Of(set[i]?.seal.release.text ?? new Uint8Array()), 1),
      );
    expect([typed.length, leftOf()]).toEqual([1, []]);
  });

  test("the second disc came in another envelope: its own number and key are asked, and no code is made for the first", async () => {
    const answers = [one.code, "0123-K", key, "n", "j", ...next(), two.code, "n", "0124-M", key, "n", "n", ""];
    const { exitCode, screen, left } = await guided(answers);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    const { says } = codeOn(screen, "Afmeldcode");
    expect(says.proof).toBe(receiptProof(parseReceiptKey(key), "0124-M", sha256Of(two.seal.release.text), 1));
    expect(screen).not.toContain("De afmeldcodes van deze brief"); // there are two letters
    expect(flat(screen)).toContain("Dit was schijf 2 van 2. Nu de volgende schijf van deze brief controleren?");
    for (const skips of [["s"], [new CommandError("Ctrl-C")], ["n", ""]]) {
      lay(one);
      const skipped = await guided([one.code, "0123-K", key, "n", "j", ...next(), two.code, ...skips, "n", "n", ""]);
      expect(flat(skipped.screen)).toContain("Niet afgemeld. Het oordeel blijft staan.");
    }
    expect([typed.length, leftOf()]).toEqual([5, []]);
  });

  test("a disc of the same number once more may be of another envelope: the key is asked", async () => {
    const again = [at("master.iso"), one.code, "0124-M", key, "n", "n", ""];
    const { screen, left } = await guided([one.code, "0123-K", key, "n", "j", "2", ...again]);
    expect(left, screen).toEqual([]);
    expect(screen.split("Typ de afmeldsleutel:")).toHaveLength(3);
    const { says } = codeOn(screen, "Afmeldcode");
    expect(says.proof).toBe(receiptProof(parseReceiptKey(key), "0124-M", sha256Of(one.seal.release.text), 1));
    expect([typed.length, leftOf()]).toEqual([2, []]);
  });

  test("not now: the verdict stands, and the key is wiped before the window waits to be closed", async () => {
    for (const answers of [["n", atClose], ["wat", "n", atClose], ["s"], [interruption]]) {
      const { exitCode, screen } = await guided([one.code, "0123-K", key, "n", ...answers]);
      expect(exitCode).toBe(0);
      expect(flat(screen)).toContain("Vergeet de andere schijven niet");
    }
    expect([typed.length > 0, leftOf()]).toEqual([true, []]);
  });

  test("after a disc that is no good nobody goes on: its verdict is the one that the program ends with", async () => {
    const forged = Buffer.from(two.image);
    forged[forged.length - 1] = 1;
    const put = () => {
      writeFileSync(at("master.iso"), forged);
      return "2";
    };
    const answers = [one.code, "0123-K", key, "n", "j", put, at("master.iso"), two.code, "n", "n", atClose];
    const { exitCode, screen, left } = await guided(answers);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 22, left: [] });
    expect(screen.slice(-400)).toContain("STOP");
    expect([typed.length, leftOf()]).toEqual([1, []]);
    lay(one);
    const stopped = await guided([one.code, "0123-K", key, "n", "j", "s", ""]);
    expect(stopped.exitCode, stopped.screen).toBe(1);
    expect(flat(stopped.screen)).toContain("Gestopt. Er is geen oordeel.");
    const last = flat(stopped.screen.slice(stopped.screen.lastIndexOf("Gestopt.")));
    expect(last).toContain("Het oordeel over schijf 1 van 2 blijft staan. De rest is nog niet gecontroleerd.");
    expect(last).toMatch(/schijf 1 van 2, envelop 0123-K: [0-9A-Z-]{17}/);
    expect([typed.length > 0, leftOf()]).toEqual([true, []]);
  });

  test("another letter in between: its own key is asked, and the first is wiped at once", async () => {
    const put = () => {
      writeFileSync(at("master.iso"), disc.image);
      return "2";
    };
    const answers = [one.code, "0123-K", key, "n", "j", put, at("master.iso"), disc.code, "0124-M", key, "n", "n", ""];
    const { exitCode, screen, left } = await guided(answers);
    expect({ exitCode, left }, screen).toEqual({ exitCode: 0, left: [] });
    expect(screen.split("Typ de afmeldsleutel:")).toHaveLength(3);
    expect(screen).not.toContain("De afmeldcodes van deze brief");
    expect([typed.length > 0, leftOf()]).toEqual([true, []]);
  });

  test("who skips it is asked again at the next disc; in English too", async () => {
    const { screen } = await guided([one.code, "", "n", "j", ...next(), two.code, "0123-K", key, "n", ""]);
    expect(screen.split("Typ de afmeldsleutel:")).toHaveLength(2);
    expect(screen).not.toContain("hoeft u bij de volgende schijf");
  });

  test("a disc of no set is asked nothing of the kind", async () => {
    lay(disc);
    const { screen, left } = await guided([disc.code, "0123-K", key, "n", "n", ""]);
    expect(left).toEqual([]);
    expect(screen).not.toContain("volgende schijf");
  });
});

test.skipIf(!existsSync("/proc/self/coredump_filter"))("the key is in no core dump", async () => {
  const before = readFileSync("/proc/self/coredump_filter", "latin1").trim();
  writeFileSync("/proc/self/coredump_filter", "0x33");
  const dumped = () => Number.parseInt(readFileSync("/proc/self/coredump_filter", "latin1"), 16);
  const seen: number[] = [];
  const look = (answer: string) => () => {
    seen.push(dumped());
    return answer;
  };
  await guided([look(disc.code), look(key), "0123-K", look(key), "n", "n", ""]); // first where the envelope number belongs
  writeFileSync("/proc/self/coredump_filter", `0x${before}`);
  expect(seen).toEqual([0x33, 0, 0]);
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
