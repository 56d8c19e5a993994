// All targets by name.

import type { Target } from "./target.ts";
import { archiveTarget } from "./target-archive.ts";
import { formatTarget } from "./target-format.ts";
import { logTarget } from "./target-log.ts";
import { verifyTarget } from "./target-verify.ts";
import { volumeTarget } from "./target-volume.ts";

export const targets: Readonly<Record<string, () => Target | Promise<Target>>> = {
  volume: volumeTarget,
  verify: verifyTarget,
  format: formatTarget,
  archive: archiveTarget,
  log: logTarget,
};
