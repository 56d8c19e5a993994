// zegel seal, from keys to a sealed image, with nothing but commands.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { encodeHashGroups, encodeZegelcode, textDigest } from "../../src/format/index.ts";
import { tinyImage } from "../build-iso/tiny-image.ts";
import { releaseNote, rootNote } from "../sign/fixtures.ts";
import { has, run } from "../tools.ts";
import { keyFolder, putNote, zegelIn } from "./flow.ts";

describe.skipIf(!has("xorrisofs"))("zegel seal", () => {
  async function signedFolder(): Promise<{
    folder: string;
    digest: string;
    zegel: (...args: string[]) => ReturnType<typeof run>;
  }> {
    const folder = await keyFolder();
    const { imageSha256, imageSize, sealOffset } = await tinyImage(folder);
    const release = releaseNote({ imageSha256, imageSize, sealOffset });
    putNote(folder, "root-1.note", rootNote());
    putNote(folder, "release.note", release);
    const zegel = (...args: string[]) => zegelIn(folder, args);
    for (const name of ["anna", "bert"]) {
      const signed = zegel(
        "sign",
        "root-1.note",
        "release.note",
        "--key",
        `${name}.key`,
        "--passphrase-file",
        "pw",
        "--yes",
      );
      expect(signed.status, signed.stderr).toBe(0);
    }
    expect(zegel("merge", "root-1.anna.note", "root-1.bert.note", "-o", "root.note").status).toBe(0);
    const merged = zegel("merge", "release.anna.note", "release.bert.note", "--root", "root.note", "-o", "signed.note");
    expect(merged.status, merged.stderr).toBe(0);
    return { folder, digest: textDigest(release.text), zegel };
  }

  it("seals, says the code and the master digest, and the line it prints checks the file", async () => {
    const { folder, digest, zegel } = await signedFolder();
    const args = ["seal", "--image", "unsealed.iso", "--release", "signed.note", "--root", "root.note"];
    const sealed = zegel(...args, "-o", "master.iso");
    expect(sealed.status, sealed.stderr).toBe(0);
    expect(sealed.stdout).toContain(encodeZegelcode(digest));
    expect(sealed.stderr).toContain("0 of 1 independent rebuilds");
    const command = /^check it:\s+(.*)$/m.exec(sealed.stdout)?.[1] ?? "false";
    expect(run("sh", ["-c", command], { cwd: folder }).stdout).toBe("master.iso: OK\n");
    const master = /[0-9a-f]{64}/.exec(command)?.[0] ?? "";
    expect(sealed.stdout).toContain(encodeHashGroups(master));
    expect(zegel(...args, "-o", "master.iso").stderr).toContain("master.iso: exists already");
    expect(zegel("seal", "--image", "master.iso", ...args.slice(3), "-o", "again.iso").status).toBe(0);
    expect(readFileSync(join(folder, "again.iso")).equals(readFileSync(join(folder, "master.iso")))).toBe(true);
  });

  it("refuses too few signatures, an unsigned root, a log proof, and no root at all", async () => {
    const { folder, zegel } = await signedFolder();
    const seal = (release: string, root: string, ...more: string[]) =>
      zegel("seal", "--image", "unsealed.iso", "--release", release, "--root", root, ...more, "-o", "x.iso");
    expect(seal("release.anna.note", "root.note").stderr).toContain("not signed by bert, cees");
    expect(seal("signed.note", "root-1.note").stderr).toContain("root-1.note: expected 2 valid signatures");
    expect(seal("signed.note", "root.note", "--log-proof", "p").stderr).toContain("--log-proof");
    expect(seal("signed.note", "release.note").stderr).toContain("zegel/trust-root v1");
    expect(zegel("seal", "--image", "unsealed.iso", "--release", "signed.note", "-o", "x.iso").status).toBeGreaterThan(
      0,
    );
    expect(existsSync(join(folder, "x.iso")) || existsSync(join(folder, "x.iso.tmp"))).toBe(false);
    expect(seal("signed.note", "root.note").status).toBe(0);
  });
});
