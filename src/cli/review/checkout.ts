// A kit made again from a checkout of this program's source, by that checkout's own scripts, at the revision that the kit names.
// docs/packaging.md, "To rebuild them and compare"

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { execa } from "execa";
import { packKit } from "../../build-iso/index.ts";
import { inTemporaryFolder } from "../../files/temporary-folder.ts";
import { harmless, type KitName, type SizedFile, shellPath, shown } from "../../format/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { fill, type Language } from "../../words/language.ts";
import type { KitFacts } from "./kit-facts.ts";
import { reviewTexts } from "./texts.ts";

/** What decides the bytes of a kit. */
const sources = ["src", "scripts", "kit", "package.json", "package-lock.json"];
/** Files that packaging makes; the rest of a kit are texts of the checkout. */
const packaged = [
  ...["LICENTIES.txt", "controlepagina.html", "controleprogramma.exe", "node.exe"],
  ...["zegel-verify-linux-arm64", "zegel-verify-linux-x64", "zegel-verify.cjs"],
];
/** Characters of what a program complained of that are shown: its end. */
const saidLimit = 2000;

export interface Checkout {
  readonly folder: string;
  readonly revision: string;
}

/**
 * Asked before anything is built. Throws CommandError unless `source` is a checkout of the revision that the kit names, as it was
 * committed: it says how to get one.
 */
export async function demandCheckout(source: string, { revision }: KitFacts, language: Language): Promise<Checkout> {
  const refuse = (text: "noRevision" | "dirtyKit" | "noCheckout" | "otherRevision" | "changedCheckout", found = "") => {
    const commit = revision ?? "";
    const beside = `${resolve(source)}-${commit.slice(0, 12)}`;
    const how = `git -C ${shellPath(source)} worktree add ${shellPath(beside)} ${commit}`;
    const then = `(cd ${shellPath(beside)} && npm ci)`;
    const values = { source, revision: commit, found };
    const line = fill(reviewTexts[text][language], values);
    const isHelped = text === "otherRevision" || text === "changedCheckout";
    return new CommandError(isHelped ? `${line}\n  ${how}\n  ${then}` : line, exitUsage);
  };
  if (revision === undefined) throw refuse("noRevision");
  if (revision.endsWith("-dirty")) throw refuse("dirtyKit");
  const head = await git(source, ["rev-parse", "--verify", "HEAD"]);
  if (head === undefined || !existsSync(join(source, "scripts/package.mjs"))) throw refuse("noCheckout");
  if (head.trim() !== revision) throw refuse("otherRevision", head.trim());
  const status = await git(source, ["status", "--porcelain", "--untracked-files=all", "--", ...sources]);
  if (status !== "") throw refuse("changedCheckout", status?.split("\n")[0] ?? "");
  return { folder: resolve(source), revision };
}

/** Undefined where git fails, or is not there. */
async function git(folder: string, args: readonly string[]): Promise<string | undefined> {
  const { stdout, failed } = await execa("git", ["-C", folder, ...args], { reject: false, stdin: "ignore" });
  return failed ? undefined : String(stdout);
}

export interface MadeKit extends KitName {
  /** As on a disc. */
  readonly files: readonly SizedFile[];
}

/** Packs what the kit has, with the roots that the kit has built in. Throws CommandError with what packaging complained of; BuildError. */
export async function packAgain(
  { folder }: Checkout,
  { names, roots }: KitFacts,
  version: string,
  nodeLicence: string | undefined,
  language: Language,
): Promise<MadeKit> {
  return inTemporaryFolder("package", async (work) => {
    mkdirSync(join(work, "roots"));
    const rootOptions = roots.flatMap((bytes, i) => {
      const path = join(work, "roots", `${i + 1}.note`);
      writeFileSync(path, bytes);
      return ["--root", path];
    });
    const only = packaged.filter((name) => names.includes(name)).flatMap((name) => ["--only", name]);
    const licence = nodeLicence === undefined ? [] : ["--node-licence", resolve(nodeLicence)];
    const out = join(work, "package");
    const args = ["run", "--silent", "package", "--", ...rootOptions, ...only, ...licence, "--out", out];
    const { failed, all, shortMessage } = await execa("npm", args, {
      ...{ cwd: folder, reject: false, stdin: "ignore", all: true },
    });
    if (failed) {
      const said = String(all ?? "").trim() || shortMessage || "";
      const text = fill(reviewTexts.packagingFailed[language], { source: folder });
      throw new CommandError(`${text}\n${harmless(said.slice(-saidLimit))}`);
    }
    const texts = join(folder, "kit");
    if (!existsSync(texts))
      throw new CommandError({
        nl: shown`${texts}: verwacht de teksten van de kit, gevonden niets`,
        en: shown`${texts}: expected the texts of the kit, found nothing`,
      });
    const { sha256, files } = await packKit([out, texts], version, join(work, "kit.tar"));
    return { version, sha256, files };
  });
}
