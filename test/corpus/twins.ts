// What honest makers do that comes closest to the attacks. Each must be ECHT: a verifier that refuses all is no use.

import { linkSync, unlinkSync } from "node:fs";
import { encodeNote, textDigest } from "../../src/format/index.ts";
import { otherDigest, recallNote, signText, testRoot } from "../verify/fixture.ts";
import type { Trial, Twin } from "./attack.ts";
import { folderWith } from "./folders.ts";
import { logTwins } from "./logs.ts";
import { kitDisc } from "./manifests.ts";
import { two } from "./rebuilds.ts";
import { firstNote, longChain, rotated } from "./roots.ts";
import { withNotes } from "./seals.ts";
import { builtWith, contentWith, discOf, dressed, goodDisc, releasedWith } from "./workshop.ts";

const twin = (name: string, does: string, make: () => Trial): Twin => ({ name, does, make });

export const twins: readonly Twin[] = [
  twin("good-disc", "the sealed disc as it left the maker", () => ({ disc: goodDisc(), target: goodDisc().image })),
  twin("released-again", "the same image, unchanged, through the very steps that release the spoilt ones", () =>
    releasedWith(() => undefined),
  ),
  twin("recipe-image", "the same files by xorriso with the recipe's options, released the same way", () =>
    builtWith(contentWith()),
  ),
  twin("small-disc", "one file, two folders", () => discOf({ payload: { "a.txt": "a" }, folders: [] })),
  twin("deep-tree", "thirteen folders deep, names of 75 characters", () =>
    discOf({ payload: { [`${"diep/".repeat(13)}x.txt`]: "x", [`${"n".repeat(71)}.txt`]: "lang" }, folders: [] }),
  ),
  twin("folder-copy", "the files of the disc in a folder", () => folderWith(() => undefined)),
  twin("folder-hard-links", "the same, two equal files as one with two names", () =>
    folderWith((at) => {
      unlinkSync(at("map/aap2.txt"));
      linkSync(at("map/aap1.txt"), at("map/aap2.txt"));
    }),
  ),
  twin("three-signatures", "all three officers sign", () =>
    withNotes((seal) => ({ ...seal, release: signText(seal.release.text, ["anna", "bert", "carl"]) })),
  ),
  twin("next-root", "a second root that both quorums signed, known to the official by the first", () => {
    const root = testRoot({ version: 2, previous: textDigest(firstNote.text), contact: "Kiesraad, nieuw nummer" });
    const disc = rotated(root, ["bert", "carl"], ["anna", "bert"]);
    return { disc, target: disc.image, outside: { roots: [encodeNote(firstNote)] } };
  }),
  twin("root-past-its-validity", "a root whose last day is past: both dates are told, the clock decides nothing", () =>
    discOf({ root: testRoot({ validFrom: "2020-01-01", validUntil: "2020-12-31" }) }),
  ),
  twin("64-roots", "a chain of 64 roots, known to the official by the first", () => {
    const disc = longChain();
    return { disc, target: disc.image, outside: { roots: [encodeNote(firstNote)] } };
  }),
  twin("emergency", "an emergency release, signed by the emergency group", () => {
    const groups = testRoot().groups.concat({ name: "piket", threshold: 1, members: ["carl"] });
    const requires = { ...testRoot().requires, "emergency-release": "piket" };
    return discOf({ root: testRoot({ groups, requires }), release: { urgency: "emergency" }, signers: ["carl"] });
  }),
  twin("two-rebuilds", "two reviewers of two organisations agree", () =>
    discOf({ root: testRoot({}, 2), rebuilds: two }),
  ),
  twin("other-disc-recalled", "a recall list that names another disc", () =>
    discOf({ recall: () => recallNote([otherDigest]), release: { recallAtLeast: 1 } }),
  ),
  twin("kit", "tools in /ZEGEL, as the release names them", () => kitDisc()),
  twin("expected-by-election", "product, election, role and lowest sequence in place of the code", () =>
    discOf({}, { expectation: { product: "OSV", election: "TK2027", role: "GSB", minSequence: 12 } }),
  ),
  twin("expected-disc-of-a-set", "the same with the number of the disc that is due", () => {
    const manifests = [dressed().release.manifests[0] ?? "", otherDigest];
    const expectation = { product: "OSV", election: "TK2027", role: "GSB", minSequence: 12, disc: 1 };
    return discOf({ release: { manifests } }, { expectation });
  }),
  twin("trial", "a trial where a trial is expected", () => {
    const disc = dressed({ release: { purpose: "trial" } });
    return { disc, target: disc.image, outside: { expectation: { code: disc.code, purpose: "trial" } } };
  }),
  twin("disc-1-of-2", "the first disc of a set of two", () => {
    const [manifest = ""] = dressed().release.manifests;
    return discOf({ release: { manifests: [manifest, otherDigest] } });
  }),
  twin(
    "notice-of-another-disc",
    "a recall beside the disc, signed by enough officers, that names another disc",
    () => ({
      disc: goodDisc(),
      target: goodDisc().image,
      outside: { notes: [encodeNote(recallNote([otherDigest]))] },
    }),
  ),
  ...logTwins,
];
