// What came back: who checked and what he found, and who heard of a recall. An envelope that counts no more can still be answered for.

import { broken } from "../error.ts";
import type { RegisterModel } from "../model.ts";
import {
  demandClerks,
  demandDisc,
  demandEnvelope,
  demandRecipient,
  groundOf,
  pushed,
  putIn,
  type Rule,
} from "./rule.ts";

export const takeReceipt: Rule<"receipt"> = (model, said) => {
  const clerks = demandClerks(model, said.by);
  const envelope = demandEnvelope(model, said.envelope);
  demandDisc(envelope, said.disc);
  if (said.verdict === "ECHT" && said.found !== undefined)
    throw broken(
      "bij ECHT hoort geen gevonden code: die staat alleen in een stopcode",
      "ECHT has nothing found: only a stopcode has",
    );
  return pushed(envelope.receipts, said, [...groundOf(envelope), ...clerks]);
};

export const takeRecord: Rule<"record"> = (model, said) => {
  const envelope = demandEnvelope(model, said.envelope);
  demandDisc(envelope, said.disc);
  return pushed(envelope.records, said, groundOf(envelope));
};

export const takeDiffers: Rule<"differs"> = (model, said) => {
  const clerks = demandClerks(model, said.by);
  const envelope = demandEnvelope(model, said.envelope);
  demandDisc(envelope, said.disc);
  const ground = [...groundOf(envelope), ...clerks];
  if (said.other === undefined) return pushed(envelope.differs, said, ground);
  if (said.other === said.envelope)
    throw broken(
      "een envelop is niet met zichzelf verwisseld: noem de andere",
      "an envelope is not mixed up with itself: name the other one",
    );
  const other = demandEnvelope(model, said.other);
  return pushed(envelope.differs, said, [...ground, ...groundOf(other)]);
};

export const takeRecalled: Rule<"recalled"> = (model, said) => {
  const clerks = demandClerks(model, said.by);
  const { recalled } = model;
  const before = recalled.at(-1);
  if (said.entry !== recalled.length + 1)
    throw broken(
      `nummer ${said.entry} van de intreklijst komt na nummer ${recalled.length}: neem de lijst als geheel op`,
      `entry ${said.entry} of the recall list comes after entry ${recalled.length}: take the list in as a whole`,
    );
  const twin = recalled.find(({ imageSha256 }) => imageSha256 === said.imageSha256);
  if (twin !== undefined)
    throw broken(
      `deze schijf is al ingetrokken, als nummer ${twin.entry} (regel ${twin.line})`,
      `this image was recalled already, as entry ${twin.entry} (line ${twin.line})`,
    );
  return pushed(recalled, said, [...(before === undefined ? [] : [before.line]), ...clerks]);
};

/** The entry that gave a list its number; none: the list was told before any entry was taken in. */
const groundOfList = ({ recalled }: RegisterModel, list: number): number[] =>
  recalled.slice(list - 1, list).map(({ line }) => line);

export const takeNotice: Rule<"notice"> = (model, said) => {
  const rests = [demandRecipient(model, said.recipient).line, ...demandClerks(model, said.by)];
  return putIn(model.notices, said.line, said, [...rests, ...groundOfList(model, said.list)]);
};

export const takeHeard: Rule<"heard"> = (model, said) => {
  const rests = [demandRecipient(model, said.recipient).line, ...demandClerks(model, said.by)];
  return putIn(model.heard, said.line, said, [...rests, ...groundOfList(model, said.list)]);
};
