// The folders that `--extract` and `--save-reference` ask for. docs/spec/verification-extract.md

import { resolve } from "node:path";
import { isInside } from "../../../files/inside.ts";
import { onInterrupt } from "../../../files/interrupt.ts";
import {
  copyBytes,
  installLimit,
  installPath,
  type Manifest,
  manifestLimit,
  manifestPath,
  pathFault,
  sealPath,
  sealSize,
} from "../../../format/index.ts";
import { nodePlatform } from "../../node/platform.ts";
import { windowsDriveOf } from "../../node/windows-drive.ts";
import type { DiscSink } from "../../proof/ports.ts";
import type { Report } from "../../proof/report.ts";
import { VerifyError } from "../../proof/verdict.ts";
import type { Options } from "../options.ts";
import { type Choice, NewFolder } from "./new-folder.ts";

const wholeDisc: Choice = {
  // Names on the medium are the adversary's until the manifest is known: none but a plain relative path is created.
  place: (path) => (pathFault(path) === undefined ? { to: path, limit: Number.POSITIVE_INFINITY } : undefined),
  due: ({ files, emptyFolders }) => ({
    files: [sealPath, manifestPath, ...files.map((file) => file.path)],
    emptyFolders,
  }),
};

const papers = new Map([
  [sealPath, { to: "SEAL", limit: sealSize }],
  [manifestPath, { to: "MANIFEST", limit: manifestLimit }],
  [installPath, { to: "INSTALL", limit: installLimit }],
]);
/** A copy of /ZEGEL without its tools. */
const papersOnly: Choice = {
  place: (path) => papers.get(path),
  due: ({ files }) => {
    if (!files.some((file) => file.path === installPath))
      throw new VerifyError(
        "GEBRUIK",
        `--save-reference: this release has no ${installPath} to judge an installation by`,
      );
    return { files: [...papers.values()].map(({ to }) => to), emptyFolders: [] };
  },
};

/** Some hundred kilobytes of a disc, held until somebody says where to. */
export class Papers implements DiscSink {
  readonly #parts = new Map<string, Uint8Array[]>();
  #running: { readonly path: string; readonly parts: Uint8Array[]; left: number } | undefined;
  #manifest: Manifest | undefined;

  begin(path: string): void {
    const place = papersOnly.place(path);
    this.#running = place === undefined ? undefined : { path, parts: [], left: place.limit };
  }

  write(bytes: Uint8Array): void {
    const running = this.#running;
    if (running === undefined) return;
    running.left -= bytes.length;
    if (running.left >= 0) running.parts.push(copyBytes(bytes));
  }

  end(): void {
    if (this.#running !== undefined && this.#running.left >= 0)
      this.#parts.set(this.#running.path, this.#running.parts);
    this.#running = undefined;
  }

  listed(manifest: Manifest): void {
    this.#manifest = manifest;
  }

  /** Whether the release has a list to judge an installation by. */
  get hasInstallList(): boolean {
    return this.#manifest?.files.some((file) => file.path === installPath) === true;
  }

  /**
   * Only after ECHT. What is written is what was verified: each file has its digest, those of SEAL and MANIFEST as `found` tells.
   * Throws VerifyError; then nothing is left behind.
   */
  save(path: string, found: Pick<Report, "sealSha256" | "manifestSha256">): void {
    const folder = new NewFolder(path, papersOnly);
    const install = this.#manifest?.files.find((file) => file.path === installPath)?.sha256;
    const due = new Map([
      [sealPath, found.sealSha256],
      [manifestPath, found.manifestSha256],
      [installPath, install],
    ]);
    try {
      for (const [name, parts] of this.#parts) {
        const sha256 = nodePlatform.sha256();
        folder.begin(name);
        for (const part of parts) {
          sha256.update(part);
          folder.write(part);
        }
        folder.end();
        if (sha256.digest() !== due.get(name))
          throw new VerifyError("FOUT", `${path}: not written: ${name} is not what was verified`);
      }
      if (this.#manifest !== undefined) folder.listed(this.#manifest);
      folder.complete();
      folder.giveName();
    } finally {
      folder.discard();
    }
  }
}

/** Nothing is written into what is verified: it would be another one afterwards. Throws VerifyError GEBRUIK. */
export function refuseInside(target: string, outputs: readonly string[]): void {
  const drive = process.platform === "win32" ? windowsDriveOf(target) : undefined;
  const place = drive === undefined ? target : `${drive.letter}:\\`; // whether its files or its bytes were named
  const inside = outputs.find((output) => isInside(output, place));
  if (inside !== undefined)
    throw new VerifyError("GEBRUIK", `${inside}: lies in ${target}, which is verified: choose a place outside it`);
}

/** All new folders that a command line asks for. */
export class NewFolders {
  readonly #folders: NewFolder[] = [];
  #forget: () => void = () => undefined;

  /** Throws VerifyError GEBRUIK. */
  make({ extract, saveReference }: Pick<Options, "extract" | "saveReference">): void {
    if (extract === undefined && saveReference === undefined) return;
    if (extract !== undefined && saveReference !== undefined && resolve(extract) === resolve(saveReference))
      throw new VerifyError("GEBRUIK", "--extract and --save-reference: expected two names, found one");
    if (extract !== undefined) this.#folders.push(new NewFolder(extract, wholeDisc));
    if (saveReference !== undefined) this.#folders.push(new NewFolder(saveReference, papersOnly));
    this.#forget = onInterrupt(() => this.#each((folder) => folder.discard()));
  }

  /** One sink for all; undefined for none. */
  get sink(): DiscSink | undefined {
    if (this.#folders.length === 0) return undefined;
    return {
      begin: (path) => this.#each((folder) => folder.begin(path)),
      write: (bytes) => this.#each((folder) => folder.write(bytes)),
      end: () => this.#each((folder) => folder.end()),
      listed: (manifest) => this.#each((folder) => folder.listed(manifest)),
    };
  }

  /** After ECHT. No folder gets its name before all are complete, and none keeps it unless all do. Throws VerifyError. */
  keep(): void {
    this.#each((folder) => folder.complete());
    const named: NewFolder[] = [];
    try {
      for (const folder of this.#folders) {
        folder.giveName();
        named.push(folder);
      }
    } catch (error) {
      for (const folder of named) folder.takeBack();
      throw error;
    }
  }

  /** Removes all that has no name yet. Never throws; returns a sentence for each folder that could not be removed. */
  discard(): string[] {
    this.#forget();
    return this.#folders.map((folder) => folder.discard()).filter((stayed) => stayed !== undefined);
  }

  #each(work: (folder: NewFolder) => void): void {
    for (const folder of this.#folders) work(folder);
  }
}
