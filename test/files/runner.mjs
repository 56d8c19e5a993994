// Runs the commands of jobs.json one after the other, each with its faults, and writes how they ended. test/files/faults.ts

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// As src/cli/run-command.ts runs them.
const { exitCodeOf } = await import("../../dist/cli/end.js");
const { makeProgram } = await import("../../dist/cli/program.js");

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
  const program = await makeProgram(words[0]);
  said = "";
  printed = "";
  process.exitCode = 1;
  process.env.ZEGEL_FAULTS = faults; // setenv(3): the library sees it at once
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error);
  }
  process.env.ZEGEL_FAULTS = "";
  ended.push({ exitCode: process.exitCode, said, printed });
}
writeFileSync(join(folder, "ended.json"), JSON.stringify(ended));
process.exit(0);
