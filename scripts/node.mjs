// node scripts/node.mjs LINE COMMAND…: runs a command with the Node of that line (20, 22, 24, 26) first on the PATH, from the npm
// package that carries its binary, pinned by digest. LINE `all`: with each of them in turn, and which failed is told at the end.

import { spawnSync } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { lines, nodeBinary } from "./package/node-binaries.mjs";

const [line, program, ...args] = process.argv.slice(2);
const wanted = line === "all" ? Object.keys(lines) : [line];
if (program === undefined || !wanted.every((each) => Object.hasOwn(lines, each))) {
  process.stderr.write(`Usage: node scripts/node.mjs ${Object.keys(lines).join("|")}|all COMMAND…\n`);
  process.exit(2);
}
if (process.platform !== "linux" || process.arch !== "x64") {
  process.stderr.write("The pinned Nodes are for Linux on x86-64. Run the command with a Node of your own.\n");
  process.exit(1);
}

const failed = wanted.filter((each) => runOn(each) !== 0);
if (line === "all")
  for (const each of wanted)
    process.stderr.write(`Node ${lines[each][0]}: ${failed.includes(each) ? "failed" : "passed"}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function runOn(each) {
  const PATH = [dirname(nodeBinary("linux-x64", each)), process.env.PATH].join(delimiter);
  const { status, error } = spawnSync(program, args, { stdio: "inherit", env: { ...process.env, PATH } });
  if (error !== undefined) throw error;
  return status;
}
