// What the demonstration shows refused: the sealed image and its files, each changed in one way.

import {
  chmodSync,
  closeSync,
  copyFileSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { codeOf, out, verify } from "./show.mjs";

const sealSize = 262_144;

/** `code`: the zegelcode of `master.iso` in `out`, whose files are in `disc`. */
export async function refuseAll(code) {
  const note = readFileSync(join(out, "build", "release.note"), "utf8");
  const field = (name) => Number(new RegExp(`^${name} (\\d+)$`, "m").exec(note)?.[1]);

  console.log("-- one altered byte");
  // Half-way from the end of the seal's place to the 150 sectors of padding: among the files, whatever their size.
  const sealEnd = field("seal-at") + sealSize;
  const position = sealEnd + Math.floor((field("image-bytes") - 150 * 2048 - sealEnd) / 2);
  alteredCopy(
    "altered.iso",
    position,
    readMaster(position, 1).map((byte) => byte ^ 0xff),
  );
  verify("altered.iso", ["--code", code], 22, "GEWIJZIGD");

  console.log("-- a missing signature: the seal with the second officer's line taken out");
  const oneSignature = ({ release: { text, signatures } }) => ({
    release: { text, signatures: signatures.slice(0, 1) },
  });
  alteredCopy("unsigned.iso", field("seal-at"), await changedSeal(field("seal-at"), oneSignature));
  verify("unsigned.iso", ["--code", code], 21, "NIET_ONDERTEKEND");

  console.log("-- the log's proof taken out of the seal; and the same image with that proof as a file beside it");
  const noProof = () => ({ logProof: undefined });
  alteredCopy("unlogged.iso", field("seal-at"), await changedSeal(field("seal-at"), noProof));
  verify("unlogged.iso", ["--code", code], 25, "ONVOLDOENDE_HERBOUW");
  verify("unlogged.iso", ["--code", code, "--note", "release.tlog-proof"], 0, "ECHT");

  console.log("-- another release's code");
  writeFileSync(join(out, "other.note"), note.replace(/^sequence 1$/m, "sequence 2"));
  verify("master.iso", ["--code", codeOf("other.note")], 26, "ANDERE_UITGAVE");

  console.log("-- a file added to the files");
  copyFolder(join(out, "disc"), join(out, "disc-copy"));
  writeFileSync(join(out, "disc-copy", "SETUP.EXE"), "MZ");
  verify("disc-copy", ["--code", code], 23, "ONVOLLEDIG");

  for (const name of ["altered.iso", "unsigned.iso", "unlogged.iso", "other.note", "disc-copy"])
    rmSync(join(out, name), { recursive: true, force: true });
}

/** A copy of the master image with `bytes` at `position`. */
function alteredCopy(to, position, bytes) {
  const path = join(out, to);
  copyFileSync(join(out, "master.iso"), path);
  chmodSync(path, 0o644);
  const file = openSync(path, "r+");
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
}

/** A copy whose folders can be written and removed: those of a mounted disc cannot, and a copy keeps their rights. */
function copyFolder(from, to) {
  cpSync(from, to, { recursive: true });
  const entries = readdirSync(to, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const path of [to, ...entries.map((entry) => join(entry.parentPath, entry.name))]) chmodSync(path, 0o755);
}

/** The seal of the master image at `offset`, with what `change` makes of it. */
async function changedSeal(offset, change) {
  const { encodeSeal, parseSeal } = await import("../../dist/format/index.js");
  const seal = parseSeal(readMaster(offset, sealSize));
  return encodeSeal({ ...seal, ...change(seal) });
}

function readMaster(position, length) {
  const bytes = new Uint8Array(length);
  const master = openSync(join(out, "master.iso"), "r");
  readSync(master, bytes, 0, length, position);
  closeSync(master);
  return bytes;
}
