// A reviewer's desk: the bundle that an office gives her, made once a run, and her key.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeReviewersBundle } from "../../src/cli/release/bundles.ts";
import { readReleaseFolder } from "../../src/cli/release/read-folder.ts";
import { type Note, parseNote, parseRebuild, type Rebuild } from "../../src/format/index.ts";
import { makeOfficeFolder, type OfficeChange } from "../release-folder/office.ts";
import { passphrase, writeTestKey } from "../sign/fixtures.ts";
import { type Outcome, temporaryFolder } from "../tools.ts";
import { folderOnce } from "../world/once.ts";
import { person } from "../world/people.ts";
import { zegelIn } from "./flow.ts";

export interface ReviewDesk {
  /** Holds reviewers/ (the bundle), rosa.key, rosa.pub and pw. */
  readonly folder: string;
  at(path: string): string;
  put(path: string, content: string | Uint8Array): void;
  /** In the bundle. SHA256SUMS goes: the office's own would name it. */
  change(path: string, content: string | Uint8Array): void;
  drop(path: string): void;
  move(from: string, to: string): void;
  read(path: string): Uint8Array;
  /** `zegel review reviewers`, in this process, in surroundings of its own, by our own writer. */
  review(...words: string[]): Promise<Outcome>;
  /** A note that was written, and what it says. */
  note(path: string): Rebuild & { readonly signers: readonly string[] };
  /** Files below a folder, in order. */
  files(path: string): string[];
}

export async function reviewDesk(change: OfficeChange = {}): Promise<ReviewDesk> {
  const made = await folderOnce(`reviewers ${JSON.stringify(change)}`, async (empty) => {
    const { folder } = await makeOfficeFolder("built", change);
    await makeReviewersBundle(folder, await readReleaseFolder(folder));
    cpSync(join(folder, "out/reviewers"), join(empty, "reviewers"), { recursive: true });
    const { vkey, seed } = person("rosa");
    await writeTestKey(empty, { vkey, seed });
    writeFileSync(join(empty, "pw"), passphrase, { mode: 0o600 });
  });
  const folder = temporaryFolder();
  cpSync(made, folder, { recursive: true });
  return deskIn(folder);
}

export function deskIn(folder: string): ReviewDesk {
  const at = (path: string) => join(folder, path);
  const put: ReviewDesk["put"] = (path, content) => {
    mkdirSync(join(at(path), ".."), { recursive: true });
    writeFileSync(at(path), content);
  };
  const unlist = () => rmSync(at("reviewers/SHA256SUMS"), { force: true });
  const files = (path: string) =>
    existsSync(at(path))
      ? readdirSync(at(path), { recursive: true, withFileTypes: true })
          .filter((entry) => !entry.isDirectory())
          .map((entry) => join(entry.parentPath, entry.name).slice(at(path).length + 1))
          .sort()
      : [];
  return {
    ...{ folder, at, put, files },
    change(path, content) {
      unlist();
      put(`reviewers/${path}`, content);
    },
    drop(path) {
      unlist();
      rmSync(at(`reviewers/${path}`), { recursive: true });
    },
    move(from, to) {
      unlist();
      mkdirSync(join(at(`reviewers/${to}`), ".."), { recursive: true });
      renameSync(at(`reviewers/${from}`), at(`reviewers/${to}`));
    },
    read: (path) => new Uint8Array(readFileSync(at(path))),
    review: (...words) => zegelIn(folder, ["review", "reviewers", "--no-clean", "--writer", "own", ...words]),
    note(path) {
      const note: Note = parseNote(readFileSync(at(path)), path);
      return { ...parseRebuild(note.text), signers: note.signatures.map(({ name }) => name) };
    },
  };
}

/** Words that sign without a person. */
export const asRosa = ["--key", "rosa.key", "--passphrase-file", "pw", "--yes"];
