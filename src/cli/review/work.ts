// The work of a review: each disc looked through and rebuilt, and the kit made again where its source is at hand.

import type { WriterChoice } from "../../build-iso/index.ts";
import { discPathOf } from "../../build-iso/kit/kit.ts";
import { Fault } from "../../format/index.ts";
import { type LintReport, lintPayload } from "../../lint/index.ts";
import { kitDiffersOf } from "../../reproduce/index.ts";
import { CommandError, exitUsage, Progress } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import { rebuild } from "../reproduce/reproduce.ts";
import type { ReviewBundle, ReviewDisc } from "./bundle.ts";
import { type Checkout, demandCheckout, packAgain } from "./checkout.ts";
import { type KitFacts, readKitFacts } from "./kit-facts.ts";
import { type Review, type ReviewedDisc, type ReviewedKit, reviewedDisc } from "./outcome.ts";
import { reviewTexts } from "./texts.ts";

export interface WorkOptions {
  readonly source?: string;
  readonly nodeLicence?: string;
  readonly clean: boolean;
  readonly writer?: WriterChoice;
  readonly xorriso?: string;
}

/** What can be refused of the checkout is, before anything is built. Throws what any step throws. */
export async function reviewBundle(bundle: ReviewBundle, options: WorkOptions, language: Language): Promise<Review> {
  const facts = await kitFacts(bundle, options, language);
  const { source } = options;
  const checkout =
    facts === undefined || source === undefined ? undefined : await demandCheckout(source, facts, language);
  const kit = await reviewKit(bundle, facts, checkout, options, language); // first: it is what fails, for want of npm ci
  const discs: ReviewedDisc[] = [];
  for (const disc of bundle.discs) discs.push(await reviewDisc(disc, bundle, options));
  return { discs, kit };
}

/** What the kit tells of itself; a kit that tells it in no way that can be read counts as one that tells nothing. */
async function kitFacts(
  { kit }: ReviewBundle,
  { source }: WorkOptions,
  language: Language,
): Promise<KitFacts | undefined> {
  if (kit === undefined) {
    if (source !== undefined) throw new CommandError(reviewTexts.noKitNamed[language], exitUsage);
    return undefined;
  }
  try {
    return await readKitFacts(kit.path, kit.from);
  } catch (error) {
    if (source !== undefined || !(error instanceof Fault)) throw error;
    return undefined;
  }
}

async function reviewDisc(disc: ReviewDisc, { kit }: ReviewBundle, options: WorkOptions): Promise<ReviewedDisc> {
  const lint = lookInto(disc.payload.from);
  const { install, instructions } = disc.papers;
  const given = { kit: kit?.from, install: install?.at, instructions: instructions?.at };
  const chosen = { writer: options.writer, xorriso: options.xorriso, clean: options.clean ? true : undefined };
  const isGiven = ([, value]: readonly [string, unknown]) => value !== undefined;
  const more = Object.fromEntries(Object.entries({ ...given, ...chosen }).filter(isGiven));
  const report = await rebuild(disc.note.at, { payload: disc.payload.from, manifest: disc.manifestAt, ...more });
  return reviewedDisc(disc, lint, report);
}

function lookInto(payload: string): LintReport {
  const progress = new Progress("looking", 0);
  try {
    return lintPayload(payload, (done) => progress.update(done));
  } finally {
    progress.end();
  }
}

async function reviewKit(
  { kit, discs }: ReviewBundle,
  facts: KitFacts | undefined,
  checkout: Checkout | undefined,
  { nodeLicence }: WorkOptions,
  language: Language,
): Promise<ReviewedKit | undefined> {
  const named = discs[0]?.release.kit;
  if (kit === undefined || named === undefined) return undefined;
  const told = { kit, named, revision: facts?.revision, roots: facts?.rootsInWords };
  if (facts === undefined || checkout === undefined) return { ...told, again: undefined };
  const made = await packAgain(checkout, facts, named.version, nodeLicence, language);
  const released = kit.measure.files.map((file) => ({ ...file, path: discPathOf(file.path) }));
  return { ...told, again: { differs: kitDiffersOf(made, named, released), source: checkout.folder } };
}
