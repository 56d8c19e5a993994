// Where disc and letter are: sent, arrived, back, destroyed.

import { broken } from "../error.ts";
import type { Parcel } from "../fact.ts";
import type { EnvelopeModel, JourneyModel } from "../model.ts";
import { demandClerks, demandEnvelope, demandOpen, demandWhole, groundOf, pushed, type Rule } from "./rule.ts";

const parcelWords = {
  disc: { nl: "de schijf", en: "the disc" },
  letter: { nl: "de brief", en: "the letter" },
} as const;

const journeyOf = (envelope: EnvelopeModel, parcel: Parcel): JourneyModel => envelope[parcel];

export const takeSent: Rule<"sent"> = (model, said) => {
  const envelope = demandWhole(model, said.envelope);
  const letter = envelope.letters.at(-1);
  if (letter === undefined)
    throw broken(
      `envelop ${said.envelope} heeft nog geen brief: maak die voordat er iets de deur uit gaat`,
      `envelope ${said.envelope} has no letter yet: make it before anything is sent`,
    );
  const journey = journeyOf(envelope, said.parcel);
  const last = journey.sent.at(-1);
  const back = envelope.returned.at(-1);
  const isBack = said.parcel === "disc" && last !== undefined && back !== undefined && back.line > last.line;
  if (last !== undefined && !isBack)
    throw broken(
      `${parcelWords[said.parcel].nl} van envelop ${said.envelope} is al verzonden (regel ${last.line})`,
      `${parcelWords[said.parcel].en} of envelope ${said.envelope} was sent already (line ${last.line})`,
    );
  if (said.parcel === "disc") refuseDestroyed(envelope);
  const earlier = isBack && back !== undefined ? [back.line] : [];
  return pushed(journey.sent, said, [...groundOf(envelope), letter.line, ...earlier]);
};

export const takeArrived: Rule<"arrived"> = (model, said) => {
  const envelope = demandOpen(model, said.envelope);
  const { sent, arrived } = journeyOf(envelope, said.parcel);
  const last = sent.at(-1);
  const came = arrived.at(-1);
  if (last === undefined)
    throw broken(
      `${parcelWords[said.parcel].nl} van envelop ${said.envelope} is niet verzonden: lees het nummer nog eens, of noteer eerst de verzending`,
      `${parcelWords[said.parcel].en} of envelope ${said.envelope} was not sent: read the number again, or record first that it was`,
    );
  if (came !== undefined && came.line > last.line)
    throw broken(
      `${parcelWords[said.parcel].nl} van envelop ${said.envelope} is al aangekomen (regel ${came.line})`,
      `${parcelWords[said.parcel].en} of envelope ${said.envelope} has arrived already (line ${came.line})`,
    );
  return pushed(arrived, said, [last.line]);
};

/** Of an envelope that counts no more too: its disc can still come back, and be destroyed. */
export const takeReturned: Rule<"returned"> = (model, said) => {
  const clerks = demandClerks(model, said.by);
  const envelope = demandEnvelope(model, said.envelope);
  refuseDestroyed(envelope);
  const last = envelope.disc.sent.at(-1);
  const back = envelope.returned.at(-1);
  if (last === undefined || (back !== undefined && back.line > last.line))
    throw broken(
      `de schijf van envelop ${said.envelope} is niet onderweg of bij de ontvanger`,
      `the disc of envelope ${said.envelope} is not under way or with its recipient`,
    );
  return pushed(envelope.returned, said, [last.line, ...groundOf(envelope), ...clerks]);
};

export const takeDestroyed: Rule<"destroyed"> = (model, said) => {
  const clerks = demandClerks(model, said.by);
  const envelope = demandEnvelope(model, said.envelope);
  refuseDestroyed(envelope);
  return pushed(envelope.destroyed, said, [...groundOf(envelope), ...clerks]);
};

function refuseDestroyed({ number, destroyed }: EnvelopeModel): void {
  const [done] = destroyed;
  if (done === undefined) return;
  throw broken(
    `de schijf van envelop ${number} is al vernietigd (regel ${done.line})`,
    `the disc of envelope ${number} was destroyed already (line ${done.line})`,
  );
}
