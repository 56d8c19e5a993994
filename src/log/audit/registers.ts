// Registers of dispatch held against the log: what it has of their heads must be what they say of themselves. The head is all that the log
// knows of a register, so that a line altered, put in or taken away before a logged head is found. docs/spec/register.md, "Head"

import type { RegisterHead } from "../../format/notes/register-head.ts";
import { seenName } from "../../format/series.ts";
import type { AuditedRegister, Findings } from "./report.ts";

/** A register that holds in itself, and what the user calls it. */
export interface GivenRegister {
  readonly name: string;
  readonly election: string;
  readonly purpose: string;
  readonly lines: number;
  /** SHA-256 of line `line`, from 2 to `lines`, with its line feed, in hex. */
  readonly headAt: (line: number) => string;
  /** Lines whose heads it says stand in the public log. */
  readonly logged: readonly number[];
}

/** One register, with the lines of its heads that the log has. */
interface Heard {
  readonly given: GivenRegister;
  readonly held: Set<number>;
  /** Heads of its election and purpose, whatever they say. */
  count: number;
}

export class RegisterJudge {
  readonly #heard: readonly Heard[];
  /** By election, purpose and line: the head that was heard first, and where. */
  readonly #first = new Map<string, { readonly index: number; readonly head: string }>();
  readonly #findings: Findings;

  constructor(registers: readonly GivenRegister[], findings: Findings) {
    this.#heard = registers.map((given) => ({ given, held: new Set(), count: 0 }));
    this.#findings = findings;
  }

  /** Entry `index` is a head. It is of the registers of its election and purpose: there is one. */
  hear(index: number, { election, purpose, lines, head }: RegisterHead): void {
    this.#compare(index, { election, purpose, lines, head });
    for (const one of this.#heard) {
      const { given, held } = one;
      if (seenName(given.election) !== seenName(election) || given.purpose !== purpose) continue;
      one.count++;
      if (lines > given.lines)
        this.#findings.open("HEAD_NEWER", { name: given.name, line: lines, lines: given.lines }, index);
      else if (given.headAt(lines) === head) held.add(lines);
      else this.#findings.add("HEAD_DIFFERS", { name: given.name, line: lines }, index);
    }
  }

  /** Whoever keeps a register and shows two of them has logged two heads of one line: that is seen without either. */
  #compare(index: number, { election, purpose, lines, head }: RegisterHead): void {
    const place = JSON.stringify([seenName(election), purpose, lines]);
    const first = this.#first.get(place);
    if (first === undefined) this.#first.set(place, { index, head });
    else if (first.head !== head)
      this.#findings.add("TWO_HEADS", { election, purpose, line: lines, first: first.index }, index);
  }

  /** When all entries were heard. */
  finish(): readonly AuditedRegister[] {
    return this.#heard.map(({ given: { name, lines, logged }, held, count }) => {
      for (const line of logged) if (!held.has(line)) this.#findings.add("HEAD_NOT_LOGGED", { name, line });
      if (count === 0 && logged.length === 0) this.#findings.open("REGISTER_NOT_LOGGED", { name });
      return { name, lines, heads: held.size, upTo: held.size === 0 ? undefined : Math.max(...held) };
    });
  }
}
