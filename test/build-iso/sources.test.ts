// The same payload as a folder, tar, tgz, zip and payload.tar gives the same image.

import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { run, temporaryFolder } from "../tools.ts";
import { build, hardPayload, imageDigest, sha256File, tree } from "./building.ts";

describe("sources", () => {
  test("folder, tar (GNU, pax, ustar), tgz, zip and payload.tar", async () => {
    const folder = tree(hardPayload);
    const work = temporaryFolder();
    const [disc] = await build(folder);
    const digest = disc!.release.imageSha256;
    const tar = (name: string, ...args: string[]) => {
      const made = run("tar", [...args, "-cf", join(work, name), "-C", folder, "."]);
      expect(made.status, made.stderr).toBe(0);
      return imageDigest(join(work, name));
    };
    expect(await tar("gnu.tar", "--format=gnu")).toBe(digest);
    expect(await tar("pax.tar", "--format=pax")).toBe(digest);
    expect(await tar("p.tar.gz", "-z")).toBe(digest);
    expect(await tar("p.tgz", "-z", "--sort=name")).toBe(digest);
    expect(await imageDigest(join(disc!.folder, "payload.tar"))).toBe(digest);
    const again = await build(join(disc!.folder, "payload.tar"));
    expect(sha256File(join(again[0]!.folder, "payload.tar"))).toBe(sha256File(join(disc!.folder, "payload.tar")));
    const zipped = run("zip", ["-q", "-r", join(work, "p.zip"), "."], { cwd: folder });
    expect(zipped.status, zipped.stderr).toBe(0);
    expect(await imageDigest(join(work, "p.zip"))).toBe(digest);
    expect(run("bsdtar", ["-cf", join(work, "bsd.tar"), "-C", folder, "."]).status).toBe(0);
    expect(await imageDigest(join(work, "bsd.tar"))).toBe(digest);
    expect(run("bsdtar", ["-a", "-cf", join(work, "bsd.zip"), "-C", folder, "."]).status).toBe(0);
    expect(await imageDigest(join(work, "bsd.zip"))).toBe(digest);
  });
});
