// What goes into a seal as a log proof: exactly what the verifier lets stand there, and no proof that it would refuse; and the whole
// verifier on discs that hold one.

import { describe, expect, test } from "vitest";
import {
  encodeLogProof,
  encodeNote,
  encodeTrustRoot,
  type LogProof,
  type Note,
  parseSeal,
  parseTrustRoot,
} from "../../src/format/index.ts";
import { composeSeal, demandComplete, SealError } from "../../src/trust/compose/index.ts";
import { otherDigest, recallNote } from "../verify/fixture.ts";
import { signText, testKey } from "../world/people.ts";
import {
  cosignLine,
  inOrder,
  type Logged,
  logDisc,
  logLine,
  logRoot,
  nextRoot,
  proofOf,
  without,
  witnesses,
  witnessKey,
} from "./log-fixture.ts";
import { platform, verifyNotes } from "./rooms.ts";

const disc = logDisc(undefined);
const [first] = disc.seal.trustRoots as [Note];
const proof = (logged: Logged = {}) => proofOf(disc.seal.release.text, logged);

const compose = (given: LogProof | undefined, roots: readonly Note[] = [first], release = disc.seal.release) =>
  composeSeal(
    {
      trustRoots: roots.map((note, i) => ({ path: `root-${i + 1}.note`, note })),
      release: { path: "release.note", note: release },
      rebuilds: [],
      recall: undefined,
      logProof: given === undefined ? undefined : { path: "p.tlog-proof", proof: given },
    },
    platform.check,
  );

async function refusalOf(given: LogProof, roots?: readonly Note[], release?: Note): Promise<string> {
  const error = await compose(given, roots, release).catch((thrown: unknown) => thrown);
  if (!(error instanceof SealError)) throw new Error("it was sealed");
  return `${error.code} ${error.message}`;
}

const sealedLines = (bytes: Uint8Array) => parseSeal(bytes).logProof?.checkpoint.signatures.map(({ name }) => name);
const inOrderOfKey = (...names: string[]) =>
  inOrder(names.map((name) => cosignLine("x", name))).map(({ name }) => name);

describe("a proof that is good", () => {
  test("is sealed as it is, and the verifier says ECHT", async () => {
    const { bytes, warnings, remarks } = await compose(proof());
    expect([warnings, remarks]).toEqual([[], []]);
    expect(parseSeal(bytes).logProof).toEqual(proof());
    expect((await verifyNotes(disc, {}, bytes)).verdict).toBe("ECHT");
  });

  test("in whatever order its lines stand, the seal has the same bytes", async () => {
    const { bytes } = await compose(proof());
    for (const lines of [proof().checkpoint.signatures.toReversed(), proof().checkpoint.signatures]) {
      const other = await compose(proof({ lines: () => [...lines, ...lines] }));
      expect(Buffer.from(other.bytes).equals(Buffer.from(bytes))).toBe(true);
    }
  });

  test("lines of nobody's and of witnesses who are revoked are left out and named", async () => {
    const strange = await compose(proof({ lines: (lines, text) => [logLine(text, "eve"), ...lines] }));
    expect(strange.remarks.map(({ en }) => en)).toEqual([
      "p.tlog-proof: the signature by eve is left out: it is neither the log nor a witness of this trust root",
    ]);
    expect(sealedLines(strange.bytes)).toEqual(inOrderOfKey("lies", "wies", "wim"));

    const second = nextRoot(first, without(parseTrustRoot(first.text), "wessel", witnessKey("wout", "Universiteit")));
    const release = disc.seal.release;
    const gone = await compose(proof({ seen: ["wessel", "wies", "wim"] }), [first, second], release);
    expect(gone.warnings).toEqual([]);
    expect(sealedLines(gone.bytes)).toEqual(inOrderOfKey("lies", "wies", "wim"));
    expect(gone.remarks.map(({ en }) => en)).toEqual([
      "p.tlog-proof: the signature by wessel is left out: it is neither the log nor a witness of this trust root",
    ]);
  });

  test("a line of type 6 (ML-DSA) is never written into a seal, whoever's name it has: left out and named", async () => {
    const long = (name: string) => ({ name, keyId: "0a1b2c3d", bytes: new Uint8Array(2428).fill(0xa5) });
    const lines = [...proof().checkpoint.signatures, ...["wim", "lies", "pq.example/w"].map(long)];
    const { bytes, warnings, remarks } = await compose(proof({ lines: () => lines }));
    expect([Buffer.from(bytes).equals(Buffer.from((await compose(proof())).bytes)), warnings]).toEqual([true, []]);
    expect(remarks.map(({ en }) => /signature by (\S+) is left out/.exec(en)?.[1])).toEqual([
      "wim",
      "lies",
      "pq.example/w",
    ]);
  });

  test("under an older root of the seal, where the newer one's witnesses did not see it", async () => {
    const others = Object.entries({ wilma: "Omroep", wout: "Universiteit" }).map(([name, place]) =>
      witnessKey(name, place),
    );
    const { keys, groups } = logRoot(2, {}, { group: others });
    const second = nextRoot(first, { keys, groups });
    expect((await compose(proof(), [first, second])).warnings).toEqual([]);
    const mixed = await compose(proof({ seen: ["wies", "wim", "wilma"] }), [first, second]);
    expect([mixed.warnings, sealedLines(mixed.bytes)]).toEqual([[], inOrderOfKey("lies", "wies", "wim")]);
  });
});

describe("a proof that the verifier would refuse is not sealed, and what to do is said", () => {
  test.each<readonly [what: string, logged: Logged, said: RegExp]>([
    [
      "another log",
      { origin: "log.example.nl/other" },
      /^LOG p\.tlog-proof: expected a proof of the log log\.example\.nl\/zegel, found log\.example\.nl\/other: give/,
    ],
    ["no line of the log", { log: null }, /expected a signature by the log \(lies\), found none: have the log signed/],
    ["a stranger's log", { log: "eve" }, /expected a signature by the log \(lies\)/],
    [
      "a witness's damaged line",
      { lines: (lines, text) => lines.map((line) => (line.name === "wim" ? cosignLine(text, "wim", 5, "x\n") : line)) },
      /the signature by wim does not hold/,
    ],
    ["time 0", { seen: ["wies", ["wim", 0]] }, /the signature by wim does not hold/],
    [
      "the log's damaged line",
      { lines: (lines) => lines.map((line) => (line.name === "lies" ? logLine("x\n") : line)) },
      /the signature by lies does not hold/,
    ],
  ])("%s", async (_what, logged, said) => {
    expect(await refusalOf(proof(logged))).toMatch(said);
    expect((await compose(proof())).warnings).toEqual([]);
  });

  test("the proof of another release, and one under roots without a log", async () => {
    expect(await refusalOf(proofOf("zegel/release v1\n"))).toMatch(
      /expected the proof of this release, found that of another/,
    );
    const bare = logRoot(0, {
      keys: logRoot().keys.slice(0, 5),
      groups: logRoot().groups.slice(0, 2),
      logOrigin: undefined,
    });
    const unlogged = logDisc(undefined, { root: bare });
    const roots = [signText(encodeTrustRoot(bare), ["anna", "bert"])];
    const { release } = unlogged.seal;
    expect(await refusalOf(proofOf(release.text), roots, release)).toMatch(
      /expected a trust root that names a log, found none/,
    );
    expect((await compose(undefined, roots, release)).warnings).toEqual([]);
  });
});

describe("a final master that waits for the log", () => {
  const incomplete = async (given: LogProof | undefined, roots?: readonly Note[]) => {
    const composed = await compose(given, roots);
    expect(() => demandComplete(composed)).toThrow(SealError);
    const { verdict } = await verifyNotes(disc, {}, composed.bytes);
    return [verdict, composed.warnings.map(({ en }) => en).join()] as const;
  };

  test("without a proof, with one witness of two, with a log key that is revoked: refused unless asked for", async () => {
    expect(await incomplete(undefined)).toEqual([
      "ONVOLDOENDE_HERBOUW",
      expect.stringContaining("give it with --log-proof"),
    ]);
    expect(await incomplete(proof({ seen: ["wim"] }))).toEqual([
      "ONVOLDOENDE_HERBOUW",
      expect.stringContaining("1 witnesses of the log (1 organisations), 2 needed"),
    ]);
    const lotte = testKey("lotte", "log", "Logbeheer");
    const second = nextRoot(first, without(parseTrustRoot(first.text), "lies", lotte));
    expect(await incomplete(proof(), [first, second])).toEqual([
      "ONVOLDOENDE_HERBOUW",
      expect.stringContaining("is revoked"),
    ]);
    expect((await compose(proof({ log: "lotte" }), [first, second])).warnings).toEqual([]);
    expect(() => demandComplete({ release: disc.release, warnings: [] })).not.toThrow();
  });

  test("two witnesses of one organisation: how many of how many organisations is said", async () => {
    const root = logRoot(2, {}, { group: [...witnesses, witnessKey("wout", "VNG")] });
    const other = logDisc(undefined, { root });
    const short = proofOf(other.seal.release.text, { seen: ["wim", "wout"] });
    const { warnings } = await compose(short, other.seal.trustRoots, other.seal.release);
    expect(warnings.map(({ nl }) => nl).join()).toContain("getuigen van het logboek: 2 (organisaties: 1), nodig: 2");
  });
});

describe("by the whole verifier", () => {
  test("ECHT with a proof in the seal or beside it, else what the table says", async () => {
    const verdictOf = async (...[logged, beside]: [Logged | undefined, Logged?]) => {
      const disc = logDisc(logged);
      const notes = beside === undefined ? [] : [encodeLogProof(proofOf(disc.seal.release.text, beside))];
      const { verdict, steps } = await verifyNotes(disc, { notes });
      return [verdict, steps.find(({ id }) => id === "log")?.status];
    };
    expect(await verdictOf({})).toEqual(["ECHT", "passed"]);
    expect(await verdictOf(undefined, {})).toEqual(["ECHT", "passed"]);
    expect(await verdictOf(undefined)).toEqual(["ONVOLDOENDE_HERBOUW", "failed"]);
    expect(await verdictOf({ seen: ["wim"] })).toEqual(["ONVOLDOENDE_HERBOUW", "failed"]);
    expect(await verdictOf({ log: null })).toEqual(["NIET_ONDERTEKEND", "failed"]);
    expect(await verdictOf({}, { others: "another" })).toEqual(["ONVOLDOENDE_HERBOUW", "failed"]);
  });

  test("an emergency release stands in the log as any other: one line of the root asks for both", async () => {
    const verdictOf = async (logged: Logged | undefined) => {
      const { verdict, steps } = await verifyNotes(logDisc(logged, { release: { urgency: "emergency" } }));
      return [verdict, steps.find(({ id }) => id === "log")?.findings[0]?.code];
    };
    expect(await verdictOf(undefined)).toEqual(["ONVOLDOENDE_HERBOUW", "LOG_MISSING"]);
    expect(await verdictOf({})).toEqual(["ECHT", "LOG_PROVEN"]);
  });

  test("a recall waits for no witness, and no proof takes it away", async () => {
    for (const logged of [undefined, {}, { seen: [] }]) {
      const disc = logDisc(logged);
      const recalled = encodeNote(recallNote([disc.release.imageSha256]));
      const other = encodeNote(recallNote([otherDigest]));
      expect((await verifyNotes(disc, { notes: [recalled] })).verdict).toBe("INGETROKKEN");
      expect((await verifyNotes(disc, { notes: [other] })).verdict).toBe((await verifyNotes(disc)).verdict);
    }
  });

  test("a proof that does not parse is a slip of whoever gave it, as a rebuild note is", async () => {
    const disc = logDisc({});
    const bytes = encodeLogProof(proofOf(disc.seal.release.text));
    const given = (note: Uint8Array) => verifyNotes(disc, { notes: [note] });
    await expect(given(bytes)).resolves.toMatchObject({ verdict: "ECHT" });
    await expect(given(bytes.subarray(0, -1))).rejects.toMatchObject({ code: "GEBRUIK" });
    await expect(given(Buffer.from(bytes).fill("2", 21, 22))).rejects.toMatchObject({ code: "GEBRUIK" });
  });
});
