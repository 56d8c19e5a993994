// The record: true to its schema, its control number computable by anyone, its page safe to open whatever a disc says.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseRelease, textDigest } from "../../src/format/index.ts";
import { machineAt, readMachine, readTool, runsFromDisc } from "../../src/verify/program/checklist.ts";
import { type Report, stepIds } from "../../src/verify/proof/report.ts";
import { refusals } from "../../src/verify/proof/verdict.ts";
import { instructionsName, numberedName, recordName } from "../../src/verify/record/names.ts";
import { renderInstructions } from "../../src/verify/record/paper/instructions.ts";
import { scanLine } from "../../src/verify/record/paper/scan-line.ts";
import { encodeRecord, makeRecord, type VerificationRecord, withReceipt } from "../../src/verify/record/record.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { stopReport } from "../../src/verify/record/stop-report.ts";
import { renderRecord } from "../../src/verify/record/text.ts";
import { toolVersion } from "../../src/verify/record/tool.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { makeDisc, rebuildNote, recallNote, testKey, testRoot } from "./fixture.ts";
import { inputOf, MemoryMedium, quickPlatform, verifyImageBytes } from "./harness.ts";
import { machine, nothingFilledIn, recordOf, tool } from "./records.ts";
import { complaintsOf, type Schema } from "./schema.ts";

const root = join(import.meta.dirname, "../..");
const schema: Schema = JSON.parse(readFileSync(join(root, "docs/spec/record.schema.json"), "utf8"));
const spec = readFileSync(join(root, "docs/spec/record.md"), "utf8");
const platform = quickPlatform();
let good: Report;
let changed: Report;

beforeAll(async () => {
  const disc = makeDisc({
    root: testRoot({}, 2),
    rebuilds: (sha256, release) =>
      ["rosa", "ruud"]
        .sort((a, b) => (testKey(a).vkey.raw < testKey(b).vkey.raw ? -1 : 1))
        .map((name) => rebuildNote(release, sha256, name)),
    recall: () => recallNote(["07".repeat(32)]),
    release: { recallAtLeast: 1 },
  });
  good = await verifyImageBytes(disc.image, disc, {}, platform);
  const image = Buffer.from(disc.image);
  image.write("X", image.indexOf("Lees dit eerst"));
  changed = await verifyImageBytes(image, disc, {}, platform);
  expect([good.verdict, changed.verdict]).toEqual(["ECHT", "GEWIJZIGD"]);
});

const steps = ["Zet het netwerk uit.", "Bel bij twijfel <b>& installeer niet</b>."];
const filled = {
  municipality: "Juinen",
  envelope: "E-0042",
  persons: ["A. de Vries", "B. Jansen"],
  answers: [
    { step: 1, answer: "ja" },
    { step: 2, answer: "nvt" },
  ],
} as const;

describe("JSON", () => {
  test("has its fields in the order of the specification", () => {
    const table = spec.slice(spec.indexOf("| field | what |"), spec.indexOf("## Sectors"));
    const cells = table.split("\n").map((row) => row.split("|")[1] ?? "");
    const order = cells.flatMap((cell) => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = ""]) => name));
    const whole = { ...good, instructions: steps, install: { place: "C:\\OSV", start: undefined } };
    const reported = withReceipt(recordOf(whole, filled), new Uint8Array(8), "0123-K");
    const record: VerificationRecord = JSON.parse(encodeRecord(reported));
    expect(Object.keys(record)).toEqual(order);
  });

  test("has the fields of the release in the order of the note", () => {
    const text = readFileSync(join(import.meta.dirname, "../vectors/release/good_example"), "utf8");
    expect(Object.keys(parseRelease(text)).join(" ")).toBe(
      "product version election role sequence purpose urgency date volume publisher medium disc manifests imageSha256 imageSize sealOffset kit recipe trustRoot recallAtLeast previous",
    );
  });

  test("keeps to the schema, good or bad, filled in or not", () => {
    const installs = [{}, { place: "C:\\OSV", start: undefined }, { place: "/opt/osv", start: "OSV/setup.exe" }];
    const told = installs.map((install) => ({ ...good, instructions: steps, install }));
    for (const report of [good, changed, ...told])
      for (const filledIn of [{}, filled])
        expect(complaintsOf(JSON.parse(encodeRecord(recordOf(report, filledIn))), schema)).toEqual([]);
    const unknown = { ...recordOf(good), machine: { ...machine, networks: undefined } };
    expect(complaintsOf(JSON.parse(encodeRecord(unknown)), schema)).toEqual([]);
    const reported = withReceipt(recordOf(good), new Uint8Array(8), "0123-K");
    expect(complaintsOf(JSON.parse(encodeRecord(reported)), schema)).toEqual([]);
  });

  test("has the computer's name as it was typed where the machine tells none, on every paper and in no control number", () => {
    const report = { ...good, scope: "installed" } as const;
    const typed = recordOf(report, { computer: "Balie 2" }, { host: "" });
    expect(JSON.parse(encodeRecord(typed)).filledIn.computer).toBe("Balie 2");
    expect(complaintsOf(JSON.parse(encodeRecord(typed)), schema)).toEqual([]);
    expect(renderPage(typed, "nl")).toContain("Balie 2");
    expect(renderRecord(typed, "nl")).toContain("Computer: Balie 2");
    expect(recordName(typed, "html")).toMatch(/ Balie 2\.html$/);
    expect(typed.controlNumber).toBe(recordOf(report, {}, { host: "" }).controlNumber);
    const known = recordOf(report, { computer: "Balie 2" }); // what was measured stands before what was typed
    expect(recordName(known, "html")).toMatch(/ pc-2\.html$/);
  });

  test("the report to mail names the altered file, not what was left beside it", () => {
    const of = (code: "FILE_CHANGED" | "FILE_EXTRA", refusal: "GEWIJZIGD" | "ONVOLLEDIG", path: string) =>
      ({ step: "tree", code, refusal, values: { path } }) as const;
    const findings = [of("FILE_EXTRA", "ONVOLLEDIG", "Thumbs.db"), of("FILE_CHANGED", "GEWIJZIGD", "osv.jar")];
    const steps = [...good.steps, { id: "tree", status: "failed", findings } as const];
    const report = { ...good, verdict: "GEWIJZIGD", refusals: ["GEWIJZIGD", "ONVOLLEDIG"], steps } as const;
    expect(stopReport(recordOf(report), "nl")).toContain("Eerste bestand: osv.jar\n");
    const extra = {
      ...report,
      verdict: "ONVOLLEDIG",
      refusals: ["ONVOLLEDIG"],
      steps: [{ ...steps.at(-1)!, findings: findings.slice(0, 1) }],
    };
    expect(stopReport(recordOf(extra as Report), "nl")).toContain("Eerste bestand: Thumbs.db\n");
  });

  test("the schema names every step, verdict and scope that there is", () => {
    const enums = JSON.stringify(schema);
    for (const names of [stepIds, refusals, ["image", "tree", "installed"]])
      expect(enums).toContain(JSON.stringify(names).slice(1, -1));
  });

  test("the schema refuses what is no record", () => {
    const record = JSON.parse(encodeRecord(recordOf(good)));
    const { controlNumber: _, ...without } = record;
    for (const bad of [
      without,
      { ...record, verdict: "JA" },
      { ...record, filesGood: -1 },
      { ...record, filesGood: 1.5 },
      { ...record, imageSha256: record.imageSha256.toUpperCase() },
      { ...record, extra: 1 },
      { ...record, steps: [] },
      { ...record, install: { place: "" } },
      { ...record, install: { place: "C:\\OSV", files: 3 } },
      { ...record, install: { start: 1 } },
      { ...record, steps: [{ ...record.steps[0], status: "perhaps" }] },
      { ...record, controlNumber: "AAAAA-BBBBB" },
      { ...record, receipt: { envelope: "0123-K" } },
      { ...record, receipt: { code: "5CE0R-0000S" } },
      { ...record, receipt: { code: "5CE0R-0000S-0000T", key: "Y7HDY-7H5NG-MTBRA" } },
      { ...record, filledIn: { ...record.filledIn, persons: ["a", "b", "c"] } },
    ])
      expect(complaintsOf(bad, schema)).not.toEqual([]);
  });

  test("lists every step of the scope in the order of the specification", () => {
    const record = JSON.parse(encodeRecord(recordOf(changed)));
    expect(record.steps.map(({ id }: { id: string }) => id)).toEqual(changed.steps.map((step) => step.id));
    expect(record.steps).toHaveLength(14);
  });

  test("holds no character that steers a terminal, and reads back as it was", () => {
    const target = "a\u001b[2Jb\u009b2Jc\u202ed\u2028e\u{e0041}f\u007f";
    const text = encodeRecord(recordOf({ ...good, target }));
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(JSON.parse(text).target).toBe(target);
  });
});

describe("the control number", () => {
  const number = (record: VerificationRecord) => record.controlNumber;

  test("is one for one check, whatever people fill in", () => {
    expect(number(recordOf(good, filled))).toBe(number(recordOf(good)));
    expect(number(recordOf(good))).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){2}$/);
  });

  test("is another for another check: verdict, moment, machine, program", () => {
    const later = makeRecord(good, tool, machine, new Date("2027-03-01T09:14:05.121Z"), nothingFilledIn);
    const other = makeRecord(
      good,
      { ...tool, sha256: "13".repeat(32) },
      machine,
      new Date(later.checkedOn),
      nothingFilledIn,
    );
    const numbers = [recordOf(good), recordOf(changed), later, other, recordOf(good, {}, { host: "pc-3" })].map(number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("stands in all three forms", () => {
    const record = recordOf(good, filled);
    const forms = [
      encodeRecord(record),
      renderRecord(record, "nl"),
      renderPage(record, "nl"),
      renderPage(record, "en"),
    ];
    for (const form of forms) expect(form).toContain(record.controlNumber);
  });

  describe.skipIf(!has("bash"))("by the commands of docs/spec/record.md", () => {
    const commands = /^```bash\n(.*?)^```$/ms.exec(spec)?.[1] ?? "";
    const byHand = (json: string) => {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, "record.json"), json);
      const { status, stdout } = run("bash", ["-ec", commands], { cwd });
      expect(status).toBe(0);
      return stdout.trim().split("\n").join("-");
    };

    test("is the same, also where a disc tries to look like the line that ends it", () => {
      const hostile = { ...good, target: '"\n  "filledIn": {\n', instructions: ['  "filledIn": {'] };
      for (const report of [good, changed, hostile]) {
        const record = recordOf(report, filled);
        expect(byHand(encodeRecord(record))).toBe(record.controlNumber);
      }
      const record = recordOf(good);
      expect(byHand(encodeRecord(record).replace("Europe/Amsterdam", "Europe/Amsterdan"))).not.toBe(
        record.controlNumber,
      );
    });

    test("is that of the page's example, which keeps to the schema", () => {
      const example = /^```json\n(.*?)^```$/ms.exec(spec)?.[1] ?? "";
      expect(complaintsOf(JSON.parse(example), schema)).toEqual([]);
      expect(byHand(example)).toBe(JSON.parse(example).controlNumber);
    });
  });
});

/** Opening and closing tags with their attributes' names, in order; throws where they do not nest. */
function tagsOf(page: string): string[] {
  const open: string[] = [];
  const found = [...page.matchAll(/<(\/?)([a-z0-9!]+)([^>]*)>/gi)].map(([, slash = "", name = "", rest = ""]) => {
    if (slash === "/") expect(open.pop()).toBe(name);
    else if (!["meta", "br", "path", "!doctype"].includes(name)) open.push(name);
    return `${slash}${name} ${[...rest.matchAll(/([a-z-]+)="/g)].map(([, attribute]) => attribute).join(" ")}`;
  });
  expect(open).toEqual([]);
  return found;
}

describe("the page", () => {
  test.each(["nl", "en"] as const)("%s: loads nothing, runs nothing", (language) => {
    const page = renderPage(recordOf({ ...changed, instructions: steps }, filled), language);
    expect(page).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    );
    expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
    expect(page).not.toMatch(
      /<script|<link|<img|<iframe|<form|javascript:|\son[a-z]+=|\b(src|href)=|url\(|@import|https?:/i,
    );
    expect(tagsOf(page).length).toBeGreaterThan(100);
    expect(page).not.toMatch(/undefined|\[object|\{[a-zA-Z0-9]+\}(?!\s*[}@])/);
  });

  test("says the verdict first, then why, what to do, and every step with its word", () => {
    const page = renderPage(recordOf(changed), "nl");
    const at = (text: string) => {
      expect(page).toContain(text);
      return page.indexOf(text);
    };
    const order = [
      ">STOP<",
      "Niet installeren. Er is iets veranderd.",
      "vrijgegeven: LEESMIJ.txt",
      "(melding: GEWIJZIGD)",
      "Wat gecontroleerd is",
      "Wat u nu moet doen",
      "<p>Handtekening</p>",
      "Voor de technicus",
      "Alles wat gevonden is",
    ];
    expect(order.map(at)).toEqual(order.map(at).sort((a, b) => a - b));
    const words = [...page.matchAll(/<td class="status">([^<]*)<\/td>/g)].map(([, word]) => word);
    const due = {
      passed: "goed",
      failed: "FOUT",
      "not-checked": "niet gecontroleerd",
      "not-asked": "niet gevraagd",
    };
    expect(words).toEqual(changed.steps.map((step) => due[step.status]));
    for (const text of [
      "holder-anna (Org-anna)",
      "holder-rosa (Universiteit)",
      "bekend tot en met nummer 1 van 2027-02-01 (uit het zegel)",
    ])
      at(text);
    for (const text of ["eth0", "pc-2", "Europe/Amsterdam", "1212 1212", "v22.12.0", "alleen over het eerste bestand"])
      at(text);
    for (const text of [
      "Gemeente",
      "1 maart 2027, 10.14 uur",
      "Computer",
      "Envelopnummer",
      "Eerste persoon",
      "Tweede persoon",
    ])
      at(text);
    expect(page.match(/<p>Handtekening<\/p>/g)).toHaveLength(2);
  });

  test("shows digests found in 16 groups of 4", () => {
    const groups = (good.imageSha256 ?? "").match(/.{4}/g) ?? [];
    expect(renderPage(recordOf(good), "nl")).toContain(
      `${groups.slice(0, 8).join(" ")}<br>${groups.slice(8).join(" ")}`,
    );
  });

  test("holds what was filled in, and lines for the rest", () => {
    const empty = renderPage(recordOf(good), "nl");
    const given = renderPage(recordOf(good, filled), "nl");
    for (const text of ["Juinen", "E-0042", "A. de Vries", "B. Jansen"]) {
      expect(given).toContain(`>${text}<`);
      expect(empty).not.toContain(text);
    }
    expect(empty.split('class="pen"').length - given.split('class="pen"').length).toBe(2);
    // Answers are shown, not dropped, also to a step that is not there.
    expect(given).toMatch(/<th>Stap 2<\/th><td>n\.v\.t\.<\/td>/);
  });

  test("instructions are a paper of their own, after GOED alone", () => {
    const boxes = (page: string) =>
      [...page.matchAll(/<span class="box">([^<]*)<\/span> ([^<]*)/g)].map(([, x, word]) => `${x}${word}`);
    const paper = (report: Report, filledIn = {}) =>
      renderInstructions(recordOf({ ...report, instructions: steps }, filledIn), "nl");
    expect(boxes(paper(good) ?? "")).toEqual(["ja", "nee", "n.v.t.", "ja", "nee", "n.v.t."]);
    expect(boxes(paper(good, filled) ?? "")).toEqual(["Xja", "nee", "n.v.t.", "ja", "nee", "Xn.v.t."]);
    expect(paper(good)).toContain("Bel bij twijfel &lt;b&gt;&amp; installeer niet&lt;/b&gt;.");
    expect(paper(changed)).toBeUndefined();
    const trial = good.release === undefined ? undefined : { ...good.release, purpose: "trial" as const };
    expect(paper({ ...good, release: trial })).toBeUndefined();
    expect(renderInstructions(recordOf(good), "nl")).toBeUndefined();
    for (const report of [good, changed])
      for (const render of [renderPage, renderRecord])
        expect(render(recordOf({ ...report, instructions: steps }, filled), "nl")).not.toContain(
          "Zet het netwerk uit.",
        );
  });

  test("the scanner's line is the one of the specification, in the code and nowhere with a character that scanners change", () => {
    const line = (report: Report, filledIn = {}) => scanLine(recordOf(report, filledIn)).split(".");
    const { controlNumber } = recordOf(good);
    const release = (good.releaseSha256 ?? "").slice(0, 16).toUpperCase();
    const found = textDigest(
      `zegel/found v1\n1\n${good.imageSha256}\n${good.manifestSha256}\n${good.sealSha256}\n`,
    ).slice(0, 11);
    const number = controlNumber.replaceAll("-", "");
    expect(line(good)).toEqual(["ZEGEL", "R1", "", "0", "1", release, found.toUpperCase(), number, ""]);
    expect(line(good, { envelope: "0123-K" })[2]).toBe("0123K");
    expect(line(good, { envelope: "0123-L" })[2]).toBe("");
    expect(line({ ...good, medium: "drive" })[4]).toBe("0");
    expect(line({ ...good, scope: "tree", medium: "drive" })[4]).toBe("2");
    expect(line({ ...good, scope: "installed", medium: "folder" })[4]).toBe("3");
    expect(line(changed)[3]).toBe("22");
    expect(line(changed)[8]).toMatch(/^[0-9A-HJKMNP-TV-Z]{15}$/);
    const reported = scanLine(withReceipt(recordOf(good, { envelope: "0042-D" }), new Uint8Array(8), "0123-K")).split(
      ".",
    );
    expect(reported[2]).toBe("0123K");
    expect(reported[8]).toMatch(/^[0-9A-HJKMNP-TV-Z]{15}$/);
    const nothing = { ...good, imageSha256: undefined, manifestSha256: undefined, sealSha256: undefined };
    expect(line(nothing)[6]).toBe("00000000000");
    for (const report of [good, changed]) expect(scanLine(recordOf(report))).toMatch(/^[0-9A-Z.]+$/);
  });

  test("files are called so that nothing of an unknown disc comes into a name", () => {
    const named = (report: Report, host = "pc-2") => recordName(recordOf(report, {}, { host }), "html");
    expect(named(good)).toBe("controleverslag GSB OSV 2.24.3 2027-03-01 10.14.html");
    const { release } = good;
    if (release === undefined) throw new Error("no release");
    const second = { ...good, release: { ...release, disc: 2, manifests: [...release.manifests, "ab".repeat(32)] } };
    expect(named(second)).toBe("controleverslag GSB OSV 2.24.3 schijf 2 2027-03-01 10.14.html"); // the first in the same minute
    expect(named(changed)).toBe("controleverslag STOP 2027-03-01 10.14.html");
    expect(named({ ...good, scope: "installed" })).toBe("controleverslag GSB OSV 2.24.3 2027-03-01 10.14 pc-2.html");
    expect(named({ ...good, scope: "installed" }, "../..\\a/b:c*?<>|\u0000\u202e")).toMatch(
      /^controleverslag GSB OSV 2\.24\.3 2027-03-01 10\.14 [\p{L}\p{Nd} .-]+\.html$/u,
    );
    expect(named({ ...good, scope: "installed" }, "x".repeat(300)).length).toBeLessThan(150);
    expect(numberedName(named(changed), 2)).toBe("controleverslag STOP 2027-03-01 10.14 (2).html");
    expect(instructionsName(recordOf(good))).toBe("aanwijzingen GSB OSV 2.24.3 2027-03-01 10.14.html");
  });

  test("what is mailed after STOP says who, what and which number, and nothing after GOED", () => {
    const record = recordOf(changed, filled);
    const text = stopReport(record, "nl") ?? "";
    for (const part of [
      "STOP: controle van verkiezingssoftware",
      "Gemeente: Juinen",
      "Envelopnummer: E-0042",
      "Oordeel: STOP. Niet installeren. Er is iets veranderd.",
      "Eerste bestand: LEESMIJ.txt",
      `Controlenummer: ${record.controlNumber}`,
    ])
      expect(text).toContain(part);
    expect(stopReport(recordOf(good), "nl")).toBeUndefined();
  });

  test("a disc, a machine or a person cannot put anything into it but text", () => {
    const evil = `"><script>alert(1)</script><img src=x onerror='a'>&amp;\u202e\u0007</style></td>`;
    const page = (text: string) => {
      const findings = changed.steps.map((step) => ({
        ...step,
        findings: step.findings.map((finding) => ({
          ...finding,
          values: Object.fromEntries(Object.keys(finding.values).map((name) => [name, text])),
        })),
      }));
      const report: Report = {
        ...changed,
        target: text,
        steps: findings,
        contact: text,
        signers: changed.signers.map((key) => ({ ...key, holder: text, organisation: text })),
        instructions: [text],
      };
      const record = recordOf(
        report,
        { municipality: text, envelope: text, persons: [text, text] },
        { system: text, host: text, timeZone: text, clock: text, networks: [text] },
      );
      return renderPage({ ...record, tool: { ...tool, file: text, version: text, runtime: text } }, "nl");
    };
    expect(tagsOf(page(evil))).toEqual(tagsOf(page("gewoon")));
    expect(page(evil)).toContain("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page(evil)).not.toMatch(/[\u0007\u202e]/);
  });
});

describe("program and machine", () => {
  test("the version is the package's", () => {
    expect(toolVersion).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  });

  test("a program that lies on a disc with a seal is told of; beside it, or on a stick, it is not", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "ZEGEL/uitgever"), { recursive: true });
    writeFileSync(join(folder, "ZEGEL/SEAL"), "");
    expect(runsFromDisc(join(folder, "ZEGEL/controleprogramma.exe"))).toBe(true);
    expect(runsFromDisc(join(folder, "ZEGEL/uitgever/zegel-verify.cjs"))).toBe(true);
    expect(runsFromDisc(join(folder, "controleprogramma.exe"))).toBe(false);
    const disc = makeDisc();
    const source = { kind: "image", medium: new MemoryMedium(disc.image), mounted: undefined } as const;
    const codesOf = async (from: boolean) => {
      const report = await verifyDisc({ ...inputOf(disc), target: "t", source, runsFromDisc: from }, quickPlatform());
      expect(report.verdict).toBe("ECHT");
      return report.steps.flatMap((step) => step.findings.map(({ code }) => code));
    };
    expect(await codesOf(true)).toContain("RUNS_FROM_DISC");
    expect(await codesOf(false)).not.toContain("RUNS_FROM_DISC");
  });

  test("the program is named with the digest of its file", () => {
    const { kind, file, sha256, runtime } = readTool();
    expect([kind, file, runtime]).toEqual(["script", realpathSync(process.argv[1] ?? ""), `Node ${process.version}`]);
    expect(sha256).toBe(createHash("sha256").update(readFileSync(file)).digest("hex"));
  });

  test("facts that the system gives: clock with its distance to UTC, networks without the loopback", () => {
    const now = new Date("2027-07-01T09:14:05Z");
    const { clock, networks, system } = machineAt(readMachine(), now);
    expect(new Date(clock.replace(" ", "T").replace(" ", "")).getTime()).toBe(now.getTime());
    expect(Object.keys(machineAt(readMachine(), now))).toEqual(["system", "host", "clock", "timeZone", "networks"]);
    expect(networks).not.toContain("lo");
    expect(system).toMatch(/\S+ \S+ \(\S+\)/);
  });

  test("no network is said, and so is that the system does not say", () => {
    expect(renderRecord(recordOf(good, {}, { networks: [] }), "nl")).toContain("aan staan: geen");
    const silent = { ...recordOf(good), machine: { ...machine, networks: undefined } };
    expect(renderRecord(silent, "nl")).toContain("aan staan: niet vast te stellen");
  });
});
