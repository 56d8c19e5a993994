// zegel root rotate: version N + 1 from a signed version N. docs/spec/trust-root.md

import type { Command } from "commander";
import { print, printError } from "../../files/print.ts";
import { encodeHashGroups, parseTrustRoot, shellPath, shown, textDigest } from "../../format/index.ts";
import {
  demandOwnRoot,
  describeChanges,
  describeEmergency,
  diffRoots,
  type Language,
  parseDissentChoice,
  parseGroupChoice,
  parseHolderChoice,
  parseRequireChoice,
  type RotationChoice,
  readKeyChoice,
  readReplacement,
  rotateRoot,
} from "../../sign/index.ts";
import { contactWarning } from "../../trust/contact.ts";
import { judgeRootSignatures } from "../../trust/index.ts";
import { CommandError, exitUsage } from "../../verify/program/terminal.ts";
import { languageOf, languageOption, many, outOption } from "../command.ts";
import { signatureCheck } from "../disc/platform-signature.ts";
import { readNote, writeNote } from "../notes/note-file.ts";

export function addRotate(root: Command): void {
  root
    .command("rotate")
    .description("make the next version of a trust root: what is not named stays as it is")
    .argument("<note>", "the newest trust root, signed")
    .addOption(many("--add-key <role:holder:organisation:file>", "a new key (repeat)"))
    .addOption(many("--replace-key <name=file>", "another key for the same holder, in the same groups (repeat)"))
    .addOption(many("--retire-key <name>", "take a key out; what it signed still counts (repeat)"))
    .addOption(many("--revoke-key <name-or-hex>", "take a key out; what it signed counts nowhere any more (repeat)"))
    .addOption(many("--holder <name=holder:organisation>", "other words for who holds a key (repeat)"))
    .addOption(many("--group <name=k:members>", "a new group, or in place of the one by that name (repeat)"))
    .addOption(many("--drop-group <name>", "take a group out (repeat)"))
    .addOption(many("--require <requirement=group>", "the group for a requirement, or none (repeat)"))
    .option("--valid <from..until>", "days, YYYY-MM-DD..YYYY-MM-DD")
    .option("--contact <text>", "whom municipalities call")
    .option("--dissent <rule>", "reported, or blocks-at=K")
    .option("--log <origin>", "origin of the transparency log, or none")
    .addOption(outOption("-o, --out <note>"))
    .addOption(languageOption())
    .addHelpText(
      "after",
      "\nExample (bert's key was stolen, dirk takes his place):\n" +
        "  zegel root rotate root-1.note --revoke-key bert --add-key officer:Dirk:Kiesraad:dirk.pub \\\n" +
        "    --group officers=2:anna,cees,dirk -o root-2.note\n",
    )
    .action(makeNext);
}

interface RotateOptions {
  readonly addKey: readonly string[];
  readonly replaceKey: readonly string[];
  readonly retireKey: readonly string[];
  readonly revokeKey: readonly string[];
  readonly holder: readonly string[];
  readonly group: readonly string[];
  readonly dropGroup: readonly string[];
  readonly require: readonly string[];
  readonly valid?: string;
  readonly contact?: string;
  readonly dissent?: string;
  readonly log?: string;
  readonly out: string;
  readonly lang?: Language;
}

async function makeNext(path: string, options: RotateOptions): Promise<void> {
  const { note } = await readNote(path);
  const before = await demandOwnRoot(note, path, signatureCheck);
  const next = rotateRoot(note, before, await readChoice(options));
  const root = parseTrustRoot(next.text);
  writeNote({ path: options.out, note: next });
  const warning = options.contact === undefined ? undefined : contactWarning(options.contact);
  if (warning !== undefined) printError(`zegel: warning: ${warning}\n`);
  const language = languageOf(options);
  const { quorums } = await judgeRootSignatures(next, root, before, "loose", signatureCheck);
  const needed = quorums.map(
    ({ version, threshold, missing }) =>
      `${threshold} of ${missing.map((key) => key.vkey.name).join(", ")} (version ${version})`,
  );
  const lines = [
    ...describeChanges(diffRoots(before, root), language).map((line) => `  ${line}`),
    ...describeEmergency(root, language).map((line) => `  ${line}`),
    "",
    `trust root:  ${encodeHashGroups(textDigest(next.text))}`,
    shown`written:     ${options.out} (version ${root.version}, not signed yet)`,
    `next:        it needs ${needed.join(" AND ")}`,
    `             each of them: zegel sign ${shellPath(options.out)} --key STEM.key`,
    `             then: zegel merge NOTE… --root ${shellPath(path)} -o NEW.note; then zegel root verify with all versions`,
  ];
  print(`${lines.join("\n")}\n`);
  process.exitCode = 0;
}

async function readChoice(options: RotateOptions): Promise<RotationChoice> {
  const requires: [ReturnType<typeof parseRequireChoice>[0], string | undefined][] = [];
  for (const [requirement, group] of options.require.map(parseRequireChoice)) {
    if (requires.some(([known]) => known === requirement))
      throw new CommandError(`--require: ${requirement} is given twice`, exitUsage);
    requires.push([requirement, group]);
  }
  const added = [];
  for (const typed of options.addKey) added.push(await readKeyChoice(typed, "--add-key"));
  const replaced = [];
  for (const typed of options.replaceKey) replaced.push(await readReplacement(typed));
  return {
    added,
    replaced,
    renamed: options.holder.map(parseHolderChoice),
    retired: options.retireKey,
    revoked: options.revokeKey,
    groups: options.group.map(parseGroupChoice),
    droppedGroups: options.dropGroup,
    requires: new Map(requires),
    valid: options.valid === undefined ? undefined : readValidity(options.valid),
    contact: options.contact,
    dissent: options.dissent === undefined ? undefined : { blocksAt: parseDissentChoice(options.dissent) },
    log: options.log === undefined ? undefined : { origin: options.log === "none" ? undefined : options.log },
  };
}

/** `FROM..UNTIL`. Throws CommandError. */
export function readValidity(typed: string): { from: string; until: string } {
  const [from = "", until = "", more] = typed.split("..");
  if (more !== undefined || until === "") throw new CommandError("--valid: expected YYYY-MM-DD..YYYY-MM-DD", exitUsage);
  return { from, until };
}
