// zegel rebuild-note new: an image or a kit that somebody made, measured, as a note to sign. docs/spec/rebuild.md

import { measureMadeKit, programFile, toolVersions } from "../../build-iso/index.ts";
import { print } from "../../files/print.ts";
import { inBoth, type Note, quote, type Rebuild, type Release, shellPath } from "../../format/index.ts";
import {
  compareImages,
  environmentOf,
  kitDiffersOf,
  newKitRebuild,
  newRebuild,
  readReleasedImage,
  summaryDigest,
} from "../../reproduce/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { toolVersion } from "../../verify/record/tool.ts";
import { fill, type Language, sayIn, type Text } from "../../words/language.ts";
import { languageOf } from "../command.ts";
import { writeNote } from "../notes/note-file.ts";
import { readNamedRelease } from "../notes/released.ts";
import { sayFinding, scopeWords } from "../notes/statement-words.ts";
import { now } from "./reproduce.ts";

const texts = {
  made: {
    nl: "--scope {scope}: verwacht {option} met wat u maakte, en geen {other}",
    en: "--scope {scope}: expected {option} with what you made, and no {other}",
  },
  finding: { nl: "bevinding:   {finding} ({scope})", en: "finding:     {finding} ({scope})" },
  written: { nl: "geschreven:  {path} (nog niet ondertekend)", en: "written:     {path} (not signed yet)" },
  next: { nl: "hierna:      zegel sign {path} --key UW.key", en: "next:        zegel sign {path} --key YOURS.key" },
} as const satisfies Record<string, Text>;

export interface NewOptions {
  readonly image?: string;
  readonly kit?: string;
  readonly against?: string;
  readonly scope: Rebuild["scope"];
  readonly differs?: string;
  readonly environment?: string;
  readonly date?: string;
  readonly out: string;
  readonly lang?: Language;
}

export async function makeNote(path: string, options: NewOptions): Promise<void> {
  const { scope, image, kit } = options;
  const [wanted, other] = scope === "kit" ? [kit, image] : [image, kit];
  const [option, not] = scope === "kit" ? ["--kit", "--image"] : ["--image", "--kit"];
  if (wanted === undefined || other !== undefined)
    throw new CommandError(
      inBoth((l) => sayIn(texts.made, l, { scope, option, other: not })),
      exitUsage,
    );
  const { note, differs } =
    scope === "kit" ? await noteOfKit(path, wanted, options) : await noteOfImage(path, wanted, options);
  writeNote({ path: options.out, note });
  const language = languageOf(options);
  const finding = sayFinding(differs, language);
  const lines = [
    sayIn(texts.finding, language, { finding, scope: scopeWords[scope][language] }),
    fill(texts.written[language], { path: options.out }),
    sayIn(texts.next, language, { path: shellPath(options.out) }),
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

interface Made {
  readonly note: Note;
  readonly differs: string | undefined;
}

async function noteOfImage(path: string, own: string, options: NewOptions): Promise<Made> {
  const { release, sha256, image } = await readNamedRelease(path, languageOf(options));
  const built = await readReleasedImage(own, () => undefined);
  const manifest = release.manifests[release.disc - 1];
  const isSame = built.unsealedSha256 === release.imageSha256 && built.manifestSha256 === manifest;
  const differs = options.differs ?? (isSame ? undefined : await whereDiffers(own, options.against ?? image?.path));
  const note = newRebuild({
    ...(await choiceOf(sha256, differs, options)),
    scope: options.scope,
    imageSha256: built.unsealedSha256,
    manifestSha256: built.manifestSha256,
  });
  return { note, differs };
}

async function noteOfKit(path: string, own: string, options: NewOptions): Promise<Made> {
  const { release, sha256 } = await readNamedRelease(path, languageOf(options));
  const named = kitOf(release, path);
  const made = await measureMadeKit(own);
  const other = options.against === undefined ? undefined : (await measureMadeKit(options.against)).files;
  const differs = options.differs ?? kitDiffersOf(made, named, other);
  return { note: newKitRebuild(await choiceOf(sha256, differs, options), release, named), differs };
}

function kitOf({ kit }: Release, path: string) {
  if (kit === undefined)
    throw new CommandError({
      nl: `${quote(path)}: noemt geen kit: daar is niets over te zeggen`,
      en: `${quote(path)}: names no kit: there is nothing to say of one`,
    });
  return kit;
}

async function choiceOf(release: string, differs: string | undefined, { environment, date }: NewOptions) {
  const tools = { ...(await toolVersions(programFile("xorrisofs"))), zegel: toolVersion };
  return {
    release,
    differs,
    environment: environment ?? environmentOf({ tools, writers: undefined, surroundings: undefined }),
    date: date ?? now(),
  };
}

async function whereDiffers(own: string, released: string | undefined): Promise<string> {
  if (released === undefined) return "image digest; there was no image to compare with";
  const comparison = await compareImages(released, own);
  return `image digest; zegel compare ${summaryDigest(comparison)}: ${comparison.differingBytes} bytes, ${comparison.causes.join(", ")}`.slice(
    0,
    500,
  );
}
