// A payload shaped like real tally software goes the whole way: 1,600 files, 13 levels, Latin-1 texts, blanks and brackets.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { has, run, temporaryFolder } from "../tools.ts";
import { startIn } from "./flow.ts";
import { wholeWay } from "./whole-way.ts";

/** Names and shape as in a Java program of 2023 with its sources; the texts are in Latin-1, as some of its files are. */
function tallySoftware(): string {
  const folder = join(temporaryFolder(), "OSV [2.24.3] (GSB)");
  const deep = "src/main/java/nl/ivu/elect/model/gebied/ergebnis/kandidat/zusammenfassung/detail";
  const put = (path: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  for (let i = 0; i < 1500; i++) {
    const levels = deep.split("/").slice(0, 1 + (i % 12));
    put(`${levels.join("/")}/Klasse ${i}.java`, `// uitslag ${i}\n`.repeat(i % 60));
  }
  for (let i = 0; i < 60; i++)
    put(`teksten/berichten_${i}.properties`, Buffer.from(`naam=coördinator één ${i}\r\n`.repeat(40), "latin1"));
  for (let i = 0; i < 30; i++) put(`doc/handleiding [deel ${i}] (concept).pdf`, Buffer.alloc(40_000, i));
  put("bin/starten.bat", "@echo off\r\njava -jar osv.jar\r\n");
  put(".classpath", "<classpath/>\n");
  put("leeg/.gitkeep", "");
  put("lib/één bestand met een lange naam, zoals Súdwest-Fryslân hem geeft.jar", Buffer.alloc(300_000, 7));
  for (let i = 0; i < 8; i++) put(`config/TK2027.${i}.xml`, `<uitslag nummer="${i}"/>\n`);
  return folder;
}

test("built, signed, sealed and verified, as an image and as its mounted tree", { timeout: 240_000 }, async () => {
  const { folder, outside } = await wholeWay(tallySoftware());
  const image = startIn(folder, ["verify", "master.iso", ...outside]);
  expect(image).toMatchObject({ status: 0, stdout: expect.stringContaining("(message: ECHT)") });
  expect(image.stdout).toMatch(/Files: 1602 compared, 1602 equal/);

  const again = startIn(folder, [
    ...["build-iso", "--payload", "build/payload.tar", "--release", "release.json"],
    ...["--root", "root.note", "--out", "again"],
  ]);
  expect(again.status, again.stderr).toBe(0);
  expect(
    readFileSync(join(folder, "again/unsealed.iso")).equals(readFileSync(join(folder, "build/unsealed.iso"))),
  ).toBe(true);

  if (!has("fuseiso") || !existsSync("/dev/fuse")) {
    if (process.env.CI !== undefined) throw new Error("CI lacks FUSE");
    return;
  }
  mkdirSync(join(folder, "disc"));
  expect(run("fuseiso", [join(folder, "master.iso"), join(folder, "disc")]).status).toBe(0);
  try {
    const tree = startIn(folder, ["verify", "disc", ...outside]);
    expect(tree).toMatchObject({ status: 0, stdout: expect.stringContaining("(message: ECHT)") });
    const list = spawnSync("sha256sum", ["-c", "ZEGEL/MANIFEST"], { cwd: join(folder, "disc"), encoding: "utf8" });
    expect(list).toMatchObject({ status: 0, stderr: "" });
    expect(
      list.stdout
        .trim()
        .split("\n")
        .filter((line) => !line.endsWith(": OK")),
    ).toEqual([]);
  } finally {
    run("fusermount3", ["-u", join(folder, "disc")]);
  }
});
