// zegel kit: what goes onto every disc beside the payload, packed once and the same for all. docs/spec/recipe.md, "Kit"

import type { Command } from "commander";
import { describeRoots, hasRoots, type PackedKit, packKit } from "../../build-iso/index.ts";
import { printError } from "../../files/print.ts";
import { encodeHashGroups, shellPath, spellOut } from "../../format/index.ts";
import { jsonOption, outOption, printResult } from "../command.ts";

export function addKit(program: Command): void {
  program
    .command("kit")
    .description("pack verifiers, page and texts into the kit that every disc carries")
    .argument("<folder...>", "where the parts are: what `npm run package` made, and kit/ of the sources")
    .requiredOption("--kit-version <version>", "the kit's version; a kit that differs gets another")
    .addOption(outOption("-o, --out <tar>"))
    .addOption(jsonOption())
    .addHelpText("after", "\nExample:\n  zegel kit dist/package kit --kit-version 1.0 -o kit-1.0.tar\n")
    .action(pack);
}

interface Options {
  readonly kitVersion: string;
  readonly out: string;
  readonly json?: true;
}

async function pack(folders: readonly string[], options: Options): Promise<void> {
  const kit = await packKit(folders, options.kitVersion, options.out);
  const rootless = kit.verifiers.some((verifier) => !hasRoots(verifier));
  if (rootless)
    printError(
      "zegel: warning: the verifiers of this kit have no trust root built in: good for demonstrations only, build-iso takes it for nothing else\n",
    );
  printResult(
    options.json,
    () => inJson(kit, options.out),
    () => inWords(kit, options.out),
  );
  process.exitCode = 0;
}

function inJson(kit: PackedKit, out: string) {
  const verifiers = kit.verifiers.map(({ path, roots }) => ({
    path,
    roots: roots?.map(({ root, sha256 }) => ({ version: root.version, purpose: root.purpose, sha256 })) ?? null,
  }));
  return { ...kit, verifiers, written: out };
}

function inWords(kit: PackedKit, out: string): string {
  const files = kit.files.map(
    ({ path, size, sha256 }) => `${spellOut(path, 400)}  (${size} bytes)\n  ${encodeHashGroups(sha256)}\n`,
  );
  const verifiers = kit.verifiers.map((verifier) => `  ${spellOut(verifier.path, 400)}: ${describeRoots(verifier)}\n`);
  return (
    `kit ${kit.version}:\n${files.join("")}\ntrust root built in:\n${verifiers.join("")}\n` +
    `in release notes: kit ${kit.version} ${kit.sha256}\ntar:              ${kit.tarSha256}\nwritten:          ${spellOut(out, 400)}\n\n` +
    `Next: zegel build-iso … --kit ${shellPath(out)}\n` +
    "      zegel letter … puts the groups of controleprogramma.exe and controlepagina.html into letter and Staatscourant\n"
  );
}
