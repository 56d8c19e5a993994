// Scratches, run-out sectors, a second session, a drawer that opens: what a drive can show that a file cannot.

import { appendFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { deviceNumber, parseMounts } from "../../src/verify/node/target.ts";
import { FolderTree } from "../../src/verify/node/tree.ts";
import { driveRoot, endOf, windowsDriveOf } from "../../src/verify/node/windows-drive.ts";
import type { Mounted } from "../../src/verify/proof/mounted.ts";
import { ReadError } from "../../src/verify/proof/ports.ts";
import { inTime } from "../../src/verify/silence.ts";
import { run } from "../tools.ts";
import { type Disc, makeDisc } from "./fixture.ts";
import { folderOf, MemoryMedium, pathsOf, quickPlatform, reasonsOf, ScratchedMedium, verifyMedium } from "./harness.ts";

const platform = quickPlatform();
let disc: Disc;
const text = "map met spatie/[1] uitslag.txt";

beforeAll(() => {
  disc = makeDisc();
});

const sectorOf = (content: string) => Math.floor(disc.image.indexOf(content) / 2048);

async function scratched(bad: readonly number[], image: Uint8Array = disc.image) {
  const medium = new ScratchedMedium(image, bad);
  const report = await verifyMedium(medium, disc, {}, platform);
  return { report, medium };
}

describe("a scratch", () => {
  test("nowhere: accepted, and every byte read once, in order", async () => {
    const { report, medium } = await scratched([]);
    expect(report.verdict).toBe("ECHT");
    let reached = 0;
    for (const [position, length] of medium.reads) {
      expect(position).toBe(reached);
      reached = position + length;
    }
    expect(reached).toBe(disc.image.length);
  });

  test("in a file: ONLEESBAAR, with the file and the sector", async () => {
    const sector = sectorOf("uitslag\nuitslag") + 1;
    const { report } = await scratched([sector]);
    expect(report.refusals).toEqual(["ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([text]);
    const places = report.steps.flatMap((step) => step.findings).filter((f) => f.code === "SECTORS_UNREADABLE");
    expect(places.map((finding) => finding.values)).toEqual([{ from: sector, count: 1 }]);
    expect(report).toMatchObject({ filesCompared: 4, filesGood: 4, imageSha256: undefined });
  });

  test("in a file, and another file changed: GEWIJZIGD goes first", async () => {
    const image = Buffer.from(disc.image);
    image.write("X", image.indexOf("Lees dit eerst"));
    const { report } = await scratched([sectorOf("uitslag\nuitslag")], image);
    expect(report.refusals).toEqual(["GEWIJZIGD", "ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_CHANGED")).toEqual(["LEESMIJ.txt"]);
  });

  test("in the padding", async () => {
    const last = disc.image.length / 2048 - 1;
    const { report } = await scratched([last, last - 1]);
    expect(report.refusals).toEqual(["ONLEESBAAR"]);
    expect(report).toMatchObject({ filesCompared: 5, filesGood: 5 });
  });

  test.each([
    ["a directory", () => 19, "DIRECTORIES_UNREADABLE"],
    ["the first descriptor", () => 16, "DIRECTORIES_UNREADABLE"],
    ["the seal", () => disc.release.sealOffset / 2048 + 3, "SEAL_SECTORS_UNREADABLE"],
  ])("in %s: nothing was verified, and that is said", async (_what, sector, code) => {
    const { report } = await scratched([sector()]);
    expect(report).toMatchObject({ verdict: "ONLEESBAAR", filesCompared: 0, release: undefined });
    expect(reasonsOf(report)).toEqual([code]);
  });

  test("in the manifest: the files cannot be compared", async () => {
    const { report } = await scratched([sectorOf("# zegel/manifest v1\n")]);
    expect(report).toMatchObject({ verdict: "ONLEESBAAR", filesCompared: 0 });
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual(["ZEGEL/MANIFEST"]);
  });

  test("everywhere: ends, with a bound on tries", async () => {
    const sectors = Array.from({ length: disc.image.length / 2048 }, (_, i) => i);
    const { report, medium } = await scratched(sectors);
    expect(report.verdict).toBe("ONLEESBAAR");
    expect(medium.reads.length).toBeLessThan(3000);
  });

  test("that comes and goes: a second try is enough", async () => {
    let failed = false;
    class Flaky extends MemoryMedium {
      override read(position: number, into: Uint8Array): Promise<number> {
        if (!failed && into.length === 2048) {
          failed = true;
          return Promise.reject(new ReadError("EIO"));
        }
        return failed ? super.read(position, into) : Promise.reject(new ReadError("EIO"));
      }
    }
    expect((await verifyMedium(new Flaky(disc.image), disc, {}, platform)).verdict).toBe("ECHT");
    expect(failed).toBe(true);
  });
});

describe("behind the content of a drive", () => {
  const behind = async (rest: Uint8Array, bad: readonly number[] = []) => {
    const report = await verifyMedium(new ScratchedMedium(Buffer.concat([disc.image, rest]), bad), disc, {}, platform);
    return { verdict: report.verdict, codes: report.steps.flatMap((step) => step.findings.map((f) => f.code)) };
  };

  test("up to 300 sectors of zeros or unreadable ones are run-out, and said", async () => {
    for (const count of [2, 150, 300]) {
      const outcome = await behind(Buffer.alloc(count * 2048));
      expect(outcome.verdict).toBe("ECHT");
      expect(outcome.codes).toContain("RUN_OUT");
    }
    const last = disc.image.length / 2048;
    expect((await behind(Buffer.alloc(2 * 2048, 1), [last, last + 1])).verdict).toBe("ECHT");
  });

  test.each([
    ["301 sectors of zeros", () => Buffer.alloc(301 * 2048)],
    ["two sectors with a byte in them", () => Buffer.alloc(2 * 2048, 1)],
    ["a second session", () => Buffer.concat([Buffer.alloc(11_400 * 2048), disc.image])],
  ])("%s: ONVOLLEDIG", async (_what, rest) => {
    expect((await behind(rest())).verdict).toBe("ONVOLLEDIG");
  });

  test("capacity unknown: never ECHT", async () => {
    const report = await verifyMedium(new MemoryMedium(disc.image, "drive", "unknown"), disc, {}, platform);
    expect(report.refusals).toEqual(["ONVOLLEDIG"]);
    expect(reasonsOf(report)).toEqual(["CAPACITY_UNKNOWN"]);
  });

  test("in an image file not even zeros are accepted", async () => {
    const longer = new MemoryMedium(Buffer.concat([disc.image, Buffer.alloc(2048)]), "file");
    expect((await verifyMedium(longer, disc, {}, platform)).verdict).toBe("ONVOLLEDIG");
  });
});

test("a drive that does not answer is given up", async () => {
  class Silent extends MemoryMedium {
    override read(): Promise<number> {
      return new Promise(() => undefined);
    }
  }
  const reader = (medium: MemoryMedium) => inTime(medium.read(0, new Uint8Array(2048)), 50);
  await expect(reader(new Silent(disc.image))).rejects.toMatchObject({ code: "FOUT" });
  await expect(reader(new MemoryMedium(disc.image))).resolves.toBe(2048);
});

test("a medium that is another one at the end leaves no verdict", async () => {
  class Swapped extends MemoryMedium {
    override async isUnchanged(): Promise<boolean> {
      return false;
    }
  }
  await expect(verifyMedium(new Swapped(disc.image), disc, {}, platform)).rejects.toMatchObject({ code: "FOUT" });
});

describe("a drive and where it is mounted", () => {
  const both = (tree: FolderTree, compare: Mounted["compare"] = "names") =>
    verifyMedium(new MemoryMedium(disc.image, "drive"), disc, { mounted: { tree, compare } }, platform);

  test("the same files: ECHT, and the step is in the record", async () => {
    const report = await both(new FolderTree(folderOf(disc)));
    expect(report.verdict).toBe("ECHT");
    expect(report.steps.find((step) => step.id === "mounted")?.status).toBe("passed");
  });

  test("a disc that is changed while the mounted files are read leaves no verdict", async () => {
    class Swapped extends MemoryMedium {
      isSwapped = false;
      override async isUnchanged(): Promise<boolean> {
        return !this.isSwapped;
      }
    }
    const medium = new Swapped(disc.image, "drive");
    class Slow extends FolderTree {
      override list() {
        medium.isSwapped = true;
        return super.list();
      }
    }
    const folder = folderOf(disc);
    const verify = (tree: FolderTree) =>
      verifyMedium(medium, disc, { mounted: { tree, compare: "content" } }, platform);
    expect((await verify(new FolderTree(folder))).verdict).toBe("ECHT");
    await expect(verify(new Slow(folder))).rejects.toMatchObject({ code: "FOUT" });
  });

  test("the machine shows another session: ONVOLLEDIG", async () => {
    const folder = folderOf(disc);
    writeFileSync(join(folder, "EVIL.EXE"), "MZ");
    const report = await both(new FolderTree(folder));
    expect(report.verdict).toBe("ONVOLLEDIG");
    expect(pathsOf(report, "FILE_EXTRA")).toEqual(["EVIL.EXE"]);
  });

  test("on Windows the files are read there too: equal names with another content are another session", async () => {
    const folder = folderOf(disc);
    expect(await both(new FolderTree(folder), "content")).toMatchObject({ verdict: "ECHT", filesGood: 5 });
    writeFileSync(join(folder, "LEESMIJ.txt"), "Lees dit nooit\n");
    const report = await both(new FolderTree(folder), "content");
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(pathsOf(report, "FILE_CHANGED")).toEqual(["LEESMIJ.txt"]);
    expect(report.steps.find((step) => step.id === "mounted")?.status).toBe("failed");
  });

  test.each(["ZEGEL/SEAL", "ZEGEL/MANIFEST"])("on Windows %s is read there too", async (path) => {
    const folder = folderOf(disc);
    appendFileSync(join(folder, path), "\n");
    const report = await both(new FolderTree(folder), "content");
    expect(report.verdict).toBe("GEWIJZIGD");
    expect(pathsOf(report, "FILE_CHANGED")).toEqual([path]);
  });

  test("on Windows a file that cannot be read there: ONLEESBAAR", async () => {
    class Scratched extends FolderTree {
      override read(path: string, take: (bytes: Uint8Array) => boolean): Promise<void> {
        return path === text ? Promise.reject(new ReadError("EIO", path)) : super.read(path, take);
      }
    }
    const report = await both(new Scratched(folderOf(disc)), "content");
    expect(report.refusals).toEqual(["ONLEESBAAR"]);
    expect(pathsOf(report, "FILE_UNREADABLE")).toEqual([text]);
  });

  test("mountinfo is read as proc(5) says", () => {
    const text = [
      "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue",
      "40 25 11:0 / /media/een\\040schijf ro,nosuid - iso9660 /dev/sr0 ro,nojoliet",
      "41 25 7:0 /sub /media/deel ro - iso9660 /dev/loop0 ro",
      "42 25 0:50 / /media/fuse ro - fuse.fuseiso fuseiso ro",
    ].join("\n");
    expect(parseMounts(text)).toEqual([{ number: "11:0", device: "/dev/sr0", place: "/media/een schijf" }]);
  });

  test("of several mounts at one place the last is what the place shows", () => {
    const disc = (number: string, device: string) => `40 25 ${number} / /mnt ro - iso9660 ${device} ro`;
    const [first, second] = [disc("7:0", "/dev/loop0"), disc("7:1", "/dev/loop1")];
    expect(parseMounts(first)).toMatchObject([{ device: "/dev/loop0" }]);
    expect(parseMounts(`${first}\n${second}`)).toMatchObject([{ device: "/dev/loop1" }]);
    expect(parseMounts(`${first}\n41 25 0:50 / /mnt rw - tmpfs tmpfs rw`)).toEqual([]);
  });

  test("a place is a mount's only while it has its number", () => {
    expect(deviceNumber(statSync("/").dev)).toBe(run("stat", ["-c", "%Hd:%Ld", "/"]).stdout.trim());
    expect([0x0b00, 0x0701, 0x12345678].map(deviceNumber)).toEqual(["11:0", "7:1", "1110:74616"]);
  });
});

describe("a drive as Windows names it", () => {
  test.each([
    ["D:", { letter: "D", asked: "folder" }],
    ["d:\\", { letter: "D", asked: "folder" }],
    ["D:/", { letter: "D", asked: "folder" }],
    ["\\\\.\\d:", { letter: "D", asked: "bytes" }],
    ["D:\\ZEGEL", undefined],
    ["\\\\server\\D:", undefined],
    ["disc.iso", undefined],
  ])("%s", (target, drive) => {
    expect(windowsDriveOf(target)).toEqual(drive);
  });

  test("a drive alone means its root, on Windows", () => {
    expect(["D:", "d:", "D:\\", "D:\\OSV", "DD:"].map((path) => driveRoot(path, "win32"))).toEqual([
      ...["D:\\", "d:\\", "D:\\", "D:\\OSV", "DD:"],
    ]);
    expect(driveRoot("D:", "linux")).toBe("D:");
  });

  test.each([1, 2, 3, 1000, 4097])("of %i sectors ends there, also when the last cannot be read", async (sectors) => {
    const image = new Uint8Array(sectors * 2048);
    expect(await endOf(new MemoryMedium(image, "drive", "unknown"))).toBe(image.length);
    expect(await endOf(new ScratchedMedium(image, [sectors - 1]))).toBe(image.length);
  });

  test("that gives bytes everywhere has no end", async () => {
    class Endless extends MemoryMedium {
      override async read(_position: number, into: Uint8Array): Promise<number> {
        return into.length;
      }
    }
    expect(await endOf(new Endless(new Uint8Array(0)))).toBeUndefined();
  });

  test("that does not answer is given up, and there is no verdict", async () => {
    class Silent extends MemoryMedium {
      override read(): Promise<number> {
        return new Promise(() => undefined);
      }
    }
    await expect(endOf(new Silent(new Uint8Array(4096)), 50)).rejects.toMatchObject({ code: "FOUT" });
    expect(await endOf(new MemoryMedium(new Uint8Array(4096)), 50)).toBe(4096);
  });
});
