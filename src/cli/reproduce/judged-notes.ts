// zegel rebuild-note verify: reviewers' notes judged under the root of their release and counted; one by one or a public folder of
// them. docs/spec/rebuild.md

import {
  type Bilingual,
  FormatError,
  inBoth,
  parseRebuild,
  quote,
  type Rebuild,
  type Release,
  type RootKey,
  spellOut,
  tryParse,
} from "../../format/index.ts";
import { type JudgedStep, judgeChain } from "../../sign/index.ts";
import {
  describeRebuildFault,
  describeShortfall,
  describeUnconfirmed,
  judgeRebuild,
  type RebuildJudge,
  shortfallsOf,
  type Tally,
  tallyRebuilds,
} from "../../trust/index.ts";
import { CommandError, exitFailure } from "../../verify/program/terminal.ts";
import { type Language, sayIn, type Text } from "../../words/language.ts";
import { languageOf, printResult } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote } from "../notes/note-file.ts";
import { readNamedRelease } from "../notes/released.ts";
import { sayFinding, scopeWords } from "../notes/statement-words.ts";
import { findNotes, isNamedFor, whyNot } from "./published-notes.ts";

/** The statements are valid, but not all of them are agreements that count. docs/man/zegel-rebuild-note.1.md */
const exitNotAgreed = 31;

export interface VerifyOptions {
  readonly release: string;
  readonly root: readonly string[];
  readonly json?: true;
  readonly lang?: Language;
}

const texts = {
  named: {
    nl: "is van {names}, en dat zegt de naam van het bestand niet",
    en: "it is by {names}, and its name does not say so",
  },
  bad: { nl: "{path}: NIET GOED: {why}", en: "{path}: NO GOOD: {why}" },
  badStatement: { nl: "{path}: NIET GOED: {reasons}", en: "{path}: NO GOOD: it {reasons}" },
  other: { nl: "{path}: geen verklaring, niet bekeken", en: "{path}: no note, not looked at" },
  and: { nl: ", en ", en: ", and " },
  by: { nl: "{holder} ({organisation}), sleutel {key}", en: "{holder} ({organisation}), key {key}" },
  statement: {
    nl: "{path}: {who}: {scope}: {finding}; {counts}",
    en: "{path}: {who}: {scope}: {finding}; {counts}",
  },
  environment: {
    nl: "  met (eigen opgave, niet nagegaan): {environment}",
    en: "  with (stated, not checked): {environment}",
  },
  counts: { nl: "telt mee", en: "counts" },
  countsNot: { nl: "telt niet mee: {reasons}", en: "does not count: it {reasons}" },
  agreements: {
    nl: "gelijk:      {found}, nodig: {needed}, elk van een andere sleutel en organisatie: {enough}",
    en: "agreements:  {found} of {needed} needed, each by another key and organisation: {enough}",
  },
  enough: { nl: "genoeg", en: "enough" },
  notEnough: { nl: "NIET GENOEG", en: "NOT ENOUGH" },
  dissent: { nl: "verschilt:   {dissent}; {rule}", en: "dissent:     {dissent}; {rule}" },
  noDissent: { nl: "geen dat telt", en: "no dissent that counts" },
  differ: { nl: "{count}", en: "{count} differ" },
  unjudged: {
    nl: " ({count} meer zeggen dat het verschilt en zijn niet goed, zie hierboven)",
    en: " ({count} more say that it differs and are no good, see above)",
  },
  onKit: {
    nl: "; {count} zeggen dat de kit verschilt, en dat telt nergens mee",
    en: "; {count} say that the kit differs, which no count has",
  },
  reported: { nl: "wie afwijkt wordt alleen gemeld", en: "dissent is reported only" },
  blocks: {
    nl: "{count} of meer die afwijken houden de versie tegen",
    en: "{count} or more who differ block the release",
  },
  blocked: { nl: ": TEGENGEHOUDEN", en: ": BLOCKED" },
} as const satisfies Record<string, Text>;

/** One reviewer's statement, or a note that is nobody's. */
interface Judged {
  readonly path: string;
  readonly rebuild: Rebuild;
  readonly by: RootKey | undefined;
  /** Why it is no agreement that counts. */
  readonly reasons: readonly Bilingual[];
}

export async function verifyNotes(paths: readonly string[], options: VerifyOptions): Promise<void> {
  const language = languageOf(options);
  const { release, sha256 } = await readNamedRelease(options.release, language);
  const judge = await judgeFor(release, sha256, options.root);
  const { notes, faults: unread, others } = await findNotes(paths);
  const judged: Judged[] = [];
  const faults = [...unread];
  const statements = [];
  for (const { path, note, isPublished } of notes) {
    const read = tryParse(() => parseRebuild(note.text));
    if (read instanceof FormatError && isPublished) {
      faults.push({ path, why: whyNot(read) });
      continue;
    }
    const { rebuild, fault, ...found } = await judgeRebuild(note, judge);
    const reasons =
      fault === undefined
        ? shortfallsOf(rebuild, release).map((one) => inBoth((l) => describeShortfall(one, l)))
        : [inBoth((l) => describeRebuildFault(fault, l))];
    if (fault !== undefined) judged.push({ path, rebuild, by: undefined, reasons });
    for (const { by } of found.statements) judged.push({ path, rebuild, by, reasons });
    for (const line of found.unconfirmed)
      judged.push({ path, rebuild, by: undefined, reasons: [inBoth((l) => describeUnconfirmed(line, l))] });
    statements.push(...found.statements);
    const speakers = found.statements.map(({ by }) => by);
    if (isPublished && fault === undefined && !isNamedFor(path, rebuild, speakers))
      faults.push({
        path,
        why: inBoth((l) => sayIn(texts.named, l, { names: speakers.map(({ vkey }) => vkey.name).join(", ") })),
      });
  }
  const tally = tallyRebuilds(statements, judge);
  printResult(
    options.json,
    () => ({
      notes: judged.map(asJson),
      faults: faults.map(({ path, why }) => ({ path, why: why.en })),
      others,
      ...tallyAsJson(tally),
    }),
    () =>
      [
        ...dissentFirst(judged).map((one) => noteInWords(one, language)),
        ...faults.map(({ path, why }) =>
          sayIn(texts.bad, language, { path: quote(path), why: spellOut(why[language], 1000) }),
        ),
        ...others.map((path) => sayIn(texts.other, language, { path: quote(path) })),
        ...tallyInWords(tally, judged, language),
        "",
      ].join("\n"),
  );
  if (faults.length > 0 || judged.some(({ by }) => by === undefined)) process.exitCode = exitFailure;
  else process.exitCode = judged.every(({ reasons }) => reasons.length === 0) ? 0 : exitNotAgreed;
}

/** Who says that it differs is shown before who agrees. */
function dissentFirst(judged: readonly Judged[]): Judged[] {
  return [true, false].flatMap((isFirst) =>
    judged.filter(({ rebuild }) => (rebuild.differs !== undefined) === isFirst),
  );
}

/** The release's root among those given, and each signed by the one before it: whoever revokes a key silences somebody. */
async function judgeFor(release: Release, releaseSha256: string, paths: readonly string[]): Promise<RebuildJudge> {
  const files = await Promise.all(paths.map(readNote));
  const { steps, anchored } = await judgeChain(files, { kind: "sha256", sha256: release.trustRoot }, signatureCheck);
  if (anchored === undefined)
    throw new CommandError({
      nl: `verwacht de vertrouwensbasis die de versie noemt (${release.trustRoot}), gevonden ${steps.map(({ sha256 }) => sha256).join(", ")}: geef die met --root`,
      en: `expected the trust root that the release names (${release.trustRoot}), found ${steps.map(({ sha256 }) => sha256).join(", ")}: give it with --root`,
    });
  const bad = steps.find(({ isGood }) => !isGood);
  if (bad !== undefined) throw badRoot(bad, steps);
  return { release, releaseSha256, root: anchored.root, roots: steps.map(({ root }) => root), check: signatureCheck };
}

/** A root from version 2 on is judged with the version before it, which must be among those given. */
function badRoot({ path, root }: JudgedStep, steps: readonly JudgedStep[]): CommandError {
  const before = root.version - 1;
  if (before > 0 && steps.every((step) => step.root.version !== before))
    return new CommandError({
      nl: `${quote(path)}: vertrouwensbasis ${root.version} wordt beoordeeld met de versie ervoor: geef ook root ${before} (--root)`,
      en: `${quote(path)}: trust root ${root.version} is judged with the version before it: give root ${before} too (--root)`,
    });
  return new CommandError({
    nl: `${quote(path)}: verwacht een vertrouwensbasis die ondertekend is door de eigen functionarissen en door die van de versie ervoor: zegel root verify zegt wat er mis is`,
    en: `${quote(path)}: expected a trust root signed by its own officers and by those of the version before it, which is given too: zegel root verify says what is wrong`,
  });
}

function noteInWords({ path, rebuild, by, reasons }: Judged, language: Language): string {
  const why = reasons.map((reason) => reason[language]).join(texts.and[language]);
  if (by === undefined) return sayIn(texts.badStatement, language, { path: quote(path), reasons: why });
  const { holder, organisation, vkey } = by;
  const { differs } = rebuild;
  const values = {
    path: quote(path),
    who: sayIn(texts.by, language, { holder, organisation, key: vkey.name }),
    scope: scopeWords[rebuild.scope][language],
    finding: sayFinding(differs, language),
    counts: reasons.length === 0 ? texts.counts[language] : sayIn(texts.countsNot, language, { reasons: why }),
  };
  const environment = sayIn(texts.environment, language, { environment: quote(rebuild.environment) });
  return `${sayIn(texts.statement, language, values)}\n${environment}`;
}

function tallyInWords(tally: Tally, judged: readonly Judged[], language: Language): string[] {
  const { found, needed, isEnough, differing, blocksAt, isBlocked } = tally;
  const counted = (text: keyof typeof texts, count: number) =>
    count === 0 ? "" : sayIn(texts[text], language, { count });
  const unjudged = judged.filter(({ by, rebuild }) => by === undefined && rebuild.differs !== undefined).length;
  const onKit = judged.filter(
    ({ by, rebuild }) => by && rebuild.scope === "kit" && rebuild.differs !== undefined,
  ).length;
  const dissent = [
    counted("differ", differing.length) || texts.noDissent[language],
    counted("unjudged", unjudged),
    counted("onKit", onKit),
  ].join("");
  const rule = blocksAt === undefined ? texts.reported[language] : sayIn(texts.blocks, language, { count: blocksAt });
  const enough = (isEnough ? texts.enough : texts.notEnough)[language];
  return [
    sayIn(texts.agreements, language, { found, needed, enough }),
    `${sayIn(texts.dissent, language, { dissent, rule })}${isBlocked ? texts.blocked[language] : ""}`,
  ];
}

function tallyAsJson({ found, needed, isEnough, differing, blocksAt, isBlocked }: Tally) {
  return { found, needed, differing: differing.length, blocksAt, isMet: isEnough && !isBlocked };
}

function asJson({ path, rebuild, by, reasons }: Judged) {
  const reviewer = by && { holder: by.holder, organisation: by.organisation, key: by.vkey.name, raw: by.vkey.raw };
  return {
    path,
    isSound: by !== undefined,
    counts: by !== undefined && reasons.length === 0,
    reviewer,
    reasons: reasons.map(({ en }) => en),
    ...rebuild,
  };
}
