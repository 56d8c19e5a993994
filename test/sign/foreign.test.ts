// Keys and signatures of signify, minisign and OpenSSH: enrolled, merged in, and what is not plain Ed25519 refused.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeBase64, FormatError, makeVKey } from "../../src/format/index.ts";
import {
  encodeMinisignKey,
  isForeignSignature,
  noteOfForeign,
  readForeignKey,
  SignError,
} from "../../src/sign/index.ts";
import { rawKeyOf } from "../../src/sign/keys/foreign-key.ts";
import { parseForeignSignature } from "../../src/sign/keys/foreign-signature.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { anna, bert, check, releaseNote, signedBy } from "./fixtures.ts";

const release = releaseNote();
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
    return "accepted";
  } catch (error) {
    if (error instanceof SignError || error instanceof FormatError) return error.code;
    throw error;
  }
};

/** A folder with the text of the release. */
function folderWithText(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "text"), release.text);
  return folder;
}

describe("made by the real programs, merged in", () => {
  it.skipIf(!has("signify-openbsd"))("signify", async () => {
    const cwd = folderWithText();
    expect(run("signify-openbsd", ["-G", "-n", "-p", "k.pub", "-s", "k.sec"], { cwd }).status).toBe(0);
    expect(run("signify-openbsd", ["-S", "-s", "k.sec", "-m", "text", "-x", "text.sig"], { cwd }).status).toBe(0);
    const vkey = await readForeignKey(join(cwd, "k.pub"), "carla");
    const signature = readFileSync(join(cwd, "text.sig"));
    expect(isForeignSignature(signature)).toBe(true);
    const note = await noteOfForeign(signature, release.text, [anna.vkey, vkey], check, "text.sig");
    expect(note.signatures).toMatchObject([{ name: "carla", keyId: vkey.id }]);
    const other = releaseNote({ sequence: 13 }).text;
    expect(await codeOf(() => noteOfForeign(signature, other, [anna.vkey, vkey], check, "s"))).toBe("BAD_SIGNATURE");
    expect(await codeOf(() => noteOfForeign(signature, release.text, [anna.vkey], check, "s"))).toBe("BAD_SIGNATURE");
    expect(await codeOf(() => noteOfForeign(signature, release.text, [], check, "s"))).toBe("FOREIGN");
  });

  it.skipIf(!has("minisign"))("minisign -l; its other form is refused", async () => {
    const cwd = folderWithText();
    expect(run("minisign", ["-G", "-W", "-p", "m.pub", "-s", "m.key"], { cwd }).status).toBe(0);
    for (const [name, option] of [
      ["legacy", ["-l"]],
      ["hashed", []],
    ] as const) {
      const sign = ["-S", ...option, "-s", "m.key", "-m", "text", "-x", `${name}.minisig`];
      expect(run("minisign", sign, { cwd }).status).toBe(0);
    }
    const vkey = await readForeignKey(join(cwd, "m.pub"), "mia");
    const read = (name: string) => readFileSync(join(cwd, name));
    const note = await noteOfForeign(read("legacy.minisig"), release.text, [vkey], check, "m");
    expect(note.signatures[0]?.name).toBe("mia");
    expect(await codeOf(() => noteOfForeign(read("hashed.minisig"), release.text, [vkey], check, "m"))).toBe("FOREIGN");
  });

  it.skipIf(!has("ssh-keygen"))("ssh-keygen's public keys: Ed25519 is enrolled, others are refused", async () => {
    const cwd = temporaryFolder();
    for (const kind of ["ed25519", "ecdsa"])
      expect(run("ssh-keygen", ["-q", "-t", kind, "-N", "", "-f", kind], { cwd }).status).toBe(0);
    const vkey = await readForeignKey(join(cwd, "ed25519.pub"), "carla");
    expect(readFileSync(join(cwd, "ed25519.pub"), "utf8").split(" ")[1]).toBe(
      encodeBase64(
        Buffer.concat([Buffer.from("0000000b7373682d6564323535313900000020", "hex"), Buffer.from(vkey.raw, "hex")]),
      ),
    );
    expect(await codeOf(() => readForeignKey(join(cwd, "ecdsa.pub"), "carla"))).toBe("FOREIGN");
  });

  it.skipIf(!has("openssl"))("openssl's PEM", async () => {
    const cwd = temporaryFolder();
    run("openssl", ["genpkey", "-algorithm", "ed25519", "-out", "k.pem"], { cwd });
    run("openssl", ["pkey", "-in", "k.pem", "-pubout", "-out", "pub.pem"], { cwd });
    run("openssl", ["pkey", "-in", "k.pem", "-pubout", "-outform", "DER", "-out", "pub.der"], { cwd });
    const vkey = await readForeignKey(join(cwd, "pub.pem"), "otto");
    expect(vkey.raw).toBe(readFileSync(join(cwd, "pub.der")).subarray(12).toString("hex"));
  });
});

describe("public keys", () => {
  it("ours in minisign's form come back; a weak key, another kind, a damaged or doubled file do not", async () => {
    const good = Buffer.from(encodeMinisignKey(anna.vkey)).toString();
    expect(makeVKey("anna", rawKeyOf(good, "k"))).toEqual(anna.vkey);
    const signature = `untrusted comment: x\n${encodeBase64(new Uint8Array(74).fill(0x45))}\n`;
    const sk = "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9wZW5zc2guY29t x";
    for (const bad of [
      "",
      "hello\n",
      good + good,
      good.replace("RW", "RX"),
      signature,
      sk,
      "ssh-ed25519 AAAA x",
      "ssh-rsa AAAA",
    ])
      expect(await codeOf(() => rawKeyOf(bad, "k")), bad).not.toBe("accepted");
    const weak = `untrusted comment: x\n${encodeBase64(Buffer.concat([Buffer.from("Edzegelkey"), Buffer.alloc(32)]))}\n`;
    const folder = temporaryFolder();
    writeFileSync(join(folder, "weak.pub"), weak);
    expect(await codeOf(() => readForeignKey(join(folder, "weak.pub"), "weak"))).toBe("KEY");
  });
});

describe("signature files", () => {
  it("of every other shape are refused", async () => {
    const [line] = (await signedBy(release, bert)).signatures;
    const good = `untrusted comment: x\n${encodeBase64(Buffer.concat([Buffer.from("Ed12345678"), line!.bytes]))}\n`;
    expect(parseForeignSignature(Buffer.from(good), "s")).toEqual(line!.bytes);
    for (const bad of [
      good.slice(0, -1),
      `${good}trusted\n`,
      `${good}\n`,
      good.replace("RW", "RU"),
      good.replace("untrusted", "trusted"),
      good + good,
    ])
      expect(await codeOf(() => parseForeignSignature(Buffer.from(bad), "s")), bad).not.toBe("accepted");
  });
});
