// The one release of the tests, and what reviewers and officers say of it.

import {
  encodeHex,
  encodeRebuild,
  encodeRecall,
  type Note,
  type Rebuild,
  type Recall,
  type Release,
  type ReleaseChoice,
} from "../../src/format/index.ts";
import { signText } from "./people.ts";

/** What the office decides about it; the volume is that of the images of `buildImage`. */
export const choice: ReleaseChoice = {
  product: "OSV",
  version: "2.24.3",
  election: "TK2027",
  role: "GSB",
  sequence: 12,
  purpose: "final",
  urgency: "normal",
  date: "2027-01-15T12:00:00Z",
  volume: "TEST",
  publisher: "KIESRAAD",
  medium: "cd700",
};

/** Where the image comes from, and under which root it is released. */
export type Made = Pick<Release, "manifests" | "imageSha256" | "imageSize" | "sealOffset" | "trustRoot">;

/** Disc 1 of 1, without a kit and without one before it. */
export function releaseOf(made: Made, change: Partial<Release> = {}): Release {
  return { ...choice, disc: 1, kit: undefined, recipe: "1", recallAtLeast: 0, previous: undefined, ...made, ...change };
}

export function rebuildNote(release: Release, sha256: string, by: string, change: Partial<Rebuild> = {}): Note {
  const text = encodeRebuild({
    release: sha256,
    scope: "image",
    differs: undefined,
    imageSha256: release.imageSha256,
    manifestSha256: release.manifests[release.disc - 1] ?? "",
    environment: "Debian 12, xorriso 1.5.4",
    date: "2027-01-20T10:00:00Z",
    ...change,
  });
  return signText(text, [by]);
}

export function recallNote(images: readonly string[], signers: readonly string[] = ["anna", "bert"]): Note {
  const recall: Recall = {
    date: "2027-02-01",
    recalled: images.map((imageSha256) => ({ imageSha256, date: "2027-02-01", reason: "verkeerde restzetels" })),
  };
  return signText(encodeRecall(recall), signers);
}

/** A file digest that belongs to nothing. */
export const otherDigest = encodeHex(new Uint8Array(32).fill(7));
