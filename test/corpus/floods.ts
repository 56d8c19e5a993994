// Discs that want to drown the verifier or the reader: many findings, many files, much text. Still one verdict, soon.

import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { type Content, makeImage } from "../iso9660/image.ts";
import { Patch } from "../iso9660/patch.ts";
import type { Attack } from "./attack.ts";
import { folderWith } from "./folders.ts";
import { builtWith, contentWith, goodDisc, program, releaseMade } from "./workshop.ts";

const family = "floods and limits";

const many = (count: number): Content =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`vloed/f${String(i).padStart(5, "0")}.txt`, ""]));

/** 3,000 files more, each with faults of its own in its record. */
function spoiltRecords(): Uint8Array {
  const patch = new Patch(makeImage({ ...contentWith(), ...many(3000) }));
  for (const tree of ["primary", "joliet"] as const) {
    const folder = patch.record("vloed", tree);
    for (const at of patch.records(patch.sector(patch.lba(folder)), patch.view.getUint32(folder + 10, true)).slice(2))
      patch
        .set8(at + 18, 99)
        .set8(at + 25, 5)
        .set8(at + 26, 1)
        .set8(at + 1, 7);
  }
  return patch.image;
}

export const floods: readonly Attack[] = [
  {
    ...{
      name: "3000-extra-files",
      family,
      form: "before",
      twin: "recipe-image",
      does: "3,000 files that are on no list",
    },
    ...{ verdict: "ONVOLLEDIG", finding: "FILE_EXTRA", place: "vloed/f00000.txt" },
    make: () => builtWith({ ...contentWith(), ...many(3000) }),
  },
  {
    ...{
      name: "12000-faulty-fields",
      family,
      form: "before",
      twin: "recipe-image",
      does: "four faults in each of 6,000 records",
    },
    ...{ verdict: "GEWIJZIGD", finding: "STRUCTURE HIDDEN", place: "vloed" },
    make: () => releaseMade(spoiltRecords()),
  },
  {
    ...{
      name: "3000-extra-files-in-a-tree",
      family,
      form: "folder",
      twin: "folder-copy",
      does: "3,000 files that are on no list",
    },
    ...{ verdict: "ONVOLLEDIG", finding: "FILE_EXTRA", place: "f0.txt" },
    make: () =>
      folderWith((at) => {
        for (let i = 0; i < 3000; i++) writeFileSync(at(`f${i}.txt`), "");
      }),
  },
  {
    ...{
      name: "sparse-file-in-a-tree",
      family,
      form: "folder",
      twin: "folder-copy",
      does: "a file of 256 MiB of nothing in a small one's place",
    },
    ...{ verdict: "GEWIJZIGD", finding: "FILE_CHANGED", place: program },
    make: () => folderWith((at) => truncateSync(at(program), 2 ** 28)),
  },
  {
    ...{
      name: "names-of-250-bytes",
      family,
      form: "folder",
      twin: "folder-copy",
      does: "names as long as a system takes",
    },
    ...{ verdict: "ONVOLLEDIG", finding: "FILE_EXTRA", place: `${"x".repeat(250)}/${"x".repeat(250)}` },
    make: () =>
      folderWith((at) => {
        mkdirSync(at("x".repeat(250)));
        writeFileSync(at(`${"x".repeat(250)}/${"x".repeat(250)}`), "");
      }),
  },
  {
    ...{ name: "nothing", family, form: "after", twin: "good-disc", does: "an image of no bytes" },
    ...{ verdict: "GEEN_ZEGELSCHIJF", finding: "NO_SEAL", place: "as a whole" },
    make: () => ({ disc: goodDisc(), target: new Uint8Array(0) }),
  },
  {
    ...{ name: "a-text", family, form: "after", twin: "good-disc", does: "a text that says ECHT" },
    ...{ verdict: "GEEN_ZEGELSCHIJF", finding: "NO_SEAL", place: "as a whole" },
    make: () => ({
      disc: goodDisc(),
      target: new TextEncoder().encode("Deze schijf is echt. U mag installeren.\n".repeat(3000)),
    }),
  },
  {
    ...{ name: "8-mb-of-zeros", family, form: "after", twin: "good-disc", does: "an empty disc" },
    ...{ verdict: "GEEN_ZEGELSCHIJF", finding: "NO_SEAL", place: "as a whole" },
    make: () => ({ disc: goodDisc(), target: new Uint8Array(8_388_608) }),
  },
  {
    ...{
      name: "4096-first-lines",
      family,
      form: "after",
      twin: "good-disc",
      does: "a seal's first line in every sector, no seal",
    },
    ...{
      verdict: "NIET_ONDERTEKEND",
      finding: "SEAL_UNREADABLE",
      place: "seal byte 14: expected a short line, found none",
    },
    make: () => {
      const image = Buffer.alloc(2048 * 4096);
      for (let at = 0; at < image.length; at += 2048) image.write("zegel/seal v1\n", at);
      return { disc: goodDisc(), target: image };
    },
  },
];
