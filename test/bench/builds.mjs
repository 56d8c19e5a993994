// The ways to build an image, side by side: zegel with its own writer and with both, and what people type today.

import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { clean, program } from "./make.mjs";
import { diskOf, sideBySide } from "./measure.mjs";

const zegel = `${process.execPath} ${program}`;

/** Digests of all files, the image by xorriso with the recipe's options, the digest of the image. It flushes nothing. */
function byHand(payload) {
  const recipe =
    "--no_rc -quiet -iso-level 3 -r -uid 0 -gid 0 -dir-mode 0555 -file-mode 0555 -J -joliet-long -input-charset UTF-8 " +
    "-output-charset UTF-8 -V BENCH -volset BENCH -publisher KIESRAAD -p HAND -A HAND --modification-date=2027011512000000 " +
    "--set_all_file_dates =1800014400 -untranslated_name_len 96 -pad";
  const files = `find ${payload} -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum > SUMS`;
  return `${files}; xorrisofs ${recipe} -o hand.iso ${payload}; sha256sum hand.iso`;
}

/**
 * `given`: the folder of release.json and root.note. Each run starts
 * without what the last one made, and with nothing left to be flushed.
 */
export function buildRows(work, payload, given = work) {
  const before = () => {
    clean(work, "out", "hand.iso", "SUMS");
    spawnSync("sync");
  };
  const notes = `--release ${join(given, "release.json")} --root ${join(given, "root.note")}`;
  const build = (writer) => `${zegel} build-iso --writer ${writer} --payload ${payload} ${notes} --out out`;
  return [
    {
      key: "hand",
      what: "by hand: `sha256sum` of the files, xorriso, `sha256sum` of the image",
      line: byHand(payload),
      needs: ["xorrisofs"],
      before,
    },
    { key: "both", what: "`zegel build-iso --writer both`", line: build("both"), needs: ["xorrisofs"], before },
    { key: "own", what: "`zegel build-iso --writer own`", line: build("own"), before }, // last: what it made in `out` stays
  ];
}

/** On the disk of `work`; and in memory, where flushing costs nothing, when `memory` names a folder there. */
export function measureBuilds(work, memory, how) {
  const payload = join(work, "large");
  const onDisk = { where: diskOf(work), rows: sideBySide(work, buildRows(work, payload), how(55)) };
  const inMemory =
    memory === undefined
      ? { reason: "not measured: no file system in memory with room for it" }
      : { where: diskOf(memory), rows: sideBySide(memory, buildRows(memory, payload, work), how(55)) };
  for (const folder of [work, memory ?? work]) clean(folder, "out", "hand.iso", "SUMS");
  return { onDisk, inMemory };
}
