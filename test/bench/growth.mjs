// How building and verifying grow: with the number of files, and with their bytes. Seconds and peak memory.

import { statfsSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildRows } from "./builds.mjs";
import { clean, makeLarge, makeMany, program, seal } from "./make.mjs";
import { sideBySide } from "./measure.mjs";

/** Discs of `counts` files, the fewest first. */
export function measureFiles(work, officers, how, counts) {
  const points = counts.map((files) => ({
    about: { files },
    amount: files,
    make: (folder) => makeMany(folder, files),
    seconds: 15 + files / 2000,
    room: files * 10_000,
  }));
  return measurePoints(work, officers, how, points);
}

/** Discs of as many big files as `bigs` says, the fewest first; beside the verifier, the digests that one would make by hand. */
export function measureSizes(work, officers, how, bigs) {
  const peers = [
    { key: "sha256sum", what: "`sha256sum`", line: "sha256sum master.iso" },
    { key: "openssl", what: "`openssl dgst -sha256`", line: "openssl dgst -sha256 master.iso", needs: ["openssl"] },
  ];
  const points = bigs.map((big) => {
    const bytes = big * 160_000_000 + 168_000_000;
    return {
      about: { bytes },
      amount: bytes,
      make: (folder) => makeLarge(folder, big),
      peers,
      seconds: 20 + bytes / 100e6,
      room: bytes * 3.2, // payload, image and payload.tar
    };
  });
  return measurePoints(work, officers, how, points);
}

/** One after the other. One for which time or room lacks is left out, and says so: the last one tells how long it will take. */
function measurePoints(work, officers, how, points) {
  const { clock } = how(Number.POSITIVE_INFINITY);
  let last;
  return points.map((point) => {
    const { about, amount, room } = point;
    const due = last === undefined ? 0 : (last.took * amount) / last.amount;
    if (clock.left() < due) return { ...about, reason: `not measured: it takes some ${Math.round(due)} s` };
    const { bavail, bsize } = statfsSync(work);
    if (bavail * bsize < room)
      return { ...about, reason: `not measured: it needs ${(room / 1e9).toFixed(0)} GB of room` };
    process.stderr.write(`  ${JSON.stringify(about)} …\n`);
    const before = clock.left();
    const measured = measurePoint(work, officers, how, point);
    const rounds = Math.max(1, ...measured.rows.map(({ runs }) => runs.length));
    last = { took: (before - clock.left()) / rounds, amount };
    return { ...about, ...measured };
  });
}

/** One size: the builds of what `make` makes, then the verifying of the last one, sealed. */
function measurePoint(work, officers, how, { make, seconds, peers = [] }) {
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
