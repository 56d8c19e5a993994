// What every rule of a register is made of. docs/spec/register.md, "Rules"

import { readEnvelope } from "../../../format/index.ts";
import { broken, type RegisterError } from "../error.ts";
import type { FactKind } from "../fact.ts";
import type { EnvelopeModel, PackedModel, RecipientModel, RegisterModel, Stamp, Stamped } from "../model.ts";

/** What taking a line has done. */
export interface Taken {
  /** Lines without which this one could not stand: they are not corrected before it. */
  readonly rests: readonly number[];
  /** Takes it back; undefined: a line of this kind stands for ever. */
  readonly undo: (() => void) | undefined;
}

/** Changes the model by one line, or throws RegisterError RULE and changes nothing. */
export type Rule<Kind extends FactKind> = (model: RegisterModel, fact: Stamped<Kind>) => Taken;

/** Lines of the clerks. Throws RegisterError RULE. */
export function demandClerks({ clerks }: RegisterModel, ...ids: readonly string[]): number[] {
  return ids.map((id) => {
    const clerk = clerks.get(id);
    if (clerk !== undefined) return clerk.line;
    const known = [...clerks.keys()].join(", ") || "-";
    throw broken(
      `medewerker ${id} staat niet in dit register (wel: ${known}): voeg die toe met zegel register clerk`,
      `clerk ${id} is not in this register (there are: ${known}): add him with zegel register clerk`,
    );
  });
}

/** Throws RegisterError RULE. */
export function demandRecipient({ recipients }: RegisterModel, id: string): RecipientModel {
  const found = recipients.get(id);
  if (found !== undefined) return found;
  throw broken(
    `ontvanger ${id} staat niet in dit register: controleer de code, of neem een nieuwe lijst op met zegel register recipients`,
    `recipient ${id} is not in this register: check the code, or take in a new list with zegel register recipients`,
  );
}

/** Throws RegisterError RULE for an envelope that is not packed in this register. */
export function demandEnvelope(model: RegisterModel, number: string): EnvelopeModel {
  const found = model.envelopes.get(number);
  if (found !== undefined) return found;
  demandOwnNumber(model, number);
  throw broken(
    `envelop ${number} is niet ingepakt: lees het nummer nog eens, of pak de envelop eerst in`,
    `envelope ${number} is not packed: read its number again, or pack it first`,
  );
}

/** The same, of one that still counts. */
export function demandOpen(model: RegisterModel, number: string): EnvelopeModel {
  const found = demandEnvelope(model, number);
  const { ended } = found;
  if (ended === undefined) return found;
  if (ended.how === "void")
    throw broken(
      `envelop ${number} is vervallen (regel ${ended.line}, ${ended.reason})`,
      `envelope ${number} was made void (line ${ended.line}, ${ended.reason})`,
    );
  throw broken(
    `envelop ${number} is vervangen door ${ended.envelope} (regel ${ended.line}): noem die`,
    `envelope ${number} was replaced by ${ended.envelope} (line ${ended.line}): name that one`,
  );
}

/** The same, with a disc of each number in it. */
export function demandWhole(model: RegisterModel, number: string): EnvelopeModel {
  const found = demandOpen(model, number);
  const { discs, release } = found;
  if (discs.length === release.count) return found;
  const missing = Array.from({ length: release.count }, (_, i) => i + 1).filter(
    (disc) => !discs.some((one) => one.disc === disc),
  );
  throw broken(
    `in envelop ${number} ontbreekt schijf ${missing.join(", ")} van ${release.count}: pak die eerst in`,
    `envelope ${number} lacks disc ${missing.join(", ")} of ${release.count}: pack it first`,
  );
}

/** Throws RegisterError RULE. */
export function demandDisc(envelope: EnvelopeModel, disc: number): PackedModel {
  const found = envelope.discs.find((one) => one.disc === disc);
  if (found !== undefined) return found;
  throw broken(
    `in envelop ${envelope.number} zit geen schijf ${disc}, maar ${envelope.release.count} in totaal`,
    `envelope ${envelope.number} holds no disc ${disc}, but ${envelope.release.count} in all`,
  );
}

/** A number of another register (a trial's, on the telephone) is a slip that must be told. Throws RegisterError RULE. */
export function demandOwnNumber({ first }: RegisterModel, number: string): void {
  const width = first.indexOf("-");
  const digits = readEnvelope(number)?.slice(0, -2) ?? "";
  if (digits.length === width && Number(digits) >= Number(first.slice(0, width))) return;
  throw broken(
    `envelop ${number} is niet van dit register, dat begint bij ${first}: kijk in het register van de andere verkiezing of van de proef`,
    `envelope ${number} is not of this register, which begins at ${first}: look in the register of the other election or of the trial`,
  );
}

/** Roles agree, but for whoever only looks and for what lies in stock. Throws RegisterError RULE. */
export function demandRole(recipient: RecipientModel, role: string, release: string): void {
  if (recipient.of === "study" || recipient.of === "spare" || recipient.role === role) return;
  throw broken(
    `${recipient.id} krijgt software voor ${recipient.role}, en ${release} is voor ${role}: neem de andere schijf, of noem de andere ontvanger`,
    `${recipient.id} gets software for ${recipient.role}, and ${release} is for ${role}: take the other disc, or name the other recipient`,
  );
}

/** What an envelope is as it is because of: its discs, whose it became, and the line that gave it the discs of another. */
export function groundOf({ discs, assigned, replaces }: EnvelopeModel): number[] {
  const lines = discs.map(({ line }) => line);
  if (assigned !== undefined) lines.push(assigned.line);
  if (replaces?.ended?.how === "replaced" && replaces.ended.what === "letter") lines.push(replaces.ended.line);
  return lines;
}

/** Takes what stands at `line` out of a list of lines; a correction is of one of the last as a rule. */
export function dropLine<T extends Stamp>(list: T[], line: number): void {
  const at = list.findLastIndex((one) => one.line === line);
  if (at >= 0) list.splice(at, 1);
}

/**
 * What a line said, with what later lines will add to it. It is the fact itself, which is the register's own from here: ten thousand
 * copies of it would each lie in memory in a form of its own, and be slow to look into.
 */
export function grown<T extends Stamp, More extends object>(said: T, more: More): T & More {
  return Object.assign(said, more);
}

/** Adds to a list, and takes it back. */
export function pushed<T extends Stamp>(list: T[], one: T, rests: readonly number[]): Taken {
  list.push(one);
  return { rests, undo: () => dropLine(list, one.line) };
}

/** The same of a map by line. */
export function putIn<K, T>(map: Map<K, T>, key: K, one: T, rests: readonly number[]): Taken {
  map.set(key, one);
  return { rests, undo: () => map.delete(key) };
}

export type { RegisterError };
