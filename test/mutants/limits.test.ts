// Where an opponent or a bad drive would make the verifier read, list or wait without end: the last value inside each limit, and the
// first beyond it. And what no report may be.

import { describe, expect, test } from "vitest";
import { concatBytes, encodeUtf8, installPath, manifestPath, sealPath, sealSize } from "../../src/format/index.ts";
import { found } from "../../src/trust/index.ts";
import type { FindingCode } from "../../src/verify/proof/codes.ts";
import { done, judgeSteps, type Step, type StepId, stepsOf } from "../../src/verify/proof/report.ts";
import { changed, type Files, goodFiles, makeDisc } from "./disc.ts";
import {
  mediumOf,
  platform,
  type Report,
  type Tree,
  treeOf,
  verify,
  verifyImage,
  verifyMedium,
  verifyTree,
} from "./run.ts";

const disc = makeDisc();
const codesOf = ({ steps }: Report, step: StepId) =>
  steps.filter(({ id }) => id === step).flatMap(({ findings }) => findings.map(({ code }) => code));

describe("findings of a kind are listed up to the 200th, then counted", () => {
  const withExtra = (count: number) => {
    const extra = Object.fromEntries(Array.from({ length: count }, (_, i) => [`extra/${i}.txt`, new Uint8Array(1)]));
    return verifyTree(disc, {}, { ...disc.files, ...extra });
  };
  const tree = (report: Report) => report.steps.find(({ id }) => id === "tree")!.findings;

  test("200", async () => {
    const findings = tree(await withExtra(200));
    expect(findings.filter(({ code }) => code === "FILE_EXTRA")).toHaveLength(200);
    expect(findings.map(({ code }) => code)).not.toContain("AND_MORE");
  });

  test("201 and 250", async () => {
    for (const count of [201, 250]) {
      const findings = tree(await withExtra(count));
      expect(findings.filter(({ code }) => code === "FILE_EXTRA")).toHaveLength(200);
      expect(findings.at(-1)).toEqual({
        step: "tree",
        code: "AND_MORE",
        refusal: undefined,
        values: { count: count - 200, code: "FILE_EXTRA" },
      });
    }
  });
});

describe("what no report may be", () => {
  const step = (id: StepId, status: Step["status"]): Step => ({ id, status, findings: [] });

  test("ECHT of no steps, or where a step did not pass though nothing refuses", () => {
    expect(() => judgeSteps([])).toThrow(/^no verdict: not checked: $/);
    expect(judgeSteps([step("anchor", "passed")])).toEqual({ verdict: "ECHT", refusals: [], exitCode: 0 });
    for (const status of ["not-checked", "failed", "not-asked"] as const)
      expect(() => judgeSteps([step("anchor", "passed"), step("seal", status)])).toThrow(
        /^no verdict: not checked: seal$/,
      );
  });

  test("what a trust root and a seal may leave out, and nothing else, need not be asked for", () => {
    for (const id of ["rebuilds", "recall", "log"] as const)
      expect(judgeSteps([step("anchor", "passed"), step(id, "not-asked")]).verdict).toBe("ECHT");
    const facts = { rebuilds: "REBUILD_NOT_REQUIRED", recall: "NO_RECALLS_KNOWN", log: "LOG_NOT_REQUIRED" } as const;
    const statusOf = (id: StepId, ...codes: FindingCode[]) =>
      stepsOf(
        [
          done(
            id,
            codes.map((code) => found(code, {})),
          ),
        ],
        [id],
      )[0]?.status;
    for (const [id, code] of Object.entries(facts) as [keyof typeof facts, FindingCode][]) {
      expect([id, statusOf(id, code)]).toEqual([id, "not-asked"]);
      expect([id, statusOf(id)]).toEqual([id, "passed"]);
      expect(statusOf("seal", code)).toBe("passed");
    }
    expect(statusOf("rebuilds", "REBUILD_NOT_REQUIRED", "REBUILD_AGREES")).toBe("passed");
    expect(statusOf("rebuilds", "REBUILD_NOT_REQUIRED", "DISSENT_BLOCKS")).toBe("failed");
  });

  test("a step that was judged twice, or is none of this scope", () => {
    expect(stepsOf([done("seal", [])], ["seal", "log"]).map(({ status }) => status)).toEqual(["passed", "not-checked"]);
    expect(() => stepsOf([done("seal", []), done("seal", [])], ["seal"])).toThrow(
      /^no verdict: a step was judged twice$/,
    );
    expect(() => stepsOf([done("tree", [])], ["seal"])).toThrow(/^no verdict: tree is no step of this scope$/);
  });

  test("a step that was not carried out to its end does not pass, and fails where something refuses", () => {
    const of = (findings: Parameters<typeof done>[1]) => stepsOf([{ id: "seal", findings, isDone: false }], ["seal"]);
    expect(of([])[0]?.status).toBe("not-checked");
    expect(of([found("NO_SEAL")])[0]?.status).toBe("failed");
    expect(of([found("REFERENCE", { text: "x" })])[0]?.status).toBe("not-checked");
  });

  test("several refusals: the first by precedence is the verdict, all are listed in that order", () => {
    const refusing = (id: StepId, code: FindingCode) => done(id, [found(code, {})]);
    const steps = stepsOf(
      [
        refusing("recall", "RECALL_REPORTED"),
        refusing("rebuilds", "TOO_FEW_REBUILDS"),
        refusing("expectation", "NO_EXPECTATION"),
      ],
      ["expectation", "rebuilds", "recall"],
    );
    expect(judgeSteps(steps)).toEqual({
      verdict: "ONVOLDOENDE_HERBOUW",
      refusals: ["ONVOLDOENDE_HERBOUW", "NIET_VERGELEKEN", "INTREKKING_GEMELD"],
      exitCode: 25,
    });
  });
});

describe("what files that have grown may cost", () => {
  const gigabyte = 2 ** 30;
  /** Takes large pieces for read: nobody wants a gigabyte of zeros digested. */
  const quick = {
    ...platform,
    sha256: () => {
      const running = platform.sha256();
      return {
        ...running,
        update: (bytes: Uint8Array) => (bytes.length < 2 ** 24 ? running.update(bytes) : undefined),
      };
    },
  };
  const zeros = new Uint8Array(gigabyte + 50_000);
  /** `files` grown to so many bytes, handed over in pieces; what was asked of each. */
  const grown = (tree: Tree, sizes: Readonly<Record<string, readonly number[]>>) => {
    const taken: Record<string, number> = {};
    const read: Tree["read"] = async (path, take) => {
      const pieces = sizes[path];
      if (pieces === undefined) return tree.read(path, take);
      for (const piece of pieces) {
        taken[path] = (taken[path] ?? 0) + 1;
        if (!take(zeros.subarray(0, piece))) return;
      }
    };
    return { tree: { ...tree, read }, taken };
  };
  const total = Object.values(goodFiles).reduce((sum, bytes) => sum + bytes.length, 0);
  const folder = async (piece: number) => {
    const { tree } = grown(treeOf(disc.files, disc.folders), { "LEESMIJ.txt": [piece] });
    const report = await verify(disc, { kind: "tree", tree, deniedDevice: undefined }, {}, quick);
    return [report.verdict, report.filesCompared, codesOf(report, "tree").includes("FILES_NOT_COMPARED")];
  };

  test("twice the release's own bytes and a gigabyte, then the rest is left unread", async () => {
    expect(await folder(2 * total + gigabyte)).toEqual(["GEWIJZIGD", 7, false]);
    expect(await folder(2 * total + gigabyte + 1)).toEqual(["GEWIJZIGD", 4, true]);
  });

  test("how many were left is told", async () => {
    const { tree } = grown(treeOf(disc.files, disc.folders), { "LEESMIJ.txt": [2 * total + gigabyte + 1] });
    const report = await verify(disc, { kind: "tree", tree, deniedDevice: undefined }, {}, quick);
    const [finding] = report.steps
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === "FILES_NOT_COMPARED");
    expect(finding?.values).toEqual({ count: 3 });
  });

  test("a file is read no further than the first piece beyond what is left of the release's bytes", async () => {
    const before = ["ZEGEL/AANWIJZINGEN", installPath, "ZEGEL/VERSION"].reduce(
      (sum, path) => sum + disc.files[path]!.length,
      0,
    );
    for (const [last, expected] of [
      [0, 3],
      [1, 2],
    ] as const) {
      const { tree, taken } = grown(treeOf(disc.files, disc.folders), { "LEESMIJ.txt": [total - before, last, 5] });
      await verify(disc, { kind: "tree", tree, deniedDevice: undefined }, {}, quick);
      expect(taken["LEESMIJ.txt"]).toBe(expected);
    }
  });

  test("of an installed file, four gigabytes", async () => {
    const files: Files = {
      "OSV/lib/osv.jar": new Uint8Array(5000).fill(1),
      "OSV/start.cmd": new Uint8Array(10).fill(2),
    };
    const one = gigabyte;
    const { tree, taken } = grown(treeOf(files, []), { "OSV/lib/osv.jar": [one, one, one, one, 1, one, one] });
    const reference = { name: "disc", tree: treeOf(disc.files, disc.folders) };
    const report = await verify(disc, { kind: "installed", folder: tree, reference }, {}, quick);
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(taken["OSV/lib/osv.jar"]).toBe(5);
  });

  test("AANWIJZINGEN that are too long are not kept, and nothing of a file beside them", async () => {
    const long = makeDisc({ files: { ...goodFiles, "ZEGEL/AANWIJZINGEN": new Uint8Array(262_145).fill(65) } });
    expect(await verifyTree(long)).toMatchObject({ verdict: "ECHT", instructions: undefined });
    expect(await verifyImage(long)).toMatchObject({ verdict: "ECHT", instructions: undefined });
  });
});

describe("instructions of 262,144 bytes, the most that may be", () => {
  const limit = 262_144;
  const line = (i: number, text: string) => `${i} ${text}\n`;
  const exact = () => {
    const head = `zegel/aanwijzingen v1\n${Array.from({ length: 199 }, (_, i) => line(i + 1, "€".repeat(437))).join("")}`;
    const left = limit - encodeUtf8(`${head}${line(200, "")}`).length;
    return encodeUtf8(`${head}${line(200, "a".repeat(left))}`);
  };
  const withText = (text: Uint8Array) => makeDisc({ files: { ...goodFiles, "ZEGEL/AANWIJZINGEN": text } });

  test("are there as a whole", async () => {
    expect(exact()).toHaveLength(limit);
    const full = withText(exact());
    expect((await verifyTree(full)).instructions).toHaveLength(200);
    expect((await verifyImage(full)).instructions).toHaveLength(200);
  });

  test("and a byte more: none, not even what stands before it", async () => {
    const long = withText(concatBytes(exact(), encodeUtf8("\n")));
    expect((await verifyTree(long, {}, long.files, { piece: limit })).instructions).toBeUndefined();
    expect((await verifyImage(long)).instructions).toBeUndefined();
  });
});

describe("a drive that fails often", () => {
  const large = makeDisc({ files: { ...goodFiles, "groot.bin": new Uint8Array(6_000_000).fill(3) }, folders: [] });
  const sectors = large.image.length / 2048;

  test("after 2,000 failed reads only whole chunks are tried", async () => {
    const from = 512;
    const bad = Array.from({ length: sectors - from }, (_, i) => from + i);
    const reads: [number, number][] = [];
    const report = await verifyImage(large, {}, large.image, { kind: "drive", bad, reads });
    expect(report.verdict).toBe("ONLEESBAAR");
    const [finding] = report.steps
      .flatMap(({ findings }) => findings)
      .filter(({ code }) => code === "SECTORS_UNREADABLE");
    expect(finding?.values).toEqual({ from, count: sectors - from });
    const lengths = reads.map(([, length]) => length);
    const count = (length: number) => lengths.filter((each) => each === length).length;
    // One chunk was read; each bad one fails itself, then 16 pieces of 32 sectors, each tried twice.
    const failed = lengths.length - 1;
    expect(count(2048) % 64).toBe(0);
    // 1,041 in the first bad chunk; in the next 15 pieces of 65 reads make it 2,017: its last piece and four chunks behind fail whole.
    expect(failed).toBe(2022);
    expect(Math.min(...lengths)).toBeGreaterThan(0);
    expect(count(65_536)).toBe(32);
  });

  test("2,000 are enough", async () => {
    // Nine sectors that are read after all: so the last piece of the second bad chunk is the 2,000th failure.
    const read = new Set(Array.from({ length: 9 }, (_, i) => 1024 + i * 32));
    const bad = Array.from({ length: sectors - 512 }, (_, i) => 512 + i).filter((each) => !read.has(each));
    const reads: [number, number][] = [];
    await verifyImage(large, {}, large.image, { kind: "drive", bad, reads });
    expect(reads.filter(([at, length]) => length === 2048 && at >= 1504 * 2048)).toEqual([]);
    expect(reads.filter(([, length]) => length === 65_536)).toHaveLength(32);
  });
});

describe("how far a seal is looked for", () => {
  const far = 48 * 2 ** 20;
  const { release } = disc;
  const seal = disc.image.subarray(release.sealOffset, release.sealOffset + sealSize);

  test("where no directory shows it, in the first 48 MiB", async () => {
    const inside = changed(new Uint8Array(far + 4096), far - sealSize, seal);
    expect(codesOf(await verifyImage(disc, {}, inside), "structure")).toContain("SEAL_ELSEWHERE");
    const beyond = changed(new Uint8Array(far + 4096), far - sealSize + 2048, seal);
    expect(await verifyImage(disc, {}, beyond)).toMatchObject({ verdict: "GEEN_ZEGELSCHIJF" });
    const open = mediumOf(beyond, { kind: "drive", capacity: null });
    expect(await verifyMedium(disc, open)).toMatchObject({ verdict: "GEEN_ZEGELSCHIJF" });
  });
});

test("a folder's SEAL and MANIFEST are read before any other file, and once", async () => {
  const reads: [string, number][] = [];
  await verifyTree(disc, {}, disc.files, { reads });
  expect(reads.slice(0, 2).map(([path]) => path)).toEqual([sealPath, manifestPath]);
  expect(new Set(reads.map(([path]) => path)).size).toBe(reads.length);
});
