// What comes back from the log's key and from witnesses: a signed checkpoint, lines of cosignatures. Taken by what they hold, into the
// log itself. docs/spec/release-folder.md, "Collect"

import { equalBytes, type Note, parseCheckpoint, type Signature } from "../../../format/index.ts";
import {
  type Cosigned,
  cosignLog,
  isSignedBy,
  type LogFolder,
  readCheckpoint,
  readLog,
  takeCheckpoint as storeTaken,
  treeOf,
} from "../../../log/index.ts";
import type { Desk } from "../../../release-folder/index.ts";
import { isBy, logKeyOf, sortLines } from "../../../trust/index.ts";
import { fill, type Text, uncut } from "../../../words/language.ts";
import type { Received } from "../read-inbox.ts";
import { logTexts } from "./log-texts.ts";
import { whereIs } from "./read-log.ts";

export type LogAnswer = { readonly path: string } & (
  | { readonly is: "checkpoint"; readonly note: Note }
  | { readonly is: "lines"; readonly lines: readonly Signature[] }
);

/** `path`: the folder of the release. Throws LogError, FilesError. */
export async function takeLogAnswer(path: string, file: LogAnswer, desk: Desk): Promise<Received[]> {
  const { log: place } = desk.folder;
  const { path: from } = file;
  if (place === undefined || "fault" in place.log) return [left(from, "noLog")];
  const log = readLog(whereIs(path, place.path));
  const name = `${place.path}/checkpoint`;
  if (file.is === "checkpoint") return takeCheckpoint(log, file, name, desk);
  if (place.log.checkpoint === undefined) return [left(from, "unsigned")];
  return inWords(await cosignLog(log, file.lines, desk.chain, desk.check), from, name);
}

async function takeCheckpoint(
  log: LogFolder,
  { path, note }: LogAnswer & { is: "checkpoint" },
  name: string,
  { chain, check }: Desk,
): Promise<Received[]> {
  const head = parseCheckpoint(note.text, 0);
  if (head.origin !== log.origin) return [left(path, "otherLog", { found: head.origin, expected: log.origin })];
  const keys = chain.roots.flatMap(({ root }) => root.keys.filter(({ role }) => role === "log"));
  const { held } = await sortLines(note, keys, check);
  const sizes = { found: head.size, expected: log.size };
  const key = logKeyOf(chain.newest.root);
  const line = held.find((one) => one.key.vkey.raw === key?.vkey.raw && !chain.revoked.has(one.key.vkey.raw));
  // What the log's own key signed and the log does not continue is a proof that it lies.
  const isOther = head.size <= log.size && !equalBytes(treeOf(log, head.size).rootHash(), head.rootHash);
  if (held.length > 0 && isOther) return [{ path, is: "split", reason: said("split", sizes) }];
  if (line === undefined) return [left(path, "notByLog")];
  if (head.size < log.size) return [left(path, "earlier", sizes)];
  if (head.size > log.size) return [left(path, "later", sizes)];
  const isKnown = isSignedBy(log, line.key.vkey) && readCheckpoint(log).text === note.text;
  if (!isKnown) await storeTaken(log, { text: note.text, signatures: [line.line] }, chain, check);
  const first: Received = { path, is: isKnown ? "known" : "taken", name };
  const others = note.signatures.filter((one) => !keys.some((key) => isBy(one, key)));
  if (others.length === 0) return [first];
  return [first, ...inWords(await cosignLog(log, others, chain, check), path, name)];
}

function inWords({ added, left: others }: Cosigned, path: string, name: string): Received[] {
  return [
    ...(added.length > 0 ? [{ path, is: "taken", name } as const] : []),
    ...others.map(
      ({ name: by, why }): Received =>
        why === "THERE" ? { path, is: "known", name } : { path, is: "left", reason: said(why, { name: by }) },
    ),
  ];
}

const left = (path: string, text: keyof typeof logTexts, values: Parameters<typeof fill>[1] = {}): Received => ({
  path,
  is: "left",
  reason: said(text, values),
});

const said = (text: keyof typeof logTexts, values: Parameters<typeof fill>[1]): Text => ({
  nl: fill(logTexts[text].nl, values, uncut),
  en: fill(logTexts[text].en, values, uncut),
});
