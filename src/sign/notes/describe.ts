// A note in words, for the person who is about to sign it: every field, nothing left out, digests in groups. What stands
// above and below them is one text for all notes: look.ts.

import {
  encodeHashGroups,
  encodeVKey,
  encodeZegelcode,
  type Note,
  type Rebuild,
  type Recall,
  type Release,
  requirements,
  showLineNames,
  type TrustRoot,
  textDigest,
  walkRebuild,
  walkRelease,
} from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import type { Minutes } from "../ceremony/minutes.ts";
import { fingerprintOf } from "../keys/fingerprint.ts";
import { rebuildFieldInWords, releaseFieldInWords } from "./field-words.ts";
import { Sheet } from "./sheet.ts";
import { readStatement } from "./statement.ts";
import { say, type Word } from "./words.ts";

/** Lines to print, one or more a field. Throws SignError NOTE_TYPE, FormatError. */
export function describeNote(note: Note, language: Language): string[] {
  const statement = readStatement(note.text);
  const sheet = new Sheet((word) => say(word, language));
  switch (statement.type) {
    case "release":
      describeRelease(statement.release, textDigest(note.text), sheet, language);
      break;
    case "trust-root":
      sheet.lines.push(...rootLines(statement.root, sheet.t));
      break;
    case "rebuild":
      describeRebuild(statement.rebuild, sheet, language);
      break;
    case "recall":
      describeRecall(statement.recall, sheet);
      break;
    case "minutes":
      describeMinutes(statement.minutes, sheet);
      break;
  }
  if (note.signatures.length > 0) sheet.row("signedBy", showLineNames(note.signatures.map((line) => line.name)));
  return sheet.lines;
}

function describeRelease(release: Release, digest: string, sheet: Sheet, language: Language): void {
  for (const { field, texts } of walkRelease(release)) {
    for (const text of texts) sheet.field(releaseFieldInWords(field, text, language));
    if (field === "purpose" && release.purpose !== "final") sheet.line(sheet.t("notFinal"));
  }
  sheet.row("zegelcode", encodeZegelcode(digest));
}

/** A trust root in words: also what `zegel root show` prints. */
export function describeTrustRoot(root: TrustRoot, language: Language): string[] {
  return rootLines(root, (word) => say(word, language));
}

function rootLines(root: TrustRoot, t: (word: Word) => string): string[] {
  const sheet = new Sheet(t);
  sheet.row("version", String(root.version));
  sheet.hash("previous", root.previous);
  sheet.row("purpose", t(root.purpose));
  if (root.purpose !== "final") sheet.line(t("notFinal"));
  sheet.row("valid", `${root.validFrom} ${t("until")} ${root.validUntil}`);
  sheet.row("contact", root.contact);
  for (const { vkey, role, holder, organisation } of root.keys) {
    sheet.row("key", `${vkey.name}: ${role}, ${holder}, ${organisation}`);
    sheet.line(`  ${t("fingerprint")}: ${encodeHashGroups(fingerprintOf(vkey))}`);
    sheet.line(`  ${encodeVKey(vkey)}`);
  }
  for (const { name, threshold, members } of root.groups)
    sheet.row("group", `${name}: ${threshold} ${t("of")} ${members.join(", ")}`);
  for (const requirement of requirements)
    sheet.row("require", `${requirement}: ${root.requires[requirement] ?? t("none")}`);
  const { dissentBlocksAt } = root;
  sheet.row(
    "dissent",
    dissentBlocksAt === undefined ? t("dissentReported") : `${t("dissentBlocks")} ${dissentBlocksAt}`,
  );
  const rebuilders = root.keys.filter((key) => key.role === "rebuilder").length;
  if (dissentBlocksAt !== undefined && dissentBlocksAt > rebuilders) sheet.line(t("dissentUnreachable"));
  for (const raw of root.revoked) sheet.row("revoked", raw);
  sheet.row("log", root.logOrigin ?? t("none"));
  return sheet.lines;
}

function describeRebuild(rebuild: Rebuild, sheet: Sheet, language: Language): void {
  for (const { field, texts } of walkRebuild(rebuild))
    for (const text of texts) sheet.field(rebuildFieldInWords(field, text, language));
}

function describeRecall(recall: Recall, sheet: Sheet): void {
  sheet.row("date", recall.date);
  sheet.row("entries", String(recall.recalled.length));
  for (const [i, { imageSha256, date, reason }] of recall.recalled.entries()) {
    sheet.row("recalled", `${i + 1}: ${date}, ${reason}`);
    sheet.line(`  ${encodeHashGroups(imageSha256)}`);
  }
}

function describeMinutes(minutes: Minutes, sheet: Sheet): void {
  sheet.row("ceremony", minutes.ceremony);
  sheet.row("purpose", sheet.t(minutes.purpose));
  if (minutes.purpose !== "final") sheet.line(sheet.t("notFinal"));
  sheet.row("transcriptLines", String(minutes.lines));
  sheet.hash("transcriptHead", minutes.head);
  sheet.hash("transcript", minutes.transcript);
  for (const { id, role, key, organisation, name } of minutes.present)
    sheet.row(
      "present",
      `${id}: ${name}, ${role}, ${organisation}, ${sheet.t("key").toLowerCase()}: ${key ?? sheet.t("none")}`,
    );
}
