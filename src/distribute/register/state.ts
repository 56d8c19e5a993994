// A register read line by line, in order, each line once: what may stand there is asked when it is read as when it is written, so that no
// file says what no command would. docs/spec/register.md, "Rules"

import { broken } from "./error.ts";
import type { Fact, FactKind, FactOf } from "./fact.ts";
import type { Register, RegisterModel, Stamp, Stamped } from "./model.ts";
import { takeDiffers, takeHeard, takeNotice, takeRecalled, takeReceipt, takeRecord } from "./rules/evidence.ts";
import { takeArrived, takeDestroyed, takeReturned, takeSent } from "./rules/journey.ts";
import { takeAssigned, takePacked, takeVoid } from "./rules/packing.ts";
import { takeCommit, takeLetter, takeLogged } from "./rules/papers.ts";
import { takeClerk, takeList, takeRecipient } from "./rules/people.ts";
import { takeReplaced } from "./rules/replacing.ts";
import { demandClerks, type Rule, type Taken } from "./rules/rule.ts";
import { takeBatch, takeChecked, takeMaster, takeRelease } from "./rules/stock.ts";

type Ruled = Exclude<FactKind, "opened" | "corrects">;

const rules: { readonly [Kind in Ruled]: Rule<Kind> } = {
  clerk: takeClerk,
  recipients: takeList,
  recipient: takeRecipient,
  release: takeRelease,
  master: takeMaster,
  batch: takeBatch,
  packed: takePacked,
  letter: takeLetter,
  commit: takeCommit,
  logged: takeLogged,
  assigned: takeAssigned,
  sent: takeSent,
  arrived: takeArrived,
  receipt: takeReceipt,
  record: takeRecord,
  differs: takeDiffers,
  checked: takeChecked,
  recalled: takeRecalled,
  notice: takeNotice,
  heard: takeHeard,
  destroyed: takeDestroyed,
  returned: takeReturned,
  void: takeVoid,
  replaced: takeReplaced,
  torn: ({ torn }, said) => {
    torn.push(said);
    return { rests: [], undo: undefined };
  },
  closed: (model, said) => {
    model.closed = said;
    return { rests: [], undo: undefined };
  },
};

/** The rule of a fact's own kind, which takes it. */
const ruleOf = ({ kind }: FactOf<Ruled>) => rules[kind] as (model: RegisterModel, fact: Fact & Stamp) => Taken;

/** What a person calls a line that cannot be corrected. */
const fixed = "opened, commit, logged, corrects, torn, closed";

export class RegisterState {
  readonly #model: RegisterModel;
  /** Lines that a later line corrects, with what takes them back: of all others that would be kept for nothing. */
  readonly #corrected: Map<number, Taken | undefined>;
  /** By line, a place for each from the beginning: how many lines rest on it, and the last that does. */
  readonly #restedOn = [0, 0, 0];
  readonly #lastRest = [0, 0, 0];
  #last: Stamp;

  /** `corrected`: lines that will be corrected, from a look ahead. */
  constructor(opened: Stamped<"opened">, corrected: ReadonlySet<number>) {
    const { election, purpose, first } = opened;
    this.#model = {
      ...{ election, purpose, first, opened, nextNumber: Number(first.slice(0, -2)) },
      ...{ clerks: new Map(), lists: [], recipients: new Map(), planned: new Map(), releases: new Map() },
      ...{ masters: new Map(), batches: [], envelopes: new Map(), copies: new Map(), seals: new Map() },
      ...{ checked: new Map(), recalled: [], notices: new Map(), heard: new Map() },
      ...{ logged: [], corrections: [], torn: [] },
      ...{ closed: undefined, clockWentBack: [] },
    };
    this.#corrected = new Map([...corrected].map((line) => [line, undefined]));
    this.#last = opened;
  }

  get register(): Register {
    return this.#model;
  }

  /** Whether it was foreseen that this line is corrected. */
  keeps(line: number): boolean {
    return this.#corrected.has(line);
  }

  /** The next line. Throws RegisterError RULE, and then nothing has changed. */
  take(fact: Fact & Stamp): void {
    if (this.#model.closed !== undefined)
      throw broken("dit register is gesloten: er komt niets meer bij", "this register is closed: nothing is added");
    if (fact.kind === "opened") throw broken("een register begint één keer", "a register begins once");
    const { line } = fact;
    const taken = fact.kind === "corrects" ? this.#correct(fact) : ruleOf(fact as FactOf<Ruled>)(this.#model, fact);
    this.#restedOn.push(0);
    this.#lastRest.push(0);
    for (const before of taken.rests) {
      this.#restedOn[before] = (this.#restedOn[before] ?? 0) + 1;
      this.#lastRest[before] = line;
    }
    if (this.#corrected.has(line)) this.#corrected.set(line, taken);
    if (fact.at < this.#last.at) this.#model.clockWentBack.push(line);
    this.#last = fact;
  }

  #correct(fact: Stamped<"corrects">): Taken {
    const { target, by } = fact;
    const rests = demandClerks(this.#model, ...by);
    const taken = this.#corrected.get(target);
    if (target >= fact.line || taken === undefined)
      throw broken(
        `regel ${target} is er niet, is al gecorrigeerd, of is de eerste van het register`,
        `there is no line ${target}, or it was corrected already, or it is the first of the register`,
      );
    if (taken.undo === undefined)
      throw broken(
        `regel ${target} is van een soort die blijft staan (${fixed})`,
        `line ${target} is of a kind that stands for ever (${fixed})`,
      );
    if ((this.#restedOn[target] ?? 0) > 0)
      throw broken(
        `regel ${target} is niet te corrigeren, want een latere regel steunt erop (zoals regel ${this.#lastRest[target]}): corrigeer de laatste eerst`,
        `line ${target} cannot be corrected, as a later line rests on it (such as line ${this.#lastRest[target]}): correct the last one first`,
      );
    taken.undo();
    for (const before of taken.rests) this.#restedOn[before] = (this.#restedOn[before] ?? 0) - 1;
    this.#corrected.set(target, undefined);
    this.#model.corrections.push(fact);
    return { rests, undo: undefined };
  }
}
