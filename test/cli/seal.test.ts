// zegel seal, from keys to a sealed image, with nothing but commands.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { addSeal } from "../../src/cli/disc/seal.ts";
import { encodeHashGroups, encodeZegelcode, parseRelease, textDigest } from "../../src/format/index.ts";
import { tinyImage } from "../build-iso/tiny-image.ts";
import { anna, bert, dora, rebuildNote, releaseNote, rootNote, signedBy } from "../sign/fixtures.ts";
import { has, type Outcome, run } from "../tools.ts";
import { keyFolder, putNote, refusalIn, zegelCommand, zegelIn } from "./flow.ts";

const notes = ["--release", "signed.note", "--root", "root.note"];
const args = ["seal", "--image", "unsealed.iso", ...notes, "--rebuild", "rebuild.note"];

describe.skipIf(!has("xorrisofs"))("zegel seal", () => {
  async function signedFolder(): Promise<{
    folder: string;
    digest: string;
    zegel: (...args: string[]) => Promise<Outcome>;
  }> {
    const folder = await keyFolder();
    const { imageSha256, imageSize, sealOffset, manifestSha256 } = await tinyImage(folder);
    const release = releaseNote({ imageSha256, imageSize, sealOffset, manifests: [manifestSha256] });
    putNote(folder, "rebuild.note", await signedBy(rebuildNote(release, parseRelease(release.text)), dora));
    putNote(folder, "root-1.note", rootNote());
    putNote(folder, "release.note", release);
    const zegel = (...args: string[]) => zegelIn(folder, args);
    for (const name of ["anna", "bert"]) {
      const signed = await zegel(
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
    expect((await zegel("merge", "root-1.anna.note", "root-1.bert.note", "-o", "root.note")).status).toBe(0);
    const merged = await zegel(
      "merge",
      "release.anna.note",
      "release.bert.note",
      "--root",
      "root.note",
      "-o",
      "signed.note",
    );
    expect(merged.status, merged.stderr).toBe(0);
    return { folder, digest: textDigest(release.text), zegel };
  }

  it("seals, says the code and the master digest, and the line it prints checks the file", async () => {
    const { folder, digest, zegel } = await signedFolder();
    const sealed = await zegel(...args, "-o", "master.iso");
    expect([sealed.status, sealed.stderr]).toEqual([0, ""]);
    expect(sealed.stdout).toContain(encodeZegelcode(digest));
    const command = /^check it:\s+(.*)$/m.exec(sealed.stdout)?.[1] ?? "false";
    expect(run("sh", ["-c", command], { cwd: folder }).stdout).toBe("master.iso: OK\n");
    const master = /[0-9a-f]{64}/.exec(command)?.[0] ?? "";
    expect(sealed.stdout).toContain(encodeHashGroups(master));
    expect((await zegel(...args, "-o", "master.iso")).stderr).toContain("master.iso: exists already");
    const again = await zegel(
      "seal",
      "--image",
      "master.iso",
      ...args.slice(3),
      "--incomplete",
      "--json",
      "-o",
      "again.iso",
    );
    expect([again.status, again.stderr]).toEqual([0, ""]); // nothing is missing: --incomplete changes nothing
    expect(JSON.parse(again.stdout)).toMatchObject({
      masterSha256: master,
      releaseSha256: digest,
      signers: expect.any(Array),
      isComplete: true,
    });
    expect(readFileSync(join(folder, "again.iso")).equals(readFileSync(join(folder, "master.iso")))).toBe(true);
  });

  it("refuses too few signatures, an unsigned root, no log proof for one, and no root at all", async () => {
    const { folder, zegel } = await signedFolder();
    const seal = (release: string, ...more: string[]) => [
      "seal",
      "--image",
      "unsealed.iso",
      "--release",
      release,
      ...more,
      "-o",
      "x.iso",
    ];
    const refused = (...args: Parameters<typeof seal>) => refusalIn(folder, addSeal, seal(...args));
    expect(await refused("release.anna.note", "--root", "root.note")).toContain("not signed by bert, cees");
    expect(await refused("signed.note", "--root", "root-1.note")).toContain("root-1.note: expected 2 valid signatures");
    expect(await refused("signed.note", "--root", "root.note", "--log-proof", "root.note")).toContain("tlog-proof@v1");
    expect(await refused("signed.note", "--root", "release.note")).toContain("zegel/trust-root v1");
    expect(await refused("signed.note")).toContain("found none: give --root");
    expect(readdirSync(folder).filter((name) => name.startsWith("x.iso"))).toEqual([]);
    expect((await zegel(...seal("signed.note", "--root", "root.note", "--rebuild", "rebuild.note"))).status).toBe(0);
  });

  it("refuses a final master that waits for rebuilds, with the verdict and who is missing; a trial is warned of", async () => {
    const { folder } = await signedFolder();
    const early = ["seal", "--image", "unsealed.iso", ...notes, "-o", "early.iso"];
    const refused = await refusalIn(folder, addSeal, early);
    expect(refused).toContain(
      "0 of 1 independent rebuilds needed (no statement by dora (Universiteit), emma (Vereniging)): until more are sealed in, verify says ONVOLDOENDE_HERBOUW",
    );
    expect(refused).toContain("nothing was written");
    expect(readdirSync(folder).filter((name) => name.startsWith("early"))).toEqual([]);

    const { imageSha256, imageSize, sealOffset, manifestSha256 } = await tinyImage(folder, undefined, "trial.iso");
    const trial = releaseNote({ imageSha256, imageSize, sealOffset, manifests: [manifestSha256], purpose: "trial" });
    putNote(folder, "trial.note", await signedBy(trial, anna, bert));
    const given = ["--image", "trial.iso", "--release", "trial.note", "--root", "root.note"];
    const sealed = await zegelIn(folder, ["seal", ...given, "-o", "trial-master.iso"]);
    expect([sealed.status, sealed.stderr.includes("zegel: warning: 0 of 1")]).toEqual([0, true]);
    const asked = await zegelIn(folder, ["seal", ...given, "--incomplete", "-o", "again.iso"]);
    expect([asked.status, asked.stdout.includes("NOT complete")]).toEqual([3, true]);
  });

  it("refuses a final master of which verify says no for what lies in the image; the right release is sealed", async () => {
    const { folder, zegel } = await signedFolder();
    const { imageSha256, imageSize, sealOffset, manifestSha256 } = await tinyImage(folder, undefined, "other.iso");
    const measured = { imageSha256, imageSize, sealOffset };
    const wrong = releaseNote({ ...measured, manifests: ["f".repeat(64)] }); // signed, and not what lies there
    const right = releaseNote({ ...measured, manifests: [manifestSha256] });
    for (const [name, note] of Object.entries({ wrong, right })) {
      putNote(folder, `${name}.note`, await signedBy(note, anna, bert));
      putNote(folder, `${name}-rebuild.note`, await signedBy(rebuildNote(note, parseRelease(note.text)), dora));
    }
    const seal = (name: string, ...more: string[]) =>
      zegel(
        ...["seal", "--image", "other.iso", "--release", `${name}.note`, "--root", "root.note"],
        ...["--rebuild", `${name}-rebuild.note`, ...more, "-o", `${name}.iso`],
      );
    for (const more of [[], ["--incomplete"]]) {
      const refused = await seal("wrong", ...more);
      expect([refused.status, existsSync(join(folder, "wrong.iso"))]).toEqual([1, false]);
      expect(refused.stderr).toMatch(/verify says GEWIJZIGD of the sealed image \(.+\): expected ECHT/);
    }
    expect((await seal("right")).status).toBe(0);
  });

  it("the verifier agrees with what sealing warned of: ONVOLDOENDE_HERBOUW, and ECHT once the rebuild is sealed in", async () => {
    const { digest, zegel } = await signedFolder();
    const verify = (image: string) => zegel("verify", image, "--root", "root.note", "--code", encodeZegelcode(digest));
    const early = await zegel("seal", "--image", "unsealed.iso", ...notes, "--incomplete", "-o", "early.iso");
    expect([early.status, early.stdout.includes("NOT complete: keep it from the disc plant")]).toEqual([3, true]);
    expect(early.stderr).toContain("verify says ONVOLDOENDE_HERBOUW");
    expect((await verify("early.iso")).status).toBe(25);
    const later = await zegel("seal", "--image", "early.iso", ...notes, "--rebuild", "rebuild.note", "-o", "later.iso");
    expect([later.status, later.stderr]).toEqual([0, ""]);
    const judged = await verify("later.iso");
    expect(judged.status, judged.stdout).toBe(0);
  });

  it("killed at any moment: no image with a final name that is not whole, and the next run succeeds", async () => {
    const { folder, zegel } = await signedFolder();
    expect((await zegel(...args, "-o", "whole.iso")).status).toBe(0);
    const whole = readFileSync(join(folder, "whole.iso"));
    for (const timeout of [150, 300]) {
      const out = `killed-${timeout}.iso`;
      const [node, program] = zegelCommand;
      spawnSync(node, [program, ...args, "-o", out], { cwd: folder, timeout, killSignal: "SIGKILL" });
      if (!existsSync(join(folder, out))) expect((await zegel(...args, "-o", out)).status).toBe(0);
      expect(readFileSync(join(folder, out)).equals(whole)).toBe(true);
    }
  });
});
