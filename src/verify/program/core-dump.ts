// Keeps secrets out of a core dump of this process. docs/spec/key-file.md, "Memory"

import { writeFileSync } from "node:fs";

/**
 * Tells Linux to put no memory into a core dump of this process (core(5), coredump_filter): called before a secret is read.
 * JavaScript cannot set `ulimit -c`. Elsewhere, or where /proc is not there, nothing can be done, and the page says so.
 */
export function keepOutOfCoreDumps(): void {
  if (process.platform !== "linux") return;
  try {
    writeFileSync("/proc/self/coredump_filter", "0");
  } catch {
    // A kernel without it, or /proc hidden: signing is no less right for it.
  }
}
