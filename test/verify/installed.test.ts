// Scope `installed`: what can be wrong with an installed program, and with what it is judged by.

import {
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, test } from "vitest";
import {
  encodeInstall,
  encodeLogProof,
  encodeSeal,
  installedFileLimit,
  installPath,
  manifestPath,
  sealPath,
} from "../../src/format/index.ts";
import { makeExplainer } from "../../src/verify/explain/index.ts";
import { ImageTree } from "../../src/verify/image-tree.ts";
import { nodePlatform } from "../../src/verify/node/platform.ts";
import { openReference } from "../../src/verify/node/reference.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { digestFiles } from "../../src/verify/proof/digest-files.ts";
import { verifyInstalled } from "../../src/verify/proof/installed.ts";
import { ReadError, type Reference } from "../../src/verify/proof/ports.ts";
import type { Report } from "../../src/verify/proof/report.ts";
import { verifyWith } from "../../src/verify/proof/verify.ts";
import { verifyDisc } from "../../src/verify/verify-disc.ts";
import { temporaryFolder } from "../tools.ts";
import { logRoot, proofOf } from "../trust/log-fixture.ts";
import { type Disc, makeDisc, samplePayload, sha256Of } from "./fixture.ts";
import { folderOf, inputOf, MemoryMedium, pathsOf, reasonsOf, ScratchedMedium } from "./harness.ts";

/** What the installer leaves: not what lies on the disc. */
const installation: Readonly<Record<string, string>> = {
  "bin/start.sh": "#!/bin/sh\nexec java -jar osv.jar\n",
  "bin/osv.jar": "PK\u0003\u0004 unpacked\n".repeat(500),
  "conf/één.properties": "a=1\n",
  "leeg.txt": "",
};
const list = encodeInstall([
  { path: "bin/osv.jar", class: "static", sha256: sha256Of(installation["bin/osv.jar"] ?? "") },
  { path: "bin/start.sh", class: "static", sha256: sha256Of(installation["bin/start.sh"] ?? "") },
  { path: "conf/gebruiker.ini", class: "may-change" },
  { path: "conf/één.properties", class: "static", sha256: sha256Of(installation["conf/één.properties"] ?? "") },
  { path: "leeg.txt", class: "static", sha256: sha256Of("") },
  { path: "lib/extra.jar", class: "absent" },
]);
const payload = { ...samplePayload, [installPath]: list };
const disc: Disc = makeDisc({ payload });
const listless: Disc = makeDisc();

let folder: string;
let reference: string;
beforeEach(() => {
  folder = join(temporaryFolder(), "OSV");
  for (const [path, content] of Object.entries(installation)) put(path, content);
  reference = folderOf(disc);
});

const at = (path: string) => join(folder, path);
function put(path: string, content: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), content);
}

async function verify(name = reference, of = disc, code = of.code): Promise<Report> {
  const opened = await openReference(name);
  try {
    return await verifyBy(opened, of, code);
  } finally {
    await opened.close();
  }
}

async function verifyBy(by: Reference, of = disc, code = of.code, notes: readonly Uint8Array[] = []): Promise<Report> {
  const source = { kind: "installed", folder: new FolderTree(folder), reference: by } as const;
  return verifyDisc({ ...inputOf(of, { notes, expectation: { code } }), target: folder, source }, nodePlatform);
}

/** The image as a file, `change`d. */
function imageFile(of: Disc, change: (image: Buffer) => Buffer = (image) => image): string {
  const path = join(temporaryFolder(), "disc.iso");
  writeFileSync(path, change(Buffer.from(of.image)));
  return path;
}

/** A copy of /ZEGEL alone. */
function zegelCopy(): string {
  const copy = join(temporaryFolder(), "kopie");
  cpSync(join(reference, "ZEGEL"), copy, { recursive: true });
  return copy;
}

const steps = "anchor expectation seal trust-roots release-signatures rebuilds recall log manifest installation";

describe("a good installation is ECHT", () => {
  test.each<[string, () => string]>([
    ["a disc", () => reference],
    ["an image", () => imageFile(disc)],
    ["a copy of /ZEGEL", zegelCopy],
  ])("by %s", async (_what, open) => {
    const report = await verify(open());
    expect(report).toMatchObject({ verdict: "ECHT", scope: "installed", filesCompared: 4, filesGood: 4 });
    expect(report.steps.map((step) => step.id)).toEqual([...steps.split(" "), "expected-release"]);
    const notes = report.steps.flatMap((step) => step.findings.map((finding) => finding.code));
    expect(notes).toEqual(expect.arrayContaining(["REFERENCE", "INSTALLED_LIMITS"]));
  });

  test("with a file that may change, whatever it holds, and the report says so", async () => {
    expect(pathsOf(await verify(), "MAY_CHANGE")).toEqual([]);
    for (const content of ["", "naam=x\n"]) {
      put("conf/gebruiker.ini", content);
      const report = await verify();
      expect(report.verdict).toBe("ECHT");
      expect(pathsOf(report, "MAY_CHANGE")).toEqual(["conf/gebruiker.ini"]);
    }
  });

  test("with an empty folder above a path of the list", async () => {
    mkdirSync(at("lib"));
    expect((await verify()).verdict).toBe("ECHT");
  });
});

describe("a reference whose root asks for the public log", () => {
  const logged = (proven: boolean) =>
    makeDisc({
      payload,
      root: logRoot(),
      seal: (seal) => (proven ? { ...seal, logProof: proofOf(seal.release.text) } : seal),
    });

  test("is judged with its proof: without one the program is not ECHT, and one beside it makes it so", async () => {
    const said = async (of: Disc, ...notes: readonly Uint8Array[]) => {
      const opened = await openReference(folderOf(of));
      try {
        return await verifyBy(opened, of, of.code, notes);
      } finally {
        await opened.close();
      }
    };
    expect((await said(logged(true))).verdict).toBe("ECHT");
    const without = logged(false);
    const waits = await said(without);
    expect([waits.verdict, reasonsOf(waits)]).toEqual(["ONVOLDOENDE_HERBOUW", ["LOG_MISSING"]]);
    expect((await said(without, encodeLogProof(proofOf(without.seal.release.text)))).verdict).toBe("ECHT");
  });
});

describe("the reference as another file", () => {
  const named = (image: Uint8Array) =>
    verifyBy({ name: "x", tree: new ImageTree(new MemoryMedium(image), nodePlatform) });
  const behind = (start: string) => Buffer.concat([Buffer.from(start, "latin1"), disc.image]);
  const raw = Buffer.concat(
    Array.from({ length: disc.image.length / 2048 }, (_, i) =>
      Buffer.concat([
        Buffer.from([0, ...new Array(10).fill(0xff), 0, 0, 0, 0, 1]),
        disc.image.subarray(2048 * i, 2048 * i + 2048),
        Buffer.alloc(288),
      ]),
    ),
  );

  test.each<[string, Uint8Array, string]>([
    ["zip", behind("PK\u0003\u0004"), "PACKED_FILE"],
    ["gzip", gzipSync(disc.image), "PACKED_FILE"],
    ["raw sectors", raw, "RAW_SECTORS"],
    ["nothing", new Uint8Array(), "FILE_TOO_SMALL"],
    ["cut in the directories", disc.image.subarray(0, 19 * 2048), "CUT_FILE_NO_SEAL"],
  ])("%s: said what it is, as for a target", async (_what, image, code) => {
    const report = await named(image);
    expect(report.verdict).toBe("GEEN_ZEGELSCHIJF");
    expect(reasonsOf(report)).toEqual([code, "NO_SEAL"].sort());
  });

  test("cut in the seal, the manifest or the list: said so; cut behind them it is as good as whole", async () => {
    const whole = Buffer.from(disc.image);
    for (const [part, verdict] of [
      [disc.files[sealPath], "NIET_ONDERTEKEND"],
      [disc.files[manifestPath], undefined],
      [disc.files[installPath], undefined],
    ] as const) {
      const from = whole.indexOf(Buffer.from(part ?? "").subarray(0, 2000));
      const report = await named(whole.subarray(0, from + 10));
      expect(reasonsOf(report).filter((code) => code === "CUT_FILE" || code === "CUT_FILE_PAPERS")).toHaveLength(1);
      expect(report.verdict).not.toBe("ECHT");
      if (verdict !== undefined) expect(report.verdict).toBe(verdict);
    }
    expect((await named(whole)).verdict).toBe("ECHT");
    const papers = [sealPath, manifestPath, installPath].map((path) => {
      const bytes = Buffer.from(disc.files[path] ?? "");
      return whole.indexOf(bytes.subarray(0, 2000)) + bytes.length;
    });
    const end = 2048 * Math.ceil(Math.max(...papers) / 2048);
    expect(end).toBeLessThan(whole.length);
    expect((await named(whole.subarray(0, end))).verdict).toBe("ECHT");
  });
});

describe("GEWIJZIGD", () => {
  test.each<[string, () => void, string]>([
    ["a byte is changed", () => put("bin/start.sh", "#!/bin/sh\nexec java -jar OSV.jar\n"), "bin/start.sh"],
    ["a file is truncated", () => truncateSync(at("bin/osv.jar"), 10), "bin/osv.jar"],
    ["an empty file is filled", () => put("leeg.txt", "\0"), "leeg.txt"],
  ])("%s", async (_what, spoil, path) => {
    expect((await verify()).verdict).toBe("ECHT");
    spoil();
    const report = await verify();
    expect(report).toMatchObject({ verdict: "GEWIJZIGD", filesCompared: 4, filesGood: 3 });
    expect(pathsOf(report, "FILE_CHANGED")).toEqual([path]);
  });
});

describe("ONVOLLEDIG", () => {
  test.each<[string, () => void, string, string[]]>([
    ["a file is missing", () => unlinkSync(at("bin/osv.jar")), "FILE_MISSING", ["bin/osv.jar"]],
    ["a file is extra", () => put("bin/evil.sh", ""), "FILE_EXTRA", ["bin/evil.sh"]],
    [
      "a file beside a may-change file is extra",
      () => put("conf/gebruiker.ini~", ""),
      "FILE_EXTRA",
      ["conf/gebruiker.ini~"],
    ],
    [
      "a may-change file in another case is extra",
      () => put("conf/GEBRUIKER.ini", ""),
      "FILE_EXTRA",
      ["conf/GEBRUIKER.ini"],
    ],
    ["an absent file is there", () => put("lib/extra.jar", "x"), "MUST_BE_ABSENT", ["lib/extra.jar"]],
    [
      "an absent path is a folder",
      () => mkdirSync(at("lib/extra.jar"), { recursive: true }),
      "MUST_BE_ABSENT",
      ["lib/extra.jar"],
    ],
    [
      "an absent path is a broken link",
      () => {
        mkdirSync(at("lib"));
        symlinkSync("gone", at("lib/extra.jar"));
      },
      "MUST_BE_ABSENT",
      ["lib/extra.jar"],
    ],
    ["a folder is extra", () => mkdirSync(at("plugins")), "FOLDER_EXTRA", ["plugins"]],
    ["a name differs in case", () => renameSync(at("leeg.txt"), at("Leeg.txt")), "NAME_DIFFERS", ["leeg.txt"]],
    [
      "a folder stands in place of a file",
      () => {
        unlinkSync(at("leeg.txt"));
        mkdirSync(at("leeg.txt"));
      },
      "FOLDER_EXTRA",
      ["leeg.txt"],
    ],
    [
      "a folder stands in place of a may-change file",
      () => mkdirSync(at("conf/gebruiker.ini")),
      "FOLDER_EXTRA",
      ["conf/gebruiker.ini"],
    ],
    [
      "a may-change file is a link",
      () => symlinkSync("/etc/hostname", at("conf/gebruiker.ini")),
      "NOT_A_FILE",
      ["conf/gebruiker.ini"],
    ],
    [
      "all is gone",
      () => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
      },
      "FILE_MISSING",
      ["bin/osv.jar", "bin/start.sh", "conf/één.properties", "leeg.txt"],
    ],
  ])("%s", async (_what, spoil, code, paths) => {
    expect((await verify()).verdict).toBe("ECHT");
    spoil();
    const report = await verify();
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(pathsOf(report, code)).toEqual(paths);
  });

  test("a link to the very same content elsewhere", async () => {
    renameSync(at("bin/osv.jar"), join(folder, "../elders.jar"));
    symlinkSync("../../elders.jar", at("bin/osv.jar"));
    expect(reasonsOf(await verify())).toEqual(["FILE_MISSING", "NOT_A_FILE"]);
  });

  test("a link to a folder is not entered", async () => {
    renameSync(at("bin"), join(folder, "../bin"));
    symlinkSync("../bin", at("bin"));
    const report = await verify();
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(pathsOf(report, "NOT_A_FILE")).toEqual(["bin"]);
  });
});

describe("the reference", () => {
  const zegel = (path: string) => join(reference, path);

  test.each<[string, () => void, string]>([
    ["its list is changed", () => writeFileSync(zegel(installPath), "zegel/install v1\n"), "GEWIJZIGD"],
    ["its list is emptied", () => truncateSync(zegel(installPath), 0), "GEWIJZIGD"],
    ["its list is missing", () => unlinkSync(zegel(installPath)), "ONVOLLEDIG"],
    [
      "its list is a link",
      () => {
        unlinkSync(zegel(installPath));
        symlinkSync("/etc/hostname", zegel(installPath));
      },
      "ONVOLLEDIG",
    ],
    [
      "its manifest is changed",
      () => writeFileSync(zegel(manifestPath), readFileSync(zegel(manifestPath), "utf8").replace("a", "b")),
      "GEWIJZIGD",
    ],
    ["its manifest is missing", () => unlinkSync(zegel(manifestPath)), "ONVOLLEDIG"],
    ["its seal is missing", () => unlinkSync(zegel(sealPath)), "NIET_ONDERTEKEND"],
    ["its seal is another release's", () => writeFileSync(zegel(sealPath), encodeSeal(listless.seal)), "GEWIJZIGD"],
    ["it has no /ZEGEL", () => rmSync(zegel("ZEGEL"), { recursive: true }), "GEEN_ZEGELSCHIJF"],
  ])("%s: nothing is compared", async (_what, spoil, verdict) => {
    expect((await verify()).verdict).toBe("ECHT");
    spoil();
    expect(await verify()).toMatchObject({ verdict, filesCompared: 0 });
  });

  test("of another release than expected", async () => {
    expect((await verify(reference, disc, listless.code)).verdict).toBe("ANDERE_UITGAVE");
  });

  test("of a release without a list judges nothing", async () => {
    for (const name of [folderOf(listless), imageFile(listless)])
      await expect(verify(name, listless)).rejects.toMatchObject({
        code: "GEBRUIK",
        message: expect.stringContaining(installPath),
      });
  });

  test("with a signed list that does not parse", async () => {
    const odd = makeDisc({ payload: { ...samplePayload, [installPath]: "zegel/install v2\n" } });
    const report = await verify(folderOf(odd), odd);
    expect(report.verdict).toBe("NIET_ONDERTEKEND");
    expect(reasonsOf(report)).toEqual(["INSTALL_TEXT"]);
  });

  test("that is not there", async () => {
    await expect(verify(join(reference, "gone"))).rejects.toMatchObject({ code: "GEBRUIK" });
  });
});

describe("an image as reference", () => {
  const offset = (text: string | Uint8Array) => disc.image.indexOf(text);
  const spoiltAt = (position: number) => (image: Buffer) => {
    image.write("X", position);
    return image;
  };

  test("changed in what it is used for", async () => {
    const manifest = imageFile(disc, spoiltAt(offset("# zegel/manifest v1")));
    expect(await verify(manifest)).toMatchObject({ verdict: "GEWIJZIGD", filesCompared: 0 });
    const install = imageFile(disc, spoiltAt(offset(list) + 30));
    expect(pathsOf(await verify(install), "FILE_CHANGED")).toEqual([installPath]);
  });

  test("cut off behind the seal", async () => {
    const cut = imageFile(disc, (image) => image.subarray(0, offset("# zegel/manifest v1")));
    expect((await verify(cut)).verdict).toBe("GEWIJZIGD");
  });

  test("with a scratch in a paper: ONLEESBAAR, and which", async () => {
    const by = (bad: readonly number[]) =>
      verifyBy({ name: "disc.iso", tree: new ImageTree(new ScratchedMedium(disc.image, bad), nodePlatform) });
    expect((await by([])).verdict).toBe("ECHT");
    const start = await by([16]); // the volume descriptor: no directories
    expect(start).toMatchObject({ verdict: "ONLEESBAAR", filesCompared: 0 });
    const papers = { [sealPath]: encodeSeal(disc.seal), [manifestPath]: "# zegel/manifest v1", [installPath]: list };
    for (const [path, start] of Object.entries(papers)) {
      const report = await by([offset(start) / 2048]);
      expect(report).toMatchObject({ verdict: "ONLEESBAAR", filesCompared: 0 });
      expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([path]);
    }
  });

  test("on a drive that fails at first: tried again", async () => {
    class Hesitant extends MemoryMedium {
      readonly #seen = new Set<number>();
      override read(position: number, into: Uint8Array): Promise<number> {
        const isFirst = !this.#seen.has(position);
        this.#seen.add(position);
        return isFirst ? Promise.reject(new ReadError("EIO")) : super.read(position, into);
      }
    }
    const medium = new Hesitant(disc.image, "drive");
    const report = await verifyBy({ name: "D:", tree: new ImageTree(medium, nodePlatform) });
    expect(report.verdict).toBe("ECHT");
  });

  test("that is no image", async () => {
    expect((await verify(imageFile(disc, () => Buffer.alloc(1_000_000)))).verdict).toBe("GEEN_ZEGELSCHIJF");
    expect((await verify(imageFile(disc, () => Buffer.alloc(0)))).verdict).toBe("GEEN_ZEGELSCHIJF");
  });

  test("is not read beyond its directories and papers", async () => {
    const large = makeDisc({ payload: { ...payload, "z/groot.bin": new Uint8Array(8_000_000).fill(1) } });
    let bytes = 0;
    class Counting extends MemoryMedium {
      override async read(position: number, into: Uint8Array): Promise<number> {
        const count = await super.read(position, into);
        bytes += count;
        return count;
      }
    }
    const tree = new ImageTree(new Counting(large.image), nodePlatform);
    await tree.list();
    for (const path of [sealPath, manifestPath, installPath]) await tree.read(path, () => true);
    expect(bytes).toBeLessThan(2_000_000); // one read of 1 MiB for the directories, and the papers
    expect((await verify(imageFile(large), large)).verdict).toBe("ECHT");
  });
});

describe("A7: an installation that changes while it is read", () => {
  /** Does `harm` when the last file of the list was read. */
  class Meanwhile extends FolderTree {
    readonly #harm: () => void;
    constructor(harm: () => void) {
      super(folder);
      this.#harm = harm;
    }
    override async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
      await super.read(path, take);
      if (path === "leeg.txt") this.#harm();
    }
  }
  const verifyWhile = async (harm: () => void): Promise<Report> => {
    const by = await openReference(reference);
    const source = { kind: "installed", folder: new Meanwhile(harm), reference: by } as const;
    return verifyDisc({ ...inputOf(disc), target: folder, source }, nodePlatform);
  };

  test.each<[string, () => void]>([
    ["an extra file", () => put("bin/evil.dll", "MZ")],
    ["an extra file beside one that may change", () => put("conf/evil.ini", "x")],
    ["a file that must be absent", () => put("lib/extra.jar", "MZ")],
    ["a read file altered", () => put("bin/start.sh", "#!/bin/sh\nexec java -jar OSV.jar\n")],
    ["a read file altered in a folder that may change", () => put("conf/één.properties", "a=2\n")],
    ["a read file gone", () => unlinkSync(at("leeg.txt"))],
    ["a link in place of a file that may change", () => symlinkSync("één.properties", at("conf/gebruiker.ini"))],
    [
      "a folder swapped for a link to a copy",
      () => {
        cpSync(at("bin"), at("../copy"), { recursive: true });
        renameSync(at("bin"), at("../aside"));
        symlinkSync("../copy", at("bin"));
      },
    ],
  ])("A7: %s: no verdict", async (what, harm) => {
    if (what.startsWith("a link")) put("conf/gebruiker.ini", "x");
    const swap = () => {
      if (what.startsWith("a link")) unlinkSync(at("conf/gebruiker.ini"));
      harm();
    };
    await expect(verifyWhile(swap)).rejects.toMatchObject({ code: "FOUT" });
  });

  test("good twin: the program writes what may change, anew or in another file's place", async () => {
    const harms = [
      () => put("conf/gebruiker.ini", "naam=x\n"),
      () => put("conf/gebruiker.ini", "naam=xy\n"),
      () => {
        put("conf/gebruiker.tmp", "naam=z\n");
        renameSync(at("conf/gebruiker.tmp"), at("conf/gebruiker.ini"));
      },
      () => unlinkSync(at("conf/gebruiker.ini")),
      () => undefined,
    ];
    for (const harm of harms) expect((await verifyWhile(harm)).verdict).toBe("ECHT");
  });
});

test("B2: a file of the installation that cannot be read is told by name, and the changed one too", async () => {
  put("bin/start.sh", "#!/bin/sh\nexec java -jar OSV.jar\n");
  class Denied extends FolderTree {
    override async read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
      if (path === "bin/osv.jar") throw new ReadError("EACCES", path);
      await super.read(path, take);
    }
  }
  const source = { kind: "installed", folder: new Denied(folder), reference: await openReference(reference) } as const;
  const report = await verifyDisc({ ...inputOf(disc), target: folder, source }, nodePlatform);
  expect(report.refusals).toEqual(["GEWIJZIGD", "ONLEESBAAR"]);
  expect(pathsOf(report, "FILE_UNREADABLE")).toEqual(["bin/osv.jar"]);
  expect(pathsOf(report, "FILE_CHANGED")).toEqual(["bin/start.sh"]);
});

describe("a file of the installation larger than any list can hold", () => {
  /** A sparse file of `size` bytes: every read is the same zeros. Counts what is asked of it; nothing is hashed. */
  const judged = async (size: number) => {
    const zeros = new Uint8Array(64 * 1024 ** 2);
    let read = 0;
    class Sparse extends FolderTree {
      override async read(_path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
        while (read < size) {
          const piece = zeros.subarray(0, Math.min(zeros.length, size - read));
          read += piece.length;
          if (!take(piece)) return;
        }
      }
    }
    const sha256 = () => {
      let bytes = 0;
      const update = (piece: Uint8Array) => {
        bytes += piece.length;
      };
      return { update, digest: () => bytes.toString(16).padStart(64, "0") };
    };
    const due = [{ path: "groot.bin", sha256: (2 ** 32).toString(16).padStart(64, "0") }];
    const { digests } = await digestFiles(
      {
        tree: new Sparse(folder),
        platform: { ...nodePlatform, sha256 },
        onRead: () => undefined,
        fileLimit: installedFileLimit,
      },
      due,
    );
    return { read, isAsListed: digests.get("groot.bin") === due[0]?.sha256 };
  };

  test("is read no further than 4 GiB and one piece, and is another file; one of 4 GiB is taken whole", async () => {
    expect(await judged(2 ** 32)).toEqual({ read: 2 ** 32, isAsListed: true });
    expect(await judged(2 ** 40)).toEqual({ read: 2 ** 32 + 64 * 1024 ** 2, isAsListed: false });
    expect(await judged(2 ** 32 + 1)).toEqual({ read: 2 ** 32 + 1, isAsListed: false });
  });
});

test("with nothing handed in to judge an installed folder by there is no verdict", async () => {
  const by = await openReference(reference);
  const source = { kind: "installed", folder: new FolderTree(folder), reference: by } as const;
  const input = { ...inputOf(disc), target: folder, source };
  const explainer = makeExplainer(nodePlatform);
  await expect(verifyWith(explainer, input, nodePlatform)).rejects.toThrow(/^no verdict: nothing was handed in/);
  expect((await verifyWith(explainer, input, nodePlatform, verifyInstalled)).verdict).toBe("ECHT");
  await by.close();
});
