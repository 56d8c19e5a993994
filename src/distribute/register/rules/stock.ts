// What there is to pack: releases with their discs, masters, and copies by their numbers.

import { broken } from "../error.ts";
import type { FactOf } from "../fact.ts";
import type { RegisterModel, ReleaseModel, Stamped } from "../model.ts";
import { demandClerks, putIn, type Rule } from "./rule.ts";

export const takeRelease: Rule<"release"> = (model, fact) => {
  const { name, disc, discs, role, product, version, sequence } = fact;
  if (disc > discs) throw broken(`schijf ${disc} van ${discs} bestaat niet`, `there is no disc ${disc} of ${discs}`);
  const there = model.releases.get(name);
  const isOther = there !== undefined && differs(there, fact);
  if (isOther || there?.discs.has(disc))
    throw broken(
      `de naam ${name} is al van een andere versie of van dezelfde schijf: kies een andere naam`,
      `the name ${name} is of another release already, or of the same disc: choose another`,
    );
  refuseTwice(model, fact);
  const release = there ?? { name, role, product, version, sequence, count: discs, discs: new Map() };
  model.releases.set(name, release);
  release.discs.set(disc, fact);
  return {
    rests: [],
    undo: () => {
      release.discs.delete(disc);
      if (release.discs.size === 0) model.releases.delete(name);
    },
  };
};

function differs(there: ReleaseModel, { discs, role, product, version, sequence }: FactOf<"release">): boolean {
  const { count } = there;
  return (
    count !== discs ||
    there.role !== role ||
    there.product !== product ||
    there.version !== version ||
    there.sequence !== sequence
  );
}

/** One text and one image are one disc, whatever it is called. */
function refuseTwice({ releases }: RegisterModel, { textSha256, imageSha256 }: FactOf<"release">): void {
  for (const { name, discs } of releases.values())
    for (const disc of discs.values())
      if (disc.textSha256 === textSha256 || disc.imageSha256 === imageSha256)
        throw broken(
          `deze schijf staat er al, als schijf ${disc.disc} van ${name} (regel ${disc.line})`,
          `this disc is there already, as disc ${disc.disc} of ${name} (line ${disc.line})`,
        );
}

/** Throws RegisterError RULE. */
export function demandDiscOf(
  { releases }: RegisterModel,
  name: string,
  disc: number,
): [ReleaseModel, Stamped<"release">] {
  const release = releases.get(name);
  const found = release?.discs.get(disc);
  if (release !== undefined && found !== undefined) return [release, found];
  const known = [...releases.keys()].join(", ") || "-";
  throw broken(
    `schijf ${disc} van versie ${name} staat niet in dit register (versies: ${known}): neem die op met zegel register release`,
    `disc ${disc} of release ${name} is not in this register (releases: ${known}): take it in with zegel register release`,
  );
}

export const takeMaster: Rule<"master"> = (model, said) => {
  const [, { line, imageSha256 }] = demandDiscOf(model, said.release, said.disc);
  for (const one of model.masters.values())
    if (one.imageSha256 === said.imageSha256 && one.sealSha256 === said.sealSha256)
      throw broken(`deze master staat er al (regel ${one.line})`, `this master is there already (line ${one.line})`);
  if (imageSha256 !== said.imageSha256)
    throw broken(
      `dit schijfbestand is niet dat van schijf ${said.disc} van ${said.release}: verwacht ${imageSha256}, gevonden ${said.imageSha256}`,
      `this image is not that of disc ${said.disc} of ${said.release}: expected ${imageSha256}, found ${said.imageSha256}`,
    );
  return putIn(model.masters, said.line, said, [line]);
};

export const takeBatch: Rule<"batch"> = (model, said) => {
  const [, { line }] = demandDiscOf(model, said.release, said.disc);
  const { batches } = model;
  const { from, to } = said.copies;
  const at = placeOf(batches, from);
  const before = batches[at - 1];
  const behind = batches[at];
  const crossed = before !== undefined && before.copies.to >= from ? before : behind;
  const twin = batches.find(({ name }) => name === said.name);
  if (twin !== undefined)
    throw broken(
      `partij ${said.name} staat er al (regel ${twin.line})`,
      `batch ${said.name} is there already (line ${twin.line})`,
    );
  if (crossed !== undefined && crossed.copies.from <= to)
    throw broken(
      `exemplaren ${from} tot en met ${to} lopen door die van partij ${crossed.name} heen (${crossed.copies.from} tot en met ${crossed.copies.to}): een nummer is van één exemplaar`,
      `copies ${from} to ${to} cross those of batch ${crossed.name} (${crossed.copies.from} to ${crossed.copies.to}): a number is of one copy`,
    );
  batches.splice(at, 0, said);
  return { rests: [line], undo: () => batches.splice(batches.indexOf(said), 1) };
};

/** The place of the first batch whose copies begin behind `copy`. */
function placeOf(batches: readonly Stamped<"batch">[], copy: number): number {
  let [low, high] = [0, batches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((batches[middle]?.copies.from ?? 0) <= copy) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The batch that a copy is of; undefined: there is none. */
export function batchOf(batches: readonly Stamped<"batch">[], copy: number): Stamped<"batch"> | undefined {
  const batch = batches[placeOf(batches, copy) - 1];
  return batch !== undefined && copy <= batch.copies.to ? batch : undefined;
}

/** Throws RegisterError RULE. */
export function demandBatch({ batches }: RegisterModel, copy: number): Stamped<"batch"> {
  const batch = batchOf(batches, copy);
  if (batch !== undefined) return batch;
  throw broken(
    `exemplaar ${copy} is van geen partij: lees het nummer nog eens, of neem de partij op met zegel register batch`,
    `copy ${copy} is of no batch: read its number again, or take the batch in with zegel register batch`,
  );
}

export const takeChecked: Rule<"checked"> = (model, said) => {
  const batch = demandBatch(model, said.copy);
  const there = model.checked.get(said.copy);
  if (there !== undefined)
    throw broken(
      `exemplaar ${said.copy} is al gecontroleerd (regel ${there.line})`,
      `copy ${said.copy} was checked already (line ${there.line})`,
    );
  return putIn(model.checked, said.copy, said, [batch.line, ...demandClerks(model, said.by)]);
};
