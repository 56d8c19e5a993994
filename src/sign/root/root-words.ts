// Changes and steps of trust roots in words, in Dutch and English.

import { encodeHashGroups, type Group, type RootKey, requiredKeys, type TrustRoot } from "../../format/index.ts";
import type { SuccessionFault } from "../../trust/index.ts";
import { fill, type Language, type Text, uncut } from "../../words/language.ts";
import { fingerprintOf } from "../keys/fingerprint.ts";
import type { RootChange } from "./root-diff.ts";

const nothingChanged: Text = {
  nl: "Er verandert niets, behalve de verwijzing naar de vorige versie.",
  en: "Nothing changes but the reference to the version before.",
};
/** Before what weakens a root. */
export const attention: Text = { nl: "LET OP", en: "ATTENTION" };

const changeTexts: Readonly<Record<RootChange["what"], Text>> = {
  version: { nl: "Versie: {before} wordt {after}", en: "Version: {before} becomes {after}" },
  purpose: { nl: "Doel: {before} wordt {after}", en: "Purpose: {before} becomes {after}" },
  valid: { nl: "Geldigheid: {before} wordt {after}", en: "Validity: {before} becomes {after}" },
  contact: { nl: 'Contact: "{before}" wordt "{after}"', en: 'Contact: "{before}" becomes "{after}"' },
  dissent: { nl: "Afwijkende nabouwers: {before} wordt {after}", en: "Dissent: {before} becomes {after}" },
  log: { nl: "Logboek: {before} wordt {after}", en: "Log: {before} becomes {after}" },
  "key-added": { nl: "Sleutel erbij: {key}", en: "Key added: {key}" },
  "key-retired": {
    nl: "Sleutel eruit: {key}; wat ermee ondertekend is, blijft gelden",
    en: "Key retired: {key}; what it signed still counts",
  },
  "key-replaced": { nl: "Sleutel vervangen: {before} wordt {after}", en: "Key replaced: {before} becomes {after}" },
  "key-renamed": { nl: "Sleutel heet anders: {before} wordt {after}", en: "Key renamed: {before} becomes {after}" },
  "holder-changed": { nl: "Andere houder: {before} wordt {after}", en: "Another holder: {before} becomes {after}" },
  "role-changed": {
    nl: "Dezelfde sleutel in een andere rol: {before} wordt {after}",
    en: "The same key in another role: {before} becomes {after}",
  },
  "key-revoked": {
    nl: "Sleutel INGETROKKEN: {key}; wat ermee ondertekend is, telt nergens meer",
    en: "Key REVOKED: {key}; what it signed counts nowhere any more",
  },
  "key-unrevoked": {
    nl: "Ingetrokken sleutel telt weer: {key}: dat mag niet",
    en: "A revoked key counts again: {key}: that is not allowed",
  },
  "group-added": { nl: "Groep erbij: {group}", en: "Group added: {group}" },
  "group-dropped": { nl: "Groep eruit: {group}", en: "Group dropped: {group}" },
  "group-changed": { nl: "Groep: {before} wordt {after}", en: "Group: {before} becomes {after}" },
  require: {
    nl: "Nodig voor {requirement}: {before} wordt {after}",
    en: "Required for {requirement}: {before} becomes {after}",
  },
};

/** A line or more for each change; a line that says so where there is none. */
export function describeChanges(changes: readonly RootChange[], language: Language): string[] {
  if (changes.length === 0) return [nothingChanged[language]];
  return changes.map((change) => {
    const text = fill(changeTexts[change.what][language], valuesOf(change, language), uncut);
    return change.weaker ? `${attention[language]}: ${text}` : text;
  });
}

const emergencyTexts = {
  release: {
    nl: "een noodversie vraagt {emergency} handtekening(en), een gewone versie {normal}. Wie ondertekent, bepaalt zelf of het een noodversie is: dan zijn {emergency} genoeg.",
    en: "an emergency release needs {emergency} signature(s), a normal one {normal}. Who signs decides whether it is an emergency: then {emergency} will do.",
  },
  rebuild: {
    nl: "een noodversie vraagt {emergency} nabouwers, een gewone versie {normal}. Wie ondertekent, bepaalt zelf of het een noodversie is: dan is de rest van de nabouwers buiten spel.",
    en: "an emergency release needs {emergency} rebuilds, a normal one {normal}. Who signs decides whether it is an emergency: then the other rebuilders are left out.",
  },
} as const;

/** A line where an emergency release needs fewer signatures or rebuilds than a normal one; none where nobody may make one. */
export function describeEmergency(root: TrustRoot, language: Language): string[] {
  if (requiredKeys(root, "emergency-release").threshold === 0) return [];
  return (["release", "rebuild"] as const).flatMap((what) => {
    const normal = requiredKeys(root, what).threshold;
    const emergency = requiredKeys(root, `emergency-${what}`).threshold;
    if (emergency >= normal) return [];
    const values = { emergency: String(emergency), normal: String(normal) };
    return [`${attention[language]}: ${fill(emergencyTexts[what][language], values)}`];
  });
}

function valuesOf(change: RootChange, language: Language): Readonly<Record<string, string>> {
  switch (change.what) {
    case "key-added":
    case "key-retired":
      return { key: keyText(change.key, language) };
    case "key-replaced":
    case "key-renamed":
    case "holder-changed":
    case "role-changed":
      return { before: keyText(change.before, language), after: keyText(change.after, language) };
    case "key-revoked":
      return { key: change.key === undefined ? change.raw : keyText(change.key, language) };
    case "key-unrevoked":
      return { key: change.raw };
    case "group-added":
    case "group-dropped":
      return { group: groupText(change.group, language) };
    case "group-changed":
      return { before: groupText(change.before, language), after: groupText(change.after, language) };
    case "require":
      return { requirement: change.requirement, before: change.before, after: change.after };
    default:
      return { before: change.before, after: change.after };
  }
}

/** A name is a claim, the fingerprint is the key: its first half is plenty for the eye, all of it stands in `key show`. */
function keyText({ vkey, role, holder, organisation }: RootKey, language: Language): string {
  const word = language === "nl" ? "vingerafdruk" : "fingerprint";
  return `${vkey.name} (${role}, ${holder}, ${organisation}, ${word} ${encodeHashGroups(fingerprintOf(vkey)).slice(0, 39)} …)`;
}

function groupText({ name, threshold, members }: Group, language: Language): string {
  return `${name}: ${threshold} ${language === "nl" ? "van" : "of"} ${members.join(", ")}`;
}

const faultTexts: Readonly<Record<SuccessionFault["code"], Text>> = {
  VERSION: { nl: "nummer: verwacht {expected}, gevonden {found}", en: "version: expected {expected}, found {found}" },
  PREVIOUS: {
    nl: "vorige tekst: verwacht {expected}, gevonden {found}",
    en: "text before: expected {expected}, found {found}",
  },
  PURPOSE: { nl: "doel: verwacht {expected}, gevonden {found}", en: "purpose: expected {expected}, found {found}" },
  REVOKED_DROPPED: {
    nl: "de ingetrokken sleutel {raw} staat er niet meer bij",
    en: "the revoked key {raw} is no longer listed",
  },
  KEY_ID: {
    nl: "de sleutel {name} heeft hetzelfde sleutelnummer {id} als {of} in de vorige versie: niemand kan hun handtekeningen uit elkaar houden; maak een andere sleutel",
    en: "the key {name} has the same key id {id} as {of} in the version before: nobody could tell their signatures apart; make another key",
  },
};

/** Why one version cannot follow another. */
export function describeFault(fault: SuccessionFault, language: Language): string {
  return fill(faultTexts[fault.code][language], { ...fault }, uncut);
}
