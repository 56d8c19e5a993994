// Every sentence of the letters is true of what program and page then show. Each text is walked by a claim, or stands among those that
// claim nothing of a screen: a new text must be put into one of the two.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { imageName } from "../../src/build-iso/index.ts";
import { copyFromImage } from "../../src/build-iso/kit/on-image.ts";
import { sealImage } from "../../src/build-iso/seal.ts";
import { signatureCheck } from "../../src/cli/disc/platform-signature.ts";
import { pagePath, programPath } from "../../src/distribute/index.ts";
import { backWords, englishLines, letterWords } from "../../src/distribute/letter-words.ts";
import { dispatchWords } from "../../src/distribute/letters/words.ts";
import { recallWords } from "../../src/distribute/recall-words.ts";
import {
  encodeHashGroups,
  encodeInstall,
  encodeNote,
  encodeRecallCode,
  installPath,
  type Note,
} from "../../src/format/index.ts";
import { pageTexts } from "../../src/page/page-texts.ts";
import { composeSeal } from "../../src/trust/compose/index.ts";
import { askTarget } from "../../src/verify/program/guide/menu.ts";
import { receiptGuideTexts } from "../../src/verify/program/guide/texts/receipt-texts.ts";
import { guideTexts } from "../../src/verify/program/guide/texts/texts.ts";
import { claimedSoftware, type Outcome, outcomeOf } from "../../src/verify/record/outcome.ts";
import { receiptTexts } from "../../src/verify/record/receipt-words.ts";
import { codeTexts } from "../../src/words/code-words.ts";
import { type Language, languages } from "../../src/words/language.ts";
import { signWords } from "../../src/words/signs.ts";
import { build, description, tree } from "../build-iso/building.ts";
import { guided, person } from "../cli/person.ts";
import { logRoot } from "../release-folder/log-office.ts";
import { has, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, recallNote, samplePayload, sha256Of, signText, testRoot } from "../verify/fixture.ts";
import { MemoryMedium, type Outside, verifyMedium } from "../verify/harness.ts";
import { contact, makeOffice, putSet } from "./office.ts";

const flat = (text: string) => text.replace(/\s+/g, " ");
const textOf = (page: string) =>
  flat(
    page
      .replace(/<style>[\s\S]*<\/style>/, "")
      .replace(/<[^>]*>/g, " ")
      .replaceAll("&#39;", "'"),
  );

/** The letter with these options, as it is read. */
async function letterText(args: readonly string[] = [], release = {}): Promise<string> {
  const office = await makeOffice();
  office.putRelease("release.note", release);
  expect(await office.letter(["release.note", ...args])).toMatchObject({ status: 0 });
  return textOf(readFileSync(join(office.folder, "out.html"), "utf8"));
}

/** What the guided program asks first, with a disc in the drive. */
async function menuIn(language: Language): Promise<string> {
  const who = person(["s"], language);
  await askTarget(who.dialog, { given: [], dropped: [] }, undefined, () => [{ place: "D:", target: "D:\\" }]).catch(
    () => undefined,
  );
  return who.screen();
}

describe("the letter names the choices of the program", () => {
  test.each(languages)("by the numbers that they have: %s", async (language) => {
    const menu = await menuIn(language);
    const line = (key: string, text: string) =>
      expect(menu).toMatch(new RegExp(`^ *${key}\\b[ .)=]+${text.replace(/[()]/g, "\\$&")}`, "mi"));
    line("1", language === "nl" ? "Schijf D:" : "Disc D:");
    line("2", guideTexts.path[language]);
    line("3", guideTexts.installed[language]);
    line("4", guideTexts.kiesraad[language]);
    const { startStep, good } = letterWords;
    expect(startStep[language]).toMatch(language === "nl" ? /Kies 1 voor de schijf/ : /Choose 1 for the disc/);
    expect(guideTexts.path[language]).toMatch(/^ISO-bestand|^ISO file/);
    expect(startStep[language]).toMatch(/Kies 2 en dan het ISO-bestand|Choose 2, then the ISO file/);
    expect(good[language]).toMatch(/keuze 3|choice 3/);
    expect(recallWords.startStep[language]).toMatch(/Kies 4|Choose 4/);
    if (language === "nl") expect(recallWords.startStep.nl).toContain(`4: ${guideTexts.kiesraad.nl}.`);
    expect(englishLines.lines.join(" ")).toMatch(/Type E for English\. Choose 1 for the disc, or 2 for an ISO file\./);
  });

  test("and E, where the program begins in Dutch", async () => {
    expect(await menuIn("nl")).toMatch(/^ *E\b.*English/im);
    for (const text of [letterWords.startStep.en, recallWords.startStep.en])
      expect(text).toContain("Type E for English.");
    expect(guideTexts.otherLanguage.nl).toBe("English");
  });
});

describe("the letter shows the code as the screen asks for it", () => {
  test.each(languages)("7 groups of 5 in a frame, numbered, with what may be mixed up: %s", async (language) => {
    const text = await letterText(["--paper-lang", language]);
    const group = language === "nl" ? "Groep" : "Group";
    const groups = [...text.matchAll(new RegExp(`${group} (\\d) ([0-9A-Z]{5})\\b`, "g"))].map(([, number]) => number);
    expect(groups).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
    expect(guideTexts.group[language]).toMatch(new RegExp(`^${group} \\{group\\}`));
    const inFrame = language === "nl" ? /7 groepen van 5, in het kader/ : /7 groups of 5, in the frame/;
    for (const said of [
      guideTexts.code[language],
      letterWords.codeStep[language],
      letterWords.codeStepOfDisc[language],
    ])
      expect(said).toMatch(inFrame);
    for (const said of [guideTexts.code[language], text]) expect(said).toContain(codeTexts.sameCharacters[language]);
    expect(guideTexts.code[language]).toMatch(/brief|letter/);
  });

  test("the intrekkingscode has 4 groups of 5, for choice 4", () => {
    expect(
      encodeRecallCode(1, sha256Of("x"))
        .split("-")
        .map((group) => group.length),
    ).toEqual([5, 5, 5, 5]);
    expect(guideTexts.askFromKiesraad.nl).toMatch(/4 groepen van 5\. Of sleep het bestand .* naar dit venster/);
    expect(recallWords.listStep.nl).toMatch(/Sleep dat bestand naar het venster.*4 groepen van 5/);
    expect(recallWords.listStep.en).toMatch(/Drag that file into the window.*4 groups of 5/);
  });

  test("the text of the QR code is taken as scanners and editors save it", async () => {
    const folder = temporaryFolder();
    const text = Buffer.from(encodeNote(recallNote([sha256Of("x")]))).toString();
    const saved: Readonly<Record<string, Buffer>> = {
      "intrekking.txt": Buffer.from(text),
      "crlf.txt": Buffer.from(text.replaceAll("\n", "\r\n")),
      "no-end.txt": Buffer.from(text.trimEnd()),
      "bom.txt": Buffer.from(`\ufeff${text}\n`),
      "utf-16.txt": Buffer.from(`\ufeff${text}`, "utf16le"),
    };
    for (const [name, bytes] of Object.entries(saved)) {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      const who = person(["4", path, "1"]);
      const asked = askTarget(who.dialog, { given: [], dropped: [] }, undefined, () => [
        { place: "D:", target: "D:\\" },
      ]);
      expect([name, await asked]).toEqual([name, ["D:\\", "--recall", path]]);
    }
  });

  test("of a set each disc has its frame, and the screen says so too", async () => {
    const office = await makeOffice();
    expect(await office.letter(putSet(office, 2))).toMatchObject({ status: 0 });
    const text = textOf(readFileSync(join(office.folder, "out.html"), "utf8"));
    expect(text).toContain("Zegelcode van schijf 2 van 2");
    expect(guideTexts.moreCodes.nl).toContain("Staan er meer codes in de brief? Kies de code bij deze schijf.");
  });
});

describe.skipIf(!has("xorrisofs"))("the letter shows the words that the screen shows", () => {
  const install = encodeInstall([{ class: "static", path: "osv.jar", sha256: sha256Of("jar") }]);
  let disc: Disc;
  const discOf = (purpose: "trial" | "demonstration") =>
    makeDisc({
      root: testRoot({ contact, purpose: purpose === "trial" ? "final" : "demonstration" }),
      release: { purpose },
    });
  const seen = async (
    of: Disc,
    language: Language,
    outside: Outside = {},
    image: Uint8Array = of.image,
  ): Promise<Outcome> => {
    const purpose = of.release.purpose;
    const expectation = { code: of.code, ...(purpose === "final" ? {} : { purpose: "by-code" as const }) };
    const medium = new MemoryMedium(image, "drive");
    return outcomeOf(await verifyMedium(medium, of, { expectation, ...outside }), language);
  };
  beforeAll(() => {
    disc = makeDisc({ root: testRoot({ contact }), payload: { ...samplePayload, [installPath]: install } });
  });

  test.each(languages)("GOED: headline, choice 3, signing and keeping, and whom to tell: %s", async (language) => {
    const outcome = await seen(disc, language);
    expect([outcome.word, outcome.headline]).toEqual([signWords.good[language], letterWords.goodHead[language]]);
    const steps = outcome.steps.join(" ");
    const dutch = [
      /keuze 3/,
      /Zet beiden uw handtekening/,
      /bewaar het/,
      /Meld de schijf af bij de Kiesraad/,
      /envelopnummer.*controlenummer/,
    ];
    const english = [
      /choice 3/,
      /Both sign/,
      /keep it/,
      /Report the disc to the Kiesraad/,
      /envelope number.*control number/,
    ];
    for (const said of language === "nl" ? dutch : english) {
      expect(steps).toMatch(said);
      expect(letterWords.good[language]).toMatch(said);
    }
    const text = await letterText(["--paper-lang", language]);
    expect(text).toContain(`${signWords.good[language]} ${letterWords.goodHead[language]}`);
    for (const shown of [steps, text]) expect(shown).toContain(contact);
  });

  test("GOED without a list of installed files does not ask for choice 3, so the letter asks whether the screen does", async () => {
    const plain = makeDisc({ root: testRoot({ contact }) });
    expect((await seen(plain, "nl")).steps.join(" ")).not.toContain("keuze 3");
    expect(letterWords.good.nl).toContain("Vraagt het scherm om keuze 3?");
    expect(letterWords.good.en).toContain("Does the screen ask for choice 3?");
  });

  test.each(languages)("OEFENEN: a practice disc and a demonstration: %s", async (language) => {
    const heads = { trial: letterWords.practiceHead, demonstration: letterWords.demonstrationHead };
    for (const purpose of ["trial", "demonstration"] as const) {
      const outcome = await seen(discOf(purpose), language);
      expect(outcome.word).toBe(signWords.practice[language]);
      expect(outcome.headline.startsWith(heads[purpose][language])).toBe(true);
      expect(outcome.steps.join(" ")).not.toMatch(/handtekening|bewaar|[Ss]ign|keep/);
    }
    const notFor =
      language === "nl"
        ? /Gebruik deze (schijf )?niet voor de verkiezing/
        : /Do not use (it|this disc) for the election/;
    for (const said of [
      (await seen(discOf("trial"), language)).headline,
      letterWords.practice[language],
      letterWords.practiceGood[language],
    ])
      expect(said).toMatch(notFor);
  });

  test.each(languages)("STOP and WACHT: what not to do: %s", async (language) => {
    const altered = Buffer.from(disc.image);
    altered[altered.length - 1] = 1;
    const stop = await seen(disc, language, {}, altered);
    expect(stop.word).toBe(signWords.stop[language]);
    expect(stop.headline.startsWith(letterWords.stopHead[language])).toBe(true);
    const wait = await seen(disc, language, { expectation: { code: undefined } });
    expect(wait.word).toBe(signWords.wait[language]);
    for (const word of [stop.word, wait.word]) expect(letterWords.stop[language]).toContain(word);
  });

  test.each(languages)(
    "a recall: STOP with the signed list, WACHT with the code, GOED with a list of others: %s",
    async (language) => {
      const { imageSha256 } = disc.release;
      const list = [encodeNote(recallNote([imageSha256]))];
      const stop = await seen(disc, language, { notes: list });
      expect([stop.word, stop.headline]).toEqual([signWords.stop[language], recallWords.stopHead[language]]);
      const wait = await seen(disc, language, { recallCodes: [encodeRecallCode(1, imageSha256)] });
      expect([wait.word, wait.headline]).toEqual([signWords.wait[language], recallWords.waitHead[language]]);
      expect(wait.steps.join(" ")).toContain(contact); // the number that the program shows
      expect([...wait.steps, ...wait.after].join(" ")).toMatch(/eerst de Kiesraad|Kiesraad first/);
      const other = await seen(disc, language, { notes: [encodeNote(recallNote([sha256Of("other")]))] });
      expect([other.word, other.headline]).toEqual([signWords.good[language], letterWords.goodHead[language]]);
    },
  );

  test.each(languages)("an emergency version: the screen asks, the first line answers: %s", async (language) => {
    const urgent = makeDisc({ root: testRoot({ contact }), release: { urgency: "emergency" } });
    const { emergency = "" } = await seen(urgent, language);
    expect(emergency).toMatch(/noodversie\. Staat dat ook in uw brief\?|emergency version\. Does your letter say so/);
    expect(letterWords.emergency[language]).toMatch(
      /noodversie\. .*\? Ja, hier\.|emergency version\. .*\? Yes, here\./,
    );
  });

  test.each(languages)("without the log's proof: WACHT, and choice 4 takes a file: %s", async (language) => {
    const requires = { ...testRoot().requires, checkpoint: "witnesses" };
    const early = makeDisc({ root: testRoot({ contact, ...logRoot(), requires }) });
    const { word } = await seen(early, language);
    expect(word).toBe(signWords.wait[language]);
    expect(letterWords.withoutProof[language]).toContain(` ${word}. `);
    expect(letterWords.withoutProof[language]).toMatch(/(?:keuze|choice) 4\.$/);
    expect(guideTexts.kiesraad[language]).toMatch(/Kiesraad/);
  });

  test.each(languages)("which software: %s", async (language) => {
    const text = await letterText(["--paper-lang", language]);
    const parts = claimedSoftware({ ...disc.release, purpose: "final" }, language).split(", ");
    expect(parts).toHaveLength(4);
    for (const part of parts) expect(text).toContain(part);
    expect(text).toContain(parts.join(" · "));
    expect(guideTexts.standsOnDisc.nl).toContain("Staat dat ook boven uw brief?");
  });
});

describe("the letter of a register says what is done with its key", () => {
  const { good, practiceGood, openFold, report, keySets, fold, practiceFold, strip, practiceStrip, key } =
    dispatchWords;

  test.each(languages)("as the program asks for it after GOED, or OEFENEN: %s", (language) => {
    const asked = receiptGuideTexts.receiptKey[language];
    const [how, groups, slip] =
      language === "nl"
        ? [/vouwtje/, "drie groepen van vijf", /zie de strook/]
        : [/fold/, "three groups of five", /see the slip/];
    expect(asked).toMatch(how);
    expect(asked).toMatch(language === "nl" ? /3 groepen van 5/ : /3 groups of 5/);
    expect(receiptTexts.report[language]).toMatch(how);
    expect(openFold[language]).toMatch(how);
    expect(report[language]).toContain(groups);
    for (const text of [good, practiceGood]) expect(text[language]).toMatch(slip);
    const names =
      language === "nl"
        ? [/nvelopnummer/, /nummer van de zak/, /afmeldcode/]
        : [/nvelope number/, /number of the bag/, /afmeldcode/];
    for (const name of names) for (const text of [report, receiptTexts.readOut]) expect(text[language]).toMatch(name);
    expect(keySets[language].toLowerCase()).toContain(language === "nl" ? "eigen afmeldcode" : "afmeldcode of its own");
    expect(receiptTexts.eachDisc[language]).toContain(language === "nl" ? "eigen afmeldcode" : "afmeldcode of its own");
    for (const text of [fold, strip]) expect(text[language]).toContain(signWords.good[language]);
    for (const text of [practiceFold, practiceStrip]) expect(text[language]).toContain(signWords.practice[language]);
    expect(asked).toContain(key[language].toLowerCase());
  });
});

describe("the letter names what is on the disc", () => {
  const kit = (name: string) => readFileSync(join(import.meta.dirname, "../../kit", name), "utf8");

  test("the programs by their names, the line for certutil as the kit has it", async () => {
    const text = await letterText();
    const line = String.raw`certutil -hashfile D:\ZEGEL\controleprogramma.exe SHA256`;
    for (const said of [text, kit("00-EERST-CONTROLEREN.html"), kit("CONTROLE.TXT")]) expect(said).toContain(line);
    expect(text).toContain(String.raw`certutil -hashfile D:\ZEGEL\controlepagina.html SHA256`);
    expect(letterWords.startStep.nl).toMatch(/controleprogramma: dat van ICT, of op de schijf in de map ZEGEL/);
    expect(letterWords.startStep.nl).toContain("controlepagina.html");
  });

  test("16 groups of 4 for each, of a row of 64 characters", async () => {
    const text = await letterText();
    expect(text.match(/\b(?:[0-9a-f]{4} {1,3}){15}[0-9a-f]{4}\b/g)).toHaveLength(2);
    expect(text).toMatch(/\b[0-9a-f]{64}\b/);
    expect(backWords.answer.nl).toContain("één rij van 64 tekens");
  });

  test("the page asks for the same code", () => {
    expect(pageTexts.codeHint.nl).toMatch(/brief/);
    expect(pageTexts.group.nl).toBe("Groep {group} van {count}");
  });

  test("the slip has what the program tells people to write on it", async () => {
    const text = await letterText();
    expect(guideTexts.standsAnyway.nl).toContain("Schrijf het controlenummer op de strook van de brief");
    expect(text).toMatch(
      /Strook: .*Gemeente .*Envelopnummer .*Oordeel GOED STOP WACHT Controlenummer .*Naam en handtekening 2/,
    );
  });
});

describe.skipIf(!has("xorrisofs"))("the way of the letter, with a disc as it is made", () => {
  test("the code that is read from it, typed by choice 2, gives GOED; its digests are those of the programs on the disc", async () => {
    const office = await makeOffice();
    const kit = join(office.folder, "kit.tar");
    const payload = tree({ "OSV/start.txt": "Lees dit eerst.\n" });
    const [built] = await build(payload, {
      kit,
      trustRoot: office.root,
      description: description({ purpose: "final" }),
    });
    if (built === undefined) throw new Error("no disc");
    const release = signText(built.releaseText, ["anna", "bert"]);
    const file = (note: Note) => ({ path: "note", note });
    const notes = { trustRoots: [file(office.root)], release: file(release), rebuilds: [], recall: undefined };
    const iso = join(office.folder, "osv.iso");
    await sealImage(join(built.folder, imageName), await composeSeal(notes, signatureCheck), iso);

    office.put("release.note", release);
    expect(await office.letter(["release.note"])).toMatchObject({ status: 0, stderr: "" });
    const text = textOf(readFileSync(join(office.folder, "out.html"), "utf8"));
    const groups = [...text.matchAll(/Groep \d ([0-9A-Z]{5})\b/g)].map(([, group = ""]) => group.replaceAll("0", "O"));
    const { screen, exitCode } = await guided(["2", iso, ...groups, "n", ""], join(office.folder, "root.note"));
    expect(exitCode, screen).toBe(0);
    expect(screen).toContain("Dit ISO-bestand is echt. U mag installeren.");
    for (const path of [programPath, pagePath]) {
      const copy = join(office.folder, path.replace("/", "-"));
      await copyFromImage(iso, path, copy);
      expect(text).toContain(encodeHashGroups(sha256Of(readFileSync(copy))));
    }
  });
});

test("every text of the letters is walked above, or claims nothing of a screen", () => {
  const walked = [
    ...[
      "emergency",
      "withoutProof",
      "practice",
      "version",
      "code",
      "codeOfDisc",
      "group",
      "slips",
      "startStep",
      "codeStep",
      "codeStepOfDisc",
    ],
    ...["goodHead", "good", "practiceHead", "demonstrationHead", "practiceGood", "stopHead", "stop", "contact"],
    ...["strip", "municipality", "envelope", "verdict", "control", "nameAndSignature", "disc", "discOf"],
    ...["answer", "programDigest", "page", "pageDigest", "type"],
    ...["listStep", "verifyStep", "stopStep", "waitHead", "wait"],
  ];
  const claimless = [
    ...[
      "title",
      "practiceTitle",
      "together",
      "dated",
      "discs",
      "bag",
      "codeApart",
      "codesApart",
      "compare",
      "staatscourant",
    ],
    ...[
      "bagStep",
      "ictStep",
      "back",
      "lastPages",
      "verdictStep",
      "hours",
      "lost",
      "moment",
      "computer",
      "stripApart",
      "fold",
    ],
    ...["open", "picture", "wrong", "windows", "blue", "policy"],
    ...["list", "number", "date", "reason", "qr", "signedBy", "digest", "typed"],
  ];
  const all = [letterWords, backWords, recallWords].flatMap((words) => Object.keys(words));
  expect([...new Set(all)].filter((name) => ![...walked, ...claimless].includes(name))).toEqual([]);
  expect([...walked, ...claimless].filter((name) => !all.includes(name))).toEqual([]);
});
