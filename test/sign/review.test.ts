// What an officer is shown of the way here, and what makes her machine refuse.

import { describe, expect, it } from "vitest";
import { sha256Of } from "../../src/files/digest.ts";
import {
  encodeManifest,
  encodeTrustRoot,
  FormatError,
  type Note,
  parseRelease,
  type Release,
  textDigest,
} from "../../src/format/index.ts";
import { changesFor, type Evidence, manifestBytes, reviewNotes, SignError } from "../../src/sign/index.ts";
import { diffManifests } from "../../src/sign/request/changes.ts";
import {
  anna,
  bert,
  check,
  dora,
  emma,
  mallory,
  manifestOf,
  rebuildNote,
  recallNote,
  releaseNote,
  rootNote,
  signedBy,
  testRelease,
  testRoot,
} from "./fixtures.ts";
import { rootWith } from "./log-roots.ts";

const file = (path: string, note: Note) => ({ path, note });
const older = manifestOf({ "a.txt": 1, "b.txt": 2, "c.txt": 3 });
const newer = manifestOf({ "a.txt": 1, "b.txt": 9, "d.txt": 4 });
const olderFile = manifestBytes("older", encodeManifest(older));
const newerFile = manifestBytes("newer", encodeManifest(newer));
const root = await signedBy(rootNote(), anna, bert);
const previous = await signedBy(
  releaseNote({ version: "2.24.2", sequence: 11, manifests: [olderFile.sha256] }, root),
  anna,
  bert,
);
const release = releaseNote({ previous: textDigest(previous.text), manifests: [newerFile.sha256] }, root);
const none: Evidence = { previous: [], roots: [], rebuilds: [], manifests: [], changes: [], builtIn: [] };
const full: Evidence = {
  ...none,
  previous: [file("previous.note", previous)],
  roots: [file("root.note", root)],
  manifests: [olderFile, newerFile],
};
const style = { language: "en", nameLimit: 30 } as const;

async function page(note: Note, evidence: Evidence, language: "nl" | "en" = "en"): Promise<string> {
  const [found] = await reviewNotes([file("release.note", note)], evidence, { ...style, language }, check);
  return [...(found?.changes ?? []), ...(found?.rebuilds ?? [])].join("\n");
}
async function refusal(note: Note, evidence: Evidence): Promise<string> {
  try {
    await page(note, evidence);
    return "accepted";
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return `${error.code} ${error.message}`;
    throw error;
  }
}

describe("a release beside the one before", () => {
  it("says who signed that, what follows, which fields and which files", async () => {
    const agreed = await signedBy(rebuildNote(release, parseRelease(release.text)), dora);
    const shown = await page(release, { ...full, rebuilds: [file("rebuild.note", agreed)] });
    for (const line of [
      "OSV version 2.24.2 (number 11), 2027-01-15T12:00:00Z (signed by: bert, anna)",
      "12 directly follows 11",
      "Version: 2.24.2 → 2.24.3",
      "The same trust root",
      "Disc 1, the folder ZEGEL: 0 files: 0 added, 0 changed, 0 gone",
      "Disc 1, the software: 3 files: 1 added, 1 changed, 1 gone",
      "+ added: d.txt",
      "~ changed: b.txt",
      "- gone: c.txt",
    ])
      expect(shown).toContain(line);
    expect(shown).not.toContain("WARNING");
    const dutch = await page(release, full, "nl");
    expect(dutch).toContain("12 volgt direct op 11");
    expect(dutch).toContain("- weg: c.txt");
  });

  const pinned = { previous: textDigest(previous.text), manifests: [newerFile.sha256], version: "2.24.2" };
  /** In words what differs in the note, in its order. */
  async function changed(change: Partial<Release>, language: "nl" | "en" = "en"): Promise<string[]> {
    const shown = await page(releaseNote({ ...pinned, ...change }, root), full, language);
    const lines = shown.split("\n");
    return lines
      .slice(
        lines.findIndex((line) => / follows | volgt direct op /.test(line)) + 1,
        lines.findIndex((line) => /other fields|overige gegevens/.test(line)),
      )
      .map((line) => line.trim());
  }

  it.each<[Partial<Release>, string]>([
    [{ version: "2.24.3" }, "Version: 2.24.2 → 2.24.3"],
    [{ purpose: "trial" }, "Purpose: final → TRIAL"],
    [{ urgency: "emergency" }, "Urgency: normal → EMERGENCY RELEASE"],
    [{ date: "2027-02-01T12:00:00Z" }, "Date: 2027-01-15T12:00:00Z → 2027-02-01T12:00:00Z"],
    [{ volume: "OSV_9" }, "Volume: OSV_2_24_3 → OSV_9"],
    [{ publisher: "ANDEREN" }, "Publisher: KIESRAAD → ANDEREN"],
    [{ medium: "dvd" }, "Medium: cd700 → dvd"],
    [{ imageSize: 1_050_624 }, "Image size: 1048576 bytes → 1050624 bytes"],
    [{ sealOffset: 67_584 }, "Place of the seal: 65536 → 67584"],
    [{ kit: { version: "1.0", sha256: "c".repeat(64) } }, `Kit: none → 1.0 ${Array(16).fill("cccc").join(" ")}`],
    [{ recallAtLeast: 3 }, "Recall list at least number: 0 → 3"],
    [{ imageSha256: "d".repeat(64) }, "Image (SHA-256): not that of the previous one (see below)"],
  ])("each field that a person can change has its line: %o", async (change, line) => {
    const other = (name: string) => `${name}: not that of the previous one (see below)`;
    const always = [other("Manifest of disc 1"), other("Previous (SHA-256)")];
    expect(await changed({})).toEqual(always);
    const shown = await changed(change);
    expect(shown).toContain(line);
    expect(shown.filter((one) => one !== line)).toEqual(always);
  });

  it("a set of another number of discs: each manifest has its line", async () => {
    const two = [newerFile.sha256, "e".repeat(64)];
    expect(await changed({ manifests: two })).toEqual([
      "Disc: 1 of 1 → 1 of 2",
      "Manifest of disc 1: not that of the previous one (see below)",
      `Manifest of disc 2: none → ${Array(16).fill("eeee").join(" ")}`,
      "Previous (SHA-256): not that of the previous one (see below)",
    ]);
    expect(await changed({}, "nl")).toEqual([
      "Inhoudslijst schijf 1: een andere dan bij de vorige (zie hieronder)",
      "Vorige (SHA-256): een andere dan bij de vorige (zie hieronder)",
    ]);
  });

  it("a number that is skipped is warned of; one that is not behind it, another product, election or role: refused", async () => {
    expect(await page(releaseNote({ ...pinned, sequence: 14 }, root), full)).toContain(
      "14 WARNING: does not directly follow 11",
    );
    for (const change of [
      { sequence: 11 },
      { sequence: 10 },
      { product: "XX" },
      { election: "TK2031" },
      { role: "CSB" },
    ])
      expect(await refusal(releaseNote({ ...pinned, ...change }, root), full), JSON.stringify(change)).toMatch(
        /^PREVIOUS/,
      );
  });

  it("another release in its place is refused, as is one where the note says none", async () => {
    const other = await signedBy(releaseNote({ sequence: 11 }, root), anna, bert);
    const wrong = { ...full, previous: [file("other.note", other)] };
    expect(await refusal(release, wrong)).toMatch(/^PREVIOUS .*other\.note/);
    expect(await refusal(releaseNote({ manifests: [newerFile.sha256] }, root), full)).toMatch(/^PREVIOUS .*names none/);
    expect(await refusal(release, full)).toBe("accepted");
  });

  it("nothing at hand: says in capitals what was not compared", async () => {
    expect(await page(release, none)).toContain("NOT COMPARED");
    expect(await page(release, { ...full, manifests: [] })).toContain("NOT CHECKED what changed in the files");
    expect(await page(release, { ...full, roots: [] })).toContain("signatures not checked");
    expect(await page(release, { ...full, manifests: [olderFile] })).toContain("NOT CHECKED");
  });

  it("too few signatures under the previous one are warned of, a bad one refused", async () => {
    const few = await signedBy({ text: previous.text, signatures: [] }, anna);
    expect(await page(release, { ...full, previous: [file("p", few)] })).toContain("WARNING: too few signed");
    const [line] = previous.signatures;
    const bad = { text: previous.text, signatures: [{ ...line!, bytes: line!.bytes.map((byte) => byte ^ 1) }] };
    expect(await refusal(release, { ...full, previous: [file("p", bad)] })).toMatch(/^BAD_SIGNATURE p:/);
  });

  it("another trust root: what changed in it, or that this is unknown", async () => {
    const nextRoot = await signedBy(rootNote({ contact: "Iemand anders" }), anna, bert);
    const next = releaseNote({ previous: textDigest(previous.text), manifests: [newerFile.sha256] }, nextRoot);
    const shown = await page(next, { ...full, roots: [...full.roots, file("next", nextRoot)] });
    expect(shown).toContain("another trust root");
    expect(shown).toMatch(/Contact: "[^"]*070[^"]*" becomes "Iemand anders"/);
    expect(await page(next, full)).toContain("What changed in it was not checked");
  });

  it("cuts long lists, and says how to see the rest", async () => {
    const many = manifestOf(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`n${i}`, 1])));
    const manyFile = manifestBytes("many", encodeManifest(many));
    const first = releaseNote({ manifests: [manyFile.sha256] }, root);
    const shown = await page(first, { ...none, manifests: [manyFile] });
    expect(shown).toContain("There is no previous release");
    expect(shown).toContain("+ added: and 10 more (show them with --all)");
    expect(shown.split("\n").length).toBeLessThan(40);
  });
});

describe("a list of changes that was carried along", () => {
  const carried: Evidence = {
    ...full,
    manifests: [olderFile],
    changes: changesFor(parseRelease(release.text), parseRelease(previous.text), [olderFile, newerFile]),
  };

  it("with the manifest of the previous disc it is checked and shown; without it nothing of it is", async () => {
    expect(await page(release, carried)).toContain("- gone: c.txt");
    const blind = await page(release, { ...carried, manifests: [] });
    expect(blind).toContain("can only be checked with ZEGEL/MANIFEST of the previous disc");
    expect(blind).not.toContain("c.txt");
  });

  it("that does not lead to what is signed, or begins elsewhere, or belongs to nothing: refused", async () => {
    const [good] = carried.changes;
    const hidden = { ...good!, changed: [] };
    expect(await refusal(release, { ...carried, changes: [hidden] })).toMatch(/^MANIFEST/);
    const elsewhere = { ...good!, from: "0".repeat(64) };
    expect(await refusal(release, { ...carried, changes: [elsewhere] })).toMatch(/^MANIFEST/);
    const foreign = diffManifests(older, manifestOf({ z: 1 }));
    expect(await refusal(release, { ...carried, changes: [good!, foreign] })).toMatch(/^MANIFEST/);
    expect(await refusal(release, carried)).toBe("accepted");
  });

  it("of a first release leads from nothing", async () => {
    const first = releaseNote({ manifests: [newerFile.sha256] }, root);
    const changes = changesFor(parseRelease(first.text), undefined, [newerFile]);
    expect(await page(first, { ...none, changes })).toContain("3 files: 3 added, 0 changed, 0 gone");
  });
});

describe("what belongs to none of the notes", () => {
  it("is refused, each kind", async () => {
    const stray = manifestBytes("stray", encodeManifest(manifestOf({ q: 1 })));
    const otherRoot = await signedBy(rootNote({ contact: "X" }), anna, bert);
    const rebuild = await signedBy(rebuildNote(previous, testRelease("")), dora);
    for (const more of [
      { manifests: [...full.manifests, stray] },
      { roots: [...full.roots, file("stray", otherRoot)] },
      { rebuilds: [file("stray", rebuild)] },
    ])
      expect(await refusal(release, { ...full, ...more })).toMatch(/^PREVIOUS stray: belongs to none/);
    expect(await refusal(recallNote(["1".repeat(64)]), { ...none, previous: [file("stray", previous)] })).not.toBe(
      "accepted",
    );
    expect(sha256Of(stray.bytes)).toBe(stray.sha256);
  });
});

describe("rebuild notes", () => {
  const measured = parseRelease(release.text);
  const agree = rebuildNote(release, measured);
  const withRebuilds = (...notes: Note[]): Evidence => ({
    ...full,
    rebuilds: notes.map((note, i) => file(`r${i}`, note)),
  });

  it("say who agrees and who differs, with whose signature, and how many are needed", async () => {
    const differ = rebuildNote(release, measured, { differs: "lib/a.jar", imageSha256: "1".repeat(64) });
    const shown = await page(release, withRebuilds(await signedBy(agree, dora), await signedBy(differ, emma)));
    expect(shown).toContain("1 agree, 1 needed, 1 differ (under trust root version 1) WARNING");
    expect(shown).toContain("AGREES (image, 2027-01-16T09:00:00Z): dora (dora, Universiteit)");
    expect(shown).toContain("DIFFERS: lib/a.jar");
    expect(await page(release, full)).toContain("No rebuild statements shown");
  });

  it("by nobody, by an officer, by a stranger, or twice by one: not counted", async () => {
    const stranger = await signedBy(agree, mallory);
    const officer = await signedBy(agree, anna);
    const shown = await page(release, withRebuilds(agree, stranger, officer));
    expect(shown).toContain("0 agree");
    expect(shown.match(/no valid signature by a rebuilder/g)?.length).toBe(3);
    expect(shown).toMatch(/0 agree, 1 needed.*WARNING/);
    const twice = await signedBy(agree, dora);
    const source = await signedBy(rebuildNote(release, measured, { scope: "source" }), dora);
    expect(await page(release, withRebuilds(twice, source))).toContain("1 agree, 1 needed, 0 differ");
    expect(await page(release, withRebuilds(source))).toContain("0 agree");
    expect(await page(release, { ...withRebuilds(twice), roots: [] })).toContain("signatures not checked");
  });

  it("a bad signature, or agreement with other digests, is refused", async () => {
    const other = await signedBy(rebuildNote(release, measured, { environment: "x" }), dora);
    expect(await refusal(release, withRebuilds({ text: agree.text, signatures: other.signatures }))).toMatch(
      /^BAD_SIGNATURE/,
    );
    const false_ = rebuildNote(release, measured, { imageSha256: "1".repeat(64) });
    expect(await refusal(release, withRebuilds(await signedBy(false_, dora)))).toMatch(/^REBUILD/);
  });
});

describe("a trust root beside the one before", () => {
  it("warns of witnesses who are too few, or who need not have met; not of enough of them", async () => {
    const shownOf = (count: number, threshold: number) => {
      const organisations = Array.from({ length: count }, (_, i) => `Organisatie-${i}`);
      return page({ text: encodeTrustRoot(rootWith(organisations, threshold)), signatures: [] }, none);
    };
    const few = await shownOf(2, 1);
    expect(few).toMatch(/ATTENTION: as soon as more are missing.*\nATTENTION: two sets of witnesses/);
    expect(await shownOf(5, 3)).not.toContain("missing");
    expect(await shownOf(5, 3)).not.toContain("witnesses");
  });

  it("says what changes, and what makes it weaker; another predecessor or version is refused", async () => {
    const next = rootNote({ version: 2, previous: textDigest(root.text), contact: "Nieuw nummer" });
    const shown = await page(next, { ...none, previous: [file("root-1", root)] });
    expect(shown).toMatch(/Contact: "[^"]*" becomes "Nieuw nummer"/);
    expect(shown).toContain("Version: 1 becomes 2");
    expect(shown).not.toMatch(/ATTENTION: (?!an emergency release needs 0 rebuilds)/);
    const groups = testRoot().groups.map((group) => ({ ...group, threshold: 1 }));
    const weaker = rootNote({ version: 2, previous: textDigest(root.text), groups });
    expect(await page(weaker, { ...none, previous: [file("root-1", root)] })).toMatch(/ATTENTION: Group: officers/);
    const skipped = rootNote({ version: 3, previous: textDigest(root.text) });
    expect(await refusal(skipped, { ...none, previous: [file("root-1", root)] })).toMatch(
      /^PREVIOUS .*expected version 2/,
    );
    const unsigned = { ...none, previous: [file("root-1", rootNote())] };
    expect(await refusal(next, unsigned)).toMatch(/^TRUST_ROOT/);
    expect(await page(next, none)).toContain("NOT COMPARED");
    expect(await page(rootNote(), none)).toContain("this is the first");
  });
});
