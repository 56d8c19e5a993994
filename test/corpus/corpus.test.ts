// Every attack is refused with the verdict, finding and place of the table; every benign twin is ECHT.

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Report, sectorClasses } from "../../src/verify/proof/report.ts";
import { exitCodes, type Verdict } from "../../src/verify/proof/verdict.ts";
import { renderReport } from "../../src/verify/record/text.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Alone, buildAlone } from "../verify/alone.ts";
import {
  inputOf,
  MemoryMedium,
  muteExplainer,
  type Outside,
  quickPlatform,
  ScratchedMedium,
  verifyFolder,
  verifyImageBytes,
  verifyMedium,
} from "../verify/harness.ts";
import { nameOf, placeOf, refusing, type Trial } from "./attack.ts";
import { attacks } from "./attacks.ts";
import { peerTables } from "./peers.ts";
import { keyOf, type Measured, renderPage } from "./table.ts";
import { twins } from "./twins.ts";
import { goodDisc } from "./workshop.ts";

const platform = quickPlatform();
/** The proof with everything else deleted judges the images of the corpus; the program as a whole judges the folders. */
let alone: Alone;
const folder = mkdtempSync(join(tmpdir(), "zegel-alone-"));
beforeAll(async () => {
  alone = await buildAlone(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));
const measured = new Map<string, Measured>();
const page = join(import.meta.dirname, "../../docs/attacks.md");
const hasTools = ["xorrisofs", "xorriso", "genisoimage"].every(has);

function verify({ target, disc, outside }: Trial): Promise<Report> {
  return typeof target === "string" ? verifyFolder(target, disc, outside) : verifyAlone(target, disc, outside);
}

function verifyAlone(image: Uint8Array, disc: Trial["disc"], outside: Outside = {}): Promise<Report> {
  const source = { kind: "image", medium: new MemoryMedium(image), mounted: outside.mounted } as const;
  const input = { ...inputOf(disc, outside), target: "test.iso", source };
  return alone.verifyWith(alone.makeExplainer(alone.platform), input, alone.platform);
}

/** The verdict without any explanation; of a folder there is none: there the digests of files are the proof itself. */
async function verdictUnexplained({ target, disc, outside }: Trial, explained: Report): Promise<Verdict> {
  if (typeof target === "string") return explained.verdict;
  return (await verifyImageBytes(target, disc, outside, platform, muteExplainer)).verdict;
}

/** Of the attacks that were built before sealing: those that nothing but the explanation refuses. */
const explainedOnly = new Set<string>();

function note(key: string, report: Report, finding = "", place = ""): void {
  measured.set(key, { verdict: report.verdict, exitCode: report.exitCode, finding, place });
}

/** What a person sees of any report: the no first, all words filled in, nothing that steers a terminal, no flood. */
function expectFit(report: Report): void {
  for (const language of ["nl", "en"] as const) {
    const text = renderReport(report, language);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(text).not.toMatch(/(?<!\\u)\{[a-zA-Z0-9]+\}/);
    expect(text.length).toBeLessThan(400_000);
    const [bar = "", word, , headline] = text.split("\n");
    const no = language === "nl" ? /^(Nog niet|Niet) (installeren|gebruiken)\./ : /^Do not (install|use)/;
    if (report.verdict === "ECHT") expect(bar + word).toMatch(/^(={79} (GOED|GOOD)|-{79} (OEFENEN|PRACTICE))$/);
    else
      expect([bar + word, headline]).toEqual([
        expect.stringMatching(/^(#{79} STOP|\.{79} (WACHT|WAIT))$/),
        expect.stringMatching(no),
      ]);
  }
}

const sizeOf = ({ target }: Trial) => (typeof target === "string" ? undefined : Math.ceil(target.length / 2048));

/** Every sector of the medium once, and the ones that a finding calls unexplained are so in the account, with their place. */
function expectAccount(trial: Trial, { sectors, steps }: Report): void {
  if (sectors === undefined) return;
  const sum = sectorClasses.reduce((all, kind) => all + sectors[kind], 0);
  expect([sum, sectors.total]).toEqual([sizeOf(trial), sizeOf(trial)]);
  const read = sectors.total - sectors.unread;
  const places = steps
    .flatMap((step) => step.findings)
    .filter(({ code, values }) => code === "SECTORS_UNEXPLAINED" && Number(values.from) < read)
    .map(({ values }) => values.from);
  expect(sectors.unexplainedAt.map(({ from }) => from)).toEqual(expect.arrayContaining(places));
  const isFaulty = steps.some((step) => step.findings.some(({ code }) => code === "NOT_ZERO"));
  if (places.length > 0 || isFaulty) expect(sectors.unexplained).toBeGreaterThan(0);
}

describe.skipIf(!hasTools)("benign twins", () => {
  test.each(twins.map((twin) => [twin.name, twin] as const))("%s is ECHT", async (name, { make }) => {
    const trial = make();
    const report = await verify(trial);
    expectAccount(trial, report);
    expect(report.sectors?.unexplained).toBe(sizeOf(trial) === undefined ? undefined : 0);
    expect(refusing(report).map((finding) => [nameOf(finding), placeOf(finding)])).toEqual([]);
    expect(report).toMatchObject({ verdict: "ECHT", exitCode: 0 });
    expect(report.filesCompared).toBeGreaterThan(0);
    expectFit(report);
    expect(await verdictUnexplained(trial, report)).toBe("ECHT");
    note(keyOf(name, "twin"), report);
  });
});

describe.skipIf(!hasTools)("attacks", () => {
  test("there are at least 60 kinds, each name and form once, each with a twin that exists", () => {
    expect(new Set(attacks.map((attack) => attack.name)).size).toBeGreaterThanOrEqual(60);
    const keys = attacks.map((attack) => keyOf(attack.name, attack.form));
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    const known = new Set(twins.map((twin) => twin.name));
    expect(attacks.filter((attack) => !known.has(attack.twin)).map((attack) => attack.name)).toEqual([]);
  });

  test.each(attacks.map((attack) => [attack.name, attack.form, attack] as const))(
    "%s (%s)",
    async (name, form, attack) => {
      const trial = attack.make();
      const report = await verify(trial);
      expectAccount(trial, report);
      const found = refusing(report).map((finding) => [nameOf(finding), placeOf(finding)]);
      expect(found).toContainEqual([attack.finding, attack.place]);
      expect(report).toMatchObject({ verdict: attack.verdict, exitCode: exitCodes[attack.verdict] });
      // The two forms are what they say: only the digest of a disc that was changed after sealing can differ.
      const isDigest = found.some(([code]) => code === "IMAGE_DIGEST");
      if (form === "before" && attack.finding !== "IMAGE_DIGEST") expect(isDigest).toBe(false);
      expectFit(report);
      const unexplained = await verdictUnexplained(trial, report);
      if (form !== "before") expect(unexplained).not.toBe("ECHT");
      else if (unexplained === "ECHT") explainedOnly.add(name);
      note(keyOf(name, form), report, attack.finding, attack.place);
    },
  );
});

describe.skipIf(!hasTools)("without the explanation", () => {
  test("discs that were built wrong and then signed are accepted: it is mute, and it is what refuses them", () => {
    expect(explainedOnly.size).toBeGreaterThan(150);
    expect([...explainedOnly]).toEqual(expect.arrayContaining(["file-in-the-seal", "four-bytes-in-a-file"]));
  });
});

describe.skipIf(!hasTools)("the built program", () => {
  const sample = attacks.filter((_, i) => i % 36 === 7);
  test.each(sample.map((attack) => [attack.name, attack.form, attack] as const))("%s (%s)", (_name, _form, attack) => {
    const { target, disc, outside = {} } = attack.make();
    const folder = temporaryFolder();
    const write = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const file = typeof target === "string" ? target : write("disc.iso", target);
    const roots = (outside.roots ?? [disc.rootNote]).flatMap((root, i) => ["--root", write(`root-${i}.note`, root)]);
    const notes = (outside.notes ?? []).flatMap((bytes, i) => ["--note", write(`${i}.note`, bytes)]);
    const {
      code,
      product,
      election,
      role,
      minSequence,
      disc: due,
      purpose,
    } = {
      ...(outside.expectation ?? { code: disc.code }),
    } as Record<string, string>;
    const options = { code, product, election, role, "min-sequence": minSequence, disc: due, purpose };
    const given = Object.entries(options).flatMap(([name, value]) =>
      value === undefined ? [] : [`--${name}`, `${value}`],
    );
    const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
    const { status, stdout } = run(process.execPath, [program, file, ...roots, ...notes, ...given, "--json"]);
    const report = JSON.parse(stdout) as Report;
    expect(status).toBe(exitCodes[attack.verdict]);
    expect(report.verdict).toBe(attack.verdict);
    const found = refusing(report).map((finding) => [nameOf(finding), placeOf(finding)]);
    expect(found).toContainEqual([attack.finding, attack.place]);
  });
});

describe.skipIf(!hasTools)("docs/attacks.md", () => {
  test("one unreadable region: ONLEESBAAR", async () => {
    const { image } = goodDisc();
    const first = image.length / 2048 - 100;
    const medium = new ScratchedMedium(
      image,
      Array.from({ length: 32 }, (_, i) => first + i),
    );
    const { verdict, exitCode } = await verifyMedium(medium, goodDisc(), {}, platform);
    expect(verdict).toBe("ONLEESBAAR");
    measured.set("(unreadable) after", { verdict, exitCode, finding: "", place: "" });
  });

  test("every row of the peers' tables names an attack or a twin that was measured", () => {
    const names = new Set([...measured.keys()].map((key) => key.slice(0, key.lastIndexOf(" "))));
    const missing = peerTables.flatMap((table) => table.rows).filter((row) => !names.has(row.ours));
    expect(missing.map((row) => row.ours)).toEqual([]);
    for (const { tools, rows } of peerTables) for (const row of rows) expect(row.cells).toHaveLength(tools.length);
  });

  test("says what was measured in this run", () => {
    const text = renderPage(attacks, twins, measured);
    if (process.env.ZEGEL_WRITE_TABLE === "1") writeFileSync(page, text);
    expect(existsSync(page) ? readFileSync(page, "utf8") : "").toBe(text);
  });
});
