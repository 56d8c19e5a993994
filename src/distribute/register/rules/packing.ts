// What lies in which envelope, for whom, and when an envelope counts no more.

import { broken } from "../error.ts";
import type { FactOf } from "../fact.ts";
import type { EnvelopeModel, PackedModel, RecipientModel, RegisterModel, ReleaseModel } from "../model.ts";
import {
  demandClerks,
  demandOpen,
  demandOwnNumber,
  demandRecipient,
  demandRole,
  demandWhole,
  groundOf,
  grown,
  type Rule,
} from "./rule.ts";
import { demandBatch, demandDiscOf } from "./stock.ts";

export const takePacked: Rule<"packed"> = (model, said) => {
  const clerks = demandClerks(model, ...said.by);
  const [release, { line }] = demandDiscOf(model, said.release, said.disc);
  demandAllDiscs(release);
  const recipient = demandRecipient(model, said.recipient);
  demandRole(recipient, release.role, release.name);
  const batch = demandBatch(model, said.copy);
  if (batch.release !== release.name || batch.disc !== said.disc)
    throw broken(
      `exemplaar ${said.copy} is schijf ${batch.disc} van ${batch.release} (partij ${batch.name}), verwacht schijf ${said.disc} van ${release.name}`,
      `copy ${said.copy} is disc ${batch.disc} of ${batch.release} (batch ${batch.name}), expected disc ${said.disc} of ${release.name}`,
    );
  refuseUsed(model, said);
  const there = model.envelopes.has(said.envelope) ? demandOpen(model, said.envelope) : undefined;
  if (there === undefined) demandFree(model, said.envelope, recipient);
  else demandFits(there, recipient, said);
  const packed: PackedModel = grown(said, { batch });
  const envelope = there ?? newEnvelope(said.envelope, recipient, release);
  return {
    rests: [recipient.line, line, batch.line, ...clerks],
    undo: pack(model, envelope, packed),
  };
};

/** Puts it in, and says how it is taken out again. */
function pack(model: RegisterModel, envelope: EnvelopeModel, packed: PackedModel): () => void {
  const { copy, seal } = packed;
  const close = open(model, envelope);
  envelope.discs.push(packed);
  model.copies.set(copy, envelope);
  model.seals.set(seal, envelope);
  return () => {
    envelope.discs.splice(envelope.discs.indexOf(packed), 1);
    model.copies.delete(copy);
    if (!envelope.discs.some((one) => one.seal === seal)) model.seals.delete(seal);
    if (envelope.discs.length === 0) close();
  };
}

/** A new envelope gets its place; what it gives back takes it away. */
export function open(model: RegisterModel, envelope: EnvelopeModel): () => void {
  const close = () => {
    model.envelopes.delete(envelope.number);
    const { envelopes } = envelope.recipient;
    envelopes.splice(envelopes.lastIndexOf(envelope), 1);
  };
  if (model.envelopes.has(envelope.number)) return close;
  model.envelopes.set(envelope.number, envelope);
  envelope.recipient.envelopes.push(envelope);
  const number = Number(envelope.number.slice(0, -2));
  if (number >= model.nextNumber) model.nextNumber = number + 1;
  return close;
}

export function newEnvelope(number: string, recipient: RecipientModel, release: ReleaseModel): EnvelopeModel {
  return {
    number,
    recipient,
    release,
    discs: [],
    assigned: undefined,
    letters: [],
    disc: { sent: [], arrived: [] },
    letter: { sent: [], arrived: [] },
    returned: [],
    destroyed: [],
    receipts: [],
    records: [],
    differs: [],
    replaces: undefined,
    ended: undefined,
  };
}

function demandAllDiscs({ name, count, discs }: ReleaseModel): void {
  if (discs.size === count) return;
  throw broken(
    `van versie ${name} staan ${discs.size} van ${count} schijven in het register: neem eerst alle schijven op`,
    `of release ${name} ${discs.size} of ${count} discs are in the register: take in all of them first`,
  );
}

/** Each copy once, and each bag in one envelope. */
function refuseUsed({ copies, seals }: RegisterModel, { copy, seal, envelope }: Omit<FactOf<"packed">, "kind">): void {
  const holder = copies.get(copy);
  if (holder !== undefined)
    throw broken(
      `exemplaar ${copy} zit al in envelop ${holder.number}`,
      `copy ${copy} is in envelope ${holder.number} already`,
    );
  const bag = seals.get(seal);
  if (bag !== undefined && bag.number !== envelope)
    throw broken(`zak ${seal} is al van envelop ${bag.number}`, `bag ${seal} is of envelope ${bag.number} already`);
}

/** A number that nobody else was promised. */
export function demandFree(model: RegisterModel, number: string, recipient: RecipientModel): void {
  demandOwnNumber(model, number);
  const planned = model.planned.get(number);
  if (planned === undefined || planned === recipient) return;
  throw broken(
    `envelop ${number} is bestemd voor ${planned.id} (${planned.name}), niet voor ${recipient.id}: die heeft ${recipient.planned}`,
    `envelope ${number} is set apart for ${planned.id} (${planned.name}), not for ${recipient.id}: that one has ${recipient.planned}`,
  );
}

function demandFits(
  there: EnvelopeModel,
  recipient: RecipientModel,
  { release, disc }: Omit<FactOf<"packed">, "kind">,
): void {
  const { number } = there;
  if (there.recipient !== recipient)
    throw broken(
      `envelop ${number} is van ${there.recipient.id} (${there.recipient.name}), niet van ${recipient.id}`,
      `envelope ${number} is of ${there.recipient.id} (${there.recipient.name}), not of ${recipient.id}`,
    );
  if (there.release.name !== release)
    throw broken(
      `in envelop ${number} zit versie ${there.release.name}: een envelop heeft één versie`,
      `envelope ${number} holds release ${there.release.name}: an envelope has one release`,
    );
  const twin = there.discs.find((one) => one.disc === disc);
  if (twin !== undefined)
    throw broken(
      `in envelop ${number} zit schijf ${disc} al, exemplaar ${twin.copy}`,
      `envelope ${number} holds disc ${disc} already, copy ${twin.copy}`,
    );
}

export const takeAssigned: Rule<"assigned"> = (model, said) => {
  const clerks = demandClerks(model, ...said.by);
  const envelope = demandWhole(model, said.envelope);
  const spare = envelope.recipient;
  const recipient = demandRecipient(model, said.recipient);
  if (spare.of !== "spare")
    throw broken(
      `envelop ${said.envelope} is van ${spare.id} (${spare.name}) en niet uit de voorraad`,
      `envelope ${said.envelope} is of ${spare.id} (${spare.name}) and not in stock`,
    );
  if (recipient.of === "spare")
    throw broken(
      `${recipient.id} is zelf voorraad: noem een ontvanger`,
      `${recipient.id} is stock itself: name a recipient`,
    );
  demandRole(recipient, envelope.release.role, envelope.release.name);
  const rests = [recipient.line, ...groundOf(envelope), ...clerks];
  move(envelope, recipient);
  envelope.assigned = said;
  return {
    rests,
    undo: () => {
      move(envelope, spare);
      envelope.assigned = undefined;
    },
  };
};

function move(envelope: EnvelopeModel, to: RecipientModel): void {
  const from = envelope.recipient.envelopes;
  from.splice(from.lastIndexOf(envelope), 1);
  envelope.recipient = to;
  to.envelopes.push(envelope);
}

export const takeVoid: Rule<"void"> = (model, said) => {
  const clerks = demandClerks(model, ...said.by);
  const envelope = demandOpen(model, said.envelope);
  return end(envelope, { how: "void", ...said }, [...groundOf(envelope), ...clerks]);
};

export function end(envelope: EnvelopeModel, how: NonNullable<EnvelopeModel["ended"]>, rests: readonly number[]) {
  envelope.ended = how;
  return {
    rests,
    undo: () => {
      envelope.ended = undefined;
    },
  };
}
