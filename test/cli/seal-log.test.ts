// From a log's folder to a disc that asks for it: appended, signed, seen by witnesses, proven, sealed, verified; with commands alone
// from the proof on.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeNote, encodeUtf8, parseSeal, sealSize } from "../../src/format/index.ts";
import { appendNotes, cosignLog, makeLog, readLog, storeCheckpoint, treeFile } from "../../src/log/index.ts";
import { TrustChain } from "../../src/trust/index.ts";
import { nodePlatform } from "../../src/verify/index.ts";
import { temporaryFolder } from "../tools.ts";
import { cosignLine, logDisc, logLine, origin } from "../trust/log-fixture.ts";
import { zegelIn } from "./flow.ts";

const disc = logDisc(undefined, { release: { purpose: "final" } });
const known = await TrustChain.anchor([disc.rootNote], nodePlatform.check);

/** A folder with an unsealed image, its signed notes, and a log in which they stand; `seen`: who has cosigned it. */
async function office(...seen: readonly string[]): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "unsealed.iso"), disc.unsealed);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  writeFileSync(join(folder, "release.note"), encodeNote(disc.seal.release));
  const path = join(folder, "log");
  await makeLog(path, origin);
  await appendNotes(path, [...disc.seal.trustRoots, disc.seal.release]);
  const text = readFileSync(join(path, treeFile), "utf8");
  await storeCheckpoint(readLog(path), { text, signatures: [logLine(text)] });
  const lines = seen.map((name) => cosignLine(text, name));
  if (lines.length > 0) await cosignLog(readLog(path), lines, known, nodePlatform.check);
  const proven = await zegelIn(folder, ["log", "proof", "log", "release.note", "-o", "release.tlog-proof"]);
  expect(proven, proven.stderr).toMatchObject({ status: 0 });
  return folder;
}

const notes = ["--image", "unsealed.iso", "--release", "release.note", "--root", "root.note"];
const seal = (folder: string, ...more: readonly string[]) =>
  zegelIn(folder, ["seal", ...notes, ...more, "-o", "master.iso", "--lang", "en"]);
const withProof = ["--log-proof", "release.tlog-proof"];
const verify = (folder: string, ...more: readonly string[]) =>
  zegelIn(folder, ["verify", "master.iso", "--root", "root.note", "--code", disc.code, "--lang", "en", ...more]);

describe("a final master that its root wants in the public log", () => {
  test("is sealed with what `log proof` wrote, byte for byte, and is genuine", async () => {
    const folder = await office("wim", "wies");
    expect(await seal(folder, ...withProof)).toMatchObject({ status: 0, stderr: "" });
    const image = readFileSync(join(folder, "master.iso"));
    const bytes = image.subarray(disc.release.sealOffset, disc.release.sealOffset + sealSize);
    expect(parseSeal(bytes).logProof?.checkpoint.signatures).toHaveLength(3);
    expect(bytes.includes(readFileSync(join(folder, "release.tlog-proof")))).toBe(true);
    expect((await verify(folder)).status).toBe(0);
    const inspected = await zegelIn(folder, ["inspect", "master.iso", "--lang", "en"]);
    expect(inspected.stdout).toContain(`proof of the log ${origin}: entry 1 of 2, counted from 0`);
  });

  test("is not sealed without it, or with one witness of two; --incomplete seals it, and the proof by mail makes it good", async () => {
    const folder = await office("wim");
    expect((await seal(folder)).stderr).toContain("found none: give it with --log-proof");
    expect((await seal(folder, ...withProof)).stderr).toContain("1 witnesses of the log (1 organisations), 2 needed");
    expect(existsSync(join(folder, "master.iso"))).toBe(false);
    const early = await seal(folder, ...withProof, "--incomplete");
    expect([early.status, early.stdout]).toEqual([3, expect.stringContaining("send the proof after")]);
    expect((await verify(folder)).status).toBe(25);
    expect((await verify(folder, "--note", "release.tlog-proof")).status).toBe(25);
    const later = await office("wim", "wies");
    expect((await verify(folder, "--note", join(later, "release.tlog-proof"))).status).toBe(0);
  });

  test("is not sealed with another note's proof, with a file that is none, or one that a program saved anew", async () => {
    const folder = await office("wim", "wies");
    const refused = async (file: string) => {
      const { status, stderr } = await seal(folder, "--log-proof", file, "--incomplete");
      expect([status, existsSync(join(folder, "master.iso"))]).toEqual([1, false]);
      return stderr;
    };
    await zegelIn(folder, ["log", "proof", "log", "root.note", "-o", "root.tlog-proof"]);
    expect(await refused("root.tlog-proof")).toContain(
      "expected the proof of this release, found that of another text",
    );
    expect(await refused("release.note")).toContain("release.note: expected c2sp.org/tlog-proof@v1");
    expect(await refused("no-such-file")).toContain("no-such-file");
    const text = readFileSync(join(folder, "release.tlog-proof"), "utf8");
    writeFileSync(join(folder, "windows.tlog-proof"), text.replaceAll("\n", "\r\n"));
    expect(await refused("windows.tlog-proof")).toContain("its line ends changed by a program");
    expect((await seal(folder, ...withProof)).status).toBe(0);
    expect((await verify(folder, "--note", "windows.tlog-proof")).status).toBe(2);
    writeFileSync(join(folder, "half.tlog-proof"), encodeUtf8(text.slice(0, 60)));
    expect((await verify(folder, "--note", "half.tlog-proof")).status).toBe(2);
    expect((await verify(folder, "--note", "root.tlog-proof")).status).toBe(0); // told, and changes nothing
  });
});
