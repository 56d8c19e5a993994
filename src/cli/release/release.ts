// zegel release: one folder is one release. docs/spec/release-folder.md

import type { Command } from "commander";
import { addCollect } from "./collect.ts";
import { addBundle } from "./finish/bundle.ts";
import { addFinish } from "./finish/finish.ts";
import { addStart } from "./start.ts";
import { addStatus } from "./status/status.ts";
import { addStop } from "./stop.ts";

export function addRelease(program: Command): void {
  const command = program.command("release").description("where a release is, by what lies in its folder");
  addStart(command);
  addCollect(command);
  addStop(command);
  addFinish(command);
  addBundle(command);
  addStatus(command);
}
