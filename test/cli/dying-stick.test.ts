// What a verdict leaves behind on a disk that dies, and where nothing may be left: the verdict stands, and is said first.

import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { encodeInstall, installPath } from "../../src/format/index.ts";
import { errno, type Job, makeLibrary, runJobs } from "../files/faults.ts";
import { has, run, temporaryFolder } from "../tools.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "../verify/fixture.ts";
import { folderOf } from "../verify/harness.ts";

const list = encodeInstall([{ path: "osv.jar", class: "static", sha256: sha256Of("osv") }]);
const disc: Disc = makeDisc({ payload: { ...samplePayload, [installPath]: list } });

/** good.iso, altered.iso and root.note. */
function discs(): string {
  const folder = temporaryFolder();
  const altered = Buffer.from(disc.image);
  altered.write("X", altered.indexOf("Lees dit eerst"));
  writeFileSync(join(folder, "good.iso"), disc.image);
  writeFileSync(join(folder, "altered.iso"), altered);
  writeFileSync(join(folder, "root.note"), disc.rootNote);
  return folder;
}
const outside = ["--root", "root.note", "--code", disc.code, "--lang", "en"];
const both = ["--extract", "@/x", "--save-reference", "@/y"];
const dead = `write:${errno.EIO}:0:@;fsync:${errno.EIO}:0:@;unlink:${errno.EIO}:0:@`;

/** Options, what fails, the exit code, what is said, and what stands in `@` afterwards (a part of its name). */
const rows: readonly (readonly [
  what: string,
  image: "good" | "altered",
  options: readonly string[],
  faults: string,
  exitCode: number,
  said: RegExp,
  left: readonly RegExp[],
])[] = [
  ["the good twin", "good", both, "", 0, /^$/, [/^x$/, /^y$/]],
  ["altered, the good twin", "altered", both, "", 22, /^$/, []],
  ["altered, onto a full stick", "altered", both, `write:${errno.ENOSPC}:0:@`, 22, /^$/, []],
  [
    "altered, onto a stick that dies",
    "altered",
    both,
    dead,
    22,
    /x\.tmp-.* cannot be removed \(.*(?:EIO|Input\/output error).*\).*\n.*y\.tmp-.*\n$/,
    [/^x\.tmp-/, /^y\.tmp-/],
  ],
  [
    "onto a full stick",
    "good",
    both,
    `write:${errno.ENOSPC}:0:@`,
    1,
    /FOUT: .*not written, nothing was left behind: ENOSPC/,
    [],
  ],
  [
    "onto a stick that dies",
    "good",
    both,
    dead,
    1,
    /FOUT: .*not written, a part stayed behind: EIO.*\n.*cannot be removed/,
    [/^x\.tmp-/, /^y\.tmp-/],
  ],
  ["not flushed", "good", both, `fsync:${errno.EIO}:0:@`, 1, /FOUT: .*not written, nothing was left behind: EIO/, []],
  ["the first folder gets no name", "good", both, `rename:${errno.EIO}:1:@`, 1, /FOUT: .*x: not written/, []],
  ["the second folder gets no name", "good", both, `rename:${errno.EIO}:1:@/y`, 1, /FOUT: .*y: not written/, []],
  [
    "one of two records gets no name",
    "good",
    ["--record", "@/r.html", "--record", "@/r.json"],
    `link:${errno.EIO}:1:@`,
    1,
    /^zegel verify: FOUT: the record cannot be written: @\/r\.html: cannot be written \(EIO\)/,
    [/^r\.json$/],
  ],
  [
    "a record of an altered disc on a stick that dies",
    "altered",
    ["--record", "@/r.html"],
    dead,
    1,
    /FOUT: the record cannot/,
    [/\.tmp$/, /\.tmp$/],
  ],
];

describe.skipIf(!has("cc"))("B3: a stick that dies takes no verdict away", () => {
  test("each of what was asked for, each way to fail", async () => {
    const folder = discs();
    const jobs: Job[] = rows.map(([_what, image, options, faults], i) => {
      const at = (text: string) => text.replaceAll("@", `UIT-${100 + i}`);
      mkdirSync(join(folder, `UIT-${100 + i}`));
      return { words: ["verify", `${image}.iso`, ...outside, ...options.map(at)], faults: at(faults) };
    });
    const ended = await runJobs(makeLibrary(folder), folder, jobs);
    for (const [i, [what, , , , exitCode, said, left]] of rows.entries()) {
      const out = `UIT-${100 + i}`;
      expect([what, ended[i]?.exitCode], ended[i]?.said).toEqual([what, exitCode]);
      expect(ended[i]?.said.replaceAll(out, "@"), what).toMatch(said);
      const names = readdirSync(join(folder, out)).sort();
      expect(names, what).toEqual(left.map((form) => expect.stringMatching(form)));
    }
  });

  test("the verdict comes first, and zegel-verify shows no stack", () => {
    const folder = discs();
    mkdirSync(join(folder, "UIT"));
    const program = join(import.meta.dirname, "../../dist/verify/program/zegel-verify.js");
    const env = { ...process.env, LD_PRELOAD: makeLibrary(folder), ZEGEL_FAULTS: dead.replaceAll("@", "UIT") };
    const args = [program, "altered.iso", ...outside, "--extract", "UIT/x"];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: "utf8" });
    expect([status, stderr.split("\n").length], stderr).toEqual([22, 2]);
    expect(stdout).toContain("Do not install. Something was altered.");
    expect(stderr).toMatch(
      /^zegel verify: .*cannot be removed \(.*(?:EIO|Input\/output error).*\): it holds files that were not verified/,
    );
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});

describe("B3: nothing is written into what is verified", () => {
  const options = ["--record", "--extract", "--save-reference"];
  const name = (option: string) => (option === "--record" ? "r.html" : "nieuw");

  test("by its own path, through links, deeper: refused before anything is read; beside it is good", async () => {
    const folder = discs();
    const target = folderOf(disc);
    symlinkSync(target, join(folder, "link"));
    symlinkSync(join(target, "ZEGEL"), join(folder, "deep"));
    symlinkSync(folder, join(folder, "self"));
    const before = readdirSync(target).sort();
    const inside = [
      [target, target],
      [join(target, "ZEGEL"), target],
      [`${target}/ZEGEL/..`, target],
      ["link", target],
      ["deep", target],
      [target, "link"],
      ["self/link", "link"],
      [join(target, "gone/deeper"), target],
    ] as const;
    const cases = options.flatMap((option) => [
      ...inside.map(([where, as]) => ({ as, output: [option, `${where}/${name(option)}`], exitCode: 2 })),
      { as: target, output: [option, name(option)], exitCode: 0 },
      { as: "link", output: [option, `self/link-2${name(option)}`], exitCode: 0 }, // its name only begins like the target's
    ]);
    const ended = await runJobs(
      "",
      folder,
      cases.map(({ as, output }, i) => ({
        words: ["verify", as, ...outside, ...output.map((word) => word.replace(/nieuw$/, `nieuw-${i}`))],
        faults: "",
      })),
    );
    for (const [i, { as, output, exitCode }] of cases.entries()) {
      expect([as, output, ended[i]?.exitCode, ended[i]?.printed === ""]).toEqual([
        as,
        output,
        exitCode,
        exitCode === 2,
      ]);
      if (exitCode === 2)
        expect(ended[i]?.said).toMatch(
          /^zegel verify: GEBRUIK: .* lies in .*, which is verified: choose a place outside it\n$/,
        );
    }
    expect(readdirSync(target).sort()).toEqual(before);
  });

  // A second mount of a folder needs a namespace of one's own, which not every container grants.
  const canMount = run("unshare", ["-rm", "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;
  test.skipIf(!canMount)("through a second mount of it", () => {
    const folder = discs();
    const target = folderOf(disc);
    mkdirSync(join(folder, "mounted"));
    const script = 'mount --bind "$0" mounted; shift 0; "$@"';
    const program = [process.execPath, join(import.meta.dirname, "../../dist/cli/zegel.js"), "verify"];
    const verify = (of: string, record: string) =>
      run("unshare", ["-rm", "bash", "-c", script, target, ...program, of, ...outside, "--record", record], {
        cwd: folder,
      });
    expect(verify(target, "mounted/r.html")).toMatchObject({ status: 2, stdout: "" });
    expect(verify("mounted", join(target, "r.html"))).toMatchObject({ status: 2, stdout: "" });
    expect(readdirSync(target)).not.toContain("r.html");
    expect(verify("mounted", "r.html").status).toBe(0);
    expect(readFileSync(join(folder, "r.html"), "utf8")).toContain("ECHT");
  });
});
