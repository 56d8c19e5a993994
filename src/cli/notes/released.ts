// A release as reproduce and rebuild-note are given it: its note, its seal, or an image.

import { FileError, openFile } from "../../files/bounded.ts";
import {
  encodeUtf8,
  equalBytes,
  isBlankSeal,
  type Note,
  parseRelease,
  parseSeal,
  quote,
  type Release,
  refuseResaved,
  type Seal,
  sealSize,
  sealTypeLine,
  textDigest,
  typeLineOf,
} from "../../format/index.ts";
import { type ReleasedImage, readReleasedImage } from "../../reproduce/index.ts";
import { readBytes } from "../../sign/index.ts";
import { CommandError, Progress } from "../../verify/program/terminal.ts";
import type { Language, Text } from "../../words/language.ts";
import { faultText } from "../fault-words.ts";
import { readNote } from "./note-file.ts";

export interface Released {
  /** Undefined: an unsealed image. */
  readonly note: Note | undefined;
  readonly release: Release | undefined;
  /** Digest of the note's text. */
  readonly sha256: string | undefined;
  readonly seal: { readonly bytes: Uint8Array; readonly notes: Seal } | undefined;
  readonly image: ReleasedImage | undefined;
}

const reading: Text = { nl: "lezen", en: "reading" };

/** What `path` is, its first bytes say. Throws CommandError, FormatError, ReproduceError, SignError. */
export async function readReleased(path: string, language: Language = "en"): Promise<Released> {
  const start = await startOf(path);
  const begins = (line: string) => equalBytes(start.subarray(0, line.length + 1), encodeUtf8(`${line}\n`));
  if (begins(typeLineOf("release"))) return of((await readNote(path)).note, undefined, undefined);
  if (begins(sealTypeLine)) {
    const bytes = await readBytes(path, sealSize);
    const notes = parseSeal(bytes);
    return of(notes.release, { bytes, notes }, undefined);
  }
  refuseResaved(start, path);
  if (start.length === sealSize && isBlankSeal(start))
    throw new CommandError({
      nl: `${quote(path)}: verwacht een zegel, gevonden de lege plaats ervoor: de schijf is niet verzegeld`,
      en: `${quote(path)}: expected a seal, found the empty place for one: the disc is not sealed`,
    });
  const progress = new Progress(reading[language], 0, language);
  const image = await readReleasedImage(path, (done) => progress.update(done)).finally(() => progress.end());
  return of(image.seal?.notes.release, image.seal, image);
}

/** The same, which must name a release. Throws CommandError too. */
export async function readNamedRelease(path: string, language: Language = "en") {
  const { release, sha256, image } = await readReleased(path, language);
  if (release === undefined || sha256 === undefined)
    throw new CommandError({
      nl: `${quote(path)}: verwacht de tekst van een versie, een zegel of een verzegeld schijfbestand, gevonden een schijfbestand zonder zegel`,
      en: `${quote(path)}: expected a release note, a seal or a sealed image, found an unsealed image`,
    });
  return { release, sha256, image };
}

function of(note: Note | undefined, seal: Released["seal"], image: ReleasedImage | undefined): Released {
  if (note === undefined) return { note, release: undefined, sha256: undefined, seal, image };
  return { note, release: parseRelease(note.text), sha256: textDigest(note.text), seal, image };
}

/** As much as a seal has: an image has more. */
async function startOf(path: string): Promise<Uint8Array> {
  try {
    const file = await openFile(path);
    try {
      const bytes = new Uint8Array(sealSize);
      const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new CommandError({
      nl: faultText(error, "nl"),
      en: `${quote(path)}: ${error instanceof Error ? error.message : error}`,
    });
  }
}
