// In which order the facts of a transcript may follow each other. docs/spec/transcript.md

import { quote } from "../../../format/index.ts";
import { SignError } from "../../error.ts";
import { type Fact, type Present, presentLimit } from "./fact.ts";

/** The first facts of a transcript, by its version. */
const openings = {
  1: ["opened", "plan", "previous", "place"],
  2: ["opened", "plan", "program", "previous", "place"],
} as const;
export type TranscriptVersion = keyof typeof openings;

/** The order of facts: the opening, those present, then notes and runs, then `closed` and nothing more. */
export class FactOrder {
  readonly present: Present[] = [];
  readonly #opening: readonly Fact["kind"][];
  #taken = 0;
  #state: "opening" | "present" | "idle" | "in" | "out" | "closed" = "opening";

  constructor(version: TranscriptVersion) {
    this.#opening = openings[version];
  }

  get isClosed(): boolean {
    return this.#state === "closed";
  }
  get isRunning(): boolean {
    return this.#state === "in" || this.#state === "out";
  }

  /** Throws SignError TRANSCRIPT. */
  take(fact: Fact, where: string): void {
    const refuse = (expected: string) =>
      new SignError("TRANSCRIPT", `${where}: expected ${expected}, found ${quote(fact.kind)}`);
    if (this.isClosed) throw refuse("nothing after closed");
    if (this.#state === "opening") {
      const expected = this.#opening[this.#taken++] ?? "";
      if (fact.kind !== expected) throw refuse(expected);
      if (this.#taken === this.#opening.length) this.#state = "present";
    } else if (fact.kind === "present") {
      if (this.#state !== "present") throw refuse("those present before all else");
      this.#takePresent(fact, where);
    } else if (this.present.length === 0) throw refuse("at least one person present");
    else if (fact.kind === "torn") return;
    else if (this.isRunning) this.#takeInRun(fact, refuse);
    else this.#takeIdle(fact, where, refuse);
  }

  /** Throws SignError TRANSCRIPT where the opening is not whole. */
  demandOpening(where: string): void {
    if (this.present.length === 0)
      throw new SignError("TRANSCRIPT", `${where}: expected an opening and those present, found too few lines`);
  }

  #takePresent(person: Present, where: string): void {
    const { id, key } = person;
    const twice = this.present.some((other) => other.id === id || (key !== undefined && other.key === key));
    if (twice || this.present.length === presentLimit)
      throw new SignError("TRANSCRIPT", `${where}: expected each person and key once, found ${quote(id)} again`);
    this.present.push({ id, role: person.role, key, organisation: person.organisation, name: person.name });
  }

  #takeIdle(fact: Fact, where: string, refuse: (expected: string) => SignError): void {
    if (fact.kind === "closed") {
      this.#state = "closed";
      return;
    }
    if (fact.kind !== "note" && fact.kind !== "run") throw refuse("note, run or closed");
    if (!this.present.some((person) => person.id === fact.by))
      throw new SignError("TRANSCRIPT", `${where}: expected somebody present, found ${quote(fact.by)}`);
    this.#state = fact.kind === "run" ? "in" : "idle";
  }

  #takeInRun(fact: Fact, refuse: (expected: string) => SignError): void {
    if (fact.kind === "ended" || fact.kind === "interrupted") this.#state = "idle";
    else if (fact.kind === "out" || fact.kind === "unlisted") this.#state = "out";
    else if (fact.kind !== "in" || this.#state !== "in") throw refuse("in, then out, then ended");
  }
}
