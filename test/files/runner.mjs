// Runs the commands of jobs.json one after the other, each with its faults, and writes how they ended. test/files/faults.ts

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";

const dist = "../../dist/cli";
const { CommandError } = await import(`${dist}/terminal.js`);
const adders = {};
const pascal = (name) => name.replace(/(^|-)(.)/g, (_, _dash, letter) => letter.toUpperCase());

let said = "";
let printed = "";
const answer = (more) => {
  for (const done of more) if (typeof done === "function") done();
  return true;
};
process.stdout.setMaxListeners(0); // each run of the verifier listens once more
process.stdout.write = (text, ...more) => {
  printed += text;
  return answer(more);
};
process.stderr.write = (text, ...more) => {
  said += text;
  return answer(more);
};

const folder = process.argv[2];
const ended = [];
for (const { words, faults } of JSON.parse(readFileSync(join(folder, "jobs.json"), "utf8"))) {
  const [name] = words;
  adders[name] ??= (await import(`${dist}/${name}.js`))[`add${pascal(name)}`];
  const program = new Command("zegel").enablePositionalOptions().exitOverride();
  adders[name](program);
  said = "";
  printed = "";
  process.exitCode = 1;
  process.env.ZEGEL_FAULTS = faults; // setenv(3): the library sees it at once
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    // As src/cli/zegel.ts tells errors.
    if (error instanceof CommandError || "code" in error) said += `zegel: ${error.message}\n`;
    else said += `zegel: internal error: ${error.stack}\n`;
    process.exitCode = error.exitCode ?? 1;
  }
  process.env.ZEGEL_FAULTS = "";
  ended.push({ exitCode: process.exitCode, said, printed });
}
writeFileSync(join(folder, "ended.json"), JSON.stringify(ended));
process.exit(0);
