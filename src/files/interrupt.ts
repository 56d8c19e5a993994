// What must be cleaned up when a person or the system stops this process: Ctrl-C, kill, a terminal that is closed.

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const cleanings = new Set<() => void>();

/**
 * Runs `clean` when a signal stops this process, which then ends with 1: no result. `clean` must be synchronous and never
 * throw. Returns what ends the watch: call it when there is nothing left to clean. SIGKILL cannot be watched.
 */
export function onInterrupt(clean: () => void): () => void {
  if (cleanings.size === 0) for (const signal of signals) process.on(signal, stop);
  cleanings.add(clean);
  return () => {
    cleanings.delete(clean);
    if (cleanings.size === 0) for (const signal of signals) process.off(signal, stop);
  };
}

/** In reverse order: what lies in a folder goes before the folder. */
function stop(signal: NodeJS.Signals): void {
  for (const clean of [...cleanings].reverse()) clean();
  process.stderr.write(`zegel: interrupted (${signal}): what was not finished is removed\n`);
  process.exit(1);
}
