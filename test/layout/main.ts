// npm run layout-check -- IMAGE NOTE FOLDER: is this image exactly what docs/spec/image.md says it must be?
// FOLDER holds the files of the disc, with ZEGEL/MANIFEST and the rest of /ZEGEL, as any program took them off it.
// Exit code 0: yes, byte for byte; 1: no, or it could not be told.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkLayout } from "./check.ts";
import { computeLayout } from "./layout.ts";

const sealPath = "ZEGEL/SEAL";
const sealSize = 262_144;

/** `volume`, `publisher` and `date` of a release note's text. */
function factsOf(note: string) {
  const field = (name: string) => new RegExp(`^${name} (.+)$`, "m").exec(note)?.[1] ?? "";
  return { volume: field("volume"), publisher: field("publisher"), date: field("date") };
}

function listOf(folder: string): { files: { path: string; size: number }[]; emptyFolders: string[] } {
  const found = { files: [{ path: sealPath, size: sealSize }], emptyFolders: [] as string[] };
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const status = statSync(join(folder, path));
    if (!status.isDirectory() && path !== sealPath) found.files.push({ path, size: status.size });
    else if (status.isDirectory() && path !== "ZEGEL" && readdirSync(join(folder, path)).length === 0)
      found.emptyFolders.push(path);
  }
  return found;
}

process.exitCode = 1;
const [image, note, folder] = process.argv.slice(2);
if (image === undefined || note === undefined || folder === undefined)
  console.error("Usage: npm run layout-check -- IMAGE NOTE FOLDER");
else {
  const { files, emptyFolders } = listOf(folder);
  const pieces = computeLayout(factsOf(readFileSync(note, "utf8")), files, emptyFolders);
  const { classes, imageBytes, dueBytes } = checkLayout(image, pieces, (path) =>
    path === sealPath ? undefined : join(folder, path),
  );
  for (const { kind, sectors, wrong, first } of classes)
    console.log(
      `${kind.padEnd(24)}${String(sectors).padStart(9)} sectors  ${wrong === 0 ? "as due" : `${wrong} bytes differ: ${first}`}`,
    );
  console.log(
    `${"length".padEnd(24)}${String(imageBytes).padStart(9)} bytes    ${imageBytes === dueBytes ? "as due" : `expected ${dueBytes}`}`,
  );
  const isRight = imageBytes === dueBytes && classes.every(({ wrong }) => wrong === 0);
  console.log(
    isRight
      ? "The image is what the rules give (what the seal holds is not compared)."
      : "The image is NOT what the rules give.",
  );
  if (isRight) process.exitCode = 0;
}
