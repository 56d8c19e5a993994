// What a person is told of the public log: on the screen, on paper and in the file; and how a proof that came later makes WACHT a GOED.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { encodeLogProof, type LogProof } from "../../src/format/index.ts";
import { readGivenNote } from "../../src/verify/given-note.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import { encodeRecord } from "../../src/verify/record/record.ts";
import { logOf } from "../../src/verify/record/report-words.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { renderRecord } from "../../src/verify/record/text.ts";
import { secondsWords } from "../../src/words/moments.ts";
import { guided } from "../cli/person.ts";
import { loggedDisc } from "../corpus/logs.ts";
import { goodDisc } from "../corpus/workshop.ts";
import { temporaryFolder } from "../tools.ts";
import { logRoot, proofOf, seenAt } from "../trust/log-fixture.ts";
import type { Disc } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";
import { recordOf } from "./records.ts";
import { complaintsOf, type Schema } from "./schema.ts";

const platform = quickPlatform();
const verify = (disc: Disc, ...beside: readonly LogProof[]) =>
  verifyImageBytes(disc.image, disc, { notes: beside.map(encodeLogProof) }, platform);
const flat = (text: string) => text.replace(/\s+/g, " ");
const step = ({ steps }: Report) => steps.find(({ id }) => id === "log");

const none = loggedDisc(() => undefined);
const proof = proofOf(none.seal.release.text);
const other = proofOf(none.seal.release.text, { others: "other" });

describe("of a version that is in the log", () => {
  let report: Report;
  beforeAll(async () => {
    report = await verify(loggedDisc());
  });

  test("the step is good, and says where, who saw it and when, in words", () => {
    expect(step(report)?.status).toBe("passed");
    const screen = flat(renderRecord(recordOf(report), "nl"));
    expect(screen).toContain(
      "[goed] Openbaar logboek Deze versie staat in het openbare logboek: regel 3. Regels in het logboek: 6. regels zijn geteld vanaf 0, zoals in het bewijs; beoordeeld met versie 1 van de vertrouwensbasis",
    );
    expect(screen).toContain("Getuige van het logboek: holder-wim (VNG), gezien op 17 januari 2027, 10.00 uur (UTC)");
    expect(flat(renderRecord(recordOf(report), "en"))).toContain(
      "Witness of the log: holder-wies (Krant), seen on 17 January 2027, 10:00 (UTC)",
    );
  });

  test("one line of the annex says it all, on screen and paper", () => {
    const line =
      "regel 3 (geteld vanaf 0), regels: 6; gezien door holder-wies (Krant), holder-wim (VNG) op 17 januari 2027";
    expect(
      logOf(report, "nl")
        .split(/(?<=door )|, (?=Getuige)|(?= op )/)
        .sort(),
    ).toEqual(line.split(/(?<=door )|, (?=Getuige)|(?= op )/).sort());
    expect(flat(renderRecord(recordOf(report), "nl"))).toContain(`Openbaar logboek: ${logOf(report, "nl")}`);
    const page = renderPage(recordOf(report), "nl");
    expect(page).toContain(logOf(report, "nl"));
    expect(page).toMatch(/Getuigen van het openbare logboek.*holder-wim \(VNG\), 17 januari 2027, 10\.00 uur \(UTC\)/s);
  });

  test("the file has them as facts, and follows its schema", () => {
    const record = JSON.parse(encodeRecord(recordOf(report)));
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "../../docs/spec/record.schema.json"), "utf8"));
    expect(complaintsOf(record, schema as Schema)).toEqual([]);
    const found = step(record as Report)?.findings.map(({ code, values }) => ({ code, values }));
    expect(found).toContainEqual({ code: "LOG_PROVEN", values: { index: 3, size: 6, version: 1 } });
    expect(found).toContainEqual({
      code: "LOG_SEEN",
      values: { holder: "holder-wim", organisation: "VNG", time: seenAt },
    });
  });

  test("witnesses of several days are told from the first to the last", async () => {
    const late = proofOf(none.seal.release.text, { seen: ["wies", ["wim", seenAt + 3 * 86_400]] });
    expect(logOf(await verify(none, late), "nl")).toContain("van 17 januari 2027 tot en met 20 januari 2027");
  });

  test("a proof that was given is told to be no part of the disc, and to be kept: the next check needs it", async () => {
    const beside = await verify(none, proof);
    expect(beside.verdict).toBe("ECHT");
    expect(flat(renderRecord(recordOf(beside), "nl"))).toContain("dit is het logboekbewijs dat u opgaf");
    const keep = "Bewaar het logboekbewijs bij de schijf, op een USB-stick. Geef het bij elke controle op: keuze 4.";
    expect(outcomeOf(beside, "nl").steps.at(-1)).toBe(keep);
    expect(outcomeOf(report, "nl").steps).not.toContain(keep);
  });
});

describe("of a version for which nothing asks the log", () => {
  test("not asked for, on every paper; never good", async () => {
    const report = await verify(goodDisc());
    expect(step(report)?.status).toBe("not-asked");
    expect(logOf(report, "nl")).toBe("niet gevraagd");
    expect(renderPage(recordOf(report), "nl")).toContain("Openbaar logboek: <b>niet gevraagd</b>");
  });

  test("that was not reached: not established", async () => {
    const disc = goodDisc();
    const report = await verifyImageBytes(disc.image, disc, { roots: [] }, platform);
    expect(logOf(report, "nl")).toBe("niet vastgesteld");
  });
});

describe("of a proof that is lacking", () => {
  const asked = [
    "Bel de Kiesraad en vraag het logboekbewijs: Kiesraad, 070-0000000.",
    "Keuze 4: kies dat bestand. Controleer daarna opnieuw.",
  ];

  test.each([
    ["is not there", () => verify(none), undefined],
    [
      "was given, of another version",
      () => verify(none, proofOf("another text\n", { behind: 3 })),
      "Het logboekbewijs dat u opgaf, hoort niet bij deze versie of klopt niet.",
    ],
    [
      "has too few witnesses",
      () => verify(loggedDisc(() => proofOf(none.seal.release.text, { seen: ["wies"] }))),
      "Getuigen gevonden: 1 (organisaties: 1). Nodig: 2, elk van een andere organisatie.",
    ],
  ])("%s: WACHT, whom to call, and which choice", async (_what, made, cause) => {
    const report = await made();
    const told = outcomeOf(report, "nl");
    expect(told).toMatchObject({ word: "WACHT", steps: asked, cause, after: [] });
    expect(told.headline).toBe(
      "Nog niet installeren. Het bewijs van het openbare logboek ontbreekt of is niet compleet.",
    );
    expect(logOf(report, "nl")).toBe("niet bewezen");
    expect(outcomeOf(report, "en").steps[1]).toBe("Choice 4: choose that file. Then verify again.");
  });

  test("and rebuilds that are lacking too: both in one call", async () => {
    const root = logRoot(2, { requires: { ...logRoot().requires, rebuild: "reviewers" } });
    const told = outcomeOf(await verify(loggedDisc(() => undefined, root)), "nl");
    expect(told.cause).toBe(
      "Gevonden: 0. Nodig: 1. Ook het bewijs van het openbare logboek ontbreekt of is niet compleet.",
    );
    expect(told.steps.slice(1)).toEqual(asked);
  });

  test("in the seal that is not right: STOP, and not WACHT", async () => {
    const report = await verify(
      loggedDisc(() => ({ ...proof, index: 2 })),
      proof,
    );
    expect(outcomeOf(report, "nl")).toMatchObject({
      word: "STOP",
      cause: "Het bewijs van het openbare logboek in het zegel klopt niet.",
    });
  });
});

describe("of two proofs that contradict each other", () => {
  test("WACHT: call, keep both, and no check without one of them", async () => {
    const told = outcomeOf(await verify(loggedDisc(), other), "nl");
    expect(told).toMatchObject({
      word: "WACHT",
      headline: "Nog niet installeren. Twee bewijzen van het openbare logboek spreken elkaar tegen.",
      steps: [
        "Bel of mail de Kiesraad: Kiesraad, 070-0000000.",
        "Bewaar de schijf en elk logboekbewijs dat u kreeg. Gooi niets weg.",
      ],
    });
    expect(told.after).toEqual([
      "Installeer ook niet na een controle zonder een van de bewijzen. Wacht op bericht van de Kiesraad.",
    ]);
  });
});

describe("the guided program", () => {
  test("heals a disc that waits for its proof: choice 4, that file, GOED", async () => {
    const folder = temporaryFolder();
    const put = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const root = put("root.note", none.rootNote);
    const image = put("osv.iso", none.image);
    const waits = await guided(["2", image, none.code, "n", "n", ""], root);
    expect(waits).toMatchObject({ exitCode: 25, left: [] });
    expect(flat(waits.screen)).toContain("2. Keuze 4: kies dat bestand.");
    const file = put("osv.tlog-proof", encodeLogProof(proof));
    const good = await guided(["4", file, "2", image, none.code, "", "n", ""], root);
    expect(good).toMatchObject({ exitCode: 0, left: [] });
    expect(flat(good.screen)).toContain("Bestand van de Kiesraad: logboekbewijs. Dit wordt meegenomen.");
    expect(good.screen).toContain(" GOED\n");
  });
});

describe("a log proof that is given", () => {
  const bytes = encodeLogProof(proof);
  const text = Buffer.from(bytes).toString();
  const given = (changed: string | Uint8Array) => readGivenNote(new Uint8Array(Buffer.from(changed)));

  test("is told from the notes, and taken as it was made", () => {
    expect(given(bytes)).toEqual({ kind: "log-proof", bytes });
  });

  test.each([
    ["with other ends of lines", text.replaceAll("\n", "\r\n"), "lines"],
    ["with a blank line behind it", `${text}\n`, "lines"],
    ["without the end of its last line", text.trimEnd(), "lines"],
    ["in UTF-16", Buffer.from(`\ufeff${text}`, "utf16le"), "encoding"],
    ["with a byte order mark", `\ufeff${text}`, "encoding"],
    ["with another dash", text.replaceAll("—", "-"), "encoding"],
    ["of another version", text.replace("@v1", "@v2"), "other"],
    ["with a letter around it", `Beste gemeente,\n\n${text}`, "other"],
    ["that was cut", text.slice(0, 60), "lines"],
    ["of a log alone, without its proof", text.slice(text.indexOf("\n\n") + 2), "other"],
  ])("%s is a slip, and no verdict", (_what, changed, slip) => {
    expect(given(changed)).toEqual({ slip });
  });
});

test("a moment is told in words, whatever a clock says", () => {
  expect(secondsWords(seenAt, "nl")).toBe("17 januari 2027, 10.00 uur (UTC)");
  expect(secondsWords(seenAt, "en", "day")).toBe("17 January 2027");
  expect(secondsWords(253_402_300_799, "nl", "day")).toBe("31 december 9999");
  for (const odd of [-1, Number.NaN, 2 ** 53]) expect(secondsWords(odd, "nl")).toBe(String(odd));
});
