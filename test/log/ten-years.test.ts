// Ten years of one log in one test: what becomes of its keys, witnesses and name, and that discs of each year stay what they were, by the
// verdict of the whole verifier and by what step 8 finds.

import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  encodeLogProof,
  encodeNote,
  encodeSeal,
  encodeZegelcode,
  type LogProof,
  type Note,
  parseNote,
  type Seal,
  type TrustRoot,
  textDigest,
} from "../../src/format/index.ts";
import { auditLog } from "../../src/log/audit/audit.ts";
import { cosignLog, notePath, readCheckpoint, readLog } from "../../src/log/index.ts";
import { TrustChain } from "../../src/trust/index.ts";
import { cosignText, testKey } from "../format/test-keys.ts";
import { check } from "../sign/fixtures.ts";
import { temporaryFolder } from "../tools.ts";
import { verifyNotes } from "../trust/rooms.ts";
import { makeDisc } from "../world/disc.ts";
import {
  laterLogKey,
  logged,
  logRoot,
  newLog,
  nextRoot,
  origin,
  proofOf,
  releaseUnder,
  rootNote,
  statementOn,
  witnessF,
  witnessG,
} from "./audited.ts";

const witnessH = testKey("witness-h", 4);
const newOrigin = "log2.example/zegel";
const newKey = testKey(newOrigin);
const [secondKey, thirdKey] = [laterLogKey(2), laterLogKey(3)];

/** A root of before there was a log. */
function withoutLog(): TrustRoot {
  const root = logRoot();
  return {
    ...root,
    keys: root.keys.filter(({ role }) => role === "officer" || role === "rebuilder"),
    groups: root.groups.filter(({ name }) => name !== "witnesses"),
    requires: { ...root.requires, checkpoint: undefined },
    logOrigin: undefined,
  };
}

const roots: Note[] = [rootNote(withoutLog())];
const next = (root: TrustRoot): Note => {
  const made = nextRoot(roots.at(-1) as Note, roots.length + 1, root);
  roots.push(made);
  return made;
};

/** What is on the disc, the same in all years: each release has its own number. */
const files = makeDisc({ payload: { "a.txt": "a\n" }, folders: [] });
const { imageSha256, imageSize, sealOffset, manifests } = files.release;
const sequence = (number: number, root: Note) =>
  releaseUnder(root, { sequence: number, imageSha256, imageSize, sealOffset, manifests });
const statement = (release: Note, signer: string) =>
  statementOn(release, [signer], { imageSha256, manifestSha256: manifests[0] as string });

/** A disc of the root that was the newest then, with a rebuild by rosa. */
const discOf = (release: Note, logProof: LogProof | undefined, known: number): Seal => ({
  ...{ trustRoots: roots.slice(0, known), release, rebuilds: [statement(release, "rosa")] },
  ...{ recall: undefined, logProof },
});

/** The verdict, and what step 8 finds, for whoever holds roots 1 to `known`. */
async function verdictOf(seal: Seal, known: number, beside: readonly LogProof[] = []): Promise<readonly string[]> {
  const outside = {
    roots: roots.slice(0, known).map(encodeNote),
    notes: beside.map(encodeLogProof),
    expectation: { code: encodeZegelcode(textDigest(seal.release.text)) },
    today: "2028-01-01",
  };
  const { verdict, steps } = await verifyNotes(files, outside, encodeSeal(seal));
  return [verdict, ...(steps.find(({ id }) => id === "log")?.findings ?? []).map(({ code }) => code)];
}

test("ten years", async () => {
  const first = roots[0] as Note;
  const auditOf = async (folder: string, seals: readonly Seal[] = [], since: readonly Note[] = []) => {
    const given = {
      seals: seals.map((seal, i) => ({ name: `disc ${i}`, seal })),
      since: since.map((note, i) => ({ name: `kept ${i}`, note })),
    };
    const report = await auditLog({ folder, roots: [encodeNote(first)], ...given, registers: [], check });
    return [...report.findings, ...report.unjudged].map(({ code }) => code);
  };
  const kept: Note[] = [];
  const keep = (folder: string) => kept.push(readCheckpoint(readLog(folder)));

  // 2027. A release pins the root of before the log: good for who knows no newer root, and a disc that waits for who does.
  const early = sequence(1, first);
  const earlyDisc = discOf(early, undefined, 1);
  expect(await verdictOf(earlyDisc, 1)).toEqual(["ECHT", "LOG_NOT_REQUIRED"]);
  const second = next(logRoot());
  expect(await verdictOf(earlyDisc, 2)).toEqual(["ONVOLDOENDE_HERBOUW", "LOG_MISSING"]);
  const log = await logged(await newLog(), [first, early, second]);
  keep(log);
  expect(await verdictOf(earlyDisc, 2, [proofOf(log, early)])).toEqual([
    "ECHT",
    "LOG_PROVEN",
    "LOG_SEEN",
    "LOG_BESIDE",
  ]);

  // 2028. Two reviewers with the same bytes: one entry, and both lines in its note.
  const spring = sequence(2, second);
  await logged(log, [spring, statement(spring, "rosa")]);
  await logged(log, [statement(spring, "ruud")]);
  expect(readLog(log).size).toBe(5);
  const both = parseNote(readFileSync(join(log, notePath(textDigest(statement(spring, "rosa").text)))), "note");
  expect(both.signatures.map(({ name }) => name).sort()).toEqual(["rosa", "ruud"]);
  const springDisc = discOf(spring, proofOf(log, spring), 2);
  expect(await verdictOf(springDisc, 2)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  keep(log);

  // 2029. The log's key is rotated, its name stays. What the old key signed stays good.
  const third = next(logRoot({}, secondKey));
  const summer = sequence(3, third);
  await logged(log, [third, summer, statement(summer, "rosa")], secondKey);
  const summerDisc = discOf(summer, proofOf(log, summer), 3);
  expect(await verdictOf(summerDisc, 3)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  expect(await verdictOf(springDisc, 3)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  keep(log);

  // 2031. A witness is lost, another comes; and a proof comes after its disc.
  const fourth = next(logRoot({}, secondKey, [witnessG, witnessH]));
  const autumn = sequence(4, fourth);
  const autumnDisc = discOf(autumn, undefined, 4);
  expect(await verdictOf(autumnDisc, 4)).toEqual(["ONVOLDOENDE_HERBOUW", "LOG_MISSING"]);
  await logged(log, [fourth, autumn, statement(autumn, "rosa")], secondKey, [witnessF]);
  expect(await verdictOf(autumnDisc, 4, [proofOf(log, autumn)])).toEqual(["ONVOLDOENDE_HERBOUW", "LOG_QUORUM"]);
  expect(await auditOf(log)).toEqual(["WITNESSES_SHORT"]);
  const chain = await TrustChain.anchor(roots.map(encodeNote), check);
  const { text } = readCheckpoint(readLog(log));
  await cosignLog(readLog(log), [cosignText(witnessH, text, 1_810_000_000)], chain, check);
  expect(await verdictOf(autumnDisc, 4, [proofOf(log, autumn)])).toEqual([
    "ECHT",
    "LOG_PROVEN",
    "LOG_SEEN",
    "LOG_BESIDE",
  ]);
  expect(await verdictOf(summerDisc, 4)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  keep(log);

  // 2033. The log's key is stolen and revoked: a disc that was pressed with it waits for a proof by the new one.
  const revoked = [secondKey.vkey.raw];
  const fifth = next(logRoot({ revoked }, thirdKey, [witnessG, witnessH]));
  expect(await verdictOf(summerDisc, 5)).toEqual(["ONVOLDOENDE_HERBOUW", "LOG_KEY_REVOKED", "REVOKED_KEY_IGNORED"]);
  await logged(log, [fifth], thirdKey, [witnessG]);
  expect(await verdictOf(summerDisc, 5, [proofOf(log, summer)])).toEqual([
    "ECHT",
    "LOG_PROVEN",
    "LOG_SEEN",
    "LOG_BESIDE",
  ]);
  expect(await verdictOf(springDisc, 5)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  keep(log);

  // The whole log, for a citizen who kept every checkpoint and has three discs: no key, witness or name makes a false alarm.
  expect(await auditOf(log, [springDisc, summerDisc], kept)).toEqual([]);

  // 2036. The log gets another name: the old folder stays as it is, and the new one begins with the root that names it.
  const sixth = next({ ...logRoot({ revoked }, newKey, [witnessG, witnessH]), logOrigin: newOrigin });
  const winter = sequence(5, sixth);
  const successor = await logged(await newLog(newOrigin), [sixth, winter, statement(winter, "rosa")], newKey, [
    witnessG,
  ]);
  const winterDisc = discOf(winter, proofOf(successor, winter), 6);
  expect(await verdictOf(winterDisc, 6)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  expect(await verdictOf(springDisc, 6)).toEqual(["ECHT", "LOG_PROVEN", "LOG_SEEN"]);
  expect((await verdictOf(summerDisc, 6, [proofOf(log, summer)]))[0]).toBe("ECHT"); // the old folder stays served
  expect(await auditOf(log, [springDisc], kept)).toEqual([]);
  const all = roots.map(encodeNote);
  const moved = await auditLog({
    ...{ folder: successor, roots: all, since: [], registers: [], check },
    seals: [{ name: "winter", seal: winterDisc }],
  });
  expect([moved.findings, moved.unjudged]).toEqual([[], []]);
  expect(readLog(log).origin).toBe(origin);

  // An entry, or its note, that is not served: whoever has a copy says which.
  const copy = join(temporaryFolder(), "log");
  cpSync(log, copy, { recursive: true });
  rmSync(join(copy, notePath(textDigest(summer.text))));
  const hidden = await auditLog({ folder: copy, roots: all, since: [], seals: [], registers: [], check });
  expect(hidden.findings).toMatchObject([{ code: "NOTE_MISSING", index: 6 }]);
  rmSync(join(copy, `tile/entries/000.p/${readLog(copy).size}`));
  const gone = await auditLog({ folder: copy, roots: all, since: [], seals: [], registers: [], check });
  expect(gone.findings.map(({ code }) => code)).toContain("ENTRIES_MISSING");
});
