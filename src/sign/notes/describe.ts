// A note in words, for the person who is about to sign it: every field, nothing left out, digests in groups.

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
} from "../../format/index.ts";
import type { Language } from "../../words/language.ts";
import type { Minutes } from "../ceremony/minutes.ts";
import { fingerprintOf } from "../keys/fingerprint.ts";
import { Sheet } from "./sheet.ts";
import { readStatement } from "./statement.ts";
import { say, type Word } from "./words.ts";

/** Lines to print. The last names the digest whose first group the signer types. Throws SignError NOTE_TYPE, FormatError. */
export function describeNote(note: Note, language: Language): string[] {
  const statement = readStatement(note.text);
  const sheet = new Sheet((word) => say(word, language));
  const digest = textDigest(note.text);
  switch (statement.type) {
    case "release":
      describeRelease(statement.release, digest, sheet);
      break;
    case "trust-root":
      describeRoot(statement.root, sheet);
      break;
    case "rebuild":
      describeRebuild(statement.rebuild, sheet);
      break;
    case "recall":
      describeRecall(statement.recall, sheet);
      break;
    case "minutes":
      describeMinutes(statement.minutes, sheet);
      break;
  }
  if (note.signatures.length > 0) sheet.row("signedBy", showLineNames(note.signatures.map((line) => line.name)));
  sheet.digest("digest", encodeHashGroups(digest));
  return sheet.lines;
}

function describeRelease(release: Release, digest: string, sheet: Sheet): void {
  const { t } = sheet;
  sheet.title("release");
  sheet.row("product", `${release.product} ${release.version}`);
  sheet.row("election", release.election);
  sheet.row("role", release.role);
  sheet.row("sequence", String(release.sequence));
  sheet.row("purpose", t(release.purpose));
  if (release.purpose !== "final") sheet.line(t("notFinal"));
  sheet.row("urgency", t(release.urgency));
  sheet.row("date", release.date);
  sheet.row("medium", `${release.medium} ${release.volume}`);
  sheet.row("publisher", release.publisher);
  sheet.row("disc", `${release.disc} ${t("of")} ${release.manifests.length}`);
  for (const [i, sha256] of release.manifests.entries())
    sheet.line(`${t("manifest")} ${i + 1}: ${encodeHashGroups(sha256)}`);
  sheet.hash("image", release.imageSha256);
  sheet.row("imageSize", `${release.imageSize} ${t("bytes")}`);
  sheet.row("sealPlace", `${release.sealOffset}`);
  const { kit } = release;
  sheet.digest("kit", kit === undefined ? t("none") : `${kit.version} ${encodeHashGroups(kit.sha256)}`);
  sheet.row("recipe", release.recipe);
  sheet.hash("trustRoot", release.trustRoot);
  sheet.row("recallAtLeast", String(release.recallAtLeast));
  sheet.hash("previous", release.previous);
  sheet.row("zegelcode", encodeZegelcode(digest));
}

function describeRoot(root: TrustRoot, sheet: Sheet): void {
  sheet.title("root");
  sheet.lines.push(...rootLines(root, sheet.t));
}

/** A trust root in words, without a title: also what `zegel root show` prints. */
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

function describeRebuild(rebuild: Rebuild, sheet: Sheet): void {
  const { t } = sheet;
  sheet.title("rebuild");
  sheet.row("finding", rebuild.differs === undefined ? t("agrees") : `${t("differs")}: ${rebuild.differs}`);
  sheet.row("scope", t(rebuild.scope === "image" ? "scopeImage" : "scopeSource"));
  sheet.hash("ofRelease", rebuild.release);
  sheet.hash("image", rebuild.imageSha256);
  sheet.hash("manifestMeasured", rebuild.manifestSha256);
  sheet.row("environment", rebuild.environment);
  sheet.row("date", rebuild.date);
}

function describeRecall(recall: Recall, sheet: Sheet): void {
  sheet.title("recall");
  sheet.row("date", recall.date);
  sheet.row("entries", String(recall.recalled.length));
  for (const [i, { imageSha256, date, reason }] of recall.recalled.entries()) {
    sheet.row("recalled", `${i + 1}: ${date}, ${reason}`);
    sheet.line(`  ${encodeHashGroups(imageSha256)}`);
  }
}

function describeMinutes(minutes: Minutes, sheet: Sheet): void {
  sheet.title("minutes");
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
