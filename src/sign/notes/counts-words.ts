// Whose signature counts, in words: for the officer before she confirms, and for whoever asks for signatures.

import { encodeHashGroups, type Note, quote, type VKey } from "../../format/index.ts";
import { noWords, requirementWords } from "../../words/glossary.ts";
import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import type { AskedGroup, WhoCounts } from "./who-counts.ts";

const texts = {
  counts: { nl: "Uw handtekening telt mee: {asked}.", en: "Your signature counts: {asked}." },
  underRoot: { nl: "Volgens de vertrouwensbasis met hashcode:", en: "By the trust root with the SHA-256:" },
  underBuiltIn: {
    nl: "Volgens de vertrouwensbasis die in dit programma is ingebouwd, met hashcode:",
    en: "By the trust root that is built into this program, with the SHA-256:",
  },
  noRoot: {
    nl: "Niet nagegaan of een handtekening met deze sleutel meetelt: de vertrouwensbasis is er niet bij (--root).",
    en: "Not checked whether a signature by this key counts: the trust root is not at hand (--root).",
  },
  renamed: {
    nl: "LET OP: UW HANDTEKENING TELT NIET MEE: deze sleutel heet hier {found}, en in de vertrouwensbasis heet hij {expected}. Teken met de STEM.pub of STEM.key van die naam.",
    en: "WARNING: YOUR SIGNATURE WILL NOT COUNT: this key is called {found} here, and {expected} in the trust root. Sign with the STEM.pub or STEM.key of that name.",
  },
  sameName: {
    nl: "LET OP: UW HANDTEKENING TELT NIET MEE: in de vertrouwensbasis staat een ANDERE sleutel met de naam {found}.",
    en: "WARNING: YOUR SIGNATURE WILL NOT COUNT: the trust root has ANOTHER key by the name {found}.",
  },
  notInRoot: {
    nl: "LET OP: UW HANDTEKENING TELT NIET MEE: deze sleutel staat niet in deze vertrouwensbasis (versie {version}). Gevraagd wordt: {asked}.",
    en: "WARNING: YOUR SIGNATURE WILL NOT COUNT: this key is not in this trust root (version {version}). Asked for: {asked}.",
  },
  notInGroup: {
    nl: "LET OP: UW HANDTEKENING TELT NIET MEE: deze sleutel staat in deze vertrouwensbasis (versie {version}) als {role}, maar hiervoor wordt gevraagd: {asked}.",
    en: "WARNING: YOUR SIGNATURE WILL NOT COUNT: this key is in this trust root (version {version}) as {role}, but for this it asks: {asked}.",
  },
  notInNextRoot: {
    nl: "LET OP: deze sleutel staat niet in deze vertrouwensbasis bij wie haar ondertekent ({asked}). Goed als u tekent als functionaris van de vorige versie; geef die met --previous, dan wordt dat nagegaan.",
    en: "WARNING: this key is not in this trust root among those who sign it ({asked}). Right if you sign as an officer of the version before; give that with --previous to have it checked.",
  },
  onKit: {
    nl: "Uw handtekening wordt gepubliceerd en telt niet mee: deze verklaring gaat over de kit (het controleprogramma zelf), niet over het schijfbeeld.",
    en: "Your signature is published and does not count: this statement is about the kit (the verifier itself), not about the image.",
  },
  notPresent: {
    nl: "LET OP: UW HANDTEKENING TELT NIET MEE: volgens deze slotverklaring heeft niemand van de aanwezigen een sleutel {found}. Verwacht: {asked}.",
    en: "WARNING: YOUR SIGNATURE WILL NOT COUNT: by these minutes nobody present has a key {found}. Expected: {asked}.",
  },
  revoked: {
    nl: "LET OP: UW HANDTEKENING TELT NERGENS: deze sleutel is INGETROKKEN in vertrouwensbasis versie {version}. Bel de Kiesraad.",
    en: "WARNING: YOUR SIGNATURE COUNTS NOWHERE: this key is REVOKED in trust root version {version}. Call the Kiesraad.",
  },
  unconnected: {
    nl: "Niet nagegaan of de vertrouwensbasis hiervan hoort bij die in dit programma (ingebouwd tot en met versie {version}): de versies ertussen zijn er niet bij.",
    en: "Not checked whether the trust root of this belongs to the one in this program (built in up to version {version}): the versions between are not at hand.",
  },
  foreign: {
    nl: "LET OP: dit hoort bij een ANDERE vertrouwensbasis dan de basis in dit programma (ingebouwd tot en met versie {version}): een controleprogramma met dezelfde basis zal het weigeren. Is dit het goede bestand?",
    en: "WARNING: this belongs to ANOTHER trust root than the one in this program (built in up to version {version}): a verifier with the same root will refuse it. Is this the right file?",
  },
  askedOnKit: {
    nl: "Ondertekenen kan iedere nabouwer. Het wordt gepubliceerd en telt niet mee: de verklaring gaat over de kit (het controleprogramma zelf), niet over het schijfbeeld.",
    en: "Who can sign: any reviewer. It is published and does not count: the statement is about the kit (the verifier itself), not about the image.",
  },
  asked: { nl: "Ondertekenen kunnen: {asked}", en: "Who can sign: {asked}" },
  askedBefore: {
    nl: "{asked}, en wie de vorige versie daarvoor noemt (niet nagegaan: geef die met --previous)",
    en: "{asked}, and those whom the version before names (not checked: give that with --previous)",
  },
  askedUnknown: {
    nl: "Wie kan ondertekenen is niet nagegaan: de vertrouwensbasis is er niet bij (--root).",
    en: "Who can sign was not checked: the trust root is not at hand (--root).",
  },
  foreignLines: {
    nl: "LET OP: telt niet mee, want van geen van deze sleutels: {found}",
    en: "WARNING: does not count, for it is by none of these keys: {found}",
  },
  group: {
    nl: "{count} van {names} ({what} volgens vertrouwensbasis versie {version})",
    en: "{count} of {names} ({what} by trust root version {version})",
  },
  groupOfNobody: {
    nl: "niemand ({what} volgens vertrouwensbasis versie {version})",
    en: "nobody ({what} by trust root version {version})",
  },
  minutes: { nl: "{names}", en: "{names}" },
  and: { nl: " EN ", en: " AND " },
} as const satisfies Record<string, Text>;

/** A line where the note hangs on a root that is not of the chain built into this program. */
export function warnOutside({ besideBuiltIn: beside }: WhoCounts, language: Language): string[] {
  return beside === undefined ? [] : [say(beside.kind, language, { version: `${beside.version}` })];
}

/** Lines for the officer whose key is `vkey`; none: her signature counts. */
export function warnSigner(who: WhoCounts, vkey: VKey, language: Language): string[] {
  const lines: string[] = [];
  const revokedIn = who.revoked.get(vkey.raw);
  if (revokedIn !== undefined) lines.push(say("revoked", language, { version: `${revokedIn}` }));
  lines.push(...warnOutside(who, language));
  const why = whyNotCounted(who, vkey);
  if (why === undefined) return lines;
  const own = who.root?.keys.find((key) => key.vkey.raw === vkey.raw);
  const expected = who.keys?.find((key) => key.raw === vkey.raw)?.name ?? "";
  const version = `${who.root?.version ?? ""}`;
  const asked = askedText(who, language);
  const found = quote(vkey.name);
  lines.push(say(why, language, { version, asked, found, role: own?.role ?? "", expected: quote(expected) }));
  return lines;
}

/** Lines for the officer whose key is `vkey`: whether her signature counts, and under which root. */
export function describeSigner(who: WhoCounts, vkey: VKey, language: Language): string[] {
  const warnings = warnSigner(who, vkey, language);
  const counts = who.revoked.has(vkey.raw) || whyNotCounted(who, vkey) !== undefined ? [] : [countsLine(who, language)];
  return [...warnings, ...counts, ...(isOnKit(who) ? [] : rootLines(who, language))];
}

const countsLine = (who: WhoCounts, language: Language) => say("counts", language, { asked: askedText(who, language) });

function rootLines({ judge }: WhoCounts, language: Language): string[] {
  if (judge === undefined) return [];
  return [say(judge.isBuiltIn ? "underBuiltIn" : "underRoot", language), `  ${encodeHashGroups(judge.sha256)}`];
}

/** Which of the texts tells why; undefined: it counts. A line is by a key when name and key id are its: docs/spec/signature.md */
function whyNotCounted(who: WhoCounts, vkey: VKey): keyof typeof texts | undefined {
  if (who.keys === undefined) return "noRoot";
  if (who.keys.some(({ name, raw }) => name === vkey.name && (raw ?? vkey.raw) === vkey.raw)) return undefined;
  if (isOnKit(who)) return "onKit";
  if (who.groups[0]?.requirement === "minutes") return "notPresent";
  if (who.keys.some(({ raw }) => raw === vkey.raw)) return "renamed";
  if (who.lacksPredecessor) return "notInNextRoot";
  if (who.keys.some(({ name }) => name === vkey.name)) return "sameName";
  return who.root?.keys.some((key) => key.vkey.raw === vkey.raw) ? "notInGroup" : "notInRoot";
}

const isOnKit = ({ groups }: WhoCounts) => groups[0]?.requirement === "kit";

/** For whoever asks for signatures: who can give them, and which lines under the note are by nobody of them. */
export function describeWhoCounts(who: WhoCounts, note: Note, language: Language): string[] {
  const lines = warnOutside(who, language);
  if (who.keys === undefined) return [...lines, say("askedUnknown", language)];
  if (isOnKit(who)) return [...lines, say("askedOnKit", language)];
  lines.push(say("asked", language, { asked: askedText(who, language) }));
  const foreign = note.signatures.filter((line) => !who.keys?.some(({ name }) => name === line.name));
  if (foreign.length > 0 && !who.lacksPredecessor)
    lines.push(say("foreignLines", language, { found: foreign.map((line) => quote(line.name)).join(", ") }));
  return [...lines, ...rootLines(who, language)];
}

function askedText(who: WhoCounts, language: Language): string {
  // A group that nobody need be of is told only where there is no other.
  const asking = who.groups.filter(({ threshold }) => threshold > 0);
  const groups = (asking.length > 0 ? asking : who.groups).map(({ requirement, version, threshold, names }) => {
    const text = requirement === "minutes" ? "minutes" : threshold === 0 ? "groupOfNobody" : "group";
    const values = {
      count: `${threshold}`,
      names: names.join(", ") || noWords.nobody[language],
      what: whatText(requirement, language),
    };
    return say(text, language, { ...values, version: `${version ?? ""}` });
  });
  const asked = groups.join(texts.and[language]);
  return who.lacksPredecessor ? say("askedBefore", language, { asked }) : asked;
}

/** In English as the trust root writes it. */
function whatText(requirement: AskedGroup["requirement"], language: Language): string {
  if (language === "en" || requirement === "minutes" || requirement === "kit") return requirement;
  if (requirement === "root") return "vertrouwensbasis";
  if (requirement === "differs") return "afwijking";
  if (requirement === "emergency-rebuild") return `${requirementWords.rebuild.nl} bij een noodversie`;
  return requirement === "checkpoint" ? requirement : requirementWords[requirement].nl;
}

function say(text: keyof typeof texts, language: Language, values: Readonly<Record<string, string>> = {}): string {
  return fill(texts[text][language], values, uncut);
}
