// The bars of the design, and what was measured against each.

import { median, ratio } from "./measure.mjs";

const rowOf = (rows, key) => rows?.find((row) => row.key === key && row.reason === undefined);
const peakOf = (row) => (row === undefined ? undefined : median(row.runs.map(({ peak }) => peak)));
const wallOf = (row) => (row === undefined ? undefined : median(row.runs.map(({ wall }) => wall)));

/** Each with `value` undefined where it was not measured. */
export function barsOf({ verify, drive, build, sizes, files }) {
  const verified = (key) => ratio(rowOf(verify?.rows, "zegel"), rowOf(verify?.rows, key));
  const built = (rows, key) => ratio(rowOf(rows, key), rowOf(rows, "hand"));
  const onDrive = rowOf(drive?.rows, "zegel");
  const plain = rowOf(drive?.rows, "dd");
  const fullDisc = sizes?.points.find(({ bytes }) => bytes > 4e9)?.rows;
  const many = files?.points.find((point) => point.files === 100_000)?.rows;
  const few = files?.points.find((point) => point.files === 1_000)?.rows;
  const perFile = (key) => {
    const [most, least] = [wallOf(rowOf(many, key)), wallOf(rowOf(few, key))];
    return most === undefined || least === undefined ? undefined : most / 100 / least;
  };
  const against = (what, bar, value, aim) => ({ what, bar, aim, value, unit: "", digits: 2 });
  const memory = (what, bar, row) => ({
    what: `peak memory: ${what}`,
    bar,
    value: peakOf(row),
    unit: " MB",
    digits: 0,
  });
  return [
    against("verify / `sha256sum`", 0.5, verified("sha256sum"), "0.4"),
    against("verify / `openssl dgst`", 1.8, verified("openssl"), "1.4"),
    { ...against("verify on the modelled drive: passes", 1.01, onDrive?.passes), digits: 3 },
    { ...against("the same: seeks", 10, onDrive?.seeks), digits: 0 },
    {
      ...against("the same: seconds / one plain read", 1.01, plain && onDrive && onDrive.seconds / plain.seconds),
      digits: 3,
    },
    memory("verify, 650 MB", 120, rowOf(verify?.rows, "zegel")),
    memory("verify, a full DVD", 120, rowOf(fullDisc, "verify")),
    memory("verify, 100,000 files", 200, rowOf(many, "verify")),
    memory("`build-iso --writer own`, 100,000 files", 250, rowOf(many, "own")),
    memory("`build-iso --writer both`, 100,000 files", 250, rowOf(many, "both")),
    against("`build-iso --writer own` / by hand", 0.5, built(build?.onDisk?.rows, "own"), "0.4"),
    against("the same in memory (no fsync)", 0.5, built(build?.inMemory?.rows, "own"), "0.4"),
    against("`build-iso --writer both` / by hand", 1.0, built(build?.onDisk?.rows, "both"), "0.8"),
    against("the same in memory (no fsync)", 1.0, built(build?.inMemory?.rows, "both"), "0.8"),
    against("build (own), time a file at 100,000 / at 1,000", 1.3, perFile("own")),
    against("verify, time a file at 100,000 / at 1,000", 1.3, perFile("verify")),
  ];
}
