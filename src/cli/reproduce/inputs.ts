// What a rebuild is made of, apart from the payload: description, install list, instructions and kit, as given or as the image has them.

import { join } from "node:path";
import {
  parseInstallJson,
  parseInstructions,
  type ReleaseDescription,
  type WriterChoice,
} from "../../build-iso/index.ts";
import {
  aanwijzingenLimit,
  installLimit,
  parseAanwijzingen,
  parseInstall,
  type ReleaseChoice,
} from "../../format/index.ts";
import { copyKit } from "../../reproduce/index.ts";
import { readBytes } from "../../sign/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import type { Released } from "../notes/released.ts";

export interface ReproduceOptions {
  readonly payload: string;
  readonly kit?: string;
  readonly install?: string;
  readonly instructions?: string;
  readonly masterSha256?: string;
  readonly clean?: true;
  readonly out?: string;
  readonly note?: string;
  readonly writer?: WriterChoice;
  readonly xorriso?: string;
  readonly json?: true;
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
    install:
      installBytes &&
      (begins(installBytes, "{") ? parseInstallJson(installBytes, install ?? "") : parseInstall(installBytes)),
    steps:
      stepBytes &&
      (begins(stepBytes, "zegel/") ? parseAanwijzingen(stepBytes) : parseInstructions(stepBytes, instructions ?? "")),
  };
}

const begins = (bytes: Uint8Array, text: string) =>
  Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart().startsWith(text);

/** The chosen fields alone, of a release that has more. */
function choiceOf(choice: ReleaseChoice): ReleaseChoice {
  const { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium } = choice;
  return { product, version, election, role, sequence, purpose, urgency, date, volume, publisher, medium };
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
      `the release was made with kit ${release.kit.version} (${release.kit.sha256}): give it with --kit, or give the image`,
      exitUsage,
    );
  return undefined;
}
