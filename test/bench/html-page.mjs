// The HTML page in Chromium: from the click to the verdict, self-test and all digests included. A row for the bench, or by itself:
// node test/bench/html-page.mjs [--runs N] makes a disc of 650 MB and prints the medians.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { makeLarge, setUp } from "./make.mjs";

const executablePath = "/usr/bin/chromium";
const project = join(import.meta.dirname, "../..");

/** Numbers and command lines of the processes below `top`, itself included. */
function processesBelow(top) {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const fields = new Map(
    all.flatMap((pid) => read(`/proc/${pid}/stat`, (text) => [[pid, text.split(") ").at(-1).split(" ")]])),
  );
  const below = [String(top)];
  for (const pid of below) for (const [child, [, parent]] of fields) if (parent === pid) below.push(child);
  return below.map((pid) => ({
    // Clock ticks of user and system, 100 a second.
    cpu: fields.has(pid) ? (Number(fields.get(pid)[11]) + Number(fields.get(pid)[12])) / 100 : 0,
    peak: read(`/proc/${pid}/status`, (text) => [Number(/^VmHWM:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024])[0] ?? 0,
    isPage: read(`/proc/${pid}/cmdline`, (text) => [text.includes("--type=renderer")])[0] ?? false,
  }));
}

/** Nothing of a process that has ended. */
function read(path, take) {
  try {
    return take(readFileSync(path, "utf8"));
  } catch {
    return [];
  }
}

const cpuOf = (pid) => processesBelow(pid).reduce((sum, { cpu }) => sum + cpu, 0);

async function measureOnce(page, image, code) {
  const server = await chromium.launchServer({ executablePath, args: ["--no-sandbox"] });
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    const tab = await browser.newPage();
    await tab.goto(`file://${page}`);
    await tab.setInputFiles("#file", image);
    await tab.fill("input[name=group-1]", code);
    const { pid } = server.process();
    const before = cpuOf(pid);
    // By the page's own clock, so that what drives the browser is not counted.
    const wall = await tab.evaluate(
      `new Promise((resolve) => {
        const result = document.querySelector("#result");
        const started = performance.now();
        new MutationObserver(() => result.hidden || resolve((performance.now() - started) / 1000)).observe(result, { attributes: true });
        document.querySelector("#start").click();
      })`,
    );
    const said = await tab.textContent("#verdict .headline");
    if (!said.startsWith("GOED")) throw new Error(said);
    const peaks = processesBelow(pid).map(({ isPage, peak }) => (isPage ? peak : 0));
    return { wall, cpu: cpuOf(pid) - before, peak: Math.max(...peaks) };
  } finally {
    await server.close();
  }
}

/**
 * Medians over `runs` runs, each in a browser of its own: seconds, CPU seconds of all its processes, peak MB of the page's. `image` and
 * `root` are paths in `work`. Undefined where there is no Chromium.
 */
export async function measurePage(work, { image, root, code, runs }) {
  if (!existsSync(executablePath)) return undefined;
  const out = join(work, "page");
  const made = ["scripts/page.mjs", "--revision", "bench", "--out", out, "--root", join(work, root)];
  execFileSync(process.execPath, made, { cwd: project, stdio: "pipe" });
  const measured = [];
  for (let i = 0; i < runs; i++)
    measured.push(await measureOnce(join(out, "controlepagina.html"), join(work, image), code));
  const median = (key) => measured.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(runs / 2)];
  const walls = measured.map(({ wall }) => wall);
  const rate = statSync(join(work, image)).size / 1e6 / median("wall");
  return {
    wall: median("wall"),
    least: Math.min(...walls),
    most: Math.max(...walls),
    cpu: median("cpu"),
    peak: median("peak"),
    rate,
  };
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { runs: { type: "string", default: "5" } } });
  const work = mkdtempSync(join(tmpdir(), "zegel-bench-page-"));
  try {
    mkdirSync(join(work, "payload"));
    makeLarge(join(work, "payload"));
    const { run, signBoth } = setUp(work);
    run(..."build-iso --payload payload --release release.json --root root.note --out built".split(" "));
    signBoth("built/release.note", "release.note");
    run(..."seal --image built/unsealed.iso --release release.note --root root.note -o master.iso".split(" "));
    const { code } = JSON.parse(run("code", "release.note", "--json"));
    const given = { image: "master.iso", root: "root.note", code, runs: Number(values.runs) };
    process.stdout.write(`${JSON.stringify(await measurePage(work, given))}\n`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
