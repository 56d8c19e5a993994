// `--version`: what this program is, in figures that can be compared with the letter and with a rebuild of one's own.
// It proves nothing by itself, a forged program would say the same: who doubts asks certutil or sha256sum.

import { encodeHashGroups, encodeUtf8 } from "../../format/index.ts";
import { type SignatureCheck, TrustChain } from "../../trust/index.ts";
import { purposeWords } from "../../words/glossary.ts";
import type { Language, Text } from "../../words/language.ts";
import { type BuiltIn, builtIn } from "../built-in.ts";
import type { Tool } from "../record/tool.ts";

const texts = {
  program: { nl: "Dit programma (SHA-256)", en: "This program (SHA-256)" },
  firstFile: { nl: "Dit bestand (SHA-256), een van de vele van dit programma", en: "This file (SHA-256), one of many" },
  unread: { nl: "niet te lezen", en: "cannot be read" },
  root: { nl: "Ingebouwde vertrouwensbasis", en: "Trust root built in" },
  noRoot: { nl: "geen; geef er een met --root", en: "none; give one with --root" },
  version: { nl: "versie", en: "version" },
  revision: { nl: "Broncode (git)", en: "Source revision (git)" },
  unpackaged: { nl: "niet verpakt", en: "not packaged" },
} as const satisfies Record<string, Text>;

/** `name`: what the program is called. Rejects TrustError when the roots built in are none. */
export async function describeVersion(
  tool: Tool,
  check: SignatureCheck,
  language: Language,
  packed: BuiltIn = builtIn,
  name = "zegel-verify",
): Promise<string> {
  const say = (name: keyof typeof texts) => texts[name][language];
  const digest = tool.sha256 === undefined ? [`  ${say("unread")}`] : inTwoLines(tool.sha256);
  return [
    `${name} ${tool.version} (${tool.runtime})`,
    `${say(tool.kind === "program" ? "program" : "firstFile")}: ${tool.file}`,
    ...digest,
    ...(await describeRoot(packed, check, language)),
    `${say("revision")}: ${packed.revision ?? say("unpackaged")}`,
    "",
  ].join("\n");
}

async function describeRoot({ roots }: BuiltIn, check: SignatureCheck, language: Language): Promise<string[]> {
  if (roots.length === 0) return [`${texts.root[language]}: ${texts.noRoot[language]}`];
  const { newest } = await TrustChain.anchor(roots.map(encodeUtf8), check);
  const { version, purpose } = newest.root;
  return [
    `${texts.root[language]}: ${texts.version[language]} ${version}, ${purposeWords[purpose][language]} (SHA-256)`,
    ...inTwoLines(newest.sha256),
  ];
}

function inTwoLines(sha256: string): string[] {
  const groups = encodeHashGroups(sha256);
  return [`  ${groups.slice(0, 39)}`, `  ${groups.slice(40)}`];
}
