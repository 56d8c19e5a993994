// What a rebuild is made of, apart from the payload: description, install list, instructions and kit, as given or as the image has them.

import { join } from "node:path";
import {
  parseInstallJson,
  parseInstructions,
  type ReleaseDescription,
  type WriterChoice,
} from "../../build-iso/index.ts";
import { sha256Of } from "../../files/digest.ts";
import {
  aanwijzingenLimit,
  aanwijzingenPath,
  inBoth,
  installLimit,
  installPath,
  manifestLimit,
  parseAanwijzingen,
  parseInstall,
  parseManifest,
  quote,
  type ReleaseChoice,
} from "../../format/index.ts";
import { copyKit } from "../../reproduce/index.ts";
import { readBytes } from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Language } from "../../words/language.ts";
import type { Released } from "../notes/released.ts";

export interface ReproduceOptions {
  readonly payload: string;
  readonly kit?: string;
  readonly install?: string;
  readonly instructions?: string;
  readonly manifest?: string;
  readonly masterSha256?: string;
  readonly clean?: true;
  readonly out?: string;
  readonly note?: string;
  readonly writer?: WriterChoice;
  readonly xorriso?: string;
  readonly json?: true;
  readonly lang?: Language;
}

/** What build-iso is told. Of an image without a note only what shows in it matters. */
export async function descriptionFor(
  { release, image }: Released,
  options: ReproduceOptions,
): Promise<ReleaseDescription> {
  const unnamed = { product: "unnamed", version: "0", election: "unnamed", role: "GSB", sequence: 1 };
  const choice: ReleaseChoice | undefined =
    release ?? (image && { ...unnamed, purpose: "demonstration", urgency: "normal", medium: "bd25", ...image.fields });
  if (choice === undefined) throw new Error("neither a release nor an image");
  const { install, instructions } = options;
  const installBytes = install === undefined ? image?.install : await readBytes(install, installLimit);
  const stepBytes = instructions === undefined ? image?.instructions : await readBytes(instructions, aanwijzingenLimit);
  return {
    choice: choiceOf(choice),
    recallAtLeast: release?.recallAtLeast ?? 0,
    install: installBytes && readInstall(installBytes, install ?? ""),
    steps: stepBytes && readSteps(stepBytes, instructions ?? ""),
  };
}

/** As it lies on a disc, or as build-iso takes it. Throws BuildError DESCRIPTION, FormatError. */
export const readInstall = (bytes: Uint8Array, where: string) =>
  begins(bytes, "{") ? parseInstallJson(bytes, where) : parseInstall(bytes);

/** Likewise. */
export const readSteps = (bytes: Uint8Array, where: string) =>
  begins(bytes, "zegel/") ? parseAanwijzingen(bytes) : parseInstructions(bytes, where);

const begins = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart().startsWith(text);

/** The chosen fields alone, of a release that has more. */
function choiceOf(choice: ReleaseChoice): ReleaseChoice {
  const { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium } = choice;
  return { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium };
}

/**
 * Holds what was given against the MANIFEST of the release, where that was given too: a paper that is lacking would else show as a
 * difference, after the whole build. Throws CommandError, FormatError.
 */
export async function demandPapers(
  { release }: Released,
  { manifest: path }: ReproduceOptions,
  { install, steps }: ReleaseDescription,
): Promise<void> {
  if (path === undefined) return;
  if (release === undefined)
    throw new CommandError(
      {
        nl: "--manifest: een schijfbestand zonder zegel noemt geen MANIFEST: laat het weg",
        en: "--manifest: an image that is not sealed names no MANIFEST: leave it out",
      },
      exitUsage,
    );
  const bytes = await readBytes(path, manifestLimit);
  const [found, expected] = [sha256Of(bytes), release.manifests[release.disc - 1]];
  if (found !== expected)
    throw new CommandError(
      {
        nl: `${quote(path)}: verwacht de bestandslijst (MANIFEST) die de versie noemt voor schijf ${release.disc} (${expected}), gevonden ${found}`,
        en: `${quote(path)}: expected the MANIFEST that the release names for disc ${release.disc} (${expected}), found ${found}`,
      },
      exitUsage,
    );
  const listed = new Set(parseManifest(bytes).files.map((file) => file.path));
  const papers = [
    { name: installPath, option: "--install", isGiven: install !== undefined },
    { name: aanwijzingenPath, option: "--instructions", isGiven: steps !== undefined },
  ];
  const faults = papers.flatMap(({ name, option, isGiven }) => {
    if (listed.has(name) === isGiven) return [];
    return isGiven
      ? [
          {
            nl: `de versie noemt geen ${name}; u gaf er een: laat ${option} weg`,
            en: `the release lists no ${name}; you gave one: leave out ${option}`,
          },
        ]
      : [
          {
            nl: `de versie noemt ${name}; u gaf die niet: geef die met ${option}`,
            en: `the release lists ${name}; you gave none: give it with ${option}`,
          },
        ];
  });
  if (faults.length > 0)
    throw new CommandError(
      inBoth((l) => faults.map((fault) => fault[l]).join("\n")),
      exitUsage,
    );
}

export async function kitFor(
  { release, image }: Released,
  options: ReproduceOptions,
  work: string,
): Promise<string | undefined> {
  if (options.kit !== undefined) return options.kit;
  if (image?.hasKit === true) {
    await copyKit(image, join(work, "kit"));
    return join(work, "kit");
  }
  if (release?.kit !== undefined && image === undefined)
    throw new CommandError(
      {
        nl: `de versie is gemaakt met kit ${release.kit.version} (${release.kit.sha256}): geef die met --kit, of geef het schijfbestand`,
        en: `the release was made with kit ${release.kit.version} (${release.kit.sha256}): give it with --kit, or give the image`,
      },
      exitUsage,
    );
  return undefined;
}
