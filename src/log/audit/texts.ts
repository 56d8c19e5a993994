// A sentence for each thing that an audit can say, in both languages. A line that is wrong is named by its number, counted from 0.

import { fill, type Language, type Text } from "../../words/language.ts";
import type { FindingCode, Said, UnjudgedCode } from "./report.ts";

const release = {
  nl: "{product} {version} (nummer {sequence}) voor {election}, {role}",
  en: "{product} {version} (sequence {sequence}) for {election}, {role}",
} as const;

/** Each says what it is, and behind it what to do where that is not the same for all. */
const findingTexts: Readonly<Record<FindingCode, Text>> = {
  TILE_MISSING: {
    nl: "{path}: dit bestand ontbreekt",
    en: "{path}: this file is missing",
  },
  TILE_DIFFERS: {
    nl: "{path}: is niet wat uit de regels volgt",
    en: "{path}: is not what follows from the entries",
  },
  ENTRIES_MISSING: {
    nl: "regel {from} tot en met {to} worden niet getoond ({path} ontbreekt): wat erin staat kan niemand zien. Haal het logboek opnieuw op; blijft het zo, dan houdt het logboek iets achter",
    en: "entries {from} to {to} are not served ({path} is missing): nobody can see what is in them. Fetch the log again; if it stays so, the log withholds something",
  },
  ENTRIES_DAMAGED: {
    nl: "regel {from} tot en met {to} zijn niet te lezen ({path} is beschadigd): haal het logboek opnieuw op; blijft het zo, dan houdt het logboek iets achter",
    en: "entries {from} to {to} cannot be read ({path} is damaged): fetch the log again; if it stays so, the log withholds something",
  },
  ROOT_HASH: {
    nl: "{path}: noemt voor {size} regels een andere hashcode dan uit de regels volgt: deze kopie is veranderd, of het logboek is herschreven",
    en: "{path}: names another root hash for {size} entries than follows from them: this copy was changed, or the log was rewritten",
  },
  CHECKPOINT_BAD: {
    nl: "{path}: is geen stand van dit logboek",
    en: "{path}: is no checkpoint of this log",
  },
  CHECKPOINT_UNSIGNED: {
    nl: "{path}: de stand met {size} regels is niet ondertekend met de sleutel die het logboek toen had",
    en: "{path}: the checkpoint of {size} entries is not signed with the key that the log had then",
  },
  WITNESS_LINE: {
    nl: "{path}: de handtekening van getuige {name} klopt niet",
    en: "{path}: the line of the witness {name} does not hold",
  },
  BRANCH: {
    nl: "{name}: het logboek ondertekende toen voor {size} regels iets anders dan er nu staat. Er is iets veranderd wat nooit mag veranderen: bewaar dit bestand en deze kopie, en meld het",
    en: "{name}: what the log signed then for {size} entries is not what stands there now. Something was changed that may never change: keep this file and this copy, and report it",
  },
  ENTRY_TEXT: {
    nl: "is geen tekst die in dit logboek hoort ({why})",
    en: "is no text that belongs in this log ({why})",
  },
  NOTE_MISSING: {
    nl: "de handtekeningen worden niet getoond ({path} ontbreekt): wie ondertekende kan niemand zien",
    en: "its signatures are not served ({path} is missing): nobody can see who signed it",
  },
  NOTE_DAMAGED: {
    nl: "{path} is niet te lezen of hoort bij een andere tekst: wie ondertekende kan niemand zien",
    en: "{path} cannot be read or belongs to another text: nobody can see who signed it",
  },
  NOTE_QUORUM: {
    nl: "is niet door genoeg mensen ondertekend: {nl}",
    en: "is not signed by enough people: {en}",
  },
  TWO_RELEASES: {
    nl: "twee versies met nummer {sequence} van {product} voor {election}, {role}, schijf {disc}: regel {first} en regel {at}. Dit mag nooit. Meld het de Kiesraad, die alle gemeenten belt (draaiboek “gestolen quorum”)",
    en: "two releases with sequence {sequence} of {product} for {election}, {role}, disc {disc}: entry {first} and entry {at}. This may never be. Tell the Kiesraad, which calls all municipalities (playbook “gestolen quorum”)",
  },
  SET_DIFFERS: {
    nl: `${release.nl}: de schijven met dit nummer horen niet bij één set (vergelijk regel {first})`,
    en: `${release.en}: the discs of this sequence are not of one set (compare entry {first})`,
  },
  SET_INCOMPLETE: {
    nl: `${release.nl}: schijf {disc} van {of} staat niet in het logboek`,
    en: `${release.en}: disc {disc} of {of} is not in the log`,
  },
  SEQUENCE_BACK: {
    nl: `${release.nl}: er stond al nummer {highest} (regel {first}); nummers lopen nooit terug`,
    en: `${release.en}: sequence {highest} stood there already (entry {first}); sequences never go back`,
  },
  ROOT_NOT_LOGGED: {
    nl: `${release.nl}: de vertrouwensbasis waaronder deze versie is ondertekend stond toen niet in het logboek ({sha256})`,
    en: `${release.en}: the trust root that it was signed under was not in the log by then ({sha256})`,
  },
  ROOT_OLD: {
    nl: `${release.nl}: is ondertekend onder vertrouwensbasis {version}, en versie {newest} daarvan stond er al (regel {first})`,
    en: `${release.en}: is signed under trust root {version}, and version {newest} of it stood there already (entry {first})`,
  },
  TWO_ROOTS: {
    nl: "dit is een andere versie {version} van de vertrouwensbasis dan die waarmee wordt beoordeeld: er mag er maar één zijn. Meld het",
    en: "this is another version {version} of the trust root than the one judged by: there may be only one. Report it",
  },
  ROOT_CHAIN: {
    nl: "versie {version} van de vertrouwensbasis volgt niet op de vorige ({why})",
    en: "version {version} of the trust root does not follow the one before it ({why})",
  },
  RECALL_BRANCH: {
    nl: "intreklijst {number} gaat niet verder op intreklijst {before} (regel {first}): wat eenmaal is ingetrokken blijft op elke volgende lijst staan",
    en: "recall list {number} does not continue recall list {before} (entry {first}): what was recalled once stays on every later list",
  },
  SEAL_PROOF: {
    nl: "{name}: het bewijs op deze schijf ({size} regels) is van een ander logboek dan dit, met dezelfde sleutel ondertekend. Er zijn twee logboeken: bewaar de schijf en deze kopie, en meld het",
    en: "{name}: the proof on this disc ({size} entries) is of another tree than this one, signed with the same key. There are two logs: keep the disc and this copy, and report it",
  },
  SEAL_NOT_LOGGED: {
    nl: "{name}: een tekst in het zegel van deze schijf staat niet in het logboek: {what} ({sha256})",
    en: "{name}: a text in the seal of this disc is not in the log: {what} ({sha256})",
  },
  SEAL_DISSENT: {
    nl: "{name}: {holder} ({organisation}) verklaarde dat deze versie verschilt, vóór het bewijs op deze schijf werd gemaakt, en het zegel laat dat weg",
    en: "{name}: {holder} ({organisation}) stated that this release differs, before the proof on this disc was made, and its seal leaves that out",
  },
  HEAD_DIFFERS: {
    nl: "{name}: regel {line} van dit register is niet wat er in het logboek kwam: een van de regels tot en met {line} is daarna veranderd, tussengevoegd of weggehaald. Bewaar het register en deze kopie, neem de laatste kopie van het register die wel klopt, en meld het",
    en: "{name}: line {line} of this register is not what went into the log: one of the lines up to {line} was altered, put in or taken away since. Keep the register and this copy, take the last copy of the register that does hold, and report it",
  },
  HEAD_NOT_LOGGED: {
    nl: "{name}: het register zegt dat regel {line} in het logboek staat, en daar staat die niet. Haal het logboek opnieuw op; blijft het zo, dan is het register of het logboek veranderd",
    en: "{name}: the register says that line {line} is in the log, and it is not there. Fetch the log again; if it stays so, the register or the log was changed",
  },
  TWO_HEADS: {
    nl: "van het register van verzending van {election} ({purpose}) staan er bij regel {line} twee verschillende hashcodes in (het andere is regel {first} van het logboek): er zijn twee registers. Vraag wie het register houdt om beide, en meld het",
    en: "of the register of dispatch of {election} ({purpose}) two different hash codes stand here for line {line} (the other is entry {first}): there are two registers. Ask whoever keeps it for both, and report it",
  },
};

const unjudgedTexts: Readonly<Record<UnjudgedCode, Text>> = {
  NO_ROOT: {
    nl: "er is geen vertrouwensbasis gegeven en in het logboek staat er geen die deugt: wie mocht ondertekenen is niet te zeggen. Geef --root",
    en: "no trust root was given and the log holds none that is sound: who was to sign cannot be told. Give --root",
  },
  NO_LOG_KEY: {
    nl: "geen van de vertrouwensbases noemt logboek {origin}: of de stand goed is ondertekend is niet te zeggen. Geef de vertrouwensbasis die dit logboek noemt (--root)",
    en: "none of the trust roots names the log {origin}: whether its checkpoint is rightly signed cannot be told. Give the trust root that names it (--root)",
  },
  ROOT_GAP: {
    nl: "versie {version} van de vertrouwensbasis sluit niet aan op wat is gegeven: geef met --root ook de versies ertussen",
    en: "version {version} of the trust root does not connect to what was given: give the versions between with --root too",
  },
  NOT_SIGNED: {
    nl: "het logboek heeft nog geen ondertekende stand: niemand staat ervoor in. Probeer het later opnieuw",
    en: "the log has no signed checkpoint yet: nobody vouches for it. Try again later",
  },
  WITNESSES_SHORT: {
    nl: "getuigen van de laatste stand: {found}, nodig: {needed}. Of iedereen dit logboek ziet is nog niet te zeggen: haal het later opnieuw op",
    en: "witnesses of the last checkpoint: {found}, needed: {needed}. Whether everybody sees this log cannot be told yet: fetch it again later",
  },
  TREE_UNKNOWN: {
    nl: "vanaf regel {from} ontbreken regels én hashcodes: wat daarna komt is niet na te rekenen. Haal het logboek opnieuw op",
    en: "from entry {from} on both entries and hashes are missing: what comes behind cannot be recomputed. Fetch the log again",
  },
  CHECKPOINTS_UNREAD: {
    nl: "niet alles in checkpoints/ is nagekeken: het is geen map die te lezen is, of er ligt meer in dan {limit} bestanden. Haal weg wat er niet in hoort, of geef de oude standen die u hebt met --since",
    en: "not all of checkpoints/ was looked at: it is no folder that can be read, or it holds more than {limit} files. Take out what does not belong there, or give the old checkpoints that you have with --since",
  },
  TILES_UNREAD: {
    nl: "niet alles onder tile/ is nagekeken: er ligt veel meer dan een logboek van deze lengte heeft, of een map ervan is een koppeling of niet te lezen. Haal het logboek opnieuw op, in een lege map",
    en: "not all below tile/ was looked at: there is far more than a log of this length has, or a folder of it is a link or cannot be read. Fetch the log again, into an empty folder",
  },
  ROOTS_UNREAD: {
    nl: "er staan meer vertrouwensbases in dit logboek dan worden gelezen ({limit}): wie later mocht ondertekenen is niet te zeggen",
    en: "this log holds more trust roots than are read ({limit}): who was to sign later cannot be told",
  },
  DISSENTS_UNREAD: {
    nl: "er staan meer verklaringen dat deze versies verschillen in dit logboek dan worden onthouden ({limit}): of een zegel er een weglaat is niet te zeggen",
    en: "this log holds more statements that these releases differ than are kept ({limit}): whether a seal leaves one out cannot be told",
  },
  SINCE_OTHER_LOG: {
    nl: "{name}: is van een ander logboek",
    en: "{name}: is of another log",
  },
  SINCE_UNSIGNED: {
    nl: "{name}: past niet bij dit logboek, en is niet ondertekend met een sleutel die het toen had: het bewijst niets. Zoek uit waar dit bestand vandaan komt",
    en: "{name}: does not fit this log, and is not signed with a key that it had then: it proves nothing. Find out where this file is from",
  },
  SINCE_NEWER: {
    nl: "{name}: is van {size} regels, en deze kopie gaat niet verder dan {entries}: haal het logboek opnieuw op. Blijft het korter, dan zijn er regels weggehaald, en is dit bestand het bewijs",
    en: "{name}: is of {size} entries, and this copy goes no further than {entries}: fetch the log again. If it stays shorter, entries were taken away, and this file is the proof",
  },
  SEAL_NO_PROOF: {
    nl: "{name}: het zegel heeft geen bewijs uit het logboek: of een verklaring van een nabouwer is weggelaten is niet te zeggen",
    en: "{name}: the seal has no proof of the log: whether a reviewer's statement was left out cannot be told",
  },
  HEAD_NEWER: {
    nl: "{name}: het logboek kent regel {line} van dit register, en dit exemplaar heeft er {lines}: neem het nieuwste. Is dit het nieuwste, dan zijn er regels weggehaald",
    en: "{name}: the log knows line {line} of this register, and this copy has {lines}: take the newest. If this is the newest, lines were taken away",
  },
  REGISTER_NOT_LOGGED: {
    nl: "{name}: er staat niets van dit register in het logboek: of er iets in is veranderd is niet te zeggen. Zet de stand erin (zegel register head, dan zegel log append)",
    en: "{name}: nothing of this register is in the log: whether it was altered cannot be told. Put its head in (zegel register head, then zegel log append)",
  },
};

/** What a text in a seal is. */
const parts: Readonly<Record<string, Text>> = {
  "trust-root": { nl: "de vertrouwensbasis", en: "the trust root" },
  release: { nl: "de versie zelf", en: "the release itself" },
  rebuild: { nl: "een verklaring van een nabouwer", en: "a reviewer's statement" },
  recall: { nl: "de intreklijst", en: "the recall list" },
};

/** One sentence, without the number of the line that it is about but where that is its subject. */
export function sayAudit({ code, values, index }: Said<FindingCode | UnjudgedCode>, language: Language): string {
  const text = code in findingTexts ? findingTexts[code as FindingCode] : unjudgedTexts[code as UnjudgedCode];
  const what = parts[String(values.what)]?.[language] ?? "";
  return fill(text[language], { ...values, what, at: index ?? "?" });
}
