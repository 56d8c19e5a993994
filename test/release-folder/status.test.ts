// zegel release status: where a release is, step by step, by what lies in its folder.

import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256Of } from "../../src/files/digest.ts";
import {
  encodeNote,
  encodeRelease,
  encodeTrustRoot,
  encodeZegelcode,
  type Note,
  parseTrustRoot,
  type Release,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { findingTexts, logTexts } from "../../src/release-folder/texts.ts";
import { encodeRequest } from "../../src/sign/index.ts";
import { builtIn } from "../../src/verify/built-in.ts";
import { zegelIn } from "../cli/flow.ts";
import { run, temporaryFolder } from "../tools.ts";
import { person, signText } from "../world/people.ts";
import { recallNote, releaseOf } from "../world/release.ts";
import { testRoot } from "../world/roots.ts";
import {
  answerOf,
  type JudgedJson,
  makeOfficeFolder,
  type OfficeChange,
  type OfficeFolder,
  type Stage,
} from "./office.ts";

/** Every code that a test here has met: at the end all of them. */
const met = new Set<string>();

async function judge(office: OfficeFolder, ...words: string[]): Promise<JudgedJson> {
  const judged = await office.judged(...words);
  for (const code of judged.allCodes) met.add(code);
  return judged;
}

const order = [
  "inputs",
  "build",
  "rebuilds",
  "request",
  "signatures",
  "release",
  "master",
  "letter",
  "escrow",
  "public",
];
const statesOf = ({ states }: JudgedJson) => order.map((name) => states[name]);

describe("the way of a release", () => {
  const way: readonly (readonly [Stage, states: string, next: string])[] = [
    ["inputs", "done waiting later later later later later later later later", "office zegel build-iso"],
    ["built", "done done waiting later waiting later later later later later", "reviewer zegel reproduce"],
    ["rebuilt", "done done done waiting waiting later later later later later", "office mkdir out"],
    ["requested", "done done done done waiting later later later later later", "officer zegel sign"],
    ["signed", "done done done done done waiting later later later later", "office zegel merge"],
    ["joined", "done done done done done done waiting waiting later later", "office zegel seal"],
    ["sealed", "done done done done done done done waiting later later", "office zegel letter"],
    ["lettered", "done done done done done done done done waiting later", "office zegel escrow"],
    ["escrowed", "done done done done done done done done done waiting", "office zegel release"],
  ];

  test.each(way)("%s", async (stage, states, next) => {
    const judged = await judge(await makeOfficeFolder(stage));
    expect([judged.status, judged.outcome, statesOf(judged).join(" ")]).toEqual([3, "waiting", states]);
    const first = judged.next?.commands[0]?.split(" ").slice(0, 2).join(" ");
    expect(`${judged.next?.who} ${first}`).toBe(next);
  });

  test("to its end: exit 0, with --full too, and nothing is to be said but facts", async () => {
    const office = await makeOfficeFolder("finished");
    for (const words of [[], ["--full"]]) {
      const judged = await judge(office, ...words);
      expect([judged.status, judged.outcome, judged.codes, judged.next]).toEqual([0, "done", [], null]);
    }
    expect((await office.status("--lang", "nl")).stdout).toContain("De schijfbestanden zijn nu niet gelezen");
    expect((await office.status("--lang", "nl", "--full")).stdout).toContain(
      "de schijfbestanden zijn gelezen en kloppen",
    );
  });

  test("of a set of two discs: each has its note, its master and its request is one", async () => {
    const office = await makeOfficeFolder("finished", { discs: 2 });
    const judged = await judge(office, "--full");
    expect([judged.status, judged.codes]).toEqual([0, []]);
    office.remove("out/SHA256SUMS");
    office.remove("out/master-2.iso");
    const again = await judge(office);
    expect([again.status, again.next?.commands.length, again.next?.commands[0]]).toEqual([
      3,
      1,
      expect.stringContaining("--image build/2/unsealed.iso --release out/release-2.note"),
    ]);
  });

  test("in an emergency, where no rebuilds are asked", async () => {
    const requires = { ...testRoot({}, 2).requires, "emergency-rebuild": undefined };
    const office = await makeOfficeFolder("built", { root: { requires }, choice: { urgency: "emergency" } });
    const judged = await judge(office);
    expect([judged.states.rebuilds, judged.next?.step]).toEqual(["done", "request"]);
    expect((await office.status("--lang", "nl")).stdout).toContain("\nNOODVERSIE\n");
    const normal = await makeOfficeFolder("built", { root: { requires } });
    expect((await judge(normal)).states.rebuilds).toBe("waiting");
  });

  test("a reviewer and an officer are told one command, of a bundle that is of this build; else the plain ones", async () => {
    const built = await makeOfficeFolder("built");
    const plain = (await judge(built)).next?.commands ?? [];
    expect(plain[0]).toMatch(/^zegel reproduce build\/release\.note /);
    const bundle = (office: OfficeFolder, reader: string) =>
      zegelIn(office.folder, ["release", "bundle", ".", "--for", reader]);
    expect((await bundle(built, "reviewer")).status).toBe(0);
    expect((await judge(built)).next).toMatchObject({
      commands: ["zegel review out/reviewers --key STEM.key"],
      plain,
    });
    flipped(built, "out/reviewers/build/release.note", 20); // of another build
    expect((await judge(built)).next?.commands).toEqual(plain);
    const requested = await makeOfficeFolder("requested");
    expect((await judge(requested)).next?.commands).toEqual(["zegel sign out/release.request --key STEM.key"]);
    expect((await bundle(requested, "officer")).status).toBe(0);
    expect((await judge(requested)).next).toMatchObject({
      commands: ["zegel sign out/officers --key STEM.key"],
      plain: ["zegel sign out/release.request --key STEM.key"],
    });
    requested.put("out/officers/out/release.request", "x");
    expect((await judge(requested)).next?.commands).toEqual(["zegel sign out/release.request --key STEM.key"]);
  });

  test("a letter of another version of this program: told once all that was sent is named by its digest, wrong before", async () => {
    const office = await makeOfficeFolder("finished");
    const otherWords = (path: string) => edited(office, path, "</body>", "<p>Een andere zin.</p></body>");
    otherWords("out/letter.html");
    expect((await judge(office)).codes).toEqual(expect.arrayContaining(["LETTER_OTHER", "PUBLIC_OTHER", "SUMS_OTHER"]));
    otherWords("out/public/out/letter.html");
    summed(office, "out/public/SHA256SUMS", "out/letter.html", sha256Of(office.read("out/letter.html")));
    expect((await judge(office)).status).toBe(31);
    publishedAnew(office, "letter.html");
    for (const words of [[], ["--full"]]) {
      const judged = await judge(office, ...words);
      expect([judged.status, judged.outcome, judged.codes]).toEqual([0, "done", ["LETTER_PUBLISHED"]]);
    }
    const parent = temporaryFolder();
    cpSync(office.folder, join(parent, "osv"), { recursive: true });
    expect((await zegelIn(parent, ["release", "status", "."])).status).toBe(0);
    const { sealOffset } = office.release().release;
    flipped(office, "out/master.iso", sealOffset + 100);
    expect((await judge(office)).codes).toContain("LETTER_OTHER"); // of a master that is none nothing was sent
  });

  /** What is sent, edited by hand with all digests written anew, and whether it is still the release's. */
  const handEdits: readonly (readonly [string, paper: string, edit: (text: string, code: string) => string, string])[] =
    [
      ["a sentence", "staatscourant.txt", (text) => text.replace("Vergelijk met", "Leg dit naast"), "LETTER_PUBLISHED"],
      ["other words of a label", "label.txt", (text) => text.replace("DEFINITIEF", "definitief"), "LETTER_PUBLISHED"],
      ["another zegelcode", "letter.html", (text, code) => withCode(text, code, otherCode), "LETTER_CODES"],
      [
        "another one in the Staatscourant",
        "staatscourant.txt",
        (text, code) => text.replace(code, otherCode),
        "LETTER_CODES",
      ],
      [
        "one beside it",
        "staatscourant.txt",
        (text) => `${text}Of: ${otherCode.replaceAll("-", " ")}\n`,
        "LETTER_CODES",
      ],
      [
        "the right one in a comment alone",
        "letter.html",
        (text, code) =>
          withCode(text, code, otherCode.replace(/.$/, "=")).replace("</body>", `<!-- ${code} --></body>`),
        "LETTER_CODES",
      ],
      ["a program's hash code", "letter.html", (text) => digestGone(text), "LETTER_CODES"],
      [
        "a program's hash code",
        "staatscourant.txt",
        (text) => text.replace(/^ {2}[0-9a-f]{4}/m, "  0000"),
        "LETTER_CODES",
      ],
      ["a zegelcode on the label", "label.txt", (text, code) => `${text}${code}\n`, "LETTER_CODES"],
    ];

  test.each(handEdits)("a paper that was sent, edited: %s (%s)", async (_, paper, edit, code) => {
    const office = await makeOfficeFolder("finished");
    const before = text(office, `out/${paper}`);
    const after = edit(before, encodeZegelcode(office.release().sha256));
    expect(after).not.toBe(before);
    for (const path of [`out/${paper}`, `out/public/out/${paper}`]) office.put(path, after);
    publishedAnew(office, paper);
    const judged = await judge(office);
    expect([judged.status, judged.codes]).toEqual([code === "LETTER_CODES" ? 31 : 0, [code]]);
  });

  test("of a second release: previous, recall list and the next root are told, and go into the commands", async () => {
    const office = await secondRelease();
    const judged = await judge(office);
    expect([judged.status, judged.codes]).toEqual([3, ["NOT_BUILT"]]);
    expect(judged.next?.commands).toEqual([
      "zegel build-iso --payload in/payload --release release.json --root in/root-2.note --kit in/kit --previous in/previous.note --out build",
    ]);
    const { stdout } = await office.status("--lang", "nl");
    expect(stdout).toContain("vertrouwensbasis 1, 2; vorige: 2.24.2, nummer 1; intreklijst 1");
  });

  test("without a kit there is no letter, and that is told from the beginning", async () => {
    const office = await makeOfficeFolder("inputs");
    office.remove("in/kit");
    expect((await judge(office)).codes).toEqual(["NO_KIT", "NOT_BUILT"]);
    const { stderr, status } = await zegelIn(office.folder, [
      ...["build-iso", "--payload", "in/payload", "--release", "release.json", "--root", "in/root-1.note"],
      ...["--writer", "own", "--out", "build"],
    ]);
    expect([status, stderr]).toEqual([0, expect.stringContaining("warning: no --kit")]);
    const judged = await judge(office);
    expect([judged.codes.slice(0, 1), judged.states.letter]).toEqual([["NO_KIT"], "none"]);
  });

  test("what is stopped is never done, and says why; a file that is wrong is still wrong", async () => {
    const office = await makeOfficeFolder("finished");
    office.put("STOPPED.txt", "anna tekent niet: fout in de restzetels\n");
    const judged = await judge(office);
    expect([judged.status, judged.outcome, judged.next]).toEqual([3, "stopped", null]);
    expect((await office.status("--lang", "nl")).stdout).toContain("GESTOPT: anna tekent niet: fout in de restzetels");
    office.put("STOPPED.txt", "");
    expect((await judge(office)).outcome).toBe("stopped");
    office.put("out/letter.html", "<p>");
    expect((await judge(office)).status).toBe(31);
  });
});

/** Number 2, under root 2 with a recall list; what was before it is in in/. */
async function secondRelease(change: Partial<Release> = {}): Promise<OfficeFolder> {
  const office = await makeOfficeFolder("inputs", { choice: { sequence: 2, recall: 1 } });
  const first = office.note("in/root-1.note");
  const { version, ...rest } = parseTrustRoot(first.text);
  const second = signText(encodeTrustRoot({ ...rest, version: version + 1, previous: textDigest(first.text) }), [
    "anna",
    "bert",
  ]);
  office.put("in/root-2.note", second);
  office.put("in/recall.note", recallNote(["c".repeat(64)]));
  office.put("in/previous.note", previousNote(first, change));
  return office;
}

function previousNote(root: Note, change: Partial<Release> = {}, signers: readonly string[] = ["anna", "bert"]): Note {
  const made = { manifests: ["a".repeat(64)], imageSha256: "b".repeat(64), imageSize: 1_048_576, sealOffset: 65_536 };
  const before = releaseOf(
    { ...made, trustRoot: textDigest(root.text) },
    { version: "2.24.2", sequence: 1, ...change },
  );
  return signText(encodeRelease(before), signers);
}

/** A change to a folder that is good up to `stage`, and the code of what is then said. */
type Slip = readonly [what: string, stage: Stage, change: (office: OfficeFolder) => void, code: string, OfficeChange?];

const flipped = (office: OfficeFolder, path: string, at: number) => {
  const bytes = office.read(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  office.put(path, bytes);
};
const edited = (office: OfficeFolder, path: string, from: string | RegExp, to: string) =>
  office.put(path, Buffer.from(office.read(path)).toString("utf8").replace(from, to));
const text = (office: OfficeFolder, path: string) => Buffer.from(office.read(path)).toString("utf8");
const cut = (office: OfficeFolder, path: string, bytes: number) => office.put(path, office.read(path).slice(0, bytes));
/** Another digest of `name` in a list of them; undefined: none. */
const summed = (office: OfficeFolder, path: string, name: string, sha256: string | undefined) =>
  edited(office, path, new RegExp(`^[0-9a-f]{64}  ${name}\n`, "m"), sha256 === undefined ? "" : `${sha256}  ${name}\n`);
/** A paper that was changed in both its places is named by its digest again, wherever one stands. */
function publishedAnew(office: OfficeFolder, paper: string): void {
  const sha256 = sha256Of(office.read(`out/${paper}`));
  summed(office, "out/public/SHA256SUMS", `out/${paper}`, sha256);
  summed(office, "out/SHA256SUMS", paper, sha256);
  summed(office, "out/SHA256SUMS", "public/SHA256SUMS", sha256Of(office.read("out/public/SHA256SUMS")));
}
/** Of another release. */
const otherCode = encodeZegelcode("a".repeat(64));
/** In the frames of a letter each group stands by itself. */
const withCode = (letter: string, code: string, other: string) =>
  code.split("-").reduce((text, group, i) => text.replaceAll(group, other.split("-")[i] ?? ""), letter);
/** The first group of the first frame for a digest. */
const digestGone = (letter: string) =>
  letter.replace(/(<ol class="digest".*?<span class="code">)[0-9a-f]{4}/s, "$10000");
const otherDigest = (office: OfficeFolder) => summed(office, "out/SHA256SUMS", "master.iso", "a".repeat(64));
const placeIn = (office: OfficeFolder, what: string) => Buffer.from(office.read("out/escrow.tar")).lastIndexOf(what);
const otherEscrow = (office: OfficeFolder) => flipped(office, "out/escrow.tar", placeIn(office, "zegel/seal v1") + 40);
const payloadInEscrow = (office: OfficeFolder) => flipped(office, "out/escrow.tar", placeIn(office, "Schijf 1."));
const lateDissent = (office: OfficeFolder) =>
  office.put("notes/x", office.rebuild("rosa", { scope: "source", differs: "tel.jar" }));
const publishedEarly = (office: OfficeFolder) => {
  office.remove("out/public/out/letter.html");
  summed(office, "out/public/SHA256SUMS", "out/letter.html", undefined);
  office.remove("out/SHA256SUMS");
};
const described = (office: OfficeFolder, change: object) =>
  office.put(
    "release.json",
    JSON.stringify({ ...JSON.parse(Buffer.from(office.read("release.json")).toString()), ...change }),
  );

/** Exit 31: a file contradicts another, and is named. */
const wrong: readonly Slip[] = [
  ["release.json is no JSON", "inputs", (o) => o.put("release.json", "{"), "UNREAD"],
  ["its install list lies elsewhere", "inputs", (o) => described(o, { install: "./in/install.json" }), "UNREAD"],
  ["a field is missing", "inputs", (o) => described(o, { volume: undefined }), "UNREAD"],
  ["a root is damaged", "inputs", (o) => flipped(o, "in/root-1.note", 20), "ROOTS_BAD"],
  ["a root is cut off", "inputs", (o) => o.put("in/root-1.note", o.read("in/root-1.note").slice(0, -3)), "UNREAD"],
  [
    "a root is signed by too few",
    "inputs",
    (o) => o.put("in/root-1.note", signText(o.note("in/root-1.note").text, ["anna"])),
    "ROOTS_BAD",
  ],
  ["a root before it is missing", "inputs", putLaterRoot, "ROOT_FIRST"],
  ["a root of another purpose", "inputs", (o) => described(o, { purpose: "demonstration" }), "ROOT_PURPOSE"],
  ["two payloads of one disc", "inputs", (o) => o.put("in/payload.tar", ""), "TWO_OF_ONE"],
  ["two kits", "inputs", (o) => o.put("in/kit.tar", ""), "TWO_OF_ONE"],
  ["a previous that is no release", "inputs", (o) => o.put("in/previous.note", o.note("in/root-1.note")), "UNREAD"],
  [
    "the note of another role as previous",
    "inputs",
    (o) => o.put("in/previous.note", previousNote(o.note("in/root-1.note"), { role: "CSB" })),
    "PREVIOUS_FIELD",
    { choice: { sequence: 2 } },
  ],
  [
    "a number that does not rise",
    "inputs",
    (o) => o.put("in/previous.note", previousNote(o.note("in/root-1.note"), { sequence: 2 })),
    "PREVIOUS_SEQUENCE",
    { choice: { sequence: 2 } },
  ],
  [
    "a previous that was not released",
    "inputs",
    (o) => o.put("in/previous.note", previousNote(o.note("in/root-1.note"), {}, ["anna"])),
    "PREVIOUS_UNSIGNED",
    { choice: { sequence: 2 } },
  ],
  [
    "a recall number that falls",
    "inputs",
    (o) => o.put("in/previous.note", previousNote(o.note("in/root-1.note"), { recallAtLeast: 3 })),
    "RECALL_FALLS",
    { choice: { sequence: 2 } },
  ],
  ["no recall list where one is asked", "inputs", () => undefined, "RECALL_LOW", { choice: { recall: 1 } }],
  [
    "an older recall list",
    "inputs",
    (o) => o.put("in/recall.note", recallNote(["c".repeat(64)])),
    "RECALL_LOW",
    { choice: { recall: 2 } },
  ],
  [
    "a recall list that too few signed",
    "inputs",
    (o) => o.put("in/recall.note", recallNote(["c".repeat(64)], ["anna"])),
    "RECALL_UNSIGNED",
  ],
  ["a recall list that is none", "inputs", (o) => o.put("in/recall.note", o.note("in/root-1.note")), "UNREAD"],
  ["texts with a fault", "inputs", (o) => o.put("in/texts.json", "{}"), "UNREAD"],
  ["a build that lacks a part", "built", (o) => o.remove("build/payload.tar"), "PART_MISSING"],
  ["a description that changed after the build", "built", (o) => described(o, { version: "2.24.4" }), "BUILT_FIELD"],
  ["an urgency that changed after the build", "built", (o) => described(o, { urgency: "emergency" }), "BUILT_FIELD"],
  [
    "a recall number that changed after the build",
    "built",
    (o) => {
      described(o, { recall: 1 });
      o.put("in/recall.note", recallNote(["c".repeat(64)]));
    },
    "BUILT_FIELD",
  ],
  ["another root after the build", "built", putOtherRoot, "BUILT_ROOT"],
  [
    "a previous that came after the build",
    "built",
    (o) => o.put("in/previous.note", previousNote(o.note("in/root-1.note"))),
    "BUILT_PREVIOUS",
  ],
  ["a kit that went after the build", "built", (o) => o.remove("in/kit"), "BUILT_KIT"],
  ["another MANIFEST", "built", (o) => edited(o, "build/MANIFEST", "LEESMIJ", "LEESMIK"), "BUILT_MANIFEST"],
  [
    "an install list that changed after the build",
    "built",
    (o) => edited(o, "in/install.json", "tel.exe", "tal.exe"),
    "BUILT_PAPER",
  ],
  ["instructions that went after the build", "built", (o) => described(o, { instructions: undefined }), "BUILT_PAPER"],
  [
    "an image that was cut off",
    "built",
    (o) => o.put("build/unsealed.iso", o.read("build/unsealed.iso").slice(0, -2048)),
    "BUILT_SIZE",
  ],
  [
    "the note of another disc",
    "built",
    (o) => edited(o, "build/release.note", "disc 1 of 1\n", `disc 1 of 2\n`),
    "UNREAD",
  ],
  ["the discs of a set in each other's place", "built", swapDiscs, "BUILT_NUMBER", { discs: 2 }],
  ["a release note that is damaged", "built", (o) => flipped(o, "build/release.note", 3), "UNREAD"],
  ["a statement that was damaged", "rebuilt", (o) => flipped(o, "notes/rebuild.rosa.note", 3), "UNREAD"],
  [
    "a statement that nobody signed",
    "rebuilt",
    (o) => o.put("notes/x", { text: o.rebuild("rosa").text, signatures: [] }),
    "REBUILD_BAD",
  ],
  [
    "one that differs and cannot be confirmed",
    "rebuilt",
    (o) => o.put("notes/x", { ...o.rebuild("eva", { differs: "anders" }) }),
    "REBUILD_BAD",
  ],
  [
    "one that says agrees of another image",
    "rebuilt",
    (o) => o.put("notes/rebuild.rosa.note", o.rebuild("rosa", { imageSha256: "d".repeat(64) })),
    "REBUILD_BAD",
  ],
  [
    "two statements of one reviewer",
    "rebuilt",
    (o) => o.put("notes/again", o.rebuild("rosa", { environment: "Fedora" })),
    "REBUILD_TWICE",
  ],
  [
    "dissent that blocks",
    "rebuilt",
    (o) => o.put("notes/rebuild.ruud.note", o.rebuild("ruud", { differs: "bestand tel.jar" })),
    "DISSENT_BLOCKS",
    { root: { dissentBlocksAt: 1 } },
  ],
  ["a note that was saved anew", "signed", (o) => edited(o, "notes/rebuild.rosa.note", /\n/g, "\r\n"), "UNREAD"],
  ["something that is no note", "signed", (o) => o.put("notes/foto.jpg", new Uint8Array(50)), "UNREAD"],
  ["a signature by signify", "signed", (o) => o.put("notes/x.sig", "untrusted comment: x\nRWQ=\n"), "UNREAD"],
  [
    "a signature that does not hold",
    "signed",
    (o) =>
      o.put("notes/release.bert.1.note", { text: o.release().text, signatures: signText("x\n", ["bert"]).signatures }),
    "SIGNATURE_BAD",
  ],
  [
    "a request for another build",
    "requested",
    (o) =>
      o.put(
        "out/release.request",
        encodeRequest({
          notes: [previousNote(o.note("in/root-1.note"))],
          previous: [],
          trustRoots: [],
          rebuilds: [],
          changes: [],
        }),
      ),
    "REQUEST_OTHER",
  ],
  ["a request that is damaged", "requested", (o) => flipped(o, "out/release.request", 3), "UNREAD"],
  [
    "the note of another release in out/",
    "joined",
    (o) => o.put("out/release.note", previousNote(o.note("in/root-1.note"))),
    "JOINED_OTHER",
  ],
  [
    "a joined note with a bad line",
    "joined",
    (o) => flipped(o, "out/release.note", o.read("out/release.note").length - 30),
    "SIGNATURE_BAD",
  ],
  ["a joined note that is none", "joined", (o) => o.put("out/release.note", "x"), "UNREAD"],
  [
    "a master that was cut off",
    "sealed",
    (o) => o.put("out/master.iso", o.read("out/master.iso").slice(0, -2048)),
    "MASTER_SIZE",
  ],
  [
    "the unsealed image as the master",
    "sealed",
    (o) => o.put("out/master.iso", o.read("build/unsealed.iso")),
    "MASTER_SEAL",
  ],
  [
    "a byte of the seal",
    "sealed",
    (o) => flipped(o, "out/master.iso", o.release().release.sealOffset + 100),
    "MASTER_MORE",
  ],
  ["a master without its signed note", "sealed", (o) => o.remove("out/release.note"), "MASTER_OTHER"],
  ["a statement that was sealed and is gone", "sealed", (o) => o.remove("notes/rebuild.ruud.note"), "MASTER_MORE"],
  [
    "an image that was recalled",
    "joined",
    (o) => o.put("in/recall.note", recallNote([o.release().release.imageSha256])),
    "SEAL_REFUSED",
  ],
  [
    "the letter of another code",
    "lettered",
    (o) => edited(o, "out/letter.html", o.release().release.version, "2.24.9"),
    "LETTER_OTHER",
  ],
  [
    "texts that changed after the letter",
    "lettered",
    (o) => edited(o, "in/texts.json", "Juinen", "Ons Dorp"),
    "LETTER_OTHER",
  ],
  ["a label of other discs", "lettered", (o) => edited(o, "out/label.txt", "GSB", "CSB"), "LETTER_OTHER"],
  ["an escrow bundle of another master", "escrowed", otherEscrow, "ESCROW_OTHER"],
  ["an escrow bundle that was cut off", "escrowed", (o) => cut(o, "out/escrow.tar", 9000), "UNREAD"],
  ["an escrow bundle that is none", "escrowed", (o) => o.put("out/escrow.tar", "x"), "UNREAD"],
  [
    "a note in the bundle for the public that is another",
    "finished",
    (o) => flipped(o, "out/public/in/root-1.note", 20),
    "PUBLIC_OTHER",
  ],
  ["a file more in that bundle", "finished", (o) => o.put("out/public/LEESMIJ.txt", "x"), "PUBLIC_OTHER"],
  ["no digests in that bundle", "finished", (o) => o.remove("out/public/SHA256SUMS"), "PUBLIC_OTHER"],
  [
    "digests in that bundle of what is not there",
    "finished",
    (o) => o.put("out/public/SHA256SUMS", `${text(o, "out/public/SHA256SUMS")}${"a".repeat(64)}  zz\n`),
    "PUBLIC_OTHER",
  ],
  [
    "a digest in that bundle that is another",
    "finished",
    (o) => summed(o, "out/public/SHA256SUMS", "release.json", "a".repeat(64)),
    "PUBLIC_OTHER",
  ],
  [
    "a file in the place of that bundle",
    "finished",
    (o) => {
      o.remove("out/public");
      o.put("out/public", "x");
    },
    "UNREAD",
  ],
  [
    "a link in that bundle",
    "finished",
    (o) => {
      o.remove("out/public/release.json");
      symlinkSync("nergens", join(o.folder, "out/public/release.json"));
    },
    "UNREAD",
  ],
  ["digests that are none", "finished", (o) => o.put("out/SHA256SUMS", "x\n"), "UNREAD"],
  [
    "digests that lead out of the folder",
    "finished",
    (o) => o.put("out/SHA256SUMS", `${"a".repeat(64)}  ../../etc/passwd\n`),
    "UNREAD",
  ],
  [
    "a digest of out/ that is another",
    "finished",
    (o) => summed(o, "out/SHA256SUMS", "letter.html", "a".repeat(64)),
    "SUMS_OTHER",
  ],
  ["a master that its digests name and that is gone", "finished", (o) => o.remove("out/master.iso"), "SUMS_OTHER"],
  ["a letter that is no text", "lettered", (o) => o.put("out/letter.html", new Uint8Array([0xff])), "UNREAD"],
];

/** Exit 3, or as the stage without it: nothing is contradicted. */
const told: readonly Slip[] = [
  ["no description", "inputs", (o) => o.remove("release.json"), "NO_DESCRIPTION"],
  ["no root", "inputs", (o) => o.remove("in/root-1.note"), "NO_ROOT"],
  ["no payload", "inputs", (o) => o.remove("in/payload"), "NO_PAYLOAD"],
  ["a name that no step uses", "inputs", (o) => o.put("in/recall-3.note", "x"), "UNUSED"],
  ["a number over 1 without a previous", "inputs", () => undefined, "NO_PREVIOUS", { choice: { sequence: 2 } }],
  [
    "a previous under a root that is not here",
    "inputs",
    (o) => o.put("in/previous.note", previousNote({ text: "x\n", signatures: [] })),
    "PREVIOUS_UNJUDGED",
    { choice: { sequence: 2 } },
  ],
  ["a root that came after the build", "built", putNextRoot, "BUILT_OLD_ROOT"],
  [
    "a statement on another release",
    "built",
    (o) => o.put("notes/x", o.rebuild("rosa", { release: "e".repeat(64) })),
    "OTHER",
  ],
  [
    "a signed note of another release",
    "signed",
    (o) => o.put("notes/x", previousNote(o.note("in/root-1.note"))),
    "OTHER",
  ],
  [
    "an answer of another release",
    "signed",
    (o) => o.put("notes/x", answerOf([previousNote(o.note("in/root-1.note"))], "carl")),
    "OTHER",
  ],
  [
    "a line by a key that may not sign",
    "signed",
    (o) => o.put("notes/x", signText(o.release().text, ["rosa"])),
    "LINE_UNKNOWN",
  ],
  ["a statement that came after the bundle for the public", "finished", lateDissent, "PUBLIC_OLD"],
  ["a bundle without the letter", "finished", publishedEarly, "PUBLIC_OLD"],
  [
    "a file of out/ without its digest",
    "finished",
    (o) => summed(o, "out/SHA256SUMS", "letter.html", undefined),
    "SUMS_OLD",
  ],
  [
    "dissent that does not block",
    "lettered",
    (o) => o.put("notes/x", o.rebuild("rosa", { scope: "source", differs: "tel.jar" })),
    "DISSENT",
  ],
  [
    "a joined note with too few signatures",
    "joined",
    (o) => o.put("out/release.note", signText(o.release().text, ["anna"])),
    "JOINED_FEW",
  ],
  [
    "a request without a statement that came later",
    "requested",
    (o) => o.put("notes/x", o.rebuild("rosa", { scope: "source" })),
    "REQUEST_OLD",
  ],
  [
    "a statement that came after the sealing",
    "sealed",
    (o) => o.put("notes/x", o.rebuild("rosa", { scope: "source" })),
    "MASTER_OLD",
  ],
  ["no texts", "sealed", (o) => o.remove("in/texts.json"), "NO_TEXTS"],
];

function putOtherRoot(office: OfficeFolder): void {
  office.put(
    "in/root-1.note",
    signText(encodeTrustRoot(testRoot({ contact: "x 070 000 00 01" }, 2)), ["anna", "bert"]),
  );
}

function putNextRoot(office: OfficeFolder): void {
  const { text } = office.note("in/root-1.note");
  const next = encodeTrustRoot({ ...parseTrustRoot(text), version: 2, previous: textDigest(text) });
  office.put("in/root-2.note", signText(next, ["anna", "bert"]));
}

function putLaterRoot(office: OfficeFolder): void {
  putNextRoot(office);
  office.remove("in/root-1.note");
}

function swapDiscs(office: OfficeFolder): void {
  const [first, second] = [office.read("build/1/release.note"), office.read("build/2/release.note")];
  office.put("build/1/release.note", second);
  office.put("build/2/release.note", first);
}

const named = (slips: readonly Slip[]) => slips.map((slip) => [slip[0], slip] as const);

describe("a slip", () => {
  test.each(named(wrong))("%s: 31, and nothing comes next", async (_what, [, stage, change, code, options]) => {
    const office = await makeOfficeFolder(stage, options);
    change(office);
    const judged = await judge(office);
    expect(judged.codes).toContain(code);
    expect([judged.status, judged.outcome, judged.next]).toEqual([31, "wrong", null]);
    expect((await office.status("--lang", "nl")).stdout).toMatch(/\n {2}FOUT /);
  });

  test.each(named(told))("%s: told", async (_what, [, stage, change, code, options]) => {
    const office = await makeOfficeFolder(stage, options);
    change(office);
    const judged = await judge(office);
    expect(judged.codes).toContain(code);
    expect([judged.outcome, judged.status]).not.toEqual(["wrong", 31]);
  });
});

describe("--full", () => {
  const large: readonly Slip[] = [
    ["a byte of the image", "built", (o) => flipped(o, "build/unsealed.iso", 500_000), "BUILT_IMAGE"],
    [
      "a byte of the master, outside its seal",
      "lettered",
      (o) => flipped(o, "out/master.iso", 500_000),
      "MASTER_IMAGE",
    ],
    ["a payload that changed", "lettered", (o) => o.put("in/payload/LEESMIJ.txt", "anders"), "BUILT_PAYLOAD"],
    ["a file more in the payload", "lettered", (o) => o.put("in/payload/nieuw.txt", ""), "BUILT_PAYLOAD"],
    ["another payload.tar", "lettered", (o) => flipped(o, "build/payload.tar", 515), "BUILT_PAYLOAD"],
    ["a payload.tar that is none", "lettered", (o) => o.put("build/payload.tar", "x"), "UNREAD"],
    ["a kit that changed", "lettered", (o) => o.put("in/kit/hulp/lees.txt", "anders"), "BUILT_KIT"],
    ["a kit without its version", "lettered", (o) => o.remove("in/kit/VERSION"), "UNREAD"],
    ["a payload in the escrow bundle", "escrowed", payloadInEscrow, "UNREAD"],
    ["a master that is not as its digest says", "finished", otherDigest, "SUMS_OTHER"],
  ];

  test.each(named(large))("%s: 31; without it nobody has looked", async (_what, [, stage, change, code]) => {
    const office = await makeOfficeFolder(stage);
    const before = await judge(office);
    change(office);
    expect((await judge(office)).codes).toEqual(before.codes);
    const judged = await judge(office, "--full");
    expect([judged.status, judged.codes]).toEqual([31, expect.arrayContaining([code])]);
  });
});

describe("what lies there", () => {
  test("taken away file by file: done only without what has done its work", async () => {
    const spent = ["notes/release.anna.response", "notes/release.bert.1.note", "out/release.request"];
    const office = await makeOfficeFolder("finished");
    const files = readdirSync(office.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(office.folder, join(entry.parentPath, entry.name)))
      .filter((path) => !/^in\/(kit|payload)\//.test(path));
    expect(files.length).toBeGreaterThan(15);
    for (const path of files) {
      const bytes = office.read(path);
      office.remove(path);
      const { status, outcome } = await judge(office);
      expect([path, status === 0, outcome === "done"]).toEqual([path, spent.includes(path), spent.includes(path)]);
      office.put(path, bytes);
    }
  });

  test("dissent stands above the steps, on the screen too, and in capitals", async () => {
    const office = await makeOfficeFolder("rebuilt");
    office.put("notes/x", office.rebuild("ruud", { scope: "source", differs: "bestand tel.jar" }));
    const { stdout } = await office.status("--lang", "nl");
    expect(stdout.split("\n")[1]).toBe(
      "  !! holder-ruud (Waterschap) ZEGT DAT HET VERSCHILT: bestand tel.jar (notes/x): bel, en zoek eerst uit waarom",
    );
    const judged = await judge(office);
    expect([judged.states.rebuilds, judged.next?.people]).toEqual(["waiting", []]); // nobody is left who could agree
  });

  test("a revoked key counts nowhere, and a root that lets nobody sign is said", async () => {
    const office = await makeOfficeFolder("joined");
    const { text } = office.note("in/root-1.note");
    const root = parseTrustRoot(text);
    const [bert, rosa] = ["bert", "rosa"].map((name) => person(name).vkey.raw);
    const next = {
      ...{ ...root, version: 2, previous: textDigest(text), revoked: [bert, rosa].map(String).sort() },
      keys: root.keys.filter(({ vkey }) => vkey.raw !== bert && vkey.raw !== rosa),
      groups: root.groups.map((group) => ({
        ...group,
        threshold: 1,
        members: group.members.filter((name) => name !== "bert" && name !== "rosa"),
      })),
    };
    office.put("in/root-2.note", signText(encodeTrustRoot(next), ["anna", "bert", "carl"]));
    const judged = await judge(office);
    expect(judged.codes).toEqual(expect.arrayContaining(["REVOKED", "SIGNATURES_MISSING"]));
    const requires = { ...testRoot({}, 2).requires, "emergency-release": undefined };
    const closed = await makeOfficeFolder("built", { root: { requires }, choice: { urgency: "emergency" } });
    expect((await judge(closed)).codes).toContain("NOBODY_SIGNS");
  });

  test("no letter, where the kit has no program that it could name", async () => {
    const office = await makeOfficeFolder("inputs");
    office.remove("in/kit/controleprogramma.exe");
    const { status } = await zegelIn(office.folder, (await judge(office)).next?.commands[0]?.split(" ").slice(1) ?? []);
    expect(status).toBe(0);
    for (const name of ["rosa", "ruud"]) office.put(`notes/${name}`, office.rebuild(name));
    mkdirSync(join(office.folder, "out"));
    office.put("out/release.note", signText(office.release().text, ["anna", "bert"]));
    expect((await judge(office)).codes).toContain("LETTER_REFUSED");
  });

  test("a master that was sealed before enough reviewers spoke", async () => {
    const office = await makeOfficeFolder("built");
    office.put("out/release.note", signText(office.release().text, ["anna", "bert"]));
    const seal = ["seal", "--image", "build/unsealed.iso", "--release", "out/release.note", "--root", "in/root-1.note"];
    expect((await zegelIn(office.folder, [...seal, "--incomplete", "-o", "out/master.iso"])).status).toBe(3);
    const judged = await judge(office);
    expect([judged.status, judged.codes]).toEqual([3, expect.arrayContaining(["REBUILDS_MISSING", "SEAL_EARLY"])]);
  });

  test("pipes, folders, links and what is too large are told, and hold nobody up", async () => {
    const office = await makeOfficeFolder("signed");
    const at = (name: string) => join(office.folder, "notes", name);
    expect(run("mkfifo", [at("pijp")]).status).toBe(0);
    mkdirSync(at("map"));
    symlinkSync("nergens", at("link"));
    writeFileSync(at("groot.note"), new Uint8Array(70_000));
    writeFileSync(at("a\u001b[2Jb\u202e.note"), "x");
    writeFileSync(at("x.0123456789ab.tmp"), "half"); // of a run that was killed: not a file of anybody's
    const judged = await judge(office);
    expect([judged.status, judged.codes.filter((code) => code === "UNREAD").length]).toEqual([31, 5]);
    const { stdout } = await office.status();
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(stdout).toContain("a\\u{1b}[2Jb\\u{202e}.note: cannot be used");
  });

  test("no folder, another folder, a file: one sentence, exit 1", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "leeg"));
    for (const name of ["nergens", "file", "leeg"]) {
      const { status, stdout, stderr } = await zegelIn(folder, ["release", "status", name]);
      expect([status, stdout, stderr]).toEqual([
        1,
        "",
        expect.stringMatching(/^zegel: \S+: expected the folder of a release, found .*\n$/),
      ]);
    }
  });

  test("writes nothing, and says the same again", async () => {
    const office = await makeOfficeFolder("sealed");
    const names = () => readdirSync(office.folder, { recursive: true }).map(String).sort();
    const before = names();
    const [first, second] = [await office.status("--full"), await office.status("--full")];
    expect([first, names()]).toEqual([second, before]);
  });
});

describe("trust roots that the program has built in", () => {
  /** Runs `act` in a program that packaging gave these roots. */
  async function withBuiltIn(roots: readonly Note[], act: () => Promise<void>): Promise<void> {
    const program = builtIn as { roots: readonly string[] };
    program.roots = roots.map((note) => Buffer.from(encodeNote(note)).toString("utf8"));
    try {
      await act();
    } finally {
      program.roots = [];
    }
  }
  const ofContact = (change: Partial<TrustRoot>) =>
    signText(encodeTrustRoot(testRoot({ contact: "x 070 000 00 01", ...change }, 2)), ["anna", "bert"]);

  test("another text under the same purpose and version is wrong, and named; before the build and after the end", async () => {
    for (const stage of ["inputs", "lettered"] as const) {
      const office = await makeOfficeFolder(stage);
      await withBuiltIn([ofContact({})], async () => {
        const judged = await judge(office);
        expect([judged.status, judged.states.inputs, judged.codes]).toEqual([
          31,
          "wrong",
          expect.arrayContaining(["ROOT_OTHER"]),
        ]);
        expect((await office.status("--lang", "nl")).stdout).toContain(
          "!! in/root-1.note: is een andere vertrouwensbasis 1 dan die in dit programma",
        );
      });
      expect((await judge(office)).codes).not.toContain("ROOT_OTHER");
    }
  });

  test("the same text, one with more signatures, another purpose, another version: nothing is said", async () => {
    const office = await makeOfficeFolder("lettered");
    const own = office.note("in/root-1.note");
    const { text } = own;
    const { status, codes } = await judge(office);
    const signedByMore = signText(text, ["anna", "bert", "carl"]);
    const next = encodeTrustRoot({ ...parseTrustRoot(text), version: 2, previous: textDigest(text) });
    for (const roots of [[own], [signedByMore], [ofContact({ purpose: "demonstration" })], [signText(next, ["anna"])]])
      await withBuiltIn(roots, async () => {
        expect(await judge(office)).toMatchObject({ status, codes });
      });
  });

  test("no release is started from another root", async () => {
    const office = await makeOfficeFolder("inputs");
    await withBuiltIn([ofContact({})], async () => {
      const { status, stderr } = await zegelIn(office.folder, ["release", "start", "."]);
      expect([status, stderr]).toEqual([31, ""]);
    });
  });
});

describe("what is said", () => {
  /** What is to be done is the command that stands below it. */
  const byCommand = [
    ...["NOT_BUILT", "REBUILDS_MISSING", "SIGNATURES_MISSING", "NO_REQUEST", "NOT_JOINED", "NOT_SEALED", "NOT_WRITTEN"],
    ...["NOT_ESCROWED", "NOT_PUBLISHED", "NO_SUMS"],
    ...["NOT_LOGGED", "LOG_UNSIGNED", "WITNESSES_MISSING", "NOT_PROVEN"],
  ];
  const toDo = {
    nl: /(?:: |; |, en |\? |eerst )(?:laat|leg|haal|zet|verhoog|verbeter|bouw|bel|zoek|vraag|maak|wacht|ga niet|dat mag; bouw)\b/i,
    en: /(?:: |; |, and |\? )(?:let|add|take|put|raise|correct|build|call|find|ask|make|wait|write|mend|get|do not|that is allowed; build)\b/i,
  };

  test.each(["nl", "en"] as const)("more than a fact says what to do (%s)", (language) => {
    const silent = Object.entries(findingTexts).filter(
      ([, { is, [language]: text }]) => is !== "fact" && !toDo[language].test(text),
    );
    expect(silent.map(([code]) => code).filter((code) => !byCommand.includes(code))).toEqual([]);
  });

  test("in Dutch, all of it; what a reader of files says in English is marked as such", async () => {
    for (const { nl } of Object.values(findingTexts)) {
      expect(nl).not.toMatch(/\b(?:the|of this|is not|was)\b/);
      if (nl.includes("{reason}")) expect(nl).toContain("(reden, in het Engels: {reason})");
    }
    const office = await makeOfficeFolder("signed");
    office.put("notes/x", { text: office.rebuild("rosa").text, signatures: [] });
    office.put("notes/y", { ...office.rebuild("eva", { differs: "anders" }) });
    office.put("notes/z", office.rebuild("ruud", { scope: "source", imageSha256: "d".repeat(64) }));
    office.put("notes/foto.jpg", "x");
    office.put("notes/release.bert.1.note", {
      text: office.release().text,
      signatures: signText("x\n", ["bert"]).signatures,
    });
    const { stdout } = await office.status("--lang", "nl");
    expect(stdout).toContain(
      "notes/x: is niet ondertekend door een nabouwer aan wie de vertrouwensbasis dit vraagt: vraag het na",
    );
    expect(stdout).toContain(
      "notes/y: zegt dat het verschilt, en geen handtekening van een nabouwer eronder is na te gaan",
    );
    expect(stdout).toContain("notes/z: zegt dat het gelijk is, maar over een ander schijfbestand: vraag het na");
    expect(stdout).toContain("notes/release.bert.1.note: de handtekening van bert klopt niet: vraag het opnieuw");
    const recalled = await makeOfficeFolder("joined");
    recalled.put("in/recall.note", recallNote([recalled.release().release.imageSha256]));
    expect((await recalled.status("--lang", "nl")).stdout).toMatch(
      /kan niet worden verzegeld: verbeter dat eerst \(reden: (?!in het Engels).*is ingetrokken op/,
    );
    expect(stdout).toMatch(/notes\/foto\.jpg: niet te gebruiken: .*\(reden, in het Engels: .+\)/);
  });
});

test("every sentence was said here at least once; those of a log are in log.test.ts", () => {
  const codes = Object.keys(findingTexts).filter((code) => !(code in logTexts));
  expect(codes.filter((code) => !met.has(code))).toEqual([]);
});
