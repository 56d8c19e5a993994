// What the demonstration prints: numbered titles, each command as a person would type it, and what it said.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { root } from "./programs.mjs";

export const out = join(root, "out");
const zegelProgram = join(root, JSON.parse(readFileSync(join(root, "package.json"), "utf8")).bin.zegel);
let step = 0;

export function title(text) {
  step += 1;
  console.log(`\n== ${step}. ${text}`);
}

/** What ends the demonstration; its message is for the person who started it. */
export class Failure extends Error {}

export function fail(text) {
  throw new Failure(text);
}

/** `program` and its arguments, as they would be typed. */
export function showCommand(program, args) {
  console.log(`$ ${[program, ...args.map((arg) => (/^[\w@%+=:,./\\-]+$/.test(arg) ? arg : `'${arg}'`))].join(" ")}`);
}

/** Runs `zegel` as a person would and shows what was typed. `expected`: the exit code that is due. Its standard output. */
export function zegel(args, { expected = 0, env = process.env, quiet = false } = {}) {
  showCommand("zegel", args);
  const { status, stdout, stderr } = spawnSync(process.execPath, [zegelProgram, ...args], {
    cwd: out,
    env,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== expected) fail(`exit code ${status} where ${expected} was due\n${stdout}${stderr}`);
  // What a command that refuses says of it; that of one that did its work is advice for real keys and roots.
  const said = stdout === "" && expected !== 0 ? `exit ${status}: ${stderr}` : stdout;
  if (!quiet) process.stdout.write(`${said.replace(/^/gm, "  ").trimEnd()}\n`);
  return stdout;
}

/** As an officer signs, but for the questions. `to`: the new note. */
export function sign(note, officer, to) {
  zegel(["sign", note, ...secretOf(officer), "--yes", "-o", to], { quiet: true });
}

/** Whose key it is, and the passphrase of it. */
export function secretOf(stem) {
  return ["--key", `${stem}.key`, "--passphrase-file", `${stem}.pass`];
}

/** The zegelcode of a release note. */
export function codeOf(note) {
  const code = zegel(["code", note], { quiet: true }).match(/[0-9A-Z]{5}(-[0-9A-Z]{5}){6}/)?.[0];
  if (code === undefined) fail("no zegelcode");
  return code;
}

/** A verification and its verdict; only the first lines are shown, the whole record is in `out`. */
export function verify(target, extra, expected, verdict) {
  const record = `record-${basename(target)}-${verdict}.txt`;
  const given = ["--root", "root-1.note", "--purpose", "demonstration", "--lang", "en", "--record", record];
  const screen = zegel(["verify", target, ...given, ...extra], { expected, quiet: true });
  const [said = "", , todo = ""] = screen.split("\n\n"); // word and cause, the software, what to do
  const [, word = "", , ...cause] = said.split("\n"); // the word stands between two bars
  const headline = `${word.trim()} - ${cause.join(" ")}`;
  if (!headline.includes(`(message: ${verdict})`)) fail(`expected ${verdict}, got: ${headline}`);
  console.log(`  exit ${expected}: ${headline}`);
  for (const line of todo.split("\n").filter((line) => line.startsWith("  "))) console.log(`  ${line}`);
}
