// The words of a release's folder: its steps, their states, who is asked.

import type { Text } from "../words/language.ts";
import type { Outcome } from "./judge.ts";
import type { Who } from "./next.ts";
import type { State, StepName } from "./step.ts";

export const stepWords = {
  inputs: { nl: "invoer", en: "inputs" },
  build: { nl: "bouw", en: "build" },
  rebuilds: { nl: "nabouw", en: "rebuilds" },
  request: { nl: "aanvraag", en: "request" },
  signatures: { nl: "handtekeningen", en: "signatures" },
  release: { nl: "samenvoegen", en: "joining" },
  log: { nl: "logboek", en: "log" },
  master: { nl: "master", en: "master" },
  letter: { nl: "brief", en: "letter" },
  escrow: { nl: "bewaarbundel", en: "escrow" },
  public: { nl: "publiek", en: "public" },
} as const satisfies Record<StepName, Text>;

export const stateWords = {
  done: { nl: "gedaan", en: "done" },
  waiting: { nl: "wacht", en: "waiting" },
  wrong: { nl: "FOUT", en: "WRONG" },
  later: { nl: "later", en: "later" },
  none: { nl: "niet nodig", en: "not needed" },
} as const satisfies Record<State, Text>;

/** The last lines, by what the folder came to. */
export const outcomeWords = {
  done: {
    nl: "Klaar: alle stappen zijn gedaan. De schijfbestanden zijn nu niet gelezen: doe dat met --full voordat de master naar de persing gaat.",
    en: "Done: every step is done. The images were not read: do that with --full before the master goes to the plant.",
  },
  doneFull: {
    nl: "Klaar: alle stappen zijn gedaan, en de schijfbestanden zijn gelezen en kloppen.",
    en: "Done: every step is done, and the images were read and hold.",
  },
  waiting: { nl: "Nu aan zet: {who}, {machine}:", en: "Next: {who}, {machine}:" },
  wrong: {
    nl: "Kijk eerst naar wat bij FOUT staat. Ga niet verder voordat dat klopt.",
    en: "Look at what is WRONG first. Do not go on before it is right.",
  },
  stopped: {
    nl: "GESTOPT: {reason} Deze versie wordt niet afgemaakt.",
    en: "STOPPED: {reason} This release will not be finished.",
  },
} as const satisfies Record<Outcome | "doneFull", Text>;

/** Behind `done`: where the discs go is kept in a register, before the first of them leaves. */
export const dispatchWords = {
  first: {
    nl: "Hierna, voordat er een schijf weggaat: in het register van verzending, dat van de hele verkiezing is (zegel register):",
    en: "After this, before a disc leaves: into the register of dispatch, which is of the whole election (zegel register):",
  },
  rest: {
    nl: "Daarna, in deze volgorde: batch, pack, letters, head (in het logboek, en terug met logged), en dan sent. Zie docs/nl/een-versie-vrijgeven.md, deel 7.",
    en: "Then, in this order: batch, pack, letters, head (into the log, and back with logged), and then sent. See docs/nl/een-versie-vrijgeven.md, part 7.",
  },
  here: {
    nl: "Register {path}: deze versie heet daar {name}; masters {masters} van {discs}, ingepakt {packed}, brieven {lettered}, in het openbare logboek {logged}, verzonden {sent}, aangekomen {arrived}.",
    en: "Register {path}: this release is called {name} there; masters {masters} of {discs}, packed {packed}, letters {lettered}, in the public log {logged}, sent {sent}, arrived {arrived}.",
  },
  bare: {
    nl: "!! Verzonden voordat het register met de vastlegging in het openbare logboek staat: {bare}.",
    en: "!! Sent before the register with the commitments stands in the public log: {bare}.",
  },
  next: { nl: "Hierna:", en: "Next:" },
  allSent: {
    nl: "Alles wat is ingepakt, is verzonden. Wie nog niet heeft gemeld, zegt zegel register status.",
    en: "All that was packed has been sent. Who has not reported yet is said by zegel register status.",
  },
  fault: {
    nl: "!! Register {path}: {fault}",
    en: "!! Register {path}: {fault}",
  },
} as const satisfies Record<string, Text>;

export const whoWords = {
  office: { nl: "wie de versie maakt", en: "the release engineer" },
  reviewer: { nl: "nabouwer {people}", en: "rebuilder {people}" },
  officer: { nl: "functionaris {people}", en: "officer {people}" },
  log: { nl: "sleutelhouder van het logboek {people}", en: "the log's key holder {people}" },
  witness: { nl: "getuige {people}", en: "witness {people}" },
} as const satisfies Record<Who, Text>;

export const machineWords = {
  office: { nl: "op de bouwcomputer, in deze map", en: "on the build machine, in this folder" },
  reviewer: {
    nl: "op een eigen computer, met een kopie van out/reviewers (noem de map zoals die daar heet) of van deze map",
    en: "on a computer of their own, with a copy of out/reviewers (by the name that it has there) or of this folder",
  },
  officer: {
    nl: "op een computer zonder netwerk, met een kopie van out/officers (noem de map zoals die daar heet) of van deze map",
    en: "on a machine without a network, with a copy of out/officers (by the name that it has there) or of this folder",
  },
  log: {
    nl: "op een computer zonder netwerk, met een kopie van out/log (noem de map zoals die daar heet) of van het hele logboek",
    en: "on a machine without a network, with a copy of out/log (by the name that it has there) or of the whole log",
  },
  witness: {
    nl: "elk op een eigen computer, met een kopie van out/witness (noem de map zoals die daar heet), of via het adres van de getuige",
    en: "each on a computer of their own, with a copy of out/witness (by the name that it has there), or at the witness's address",
  },
} as const satisfies Record<Who, Text>;

/** What is done with what comes back; of the office, what makes all that is left. */
export const backWords = {
  office: {
    nl: "Of alles wat nog moet in één keer: zegel release finish MAP",
    en: "Or all that is left at once: zegel release finish FOLDER",
  },
  reviewer: {
    nl: "Neem op wat terugkomt, ook als het verschilt: zegel release collect MAP STICK",
    en: "Take in what comes back, also where it differs: zegel release collect FOLDER STICK",
  },
  officer: {
    nl: "Neem op wat terugkomt: zegel release collect MAP STICK",
    en: "Take in what comes back: zegel release collect FOLDER STICK",
  },
  log: {
    nl: "Neem op wat terugkomt: zegel release collect MAP STICK",
    en: "Take in what comes back: zegel release collect FOLDER STICK",
  },
  witness: {
    nl: "Neem op wat terugkomt: zegel release finish MAP STICK",
    en: "Take in what comes back: zegel release finish FOLDER STICK",
  },
} as const satisfies Record<Who, Text>;
