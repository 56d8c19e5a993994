// Clerks, and who gets discs.

import { envelopeOf } from "../../../format/index.ts";
import { broken } from "../error.ts";
import type { RecipientModel, RegisterModel } from "../model.ts";
import { demandClerks, grown, pushed, putIn, type Rule } from "./rule.ts";

export const takeClerk: Rule<"clerk"> = ({ clerks }, said) => {
  const { id } = said;
  const there = clerks.get(id);
  if (there !== undefined)
    throw broken(
      `medewerker ${id} staat er al (regel ${there.line}): kies een andere korte naam`,
      `clerk ${id} is there already (line ${there.line}): choose another short name`,
    );
  return putIn(clerks, id, said, []);
};

export const takeList: Rule<"recipients"> = (model, said) => pushed(model.lists, said, demandClerks(model, ...said.by));

export const takeRecipient: Rule<"recipient"> = (model, said) => {
  const { id } = said;
  const list = model.lists.at(-1);
  if (list === undefined)
    throw broken(
      "een ontvanger staat achter een lijst (recipients), en die is er niet",
      "a recipient stands behind a list (recipients), and there is none",
    );
  const there = model.recipients.get(id);
  if (there !== undefined)
    throw broken(
      `ontvanger ${id} staat er al (regel ${there.line})`,
      `recipient ${id} is there already (line ${there.line})`,
    );
  const planned = setApart(model);
  const recipient: RecipientModel = grown(said, { planned, envelopes: [] });
  model.planned.set(planned, recipient);
  model.recipients.set(id, recipient);
  return {
    rests: [list.line],
    undo: () => {
      model.recipients.delete(id);
      model.planned.delete(planned);
    },
  };
};

/** The next number that is free; it is not given twice, whatever is corrected. */
function setApart(model: RegisterModel): string {
  const width = model.first.indexOf("-");
  const digits = String(model.nextNumber).padStart(width, "0");
  if (digits.length > width)
    throw broken(
      `er zijn geen envelopnummers van ${width} cijfers meer: begin een register met langere nummers`,
      `there are no envelope numbers of ${width} digits left: begin a register with longer ones`,
    );
  model.nextNumber++;
  return envelopeOf(digits);
}
