// Compiles the command line once, so that tests run what people run, and makes the folder of what is made once a run
// (test/world/once.ts).

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onceVariable } from "./world/once.ts";

/** What it gives back is called at the end of the run. */
export default function setup(): () => void {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  const once = mkdtempSync(join(tmpdir(), "zegel-once-"));
  process.env[onceVariable] = once; // the processes of tests inherit it
  return () => rmSync(once, { recursive: true, force: true });
}
