// What work costs, printed; and the least that a log must do: the hashes of its leaves and nodes, and nothing else.

import { leafHash, nodeHash } from "../../src/format/merkle.ts";
import { sha256 } from "../../src/log/tiles/tree.ts";

/** Seconds on the processor in the program and in the system together, and what came of it. */
export interface Measured<T> {
  readonly seconds: number;
  readonly value: T;
}

export async function measure<T>(name: string, work: () => T | Promise<T>): Promise<Measured<T>> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  const megabytes = Math.round(process.memoryUsage().rss / 1e6);
  const said = [user / 1e6, system / 1e6, (performance.now() - began) / 1000].map((each) => each.toFixed(2));
  process.stdout.write(`${name}: ${said[0]} s CPU, ${said[1]} s in the system, ${said[2]} s in all, ${megabytes} MB\n`);
  return { seconds: (user + system) / 1e6, value };
}

export function rootByHashingAlone(entries: Iterable<Uint8Array>): Uint8Array {
  let row = Array.from(entries, (entry) => leafHash(entry, sha256));
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    for (let i = 0; i < row.length; i += 2) {
      const [left, right] = [row[i] as Uint8Array, row[i + 1]];
      above.push(right === undefined ? left : nodeHash(left, right, sha256));
    }
    row = above;
  }
  return row[0] as Uint8Array;
}
