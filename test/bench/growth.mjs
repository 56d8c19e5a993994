// How building and verifying grow: with the number of files, and with their bytes. Seconds and peak memory.

import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildRows } from "./builds.mjs";
import { clean, makeLarge, makeMany, program, seal } from "./make.mjs";
import { sideBySide } from "./measure.mjs";

/** Discs of `counts` files. */
export function measureFiles(work, officers, how, counts) {
  return counts.map((files) => {
    process.stderr.write(`  ${files} files …\n`);
    const make = (folder) => makeMany(folder, files);
    const need = { seconds: files / 1000, bytes: files * 10_000 };
    return { files, ...measurePoint(work, officers, how, { make, need, seconds: 15 + files / 2000 }) };
  });
}

/** Discs of as many big files as `bigs` says; beside the verifier, the digests that one would make by hand. */
export function measureSizes(work, officers, how, bigs) {
  const peers = [
    { key: "sha256sum", what: "`sha256sum`", line: "sha256sum master.iso" },
    { key: "openssl", what: "`openssl dgst -sha256`", line: "openssl dgst -sha256 master.iso", needs: ["openssl"] },
  ];
  return bigs.map((big) => {
    const bytes = big * 160_000_000 + 168_000_000;
    process.stderr.write(`  ${(bytes / 1e9).toFixed(2)} GB …\n`);
    const make = (folder) => makeLarge(folder, big);
    const need = { seconds: bytes / 35e6, bytes: bytes * 3.2 }; // payload, image and payload.tar
    return { bytes, ...measurePoint(work, officers, how, { make, need, seconds: 20 + bytes / 100e6, peers }) };
  });
}

/** One size: the builds of what `make` makes, then the verifying of the last one, sealed. */
function measurePoint(work, officers, how, { make, need, seconds, peers = [] }) {
  if (how(Number.POSITIVE_INFINITY).clock.left() < need.seconds) return { reason: "not measured: no time was left" };
  const { bavail, bsize } = statfsSync(work);
  if (bavail * bsize < need.bytes)
    return { reason: `not measured: it needs ${(need.bytes / 1e9).toFixed(0)} GB of free room` };
  make(join(work, "payload"));
  const builds = sideBySide(work, buildRows(work, "payload"), how(seconds));
  clean(work, "payload", "hand.iso", "SUMS");
  const outside = seal(work, officers);
  const { size } = statSync(join(work, "master.iso"));
  const line = `${process.execPath} ${program} verify master.iso ${outside}`;
  const verifying = sideBySide(work, [{ key: "verify", what: "`zegel verify`", line }, ...peers], how(seconds / 3));
  clean(work, "master.iso");
  return { size, rows: [...builds, ...verifying] };
}
