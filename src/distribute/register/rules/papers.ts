// Letters, what they commit the office to, and what of that stands in the public log.

import { broken } from "../error.ts";
import { isLogged, isSettled } from "../model.ts";
import { demandClerks, demandDisc, demandOpen, demandWhole, dropLine, groundOf, grown, type Rule } from "./rule.ts";

export const takeLetter: Rule<"letter"> = (model, said) => {
  const clerks = demandClerks(model, ...said.by);
  const envelope = demandWhole(model, said.envelope);
  const { letters, recipient } = envelope;
  if (recipient.of === "spare")
    throw broken(
      `envelop ${said.envelope} ligt in voorraad: wijs die eerst aan een ontvanger toe`,
      `envelope ${said.envelope} is in stock: assign it to a recipient first`,
    );
  const before = letters.at(-1);
  if (before !== undefined && isSettled(model, envelope))
    throw broken(
      `envelop ${said.envelope} heeft een brief (regel ${before.line}) die al vastligt: een nieuwe brief krijgt een nieuw envelopnummer (zegel register replace)`,
      `envelope ${said.envelope} has a letter (line ${before.line}) that is settled: a new letter gets a new envelope number (zegel register replace)`,
    );
  letters.push(grown(said, { commits: [] }));
  const earlier = before === undefined ? [] : [before.line];
  return { rests: [...groundOf(envelope), ...clerks, ...earlier], undo: () => dropLine(letters, said.line) };
};

export const takeCommit: Rule<"commit"> = (model, said) => {
  const envelope = demandOpen(model, said.envelope);
  demandDisc(envelope, said.disc);
  const letter = envelope.letters.at(-1);
  const isSent = envelope.letter.sent.length > 0;
  if (
    letter === undefined ||
    isSent ||
    letter.commits.some(({ disc }) => disc === said.disc) ||
    isLogged(model, letter.line)
  )
    throw broken(
      `vastlegging voor schijf ${said.disc} van envelop ${said.envelope}: verwacht één keer, vlak achter de brief`,
      `commitment for disc ${said.disc} of envelope ${said.envelope}: expected once, right behind its letter`,
    );
  letter.commits.push(said);
  return { rests: [letter.line], undo: undefined };
};

export const takeLogged: Rule<"logged"> = ({ logged }, said) => {
  const last = logged.at(-1)?.upTo ?? 1;
  if (said.upTo <= last || said.upTo >= said.line)
    throw broken(
      `in het logboek staat al regel ${last}: verwacht een latere regel van dit register, gevonden ${said.upTo}`,
      `the log holds line ${last} already: expected a later line of this register, found ${said.upTo}`,
    );
  logged.push(said);
  return { rests: [], undo: undefined };
};
