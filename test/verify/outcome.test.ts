// What a person is told, whatever was found: nothing that is found beside a no makes it softer, and only ECHT lets anybody install.

import { beforeAll, describe, expect, test } from "vitest";
import { type FindingCode, codes as refusalOf } from "../../src/verify/proof/codes.ts";
import type { Finding, Opened, Report, Scope, StepId } from "../../src/verify/proof/report.ts";
import { type Refusal, refusals } from "../../src/verify/proof/verdict.ts";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import { sentences } from "../../src/verify/record/sentences.ts";
import { makeDisc } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";

const seen: readonly (readonly [Scope, Opened])[] = [
  ["image", "drive"],
  ["image", "file"],
  ["tree", "drive"],
  ["tree", "folder"],
  ["installed", "folder"],
];
const purposes = ["final", "trial", "demonstration"] as const;
const reasons = (Object.keys(refusalOf) as FindingCode[]).filter((code) => refusalOf[code] !== "fact");
const ofAnchor: readonly string[] = ["NO_ANCHOR", "ROOT_NOT_BUILT_IN"];

/** With a value for all that its sentence names. */
function findingOf(code: FindingCode): Finding {
  const { says, technical } = sentences[code];
  const names = [...`${says.nl} ${technical?.nl}`.matchAll(/\{([a-zA-Z0-9]+)\}/g)].map(([, name = ""]) => name);
  const step: StepId = ofAnchor.includes(code) ? "anchor" : "seal";
  const meaning = refusalOf[code];
  const values = Object.fromEntries(names.map((name) => [name, name === "date" ? "2027-03-02" : "3"]));
  return { step, code, refusal: meaning === "fact" ? undefined : meaning, values };
}

let good: Report;
beforeAll(async () => {
  const disc = makeDisc();
  good = await verifyImageBytes(disc.image, disc, {}, quickPlatform());
});

/** The good report with `findings` in it. */
function withFindings(findings: readonly Finding[], scope: Scope, medium: Opened, purpose = "final"): Report {
  const found = refusals.filter((refusal) => findings.some((finding) => finding.refusal === refusal));
  const release = { ...good.release!, purpose: purpose as (typeof purposes)[number] };
  const steps = [...good.steps, { id: "seal", status: "failed", findings } as const];
  return { ...good, verdict: found[0] ?? "ECHT", refusals: found, scope, medium, release, steps };
}

function textsOf(report: Report, language: "nl" | "en"): string {
  const { headline, emergency, cause, software, checked, steps, after, message } = outcomeOf(report, language);
  return [headline, emergency, cause, software, checked, ...steps, ...after, message].join("\n");
}

const mayInstall = /U mag|You may|Open .*map|Open .*folder|Installeer de software|Install the software|goed is|is good/;

describe("what a person is told", () => {
  test("of every set of refusals: GOED of a final ECHT alone, nothing to fill in, never to install on a no", () => {
    const oneOf = Object.fromEntries(
      refusals.map((refusal) => [refusal, findingOf(reasons.find((code) => refusalOf[code] === refusal)!)]),
    ) as Record<Refusal, Finding>;
    const words = new Set<string>();
    for (let set = 0; set < 1 << refusals.length; set++)
      for (const [scope, medium] of seen) {
        const found = refusals.filter((_, i) => (set >> i) & 1).map((refusal) => oneOf[refusal]);
        const purpose = purposes[set % 3]!;
        const report = withFindings(found, scope, medium, set === 0 ? "final" : purpose);
        const { word, headline } = outcomeOf(report, "nl");
        words.add(word);
        expect([set, word === "GOED"]).toEqual([set, set === 0]);
        if (set > 0 && !/^(Nog niet|Niet) (installeren|gebruiken)\. /.test(headline)) expect(headline).toBe("a no");
        for (const language of set % 8 === 0 ? (["nl", "en"] as const) : (["nl"] as const)) {
          const told = textsOf(report, language);
          if (/\{[a-zA-Z0-9]+\}|undefined|\[object/.test(told)) expect(told).toBe("filled in");
          if (set > 0 && mayInstall.test(told)) expect(told).toBe("a no");
        }
      }
    expect([...words].sort()).toEqual(["GOED", "STOP", "WACHT"]);
  });

  test("of a practice disc: OEFENEN, and nothing of installing, signing or keeping", () => {
    for (const [scope, medium] of seen)
      for (const purpose of ["trial", "demonstration"] as const)
        for (const language of ["nl", "en"] as const) {
          const report = withFindings([], scope, medium, purpose);
          expect(outcomeOf(report, language).sign).toBe("practice");
          expect(textsOf(report, language)).not.toMatch(/U mag|You may|handtekening|[Bb]ewaar|sign|keep/);
        }
  });

  test("of two findings: never softer than of one of them", () => {
    const all = reasons.map(findingOf);
    for (const [scope, medium] of seen) {
      const isStop = (...found: Finding[]) => outcomeOf(withFindings(found, scope, medium), "nl").sign === "stop";
      const alone = new Map(all.map((one) => [one, isStop(one)]));
      const isCut = (one: Finding, other: Finding) => one.code === "SEAL_UNREADABLE" && other.code === "CUT_FILE";
      const softer = all
        .filter((one) => alone.get(one))
        .flatMap((one) =>
          all.filter((other) => !isStop(one, other) && !isCut(one, other)).map(({ code }) => `${one.code} + ${code}`),
        );
      expect([scope, medium, softer]).toEqual([scope, medium, []]);
    }
  });

  test("of every finding, as the only one: nothing left to fill in, in both languages", () => {
    for (const code of reasons)
      for (const [scope, medium] of seen)
        for (const language of ["nl", "en"] as const) {
          const told = textsOf(withFindings([findingOf(code)], scope, medium), language);
          expect([code, told]).toEqual([code, expect.not.stringMatching(/\{[a-zA-Z0-9]+\}|undefined|\[object/)]);
        }
  });

  test("of files that are missing and files that are extra: two sentences", () => {
    const of = (code: FindingCode, path: string) => ({ ...findingOf(code), values: { path } });
    const both = [of("FILE_MISSING", "LEESMIJ.txt"), of("FILE_EXTRA", "Thumbs.db"), of("FILE_EXTRA", "x")];
    const cause = (found: readonly Finding[]) => outcomeOf(withFindings(found, "tree", "folder"), "nl").cause;
    expect(cause(both)).toBe("Er ontbreekt: LEESMIJ.txt. Extra: Thumbs.db, en nog 1");
    expect(cause(both.slice(0, 1))).toBe("Er ontbreekt: LEESMIJ.txt");
  });

  test("of a purpose: in words, not as its note has it", () => {
    const purpose = { ...findingOf("PURPOSE_DIFFERS"), values: { found: "trial", expected: "final" } };
    const told = withFindings([purpose], "image", "file", "trial");
    expect(outcomeOf(told, "nl").cause).toBe("Het doel van deze versie is: proef. U verwacht: definitief.");
    expect(outcomeOf({ ...told, medium: "drive" }, "en").cause).toBe(
      "The purpose of this version is: trial. You expect: final.",
    );
  });

  test("of a report that contradicts itself: nothing at all", () => {
    const none = { ...good, release: undefined };
    const unsaid = { ...good, verdict: "GEWIJZIGD", exitCode: 22 } as const;
    const both = { ...good, refusals: ["GEWIJZIGD"] } as const;
    for (const report of [none, unsaid, both]) expect(() => outcomeOf(report, "nl")).toThrow("no verdict");
    expect(outcomeOf(good, "nl").word).toBe("GOED");
  });

  test("of what was checked: not the whole disc where a part was not looked at", () => {
    const checked = (report: Report) => outcomeOf(report, "nl").checked;
    const unread = (id: StepId, report: Report): Report => ({
      ...report,
      steps: report.steps.map((step) => (step.id === id ? { ...step, status: "not-checked" } : step)),
    });
    expect(checked(good)).toBe("Gecontroleerd: hele schijf, elke byte.");
    const altered = withFindings([findingOf("FILE_CHANGED")], "image", "file");
    expect(checked(altered)).toBe("Gecontroleerd: hele schijf, elke byte.");
    expect(checked(unread("image", altered))).not.toContain("elke byte");
    for (const code of ["CAPACITY_UNKNOWN", "SECTORS_UNREADABLE", "IMAGE_SHORT"] as const)
      expect([code, checked(withFindings([findingOf(code)], "image", "drive"))]).toEqual([
        code,
        expect.not.stringContaining("elke byte"),
      ]);
    const much = { ...good, sectors: { ...good.sectors!, unread: 400 } };
    expect(
      checked({ ...withFindings([findingOf("DATA_BEHIND")], "image", "file"), sectors: much.sectors }),
    ).not.toContain("elke byte");
    expect(checked(withFindings([findingOf("FILES_NOT_COMPARED")], "tree", "folder"))).toBe(
      "Gecontroleerd: niet alle bestanden.",
    );
  });
});

describe("what an installed program was compared with", () => {
  const comparedWith = (text: string, language: "nl" | "en" = "nl") => {
    const reference = { step: "seal", code: "REFERENCE", refusal: undefined, values: { text } } as const;
    return outcomeOf(withFindings([reference], "installed", "folder"), language).cause;
  };

  test.each([
    ["D:\\", "de schijf in D:", "the disc in D:"],
    ["/dev/sr0", "de schijf in /dev/sr0", "the disc in /dev/sr0"],
    [
      "C:\\Users\\anna\\zegel-kopie GSB OSV 2.24.3 2027-03-02 10.15",
      "de kopie van 2 maart 2027",
      "the copy of 2 March 2027",
    ],
    [
      "/home/anna/zegel-kopie GSB OSV 2.24.3 2027-03-02 10.15 (2)/",
      "de kopie van 2 maart 2027",
      "the copy of 2 March 2027",
    ],
    ["C:\\Foto's 2027-03-02 10.15", "C:\\Foto's 2027-03-02 10.15", "C:\\Foto's 2027-03-02 10.15"],
    ["zegel-kopie oud", "zegel-kopie oud", "zegel-kopie oud"],
    ["master.iso", "master.iso", "master.iso"],
    ["a\u202eb", "a\\u{202e}b", "a\\u{202e}b"],
  ])("%s", (path, nl, en) => {
    expect(comparedWith(path)).toBe(`Vergeleken met: ${nl}.`);
    expect(comparedWith(path, "en")).toBe(`Compared with: ${en}.`);
  });
});
