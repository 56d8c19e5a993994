// An audit on the screen: what was judged and by whose word, then what was found, by line, then the outcome in one line.

import { encodeBase64 } from "../../format/index.ts";
import { type AuditReport, firstOnes, sayAudit } from "../../log/index.ts";
import { bold } from "../../verify/program/terminal.ts";
import { type Language, sayIn, type Text, visible } from "../../words/language.ts";

/** Findings on the screen, and the first of each other code; all that were kept are in the JSON. */
const shownFindings = 100;

const texts = {
  log: { nl: "logboek:       {origin}", en: "log:           {origin}" },
  size: {
    nl: "nagerekend:    regels: {size} (de eerste is regel 0), bestanden: {files}, byte voor byte",
    en: "recomputed:    entries: {size} (the first is entry 0), files: {files}, byte for byte",
  },
  tree: { nl: "stand:         {rootHash}", en: "root hash:     {rootHash}" },
  counts: {
    nl: "erin:          versies: {release}, vertrouwensbases: {root}, intreklijsten: {recall}, verklaringen van nabouwers: {rebuild}",
    en: "in it:         releases: {release}, trust roots: {root}, recall lists: {recall}, reviewers' statements: {rebuild}",
  },
  other: { nl: "               andere teksten: {other}", en: "               other texts: {other}" },
  heads: { nl: "               standen van registers: {heads}", en: "               heads of registers: {heads}" },
  signed: {
    nl: "ondertekend:   tot en met regel {last}, door {holder} ({organisation})",
    en: "signed:        up to entry {last}, by {holder} ({organisation})",
  },
  signedEmpty: {
    nl: "ondertekend:   een logboek zonder regels, door {holder} ({organisation})",
    en: "signed:        a log without entries, by {holder} ({organisation})",
  },
  tail: {
    nl: "               nog niet ondertekend: vanaf regel {from}",
    en: "               not signed yet: from entry {from} on",
  },
  witness: {
    nl: "getuige:       {holder} ({organisation}), zag dit op {time} volgens zijn klok",
    en: "witness:       {holder} ({organisation}), saw this on {time} by its clock",
  },
  witnesses: { nl: "getuigen:      {found}, nodig: {needed}", en: "witnesses:     {found}, needed: {needed}" },
  noWitnesses: {
    nl: "getuigen:      de vertrouwensbasis vraagt er geen",
    en: "witnesses:     the trust root asks for none",
  },
  earlier: {
    nl: "standen:       tegen de regels gehouden: {count}",
    en: "checkpoints:   held against the entries: {count}",
  },
  given: {
    nl: "beoordeeld:    met de vertrouwensbasis die u gaf (versies: {versions})",
    en: "judged by:     the trust root that you gave (versions: {versions})",
  },
  own: {
    nl: "beoordeeld:    met de vertrouwensbasis uit het logboek zelf (versies: {versions}). Wie een vals logboek maakt, maakt die ook:\n               geef met --root de vertrouwensbasis die u van elders hebt, bijvoorbeeld van een schijf of uit de krant",
    en: "judged by:     the trust root in the log itself (versions: {versions}). Who makes a false log makes that too:\n               give with --root the trust root that you have from elsewhere, such as a disc or a newspaper",
  },
  strangers: {
    nl: "ter informatie: tussen de bestanden van het logboek liggen er die er niet bij horen ({count}), zoals {first}",
    en: "note: among the files of the log lie some that are none of its own ({count}), such as {first}",
  },
  dissentIn: {
    nl: "schijf {name}: regel {index}: {holder} ({organisation}) verklaarde dat deze versie verschilt; dat staat ook in het zegel",
    en: "disc {name}: entry {index}: {holder} ({organisation}) stated that this release differs; its seal says so too",
  },
  dissentLater: {
    nl: "schijf {name}: regel {index}: {holder} ({organisation}) verklaarde dat deze versie verschilt, nadat het bewijs op de schijf was gemaakt",
    en: "disc {name}: entry {index}: {holder} ({organisation}) stated that this release differs, after the proof on the disc was made",
  },
  dissentUnknown: {
    nl: "schijf {name}: regel {index}: {holder} ({organisation}) verklaarde dat deze versie verschilt; het zegel zegt dat niet",
    en: "disc {name}: entry {index}: {holder} ({organisation}) stated that this release differs; its seal does not say so",
  },
  register: {
    nl: "register {name}: standen in het logboek: {heads}, de laatste van regel {upTo} van {lines}",
    en: "register {name}: heads in the log: {heads}, the last of line {upTo} of {lines}",
  },
  finding: { nl: "LET OP  regel {index}: {text}", en: "FOUND   entry {index}: {text}" },
  findingOnly: { nl: "LET OP  {text}", en: "FOUND   {text}" },
  more: { nl: "        en nog meer bevindingen: {count}", en: "        and more findings: {count}" },
  open: { nl: "OPEN    regel {index}: {text}", en: "OPEN    entry {index}: {text}" },
  openOnly: { nl: "OPEN    {text}", en: "OPEN    {text}" },
  moreOpen: { nl: "        en nog meer dat open is: {count}", en: "        and more that is open: {count}" },
  found: { nl: "BEVINDINGEN: {count}", en: "FINDINGS: {count}" },
  foundMore: {
    nl: "Ontbreekt er een bestand of wijkt er een af? Haal het logboek opnieuw op en doe dit nog eens. Blijft een bevinding, bewaar dan deze kopie.\nWat elke bevinding betekent: docs/nl/logboek.md",
    en: "Is a file missing, or another? Fetch the log again and do this once more. If a finding stays, keep this copy.\nWhat each finding means: docs/nl/logboek.md",
  },
  unjudged: {
    nl: "NIET TE BEOORDELEN: er is niets gevonden, maar niet alles kon worden nagekeken",
    en: "COULD NOT BE JUDGED: nothing was found, but not all could be looked at",
  },
  nothing: { nl: "NIETS GEVONDEN", en: "NOTHING FOUND" },
  nothingIf: {
    nl: "NIETS GEVONDEN, als de vertrouwensbasis in dit logboek de echte is",
    en: "NOTHING FOUND, if the trust root in this log is the real one",
  },
} as const satisfies Record<string, Text>;

export function describeAudit(report: AuditReport, language: Language): string[] {
  return [
    ...factsOf(report, language),
    ...signaturesOf(report, language),
    ...dissentsOf(report, language),
    ...registersOf(report, language),
    "",
    ...outcomeOf(report, language),
  ];
}

function factsOf(report: AuditReport, language: Language): string[] {
  const { origin, size, rootHash, entries, compared, roots, strangers } = report;
  const { release, recall, rebuild, other } = entries;
  const versions = roots.versions.join(", ");
  return [
    sayIn(texts.log, language, { origin }),
    sayIn(texts.size, language, { size, files: compared.files }),
    sayIn(texts.tree, language, { rootHash: encodeBase64(rootHash) }),
    sayIn(texts.counts, language, { release, root: entries["trust-root"], recall, rebuild }),
    ...(entries["register-head"] > 0 ? [sayIn(texts.heads, language, { heads: entries["register-head"] })] : []),
    ...(other > 0 ? [sayIn(texts.other, language, { other })] : []),
    ...(compared.checkpoints > 0 ? [sayIn(texts.earlier, language, { count: compared.checkpoints })] : []),
    ...(roots.from === "none" ? [] : [sayIn(roots.from === "given" ? texts.given : texts.own, language, { versions })]),
    ...(strangers.count > 0
      ? [sayIn(texts.strangers, language, { count: strangers.count, first: visible(strangers.first) })]
      : []),
  ];
}

function signaturesOf({ checkpoint, size }: AuditReport, language: Language): string[] {
  if (checkpoint?.by === undefined) return [];
  const { by, seen, found, needed } = checkpoint;
  const signed = { last: checkpoint.size - 1, holder: by.holder, organisation: by.organisation };
  return [
    sayIn(checkpoint.size === 0 ? texts.signedEmpty : texts.signed, language, signed),
    ...(checkpoint.size < size ? [sayIn(texts.tail, language, { from: checkpoint.size })] : []),
    ...seen.map(({ key: { holder, organisation }, time }) =>
      sayIn(texts.witness, language, {
        ...{ holder, organisation },
        time: `${new Date(time * 1000).toISOString().slice(0, 19)}Z`,
      }),
    ),
    needed === 0 ? texts.noWitnesses[language] : sayIn(texts.witnesses, language, { found, needed }),
  ];
}

function dissentsOf({ seals }: AuditReport, language: Language): string[] {
  return seals.flatMap(({ name, dissents }) =>
    dissents.flatMap(({ index, holder, organisation, isInSeal, isBeforeProof }) => {
      if (!isInSeal && isBeforeProof === true) return []; // a finding
      const text = isInSeal ? texts.dissentIn : isBeforeProof === false ? texts.dissentLater : texts.dissentUnknown;
      return [sayIn(text, language, { name: visible(name), index, holder, organisation })];
    }),
  );
}

/** Of a register without a head in the log nothing is said here: that is found or open. */
function registersOf({ registers }: AuditReport, language: Language): string[] {
  return registers.flatMap(({ name, lines, heads, upTo }) =>
    upTo === undefined ? [] : [sayIn(texts.register, language, { name: visible(name), heads, upTo, lines })],
  );
}

function outcomeOf(
  { findings, findingCount, unjudged, unjudgedCount, roots }: AuditReport,
  language: Language,
): string[] {
  const shown = firstOnes(findings, shownFindings).map((one) => {
    const text = sayAudit(one, language);
    return one.index === undefined || one.code === "TWO_RELEASES"
      ? sayIn(texts.findingOnly, language, { text })
      : sayIn(texts.finding, language, { index: one.index, text });
  });
  const more = findingCount - shown.length;
  const open = firstOnes(unjudged, shownFindings).map((one) => {
    const text = sayAudit(one, language);
    return one.index === undefined
      ? sayIn(texts.openOnly, language, { text })
      : sayIn(texts.open, language, { index: one.index, text });
  });
  const moreOpen = unjudgedCount - open.length;
  const lines = [
    ...shown,
    ...(more > 0 ? [sayIn(texts.more, language, { count: more })] : []),
    ...open,
    ...(moreOpen > 0 ? [sayIn(texts.moreOpen, language, { count: moreOpen })] : []),
  ];
  return [...lines, ...(lines.length > 0 ? [""] : []), ...verdictOf(findingCount, unjudgedCount, roots, language)];
}

function verdictOf(findings: number, unjudged: number, { from }: AuditReport["roots"], language: Language): string[] {
  if (findings > 0) return [bold(sayIn(texts.found, language, { count: findings })), texts.foundMore[language]];
  if (unjudged > 0) return [bold(texts.unjudged[language])];
  return [bold((from === "given" ? texts.nothing : texts.nothingIf)[language])];
}
