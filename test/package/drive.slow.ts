// The Linux executable on a real optical drive, as QEMU has one: what only a drive can do. `npm run test:drive`

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { boot, hasGuest, prepareGuest } from "./guest.ts";
import { makeRebuiltDisc, pack } from "./packing.ts";

const disc = makeRebuiltDisc();
const sector = (content: string) => Math.floor(disc.image.indexOf(content) / 2048);

describe.skipIf(!hasGuest)("an ATAPI drive", { timeout: 1_200_000 }, () => {
  let folder: string;

  const put = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return { image: name };
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "zegel-drive-"));
    pack(["zegel-verify-linux-x64"], join(folder, "out"), disc.rootNote);
    const verify = `zegel-verify --lang nl --code ${disc.code}`;
    const script = [
      `for drive in sr0 sr1 sr2 sr3; do tell $drive ${verify} /dev/$drive; done`,
      "busybox mount -t iso9660 -o ro /dev/sr0 /mnt && {",
      `tell sr0-mounted ${verify} /dev/sr0`,
      `tell sr0-mount ${verify} /mnt`,
      "}",
      // Who may not read the drive has the files alone.
      "busybox mkdir /files && busybox mount -t iso9660 -o ro /dev/sr2 /files && {",
      "busybox rm /dev/sr2",
      `tell sr2-files ${verify} /files`,
      "}",
    ].join("\n");
    prepareGuest(folder, join(folder, "out/zegel-verify-linux-x64"), script);
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("a good disc, run-out, a scratch, and no disc", () => {
    const scratched = sector("uitslag\nuitslag");
    const told = boot(folder, [
      put("good.iso", disc.image),
      put("run-out.iso", Buffer.concat([disc.image, Buffer.alloc(150 * 2048)])),
      { ...put("scratched.iso", disc.image), bad: [4 * scratched] },
      undefined,
    ]);
    expect(told.sr0?.text).toContain("Deze schijf is echt. U mag installeren.");
    expect(told.sr0?.text).toMatch(/Gecontroleerd: hele\s+schijf/);
    expect(told.sr0?.status).toBe(0);
    expect(told.sr1?.text).toContain("150 lege of onleesbare sector(en)");
    expect(told.sr1?.status).toBe(0);
    expect(told.sr2?.text).toContain("ONLEESBAAR");
    expect(told.sr2?.text).toContain("map met spatie/[1] uitslag.txt");
    expect(told.sr2?.status).toBe(28);
    expect(told["sr2-files"]?.text).toContain("ONLEESBAAR");
    expect(told["sr2-files"]?.text).toContain("map met spatie/[1] uitslag.txt");
    expect(told["sr2-files"]?.text).toMatch(/Gecontroleerd: alleen de\s+bestanden/);
    expect(told["sr2-files"]?.status).toBe(28);
    expect(told.sr3?.text).toContain("there is no disc in the drive; no verdict");
    expect(told.sr3?.status).toBe(1);
    for (const name of ["sr0-mounted", "sr0-mount"]) {
      expect(told[name]?.status, told[name]?.text).toBe(0);
      expect(told[name]?.text).toContain("[goed] Deze computer toont dezelfde bestanden");
    }
  });

  test("an altered disc, one with more behind it, an unreadable run-out, and another disc", () => {
    const altered = Buffer.from(disc.image);
    altered[altered.indexOf("Lees dit eerst")] = 88;
    const end = disc.image.length / 2048;
    const told = boot(folder, [
      put("altered.iso", altered),
      put("behind.iso", Buffer.concat([disc.image, Buffer.alloc(400 * 2048)])),
      { ...put("end.iso", Buffer.concat([disc.image, Buffer.alloc(2 * 2048)])), bad: [4 * end, 4 * end + 4] },
      put("other.iso", Buffer.alloc(1024 * 2048)),
    ]);
    expect(told.sr0?.status, told.sr0?.text).toBe(22);
    expect(told.sr0?.text).toContain("LEESMIJ.txt");
    expect(told.sr1?.status, told.sr1?.text).toBe(23);
    expect(told.sr2?.status, told.sr2?.text).toBe(0);
    expect(told["sr2-files"]?.status, told["sr2-files"]?.text).toBe(0);
    expect(told.sr2?.text).toContain("2 lege of onleesbare sector(en)");
    expect(told.sr3?.status, told.sr3?.text).toBe(20);
  });
});
