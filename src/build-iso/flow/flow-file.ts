// A flow from its beginning to its end, with or without the file that it fills.

import { closeSync, fsync, openSync } from "node:fs";
import { promisify } from "node:util";
import { Flow, type FlowEnd, type FlowOptions } from "./flow.ts";

export interface Flown extends FlowEnd {
  /** Tells the digests of its stretches. */
  readonly flow: Flow;
}

/** What `fill` put into a flow. After a failure of `fill` or of a thread nothing is under way any more. */
export async function inFlow(options: FlowOptions, fill: (flow: Flow) => Promise<void>): Promise<Flown> {
  const flow = new Flow(options);
  try {
    await fill(flow);
    return { ...(await flow.end()), flow };
  } catch (error) {
    await flow.stop();
    throw error;
  }
}

export interface Written extends Flown {
  /** Resolves when the bytes are on the disk; until then they are in the system's cache, where anyone can read them. */
  readonly onDisk: Promise<void>;
}

/** The same into the new file `path`. Throws the system's errors. */
export async function writeFlow(
  path: string,
  options: Omit<FlowOptions, "descriptor">,
  fill: (flow: Flow) => Promise<void>,
): Promise<Written> {
  const descriptor = openSync(path, "wx", 0o644);
  try {
    const flown = await inFlow({ ...options, descriptor }, fill);
    return { ...flown, onDisk: flushed(descriptor) };
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Closes it, in whatever way that ends. */
function flushed(descriptor: number): Promise<void> {
  const onDisk = promisify(fsync)(descriptor).finally(() => closeSync(descriptor));
  onDisk.catch(() => undefined); // whoever awaits it reports it
  return onDisk;
}
