// Keys of small order, with torsion, off the curve or not canonical: refused at every door, each beside a sound one.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addKey } from "../../src/cli/keys/key.ts";
import { addRoot } from "../../src/cli/root/root.ts";
import {
  decodeHex,
  encodeBase64,
  encodeTrustRoot,
  encodeVKey,
  keyId,
  parseTrustRoot,
  parseVKey,
} from "../../src/format/index.ts";
import { smallOrder } from "../format/small-order.ts";
import { anna, bert, dora, emma, rootNote, signedBy, testRoot } from "../sign/fixtures.ts";
import { signatureVectors } from "../vectors/forge.ts";
import { keyFolder, putNote, refusalIn } from "./flow.ts";

const unsound: readonly (readonly [string, Uint8Array])[] = [
  ...smallOrder.map((key, i) => [`small order ${i + 1}`, key] as const),
  ...signatureVectors().flatMap(({ name, key }) => (name.startsWith("key_") ? [[name, key] as const] : [])),
];
/** What a STEM.pub with this key would say, its id right. */
const vkeyOf = (key: Uint8Array, name = "zoe") =>
  `${name}+${keyId(name, 1, key)}+${encodeBase64(new Uint8Array([1, ...key]))}`;
const soundRaw = decodeHex(emma.vkey.raw, 32, "key");

describe("an unsound key", () => {
  it("is no verifier key and stands in no trust root", () => {
    const text = encodeTrustRoot(testRoot());
    const doraLine = encodeVKey(dora.vkey);
    for (const [name, key] of unsound) {
      expect(() => parseVKey(vkeyOf(key), "zoe.pub"), name).toThrow("a sound Ed25519 public key");
      expect(() => parseTrustRoot(text.replace(doraLine, vkeyOf(key, "dora"))), name).toThrow(
        "a sound Ed25519 public key",
      );
    }
    expect(parseVKey(vkeyOf(soundRaw), "zoe.pub").raw).toBe(emma.vkey.raw);
    expect(parseTrustRoot(text.replace(doraLine, vkeyOf(decodeHex(dora.vkey.raw, 32, "key"), "dora")))).toEqual(
      testRoot(),
    );
    expect(unsound.length).toBeGreaterThan(18);
  });

  it("is not enrolled, not put in another's place, and not shown as a key", async () => {
    const folder = await keyFolder();
    const root = putNote(folder, "root-1.note", await signedBy(rootNote(), anna, bert));
    const doors = (out: string): [typeof addRoot, string[]][] => [
      [addKey, ["key", "show", "zoe.pub"]],
      [addRoot, ["root", "rotate", root, "--add-key", "rebuilder:Zoe:Krant:zoe.pub", "-o", `${out}-a.note`]],
      [addRoot, ["root", "rotate", root, "--replace-key", "anna=zoe.pub", "-o", `${out}-r.note`]],
      [
        addRoot,
        [
          ...["root", "new", "--key", "officer:Zoe:Kiesraad:zoe.pub", "--group", "officers=1:zoe"],
          ...["root", "release", "emergency-release", "recall"].flatMap((r) => ["--require", `${r}=officers`]),
          ...["rebuild", "emergency-rebuild", "checkpoint"].flatMap((r) => ["--require", `${r}=none`]),
          ...["--valid", "2026-12-01..2029-03-31", "--purpose", "final", "--contact", "x", "-o", `${out}-n.note`],
        ],
      ],
    ];
    const put = (key: Uint8Array) => writeFileSync(join(folder, "zoe.pub"), `${vkeyOf(key)}\n`);
    for (const [name, key] of unsound) {
      put(key);
      for (const [add, args] of doors("bad"))
        expect(await refusalIn(folder, add, args), `${name}: ${args.join(" ")}`).toContain(
          "a sound Ed25519 public key",
        );
    }
    put(Uint8Array.from(Buffer.from("3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29", "hex"))); // of the seed of zeros
    for (const [add, args] of doors("good"))
      expect(await refusalIn(folder, add, args), args.join(" ")).toBe("accepted");
  });
});
