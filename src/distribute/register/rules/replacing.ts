// One envelope in the place of another: with another disc, or for a letter that was lost.

import { broken } from "../error.ts";
import type { EnvelopeModel, RegisterModel, Stamped } from "../model.ts";
import { demandFree, end, newEnvelope, open } from "./packing.ts";
import { demandClerks, demandOpen, demandWhole, groundOf, type Rule } from "./rule.ts";

export const takeReplaced: Rule<"replaced"> = (model, said) => {
  const clerks = demandClerks(model, ...said.by);
  const old = demandOpen(model, said.old);
  if (said.old === said.envelope)
    throw broken("een envelop vervangt zichzelf niet", "an envelope does not replace itself");
  const rests = [...groundOf(old), ...old.letters.map(({ line }) => line), ...clerks];
  const ended = { how: "replaced" as const, ...said };
  return said.what === "all" ? replaceAll(model, old, ended, rests) : replaceLetter(model, old, ended, rests);
};

type Replaced = Stamped<"replaced"> & { readonly how: "replaced" };

/** Another disc, packed already, in another envelope. */
function replaceAll(model: RegisterModel, old: EnvelopeModel, ended: Replaced, rests: readonly number[]) {
  const fresh = demandWhole(model, ended.envelope);
  if (fresh.recipient !== old.recipient || fresh.release.role !== old.release.role)
    throw broken(
      `envelop ${fresh.number} is van ${fresh.recipient.id} voor ${fresh.release.role}, en ${old.number} van ${old.recipient.id} voor ${old.release.role}`,
      `envelope ${fresh.number} is of ${fresh.recipient.id} for ${fresh.release.role}, and ${old.number} of ${old.recipient.id} for ${old.release.role}`,
    );
  if (fresh.replaces !== undefined)
    throw broken(
      `envelop ${fresh.number} vervangt al ${fresh.replaces.number}`,
      `envelope ${fresh.number} replaces ${fresh.replaces.number} already`,
    );
  fresh.replaces = old;
  const { undo } = end(old, ended, []);
  return {
    rests: [...rests, ...groundOf(fresh)],
    undo: () => {
      fresh.replaces = undefined;
      undo();
    },
  };
}

/** Only the letter was lost: the new number takes over discs and bag, and what is known of their journey. */
function replaceLetter(model: RegisterModel, old: EnvelopeModel, ended: Replaced, rests: readonly number[]) {
  if (model.envelopes.has(ended.envelope))
    throw broken(
      `envelop ${ended.envelope} is al gebruikt: neem voor een nieuwe brief een nieuw nummer`,
      `envelope ${ended.envelope} was used already: take a new number for a new letter`,
    );
  if (old.letters.length === 0)
    throw broken(
      `envelop ${old.number} heeft nog geen brief: maak die gewoon`,
      `envelope ${old.number} has no letter yet: just make it`,
    );
  demandFree(model, ended.envelope, old.recipient);
  const { discs, disc, returned, destroyed, assigned } = old;
  const fresh: EnvelopeModel = {
    ...newEnvelope(ended.envelope, old.recipient, old.release),
    ...{ discs, disc, returned, destroyed, assigned, replaces: old },
  };
  const close = open(model, fresh);
  hand(model, fresh);
  const { undo } = end(old, ended, []);
  return {
    rests,
    undo: () => {
      hand(model, old);
      close();
      undo();
    },
  };
}

/** From now on copies and bags are found in this envelope. */
function hand({ copies, seals }: RegisterModel, holder: EnvelopeModel): void {
  for (const { copy, seal } of holder.discs) {
    copies.set(copy, holder);
    seals.set(seal, holder);
  }
}
