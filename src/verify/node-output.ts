// The folders that `--extract` and `--save-reference` ask for. docs/spec/verification.md, "Extract"

import { resolve } from "node:path";
import {
  installLimit,
  installPath,
  manifestLimit,
  manifestPath,
  pathFault,
  sealPath,
  sealSize,
} from "../format/index.ts";
import { type Choice, NewFolder } from "./node-new-folder.ts";
import type { Options } from "./options.ts";
import type { DiscSink } from "./sink.ts";
import { VerifyError } from "./verdict.ts";

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

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** All new folders that a command line asks for. */
export class NewFolders {
  readonly #folders: NewFolder[] = [];
  readonly #onSignal = () => {
    this.discard();
    process.exit(1); // FOUT: interrupted, no verdict
  };

  /** Throws VerifyError GEBRUIK. */
  make({ extract, saveReference }: Pick<Options, "extract" | "saveReference">): void {
    if (extract === undefined && saveReference === undefined) return;
    if (extract !== undefined && saveReference !== undefined && resolve(extract) === resolve(saveReference))
      throw new VerifyError("GEBRUIK", "--extract and --save-reference: expected two names, found one");
    if (extract !== undefined) this.#folders.push(new NewFolder(extract, wholeDisc));
    if (saveReference !== undefined) this.#folders.push(new NewFolder(saveReference, papersOnly));
    for (const signal of signals) process.once(signal, this.#onSignal);
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

  /** After ECHT. No folder gets its name before all are complete. Throws VerifyError. */
  keep(): void {
    this.#each((folder) => folder.complete());
    this.#each((folder) => folder.giveName());
  }

  /** Removes all that has no name yet. */
  discard(): void {
    this.#each((folder) => folder.discard());
    for (const signal of signals) process.off(signal, this.#onSignal);
  }

  #each(work: (folder: NewFolder) => void): void {
    for (const folder of this.#folders) work(folder);
  }
}
