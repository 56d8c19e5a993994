// What one room accepts, all accept: reviewers' notes, each with the one answer that the verifier, the sealer, the officer's
// screen and the reviewer's command give.

import { describe, expect, test, vi } from "vitest";
import {
  encodeKitList,
  encodeNote,
  encodeSeal,
  type Note,
  type Rebuild,
  type Signature,
  type TrustRoot,
} from "../../src/format/index.ts";
import { reviewNotes } from "../../src/sign/index.ts";
import { composeSeal } from "../../src/trust/compose/index.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { outcomeOf } from "../../src/verify/record/outcome.ts";
import { renderPage } from "../../src/verify/record/sheet.ts";
import { renderRecord, renderVerdict } from "../../src/verify/record/text.ts";
import { type Disc, otherDigest, rebuildNote, sha256Of, signText } from "../verify/fixture.ts";
import { reasonsOf } from "../verify/harness.ts";
import { recordOf } from "../verify/records.ts";
import {
  answerOf,
  composed,
  digestOf,
  platform,
  releaseUnder,
  reviewerOf,
  revokingRoot,
  rootOf,
  shownToOfficer,
  verifyNotes,
} from "./rooms.ts";

// The command judges each signature once, as the other rooms do here.
vi.mock("../../src/cli/disc/platform-signature.ts", async () => {
  const { quickPlatform } = await import("../verify/harness.ts");
  return { signatureCheck: quickPlatform().check };
});

/** What a note says. */
const texts = {
  agrees: {},
  source: { scope: "source" },
  "other bytes": { imageSha256: otherDigest },
  differs: { differs: "sector 5", imageSha256: otherDigest },
  "differs in the source": { differs: "a.jar", scope: "source" },
  "agrees elsewhere": { release: otherDigest },
  "differs elsewhere": { release: otherDigest, differs: "sector 5" },
} as const satisfies Record<string, Partial<Rebuild>>;
type Text = keyof typeof texts;

/**
 * What one note comes to: `agrees` and `differs` with who is heard, `no vote` of a statement that holds and is no
 * agreement, `ignored` of what cannot count, `unconfirmed` of a no that may be a reviewer's.
 */
type Due = "agrees" | "differs" | "differs twice" | "no vote" | "ignored" | "unconfirmed";

/** By whom; and what comes of each text. `agrees` also stands for what only the group that is asked may say. */
const signers: readonly (readonly [by: readonly string[], yes: Due, no: Due, noElsewhere: Due])[] = [
  [["ruud"], "agrees", "differs", "ignored"],
  [["rik"], "ignored", "differs", "ignored"],
  [["rik", "ruud"], "agrees", "differs twice", "ignored"],
  [["rosa", "ruud"], "ignored", "differs twice", "ignored"],
  [["ruud", "vera"], "ignored", "differs", "ignored"],
  [["anna", "ruud"], "agrees", "differs", "ignored"],
  [["eve", "ruud"], "agrees", "differs", "ignored"],
  [["vera"], "ignored", "ignored", "ignored"],
  [["anna"], "ignored", "ignored", "ignored"],
  [["anna", "vera"], "ignored", "ignored", "ignored"],
  [["eve"], "ignored", "unconfirmed", "unconfirmed"],
  [["anna", "eve"], "ignored", "unconfirmed", "unconfirmed"],
  [["eve", "vera"], "ignored", "unconfirmed", "unconfirmed"],
  [[], "ignored", "unconfirmed", "unconfirmed"],
];

/** What stands beside the lines. A line by `name` under another text holds for nobody. */
const strayLine = (name: string): Signature => signText("another text\n", [name]).signatures[0]!;
const renamed = (name: string): Signature => ({ ...strayLine("ruud"), name });
const junk: Readonly<Record<string, readonly Signature[]>> = {
  nothing: [],
  "an unknown line": [renamed("iemand")],
  "an officer's line that does not hold": [strayLine("bert")],
  "a reviewer's line that does not hold": [strayLine("rosa")],
  "two of them": [strayLine("rosa"), renamed("iemand")],
};

function dueOf(text: Text, [, yes, no, noElsewhere]: (typeof signers)[number], beside: string): Due {
  const isAlone = beside === "nothing";
  switch (text) {
    case "differs":
    case "differs in the source":
      // A line that nobody can judge may have been a reviewer's: then "no reviewer signed it" is not known any more.
      return no === "ignored" && !isAlone ? "unconfirmed" : no;
    case "differs elsewhere":
      return noElsewhere === "ignored" && !isAlone && no === "ignored" ? "unconfirmed" : noElsewhere;
    case "agrees elsewhere":
    case "other bytes":
      return "ignored";
    default:
      // In doubt a yes is no yes: a line by one of the group that does not hold spoils it.
      if (yes === "ignored" || beside === "a reviewer's line that does not hold" || beside === "two of them")
        return "ignored";
      return text === "source" ? "no vote" : "agrees";
  }
}

interface World {
  readonly name: string;
  readonly disc: Disc;
  readonly agreed: number;
  readonly isAsked: boolean;
  readonly blocksAt: number | undefined;
  readonly isWhole: boolean;
}
const reported = rootOf(1);
const blocking = rootOf(1, { dissentBlocksAt: 1 });
const both = rootOf(1, { dissentBlocksAt: 2 });
const asked = (root: TrustRoot) => ({ disc: releaseUnder(root, "normal", ["rosa"]), agreed: 1, isAsked: true });
const worlds: readonly World[] = [
  { name: "dissent blocks at 1", ...asked(blocking), blocksAt: 1, isWhole: true },
  { name: "dissent blocks at 2", ...asked(both), blocksAt: 2, isWhole: false },
  { name: "dissent is reported", ...asked(reported), blocksAt: undefined, isWhole: false },
  {
    name: "an emergency that asks for no rebuilds",
    disc: releaseUnder(blocking, "emergency", []),
    agreed: 0,
    isAsked: false,
    blocksAt: 1,
    isWhole: false,
  },
];

interface Row {
  readonly what: string;
  readonly note: Note;
  readonly due: Due;
  readonly by: readonly string[];
  readonly isDoubtful: boolean;
}

/** All that a note can be, under one root; with every kind of junk beside it, or with the worst alone. */
function notesFor({ disc, isWhole }: World): Row[] {
  return (Object.keys(texts) as Text[]).flatMap((text) =>
    signers.flatMap((row) =>
      Object.entries(isWhole ? junk : { nothing: [], "two of them": junk["two of them"] ?? [] }).map(
        ([beside, lines]) => {
          const { text: words } = rebuildNote(disc.release, digestOf(disc), "ruud", texts[text]);
          const { signatures } = signText(words, row[0]);
          const note = { text: words, signatures: [...lines, ...signatures] };
          const what = `${text}, by ${row[0].join(" and ") || "nobody"}, beside ${beside}`;
          const due = dueOf(text, row, beside);
          // A line that nobody can judge, beside a reviewer's no, may have been another reviewer's no.
          const isDoubtful = due.startsWith("differs") && (beside !== "nothing" || row[0].includes("eve"));
          return { what, note, due, by: row[0], isDoubtful };
        },
      ),
    ),
  );
}

/** Who is heard, beside what is in the seal. */
function votesOf({ agreed, isAsked }: World, due: Due, by: readonly string[]) {
  if (due === "agrees") return { agree: agreed + (isAsked ? 1 : 0), differ: 0 };
  const differ = due === "differs" ? 1 : due === "differs twice" ? 2 : 0;
  // Who agrees in the seal and differs beside it has differed.
  const isRecanted = differ > 0 && by.includes("rosa");
  return { agree: agreed - (isRecanted ? agreed : 0), differ };
}

describe.each(worlds)("A1, A4: $name", (world) => {
  const { disc, blocksAt, isAsked } = world;
  const notes = notesFor(world);
  const expectedOf = ({ due, by, isDoubtful }: Row) => {
    const votes = votesOf(world, due, by);
    const reasons: string[] = [];
    if (due === "unconfirmed" || isDoubtful) reasons.push("DISSENT_UNCONFIRMED");
    if (blocksAt !== undefined && votes.differ >= blocksAt) reasons.push("DISSENT_BLOCKS");
    if (isAsked && votes.agree < 1) reasons.push("TOO_FEW_REBUILDS");
    return { votes, reasons: reasons.sort() };
  };
  /** Statements that an agreement of an emergency makes are no more than ignored. */
  const isHeard = ({ due, isDoubtful }: Row) =>
    (due.startsWith("differs") && !isDoubtful) || (isAsked && (due === "agrees" || due === "no vote"));

  test("without a note beside it is ECHT", async () => {
    expect(await verifyNotes(disc)).toMatchObject({ verdict: "ECHT" });
    expect(notes.length).toBe(world.isWhole ? 490 : 196);
    expect(new Set(notes.map(({ due }) => due)).size).toBe(6);
  });

  test("the verifier", async () => {
    for (const row of notes) {
      const { what, note } = row;
      const report = await verifyNotes(disc, { notes: [encodeNote(revokingRoot(disc)), encodeNote(note)] });
      const { votes, reasons } = expectedOf(row);
      const verdict = reasons.length === 0 ? "ECHT" : "ONVOLDOENDE_HERBOUW";
      expect([what, report.verdict, reasonsOf(report)]).toEqual([what, verdict, reasons]);
      expect([what, answerOf(report)]).toEqual([what, votes]);
    }
  });

  test("the sealer, and the verifier of what it sealed", async () => {
    for (const row of notes) {
      const { what, note, by } = row;
      // Of one reviewer and scope a seal holds one statement: the others of the seal are those who do not speak here.
      const others = disc.seal.rebuilds.filter(({ signatures }) => !by.includes(signatures[0]?.name ?? ""));
      const bytes = await composed(disc, [note, ...others]);
      expect([what, bytes !== undefined]).toEqual([what, isHeard(row)]);
      if (bytes === undefined) continue;
      const beside = await verifyNotes(disc, { notes: [encodeNote(revokingRoot(disc)), encodeNote(note)] });
      const inside = await verifyNotes(disc, {}, bytes);
      expect([what, answerOf(inside)]).toEqual([what, answerOf(beside)]);
      expect([what, inside.verdict]).toEqual([what, beside.verdict]);
    }
  });

  test("the officer's screen", async () => {
    for (const row of notes) {
      const { what, note, due, by } = row;
      const answer = await shownToOfficer(disc, [note, ...disc.seal.rebuilds]);
      if (answer === "refused") expect([what, isHeard(row)]).toEqual([what, false]);
      else expect([what, answer]).toEqual([what, votesOf(world, due, by)]);
      if (due === "unconfirmed" || row.isDoubtful) expect([what, answer]).toEqual([what, "refused"]);
    }
  });

  test("the reviewer's command", async () => {
    const ask = reviewerOf(disc);
    for (const { what, note, due, by, isDoubtful } of notes) {
      const { agree, differ, reasons } = await ask([note, ...disc.seal.rebuilds]);
      expect([what, { agree, differ }]).toEqual([what, votesOf(world, due, by)]);
      const isUnconfirmed = reasons.some((one) => /can(not)? be confirmed/.test(one.reasons.join()));
      expect([what, isUnconfirmed]).toEqual([what, due === "unconfirmed" || isDoubtful]);
    }
  });
});

describe("A4: an emergency release that asks for no rebuilds, and a reviewer who differs", () => {
  const disc = releaseUnder(blocking, "emergency", []);
  const differs = rebuildNote(disc.release, digestOf(disc), "ruud", texts.differs);
  const agrees = rebuildNote(disc.release, digestOf(disc), "ruud");
  const beside = (note: Note) => verifyNotes(disc, { notes: [encodeNote(note)] });

  test("the headline names the difference, and nobody is said to be too few", async () => {
    const screen = (report: Report, language: "nl" | "en") => renderVerdict(recordOf(report), language);
    const blocked = await beside(differs);
    expect(screen(blocked, "nl")).toContain("Een deskundige die deze schijf nabouwde, vond een");
    expect(screen(blocked, "en")).toContain("An expert who rebuilt this disc found a difference.");
    expect(screen(blocked, "nl") + screen(blocked, "en")).not.toMatch(/te weinig|too few/i);
    expect(screen(await beside(agrees), "nl")).toContain(" GOED\n");
    // Where some were asked and are lacking, that is the cause.
    const short = releaseUnder(rootOf(1, { dissentBlocksAt: 1 }), "normal", []);
    expect(screen(await verifyNotes(short), "nl")).toContain("Te weinig deskundigen hebben deze schijf nagebouwd.");
  });

  test("the sealer seals the difference and warns; of an agreement it says that none is asked", async () => {
    const choice = (note: Note) => ({
      trustRoots: disc.seal.trustRoots.map((root) => ({ path: "root.note", note: root })),
      release: { path: "release.note", note: disc.seal.release },
      rebuilds: [{ path: "ruud.note", note }],
      recall: undefined,
    });
    const { warnings } = await composeSeal(choice(differs), platform.check);
    expect(warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining("1 reviewers differ, which blocks this release"),
    ]);
    await expect(composeSeal(choice(agrees), platform.check)).rejects.toThrow(
      /ruud\.note: .*of this release no rebuilds are asked/,
    );
    await expect(composeSeal(choice(agrees), platform.check)).rejects.not.toThrow(/nobody/);
  });

  test("the officer reads that one differs, and that this blocks the release", async () => {
    const evidence = { previous: [], builtIn: [], manifests: [], changes: [] };
    const file = (path: string, note: Note) => ({ path, note });
    const pageWith = async (note: Note) => {
      const roots = disc.seal.trustRoots.map((root) => file("root.note", root));
      const shown = { ...evidence, roots, rebuilds: [file("ruud.note", note)] };
      const style = { language: "en", nameLimit: 5 } as const;
      return (await reviewNotes([file("release.note", disc.seal.release)], shown, style, platform.check))
        .flatMap(({ rebuilds }) => rebuilds)
        .join("\n");
    };
    expect(await pageWith(differs)).toMatch(/0 agree, 0 needed, 1 differ .*WARNING: this blocks the release/);
    expect(await pageWith(differs)).toMatch(/DIFFERS: sector 5 .*: ruud \(holder-ruud, Waterschap\)/);
    expect(await pageWith(agrees)).toMatch(/0 agree, 0 needed, 0 differ \(under trust root version 1\)$/m);
  });
});

describe("statements on the kit", () => {
  const files = { "ZEGEL/VERSION": "1.0\n" };
  const list = encodeKitList([{ path: "ZEGEL/VERSION", sha256: sha256Of("1.0\n"), size: 4 }], []);
  const kit = { version: "1.0", sha256: sha256Of(list ?? "") };
  const disc = releaseUnder(blocking, "normal", ["rosa"], { kit, files });
  const about = (change: Partial<Rebuild>, by = "ruud") =>
    rebuildNote(disc.release, digestOf(disc), by, { scope: "kit", kit, ...change });
  const beside = (note: Note) => verifyNotes(disc, { notes: [encodeNote(note)] });
  const factsOf = (report: Report) => report.steps.flatMap(({ findings }) => findings.map(({ code }) => code));

  test("one that agrees is ignored by the verifier, whoever signed it", async () => {
    const report = await beside(about({}));
    expect([report.verdict, factsOf(report)]).toEqual(["ECHT", expect.arrayContaining(["NOTE_IGNORED"])]);
    const lacking = releaseUnder(blocking, "normal", [], { kit, files });
    const note = rebuildNote(lacking.release, digestOf(lacking), "ruud", { scope: "kit", kit });
    expect((await verifyNotes(lacking, { notes: [encodeNote(note)] })).verdict).toBe("ONVOLDOENDE_HERBOUW");
  });

  test("one that differs is told, blocks nothing, and nobody says that nobody differs", async () => {
    const report = await beside(about({ differs: "controleprogramma.exe" }));
    expect(report.verdict).toBe("ECHT");
    expect(factsOf(report)).toContain("REBUILD_DIFFERS");
    expect(factsOf(report)).not.toContain("NO_DISSENT");
    expect(renderRecord(recordOf(report), "nl").replace(/\s+/g, " ")).toContain(
      "Nagebouwd uit de broncode van het controleprogramma en ANDERS bevonden: holder-ruud (Waterschap), op deze plaats: controleprogramma.exe",
    );
    // The same reviewer's no about the image blocks, as ever.
    expect((await beside(about({ scope: "image", kit: undefined, differs: "sector 5" }))).verdict).toBe(
      "ONVOLDOENDE_HERBOUW",
    );
  });

  test("one that differs and that nobody can confirm may be a damaged no about the image", async () => {
    expect(reasonsOf(await beside(about({ differs: "x" }, "eve")))).toEqual(["DISSENT_UNCONFIRMED"]);
  });

  test("the sealer refuses both, and says what to do; the verifier refuses a seal that has one", async () => {
    const choice = (note: Note) => ({
      trustRoots: disc.seal.trustRoots.map((root) => ({ path: "root.note", note: root })),
      release: { path: "release.note", note: disc.seal.release },
      rebuilds: [{ path: "ruud.note", note }],
      recall: undefined,
    });
    for (const note of [about({}), about({ differs: "x" })])
      await expect(composeSeal(choice(note), platform.check)).rejects.toThrow(
        /ruud\.note: it is about the kit.*publish it/,
      );
    const image = rebuildNote(disc.release, digestOf(disc), "ruud");
    await expect(composeSeal(choice(image), platform.check)).resolves.toMatchObject({ warnings: [] });
    const seal = encodeSeal({ ...disc.seal, rebuilds: [about({})] });
    expect(reasonsOf(await verifyNotes(disc, {}, seal))).toContain("REBUILD_NOTE_BAD");
  });

  test("the officer sees it, and that somebody differs; of an agreement about another kit it is refused", async () => {
    expect(await shownToOfficer(disc, [about({}), ...disc.seal.rebuilds])).toEqual({ agree: 1, differ: 0 });
    const other = about({ kit: { ...kit, version: "2" } });
    expect(await shownToOfficer(disc, [other, ...disc.seal.rebuilds])).toBe("refused");
    const { agree, differ, reasons } = await reviewerOf(disc)([other, about({}, "vera"), ...disc.seal.rebuilds]);
    expect([agree, differ]).toEqual([1, 0]);
    expect(reasons.map((one) => one.reasons.join())).toEqual([
      expect.stringMatching(/published and never counted.*another kit/),
      expect.stringContaining("revoked"),
      "",
    ]);
  });
});

describe("A1: a difference that is only reported", () => {
  const disc = releaseUnder(blocking, "normal", ["rosa"]);
  const rumour = rebuildNote(disc.release, digestOf(disc), "eve", { differs: "bel 06-12345678" });

  test("holds the disc, is not called a difference that was found, and says whom to call", async () => {
    const report = await verifyNotes(disc, { notes: [encodeNote(rumour)] });
    expect(report).toMatchObject({ verdict: "ONVOLDOENDE_HERBOUW", exitCode: 25 });
    for (const language of ["nl", "en"] as const) {
      const screen = renderRecord(recordOf(report), language);
      // Neither the words nor the telephone number of somebody who signed nothing that counts.
      expect(screen).not.toMatch(
        /06-12345678|VERSCHIL GEVONDEN|ANDERS bevonden|found DIFFERENT|rebuilt this disc found/,
      );
      expect(screen.replace(/\s+/g, " ")).toContain(": Kiesraad, 070-0000000.");
    }
    const page = renderPage(recordOf(report), "nl");
    expect(page).toContain("een verschil is gemeld; niet te zien is of een nabouwer dat ondertekende");
    expect(page).not.toContain("niemand, voor zover dit zegel zegt");
    expect(renderRecord(recordOf(report), "nl")).toContain("Iemand meldde een verschil in deze schijf.");
  });

  test("is forgotten after the call: the same disc without the file is ECHT", async () => {
    expect(await verifyNotes(disc)).toMatchObject({ verdict: "ECHT", exitCode: 0 });
  });

  test("hides nothing that was measured", async () => {
    const wrong = { notes: [encodeNote(rumour)], expectation: { code: disc.code, purpose: "trial" } } as const;
    expect((await verifyNotes(disc, wrong)).refusals).toEqual(["ONVOLDOENDE_HERBOUW", "ANDERE_UITGAVE"]);
  });

  test("does not stop a difference that is signed: the headline is that of what was found", async () => {
    const signed = rebuildNote(disc.release, digestOf(disc), "ruud", texts.differs);
    const report = await verifyNotes(disc, { notes: [rumour, signed].map(encodeNote) });
    expect(reasonsOf(report)).toEqual(["DISSENT_BLOCKS", "DISSENT_UNCONFIRMED"]);
    expect(outcomeOf(report, "nl").headline).toBe(
      "Nog niet installeren. Een deskundige die deze schijf nabouwde, vond een verschil.",
    );
  });
});
