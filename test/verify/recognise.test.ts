// A genuine disc in a form that cannot be verified: what it is and what to do, never an alarm, never a yes.

import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { renderRecord, renderVerdict } from "../../src/verify/record/text.ts";
import { type Disc, makeDisc } from "./fixture.ts";
import { quickPlatform, reasonsOf, ScratchedMedium, verifyImageBytes, verifyMedium } from "./harness.ts";
import { recordOf } from "./records.ts";

const platform = quickPlatform();
let disc: Disc;

beforeAll(() => {
  disc = makeDisc();
});

const judged = async (image: Uint8Array) => {
  const report = await verifyImageBytes(image, disc, {}, platform);
  return { verdict: report.verdict, reasons: reasonsOf(report), screen: screenOf(report) };
};

function screenOf(report: Parameters<typeof recordOf>[0]): string {
  const record = recordOf(report);
  return [renderVerdict(record, "nl"), renderRecord(record, "nl")].join("\n").replace(/\s+/g, " ");
}

/** Every sector of 2,048 bytes with `before` and `after` bytes around it. */
function inRawSectors(image: Uint8Array, mode: 1 | 2, subchannel: number): Buffer {
  const sync = Buffer.from([0, ...new Array(10).fill(0xff), 0]);
  const around = mode === 1 ? [4, 288] : [12, 280];
  const sectors = Array.from({ length: image.length / 2048 }, (_, i) => {
    const header = Buffer.alloc(around[0] ?? 0);
    header[3] = mode;
    return [sync, header, image.subarray(2048 * i, 2048 * i + 2048), Buffer.alloc((around[1] ?? 0) + subchannel)];
  });
  return Buffer.concat(sectors.flat());
}

/** Stored in a zip, the image at byte `at`. */
function stored(image: Uint8Array, at = 30): Buffer {
  const header = Buffer.alloc(at);
  header.write("PK\u0003\u0004", "latin1");
  header.writeUInt16LE(at - 30, 28); // an extra field as long as needed
  return Buffer.concat([header, image, Buffer.from("PK\u0001\u0002", "latin1"), Buffer.alloc(100)]);
}

const behind = (start: string, image: Uint8Array, at = 0) => {
  const head = Buffer.alloc(at);
  return Buffer.concat([head, Buffer.from(start, "latin1"), image]);
};

describe("B11: the disc as another file", () => {
  const forms: readonly (readonly [string, string, string, (image: Buffer) => Uint8Array])[] = [
    ["raw, mode 1", "RAW_SECTORS", "BIN, MDF of IMG", (image) => inRawSectors(image, 1, 0)],
    ["raw, mode 2 form 1", "RAW_SECTORS", "BIN, MDF of IMG", (image) => inRawSectors(image, 2, 0)],
    ["raw with subchannel", "RAW_SECTORS", "BIN, MDF of IMG", (image) => inRawSectors(image, 1, 96)],
    ["gzip", "PACKED_FILE", "(gzip)", (image) => gzipSync(image)],
    ["zip, stored", "PACKED_FILE", "(zip)", (image) => stored(image)],
    ["zip, stored at a sector", "PACKED_FILE", "(zip)", (image) => stored(image, 2048)],
    ["zip, stored at 16 sectors", "PACKED_FILE", "(zip)", (image) => stored(image, 16 * 2048)],
    ["an empty zip", "PACKED_FILE", "(zip)", () => behind("PK\u0005\u0006", Buffer.alloc(18))],
    ["7z", "PACKED_FILE", "(7z)", (image) => behind("7z\u00bc\u00af\u0027\u001c", image)],
    ["xz", "PACKED_FILE", "(xz)", (image) => behind("\u00fd7zXZ\u0000", image)],
    ["bzip2", "PACKED_FILE", "(bzip2)", (image) => behind("BZh9", image)],
    ["zstd", "PACKED_FILE", "(zstd)", (image) => behind("\u0028\u00b5\u002f\u00fd", image)],
    ["rar", "PACKED_FILE", "(rar)", (image) => behind("Rar!\u001a\u0007\u0001\u0000", image)],
    ["tar", "PACKED_FILE", "(tar)", (image) => behind("ustar\u0000", image, 257)],
    ["empty", "FILE_TOO_SMALL", "heeft 0 bytes", () => new Uint8Array()],
    ["one byte", "FILE_TOO_SMALL", "heeft 1 bytes", () => new Uint8Array(1)],
    ["its first 16 sectors", "FILE_TOO_SMALL", "32768 bytes", (image) => image.subarray(0, 16 * 2048)],
  ];

  test.each(forms)("%s", async (_what, finding, words, make) => {
    const { verdict, reasons, screen } = await judged(make(disc.image));
    expect([verdict, reasons]).toEqual(["GEEN_ZEGELSCHIJF", [finding, "NO_SEAL"].sort()]);
    expect(screen).toContain(words);
    expect(screen).toContain("Installeer niet voor die controle.");
    expect(screen).not.toContain("in de envelop");
  });

  test("the disc itself is ECHT, and one that only begins like such a file is judged as the disc that it is", async () => {
    expect(await judged(disc.image)).toMatchObject({ verdict: "ECHT", reasons: [] });
    for (const [, , , make] of forms.slice(0, 14)) {
      const image = Buffer.from(disc.image);
      image.set(make(Buffer.alloc(32 * 2048)).subarray(0, 2400));
      const { verdict, reasons } = await judged(image);
      expect([verdict, reasons]).toEqual(["GEWIJZIGD", expect.arrayContaining(["IMAGE_DIGEST"])]);
      expect(reasons).not.toContain("NO_SEAL");
    }
  });

  test("what is none of these is no sealed disc, and said to be that alone", async () => {
    const text = Buffer.alloc(100_000, "geen schijf\n");
    const oneSync = Buffer.alloc(100_000);
    oneSync.fill(0xff, 1, 11);
    for (const image of [text, oneSync, Buffer.alloc(100_000)])
      expect(await judged(image)).toMatchObject({ verdict: "GEEN_ZEGELSCHIJF", reasons: ["NO_SEAL"] });
  });

  test("directories that a drive cannot read are that, and not another file", async () => {
    const medium = new ScratchedMedium(disc.image, [16, 17, 18]);
    const report = await verifyMedium(medium, disc, {}, platform);
    expect([report.verdict, reasonsOf(report)]).toEqual(["ONLEESBAAR", ["DIRECTORIES_UNREADABLE"]]);
  });
});

describe("B11: the disc cut off", () => {
  test("at every place it is said that it is not complete, and what to do; whole it is ECHT", async () => {
    const { sealOffset } = disc.release;
    const sectors = disc.image.length / 2048;
    const places = Array.from({ length: 40 }, (_, i) => Math.floor((i * sectors) / 40) * 2048);
    const around = [17 * 2048, 18 * 2048, 19 * 2048, sealOffset, sealOffset + 1, sealOffset + 262_143];
    const ends = [sealOffset + 262_144, disc.image.length - 2048, disc.image.length - 1];
    const due: Record<string, string> = {
      FILE_TOO_SMALL: "Kopieer of download het bestand opnieuw, en controleer opnieuw.",
      CUT_FILE: "Kopieer of download het bestand opnieuw, of controleer de schijf zelf.",
      CUT_FILE_NO_SEAL: "Kopieer of download het bestand opnieuw, of controleer de schijf zelf.",
      IMAGE_SHORT: "Is dit een kopie? Kopieer opnieuw, of controleer de schijf zelf.",
    };
    for (const size of [...places, ...around, ...ends]) {
      const { verdict, reasons, screen } = await judged(disc.image.subarray(0, size));
      expect([size, verdict]).not.toEqual([size, "ECHT"]);
      const said = Object.keys(due).filter((code) => reasons.includes(code));
      expect([size, said]).toEqual([size, [expect.any(String)]]);
      expect([size, screen]).toEqual([size, expect.stringContaining(due[said[0] ?? ""] ?? "nothing")]);
      if (said[0] !== "IMAGE_SHORT") expect(screen).not.toContain("in de envelop");
    }
    expect((await judged(disc.image)).verdict).toBe("ECHT");
  });

  test("a seal that was spoilt on a whole disc is still an alarm", async () => {
    const image = Buffer.from(disc.image);
    image.write("x", disc.release.sealOffset);
    const { verdict, reasons, screen } = await judged(image);
    expect([verdict, reasons]).toEqual(["NIET_ONDERTEKEND", ["SEAL_UNREADABLE"]]);
    expect(screen).toMatch(/# STOP #+ Niet installeren\. .* Controleer eerst de schijf zelf\./);
  });
});
