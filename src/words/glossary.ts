// Words that several screens and pages share, each once. docs/woordenlijst.md explains those that need it.

import type { Text } from "./language.ts";

/** Labels: what stands before a colon, above a column, on a button. */
export const labelWords = {
  title: { nl: "Controle van verkiezingssoftware", en: "Verification of election software" },
  todo: { nl: "Wat u nu moet doen", en: "What to do now" },
  allSteps: { nl: "Alle stappen", en: "All steps" },
  step: { nl: "Stap", en: "Step" },
  release: { nl: "Versie", en: "Version" },
  imageSha256: { nl: "Schijf (hashcode)", en: "Image (SHA-256)" },
  recallCode: { nl: "Intrekkingscode", en: "Intrekkingscode" },
  signedBy: { nl: "Ondertekend door", en: "Signed by" },
  signature: { nl: "Handtekening", en: "Signature" },
  person: { nl: "Naam", en: "Name" },
  municipality: { nl: "Gemeente", en: "Municipality" },
  place: { nl: "Plaats", en: "Place" },
  moment: { nl: "Datum en tijd", en: "Date and time" },
  envelope: { nl: "Envelopnummer", en: "Envelope number" },
  of: { nl: "van", en: "of" },
  stop: { nl: "Stoppen", en: "Stop" },
  otherLanguage: { nl: "English", en: "Nederlands" },
} as const satisfies Record<string, Text>;

/** In place of a value that is not there. */
export const noWords = {
  none: { nl: "geen", en: "none" },
  nobody: { nl: "niemand", en: "nobody" },
  notEstablished: { nl: "niet vastgesteld", en: "not established" },
} as const satisfies Record<string, Text>;

/** Which software a disc holds, and which disc of a set it is. */
export const releaseWords = {
  version: {
    nl: "{product} versie {version} (nummer {sequence})",
    en: "{product} version {version} (number {sequence})",
  },
  disc: { nl: "schijf {disc} van {discs}", en: "disc {disc} of {discs}" },
} as const satisfies Record<string, Text>;

/** What a release or a trust root is for. docs/spec/release.md */
export const purposeWords = {
  final: { nl: "definitief", en: "final" },
  trial: { nl: "proef", en: "trial" },
  demonstration: { nl: "voorbeeld", en: "demonstration" },
} as const satisfies Record<string, Text>;

/** How a version was released. */
export const urgencyWords = {
  normal: { nl: "gewone versie", en: "normal version" },
  emergency: { nl: "noodversie", en: "emergency version" },
} as const satisfies Record<string, Text>;

const recallList: Text = { nl: "intreklijst", en: "recall list" };
const rebuildNote: Text = { nl: "verklaring van een nabouwer", en: "statement of a rebuilder" };
/** What signatures stand under, by the requirement of a trust root that asks for them. docs/spec/trust-root.md */
export const requirementWords = {
  release: { nl: "versie", en: "version" },
  "emergency-release": { nl: "noodversie", en: "emergency version" },
  recall: recallList,
  rebuild: rebuildNote,
  "emergency-rebuild": rebuildNote,
} as const satisfies Record<string, Text>;

/** What the Kiesraad may send beside a disc, as a file. */
export const noteWords = {
  recall: recallList,
  rebuild: rebuildNote,
  trustRoot: { nl: "vertrouwensbasis (lijst van wie mag ondertekenen)", en: "trust root (list of who may sign)" },
  logProof: { nl: "logboekbewijs", en: "log proof" },
} as const satisfies Record<string, Text>;

/** While a zegelcode is typed, and while a disc is read. */
export const progressWords = {
  codeGood: { nl: "De zegelcode is zonder typefout.", en: "The zegelcode has no typing error." },
  bytesRead: { nl: "{done} van {total} MB gelezen.", en: "{done} of {total} MB read." },
  secondsLeft: { nl: "Nog ongeveer {count} seconden.", en: "About {count} seconds left." },
  minutesLeft: { nl: "Nog ongeveer {count} minuten.", en: "About {count} minutes left." },
} as const satisfies Record<string, Text>;
