// Who wants the content of files while it passes, so that nothing is read twice. docs/spec/verification.md, "Extract"

import type { Manifest } from "../../format/index.ts";

/** Gets one file at a time, from `begin` to `end`; a run that fails ends none. */
export interface FileSink {
  /** `path` as the medium spells it: nothing has vouched for it yet. */
  begin(path: string): void;
  /** The bytes may be written over as soon as this returns. */
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface DiscSink extends FileSink {
  /** The manifest, once it is known to be the released one. */
  listed(manifest: Manifest): void;
}

/** A file that is in memory already. */
export function handOver(sink: FileSink | undefined, path: string, bytes: Uint8Array): void {
  sink?.begin(path);
  sink?.write(bytes);
  sink?.end();
}
