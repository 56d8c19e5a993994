// Every byte of the smallest sealed disc, changed one at a time. Run in two halves, since it takes a while.

import { expect, test } from "vitest";
import {
  encodeRelease,
  encodeSeal,
  encodeZegelcode,
  manifestPath,
  type Seal,
  sealSize,
  textDigest,
} from "../../src/format/index.ts";
import { type Disc, makeDisc, sha256Of, signText, testKey, testRoot, withSeal } from "./fixture.ts";
import { quickPlatform, verifyImageBytes } from "./harness.ts";

/** `half`: the bytes whose position is 0 or 1 modulo 2. */
export function testEveryByte(half: 0 | 1): void {
  const one = [{ name: "officers", threshold: 1, members: ["anna"] }];
  const disc = makeDisc({
    payload: { a: "a" },
    folders: [],
    root: testRoot({ keys: [testKey("anna")], groups: one }),
    signers: ["anna"],
    seal: byAnna,
  });
  const platform = quickPlatform();
  const { sealOffset } = disc.release;

  test(`no changed byte of ${disc.image.length} is ECHT, half ${half}`, async () => {
    expect((await verifyImageBytes(disc.image, disc, {}, platform)).verdict).toBe("ECHT");
    const image = Buffer.from(disc.image);
    for (let at = half; at < image.length; at += 2) {
      const mask = 1 << ((at >> 1) % 8);
      image[at] = (image[at] ?? 0) ^ mask;
      const { verdict } = await verifyImageBytes(image, disc, {}, platform);
      image[at] = (image[at] ?? 0) ^ mask;
      const isSeal = at >= sealOffset && at < sealOffset + sealSize;
      if (verdict !== (isSeal ? "NIET_ONDERTEKEND" : "GEWIJZIGD"))
        expect([at, mask, verdict]).toEqual("refused rightly");
    }
  }, 7_200_000);
}

/** The roots signed by anna alone. */
export function byAnna(seal: Seal): Seal {
  const trustRoots = seal.trustRoots.map((note) => ({
    ...note,
    signatures: note.signatures.filter((signature) => signature.name === "anna"),
  }));
  return { ...seal, trustRoots };
}

/** Releases an image of the disc as it is: with its own digest, and that of the manifest that lies in it. */
export function releaseOf(disc: Disc): (unsealed: Buffer) => Disc {
  const manifest = disc.files[manifestPath] ?? new Uint8Array(0);
  const at = disc.unsealed.indexOf(manifest);
  return (unsealed) => {
    const manifests = [sha256Of(unsealed.subarray(at, at + manifest.length))];
    const release = { ...disc.release, manifests, imageSha256: sha256Of(unsealed) };
    const note = signText(encodeRelease(release), ["anna"]);
    const seal = { ...disc.seal, release: note };
    const image = withSeal(unsealed, release.sealOffset, encodeSeal(seal));
    return { ...disc, image, unsealed, release, seal, code: encodeZegelcode(textDigest(note.text)) };
  };
}
