// What stands on the pages of a release's state and on no screen.

import type { Text } from "../../words/language.ts";
import type { Sign } from "../../words/signs.ts";
import type { RowState } from "../parent/row.ts";
import type { State } from "../step.ts";

export const pageWords = {
  kind: { nl: "Stand van een versie", en: "State of a release" },
  parentKind: { nl: "Stand van versies", en: "State of releases" },
  number: { nl: "nummer {sequence}", en: "number {sequence}" },
  election: { nl: "Verkiezing", en: "Election" },
  role: { nl: "Voor", en: "For" },
  purpose: { nl: "Doel", en: "Purpose" },
  folder: { nl: "Map", en: "Folder" },
  asked: { nl: "Nagegaan", en: "Looked at" },
  images: { nl: "Schijfbestanden", en: "Images" },
  imagesRead: { nl: "gelezen", en: "read" },
  imagesUnread: { nl: "niet gelezen (dat doet --full)", en: "not read (--full does)" },
  steps: { nl: "Stappen", en: "Steps" },
  step: { nl: "stap", en: "step" },
  state: { nl: "stand", en: "state" },
  what: { nl: "wat er ligt", en: "what lies there" },
  page: { nl: "blad", en: "sheet" },
  of: { nl: "van", en: "of" },
  foot: {
    nl: "Dit blad zegt hoe de map er op dat moment bij lag. Wat er nu ligt beslist: vraag de stand opnieuw met",
    en: "This sheet says how the folder lay at that moment. What lies there now decides: ask again with",
  },
} as const satisfies Record<string, Text>;

/** Beside the word, never in place of it; undefined: nothing is drawn. */
export const stateSigns: Readonly<Record<State | RowState, Sign | undefined>> = {
  done: "good",
  waiting: "wait",
  wrong: "stop",
  stopped: "stop",
  untold: "stop",
  later: undefined,
  none: undefined,
};
