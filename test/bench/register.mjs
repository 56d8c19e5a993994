// What each command of a register of 10,000 recipients (100,027 lines) costs: CPU of the process, user and system, beyond its start,
// which is that of the same command with --help, in the same round. Side by side, in rounds; least and median.
//   npm run build && node test/bench/register.mjs [rounds] [--only WORD] [--against PROGRAM] [--node NODE]
// PROGRAM: dist/cli/zegel.js of another commit, for a table with both. Letters and `receipt --search` are left out: scrypt is meant to cost.

import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { program } from "./make.mjs";
import { machine, median } from "./measure.mjs";
import { control, envelope, idOf, makeWorld, recipients, stopcode } from "./register/world.mjs";

/** Of `status --require`, where somebody lacks some of it. */
const exitIncomplete = 3;
const both = ["--by", "anna", "--by", "bert"];
const one = ["--by", "anna"];
const [someEnvelope, other, spare] = [envelope(1234), envelope(1235), envelope(recipients)];
const call = ["receipt", "r", ...one, "--envelope", someEnvelope];
const tell = ["notice", "r", "--recall", "recall.note", "--root", "root.note", ...one];

/** Name, the register that it begins with (undefined: none), arguments; and, where it is meant to refuse, its exit code. */
const commands = [
  ["recipients --eml, 5,000 regions", undefined, ["recipients", "--eml", "110a.eml.xml", "-o", "new"]],
  ["recipients --csv", undefined, ["recipients", "--csv", "ontvangers.csv", "-o", "new"]],
  [
    "new",
    undefined,
    ["new", "--election", "TK2027", "--purpose", "demonstration", "--recipients", "ontvangers.csv"].concat([
      ...both,
      "--organisation",
      "Kiesraad",
      "--first",
      envelope(0),
      "-o",
      "new",
    ]),
  ],
  ["release", "begun", ["release", "r", "gsb", "release.note", "--root", "root.note"]],
  ["pack --csv, 10,000 rows", "stocked", ["pack", "r", ...both, "--csv", "pack.csv"]],
  ["sent --csv, 10,000 discs", "lettered", ["sent", "r", "--csv", "discs.csv"]],
  ["sent --csv, 19,999 rows", "lettered", ["sent", "r", "--csv", "post.csv"]],
  ["arrived --csv, 19,999 rows", "sent", ["arrived", "r", "--csv", "post.csv"]],
  ["receipt --csv, 10,000 rows", "arrived", ["receipt", "r", "--csv", "slips.csv"]],
  ["receipt --scan, 10,000 lines", "arrived", ["receipt", "r", "--scan", "scans.txt", ...one]],
  ["receipt --record, 10,000 files", "arrived", ["receipt", "r", "--record", "records", ...one]],
  [
    "status of nobody reported, all files",
    "arrived",
    ["status", "r", "--json", "new", "--html", "new.html", "--csv", "new.csv"],
  ],
  ["missing, 10,000", "arrived", ["missing", "r"]],
  ["missing -o, 10,000", "arrived", ["missing", "r", "-o", "new"]],
  ["head", "full", ["head", "r"]],
  ["verify", "full", ["verify", "r"]],
  ["status", "full", ["status", "r"]],
  [
    "status, all files, --require, --due",
    "full",
    ["status", "r", "--json", "new", "--html", "new.html", "--csv", "new.csv"].concat([
      "--require",
      "afmeldcode,verslag",
      "--due",
      "2027-02-06",
    ]),
    "",
    exitIncomplete,
  ],
  ["missing, nobody", "full", ["missing", "r"]],
  ["labels --kind disc, 10,000", "full", ["labels", "r", "--kind", "disc", "--copies", "1..10000", "-o", "new"]],
  ["labels --kind bag, 10,010", "full", ["labels", "r", "--kind", "bag", "-o", "new"]],
  ["labels --kind address, 10,000", "full", ["labels", "r", "--kind", "address", "-o", "new"]],
  ["recipients, a changed list", "full", ["recipients", "r", "--csv", "meer.csv", ...both]],
  ["clerk", "full", ["clerk", "r", "cees", "Kiesraad"]],
  ["master", "full", ["master", "r", "gsb", "master.iso"]],
  ["batch", "full", ["batch", "r", "B", "--release", "gsb", "--copies", "30001..30400", "--place", "Utrecht"]],
  ["checked", "full", ["checked", "r", "20001", "--verdict", "ECHT", "--control", control(20_001), ...one]],
  ["pack, one by scanner", "full", ["pack", "r", ...both], `${envelope(recipients + 20)}\n`],
  ["assign", "full", ["assign", "r", spare, idOf(5), ...both]],
  ["void", "full", ["void", "r", someEnvelope, "--reason", "zak-open", ...both]],
  [
    "replace --what letter",
    "full",
    ["replace", "r", someEnvelope, envelope(recipients + 20), "--what", "letter", ...both],
  ],
  ["correct", "full", ["correct", "r", "100026", "--reason", "dubbel", ...both]],
  ["sent, one", "lettered", ["sent", "r", "--envelope", someEnvelope, "--what", "disc", "--carrier", "PostNL"]],
  ["arrived, one", "sent", ["arrived", "r", "--envelope", someEnvelope, "--what", "disc", "--carrier", "PostNL"]],
  ["returned", "full", ["returned", "r", other, ...one]],
  ["destroyed", "full", ["destroyed", "r", other, ...one]],
  ["logged", "full", ["logged", "r", "head.tlog-proof", "--root", "root.note"]],
  ["receipt, by telephone", "full", [...call, "--control", control(30_000), "--verdict", "ECHT"]],
  ["receipt, into a slip", "full", [...call, "--control", control(30_000), "--verdict", "ECHT", "--slip", "new"]],
  ["receipt, a stopcode", "full", [...call, "--code", stopcode]],
  ["notice, one by telephone", "recalled", [...tell, "--channel", "telefoon", "--only", idOf(7)]],
  ["heard", "recalled", ["heard", "r", "1", idOf(7), "--how", "email", ...one]],
  ["recall", "recalled", ["recall", "r", "1"]],
  ["recall --json", "recalled", ["recall", "r", "1", "--json"]],
  ["status after a recall", "recalled", ["status", "r"]],
  ["close", "full", ["close", "r"]],
];

/** CPU milliseconds of a whole process, user and system, by the shell, whose clock is finer than GNU time's. */
function cpuOf(work, node, args, input, expected) {
  const script = 'TIMEFORMAT="%3U %3S"; { time "$@" >&3 2>&4; } 3>out.log 4>err.log';
  const shell = ["-c", script, "bash", node, ...args];
  const { status, stderr } = spawnSync("bash", shell, { cwd: work, input, encoding: "utf8" });
  if (status !== expected) throw new Error(`${args.slice(1).join(" ")}: exit ${status}`);
  const [user, system] = stderr.trim().split(" ").map(Number);
  return 1000 * (user + system);
}

function measureOne(work, { node, zegel }, [, register, args, input = "", expected = 0]) {
  for (const name of ["r", "new", "new.html", "new.csv"]) rmSync(join(work, name), { force: true });
  if (register !== undefined) copyFileSync(join(work, register), join(work, "r"));
  const start = cpuOf(work, node, [zegel, "register", args[0], "--help"], "", 0);
  return cpuOf(work, node, [zegel, "register", ...args], input, expected) - start;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string" },
    against: { type: "string" },
    node: { type: "string" },
    work: { type: "string" },
  },
});
const node = values.node ?? process.execPath;
const programs = [program, ...(values.against === undefined ? [] : [values.against])];
const chosen = commands.filter(([name]) => name.includes(values.only ?? ""));
const work = values.work ?? mkdtempSync(join(tmpdir(), "zegel-bench-"));
try {
  if (!existsSync(join(work, "full"))) await makeWorld(work);
  const taken = chosen.map(() => programs.map(() => []));
  const failed = new Map();
  for (let round = 0; round < Number(positionals[0] ?? 5); round++)
    for (const [i, command] of chosen.entries())
      for (const [p, zegel] of programs.entries())
        try {
          taken[i][p].push(measureOne(work, { node, zegel }, command));
        } catch (error) {
          failed.set(command[0], error.message);
        }
  console.log(machine());
  const heads = programs.map((_, p) => (p === 0 ? "least | median ms" : "against: least | median ms"));
  console.log(`| command | ${heads.join(" | ")} |\n|---|${"---|".repeat(2 * programs.length)}`);
  for (const [i, [name]] of chosen.entries()) {
    const figures = taken[i].map((runs) => `${Math.min(...runs).toFixed(0)} | ${median(runs)?.toFixed(0)}`);
    console.log(`| ${name} | ${figures.join(" | ")} |${failed.has(name) ? ` ${failed.get(name)}` : ""}`);
  }
} finally {
  if (values.work === undefined) rmSync(work, { recursive: true });
}
