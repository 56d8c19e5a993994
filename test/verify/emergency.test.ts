// What screen and sheet say of an emergency release, and under which trust root nobody had to rebuild.

import { beforeAll, describe, expect, test } from "vitest";
import { encodeNote, encodeTrustRoot } from "../../src/format/index.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import { sentenceOf, technicalOf } from "../../src/verify/record/report-words.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { renderRecord, renderReport, renderVerdict } from "../../src/verify/record/text.ts";
import { type Disc, makeDisc, sha256Of, signText, testRoot } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";
import { recordOf } from "./records.ts";

const platform = quickPlatform();
let disc: Disc;

beforeAll(() => {
  disc = makeDisc();
});

describe("an emergency release", () => {
  test("A15: an emergency release says so on the second line of screen, sheet and verdict; another does not", async () => {
    const words = { nl: "Dit is een noodversie. Staat dat ook in uw brief?", en: "This is an emergency version." };
    for (const urgency of ["normal", "emergency"] as const)
      for (const purpose of ["final", "trial"] as const) {
        const one = makeDisc({ release: { urgency, purpose } });
        const otherCode = disc.code;
        for (const code of [one.code, otherCode])
          for (const language of ["nl", "en"] as const) {
            const report = await verifyImageBytes(
              one.image,
              one,
              { expectation: { code, purpose: "by-code" } },
              platform,
            );
            const record = recordOf(report);
            const isSaid = outcomeOf(report, language).emergency?.startsWith(words[language]) === true;
            expect([urgency, purpose, language, isSaid]).toEqual([urgency, purpose, language, urgency === "emergency"]);
            for (const show of [renderReport, renderRecord, renderVerdict, renderPage] as const)
              expect(show(record, language).replace(/\s+/g, " ").includes(words[language])).toBe(isSaid);
          }
      }
  });

  test("A15: where rebuilds are not asked for, by which version and for which kind of release", async () => {
    const facts = (report: Report) =>
      report.steps
        .flatMap((step) => step.findings)
        .filter(({ code }) => /^(REBUILD_NOT_REQUIRED|NEWER_ROOT_ASKS_REBUILDS|TOO_FEW_REBUILDS)$/.test(code));
    const strict = testRoot({}, 2);
    const first = testRoot({ ...strict, requires: { ...strict.requires, "emergency-rebuild": undefined } });
    const emergency = makeDisc({ root: first, release: { urgency: "emergency" } });
    const judged = await verifyImageBytes(emergency.image, emergency, {}, platform);
    expect([judged.verdict, facts(judged).map(({ values }) => values)]).toEqual([
      "ECHT",
      [{ version: 1, urgency: "emergency" }],
    ]);
    const [fact] = facts(judged);
    expect(fact === undefined ? [] : [sentenceOf(fact, "nl"), technicalOf(fact, "nl")]).toEqual([
      "Bij een noodversie hoeven anderen de schijf niet na te bouwen.",
      "zo staat het in versie 1 van de vertrouwensbasis, die hier geldt",
    ]);
    const normal = makeDisc({ root: first });
    expect(facts(await verifyImageBytes(normal.image, normal, {}, platform)).map(({ code }) => code)).toEqual([
      "TOO_FEW_REBUILDS",
    ]);
    // A newer root asks for them; the release is of before.
    const lenient = makeDisc();
    const previous = sha256Of(lenient.seal.trustRoots[0]?.text ?? "");
    const second = (rebuilds: number) =>
      encodeNote(
        signText(encodeTrustRoot(testRoot({ ...testRoot({}, rebuilds), version: 2, previous })), ["anna", "bert"]),
      );
    for (const [rebuilds, due] of [
      [2, ["REBUILD_NOT_REQUIRED", "NEWER_ROOT_ASKS_REBUILDS"]],
      [0, ["REBUILD_NOT_REQUIRED"]],
    ] as const) {
      const report = await verifyImageBytes(lenient.image, lenient, { notes: [second(rebuilds)] }, platform);
      expect([report.verdict, facts(report).map(({ code }) => code)]).toEqual(["ECHT", due]);
      expect(facts(report)[1]?.values).toEqual(
        rebuilds === 0 ? undefined : { version: 2, urgency: "normal", needed: 2 },
      );
    }
  });
});
