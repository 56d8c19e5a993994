// What is large in the folder of a release, read whole: images, masters, payloads and the kit. Only where --full asks for it.

import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { measureKit, measurePayload } from "../../build-iso/index.ts";
import { readPieces } from "../../files/bounded.ts";
import { FormatError, parseRelease, sealSize, textDigest, tryParse } from "../../format/index.ts";
import { builtFolder, type Measured, masterName, type ReleaseFolder } from "../../release-folder/index.ts";
import { Progress } from "../../verify/program/terminal.ts";
import { demandBundle } from "./finish/read-escrow.ts";
import { readPublished } from "./finish/read-out.ts";
import { FolderReader } from "./read-notes.ts";

/** The folder with what was measured; what cannot be read is told in `unread`. */
export async function measureFolder(path: string, folder: ReleaseFolder): Promise<ReleaseFolder> {
  const reader = new FolderReader(path);
  const images = new Map<string, string>();
  const masters = new Map<string, string>();
  const payloads = new Map<string, ReadonlyMap<string, string>>();
  for (const { name, sealAt } of imagesOf(folder))
    if (existsSync(reader.at(name)))
      reader.try(name, () => {
        const { unsealed, whole } = digestBoth(reader.at(name), sealAt);
        images.set(name, unsealed);
        if (name.startsWith("out/")) masters.set(name, whole);
      });
  for (const name of payloadsOf(folder))
    if (existsSync(reader.at(name)))
      await reader.tryAsync(name, async () => payloads.set(name, await measurePayload(reader.at(name))));
  for (const { escrow } of folder.finished)
    if (escrow !== undefined) reader.try(escrow.path, () => demandBundle(reader.at(escrow.path)));
  const measured: Measured = { kit: await measureOneKit(reader, folder), images, payloads, masters };
  const published = folder.published && readPublished(reader, masters);
  return { ...folder, measured, published, unread: [...folder.unread, ...reader.unread] };
}

/** Of each disc the image as it was built, and its master, with the place of the seal. */
function imagesOf({ built }: ReleaseFolder): { readonly name: string; readonly sealAt: number }[] {
  return built.flatMap(({ disc, folder, note }) => {
    const release = note === undefined ? undefined : tryParse(() => parseRelease(note.note.text));
    if (release === undefined || release instanceof FormatError) return [];
    const names = [`${folder}/unsealed.iso`, masterName(disc, built.length)];
    return names.map((name) => ({ name, sealAt: release.sealOffset }));
  });
}

const payloadsOf = ({ inputs, built }: ReleaseFolder) => [
  ...inputs.payloads,
  ...built.map(({ disc }) => `${builtFolder(disc, built.length)}/payload.tar`),
];

/** SHA-256 as it lies there, and with zeros in the seal's place. Throws FileError. */
function digestBoth(path: string, sealAt: number): { readonly whole: string; readonly unsealed: string } {
  const [whole, unsealed] = [createHash("sha256"), createHash("sha256")];
  const progress = new Progress("reading", 0);
  let done = 0;
  try {
    for (const piece of readPieces(path)) {
      whole.update(piece);
      const [from, to] = [Math.max(0, sealAt - done), Math.min(piece.length, sealAt + sealSize - done)];
      if (from < to) piece.fill(0, from, to);
      unsealed.update(piece);
      done += piece.length;
      progress.update(done);
    }
    return { whole: whole.digest("hex"), unsealed: unsealed.digest("hex") };
  } finally {
    progress.end();
  }
}

/** As the builder measures it: under the root that the release names, for its purpose. */
async function measureOneKit(reader: FolderReader, folder: ReleaseFolder): Promise<Measured["kit"]> {
  const { inputs, built, description } = folder;
  const [kit] = inputs.kits;
  const note = built[0]?.note?.note;
  const release = note === undefined ? undefined : tryParse(() => parseRelease(note.text));
  if (kit === undefined || description === undefined || release === undefined || release instanceof FormatError)
    return undefined;
  const root = inputs.roots.find((file) => textDigest(file.note.text) === release.trustRoot);
  if (root === undefined) return undefined;
  return reader.tryAsync(kit, () => measureKit(reader.at(kit), root.note, description.choice.purpose));
}
