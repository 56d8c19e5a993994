// Steps 1 to 8 and 13: what was given from outside, and the notes of the seal. The disc itself is as released in every case; it is
// shown as a folder, which costs less than an image.

import { describe, expect, test } from "vitest";
import {
  encodeRecallCode,
  encodeRelease,
  encodeTrustRoot,
  encodeUtf8,
  type Note,
  textDigest,
} from "../../src/format/index.ts";
import { logKey, logProof, rootKey, signedBy, witnesses } from "../format/examples.ts";
import { signText } from "../format/test-keys.ts";
import { anna, bert, carl, dora, eve } from "../trust/roots.ts";
import { type Case, holdCases } from "./cases.ts";
import {
  type DiscOptions,
  discRoot,
  makeDisc,
  nextRoot,
  others,
  rebuildNote,
  recallNote,
  reviewer,
  rik,
  rosa,
  ruud,
  spoilt,
  vera,
  without,
  withSeal,
} from "./disc.ts";
import { type Outside, verifyTree } from "./run.ts";

const disc = makeDisc();
const { root, rootNote, release } = disc;
const one = others[0];
const given = (outside: Outside) => () => verifyTree(disc, outside);
const made = (options: DiscOptions, outside?: Outside) => () => verifyTree(makeDisc(options), outside);
const sealed = (change: Parameters<typeof withSeal>[1], outside?: Outside) => () =>
  verifyTree(withSeal(disc, change), outside);
const code = { code: disc.code };

const second = nextRoot(root, { contact: "Kiesraad, 070-1111111" });
const third = signedBy(
  [anna, bert],
  encodeTrustRoot({ ...root, version: 3, previous: textDigest(second.text), contact: "Kiesraad, 070-2222222" }),
);
const otherRoot = signedBy([anna, bert], encodeTrustRoot({ ...root, contact: "een ander" }));
const broken = (note: Note): Note => ({
  ...note,
  signatures: note.signatures.map((line) => ({ ...line, bytes: new Uint8Array(64) })),
});

const anchorCases: readonly Case[] = [
  ["no trust root", "NIET_ONDERTEKEND", given({ roots: [] })],
  ["what is no trust root", "NIET_ONDERTEKEND", given({ roots: [encodeUtf8("x")] })],
  ["a root that too few signed", "NIET_ONDERTEKEND", given({ roots: [signedBy([anna], rootNote.text)] })],
  ["a root with a bad line", "NIET_ONDERTEKEND", given({ roots: [broken(rootNote)] })],
  ["two roots that do not follow", "NIET_ONDERTEKEND", given({ roots: [rootNote, third] })],
  ["another root than the disc's", "NIET_ONDERTEKEND", given({ roots: [otherRoot] })],
  ["a root and its successor", "ECHT", given({ roots: [second, rootNote] })],
  ["only the successor", "ECHT", given({ roots: [second] })],
  ["a root built in", "ECHT", given({ builtInRoots: [rootNote], roots: [] })],
  ["a root built in, and its successor given", "ECHT", given({ builtInRoots: [rootNote], roots: [second] })],
  ["a root built in, and another given", "NIET_ONDERTEKEND", given({ builtInRoots: [rootNote], roots: [otherRoot] })],
  ["another root built in", "NIET_ONDERTEKEND", given({ builtInRoots: [otherRoot], roots: [] })],
  ["a root built in that nobody signed", "NIET_ONDERTEKEND", given({ builtInRoots: [broken(rootNote)], roots: [] })],
  ["the program runs from a disc", "ECHT", given({ runsFromDisc: true })],
  ["the program runs from no disc", "ECHT", given({ runsFromDisc: false })],
  ["a self-test was made", "ECHT", given({ selfTest: 24 })],
  ["a self-test of nothing", "ECHT", given({ selfTest: 0 })],
];

const ofSet = makeDisc({ release: { disc: 2, manifests: [one, disc.release.manifests[0]!] } });
const setGiven = (outside: Outside) => () => verifyTree(ofSet, outside);
const numbered = { product: "OSV", election: "TK2027", role: "GSB", minSequence: 12 } as const;
const otherSha256 = (at: number) => `${disc.sha256.slice(0, at)}${"0".repeat(4)}${disc.sha256.slice(at + 4)}`;
const expecting = (expectation: NonNullable<Outside["expectation"]>) => given({ expectation });

const expectationCases: readonly Case[] = [
  ["nothing expected", "NIET_VERGELEKEN", expecting({})],
  ["only another purpose", "ANDERE_UITGAVE", expecting({ purpose: "trial" })],
  ["only a disc", "NIET_VERGELEKEN", expecting({ disc: 1 })],
  ["the code in lower case with blanks", "ECHT", expecting({ code: disc.code.toLowerCase().replaceAll("-", " ") })],
  ["another code", "ANDERE_UITGAVE", expecting({ code: ofSet.code })],
  ["the SHA-256", "ECHT", expecting({ releaseSha256: disc.sha256 })],
  ["a SHA-256 with a slip in its first group", "ANDERE_UITGAVE", expecting({ releaseSha256: otherSha256(0) })],
  ["a SHA-256 with a slip in its last group", "ANDERE_UITGAVE", expecting({ releaseSha256: otherSha256(60) })],
  ["another SHA-256", "ANDERE_UITGAVE", expecting({ releaseSha256: one })],
  ["a code and another SHA-256", "ANDERE_UITGAVE", expecting({ ...code, releaseSha256: one })],
  ["a code and its SHA-256", "ECHT", expecting({ ...code, releaseSha256: disc.sha256 })],
  ["product, election, role and number", "ECHT", expecting(numbered)],
  ["a lower number", "ECHT", expecting({ ...numbered, minSequence: 1 })],
  ["a higher number", "ANDERE_UITGAVE", expecting({ ...numbered, minSequence: 13 })],
  ["another product", "ANDERE_UITGAVE", expecting({ ...numbered, product: "OSW" })],
  ["another election", "ANDERE_UITGAVE", expecting({ ...numbered, election: "TK2028" })],
  ["another role", "ANDERE_UITGAVE", expecting({ ...numbered, role: "CSB" })],
  [
    "another of all four, and another code",
    "ANDERE_UITGAVE",
    expecting({ product: "A", election: "B", role: "CD", minSequence: 99, code: ofSet.code }),
  ],
  ["the only disc", "ECHT", expecting({ ...numbered, disc: 1 })],
  ["another disc", "ANDERE_UITGAVE", expecting({ ...code, disc: 2 })],
  ["another purpose", "ANDERE_UITGAVE", expecting({ ...code, purpose: "trial" })],
  ["a purpose by the code", "ECHT", expecting({ ...code, purpose: "by-code" })],
  ["a purpose by the SHA-256", "ECHT", expecting({ releaseSha256: disc.sha256, purpose: "by-code" })],
  [
    "a trial, and a purpose by its code",
    "ECHT",
    made(
      { release: { purpose: "trial" } },
      { expectation: { code: makeDisc({ release: { purpose: "trial" } }).code, purpose: "by-code" } },
    ),
  ],
  ["a trial, and nothing said of the purpose", "ANDERE_UITGAVE", made({ release: { purpose: "trial" } })],
  ["of a set, by its code", "ECHT", setGiven({})],
  ["of a set, by its SHA-256", "ECHT", setGiven({ expectation: { releaseSha256: ofSet.sha256 } })],
  ["of a set, by number and disc", "ECHT", setGiven({ expectation: { ...numbered, disc: 2 } })],
  ["of a set, another disc", "ANDERE_UITGAVE", setGiven({ expectation: { ...numbered, disc: 1 } })],
  ["of a set, which disc is not said", "NIET_VERGELEKEN", setGiven({ expectation: numbered })],
];

const revokingAnna = nextRoot(root, without(root, anna), [bert, carl]);
const demonstration = discRoot(0, { purpose: "demonstration" });
const emergency = { release: { urgency: "emergency" } } as const;

const rootCases: readonly Case[] = [
  ["a successor in the seal", "ECHT", sealed(() => ({ trustRoots: [rootNote, second] }))],
  [
    "a successor in the seal that too few signed",
    "NIET_ONDERTEKEND",
    sealed(() => ({ trustRoots: [rootNote, signedBy([anna], second.text)] })),
  ],
  [
    "a root in the seal under which a stranger signed",
    "NIET_ONDERTEKEND",
    sealed(() => ({ trustRoots: [signedBy([anna, bert, eve], rootNote.text)] })),
  ],
  ["another root in the seal", "NIET_ONDERTEKEND", sealed(() => ({ trustRoots: [otherRoot] }))],
  [
    "a successor in the seal and the anchor",
    "ECHT",
    sealed(() => ({ trustRoots: [rootNote, second] }), { roots: [third] }),
  ],
  ["the anchor lies beyond the seal's roots, with one between", "NIET_ONDERTEKEND", given({ roots: [third] })],
  ["and the one between is given beside the seal", "NIET_ONDERTEKEND", given({ roots: [third], notes: [second] })],
  ["a successor beside the seal", "ECHT", given({ notes: [second] })],
  ["two successors beside the seal, the later first", "ECHT", given({ notes: [third, second] })],
  ["a successor beside the seal without its own", "NIET_ONDERTEKEND", given({ notes: [third] })],
  [
    "a successor beside the seal that too few signed",
    "NIET_ONDERTEKEND",
    given({ notes: [signedBy([anna], second.text)] }),
  ],
  ["another root beside the seal", "NIET_ONDERTEKEND", given({ notes: [otherRoot] })],
];

const releaseCases: readonly Case[] = [
  ["another officer signed too", "ECHT", made({ signers: [anna, bert, carl] })],
  ["one signature", "NIET_ONDERTEKEND", made({ signers: [anna] })],
  ["no signature", "NIET_ONDERTEKEND", made({ signers: [] })],
  ["a stranger's signature", "NIET_ONDERTEKEND", made({ signers: [anna, bert, eve] })],
  ["an officer's who is not asked", "NIET_ONDERTEKEND", made({ signers: [anna, bert, dora] })],
  [
    "one of them does not hold",
    "NIET_ONDERTEKEND",
    sealed(({ release }) => ({
      release: {
        ...release,
        signatures: [release.signatures[0]!, { ...release.signatures[1]!, bytes: new Uint8Array(64) }],
      },
    })),
  ],
  [
    "one signature twice",
    "NIET_ONDERTEKEND",
    sealed(({ release }) => ({ release: { ...release, signatures: [release.signatures[0]!, ...release.signatures] } })),
  ],
  [
    "out of order",
    "NIET_ONDERTEKEND",
    sealed(({ release }) => ({ release: { ...release, signatures: release.signatures.toReversed() } })),
  ],
  [
    "a text that is no release",
    "NIET_ONDERTEKEND",
    sealed(({ release }) => ({ release: signedBy([anna, bert], release.text.replace("sequence 12", "sequence 0")) })),
  ],
  ["under a root that nobody knows", "NIET_ONDERTEKEND", made({ release: { trustRoot: one } })],
  [
    "under a later root",
    "ECHT",
    made({
      release: { trustRoot: textDigest(second.text) },
      seal: (seal) => ({ ...seal, trustRoots: [rootNote, second] }),
    }),
  ],
  ["a demonstration under a final root", "NIET_ONDERTEKEND", made({ release: { purpose: "demonstration" } })],
  [
    "a final release under a demonstration root",
    "NIET_ONDERTEKEND",
    made({ root: demonstration, release: { purpose: "final" } }),
  ],
  ["a demonstration", "ANDERE_UITGAVE", made({ root: demonstration })],
  [
    "a demonstration that is expected",
    "ECHT",
    made(
      { root: demonstration },
      { expectation: { ...code, purpose: "demonstration", code: makeDisc({ root: demonstration }).code } },
    ),
  ],
  ["a key revoked since", "NIET_ONDERTEKEND", given({ notes: [revokingAnna] })],
  ["a key revoked since, and enough others", "ECHT", made({ signers: [anna, bert, carl] }, { notes: [revokingAnna] })],
  ["an emergency, signed by who signs those", "ECHT", made(emergency)],
  ["an emergency, signed by others", "NIET_ONDERTEKEND", made({ ...emergency, signers: [anna, bert] })],
  ["what it claims of itself", "ECHT", made({ release: { previous: one } })],
];

const asked = discRoot(1);
const blocking = discRoot(1, { dissentBlocksAt: 2 });
const blocksAtOne = discRoot(0, { dissentBlocksAt: 1 });
const no = { differs: "sector 5" } as const;
const source = { scope: "source" } as const;
const by =
  (keys: readonly (typeof rosa)[], change: Parameters<typeof rebuildNote>[2] = {}) =>
  (options: DiscOptions): Note =>
    rebuildNote(makeDisc(options).release, keys, change);
/** Under `under`, rosa's agreement in the seal, and these notes beside it. */
const beside = (under: typeof asked, ...notes: readonly ReturnType<typeof by>[]) => {
  const options: DiscOptions = { root: under, rebuilds: (release) => [rebuildNote(release, [rosa])] };
  return made(options, { notes: notes.map((note) => note(options)) });
};
const inSeal = (
  under: typeof asked,
  ...notes: readonly (readonly [keys: readonly (typeof rosa)[], change?: Parameters<typeof rebuildNote>[2]])[]
) => made({ root: under, rebuilds: (release) => notes.map(([keys, change]) => rebuildNote(release, keys, change)) });
const [low, high] = [rosa, ruud].toSorted((a, b) => (a.vkey.raw < b.vkey.raw ? -1 : 1)) as [typeof rosa, typeof rosa];
const askingLater = nextRoot(root, { groups: discRoot(2).groups, requires: discRoot(2).requires });
const revokingVera = nextRoot(blocking, without(blocking, vera));
const veraToo: DiscOptions = {
  root: discRoot(2),
  rebuilds: (release) =>
    [vera, rosa].toSorted((a, b) => (a.vkey.raw < b.vkey.raw ? -1 : 1)).map((key) => rebuildNote(release, [key])),
};

const rebuildCases: readonly Case[] = [
  ["one agreement where one is asked", "ECHT", inSeal(asked, [[rosa]])],
  ["none where one is asked", "ONVOLDOENDE_HERBOUW", inSeal(asked)],
  ["one where two are asked", "ONVOLDOENDE_HERBOUW", inSeal(discRoot(2), [[rosa]])],
  ["two where two are asked", "ECHT", inSeal(discRoot(2), [[low]], [[high]])],
  ["two out of order", "NIET_ONDERTEKEND", inSeal(discRoot(2), [[high]], [[low]])],
  ["one agreement twice", "NIET_ONDERTEKEND", inSeal(asked, [[rosa]], [[rosa]])],
  ["one about the source too", "ECHT", inSeal(asked, [[rosa]], [[rosa], source])],
  ["one about the source alone", "ONVOLDOENDE_HERBOUW", inSeal(asked, [[rosa], source])],
  ["one of another image", "ONVOLDOENDE_HERBOUW", inSeal(asked, [[rosa], { imageSha256: one }])],
  ["one of another MANIFEST", "ONVOLDOENDE_HERBOUW", inSeal(asked, [[rosa], { manifestSha256: one }])],
  ["one about another release", "NIET_ONDERTEKEND", inSeal(asked, [[rosa], { release: one }])],
  ["one by two reviewers", "NIET_ONDERTEKEND", inSeal(asked, [[low, high]])],
  ["one by a reviewer who is not asked", "NIET_ONDERTEKEND", inSeal(asked, [[rik]])],
  ["one by an officer", "NIET_ONDERTEKEND", inSeal(asked, [[anna]])],
  ["one by a stranger", "NIET_ONDERTEKEND", inSeal(asked, [[eve]])],
  ["one where none is asked", "NIET_ONDERTEKEND", inSeal(root, [[rosa]])],
  ["a difference where none is asked", "ECHT", inSeal(root, [[rosa], no])],
  ["a difference where none is asked, which blocks", "ONVOLDOENDE_HERBOUW", inSeal(blocksAtOne, [[rosa], no])],
  [
    "a difference by a reviewer who is not asked",
    "ECHT",
    inSeal(
      asked,
      ...([[[rosa]], [[rik], no]] as const).toSorted(([[a]], [[b]]) => (a!.vkey.raw < b!.vkey.raw ? -1 : 1)),
    ),
  ],
  ["two differences, which block", "ONVOLDOENDE_HERBOUW", inSeal(blocking, [[low], no], [[high], no])],
  ["an emergency, of which nothing is asked", "ECHT", made({ ...emergency, root: asked })],
  [
    "an emergency of which a reviewer agrees",
    "NIET_ONDERTEKEND",
    made({ ...emergency, root: asked, rebuilds: (release) => [rebuildNote(release, [rosa])] }),
  ],
  ["nothing asked, and much by a newer root", "ECHT", given({ notes: [askingLater] })],
  [
    "none, and beside it an agreement of another image",
    "ONVOLDOENDE_HERBOUW",
    made({ root: asked }, { notes: [by([ruud], { imageSha256: one })({ root: asked })] }),
  ],
  [
    "beside it: an agreement about another release, twice",
    "ECHT",
    beside(asked, by([ruud], { release: one }), by([ruud], { release: one })),
  ],
  [
    "two agreements, one revoked since",
    "ONVOLDOENDE_HERBOUW",
    made(veraToo, { notes: [nextRoot(veraToo.root!, without(veraToo.root!, vera))] }),
  ],
  ["beside it: nothing", "ECHT", beside(asked)],
  ["beside it: another agreement", "ECHT", beside(discRoot(2), by([ruud]))],
  ["beside it: the same again", "ECHT", beside(asked, by([rosa]))],
  ["beside it: an agreement about another release", "ECHT", beside(asked, by([ruud], { release: one }))],
  ["beside it: an agreement by two", "ECHT", beside(asked, by([ruud, vera]))],
  ["beside it: an agreement by a stranger", "ECHT", beside(asked, by([eve]))],
  ["beside it: an agreement with a bad line", "ECHT", beside(asked, (options) => spoilt(by([ruud])(options), vera))],
  ["beside it: an agreement about the source", "ECHT", beside(asked, by([ruud], source))],
  ["beside it: an agreement that measured another image", "ECHT", beside(asked, by([ruud], { imageSha256: one }))],
  [
    "beside it: an agreement that measured another MANIFEST",
    "ECHT",
    beside(asked, by([ruud], { manifestSha256: one })),
  ],
  [
    "beside it: an agreement of another image, twice",
    "ECHT",
    beside(asked, by([ruud], { imageSha256: one }), by([vera], { imageSha256: one, manifestSha256: one })),
  ],
  ["beside it: a difference by another, that is reported", "ECHT", beside(asked, by([ruud], no))],
  ["beside it: a difference in the source", "ECHT", beside(asked, by([ruud], { ...no, ...source }))],
  ["beside it: a difference by herself", "ONVOLDOENDE_HERBOUW", beside(asked, by([rosa], no))],
  ["beside it: two differences, which block", "ONVOLDOENDE_HERBOUW", beside(blocking, by([ruud], no), by([rik], no))],
  ["beside it: one difference by two, which block", "ONVOLDOENDE_HERBOUW", beside(blocking, by([ruud, rik], no))],
  ["beside it: one difference, which does not", "ECHT", beside(blocking, by([ruud], no))],
  ["beside it: a difference by a stranger", "ONVOLDOENDE_HERBOUW", beside(asked, by([eve], no))],
  ["beside it: a difference by a reviewer and a stranger", "ONVOLDOENDE_HERBOUW", beside(asked, by([ruud, eve], no))],
  [
    "beside it: a difference with a bad line",
    "ONVOLDOENDE_HERBOUW",
    beside(asked, (options) => spoilt(by([ruud], no)(options), vera)),
  ],
  ["beside it: a difference by an officer", "ECHT", beside(asked, by([anna], no))],
  ["beside it: a difference about another release", "ECHT", beside(asked, by([ruud], { ...no, release: one }))],
  [
    "beside it: two differences, one revoked",
    "ECHT",
    made(
      { root: blocking, rebuilds: (release) => [rebuildNote(release, [rosa])] },
      {
        notes: [
          revokingVera,
          ...[ruud, vera].map((key) =>
            by([key], no)({ root: blocking, rebuilds: (release) => [rebuildNote(release, [rosa])] }),
          ),
        ],
      },
    ),
  ],
];

const image = release.imageSha256;
const listed = (images: readonly string[], signers = [carl]) => sealed(() => ({ recall: recallNote(images, signers) }));
const recallGiven = (...notes: readonly Note[]) => given({ notes });
const inSealAnd = (images: readonly string[], ...notes: readonly Note[]) =>
  sealed(() => ({ recall: recallNote(images) }), { notes });
const needing = (recallAtLeast: number, images: readonly string[]) =>
  made({ release: { recallAtLeast }, ...(images.length === 0 ? {} : { recall: () => recallNote(images) }) });
/** The seal holds a second root, under which dora alone signs recalls. */
const laterCallers = (signers: Parameters<typeof recallNote>[1]) =>
  sealed(() => ({
    trustRoots: [rootNote, nextRoot(root, { requires: { ...root.requires, recall: "urgent" } })],
    recall: recallNote([one], signers),
  }));
const codes = (...recallCodes: readonly string[]) => given({ recallCodes });

const recallCases: readonly Case[] = [
  ["a list in the seal that does not name it", "ECHT", listed([one])],
  ["a list in the seal by another who may", "ECHT", listed([one], [dora])],
  ["a list in the seal that names it", "INGETROKKEN", listed([one, image])],
  ["a list in the seal that names it twice over", "INGETROKKEN", listed([image, one])],
  ["a list in the seal by an officer who may not", "NIET_ONDERTEKEND", listed([one], [anna])],
  ["a list in the seal, signed by nobody", "NIET_ONDERTEKEND", listed([one], [])],
  ["a list in the seal, with a stranger's line", "NIET_ONDERTEKEND", listed([one], [carl, eve])],
  [
    "a list in the seal that is none",
    "NIET_ONDERTEKEND",
    sealed(() => ({ recall: signedBy([carl], "zegel/recall v1\nnumber 2\ndate 2027-02-01\n") })),
  ],
  ["a list where none is needed", "ECHT", needing(0, [one])],
  ["two entries where two are needed", "ECHT", needing(2, [one, others[1]])],
  ["one entry where two are needed", "NIET_ONDERTEKEND", needing(2, [one])],
  ["no list where one entry is needed", "NIET_ONDERTEKEND", needing(1, [])],
  ["beside the seal: a list that names it", "INGETROKKEN", recallGiven(recallNote([image]))],
  ["beside the seal: a list that does not", "ECHT", recallGiven(recallNote([one]))],
  ["beside the seal: with a stranger's line", "INGETROKKEN", recallGiven(recallNote([image], [carl, eve]))],
  ["beside the seal: with a line that does not hold", "INGETROKKEN", recallGiven(spoilt(recallNote([image]), dora))],
  ["beside the seal: by too few, and it names it", "INTREKKING_GEMELD", recallGiven(recallNote([one, image], [anna]))],
  [
    "beside the seal: by too few, and it names another",
    "INTREKKING_GEMELD",
    recallGiven(recallNote([one, others[1]], [anna])),
  ],
  [
    "beside the seal: by nobody whose line holds",
    "INTREKKING_GEMELD",
    recallGiven(spoilt(recallNote([one], []), carl)),
  ],
  ["beside the seal: the same list", "ECHT", inSealAnd([one], recallNote([one]))],
  ["beside the seal: an older list", "ECHT", inSealAnd([one, others[1]], recallNote([one]))],
  ["beside the seal: a newer list", "ECHT", inSealAnd([one], recallNote([one, others[1]]))],
  ["beside the seal: a newer list that names it", "INGETROKKEN", inSealAnd([one], recallNote([one, image]))],
  [
    "beside the seal: an older list that names it, and it was left out since",
    "INGETROKKEN",
    inSealAnd([one, others[1]], recallNote([image])),
  ],
  ["beside the seal: lists that differ in an image", "ECHT", inSealAnd([one], recallNote([others[1]]))],
  [
    "beside the seal: lists that differ in a date",
    "ECHT",
    inSealAnd(
      [one],
      recallNote([one], [carl], { recalled: [{ imageSha256: one, date: "2027-02-08", reason: "reden 1" }] }),
    ),
  ],
  [
    "beside the seal: lists that differ in a reason",
    "ECHT",
    inSealAnd(
      [one],
      recallNote([one], [carl], { recalled: [{ imageSha256: one, date: "2027-02-01", reason: "een andere" }] }),
    ),
  ],
  [
    "beside the seal: lists that differ in one of two entries",
    "ECHT",
    inSealAnd([one, others[1]], recallNote([one, others[2]])),
  ],
  ["in the seal, by whom its newest root asks", "ECHT", laterCallers([dora])],
  ["in the seal, by whom only an older root asks", "NIET_ONDERTEKEND", laterCallers([carl])],
  ["beside the seal: two lists", "INGETROKKEN", recallGiven(recallNote([one]), recallNote([one, image]))],
  [
    "beside the seal: by an officer revoked since",
    "INTREKKING_GEMELD",
    given({ notes: [recallNote([image]), nextRoot(root, without(root, carl))] }),
  ],
  ["a code that names it", "INTREKKING_GEMELD", codes(encodeRecallCode(3, image))],
  ["a code that names another", "ECHT", codes(encodeRecallCode(3, one))],
  ["a code given twice", "INTREKKING_GEMELD", codes(encodeRecallCode(3, image), encodeRecallCode(3, image))],
  ["two codes", "INTREKKING_GEMELD", codes(encodeRecallCode(3, image), encodeRecallCode(4, one))],
  [
    "a code and a list that names it",
    "INGETROKKEN",
    given({ notes: [recallNote([image])], recallCodes: [encodeRecallCode(1, image)] }),
  ],
];

const withLog = discRoot(0, {
  keys: [
    ...root.keys,
    rootKey(logKey, "log", "Logboek", "Kiesraad"),
    ...witnesses.map((key, i) => rootKey(key, "witness", `Getuige-${i}`, `Krant-${i}`)),
  ],
  groups: [...root.groups, { name: "witnesses", threshold: 1, members: witnesses.map(({ vkey }) => vkey.name) }],
  logOrigin: "log.example/zegel",
});
const logCases: readonly Case[] = [
  ["a log proof in the seal", "NIET_ONDERTEKEND", sealed(() => ({ logProof }))],
  ["a root with a log that asks for no proof", "ECHT", made({ root: withLog })],
  [
    "a root that asks for a proof",
    "ONVOLDOENDE_HERBOUW",
    made({ root: { ...withLog, requires: { ...root.requires, checkpoint: "witnesses" } } }),
  ],
];

holdCases(
  "notes",
  ["a good folder", "ECHT", given({})],
  [...anchorCases, ...expectationCases, ...rootCases, ...releaseCases, ...rebuildCases, ...recallCases, ...logCases],
);

describe("what makes no sense is a wrong command line, and no verdict", () => {
  const refused = (outside: Outside, message: RegExp | string) =>
    expect(given(outside)()).rejects.toMatchObject({ code: "GEBRUIK", message: expect.stringMatching(message) });

  test.each<[string, NonNullable<Outside["expectation"]>, RegExp]>([
    ["a mistyped code", { code: "12345" }, /^zegelcode: expected 7 groups of 5, found group 1, /],
    ["a product alone", { product: "OSV" }, /go together: give all four or none$/],
    ["an election alone", { election: "TK2027" }, /go together/],
    ["a role alone", { role: "GSB" }, /go together/],
    ["a number alone", { minSequence: 1 }, /go together/],
    ["all but a product", { ...numbered, product: undefined }, /go together/],
    ["all but an election", { ...numbered, election: undefined }, /go together/],
    ["all but a role", { ...numbered, role: undefined }, /go together/],
    ["all but a number", { ...numbered, minSequence: undefined }, /go together/],
    ["a product that none can have", { ...numbered, product: "-" }, /^--product: /],
    ["an election that none can have", { ...numbered, election: "-" }, /^--election: /],
    ["a role that none can have", { ...numbered, role: "gsb" }, /^--role: /],
    ["a number of zero", { ...numbered, minSequence: 0 }, /^--min-sequence: /],
    ["a disc of zero", { ...code, disc: 0 }, /^--disc: /],
    ["a disc beyond the largest set", { ...code, disc: 17 }, /^--disc: expected a whole number from 1 to 16/],
    ["a purpose by the code without one", { ...numbered, purpose: "by-code" }, /^--purpose by-code: nothing selects/],
  ])("%s", (_, expectation, message) => refused({ expectation }, message));

  test("the last disc that a set can have", async () => {
    expect((await verifyTree(disc, { expectation: { ...code, disc: 16 } })).verdict).toBe("ANDERE_UITGAVE");
  });

  test.each<[string, Note | Uint8Array, RegExp]>([
    ["a note of another type", signedBy([anna], "zegel/x v1\n"), /^note 2 given: /],
    [
      "a release",
      disc.seal.release,
      /^note 2 given: expected a trust root, a rebuild note, a recall list or a log proof, found another type$/,
    ],
    ["no note", encodeUtf8("x"), /^note 2 given: /],
    [
      "a rebuild note that cannot be read",
      signedBy([rosa], "zegel/rebuild v1\nrelease x\n"),
      /^rebuild note line 2 \(release\): /,
    ],
    [
      "a recall note that cannot be read",
      signedBy([carl], "zegel/recall v1\nnumber 0\n"),
      /^recall note line 2 \(number\): /,
    ],
  ])("%s beside the seal", (_, note, message) => refused({ notes: [second, note] }, message));

  test("a mistyped recall code", () => refused({ recallCodes: ["12345"] }, /^intrekkingscode: expected 4 groups/));

  test("a note given twice, byte for byte, is given once", async () => {
    const report = await verifyTree(disc, { notes: [recallNote([image]), recallNote([image])] });
    expect(report.verdict).toBe("INGETROKKEN");
    expect(
      report.steps.flatMap(({ findings }) => findings).filter(({ code }) => code.startsWith("RECALL")),
    ).toHaveLength(2);
  });
});

describe("what a report holds of a release", () => {
  test("the release itself, once enough officers signed it", async () => {
    expect((await verifyTree(disc)).release).toEqual(release);
    expect((await verifyTree(makeDisc({ signers: [anna] }))).release).toBeUndefined();
  });

  test("the line that a reviewer signed is judged, not the name in it", async () => {
    const options: DiscOptions = { root: asked };
    const note = rebuildNote(makeDisc(options).release, [eve]);
    const claimed = { ...note, signatures: [{ ...note.signatures[0]!, name: "rosa", keyId: reviewer(rosa).vkey.id }] };
    expect((await verifyTree(makeDisc({ ...options, rebuilds: () => [claimed] }))).verdict).toBe("NIET_ONDERTEKEND");
    const own = { text: note.text, signatures: [signText(rosa, note.text)] };
    expect((await verifyTree(makeDisc({ ...options, rebuilds: () => [own] }))).verdict).toBe("ECHT");
    expect(encodeRelease(makeDisc(options).release)).toContain("sequence 12");
  });
});
